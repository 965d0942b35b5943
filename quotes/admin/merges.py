"""Merging two records in the admin, and undoing it, for chief editors."""

from functools import partial

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils.html import format_html

from articles.admin.desk import DeskAdmin
from quotes.admin.follow_ups import UndoneFilter
from quotes.merging.kinds import KINDS, kind_of
from quotes.merging.merge import compare, differ, find_both, merge
from quotes.merging.undo import undo
from quotes.models import Attribution, Merge

MAY_MERGE = "quotes.merge_records"
#: Rows that the preview shows as examples.
SAMPLES = 5
#: The related rows that move, by the name of the model.
_RELATED = {"speaker": "attributions", "publication": "articles", "topic": "quotes"}


class MergedAdmin:
    """Adds to a ModelAdmin that two records can be merged, from the list or by address.

    The page has the address `merge/<source>/<target>/`, and shows what moves first.
    """

    actions = ["merge_two"]

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_merge"
        view = self.admin_site.admin_view(partial(merge_page, self))
        return [
            path("merge/<key:source>/<key:target>/", view, name=name),
            *super().get_urls(),
        ]

    def has_merge_permission(self, request):
        return request.user.has_perm(MAY_MERGE)

    @admin.action(description="Merge two into one", permissions=["merge"])
    def merge_two(self, request, queryset):
        """Lead to the preview; the record with more rows keeps its page."""
        chosen = list(queryset[:3])
        if len(chosen) != 2:
            text = "Choose exactly two to merge."
            self.message_user(request, text, messages.WARNING)
            return None
        chosen.sort(key=lambda each: (related(each).count(), -each.pk))
        return HttpResponseRedirect(merge_url(*chosen))


def related(record):
    """Return the rows that move in a merge of this record, as a manager."""
    return getattr(record, _RELATED[record._meta.model_name])


def merge_url(source, target):
    """Return the address of the page that merges `source` into `target`."""
    kind = source._meta
    name = f"admin:{kind.app_label}_{kind.model_name}_merge"
    return reverse(name, args=[source.pk, target.pk])


def change_url(record):
    """Return the address of the page of a record in the admin."""
    kind = record._meta
    return reverse(f"admin:{kind.app_label}_{kind.model_name}_change", args=[record.pk])


def merge_page(model_admin, request, source, target):
    """Show what a merge moves and ask what differs; merge when it is posted."""
    if not request.user.has_perm(MAY_MERGE):
        raise PermissionDenied
    rows = model_admin.model._default_manager
    source = get_object_or_404(rows, pk=source)
    target = get_object_or_404(rows, pk=target)
    error, both = "", []
    try:
        if kind_of(source).table == Attribution._meta.db_table:
            both = [pair for pair in find_both(source, target) if differ(*pair)]
        if request.method == "POST":
            choices = {
                name.removeprefix("field-")
                for name, value in request.POST.items()
                if name.startswith("field-") and value == "source"
            }
            done = merge(
                source,
                target,
                request.user,
                taken=choices,
                both={
                    theirs.quote_id: request.POST.get(f"both-{theirs.quote_id}")
                    for theirs, _ in both
                },
                reason=request.POST.get("reason", "").strip()[:500],
            )
            return _merged(model_admin, request, done, target)
    except ValidationError as problem:
        error = " ".join(problem.messages)
    context = {
        **model_admin.admin_site.each_context(request),
        "title": f"Merge two {model_admin.opts.verbose_name_plural}",
        "opts": model_admin.opts,
        "source": source,
        "target": target,
        "turned": merge_url(target, source),
        "fields": compare(source, target),
        "both": both,
        "moves": kind_of(source).count(related(source).count()),
        "beside": f"{related(target).count():,}",
        "samples": list(related(source).order_by("-pk")[:SAMPLES]),
        "aliases": _names(source),
        "error": error,
    }
    return TemplateResponse(request, "admin/merge.html", context)


def _names(source):
    """Return the names by which the target is found from then on."""
    aliases = getattr(source, "aliases", None)
    return [source.name, *(aliases.values_list("name", flat=True) if aliases else ())]


def _merged(model_admin, request, done, target):
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
