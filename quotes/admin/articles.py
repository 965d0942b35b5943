"""Articles in the admin, with their quotes."""

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import OuterRef, Subquery
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html

from articles.admin.articles import ArticleAdmin, BylineInline
from articles.admin.base import RecordInline, action
from articles.models import Article
from articles.models.base import Status
from articles.models.functions import RowCount
from quotes.admin.article_merges import MergedArticleAdmin
from quotes.admin.article_quotes import WithQuoteList, add_quote_url
from quotes.admin.bulk_edit import ArticleBulkForm, BulkAdmin
from quotes.admin.handins import DraftedAdmin
from quotes.admin.history import WithHistory
from quotes.admin.outcomes import (
    MAX_MESSAGES,
    message_outcomes,
    message_rest,
    verify_with_messages,
)
from quotes.admin.preview import PreviewedAdmin
from quotes.admin.review import ReviewedAdmin
from quotes.admin.schedules import ScheduledAdmin
from quotes.anchoring.folding import FoldedText
from quotes.formatting import count_quotes
from quotes.forms import NewQuoteFormSet, QuoteInlineForm
from quotes.models import LOCATED, Quote
from quotes.verification.verify import publish, verify, why_held_back


def _count(quotes):
    """Return an expression for the number of these quotes of an article."""
    return RowCount(quotes.filter(article=OuterRef("pk")).order_by().values("pk"))


class QuoteInline(RecordInline, admin.StackedInline):
    """Forms for new quotes. Stored quotes have forms of their own."""

    model = Quote
    form = QuoteInlineForm
    autocomplete_fields = ["topics"]
    verbose_name_plural = "new quotes"
    fields = [
        "kind",
        "text",
        "speaker",
        ("name_as_printed", "role_as_printed", "cue"),
        "topics",
        "status",
    ]

    def get_formset(self, request, obj=None, **kwargs):
        # It refuses forms from an old version of the page, which had stored quotes.
        return super().get_formset(request, obj, formset=NewQuoteFormSet, **kwargs)

    def get_queryset(self, request):
        return super().get_queryset(request).none()

    def get_readonly_fields(self, request, obj=None):
        if request.user.has_perm("quotes.publish_quote"):
            return self.readonly_fields
        return [*self.readonly_fields, "status"]


@admin.register(Article)
class ArticleWithQuotesAdmin(
    MergedArticleAdmin,
    WithHistory,
    DraftedAdmin,
    WithQuoteList,
    PreviewedAdmin,
    ScheduledAdmin,
    BulkAdmin,
    ReviewedAdmin,
    ArticleAdmin,
):
    inlines = [BylineInline, QuoteInline]
    list_display = [
        "title",
        "publication",
        "dated",
        "shown_status",
        "quote_count",
        "lost_count",
        "review_link",
    ]
    # Drafts first, the last entered before the others.
    ordering = ["status", "-pk"]
    actions = [
        *("hand_in", "publish", "publish_later", "cancel_schedule", "withdraw"),
        *("change_several", "verify_anchors", "merge_two"),
    ]
    bulk_form = ArticleBulkForm

    def get_queryset(self, request):
        # Counted for the rows of a page only, not for all articles.
        return (
            super()
            .get_queryset(request)
            .annotate(
                quote_count=_count(Quote.objects.all()),
                lost_count=_count(Quote.objects.exclude(anchor_status__in=LOCATED)),
            )
        )

    @admin.display(description="quotes", ordering="quote_count")
    def quote_count(self, article):
        return article.quote_count

    @admin.display(description="not located", ordering="lost_count")
    def lost_count(self, article):
        return article.lost_count

    def save_formset(self, request, form, formset, change):
        if formset.model is not Quote:
            super().save_formset(request, form, formset, change)
            return
        # The form's text is stored by now: locate the quotes in it.
        article = form.instance
        snapshot = article.current_snapshot
        folded = FoldedText(snapshot.text) if snapshot else None
        quotes = formset.save(commit=False)
        for quote in quotes:
            quote.created_by, quote.article = request.user, article
            quote.locate(snapshot, folded)
            quote.save_as(quote.status)
        formset.save_m2m()
        for quote_form in formset.forms:
            if quote_form.instance in quotes:
                quote_form.save_attribution()
        message_outcomes(request, quotes)

    def save_related(self, request, form, formsets, change):
        super().save_related(request, form, formsets, change)
        # Quotes of the current text were found in it when they were entered.
        article = form.instance
        current = article.snapshots.values("pk")[:1]
        changed = verify(article.quotes.exclude(snapshot=Subquery(current)))
        message_outcomes(request, changed)

    def response_add(self, request, obj, post_url_continue=None):
        return self._lead_on(request, obj) or super().response_add(
            request, obj, post_url_continue
        )

    def response_change(self, request, obj):
        return self._lead_on(request, obj) or super().response_change(request, obj)

    def _lead_on(self, request, article):
        """Publish, or go to the form of another quote, if that button was used."""
        if "_addquote" in request.POST and request.user.has_perm("quotes.add_quote"):
            return HttpResponseRedirect(add_quote_url(article.pk))
        if request.POST.get("_save") != "publish" or not self.may_publish(request):
            return None
        self.publish_one(request, article)
        return HttpResponseRedirect(
            reverse("admin:articles_article_change", args=[article.pk])
        )

    @action(
        description="Publish, with the quotes that are ready",
        permissions=["publish"],
    )
    def publish(self, request, queryset):
        for article in self.locked(queryset):
            if article.status == Status.WITHDRAWN and not article.merged_into_id:
                told = f"“{article}” stays withdrawn: publish it on its own page."
                self.message_user(request, told, messages.WARNING)
            else:
                self.publish_one(request, article)

    def publish_one(self, request, article):
        """Publish an article with its quotes; show messages on what is not public."""
        try:
            published, held_back = publish(article)
        except ValidationError as error:
            told = f"“{article}” is not published. {error.message}"
            self.message_user(request, told, messages.WARNING)
            return
        self.log_change(request, article, f"Published with {len(published)} quotes.")
        self.message_user(
            request,
            format_html(
                '“<a href="{}">{}</a>” is public. {} {} published with it.',
                article.get_absolute_url(),
                article,
                count_quotes(len(published)).capitalize(),
                "was" if len(published) == 1 else "were",
            ),
            messages.SUCCESS,
        )
        for quote in held_back[:MAX_MESSAGES]:
            self.message_user(
                request,
                format_html(
                    'Held back: {}. Correct “<a href="{}">{}</a>”, or publish it on '
                    "its own page.",
                    why_held_back(quote),
                    reverse("admin:quotes_quote_change", args=[quote.pk]),
                    quote,
                ),
                messages.WARNING,
            )
        message_rest(request, held_back, "are held back too")

    @action(
        description="Compare the quotes with the text again", permissions=["change"]
    )
    def verify_anchors(self, request, queryset):
        verify_with_messages(self, request, Quote.objects.filter(article__in=queryset))
