"""Reads the lines above a text: title, byline, date, outlet, if they are plain."""

import re

from articles.partial_dates import PartialDate
from articles.reading.bylines import (
    looks_like_name,
    names_nobody,
    read_byline,
    says_by,
)
from articles.reading.dates import read_date, why_unread
from articles.reading.kinds import RELEASE_LINE, names_event
from articles.reading.outlets import is_outlet, recase_outlet, split_outlet
from articles.reading.printed_dates import (
    find_dates,
    find_relative,
    is_date_line,
    rest_of,
    without_dates,
)
from articles.reading.result import Name, shorten

_LABEL = re.compile(
    r"^\s*(?:[*_]{0,2})(title|headline|subject|titel|titre|título|titolo|заголовок|标题|"
    r"العنوان|author|authors|by|from|autor|auteur|autore|автор|作者|source|publication|"
    r"published in|outlet|newspaper|quelle|fuente|date|published|published on|posted|"
    r"datum|fecha|data|sent|gesendet|enviado|envoyé|objet|betreff|asunto|дата|日期|url|link|address|language|lang)(?:[*_]{0,2})\s*[:：]\s*"
    r"(\S.*)$",
    re.IGNORECASE,
)
_FIELDS = {
    "title": (
        "title headline subject objet betreff asunto titel titre título titolo "
        "заголовок 标题 العنوان"
    ),
    "authors": "author authors by from autor auteur autore автор 作者",
    "publication": "source publication outlet newspaper quelle fuente",
    "published": (
        "date published posted sent gesendet enviado envoyé datum fecha data дата 日期"
    ),
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
    r"^\d+\s*(?:-|\s)?\s*(?:min|minute)s?\.?(?:\s*(?:read|reading time|de lecture|"
    r"lesezeit|de lectura))?$|^(?:reading time|read time|lesezeit|lesedauer|lecture|"
    r"temps de lecture|tiempo de lectura)\b.{0,20}$|^\d{1,2}[:.h]\d{2}\b.{0,12}$",
    re.IGNORECASE,
)
#: Lines of a head that are neither title nor byline.
_FURNITURE = re.compile(
    r"(?:media |press |presse|pressekontakt|kontakt|contacto?)?\s*(?:contacts?|kontakt|"
    r"ansprechpartner\w*|contacto)(?: de prensa)?\s*:?.{0,120}|"
    r"(?:embargo(?:ed)?|sperrfrist|not for release|under embargo)\b.{0,80}|"
    r"(?:page|seite|página)\s+\d+(?:\s+(?:of|von|de|sur)\s+\d+)?|\d{1,4}|"
    r"(?:staff|associated press) writer|(?:www\.)\S+|\S+@\S+\.\S+|"
    r"(?:tel|phone|téléphone|fax|email|e-mail)\b.{0,60}|[\W_]+",
    re.IGNORECASE,
)
_VOLUME = re.compile(
    r"\b(?:vol(?:ume)?\.?\s?\w+|no\.?\s?\d+|nr\.?\s?\d+|n[°º]\s?\d+|issue\s\d+|"
    r"jahrgang|ausgabe|édition|edición)\b.*",
    re.IGNORECASE,
)
_NOBODY_LINE = re.compile(
    r"(?:by\s+|von\s+|par\s+|por\s+)?(?:(?:the|our|la|die|el)\s+)?"
    r"(?:staff(?: reports?| writers?)?|redaktion|rédaction|redacción|"
    r"news ?room|web desk|admin)\.?",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"[Ss]pecial to (\S[^|·,(]{2,60})|"
    r"(?:©|\([Cc]\)|[Cc]opyright)(?:\s*\([Cc]\)|\s*©)?\s*\d{4},?\s*(?:by\s+)?(?P<c>\S.{2,60})$"
)
#: A newspaper's page, and a day of the week, beside its name.
_PAGE_NUMBER = re.compile(r"^(?:page\s)?[A-Z]?\d{1,3}\b\s*|\s*\b[A-Z]?\d{1,3}$")
_WEEKDAY = re.compile(
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:mon|diens|donners|frei|sams|"
    r"sonn)tag\b|\bmittwoch\b|\b(?:lun|mar|mercre|jeu|vendre|same)di\b|\bdimanche\b|"
    r"\b(?:lunes|martes|miércoles|jueves|viernes|sábado|domingo)\b",
    re.IGNORECASE,
)
#: Scripts in which titles of several words may have no spaces.
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff]{4}")
_SENTENCE_END = re.compile(r"[.,;:…。，；、]$")


class Head:
    """The values read from a text's head so far. The first line with a value counts."""

    def __init__(self, day_first: bool | None = None) -> None:
        self.title = self.publication = self.url = self.language = ""
        self.authors: list[Name] = []
        self.published: PartialDate | None = None
        self.whence: dict[str, str] = {}
        self.remarks: dict[str, str] = {}
        #: Lines that are not a title.
        self.used: set[str] = set()
        self._day_first = day_first
        self._labelled = False
        self._released = False

    def read_line(self, line: str, *, first: bool) -> None:
        if (found := _LABEL.match(line)) and self._read_label(found, line):
            return
        if _URL.fullmatch(line):
            if not self.url:
                self.url = line
                self._say("url", line)
            self.used.add(line)
            return
        release = RELEASE_LINE.match(line)
        self._released = self._released or RELEASE_LINE.fullmatch(line) is not None
        if release and is_date_line(line[release.end() :].strip(" :,–—-")):
            self._read_dates(line)
            return
        if RELEASE_LINE.fullmatch(line) or _FURNITURE.fullmatch(line):
            self.used.add(line)
            return
        if _NOBODY_LINE.fullmatch(line):
            self.remarks.setdefault(
                "authors", f"No byline read: “{shorten(line)}” names nobody."
            )
            self.used.add(line)
            return
        parts = [part for part in _PARTS.split(line) if part]
        if len(parts) > 1 and self._read_parts(parts, line, first=first):
            return
        if not first and self._is_byline(line):
            self._read_names(without_dates(line), line)
            self._read_dates(line)
        elif len(line) <= 160:
            self._read_date_line(line)

    def _read_date_line(self, line: str) -> None:
        """Read “13 February 2025” and “The Vauville Post, 13 February 2025”."""
        outlet = _PAGE_NUMBER.sub("", _WEEKDAY.sub("", rest_of(line)))
        outlet = re.sub(r"\s(?:vom|du|del?|of|from)\W*$", "", outlet).strip(" ,|–—-")
        if is_outlet(outlet) and is_date_line(line.replace(outlet, "")):
            self._read_dates(line)
            if not self.publication:
                self.publication = outlet
                self._say("publication", line)
            self.used.add(line)
        elif (
            is_date_line(line)
            or is_date_line(_VOLUME.sub("", line))
            or (_VOLUME.match(line) and find_dates(line))
        ):
            self._read_dates(line)
        elif _VOLUME.match(line) and len(line) <= 60:
            self.used.add(line)

    def read_outlet(self, lines: list[str], places: list[int]) -> None:
        """Take a masthead before the title: “The Hope Courier”, then the title."""
        if self.publication or len(places) < 3:
            return
        first, second = (lines[place].strip() for place in places[:2])
        if not is_outlet(first) or first in self.used:
            return
        others = [
            place for place in places[1:6] if lines[place].strip() not in self.used
        ]
        if second in self.used and any(self._fits(lines, place) for place in others):
            self.publication = recase_outlet(first)
            self._say("publication", first)
            self.used.add(first)

    def read_credit(self, text: str) -> None:
        """Take the outlet of a credit: “Special to The Post”, “© 2016 The Post”."""
        ending = text[-400:].strip().split("\n")[-3:]
        special = [line for line in self.used if "pecial to" in line]
        for line in (*special, *ending):
            found = _CREDIT.search(line) if len(line) <= 200 else None
            name = (found[1] or found["c"]).strip(" .") if found else ""
            if not self.publication and is_outlet(name):
                self.publication = name
                self._say("publication", line.strip())

    def read_title(self, lines: list[str], places: list[int]) -> None:
        """Take the first unused line as title, if it looks like one."""
        if self.title or not places:
            return
        unused = [each for each in places[:8] if lines[each].strip() not in self.used]
        named = [each for each in unused[:4] if names_event(lines[each].strip())]
        # A line of one word above the title is its section.
        place = next(
            (
                each
                for each in (*named, *unused[:3])
                if self._fits(lines, each) or len(lines[each].split()) > 1
            ),
            None,
        )
        if place is None or not self._fits(lines, place):
            return
        line = lines[place].strip()
        self.title, outlet = split_outlet(line, self.publication)
        self._say("title", line)
        if outlet and not self.publication:
            self.publication = outlet
            self._say("publication", line)
        second = next((each for each in unused if each > place), None)
        if looks_like_name(self.title) and second and self._fits(lines, second):
            self.remarks["title"] = "Check the title: it may be a name."

    def guess_byline(self, rows: list[str]) -> None:
        """Take a name above or below a date, or beside it: “Helen Carr, June 2024”."""
        for place, line in enumerate(rows):
            if self.authors or line == self.title or len(line) > 80:
                continue
            # In a press release, “Port Holm, 4 May 2020” is a place.
            if line in self.used and (self._released or not find_dates(line)):
                continue
            near = {*rows[max(0, place - 1) : place], *rows[place + 1 : place + 2]}
            dated = any(each in self.used and find_dates(each) for each in near)
            words = without_dates(line)
            if looks_like_name(words) and (find_dates(line) or dated):
                self._read_names(words, line)
                self.remarks["authors"] = (
                    "Check the byline: only its place tells that it is one."
                )

    def _fits(self, lines: list[str], place: int) -> bool:
        """Return whether a line may be the title, by itself and what follows."""
        line = lines[place].strip()
        if (
            len(line) > 200
            or (len(line.split()) < 2 and not _UNSPACED.search(line))
            or _SENTENCE_END.search(line)
            or (line.startswith(("“", '"', "«", "„")) and line[-1:] not in '”"»“')
            or line.startswith(("—", "- "))
            or len(lines) <= place + 1
        ):
            return False
        following = [each.strip() for each in lines[place + 1 : place + 4]]
        if not following[0] or following[0] in self.used:
            return True
        # A line below the title, before the byline.
        used = next((n for n, each in enumerate(following) if each in self.used), 9)
        return used < 3 and all(0 < len(each) <= 200 for each in following[:used])

    def _say(self, field: str, line: str) -> None:
        self.whence[field] = f"the text's line “{shorten(line, 80)}”"

    def _read_label(self, found: re.Match[str], line: str) -> bool:
        field = _FIELD_OF[found[1].casefold()]
        value = found[2].strip().strip("\"'*").strip()
        if field == "authors":
            if found[1].casefold() == "from" and not self.used and "@" not in value:
                return False  # “From: a small town” may be the beginning of a text
            self._read_names(value, line)
        elif field == "published":
            self._read_dates(value, line)
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
            if find_relative(part)
            or _READING_TIME.match(part)
            or (len(part) <= 90 and is_date_line(part))
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
                self._read_outlet_part(part, line)
        for part in times:
            self._read_dates(part, line)
        self.used.add(line)
        return True

    def _read_outlet_part(self, part: str, line: str) -> None:
        if not part[0].isupper() or len(part.split()) > 6:
            return
        self.publication = part[:200]
        self._say("publication", line)
        if not is_outlet(part):
            self.remarks["publication"] = (
                "Check the outlet: only its place in the line tells that it is one."
            )

    def _is_byline(self, line: str) -> bool:
        """Return whether a line is “By Jane Doe”, and not “By the time she came …”."""
        words = without_dates(line)
        if len(line) > 120 or not says_by(words) or _SENTENCE_END.search(line):
            return False
        names = read_byline(words)
        return bool(names) and all(
            not str(name)[0].islower()
            or str(name)[:2] in ("de", "va", "vo", "al", "dp")
            for name in names
        )

    def _read_names(self, words: str, line: str) -> None:
        if not self.authors and (names := read_byline(words)):
            self.authors = names
            self._say("authors", line)
            self.remarks.pop("authors", None)
        self.used.add(line)

    def _read_dates(self, words: str, line: str = "") -> None:
        """Take the day of publication; say why a date is none, or not the only one."""
        line = line or words
        for each in find_dates(words, self._day_first):
            self.used.add(line)
            if each.changed:
                self._remark_date(
                    f"No date of publication read: “{each.words}” is that of a change."
                )
            elif each.date is None:
                self._remark_date(f"No date read: {each.why}.")
            elif self.published is None or (each.labelled and not self._labelled):
                self._labelled = each.labelled
                self.published = each.date
                self._say("published", line)
                self.remarks.pop("published", None)
            elif each.date != self.published and not each.labelled:
                self.remarks.setdefault(
                    "published", f"Check the date: the text also prints {each.date}."
                )
        if not find_dates(words) and len(words) <= 60 and words.strip().isdigit():
            return
        if not find_dates(words) and self.published is None:
            self._read_other_date(words, line)

    def _read_other_date(self, words: str, line: str) -> None:
        """Read a date in another language, or a year, after a label."""
        if date := read_date(words, self._day_first):
            self.published = date
            self._say("published", line)
            self.used.add(line)
        elif why := why_unread(words):
            self._remark_date(f"No date read: {why}.")
            self.used.add(line)

    def _remark_date(self, sentence: str) -> None:
        if self.published is None:
            self.remarks.setdefault("published", sentence)
