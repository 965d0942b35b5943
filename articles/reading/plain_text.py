"""Reads title, byline and date from the first lines of a text, if they are plain."""

import re

from articles.partial_dates import PartialDate
from articles.reading.bylines import names_nobody, read_byline, says_by
from articles.reading.dates import is_only_date, is_relative, read_date
from articles.reading.languages import guess_language
from articles.reading.result import Name, Proposal

#: Lines with words that are the head of a text, and the longest, in code points.
_HEAD_LINES = 12
_MAX_LINE_LENGTH = 300
_LABEL = re.compile(
    r"^\s*(?:[*_]{0,2})(title|headline|subject|titel|titre|título|titolo|заголовок|标题|"
    r"العنوان|author|authors|by|from|autor|auteur|autore|автор|作者|source|publication|"
    r"published in|outlet|newspaper|quelle|fuente|date|published|published on|posted|"
    r"datum|fecha|data|дата|日期|url|link|address|language|lang)(?:[*_]{0,2})\s*[:：]\s*"
    r"(\S.*)$",
    re.IGNORECASE,
)
_FIELDS = {
    "title": "title headline subject titel titre título titolo заголовок 标题 العنوان",
    "authors": "author authors by from autor auteur autore автор 作者",
    "publication": "source publication outlet newspaper quelle fuente",
    "published": "date published posted datum fecha data дата 日期",
    "url": "url link address",
    "language": "language lang",
}
_FIELD_OF = {
    word: name for name, words in _FIELDS.items() for word in words.split()
} | {
    "published in": "publication",
    "published on": "published",
}
_URL = re.compile(r"https?://\S+$")
_PARTS = re.compile(r"\s*[·•|∙⋅｜]\s*|\s+[–—-]\s+")
_READING_TIME = re.compile(
    r"^\d+\s*(?:-|\s)?\s*(?:min|minute)s?\.?(?:\s*(?:read|reading time))?$|"
    r"^(?:reading time|read time)\b.{0,20}$",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"^(?:first\s+)?(?:published|posted|veröffentlicht|publié|publicado|pubblicato)"
    r"(?:\s+(?:on|am|le|el|il))?\s*:?\s+",
    re.IGNORECASE,
)
#: Scripts in which titles of several words may have no spaces.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]{4}")
_SENTENCE_END = re.compile(r"[.,;:…。，；、]$")


def read_text(text: str) -> Proposal:
    """Return what the first lines of a text plainly say about it, and its language.

    `text` is returned unchanged. Dates relative to now, such as “about 1 month ago”,
    are not read, but noted.
    """
    lines = text[:8000].split("\n")
    head = _Head()
    shown = [(place, line) for place, line in enumerate(lines) if line.strip()]
    rows = shown[:_HEAD_LINES]
    for place, line in rows:
        if len(line) <= _MAX_LINE_LENGTH:
            head.read_line(line.strip(), first=place == shown[0][0])
    head.read_title(lines, [place for place, _ in rows])
    whence = dict(head.whence)
    language = head.language or guess_language(text)
    if language and "language" not in whence:
        whence["language"] = "the words of the text: a guess"
    return Proposal(
        title=head.title,
        authors=head.authors,
        publication=head.publication,
        published=head.published.isoformat() if head.published else "",
        language=language,
        url=head.url,
        text=text,
        whence=whence,
        notes=head.notes,
    )


class _Head:
    """The values read from a text's head so far. The first line with a value counts."""

    def __init__(self) -> None:
        self.title = self.publication = self.url = self.language = ""
        self.authors: list[Name] = []
        self.published: PartialDate | None = None
        self.whence: dict[str, str] = {}
        self.notes: list[str] = []
        #: Lines that are not a title.
        self.used: set[str] = set()

    def read_line(self, line: str, *, first: bool) -> None:
        if (found := _LABEL.match(line)) and self._read_label(found, line):
            return
        if _URL.fullmatch(line):
            if not self.url:
                self.url = line
                self._say("url", line)
            self.used.add(line)
            return
        parts = [part for part in _PARTS.split(line) if part]
        if len(parts) > 1 and self._read_parts(parts, line, first=first):
            return
        if not first and self._is_byline(line):
            self._read_names(line, line)
        elif len(line) <= 80:
            self._read_date_line(line)

    def _read_date_line(self, line: str) -> None:
        """Read “13 February 2025” and “The Vauville Post, 13 February 2025”."""
        words = _PUBLISHED.sub("", line)
        if is_relative(words) or is_only_date(words):
            if len(words.split()) <= 8:
                self._read_date(words, line)
            return
        outlet, _, date = words.partition(", ")
        if names_nobody(outlet) and len(outlet.split()) <= 6 and is_only_date(date):
            self._read_date(date, line)
            if not self.publication:
                self.publication = outlet
                self._say("publication", line)

    def read_title(self, lines: list[str], places: list[int]) -> None:
        """Take the first unused line as title, if it looks like one."""
        if self.title or not places:
            return
        place = next(
            (
                each
                for each in places[:3]
                if lines[each].strip() not in self.used and not _is_rule(lines[each])
            ),
            None,
        )
        if place is None:
            return
        line = lines[place].strip()
        following = lines[place + 1].strip() if place + 1 < len(lines) else ""
        if (
            len(line) <= 200
            and (len(line.split()) >= 2 or _UNSPACED.search(line))
            and not _SENTENCE_END.search(line)
            and not line.startswith(("“", '"', "«", "„", "—", "- "))
            and (not following or following in self.used)
            and len(lines) > place + 1
        ):
            self.title = line
            self._say("title", line)

    def _say(self, field: str, line: str) -> None:
        cut = line if len(line) <= 80 else f"{line[:79]}…"
        self.whence[field] = f"the text's line “{cut}”"

    def _read_label(self, found: re.Match[str], line: str) -> bool:
        field = _FIELD_OF[found[1].casefold()]
        value = found[2].strip().strip("\"'*").strip()
        if field == "authors":
            if found[1].casefold() == "from" and not self.used:
                return False  # “From: a small town” may be the beginning of a text
            self._read_names(value, line)
        elif field == "published":
            self._read_date(value, line)
        elif field == "url" or _URL.fullmatch(value):
            if not _URL.fullmatch(value):
                return False
            self.url = self.url or value
            self._say("url", line)
        elif not getattr(self, field):
            setattr(self, field, value[:500])
            self._say(field, line)
        self.used.add(line)
        return True

    def _read_parts(self, parts: list[str], line: str, *, first: bool) -> bool:
        """Read “Sean Dickens · about 1 month ago · 4 minutes read”.

        Without a time, a line with such marks may be anything.
        """
        times = [
            part
            for part in parts
            if is_relative(part)
            or _READING_TIME.match(part)
            or (len(part) <= 60 and is_only_date(_PUBLISHED.sub("", part)))
        ]
        rest = [part for part in parts if part not in times]
        if not times and not (says_by(parts[0]) and not first):
            return False
        if any(len(part.split()) > 8 for part in rest):
            return False
        for part in rest:
            if not self.authors and not names_nobody(part):
                self._read_names(part, line)
            elif not self.publication and not says_by(part):
                self.publication = part[:200]
                self._say("publication", line)
        for part in times:
            self._read_date(_PUBLISHED.sub("", part), line)
        self.used.add(line)
        return True

    def _is_byline(self, line: str) -> bool:
        """Return whether a line is “By Jane Doe”, and not “By the time she came …”."""
        if len(line) > 120 or not says_by(line) or _SENTENCE_END.search(line):
            return False
        names = read_byline(line)
        return bool(names) and all(
            not str(name)[0].islower() or str(name)[:2] in ("de", "va", "vo", "al")
            for name in names
        )

    def _read_names(self, words: str, line: str) -> None:
        if not self.authors and (names := read_byline(words)):
            self.authors = names
            self._say("authors", line)
        self.used.add(line)

    def _read_date(self, words: str, line: str) -> None:
        if is_relative(words):
            self.notes.append(
                f"“{words}” says no date: give it if you know it, else leave it empty."
            )
            self.used.add(line)
            return
        fits = self.published is None and len(words) <= 60 and not line.isdigit()
        if fits and (date := read_date(words)):
            self.published = date
            self._say("published", line)
            self.used.add(line)


def _is_rule(line: str) -> bool:
    return not any(sign.isalnum() for sign in line)
