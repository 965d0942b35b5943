"""Merging two records in the admin, and undoing it, for chief editors."""

from functools import partial

from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from articles.admin.model_admin import DeskAdmin
from articles.keys import change_url
from articles.models.base import Status
from articles.text import without_controls
from quotes.admin.corrections import is_not_blank
from quotes.admin.follow_ups import UndoneFilter
from quotes.merging.fields import compare_fields
from quotes.merging.kinds import KINDS, kind_of
from quotes.merging.merge import differ, find_both, merge
from quotes.merging.undo import undo
from quotes.models import Attribution, Merge

MAY_MERGE = "quotes.merge_records"
#: Rows that the preview shows as examples.
SAMPLES = 5


def related(record):
    """Return the rows that move in a merge of this record, as a manager."""
    return getattr(record, kind_of(record).moves)


def _weight(record):
    is_public = getattr(record, "status", "") == Status.PUBLISHED
    return is_public, related(record).count(), -record.pk


def merge_url(source, target):
    """Return the address of the page that merges `source` into `target`."""
    name = admin_urlname(source._meta, "merge")
    return reverse(name, args=[source.pk, target.pk])


def merge_page(model_admin, request, source, target):
    """Show what a merge moves and ask about differences; merge on POST."""
    source, target = get_pair(model_admin, request, source, target)
    error, error_at, both, needs_reason = "", "", [], False
    try:
        if kind_of(source).table == Attribution._meta.db_table:
            pairs = find_both(source, target)
            both = [pair for pair in pairs if differ(*pair)]
            # Readers see that one of the two is no longer named.
            needs_reason = source != target and any(
                each.quote.status != Status.DRAFT for each, _ in pairs
            )
        if request.method == "POST":
            check_reason(request, needs_reason)
            done = merge(
                source,
                target,
                request.user,
                taken=taken_fields(request),
                both={
                    theirs.quote_id: request.POST.get(f"both-{theirs.quote_id}")
                    for theirs, _ in both
                },
                reason=typed_reason(request),
            )
            return merged(model_admin, request, done, target)
    except ValidationError as problem:
        error, error_at = " ".join(problem.messages), problem.code
    context = {
        **page_context(model_admin, request, source, target, error),
        "error_at": error_at,
        "needs_reason": needs_reason,
        "fields": with_choices(request, compare_fields(source, target)),
        "both": [
            (theirs, ours, request.POST.get(f"both-{theirs.quote_id}", "target"))
            for theirs, ours in both
        ],
        "aliases": _names(source),
    }
    return TemplateResponse(request, "admin/merge.html", context)


def get_pair(model_admin, request, source, target):
    """Return the two records, or raise Http404 or PermissionDenied."""
    if not request.user.has_perm(MAY_MERGE):
        raise PermissionDenied
    rows = model_admin.model._default_manager
    return get_object_or_404(rows, pk=source), get_object_or_404(rows, pk=target)


def taken_fields(request):
    """Return the groups of fields whose values the editor takes from the source."""
    return {
        name.removeprefix("field-")
        for name, value in request.POST.items()
        if name.startswith("field-") and value == "source"
    }


def typed_reason(request):
    """Return the reason that was typed, or ""."""
    return without_controls(request.POST.get("reason", "")).strip()[:500]


def check_reason(request, is_needed):
    """Raise ValidationError if a reason is needed and was not typed."""
    if is_needed and not is_not_blank(typed_reason(request)):
        raise ValidationError(
            "Say why they are the same: readers will see it.", code="reason"
        )


def with_choices(request, fields):
    """Add to each row of compare_fields() which of the two is chosen."""
    return [
        (
            label,
            group,
            theirs,
            ours,
            request.POST.get(f"field-{group}", "target" if ours else "source"),
        )
        for label, group, theirs, ours in fields
    ]


def page_context(model_admin, request, source, target, error):
    """Return what every page of a merge shows."""
    return {
        **model_admin.admin_site.each_context(request),
        "title": f"Merge two {model_admin.opts.verbose_name_plural}",
        "opts": model_admin.opts,
        "source": source,
        "target": target,
        "turned": merge_url(target, source),
        "moves": kind_of(source).count(related(source).count()),
        "beside": f"{related(target).count():,}",
        "samples": list(related(source).order_by("-pk")[:SAMPLES]),
        "reason": typed_reason(request),
        "error": error,
    }


def _names(source):
    """Return the names by which the target is found from then on."""
    aliases = getattr(source, "aliases", None)
    return [source.name, *(aliases.values_list("name", flat=True) if aliases else ())]


def merged(model_admin, request, done, target):
    """Show what was merged, and redirect to the record that stays."""
    target.refresh_from_db()
    model_admin.log_change(request, target, f"{done}. {done.reason}".strip())
    model_admin.message_user(
        request,
        format_html(
            '{}. {} moved. <a href="{}">Undo</a> is in the list of merges.',
            done,
            KINDS[done.kind].count(len(done.moved)),
            reverse("admin:quotes_merge_changelist"),
        ),
        messages.SUCCESS,
    )
    return HttpResponseRedirect(change_url(target))


class MergedAdmin:
    """Adds to a ModelAdmin that two records can be merged, from the list or by address.

    The page has the address `merge/<source>/<target>/`, and shows what moves first.
    """

    actions = ["merge_two"]
    merge_view = staticmethod(merge_page)

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(partial(self.merge_view, self))
        return [
            path("merge/<key:source>/<key:target>/", view, name=name),
            *super().get_urls(),
        ]

    def has_merge_permission(self, request):
        return request.user.has_perm(MAY_MERGE)

    @admin.action(description="Merge two into one", permissions=["merge"])
    def merge_two(self, request, queryset):
        """Lead to the preview; the public one, or the larger one, keeps its page."""
        chosen = list(queryset[:3])
        if len(chosen) != 2:
            text = "Choose exactly two to merge."
            self.message_user(request, text, messages.WARNING)
            return None
        chosen.sort(key=_weight)
        return HttpResponseRedirect(merge_url(*chosen))


@admin.register(Merge)
class MergeAdmin(DeskAdmin):
    """The merges and splits, which nobody edits, but which can be undone."""

    list_display = ["__str__", "kind", "number", "reason", "at", "by", "undone_at"]
    list_display_links = None
    list_filter = ["kind", "act", UndoneFilter]
    list_select_related = ["by"]
    search_fields = ["source_name", "target_name"]
    actions = ["undo"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def has_undo_permission(self, request):
        return request.user.has_perm(MAY_MERGE)

    def get_queryset(self, request):
        # The rows that were deleted may be many.
        return super().get_queryset(request).defer("deleted", "details")

    @admin.display(description="moved")
    def number(self, done):
        return f"{len(done.moved):,}"

    @admin.action(description="Undo: both as they were before", permissions=["undo"])
    def undo(self, request, queryset):
        for done in queryset.order_by("-pk"):  # the latest first
            try:
                notes = undo(done, request.user)
            except ValidationError as error:
                text = f"Not undone. {done}: {' '.join(error.messages)}"
                self.message_user(request, text, messages.WARNING)
                continue
            self.log_change(request, done, f"Undone: {done}")
            self.message_user(request, f"Undone. {done}.", messages.SUCCESS)
            for note in notes:
                self.message_user(request, note, messages.WARNING)
