"""Quotes and their attributions in the admin."""

from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.utils.html import format_html

from articles.admin.base import PublishedAdmin, RecordInline, action
from articles.models.base import Status
from articles.text import shorten
from quotes.admin.article_quotes import LeadsToArticle
from quotes.admin.bulk_edit import BulkAdmin, QuoteBulkForm
from quotes.admin.corrections import CorrectingAdmin, CorrectingFormSet
from quotes.admin.duplicate_quotes import SameWordsAdmin, render_printed
from quotes.admin.handins import DraftedAdmin
from quotes.admin.history import WithHistory
from quotes.admin.outcomes import (
    MAX_MESSAGES,
    message_outcomes,
    render_outcome,
    render_status,
    verify_with_messages,
)
from quotes.admin.preview import PreviewedAdmin
from quotes.admin.quote_search import QuoteSearch
from quotes.admin.sayings import message_known_words, render_saying
from quotes.admin.schedules import ScheduledAdmin
from quotes.forms import AttributionForm, QuoteForm
from quotes.models import Attribution, Quote
from quotes.verification.verify import is_publishable, why_held_back


class AttributionInline(RecordInline, admin.StackedInline):
    model = Attribution
    form = AttributionForm
    formset = CorrectingFormSet
    autocomplete_fields = ["speaker"]
    fields = [
        "speaker",
        ("name_as_printed", "role_as_printed", "cue"),
        "standing",
        "evidence",
    ]


class FoundFilter(admin.ChoicesFieldListFilter):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.title = "found in the text"


@admin.register(Quote)
class QuoteAdmin(
    WithHistory,
    SameWordsAdmin,
    QuoteSearch,
    DraftedAdmin,
    LeadsToArticle,
    CorrectingAdmin,
    PreviewedAdmin,
    ScheduledAdmin,
    BulkAdmin,
    PublishedAdmin,
):
    form = QuoteForm
    autocomplete_fields = ["article", "topics"]
    date_hierarchy = "article__published_on"
    list_display = ["words", "said_by", "source", "where", "shown_status"]
    # Drafts first, the last entered before the others.
    ordering = ["status", "-pk"]
    list_filter = [
        "status",
        ("anchor_status", FoundFilter),
        "kind",
        "attributions__standing",
        "topics",
    ]
    list_select_related = ["article"]
    search_fields = ["text"]  # shows the box; QuoteSearch does the search
    readonly_fields = ["found", "saying"]
    actions = [
        *("hand_in", "publish", "publish_later", "cancel_schedule", "withdraw"),
        *("change_several", "verify_anchors"),
    ]
    bulk_form = QuoteBulkForm
    inlines = [AttributionInline]
    fieldsets = [
        (None, {"fields": ["article", "kind", "text", "found", "saying"]}),
        (
            "If these words occur more than once",
            {"classes": ["collapse"], "fields": [("prefix", "suffix"), "place"]},
        ),
        ("More", {"fields": ["topics", "said", "note"]}),
        (
            "Language",
            {
                "classes": ["collapse"],
                "fields": ["language", "translation", "translation_language"],
            },
        ),
        ("Publishing", {"fields": ["status", "withdrawn_reason"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("attributions__speaker")

    @admin.display(description="words", ordering="text")
    def words(self, quote):
        return shorten(quote.text, 300)

    @admin.display(description="article", ordering="article")
    def source(self, quote):
        return format_html('<span class="clamped">{}</span>', quote.article)

    @admin.display(description="found", ordering="anchor_status")
    def where(self, quote):
        return render_status(quote)

    @admin.display(description="speakers")
    def said_by(self, quote):
        return ", ".join(each.speaker.name for each in quote.attributions.all())

    @admin.display(description="Compared with the text")
    def found(self, quote):
        return render_outcome(quote)

    @admin.display(description="Saying")
    def saying(self, quote):
        if quote is None or quote.pk is None:
            return render_saying(quote)
        return format_html("{}{}", render_saying(quote), render_printed(quote))

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        if "_continue" not in request.POST or not form.instance.is_located:
            message_outcomes(request, [form.instance])
        message_known_words(request, form.instance)

    @action(description="Publish those that are ready", permissions=["publish"])
    def publish(self, request, queryset):
        chosen = self.locked(queryset).select_related("article")
        chosen = chosen.prefetch_related("attributions", "rechecks")
        quotes = [quote for quote in chosen if quote.status == Status.DRAFT]
        publishable = [quote for quote in quotes if is_publishable(quote)]
        Quote.objects.filter(pk__in=[quote.pk for quote in publishable]).publish()
        LogEntry.objects.log_actions(request.user.pk, publishable, CHANGE, "Published.")
        for quote in publishable[:MAX_MESSAGES]:
            message_known_words(request, quote)
        self.message_user(request, f"{len(publishable)} published.", messages.SUCCESS)
        if others := len(chosen) - len(quotes):
            self.message_user(
                request, f"{others} left as they were: they are not drafts."
            )
        hidden = sum(quote.article.status != Status.PUBLISHED for quote in publishable)
        if hidden:
            self.message_user(
                request,
                f"{hidden} of them stay hidden until their article is published.",
                messages.WARNING,
            )
        if left := len(quotes) - len(publishable):
            reasons = ", or ".join(sorted({*map(why_held_back, quotes)} - {""}))
            self.message_user(
                request,
                f"{left} held back: {reasons}. Correct them, or publish each on its "
                "own page.",
                messages.WARNING,
            )

    @action(description="Compare them with the text again", permissions=["change"])
    def verify_anchors(self, request, queryset):
        verify_with_messages(self, request, queryset)
