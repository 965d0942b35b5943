"""Cite a work, or what is quoted from it, in a citation style.

`format_citation` formats one citation; `format_citations` those of a document, with a
bibliography.
"""

import hashlib
import json
import re
import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Final, Literal

from quotes.citations.csl_items import item_for
from quotes.citations.indirect_sources import (
    link_words,
    short_work,
    signal_phrase,
    speaks_itself,
    who_said,
)
from quotes.citations.pandoc import (
    Citation,
    FormattedCitations,
    pandoc_versions,
    run_citeproc,
)
from quotes.citations.pandoc_tree import Node, emphasised, inlines, runs_of
from quotes.citations.reference import Reference, Work, isodate
from quotes.citations.styles import CSL, Style, folded
from quotes.citations.text import StyledRun, Text, text_of

What = Literal["quote", "article"]


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation formatted in a style."""

    #: The entry in the bibliography, or the full citation if the style has no
    #: bibliography. None if the style does not list such a work (APA: an interview that
    #: nobody can look up).
    entry: Text | None
    in_text: Text  #: in the text, or in a note for styles that use notes
    note: str  #: on doubts and changes, or ""


def format_citation(reference: Reference, style: Style, what: What = "quote") -> Cited:
    """Format a reference in a style. Raises pandoc.PandocError.

    "quote" cites the words as quoted in the work, "article" only the work. "quote" does
    the same if nothing is quoted.
    """
    item = {"id": "w0", **item_for(reference.work, style)}
    formatted = run_citeproc([item], [_citation(reference, "w0", style, what)], style)
    in_text = _in_text(reference, formatted.citations[0], style, what)
    entry = text_of(formatted.entries["w0"]) if "w0" in formatted.entries else None
    if not style.has_bibliography:
        entry = in_text
    return Cited(entry, in_text, _note(reference, what))


@dataclass(frozen=True, slots=True)
class DocumentCitations:
    """The citations of a document, and its bibliography."""

    in_text: tuple[Text, ...]  #: one for each reference
    notes: tuple[str, ...]  #: one for each reference: see Cited
    bibliography: tuple[Text, ...]  #: each work once, in the style's order
    works: tuple[str, ...]  #: keys of the works, in the order of the bibliography
    caveat: str  #: how the list may differ from the style's rules, or ""


#: With up to this many works, one run formats all.
MAX_EXACT_WORKS: Final = 400
#: Works per run if there are more: pandoc's time grows faster than their number.
WORKS_PER_RUN: Final = 200


def format_citations(
    references: Iterable[Reference], style: Style, what: What = "quote"
) -> DocumentCitations:
    """Format a document's citations in a style, in order. Raises PandocError.

    Up to MAX_EXACT_WORKS works follow the style exactly. More are formatted in batches:
    numbers continue from one to the next, and works are sorted by author, date and
    title if the style sorts.
    """
    references = list(references)
    works = {each.work.key: each.work for each in references}
    ids = {key: f"w{place}" for place, key in enumerate(works)}
    keys = {item: key for key, item in ids.items()}
    batched = len(works) > MAX_EXACT_WORKS
    ordered = list(works.values())
    if batched and _sorts(style):
        ordered.sort(key=_sort_key)
    size = WORKS_PER_RUN if batched else MAX_EXACT_WORKS
    # In notes, the short form of a work ("ibid.") depends on the citations around it.
    in_notes = batched and style.kind == "note"
    said: dict[int, list[StyledRun]] = {}
    entries: dict[str, list[StyledRun]] = {}
    for start in range(0, len(ordered), size):
        batch = {work.key: work for work in ordered[start : start + size]}
        places = [at for at, each in enumerate(references) if each.work.key in batch]
        if in_notes:
            places = []
        formatted = _format_batch(references, places, batch, ids, style, what)
        shift = start if style.kind == "numeric" else 0
        said |= {
            at: _renumbered(runs, shift)
            for at, runs in zip(places, formatted.citations, strict=False)
        }
        entries |= {
            item: _renumbered(runs, shift) for item, runs in formatted.entries.items()
        }
    if in_notes:
        said = _notes(references, ids, style, what)
    return DocumentCitations(
        in_text=tuple(
            _in_text(each, said[at], style, what) for at, each in enumerate(references)
        ),
        notes=tuple(_note(each, what) for each in references),
        bibliography=tuple(text_of(runs) for runs in entries.values()),
        works=tuple(keys[item] for item in entries),
        caveat=_CAVEAT if batched else "",
    )


_CAVEAT: Final = (
    f"These are more than {MAX_EXACT_WORKS} works, which are set {WORKS_PER_RUN} at a "
    "time: what tells alike works apart (2025a, 2025b) holds within each of these "
    "batches only."
)


def _format_batch(
    references: Sequence[Reference],
    places: Sequence[int],
    batch: Mapping[str, Work],
    ids: Mapping[str, str],
    style: Style,
    what: What,
) -> FormattedCitations:
    """Format the references at `places`, and the entries of all works of a batch."""
    items = [{"id": ids[key], **item_for(work, style)} for key, work in batch.items()]
    # Two titles that begin alike are cited whole.
    short = Counter(item.get("title-short") for item in items)
    for item in items:
        if "title-short" in item and short[item["title-short"]] > 1:
            title = item["title"]
            item["title-short"] = title[0] if isinstance(title, tuple) else title
    citations = [
        _citation(references[at], ids[references[at].work.key], style, what)
        for at in places
    ] or [Citation(ids[key]) for key in batch]
    return run_citeproc(
        items, citations, style, seconds=10 + 5 * seconds_for(len(batch))
    )


def _notes(
    references: Sequence[Reference], ids: Mapping[str, str], style: Style, what: What
) -> dict[int, list[StyledRun]]:
    """Return the notes for more than one batch, with as many works in a row as fit."""
    notes: dict[int, list[StyledRun]] = {}
    batch: dict[str, Work] = {}
    places: list[int] = []
    for at, each in enumerate(references):
        if each.work.key not in batch and len(batch) == WORKS_PER_RUN:
            formatted = _format_batch(references, places, batch, ids, style, what)
            notes |= zip(places, formatted.citations, strict=True)
            batch, places = {}, []
        batch[each.work.key] = each.work
        places.append(at)
    formatted = _format_batch(references, places, batch, ids, style, what)
    return notes | dict(zip(places, formatted.citations, strict=True))


def _renumbered(runs: Sequence[StyledRun], shift: int) -> list[StyledRun]:
    """Return runs with the first number in them raised by `shift`."""
    renumbered = list(runs)
    for place, run in enumerate(runs) if shift else ():
        if re.search(r"\d", run.text):
            text = re.sub(r"\d+", lambda n: str(int(n[0]) + shift), run.text, count=1)
            renumbered[place] = run._replace(text=text)
            break
    return renumbered


def _sorts(style: Style) -> bool:
    """Return whether a style sorts its bibliography."""
    rules = ET.parse(style.path).getroot()  # noqa: S314
    return rules.find(f"{CSL}bibliography/{CSL}sort") is not None


def _sort_key(work: Work) -> tuple[str, ...]:
    names = [f"{name.family or name.literal} {name.given}" for name in work.authors]
    author = folded(" ".join(names) or work.title)
    return author, isodate(work.issued), folded(work.title), work.key


def seconds_for(works: int) -> float:
    """Estimate how many seconds it takes to format this many works.

    Measured in November 2026 as processor time on a 2-core x86-64 server with pandoc
    3.9, in the slowest of the featured styles (APA, Chicago author-date): 1 work 0.08
    to 0.11, 50 0.25, 100 0.44, 200 0.9, 400 3.1, 1,000 in batches 3.9. IEEE takes a
    quarter; notes of more than 400 works half as much again. A busy machine takes
    longer.
    """
    full, rest = divmod(works, WORKS_PER_RUN) if works > MAX_EXACT_WORKS else (0, works)
    return full * _one_call(WORKS_PER_RUN) + (_one_call(rest) if rest else 0)


def _one_call(works: int) -> float:
    return 0.1 + works * 0.0015 + works**2 * 0.000_014


def content_key(reference: Reference, style: Style, what: What = "quote") -> str:
    """Return a hash of everything that `format_citation` depends on."""
    parts = (
        [
            item_for(reference.work, style),
            what,
            asdict(style),
            pandoc_versions(),
            _FORMAT_VERSION,
        ],
        _said(reference, style) if what == "quote" else None,
        _note(reference, what),
        _page_of(reference, what),
    )
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


#: Increase this when the same reference comes out differently from here on.
_FORMAT_VERSION: Final = 3


def _note(reference: Reference, what: What) -> str:
    quoted = reference.quoted
    if not quoted or what != "quote":
        return ""
    doubts = [quoted.caution, str(quoted.caveat or "")]
    return " ".join(f"{each.removesuffix('.')}." for each in doubts if each)


def _said(reference: Reference, style: Style) -> tuple[str, str] | None:
    """Return (speakers, link words) before the citation of a work.

    None if the work is cited like any other: without a quote, or its author's own
    words.
    """
    quoted = reference.quoted
    if not quoted or speaks_itself(reference):
        return None
    who = who_said(quoted, style)
    if who and quoted.said and not quoted.doubtful and style.follows("apa"):
        # Publication Manual, 8.6: "(Rabbitt, 1982, as cited in Lyon et al., 2014)"
        who = f"{who}, {quoted.said.year}"
    return who, link_words(quoted, style)


def _citation(reference: Reference, item: str, style: Style, what: What) -> Citation:
    inside = style.kind not in _NUMBERS
    before = _before(reference, style, what) if inside else ()
    return Citation(item, before, _page_of(reference, what))


#: One page: "4", "A12", "xii". A book's page is that of the words; an article's pages
#: are all that it fills.
_ONE_PAGE: Final = re.compile(r"[A-Za-z]{0,3}\.?\d{1,5}[A-Za-z]?|[ivxlcdm]{1,7}")
_SOME_PAGES: Final = re.compile(
    rf"(?:{_ONE_PAGE.pattern})(?:[-–](?:{_ONE_PAGE.pattern}))?"
)


def _page_of(reference: Reference, what: What) -> str:
    """Return the page on which the quoted words are, or "" if it is unknown."""
    quoted, work = reference.quoted, reference.work
    if not quoted or what != "quote" or quoted.kind == "indirect":
        return ""
    if quoted.page:
        return quoted.page if _SOME_PAGES.fullmatch(quoted.page) else ""
    pages = _SOME_PAGES if work.type == "book" else _ONE_PAGE
    page = re.sub(r"^pp?\.\s*", "", work.page)
    return page if pages.fullmatch(page) else ""


#: Kinds of styles whose brackets have only a number or a label.
_NUMBERS: Final = ("numeric", "label")


def _before(reference: Reference, style: Style, what: What) -> list[Node]:
    """Return the words before the citation of the work: "Ball, quoted in "."""
    said = _said(reference, style) if what == "quote" else None
    if not said:
        return []
    who, link = said
    words = signal_phrase(style)
    before = inlines(who)
    if words.italic_others and who.endswith(f" {words.others}"):
        first = who.removesuffix(words.others)
        before = [*inlines(first), emphasised(words.others)]
    return [
        *([*before, *inlines(", ")] if who else ()),
        *([emphasised(link)] if words.italic else inlines(link)),
        *inlines(" "),
    ]


def _in_text(
    reference: Reference, citation: list[StyledRun], style: Style, what: What
) -> Text:
    """Return a citation with the words before its brackets: "quoted in Lim [1]"."""
    if citation and style.kind == "note" and (page := _page_of(reference, what)):
        citation = _page_once(citation, page)
    if style.kind not in _NUMBERS or not (before := _before(reference, style, what)):
        return text_of(citation)
    if signal_phrase(style).names_work and (work := short_work(reference.work, style)):
        before += inlines(f"{work} ")
    # No space before a superscript number; some brackets bring their own space.
    first = citation[0] if citation else StyledRun("")
    if first.level == "sup" or first.text[:1].isspace():
        before.pop()
    return text_of([*runs_of(before), *citation])


def _page_once(citation: list[StyledRun], page: str) -> list[StyledRun]:
    """Return a note with the page only once, if the article's page follows: "4 4."."""
    page = re.escape(page)
    twice = re.compile(rf"(\b{page})[ ,:;]+(?:at |pp?\. ?|S\. ?)?{page}(?=\W*$)")
    last = citation[-1]
    return [*citation[:-1], last._replace(text=twice.sub(r"\1", last.text))]
