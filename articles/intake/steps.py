"""The steps of intake, from a text, file or address to an article.

`take_in_text`, `take_in_file` and `take_in_address` make an `Intake`, which holds what
was read until the editor has checked it. `save_intake` makes the article from it.
"""

import re
from dataclasses import asdict
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from prometheus_client import Counter, Histogram

from articles.cleaning import clean
from articles.conflicts import digest_of_value
from articles.duplicates.records import publications_named, same_site
from articles.fetching.fetch import (
    DOCUMENT_TYPES,
    HTML_TYPES,
    MAX_DOCUMENT_BYTES,
    MAX_PAGE_BYTES,
    FetchError,
    fetch,
    media_type,
)
from articles.intake.queueing import through_queue
from articles.kept_forms import typed_values
from articles.models import (
    MAX_TEXT_LENGTH,
    Intake,
    PrintedPages,
    Publication,
    RawPage,
)
from articles.reading.decoding import decode, is_binary
from articles.reading.file_properties import read_document
from articles.reading.plain_text import read_text
from articles.reading.result import Proposal
from articles.reading.subprocess import (
    ReadingError,
    read_document_in_subprocess,
    read_page_in_subprocess,
)
from articles.text import CONTROLS, normalise_newlines, without_controls
from articles.text_matching.printed_pages import mark_pages

#: The endings of files that may be uploaded.
TEXT_FILES = (".txt", ".md", ".markdown", ".text")
HTML_FILES = (".html", ".htm", ".xhtml")
#: {ending: content type} of documents.
DOCUMENT_FILES = {f".{kind}": name for name, kind in reversed(DOCUMENT_TYPES.items())}
_HTML = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}\?>\s*)?<(?:!doctype html|html|head|body)\b",
    re.IGNORECASE,
)

FETCHES = Counter("on_record_fetches", "Pages fetched for editors", ["result"])
FETCH_SECONDS = Histogram(
    "on_record_fetch_seconds", "Time of fetching", buckets=(0.1, 0.5, 1, 2.5, 5, 10, 15)
)
_TOO_LONG = f"The text has more than {MAX_TEXT_LENGTH:,} characters: give a part of it."


@through_queue("text")
def take_in_text(owner, text):
    """Return an Intake of a pasted text, or of the pasted source of a page."""
    if _HTML.match(text[:5000]):
        body = text.encode()
        page = {"body": body, "content_type": "text/html; charset=utf-8"}
        return _take_in_page(owner, page, "text")
    intake = _read_text(Intake(owner=owner), text, [])
    if intake.given != intake.proposal["text"]:
        # The source is stored if it is not the text that is held.
        intake.body = text.encode()
        intake.content_type = "text/plain; charset=utf-8"
    return _save(intake)


@through_queue("file")
def take_in_file(owner, upload):
    """Return an Intake of an uploaded file, or raise ValidationError for the field."""
    name = without_controls(upload.name or "")[-255:]
    ending = f".{name.lower().rpartition('.')[2]}"
    if ending not in (*TEXT_FILES, *HTML_FILES, *DOCUMENT_FILES):
        raise _refusal(
            "file",
            "Only files that end in .txt, .md, .html, .htm, .pdf or .docx are read. Of "
            "another, copy the text and paste it.",
        )
    most = MAX_DOCUMENT_BYTES if ending in DOCUMENT_FILES else MAX_PAGE_BYTES
    if upload.size > most:
        raise _refusal(
            "file",
            f"This file has {upload.size / 2**20:.1f} MB, and no more than "
            f"{most // 2**20} MB are read. Paste the text of the article.",
        )
    page = {"body": upload.read(), "file_name": name}
    if ending in DOCUMENT_FILES:
        page["content_type"] = DOCUMENT_FILES[ending]
        return _take_in_document(owner, page, "file")
    if ending in HTML_FILES:
        page["content_type"] = "text/html"
        return _take_in_page(owner, page, "file")
    return _take_in_plain(owner, page, "file")


@through_queue("address", waits=True)
def take_in_address(owner, address):
    """Fetch an address; return its Intake, or raise ValidationError for the field."""
    try:
        with FETCH_SECONDS.time():
            found = fetch(
                address,
                user_agent=settings.FETCH_USER_AGENT,
                allow_loopback=settings.FETCH_LOOPBACK,
            )
    except FetchError as error:
        FETCHES.labels("refused").inc()
        raise _refusal("address", str(error)) from error
    FETCHES.labels("fetched").inc()
    page = {
        "body": found.body,
        "content_type": without_controls(found.content_type),
        "address": found.address[:2000],
        "received_at": found.received_at,
    }
    kind = media_type(found.content_type)
    if kind in DOCUMENT_TYPES:
        return _take_in_document(owner, page, "address")
    if kind in HTML_TYPES or not kind:
        return _take_in_page(owner, page, "address")
    return _take_in_plain(owner, page, "address")


def _refusal(field, told):
    return ValidationError({field: ValidationError(told, code="intake")})


def _take_in_page(owner, page, field):
    intake = Intake(owner=owner, **page)
    try:
        proposal = read_page_in_subprocess(
            page["body"], intake.content_type, intake.address
        )
    except ReadingError as error:
        raise _refusal(field, str(error)) from error
    if len(proposal.text) > MAX_TEXT_LENGTH:
        raise _refusal(field, _TOO_LONG)
    cleaned = clean(proposal.text, markup=False)
    intake.given = proposal.text
    return _save(_propose(intake, proposal, cleaned))


def _take_in_document(owner, page, field):
    intake = Intake(owner=owner, **page)
    kind = DOCUMENT_TYPES[media_type(intake.content_type)]
    try:
        document = read_document_in_subprocess(page["body"], kind)
    except ReadingError as error:
        raise _refusal(field, str(error)) from error
    if not document.text.strip():
        raise _refusal(field, "There is no text in it.")
    if len(document.text) > MAX_TEXT_LENGTH:
        raise _refusal(field, _TOO_LONG)
    cleaned = clean(document.text, markup=False)
    proposal = read_document(document, cleaned.text)
    proposal.pages[:] = mark_pages(document.pages)
    intake.given = document.text
    return _save(_with_address(_propose(intake, proposal, cleaned)))


def _with_address(intake):
    """Propose the final address of the fetch, if the text names none."""
    if intake.address and not intake.proposal["url"]:
        intake.proposal["url"] = intake.address
        intake.proposal["read_from"]["url"] = "the address that answered"
    return intake


def _take_in_plain(owner, page, field):
    intake = Intake(owner=owner, **page)
    text, told = decode(page["body"], intake.content_type, markup=False)
    if is_binary(text):
        raise _refusal(field, "This is no text but something else, such as an image.")
    if _HTML.match(text[:5000]):
        return _take_in_page(owner, page | {"content_type": "text/html"}, field)
    if not text.strip():
        raise _refusal(field, "There is no text in it.")
    text = normalise_newlines(text)
    notes = [told] if told else []
    if controls := len(CONTROLS.findall(text)):
        notes.append(f"{controls} control characters were left out of the text.")
        text = without_controls(text)
    if len(text) > MAX_TEXT_LENGTH:
        raise _refusal(field, _TOO_LONG)
    return _save(_with_address(_read_text(intake, text, notes)))


def _read_text(intake, text, notes):
    cleaned = clean(text)
    proposal = read_text(cleaned.text)
    proposal.notes[:0] = notes
    intake.given = text
    return _propose(intake, proposal, cleaned)


def _propose(intake, proposal, cleaned):
    held = proposal.as_json() | {"text": cleaned.text}
    intake.proposal = _storable(held)
    intake.changes = _storable([asdict(change) for change in cleaned.changes])
    return intake


def _storable(value):
    """Remove characters from JSON that the database cannot store."""
    if isinstance(value, str):
        return without_controls(value)
    if isinstance(value, dict):
        return {key: _storable(each) for key, each in value.items()}
    if isinstance(value, list):
        return [_storable(each) for each in value]
    return value


def _save(intake):
    Intake.objects.stale().delete()
    intake.save()
    return intake


# Publications


def match_publication(name, address=""):
    """Return the known publication of this name, or of this address's site, or None.

    If several have the name, returns the one with this site, or None.
    """
    known = publications_named(name) if name else Publication.objects.all()
    if not name or len(known) > 1:
        known = known.filter(same_site(address))
    return known[0] if len(known) == 1 else None


def website_of(address):
    """Return the home page of an address's site, or "" if it is no web address."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    if parts.scheme not in ("http", "https") or not parts.hostname:
        return ""
    return f"{parts.scheme}://{parts.hostname}/"


# Saving


def load_proposal(intake):
    """Return the intake's `Proposal`."""
    return Proposal.from_json(intake.proposal)


def retrieved_on(intake):
    """Return the day on which a page was fetched; None for a text or a file."""
    if not intake.address:
        return None
    return timezone.localdate(intake.received_at)


def save_intake(intake, form, bylines):
    """Make the article of an intake from valid forms, and return it.

    Saves article, publication, bylines, snapshot and raw page in one transaction.
    """
    with transaction.atomic():
        article = form.save(commit=False)
        article.created_by = intake.owner
        if new := form.cleaned_data.get("new_publication"):
            new.save()
            article.publication = new
        article.save()
        bylines.instance = article
        bylines.save()
        _order(article)
        text = form.cleaned_data["text"]
        snapshot = article.hold_text(
            text,
            retrieved_from=intake.address or article.url,
            retrieved_at=intake.received_at,
        )
        pages = intake.proposal.get("pages")
        if pages and snapshot:
            PrintedPages.store(snapshot, pages)
        if intake.body is not None:
            RawPage.objects.create(
                article=article,
                snapshot=snapshot,
                body=bytes(intake.body),
                content_type=intake.content_type,
                address=intake.address,
                file_name=intake.file_name,
                received_at=intake.received_at,
            )
        # It stays to redirect to the article if the form is sent again.
        Intake.objects.filter(pk=intake.pk).update(
            article=article,
            body=None,
            given="",
            proposal={"saved": digest_of_typed(form.data)},
            changes=[],
        )
    return article


def digest_of_typed(data):
    """Return a digest of what was typed into a form, given as its data."""
    return digest_of_value(repr(typed_values(data)))


def _order(article):
    """Number the bylines in order, in case numbers are missing or repeated."""
    bylines = list(article.bylines.order_by("position", "pk"))
    for position, byline in enumerate(bylines):
        if byline.position != position:
            byline.position = position
            byline.save(update_fields=["position", "updated_at"])


def lock_intake(owner, key):
    """Return a user's own intake, locked until the transaction ends, or None."""
    return Intake.objects.select_for_update().filter(pk=key, owner=owner).first()
