"""The forms for articles, and for withdrawing."""

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError

from articles.editing import DatedForm
from articles.form_fields import PastDateField, PlainTextField
from articles.models import MAX_TEXT_LENGTH, Article
from articles.models.base import validate_reason

#: The form's sections, as fieldsets of the admin, which adds the links `received`.
SECTIONS = [
    (None, {"fields": ["kind", "title", "publication", "published", "url"]}),
    ("Text", {"fields": ["text", "received", "rights"]}),
    (
        "More about the source",
        {
            "classes": ["collapse"],
            "fields": [
                *["language", ("page", "section"), "retrieved_on", "archive_url"],
                ("doi", "isbn", "issn"),
            ],
        },
    ),
    ("Publishing", {"fields": ["status", "withdrawn_reason"]}),
]


class ArticleForm(DatedForm):
    """An article with its text. A changed text becomes a new snapshot."""

    date_fields = ("published",)
    published = PastDateField(label="Published")
    text = PlainTextField(
        label="Text",
        required=False,
        max_length=MAX_TEXT_LENGTH,
        help_text=(
            "Paste the whole text. Quotes are located in it. A changed text is kept "
            "beside the one before, never instead of it."
        ),
        widget=forms.Textarea(attrs={"rows": 18, "cols": 100}),
    )

    class Meta:
        model = Article
        fields = [name for name in flatten_fieldsets(SECTIONS) if name != "received"]
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
        validators=[validate_reason],
        help_text="Readers who come to the page will see it.",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
    )
