"""Chooses the day on which a page's article was published: the outlet's own day."""

import datetime
import re
from dataclasses import dataclass, replace

from lxml.html import HtmlElement

from articles.partial_dates import PartialDate
from articles.reading.dates import read_date, why_unread
from articles.reading.page import TAG, HtmlPage
from articles.reading.page_head import belongs_to_another, is_day_of_change
from articles.reading.printed_dates import PrintedDate, find_dates, is_date_line
from articles.reading.result import snippet
from articles.reading.text_forms import find_dateline

_TAGS = (
    "citation_publication_date citation_date citation_online_date "
    "article:published_time og:published_time article:published parsely-pub-date "
    "sailthru.date dc.date.issued dcterms.issued dcterms.created dc.date.created "
    "dc.date "
    "dcterms.date pubdate publishdate publish-date date datepublished publication_date "
    "cxenseparse:recs:publishtime"
).split()
_CHANGED_TAGS = (
    "article:modified_time og:updated_time dcterms.modified dc.date.modified "
    "last-modified"
).split()
_INSTANT = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ](\d{2}):(\d{2})\S*?\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?$",
    re.IGNORECASE,
)
_MARKED = re.compile(
    r"date|time|publi|posted|fecha|datum|meta|dateline|stamp|byline|submitted|published"
)
_TIME = "the time that readers see"
_IN_ADDRESS = re.compile(r"/(\d{4})[/-](\d{1,2})(?:[/-](\d{1,2}))?(?:[/-]|$)")


#: What programs write as the time of a page that has none, in UTC and west of it.
_EPOCH = (PartialDate(1970, 1, 1), PartialDate(1969, 12, 31))


@dataclass(frozen=True, slots=True)
class GivenDate:
    """A date in a page's mark-up; `utc_hour` if it is a time given in UTC."""

    date: PartialDate
    read_from: str
    utc_hour: int | None = None


Chosen = tuple[PartialDate | None, str, str]


def choose_date(page: HtmlPage, day_first: bool | None = None) -> Chosen:
    """Return the date of publication, where it was read, and what to check.

    A time in UTC may be that of the next day, or of the one before, at the outlet: a
    time with its own offset, or the printed date, shows the outlet's day.
    """
    given = _given(page)
    printed = [each for each in _printed(page, day_first) if not each.changed]
    labelled = [each for each in printed if each.labelled]
    read = [each for each in (labelled or printed) if each.date]
    shown = read[0] if read else None
    if given:
        return _weigh(given, shown, read)
    if shown and shown.date:
        remark = ""
        if len({each.date for each in read}) > 1:
            other = next(each.date for each in read if each.date != shown.date)
            remark = f"Check the date: the page also prints {other}."
        return shown.date, f"the date that readers see: “{shown.words}”", remark
    return _without_date(page, printed, day_first)


def _weigh(
    given: list[GivenDate], shown: PrintedDate | None, read: list[PrintedDate]
) -> Chosen:
    own = next((each for each in given if each.utc_hour is None), given[0])
    if len({each.date for each in given}) == 1:
        own = given[0]
    days = [each.date for each in read if each.date]
    agreed = next((each for each in given if each.date in days), None)
    if agreed and (own.utc_hour is not None or own.date not in days):
        own = agreed if _near(own.date, agreed.date) or not days else own
    if own.date in days or not shown or not shown.date:
        others = {each.date for each in given if not _near(each.date, own.date)}
        remark = ""
        if others and own.date not in days:
            other = next(each for each in given if each.date in others)
            remark = f"Check the date: {other.read_from} has {other.date}."
        elif own.utc_hour is not None and not days and own.utc_hour < 8:
            remark = (
                "Check the date: the time is given in UTC, and may be the evening "
                "before where it was printed."
            )
        return own.date, own.read_from, remark
    if all(each.utc_hour is not None for each in given) and _near(own.date, shown.date):
        return shown.date, f"the date that readers see: “{shown.words}”", ""
    if shown.date.precision != "day" and _covers(shown.date, own.date):
        return own.date, own.read_from, ""
    return (
        shown.date,
        f"the date that readers see: “{shown.words}”",
        f"Check the date: {own.read_from} has {own.date}.",
    )


def _given(page: HtmlPage) -> list[GivenDate]:
    """Return the dates of publication in tags, JSON-LD and mark-up."""
    offers = [
        *page.tags(*_TAGS[:3]),
        (page.described.published, "the page's JSON-LD (datePublished)"),
        *(
            (value, "the page's mark-up (datePublished)")
            for value in page.marked("datePublished")
        ),
        *(
            (value, f"{TAG} {name}")
            for name in _TAGS[3:]
            for value in page.meta.get(name, [])[:3]
        ),
    ]
    for each in page.tree.xpath("//time[@datetime] | //abbr[@title]")[:30]:
        if is_day_of_change(each) or belongs_to_another(each, page.heading):
            continue
        if any(is_day_of_change(parent) for parent in list(each.iterancestors())[:2]):
            continue
        if _says_changed(page, each):
            continue
        if value := each.get("datetime") or each.get("title"):
            offers.append((value, _TIME))
    found = []
    for value, read_from in offers:
        if date := read_date(value):
            hour = _INSTANT.match(value.strip())
            if hour and date in _EPOCH:
                continue
            utc = hour and (hour[3] or "").upper() in (
                "Z",
                "UTC",
                "GMT",
                "+00:00",
                "+0000",
            )
            source = f"{read_from}: “{snippet(value)}”"
            found.append(
                GivenDate(date, source, int(hour[1]) if hour and utc else None)
            )
    near = [each for each in found if each.read_from.startswith(_TIME)]
    if len(near) < len(found):
        return found
    # A time in the page may be that of anything, unless it is near the headline.
    return near[: 1 if len({each.date for each in near}) == 1 else 2]


def _says_changed(page: HtmlPage, element: HtmlElement) -> bool:
    """Return whether the line of a <time> says that it is the day of a change."""
    words = " ".join(str(element.text_content()).split())
    for line in page.lines:
        if words and words in line.text and len(line.text) <= 300:
            dates = find_dates(line.text)
            same = [
                date for date in dates if date.words in words or words in date.words
            ]
            return bool(same) and all(date.changed for date in same)
    return False


def _printed(page: HtmlPage, day_first: bool | None) -> list[PrintedDate]:
    """Return the dates that are printed around the headline."""
    found: list[PrintedDate] = []
    for line in [*page.head, *page.lines[:2]]:
        if len(line.text) > 240:
            continue
        dates = find_dates(line.text, day_first)
        if not dates:
            continue
        marked = _MARKED.search(line.marks) is not None and len(line.text.split()) <= 30
        labelled = any(each.labelled or each.changed for each in dates)
        if not (is_date_line(line.text) or marked or labelled or _has_marks(line.text)):
            continue
        for each in dates:
            changed = each.changed or any(each.words in text for text in line.changed)
            if (date := replace(each, changed=changed)) not in found:
                found.append(date)
    return found


def _has_marks(text: str) -> bool:
    return len(text) <= 120 and re.search(r"[·•|∙⋅]", text) is not None


def _without_date(
    page: HtmlPage, printed: list[PrintedDate], day_first: bool | None
) -> Chosen:
    for each in printed:
        if each.why:
            return None, "", f"No date read: {each.why}."
    for value, read_from in (
        (page.described.published, "the page's JSON-LD (datePublished)"),
        *page.tags(*_TAGS),
    ):
        if value and (why := why_unread(value)):
            return None, "", f"No date read: {why}, in {read_from}."
    for line in page.lines[-8:]:
        dates = find_dates(line.text, day_first) if is_date_line(line.text) else []
        if line.element is None or belongs_to_another(line.element, page.heading):
            continue
        marked = (
            any(dates[0].words in text for text in line.changed) if dates else False
        )
        if dates and dates[0].date and not (dates[0].changed or marked):
            return (
                dates[0].date,
                f"the date that readers see: “{dates[0].words}”",
                "Check the date: it is printed below the text.",
            )
    date, words = find_dateline(page.text[:2000].split("\n\n")[:4], day_first)
    if date:
        return (
            date,
            f"the dateline “{snippet(words)}”",
            "Check the date: it is the dateline's.",
        )
    if (found := _IN_ADDRESS.search(page.address)) and (
        date := read_date("-".join(part.zfill(2) for part in found.groups() if part))
    ):
        return date, "the page's address", "Check the date: only the address has it."
    changed = page.described.modified or page.tag(*_CHANGED_TAGS)
    for each in _printed(page, day_first):
        changed = each.words if each.changed else changed
    if changed:
        return (
            None,
            "",
            f"No date of publication read: “{snippet(changed)}” is that of a change.",
        )
    return None, "", ""


def _near(one: PartialDate, other: PartialDate) -> bool:
    if one.precision != "day" or other.precision != "day":
        return _covers(one, other) or _covers(other, one)
    return abs(one.first_day - other.first_day) <= datetime.timedelta(days=1)


def _covers(one: PartialDate, other: PartialDate) -> bool:
    """Return whether a date is the month or the year of another."""
    return other.isoformat().startswith(one.isoformat())
