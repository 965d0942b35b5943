"""Reads years and dates among the words of a search: 1961, June 1987, 12 June 1987.

The index has a lexeme for the year of a quote, for its month (“=m6”) and for its day
(“=o12”): migration 0018.
"""

import re
from functools import cache

from babel.dates import get_month_names

from quotes.lexicon.words import fold_accents
from quotes.models.listings import filter_lexeme

#: Languages whose names of months are read.
_LANGUAGES = ("en", "fr", "de", "es", "it", "pt", "nl")
#: Names of months that are other words or names of people as well. They count only near
#: to a year, as days do near to a month: this many words away.
_OTHER_WORDS = frozenset(
    "april august augustus avril julio maart mai maio march marco mars marzo may "
    "mayo mei".split()
)
_REACH = 2
_YEAR = re.compile("[12][0-9]{3}|[1-9][0-9]{2}")
_DAY = re.compile("(0?[1-9]|[12][0-9]|3[01])(?:st|nd|rd|th|er|º)?")
_ISO = re.compile("([0-9]{4})-([0-9]{2})(?:-([0-9]{2}))?")


def date_queries(words):
    """Return {place: tsquery of the date} of the words that are parts of dates.

    `words` are texts, or None for what is no plain word.
    """
    words = [fold_accents(word).strip(".,;") if word else "" for word in words]
    found, months = {}, {}
    for place, word in enumerate(words):
        if match := _ISO.fullmatch(word):
            parts = zip("ymo", match.groups(), strict=True)
            found[place] = " & ".join(_lexeme(k, each) for k, each in parts if each)
        elif _YEAR.fullmatch(word):
            found[place] = _lexeme("y", word)
        elif re.fullmatch("[12][0-9]{2}0s", word) and not word.endswith("00s"):
            found[place] = " | ".join(year_queries(word))
    years = [place for place, word in enumerate(words) if _YEAR.fullmatch(word)]
    for place, word in enumerate(words):
        month = _months().get(word)
        if month and (_near(place, years) or word in _plain_months()):
            months[place] = month
            found[place] = _lexeme("m", month)
    for place, word in enumerate(words):
        if (day := _DAY.fullmatch(word)) and _near(place, months, 1):
            found[place] = _lexeme("o", day[1])
    return found


def year_queries(text):
    """Return the lexemes of a year or of years (1960-1969, 1960s), [] for no year."""
    if decade := re.fullmatch("([12][0-9]{2})0s", text):
        first, last = int(f"{decade[1]}0"), int(f"{decade[1]}9")
    elif span := re.fullmatch(r"([0-9]{3,4})(?:-|–|\.\.)([0-9]{3,4})", text):
        first, last = int(span[1]), int(span[2])
    elif re.fullmatch("[0-9]{1,4}", text):
        first = last = int(text)
    else:
        return []
    if not 0 < first <= last < first + 200:
        return []
    return [_lexeme("y", year) for year in range(first, last + 1)]


def is_month_name(word):
    """Return whether a folded word is the name of a month."""
    return word in _months()


@cache
def _months():
    """Return {name of a month, or its beginning: its number}."""
    found = {}
    for language in _LANGUAGES:
        for width in ("abbreviated", "wide"):
            for number, name in get_month_names(width, locale=language).items():
                found.setdefault(fold_accents(name).strip("."), number)
    return found


@cache
def _plain_months():
    """Return the names of months that are hardly ever other words or names."""
    names = {
        fold_accents(name)
        for language in _LANGUAGES
        for name in get_month_names("wide", locale=language).values()
    }
    return names - _OTHER_WORDS


def _near(place, others, reach=_REACH):
    return any(0 < abs(place - other) <= reach for other in others)


def _lexeme(kind, value):
    return f"'{filter_lexeme(kind, int(value))}'"
