"""Previews of public pages: what readers would see if a draft were published now.

The public page itself is rendered, in a transaction that publishes the draft and is
always rolled back. So a preview has the same templates, derived tables and sayings.
"""

from django.contrib import admin
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import path, resolve

from articles.models import Article
from articles.models.base import Status
from quotes.models import Quote
from quotes.verification.verify import is_publishable, why_held_back


class _RollBack(Exception):
    """Ends the transaction of a preview."""


class PreviewedAdmin(admin.ModelAdmin):
    """An admin of articles or quotes with the address of a preview of each."""

    def get_urls(self):
        name = f"{self.opts.app_label}_{self.opts.model_name}_preview"
        view = self.admin_site.admin_view(self.preview)
        return [path("<int:pk>/preview/", view, name=name), *super().get_urls()]

    def preview(self, request, pk):
        """Return the public page with a note; for those who may publish or wrote it."""
        record = get_object_or_404(self.model, pk=pk)
        is_own = record.created_by_id == request.user.pk
        if not (self.may_publish(request) or is_own):
            raise PermissionDenied
        article = record if self.model is Article else record.article
        if record is article:
            drafts = article.quotes.filter(status=Status.DRAFT)
            drafts = drafts.prefetch_related("attributions", "rechecks")
            shown = [each.pk for each in drafts if is_publishable(each)]
            left = len(drafts) - len(shown)
            note = f"{left} of its drafts would be held back." if left else ""
        else:
            shown = [record.pk]
            note = _what_keeps(record)
        note = f"Preview: readers do not see this page. {note}".strip()
        return render_preview(request, record, article, shown, note)


def _what_keeps(quote):
    """Return a sentence on why a quote cannot be published, or ""."""
    why = why_held_back(quote)
    if not why:
        return ""
    try:
        quote.check_publishable()
    except ValidationError:
        return f"As it is, it cannot be published: {why}."
    return f"Lists would hold it back: {why}. Its own form publishes it."


def render_preview(request, record, article, quotes, note):
    """Return the public page of a record if it and these quotes (keys) were public."""
    request.preview = note
    response = HttpResponse(status=500)
    try:
        # Not by `publish()`: publishing has effects that must not happen.
        with transaction.atomic():
            public = {"status": Status.PUBLISHED, "withdrawn_reason": ""}
            Article.objects.filter(pk=article.pk).update(**public, merged_into=None)
            Quote.objects.filter(pk__in=quotes).update(**public)
            view, args, kwargs = resolve(record.get_absolute_url())
            response = view(request, *args, **kwargs)
            raise _RollBack
    except _RollBack:
        pass
    response["X-Robots-Tag"] = "noindex"
    response["Cache-Control"] = "private, no-store"
    return response
