"""Writes references as W3C Web Annotations, in JSON-LD.

Source: "Web Annotation Data Model" (W3C Recommendation, 2017): section 3.1 (what an
annotation has), 3.2.4 (textual bodies), 4.2.4 and 4.2.5 (selectors), 4.3.1 (states),
5 (collections); 3.3.5 for the motivations, which are a closed list; 3.3.6 for `rights`,
which are those of the annotation and not of its source.
"""

import datetime
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final

from quotes.citations.attribution import REPORTED, WRITTEN
from quotes.citations.caveats import printed_answer
from quotes.citations.indirect_sources import is_author
from quotes.citations.json_ld import write_nodes
from quotes.citations.json_text import (
    json_member,
    json_name,
    json_string,
    needs_no_escapes,
    plain_string,
)
from quotes.citations.licence import Licence
from quotes.citations.reference import CitedSpeaker, Quoted, Reference, Work
from quotes.citations.status_labels import (
    ANCHORS,
    ARE_PRINTED,
    KINDS,
    SPEAKER_LEAD_INS,
    STANDINGS,
)
from quotes.citations.text_fragment import MAX_LINKED, SPECIFICATION, text_directive

#: The media type of section 3.1 of the "Web Annotation Protocol".
MEDIA_TYPE: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
# URLs that begin with "#" are relative to the file, whatever its own URL is.
_BEGIN: Final = (
    f'{{"@context": "{_CONTEXT}", "id": "#collection", "type": "AnnotationCollection",'
    ' "label": "Quotes from On Record", "first": {"id": "#page",'
    ' "type": "AnnotationPage", "partOf": "#collection", "startIndex": 0, "items": ['
)
_END: Final = '\n]}, "total": %d}\n'
_GENERATOR: Final = '"generator": {"type": "Software", "name": "On Record"}'
_Writer = Callable[[str], str]


def write_annotations(
    references: Iterable[Reference], licence: Licence | None = None
) -> Iterator[str]:
    """Yield a .jsonld file in pieces: one Annotation, or a collection of them.

    A collection has all of its annotations on its first and only page.
    """
    about = _GENERATOR + json_member("rights", licence.url if licence else "")
    nodes = (
        _annotation(each, about, linked=number < MAX_LINKED)
        for number, each in enumerate(references)
    )
    return write_nodes(nodes, _CONTEXT, _BEGIN, _END)


def _annotation(reference: Reference, about: str, *, linked: bool) -> str:
    """Return an annotation of the words quoted, or of the work as a whole.

    It does not name the editor. `highlighting` is the motivation closest to quoting. An
    interrupted quote has its parts as targets, in order. `about` are members on the
    annotation itself, as JSON.
    """
    work, quoted = reference.work, reference.quoted
    if not quoted:
        return (
            f'{{"id": {json_string(f"{work.page_url}#{work.key}")}, '
            f'"type": "Annotation", "motivation": "bookmarking", {about}, '
            f'"target": {_source(work)}}}'
        )
    # Check all texts of the quote at once.
    plain = needs_no_escapes(
        f"{quoted.url}{quoted.exact}{quoted.prefix}{quoted.suffix}"
    )
    write = plain_string if plain else json_string
    return (
        f'{{"id": {write(f"{quoted.url}#{quoted.key}")}, '
        f'"type": "Annotation", "motivation": "highlighting", {about}, '
        f'"body": {_bodies(quoted, work, write)}, '
        f'"target": {_targets(quoted, work, write, linked=linked)}}}'
    )


def _bodies(quoted: Quoted, work: Work, write: _Writer) -> str:
    """Return the bodies for a quote. `write` writes the quote's own texts as JSON."""
    value = json_member("value", quoted.exact, write)
    language = json_member("language", quoted.language, json_name)
    who = "".join([_attribution(who, quoted, work) for who in quoted.speakers])
    caution = quoted.caution
    first = f"{_said('commenting', f'{caution}.')}, " if caution else ""
    return (
        f'[{first}{{"type": "TextualBody"{value}, "format": "text/plain"{language}, '
        f'"purpose": "describing"}}, {_SAID_OF_KIND[quoted.kind]}, {who}'
        f"{_said_of_place(quoted)}]"
    )


def _said_of_place(quoted: Quoted) -> str:
    if not (caveat := quoted.caveat):
        return _SAID_OF_ANCHOR[quoted.anchor]
    answer = printed_answer(quoted.anchor, caveat, "source")
    return _said("commenting", f"{caveat}. {ARE_PRINTED} {answer}")


def _said(purpose: str, value: str) -> str:
    """Return a textual body in English."""
    return (
        f'{{"type": "TextualBody", "value": {json_string(value)}, '
        f'"format": "text/plain", "language": "en", "purpose": "{purpose}"}}'
    )


_SAID_OF_KIND: Final = {
    kind: _said("classifying", f"Kind: {label}") for kind, (label, _) in KINDS.items()
}
_SAID_OF_ANCHOR: Final = {
    anchor: _said(
        "commenting", f"{ARE_PRINTED} {printed_answer(anchor, None, 'source')}"
    )
    for anchor in ANCHORS
}


def _attribution(who: CitedSpeaker, quoted: Quoted, work: Work) -> str:
    """Return a body that identifies a speaker, or comments on one in doubt."""
    role = f", {who.role}" if who.role else ""
    purpose = "identifying" if who.standing in REPORTED else "commenting"
    lead_in = _lead_in(who, quoted, work)
    said = f"{lead_in} {who.name}{role} ({STANDINGS[who.standing][0].lower()})"
    return f"{_said(purpose, said)}, "


def _lead_in(who: CitedSpeaker, quoted: Quoted, work: Work) -> str:
    """Return the words before the name, as on the quote's page: “Said by”.

    The page also recognises an author by the name that the work prints for the speaker.
    """
    wrote = work.type in WRITTEN and is_author(who, work)
    return SPEAKER_LEAD_INS[who.standing][2 if quoted.kind == "indirect" else wrote]


def _targets(quoted: Quoted, work: Work, write: _Writer, *, linked: bool) -> str:
    states = _states(quoted.snapshot_at, work.archive_url)
    begin = f'{{"type": "SpecificResource", "source": {_source(work)}'
    targets = [
        f"{begin}{_selectors(quoted, number, write, linked=linked)}{states}}}"
        for number in range(len(quoted.spans) or 1)
    ]
    return targets[0] if len(targets) == 1 else f"[{', '.join(targets)}]"


@lru_cache(maxsize=512)
def _states(snapshot_at: datetime.datetime | None, archive_url: str) -> str:
    states = []
    if snapshot_at:
        time = snapshot_at.isoformat().replace("+00:00", "Z")
        states.append(f'{{"type": "TimeState", "sourceDate": "{time}"}}')
    if archive_url:
        # A separate state, because the copy may be of another time.
        cached = json_string(archive_url)
        states.append(f'{{"type": "TimeState", "cached": {cached}}}')
    return f', "state": [{", ".join(states)}]' if states else ""


@lru_cache(maxsize=512)
def _source(work: Work) -> str:
    return json_string(work.url or work.page_url or f"#{work.key}-source")


def _selectors(quoted: Quoted, number: int, write: _Writer, *, linked: bool) -> str:
    """Return the selectors of one part of a quote, which all select the same.

    They have the words of the source, not of the quote: an edited quote differs from
    it.
    """
    spans = quoted.spans
    by_words = by_place = by_fragment = ""
    if (printed := _printed(quoted, number)) is not None:
        exact = (write if printed == quoted.exact else json_string)(printed)
        prefix = suffix = ""
        if number == 0:
            prefix = json_member("prefix", quoted.prefix, write)
        if number >= len(spans) - 1:
            suffix = json_member("suffix", quoted.suffix, write)
        by_words = f'{{"type": "TextQuoteSelector", "exact": {exact}{prefix}{suffix}}}'
        if linked and quoted.printed_parts:
            by_fragment = _fragment(quoted, number, printed)
    if spans:
        start, end = spans[number]
        by_place = f'{{"type": "TextPositionSelector", "start": {start}, "end": {end}}}'
    known = ", ".join(filter(None, (by_words, by_place, by_fragment)))
    return f', "selector": [{known}]' if known else ""


def _fragment(quoted: Quoted, number: int, printed: str) -> str:
    """Return a selector by which browsers find the words in the page itself."""
    directive = text_directive(
        [printed],
        quoted.prefix if number == 0 else "",
        quoted.suffix if number == len(quoted.spans) - 1 else "",
    )
    if not directive:
        return ""
    return (
        f'{{"type": "FragmentSelector", "conformsTo": "{SPECIFICATION}", '
        f'"value": ":~:{directive}"}}'
    )


def _printed(quoted: Quoted, number: int) -> str | None:
    """Return the words of the source in one part, or None if they are unknown."""
    if quoted.spans:
        if quoted.printed:
            return quoted.printed[number]
        # An exact quote may differ from its source in white space, which matters here.
        ((start, end), *others) = quoted.spans
        same = quoted.anchor == "exact" and end - start == len(quoted.exact)
        return quoted.exact if same and not others else None
    to_be_found = quoted.kind != "indirect" and quoted.anchor != "missing"
    return quoted.exact if to_be_found else None
