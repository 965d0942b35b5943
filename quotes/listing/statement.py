"""The statement of a list: its rows, how many there are, and of what kinds.

It is put together of parts, each of which reads at most SAMPLE_SIZE rows, whatever the
size of the data; what a list has is counted in full up to there, and beyond it only
what the tallies know.
"""

from dataclasses import dataclass, field

from quotes.listing.criteria import WAYS
from quotes.listing.pagination import PAGE_SIZE
from quotes.listing.planner import SAMPLE_SIZE
from quotes.listing.rows import ROW, QuoteRow, read_row
from quotes.models import Facet
from quotes.search.query import rank_sql
from quotes.sql import run

#: So many matches are counted at all where that is cheap.
MAX_EXACT_COUNT = 10_000
#: So many values of a facet are offered at once.
FACET_VALUES_SHOWN = 8

#: The facets of a list, each with the way its values are got from a sample of rows:
#: SQL for the value, what its `a` is if there are several, the table with its name.
FACETS = {
    "speaker": ("a >> 2", "unnest(attributions)", "quotes_speaker"),
    "publication": ("nullif(publication, 0)", "", "articles_publication"),
    "topic": ("a", "unnest(topics)", "quotes_topic"),
    "kind": ("kind", "", ""),
    "standing": ("a & 3", "unnest(attributions)", ""),
    "anchor": ("anchor", "", ""),
    "year": (
        "CASE WHEN last_day < '9999-12-31' THEN extract(year FROM day)::integer END",
        "",
        "",
    ),
    "language": ("language", "", ""),
}
_DAY_AND_ROW = f"concat_ws(' ', r.day, {ROW.format(key='r.quote_id')})"
#: The counters of a tally, by facet and value.
COUNTERS = {
    "kind": ("direct", "mixed", "indirect"),
    "anchor": ("exact", "edited", "differs", "ambiguous", "missing", "no_text"),
    "standing": ("unverified", "verified", "disputed", "misattributed"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """How many quotes have a value; at least so many, if not `exact`."""

    label: str
    quotes: int
    exact: bool


@dataclass(slots=True)
class Results:
    """A page's rows as (key, day), and the counts of the whole list.

    `quotes` has the QuoteRow of each public key. `facets` has {facet: {value: Count}},
    most frequent first. `total` is exact, or there are more than that. A facet is in
    `whole` if all matches were counted, so that a missing value has no quotes.
    """

    rows: list[tuple[int, str]] = field(default_factory=list)
    quotes: dict[int, QuoteRow] = field(default_factory=dict)
    total: int = 0
    exact: bool = True
    facets: dict = field(default_factory=dict)
    whole: set = field(default_factory=set)


class Statement:
    """The statement of one page, put together a part at a time."""

    def __init__(self, criteria, planner, offered=FACET_VALUES_SHOWN):
        self.criteria, self.plan, self.offered = criteria, planner.plan, offered
        self.parts, self.of_parts = [], []
        self.branches, self.of_branches = [], []
        #: Up to where the total is counted; None where a tally knows it.
        self.bound = None
        #: The part that a facet is counted from; None where a tally knows it.
        self.counted_from = {}
        self.sources = {}

    def source(self, name=""):
        """Return the part with the newest matches of all filters but one.

        It is `main` for all of them, and for those of which the one is not on.
        """
        criteria = self.criteria
        if not name or not getattr(criteria, name):
            name = "main"
        if name not in self.sources:
            rest = criteria if name == "main" else criteria.without(name)
            plan = self.plan(rest, SAMPLE_SIZE + 1)
            self.part(f"of_{name}", plan.sql, plan.parameters)
            self.sources[name] = f"of_{name}"
        return self.sources[name]

    def part(self, name, sql, parameters):
        self.parts.append(f"{name} AS MATERIALIZED ({sql})")
        self.of_parts += parameters

    def branch(self, sql, *parameters):
        self.branches.append(f"({sql})")
        self.of_branches += parameters

    def add_rows(self, order, cursor, limit=PAGE_SIZE + 1, *, with_quotes=True):
        """Add the page's own rows, in their order: ('row', key, day, place).

        With the QuoteRow of each after its day, if wanted.
        """
        label = _DAY_AND_ROW if with_quotes else "r.day::text"
        back = bool(cursor and cursor.back)
        if order in ("newest", "oldest"):
            rows = "page"
            if order == "newest" and not cursor and self.criteria.on:
                rows = self.source()  # which begins with them
            else:
                plan = self.plan(self.criteria, limit, cursor, order)
                self.part("page", plan.sql, plan.parameters)
            self.branch(
                f"SELECT 'row', quote_id::text, {label}, row_number()"
                f" OVER () FROM (SELECT quote_id, day FROM {rows} LIMIT {limit:d}) r"
            )
            return
        if order == "relevance":
            by, parameters = rank_sql(self.criteria.search)
            joined = ""
        else:
            by, parameters = "s.index_letter, s.index_key", []
            joined = "LEFT JOIN quotes_speaker s ON s.id = m.attributions[1] >> 2"
        self.part(
            "ranked",
            f"SELECT quote_id, day, row_number() OVER (ORDER BY {by}, day DESC,"
            f" quote_id DESC) AS place FROM {self.source()} m {joined}",
            parameters,
        )
        place = "(SELECT place FROM ranked WHERE quote_id = %s)"
        self.branch(
            f"SELECT 'row', quote_id::text, {label},"
            f" {'-' if back else ''}place FROM (SELECT * FROM ranked WHERE "
            + (f"place < {place}" if back else f"place > coalesce({place}, 0)")
            + f" ORDER BY place {'DESC' if back else ''} LIMIT %s) r",
            cursor.pk if cursor else None,
            limit,
        )

    def add_total(self):
        """Add how many there are: ('total', '', '', number)."""
        if single := self.criteria.single():
            self.branch(
                "SELECT 'total', '', '', coalesce((SELECT quotes FROM quotes_tally"
                " WHERE facet = %s AND value = %s AND tag = '' AND period = 0), 0)",
                str(single[0]),
                single[1],
            )
            return
        counted = f"(SELECT count(*) FROM {self.source()})"
        plan = self.plan(self.criteria, MAX_EXACT_COUNT + 1)
        if not plan.cheap_to_count:
            self.bound = SAMPLE_SIZE
            self.branch(f"SELECT 'total', '', '', {counted}")
            return
        self.bound = MAX_EXACT_COUNT
        self.branch(
            f"SELECT 'total', '', '', CASE WHEN {counted} <= %s THEN {counted}"
            f" ELSE (SELECT count(*) FROM ({plan.sql}) more) END",
            SAMPLE_SIZE,
            *plan.parameters,
        )

    def add_facet(self, name):
        """Add the counts of one facet: (facet, value, label, number)."""
        rest = self.criteria.without(name)
        single = rest.single()
        if single and (name in COUNTERS or name == "year" or single[0] == Facet.ALL):
            self._add_tallied(name, *single)
        else:
            self._add_sampled(name)

    def _add_tallied(self, name, facet, value):
        where = "facet = %s AND value = %s AND tag = ''"
        if name in COUNTERS:
            counters = ", ".join(f"('{each}', {each})" for each in COUNTERS[name])
            self.branch(
                f"SELECT '{name}', k.name, '', k.quotes FROM quotes_tally CROSS JOIN"
                f" LATERAL (VALUES {counters}) k (name, quotes)"
                f" WHERE {where} AND period = 0",
                str(facet),
                value,
            )
        elif name == "year":
            self.branch(
                f"SELECT 'year', (period / 100)::text, '', sum(quotes)"
                f" FROM quotes_tally WHERE {where} AND period BETWEEN 1 AND 999999"
                " GROUP BY period / 100 HAVING sum(quotes) > 0",
                str(facet),
                value,
            )
        elif name == "language":
            self.branch(
                "SELECT 'language', tag, '', quotes FROM quotes_tally"
                " WHERE facet = 'l' AND period = 0 AND quotes > 0"
                f" ORDER BY quotes DESC, value LIMIT {self.offered:d}"
            )
        else:
            # The most frequent, and those that are on, which may not be among them.
            chosen = list(getattr(self.criteria, name))
            of_facet = "FROM quotes_tally WHERE facet = %s AND period = 0"
            self.branch(
                f"SELECT '{name}', s.slug, s.name, c.quotes FROM ((SELECT value, quotes"
                f" {of_facet} AND quotes > 0 ORDER BY quotes DESC, value"
                f" LIMIT {self.offered + len(chosen):d})"
                f" UNION (SELECT value, quotes {of_facet} AND tag = ''"
                " AND value = ANY (%s::bigint[]))) c"
                f" JOIN {FACETS[name][2]} s ON s.id = c.value",
                str(WAYS[name]),
                str(WAYS[name]),
                chosen,
            )
        self.counted_from[name] = None

    def _add_sampled(self, name):
        value, unnested, table = FACETS[name]
        source = self.source(name)
        also, parameters = self._within(name)
        where = f"WHERE {also}" if also else ""
        if unnested:
            rows = f"(SELECT quote_id, {unnested} AS a FROM {source}) each"
        else:
            rows = source
        counted = (
            f"SELECT {value} AS value, count(*) AS quotes FROM {rows} {where}"
            " GROUP BY 1"
        )
        if name == "standing":
            # Several speakers of a quote may have the same standing.
            counted = counted.replace("count(*)", "count(DISTINCT quote_id)")
        chosen = list(getattr(self.criteria, name)) if name != "language" else []
        if table:
            self.branch(
                f"SELECT '{name}', s.slug, s.name, c.quotes FROM ({counted}"
                f" ORDER BY ({value}) = ANY (%s) DESC, 2 DESC, 1"
                f" LIMIT {self.offered + len(chosen):d}) c"
                f" JOIN {table} s ON s.id = c.value",
                *parameters,
                chosen,
            )
        else:
            self.branch(
                f"SELECT '{name}', value::text, '', quotes FROM ({counted}) c"
                " WHERE value IS NOT NULL",
                *parameters,
            )
        if source not in self.counted_from.values():
            self.branch(f"SELECT 'read', '{source}', '', count(*) FROM {source}")
        self.counted_from[name] = source

    def _within(self, name):
        """Return the condition on attributions of speakers and their standings.

        The standing that is asked for is that of the speaker who is asked for: so
        each of these two counts within the other.
        """
        if name == "speaker" and self.criteria.standing:
            return "a & 3 = ANY (%s)", [list(self.criteria.standing)]
        if name == "standing" and self.criteria.speaker:
            return "a >> 2 = ANY (%s)", [list(self.criteria.speaker)]
        return "", []

    def found(self):
        """Run the statement and return its Results."""
        parts = f"WITH {', '.join(self.parts)} " if self.parts else ""
        sql = parts + " UNION ALL ".join(self.branches)
        found, read, facets = Results(), {}, {name: {} for name in FACETS}
        # A full-text scan is planned for its words: rare and common ones differ.
        rows = run(
            sql,
            [*self.of_parts, *self.of_branches],
            prepared="::tsquery" not in sql,
        )
        for name, value, label, number in rows:
            if name == "row":
                day, _, row = label.partition(" ")
                found.rows.append((number, int(value), day))
                if row:
                    found.quotes[int(value)] = read_row(row)
            elif name == "total":
                found.total = number
            elif name == "read":
                read[value] = number
            else:
                facets[name][value] = (label, number)
        for code, name in enumerate(COUNTERS["standing"]):
            if str(code) in facets["standing"]:
                facets["standing"][name] = facets["standing"].pop(str(code))
        found.rows = [(key, day) for _, key, day in sorted(found.rows)]
        if self.bound and found.total > self.bound:
            found.total, found.exact = self.bound, False
        for name, source in self.counted_from.items():
            whole = read.get(source, 0) <= SAMPLE_SIZE
            if whole:
                found.whole.add(name)
            found.facets[name] = {
                value: Count(label, number, whole)
                for value, (label, number) in sorted(
                    facets[name].items(),
                    key=lambda item: (-item[1][1], item[1][0], item[0]),
                )
            }
        return found
