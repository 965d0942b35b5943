"""Makes references for citations from database rows.

This is not in `quotes/citations/`, which does not depend on the models. Exports read
rows without model instances, because there may be a hundred thousand: making the
instances took longer than everything else.
"""

import json
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache
from types import MappingProxyType
from typing import NamedTuple

from django.urls import reverse

from articles.names.name import JOINED, with_particle
from articles.partial_dates import PartialDate
from articles.text_matching.printed_pages import page_of
from quotes.citations.reference import (
    ARTICLE_COLUMNS,
    CitedSpeaker,
    CSLName,
    Quoted,
    Reference,
    Work,
)
from quotes.models import SpeakerKind, Standing
from quotes.models.last_printed import CHANGED_AT, NOTICED_AT, make_caveat
from quotes.sql import fetch_rows

#: A row for each attribution of a quote; one row for a quote without any.
_QUOTES = """
SELECT q.id, q.article_id, s.name, t.role_as_printed, t.standing,
    CASE WHEN s.particle ~ '{joined}' THEN s.particle || s.family
        ELSE ltrim(s.particle || ' ' || s.family) END,
    s.kind = 'person', q.text, q.kind, coalesce(nullif(q.language, ''), a.language),
    q.said_on, q.said_precision, q.translation, q.translation_language,
    q.anchor_status, {changed}, q.dropped_words, {noticed}, (
        SELECT m.saying_id || y.refuted FROM quotes_sayingmember m
        JOIN quotes_saying y ON y.id = m.saying_id AND y.prints >= 2
        WHERE m.quote_id = q.id AND m.state <> 'proposed'),
    CASE WHEN n.pages IS NOT NULL THEN
        jsonb_build_array(n.pages, q.spans)::text END, t.speaker_id{place}
FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id
    LEFT JOIN articles_printedpages n ON n.snapshot_id = q.snapshot_id
    LEFT JOIN quotes_attribution t ON t.quote_id = q.id
    LEFT JOIN quotes_speaker s ON s.id = t.speaker_id
WHERE q.id = ANY (%s::bigint[]) AND q.status = 'published' AND a.status = 'published'
ORDER BY t.id
"""
#: The place of the words in a snapshot.
_PLACE = ", q.snapshot_id, q.spans::text, q.prefix, q.suffix"
SNAPSHOT = 21
#: A text of ordinary length is read once for all of its quotes: cutting the words out
#: of it for each quote makes PostgreSQL decompress it every time, which took longer
#: than all else.
_TEXTS = """
SELECT id, retrieved_at, {text} FROM articles_snapshot WHERE id = ANY (%s::bigint[])
"""
_SHORT = "CASE WHEN octet_length(text) <= {longest} THEN text END"
#: From long texts, PostgreSQL cuts the words out.
_CUT_OUT = """
SELECT q.id, q.snapshot_id, q.spans::text, ARRAY(
    SELECT substr(n.text, (span->>0)::int + 1, (span->>1)::int - (span->>0)::int)
    FROM jsonb_array_elements(q.spans) WITH ORDINALITY each (span, n) ORDER BY n)
FROM quotes_quote q JOIN articles_snapshot n ON n.id = q.snapshot_id
WHERE q.id = ANY (%s::bigint[])
"""
#: A text of at most this many bytes is read whole.
MAX_WHOLE_TEXT_BYTES = 10_000
#: A row for each author of an article; one row for an article without any.
_WORKS = """
SELECT a.id, coalesce(p.name, ''), coalesce(p.place, ''),
    a.published_on, a.published_precision, a.retrieved_on,
    b.family, b.given, b.particle, b.suffix, b.literal, {columns}
FROM articles_article a LEFT JOIN articles_publication p ON p.id = a.publication_id
    LEFT JOIN articles_byline b ON b.article_id = a.id
WHERE a.id = ANY (%s::bigint[]) ORDER BY b.position, b.id
"""
WORKS = _WORKS.format(
    columns=", ".join(f"a.{column}" for column in ARTICLE_COLUMNS.values())
)


class ReferenceRows(NamedTuple):
    """The rows that references are made of."""

    quotes: dict[int, list[tuple]]  #: a row for each attribution
    works: list[tuple]
    #: By snapshot: when it was retrieved, and its text if that was read whole.
    texts: Mapping[int, Sequence] = MappingProxyType({})
    #: By quote: the words cut out of a long text.
    cut: Mapping[int, list[str]] = MappingProxyType({})


def read_references(keys, absolute, needs=""):
    """Return References to the public quotes with these keys, in this order.

    `absolute` turns a path of this site into a URL. Quotes that were withdrawn since
    the keys were read are left out. `needs` is as in Format. Two statements, three or
    four with `needs`, whatever the number of keys.
    """
    return list(make_references(keys, read_reference_rows(keys, needs), absolute))


def read_reference_rows(keys, needs=""):
    """Return the ReferenceRows of the public quotes with these keys."""
    quotes = defaultdict(list)
    for row in _read(quotes_statement(needs), keys):
        quotes[row[0]].append(row)
    works = _read(WORKS, {rows[0][1] for rows in quotes.values()})
    if not needs:
        return ReferenceRows(quotes, works)
    snapshots = {rows[0][SNAPSHOT] for rows in quotes.values()} - {None}
    texts = {key: found for key, *found in _read(texts_statement(needs), snapshots)}
    if needs != "words":
        return ReferenceRows(quotes, works, texts)
    long = {key for key, (_, text) in texts.items() if text is None}
    in_long = [key for key, rows in quotes.items() if rows[0][SNAPSHOT] in long]
    cut = {
        key: printed
        for key, *place, printed in (_read(_CUT_OUT, in_long) if in_long else ())
        # Otherwise the quote was located again after its row was read.
        if tuple(place) == quotes[key][0][SNAPSHOT : SNAPSHOT + 2]
    }
    return ReferenceRows(quotes, works, texts, cut)


def _read(sql, keys):
    # All keys as one string: psycopg would adapt the items of a list one by one.
    return fetch_rows(sql, [f"{{{','.join(map(str, keys))}}}"], binary=True)


def quotes_statement(needs):
    """Return the SQL that reads quotes, with their place in the snapshot if `needs`."""
    return _QUOTES.format(
        joined=JOINED.replace("'", "''"),
        changed=CHANGED_AT,
        noticed=NOTICED_AT,
        place=_PLACE if needs else "",
    )


def texts_statement(needs):
    """Return the SQL that reads the snapshots of quotes."""
    short = _SHORT.format(longest=MAX_WHOLE_TEXT_BYTES)
    return _TEXTS.format(text=short if needs == "words" else "NULL")


def make_references(keys, rows, absolute):
    """Yield the References for these ReferenceRows, in the order of the keys.

    Each can be freed before the next is made, which saves work of the garbage
    collector.
    """
    page = _numbered(absolute, "quotes:quote_by_number")
    saying_page = _numbered(absolute, "quotes:saying_by_number")
    works = _make_works(rows.works, absolute)
    rows_of = rows.quotes.get
    for key in keys:
        if not (of_quote := rows_of(key)):
            continue
        # fmt: off
        (
            _, article, name, _, _, _, _, text, kind, language, said_on, said_precision,
            translation, translation_language, anchor, changed, dropped, noticed,
            saying, pages, _, *place,
        ) = of_quote[0]
        # fmt: on
        quoted = Quoted(
            f"q{key}",
            text,
            kind,
            language,
            tuple([CitedSpeaker(*row[2:7]) for row in of_quote]) if name else (),
            _date(said_on, said_precision) if said_on else None,
            translation,
            translation_language,
            page(key),
            anchor,
            make_caveat(anchor, changed, dropped, noticed)
            if changed or dropped or noticed
            else None,
            *(_place_fields(rows, key, *place) if place else ()),
            saying=saying_page(saying[0]) if saying else "",
            refuted_elsewhere=_refuted(of_quote, saying[1:])
            if saying and len(saying) > 1
            else (),
            page=page_of(*json.loads(pages)) if pages else "",
        )
        yield Reference(works[article], quoted)


def _refuted(rows, speakers):
    """Return those names of speakers that the quote itself does not refute."""
    return tuple(
        row[2]
        for row in rows
        if row[SNAPSHOT - 1] in speakers and row[4] != Standing.MISATTRIBUTED
    )


def _place_fields(rows, key, snapshot, spans, prefix, suffix):
    """Return the fields of a Quoted for the place of its words."""
    snapshot_at, text = rows.texts.get(snapshot, (None, None))
    spans = _read_spans(spans)
    if text is not None:
        printed = tuple([text[start:end] for start, end in spans])
    else:
        printed = tuple(rows.cut.get(key, ()))
    return spans, prefix, suffix, snapshot_at, printed


def _read_spans(text):
    """Parse "[[17, 42]]" from PostgreSQL; one span, as most quotes have, is faster."""
    if text.count(",") == 1:
        start, _, end = text[2:-2].partition(",")
        return ((int(start), int(end)),)
    return tuple([(start, end) for start, end in json.loads(text)])


def read_works(keys, absolute):
    """Return {key: Work} of the articles with these keys. One statement."""
    return _make_works(_read(WORKS, keys), absolute)


def _make_works(rows, absolute):
    page = _numbered(absolute, "quotes:article_by_number")
    works = {}
    for row in rows:
        pk, publication, place, published_on, precision, retrieved_on = row[:6]
        name, values = row[6:11], row[11:]
        if pk in works:  # another author
            works[pk].authors += (CSLName(*name),)
            continue
        works[pk] = Work(
            key=f"a{pk}",
            authors=(CSLName(*name),) if name[0] is not None else (),
            container_title=publication,
            place=place,
            issued=_date(published_on, precision) if published_on else None,
            accessed=_date(retrieved_on, "day") if retrieved_on else None,
            page_url=page(pk),
            **dict(zip(ARTICLE_COLUMNS, values, strict=True)),
        )
    return works


def work_of(article, absolute):
    """Return the Work of an Article whose publication and bylines are loaded.

    Its URL is the canonical one, with the title, and it has no date of access: it is
    for the pages of this site.
    """
    publication = article.publication
    return Work(
        key=f"a{article.pk}",
        authors=tuple(
            CSLName(each.family, each.given, each.particle, each.suffix, each.literal)
            for each in article.bylines.all()
        ),
        container_title=publication.name if publication else "",
        place=publication.place if publication else "",
        issued=article.published,
        page_url=absolute(article.get_absolute_url()),
        **{name: getattr(article, own) for name, own in ARTICLE_COLUMNS.items()},
    )


def quoted_of(quote, absolute):
    """Return the Quoted of a Quote that was read `for_lists()`."""
    return Quoted(
        key=f"q{quote.pk}",
        text=quote.text,
        kind=quote.kind,
        language=quote.language_tag,
        speakers=tuple(
            CitedSpeaker(
                each.speaker.name,
                each.role_as_printed,
                each.standing,
                with_particle(each.speaker.particle, each.speaker.family),
                is_person=each.speaker.kind == SpeakerKind.PERSON,
            )
            for each in quote.attributions.all()
        ),
        said=quote.said,
        translation=quote.translation,
        translation_language=quote.translation_language,
        anchor=quote.anchor_status,
        caveat=quote.caveat,
        refuted_elsewhere=quote.refuted_elsewhere,
        url=absolute(quote.get_absolute_url()),
    )


#: Neighbours in a list have the same dates.
_date = lru_cache(maxsize=4096)(PartialDate.from_date)


def _numbered(absolute, name):
    """Return a function that makes the short, permanent URL of a numbered page."""
    before, _, after = absolute(reverse(name, args=[0])).rpartition("0")
    return lambda number: f"{before}{number}{after}"
