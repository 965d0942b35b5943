"""Reads the limits of dates in a search: “before 1900”, “since June 1987”, “1860s”.

Plain Python. A limit is at the end of the search, or at its start with a comma after
it. Words in quotation marks are never read, nor are lines such as “He died before
1900”. Words with two meanings stay words: “in the 1900s” is ten years or a hundred.
"""

import datetime
import re
from dataclasses import dataclass

from articles.characters import DOUBLE_QUOTES
from articles.gettext import gettext as _
from articles.partial_dates import MONTHS, PartialDate
from quotes.lexicon.words import FUNCTION_WORDS, fold_accents
from quotes.search.questions import read_question

#: Function words that are in names of topics too: “freedom of the press”.
_IN_TOPICS = frozenset(
    "a about am an and at by for from in of on or the to with au aux d de des du en et "
    "l la le les sur das dem den der die ein eine im in uber und von zu del el las los "
    "para por sobre un una y".split()
)
#: Words of lines rather than of topics: “the worst crisis since 1929”.
_OF_LINES = (FUNCTION_WORDS - _IN_TOPICS) | frozenset(
    "best biggest ever first greatest highest largest last least lowest most only "
    "worst".split()
)
_CONTRACTION = re.compile(r"n['’]t\b|['’](?:d|ll|m|re|ve)\b", re.IGNORECASE)
#: Words right before a time that make it less clear: “in the early 1860s”.
_VAGUE = frozenset(
    "century days decades early even just late long mid months shortly soon weeks year "
    "years".split()
)
#: Longer searches (code points), and more words, are not topics.
_MAX_LENGTH, _MAX_WORDS = 200, 6
#: Words for what is searched, if a search has nothing else than a time.
_QUOTES = {"quotes", "all quotes", "quotations", "all quotations", "all"}
_PHRASE = re.compile(
    rf"[\w-]*:?[{DOUBLE_QUOTES}][^{DOUBLE_QUOTES}]*[{DOUBLE_QUOTES}]|\w+:\S+"
)
_CENTURIES = {
    name: number
    for number, name in enumerate(
        "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth "
        "eighteenth nineteenth twentieth twenty-first".split(),
        10,
    )
}
_MONTH = "|".join(f"{each}|{each[:3]}" for each in MONTHS)
_YEAR = re.compile(r"([12]\d{3})(?:\s+(?:AD|CE))?", re.IGNORECASE)
_DECADE = re.compile(
    r"(?:the\s+)?([12]\d\d0)['’]?s|(?:les\s+années|los\s+años)\s+([12]\d\d0)",
    re.IGNORECASE,
)
_CENTURY = re.compile(
    rf"(?:the\s+)?(1\d|2[01]|{'|'.join(_CENTURIES)})(?:th|st)?[\s-]+century",
    re.IGNORECASE,
)
_DAY = re.compile(
    rf"(?:(\d\d?)(?:st|nd|rd|th)?\s+)?({_MONTH})\.?\s+([12]\d{{3}})", re.IGNORECASE
)
_AMERICAN_DAY = re.compile(
    rf"({_MONTH})\.?\s+(\d\d?)(?:st|nd|rd|th)?,?\s+([12]\d{{3}})", re.IGNORECASE
)
_ISO = re.compile(r"[12]\d{3}-\d\d(?:-\d\d)?")


def _ungrouped(pattern: re.Pattern[str]) -> str:
    return re.sub(r"\((?!\?)", "(?:", pattern.pattern)


_SEVERAL = f"(?:{_ungrouped(_DECADE)}|{_ungrouped(_CENTURY)})"
_ONE = "|".join(map(_ungrouped, (_DAY, _AMERICAN_DAY, _ISO, _YEAR)))
_ANY = f"({_SEVERAL}|{_ONE})"
#: The names of limits, and the pattern of each.
_LIMITS = [
    (kind, re.compile(pattern, re.IGNORECASE))
    for kind, pattern in (
        ("range", rf"(?:between|entre)\s+{_ANY}\s+(?:and|et|y)\s+{_ANY}"),
        ("range", rf"zwischen\s+{_ANY}\s+und\s+{_ANY}"),
        (
            "range",
            rf"(?:from|de|von|desde)\s+{_ANY}\s+(?:to|until|till|through|up\s+to|à|bis|"
            rf"hasta)\s+{_ANY}",
        ),
        ("range", r"([12]\d{3})\s?[-–]\s?([12]\d{3})"),
        (
            "before",
            rf"(?:before|prior\s+to|earlier\s+than|avant|vor|antes\s+de)\s+{_ANY}",
        ),
        ("before", rf"pre[-\s]{_ANY}"),
        ("until", rf"(?:until|till|up\s+to|through|jusqu['’]?(?:à|en)|hasta)\s+{_ANY}"),
        ("until", rf"{_ANY}\s+(?:or|and)\s+(?:earlier|before)"),
        ("after", rf"(?:after|later\s+than|après|nach|después\s+de)\s+{_ANY}"),
        ("after", rf"post[-\s]{_ANY}"),
        ("since", rf"(?:since|depuis|seit|desde)\s+{_ANY}"),
        (
            "since",
            rf"(?:from\s+)?{_ANY}\s+(?:(?:or|and)\s+(?:later|after)|on(?:wards?)?\b)",
        ),
        ("in", rf"(?:in|during|from|of|dans|en)\s+({_SEVERAL})"),
    )
]
#: What is between a limit at the start and the rest: a comma, or (True) a space, as in
#: “pre-war”.
_BEFORE_REST = {
    False: re.compile(r"\s*[,:;]\s*(?=\S)"),
    True: re.compile(r"(?:\s*[,:;])?\s+(?=\S)"),
}
_HAS_DATE = re.compile(r"\d{3}|century", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Limits:
    """A search without its limit of dates: `after` and `before` are dates or None.

    Both are included: “before 1900” is until 1899.
    """

    text: str
    after: PartialDate | None
    before: PartialDate | None
    typed: str

    @property
    def note(self) -> str:
        """Return a sentence that says how the limit was read."""
        if self.after and self.before:
            text = _(
                "“{typed}” is read as a limit: quotes from {after} to {before}. "
                "Undated quotes are left out. To search for the words, put them in "
                "quotation marks."
            )
        elif self.before:
            text = _(
                "“{typed}” is read as a limit: quotes until {before}. Undated quotes "
                "are left out. To search for the words, put them in quotation marks."
            )
        else:
            text = _(
                "“{typed}” is read as a limit: quotes from {after} on. Undated quotes "
                "are left out. To search for the words, put them in quotation marks."
            )
        return text.format(typed=self.typed, after=self.after, before=self.before)


def read_limits(text: str) -> Limits | None:
    """Return a search with a limit of dates as its parts, or None if it has none."""
    if len(text) > _MAX_LENGTH or not _HAS_DATE.search(text):
        return None
    return _read(text)


def _read(text: str, may_have_two: bool = True) -> Limits | None:
    text = text.strip().rstrip("?.！？ ")
    for kind, pattern in _LIMITS:
        for found in pattern.finditer(text):
            rest = _rest(text, found)
            if rest is None:
                continue
            spans = [_span(each) for each in found.groups() if each]
            after, before = _dates(kind, spans)
            if not (after or before):
                continue
            # “after 1950 and before 1960”
            if may_have_two and (other := _read(rest, False)):
                if (after and other.after) or (before and other.before):
                    return None
                typed = f"{other.typed} {found[0]}"
                after, before = after or other.after, before or other.before
                return Limits(other.text, after, before, typed)
            if rest in _QUOTES:
                rest = ""
            if _may_limit(rest):
                return Limits(rest, after, before, found[0])
    return None


def _rest(text: str, found: re.Match[str]) -> str | None:
    """Return a search without a limit at its end or its start, otherwise None."""
    before, after = text[: found.start()], text[found.end() :]
    if not after and (not before or before[-1] in " ,;\t"):
        rest = before
    elif not before.strip() and (
        starts := _BEFORE_REST[found[0][:1] in "pP"].match(after)
    ):
        rest = after[starts.end() :]
    else:
        return None
    return re.sub(r"\s+and$", "", rest.strip(" ,;"))


def _may_limit(rest: str) -> bool:
    """Return whether the rest of a search is a topic, not a line of a quote."""
    if sum(rest.count(mark) for mark in '"＂') % 2 or rest.endswith(("-", "−")):
        return False
    if read_question(rest):
        return True
    words = _PHRASE.sub(" ", rest)
    keys = [fold_accents(each).strip(".,;:!?") for each in words.split()]
    return (
        len(keys) <= _MAX_WORDS
        and not _CONTRACTION.search(words)
        and not set(keys[-1:]) & _VAGUE
        and not set(keys) & _OF_LINES
    )


def _span(text: str) -> tuple[PartialDate, PartialDate, bool] | None:
    """Return the first and the last date of a time, and whether it has two meanings."""
    try:
        if found := _YEAR.fullmatch(text):
            year = PartialDate(int(found[1]))
            return year, year, False
        if found := _CENTURY.fullmatch(text):
            number = _CENTURIES.get(found[1].lower()) or int(found[1])
            return PartialDate(100 * number - 99), PartialDate(100 * number), False
        if found := _DECADE.fullmatch(text):
            first = int(found[1] or found[2])
            return PartialDate(first), PartialDate(first + 9), first % 100 == 0
        if _ISO.fullmatch(text):
            date = PartialDate.parse(text)
        elif found := _DAY.fullmatch(text):
            date = _date(found[3], found[2], found[1])
        elif found := _AMERICAN_DAY.fullmatch(text):
            date = _date(found[3], found[1], found[2])
        else:
            return None
    except ValueError:  # 30 February
        return None
    return date, date, False


def _date(year: str, month: str, day: str | None) -> PartialDate:
    number = [each[:3] for each in MONTHS].index(month[:3].capitalize()) + 1
    return PartialDate(int(year), number, int(day) if day else None)


def _dates(
    kind: str, spans: list[tuple[PartialDate, PartialDate, bool] | None]
) -> tuple[PartialDate | None, PartialDate | None]:
    """Return (after, before) for a kind of limit and its times, None where unclear."""
    known = [each for each in spans if each]
    if len(known) < len(spans):
        return None, None
    (first, last, unclear), (_, end, end_unclear) = known[0], known[-1]
    if kind == "range":
        if end_unclear or first.first_day > end.first_day:
            return None, None
        return first, end
    if kind == "before":
        return None, _next(first, -1)
    if kind == "since":
        return first, None
    if unclear:
        return None, None
    if kind == "after":
        return _next(last, 1), None
    return (first if kind == "in" else None), last


def _next(date: PartialDate, step: int) -> PartialDate:
    """Return the date of the same precision right after (1) or before (-1) one."""
    if date.month is None:
        return PartialDate(date.year + step)
    if date.day is None:
        months = 12 * date.year + date.month - 1 + step
        return PartialDate(months // 12, months % 12 + 1)
    day = date.first_day + datetime.timedelta(days=step)
    return PartialDate.from_date(day, "day")
