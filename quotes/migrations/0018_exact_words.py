"""Index words as printed: stop words, word order, roles, bylines and months included.

`search` has each word of a quote twice: its stem by the rules of its language, and the
word itself with a full stop before it, such as “.not”, at its place. Phrases are
searched by the latter, and two short words in a row are one more, such as “.to be”,
because millions of quotes have either. Bylines of an article change the listings of its quotes.
Dates are searched as words by two more lexemes: “=m6” for June and “=o12” for the 12th.
"""

from importlib import import_module

import django.contrib.postgres.indexes
from django.db import migrations

kept = import_module("quotes.migrations.0009_listings_kept")
changed = import_module("quotes.migrations.0016_changed_since")

#: Signs that change a number, as words that no text has.
SIGNS = {"$": "zqdollar", "£": "zqpound", "€": "zqeuro", "¥": "zqyen", "%": "zqpercent"}
#: Scripts without spaces: each character is a word. Thai to Burmese, Khmer, and CJK.
UNSPACED = (
    r"\u0e00-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3040-\u312f\u31f0-\u31ff\u3400-\u4dbf"
    r"\u4e00-\u9fff\uf900-\ufaff"
)


def with_signs(text):
    """Return SQL for a text with SIGNS as words."""
    for sign, word in SIGNS.items():
        text = f"replace({text}, '{sign}', ' {word} ')"
    return text


#: The words of a text in order, folded as names are (migration 0004), one space between
#: them. A single expression, which PostgreSQL can inline.
WORDS = f"""
CREATE FUNCTION on_record_words_of(text) RETURNS text
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN btrim(replace(regexp_replace(
    on_record_fold({with_signs("$1")}), ' *([{UNSPACED}]) *', ' \\1 ', 'g'
), '  ', ' '));
"""

#: The vector of such words, each with a full stop before it, at its place.
EXACT = """
CREATE FUNCTION on_record_exact(words text) RETURNS tsvector
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
RETURN replace(
    ' ' || to_tsvector('pg_catalog.simple', words)::text, ' \'\'', ' \'\'.'
)::tsvector;
"""

#: The same for words of names, with a tilde and without places. Fewer quotes have them,
#: so a search for a word reads them instead of all quotes in which it is printed.
NAMES = EXACT.replace("on_record_exact", "on_record_names").replace("' \'\'.'", "' \'\'~'")
NAMES = NAMES.replace("RETURN replace(", "RETURN strip(replace(").replace(
    ")::tsvector;", ")::tsvector);"
)

#: A word between two names or texts, so that no phrase goes on from one into the next.
BETWEEN = "zqbetween"
_NEXT = f" {BETWEEN} "
#: (name, SQL) of the texts, in the order of their weights.
TEXTS = {
    "text": "q.text",
    "translation": "q.translation",
    "printed": "s.printed",
    "roles": "s.roles",
    "title": "a.title",
    "bylines": "b.bylines",
}
WEIGHTS = dict(zip(TEXTS, "ABCBDD", strict=True))
OLD_VIEW = changed.VIEW.replace("q.anchor_status", changed.STATUS)
VIEW = (
    OLD_VIEW
    # Names have no stems: see NAMES.
    .replace(
        "    || setweight(to_tsvector('on_record_simple', s.printed), 'C')\n",
        "    || setweight(to_tsvector(on_record_config(a.language), s.roles), 'B')\n",
    )
    .replace(
        "    || array_to_tsvector(array_remove(",
        "".join(
            f"    || setweight(on_record_exact(w.{name} || ' {BETWEEN}'), '{weight}')\n"
            for name, weight in WEIGHTS.items()
        )
        + """\
    || on_record_names(w.printed || ' ' || w.bylines)
    || array_to_tsvector(pairs.words)
    || array_to_tsvector(array_remove(""",
    )
    .replace(
        """            CASE WHEN d.last_day > d.day + 400 THEN NULL
""",
        """            CASE WHEN d.last_day <= d.day + 31
                THEN '=m' || extract(month FROM d.day) END,
            CASE WHEN d.last_day = d.day THEN '=o' || extract(day FROM d.day) END,
            CASE WHEN d.last_day > d.day + 400 THEN NULL
""",
    )
    .replace(
        "string_agg(name_as_printed, ' . ' ORDER BY id), '') AS printed",
        f"string_agg(name_as_printed, '{_NEXT}' ORDER BY id), '') AS printed,\n"
        f"        coalesce(string_agg(nullif(role_as_printed, ''), '{_NEXT}'"
        " ORDER BY id), '') AS roles",
    )
    .replace(
        "WHERE q.status = 'published' AND a.status",
        f"""\
CROSS JOIN LATERAL (
    SELECT coalesce(string_agg(concat_ws(' ', given, particle, family, suffix, literal),
        '{_NEXT}' ORDER BY position, id), '') AS bylines
    FROM articles_byline WHERE article_id = a.id
) b
CROSS JOIN LATERAL (
    SELECT {", ".join(
        f"on_record_words_of({text}) AS {name}" for name, text in TEXTS.items()
    )}
    OFFSET 0  -- or each would be computed where it is named
) w
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg('.' || before || ' ' || word)
        FILTER (WHERE length(before) <= 3 AND length(word) <= 3), '{{}}') AS words
    FROM (
        SELECT word, lag(word) OVER () AS before FROM string_to_table(
            concat_ws(' {BETWEEN} ', {", ".join(f"w.{name}" for name in TEXTS)}), ' '
        ) word
    ) each
) pairs
WHERE q.status = 'published' AND a.status""",
    )
)

#: (function, the transition table that it reads), and the triggers that call them.
BYLINES = {"INSERT": "added", "UPDATE": "added", "DELETE": "taken"}
TRIGGERS = "".join(
    [
        *[
            kept.relisting(
                f"on_record_list_bylines_{rows}",
                "SELECT id FROM quotes_quote WHERE status <> 'draft'"
                f" AND article_id IN (SELECT article_id FROM {rows})",
            )
            for rows in ("added", "taken")
        ],
        *[
            kept.trigger(
                f"byline_{event.lower()}_listed",
                "articles_byline",
                event,
                f"on_record_list_bylines_{rows}",
            )
            for event, rows in BYLINES.items()
        ],
    ]
)
UNDO_TRIGGERS = "".join(
    [
        *[
            f"DROP TRIGGER byline_{event.lower()}_listed ON articles_byline;"
            for event in BYLINES
        ],
        "DROP FUNCTION on_record_list_bylines_added, on_record_list_bylines_taken;",
    ]
)

_COLUMNS = ", ".join(kept.COLUMNS)
#: Entries and tallies do not depend on words, so their triggers are disabled.
REFILL = f"""
ALTER TABLE quotes_listing DISABLE TRIGGER USER;
TRUNCATE quotes_listing;
INSERT INTO quotes_listing ({_COLUMNS})
SELECT {_COLUMNS} FROM quotes_listing_now ORDER BY quote_id;
ALTER TABLE quotes_listing ENABLE TRIGGER USER;
ANALYZE quotes_listing;
"""
INDEX = django.contrib.postgres.indexes.GinIndex(
    fields=["month", "search"], name="listing_search", gin_pending_list_limit=256
)


class Migration(migrations.Migration):
    dependencies = [
        ("articles", "0005_fingerprints"),
        ("quotes", "0017_quotes_to_recheck"),
    ]

    operations = [
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(WORDS, "DROP FUNCTION on_record_words_of(text)"),
        migrations.RunSQL(EXACT, "DROP FUNCTION on_record_exact(text)"),
        migrations.RemoveIndex("listing", "listing_search"),
        migrations.RunSQL(NAMES, "DROP FUNCTION on_record_names(text)"),
        # Slightly long rows are not compressed, because unpacking them takes time.
        migrations.RunSQL(
            "ALTER TABLE quotes_listing SET (toast_tuple_target = 8160)",
            "ALTER TABLE quotes_listing RESET (toast_tuple_target)",
        ),
        migrations.RunSQL(VIEW + REFILL, OLD_VIEW + REFILL),
        migrations.AddIndex("listing", INDEX),
        migrations.RunSQL(TRIGGERS, UNDO_TRIGGERS),
    ]
