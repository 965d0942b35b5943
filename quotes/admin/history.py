"""The history of a record in the admin, and reverting it to an earlier state."""

from functools import partial

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.templatetags.admin_urls import admin_urlname
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import formats, timezone

from articles.audit_context import ActKind
from articles.form_fields import PlainTextField
from articles.models.base import Status, validate_reason
from quotes import page_sizes
from quotes.history.entries import describe_value, group_entries
from quotes.history.states import LEFT, PARTS, after, before, present, revert
from quotes.history.words import render_words
from quotes.models import AnchorChange, Change, Decision, Operation, Suggestion

#: Number of decisions and of moved quotes shown on an article's page.
MAX_REVIEWED = 200


class RevertForm(forms.Form):
    reason = PlainTextField(
        max_length=2000,
        required=False,
        strip=True,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, *args, was_public=False, **kwargs):
        super().__init__(*args, **kwargs)
        if was_public:
            self.fields["reason"].required = True
            self.fields["reason"].validators.append(validate_reason)
            self.fields["reason"].help_text = "Readers will see it."


class WithHistory(admin.ModelAdmin):
    """An admin whose records show every change, and can be reverted."""

    object_history_template = "admin/history.html"

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_revert"
        view = self.admin_site.admin_view(partial(_revert, self))
        return [
            path("<key:pk>/history/<key:key>/revert/", view, name=name),
            *super().get_urls(),
        ]

    def history_view(self, request, object_id, extra_context=None):
        record = self.get_object(request, object_id)
        context = {}
        if record is not None and self.has_view_or_change_permission(request, record):
            context = self._history(request, record)
        return super().history_view(
            request, object_id, {**context, **(extra_context or {})}
        )

    def _history(self, request, record):
        changes = Change.objects.of(record)
        people = changes.order_by("user_name").values_list("user_name", flat=True)
        chosen = {
            name: request.GET[name] for name in ("who", "act") if name in request.GET
        }
        found = changes
        if "who" in chosen:
            found = found.filter(user_name=chosen["who"][:150])
        if "act" in chosen:
            found = found.filter(act=chosen["act"][:10])
        page = Paginator(found, page_sizes.CHANGES).get_page(request.GET.get("p", 1))
        newest, oldest = changes.first(), changes.last()
        return {
            "entries": group_entries(page.object_list),
            "page": page,
            "people": [
                (each, each or "Nobody signed in") for each in people.distinct()
            ],
            "acts": ActKind.choices,
            "chosen": chosen,
            "newest": newest and newest.transaction,
            # Records that are older than the history were never recorded as created.
            "older": oldest
            and not chosen
            and not page.has_next()
            and (oldest.part or oldest.operation != Operation.CREATED),
            "may_revert": self.has_change_permission(request, record),
            "revert_url": admin_urlname(self.opts, "revert"),
            **(_reviewed(record) if self.opts.model_name == "article" else {}),
        }


def _reviewed(article):
    """Return what was decided in reviews of an article, and which quotes moved."""
    decided = Suggestion.objects.filter(snapshot__article=article).exclude(
        decision=Decision.OPEN
    )
    moved = AnchorChange.objects.filter(quote__article=article)
    return {
        "decided": decided.select_related("decided_by").order_by("-decided_at")[
            :MAX_REVIEWED
        ],
        "moved": moved.select_related("quote")[:MAX_REVIEWED],
    }


def _revert(model_admin, request, pk, key):
    """Show what a revert changes, and revert once it is confirmed.

    A key of 0 means the state before everything that is recorded.
    """
    record = model_admin.get_object(request, str(pk))
    if record is None:
        raise Http404
    if not model_admin.has_change_permission(request, record):
        raise PermissionDenied
    changes = Change.objects.of(record)
    change = changes.filter(pk=key).first() if key else changes.last()
    if change is None:
        raise Http404
    state = after(record, change) if key else before(record, changes)
    opts = model_admin.opts
    was_public = getattr(record, "status", Status.DRAFT) != Status.DRAFT
    form = RevertForm(request.POST or None, was_public=was_public)
    history = reverse(admin_urlname(opts, "history"), args=[pk])
    refused = []
    if request.method == "POST" and form.is_valid():
        try:
            with transaction.atomic():
                reason = form.cleaned_data["reason"]
                record = revert(record, state, request.user, reason)
                place = "of" if key else "before"
                local = timezone.localtime(change.at)
                at = formats.date_format(local, "DATETIME_FORMAT")
                told = f"Reverted to the state {place} {at}."
                model_admin.log_change(request, record, told)
        except ValidationError as error:
            refused = error.messages
        else:
            messages.success(request, told)
            return HttpResponseRedirect(history)
    return render(
        request,
        "admin/revert.html",
        {
            **model_admin.admin_site.each_context(request),
            "title": "Revert to an earlier state",
            "opts": opts,
            "object": record,
            "change": change,
            "is_first": not key,
            "differences": list(_compare(record, present(record), state)),
            "form": form,
            "refused": refused,
            "history": history,
        },
    )


def _compare(record, now, then):
    """Yield (label, HTML) of what is different in the other state."""
    rows = [(type(record), now.row, then.row, "")]
    for key in {**now.parts, **then.parts}:
        model = PARTS[record._meta.model_name, key[0]]
        rows.append((model, now.parts.get(key), then.parts.get(key), key[0]))
    for model, one, other, part in rows:
        if part == "snapshot":
            if other is None:
                yield "text", "The text of that time is held again."
            continue
        for field in model._meta.concrete_fields:
            column = field.column
            skipped = column in LEFT or column == f"{record._meta.model_name}_id"
            old, new = ((row or {}).get(column) for row in (one, other))
            if skipped or old == new:
                continue
            label = f"{part}: {field.verbose_name}" if part else field.verbose_name
            yield (
                label,
                render_words(describe_value(field, old), describe_value(field, new)),
            )
