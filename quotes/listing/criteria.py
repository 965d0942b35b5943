"""The criteria of a list, as keys and dates, and the SQL conditions for them.

The columns are those of listings and list entries (quotes/models/listings.py), which
have the same names. Conditions are made of constant SQL and parameters.
"""

import datetime
from dataclasses import dataclass, fields, replace

from quotes.listing.facet_types import FACET_TYPES, NAMED
from quotes.listing.prints import IS, is_first
from quotes.models import FacetCode
from quotes.models.listings import UNKNOWN_DAY, encode_attribution, filter_lexeme
from quotes.search.query import Query

#: The `last_day` of undated quotes.
LATEST_DATE = datetime.date(9999, 12, 31)
ALL_STANDINGS = (0, 1, 2, 3)


@dataclass(frozen=True, slots=True)
class Criteria:
    """Filters: several values of one widen, different filters narrow.

    Speakers, publications and topics are keys, standings are codes, languages are
    lower-case tags, `end` is the first day after the requested ones. `earliest` and
    `variants` select those prints of sayings. `group` keeps only the earliest match of
    each saying. `nothing` means that nothing matches, because all requested names are
    unknown. `known` selects dated (True) or undated (False) quotes; it is not a filter
    for readers, but serves to read a list with the oldest first in two parts.
    """

    speaker: tuple[int, ...] = ()
    standing: tuple[int, ...] = ()
    publication: tuple[int, ...] = ()
    topic: tuple[int, ...] = ()
    kind: tuple[str, ...] = ()
    anchor: tuple[str, ...] = ()
    language: tuple[str, ...] = ()
    year: tuple[int, ...] = ()
    start: datetime.date | None = None
    end: datetime.date | None = None
    search: Query | None = None
    earliest: bool = False
    variants: bool = False
    group: bool = False
    nothing: bool = False
    known: bool | None = None

    def without(self, name):
        """Return these criteria without one filter, or without the search."""
        return replace(self, **{name: None if name == "search" else ()})

    @property
    def on(self):
        """Return the names of the filters that are set."""
        return {name for name in _FILTERS if getattr(self, name)}

    @property
    def values_on(self):
        """Return the names of the filters that are set and have a facet."""
        return self.on - {"start", "end", "search", "nothing", *self.of_prints}

    @property
    def of_prints(self):
        """Return the names of the filters by prints of sayings that are set."""
        return [name for name in IS if getattr(self, name)]

    @property
    def ungrouped(self):
        """Return these criteria for all matching prints of each saying."""
        return replace(self, group=False) if self.group else self

    def single(self, but=""):
        """Return (facet, value) if no other filter than `but` is set, else None."""
        on = self.on - {but}
        if self.group:
            return None
        if not on:
            return FacetCode.ALL, 0
        (name,) = on if len(on) == 1 else ("",)
        if name in NAMED and len(getattr(self, name)) == 1:
            return NAMED[name].entries, getattr(self, name)[0]
        return None

    @property
    def dated(self):
        """Return whether a filter by date is set."""
        return bool(self.year or self.start or self.end)

    def conditions(self, but=""):
        """Return ([SQL], [parameter]) of all filters except the words and `but`."""
        return _joined([*self._of_values(but), *self._of_rest(but)])

    def conditions_beside_tsquery(self):
        """Return ([SQL], [parameter]) for filters outside tsquery(), such as dates."""
        refused = [("false", [])] if self.nothing else []
        return _joined([*refused, *self._of_rest()])

    def all_conditions(self):
        """Return ([SQL], [parameter]) of all filters for a listing, without `group`."""
        sql, parameters = replace(self, group=False, known=None).conditions()
        if self.search:
            sql.append("search @@ %s::tsquery")
            parameters.append(self.search.tsquery)
        return sql, parameters

    def _of_rest(self, but=""):
        if self.search and self.search.excluded:
            yield "quote_id <> ALL (%s::bigint[])", [list(self.search.excluded)]
        yield from self._of_dates()
        yield from ((IS[name], []) for name in self.of_prints if name != but)
        if self.group and not self.earliest:
            yield is_first(self.all_conditions())

    def _of_values(self, but):
        if self.nothing:
            yield "false", []
        if self.speaker and (self.standing or but != "speaker"):
            yield "attributions && %s::bigint[]", [self.codes()]
        elif self.standing:
            yield (
                "EXISTS (SELECT FROM unnest(attributions) a WHERE a & 3 = ANY (%s))",
                [list(self.standing)],
            )
        for name, facet in FACET_TYPES.items():
            if facet.column and getattr(self, name) and but != name:
                yield f"{facet.column} = ANY (%s)", [list(getattr(self, name))]
        if self.topic and but != "topic":
            yield "topics && %s::bigint[]", [list(self.topic)]
        if self.language:
            yield self.of_languages("language")

    def of_languages(self, column):
        """Return (SQL, [parameter]) for a column with one of the languages.

        A tag also finds its subtags: en finds en-GB.
        """
        return (
            f"(lower({column}) = ANY (%s) OR lower({column}) LIKE ANY (%s))",
            [list(self.language), [f"{tag}-%" for tag in self.language]],
        )

    def _of_dates(self):
        if self.known is not None:
            yield f"day {'>' if self.known else '='} %s", [UNKNOWN_DAY]
        if self.dated:
            yield "last_day < %s", [min(self.end or LATEST_DATE, LATEST_DATE)]
        if self.start:
            yield "day >= %s", [self.start]
        if self.end:
            yield "day < %s", [self.end]
        if self.year:
            spans = [
                (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
                for year in self.year
            ]
            yield (
                f"({' OR '.join('day BETWEEN %s AND %s' for _ in spans)})",
                [day for span in spans for day in span],
            )

    def codes(self):
        """Return the numbers in `attributions` for these speakers and standings."""
        return [
            encode_attribution(speaker, standing)
            for speaker in self.speaker
            for standing in self.standing or ALL_STANDINGS
        ]

    def lexemes(self):
        """Return the filters as a tsquery of lexemes: see filter_lexeme()."""
        standings = [f"={each}" for each in self.standing] or [""]
        ors = [
            ("s", [f"{each}{other}" for each in self.speaker for other in standings]),
            ("d", self.standing if not self.speaker else ()),
            *(
                (facet.lexeme, getattr(self, name))
                for name, facet in FACET_TYPES.items()
                if name not in ("speaker", "standing")
            ),
        ]
        return " & ".join(
            f"({' | '.join(_quoted(filter_lexeme(kind, each)) for each in values)})"
            for kind, values in ors
            if values
        )

    def tsquery(self):
        """Return the words and the filters as one tsquery."""
        words = f"({self.search.tsquery})" if self.search else ""
        return " & ".join(filter(None, (words, self.lexemes())))


_FILTERS = [
    each.name for each in fields(Criteria) if each.name not in ("known", "group")
]


def _joined(found):
    found = list(found)
    return [sql for sql, _ in found], [each for _, values in found for each in values]


def _quoted(lexeme):
    return "'" + lexeme.replace("\\", "\\\\").replace("'", "''") + "'"
