"""The forms for articles, and for withdrawing."""

from django import forms
from django.contrib.admin.utils import flatten_fieldsets
from django.core.exceptions import ValidationError

from articles.duplicates.candidates import first_of_each
from articles.duplicates.forms import CandidatesForm
from articles.duplicates.records import find_publications, find_titled
from articles.duplicates.texts import SearchTimeoutError, find_by_text, say_likeness
from articles.editing import DatedForm
from articles.form_fields import PastDateField, PlainTextField
from articles.models import MAX_TEXT_LENGTH, Article, Publication
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


class PublicationForm(CandidatesForm):
    identifying = ("name", "website")

    class Meta:
        model = Publication
        fields = ["name", "place", "website"]

    def find_candidates(self, cleaned):
        return find_publications(
            cleaned.get("name", ""), cleaned.get("website", ""), self.instance.pk
        )


class ArticleForm(CandidatesForm, DatedForm):
    """An article with its text. A changed text becomes a new snapshot."""

    identifying = ("title", "text")
    #: Whether the search for nearly the same text took too long.
    gave_up = False
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

    def find_candidates(self, cleaned):
        """Return articles with the same title or nearly the same text."""
        found, own = [], self.instance.pk
        if "title" in self.changed_data:
            publication = cleaned.get("publication")
            found += find_titled(
                cleaned["title"],
                self.typed_authors(),
                publication and publication.pk,
                cleaned.get("published"),
                own,
            )
        # A new text of an article is like its older ones, and may be long.
        if not own and cleaned.get("text"):
            try:
                text = cleaned["text"]
                found += say_likeness(find_by_text(text), text)
            except SearchTimeoutError:
                self.gave_up = True
        return first_of_each(found, own)

    def typed_authors(self):
        """Return the family or whole names in the rows of authors, as typed."""
        ends = ("-family", "-literal")
        return [
            value.strip()
            for name, value in self.data.items()
            if name.startswith("bylines-") and name.endswith(ends) and value.strip()
        ]

    def clean_text(self):
        text = self.cleaned_data["text"]
        if self.initial.get("text") and not text.strip():
            raise ValidationError(
                "The text that is held cannot be emptied: its quotes are located in "
                "it. Withdraw the article if it must not be shown."
            )
        return text


class WithdrawForm(forms.Form):
    withdrawn_reason = PlainTextField(
        label="Reason",
        strip=True,
        max_length=2000,
        validators=[validate_reason],
        help_text="Readers see it on the page.",
        widget=forms.Textarea(attrs={"rows": 3, "cols": 80}),
    )
