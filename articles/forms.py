"""Forms by which editors enter articles, and what all editing forms share."""

from django import forms
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.utils import timezone

from articles.models import TEXT_LIMIT, Article, validate_not_in_future
from articles.partial_dates import PartialDate
from articles.text import (
    describe_control_character,
    find_control_character,
    normalise_newlines,
)


class PlainTextField(forms.CharField):
    """A field for a long text, kept as it is but for its newlines (LF)."""

    widget = forms.Textarea

    # NUL is reported like the other control characters, with its place.
    default_validators = []

    def __init__(self, **options):
        super().__init__(strip=False, **options)
        self.validators = [
            check
            for check in self.validators
            if type(check).__name__ != "ProhibitNullCharactersValidator"
        ]

    def to_python(self, value):
        return normalise_newlines(super().to_python(value))

    def validate(self, value):
        super().validate(value)
        if (offset := find_control_character(value)) is not None:
            raise ValidationError(
                describe_control_character(value, offset), code="control_character"
            )

    def has_changed(self, initial, data):
        return normalise_newlines(initial or "") != normalise_newlines(data or "")


class PartialDateField(forms.CharField):
    """A date as far as it is known, 2025-02-13, 2025-02 or 2025: a PartialDate."""

    def prepare_value(self, value):
        return value.isoformat() if isinstance(value, PartialDate) else value

    def to_python(self, value):
        if not (written := super().to_python(value)):
            return None
        try:
            return PartialDate.parse(written)
        except ValueError as error:
            raise ValidationError(str(error), code="date") from error

    def has_changed(self, initial, data):
        return (self.prepare_value(initial) or "") != (data or "").strip()


class PastDateField(PartialDateField):
    """A partial date that editors enter, of what was printed or said: never to come."""

    def __init__(self, **options):
        options.setdefault("required", False)
        options.setdefault(
            "help_text",
            "As far as it is known: 2025-02-13, 2025-02 or 2025. Empty if unknown.",
        )
        super().__init__(**options)

    def run_validators(self, date):
        if date:
            validate_not_in_future(date.first_day)


class ConflictCheckedForm(forms.ModelForm):
    """A form that does not overwrite what somebody else saved meanwhile.

    It carries when the row had been changed last as it was shown. If that is no
    longer so, the form comes back with both versions; saving it again, having seen
    them, keeps what it says.
    """

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.initial["seen"] = self.instance.updated_at.isoformat()
            self.fields["seen"].initial = self.initial["seen"]

    def clean(self):
        cleaned = super().clean()
        if not self.instance.pk or not cleaned.get("seen"):
            return cleaned
        # Locked until the admin's transaction ends: nobody can save between.
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
            # The next submit of this form was made in sight of both versions.
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


class DatedForm(ConflictCheckedForm):
    """A form in which a date and its precision are one field, `date_field`."""

    date_field = ""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial[self.date_field] = getattr(self.instance, self.date_field)

    def _post_clean(self):
        if self.date_field in self.cleaned_data:
            setattr(self.instance, self.date_field, self.cleaned_data[self.date_field])
        super()._post_clean()


class ArticleForm(DatedForm):
    """An article with its text: pasting another text makes a new snapshot."""

    date_field = "published"
    published = PastDateField(label="Published")
    text = PlainTextField(
        label="Text",
        required=False,
        max_length=TEXT_LIMIT,
        help_text=(
            "Paste the whole text. Quotes are located in it. A changed text is kept "
            "beside the one before, never instead of it."
        ),
        widget=forms.Textarea(attrs={"rows": 18, "cols": 100}),
    )

    class Meta:
        model = Article
        fields = [
            "kind",
            "title",
            "publication",
            "url",
            "archive_url",
            "retrieved_on",
            "language",
            "page",
            "section",
            "rights",
            "status",
            "withdrawn_reason",
        ]
        widgets = {
            "title": forms.TextInput(attrs={"size": 90}),
            "withdrawn_reason": forms.Textarea(attrs={"rows": 2, "cols": 90}),
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        if self.instance.pk and (snapshot := self.instance.current_snapshot):
            self.initial["text"] = snapshot.text

    def clean_text(self):
        text = self.cleaned_data["text"]
        if self.initial.get("text") and not text.strip():
            raise ValidationError(
                "The text that is held cannot be emptied: its quotes are located in "
                "it. Withdraw the article if it must not be shown."
            )
        return text


class WithdrawForm(forms.Form):
    withdrawn_reason = forms.CharField(
        label="Reason",
        max_length=2000,
        help_text="Readers who come to the page will see it.",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
    )
