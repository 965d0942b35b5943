"""Finds missing quotes word for word in other articles.

A wrong source and an invented quote are different mistakes with different corrections.
"""

from articles.models.fingerprints import Fingerprint
from articles.text_matching.fingerprints import fingerprint
from quotes import anchoring
from quotes.anchoring.folding import fold
from quotes.anchoring.marked_changes import pieces_of

#: Texts read for one quote, of those whose fingerprints have all of its numbers.
MAX_TEXTS = 10


def find_in_other_articles(quote):
    """Return (snapshot, anchor) of another article that has a quote, or None.

    The words must be exact, or differ only by marked changes and signs; they may be
    there more than once. Quotes without five words in a row are not looked for, since
    they would be found by chance. Reads at most MAX_TEXTS texts, the newest first, and
    none of articles that were merged.
    """
    numbers = set()
    for piece in pieces_of(fold(quote.text)):
        numbers.update(fingerprint(piece.words))
    if not numbers:
        return None
    texts = (
        Fingerprint.objects.filter(numbers__contains=sorted(numbers))
        .filter(snapshot__article__merged_into=None)
        .exclude(snapshot__article=quote.article_id)
        .select_related("snapshot__article")
        .order_by("-snapshot_id")
    )
    # One after another: a single text may be long.
    for row in texts[:MAX_TEXTS].iterator(chunk_size=1):
        anchor = anchoring.locate(row.snapshot.text, quote.text)
        if anchor.status in (anchoring.EXACT, anchoring.EDITED, anchoring.AMBIGUOUS):
            return row.snapshot, anchor
    return None
