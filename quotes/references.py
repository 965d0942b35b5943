"""From rows to the references that citations are written from.

The only place that knows both, so that `quotes/citations/` need not know the models.
Rows are read without the models, for there may be a hundred thousand: to make
instances of them took longer than all else.
"""

import json
from collections import defaultdict
from typing import NamedTuple

from django.urls import reverse

from articles.partial_dates import PartialDate
from quotes.citations.reference import Name, Quoted, Reference, Speaker, Work
from quotes.ways import run

_QUOTES = """
SELECT q.id, q.article_id, q.text, q.kind, coalesce(nullif(q.language, ''), a.language),
    q.said_on, q.said_precision, q.translation, q.translation_language,
    q.anchor_status{held}{tables}
WHERE q.id = ANY (%s) AND q.status = 'published' AND a.status = 'published'
"""
_PUBLIC = " FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id"
#: What is known of the text that is held. A text of ordinary length comes whole, with
#: the first of its quotes: PostgreSQL would unpack it and count its characters for each
#: of them, which took longer than all else. Out of a long one the words are cut there.
_HELD = """, q.spans, q.prefix, q.suffix, s.retrieved_at, q.snapshot_id,
    CASE WHEN octet_length(s.text) <= {longest} AND
        row_number() OVER (PARTITION BY q.snapshot_id) = 1 THEN s.text END,
    CASE WHEN octet_length(s.text) > {longest} THEN ARRAY(
        SELECT substr(s.text, (span->>0)::int + 1, (span->>1)::int - (span->>0)::int)
        FROM jsonb_array_elements(q.spans) WITH ORDINALITY each (span, n) ORDER BY n)
    END"""
#: So many bytes of text are read for the sake of some words.
LONGEST = 10_000
_SNAPSHOT = " LEFT JOIN articles_snapshot s ON s.id = q.snapshot_id"
_SPEAKERS = """
SELECT t.quote_id, s.name, t.role_as_printed, t.standing,
    CASE s.kind WHEN 'person' THEN split_part(s.sort_name, ', ', 1) ELSE '' END,
    s.kind = 'person'
FROM quotes_attribution t JOIN quotes_speaker s ON s.id = t.speaker_id
WHERE t.quote_id = ANY (%s) ORDER BY t.id
"""
_WORKS = """
SELECT a.id, a.kind, a.title, coalesce(p.name, ''), coalesce(p.place, ''),
    a.published_on, a.published_precision, a.retrieved_on, a.url, a.archive_url,
    a.page, a.section, a.language
FROM articles_article a LEFT JOIN articles_publication p ON p.id = a.publication_id
WHERE a.id = ANY (%s)
"""
_AUTHORS = """
SELECT article_id, family, given, particle, suffix, literal FROM articles_byline
WHERE article_id = ANY (%s) ORDER BY position, id
"""


_read_json = json.JSONDecoder().raw_decode


class Rows(NamedTuple):
    """What references are made of, as it is read."""

    quotes: dict[int, tuple]
    texts: dict[int, str]  #: by the snapshot, those that came whole
    speakers: list[tuple]
    articles: list[tuple]
    authors: list[tuple]


def read_references(keys, absolute, held=False):
    """Return References to the public quotes with these keys, in their order.

    `absolute` makes a full address of a path on this site. What was withdrawn since
    the keys were read is left out. With `held`, they have what is known of the texts:
    where the words stand, and how they are printed there. Four statements, whatever
    the number of keys.
    """
    return list(make_references(keys, read_rows(keys, held), absolute))


def read_rows(keys, held=False):
    """Return the Rows of the public quotes with these keys."""
    quotes = {row[0]: row for row in run(quotes_statement(held), [list(keys)])}
    texts = {row[-3]: row[-2] for row in quotes.values() if row[-2]} if held else {}
    articles = list({row[1] for row in quotes.values()})
    return Rows(
        quotes,
        texts,
        run(_SPEAKERS, [list(quotes)]),
        run(_WORKS, [articles]),
        run(_AUTHORS, [articles]),
    )


def quotes_statement(held):
    """Return the statement that reads quotes, with what is known of their texts."""
    return _QUOTES.format(
        held=_HELD.format(longest=LONGEST) if held else "",
        tables=_PUBLIC + (_SNAPSHOT if held else ""),
    )


def make_references(keys, rows, absolute):
    """Yield the References that some Rows say, in the order of the keys.

    Each can be forgotten before the next is made, which spares Python's collector.
    """
    page = _numbered(absolute, "quotes:quote_by_number")
    works = _make_works(rows.articles, rows.authors, absolute)
    found, speakers = rows.quotes, defaultdict(list)
    for row in rows.speakers:
        speakers[row[0]].append(row)
    for key in keys:
        if key not in found:
            continue
        # fmt: off
        (
            _, article, text, kind, language, said_on, said_precision,
            translation, translation_language, anchor, *held,
        ) = found[key]
        # fmt: on
        quoted = Quoted(
            key=f"q{key}",
            text=text,
            kind=kind,
            language=language,
            speakers=tuple([Speaker(*row[1:]) for row in speakers[key]]),
            said=_date(said_on, said_precision),
            translation=translation,
            translation_language=translation_language,
            url=page(key),
            anchor=anchor,
            **(_held(rows.texts, *held) if held else {}),
        )
        yield Reference(works[article], quoted)


def _held(texts, spans, prefix, suffix, held_at, snapshot, _, printed):
    spans = tuple(map(tuple, _read_json(spans)[0]))
    if printed is None:
        printed = [texts[snapshot][start:end] for start, end in spans]
    return {
        "spans": spans,
        "prefix": prefix,
        "suffix": suffix,
        "held_at": held_at,
        "printed": tuple(printed),
    }


def read_works(keys, absolute):
    """Return {key: Work} of the articles with these keys. Two statements."""
    keys = list(keys)
    return _make_works(run(_WORKS, [keys]), run(_AUTHORS, [keys]), absolute)


def _make_works(articles, bylines, absolute):
    page = _numbered(absolute, "quotes:article_by_number")
    authors = defaultdict(list)
    for article, *parts in bylines:
        authors[article].append(Name(*parts))
    works = {}
    for row in articles:
        # fmt: off
        (
            pk, kind, title, publication, place,
            published_on, precision, retrieved_on, url, archive_url,
            printed_page, section, language,
        ) = row
        # fmt: on
        works[pk] = Work(
            key=f"a{pk}",
            type=kind,
            title=title,
            authors=tuple(authors[pk]),
            container_title=publication,
            place=place,
            issued=_date(published_on, precision),
            accessed=_date(retrieved_on, "day"),
            url=url,
            archive_url=archive_url,
            page=printed_page,
            section=section,
            language=language,
            page_url=page(pk),
        )
    return works


def _date(date, precision):
    return PartialDate.from_date(date, precision) if date else None


def _numbered(absolute, name):
    """Return what makes the short address of a page, which stays, of its number."""
    before, _, after = absolute(reverse(name, args=[0])).rpartition("0")
    return lambda number: f"{before}{number}{after}"
