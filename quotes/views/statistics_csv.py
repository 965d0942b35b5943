"""Statistics as CSV (RFC 4180), safe against spreadsheet formulas.

The last columns of a row are the quotes among which its number was counted: all there
are, or the newest, where counting all would take too long.
"""

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _

from quotes.citations.formats import FORMATS
from quotes.citations.table import rows_as_csv
from quotes.formatting import echo
from quotes.listing.facet_types import NAMED
from quotes.statistics.keywords import keywords_of
from quotes.statistics.profiles import ALL_VALUES
from quotes.statistics.samples import ROLE_SAMPLE_SIZE
from quotes.views.profiles import find_subject

#: In rows of co-quoted speakers, `quotes` is a number of articles.
COLUMNS = ("dimension", "value", "label", "quotes", "counted", "of")
EVERY, NEWEST = "all", "newest"


def figures(request, dimension, slug):
    """Send the profile of a speaker, a publication or a topic (`dimension`) as CSV."""
    if dimension not in NAMED:
        text = _("There are no statistics for “{kind}”.")
        raise Http404(text.format(kind=echo(dimension)))
    row, profile = find_subject(dimension, slug, ALL_VALUES)
    if profile is None:  # an old slug
        row, profile = find_subject(dimension, row.slug, ALL_VALUES)
    keywords = keywords_of(profile) if dimension == "speaker" else None
    return send_csv(f"quotes-in-figures-{row.slug}", profile_rows(profile, keywords))


def profile_rows(profile, keywords=None):
    """Yield the rows of a Profile, beginning with the names of the columns."""
    total = profile.total
    yield COLUMNS
    yield "total", "", "", total, EVERY, total
    yield from time_rows(profile.counts, with_years=not profile.subject.year)
    for dimension in filter(None, (*profile.dimensions, profile.co_quoted)):
        yield from share_rows(dimension)
    read = min(profile.read, ROLE_SAMPLE_SIZE)
    counted = NEWEST if profile.sampled or read < profile.read else EVERY
    for role in profile.roles:
        yield "role", "", role.role, role.count, counted, read
    yield from word_rows(keywords)


def share_rows(dimension, sampled=False):
    """Yield the rows of a Dimension."""
    counted = NEWEST if sampled or dimension.sampled else EVERY
    for share in dimension.shares:
        label = "" if share.label == share.value else share.label
        numbers = share.count, counted, dimension.read
        yield dimension.name, share.value, label, *numbers


def word_rows(keywords):
    """Yield the rows of some Keywords, if any."""
    for word in keywords.words if keywords else ():
        yield "word", word.word, "", word.own, NEWEST, keywords.own


def time_rows(counts, with_years=True, counted=EVERY):
    """Yield the rows of years and months of some Counts, and of unknown ones."""
    total = counts.total
    for year, number in counts.years.items() if with_years else ():
        yield "year", f"{year:04}", "", number, counted, total
    if with_years and counts.undated:
        yield "year", "", "not known", counts.undated, counted, total
    for period, number in counts.periods.items():
        year, month = divmod(period, 100)
        value = f"{year:04}-{month:02}" if month else ""
        label = "" if month else f"not known, of {year:04}"
        yield "month", value, label, number, counted, total


def send_csv(name, rows):
    """Return a response with these rows as a CSV file."""
    return HttpResponse(
        rows_as_csv(rows),
        content_type=FORMATS["csv"].media_type,
        headers={"Content-Disposition": f'attachment; filename="{name}.csv"'},
    )
