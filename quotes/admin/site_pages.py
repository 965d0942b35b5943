"""The pages about the site in the admin: their text can be edited, none added."""

from django.contrib import admin

from articles.admin.base import RecordAdmin
from quotes.models import SitePage


@admin.register(SitePage)
class SitePageAdmin(RecordAdmin):
    list_display = ["title", "changed"]
    fields = ["title", "description", "text"]

    def has_add_permission(self, request):
        return False

    def has_delete_permission(self, request, obj=None):
        return False
