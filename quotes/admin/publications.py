"""Publications in the admin, which can be merged and reverted."""

from django.contrib import admin

from articles.admin.articles import PublicationAdmin
from articles.models import Publication
from quotes.admin.history import WithHistory
from quotes.admin.merges import MergedAdmin


@admin.register(Publication)
class MergedPublicationAdmin(WithHistory, MergedAdmin, PublicationAdmin):
    pass
