"""What is cited: a work that printed words, and the words that it reports.

Nothing is invented: what is not known is empty, and writers leave it out. No field
spans lines: a run of spaces, line breaks and control characters is one space. Dates
are PartialDates, known to the day, the month or the year; languages are BCP 47 tags.
"""

import datetime
import re
from dataclasses import dataclass, field
from operator import attrgetter
from typing import ClassVar, Final
from urllib.parse import quote

from articles.partial_dates import PartialDate

# Spaces, controls, Unicode's line and paragraph separators, and half surrogates, which
# cannot be encoded. Other white space (no-break, ideographic) belongs to the words.
_WHOLE = re.compile("“[^“”]*”")
_BREAKS = re.compile(r"[ \x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


class _Folded:
    """What folds the breaks in its text fields to one space.

    None of them is changed once it is made. Dataclasses are not told so (`frozen`), for
    a hundred thousand of them would take three times as long to make.
    """

    __slots__ = ()

    #: The fields that are text, but for those by which the words are found again.
    folded: ClassVar[tuple[str, ...]] = ()
    _texts: ClassVar["attrgetter[tuple[str, ...]]"]

    def __init_subclass__(cls) -> None:
        cls._texts = attrgetter(*cls.folded)

    def __post_init__(self) -> None:
        # Folded texts that are joined by a space are a folded text, and others are not:
        # so all are tried at once, for nearly all are as they should be.
        if is_folded(" ".join(filter(None, self._texts(self)))):
            return
        for name in self.folded:
            setattr(self, name, fold(getattr(self, name)))


def is_folded(text: str) -> bool:
    """Return whether a text surely has no breaks to fold; almost every one has none."""
    return text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]


def fold(text: str) -> str:
    """Return a text with each run of breaks as one space, and none at its ends."""
    return text if is_folded(text) else _BREAKS.sub(" ", text).strip(" ")


@dataclass(slots=True, unsafe_hash=True)
class Name(_Folded):
    """An author as CSL names one: a family name with its parts, or a literal.

    Raises ValueError for a name with both or with neither.
    """

    family: str = ""
    given: str = ""
    particle: str = ""  #: "van der", "d’"; CSL's non-dropping particle
    suffix: str = ""  #: "Jr.", "III"
    literal: str = ""  #: an organisation, or a name that has no parts
    folded = ("family", "given", "particle", "suffix", "literal")

    def __post_init__(self) -> None:
        _Folded.__post_init__(self)
        if bool(self.family) == bool(self.literal):
            raise ValueError("A name has either a family name or a literal.")

    @property
    def last(self) -> str:
        """Return the family name with its particle ("van Gogh"), or the literal."""
        return self.literal or with_particle(self.particle, self.family)


@dataclass(slots=True, unsafe_hash=True)
class Speaker(_Folded):
    """Who is quoted, with the role as printed."""

    name: str
    role: str = ""
    standing: str = "unverified"  #: or "verified", "disputed", "misattributed"
    family: str = ""  #: what a citation in a text calls them: "Ball"; "": the name
    is_person: bool = True
    folded = ("name", "role", "family")

    @property
    def short(self) -> str:
        return self.family or self.name


@dataclass(slots=True, kw_only=True)
class Work(_Folded):
    """What was printed: an article, a speech, a book."""

    key: str  #: unique and stable, of small letters and digits: "a12"
    type: str  #: a CSL item type: "article-newspaper", "speech"
    title: str
    authors: tuple[Name, ...] = ()
    container_title: str = ""  #: the publication
    place: str = ""  #: where the publication appears
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    url: str = ""
    archive_url: str = ""
    page: str = ""
    section: str = ""
    language: str = ""
    page_url: str = ""  #: its page on this site
    folded = (
        *("key", "title", "container_title", "place", "url", "archive_url"),
        *("page", "section", "language", "page_url"),
    )

    def __hash__(self) -> int:
        """Return that of the key: writers keep what they made of each work."""
        return hash(self.key)


@dataclass(slots=True, kw_only=True, unsafe_hash=True)
class Quoted(_Folded):
    """The words that a work reports, who said them, and where they stand in it."""

    key: str  #: unique and stable, of small letters and digits: "q123"
    text: str
    kind: str = "direct"  #: or "mixed", "indirect"
    language: str = ""
    speakers: tuple[Speaker, ...] = ()
    said: PartialDate | None = None  #: if not when the work was printed
    translation: str = ""
    translation_language: str = ""
    url: str = ""  #: its page on this site
    anchor: str = "no_text"  #: one of AnchorStatus
    #: Half-open code points in the text that is held, and the words around them.
    spans: tuple[tuple[int, int], ...] = ()
    prefix: str = ""
    suffix: str = ""
    held_at: datetime.datetime | None = None  #: when that text was read
    #: What that text has at each of the spans; (): it was not asked.
    printed: tuple[str, ...] = ()
    #: The words as they are kept: `text` with its line breaks.
    exact: str = field(default="", compare=False)
    folded = ("key", "text", "language", "translation", "translation_language", "url")

    def __post_init__(self) -> None:
        if not self.exact:
            self.exact = self.text
        _Folded.__post_init__(self)


@dataclass(slots=True, unsafe_hash=True)
class Reference:
    """One cited work and, if there is a `quoted`, what is quoted from it."""

    work: Work
    quoted: Quoted | None = None

    @property
    def key(self) -> str:
        """Return what no other reference has: the quote's key, or the work's."""
        return self.quoted.key if self.quoted else self.work.key


#: Works that their publication issued: it does not contain them.
WHOLE: Final = ("book", "report")
#: What is said of an attribution that does not hold.
STANDINGS: Final = {
    "disputed": "attribution disputed",
    "misattributed": "misattributed",
}


def note(reference: Reference) -> str:
    """Return what is quoted, who said it and where it can be checked, or "".

    Before the first colon there is always a word of our own, at its beginning and
    right before the colon. Programs take a note that begins with one word and a colon
    for a field (citeproc: "title: …"), or one in which letters of a known name stand
    before the first colon (ProCite's "Language: …", as Zotero reads RIS).
    """
    quoted = reference.quoted
    if not quoted:
        return ""
    speakers = said_by(quoted)
    mark = ":" if ":" in speakers else ","
    if quoted.kind == "indirect":
        by = f"{mark} by {speakers}" if speakers else ""
        text = f"As reported in the work cited{by}. Paraphrase: "
    else:
        by = f"{mark} {speakers} said" if speakers else ""
        text = f"As quoted in the work cited{by}: "
    text += quotation(quoted)
    if quoted.language not in ("", reference.work.language):
        text += f" (language: {quoted.language})"
    return f"{text} {quoted.url}".rstrip(" ")


def said_by(quoted: Quoted) -> str:
    """Return "Ada Lim (minister) [attribution disputed]; Acme", or ""."""
    speakers = [
        f"{who.name} ({who.role})".removesuffix(" ()")
        + (f" [{STANDINGS[who.standing]}]" if who.standing in STANDINGS else "")
        for who in quoted.speakers
    ]
    return "; ".join(speakers)


def quotation(quoted: Quoted) -> str:
    """Return the words, in quotation marks if all of them were printed in such."""
    text = quoted.text
    if quoted.kind != "direct" or (text[0:1] == "“" and _WHOLE.fullmatch(text)):
        return text
    return f"“{text}”"


def standing_note(quoted: Quoted) -> str:
    """Return what has to be said of attributions that do not hold, or ""."""
    doubts = [
        f"{STANDINGS[who.standing]} ({who.name})"
        for who in quoted.speakers
        if who.standing in STANDINGS
    ]
    return "; ".join(doubts)


def ascii_address(address: str) -> str:
    """Return an address as ASCII (RFC 3987, section 3.1), to stand unescaped."""
    return quote(address, safe="!#$%&'()*+,/:;=?@[]~")


def with_particle(particle: str, family: str) -> str:
    """Set a particle before a family name: "van Gogh", but "d’Ormesson"."""
    joined = not particle or particle.endswith(("'", "’", "-", "‐"))
    return f"{particle}{'' if joined else ' '}{family}"


#: The first and the last of some pages: "A12–A13".
PAGES: Final = re.compile(r"([A-Za-z]*\d+)\s*[-–]\s*([A-Za-z]*\d+)")
