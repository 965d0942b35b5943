"""Reads dates as printed or marked up, which may be partial.

“about 1 month ago”, “yesterday” and times without a day are not dates: nothing is
calculated from today. `why_unread` says why words are no date.
"""

import datetime
import re
import unicodedata
from functools import cache

from babel import Locale

from articles.normal_forms import normalize
from articles.partial_dates import PartialDate

#: Languages whose names of months are known (from CLDR).
_LOCALES = (
    "en fr de es it pt nl da sv nb fi pl cs sk sl hr hu ro tr el ru uk bg sr ar fa he "
    "hi id vi ca"
).split()
# Only a full date has more after it: “2024 March 12” is not just a year.
#: A year and a time that run together when a page is copied: “June 18, 20245:00 AM”.
RUN_TOGETHER = re.compile(r"\b([12]\d{3})(?=\d{1,2}:\d{2})")
_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?=$|[T\s])|$)|$)")
_SLASHED = re.compile(r"(\d{4})[/.](\d{1,2})(?:[/.](\d{1,2})(?=$|\s)|$)")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:$|T)")
_HAN = re.compile(
    r"(\d{4})\s*[年년](?:\s*(\d{1,2})\s*[月월](?:\s*(\d{1,2})\s*[日일]|(?!\s*\d))|"
    r"(?!\s*\d))"
)
_NUMBERS = re.compile(r"(\d{1,2})(\s?[./-]\s?)(\d{1,2})\2(\d{4})(?!\d)")
_TIME = re.compile(
    r"(?:\b(?:at|um|à|a las|kl)\s+)?\b\d{1,2}(?:[:.h]\d{2}(?:[:.]\d{2})?|\s?h\b)"
    r"(?:\s*[ap]\.?\s?m\b\.?)?(?:\s*[+-]\d{2}:?\d{2}\b)?|\b\d{1,2}\s*[ap]\.?\s?m\b\.?",
    re.IGNORECASE,
)
#: A date in numbers with an earlier year is probably of another calendar.
_FIRST_IN_NUMBERS = 1600
#: A day before the name of its month, and one after it: “13 de”, “, the 13”.
_DAY_BEFORE = re.compile(
    r"(?<!\d)(?P<day>\d{1,2})[\s.:-]?(?:st|nd|rd|th|er|re|e|ème|º|ª|°|o|го|go)?\.?"
    r"(?P<comma>,)?[\s./-]{0,3}(?:(?:of|de|del|di|d['’])\s?)?$",
    re.IGNORECASE,
)
_DAY_BEHIND = re.compile(
    r"[\s.,/-]{0,3}(?:the\s)?(?P<day>\d{1,2})(?!\d)", re.IGNORECASE
)
#: Between two days: “3-5 March”.
_TO = r"(?:st|nd|rd|th|\.)?\s?(?:[-–—&/+]|and|to|und|bis|et|au|y|al?|e|og)\s?"
_DAYS_BEFORE, _DAYS_BEHIND = (
    re.compile(each, re.IGNORECASE) for each in (rf"\d{_TO}$", rf"{_TO}\d{{1,2}}(?!\d)")
)
#: Numbers after these are those of an issue or a page.
_COUNTED = re.compile(
    r"(?:\b(?:vol(?:ume)?|no|nos|nr|núm|número|numéro|num|number|issue|iss|nummer|heft|"
    r"ausgabe|band|jahrgang|jg|tomo|tome|page|p|pp|seite|página|part|teil|edition|"
    r"episode|chapter|room|section)\b|n[°º]|[#№])[\s.:]*$",
    re.IGNORECASE,
)
#: Languages in which numbers are written day first, and the regions of English.
_DAY_FIRST = frozenset(
    "fr de es it pt nl da nb sv fi pl cs ru uk en-GB en-AU en-IE en-NZ".split()
)
_WORDS = re.compile(r"[^\s\d.,;:/|()·•<>-]+|\d+")
_RELATIVE = re.compile(
    r"\b(?:ago(?!\.?,?\s+(?:de\s+)?\d{4})|yesterday|today|tomorrow|"
    r"just now|last (?:week|month|year|night)|"
    r"(?:this|an?|\d+) (?:hour|minute|day|week|month|year)s? (?:old|before)|gestern|"
    r"heute|vor (?:\d+|einem|einer)|hier|aujourd.hui|il y a|hace|ayer|hoy|ieri|oggi|"
    r"fa\b|geleden|gisteren|вчера|сегодня|назад)\b|قبل|منذ|昨日|今日|前$|日前|時間前",
    re.IGNORECASE,
)


_SEASON = re.compile(
    r"(?:spring|summer|autumn|fall|winter|frühling|frühjahr|sommer|herbst|printemps|été|"
    r"automne|hiver|primavera|verano|otoño|invierno)(?:\s+(?:de\s+)?\d{4})?",
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
    "gmt utc bst est edt pst pdt cst cdt mst mdt cet cest et pt ct h hrs uhr updated "
    "published on à a las le re ter vom du".split()
)


@cache
def _days_of_week() -> dict[str, int | None]:
    """Return {word: 0 for Monday}; None if it is another day in another language."""
    days: dict[str, int | None] = {}
    for name in _LOCALES:
        for width in ("wide", "abbreviated"):
            for number, day in Locale(name).days["format"][width].items():
                same = days.setdefault(_folded(day), number) == number
                days[_folded(day)] = number if same else None
    return days


def weekday(word: str) -> int | None:
    """Return the number of a day of the week, 0 for Monday, or None."""
    return _days_of_week().get(_folded(word))


def is_only_date(written: str) -> bool:
    """Return whether words are only a date, perhaps with day of the week and time.

    The date may be one that cannot be read, such as 03/04/2025.
    """
    if len(written) > 100 or (
        read_date(written) is None and (not why_unread(written) or is_relative(written))
    ):
        return False
    words = re.findall(r"[^\s\d.,;:/|()·•年月日년월일-]+", _folded(written))
    known = _months().keys() | _days_of_week().keys() | _FILLERS
    return all(_folded(word) in known for word in words)


def _folded(word: str) -> str:
    return normalize("NFKC", word).casefold().strip(" .’'")


def is_month(word: str) -> bool:
    """Return whether a word is the name of a month, or short for one."""
    return _folded(word) in _months()


#: The words of relative dates, in English, French, German and Spanish.
_RELATIVE_WORDS = frozenset(
    "about almost over nearly less than more an a one two three four five six ago at "
    "second seconds sec secs minute minutes min mins hour hours hr hrs day days week "
    "weeks month months year years yesterday today tomorrow just now last this night "
    "updated published posted vor etwa rund einer einem einigen wenigen sekunden "
    "minute minuten std stunde stunden tag tagen woche wochen monat monaten jahr "
    "jahren gestern heute um uhr aktualisiert veröffentlicht il y a une un moins de "
    "seconde secondes heure heures jour jours semaine semaines mois an ans hier "
    "aujourd hui à publié mis jour hace una unos unas segundo segundos minuto minutos "
    "hora horas día días semana semanas mes meses año años ayer hoy las publicado "
    "actualizado h m d w am pm".split()
)


def is_only_relative(words: str) -> bool:
    """Return whether words are only a date relative to now: “about 1 month ago”."""
    if len(words) > 60 or not is_relative(words):
        return False
    parts = re.findall(r"[^\W\d_]+", words.casefold())
    return all(part in _RELATIVE_WORDS for part in parts) or (
        len(parts) <= 3 and not words.isascii()
    )


def is_relative(words: str) -> bool:
    """Return whether words are relative to now: “about 1 month ago”, “yesterday”."""
    return _RELATIVE.search(words) is not None


def day_comes_first(language: str) -> bool | None:
    """Return whether 03/04 is 3 April in a language; None if it may be either."""
    if language == "en-US":
        return False
    known = language in _DAY_FIRST or language.partition("-")[0] in _DAY_FIRST
    return True if known else None


def find_order(text: str, language: str) -> bool | None:
    """Return `day_first` for a text: by its language, or by its other dates."""
    order = day_comes_first(language)
    if order is None:
        pairs = re.findall(r"\b(\d{1,2})/(\d{1,2})/\d{4}\b", text[:50_000])
        orders = {
            int(first) > 12
            for first, second in pairs
            if 12 < max(int(first), int(second)) <= 31
            and min(int(first), int(second)) <= 12
        }
        order = orders.pop() if len(orders) == 1 else None
    return order


def read_date(written: str, day_first: bool | None = None) -> PartialDate | None:
    """Return the written date with its precision, or None.

    Reads ISO 8601 with or without a time (the day is that of its own time zone),
    2025/02/13, 20250213, 13.02.2025, names of months in about thirty languages, and
    2025年2月13日. Returns None for ambiguous dates such as 03/04/2025, unless
    `day_first` says how to read them, and for those that are probably of another
    calendar: 1403/11/24, 13/02/2567.
    """
    written = _plain(written)
    date = _read(written, day_first)
    return None if date and _is_of_other_calendar(date, written) else date


def _is_of_other_calendar(date: PartialDate, plain: str) -> bool:
    if date.year > _this_year():
        return True
    in_numbers = date.month is not None and not re.search(r"[^\W\d_]{2}", plain)
    return in_numbers and date.year < _FIRST_IN_NUMBERS


def _this_year() -> int:
    """Return the year in which it is now, or tomorrow, at any place."""
    tomorrow = datetime.datetime.now(datetime.UTC) + datetime.timedelta(days=1)
    return tomorrow.year


def _read(written: str, day_first: bool | None) -> PartialDate | None:
    for pattern in (_ISO, _SLASHED, _COMPACT, _HAN):
        if found := pattern.match(written):
            return _made(*(int(part) if part else None for part in found.groups()))
    if is_relative(written):
        return None
    if found := _NUMBERS.search(written):
        if len(_NUMBERS.findall(written)) > 1:
            return None
        first, mark, second, year = (
            int(found[1]),
            found[2].strip(),
            int(found[3]),
            int(found[4]),
        )
        if mark == ".":  # with full stops, the day always comes first
            return _made(year, second, first)
        if first > 12 >= second:
            return _made(year, second, first)
        if second > 12 >= first:
            return _made(year, first, second)
        if first == second or day_first is not None:
            month, day = (second, first) if day_first else (first, second)
            return _made(year, month, day)
        return None
    return _with_month(written)


def why_unread(written: str) -> str:
    """Return why words that look like a date give none, as a clause, or "".

    “about 1 month ago” is relative; 31 February does not exist; 03/04/2025 has two
    readings; “13 February” has no year.
    """
    quoted = f"“{' '.join(written.split())[:80]}”"
    plain = _plain(written)
    if is_relative(plain):
        return f"{quoted} is relative"
    if _folded(plain) in _days_of_week().keys() - _months().keys() and len(plain) > 3:
        return f"{quoted} is only a day of the week"
    if _SEASON.fullmatch(plain):
        return f"{quoted} is a season"
    if (date := _read(plain, None)) and _is_of_other_calendar(date, plain):
        future = date.year > _this_year()
        told = "is in the future, or of" if future else "may be of"
        return f"{quoted} {told} another calendar"
    if found := _NUMBERS.search(plain):
        day, month, year = int(found[1]), int(found[3]), int(found[4])
        if year and 1 <= day <= 12 and 1 <= month <= 12:
            one = PartialDate(year, month, day)
            other = PartialDate(year, day, month)
            return f"{quoted} can be {one} or {other}"
        return f"{quoted} is in no calendar"
    if re.search(r"(?<!\d)\d{1,2}([./-])\d{1,2}\1\d{2}(?!\d)", plain):
        return f"{quoted} has a year of two digits"
    found = _ISO.match(plain) or _SLASHED.match(plain)
    words = _WORDS.findall(_TIME.sub(" ", plain))
    months = {number for word in words if (number := _months().get(_folded(word)))}
    years = {int(word) for word in words if re.fullmatch(r"[12]\d{3}", word)}
    days = {int(word) for word in words if re.fullmatch(r"\d{1,2}", word)}
    if found or (len(months) == 1 and len(years) == 1 and len(days) == 1):
        return f"{quoted} is in no calendar" if read_date(written) is None else ""
    if len(months) == 1 and not years and len(days) == 1:
        return f"{quoted} has no year"
    if len(months) > 1 or len(years) > 1 or (months and len(days) > 1):
        return f"{quoted} names more than one day"
    return ""


def _plain(written: str) -> str:
    """Return words with ASCII digits of any script, cut to 100 code points."""
    written = normalize("NFKC", " ".join(written[:400].split())[:100])
    written = RUN_TOGETHER.sub(r"\1 ", written)
    return "".join(
        str(unicodedata.digit(sign)) if sign.isdigit() else sign
        for sign in written.strip()
    )


def _with_month(written: str) -> PartialDate | None:
    written = _TIME.sub(" ", written)
    words = [
        (word[0], word.span())
        for word in _WORDS.finditer(written)
        if _folded(word[0]) not in _FILLERS
    ]
    months = [
        (span, number)
        for word, span in words
        # In Hebrew, “in” is a prefix of the word.
        if (number := _months().get(_folded(word).removeprefix("ב")))
    ]
    years = [
        int(word)
        for word, _ in words
        if len(word) == 4 and word.isdigit() and 1000 <= int(word) <= 2999
    ]
    if len({number for _, number in months}) != 1 or len(years) != 1:
        if not months and len(years) == 1 and len(words) == 1:
            return _made(years[0])
        return None
    (start, end), month = months[0]
    days = _days_beside(written[:start], written[end:])
    if len(days) > 1 or 0 in days:
        return None
    return _made(years[0], month, days.pop() if days else None)


def _days_beside(before: str, behind: str) -> set[int]:
    """Return the days next to the name of a month, 0 for a span of days.

    Not “Vol. 12, March 2024”, nor “March 2024 · 4 min read”.
    """
    days = set()
    if found := _DAY_BEFORE.search(before):
        head = before[: found.start()]
        last = (re.findall(r"\w+", re.sub(r"\bthe\s*$", "", head)) or [""])[-1]
        # “Tuesday 12, March 2024”, and not “Courier 12, March 2024”.
        if not _COUNTED.search(head) and (
            not found["comma"] or not last or weekday(last) is not None
        ):
            days.add(0 if _DAYS_BEFORE.search(head) else int(found["day"]))
    if found := _DAY_BEHIND.match(behind):
        days.add(0 if _DAYS_BEHIND.match(behind[found.end() :]) else int(found["day"]))
    return days


def _made(
    year: int | None = None, month: int | None = None, day: int | None = None
) -> PartialDate | None:
    try:
        return PartialDate(year, month, day) if year else None
    except ValueError:
        return None
