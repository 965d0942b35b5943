"""Reads what only some texts have: datelines, signatures of letters, names of cases."""

import re
from collections.abc import Sequence

from articles.partial_dates import PartialDate
from articles.reading.byline_names import recase
from articles.reading.bylines import looks_like_name
from articles.reading.kinds import CASE_MARK, CLOSING
from articles.reading.printed_dates import find_dates, rest_of

#: The end of a dateline: “BOSTON, May 2, 2017 (Wire) —”, “Madrid, 10 de mayo.-”.
_DATELINE_END = re.compile(r"\s*(?:\s[–—-]{1,2}\s|[–—]|--|\.-|/\s?[–—-]|\)\s*:)")
_SMALL = frozenset("de la le les am an der im in sur del den a à el of the".split())
#: “On May 2, 2017 – a cold day – …” is no dateline.
_BEFORE_DATE = frozenset("On In By Since Until From After Am Ab Bis Seit Vom".split())
_LETTER = re.compile(r"\b(?:letter|brief|lettre|carta)s?\b", re.IGNORECASE)


#: What a party is, on a line between its name and “v.”.
_PARTY = re.compile(
    r"(?:(?:plaintiff|defendant|petitioner|respondent|appell(?:ant|ee)|claimant|"
    r"intervenor|debtor|cross|and|et al)s?\W*)+\.?",
    re.IGNORECASE,
)


def find_dateline(
    paragraphs: Sequence[str], day_first: bool | None = None
) -> tuple[PartialDate | None, str]:
    """Return the day of a dateline that has a year, and its words."""
    for paragraph in paragraphs:
        end = _DATELINE_END.search(paragraph[:120])
        if not end or not paragraph[:1].strip("(").isupper():
            continue
        words = paragraph[: end.start()]
        dates = [each for each in find_dates(words, day_first) if each.date]
        place = re.sub(r"\([^)]*\)|/[^/]*/", " ", rest_of(words))
        names = re.findall(r"[^\W\d_][\w.’'-]*", place)
        if (
            len(dates) == 1
            and 0 < len(names) <= 8
            and names[0] not in _BEFORE_DATE
            and all(name[0].isupper() or name in _SMALL for name in names)
        ):
            return dates[0].date, words.strip()
    return None, ""


def find_signature(lines: Sequence[str]) -> str:
    """Return the name below the closing of a letter: “Yours, Edith Larkspur”."""
    last = [line.strip(" ,") for line in lines if line.strip()][-6:]
    for place, line in enumerate(last):
        if not CLOSING.fullmatch(line):
            continue
        for below in last[place + 1 :]:
            if looks_like_name(recase(below)):
                return recase(below)
    return ""


def is_title_of_letter(title: str) -> bool:
    """Return whether words are a letter's title, and not its address or salutation."""
    return _LETTER.search(title) is not None


def find_case(lines: Sequence[str]) -> str:
    """Return the name of a case that is printed on lines: “Roe”, “v.”, “Low”."""
    lines = [line.strip(" ,") for line in lines if line.strip()][:40]
    lines = [line for line in lines if not _PARTY.fullmatch(line)]
    for place, line in enumerate(lines[1:-1], start=1):
        if CASE_MARK.fullmatch(line):
            one, two = (
                re.split(r",\s(?=[A-Za-z])", each)[0]
                for each in lines[place - 1 : place + 2 : 2]
            )
            return f"{one} {line} {two}"
    named = (line for line in lines if re.search(r"\w vs?\. [A-Z]", line))
    return next((line for line in named if len(line) <= 160), "")
