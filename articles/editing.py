"""Forms for records that two editors may change at the same time."""

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.functional import cached_property

from articles.text import normalise_newlines


class OptimisticLockForm(forms.ModelForm):
    """A form that does not overwrite what somebody else has saved since.

    It contains the time of the row's last change when the form was shown. If the row
    has changed since, the form is shown again with both versions. Saving it then
    overwrites the row.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()
            self.fields["seen"].initial = self.initial["seen"]

    @cached_property
    def changed_data(self):
        return [name for name in super().changed_data if not self._only_trimmed(name)]

    def clean(self):
        cleaned = super().clean()
        for name in filter(self._only_trimmed, [*cleaned]):
            cleaned[name] = self[name].initial
        if not self.instance.pk or not cleaned.get("seen"):
            return cleaned
        # Locked until the admin's transaction ends, so that nobody saves in between.
        now = (
            type(self.instance)
            ._default_manager.select_for_update()
            .filter(pk=self.instance.pk)
            .values_list("updated_at", flat=True)
            .first()
        )
        if now is None or now.isoformat() == cleaned["seen"]:
            return cleaned
        if differences := list(self._differences()):
            # The editor now sees both versions: the next submit may overwrite.
            self.data = self.data.copy()
            self.data[self.add_prefix("seen")] = now.isoformat()
            self.add_error(
                None,
                ValidationError(
                    [
                        f"{self._who_saved(now)} while you were editing it. Nothing "
                        "of yours is lost: it stands below, not saved yet. Compare, "
                        "mend what you want to keep of theirs, and save again.",
                        *differences,
                    ],
                    code="conflict",
                ),
            )
        return cleaned

    def _only_trimmed(self, name):
        """Tell whether only its trip through the browser changed a stored text.

        A field of one line loses newlines there, others get CRLF; Django then
        strips both ends.
        """
        field, stored, typed = self.fields[name], self[name].initial, self[name].data
        if not (self.instance.pk and getattr(field, "strip", False)):
            return False
        if not (isinstance(stored, str) and isinstance(typed, str)):
            return False  # a date, for example, that a field of text reads
        newline = "" if isinstance(field.widget, forms.TextInput) else "\n"
        stored, typed = (
            normalise_newlines(text).replace("\n", newline).strip()
            for text in (stored, typed)
        )
        return stored == typed

    def _differences(self):
        """Yield a sentence for each field whose stored and typed values differ."""
        for name in self.changed_data:
            if name == "seen":
                continue
            field = self.fields[name]
            theirs = self._in_words(field, self.get_initial_for_field(field, name))
            yours = self._in_words(field, self[name].data)
            yield f"{self[name].label}: stored now “{theirs}”; yours “{yours}”."

    @staticmethod
    def _in_words(field, value):
        if isinstance(field, forms.ModelChoiceField):
            keys = value if isinstance(value, (list, tuple)) else [value]
            keys = [getattr(key, "pk", key) for key in keys if key]
            found = field.queryset.filter(pk__in=keys)
            return ", ".join(str(record) for record in found)
        words = " ".join(str(field.prepare_value(value) or "").split())
        return words if len(words) <= 200 else f"{words[:199]}…"

    def _who_saved(self, now):
        entry = (
            LogEntry.objects.filter(
                content_type=ContentType.objects.get_for_model(self.instance),
                object_id=str(self.instance.pk),
            )
            .select_related("user")
            .order_by("-action_time")
            .first()
        )
        who = entry.user.get_username() if entry else "Somebody else"
        time = timezone.localtime(now)
        return f"{who} saved this {self.instance._meta.verbose_name} at {time:%H:%M}"


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
