"""Maintains listings, entries and tallies: views, functions and triggers.

The view `quotes_listing_now` defines a listing in one place, and two functions define
entries and tallies. Triggers run once a statement, so that a COPY of ten thousand
quotes is one step.

Two transactions that change parts of one quote at the same time (an attribution and the
article's date, say) could each miss the other's uncommitted change. So a trigger that
lists a quote again first locks the quote, unless its own row was changed, and then the
article.
"""

import django.contrib.postgres.indexes
from django.contrib.postgres.operations import BtreeGinExtension
from django.db import migrations, models

VIEW = """
CREATE VIEW quotes_listing_now AS
SELECT q.id AS quote_id, d.day, d.last_day, q.kind, q.anchor_status AS anchor,
    l.language, coalesce(a.publication_id, 0) AS publication,
    s.attributions, t.topics,
    (extract(year FROM d.day) * 100 + extract(month FROM d.day))::integer AS month,
    setweight(to_tsvector(on_record_config(l.language), q.text), 'A')
    || setweight(to_tsvector(
        on_record_config(q.translation_language), q.translation), 'B')
    || setweight(to_tsvector('on_record_simple', s.printed), 'C')
    || setweight(to_tsvector(on_record_config(a.language), a.title), 'D')
    || array_to_tsvector(array_remove(
        ARRAY[
            '=k' || q.kind, '=r' || q.anchor_status, '=p' || a.publication_id,
            CASE WHEN d.last_day > d.day + 400 THEN NULL
                ELSE '=y' || extract(year FROM d.day) END
        ]
        || ARRAY(SELECT '=t' || each FROM unnest(t.topics) each)
        || ARRAY(SELECT '=s' || (each >> 2) FROM unnest(s.attributions) each)
        || ARRAY(SELECT '=s' || (each >> 2) || '=' || (each & 3)
            FROM unnest(s.attributions) each)
        || ARRAY(SELECT DISTINCT '=d' || (each & 3) FROM unnest(s.attributions) each)
        -- fr-CA is found as fr too.
        || ARRAY(SELECT '=l' || array_to_string(parts[:each], '-')
            FROM string_to_array(lower(l.language), '-') parts,
                generate_subscripts(parts, 1) each),
        NULL)) AS search
FROM quotes_quote q
JOIN articles_article a ON a.id = q.article_id
CROSS JOIN LATERAL (
    SELECT coalesce(nullif(q.language, ''), a.language) AS language
) l
CROSS JOIN LATERAL (
    SELECT coalesce(q.said_on, a.published_on, '0001-01-01') AS day,
        CASE
            WHEN coalesce(q.said_on, a.published_on) IS NULL THEN 'unknown'
            WHEN q.said_on IS NULL THEN a.published_precision
            ELSE q.said_precision
        END AS precision
) known
CROSS JOIN LATERAL (
    SELECT known.day, CASE known.precision
        WHEN 'day' THEN known.day
        WHEN 'month' THEN (known.day + interval '1 month - 1 day')::date
        WHEN 'year' THEN (known.day + interval '1 year - 1 day')::date
        ELSE '9999-12-31'
    END AS last_day
) d
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(4 * speaker_id + CASE standing
            WHEN 'unverified' THEN 0 WHEN 'verified' THEN 1
            WHEN 'disputed' THEN 2 ELSE 3 END ORDER BY id), '{}') AS attributions,
        coalesce(string_agg(name_as_printed, ' . ' ORDER BY id), '') AS printed
    FROM quotes_attribution WHERE quote_id = q.id
) s
CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(topic_id ORDER BY topic_id), '{}') AS topics
    FROM quotes_quote_topics WHERE quote_id = q.id
) t
WHERE q.status = 'published' AND a.status = 'published';
"""

COLUMNS = (
    "quote_id day last_day kind anchor language publication attributions topics "
    "month search"
).split()

#: $1 attributions, $2 topics, $3 publication.
ENTRIES = """
CREATE FUNCTION on_record_entries(bigint[], bigint[], bigint)
RETURNS TABLE (facet text, value bigint) LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT 'a', 0::bigint
    UNION ALL SELECT 'p', $3 WHERE $3 > 0
    UNION ALL SELECT 's', each >> 2 FROM unnest($1) each
    UNION ALL SELECT 't', each FROM unnest($2) each
$$;
"""

#: $1 attributions, $2 topics, $3 publication, $4 language, $5 day, $6 last day. The
#: standings are those of the speaker under a speaker, of anybody under all else.
TALLIED = """
CREATE FUNCTION on_record_tallied(bigint[], bigint[], bigint, text, date, date)
RETURNS TABLE (facet text, value bigint, tag text, period integer, standings integer)
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
    SELECT f.facet, f.value, f.tag, p.period,
        coalesce(f.own, (SELECT bit_or(1 << (each & 3)::integer)
            FROM unnest($1) each), 0)
    FROM (
        SELECT 'a', 0::bigint, '', NULL::integer
        UNION ALL SELECT 'p', $3, '', NULL WHERE $3 > 0
        UNION ALL SELECT 'l', 0, $4, NULL
        UNION ALL SELECT 't', each, '', NULL FROM unnest($2) each
        UNION ALL SELECT 's', each >> 2, '', 1 << (each & 3)::integer
            FROM unnest($1) each
    ) f (facet, value, tag, own)
    CROSS JOIN LATERAL (
        SELECT 0
        UNION ALL SELECT (extract(year FROM $5) * 100 + CASE
                WHEN $6 > $5 + 31 THEN 0 ELSE extract(month FROM $5) END)::integer
            WHERE f.facet <> 'l' AND $6 < $5 + 400
        UNION ALL SELECT to_char($5, 'YYYYMMDD')::integer
            -- A day of the first century would be the number of a month.
            WHERE f.facet = 'a' AND $6 = $5 AND $5 >= '0100-01-01'
    ) p (period)
$$;
"""

COUNTED = {
    **{name: f"kind = '{name}'" for name in ("direct", "mixed", "indirect")},
    **{
        name: f"anchor = '{name}'"
        for name in ("exact", "edited", "ambiguous", "missing", "no_text")
    },
    **{
        name: f"standings & {1 << code} > 0"
        for code, name in enumerate(
            ("unverified", "verified", "disputed", "misattributed")
        )
    },
}
_KEYS = "facet, value, tag, period"


def tally(rows, counted=COUNTED):
    """Return the query that sums listings up; `rows` has a `sign` beside each."""
    sums = ", ".join(
        f"sum(sign * ({condition})::integer) AS {name}"
        for name, condition in counted.items()
    )
    return f"""
    SELECT {_KEYS}, sum(sign) AS quotes, {sums}
    FROM ({rows}) l CROSS JOIN LATERAL on_record_tallied(
        attributions, topics, publication, language, day, last_day)
    GROUP BY {_KEYS}
    """


#: The columns on which the counts of a listing depend.
_SHOWN = COLUMNS[1:9]


def keep_entries(name, taken, added, counted=COUNTED):
    """Return the trigger function that keeps entries and tallies of changed rows."""
    signed = " UNION ALL ".join(
        f"SELECT {sign} AS sign, {', '.join(_SHOWN)} FROM {rows}"
        for sign, rows in ((-1, taken), (1, added))
        if rows
    )
    changed = ", ".join(f"n.{column}" for column in _SHOWN)
    before = ", ".join(f"o.{column}" for column in _SHOWN)
    # Columns that only the search reads, such as a title, change no entry.
    unlike = (
        f"WHERE EXISTS (SELECT FROM %s WHERE o.quote_id = n.quote_id"
        f" AND ({changed}) IS DISTINCT FROM ({before}))"
        if taken and added
        else ""
    )
    steps = [f"IF NOT EXISTS (SELECT FROM {added or taken}) THEN RETURN NULL; END IF;"]
    if taken:
        steps.append(f"""
        DELETE FROM quotes_listentry e USING (
            SELECT k.facet, k.value, o.day, o.quote_id
            FROM {taken} o CROSS JOIN LATERAL on_record_entries(
                o.attributions, o.topics, o.publication) k
            {unlike % f"{added} n" if added else ""}
        ) g
        WHERE (e.facet, e.value, e.day, e.quote_id)
            = (g.facet, g.value, g.day, g.quote_id);
        """)
    if added:
        steps.append(f"""
        INSERT INTO quotes_listentry (facet, value, quote_id, {", ".join(_SHOWN)})
        SELECT k.facet, k.value, n.quote_id, {changed}
        FROM {added} n CROSS JOIN LATERAL on_record_entries(
            n.attributions, n.topics, n.publication) k
        {unlike % f"{taken} o" if taken else ""};
        """)
    names = ["quotes", *counted]
    # In a fixed order, so that two transactions that count the same do not deadlock.
    steps.append(f"""
    INSERT INTO quotes_tally AS t ({_KEYS}, {", ".join(names)})
    SELECT * FROM ({tally(signed, counted)}) d
    WHERE ({", ".join(f"d.{each}" for each in names)})
        <> ({", ".join("0" for _ in names)})
    ORDER BY {_KEYS}
    ON CONFLICT ({_KEYS}) DO UPDATE
    SET {", ".join(f"{each} = t.{each} + excluded.{each}" for each in names)};
    """)
    return trigger_function(name, "".join(steps))


#: Each statement is planned again. A plan that was cached while a table was empty scans
#: all of it: a first import took ten times as long.
PLANS = "SET plan_cache_mode = force_custom_plan"


def trigger_function(name, body):
    return f"""
    CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql {PLANS} AS $$
    BEGIN
    {body}
    RETURN NULL;
    END $$;
    """


def trigger(name, table, event, function):
    """Return a statement's trigger, with the rows before and after it."""
    tables = {
        "INSERT": "NEW TABLE AS added",
        "UPDATE": "OLD TABLE AS taken NEW TABLE AS added",
        "DELETE": "OLD TABLE AS taken",
    }
    return f"""
    CREATE TRIGGER {name} AFTER {event} ON {table} REFERENCING {tables[event]}
    FOR EACH STATEMENT EXECUTE FUNCTION {function}();
    """


RELIST = f"""
CREATE FUNCTION on_record_relist(ids bigint[]) RETURNS void LANGUAGE plpgsql
{PLANS} AS $$
BEGIN
    IF cardinality(ids) = 0 THEN
        RETURN;
    END IF;
    PERFORM FROM articles_article WHERE id IN (
        SELECT article_id FROM quotes_quote WHERE id = ANY (ids)
    ) ORDER BY id FOR SHARE;
    DELETE FROM quotes_listing l USING unnest(ids) i (id)
    WHERE l.quote_id = i.id AND NOT EXISTS (
        SELECT FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id
        WHERE q.id = i.id AND q.status = 'published' AND a.status = 'published'
    );
    INSERT INTO quotes_listing AS l ({", ".join(COLUMNS)})
    SELECT {", ".join(COLUMNS)} FROM quotes_listing_now WHERE quote_id = ANY (ids)
    ON CONFLICT (quote_id) DO UPDATE SET
    {", ".join(f"{name} = excluded.{name}" for name in COLUMNS[1:])}
    WHERE ({", ".join(f"l.{name}" for name in COLUMNS[1:])})
        IS DISTINCT FROM ({", ".join(f"excluded.{name}" for name in COLUMNS[1:])});
END $$;
"""

_WAIT = "PERFORM FROM quotes_quote WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;"


def relisting(name, ids, wait=""):
    """Return the trigger function that lists the quotes `ids` again."""
    return trigger_function(
        name,
        f"""
        DECLARE ids bigint[] := ARRAY({ids});
        BEGIN
            {wait}
            PERFORM on_record_relist(ids);
        END;
        """,
    )


#: The facets whose values are counted themselves.
VALUES = "period = 0 AND facet IN ('s', 'p', 't', 'l')"


def count_values(name, rows, change):
    """Return the trigger function that counts the values that have quotes.

    In a loop, because a statement without rows would still call this trigger again.
    """
    return trigger_function(
        name,
        f"""
        DECLARE each record;
        BEGIN
            FOR each IN SELECT facet, sum({change}) AS change
                FROM {rows} GROUP BY facet HAVING sum({change}) <> 0 ORDER BY facet
            LOOP
                INSERT INTO quotes_tally AS t
                    ({_KEYS}, quotes, {", ".join(COUNTED)})
                VALUES ('n', 0, each.facet, 0, each.change,
                    {", ".join("0" for _ in COUNTED)})
                ON CONFLICT ({_KEYS}) DO UPDATE
                    SET quotes = t.quotes + excluded.quotes;
            END LOOP;
        END;
        """,
    )


FUNCTIONS = [
    VIEW,
    ENTRIES,
    TALLIED,
    RELIST,
    relisting("on_record_list_quotes", "SELECT id FROM added WHERE status <> 'draft'"),
    *[
        relisting(
            f"on_record_list_parts_{rows}",
            f"SELECT DISTINCT quote_id FROM {rows}",
            _WAIT,
        )
        for rows in ("added", "taken")
    ],
    relisting(
        "on_record_list_articles",
        "SELECT q.id FROM quotes_quote q JOIN added n ON n.id = q.article_id"
        " JOIN taken o ON o.id = n.id WHERE q.status <> 'draft' AND ("
        + ") IS DISTINCT FROM (".join(
            ", ".join(
                f"{row}.{name}"
                for name in (
                    "status",
                    "title",
                    "language",
                    "publication_id",
                    "published_on",
                    "published_precision",
                )
            )
            for row in "no"
        )
        + ")",
    ),
    keep_entries("on_record_keep_added", "", "added"),
    keep_entries("on_record_keep_taken", "taken", ""),
    keep_entries("on_record_keep_changed", "taken", "added"),
    count_values(
        "on_record_count_added",
        f"(SELECT facet, quotes FROM added WHERE {VALUES}) n",
        "(quotes > 0)::integer",
    ),
    count_values(
        "on_record_count_changed",
        f"(SELECT facet, value, tag, quotes FROM added WHERE {VALUES}) n"
        f" JOIN (SELECT facet, value, tag, quotes AS before FROM taken WHERE {VALUES})"
        " o USING (facet, value, tag)",
        "(quotes > 0)::integer - (before > 0)::integer",
    ),
]
PARTS = ("quotes_attribution", "quotes_quote_topics")
TRIGGERS = [
    ("quote_listed", "quotes_quote", "INSERT", "on_record_list_quotes"),
    ("quote_relisted", "quotes_quote", "UPDATE", "on_record_list_quotes"),
    *[
        (
            f"{table}_{event.lower()}_listed",
            table,
            event,
            f"on_record_list_parts_{rows}",
        )
        for table in PARTS
        for event, rows in (
            ("INSERT", "added"),
            ("UPDATE", "added"),
            ("DELETE", "taken"),
        )
    ],
    ("article_relisted", "articles_article", "UPDATE", "on_record_list_articles"),
    ("listing_added", "quotes_listing", "INSERT", "on_record_keep_added"),
    ("listing_taken", "quotes_listing", "DELETE", "on_record_keep_taken"),
    ("listing_changed", "quotes_listing", "UPDATE", "on_record_keep_changed"),
    ("tally_added", "quotes_tally", "INSERT", "on_record_count_added"),
    ("tally_changed", "quotes_tally", "UPDATE", "on_record_count_changed"),
]

#: The expected entries and tallies, to fill the tables and to compare with them.
LISTENTRY_NOW = f"""
CREATE VIEW quotes_listentry_now AS
SELECT k.facet, k.value, n.quote_id, {", ".join(f"n.{name}" for name in _SHOWN)}
FROM quotes_listing n CROSS JOIN LATERAL on_record_entries(
    n.attributions, n.topics, n.publication) k;
"""


def tally_now(counted=COUNTED):
    """Return the view with the expected tallies."""
    return f"""
CREATE VIEW quotes_tally_now AS
WITH summed AS ({tally("SELECT 1 AS sign, * FROM quotes_listing", counted)})
SELECT * FROM summed
UNION ALL
SELECT 'n', 0, facet, 0, count(*), {", ".join("0" for _ in counted)}
FROM summed WHERE {VALUES} GROUP BY facet;
"""

FILL = f"""
INSERT INTO quotes_listing ({", ".join(COLUMNS)})
SELECT {", ".join(COLUMNS)} FROM quotes_listing_now;

INSERT INTO quotes_listentry (facet, value, quote_id, {", ".join(_SHOWN)})
SELECT facet, value, quote_id, {", ".join(_SHOWN)} FROM quotes_listentry_now
ORDER BY facet, value, day, quote_id;

INSERT INTO quotes_tally ({_KEYS}, quotes, {", ".join(COUNTED)})
SELECT {_KEYS}, quotes, {", ".join(COUNTED)} FROM quotes_tally_now ORDER BY {_KEYS};
"""


def undo():
    """Return the statements that remove everything again."""
    for name, table, _, _ in TRIGGERS:
        yield f"DROP TRIGGER {name} ON {table};"
    yield "DROP VIEW quotes_tally_now, quotes_listentry_now;"
    for function in dict.fromkeys(function for *_, function in TRIGGERS):
        yield f"DROP FUNCTION {function}();"
    yield "DROP FUNCTION on_record_relist, on_record_tallied, on_record_entries;"
    yield "DROP VIEW quotes_listing_now;"
    yield "TRUNCATE quotes_listing, quotes_listentry, quotes_tally;"


class Migration(migrations.Migration):
    dependencies = [("quotes", "0008_listings")]

    operations = [
        BtreeGinExtension(),
        # The keys are checked at once, because CREATE TRIGGER fails while checks are
        # pending.
        migrations.RunSQL("SET CONSTRAINTS ALL IMMEDIATE", migrations.RunSQL.noop),
        migrations.RunSQL(
            "".join([*FUNCTIONS, LISTENTRY_NOW, tally_now(), FILL]), "".join(undo())
        ),
        # With fewer statistics, all rare words would be estimated at 0.15% of the rows,
        # and be planned like common ones.
        migrations.RunSQL(
            "ALTER TABLE quotes_listing ALTER search SET STATISTICS 500",
            migrations.RunSQL.noop,
        ),
        # Built when the rows are there, which is faster.
        migrations.AddIndex(
            "listing",
            django.contrib.postgres.indexes.GinIndex(
                fields=["month", "search"],
                name="listing_search",
                gin_pending_list_limit=256,
            ),
        ),
        migrations.AddIndex(
            "tally",
            models.Index(
                models.F("facet"),
                models.F("quotes").desc(),
                models.F("value"),
                name="tally_most",
                condition=models.Q(period=0),
            ),
        ),
        migrations.RunSQL("".join(trigger(*each) for each in TRIGGERS), ""),
    ]
