"""The quotes that editors choose for the home page."""

from django.contrib import admin

from articles.admin.base import RecordAdmin
from quotes.models import FeaturedQuote


@admin.register(FeaturedQuote)
class FeaturedQuoteAdmin(RecordAdmin):
    list_display = ["quote", "created_at"]
    autocomplete_fields = ["quote"]
    fields = ["quote"]
