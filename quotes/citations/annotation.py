"""Write references as W3C Web Annotations, in JSON-LD.

Source: "Web Annotation Data Model" (W3C Recommendation, 2017): section 3.1 (what an
annotation has), 3.2.4 (textual bodies), 4.2.4 and 4.2.5 (selectors), 4.3.1 (states),
5 (collections); 3.3.5 for the motivations, which are a closed list.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from quotes.citations.json_ld import known, write_nodes
from quotes.citations.reference import Quoted, Reference, Speaker

#: The media type of section 3.1 of the "Web Annotation Protocol".
MEDIA_TYPE: Final = 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"'
_CONTEXT: Final = "http://www.w3.org/ns/anno.jsonld"
# Addresses that begin with "#" are within the file, whatever its own is.
_BEGIN: Final = (
    f'{{"@context": "{_CONTEXT}", "id": "#collection", "type": "AnnotationCollection",'
    ' "label": "Quotes from On Record", "first": {"id": "#page",'
    ' "type": "AnnotationPage", "partOf": "#collection", "startIndex": 0, "items": ['
)
_END: Final = '\n]}, "total": %d}\n'
_GENERATOR: Final = {"type": "Software", "name": "On Record"}
#: What is said of the words, by the status of their anchor.
_FOUND: Final = {
    "exact": "These words stand in the text that was held of the source.",
    "edited": (
        "These words stand in the text that was held of the source, but for marked "
        "changes."
    ),
    "differs": (
        "The text that was held of the source has other words where these were said "
        "to stand."
    ),
    "ambiguous": (
        "Not located: these words stand in several places of the text that was held "
        "of the source."
    ),
    "missing": (
        "Not located: these words do not stand in the text that was held of the source."
    ),
    "no_text": "Not located: no text of the source is held.",
}
_KINDS: Final = {
    "direct": "direct quotation",
    "mixed": "partly a direct quotation",
    "indirect": "paraphrase",
}


def write_annotations(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .jsonld file: one Annotation, or a collection of them, one a piece.

    A collection has all of its annotations on one page, its first.
    """
    return write_nodes(map(annotation, references), _CONTEXT, _BEGIN, _END)


def annotation(reference: Reference) -> dict[str, Any]:
    """Return an annotation of the work: of the words quoted, or of it as a whole.

    Who entered it is not told. `highlighting` is the motivation that is nearest to
    quoting. The targets of an interrupted quote are its parts, in order.
    """
    work, quoted = reference.work, reference.quoted
    source = work.url or work.page_url or f"#{work.key}-source"
    if not quoted:
        return {
            "id": f"{work.page_url}#{work.key}",
            "type": "Annotation",
            "motivation": "bookmarking",
            "generator": _GENERATOR,
            "target": source,
        }
    words = known(
        type="TextualBody",
        value=quoted.exact,
        format="text/plain",
        language=quoted.language,
        purpose="describing",
    )
    return {
        "id": f"{quoted.url}#{quoted.key}",
        "type": "Annotation",
        "motivation": "highlighting",
        "generator": _GENERATOR,
        "body": [
            words,
            _said("classifying", f"Kind: {_KINDS[quoted.kind]}"),
            *(_said("identifying", _attribution(who)) for who in quoted.speakers),
            _said("commenting", _FOUND[quoted.anchor]),
        ],
        "target": _targets(quoted, source, work.archive_url),
    }


@lru_cache(maxsize=512)
def _said(purpose: str, value: str) -> dict[str, str]:
    """Return what we say of the words, in English."""
    return {
        "type": "TextualBody",
        "value": value,
        "format": "text/plain",
        "language": "en",
        "purpose": purpose,
    }


def _attribution(who: Speaker) -> str:
    role = f" ({who.role})" if who.role else ""
    return f"Attributed to: {who.name}{role}; standing: {who.standing}"


def _targets(
    quoted: Quoted, source: str, archive_url: str
) -> dict[str, Any] | list[dict[str, Any]]:
    states = []
    if quoted.held_at:
        held_at = quoted.held_at.isoformat().replace("+00:00", "Z")
        states.append({"type": "TimeState", "sourceDate": held_at})
    if archive_url:
        # A state of its own: whether it is of that time is not known.
        states.append({"type": "TimeState", "cached": archive_url})
    targets = [
        known(
            type="SpecificResource",
            source=source,
            selector=_selectors(quoted, number),
            state=states,
        )
        for number in range(max(1, len(quoted.spans)))
    ]
    return targets if len(targets) > 1 else targets[0]


def _selectors(quoted: Quoted, number: int) -> list[dict[str, Any]]:
    """Return the selectors of one part of a quote, which all select the same.

    The words in the text go without those of the quote: an edited quote has others.
    """
    selectors: list[dict[str, Any]] = []
    last = max(0, len(quoted.spans) - 1)
    if (printed := _printed(quoted, number)) is not None:
        selectors.append(
            {
                "type": "TextQuoteSelector",
                "exact": printed,
                **known(
                    prefix=quoted.prefix if number == 0 else "",
                    suffix=quoted.suffix if number == last else "",
                ),
            }
        )
    if quoted.spans:
        start, end = quoted.spans[number]
        selectors.append({"type": "TextPositionSelector", "start": start, "end": end})
    return selectors


def _printed(quoted: Quoted, number: int) -> str | None:
    """Return the words that the source has in one part; None if they are not known."""
    if quoted.spans:
        if quoted.printed:
            return quoted.printed[number]
        # An exact quote may have other white space than its source, which counts.
        ((start, end), *others) = quoted.spans
        same = quoted.anchor == "exact" and end - start == len(quoted.exact)
        return quoted.exact if same and not others else None
    to_be_found = quoted.kind != "indirect" and quoted.anchor != "missing"
    return quoted.exact if to_be_found else None
