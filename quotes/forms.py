"""The forms for quotes and their attributions."""

import re

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.core.exceptions import ValidationError

from articles.editing import DatedForm, OptimisticLockForm
from articles.form_fields import PastDateField, PlainTextField
from articles.models import Article
from articles.models.base import Status
from articles.widgets import AutocompleteSelect
from quotes import anchoring
from quotes.anchoring.folding import FoldedText
from quotes.models import AnchorStatus, Attribution, Quote, Speaker, Standing
from quotes.models.publishing import SENSE_CHANGED, UNATTRIBUTED, UNCHECKED
from quotes.models.quotes import MAX_QUOTE_LENGTH

#: The errors for a new text of a published quote.
NOT_IN_TEXT = (
    "These words are not in the article’s text, so they cannot replace published words."
)
UNSETTLED = (
    "These words occur more than once in the article’s text. Say which place is meant "
    "before they replace published words."
)
_SPAN = re.compile(r"\s*(\d{1,9})\s*[-–]\s*(\d{1,9})\s*")


class SpansField(forms.CharField):
    """Spans as text: “120-135, 160-180”, half-open code points."""

    def prepare_value(self, value):
        if isinstance(value, list):
            return ", ".join(f"{start}-{end}" for start, end in value)
        return value

    def to_python(self, value):
        written = super().to_python(value)
        spans = []
        for part in written.split(",") if written else []:
            match = _SPAN.fullmatch(part)
            if not match:
                raise ValidationError(
                    "Write the place as first and last character, such as 120-135, "
                    "or 120-135, 160-180 for words with others between.",
                    code="spans",
                )
            spans.append([int(number) for number in match.groups()])
        return spans

    def validate(self, value):
        if self.required and not value:
            raise ValidationError(self.error_messages["required"], code="required")

    def run_validators(self, value):
        return None

    def has_changed(self, initial, data):
        try:
            return (initial or []) != self.to_python(data)
        except ValidationError:
            return True


def _words_field():
    return PlainTextField(
        label="Words",
        max_length=MAX_QUOTE_LENGTH,
        help_text=(
            "As printed. A direct quote goes without its outer quotation marks; mark "
            "your own changes: [brackets], an ellipsis …"
        ),
        error_messages={"required": "Enter the words of the quote."},
        widget=forms.Textarea(attrs={"rows": 3, "cols": 90}),
    )


class WordsMixin:
    """A form whose `text`, that of a quote, must not be blank."""

    def clean_text(self):
        text = self.cleaned_data["text"].strip()
        if not text:
            raise ValidationError("Enter the words of the quote.", code="required")
        return text


class QuoteForm(WordsMixin, DatedForm):
    """A quote with all its fields."""

    date_fields = ("said",)
    text = _words_field()
    said = PastDateField(
        label="Said on",
        help_text=(
            "Only if it was not said on the day the article has: 2025-02-13, 2025-02 "
            "or 2025."
        ),
    )
    place = SpansField(
        label="Place",
        required=False,
        help_text=(
            "Found by the program. Where the words stand several times, write which "
            "place is meant, as characters of the held text: 120-135."
        ),
    )

    class Meta:
        model = Quote
        fields = [
            "article",
            "kind",
            "text",
            "language",
            "translation",
            "translation_language",
            "topics",
            "note",
            "prefix",
            "suffix",
            "status",
            "withdrawn_reason",
        ]
        widgets = {
            name: forms.Textarea(attrs={"rows": 2, "cols": 90})
            for name in ("translation", "note", "withdrawn_reason")
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["place"] = self.instance.spans

    def _merge(self):
        Article.objects.filter(pk=self.instance.article_id).share()
        super()._merge()

    def clean_article(self):
        article = self.cleaned_data["article"]
        if article.pk == self.instance.article_id:
            return article
        # Another editor may be merging or deleting it.
        article = Article.objects.locked().filter(pk=article.pk).first()
        if article is None:
            raise ValidationError("It was deleted: choose another one.", code="gone")
        if article.merged_into_id:
            raise ValidationError(
                f"It was merged into “{article.merged_into}”: choose that one.",
                code="merged",
            )
        return article

    def _post_clean(self):
        super()._post_clean()
        article = self.cleaned_data.get("article") or self.instance.article_id
        self.instance.is_form_valid = False
        if self.errors or not article:
            return
        moved = {"text", "article", "prefix", "suffix", "place"} & {*self.changed_data}
        if "place" in moved and self.cleaned_data.get("place"):
            try:
                self.instance.locate_at(self.cleaned_data["place"])
            except ValidationError as error:
                self.add_error("place", error)
        elif moved:
            self.instance.locate()
        is_public = self.instance.status == Status.PUBLISHED
        if "text" in moved or publishes(self) or (moved and is_public):
            check_sense(self, self.instance.dropped_words)
        if {"text", "article"} & moved:
            self._check_published_words()
        check_confirmed(self)
        self.instance.is_form_valid = not self.errors

    def _check_published_words(self):
        """Refuse to replace a published text by words that the article lacks.

        This includes withdrawn quotes, which may be published again.
        """
        quote = self.instance
        unplaced = {
            AnchorStatus.MISSING: NOT_IN_TEXT,
            AnchorStatus.DIFFERS: NOT_IN_TEXT,
            AnchorStatus.AMBIGUOUS: UNSETTLED,
        }
        was_draft = self.initial.get("status", Status.DRAFT) == Status.DRAFT
        if not was_draft and (error := unplaced.get(quote.anchor_status)):
            error = ValidationError(error, code="not_in_text")
            self.add_error("text", [error, ValidationError(quote.anchor_reason)])


def publishes(form):
    """Return whether a form publishes its quote, which was not public before."""
    status = form.cleaned_data.get("status")
    return status == Status.PUBLISHED and "status" in form.changed_data


def check_sense(form, dropped):
    """Add an error if marked changes drop a “not” or a similar word."""
    if dropped:
        error = SENSE_CHANGED % {"words": dropped}
        form.add_error("text", ValidationError(error, code="dropped"))


def check_confirmed(form):
    """Add an error if a form publishes a quote that has to be rechecked."""
    quote = form.instance
    if quote.pk and publishes(form) and quote.is_to_recheck():
        form.add_error("status", ValidationError(UNCHECKED, code="recheck"))


class QuoteInlineForm(WordsMixin, OptimisticLockForm):
    """A new quote on its article's page, with its first attribution.

    It is located when the article is saved, in the text saved with it.
    """

    text = _words_field()
    speaker = forms.ModelChoiceField(
        Speaker.objects.all(),
        required=False,
        help_text="Enter more speakers of the same words on the quote’s own page.",
    )
    name_as_printed = forms.CharField(required=False, max_length=200)
    role_as_printed = forms.CharField(required=False, max_length=300)
    cue = forms.CharField(
        required=False,
        max_length=200,
        help_text="The reporting words: “points out”, “according to” …",
    )

    class Meta:
        model = Quote
        fields = ["kind", "text", "topics", "status"]

    attribution_fields = ("speaker", "name_as_printed", "role_as_printed", "cue")

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        field = Attribution._meta.get_field("speaker")
        self.fields["speaker"].widget = RelatedFieldWidgetWrapper(
            AutocompleteSelect(field, admin.site),
            field.remote_field,
            admin.site,
            can_add_related=True,
        )
        self.fields["speaker"].widget.choices = self.fields["speaker"].choices
        self.attribution = None

    def clean(self):
        cleaned = super().clean()
        if cleaned.get("speaker"):
            self._clean_attribution(cleaned)
        elif any(cleaned.get(name) for name in self.attribution_fields[1:]):
            self.add_error("speaker", "Choose or add the speaker with this name.")
        elif cleaned.get("status") == Status.PUBLISHED:
            self.add_error("speaker", "Say who said it, before it is published.")
        return cleaned

    def _clean_attribution(self, cleaned):
        given = {name: cleaned.get(name) or "" for name in self.attribution_fields}
        self.attribution = Attribution(**given)
        try:
            self.attribution.full_clean(exclude=["quote"], validate_unique=False)
        except ValidationError as error:
            for name, messages in error.message_dict.items():
                known = name if name in self.attribution_fields else None
                self.add_error(known, messages)

    def save_attribution(self):
        """Save the attribution. The quote must have been saved."""
        if self.attribution:
            self.attribution.quote = self.instance
            self.attribution.save()


class NewQuoteFormSet(forms.models.BaseInlineFormSet):
    """New quotes of an article, located in the text that is saved with them."""

    def clean(self):
        """Refuse cuts that drop a “not”, and forms of quotes that are stored."""
        super().clean()
        if self.initial_form_count():
            raise ValidationError(
                "This page is old: quotes are changed on their own pages now. Open the "
                "article again.",
                code="old",
            )
        held = None
        for form in self.forms:
            if words := form.cleaned_data.get("text"):
                held = held or FoldedText(self.data.get("text") or "")
                check_sense(form, anchoring.locate(held, words).dropped)


class AttributionForm(OptimisticLockForm):
    """An attribution. The formset checks the rules for several of one quote."""

    def _get_validation_exclusions(self):
        return {*super()._get_validation_exclusions(), "quote"}


class AttributionFormSet(forms.models.BaseInlineFormSet):
    _is_saving = False

    @property
    def initial_forms(self):
        """The rows that are stored already.

        A quote has at most one verified row, and one row for each speaker. So deleted
        rows are saved first, and verified ones last.
        """
        rows = super().initial_forms
        if self._is_saving:
            deleted = self.deleted_forms
            rows.sort(
                key=lambda form: (
                    form not in deleted,
                    form.cleaned_data.get("standing") == Standing.VERIFIED,
                )
            )
        return rows

    def clean(self):
        """Check the rules that concern all attributions of a quote."""
        super().clean()
        kept = [
            form
            for form in self.forms
            if form.cleaned_data.get("speaker") and not form.cleaned_data.get("DELETE")
        ]
        if self.instance.status == Status.PUBLISHED and not kept:
            raise ValidationError(UNATTRIBUTED, code="unattributed")
        # Another editor may have added rows since this form was shown.
        shown = [form.instance.pk for form in self.initial_forms]
        added = Attribution.objects.filter(quote=self.instance.pk).exclude(pk__in=shown)
        speakers, standings = set(), set()
        for speaker, standing in added.values_list("speaker", "standing"):
            speakers.add(speaker)
            standings.add(standing)
        stored = {form.instance.pk: form.initial.get("speaker") for form in kept}
        for form in kept:
            speaker = form.cleaned_data["speaker"]
            if speaker.pk in speakers:
                form.add_error(
                    "speaker", "This quote is attributed to this speaker already."
                )
            speakers.add(speaker.pk)
            others = {key for pk, key in stored.items() if pk != form.instance.pk}
            if "speaker" in form.changed_data and speaker.pk in others:
                form.add_error(
                    "speaker",
                    "Another row has this speaker still: change that row and save "
                    "first.",
                )
        verified = [
            form
            for form in kept
            if form.cleaned_data.get("standing") == Standing.VERIFIED
        ]
        for form in verified if Standing.VERIFIED in standings else verified[1:]:
            form.add_error(
                "standing",
                "Another attribution of this quote is verified: only one can be.",
            )

    def save(self, commit=True):
        self._is_saving = True
        return super().save(commit)
