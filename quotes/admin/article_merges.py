"""Merging two articles in the admin, with the outcome of each quote shown before."""

from dataclasses import dataclass

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.template.response import TemplateResponse
from django.utils.html import format_html

from articles.keys import change_url, read_keys
from articles.models.base import Status
from quotes.admin.merges import (
    MergedAdmin,
    check_reason,
    get_pair,
    merged,
    page_context,
    taken_fields,
    typed_reason,
    with_choices,
)
from quotes.admin.outcomes import render_status
from quotes.merging.articles import (
    Outcome,
    check_mergeable,
    compare_articles,
    find_outcomes,
    merge_articles,
)
from quotes.models import AnchorStatus, Quote

#: How many quotes of each kind the page lists; those that need an editor come first.
MAX_LISTED = 200


@dataclass
class ShownOutcome:
    """An Outcome with what its row says; `moves` is the choice for one with a twin."""

    outcome: Outcome
    moves: bool = False

    @property
    def quote(self):
        return self.outcome.quote

    @property
    def recheck(self):
        return self.outcome.recheck

    @property
    def label(self):
        """Return HTML with the anchor status, and the one before if it is another."""
        now = render_status(self.quote)
        if self.outcome.change is None:
            return now
        before = AnchorStatus(self.outcome.change.before).label
        return format_html("{}, before: {}", now, before)

    @property
    def credits(self):
        return _credits(self.quote)

    @property
    def twin_credits(self):
        return _credits(self.outcome.twin)


def _credits(quote):
    """Return the speakers of a quote with their standings, and its status."""
    said = [
        f"{each.speaker} ({each.get_standing_display().lower()})"
        for each in quote.attributions.all()
    ]
    return "; ".join([*said, quote.get_status_display()])


def merge_articles_page(model_admin, request, source, target):
    """Show what happens to each quote and ask about differences; merge on POST."""
    source, target = get_pair(model_admin, request, source, target)
    error, error_at, outcomes = "", "", []
    needs_reason = source.status == Status.PUBLISHED
    doubled = read_keys(
        name.removeprefix("doubled-")
        for name, value in request.POST.items()
        if value == "move"
    )
    try:
        check_mergeable(source, target)
        if request.method == "POST":
            check_reason(request, needs_reason)
            done = merge_articles(
                source,
                target,
                request.user,
                taken=taken_fields(request),
                doubled=doubled,
                lost=request.POST.get("lost", ""),
                reason=typed_reason(request),
            )
            return merged(model_admin, request, done, target)
    except ValidationError as problem:
        error, error_at = " ".join(problem.messages), problem.code
    if source != target:
        outcomes = find_outcomes(source, target)
    context = {
        **page_context(model_admin, request, source, target, error),
        **_listed(outcomes, doubled),
        "fields": with_choices(request, compare_articles(source, target)),
        "error_at": error_at,
        "needs_reason": needs_reason,
        "choice": request.POST.get("lost"),
        "appearing": _count_appearing(source, target),
    }
    return TemplateResponse(request, "admin/articles/article/merge.html", context)


def _listed(outcomes, doubled):
    """Return the outcomes by what has to be decided, and how many are left out."""
    groups = {"lost": [], "twins": [], "found": []}
    for each in outcomes:
        name = "twins" if each.twin else "lost" if each.is_lost else "found"
        groups[name].append(ShownOutcome(each, each.quote.pk in doubled))
    groups["found"].sort(key=lambda each: (each.recheck is None, each.quote.pk))
    shown = {name: found[:MAX_LISTED] for name, found in groups.items()}
    more = {f"more_{name}": len(found[MAX_LISTED:]) for name, found in groups.items()}
    return shown | more


def _count_appearing(source, target):
    """Return how many quotes become public with a merge."""
    if source.status == Status.PUBLISHED or target.status != Status.PUBLISHED:
        return 0
    return Quote.objects.filter(article=source, status=Status.PUBLISHED).count()


class MergedArticleAdmin(MergedAdmin):
    """Adds merging to the admin of articles. A merged article is read-only."""

    merge_view = staticmethod(merge_articles_page)

    @admin.display(description="status", ordering="status")
    def shown_status(self, article):
        if article.merged_into_id:
            return "Merged into another"
        return super().shown_status(article)

    def render_change_form(self, request, context, obj=None, **options):
        """Say where a merged article went."""
        if obj and obj.merged_into_id and request.method == "GET":
            told = format_html(
                '“{}” was merged into “<a href="{}">{}</a>”, where its address leads.',
                obj,
                change_url(obj.merged_into),
                obj.merged_into,
            )
            self.message_user(request, told)
        return super().render_change_form(request, context, obj=obj, **options)

    def has_change_permission(self, request, obj=None):
        is_merged = obj is not None and obj.merged_into_id
        return not is_merged and super().has_change_permission(request, obj)

    def has_delete_permission(self, request, obj=None):
        """Refuse for a merged article: its texts are needed for the undo."""
        is_merged = obj is not None and obj.merged_into_id
        return not is_merged and super().has_delete_permission(request, obj)
