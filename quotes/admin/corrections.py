"""Corrections of published quotes, which an editor confirms before they are public.

The form is shown again with everything typed, what will change for readers, and what
the program found in the text. It is saved when it is sent again with a reason.
Withdrawn quotes are corrected in the same way: readers saw them, and may again.
"""

import json
import re
from dataclasses import dataclass, field
from hashlib import blake2b

from django.contrib import admin, messages
from django.core.exceptions import ValidationError

from articles.audit_context import give_reason
from articles.models.base import WORDS, Status
from articles.text import without_controls
from quotes.admin.name_checks import may_be_name_of
from quotes.admin.outcomes import MAX_MESSAGES, render_outcome
from quotes.forms import AttributionFormSet
from quotes.history.words import render_words
from quotes.models import Quote, Standing

#: The names of the fields by which a correction is confirmed.
REASON, CONFIRMED = "correction_reason", "correction_confirmed"


@dataclass
class ReaderVisibleChanges:
    """The changes by a form that readers of a published quote see."""

    quote: Quote
    #: (label, HTML or text) of each change.
    changes: list = field(default_factory=list)
    #: Sentences that ask whether a change is right.
    questions: list = field(default_factory=list)
    #: A digest of the changes: different ones need to be confirmed again.
    digest: str = ""
    outcome: str = ""
    reason: str = ""
    errors: tuple = ()


def find_correction(quote, formset):
    """Return the ReaderVisibleChanges of a valid form and its attributions, or None.

    None also if readers never saw the quote, or if this form withdraws it, which has a
    reason of its own.
    """
    seen = Quote.objects.seen().select_related("article")
    stored = seen.filter(pk=quote.pk).first()
    if stored is None or quote.status == Status.WITHDRAWN != stored.status:
        return None
    found = ReaderVisibleChanges(quote)
    if stored.text != quote.text:
        found.changes.append(("Words", render_words(stored.text, quote.text)))
    if stored.article_id != quote.article_id:
        found.changes.append(("Source", f"{stored.article} → {quote.article}"))
    if found.changes:
        found.outcome = render_outcome(quote)
    if stored.kind != quote.kind:
        change = f"{stored.get_kind_display()} → {quote.get_kind_display()}"
        found.changes.append(("Kind", change))
    said = stored.attributions.select_related("speaker")
    speakers = {each.pk: each.speaker for each in said}
    signature = [quote.text, quote.article_id, quote.kind]
    for form in formset.forms:
        signature.append(_compare(form, formset, speakers, found))
    found.digest = digest_of(signature)
    return found if found.changes else None


@dataclass
class BulkCorrection:
    """New standings of published quotes. Each change is (quote, words for editors)."""

    changes: list
    reason: str = ""
    errors: tuple = ()

    @property
    def shown(self):
        return self.changes[:MAX_MESSAGES]

    @property
    def more(self):
        return len(self.changes[MAX_MESSAGES:])

    @property
    def digest(self):
        """Return a digest of the changes: different ones need to be confirmed again."""
        return digest_of([[quote.pk, change] for quote, change in self.changes])


def find_bulk_correction(standing, quotes):
    """Return the BulkCorrection that a new standing makes, or None.

    `quotes` is a queryset. Leaves out quotes that readers never saw, and those without
    exactly one speaker, whose standing a bulk change does not touch.
    """
    changes = []
    seen = quotes.seen().prefetch_related("attributions__speaker").order_by("pk")
    for quote in seen if standing else ():
        said, *others = quote.attributions.all() or [None]
        if said and not others and said.standing != standing:
            now = Standing(standing).label
            before = f"{said.speaker}: {said.get_standing_display()}"
            changes.append((quote, f"{before} → {now}"))
    return BulkCorrection(changes) if changes else None


def digest_of(signature):
    """Return a digest of changes, given as lists."""
    return blake2b(json.dumps(signature).encode(), digest_size=16).hexdigest()


def is_confirmed(correction, posted):
    """Return whether a correction was posted with its reason; note what is missing."""
    correction.reason = posted_reason(posted)
    if posted.get(CONFIRMED) != correction.digest:
        return False
    if not is_not_blank(correction.reason):
        correction.errors = ("Give the reason for the change: readers will see it.",)
        return False
    return True


def question_name(printed, speaker):
    """Return the question for a printed name that is no known name of the speaker."""
    return (
        f"“{printed}” is printed as the name of the speaker, and is no known name of "
        f"{speaker}. Is {speaker} meant?"
    )


def _compare(form, formset, speakers, found):
    """Add the changes of one attribution; return the values that identify them.

    `speakers` are the stored ones, by the keys of their attributions.
    """
    row, kept = form.cleaned_data, form.initial
    now = None if form in formset.deleted_forms else row.get("speaker")
    was = speakers.get(form.instance.pk)
    if now != was:
        change = f"{was or 'Nobody'} → {now or 'nobody'}"
        found.changes.append(("Speaker", change))
        printed = row.get("name_as_printed") or ""
        if now and not may_be_name_of(printed, now):
            found.questions.append(question_name(printed, now))
    standing = row.get("standing")
    if now and was and standing != kept.get("standing"):
        labels = (Standing(value).label for value in (kept["standing"], standing))
        found.changes.append((f"Standing of {now}", " → ".join(labels)))
    return [form.instance.pk, now and now.pk, standing]


class CorrectingFormSet(AttributionFormSet):
    """The attributions of a quote; public changes have to be confirmed."""

    #: The correction to be confirmed, or the one that was.
    correction = None

    def clean(self):
        super().clean()
        if any(self.errors) or not self.instance.pk or not self.instance.is_form_valid:
            return
        found = self.correction = find_correction(self.instance, self)
        if found is None or is_confirmed(found, self.data):
            return
        raise ValidationError(
            "Not saved yet: readers will see these changes. Check and confirm them "
            "above.",
            code="unconfirmed",
        )


def posted_reason(posted):
    """Return the reason for a correction that was posted, or ""."""
    return without_controls(posted.get(REASON, "")).strip()


def is_not_blank(text):
    """Return whether a text is not blank."""
    return re.search(WORDS, text) is not None


class CorrectingAdmin(admin.ModelAdmin):
    """An admin of quotes that asks to confirm corrections of published ones."""

    change_form_template = "admin/quotes/quote/change_form.html"

    def render_change_form(self, request, context, *args, **kwargs):
        for inline in context["inline_admin_formsets"]:
            if correction := getattr(inline.formset, "correction", None):
                context["correction"] = correction
                # Nothing is wrong: the panel asks for a confirmation.
                if len(context["errors"]) <= 1:
                    context["errors"] = ()
        context["correction_fields"] = {"reason": REASON, "confirmed": CONFIRMED}
        pressed = "_continue" if "_continue" in request.POST else "_save"
        context["correction_button"] = pressed
        return super().render_change_form(request, context, *args, **kwargs)

    def save_related(self, request, form, formsets, change):
        """Ask about names in drafts too, but save: nothing is public."""
        super().save_related(request, form, formsets, change)
        if form.instance.status != Status.DRAFT:
            return
        for row in (each for formset in formsets for each in formset.forms):
            speaker = row.instance.speaker if row.instance.pk else None
            printed = row.instance.name_as_printed
            if (
                "speaker" in row.changed_data
                and speaker
                and not may_be_name_of(printed, speaker)
            ):
                question = question_name(printed, speaker)
                self.message_user(request, question, messages.WARNING)

    def save_model(self, request, obj, form, change):
        reason = posted_reason(request.POST)
        if "status" in form.changed_data:
            reason = reason or obj.withdrawn_reason
        give_reason(reason)
        super().save_model(request, obj, form, change)
