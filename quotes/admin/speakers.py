"""Speakers and topics in the admin."""

from django.contrib import admin
from django.db.models import Count

from articles.admin.base import RecordAdmin, RecordInline
from articles.admin.folded_search import FoldedSearch
from quotes.forms import SpeakerForm
from quotes.models import Alias, Speaker, Topic
from quotes.models.speakers import PartsStatus


class AliasInline(RecordInline, admin.TabularInline):
    model = Alias
    fields = ["name"]


@admin.register(Speaker)
class SpeakerAdmin(FoldedSearch, RecordAdmin):
    list_display = ["name", "cited_as", "kind", "description", "quote_count"]
    list_filter = ["kind", "parts_status"]
    folded_fields = ("name", "aliases__name")
    search_fields = ["name", "aliases__name"]
    ordering = ["sort_name", "pk"]
    form = SpeakerForm
    fieldsets = [
        (None, {"fields": ["kind", "name"]}),
        (
            "The name in citations and indexes",
            {
                "fields": [
                    ("given", "particle", "family", "suffix"),
                    "literal",
                    "parts_are_right",
                    "sort_name",
                ]
            },
        ),
        (
            "About the speaker",
            {"fields": ["description", ("born", "died"), "wikidata_id"]},
        ),
    ]
    inlines = [AliasInline]

    def get_queryset(self, request):
        return super().get_queryset(request).with_quote_counts()

    @admin.display(description="cited as", ordering="sort_name")
    def cited_as(self, speaker):
        doubtful = speaker.parts_status == PartsStatus.DOUBTFUL
        return f"{speaker.parts.inverted}{' (doubtful)' if doubtful else ''}"

    @admin.display(description="public quotes", ordering="quote_count")
    def quote_count(self, speaker):
        return speaker.quote_count


@admin.register(Topic)
class TopicAdmin(FoldedSearch, RecordAdmin):
    list_display = ["name", "quote_count"]
    search_fields = ["name"]
    ordering = ["name", "pk"]
    fields = ["name"]

    def get_queryset(self, request):
        return super().get_queryset(request).annotate(quote_count=Count("quotes"))

    @admin.display(description="quotes", ordering="quote_count")
    def quote_count(self, topic):
        return topic.quote_count
