"""Locating many quotes anew, and publishing what was found."""

from itertools import groupby

from articles.records import Status
from quotes.folding import FoldedText
from quotes.models import AnchorStatus, Quote


def verify(quotes):
    """Locate quotes anew in their articles' current texts, and store the outcomes.

    Takes a queryset of quotes; returns, as a list, those whose anchor status changed.
    Each article's text is read and folded once.
    """
    changed = []
    quotes = quotes.select_related("article").order_by("article_id", "pk")
    for _, group in groupby(quotes, key=lambda quote: quote.article_id):
        group = list(group)
        snapshot = group[0].article.current_snapshot
        folded = FoldedText(snapshot.text) if snapshot else None
        for quote in group:
            before = quote.anchor_status, quote.snapshot_id, quote.spans
            quote.locate(snapshot, folded)
            if (quote.anchor_status, quote.snapshot_id, quote.spans) != before:
                quote.save()
            if quote.anchor_status != before[0]:
                changed.append(quote)
    return changed


def publish(article):
    """Publish an article and those of its drafted quotes that are fit for it.

    Fit is a quote that is found in the held text, or whose article holds none, and
    that somebody is said to have spoken. Returns (published, held back) quotes.
    """
    article.status, article.withdrawn_reason = Status.PUBLISHED, ""
    article.save()
    published, held_back = [], []
    for quote in Quote.objects.filter(article=article, status=Status.DRAFT):
        if is_fit(quote):
            quote.status = Status.PUBLISHED
            quote.save()
            published.append(quote)
        else:
            held_back.append(quote)
    return published, held_back


def is_fit(quote):
    """Tell whether a quote may be published without an editor's second look."""
    found = quote.is_located or quote.anchor_status == AnchorStatus.NO_TEXT
    return found and quote.attributions.exists()
