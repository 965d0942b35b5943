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
from quotes.exports.zotero import metadata_of_list, metadata_of_rows
from quotes.formatting import echo
from quotes.listing.rows import read_quote_rows
from quotes.statistics.periods import count_by_time, read_day_of_years, read_month
from quotes.views import structured_data
from quotes.views.base import redirect_to_present_path, show
from quotes.views.statistics_csv import send_csv
from quotes.views.years import month_path, read_year, year_path

#: Number of shades of the days of a month; the most quoted day has the deepest.
SHADES = 4
#: A year that has every day.
LEAP_YEAR = 2000


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
    year = read_year(asked) if asked else None
    months = [
        period
        for period in count_by_time().periods
        if period % 100 and (not year or period // 100 == year)
    ]
    if months:
        return HttpResponseRedirect(month_path(max(months)))
    if year:
        raise Http404(_("No month of %(year)s has quotes.") % {"year": year})
    raise Http404(_("No month has quotes yet."))


def month_detail(request, year, month):
    """Show a month as a calendar with the number of quotes of each day."""
    written, counted, days, newest = _month(year, month)
    path = month_path(_period(written))
    if request.path != path:
        return redirect_to_present_path(request, path)
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
    """Return a PartialDate and the results of read_month(), or raise an Http404."""
    number = read_year(year)
    try:
        written = PartialDate(number, int(month) if month.isdecimal() else 0)
    except ValueError:
        text = _("“{month}” is not a month. Write a number from 01 to 12.")
        raise Http404(text.format(month=echo(month))) from None
    counted, days, newest = read_month(written)
    if _period(written) not in counted.periods:
        raise Http404(_("No quotes for %(month)s yet.") % {"month": written})
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
    counts, keys = read_day_of_years(month, day_number)
    quotes = read_quote_rows(keys)
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
        csv_address=reverse("quotes:day_figures", args=[day]),
    )


def day_figures(request, day):
    """Send the number of quotes of a day of the year in each year as CSV."""
    month, number = _read_day(day)
    counts, _ = read_day_of_years(month, number)
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
        raise Http404(text.format(day=echo(written)))
    return day.month, day.day
