"""Finds the last text of an article that had the words of a quote.

A text that changes after a quote was entered does not make the quote wrong: it was
printed. The quote is looked for where it was anchored in an earlier text, or else like
any quote, and never by words that are only similar.
"""

from contextlib import suppress

from django.utils import timezone

from quotes import anchoring
from quotes.anchoring.alignment import Alignment
from quotes.anchoring.folding import FoldedText
from quotes.anchoring.relocation import relocate
from quotes.citations.caveats import caveat
from quotes.citations.changed import Changed
from quotes.models.choices import LOCATED, AnchorStatus

#: SQL for when the last text with the words of the quote `q` was read, and the first
#: text after it; NULL unless a newer text lacks the words.
CHANGED_AT = """(
    SELECT ARRAY[o.retrieved_at, (SELECT n.retrieved_at FROM articles_snapshot n
        WHERE n.article_id = o.article_id AND n.id > o.id ORDER BY n.id LIMIT 1)]
    FROM articles_snapshot o WHERE o.id = q.printed_in_id)"""


#: SQL for when an editor was first asked to recheck the quote `q`; NULL if nobody is.
NOTICED_AT = """(
    SELECT c.at FROM quotes_recheck c
    WHERE c.quote_id = q.id AND c.confirmed_at IS NULL)"""


def changed_between(had_at, lacked_at):
    """Return the Changed of two datetimes, in the days of the site's time zone."""
    return Changed(timezone.localdate(had_at), timezone.localdate(lacked_at))


def make_caveat(anchor, changed, dropped, noticed_at):
    """Return the Caveat of an anchor status, or None.

    `changed` is None or the datetimes of `CHANGED_AT`, `noticed_at` that of
    `NOTICED_AT`.
    """
    return caveat(
        anchor,
        changed_between(*changed) if changed else None,
        dropped,
        timezone.localdate(noticed_at) if noticed_at else None,
    )


def lacks_words(text, words, anchor):
    """Return whether a text certainly lacks the words that it was searched for.

    An ambiguous quote may have its words in several places, or resemble several
    passages; for a quote of very few words, it is not known whether it is there.
    """
    if anchor.status != AnchorStatus.AMBIGUOUS:
        return anchor.status not in LOCATED
    return bool(anchor.places) and not has_words_at(text, words, anchor.places[0])


def has_words_at(text, words, spans):
    """Return whether a text has these words at these spans, but for marked changes."""
    with suppress(ValueError):
        return anchoring.locate_at(text, words, spans).status in LOCATED
    return False


def last_printed(quote, older, known):
    """Return (snapshot, spans) of the newest of some texts that had a quote, or Nones.

    `older` are snapshots of one article, newest first. `known` has the spans of the
    quote by the key of the snapshot, as far as it was anchored before; they are used if
    its words are still these.
    """
    newer = []
    for snapshot in older:
        spans = known.get(snapshot.pk)
        if spans and has_words_at(snapshot.text, quote.text, spans):
            return _moved_furthest(quote, newer, snapshot, spans)
        newer.append(snapshot)
    for snapshot in newer:
        if spans := first_spans(snapshot.text, quote.text, _locate(quote, snapshot)):
            return snapshot, spans
    return None, None


def last_located(quote):
    """Return (snapshot, anchor) of the newest text that has a quote, or None.

    Unlike last_printed(), it does not count words that are in several places.
    """
    for snapshot in quote.article.snapshots.all():
        if (found := _locate(quote, snapshot)).status in LOCATED:
            return snapshot, found
    return None


def _locate(quote, snapshot):
    return anchoring.locate(
        snapshot.text, quote.text, prefix=quote.prefix, suffix=quote.suffix
    )


def _moved_furthest(quote, newer, snapshot, spans):
    """Return the place in the newest text that still had a quote of a known place.

    Texts that were stored in quick succession may never have been searched. The quote
    is relocated in them, because the same words elsewhere may be another passage.
    """
    old = FoldedText(snapshot.text) if newer else None
    for later in newer:
        alignment = Alignment(old, FoldedText(later.text))
        around = quote.prefix, quote.suffix
        found = relocate(alignment, quote.text, spans, *around)
        if place := first_spans(later.text, quote.text, found):
            return later, place
    return snapshot, spans


def first_spans(text, words, anchor):
    """Return the spans of an anchor, the first of several equal places, or None."""
    if anchor.status in LOCATED:
        return [list(span) for span in anchor.spans]
    if anchor.places and has_words_at(text, words, anchor.places[0]):
        return [list(span) for span in anchor.places[0]]
    return None
