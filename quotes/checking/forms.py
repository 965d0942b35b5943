"""The form in which readers enter a quotation or a draft, and editors a file."""

from django import forms
from django.core.exceptions import ValidationError

from articles.cleaning import clean
from articles.fetching.fetch import MAX_PAGE_BYTES
from articles.form_fields import PlainTextField
from articles.reading.decoding import decode, is_binary
from articles.reading.subprocess import (
    ReadingError,
    read_document_in_subprocess,
    read_page_in_subprocess,
)
from articles.text import CONTROLS, normalise_newlines
from quotes.checking.drafts import MAX_LENGTH_OF_DRAFT
from quotes.translation import label as _

TEXT_FILES, MARKDOWN_FILES = (".txt", ".text"), (".md", ".markdown")
HTML_FILES, WORD_FILES = (".html", ".htm", ".xhtml"), (".docx",)
FILES = (*TEXT_FILES, *MARKDOWN_FILES, *HTML_FILES, *WORD_FILES)
#: The longest name of a speaker.
MAX_SPEAKER_LENGTH = 200
_TOO_LONG = _(
    "This text has {number} characters. At most {most} are checked at a time: check a "
    "part of it."
)
_NO_WORDS = _("There are no words in it that could be checked.")


class DraftField(PlainTextField):
    """A text in which control characters are spaces, so that offsets stay.

    Nothing of it is stored, and a text copied from a PDF may have a few.
    """

    def to_python(self, value):
        return CONTROLS.sub(" ", super().to_python(value))


class CheckForm(forms.Form):
    """A quotation or a draft, and for a single quotation the name of its speaker.

    After `is_valid`, `cleaned_data["text"]` is the text, of the file if one was sent.
    """

    text = DraftField(
        required=False,
        error_messages={"required": _("Paste a quotation or a text.")},
    )
    speaker = forms.CharField(required=False)
    #: Check all of the text as one quotation, whatever marks are in it.
    one = forms.BooleanField(required=False)
    file = forms.FileField(required=False, allow_empty_file=True)

    def __init__(self, *args, may_upload=False, **kwargs):
        super().__init__(*args, **kwargs)
        if not may_upload:
            del self.fields["file"]

    def clean_speaker(self):
        name = " ".join(CONTROLS.sub(" ", self.cleaned_data["speaker"]).split())
        if len(name) > MAX_SPEAKER_LENGTH:
            text = _("A name has at most {most} characters.")
            raise ValidationError(text.format(most=MAX_SPEAKER_LENGTH), code="length")
        return name

    def clean_text(self):
        text = self.cleaned_data["text"]
        if text.strip():
            validate_text(text)
        return text

    def clean(self):
        cleaned = super().clean()
        upload, text = cleaned.get("file"), cleaned.get("text")
        if upload and text and text.strip():
            text = _("Paste a text or choose a file, not both.")
            self.add_error("file", ValidationError(text, code="both"))
        elif upload:
            try:
                cleaned["text"] = read_file(upload)
            except ValidationError as error:
                self.add_error("file", error)
        elif text is not None and not text.strip() and not self.errors:
            text = self.fields["text"].error_messages["required"]
            self.add_error("text", ValidationError(text, code="required"))
        return cleaned


def validate_text(text):
    """Raise ValidationError for a text that is too long or has no words."""
    if len(text) > MAX_LENGTH_OF_DRAFT:
        told = _TOO_LONG.format(
            number=f"{len(text):,}", most=f"{MAX_LENGTH_OF_DRAFT:,}"
        )
        raise ValidationError(told, code="length")
    if not any(each.isalnum() for each in text):
        raise ValidationError(_NO_WORDS, code="words")


def read_file(upload):
    """Return the text of an uploaded file; raise ValidationError.

    Pages and Word documents are read in a subprocess that can be killed.
    """
    ending = f".{(upload.name or '').lower().rpartition('.')[2]}"
    if ending not in FILES:
        told = _("Only files that end in .txt, .md, .docx or .html can be read.")
        raise ValidationError(told, code="ending")
    if upload.size > MAX_PAGE_BYTES:
        told = _("This file has {size:.1f} MB. At most {most} MB are read.")
        told = told.format(size=upload.size / 2**20, most=MAX_PAGE_BYTES // 2**20)
        raise ValidationError(told, code="size")
    body = upload.read()
    try:
        if ending in WORD_FILES:
            text = read_document_in_subprocess(body, "docx").text
        elif ending in HTML_FILES:
            text = read_page_in_subprocess(body, "text/html").text
        else:
            text = _plain_text(body, is_markdown=ending in MARKDOWN_FILES)
    except ReadingError as error:
        raise ValidationError(str(error), code="file") from error
    text = CONTROLS.sub(" ", normalise_newlines(text))
    if not text.strip():
        raise ValidationError(_("There is no text in this file."), code="words")
    validate_text(text)
    return text


def _plain_text(body, *, is_markdown):
    text, _told = decode(body, markup=False)
    if is_binary(text):
        told = _("This is not a text but something else, such as an image.")
        raise ValidationError(told, code="binary")
    text = normalise_newlines(text)
    return clean(text).text if is_markdown else text
