"""Merges take less time, in proportion to the number of quotes.

Counts of changed listings leave out what is the same before and after: a merge of two
speakers changes the counts of these two. Before, all counts of all its quotes were
subtracted and added again.

`on_record_was_public` looks up a record in the history with an index, even if the
history was small when the plan was made: reading it all for each of 10,000 rows, while
it grew, took 20 s.
"""

from importlib import import_module

from django.db import migrations

kept = import_module("quotes.migrations.0009_listings_kept")
changed = import_module("quotes.migrations.0016_changed_since")

BEFORE = kept.keep_entries(
    "on_record_keep_changed", "taken", "added", changed.COUNTED
).replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")

_SHOWN = kept.COLUMNS[1:9]
#: The columns on which every count depends.
_ALWAYS = ("day", "last_day", "kind", "anchor", "language")
#: All standings of a quote, on which all counts but those of speakers depend.
_STANDINGS = "(SELECT bit_or(1 << (each & 3)::integer) FROM unnest({}.attributions) each)"
_ALL_ROWS = """
    FROM ({rows}) l CROSS JOIN LATERAL on_record_tallied(
        attributions, topics, publication, language, day, last_day)
""".strip("\n")
_OLD_ROWS = " UNION ALL ".join(
    f"SELECT {sign} AS sign, {', '.join(_SHOWN)} FROM {rows}"
    for sign, rows in ((-1, "taken"), (1, "added"))
)
_CHANGED_ROWS = f"""
    FROM (
        SELECT o, n, o.publication = n.publication AS same_publication,
            o.topics = n.topics AS same_topics,
            o.attributions = n.attributions AS same_speakers,
            ({", ".join(f"o.{name}" for name in _ALWAYS)}, {_STANDINGS.format("o")})
                IS NOT DISTINCT FROM
            ({", ".join(f"n.{name}" for name in _ALWAYS)}, {_STANDINGS.format("n")})
                AS alike
        FROM taken o JOIN added n USING (quote_id)
    ) pair CROSS JOIN LATERAL (VALUES
        {", ".join(
            f"({sign}, {', '.join(f'({row}).{name}' for name in _SHOWN)})"
            for sign, row in ((-1, "o"), (1, "n"))
        )}
    ) l (sign, {", ".join(_SHOWN)}) CROSS JOIN LATERAL on_record_tallied(
        l.attributions, l.topics, l.publication, l.language, l.day, l.last_day) k
    WHERE NOT alike OR k.facet = 's' AND NOT same_speakers
        OR k.facet = 't' AND NOT same_topics
        OR k.facet = 'p' AND NOT same_publication
"""
AFTER = BEFORE.replace(_ALL_ROWS.format(rows=_OLD_ROWS), _CHANGED_ROWS)

_WAS_PUBLIC = "ALTER FUNCTION on_record_was_public(text, bigint, text) "


class Migration(migrations.Migration):
    dependencies = [("quotes", "0043_schedules")]

    operations = [
        migrations.RunSQL(AFTER, BEFORE),
        migrations.RunSQL(
            _WAS_PUBLIC + "SET enable_seqscan = off",
            _WAS_PUBLIC + "RESET enable_seqscan",
        ),
    ]
