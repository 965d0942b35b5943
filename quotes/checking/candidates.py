"""Find the held texts and quotes that may have the words of a claim.

Texts are found by their fingerprints (articles/text_matching/fingerprints.py): numbers
of three words in a row, of which a text that has five words of a claim in a row has at
least one. The texts with most of a claim's numbers are read; rare numbers count more.
Quotes of articles without a held text are found by their words (listing/closest.py).
Only what readers may see is looked at. See docs/decisions/0042-checking-a-quote.md.
"""

import re
from collections import defaultdict

from articles.models import Article, ArticleKind, Snapshot
from articles.text_matching.fingerprints import fingerprint_all
from quotes.checking.verdicts import Candidate
from quotes.listing.closest import closest_quotes
from quotes.listing.criteria import Criteria
from quotes.models import Quote, Standing
from quotes.search.query import build_query
from quotes.search.syntax import parse
from quotes.search.words import indexed_words
from quotes.sql import fetch_rows

#: Texts that are read for a claim.
MAX_TEXTS = 20
#: A text with less than this share of the numbers of the best is not read: it has only
#: what every text has. Half of a joined claim has more.
MIN_SHARE = 0.03
#: Numbers of a claim that are looked for. From a longer claim, some all over it.
MAX_NUMBERS = 120
#: Texts read from the index for each number: one that more texts have tells little.
MAX_OF_NUMBER = 200
#: Of a text longer than this (code points), only parts around the words are read.
MAX_TEXT, _PART, _OVERLAP, _MAX_PARTS = 60_000, 20_000, 2_000, 3
#: Quotes of the articles of these texts, whose speakers are known.
_MAX_QUOTES = 400
#: Kinds of articles whose authors say all of their words.
SPOKEN = (ArticleKind.SPEECH, ArticleKind.LETTER, ArticleKind.POST)

_FOUND = f"""
WITH found AS (
    SELECT snapshot_id, sum(weight) AS shared FROM (
        SELECT one.snapshot_id, 1 / sqrt(count(*) OVER (PARTITION BY number)) AS weight
        FROM unnest(%s::integer[]) AS each (number) CROSS JOIN LATERAL (
            SELECT snapshot_id FROM articles_fingerprint
            WHERE numbers @> ARRAY[each.number] LIMIT {MAX_OF_NUMBER}
        ) one
    ) several GROUP BY snapshot_id
)
SELECT s.id FROM found
JOIN articles_snapshot s ON s.id = snapshot_id
JOIN articles_article a ON a.id = s.article_id
WHERE a.status = 'published'
    AND shared >= {MIN_SHARE} * (SELECT max(shared) FROM found)
ORDER BY shared DESC, s.id LIMIT {MAX_TEXTS}
"""  # noqa: S608


class Texts:
    """Reads candidates for claims, each text once for all claims of a draft."""

    def __init__(self):
        self._whole = {}

    def candidates(self, words):
        """Return the Candidates for the words of a claim, at most five statements."""
        numbers = fingerprint_all(words)
        if len(numbers) > MAX_NUMBERS:
            step = -(-len(numbers) // MAX_NUMBERS)
            numbers = numbers[::step]
        keys = [key for (key,) in fetch_rows(_FOUND, [numbers])] if numbers else []
        self._read([key for key in keys if key not in self._whole])
        texts = [part for key in keys for part in _parts(self._whole[key], words)]
        quotes = _quotes_of({each.source for each in texts}, words)
        return [*texts, *quotes]

    def _read(self, keys):
        snapshots = Snapshot.objects.filter(pk__in=keys).select_related("article")
        snapshots = snapshots.prefetch_related("article__bylines")
        newer = _newer([each.article_id for each in snapshots]) if keys else {}
        for snapshot in snapshots:
            article = snapshot.article
            later = [at for pk, at in newer[article.pk] if pk > snapshot.pk]
            self._whole[snapshot.pk] = Candidate(
                ("snapshot", snapshot.pk),
                snapshot.text,
                tuple(map(str, article.bylines.all()))
                if article.kind in SPOKEN
                else (),
                article.published_on,
                changed_on=min(later).date() if later else None,
                source=article.pk,
            )


def _newer(articles):
    """Return {article: [(snapshot, when it was read)]}."""
    found = defaultdict(list)
    rows = Snapshot.objects.filter(article__in=articles)
    for article, key, at in rows.values_list("article", "pk", "retrieved_at"):
        found[article].append((key, at))
    return found


def _parts(candidate, words):
    """Return a candidate, or the parts of a long text that have most of the words."""
    text = candidate.text
    if len(text) <= MAX_TEXT:
        return [candidate]
    longest = sorted(set(re.findall(r"\w{4,}", words)), key=len)[-8:]
    scored = []
    for start in range(0, len(text), _PART - _OVERLAP):
        part = text[start : start + _PART]
        scored.append((-sum(word in part for word in longest), start))
    best = sorted(scored)[:_MAX_PARTS]
    return [
        Candidate(
            candidate.key,
            text[start : start + _PART],
            candidate.speakers,
            candidate.said_on,
            changed_on=candidate.changed_on,
            source=candidate.source,
            offset=start,
        )
        for _, start in best
    ]


def _quotes_of(articles, words):
    """Return the Candidates of quotes: of some articles, and those closest in words."""
    keys = set(
        Quote.objects.public()
        .filter(article__in=articles)
        .order_by("pk")
        .values_list("pk", flat=True)[:_MAX_QUOTES]
    )
    asked = " ".join(indexed_words(words)[:48])
    if asked:
        criteria = Criteria(search=build_query(parse(asked)))
        keys |= {each.quote.key for each in closest_quotes(criteria, asked)}
    rows = (
        Quote.objects.public()
        .filter(pk__in=keys)
        .select_related("article")
        .prefetch_related("attributions__speaker__aliases")
        .order_by("pk")
    )
    return [_of_quote(quote) for quote in rows]


def _of_quote(quote):
    said, refuted = [], ""
    for each in quote.attributions.all():
        if each.standing == Standing.MISATTRIBUTED:
            refuted = refuted or f"Not said by {each.speaker.name}: {each.evidence}"
        elif each.standing == Standing.DISPUTED:
            refuted = refuted or (
                f"Whether {each.speaker.name} said this is disputed: {each.evidence}"
            )
        else:
            said += [each.speaker.name]
            said += [alias.name for alias in each.speaker.aliases.all()]
    dated = quote.said_on or quote.article.published_on
    return Candidate(
        ("quote", quote.pk),
        quote.text,
        tuple(said),
        dated,
        is_quote=True,
        refuted="" if said else refuted,
        source=quote.article_id,
    )


def searched():
    """Return the number of texts and quotes searched, and the first and last year."""
    texts = Snapshot.objects.filter(article__status="published").count()
    dates = Article.objects.public().exclude(published_on=None).order_by("published_on")
    ends = [each.published_on.year for each in (dates.first(), dates.last()) if each]
    return texts, Quote.objects.public().count(), tuple(ends)
