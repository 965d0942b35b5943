"""Finds the speakers, publications and topics with a page that readers may reach.

They have something that is public, or was until it was withdrawn: an address once
given stays. Names that only drafts have stay unseen.
"""

from django.db import router

from quotes.listing.facet_types import NAMED
from quotes.sql import fetch_rows


def by_slugs(given):
    """Return the rows with these slugs, current or past, and their numbers of quotes.

    Takes {kind: [slug]}, returns rows of (kind, key, name, slug, past slugs, quotes).
    One statement, and not by the ORM, which takes longer to build it than to run it.
    """
    queries, parameters = [], []
    for kind, slugs in given.items():
        facet = NAMED[kind]
        # Usually there is one slug, for which PostgreSQL has a generic plan. For arrays
        # of unknown length it would plan each time.
        if len(slugs) == 1:
            match, values = "n.slug = %s OR n.past_slugs @> ARRAY[%s]::varchar[]", slugs
        else:
            match, values = (
                "n.slug = ANY (%s) OR n.past_slugs && %s::varchar[]",
                [slugs],
            )
        # LIMIT 1 stops at the first row. EXISTS would become a join that reads all.
        queries.append(
            f"SELECT '{kind}', n.id, n.name, n.slug, n.past_slugs,"
            f" coalesce(t.quotes, 0) FROM {facet.table} n"
            f" LEFT JOIN quotes_tally t ON t.facet = '{facet.entries}'"
            " AND t.value = n.id AND t.tag = '' AND t.period = 0"
            f" LEFT JOIN LATERAL (SELECT true AS seen FROM {facet.seen} LIMIT 1) s"
            " ON coalesce(t.quotes, 0) <= 0"
            f" WHERE ({match})"
            " AND (t.quotes > 0 OR s.seen)"
        )
        parameters += [*values, *values]
    return fetch_rows(" UNION ALL ".join(queries), parameters) if queries else []


def by_name(kind, words, limit):
    """Return (key, slug, name) of names with public quotes, the most quoted first.

    Each of the words begins a word of the name or of an alias, ignoring case and
    accents. Words without letters match nothing.
    """
    facet = NAMED[kind]
    words = words.split()[:8]
    # Folded names have no punctuation, so no wildcards of LIKE.
    like = " AND ".join(
        "on_record_fold(name) LIKE '%%' || nullif(on_record_fold(%s), ' ') || '%%'"
        for _ in words
    )
    sources = [f"SELECT id FROM {facet.table}", *facet.aliases]
    keys = " UNION ".join(f"{source} WHERE {like or 'true'}" for source in sources)
    return fetch_rows(
        f"SELECT n.id, n.slug, n.name FROM {facet.table} n JOIN quotes_tally t"
        f" ON t.facet = '{facet.entries}' AND t.value = n.id"
        " AND t.tag = '' AND t.period = 0"
        f" WHERE t.quotes > 0 AND n.id IN ({keys})"
        " ORDER BY t.quotes DESC, n.name, n.id LIMIT %s",
        [*words * len(sources), limit],
    )


def row_by_slug(model, slug):
    """Return the row of a model with this slug, current or past, visible or not.

    Raises DoesNotExist. Building the ORM's query takes longer than running it, so it is
    used only for past slugs.
    """
    names = [each.attname for each in model._meta.concrete_fields]
    columns = ", ".join(each.column for each in model._meta.concrete_fields)
    table = model._meta.db_table
    rows = fetch_rows(f"SELECT {columns} FROM {table} WHERE slug = %s", [slug])
    if rows:
        return model.from_db(router.db_for_read(model), names, rows[0])
    return model.objects.by_slug(slug)
