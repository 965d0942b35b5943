"""The quotes of a list, read as values: one JSON array a quote, in any statement."""

import datetime
import json
from functools import lru_cache
from typing import NamedTuple

from articles.models.base import make_url_slug
from articles.partial_dates import PartialDate
from quotes.citations.attribution import REPORTED, WRITTEN, elsewhere_line
from quotes.citations.caveats import Caveat
from quotes.labels import GRAVITY, speaker_lead_in, warnings
from quotes.models.last_printed import CHANGED_AT, NOTICED_AT, make_caveat
from quotes.paths import path_for
from quotes.sql import fetch_rows

#: SQL for whether the speaker `s` of attribution `t` wrote article `a`.
IS_AUTHOR = f"""a.kind IN {WRITTEN} AND EXISTS (
    SELECT FROM articles_byline b WHERE b.article_id = a.id
    AND lower(concat_ws(', ', concat_ws(' ', nullif(b.literal, ''),
        nullif(b.given, ''), nullif(b.particle, ''), nullif(b.family, '')),
        nullif(b.suffix, '')))
    IN (lower(s.name), lower(t.name_as_printed)))"""
_GRAVITY = f"array_position(ARRAY{[str(each) for each in GRAVITY]}, t.standing::text)"
#: SQL for the public quote with the key `{key}`, as read_row() takes it; NULL where it
#: is not public.
ROW = f"""(
    SELECT json_build_array(q.id, q.kind, q.text,
        coalesce(nullif(q.language, ''), a.language), q.anchor_status,
        {CHANGED_AT}, q.dropped_words, {NOTICED_AT}, q.said_on, q.said_precision,
        a.id, a.title, a.language, p.name, a.published_on, a.published_precision,
        (SELECT json_build_array(y.id, y.prints, left(f.text, 500), (
            SELECT json_agg(n.name ORDER BY n.name) FROM quotes_attribution o
            JOIN quotes_speaker n ON n.id = o.speaker_id
            WHERE o.quote_id = q.id AND o.speaker_id = ANY (y.refuted)
                AND o.standing <> 'misattributed' AND y.refuted <> '{{{{}}}}'))
        FROM quotes_sayingmember m JOIN quotes_saying y ON y.id = m.saying_id
        JOIN quotes_quote f ON f.id = y.earliest_id
        WHERE m.quote_id = q.id AND m.state <> 'proposed' AND y.prints >= 2),
        (SELECT json_agg(json_build_array(s.slug, s.name, t.role_as_printed,
            t.standing, {IS_AUTHOR}) ORDER BY {_GRAVITY}, t.id)
        FROM quotes_attribution t JOIN quotes_speaker s ON s.id = t.speaker_id
        WHERE t.quote_id = q.id))::text
    FROM quotes_quote q JOIN articles_article a ON a.id = q.article_id
    LEFT JOIN articles_publication p ON p.id = a.publication_id
    WHERE q.id = {{key}} AND q.status = 'published' AND a.status = 'published')
"""
#: Faster than json.loads(), which looks for spaces around each text.
_decode = json.JSONDecoder().raw_decode
#: Anchor statuses and standings without a warning.
_HARMLESS = {"exact", "edited", "ambiguous", "no_text", "unconfirmed"}
#: The array is hidden in a subquery: for one of another length, PostgreSQL would plan
#: again.
_ROWS = f"SELECT {ROW.format(key='k')} FROM unnest((SELECT %s::bigint[])) k"


class ArticleRow(NamedTuple):
    """The article of a quote, as lists show it."""

    key: int
    title: str
    language: str
    publication: str | None
    published: PartialDate | None

    @property
    def path(self):
        return path_for("article", self.key, make_url_slug(self.title, "article"))


class AttributionRow(NamedTuple):
    """An attribution, as lists show it: the speaker, and in what role they spoke."""

    slug: str
    name: str
    role: str
    standing: str
    #: The words before the name, such as "Said by".
    lead_in: str
    #: Whether the speaker wrote the work, such as a letter.
    is_author: bool = False

    @property
    def path(self):
        return path_for("speaker", self.slug)


class SayingOfRow(NamedTuple):
    """The saying of a quote, with two or more public prints, as lists show it.

    `words` are those of its earliest print, or "", `refuted` the names of speakers of
    the quote whom evidence refutes in another print.
    """

    key: int
    prints: int
    words: str
    refuted: tuple[str, ...]

    @property
    def path(self):
        if not self.words:
            return path_for("saying_by_number", self.key)
        return path_for("saying", self.key, make_url_slug(self.words, "saying"))

    @property
    def warning(self):
        """Return “Misattributed to Voltaire in another print”, or ""."""
        return elsewhere_line(self.refuted)


class QuoteRow(NamedTuple):
    """A public quote, as lists show it."""

    key: int
    kind: str
    text: str
    language: str
    #: The status for readers: that of the caveat, or else the anchor status.
    anchor_status: str
    caveat: Caveat | None
    said: PartialDate | None
    article: ArticleRow
    attributions: tuple[AttributionRow, ...]
    #: From a Quote, only if another print refutes one of its speakers.
    saying: SayingOfRow | None = None

    @property
    def path(self):
        return path_for("quote", self.key, make_url_slug(self.text, "quote"))

    @property
    def warnings(self):
        """Return the warnings before the words as (state, text): "Not said by …"."""
        speakers = self.attributions
        if self.anchor_status in _HARMLESS and (
            not speakers or speakers[0].standing in REPORTED
        ):
            return ()  # early, because most quotes have no warning
        return warnings(
            [(each.standing, each.lead_in, each.name) for each in speakers],
            self.anchor_status,
        )

    @property
    def dated(self):
        """Return when it was said, or else printed: a PartialDate or None."""
        return self.said or self.article.published


def read_row(text):
    """Return the QuoteRow of what ROW selected, or None for NULL."""
    if text is None:
        return None
    # fmt: off
    (
        key, kind, words, language, anchor_status, changed, dropped, noticed,
        said_on, said_precision, *article, published_on, published_precision,
        saying, attributions,
    ) = _decode(text)[0]
    # fmt: on
    caveat = None
    if changed or dropped or noticed:
        caveat = _caveat(anchor_status, *(changed or (None, None)), dropped, noticed)
    return QuoteRow(
        key,
        kind,
        words,
        language,
        caveat.status if caveat else anchor_status,
        caveat,
        _partial_date(said_on, said_precision),
        ArticleRow(*article, _partial_date(published_on, published_precision)),
        tuple(
            AttributionRow(
                slug,
                name,
                role,
                standing,
                speaker_lead_in(standing, kind, is_author=is_author),
                is_author,
            )
            for slug, name, role, standing, is_author in attributions or ()
        ),
        saying and SayingOfRow(*saying[:3], tuple(saying[3] or ())),
    )


def make_row(quote):
    """Return the QuoteRow of a Quote that was read `for_lists()`, with its bylines."""
    article = quote.article
    authors = set()
    if article.kind in WRITTEN:
        authors = {str(each).casefold() for each in article.bylines.all()}

    def is_author(each):
        names = each.speaker.name.casefold(), each.name_as_printed.casefold()
        return not authors.isdisjoint(names)

    return QuoteRow(
        quote.pk,
        quote.kind,
        quote.text,
        quote.language_tag,
        quote.printed_status,
        quote.caveat,
        quote.said,
        ArticleRow(
            article.pk,
            article.title,
            article.language,
            article.publication and article.publication.name,
            article.published,
        ),
        tuple(
            AttributionRow(
                each.speaker.slug,
                each.speaker.name,
                each.role_as_printed,
                each.standing,
                speaker_lead_in(each.standing, quote.kind, is_author=is_author(each)),
                is_author(each),
            )
            for each in sorted(
                quote.attributions.all(), key=lambda each: GRAVITY.index(each.standing)
            )
        ),
        SayingOfRow(quote.of_saying, 2, "", refuted)
        if (refuted := quote.refuted_elsewhere)
        else None,
    )


def read_quote_rows(keys):
    """Return the QuoteRows of the public quotes with these keys, in this order."""
    if not keys:
        return []
    rows = {
        row.key: row for (text,) in fetch_rows(_ROWS, [keys]) if (row := read_row(text))
    }
    return [rows[key] for key in keys if key in rows]


@lru_cache(maxsize=4096)  # neighbours in a list often have the same day
def _partial_date(day, precision):
    if day is None:
        return None
    return PartialDate.from_date(datetime.date.fromisoformat(day), precision)


@lru_cache(maxsize=512)
def _caveat(anchor_status, had, lacked, dropped, noticed):
    read = datetime.datetime.fromisoformat
    return make_caveat(
        anchor_status,
        had and (read(had), read(lacked)),
        dropped,
        noticed and read(noticed),
    )
