"""Reads the lines above a text: title, byline, date, outlet, if they are plain."""

import re

from articles.names import Name
from articles.partial_dates import PartialDate
from articles.reading.byline_names import recase
from articles.reading.byline_remarks import doubt_byline
from articles.reading.bylines import (
    begin_as_names,
    has_role,
    looks_like_name,
    names_nobody,
    read_byline,
    says_by,
)
from articles.reading.dates import read_date, why_unread
from articles.reading.head_lines import (
    CREDIT,
    FIELD_OF,
    FURNITURE,
    LABEL,
    NOBODY_LINE,
    PAGE_NUMBER,
    PARTS,
    PRINTED_ABOVE,
    READING_TIME,
    SECTION,
    SENTENCE_END,
    UNSPACED_TITLE,
    URL,
    VOLUME,
    WEEKDAY,
)
from articles.reading.kinds import is_release_line, names_event
from articles.reading.outlets import is_outlet, recase_outlet, split_outlet
from articles.reading.printed_dates import (
    find_dates,
    find_relative,
    is_date_line,
    rest_of,
    without_dates,
)
from articles.reading.result import snippet


class Head:
    """The values read from a text's head so far. The first line with a value counts."""

    def __init__(self, day_first: bool | None = None) -> None:
        self.title = self.publication = self.url = self.language = ""
        self.authors: list[Name] = []
        self.published: PartialDate | None = None
        self.read_from: dict[str, str] = {}
        self.remarks: dict[str, str] = {}
        #: Lines that are not a title.
        self.used: set[str] = set()
        self._day_first = day_first
        self._labelled = False
        self._released = False

    def read_line(self, line: str, *, first: bool) -> None:
        if (found := LABEL.match(line)) and self._read_label(found, line):
            return
        if found := URL.fullmatch(line):
            if not self.url:
                self.url = found[1]
                self._say("url", line)
            self.used.add(line)
            return
        if is_release_line(line):
            self._released = True
            self._read_dates(line)
            self.used.add(line)
            return
        if first and (found := PRINTED_ABOVE.match(line)):
            _, outlet = split_outlet(found[1])
            self._read_outlet_part(outlet, line)
            self.used.add(line)
            return
        if FURNITURE.fullmatch(line) or (SECTION.fullmatch(line) and len(line) < 40):
            self.used.add(line)
            return
        if NOBODY_LINE.fullmatch(line):
            self.remarks.setdefault(
                "authors", f"No byline read: “{snippet(line)}” names nobody."
            )
            self.used.add(line)
            return
        parts = [part for part in PARTS.split(line) if part]
        if len(parts) > 1 and self._read_parts(parts, line, first=first):
            return
        if not first and self._is_byline(line):
            self._read_names(without_dates(line), line)
            self._read_dates(line)
        elif len(line) <= 160:
            self._read_date_line(line)

    def _read_date_line(self, line: str) -> None:
        """Read “13 February 2025” and “The Vauville Post, 13 February 2025”."""
        outlet = rest_of(line)
        for pattern in (WEEKDAY, PAGE_NUMBER, VOLUME):
            outlet = pattern.sub("", outlet)
        outlet = re.sub(r"\s(?:vom|du|del?|of|from)\W*$", "", outlet).strip(" ,|–—-")
        if is_outlet(outlet) and is_date_line(line.replace(outlet, "")):
            self._read_dates(line)
            if not self.publication:
                self._read_outlet_part(outlet, line)
            self.used.add(line)
        elif (
            is_date_line(line)
            or is_date_line(VOLUME.sub("", line))
            or (VOLUME.match(line) and find_dates(line))
        ):
            self._read_dates(line)
        elif why := why_unread(line) if len(line.split()) < 4 else "":
            self._remark_date(f"No date read: {why}.")
            self.used.add(line)
        elif VOLUME.match(line) and len(line) <= 60:
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
        others = [place for place in others if self._fits(lines, place)]
        if VOLUME.search(first):
            first = VOLUME.sub("", first).strip(" ,|")
        if second in self.used and others:
            self.used.add(lines[places[0]].strip())
            self._read_outlet_part(first, first)
        elif first.isupper() and others and places[1] == places[0] + 1:
            # A masthead of several lines: the title comes after the first gap.
            gap = next(
                (n for n in range(places[0], others[-1]) if not lines[n].strip()), 0
            )
            if gap:
                self.used |= {lines[n].strip() for n in range(places[0], gap)}
                self._read_outlet_part(first, first)

    def read_credit(self, text: str) -> None:
        """Take the outlet of a credit: “Special to The Post”, “© 2016 The Post”."""
        ending = text[-400:].strip().split("\n")[-3:]
        special = [line for line in self.used if "pecial to" in line]
        for line in (*special, *ending):
            found = CREDIT.search(line) if len(line) <= 200 else None
            name = (found[1] or found["c"]).strip(" .") if found else ""
            if not self.publication and is_outlet(name):
                self.publication = name
                self._say("publication", line.strip())

    def read_title(self, lines: list[str], places: list[int]) -> None:
        """Take the first unused line as title, if it looks like one."""
        if self.title or not places:
            return
        if self._released:  # the letterhead above “For immediate release”
            heads = [lines[place].strip() for place in places]
            release = next(n for n, each in enumerate(heads) if is_release_line(each))
            if any(each not in self.used for each in heads[release:]):
                self.used |= set(heads[:release])
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
        if place is None:
            return
        line = lines[place].strip()
        if not self._fits(lines, place):
            line = self._join_title(lines, place)
            if not line:
                return
            self.remarks["title"] = "Check the title: it is printed on two lines."
        self.title, outlet = split_outlet(line, self.publication)
        self._say("title", line)
        if outlet and not self.publication:
            self.publication = outlet
            self._say("publication", line)
        below = lines[place + 1].strip()
        gap = place + 2 < len(lines) and not lines[place + 2].strip()
        if below and below not in self.used and gap:
            self.remarks["title"] = "Check the title: the next line may belong to it."
        second = next((each for each in unused if each > place), None)
        if looks_like_name(self.title) and second and self._fits(lines, second):
            self.remarks["title"] = "Check the title: it may be a name."

    def _join_title(self, lines: list[str], place: int) -> str:
        """Return a title that is broken into two lines above a byline or a date."""
        one, two, gap, *after = (
            *(each.strip() for each in lines[place : place + 4]),
            "",
            "",
        )
        below = after[0] if after else ""
        if (
            not gap
            and below in self.used
            and one
            and two
            and two not in self.used
            and max(len(one), len(two)) <= 80
            and not SENTENCE_END.search(one)
            and not SENTENCE_END.search(two)
        ):
            return f"{one} {two}"
        return ""

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
            below = place and rows[place - 1].startswith(self.title[:60] or "\0")
            name, _, outlet = words.partition(", ")
            if outlet and is_outlet(outlet):
                words = name
            if words == self.publication or not (
                looks_like_name(recase(words)) or has_role(line)
            ):
                continue
            if find_dates(line) or dated or below:
                self._read_names(words, line)
                if not has_role(without_dates(line)):
                    self._read_outlet_part(outlet, line)
                self.remarks["authors"] = (
                    "Check the byline: only its place tells that it is one."
                )

    def _fits(self, lines: list[str], place: int) -> bool:
        """Return whether a line may be the title, by itself and what follows."""
        line = lines[place].strip()
        if (
            len(line) > 200
            or (len(line.split()) < 2 and not UNSPACED_TITLE.search(line))
            or SENTENCE_END.search(line)
            or (line.startswith(("“", '"', "«", "„")) and line[-1:] not in '”"»“')
            or line.startswith(("—", "- "))
            or re.search(r"\S {3,}\S", line)
            or len(lines) <= place + 1
        ):
            return False
        following = [each.strip() for each in lines[place + 1 : place + 4]]
        if not following[0] or following[0] in self.used:
            return True
        if len(following) == 3 and not following[1] and following[2] in self.used:
            return following[0][0].isupper()  # a line below the title, and a gap
        # A line below the title, before the byline.
        used = next((n for n, each in enumerate(following) if each in self.used), 9)
        return used < 3 and all(0 < len(each) <= 200 for each in following[:used])

    def _say(self, field: str, line: str) -> None:
        self.read_from[field] = f"the text's line “{snippet(line, 80)}”"

    def _read_label(self, found: re.Match[str], line: str) -> bool:
        field = FIELD_OF[found[1].casefold()]
        value = found[2].strip().strip("\"'*").strip()
        if field == "authors":
            if found[1].casefold() == "from" and not self.used and "@" not in value:
                return False  # “From: a small town” may be the beginning of a text
            self._read_names(value, line)
        elif field == "published":
            self._read_dates(value, line)
        elif field == "url" or URL.fullmatch(value):
            if not URL.fullmatch(value):
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
            or READING_TIME.match(part)
            or (len(part) <= 90 and is_date_line(part))
        ]
        rest = [part for part in parts if part not in times]
        if not times and not (says_by(parts[0]) and not first):
            return False
        if any(len(part.split()) > 8 or part.endswith((".", "!")) for part in rest):
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
        if self.publication or not part[:1].isupper() or len(part.split()) > 6:
            return
        self.publication = recase_outlet(part[:200])
        self._say("publication", line)
        if not is_outlet(self.publication):
            self.remarks["publication"] = (
                "Check the outlet: only its place in the line tells that it is one."
            )

    def _is_byline(self, line: str) -> bool:
        """Return whether a line is “By Jane Doe”, and not “By the time she came …”."""
        words = without_dates(line)
        if len(line) > 120 or not says_by(words) or SENTENCE_END.search(line):
            return False
        return begin_as_names(read_byline(words))

    def _read_names(self, words: str, line: str) -> None:
        if not self.authors and (names := read_byline(words)):
            self.authors, remark = doubt_byline(names, [words])
            self._say("authors", line)
            self.remarks.pop("authors", None)
            if remark:
                self.remarks["authors"] = remark
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
