"""Fill an empty, migrated database with generated quotes that look like real ones.

    python -m benchmarks.data --quotes 1000000 [--seed 1] [--bare]

DATABASE_URL names the database; without it, it is the project's own. COPY loads each
article with all its rows in one transaction, with every constraint, trigger and index
on. With --bare, triggers (and so foreign keys) are off, and the indexes that no
constraint needs and the derived tables are built afterwards; queries then count what
the triggers would have refused. Memory does not grow with the data.
"""

import time
from concurrent.futures import ThreadPoolExecutor

import psycopg
from django.core.management import call_command
from psycopg import sql

from benchmarks import command_line
from benchmarks.rows import COLUMNS, Rows

TABLES = list(COLUMNS)
QUOTES = "quotes_quote"
#: The derived tables, which triggers fill from the tables above.
DERIVED = ["quotes_listing", "quotes_listentry", "quotes_tally", "quotes_word"]
#: A rule that no constraint can express: the words of a located quote are at its spans.
WORDS_STAND_THERE = """
SELECT count(*) FROM quotes_quote q JOIN articles_snapshot s ON s.id = q.snapshot_id
WHERE q.anchor_status = 'exact' AND q.text <> substr(s.text,
    (q.spans->0->>0)::int + 1, (q.spans->0->>1)::int - (q.spans->0->>0)::int)
"""
FOREIGN_KEYS = """
SELECT c.conname, c.conrelid::regclass::text, c.confrelid::regclass::text,
    array_agg(a.attname::text ORDER BY k.n), array_agg(b.attname::text ORDER BY k.n)
FROM pg_constraint c, unnest(c.conkey, c.confkey) WITH ORDINALITY k(own, other, n),
    pg_attribute a, pg_attribute b
WHERE c.contype = 'f' AND c.conrelid = ANY(%s::regclass[])
    AND a.attrelid = c.conrelid AND a.attnum = k.own
    AND b.attrelid = c.confrelid AND b.attnum = k.other
GROUP BY c.oid ORDER BY 1
"""
FREE_INDEXES = """
SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid)
FROM pg_index i WHERE i.indrelid = ANY(%s::regclass[]) AND NOT i.indisunique
"""
SIZES = """
SELECT i.indrelid::regclass::text, i.indexrelid::regclass::text,
    pg_relation_size(i.indexrelid)
FROM pg_index i WHERE i.indrelid = ANY(%s::regclass[])
ORDER BY 3 DESC
"""


def fill(url, quotes, seed=1, bare=False):
    """Load `quotes` quotes; return the seconds that it took, without ANALYZE.

    With `bare`, triggers are off, and indexes that no constraint needs are dropped and
    built again. The time includes this, but not the checks afterwards.
    """
    with psycopg.connect(url, autocommit=True) as connection:
        if connection.execute("SELECT EXISTS (SELECT FROM quotes_quote)").fetchone()[0]:
            raise SystemExit("This database has quotes already: give an empty one.")
        rows = Rows(quotes, seed)
        start = time.perf_counter()
        indexes = []
        if bare:
            connection.execute("SET session_replication_role = replica")
            connection.execute("SET maintenance_work_mem = '1GB'")
            indexes = connection.execute(FREE_INDEXES, [TABLES]).fetchall()
            for name, _ in indexes:
                connection.execute(sql.SQL("DROP INDEX {}").format(sql.SQL(name)))
        # The server loads one batch while this process makes the next.
        with ThreadPoolExecutor(1) as sender:
            sent = sender.submit(lambda: None)
            for batch in rows.batches():
                sent.result()
                sent = sender.submit(_send, connection, batch)
            sent.result()
        for _, definition in indexes:
            connection.execute(definition)
        if bare:
            connection.execute("SET session_replication_role = DEFAULT")
            call_command("check_derived_tables", "--rebuild")
        for table in TABLES:
            connection.execute(
                sql.SQL(
                    "SELECT setval(pg_get_serial_sequence({}, 'id'), max(id)) FROM {}"
                ).format(table, sql.Identifier(table))
            )
        seconds = time.perf_counter() - start
        # VACUUM too: index-only scans need the visibility map.
        connection.execute("VACUUM (ANALYZE)")
        return seconds


def copy_rows(cursor, batch):
    """COPY {table: lines}, as Rows makes them, in the transaction of a cursor.

    Quotes come last, so that each is listed once, with its attributions and topics.
    Foreign keys are deferred to the end of the transaction.
    """
    for table, lines in sorted(batch.items(), key=lambda each: each[0] == QUOTES):
        columns = sql.SQL(", ").join(map(sql.Identifier, COLUMNS[table].split()))
        statement = sql.SQL("COPY {} ({}) FROM STDIN").format(
            sql.Identifier(table), columns
        )
        with cursor.copy(statement) as copy:
            copy.write("".join(lines))


def _send(connection, batch):
    with connection.transaction(), connection.cursor() as cursor:
        copy_rows(cursor, batch)


def faults(url):
    """Return {what is wrong: number of rows}, empty if nothing is."""
    with psycopg.connect(url) as connection:
        rules = {
            name: _orphans(*columns)
            for name, *columns in connection.execute(FOREIGN_KEYS, [TABLES])
        }
        rules["words are not at their spans"] = WORDS_STAND_THERE
        found = {
            name: connection.execute(rule).fetchone()[0] for name, rule in rules.items()
        }
    return {name: count for name, count in found.items() if count}


def _orphans(table, target, own, other):
    pairs = sql.SQL(" AND ").join(
        sql.SQL("t.{} = o.{}").format(sql.Identifier(b), sql.Identifier(a))
        for a, b in zip(own, other, strict=True)
    )
    given = sql.SQL(" AND ").join(
        sql.SQL("o.{} IS NOT NULL").format(sql.Identifier(name)) for name in own
    )
    return sql.SQL(
        "SELECT count(*) FROM {} o WHERE {} AND NOT EXISTS (SELECT FROM {} t WHERE {})"
    ).format(sql.Identifier(table), given, sql.Identifier(target), pairs)


def report(url):
    """Print the rows and the megabytes of each table and of its indexes."""
    with psycopg.connect(url) as connection:
        for table in [*TABLES, *DERIVED]:
            count, size = connection.execute(
                sql.SQL("SELECT count(*), pg_table_size({}) FROM {}").format(
                    table, sql.Identifier(table)
                )
            ).fetchone()
            print(f"{table:42}{count:12,} rows{size / 1e6:12,.1f} MB")
        for _, index, size in connection.execute(SIZES, [[*TABLES, *DERIVED]]):
            print(f"{index:60}{size / 1e6:10,.1f} MB")


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--bare", action="store_true")
    options = parser.parse_args()
    url = command_line.set_up()
    seconds = fill(url, options.quotes, options.seed, options.bare)
    report(url)
    print(
        f"{options.quotes:,} quotes in {seconds:,.1f} s: "
        f"{options.quotes / seconds:,.0f} quotes a second"
        f"{' (triggers off, indexes built afterwards)' if options.bare else ''}"
    )
    if wrong := faults(url):
        raise SystemExit(f"Rows that break a rule: {wrong}")


if __name__ == "__main__":
    main()
