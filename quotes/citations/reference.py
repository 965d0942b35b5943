"""What is cited: a work that printed words, and the words that it reports.

Nothing is invented: what is not known is empty, and writers leave it out. No field
spans lines: a run of spaces, line breaks and control characters is one space. Dates
are PartialDates, known to the day, the month or the year; languages are BCP 47 tags.
"""

import datetime
import re
from dataclasses import dataclass, field
from functools import lru_cache
from operator import attrgetter
from typing import Final
from urllib.parse import quote

from articles.partial_dates import PartialDate

# Spaces, controls, Unicode's line and paragraph separators, and half surrogates, which
# cannot be encoded. Other white space (no-break, ideographic) belongs to the words.
_WHOLE = re.compile("“[^“”]*”")
_BREAKS = re.compile(r"[ \x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def is_folded(text: str) -> bool:
    """Return whether a text surely has no breaks to fold; almost every one has none."""
    return text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]


def fold(text: str) -> str:
    """Return a text with each run of breaks as one space, and none at its ends."""
    # As is_folded(), which it does not call: of each quote some texts come here.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return _BREAKS.sub(" ", text).strip(" ")


#: The same of names and the like, which come again and again.
fold_name: Final = lru_cache(maxsize=4096)(fold)


# None of these is changed once it is made. Dataclasses are not told so (`frozen`), for
# a hundred thousand of them would take three times as long to make.
@dataclass(slots=True, unsafe_hash=True)
class Name:
    """An author as CSL names one: a family name with its parts, or a literal.

    Raises ValueError for a name with both or with neither.
    """

    family: str = ""
    given: str = ""
    particle: str = ""  #: "van der", "d’"; CSL's non-dropping particle
    suffix: str = ""  #: "Jr.", "III"
    literal: str = ""  #: an organisation, or a name that has no parts

    def __post_init__(self) -> None:
        self.family = fold_name(self.family)
        self.given = fold_name(self.given)
        self.particle = fold_name(self.particle)
        self.suffix = fold_name(self.suffix)
        self.literal = fold_name(self.literal)
        if bool(self.family) == bool(self.literal):
            raise ValueError("A name has either a family name or a literal.")

    @property
    def last(self) -> str:
        """Return the family name with its particle ("van Gogh"), or the literal."""
        return self.literal or with_particle(self.particle, self.family)


@dataclass(slots=True, unsafe_hash=True)
class Speaker:
    """Who is quoted, with the role as printed."""

    name: str
    role: str = ""
    standing: str = "unverified"  #: or "verified", "disputed", "misattributed"
    family: str = ""  #: what a citation in a text calls them: "Ball"; "": the name
    is_person: bool = True

    def __post_init__(self) -> None:
        self.name = fold_name(self.name)
        self.family = fold_name(self.family)
        if self.role:
            self.role = fold(self.role)

    @property
    def short(self) -> str:
        return self.family or self.name


_WORK_TEXTS: Final = (
    *("title", "container_title", "place", "url", "archive_url"),
    *("page", "section", "language", "page_url"),
)
_texts_of: Final = attrgetter(*_WORK_TEXTS)


@dataclass(slots=True, kw_only=True)
class Work:
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

    def __post_init__(self) -> None:
        # Folded texts that are joined by a space are a folded text, and others are not:
        # so all are tried at once, for nearly all are as they should be.
        texts = _texts_of(self)
        if not is_folded(" ".join(filter(None, texts))):
            for name, text in zip(_WORK_TEXTS, texts, strict=True):
                setattr(self, name, fold(text))

    def __hash__(self) -> int:
        """Return that of the key: writers keep what they made of each work."""
        return hash(self.key)


@dataclass(slots=True, unsafe_hash=True)
class Quoted:
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

    def __post_init__(self) -> None:
        text = self.text
        if not self.exact:
            self.exact = text
        self.text = fold(text)
        self.language = fold_name(self.language)
        self.url = fold(self.url)
        if self.translation or self.translation_language:
            self.translation = fold(self.translation)
            self.translation_language = fold_name(self.translation_language)


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
STANDALONE_TYPES: Final = ("book", "report")
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
        text = f"As reported in the work cited{by}. Paraphrase: {quoted.text}"
    else:
        by = f"{mark} {speakers} said" if speakers else ""
        text = f"As quoted in the work cited{by}: {quotation(quoted)}"
    if quoted.language not in ("", reference.work.language):
        text += f" (language: {quoted.language})"
    return f"{text} {quoted.url}" if quoted.url else text


def said_by(quoted: Quoted) -> str:
    """Return "Ada Lim (minister) [attribution disputed]; Acme", or ""."""
    return "; ".join([_said_by(who) for who in quoted.speakers])


def _said_by(who: Speaker) -> str:
    said = f"{who.name} ({who.role})" if who.role else who.name
    return f"{said} [{STANDINGS[who.standing]}]" if who.standing in STANDINGS else said


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


_SAFE: Final = "!#$%&'()*+,/:;=?@[]~"
_ASCII_ADDRESS: Final = re.compile(rf"[\w.{re.escape(_SAFE)}-]*", re.ASCII)


def ascii_address(address: str) -> str:
    """Return an address as ASCII (RFC 3987, section 3.1), to stand unescaped."""
    if _ASCII_ADDRESS.fullmatch(address):
        return address  # as almost every one, and asked sooner
    return quote(address, safe=_SAFE)


def with_particle(particle: str, family: str) -> str:
    """Set a particle before a family name: "van Gogh", but "d’Ormesson"."""
    joined = not particle or particle.endswith(("'", "’", "-", "‐"))
    return f"{particle}{'' if joined else ' '}{family}"


#: The first and the last of some pages: "A12–A13".
PAGES: Final = re.compile(r"([A-Za-z]*\d+)\s*[-–]\s*([A-Za-z]*\d+)")
