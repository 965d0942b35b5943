"""Write references as BibTeX.

Sources: Lamport, "LaTeX", appendix B (entry types and fields); Patashnik, "BibTeXing"
(names, months, case of titles).
"""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from anyascii import anyascii

from articles.partial_dates import MONTHS
from quotes.citations.reference import (
    PAGES,
    Name,
    Reference,
    Work,
    ascii_address,
    note,
    with_particle,
)
from quotes.citations.types import OTHER, type_of

# BibTeX counts every brace, even behind a backslash, so one that is to be printed goes
# with a phantom of its partner: so Zotero and citation-js write it, and read it.
_LATEX: Final = {
    "\\": r"{\textbackslash}",
    "{": r"\{\vphantom{\}}",
    "}": r"\vphantom{\{}\}",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
    **{special: "\\" + special for special in "$&%#_"},
}
# A word with what is inside it (open-source, AT&T), without the punctuation around it:
# a brace before a backslash would make a "special character", whose case does change.
_WORD = re.compile(r"([^\W_](?:\S*[^\W_])?[\u0300-\u036f]*)")
_NAME_SYNTAX = re.compile(r"[\\{}^~$&%#_,]|\band\b", re.IGNORECASE)


def latex(text: str) -> str:
    """Escape a text for LaTeX and BibTeX, in UTF-8."""
    return re.sub(r"[\\{}^~$&%#_]", lambda found: _LATEX[found[0]], text)


def write_bibtex(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .bib file, one entry a piece.

    Fields beyond Lamport's, which a style that does not know them passes over, are as
    in biblatex and pandoc, but for `archiveurl` and `section`. Addresses are bare.
    """
    for reference in references:
        entry, key, fields = _entry(reference.work)
        noted = f"  note = {{{latex(note(reference))}}},\n" if reference.quoted else ""
        # The last part of the key has no hyphen, so the key is as unique as it is.
        own = re.sub("[^a-z0-9]", lambda found: f"_{ord(found[0]):x}_", reference.key)
        yield f"@{entry}{{{key}{own},\n{fields}{noted}}}\n\n"


@lru_cache(maxsize=512)
def _entry(work: Work) -> tuple[str, str, str]:
    """Return what all entries of a work have: their type, begin of key, and fields.

    Most quotes of a list stand beside others of the same work.
    """
    type_ = type_of(work.type)
    if not work.container_title and type_.outlet in ("journal", "booktitle"):
        type_ = OTHER  # the others demand an outlet, "misc" nothing
    as_outlet = _title if type_.outlet == "booktitle" else latex
    issued, accessed = work.issued, work.accessed
    values = {
        "title": _title(work.title),
        "author": " and ".join(map(_name, work.authors)),
        type_.outlet: as_outlet(work.container_title),
        "entrysubtype": {"NEWS": "newspaper", "MGZN": "magazine"}.get(type_.ris, ""),
        "year": f"{issued.year}" if issued else "",
        "month": MONTHS[issued.month - 1][:3].lower()
        if issued and issued.month
        else "",
        "day": f"{issued.day}" if issued and issued.day else "",
        "section": latex(work.section),
        "pages": PAGES.sub(r"\1--\2", latex(work.page)),
        "language": latex(work.language),
        "url": ascii_address(work.url),
        "urldate": accessed.isoformat() if accessed else "",
        "archiveurl": ascii_address(work.archive_url),
    }
    lines = [
        # The month is one of BibTeX's own macros, which each style spells its way.
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in values.items()
        if value
    ]
    return type_.bibtex, _key(work), "".join(lines)


def _title(title: str) -> str:
    """Escape a title and brace each word with a capital, as in DeepSeek, AI or China.

    Styles keep that of the very first letter only (Patashnik, section 4).
    """
    parts = _WORD.split(title)  # every second one is a word
    for index, part in enumerate(parts):
        exposed = part[1:] if index == 1 and not parts[0] else part
        parts[index] = latex(part)
        if index % 2 and exposed != exposed.lower():
            parts[index] = f"{{{parts[index]}}}"
    return "".join(parts)


def _name(name: Name) -> str:
    """Return "von Last, Jr, First"; a name without these parts is braced whole."""
    if name.literal or not name.given:
        family = with_particle(name.particle, name.family)
        return f"{{{latex(name.literal or f'{family} {name.suffix}'.rstrip())}}}"
    # BibTeX would take all up to the "y" of "García y Vega" for a particle.
    has_small_word = any(word[0].islower() for word in name.family.split()[:-1])
    family = _part(name.family, brace=has_small_word)
    last = with_particle(_part(name.particle), family)
    rest = (_part(part) for part in (name.suffix, name.given) if part)
    return ", ".join((last, *rest))


def _part(part: str, brace: bool = False) -> str:
    """Escape a part of a name, and brace it if anything in it could break it up."""
    brace = brace or _NAME_SYNTAX.search(part) is not None
    return f"{{{latex(part)}}}" if brace else part


def _key(work: Work) -> str:
    """Return how the keys of a work's entries begin: "dickens-2025-deepseek-how-"."""
    parts = (
        *(_slug(name.family or name.literal) for name in work.authors[:1]),
        f"{work.issued.year}" if work.issued else "",
        _slug(work.title),
    )
    return "".join(f"{part}-" for part in parts if part)


def _slug(text: str) -> str:
    """Return the first two words in ASCII, cut short, after any article."""
    ascii_text = anyascii(text[:200]).lower().replace("'", "")
    words = re.findall("[a-z0-9]+", re.sub(r"^(the|an?)\b", "", ascii_text))
    return "-".join(word[:16] for word in words[:2])
