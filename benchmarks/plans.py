"""Looks for statements of pages that read a large table from end to end.

    python -m benchmarks.plans --quotes N

Requests every kind of page on one filled database (DATABASE_URL) and has PostgreSQL
explain each statement. Prints those that read a growing table without an index
condition or a limit. tests/benchmarks/test_plans.py does the same on few rows, with
sequential scans made expensive.
"""

import json

import psycopg

from benchmarks import command_line
from benchmarks.floor import Recorder
from benchmarks.page_requests import draw_requests

#: The tables that grow with the quotes.
LARGE = set(
    "articles_article articles_byline articles_snapshot quotes_attribution "
    "quotes_listentry quotes_listing quotes_quote quotes_quote_topics quotes_speaker "
    "quotes_tally".split()
)
#: An address of each kind except the eight requests; {} are placeholders.
OTHERS = [
    "/quotes/",
    "/quotes/?sort=oldest",
    "/quotes/?kind=mixed&anchor=missing",
    "/quotes/?language=fr&standing=disputed",
    "/quotes/?year=2020&older=2020-05-01.1",
    "/quotes/?after=2020-02&before=2020-03",
    "/quotes/?speaker={speaker}&sort=speaker",
    "/quotes/facets/speaker/?find=jo",
    "/quotes/?group=saying",
    "/quotes/?group=saying&speaker={speaker}",
    "/quotes/?earliest=1",
    "/quotes/?variants=1",
    "/sayings/",
    "/sayings/?sort=earliest",
    "/sayings.atom",
    "/quotes.atom",
    "/quotes.atom?topic={topic}",
    "/quotes/{quote}/",
    "/articles/{article}/",
    "/publications/{publication}/",
    "/topics/{topic}/",
    "/years/",
    "/years/2020/",
    "/calendar/2020/02/",
    "/on-this-day/02-13/",
    "/compare/?speaker={speaker}&speaker={other}",
    "/suggestions/?q=jo",
    "/sitemap-quotes.xml?p=1",
]
#: A value for each placeholder, read from the data.
NAMES = {
    "speaker": "SELECT slug FROM quotes_speaker WHERE id = 1",
    "other": "SELECT slug FROM quotes_speaker WHERE id = 2",
    "publication": "SELECT slug FROM articles_publication WHERE id = 1",
    "topic": "SELECT slug FROM quotes_topic WHERE id = 1",
    "quote": "SELECT quote_id FROM quotes_listing ORDER BY quote_id LIMIT 1",
    "article": "SELECT article_id FROM quotes_quote WHERE id ="
    " (SELECT quote_id FROM quotes_listing ORDER BY quote_id LIMIT 1)",
}


def addresses(connection, quotes):
    """Return an address of every kind for the database of a psycopg connection."""
    drawn = draw_requests(connection, quotes)
    values = {
        name: connection.execute(sql).fetchone()[0] for name, sql in NAMES.items()
    }
    return [
        *(requests[0].ours for requests in drawn.values()),
        *(each.format(**values) for each in OTHERS),
    ]


def unindexed(client, path):
    """Yield (statement, what is wrong) for the statements of a page.

    EXPLAIN uses the settings of the connection that the page uses.
    """
    from django.db import connection

    recorder = Recorder()
    with connection.execute_wrapper(recorder):
        response = client.get(path, follow=True, headers={"host": "localhost"})
    assert response.status_code == 200, (path, response.status_code)
    for statement, parameters in recorder.statements:
        if not statement.lstrip(" (\n").upper().startswith(("SELECT", "WITH")):
            continue
        with connection.cursor() as cursor:
            cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", parameters)
            ((plan,),) = cursor.fetchall()
        for fault in faults(
            plan[0]["Plan"] if isinstance(plan, list) else json.loads(plan)[0]["Plan"]
        ):
            yield statement, fault


def faults(node, limited=False):
    """Yield the large tables that a plan reads from end to end."""
    kind, table = node["Node Type"], node.get("Relation Name")
    limited = limited or kind == "Limit"
    bounded = node.keys() & {"Index Cond", "Recheck Cond", "TID Cond"}
    if kind.endswith("Seq Scan") and table in LARGE:
        yield f"reads all of {table}"
    elif "Index" in kind and table in LARGE and not bounded and not limited:
        yield f"reads all of {node['Index Name']}"
    for child in node.get("Plans", ()):
        yield from faults(child, limited)


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, required=True)
    options = parser.parse_args()
    url = command_line.set_up(HTTPS="off", STATIC_FROM_SOURCE="on")
    from django.test import Client

    found = 0
    with psycopg.connect(url) as connection:
        paths = addresses(connection, options.quotes)
    for path in paths:
        for statement, fault in unindexed(Client(), path):
            found += 1
            print(f"{path}\n    {fault}\n    {' '.join(statement.split())[:200]}")
    print(f"{len(paths)} pages, {found} statements that read a large table as a whole.")


if __name__ == "__main__":
    main()
