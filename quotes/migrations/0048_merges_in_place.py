"""Merging 10,000 quotes: entries of lists are changed in place, keys without calls.

If the speaker of a quote changes, only its entry under the speaker gets another key.
The others are updated; before, all were deleted and inserted again. The keys in the
search vectors were made by a function, which PostgreSQL cannot inline, two times for
each row.
"""

from importlib import import_module

from django.db import migrations

kept = import_module("quotes.migrations.0009_listings_kept")
merges = import_module("quotes.migrations.0038_merges")
fast = import_module("quotes.migrations.0044_fast_merges")

_SHOWN = kept.COLUMNS[1:9]
_BEGIN = "DELETE FROM quotes_listentry"
_END = "INSERT INTO quotes_tally"


def _entries(rows, columns, other):
    """Return the query of the entries of rows whose listing shows something else now."""
    return f"""SELECT k.facet, k.value, {columns}
            FROM {rows} r CROSS JOIN LATERAL on_record_entries(
                r.attributions, r.topics, r.publication) k
            WHERE EXISTS (SELECT FROM {other} x WHERE x.quote_id = r.quote_id
                AND ({", ".join(f"x.{each}" for each in _SHOWN)})
                IS DISTINCT FROM ({", ".join(f"r.{each}" for each in _SHOWN)}))"""


_KEY = "facet, value, day, quote_id"
_COLUMNS = ", ".join(f"r.{each}" for each in ("quote_id", *_SHOWN))
ENTRIES = f"""
        DELETE FROM quotes_listentry e USING (
            {_entries("taken", "r.day, r.quote_id", "added")}
            EXCEPT
            {_entries("added", "r.day, r.quote_id", "taken")}
        ) g
        WHERE (e.facet, e.value, e.day, e.quote_id)
            = (g.facet, g.value, g.day, g.quote_id);

        INSERT INTO quotes_listentry AS e (facet, value, quote_id, {", ".join(_SHOWN)})
        {_entries("added", _COLUMNS, "taken")}
        ON CONFLICT ({_KEY}) DO UPDATE SET
            {", ".join(f"{each} = excluded.{each}" for each in _SHOWN if each != "day")};
"""


def _replace_entries(function):
    before, _, rest = function.partition(_BEGIN)
    _, _, after = rest.partition(_END)
    return before + ENTRIES.strip() + "\n    " + _END + after


def _keys(row):
    """Return the SQL of the lexemes of migration 0009 with the keys of a row."""
    return f"""ARRAY(
            SELECT '=s' || (each >> 2) FROM unnest({row}.attributions) each
            UNION ALL SELECT '=s' || (each >> 2) || '=' || (each & 3)
            FROM unnest({row}.attributions) each
            UNION ALL SELECT '=t' || each FROM unnest({row}.topics) each
            UNION ALL SELECT '=p' || {row}.publication WHERE {row}.publication > 0)"""


REFILE = merges.REFILE.replace("CREATE FUNCTION", "CREATE OR REPLACE FUNCTION")
INLINE = REFILE.replace(
    """ts_delete(
            l.search, on_record_filed(l.attributions, l.topics, l.publication)
        ) || array_to_tsvector(
            on_record_filed(n.attributions, n.topics, n.publication))""",
    f"ts_delete(l.search, {_keys('l')}) || array_to_tsvector({_keys('n')})",
)
DROP = "DROP FUNCTION on_record_filed(bigint[], bigint[], bigint);"


class Migration(migrations.Migration):
    dependencies = [("quotes", "0047_merged_articles")]

    operations = [
        migrations.RunSQL(
            _replace_entries(fast.AFTER) + INLINE + DROP,
            merges.FILED + REFILE + fast.AFTER,
        ),
    ]
