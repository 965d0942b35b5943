"""Parts of a UnionQuery that count the newest quotes of a subject.

They read the CTE `sample`: at most SAMPLE_SIZE list entries, the newest first.
"""

from articles.partial_dates import PartialDate
from quotes.listing.facet_types import NAMED
from quotes.listing.planner import SAMPLE_SIZE
from quotes.models import FacetCode, Standing

#: Number of newest quotes that are read for roles, and for the articles that also quote
#: others; and maximum number of quotes read in one of these articles.
ROLE_SAMPLE_SIZE, CO_QUOTED_SAMPLE_SIZE, MAX_QUOTES_PER_ARTICLE = 500, 100, 50

NEWEST_QUOTES = "ORDER BY day DESC, quote_id DESC"
#: SQL for the days of the first and last dated quote: see Row.days.
SPAN = "min(ARRAY[day, last_day]){0} || max(ARRAY[day, last_day]){0}".format(
    " FILTER (WHERE last_day < '9999-12-31')"
)


def select_sample(query, facet, value, days=(None, None), refuted=()):
    """Add the CTE `sample`: the newest entries of a facet's value (within `days`).

    Leaves out quotes with one of the `refuted` attributions (encoded), whose words the
    subject did not say. Also adds the result `read` with their number and dates.
    """
    within, limits = "", []
    if days[0]:
        within = " AND day BETWEEN %s AND %s AND last_day <= %s"
        limits = [*days, days[1]]
    newest = (
        "SELECT quote_id, day, last_day, language, publication, attributions, topics"
        f" FROM quotes_listentry WHERE facet = %s AND value = %s{within}"
        f" {NEWEST_QUOTES} LIMIT {SAMPLE_SIZE}"
    )
    parameters = [str(facet), value, *limits]
    if refuted:
        newest = f"SELECT * FROM ({newest}) n WHERE NOT attributions && %s::bigint[]"
        parameters.append(list(refuted))
    query.cte("sample", newest, *parameters)
    query.select("read", ["''", "''", "count(*)", "0", SPAN], "FROM sample")


def select_named(query, name, limit):
    """Count the sample by speaker, publication or topic: slug, name, number."""
    facet = NAMED[name]
    rows = f"sample, unnest({facet.array}) a" if facet.array else "sample"
    query.select(
        name,
        ["n.slug", "n.name", "c.quotes", "c.count"],
        f"FROM (SELECT {facet.value} AS value, count(*) AS quotes, count(*) OVER ()"
        f" FROM {rows} WHERE {facet.value} > 0 GROUP BY 1 ORDER BY 2 DESC, 1"
        f" LIMIT {limit:d}) c JOIN {facet.table} n ON n.id = c.value",
    )


def select_languages(query):
    """Count the sample by language."""
    query.select(
        "language", ["language", "''", "count(*)"], "FROM sample GROUP BY language"
    )


def select_co_quoted(query, speaker, limit):
    """Count the articles of the newest quotes by other speakers quoted in them.

    A refuted speaker does not count. The result `articles` has the number of these
    articles.
    """
    query.cte(
        "places",
        "SELECT DISTINCT article_id FROM (SELECT quote_id FROM sample"
        f" {NEWEST_QUOTES} LIMIT {CO_QUOTED_SAMPLE_SIZE}) s"
        " JOIN quotes_quote q ON q.id = s.quote_id",
    )
    query.select("articles", ["''", "''", "count(*)"], "FROM places")
    # A book can have thousands of quotes, so limit them.
    query.select(
        "beside",
        ["n.slug", "n.name", "c.articles", "c.count"],
        "FROM (SELECT l.speaker_id, count(DISTINCT p.article_id) AS articles,"
        " count(*) OVER () FROM places p CROSS JOIN LATERAL (SELECT id FROM"
        " quotes_quote WHERE article_id = p.article_id AND status = 'published'"
        f" LIMIT {MAX_QUOTES_PER_ARTICLE}) q"
        " JOIN quotes_attribution l ON l.quote_id = q.id"
        f" WHERE l.speaker_id <> %s AND l.standing <> '{Standing.MISATTRIBUTED}'"
        f" GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT {limit:d}) c"
        " JOIN quotes_speaker n ON n.id = c.speaker_id",
        speaker,
    )


def select_roles(query, speaker, limit):
    """Count the newest quotes by the speaker's role as printed, with dates."""
    query.select(
        "role",
        ["role_as_printed", "''", "count(*)", "count(*) OVER ()", SPAN],
        f"FROM (SELECT * FROM sample {NEWEST_QUOTES} LIMIT {ROLE_SAMPLE_SIZE}) s"
        # LIMIT 1, because a quote has at most one. Otherwise the generic plan of the
        # prepared statement would read all attributions of the speaker first.
        " CROSS JOIN LATERAL (SELECT role_as_printed FROM quotes_attribution"
        " WHERE quote_id = s.quote_id AND speaker_id = %s LIMIT 1) l"
        " WHERE role_as_printed <> '' GROUP BY role_as_printed"
        f" ORDER BY count(*) DESC, role_as_printed LIMIT {limit:d}",
        speaker,
    )


def select_aliases(query, speaker):
    """Select a speaker's other names, in order."""
    query.select(
        "alias",
        ["name"],
        "FROM quotes_alias WHERE speaker_id = %s ORDER BY name",
        speaker,
    )


def select_state(query):
    """Select a version of the sample, and one of all quotes, for cache keys."""
    query.select("state", ["quote_id"], f"FROM sample {NEWEST_QUOTES} LIMIT 1")
    query.select(
        "state",
        ["l.quote_id", "t.quotes"],
        "FROM quotes_tally t CROSS JOIN LATERAL (SELECT quote_id FROM quotes_listentry"
        f" WHERE facet = %s AND value = 0 {NEWEST_QUOTES} LIMIT 1) l WHERE t.facet = %s"
        " AND t.value = 0 AND t.tag = '' AND t.period = 0",
        str(FacetCode.ALL),
        str(FacetCode.ALL),
    )


def partial_date(day, last_day):
    """Return the PartialDate from a first to a last day."""
    length = (last_day - day).days
    precision = "day" if length == 0 else "month" if length < 31 else "year"
    return PartialDate.from_date(day, precision)
