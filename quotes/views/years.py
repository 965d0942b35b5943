"""The public pages of years: the list, and one year's profile."""

import re

from django.http import Http404
from django.urls import reverse

from quotes import page_sizes
from quotes.formatting import echo
from quotes.statistics.charts import choose_scale
from quotes.statistics.drawings import draw_timeline
from quotes.statistics.periods import count_by_time
from quotes.statistics.profiles import ALL_VALUES, Subject, load_profile
from quotes.translation import label as _
from quotes.views import structured_data
from quotes.views.base import redirect_to_present_path, show
from quotes.views.profiles import show_subject
from quotes.views.statistics_csv import COLUMNS, profile_rows, send_csv, time_rows


def year_list(request):
    """List the years that have quotes, with a chart."""
    counted = count_by_time()
    scale = choose_scale(counted.periods)
    path = reverse("quotes:years")
    return show(
        request,
        "year_list.html",
        path,
        title=_("Quotes by year"),
        description=_("How many quotes there are from each year, and which."),
        structured_data=structured_data.collection(request, _("Quotes by year"), path),
        section="years",
        counts=counted,
        timeline=scale and draw_timeline(scale, counted, _list_of_days),
        years=[
            (year, year_path(year), number)
            for year, number in reversed(counted.years.items())
        ],
        csv_address=reverse("quotes:years_figures"),
    )


def year_detail(request, year):
    """Show a year: its months, speakers, publications, topics and quotes."""
    profile = _year_profile(year)
    number = profile.subject.year
    path = year_path(number)
    if request.path != path:
        return redirect_to_present_path(request, path)
    years = count_by_time().years
    before = max((each for each in years if each < number), default=None)
    after = min((each for each in years if each > number), default=None)
    return show_subject(
        request,
        profile,
        "year_detail.html",
        path,
        title=_("Quotes from %(year)s") % {"year": number},
        description=_("Who was quoted in %(year)s, where, and on which topics.")
        % {"year": number},
        others=_("Filter by speaker, topic, outlet or verdict"),
        section="years",
        year=number,
        year_before=before and (before, year_path(before)),
        year_after=after and (after, year_path(after)),
        month=_newest_month(profile),
    )


def years_figures(request):
    """Send the number of quotes of each year and month as CSV."""
    return send_csv("quotes-by-year", [COLUMNS, *time_rows(count_by_time())])


def year_figures(request, year):
    """Send the profile of a year as CSV."""
    profile = _year_profile(year, ALL_VALUES)
    return send_csv(f"quotes-in-figures-{profile.subject.slug}", profile_rows(profile))


def read_year(written):
    """Return a year as a number, or raise an Http404 that explains the format."""
    if not re.fullmatch("[0-9]{1,4}", written) or int(written) == 0:
        text = _("“{year}” is not a year. Write four figures, as in 2025.")
        raise Http404(text.format(year=echo(written)))
    return int(written)


def year_path(year):
    """Return the path of a year's page."""
    return reverse("quotes:year", args=[f"{year:04}"])


def _year_profile(written, shown=page_sizes.PROFILE_VALUES):
    year = read_year(written)
    profile = load_profile(Subject.of_year(year), shown)
    if not profile.total:
        raise Http404(_("No quotes for %(year)s yet.") % {"year": year})
    return profile


def _newest_month(profile):
    """Return the path of the last month of a year that has quotes, or ""."""
    months = [period for period in profile.counts.periods if period % 100]
    return month_path(max(months)) if months else ""


def month_path(period):
    """Return the path of a month in the calendar; `period` is as in 202502."""
    written = f"{period // 100:04}", f"{period % 100:02}"
    return reverse("quotes:month", args=written)


def _list_of_days(after, before):
    if after == before and len(after) == 4:
        return reverse("quotes:year", args=[after])
    return f"{reverse('quotes:list')}?after={after}&before={before}"
