"""Profiles: the figures of a speaker, a publication, a topic or a year.

Periods, kinds and standings come from the tallies and are exact. Names and languages
are counted among the newest SAMPLE_SIZE quotes, roles and co-quoted speakers among
fewer, since list entries do not contain them. Quotes that were misattributed to a
speaker are only in the tallies. It is one statement for any size of data.
"""

import datetime
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple
from urllib.parse import urlencode

from articles.partial_dates import PartialDate
from quotes import page_sizes
from quotes.labels import language_name
from quotes.listing.facet_types import FACET_TYPES, NAMED
from quotes.models import FacetCode, Standing
from quotes.models.listings import encode_refuted
from quotes.paths import path_for
from quotes.sql import UnionQuery
from quotes.statistics import samples
from quotes.statistics.charts import choose_scale
from quotes.statistics.drawings import Timeline, draw_timeline
from quotes.statistics.tallies import Counts, counts_from, select_counts
from quotes.translation import label as _

#: Maximum number of values of a dimension in a file.
ALL_VALUES = 100_000
#: Below this number of quotes, a percentage would be more precise than the data.
MIN_PERCENT_BASE = 100


@dataclass(frozen=True, slots=True)
class Subject:
    """The subject of a profile: `name` and `slug` are its filter in a list.

    A year reads the entries and tallies of all quotes, limited to that year. `also` has
    further filters of its lists.
    """

    name: str
    slug: str
    facet: str
    value: int
    year: int | None = None
    also: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of_year(cls, year):
        return cls("year", f"{year:04}", FacetCode.ALL, 0, year)

    @property
    def days(self):
        """Return the first and the last day of its year, or None twice."""
        if not self.year:
            return None, None
        return datetime.date(self.year, 1, 1), datetime.date(self.year, 12, 31)

    @property
    def query(self):
        """Return the filter in an address."""
        return urlencode({self.name: self.slug})

    def address(self, *more):
        """Return the address of the list of its quotes, narrowed by (filter, value)."""
        return _list_of((self.name, self.slug), *self.also, *more)

    def address_of_days(self, after, before):
        """Return the address of the list of its quotes between two dates."""
        limits = [("after", after), ("before", before)]
        if self.year:  # the dates are in this year already
            return _list_of(*limits)
        return self.address(*limits)


def _list_of(*filters):
    # Slugs, dates, language tags and codes: nothing that an address would quote.
    query = "&".join([f"{name}={value}" for name, value in filters])
    return f"{path_for('list')}?{query}"


class Share(NamedTuple):
    """A value of a dimension: number and percentage of quotes, and width of its bar."""

    value: str
    label: str
    count: int
    address: str
    percent: str
    width: float


@dataclass(frozen=True, slots=True)
class Dimension:
    """The shares of one dimension, largest first, and the number left out.

    `read` is the number of quotes counted: all of them, unless `sampled`. `more` is the
    URL of the values left out.
    """

    name: str
    legend: str
    shares: tuple[Share, ...]
    left_out: int
    read: int
    sampled: bool
    more: str = ""

    @property
    def has_percents(self):
        """Return whether there are enough quotes to show percentages."""
        return self.read >= MIN_PERCENT_BASE

    @property
    def has_bars(self):
        """Return whether its shares differ, so that bars compare them."""
        return len({share.count for share in self.shares}) > 1 or self.left_out > 0

    @property
    def says_something(self):
        """Return whether a table of it shows more than the number of quotes.

        Verdicts are in the line of counts already.
        """
        every = [share.count for share in self.shares] == [self.read]
        return self.name != "standing" and self.read > 1 and not every


@dataclass(frozen=True, slots=True)
class Role:
    """A role as printed, with its first and last date."""

    role: str
    count: int
    first: PartialDate | None
    last: PartialDate | None
    address: str


@dataclass(frozen=True, slots=True)
class Profile:
    """Quotes over time, and by each dimension that is not the subject itself.

    Names were counted in `read` quotes, back to the date `since`; if `sampled`, in the
    newest only. Only speakers have roles, `co_quoted`, aliases and `state`, which is
    for cache keys.
    """

    subject: Subject
    counts: Counts
    timeline: Timeline | None
    dimensions: tuple[Dimension, ...]
    read: int
    sampled: bool
    since: PartialDate | None
    co_quoted: Dimension | None = None
    roles: tuple[Role, ...] = ()
    roles_left_out: int = 0
    aliases: tuple[str, ...] = ()
    languages: tuple[tuple[str, int], ...] = ()
    state: tuple[tuple[str, str], ...] = ()
    #: The number of sources of a speaker’s quotes, or 0 if they were not all counted.
    sources: int = 0

    @property
    def total(self):
        return self.counts.total

    @property
    def says_something(self):
        """Return whether it shows more than counts over time."""
        tables = [each for each in self.dimensions if each.says_something]
        return bool(tables or self.roles or self.co_quoted)

    def in_standing(self, standing):
        """Return the number of quotes with an attribution in a standing."""
        return self.counts.sorts["standing"].get(standing, 0)

    def dimension(self, name):
        """Return a Dimension by its name, or None."""
        return next((each for each in self.dimensions if each.name == name), None)


def load_profile(subject, shown=page_sizes.PROFILE_VALUES, died=None):
    """Return the Profile of a Subject, with `shown` values of each dimension.

    `died` is the PartialDate of a speaker's death, if it is known.
    """
    query = UnionQuery()
    select_counts(query, subject.facet, subject.value, subject.year)
    refuted = subject.name == "speaker" and encode_refuted(subject.value)
    samples.select_sample(query, subject.facet, subject.value, subject.days, refuted)
    for name in NAMED:
        if name != subject.name:
            samples.select_named(query, name, shown)
    samples.select_languages(query)
    if subject.name == "speaker":
        samples.select_co_quoted(query, subject.value, shown)
        samples.select_roles(query, subject.value, shown)
        samples.select_aliases(query, subject.value)
        samples.select_state(query)
    results = query.execute()
    counted = counts_from(results)
    scale = choose_scale(counted.periods, subject.year)
    read = results["read"][0]
    left_out = _refuted(subject, counted)
    sampled = read.number < counted.total - left_out
    counted_subject = _without_refuted(subject) if left_out else subject
    dimensions = [
        _named(counted_subject, name, results[name], read.number, sampled)
        for name in NAMED
        if name in results
    ]
    dimensions += fixed_dimensions(subject, counted)
    languages = results.get("language", [])
    if len(languages) > 1:
        rows = [
            (each.key, language_name(each.key), each.number)
            for each in sorted(languages, key=lambda each: (-each.number, each.key))
        ]
        dimensions.append(
            _dimension(counted_subject, "language", rows, read.number, sampled=sampled)
        )
    roles = results.get("role", [])
    return Profile(
        subject,
        counted,
        scale and draw_timeline(scale, counted, subject.address_of_days, died=died),
        tuple(dimensions),
        read.number,
        sampled,
        read.days and samples.partial_date(*read.days[:2]),
        _co_quoted(results),
        _roles(counted_subject, roles),
        roles[0].values - len(roles) if roles else 0,
        tuple(each.key for each in results.get("alias", [])),
        tuple((each.key, each.number) for each in languages),
        tuple((each.key, each.label) for each in results.get("state", ())),
        _sources(results, counted.total),
    )


def _sources(results, total):
    if total > samples.CO_QUOTED_SAMPLE_SIZE or results["read"][0].number < total:
        return 0
    return results["articles"][0].number if "articles" in results else 0


def _refuted(subject, counted):
    """Return the number of quotes that were misattributed to a speaker."""
    if subject.name != "speaker":
        return 0
    return counted.sorts["standing"].get(Standing.MISATTRIBUTED, 0)


def _without_refuted(subject):
    """Return a Subject whose lists leave out its misattributed quotes."""
    others = [each for each in Standing.values if each != Standing.MISATTRIBUTED]
    return replace(subject, also=tuple(("standing", each) for each in others))


def fixed_dimensions(subject, counted):
    """Return the Dimensions of some Counts: kinds, standings and anchors."""
    dimensions = []
    for name, found in counted.sorts.items():
        rows = [
            (value, label, found[value])
            for value, (label, _) in FACET_TYPES[name].choices.items()
            if value in found
        ]
        if rows:
            dimensions.append(_dimension(subject, name, rows, counted.total))
    return dimensions


def _named(subject, name, found, read, sampled):
    left_out = found[0].values - len(found)
    return _dimension(subject, name, _most_first(found), read, left_out, sampled)


def _most_first(found):
    rows = [(each.key, each.label, each.number) for each in found]
    return sorted(rows, key=lambda row: (-row[2], row[1], row[0]))


def _shares(rows, read, address):
    """Return the Shares of (value, label, count) rows; `address(value)` is a URL."""
    most = max(count for *_, count in rows)
    return tuple(
        Share(
            value,
            label,
            count,
            address(value),
            percent(count, read),
            round(100 * count / most, 1),
        )
        for value, label, count in rows
    )


def _dimension(subject, name, rows, read, left_out=0, sampled=False):
    return Dimension(
        name,
        FACET_TYPES[name].legend,
        _shares(rows, read, lambda value: subject.address((name, value))),
        left_out,
        read,
        sampled,
        f"{path_for('facet', name)}?{subject.query}" if left_out else "",
    )


def percent(count, total):
    """Return a percentage as text: 12%, or <1% and >99% instead of a wrong 0 or 100."""
    share = 100 * count / total if total else 0
    if 0 < share < 1:
        return "<1%"
    return ">99%" if 99.5 <= share < 100 else f"{share:.0f}%"


def _co_quoted(results):
    if not (found := results.get("beside")):
        return None
    articles = results["articles"][0].number
    shares = _shares(_most_first(found), articles, partial(path_for, "speaker"))
    left_out = found[0].values - len(found)
    return Dimension(
        "beside", _("Quoted in the same sources"), shares, left_out, articles, True
    )


def _roles(subject, found):
    """Return the Roles in the order of their first date; undated ones come last."""
    roles = []
    for each in sorted(found, key=lambda each: (not each.days, each.days, each.key)):
        dates, address = (None, None), ""
        if each.days:
            dates = (
                samples.partial_date(*each.days[:2]),
                samples.partial_date(*each.days[2:]),
            )
            address = subject.address_of_days(*[date.isoformat() for date in dates])
        roles.append(Role(each.key, each.number, *dates, address))
    return tuple(roles)
