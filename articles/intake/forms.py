"""The forms of intake: for the source, and for what was read from it."""

from django import forms
from django.contrib.admin.widgets import AdminDateWidget
from django.core.exceptions import ValidationError
from django.forms import inlineformset_factory
from django.utils.html import format_html

from articles.duplicates.records import publications_named
from articles.form_fields import PlainTextField
from articles.forms import ArticleForm
from articles.identifiers import CLEANERS
from articles.intake.steps import (
    load_proposal,
    match_publication,
    retrieved_on,
    website_of,
)
from articles.models import MAX_TEXT_LENGTH, Article, Byline, Publication
from articles.widgets import AutocompleteSelect

NAME_FIELDS = ["given", "particle", "family", "suffix", "literal"]
#: Empty rows for more authors.
_SPARE_ROWS = 2


class SourceForm(forms.Form):
    """One of three: a text, a file, an address."""

    text = PlainTextField(
        label="Paste the text",
        required=False,
        max_length=MAX_TEXT_LENGTH,
        widget=forms.Textarea(attrs={"rows": 12, "cols": 100}),
        help_text=(
            "With its title and byline, as it was printed or mailed. The source of a "
            "page (HTML) is read as a page."
        ),
    )
    file = forms.FileField(
        label="or choose a file",
        required=False,
        allow_empty_file=True,
        widget=forms.FileInput(attrs={"accept": ".txt,.md,.html,.htm,.pdf,.docx"}),
        help_text=(
            "A text (.txt, .md) or a saved page (.html, .htm), at most 5 MB; a PDF or "
            "a Word document (.pdf, .docx), at most 20 MB."
        ),
    )
    address = forms.CharField(
        label="or give an address",
        required=False,
        max_length=2000,
        widget=forms.TextInput(
            attrs={"size": 90, "inputmode": "url", "autocomplete": "off"}
        ),
        help_text="https://… The page is fetched once, now, and kept with the article.",
    )
    anyway = forms.BooleanField(
        required=False, label="Fetch it anyway", label_suffix=""
    )

    def clean(self):
        cleaned = super().clean()
        if self.errors:
            return cleaned
        given = [
            name
            for name in ("text", "file", "address")
            if cleaned.get(name) and (name == "file" or cleaned[name].strip())
        ]
        if not given:
            raise ValidationError(
                "Paste a text, choose a file or give an address.", code="required"
            )
        if len(given) > 1:
            raise ValidationError(
                "Give one of the three: a text, a file or an address. Empty the "
                "others.",
                code="several",
            )
        self.given = given[0]
        return cleaned

    def clean_address(self):
        address = self.cleaned_data["address"].strip()
        # People write addresses without a scheme. The fetch checks where it leads.
        if address and "://" not in address and "." in address and " " not in address:
            return f"https://{address}"
        return address


class IntakeForm(ArticleForm):
    """An article to be saved, filled in with what was read.

    Each field says where its value was read. `anyway` is required if the article seems
    to be stored already.
    """

    seen = is_another = None
    new_publication = forms.CharField(
        label="or a new publication",
        required=False,
        max_length=200,
        help_text="The name of a publication that is not in the list.",
    )
    anyway = forms.BooleanField(
        label="It is a different article: add it anyway",
        label_suffix="",
        required=False,
    )

    class Meta(ArticleForm.Meta):
        fields = [
            "kind",
            "title",
            "publication",
            "url",
            "language",
            "section",
            "page",
            "retrieved_on",
            *CLEANERS,
        ]
        widgets = {
            **ArticleForm.Meta.widgets,
            "url": forms.URLInput(attrs={"size": 90}),
        }

    def __init__(self, *args, intake, admin_site, may_add_publication, **kwargs):
        proposed = kwargs.get("initial", {}).get("published")
        super().__init__(*args, **kwargs)
        self.initial["published"] = proposed
        self.intake = intake
        publication = self.fields["publication"]
        publication.widget = AutocompleteSelect(
            Article._meta.get_field("publication"), admin_site
        )
        publication.widget.choices = publication.choices
        self.fields["retrieved_on"].widget = AdminDateWidget()
        self.fields["text"].required = True
        self.fields["text"].error_messages["required"] = (
            "There is no text yet: paste the article's text here."
        )
        self.fields["text"].help_text = "Quotes are compared with this text."
        if not may_add_publication:
            self.fields["new_publication"].disabled = True
            self.initial["new_publication"] = ""
            self.fields[
                "new_publication"
            ].help_text = (
                "You may not add publications: choose a known one, or leave it empty."
            )
        for name, read_from in intake.proposal.get("read_from", {}).items():
            self._add_help(name, "read-from", f"Read from {read_from}.")
        for name, remark in intake.proposal.get("remarks", {}).items():
            self._add_help(name, "remark", remark)

    def _add_help(self, name, css_class, sentence):
        """Say at a field where its value was read, or why there is none."""
        if name == "publication" and not self.initial.get("publication"):
            name = "new_publication"
        if name in self.fields:
            # The admin does not escape help texts, so text of a page is escaped here.
            self.fields[name].help_text = format_html(
                '{} <span class="{}">{}</span>',
                self.fields[name].help_text,
                css_class,
                sentence,
            )

    def find_candidates(self, cleaned):
        """Return no candidates: the page shows them before anything is saved."""
        return []

    def clean_text(self):
        text = self.cleaned_data["text"]
        if not text.strip():
            raise ValidationError(
                self.fields["text"].error_messages["required"], code="required"
            )
        return text

    def clean_new_publication(self):
        """Return a new, unsaved Publication; None for a known name, which is chosen."""
        name = " ".join(self.cleaned_data["new_publication"].split())
        if not name:
            return None
        address = self.cleaned_data.get("url") or ""
        chosen = self.cleaned_data.get("publication")
        named = publications_named(name)
        known = chosen if chosen in named else match_publication(name, address)
        if known:
            self.known_publication = known
            return None
        if named:
            raise ValidationError(
                "There are several publications of this name: choose one.",
                code="several",
            )
        new = Publication(name=name, website=website_of(address))
        try:
            new.full_clean(exclude=["slug"])
        except ValidationError as error:
            raise ValidationError(error.messages) from error
        return new

    def clean(self):
        cleaned = super().clean()
        known = getattr(self, "known_publication", None)
        new = cleaned.get("new_publication")
        chosen = cleaned.get("publication")
        if chosen and (new or (known and known != chosen)):
            self.add_error(
                "new_publication",
                ValidationError(
                    "Choose a known publication or name a new one, not both.",
                    code="both",
                ),
            )
        elif known:
            cleaned["publication"] = known
        return cleaned


class IntakeBylineForm(forms.ModelForm):
    """A row of the byline. A row without a name is ignored."""

    class Meta:
        model = Byline
        fields = ["position", *NAME_FIELDS]

    def has_changed(self):
        # A proposed name must be saved even if it was not edited.
        if not self.is_bound:
            return False
        return any(
            (self.data.get(self.add_prefix(name)) or "").strip() for name in NAME_FIELDS
        )


def byline_formset(intake, data=None, rows=None):
    """Return the byline's formset, bound to posted `data` or filled in with `rows`."""
    if rows is None:
        rows = [
            {"position": at, **{name: getattr(author, name) for name in NAME_FIELDS}}
            for at, author in enumerate(load_proposal(intake).authors)
        ]
    total = len(rows) + _SPARE_ROWS
    numbered = [*rows, *({"position": place} for place in range(len(rows), total))]
    formset = inlineformset_factory(
        Article,
        Byline,
        form=IntakeBylineForm,
        extra=total,
        can_delete=False,
        max_num=100,
        absolute_max=200,
    )
    return formset(data, instance=Article(), prefix="bylines", initial=numbered)


def initial_values(intake):
    """Return the values that were read, as initial values of IntakeForm."""
    proposal = load_proposal(intake)
    values = {
        "kind": proposal.kind or Article._meta.get_field("kind").default,
        "title": proposal.title,
        "url": proposal.url,
        "language": proposal.language,
        "section": proposal.section,
        **{name: getattr(proposal, name) for name in CLEANERS},
        "retrieved_on": retrieved_on(intake),
        "published": proposal.published,
        "text": proposal.text,
    }
    known = match_publication(proposal.publication, proposal.url)
    if known:
        values["publication"] = known.pk
    else:
        values["new_publication"] = proposal.publication
    return values
