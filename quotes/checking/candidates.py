"""Reads the stored texts and quotes that may have the words of some claims.

Texts are found by their fingerprints (articles/text_matching/fingerprints.py): numbers
for three words in a row (a text with five words of a claim in a row shares at least one
of them), and numbers for single words, for claims in other words. Quotes are found by
their words, because many are from articles without a stored text. Only public records
are read. See docs/decisions/0042-checking-a-quote.md.
"""

from collections import defaultdict
from dataclasses import replace

from django.db.models import OuterRef, Subquery
from django.utils import timezone

from articles.gettext import gettext as _
from articles.models import Article, ArticleKind, Byline, Snapshot
from articles.models.base import Status
from articles.text_matching.fingerprints import fingerprint_all
from quotes.checking.lookups import (
    quotes_by_words,
    texts_by_numbers,
    texts_by_words,
    word_counts,
)
from quotes.checking.verdicts import Candidate
from quotes.checking.windows import windows
from quotes.extraction.scanning import scan
from quotes.models import (
    AnchorStatus,
    Attribution,
    Quote,
    QuoteKind,
    SpeakerKind,
    Standing,
)

#: Texts in memory at a time. They may be long; only windows of them are compared.
_BATCH = 50
#: How many of a claim's best texts have all quotes of their articles read, because
#: these say who speaks there; and how many quotes are read.
_BEST_TEXTS, _MAX_QUOTES = 3, 2_000
#: Kinds of articles whose authors speak all of their words.
SPOKEN = (ArticleKind.SPEECH, ArticleKind.LETTER, ArticleKind.POST)


def find_candidates(claims):
    """Return a list of Candidates for each claim: texts with words of it in a row.

    Quotes are among them. The number of statements does not depend on the number of
    claims.
    """
    if not claims:
        return []
    parts = _read_texts(claims, texts_by_numbers(claims))
    counts = word_counts(claims)
    quotes = _read_quotes(claims, parts, quotes_by_words(claims, counts))
    return [[*one, *other] for one, other in zip(parts, quotes, strict=True)]


def find_texts_by_words(claims):
    """Return a list of Candidates for each claim: texts with two of its rarer words.

    For reworded claims, whose texts `find_candidates` does not find.
    """
    if not claims:
        return []
    return _read_texts(claims, texts_by_words(claims, word_counts(claims)))


def _read_texts(claims, keys):
    """Return the windows of some texts for each claim, in the order of `keys`."""
    wanted = defaultdict(list)
    for claim, several in enumerate(keys):
        for key in several:
            wanted[key].append(claim)
    rows = Snapshot.objects.filter(pk__in=wanted).annotate(until=_next_read("pk"))
    rows = rows.order_by("pk")
    columns = ("pk", "text", "until", "article", "article__kind")
    found, articles, changed = defaultdict(dict), {}, {}
    rows = rows.values_list(*columns, "article__published_on")
    rows = rows.iterator(_BATCH) if len(wanted) > _BATCH else rows
    for key, text, until, article, kind, day in rows:
        articles[article] = kind, day
        changed[key] = until and timezone.localdate(until)
        shared = {}
        for claim in wanted[key]:
            spans = windows(text, claims[claim])
            found[claim][key] = [
                shared.setdefault(span, (article, span[0], text[slice(*span)]))
                for span in spans
            ]
    authors = _authors(articles)
    made = {}

    def candidate(key, article, start, text):
        if (key, start, len(text)) not in made:
            made[key, start, len(text)] = Candidate(
                ("snapshot", key),
                text,
                authors[article],
                articles[article][1],
                changed_on=changed[key],
                source=article,
                version=key,
                offset=start,
            )
        return made[key, start, len(text)]

    return [
        [candidate(key, *part) for key in several for part in found[claim].get(key, ())]
        for claim, several in enumerate(keys)
    ]


def _next_read(name):
    """Return a Subquery: when the text after the one in column `name` was read."""
    newer = Snapshot.objects.filter(article=OuterRef("article"), pk__gt=OuterRef(name))
    return Subquery(newer.order_by("pk").values("retrieved_at")[:1])


def _authors(articles):
    """Return {article: names of those who say all of its words}."""
    names = defaultdict(tuple)
    spoken = [key for key, (kind, _day) in articles.items() if kind in SPOKEN]
    for byline in Byline.objects.filter(article__in=spoken):
        names[byline.article_id] += (str(byline),)
    return names


def _read_quotes(claims, parts, keys):
    """Return Candidates of quotes for each claim: of its keys and its best texts."""
    best = [
        list(dict.fromkeys(part.source for part in several))[:_BEST_TEXTS]
        for several in parts
    ]
    by_article = defaultdict(list)
    rows = Quote.objects.public().filter(
        article__in={article for several in best for article in several}
    )
    columns = ("article", "pk", "text")
    for article, key, text in rows.order_by("pk").values_list(*columns)[:_MAX_QUOTES]:
        by_article[article].append((key, _numbers(text)))
    wanted = []
    for claim, own, articles in zip(claims, keys, best, strict=True):
        numbers = _numbers(claim)
        wanted.append(
            {
                *own,
                *(
                    key
                    for article in articles
                    for key, others in by_article[article]
                    if not numbers or not numbers.isdisjoint(others)
                ),
            }
        )
    made = _quotes({key for several in wanted for key in several})
    return [
        [each for key in sorted(several) for each in made.get(key, ())]
        for several in wanted
    ]


def _numbers(words):
    return set(fingerprint_all(words))


def _quotes(keys):
    """Return {key: Candidates} of public quotes: the words, and those of translations.

    A translation is not printed in the source.
    """
    said, refuted, organisations = _speakers(keys)
    rows = Quote.objects.public().filter(pk__in=keys)
    rows = rows.annotate(until=_next_read("printed_in"))
    columns = ("pk", "text", "translation", "kind", "anchor_status", "printed_in")
    columns += ("until", "said_on", "article__published_on", "article")
    made = {}
    for row in rows.values_list(*columns, named=True):
        why_not = refuted[row.pk]
        words = Candidate(
            ("quote", row.pk),
            row.text,
            tuple(said[row.pk]),
            row.said_on or row.article__published_on,
            is_quote=True,
            refuted="" if said[row.pk] else next(iter(why_not.values()), ""),
            refutations=tuple(why_not.items()),
            changed_on=row.until and timezone.localdate(row.until),
            source=row.article,
            quoted=_quoted(row.kind, row.text),
            is_compared=row.anchor_status != AnchorStatus.NO_TEXT,
            unprinted="" if row.printed_in else _why_unprinted(row.anchor_status),
            has_organisation=row.pk in organisations,
        )
        made[row.pk] = [words]
        if row.translation:
            why = _("A translation on record has these words, not the source itself.")
            translated = replace(words, text=row.translation, quoted=(), unprinted=why)
            made[row.pk].append(translated)
    return made


def _speakers(keys):
    """Return speakers by quote: those who said it, those who did not, and one set.

    The second have sentences with the evidence as values. The set has the quotes of
    organisations.
    """
    said, refuted, organisations = defaultdict(dict), defaultdict(dict), set()
    columns = (
        *("quote", "standing", "evidence"),
        *("speaker__name", "speaker__aliases__name", "speaker__kind"),
    )
    rows = Attribution.objects.filter(quote__in=keys).order_by("pk")
    for quote, standing, evidence, name, alias, kind in rows.values_list(*columns):
        names = dict.fromkeys((name, alias) if alias else (name,))
        if standing == Standing.MISATTRIBUTED:
            why = _("Not said by {name}: {evidence}")
            why = why.format(name=name, evidence=evidence)
            refuted[quote] |= dict.fromkeys(names, why)
        elif standing == Standing.DISPUTED:
            why = _("Whether {name} said this is disputed: {evidence}")
            why = why.format(name=name, evidence=evidence)
            refuted[quote] |= dict.fromkeys(names, why)
        else:
            said[quote] |= names
            if kind == SpeakerKind.ORGANISATION:
                organisations.add(quote)
    return said, refuted, organisations


def _quoted(kind, text):
    """Return the spans of a quote that are printed in quotation marks; None for all."""
    if kind == QuoteKind.DIRECT:
        return None
    if kind == QuoteKind.INDIRECT:
        return ()
    return tuple(span for quotation in scan(text) for span in quotation.spans)


def _why_unprinted(anchor):
    """Return why the words of a quote may not be in the text held of its source."""
    if anchor in (AnchorStatus.MISSING, AnchorStatus.DIFFERS):
        return _(
            "A quote on record has these words; the text of its source lacks them."
        )
    if anchor == AnchorStatus.AMBIGUOUS:
        return _(
            "A quote on record has these words. Their place in the text of its source "
            "is not settled."
        )
    return ""


def searched():
    """Return the number of texts and quotes searched, and the first and last year."""
    texts = Snapshot.objects.filter(article__status=Status.PUBLISHED).count()
    dates = Article.objects.public().exclude(published_on=None).order_by("published_on")
    ends = [each.published_on.year for each in (dates.first(), dates.last()) if each]
    return texts, Quote.objects.public().count(), tuple(ends)
