"""What is cited: a work, and the words that it reports.

Nothing is invented: unknown values are empty, and writers leave them out. No field
spans lines: a run of spaces, line breaks and control characters becomes one space.
Dates are PartialDates, known to the day, month or year; languages are BCP 47 tags.
"""

import datetime
import re
from dataclasses import dataclass, field, fields
from functools import lru_cache
from operator import attrgetter
from typing import Final

from articles.names.name import with_particle
from articles.partial_dates import PartialDate
from articles.text import NONCHARACTERS, lower_first
from quotes.citations.attribution import REPORTED, elsewhere_line, speaker_line
from quotes.citations.caveats import Caveat, not_found
from quotes.citations.changed import Changed
from quotes.citations.quotation_marks import without_marks
from quotes.citations.status_labels import DOUBTS
from quotes.citations.text_fragment import address_at

# Spaces, control characters, Unicode's line and paragraph separators, and lone
# surrogates, which cannot be encoded. Other white space (no-break, ideographic) is part
# of the words.
_BREAKS = re.compile(r"[ \x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]+")


def is_folded(text: str) -> bool:
    """Return True if a text has no breaks to fold, as nearly all texts."""
    return text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]


def collapse_whitespace(text: str) -> str:
    """Return a text with each run of breaks as one space, and none at its ends.

    Non-characters become U+FFFD, as in `without_noncharacters`.
    """
    # Inlined is_folded(), because this runs for several texts of each quote.
    if text.isprintable() and "  " not in text and text[:1] != " " != text[-1:]:
        return text
    return without_noncharacters(_BREAKS.sub(" ", text).strip(" "))


def without_noncharacters(text: str) -> str:
    """Return a text with U+FFFD in place of Unicode's non-characters.

    They cannot be entered any more; this is for texts that were stored earlier.
    """
    # They are not printable, and nearly all texts are.
    return text if text.isprintable() else NONCHARACTERS.sub("\ufffd", text)


#: The same, cached, for names and other texts that are repeated often.
fold_name: Final = lru_cache(maxsize=4096)(collapse_whitespace)


# Instances never change. They are not `frozen`, because making a hundred thousand of
# them would take three times as long.
@dataclass(slots=True, unsafe_hash=True)
class CSLName:
    """An author as in CSL: a family name with its parts, or a literal.

    Raises ValueError for a name with both or with neither.
    """

    family: str = ""
    given: str = ""
    particle: str = ""  #: "van der", "d’"; CSL's non-dropping particle
    suffix: str = ""  #: "Jr.", "III"
    literal: str = ""  #: an organisation, or a name without parts

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
class CitedSpeaker:
    """A speaker, with the role as printed."""

    name: str
    role: str = ""
    standing: str = "unverified"  #: or "verified", "disputed", "misattributed"
    family: str = ""  #: the name in citations in a text: "Ball"; "": `name`
    is_person: bool = True

    def __post_init__(self) -> None:
        self.name = fold_name(self.name)
        self.family = fold_name(self.family)
        if self.role:
            self.role = collapse_whitespace(self.role)

    @property
    def short(self) -> str:
        return self.family or self.name


def article_column(name: str, described: str = "") -> dict[str, str]:
    """Return the metadata of a field of Work that copies this column of articles.

    `described` is what a table says of it. With it, CSV and JSON Lines have the field
    under its own name, after all others.
    """
    return {"article_column": name, "described": described}


@dataclass(slots=True, kw_only=True)
class Work:
    """A printed work: an article, a speech, a book."""

    key: str  #: unique and stable, lower-case letters and digits: "a12"
    #: A CSL item type: "article-newspaper", "speech".
    type: str = field(metadata=article_column("kind"))
    title: str = field(metadata=article_column("title"))
    authors: tuple[CSLName, ...] = ()
    container_title: str = ""  #: the publication
    place: str = ""  #: where the publication appears
    issued: PartialDate | None = None
    accessed: PartialDate | None = None
    url: str = field(default="", metadata=article_column("url"))
    archive_url: str = field(default="", metadata=article_column("archive_url"))
    page: str = field(default="", metadata=article_column("page"))
    section: str = field(default="", metadata=article_column("section"))
    language: str = field(default="", metadata=article_column("language"))
    doi: str = field(default="", metadata=article_column("doi", "of the article"))
    isbn: str = field(default="", metadata=article_column("isbn", "of the book"))
    issn: str = field(default="", metadata=article_column("issn", "of the publication"))
    page_url: str = ""  #: its page on this site

    def __post_init__(self) -> None:
        # Folded texts joined by a space make a folded text, so all are checked at once:
        # nearly all need no folding.
        texts = _texts_of(self)
        if not is_folded(" ".join(filter(None, texts))):
            for name, text in zip(_WORK_TEXTS, texts, strict=True):
                setattr(self, name, collapse_whitespace(text))

    @property
    def numbers(self) -> tuple[tuple[str, str], ...]:
        """Return the known identifiers as (“doi”, “isbn” or “issn”, value)."""
        names = ("doi", self.doi), ("isbn", self.isbn), ("issn", self.issn)
        return tuple([each for each in names if each[1]])

    @property
    def standard_number(self) -> str:
        """Return the ISBN or ISSN, for formats with one field for both."""
        if self.type in PERIODICAL_TYPES:
            return self.issn or self.isbn
        return self.isbn or self.issn

    def __hash__(self) -> int:
        """Hash the key alone, because writers cache their output by work."""
        return hash(self.key)


_WORK_TEXTS: Final = tuple(each.name for each in fields(Work) if each.type is str)
_texts_of: Final = attrgetter(*_WORK_TEXTS)
#: {field of Work: column of articles} for the values that are copied unchanged.
ARTICLE_COLUMNS: Final[dict[str, str]] = {
    each.name: each.metadata["article_column"]
    for each in fields(Work)
    if "article_column" in each.metadata
}
#: {field of Work: its description} for those that CSV and JSON Lines have at the end.
DESCRIBED: Final[dict[str, str]] = {
    each.name: each.metadata["described"]
    for each in fields(Work)
    if each.metadata.get("described")
}
#: Return the values of these fields of a Work.
described_values: Final = attrgetter(*DESCRIBED)


@dataclass(slots=True, unsafe_hash=True)
class Quoted:
    """The words that a work reports, their speakers, and their place in it."""

    key: str  #: unique and stable, lower-case letters and digits: "q123"
    text: str
    kind: str = "direct"  #: or "mixed", "indirect"
    language: str = ""
    speakers: tuple[CitedSpeaker, ...] = ()
    said: PartialDate | None = None  #: if not on the day of printing
    translation: str = ""
    translation_language: str = ""
    url: str = ""  #: its page on this site
    anchor: str = "no_text"  #: one of AnchorStatus
    #: What limits the anchor, such as when the words were printed.
    caveat: Caveat | None = None
    #: Half-open code points in the snapshot, and the words around them.
    spans: tuple[tuple[int, int], ...] = ()
    prefix: str = ""
    suffix: str = ""
    snapshot_at: datetime.datetime | None = None  #: when that snapshot was retrieved
    #: The words of the snapshot at each span; () if they were not read.
    printed: tuple[str, ...] = ()
    saying: str = ""  #: the page of its saying on this site
    #: Names of its speakers whom evidence refutes in another print of the saying.
    refuted_elsewhere: tuple[str, ...] = ()
    page: str = ""  #: page of the words in the work, if its document has page numbers
    #: The words as stored: `text` with its line breaks.
    exact: str = field(default="", compare=False)

    @property
    def printed_parts(self) -> tuple[str, ...]:
        """Return the words as the newest text has them, part by part.

        () if they are not certainly in it, or were not read.
        """
        if not self.spans or self.anchor not in ("exact", "edited"):
            return ()
        if isinstance(self.caveat, Changed):
            return ()
        if self.printed:
            return self.printed
        # An exact quote may differ from its source in white space alone.
        is_whole = self.anchor == "exact" and len(self.spans) == 1
        return (self.exact,) if is_whole else ()

    @property
    def reported(self) -> tuple[CitedSpeaker, ...]:
        """Return the speakers whose attribution is neither disputed nor refuted."""
        if not self.doubtful:
            return self.speakers
        return tuple([who for who in self.speakers if who.standing in REPORTED])

    @property
    def doubtful(self) -> tuple[CitedSpeaker, ...]:
        """Return the speakers whose attribution is disputed or refuted."""
        # Nearly always there are none, which a loop finds faster than a comprehension.
        for who in self.speakers:
            if who.standing not in REPORTED:
                return tuple([w for w in self.speakers if w.standing not in REPORTED])
        return ()

    @property
    def not_found(self) -> str:
        """Return "Not found in the source named" or the like, or ""."""
        if self.anchor == "exact":
            return ""  # a shortcut for most quotes
        return not_found(self.anchor, self.caveat)

    @property
    def caution(self) -> str:
        """Return the warning before the words, such as "Not Voltaire", or ""."""
        if not self.doubtful:
            return self.not_found
        parts = [self.speaker_line.removesuffix("."), self.not_found]
        return ". ".join(filter(None, parts))

    @property
    def warning(self) -> str:
        """Return the caution, and who is refuted in another print of the words."""
        if not self.refuted_elsewhere:
            return self.caution
        parts = [self.caution, elsewhere_line(self.refuted_elsewhere)]
        return ". ".join(filter(None, parts))

    @property
    def speaker_line(self) -> str:
        """Return the line that names the speakers, and first those in doubt."""
        return speaker_line([(who.name, who.standing) for who in self.speakers])

    def __post_init__(self) -> None:
        text = self.text
        if not self.exact:
            self.exact = without_noncharacters(text)
        if not f"{self.prefix}{self.suffix}{''.join(self.printed)}".isprintable():
            self.prefix = without_noncharacters(self.prefix)
            self.suffix = without_noncharacters(self.suffix)
            self.printed = tuple([without_noncharacters(each) for each in self.printed])
        self.text = collapse_whitespace(text)
        self.language = fold_name(self.language)
        self.url = collapse_whitespace(self.url)
        if self.translation or self.translation_language:
            self.translation = collapse_whitespace(self.translation)
            self.translation_language = fold_name(self.translation_language)


@dataclass(slots=True, unsafe_hash=True)
class Reference:
    """A cited work and, unless `quoted` is None, the words quoted from it."""

    work: Work
    quoted: Quoted | None = None

    @property
    def key(self) -> str:
        """Return a unique key: that of the quote, or else of the work."""
        return self.quoted.key if self.quoted else self.work.key

    @property
    def source_at_words(self) -> str:
        """Return the address of the words in the page of the work, or ""."""
        quoted = self.quoted
        if not quoted or not (printed := quoted.printed_parts):
            return ""
        return address_at(self.work.url, printed, quoted.prefix, quoted.suffix)


#: Works that their publication issued, rather than contains.
STANDALONE_TYPES: Final = ("book", "report")
#: Works in a periodical, which has an ISSN.
PERIODICAL_TYPES: Final = ("article-journal", "article-magazine", "article-newspaper")


def note(reference: Reference) -> str:
    """Return the words, their speakers and the URL where they can be checked, or "".

    A label of ours always comes first, right before the first colon. Some programs read
    a field from a note that begins with one word and a colon (citeproc: "title: …"), or
    with the letters of a known name before the first colon (ProCite's "Language: …", as
    Zotero reads RIS). Doubts come first.
    """
    quoted = reference.quoted
    if not quoted:
        return ""
    if quoted.doubtful:
        caution, speakers = _caution_with_roles(quoted), ""
    else:
        caution, speakers = "", said_by(quoted)
    mark = ":" if ":" in speakers else ","
    is_quoted = quoted.kind != "indirect"
    given = f"As {'quoted' if is_quoted else 'reported'} in the work cited"
    if missing := quoted.not_found:
        caution, given = f"{caution}{missing}. ", "As entered"
    if is_quoted:
        by = f"{mark} {speakers} said" if speakers else ""
        text = f"{caution}{given}{by}: {quotation(quoted)}"
    else:
        by = f"{mark} by {speakers}" if speakers else ""
        text = f"{caution}{given}{by}. Paraphrase: {quoted.text}"
    if quoted.language not in ("", reference.work.language):
        text += f" (language: {quoted.language})"
    if quoted.said:
        text += f" (said: {quoted.said})"
    if quoted.translation:
        tag = quoted.translation_language
        text += f" Translation{f' ({tag})' if tag else ''}: {quoted.translation}"
    if quoted.caveat:
        text += f" ({lower_first(str(quoted.caveat))})"
    return f"{text} {quoted.url}" if quoted.url else text


def _caution_with_roles(quoted: Quoted) -> str:
    """Return "Not Voltaire (writer). ", for a note."""
    line = speaker_line([(_with_role(who), who.standing) for who in quoted.speakers])
    if ":" in line:
        line = f"As the evidence shows: {lower_first(line)}"
    return f"{line.removesuffix('.')}. "


def said_by(quoted: Quoted) -> str:
    """Return "Ada Lim (minister); Acme", or "". Doubtful speakers are left out."""
    return "; ".join([_with_role(who) for who in quoted.reported])


def _with_role(who: CitedSpeaker) -> str:
    return f"{who.name} ({who.role})" if who.role else who.name


def quotation(quoted: Quoted) -> str:
    """Return the words, in quotation marks if all were printed in such marks."""
    text = quoted.text
    if quoted.kind != "direct" or without_marks(text) != text:
        return text
    return f"“{text}”"


def standing_note(quoted: Quoted) -> str:
    """Return the note about doubtful attributions and printed words, or ""."""
    doubts = [f"{DOUBTS[who.standing]} ({who.name})" for who in quoted.doubtful]
    if finding := str(quoted.caveat or quoted.not_found):
        doubts.append(lower_first(finding))
    return "; ".join(doubts)


def isodate(date: PartialDate | None) -> str:
    """Return a date as 2025-02-03, 2025-02 or 2025, or "" if it is unknown."""
    return date.isoformat() if date else ""


#: The first and last of a range of pages: "A12–A13".
PAGES: Final = re.compile(r"([A-Za-z]*\d+)\s*[-–]\s*([A-Za-z]*\d+)")
