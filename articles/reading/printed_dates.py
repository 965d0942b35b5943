"""Finds the dates in a printed line, and distinguishes the day of publication."""

import re
from dataclasses import dataclass

from articles.partial_dates import PartialDate
from articles.reading.dates import (
    RUN_TOGETHER,
    is_month,
    is_only_date,
    is_only_relative,
    read_date,
    weekday,
    why_unread,
)
from articles.reading.other_credits import is_other_work, without_others
from articles.reading.result import snippet

#: The longest line that is searched, in code points.
_MAX_LENGTH = 300
_WORD = r"(?P<{}>[^\W\d_]{{3,20}})"
_DATES = re.compile(
    r"(?<![\d/.-])(?:"
    r"\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}\S*)?"
    r"|\d{4}[/.]\d{1,2}[/.]\d{1,2}(?!\d)"
    r"|\d{1,2}\s?[./-]\s?\d{1,2}\s?[./-]\s?\d{2}(?:\d{2})?(?!\d)"
    r"|\d{4}\s?[年년]\s?\d{1,2}\s?[月월]\s?\d{1,2}\s?[日일]"
    r"|\d{1,2}(?:st|nd|rd|th|er|re|º|ª|\.)?[\s-]{0,2}(?:(?:de|of|den)\s)?"
    + _WORD.format("day_first")
    + r"\.?,?[\s-]{0,2}(?:(?:de|del|of)\s)?\d{4}(?!\d)"
    r"|"
    + _WORD.format("month_first")
    + r"\.?\s{1,3}\d{1,2}(?:st|nd|rd|th)?(?:,\s{0,3}|\s{1,3})\d{4}(?!\d)"
    r"|" + _WORD.format("month") + r"\.?,?\s(?:(?:de|del|of)\s)?\d{4}(?!\d)"
    r")",
    re.IGNORECASE,
)
#: Words before the day of a change, and before that of the publication.
_CHANGED = re.compile(
    r"\b(?:(?:last\s+)?(?:updat|modifi|revis|correct|amend|edit)ed|(?:last\s+)?update|"
    r"mis(?:e)? à jour|màj|maj|modifié\w*|actualisé\w*|corrigé\w*|"
    r"(?:zuletzt\s+)?(?:aktualisier|geänder|bearbeite|überarbeite)t|aktualisierung|"
    r"letzte änderung|stand|actualizad[oa]|modificad[oa]|(?:última\s+)?actualización|"
    r"corregid[oa])\b",
    re.IGNORECASE,
)
_PUBLISHED = re.compile(
    r"\b(?:(?:first\s+|originally\s+)?(?:published|posted|issued|released)|decided|"
    r"delivered|publication "
    r"date|publié\w*|paru\w*|mis(?:e)? en ligne|créé\w*|veröffentlicht\w*|erschienen|"
    r"erstveröffentlichung|publicad[oa]s?|publicación|pubblicato|submitted|written)\b",
    re.IGNORECASE,
)
#: Days of something else: an event, a deadline, a hearing that is announced.
_OTHER = re.compile(
    r"\b(?:argued|release date|event|deadline|expires?|embargo(?:ed)?|until|copyright|"
    r"since|founded|retrieved|accessed|born|closes?|sperrfrist|bis|jusqu|hasta|depuis|seit|desde)\b|©",
    re.IGNORECASE,
)
#: A date that names an issue of a magazine is often weeks after publication.
_ISSUE = re.compile(r",?\s+(?:print\s+)?(?:issue|edition)\b", re.IGNORECASE)
#: After the day of an event: “, 10 a.m. to 4 p.m.”, “ at 7 pm, Town Hall”.
_EVENT = re.compile(
    r"[\s,]*(?:at |from |um |von |à |de |a las )?"
    r"\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m\.?|[Uu]hr)?"
    r"(?:\s*(?:–|-|to|until|bis|à|a)\s*\d{1,2}(?:[:.h]\d{2})?\s?(?:[ap]\.?m|[Uu]hr|h\b)"
    r"|(?:,| at| in| im| am)\s+(?:the )?[A-Z][a-z]{2,}\s[A-Z][a-z]{3,})",
)
_READING_TIME = re.compile(
    r"\b\d{1,3}\s*-?\s*(?:min(?:ute)?s?|min\.)(?:\s*(?:read|reading time|de lecture|"
    r"lesezeit|de lectura))?\b\.?|"
    r"\b(?:lesedauer|lesezeit|temps de lecture|tiempo de lectura|reading time)\b:?",
    re.IGNORECASE,
)
_AGO = re.compile(
    r"\b(?:(?:about|almost|over)\s)?(?:\d{1,3}|an?|one|two|three)\s?"
    r"(?:min(?:ute)?|hour|hr|day|week|month|year)s?\sago\b|"
    r"\bvor\s(?:\d{1,3}|eine[mr]?)\s(?:minute|stunde|tag|woche|monat|jahr)e?n?\b|"
    r"\bil y a\s(?:\d{1,3}|une?)\s(?:minute|heure|jour|semaine|mois|an)s?\b|"
    r"\bhace\s(?:\d{1,3}|una?)\s(?:minuto|hora|día|semana|mes|año)(?:e?s)?\b",
    re.IGNORECASE,
)
#: What is left of a date after names, and words before “by”.
_AFTER_NAMES = re.compile(
    r"[\s,]+(?:(?:on|at|um|am)\b|(?:le|el|à|a las)\W*$|\d{1,2}[:.h]|"
    r"(?:mon(?:day|tag)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:rs(?:day)?)?|fri(?:day)?|"
    r"sat(?:urday)?|sun(?:day)?|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|"
    r"mo|di|mi|do|fr|sa|so|lun(?:di|es)?|mar(?:di|tes)?|mer(?:credi)?|miércoles|"
    r"jeu(?:di)?|jueves|ven(?:dredi)?|viernes|sam(?:edi)?|sábado|dim(?:anche)?|domingo)"
    r"\b[\s,.]*(?:\W|\d|$)).*$",
    re.IGNORECASE,
)
_BEFORE_BY = re.compile(r"^.{0,60}?\b(?=(?:[Bb]y|[Pp]ar|[Vv]on|[Pp]or)\s+[A-ZÀ-Þ])")
#: “Veit Graf von Hohenau”: no byline begins within a name.
_PARTICLE = re.compile(
    r"(?:[Vv]on\s|[Bb]y\s)?(?!(?:Ein|Uhr|Text|Bericht|Kommentar|Interview)\b)"
    r"(?:[A-ZÀ-Þ][\w’'.-]+\s){1,3}von\s+[A-ZÀ-Þ]"
)
_RELATIVE_PART = re.compile(r"\s*[·•|∙⋅｜]\s*|\s+[–—]\s+|,\s")


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A date as printed: `date` is None, and `why` a clause, if it cannot be read.

    `changed` is true for the day of a change, `labelled` for one that is said to be
    the day of publication.
    """

    words: str
    date: PartialDate | None
    why: str = ""
    changed: bool = False
    labelled: bool = False


def find_dates(line: str, day_first: bool | None = None) -> list[PrintedDate]:
    """Return the dates of a line, each with the meaning of the words before it.

    Days of other things (“© 2024”, “Deadline: …”) are left out.
    """
    line = RUN_TOGETHER.sub(r"\1 ", " ".join(line[:_MAX_LENGTH].split()))
    found: list[PrintedDate] = []
    end = 0
    for match in _DATES.finditer(line):
        words = match["day_first"] or match["month_first"] or match["month"]
        if words and not is_month(words):
            continue
        before = line[end : match.start()]
        end = match.end()
        changed = _last(_CHANGED, before)
        published = _last(_PUBLISHED, before)
        if (
            _ISSUE.match(line[end:])
            or (_EVENT.match(line[end:]) and not _PUBLISHED.search(before))
            or re.search(r"\bedition of the\s*$", before)
        ):
            continue
        if _last(_OTHER, before) > max(changed, published):
            continue
        # A date inherits the label of the one before: “Updated 5 May, 6 May”.
        date = read_date(match[0], day_first) or _by_weekday(match[0], before)
        found.append(
            PrintedDate(
                words=snippet(match[0]),
                date=date,
                why="" if date else why_unread(match[0]),
                changed=changed > published,
                labelled=published >= 0 and published >= changed,
            )
        )
    if not found and (words := find_relative(line)):
        changed = _CHANGED.search(line) is not None
        found.append(PrintedDate(words, None, why_unread(words), changed=changed))
    return [each for each in found if each.date or each.why]


def _by_weekday(written: str, before: str) -> PartialDate | None:
    """Return the day of 05/12/2011 that the day of the week before it fits."""
    day = re.search(r"([^\W\d_]{2,12})\.?,?\s*$", before)
    number = weekday(day[1]) if day else None
    dates = {read_date(written, order) for order in (True, False)} - {None}
    fits = [date for date in dates if date and date.first_day.weekday() == number]
    return fits[0] if len(fits) == 1 and len(dates) == 2 else None


def find_relative(line: str) -> str:
    """Return the words of a line that are relative to now: “3 hours ago”, or ""."""
    for part in _RELATIVE_PART.split(line):
        if is_only_relative(part):
            return snippet(part)
    found = _AGO.search(line) if len(line) <= 120 else None
    return snippet(found[0]) if found else ""


def rest_of(line: str) -> str:
    """Return a line without its dates, their labels and reading times."""
    rest = _DATES.sub(
        lambda match: (
            " "
            if not (
                words := match["day_first"] or match["month_first"] or match["month"]
            )
            or is_month(words)
            else match[0]
        ),
        RUN_TOGETHER.sub(r"\1 ", " ".join(line[:_MAX_LENGTH].split())),
    )
    for pattern in (_CHANGED, _PUBLISHED, _READING_TIME):
        rest = pattern.sub(" ", rest)
    return " ".join(rest.split())


def without_dates(line: str) -> str:
    """Return the part of a line that may be names: “by Helen Carr”.

    Leaves out dates, times, their labels and what joins them to names.
    """
    line = without_others(line)
    if is_other_work(line):
        return line
    if find_dates(line):
        line = _AFTER_NAMES.sub("", rest_of(line))
    line = re.sub(r"^(?:on|at|am|le|el)\s+(?=by\s)", "", line.strip())
    if not _PARTICLE.match(line):
        line = _BEFORE_BY.sub("", line)
    return line.strip(" ,·|–—-")


def is_date_line(line: str) -> bool:
    """Return whether a line has hardly anything but dates, their labels and a place.

    “Publié le 3 février 2022 à 06h00, mis à jour le 4 février 2022” is such a line,
    “The vote of 13 February 2025 was late” is not.
    """
    if is_only_date(line) or is_only_relative(line):
        return True
    if not find_dates(line):
        return False
    rest = re.sub(r"\b[AaPp]\.\s?[Mm]\b", " ", rest_of(line))
    rest = re.sub(r"[^\W\d_]*\d\S*|[^\w\s]", " ", rest)
    words = [word for word in rest.split() if not is_only_date(f"{word} 1 May 2020")]
    labelled = any(each.labelled or each.changed for each in find_dates(line))
    if len(line.split()) > 24 or len(words) > (4 if labelled else 2):
        return False
    return labelled or all(word[0].isupper() for word in words)


def _last(pattern: re.Pattern[str], words: str) -> int:
    places = [match.start() for match in pattern.finditer(words)]
    return places[-1] if places else -1
