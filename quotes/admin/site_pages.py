"""The pages about the site and the quotes chosen for its home page, in the admin."""

from django.contrib import admin

from articles.admin.base import RecordAdmin
from quotes.models import FeaturedQuote, SitePage


@admin.register(FeaturedQuote)
class FeaturedQuoteAdmin(RecordAdmin):
    list_display = ["quote", "created_at"]
    autocomplete_fields = ["quote"]
    fields = ["quote"]


@admin.register(SitePage)
class SitePageAdmin(RecordAdmin):
    """The text of a page can be edited. None can be added."""

    list_display = ["title", "changed"]
    fields = ["title", "description", "text"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
