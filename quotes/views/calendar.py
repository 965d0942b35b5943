"""The public pages of dates: a month of the calendar, and a day in all years."""

import calendar
import datetime
import re
from dataclasses import dataclass
from itertools import groupby

from django.http import Http404, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from articles.partial_dates import MONTHS, PartialDate
from quotes import page_sizes
from quotes.exports.zotero import metadata_of_list, metadata_of_rows
from quotes.formatting import shorten
from quotes.listing.rows import read_rows
from quotes.models import FacetCode
from quotes.sql import UnionQuery
from quotes.statistics.tallies import counts_from, select_counts
from quotes.views import structured_data
from quotes.views.base import moved, show
from quotes.views.statistics_csv import send_csv
from quotes.views.years import month_path, read_year, year_path

#: Number of shades of the days of a month; the most quoted day has the deepest.
SHADES = 4
#: Number of quotes of a month that Zotero offers.
MAX_CITED = 25
#: A year that has every day.
LEAP_YEAR = 2000
_OF_ALL = "facet = %s AND value = 0 AND tag = ''"


@dataclass(frozen=True, slots=True)
class Day:
    """A day of the calendar; `address` is the path of the list of its quotes."""

    number: int
    name: str
    count: int
    address: str
    shade: int


def newest_month(request):
    """Redirect to the newest month with quotes, in ?year= if it is given."""
    asked = request.GET.get("year", "").strip()
    query = UnionQuery()
    limits = (read_year(asked) * 100 + 1, read_year(asked) * 100 + 12) if asked else ()
    query.select(
        "newest",
        ["max(period)"],
        f"FROM quotes_tally WHERE {_OF_ALL} AND period BETWEEN %s AND %s"
        " AND mod(period, 100) > 0 AND quotes > 0",
        str(FacetCode.ALL),
        *(limits or (1, 999_999)),
    )
    newest = query.execute()["newest"][0].key
    if not newest:
        if asked:
            raise Http404(_("No month of %(year)s has quotes.") % {"year": int(asked)})
        raise Http404(_("No month has quotes yet."))
    return HttpResponseRedirect(month_path(int(newest)))


def month_detail(request, year, month):
    """Show a month as a calendar with the number of quotes of each day."""
    written, counted, days, newest = _month(year, month)
    path = month_path(_period(written))
    if request.path != path:
        return moved(request, path)
    months = [each for each in counted.periods if each % 100]
    place = months.index(_period(written))
    total = counted.periods[_period(written)]
    title = _("Quotes from %(date)s") % {"date": written}
    return show(
        request,
        "month_detail.html",
        path,
        title=title,
        description=_("How many quotes there are from each day of %(month)s.")
        % {"month": written},
        structured_data=structured_data.collection(request, title, path),
        section="calendar",
        embedded_metadata=metadata_of_list(newest),
        month=written,
        month_name=MONTHS[written.month - 1],
        total=total,
        weekdays=[(name, name[:2]) for name in calendar.day_name],
        weeks=_weeks(written, days),
        most=max(days.values(), default=0),
        vague=total - sum(days.values()),
        address=_list_of(written),
        before=_linked(months[place - 1]) if place else None,
        after=_linked(months[place + 1]) if place + 1 < len(months) else None,
        months=[
            (*_linked(each), counted.periods[each])
            for each in months
            if each // 100 == written.year
        ],
        years=list(reversed(counted.years)),
        year_address=year_path(written.year),
        days_in_all_years=[
            (number, day_path(written.month, number))
            for number in range(1, calendar.monthrange(LEAP_YEAR, written.month)[1] + 1)
        ],
        csv_address=reverse("quotes:month_figures", args=[written.isoformat()]),
    )


def month_figures(request, month):
    """Send the number of quotes of each day of a month (as in “2025-02”) as CSV."""
    year, _, number = month.partition("-")
    written, counted, days, _newest = _month(year, number)
    rows = [
        (f"{written.isoformat()}-{day:02}", number)
        for day, number in sorted(days.items())
    ]
    vague = counted.periods[_period(written)] - sum(days.values())
    if vague:
        rows.append((written.isoformat(), vague))
    return send_csv(f"quotes-of-{written.isoformat()}", [("date", "quotes"), *rows])


def _month(year, month):
    """Return a PartialDate, the Counts of all, {day: quotes}, {quote: article}.

    The last has the newest quotes of the month, by their keys.
    """
    number = read_year(year)
    try:
        written = PartialDate(number, int(month) if month.isdecimal() else 0)
    except ValueError:
        text = _("“{month}” is not a month. Write a number from 01 to 12.")
        raise Http404(text.format(month=shorten(month))) from None
    query = UnionQuery()
    select_counts(query, FacetCode.ALL, 0)
    query.select(
        "day",
        ["period", "''", "quotes"],
        f"FROM quotes_tally WHERE {_OF_ALL} AND period BETWEEN %s AND %s"
        " AND quotes > 0",
        str(FacetCode.ALL),
        _period(written) * 100 + 1,
        _period(written) * 100 + 31,
    )
    query.select(
        "newest",
        ["q.id", "''", "q.article_id"],
        "FROM quotes_listentry e JOIN quotes_quote q ON q.id = e.quote_id"
        " WHERE e.facet = %s AND e.value = 0 AND e.day BETWEEN %s AND %s"
        " AND e.last_day <= %s ORDER BY e.day DESC, e.quote_id DESC LIMIT %s",
        str(FacetCode.ALL),
        written.first_day,
        written.last_day,
        written.last_day,
        MAX_CITED,
    )
    results = query.execute()
    counted = counts_from(results)
    if _period(written) not in counted.periods:
        raise Http404(_("No quotes for %(month)s yet.") % {"month": written})
    days = {int(each.key) % 100: each.number for each in results.get("day", ())}
    newest = {int(each.key): each.number for each in results.get("newest", ())}
    return written, counted, days, newest


def _weeks(written, days):
    """Return the weeks of a month as lists of Days, or None for other months' days."""
    most = max(days.values(), default=1)
    weeks = []
    for week in calendar.monthcalendar(written.year, written.month):
        row = []
        for number in week:
            count, day = days.get(number, 0), None
            if number:
                date = PartialDate(written.year, written.month, number)
                # Rounded up, so that every day with a quote has a shade.
                shade = -(-count * SHADES // most)
                day = Day(number, str(date), count, _list_of(date), shade)
            row.append(day)
        weeks.append(row)
    return weeks


def _period(written):
    return written.year * 100 + written.month


def _linked(period):
    """Return (name, path) of a month."""
    return str(PartialDate(period // 100, period % 100)), month_path(period)


def _list_of(written):
    """Return the path of the list of quotes of a day or a month."""
    query = f"after={written.isoformat()}&before={written.isoformat()}"
    return f"{reverse('quotes:list')}?{query}"


# A day in all years


def today(request):
    """Redirect to the page of this day in all years."""
    day = timezone.localdate()
    return HttpResponseRedirect(day_path(day.month, day.day))


def day_detail(request, day):
    """Show the quotes of a day of the year (as in “02-13”) in all years."""
    month, day_number = _read_day(day)
    name = f"{day_number} {MONTHS[month - 1]}"
    counts, keys = _of_day(month, day_number)
    quotes = read_rows(keys)
    found = groupby(quotes, key=lambda quote: quote.dated.year)
    around = [
        datetime.date(LEAP_YEAR, month, day_number) + datetime.timedelta(days=step)
        for step in (-1, 1)
    ]
    before, after = (
        (f"{each.day} {MONTHS[each.month - 1]}", day_path(each.month, each.day))
        for each in around
    )
    path = day_path(month, day_number)
    return show(
        request,
        "day_detail.html",
        path,
        title=_("On this day: %(day)s") % {"day": name},
        description=_("What was said or printed on %(day)s, in all years.")
        % {"day": name},
        structured_data=structured_data.collection(
            request, _("Quotes from %(date)s") % {"date": name}, path
        ),
        section="calendar",
        embedded_metadata=metadata_of_rows(quotes),
        day=name,
        total=sum(counts.values()),
        years=[
            (year, number, _list_of(PartialDate(year, month, day_number)))
            for year, number in counts.items()
        ],
        groups=[
            (year, counts[year], _list_of(PartialDate(year, month, day_number)), rows)
            for year, rows in ((year, list(rows)) for year, rows in found)
        ],
        before=before,
        after=after,
        of_year=page_sizes.QUOTES_OF_YEAR,
        csv_address=reverse("quotes:day_figures", args=[day]),
    )


def day_figures(request, day):
    """Send the number of quotes of a day of the year in each year as CSV."""
    month, number = _read_day(day)
    counts, _ = _of_day(month, number)
    rows = [
        (PartialDate(year, month, number).isoformat(), quotes)
        for year, quotes in counts.items()
    ]
    return send_csv(f"quotes-of-{day}", [("date", "quotes"), *rows])


def day_path(month, day):
    """Return the path of a day in all years."""
    return reverse("quotes:day", args=[f"{month:02}-{day:02}"])


def _read_day(written):
    """Return (month, day) of “02-13”, or raise an Http404 that explains the format."""
    match = re.fullmatch("([0-9]{2})-([0-9]{2})", written)
    try:
        day = datetime.date(LEAP_YEAR, *map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        text = _(
            "“{day}” is not a day of the year. Write month and day, as in 02-13 for 13 "
            "February."
        )
        raise Http404(text.format(day=shorten(written)))
    return day.month, day.day


def _of_day(month, day):
    """Return {year: number of quotes} of a day, and some keys; newest year first.

    It looks up the day by key in each year whose month has quotes, and then its newest
    quotes.
    """
    query = UnionQuery()
    query.cte(
        "days",
        f"SELECT d.period, d.quotes, make_date(d.period / 10000, %s, %s) AS day FROM"
        f" (SELECT period FROM quotes_tally WHERE {_OF_ALL} AND period BETWEEN 1 AND"
        " 999999 AND mod(period, 100) = %s AND quotes > 0) m JOIN quotes_tally d ON"
        " d.facet = %s AND d.value = 0 AND d.tag = ''"
        " AND d.period = m.period * 100 + %s WHERE d.quotes > 0",
        month,
        day,
        str(FacetCode.ALL),
        month,
        str(FacetCode.ALL),
        day,
    )
    query.select("year", ["period / 10000", "''", "quotes"], "FROM days")
    query.select(
        "newest",
        ["quote_id", "period / 10000"],
        "FROM (SELECT * FROM days ORDER BY period DESC LIMIT %s) d CROSS JOIN LATERAL"
        " (SELECT quote_id FROM quotes_listentry e WHERE facet = %s AND value = 0"
        " AND e.day = d.day AND last_day = d.day ORDER BY quote_id DESC LIMIT %s) e",
        page_sizes.QUOTES_OF_DAY,
        str(FacetCode.ALL),
        page_sizes.QUOTES_OF_YEAR,
    )
    results = query.execute()
    counts = {int(each.key): each.number for each in results.get("year", ())}
    newest = sorted(
        ((int(each.label), int(each.key)) for each in results.get("newest", ())),
        reverse=True,
    )
    return dict(sorted(counts.items(), reverse=True)), [
        key for _, key in newest[: page_sizes.QUOTES_OF_DAY]
    ]
