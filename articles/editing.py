"""Forms for records that two editors may change at the same time."""

import datetime

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.functional import cached_property

from articles.conflicts import (
    digest_of_value,
    put_stored,
    render_conflict,
    stored_value,
    typed_value,
)
from articles.text import normalise_newlines

#: The admin logs a change right after it is saved.
_LOGGED_WITHIN = datetime.timedelta(seconds=10)
_AT_ONCE = (
    "Somebody else saved this at the same moment. Nothing of yours is lost, and it is "
    "not saved yet: save again."
)
_GONE = (
    "Somebody else deleted this while you were editing it, so it cannot be saved. What "
    "you typed is below: copy what you need."
)

_ROW_GONE = (
    "Somebody else deleted this while you were editing it, so nothing is saved yet. "
    "Save again to add it as it is here."
)


class ShownField(forms.CharField):
    """A hidden field with digests of what a form showed; never counts as changed."""

    widget = forms.HiddenInput

    def has_changed(self, initial, data):
        return False


def _digests(shown):
    """Return {name: digest} of the fields as the form showed them."""
    return dict(pair.split(":", 1) for pair in shown.split() if ":" in pair)


class OptimisticLockForm(forms.ModelForm):
    """A form that does not overwrite what somebody else has saved since.

    `seen` holds a digest of each field when the form was shown. Later changes by
    somebody else are merged field by field: a field that this editor left alone gets
    the stored value. If both changed a field differently, the form is shown again with
    the difference, and nothing is saved until the editor chooses.
    """

    seen = ShownField(required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        #: Names of the fields that somebody else changed, and whose values were kept.
        self.merged = []
        self._conflicts = {}
        self._problem = ""
        if self.instance.pk and "seen" in self.fields:
            self.initial["seen"] = self.fields["seen"].initial = self._describe_shown

    def _describe_shown(self):
        """Return name:digest of each field."""
        return " ".join(
            f"{bound.name}:{digest_of_value(stored_value(bound))}"
            for bound in self._compared()
        )

    def _compared(self):
        """Yield the bound fields that two editors may change."""
        for name, field in self.fields.items():
            ours = name == "seen" or field.disabled
            if not ours and not isinstance(field, forms.FileField):
                yield self[name]

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if not self._only_trimmed(name)]

    def full_clean(self):
        if self.is_bound and self.instance.pk:
            self._merge()
        super().full_clean()

    def _merge(self):
        """Put the values that somebody else has saved since into the posted data."""
        digests = _digests(self.data.get(self.add_prefix("seen"), ""))
        if not digests:
            return
        # Locked until the admin's transaction ends, so that nobody saves in between.
        now = (
            type(self.instance)
            ._default_manager.select_for_update()
            .filter(pk=self.instance.pk)
            .values_list("updated_at", flat=True)
            .first()
        )
        if now != self.instance.updated_at:
            # This form was read before the other one was saved.
            self._problem = _AT_ONCE if now else _GONE
            return
        taken = []
        for bound in list(self._compared()):
            name, theirs, mine = bound.name, stored_value(bound), typed_value(bound)
            stored = digest_of_value(theirs)
            if theirs == mine or stored == digests.get(name):
                continue
            choice = self.data.get(self._choice(name))
            if (
                digest_of_value(mine) == digests.get(name)
                or choice == f"theirs {stored}"
            ):
                taken.append(bound)
                digests[name] = stored  # this editor is shown it from now on
            elif choice != f"mine {stored}":
                self._conflicts[name] = stored
        if taken or self._conflicts:
            self._who, self._saved = self._find_who_saved()
        if taken:
            self.merged = [bound.name for bound in taken]
            self.data = self.data.copy()
            for bound in taken:
                put_stored(self.data, bound)
            pairs = (f"{name}:{value}" for name, value in digests.items())
            self.data[self.add_prefix("seen")] = " ".join(pairs)
            self.__dict__.pop("changed_data", None)

    def _choice(self, name):
        """Return the name of the radio buttons for a field that both changed."""
        return self.add_prefix(f"keep-{name}")

    def clean(self):
        cleaned = super().clean()
        for name in filter(self._only_trimmed, [*cleaned]):
            cleaned[name] = self[name].initial
        if self._problem:
            self.add_error(None, ValidationError(self._problem, code="conflict"))
        if self._conflicts:
            self._show_conflicts()
        return cleaned

    def _show_conflicts(self):
        both = ", ".join(str(self[name].label) for name in self._conflicts)
        told = [
            f"{self._saved} Nothing of yours is lost, and it is not saved yet. Both of "
            f"you changed: {both}. Choose there which to keep, or type what is right "
            "and keep that. Then save again."
        ]
        if self.merged:
            told.append(f"Kept from {self._who}: {self._labels_merged()}.")
        self.add_error(None, ValidationError(told, code="conflict"))
        for name, stored in self._conflicts.items():
            shown = render_conflict(self[name], self._who, self._choice(name), stored)
            self.add_error(name, ValidationError(shown, code="conflict"))

    def _labels_merged(self):
        return ", ".join(str(self[name].label) for name in self.merged)

    def describe_merge(self):
        """Return a sentence on the values of others that were kept, or ""."""
        if not self.merged:
            return ""
        return (
            f"{self._saved} Both are kept: from {self._who}, {self._labels_merged()}; "
            "and what you changed."
        )

    def _only_trimmed(self, name):
        """Return whether a stored text lost only what browsers and Django strip.

        A browser removes newlines from single-line fields and writes CRLF in others;
        Django then strips both ends.
        """
        field, stored, typed = self.fields[name], self[name].initial, self[name].data
        if not (self.instance.pk and getattr(field, "strip", False)):
            return False
        if not (isinstance(stored, str) and isinstance(typed, str)):
            return False  # for example a date that a text field reads
        newline = "" if isinstance(field.widget, forms.TextInput) else "\n"
        stored, typed = (
            normalise_newlines(text).replace("\n", newline).strip()
            for text in (stored, typed)
        )
        return stored == typed

    def _find_who_saved(self):
        """Return who last saved the row, or “the other”, and a sentence on it."""
        row = self.instance
        about = models.Q(pk=None)
        # A row of an inline is saved with the record on whose page it is.
        parents = [
            (field.related_model, getattr(row, field.attname))
            for field in row._meta.concrete_fields
            if field.many_to_one
        ]
        for model, key in [(type(row), row.pk), *parents]:
            kind = ContentType.objects.get_for_model(model)
            about |= models.Q(content_type=kind, object_id=str(key))
        entry = (
            LogEntry.objects.filter(
                about,
                action_time__gte=row.updated_at,
                action_time__lte=row.updated_at + _LOGGED_WITHIN,
            )
            .select_related("user")
            .order_by("action_time")
            .first()
        )
        who = entry.user.get_username() if entry else ""
        time = timezone.localtime(row.updated_at)
        sentence = (
            f"{who or 'Somebody else'} saved this {row._meta.verbose_name} at "
            f"{time:%H:%M} while you were editing it."
        )
        return who or "the other", sentence


class DatedForm(OptimisticLockForm):
    """A form that has dates with their precisions as one field each, `date_fields`."""

    date_fields = ()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name in self.date_fields:
            self.initial[name] = getattr(self.instance, name)

    def _post_clean(self):
        for name in self.date_fields:
            if name in self.cleaned_data:
                setattr(self.instance, name, self.cleaned_data[name])
        super()._post_clean()


class OptimisticLockFormSet:
    """Inline rows that somebody else may have deleted since the form was shown.

    Such a row is left out if this editor did not change it. Otherwise it comes back as
    a new row with an error: saving again adds it. A mixin for formsets.
    """

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._deleted_since = ()
        if self.is_bound and self.management_form.is_valid():
            self._put_deleted_last()

    def _put_deleted_last(self):
        """Renumber the rows to match the stored rows."""
        stored = {str(each.pk) for each in self.get_queryset()}
        number = self.total_form_count()
        # Django limits only the other number that the browser sends.
        first_new = min(self.initial_form_count(), number)
        key = self.model._meta.pk.name
        here = [
            row
            for row in range(first_new)
            if self.data.get(f"{self.add_prefix(row)}-{key}") in stored
        ]
        gone = [row for row in range(first_new) if row not in here]
        if not gone:
            return
        changed = [row for row in gone if self._is_changed(row)]
        order = [*here, *range(first_new, number), *changed]
        data = self.data.copy()
        for row in range(number):
            for name in [*data]:
                if name.startswith(f"{self.add_prefix(row)}-"):
                    del data[name]
        for place, row in enumerate(order):
            old, new = f"{self.add_prefix(row)}-", f"{self.add_prefix(place)}-"
            for name, values in self.data.lists():
                if name.startswith(old):
                    data.setlist(new + name.removeprefix(old), values)
        self._deleted_since = range(len(order) - len(changed), len(order))
        for place in self._deleted_since:
            for name in (key, "seen"):
                data.pop(f"{self.add_prefix(place)}-{name}", None)
        data[f"{self.prefix}-INITIAL_FORMS"] = len(here)
        data[f"{self.prefix}-TOTAL_FORMS"] = len(order)
        self.data = data
        self.__dict__.pop("management_form", None)

    def _is_changed(self, row):
        """Return whether this editor changed a row since it was shown."""
        prefix = self.add_prefix(row)
        if self.data.get(f"{prefix}-DELETE"):
            return False
        form = self.form(self.data, prefix=prefix, **self.get_form_kwargs(row))
        shown = _digests(self.data.get(f"{prefix}-seen", ""))
        return any(
            digest_of_value(typed_value(bound)) != shown.get(bound.name)
            for bound in form._compared()
        )

    def full_clean(self):
        super().full_clean()
        for place in self._deleted_since:
            self.forms[place].add_error(None, _ROW_GONE)
