"""The statement of a list: its rows, their number and their facets.

Each part reads at most SAMPLE_SIZE rows. Counts are exact up to there, and beyond it if
they come from tallies.
"""

from dataclasses import dataclass, field
from typing import NamedTuple

from quotes import page_sizes
from quotes.listing.facet_types import FACET_TYPES
from quotes.listing.planner import SAMPLE_SIZE
from quotes.listing.prints import CARD, count_others
from quotes.listing.rows import ROW, QuoteRow, read_row
from quotes.models import FacetCode
from quotes.models.listings import COUNTERS
from quotes.search.query import rank_columns
from quotes.sql import UnionQuery

#: Number of newest matches counted for a facet whose own filter is set. It shows few
#: other values, and only it uses this sample.
OTHER_VALUES_SAMPLE_SIZE = 250
#: Maximum count where counting is cheap.
MAX_EXACT_COUNT = 10_000

_DAY_AND_ROW = f"concat_ws(' ', r.day, {ROW.format(key='r.quote_id')})"


class Count(NamedTuple):
    """The number of quotes with a value, or a lower bound if not `exact`."""

    label: str
    quotes: int
    exact: bool


@dataclass(slots=True)
class Results:
    """A page's rows as (key, day), and the counts of the whole list.

    `quotes` has the QuoteRow of each public key. `facets` has {facet: {value: Count}},
    most frequent first. `total` is exact, or there are more than that. A facet is in
    `whole` if all matches were counted, so that a missing value has no quotes, and in
    `only_chosen` if other values were not counted.
    """

    rows: list[tuple[int, str]] = field(default_factory=list)
    quotes: dict[int, QuoteRow] = field(default_factory=dict)
    total: int = 0
    exact: bool = True
    facets: dict = field(default_factory=dict)
    whole: set = field(default_factory=set)
    only_chosen: set = field(default_factory=set)
    #: {key of a quote: number of other matches of its saying}, in a grouped list.
    more: dict[int, int] = field(default_factory=dict)


class ListStatement:
    """The statement of one page: select what it needs, then fetch() the Results."""

    def __init__(
        self, criteria, planner, values_shown=page_sizes.OPTIONS, *, on_page=False
    ):
        self.criteria, self.planner, self.plan = criteria, planner, planner.plan
        self.ungrouped = criteria.ungrouped
        #: Whether it is for a list, which counts other names of a search on demand.
        self.on_page = on_page
        #: Whether the main sample has the columns of ranks().
        self.by_rank = False
        self.values_shown = values_shown
        self.query = UnionQuery()
        #: Maximum of the total; None if it comes from a tally.
        self.bound = None
        #: The sample from which a facet is counted; None if it comes from a tally.
        self.counted_from = {}
        #: Facets of which only chosen names are counted.
        self.only_chosen = set()
        #: {filter left out: name}, and {name: maximum number of rows}.
        self.samples, self.sizes = {}, {}

    def sample(self, without=""):
        """Return the name of the CTE with the newest matches.

        `without` is a filter to leave out. The CTE is shared by all facets whose filter
        is not set.
        """
        criteria = self.ungrouped
        if not without or not getattr(criteria, without):
            without = "main"
        if without not in self.samples:
            rest = criteria if without == "main" else criteria.without(without)
            size = SAMPLE_SIZE
            if without != "main" and rest.search:
                size = OTHER_VALUES_SAMPLE_SIZE
            plan = self.plan(rest, size + 1, more=self.ranks(without))
            self.samples[without] = f"of_{without}"
            self.sizes[self.samples[without]] = size
            sql = plan.sql
            if self.criteria.group:
                sql = f"SELECT m.*, {CARD} AS card FROM ({sql}) m"
            self.query.cte(
                self.samples[without], sql, *plan.parameters, prepared=plan.prepared
            )
        return self.samples[without]

    def cards(self):
        """Return the name of the CTE with the newest rows of the list itself.

        In a grouped list these are one match of each saying, while facets count the
        sayings among all matches.
        """
        if not self.criteria.group:
            return self.sample()
        if "cards" not in self.samples:
            plan = self.plan(self.criteria, SAMPLE_SIZE + 1, more=self.ranks("main"))
            self.samples["cards"] = "of_cards"
            self.query.cte(
                "of_cards", plan.sql, *plan.parameters, prepared=plan.prepared
            )
        return self.samples["cards"]

    def ranks(self, without):
        """Return (columns, parameters) by which the main sample is ranked, if it is."""
        if without != "main" or not self.by_rank:
            return (), ()
        columns, parameters = rank_columns(self.criteria.search)
        return [f"{sql} AS rank_{n}" for n, sql in enumerate(columns)], parameters

    def select_rows(self, order, cursor, limit=None, *, with_quotes=True):
        """Select the rows of the page: key, day and place in the order.

        `with_quotes` adds the QuoteRow after the day.
        """
        limit = limit or page_sizes.QUOTES + 1
        label = _DAY_AND_ROW if with_quotes else "r.day"
        back = bool(cursor and cursor.back)
        if order in ("newest", "oldest"):
            page = "page"
            if order == "newest" and not cursor and self.criteria.on:
                page = self.cards()  # begins with the rows of the page
            else:
                plan = self.plan(self.criteria, limit, cursor, order)
                self.query.cte(page, plan.sql, *plan.parameters, prepared=plan.prepared)
            rows = f"FROM (SELECT quote_id, day FROM {page} LIMIT {limit:d}) r"
            self.query.select("row", ["quote_id", label, "row_number() OVER ()"], rows)
            self.select_others(rows)
            return
        if order == "relevance":
            self.by_rank = True
            columns, _ = rank_columns(self.criteria.search)
            by = ", ".join(f"rank_{n} DESC" for n in range(len(columns))) or "day DESC"
            joined = ""
        else:
            by = "s.index_letter, s.index_key"
            # LIMIT keeps PostgreSQL from reading all speakers for a few quotes.
            joined = (
                "LEFT JOIN LATERAL (SELECT index_letter, index_key FROM quotes_speaker"
                " WHERE id = m.attributions[1] >> 2 LIMIT 1) s ON true"
            )
        self.query.cte(
            "ranked",
            f"SELECT quote_id, day, row_number() OVER (ORDER BY {by}, day DESC,"
            f" quote_id DESC) AS place FROM {self.cards()} m {joined}",
        )
        place = "(SELECT place FROM ranked WHERE quote_id = %s)"
        after = f"place < {place}" if back else f"place > coalesce({place}, 0)"
        rows = (
            f"FROM (SELECT * FROM ranked WHERE {after}"
            f" ORDER BY place {'DESC' if back else ''} LIMIT %s) r"
        )
        which = "-place" if back else "place"
        parameters = [cursor.pk if cursor else None, limit]
        self.query.select("row", ["quote_id", label, which], rows, *parameters)
        self.select_others(rows, *parameters)

    def select_others(self, rows, *parameters):
        """Select the number of other matches of the saying of each row, if grouped."""
        if self.criteria.group:
            sql, given = count_others(self.criteria.all_conditions())
            columns = ["quote_id", "''", sql]
            self.query.select("more", columns, rows, *given, *parameters)

    def select_total(self):
        """Select the number of quotes."""
        if single := self.criteria.single():
            self._select_total(
                "coalesce((SELECT quotes FROM quotes_tally"
                " WHERE facet = %s AND value = %s AND tag = '' AND period = 0), 0)",
                str(single[0]),
                single[1],
            )
            return
        counted = f"(SELECT count(*) FROM {self.cards()})"
        plan = self.plan(self.criteria, MAX_EXACT_COUNT + 1)
        if not plan.cheap_to_count:
            self.bound = SAMPLE_SIZE
            self._select_total(counted)
            return
        self.bound = MAX_EXACT_COUNT
        self._select_total(
            f"CASE WHEN {counted} <= %s THEN {counted}"
            f" ELSE (SELECT count(*) FROM ({plan.sql}) more) END",
            SAMPLE_SIZE,
            *plan.parameters,
        )

    def _select_total(self, sql, *parameters):
        self.query.select("total", ["''", "''", sql], "", *parameters)

    def select_facet(self, name):
        """Select the values of one facet: value, label and number of quotes."""
        facet, single = FACET_TYPES[name], self.criteria.single(but=name)
        if single and (
            facet.tally in ("counters", "periods")
            or (facet.tally and single[0] == FacetCode.ALL)
        ):
            self._select_from_tallies(facet, str(single[0]), single[1])
        else:
            self._select_from_sample(facet)

    def _select_from_tallies(self, facet, *single):
        name, where = facet.name, "facet = %s AND value = %s AND tag = ''"
        if facet.tally == "counters":
            counters = ", ".join(f"('{each}', {each})" for each in COUNTERS[name])
            self.query.select(
                name,
                ["k.name", "''", "k.quotes"],
                f"FROM quotes_tally CROSS JOIN LATERAL (VALUES {counters})"
                f" k (name, quotes) WHERE {where} AND period = 0",
                *single,
            )
        elif facet.tally == "periods":
            self.query.select(
                name,
                [facet.key, "''", "quotes"],
                "FROM (SELECT period / 100 AS value, sum(quotes) AS quotes"
                f" FROM quotes_tally WHERE {where} AND period BETWEEN 1 AND 999999"
                " GROUP BY 1) c WHERE quotes > 0",
                *single,
            )
        elif facet.tally == "tags":
            # The most frequent, and the chosen ones, which may not be among them.
            chosen, parameters = self.criteria.of_languages("tag")
            of_facet = (
                "SELECT tag, quotes FROM quotes_tally"
                " WHERE facet = 'l' AND period = 0 AND quotes > 0"
            )
            self.query.select(
                name,
                ["tag", "''", "quotes"],
                f"FROM (({of_facet} ORDER BY quotes DESC, tag"
                f" LIMIT {self.values_shown:d}) UNION ({of_facet} AND {chosen})) c",
                *parameters,
            )
        else:
            # Likewise.
            chosen = list(getattr(self.criteria, name))
            of_facet = "FROM quotes_tally WHERE facet = %s AND period = 0"
            self.query.select(
                name,
                ["s.slug", "s.name", "c.quotes"],
                f"FROM ((SELECT value, quotes"
                f" {of_facet} AND quotes > 0 ORDER BY quotes DESC, value"
                f" LIMIT {self.values_shown + len(chosen):d})"
                f" UNION (SELECT value, quotes {of_facet} AND tag = ''"
                " AND value = ANY (%s::bigint[]))) c"
                f" JOIN {facet.table} s ON s.id = c.value",
                str(facet.entries),
                str(facet.entries),
                chosen,
            )
        self.counted_from[name] = None

    def _select_from_sample(self, facet):
        name = facet.name
        also, parameters = self._within(name)
        if self._is_costly(facet):
            sample = self.sample()
            self.only_chosen.add(name)
            also = " AND ".join(filter(None, (also, f"({facet.value}) = ANY (%s)")))
            parameters = [*parameters, list(getattr(self.criteria, name))]
        else:
            sample = self.sample(without=name)
        where = f"WHERE {also}" if also else ""
        key, count = "quote_id", facet.count
        if self.criteria.group:
            key, count = "card", "count(DISTINCT card)"
        if facet.array:
            rows = f"(SELECT {key}, unnest({facet.array}) AS a FROM {sample}) each"
        else:
            rows = sample
        counted = (
            f"SELECT {facet.value} AS value, {count} AS quotes"
            f" FROM {rows} {where} GROUP BY 1"
        )
        if facet.model:
            chosen = list(getattr(self.criteria, name))
            self.query.select(
                name,
                ["s.slug", "s.name", "c.quotes"],
                f"FROM ({counted} ORDER BY ({facet.value}) = ANY (%s) DESC, 2 DESC, 1"
                f" LIMIT {self.values_shown + len(chosen):d}) c"
                f" JOIN {facet.table} s ON s.id = c.value",
                *parameters,
                chosen,
            )
        else:
            self.query.select(
                name,
                [facet.key, "''", "quotes"],
                f"FROM ({counted}) c WHERE value IS NOT NULL",
                *parameters,
            )
        if sample not in self.counted_from.values():
            self.query.select(
                "read", [f"'{sample}'", "''", "count(*)"], f"FROM {sample}"
            )
        self.counted_from[name] = sample

    def _is_costly(self, facet):
        """Return whether other names than the chosen ones are left out.

        They would be counted among all quotes with the words, and these are many.
        """
        return bool(
            self.on_page
            and facet.model
            and self.criteria.search
            and getattr(self.criteria, facet.name)
            and self.planner.finds_many(self.criteria.without(facet.name))
        )

    def _within(self, name):
        """Return the condition on attributions of speakers and their standings.

        A list by speaker and standing has quotes in which that speaker has that
        standing, so each of the two facets counts within the other.
        """
        if name == "speaker" and self.criteria.standing:
            return "a & 3 = ANY (%s)", [list(self.criteria.standing)]
        if name == "standing" and self.criteria.speaker:
            return "a >> 2 = ANY (%s)", [list(self.criteria.speaker)]
        return "", []

    def fetch(self):
        """Run the statement and return its Results."""
        results = self.query.execute()
        found = Results(only_chosen=self.only_chosen)
        for row in sorted(results.get("row", ()), key=lambda row: row.number):
            day, _, quote = row.label.partition(" ")
            found.rows.append((int(row.key), day))
            if quote:
                found.quotes[int(row.key)] = read_row(quote)
        found.more = {int(row.key): row.number for row in results.get("more", ())}
        for row in results.get("total", ()):
            found.exact = not self.bound or row.number <= self.bound
            found.total = row.number if found.exact else self.bound
        read = {row.key: row.number for row in results.get("read", ())}
        for name, sample in self.counted_from.items():
            whole = read.get(sample, 0) <= self.sizes.get(sample, SAMPLE_SIZE)
            if whole:
                found.whole.add(name)
            rows = results.get(name, ())
            found.facets[name] = {
                row.key: Count(row.label, row.number, whole)
                for row in sorted(
                    rows, key=lambda row: (-row.number, row.label, row.key)
                )
            }
        return found
