"""Reads dates as printed or marked up, which may be partial.

“about 1 month ago”, “yesterday” and times without a day are not dates: nothing is
calculated from today.
"""

import re
import unicodedata
from functools import cache

from babel import Locale

from articles.partial_dates import PartialDate

#: Languages whose names of months are known (from CLDR).
_LOCALES = (
    "en fr de es it pt nl da sv nb fi pl cs sk sl hr hu ro tr el ru uk bg sr ar fa he "
    "hi id vi ca"
).split()
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?(?=$|[T\s])")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})[/.](\d{1,2})$")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:$|T)")
_HAN = re.compile(
    r"(\d{4})\s*[年년]\s*(?:(\d{1,2})\s*[月월]\s*(?:(\d{1,2})\s*[日일])?)?"
)
_NUMBERS = re.compile(r"(\d{1,2})([./-])(\d{1,2})\2(\d{4})$")
_WORDS = re.compile(r"[^\s\d.,;:/|()·•<>-]+|\d+")
_RELATIVE = re.compile(
    r"\b(?:ago|yesterday|today|tomorrow|just now|last (?:week|month|year|night)|"
    r"(?:this|an?|\d+) (?:hour|minute|day|week|month|year)s? (?:old|before)|gestern|"
    r"heute|vor (?:\d+|einem|einer)|hier|aujourd.hui|il y a|hace|ayer|hoy|ieri|oggi|"
    r"fa\b|geleden|gisteren|вчера|сегодня|назад)\b|قبل|منذ|昨日|今日|前$|日前|時間前",
    re.IGNORECASE,
)


@cache
def _months() -> dict[str, int]:
    months: dict[str, int] = {}
    for name in _LOCALES:
        for context in ("format", "stand-alone"):
            for width in ("wide", "abbreviated"):
                named = Locale(name).months[context][width]
                for number, month in named.items():
                    word = _folded(month)
                    # A name of different months in two languages is not used.
                    if months.get(word, number) != number:
                        months[word] = 0
                    elif len(word) > 2 and not word.isdigit():
                        months[word] = number
    months["sept"] = 9
    return {word: number for word, number in months.items() if number}


#: Words beside a date or a time that mean nothing else.
_FILLERS = frozenset(
    "of the at on de del le la el il den dem am pm um th st nd rd er º ª г год года "
    "gmt utc bst est edt cet cest et pt h uhr updated published".split()
)


@cache
def _days_of_week() -> frozenset[str]:
    return frozenset(
        _folded(day)
        for name in _LOCALES
        for width in ("wide", "abbreviated")
        for day in Locale(name).days["format"][width].values()
    )


def is_only_date(written: str) -> bool:
    """Return whether words are only a date, perhaps with day of the week and time."""
    if read_date(written) is None:
        return False
    words = re.findall(r"[^\s\d.,;:/|()·•年月日년월일-]+", _folded(written))
    known = _months().keys() | _days_of_week() | _FILLERS
    return all(_folded(word) in known for word in words)


def _folded(word: str) -> str:
    return unicodedata.normalize("NFKC", word).casefold().strip(" .’'")


def is_relative(words: str) -> bool:
    """Return whether words are relative to now: “about 1 month ago”, “yesterday”."""
    return _RELATIVE.search(words) is not None


def read_date(written: str) -> PartialDate | None:
    """Return the written date with its precision, or None.

    Reads ISO 8601 with or without a time (the day is that of its own time zone),
    2025/02/13, 20250213, 13.02.2025, names of months in about thirty languages, and
    2025年2月13日. Returns None for ambiguous dates such as 03/04/2025.
    """
    # Digits may be of any script. Longer texts are not dates.
    written = unicodedata.normalize("NFKC", " ".join(written.split())[:100]).strip()
    written = "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() else sign for sign in written
    )
    for pattern in (_ISO, _SLASHED, _COMPACT, _HAN):
        if found := pattern.match(written):
            return _made(*(int(part) if part else None for part in found.groups()))
    if is_relative(written):
        return None
    if found := _NUMBERS.search(written):
        first, mark, second, year = (
            int(found[1]),
            found[2],
            int(found[3]),
            int(found[4]),
        )
        if mark == ".":  # with full stops, the day always comes first
            return _made(year, second, first)
        if first > 12 >= second:
            return _made(year, second, first)
        if second > 12 >= first:
            return _made(year, first, second)
        return _made(year, first, first) if first == second else None
    return _with_month(written)


def _with_month(written: str) -> PartialDate | None:
    # Remove a time of day: 08:30, 8 a.m.
    written = re.sub(
        r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?|\b\d{1,2}\s*[ap]\.?m\b", " ", written
    )
    words = _WORDS.findall(written)
    months = [
        (place, number)
        for place, word in enumerate(words)
        # In Hebrew, “in” is a prefix of the word.
        if (number := _months().get(_folded(word).removeprefix("ב")))
    ]
    years = [
        int(word)
        for word in words
        if len(word) == 4 and word.isdigit() and 1000 <= int(word) <= 2999
    ]
    if len({number for _, number in months}) != 1 or len(years) != 1:
        if not months and len(years) == 1 and len(words) == 1:
            return _made(years[0])
        return None
    place, month = months[0]
    days = {
        int(re.sub(r"\D", "", word))
        for word in words[max(0, place - 2) : place + 2]
        if word.isdigit() and len(word) <= 2
    }
    if len(days) > 1:
        return None
    return _made(years[0], month, days.pop() if days else None)


def _made(
    year: int | None = None, month: int | None = None, day: int | None = None
) -> PartialDate | None:
    try:
        return PartialDate(year, month, day) if year else None
    except ValueError:
        return None
