"""A form that shows the records that may be the same before it saves another one."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.functional import cached_property
from django.utils.html import format_html

from articles.editing import OptimisticLockForm
from articles.keys import change_url

#: The name of the button that chooses a candidate in a pop-up.
USE = "_use"


class CandidatesForm(OptimisticLockForm):
    """A form whose record may exist already.

    If `find_candidates` returns some, the form is shown again with them, and is saved
    only once `is_another` is ticked; its value is their keys. They are searched for
    when a field in `identifying` has changed.
    """

    identifying = ("name",)
    #: Whether the form is in a pop-up, where a candidate can be chosen.
    in_popup = False
    is_another = forms.CharField(required=False, widget=forms.HiddenInput)
    candidates = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if box := self.fields.get("is_another"):
            box.label = f"It is another {self._meta.model._meta.verbose_name}: save it"

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if name != "is_another"]

    def clean(self):
        cleaned = super().clean()
        if self.errors or not {*self.identifying} & {*self.changed_data}:
            return cleaned
        self.candidates = self.find_candidates(cleaned)
        keys = [str(each.record.pk) for each in self.candidates]
        ticked = (cleaned.get("is_another") or "").split()
        if keys:
            box = forms.CheckboxInput(attrs={"value": " ".join(keys)})
            self.fields["is_another"].widget = box
        if not {*keys} <= {*ticked}:
            self.data = self.data.copy()
            self.data.pop(self.add_prefix("is_another"), None)
            errors = [self._offer(each) for each in self.candidates]
            self.add_error("is_another", ValidationError(errors, code="known"))
        return cleaned

    def _offer(self, candidate):
        """Return HTML that names a candidate, with a way to choose it."""
        record = candidate.record
        link = format_html(
            '<a href="{}" target="_blank" dir="auto">{}</a> {}{}.',
            change_url(record),
            record,
            candidate.why,
            about(record),
        )
        if not self.in_popup:
            return link
        return format_html(
            '{} <button class="button" name="{}" value="{}">Use this one</button>',
            link,
            USE,
            record.pk,
        )


def about(record):
    """Return what distinguishes a record from others of its name, to end a sentence."""
    words = (
        getattr(record, "description", "")
        or getattr(record, "website", "")
        or getattr(getattr(record, "publication", None), "name", "")
    )
    published = getattr(record, "published", None)
    known = [part for part in (words.rstrip("."), str(published or "")) if part]
    return f" ({', '.join(known)})" if known else ""
