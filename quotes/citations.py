"""Write references as BibTeX, RIS and CSL-JSON, one at a time.

A `Reference` is one cited work (an article) and what is quoted from it. Each
`write_*` takes any number of them and yields a file's text, to be encoded as UTF-8,
piece by piece: a hundred thousand cost no more memory than one.

Nothing is invented: an unknown date, author or outlet leaves its field out. No field
spans lines: a run of spaces, line breaks and control characters becomes one space.

Sources: Lamport, "LaTeX", appendix B (BibTeX's entry types and fields); Patashnik,
"BibTeXing" (names, months, case of titles); "RIS Format Specifications", and where it
is silent, what Zotero reads and writes; CSL 1.0.2 and its schema csl-data.json.
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, fields
from typing import Any, Final, NamedTuple
from urllib.parse import quote

from anyascii import anyascii

from articles.partial_dates import MONTHS, PartialDate

_PAGES = re.compile(r"([A-Za-z]*\d+)\s*[-–]\s*([A-Za-z]*\d+)")
# Spaces, controls, Unicode's line and paragraph separators, and half surrogates, which
# cannot be encoded. Other white space (no-break, ideographic) belongs to the words.
_BREAKS = re.compile(r"[ \x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


@dataclass(frozen=True, slots=True)
class _Folded:
    """What folds the breaks in each of its text fields to one space."""

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, str):
                folded = _BREAKS.sub(" ", value).strip()
                object.__setattr__(self, field.name, folded)


@dataclass(frozen=True, slots=True)
class Name(_Folded):
    """An author as CSL names one: a family name with its parts, or a literal.

    Raises ValueError for a name with both or with neither.
    """

    family: str = ""
    given: str = ""
    particle: str = ""  #: "van der", "d’"; CSL's non-dropping particle
    suffix: str = ""  #: "Jr.", "III"
    literal: str = ""  #: an organisation, or a name that has no parts

    def __post_init__(self) -> None:
        _Folded.__post_init__(self)
        if bool(self.family) == bool(self.literal):
            raise ValueError("A name has either a family name or a literal.")


@dataclass(frozen=True, slots=True)
class Speaker(_Folded):
    """Who is quoted, with the role as printed."""

    name: str
    role: str = ""
    standing: str = "unverified"  #: or "verified", "disputed", "misattributed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference(_Folded):
    """One cited work and, if `quote_text` is not empty, what is quoted from it."""

    key: str  #: unique and stable, best of small letters and digits: "q123"
    type: str  #: a CSL item type: "article-newspaper", "speech"
    title: str
    authors: tuple[Name, ...] = ()
    container_title: str = ""  #: the publication
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    url: str = ""
    archive_url: str = ""
    page: str = ""
    section: str = ""
    language: str = ""  #: BCP 47
    quote_text: str = ""
    quote_kind: str = "direct"  #: or "mixed", "indirect"
    quote_language: str = ""  #: BCP 47
    speakers: tuple[Speaker, ...] = ()
    quote_url: str = ""  #: the page of this quote on this site


# CSL item types as BibTeX entry type, BibTeX field of the outlet, and RIS type. BibTeX
# has none for what is said or posted; "misc" is its own answer. Where RIS has nothing
# exact, what misleads least:
# - speech: SLIDE, all that Zotero reads as a presentation, which is CSL's speech.
# - post: ELEC, a web page. ICOMM, which Zotero writes, it reads back as an email.
# - broadcast: ADVS, audiovisual: whether radio or television is not known.
# - interview: GEN. Zotero writes PCOMM, but that is an unpublished letter, which
#   styles leave out of bibliographies; these interviews were published.
# - article: GEN. CSL means a preprint or the like; UNPB, unpublished, is untrue.
_TYPES: Final = {
    "article-journal": ("article", "journal", "JOUR"),
    "article-magazine": ("article", "journal", "MGZN"),
    "article-newspaper": ("article", "journal", "NEWS"),
    "book": ("book", "publisher", "BOOK"),
    "broadcast": ("misc", "howpublished", "ADVS"),
    "chapter": ("incollection", "booktitle", "CHAP"),
    "hearing": ("misc", "howpublished", "HEAR"),
    "personal_communication": ("misc", "howpublished", "PCOMM"),
    "post": ("misc", "howpublished", "ELEC"),
    "post-weblog": ("misc", "howpublished", "BLOG"),
    "report": ("techreport", "institution", "RPRT"),
    "speech": ("misc", "howpublished", "SLIDE"),
    "webpage": ("misc", "howpublished", "ELEC"),
}
_OTHER: Final = ("misc", "howpublished", "GEN")
_WHOLE: Final = ("book", "report")  # their outlet issued them, it does not contain them
_STANDINGS: Final = {
    "disputed": " [attribution disputed]",
    "misattributed": " [misattributed]",
}


def _note(reference: Reference) -> str:
    """Return what is quoted, who said it and where it can be checked, or "".

    It opens with several words of our own: pandoc and citeproc-js take a CSL note
    that starts with one word and a colon, like "title: …", for a field.
    """
    words = reference.quote_text
    if not words:
        return ""
    speakers = [
        f"{who.name} ({who.role})".removesuffix(" ()")
        + _STANDINGS.get(who.standing, "")
        for who in reference.speakers
    ]
    said_by = f", {'; '.join(speakers)}" if speakers else ""
    if reference.quote_kind == "direct" and not re.fullmatch("“[^“”]*”", words):
        words = f"“{words}”"
    note = f"As quoted in the work cited{said_by}: {words}"
    if reference.quote_kind == "indirect":
        note = f"As reported in the work cited{said_by}. Paraphrase: {words}"
    if reference.quote_language not in ("", reference.language):
        note += f" (language: {reference.quote_language})"
    return f"{note} {reference.quote_url}".rstrip()


def _uri(address: str) -> str:
    """Return an address as ASCII (RFC 3987, section 3.1), to stand unescaped."""
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~")


def _with_particle(particle: str, family: str) -> str:
    """Set a particle before a family name: "van Gogh", but "d’Ormesson"."""
    joined = not particle or particle.endswith(("'", "’", "-", "‐"))
    return f"{particle}{'' if joined else ' '}{family}"


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


def _latex(text: str) -> str:
    return re.sub(r"[\\{}^~$&%#_]", lambda found: _LATEX[found[0]], text)


def write_bibtex(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .bib file, one entry a piece.

    Fields beyond Lamport's, which a style that does not know them passes over, are as
    in biblatex and pandoc, but for `archiveurl` and `section`. Addresses are bare.
    """
    return map(_bibtex_entry, references)


def _bibtex_entry(reference: Reference) -> str:
    entry, outlet, ris = _TYPES.get(reference.type, _OTHER)
    if not reference.container_title and outlet in ("journal", "booktitle"):
        entry, outlet, ris = _OTHER  # the others demand an outlet, "misc" nothing
    as_outlet = _bibtex_title if outlet == "booktitle" else _latex
    issued, accessed = reference.issued, reference.accessed
    values = {
        "title": _bibtex_title(reference.title),
        "author": " and ".join(map(_bibtex_name, reference.authors)),
        outlet: as_outlet(reference.container_title),
        "entrysubtype": {"NEWS": "newspaper", "MGZN": "magazine"}.get(ris, ""),
        "year": f"{issued.year}" if issued else "",
        "month": MONTHS[issued.month - 1][:3].lower()
        if issued and issued.month
        else "",
        "day": f"{issued.day}" if issued and issued.day else "",
        "section": _latex(reference.section),
        "pages": _PAGES.sub(r"\1--\2", _latex(reference.page)),
        "language": _latex(reference.language),
        "url": _uri(reference.url),
        "urldate": accessed.isoformat() if accessed else "",
        "archiveurl": _uri(reference.archive_url),
        "note": _latex(_note(reference)),
    }
    lines = [
        # The month is one of BibTeX's own macros, which each style spells its way.
        f"  {name} = {value if name == 'month' else f'{{{value}}}'},\n"
        for name, value in values.items()
        if value
    ]
    return f"@{entry}{{{_bibtex_key(reference)},\n{''.join(lines)}}}\n\n"


def _bibtex_title(title: str) -> str:
    """Escape a title and brace each word with a capital, as in DeepSeek, AI or China.

    Styles keep that of the very first letter only (Patashnik, section 4).
    """
    parts = _WORD.split(title)  # every second one is a word
    for index, part in enumerate(parts):
        exposed = part[1:] if index == 1 and not parts[0] else part
        parts[index] = _latex(part)
        if index % 2 and exposed != exposed.lower():
            parts[index] = f"{{{parts[index]}}}"
    return "".join(parts)


def _bibtex_name(name: Name) -> str:
    """Return "von Last, Jr, First"; a name without these parts is braced whole."""
    if name.literal or not name.given:
        family = _with_particle(name.particle, name.family)
        return f"{{{_latex(name.literal or f'{family} {name.suffix}'.rstrip())}}}"
    # BibTeX would take all up to the "y" of "García y Vega" for a particle.
    has_small_word = any(word[0].islower() for word in name.family.split()[:-1])
    family = _bibtex_part(name.family, brace=has_small_word)
    last = _with_particle(_bibtex_part(name.particle), family)
    rest = (_bibtex_part(part) for part in (name.suffix, name.given) if part)
    return ", ".join((last, *rest))


def _bibtex_part(part: str, brace: bool = False) -> str:
    """Escape a part of a name, and brace it if anything in it could break it up."""
    brace = brace or _NAME_SYNTAX.search(part) is not None
    return f"{{{_latex(part)}}}" if brace else part


def _bibtex_key(reference: Reference) -> str:
    """Return a key such as dickens-2025-deepseek-how-q12, from this reference alone.

    It is as unique as its last part, in which no hyphen can be: all but small letters
    and digits is spelt out.
    """
    parts = (
        *(_slug(name.family or name.literal) for name in reference.authors[:1]),
        f"{reference.issued.year}" if reference.issued else "",
        _slug(reference.title),
        re.sub("[^a-z0-9]", lambda found: f"_{ord(found[0]):x}_", reference.key),
    )
    return "-".join(filter(None, parts))


def _slug(text: str) -> str:
    """Return the first two words in ASCII, cut short, after any article."""
    ascii_text = anyascii(text[:200]).lower().replace("'", "")
    words = re.findall("[a-z0-9]+", re.sub(r"^(the|an?)\b", "", ascii_text))
    return "-".join(word[:16] for word in words[:2])


def write_ris(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .ris file, one record a piece, its lines ended by CR LF.

    L2, a link to the full text, is the archived copy. RIS has no escapes: a comma in
    an organisation's name reads as the one between family and given name.
    """
    for reference in references:
        *_, ris = _TYPES.get(reference.type, _OTHER)
        pages = _PAGES.fullmatch(reference.page)
        start, end = pages.groups() if pages else (reference.page, "")
        date = _ris_date(reference.issued)
        tags = (
            ("TI", reference.title),
            *(("AU", _ris_name(name)) for name in reference.authors),
            ("PB" if reference.type in _WHOLE else "T2", reference.container_title),
            ("PY", date[:4]),
            ("DA", date),
            ("SE", reference.section),
            ("SP", start),
            ("EP", end),
            ("LA", reference.language),
            # In UR and L2, a semicolon stands between two addresses.
            ("UR", _uri(reference.url).replace(";", "%3B")),
            ("L2", _uri(reference.archive_url).replace(";", "%3B")),
            ("Y2", _ris_date(reference.accessed)),
            ("N1", _note(reference)),
        )
        lines = [f"{tag}  - {value}\r\n" for tag, value in tags if value]
        yield f"TY  - {ris}\r\n{''.join(lines)}ER  - \r\n"


def _ris_name(name: Name) -> str:
    """Return "Last, First, Suffix"; an unknown first name leaves its place empty."""
    last = name.literal or _with_particle(name.particle, name.family)
    known = 3 if name.suffix else 2 if name.given else 1
    return ", ".join((last, name.given, name.suffix)[:known])


def _ris_date(date: PartialDate | None) -> str:
    """Return YYYY/MM/DD/, its unknown parts empty."""
    return "/".join([*date.isoformat().split("-"), "", "", ""][:4]) if date else ""


def write_csl_json(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .json file, an array of CSL items, one item a piece.

    `note` is for readers, `custom` for programs, `archive_location` the archived copy.
    """
    yield "["
    separator = "\n"
    for reference in references:
        item = json.dumps(_csl_item(reference), ensure_ascii=False)
        # These are in strings only; spelt out, a browser that sniffs finds no tag.
        item = re.sub("[<>&]", lambda found: f"\\u{ord(found[0]):04x}", item)
        yield separator + item
        separator = ",\n"
    yield "\n]\n"


def _csl_item(reference: Reference) -> dict[str, Any]:
    outlet = "publisher" if reference.type in _WHOLE else "container-title"
    quoted = _known(
        text=reference.quote_text,
        kind=reference.quote_kind,
        language=reference.quote_language,
        url=reference.quote_url,
        speakers=[_known(**asdict(each)) for each in reference.speakers],
    )
    item = {
        "id": reference.key,
        "type": reference.type,
        "title": reference.title,
        "author": [_csl_name(name) for name in reference.authors],
        outlet: reference.container_title,
        "issued": _csl_date(reference.issued),
        "accessed": _csl_date(reference.accessed),
        "section": reference.section,
        "page": reference.page,
        "language": reference.language,
        "URL": reference.url,
        "archive_location": reference.archive_url,
        "note": _note(reference),
        "custom": {"quote": quoted} if reference.quote_text else {},
    }
    return _known(**item)


def _csl_name(name: Name) -> dict[str, Any]:
    parts = asdict(name)
    return _known(**{"non-dropping-particle": parts.pop("particle")}, **parts)


def _csl_date(date: PartialDate | None) -> dict[str, Any]:
    parts = date.isoformat().split("-") if date else []
    return {"date-parts": [[int(part) for part in parts]]} if parts else {}


def _known(**values: Any) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value}


class Format(NamedTuple):
    """A file format: its name for readers, its media type, and what writes it."""

    name: str
    media_type: str
    write: Callable[[Iterable[Reference]], Iterator[str]]


#: File formats by their extension. Media types as in Crossref's content negotiation;
#: JSON is UTF-8 by definition (RFC 8259), the others have to say so.
FORMATS: Final[Mapping[str, Format]] = {
    "bib": Format("BibTeX", "application/x-bibtex; charset=utf-8", write_bibtex),
    "ris": Format(
        "RIS", "application/x-research-info-systems; charset=utf-8", write_ris
    ),
    "json": Format(
        "CSL-JSON", "application/vnd.citationstyles.csl+json", write_csl_json
    ),
}
