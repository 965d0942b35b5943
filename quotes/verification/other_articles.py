"""Does a quote that its own article has not stand word for word in another one?

A wrong source and an invented quote are different faults, and are mended differently.
"""

from articles.models.fingerprints import Fingerprint
from articles.text_matching.fingerprints import fingerprint
from quotes import anchoring
from quotes.anchoring.folding import fold
from quotes.anchoring.marked_changes import pieces_of

#: So many texts are read for one quote: those that have all of its numbers.
MAX_TEXTS = 10


def found_elsewhere(quote):
    """Return (snapshot, anchor) of another article that prints a quote, or None.

    Words count as printed if they are exact, or differ by marked changes and signs
    only. Quotes of less than five words in a row are not looked for: they mean
    nothing elsewhere. The newest texts are read first, at most ten.
    """
    numbers = set()
    for piece in pieces_of(fold(quote.text)):
        numbers.update(fingerprint(piece.words))
    if not numbers:
        return None
    texts = (
        Fingerprint.objects.filter(numbers__contains=sorted(numbers))
        .exclude(snapshot__article=quote.article_id)
        .select_related("snapshot__article")
        .order_by("-snapshot_id")
    )
    # A text by itself may be long: one after another.
    for row in texts[:MAX_TEXTS].iterator(chunk_size=1):
        anchor = anchoring.locate(row.snapshot.text, quote.text)
        if anchor.status in (anchoring.EXACT, anchoring.EDITED, anchoring.AMBIGUOUS):
            return row.snapshot, anchor
    return None
