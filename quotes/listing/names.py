"""Which speakers, publications and topics have a page that readers may reach.

Those with something that is public, or was until it was withdrawn: an address once
given stays. What only drafts name stays unseen.
"""

from django.db import router

from quotes.listing.facet_types import NAMED
from quotes.sql import fetch_rows


def by_slugs(given):
    """Return what slugs stand for, now or once, with the number of public quotes.

    Takes {kind: [slug]}, gives rows of (kind, key, name, slug, past slugs, quotes), all
    in one statement: every list needs it, and building it anew took longer than it did.
    """
    queries, parameters = [], []
    for kind, slugs in given.items():
        facet = NAMED[kind]
        # One slug is asked for most times. PostgreSQL keeps a plan for that; of how
        # many are in an array it knows nothing before, and plans anew each time.
        if len(slugs) == 1:
            match, values = "n.slug = %s OR n.past_slugs @> ARRAY[%s]::varchar[]", slugs
        else:
            match, values = (
                "n.slug = ANY (%s) OR n.past_slugs && %s::varchar[]",
                [slugs],
            )
        # One row at most is looked for: EXISTS would read all that readers saw.
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
    """Return (key, slug, name) of those with public quotes, the most quoted first.

    Each of the words begins a word of the name, without regard to case and accents.
    """
    facet = NAMED[kind]
    words = words.split()[:8]
    # Folded names have no signs, and so none that LIKE reads as more than itself.
    like = " AND ".join(
        "on_record_fold(n.name) LIKE '%%' || nullif(on_record_fold(%s), ' ') || '%%'"
        for _ in words
    )
    return fetch_rows(
        f"SELECT n.id, n.slug, n.name FROM {facet.table} n JOIN quotes_tally t"
        f" ON t.facet = '{facet.entries}' AND t.value = n.id"
        " AND t.tag = '' AND t.period = 0"
        f" WHERE t.quotes > 0 AND {like or 'true'}"
        " ORDER BY t.quotes DESC, n.name, n.id LIMIT %s",
        [*words, limit],
    )


def row_by_slug(model, slug):
    """Return the row of a model that has a slug, or had it once: readers saw it or not.

    Raises DoesNotExist. To build the usual query takes longer than to answer it, so it
    is built for those slugs alone that somebody had once.
    """
    names = [each.attname for each in model._meta.concrete_fields]
    columns = ", ".join(each.column for each in model._meta.concrete_fields)
    table = model._meta.db_table
    rows = fetch_rows(f"SELECT {columns} FROM {table} WHERE slug = %s", [slug])
    if rows:
        return model.from_db(router.db_for_read(model), names, rows[0])
    return model.objects.by_slug(slug)
