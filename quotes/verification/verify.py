"""Locates many quotes again, and publishes articles with the quotes that are found."""

from itertools import groupby

from django.db import connection, transaction
from django.utils import timezone

from articles.audit_context import ActKind, acting
from articles.models import Article, Snapshot
from articles.models.base import Status
from articles.text import shorten
from quotes.anchoring.alignment import Alignment
from quotes.anchoring.anchors import NO_TEXT, Anchor
from quotes.anchoring.folding import FoldedText
from quotes.anchoring.relocation import relocate, return_to, stay
from quotes.models import AnchorChange, AnchorStatus, Quote, Recheck
from quotes.passages import cut_surroundings

#: Quotes read and written in one statement.
QUOTES_PER_WRITE = 1_000

_WRITE = """
UPDATE quotes_quote q SET article_id = n.article, snapshot_id = n.snapshot,
    spans = n.spans, prefix = n.prefix, suffix = n.suffix, anchor_status = n.status,
    anchor_reason = n.reason, printed_in_id = n.printed_in,
    printed_spans = n.printed_spans, dropped_words = n.dropped, updated_at = n.updated
FROM (SELECT %s::timestamptz AS updated, f.* FROM unnest(
    %s::bigint[], %s::bigint[], %s::bigint[], %s::jsonb[], %s::text[], %s::text[],
    %s::text[], %s::text[], %s::bigint[], %s::jsonb[], %s::text[]
) f (id, article, snapshot, spans, prefix, suffix, status, reason, printed_in,
    printed_spans, dropped)) n
WHERE q.id = n.id
"""
#: The columns of a quote that say where its words are, in a text of its article.
ANCHOR_FIELDS = (
    "snapshot_id spans prefix suffix anchor_status anchor_reason printed_in_id "
    "printed_spans dropped_words"
).split()
_WRITTEN = ["article_id", *ANCHOR_FIELDS]


class ArticleTexts:
    """The texts of one article at a time, each read and folded once."""

    def __init__(self):
        self._article = self.current = self._folded = None
        self._moves, self._older, self._more = {}, [], True

    def load(self, article_id):
        """Read the current text of an article, and forget those of the last article."""
        if article_id == self._article:
            return
        self._article, self._folded, self._moves = article_id, None, {}
        self._older, self._more = [], True
        self.current = Snapshot.objects.filter(article=article_id).first()

    @property
    def folded(self):
        if self._folded is None:
            self._folded = FoldedText(self.current.text)
        return self._folded

    def older(self):
        """Yield the snapshots before the current one, newest first, each read once."""
        number = 0
        while self._more or number < len(self._older):
            if number == len(self._older):
                last = self._older[-1] if self._older else self.current
                found = list(last.older()[: number + 1])
                self._older += found
                self._more = bool(found)
            else:
                yield self._older[number]
                number += 1

    def anchor(self, quote):
        """Return the Anchor of a quote in the current text of this article.

        The quote may have been anchored in another text before.
        """
        if self.current is None:
            return Anchor(NO_TEXT)
        around = quote.prefix, quote.suffix
        if not quote.spans:
            ambiguous = quote.anchor_status == AnchorStatus.AMBIGUOUS
            return return_to(self.folded, quote.text, *around, ambiguous)
        if quote.snapshot_id == self.current.pk:
            return stay(self.folded, quote.text, quote.spans, *around)
        alignment = self._alignment(quote)
        return relocate(alignment, quote.text, quote.spans, *around)

    def _alignment(self, quote):
        if quote.snapshot_id not in self._moves:
            held = (each for each in self.older() if each.pk == quote.snapshot_id)
            old = next(held, None) or quote.snapshot  # perhaps of another article
            self._moves[old.pk] = Alignment(FoldedText(old.text), self.folded)
        return self._moves[quote.snapshot_id]

    def old_text(self, quote):
        """Return the text in which a quote that moved was before, or ""."""
        return self._alignment(quote).old.original if quote.spans else ""


def verify(quotes):
    """Locate quotes again in their articles' current texts, and store the anchors.

    Takes a queryset of quotes; returns a list of those whose anchor status changed,
    and stores an AnchorChange for each. Reads and folds each text once, and writes a
    thousand quotes in one statement.
    """
    keys = list(quotes.order_by("article_id", "pk").values_list("pk", flat=True))
    changed = []
    for start in range(0, len(keys), QUOTES_PER_WRITE):
        with transaction.atomic():
            batch = Quote.objects.filter(pk__in=keys[start : start + QUOTES_PER_WRITE])
            changed += verify_batch(lock_quotes(batch))
    return changed


def lock_quotes(quotes, skip=False):
    """Return the quotes in the order of articles, locked until the transaction ends.

    With `skip`, leaves out quotes that an editor is saving, and those of an article
    that somebody is saving.
    """
    articles = Article.objects.filter(pk__in=quotes.values("article")).share(skip)
    if skip:
        quotes = quotes.filter(article__in=articles)
    return (
        quotes.select_related("article__publication")
        .select_for_update(of=("self",), no_key=True, skip_locked=skip)
        .order_by("article_id", "pk")
    )


def verify_batch(quotes, run=None):
    """Locate quotes, sorted by article; return those with a new anchor status.

    Call it in a transaction. Writes only the quotes that changed.
    """
    texts = ArticleTexts()  # after this transaction, an editor may save another text
    written, changes, rechecks = [], [], []
    for article_id, group in groupby(quotes, key=lambda quote: quote.article_id):
        texts.load(article_id)
        for quote in group:
            before = {name: getattr(quote, name) for name in _WRITTEN}
            change, recheck = locate_again(quote, texts, run)
            if recheck:
                rechecks.append(recheck)
            if all(getattr(quote, name) == was for name, was in before.items()):
                continue
            written.append(quote)
            if change:
                changes.append(change)
    store_anchors(written)
    AnchorChange.objects.bulk_create(changes)
    changed = [each.quote for each in changes]
    _store_rechecks(rechecks, [quote for quote in changed if not quote.is_located])
    return changed


def locate_again(quote, texts, run=None):
    """Set the anchor of a quote in the current text of these ArticleTexts.

    Returns an AnchorChange and a Recheck, each unsaved, or None. Saves nothing.
    """
    before, searched = quote.anchor_status, quote.snapshot_id
    anchor = texts.anchor(quote)
    recheck = _recheck(quote, anchor, texts) if anchor.recheck else None
    quote.set_anchor(texts.current, anchor, texts.older())
    if quote.anchor_status == before:
        return None, recheck
    change = AnchorChange(
        quote=quote,
        before=before,
        after=quote.anchor_status,
        snapshot_before_id=searched,
        snapshot_after_id=quote.snapshot_id,
        run=run,
    )
    return change, recheck


def _recheck(quote, anchor, texts):
    """Return an unsaved Recheck of a quote that moved to this anchor."""
    before = []
    if quote.spans:
        before = cut_surroundings(texts.old_text(quote), quote.spans)
    return Recheck(
        quote=quote,
        reason=shorten(anchor.recheck, 500),
        before=before,
        after=cut_surroundings(texts.current.text, anchor.spans),
    )


def _store_rechecks(rechecks, lost):
    """Store the open rechecks of quotes, and delete those of quotes that are lost.

    If a quote has an open one already, its old surroundings stay.
    """
    if not rechecks and not lost:
        return
    keys = [each.quote_id for each in rechecks] + [quote.pk for quote in lost]
    known = {
        each.quote_id: each
        for each in Recheck.objects.filter(quote__in=keys, confirmed_at=None)
    }
    for fresh in rechecks:
        if first := known.get(fresh.quote_id):
            fresh.before = first.before
    Recheck.objects.filter(pk__in=[each.pk for each in known.values()]).delete()
    Recheck.objects.bulk_create(rechecks)


def store_anchors(quotes, act=ActKind.VERIFIED):
    """Store the articles and anchors of quotes in one statement."""
    if not quotes:
        return
    now = timezone.now()
    columns = [[quote.pk for quote in quotes]]
    for name in _WRITTEN:
        adapt = Quote._meta.get_field(name.removesuffix("_id")).get_db_prep_save
        columns.append([adapt(getattr(quote, name), connection) for quote in quotes])
    with acting(act), connection.cursor() as cursor:
        cursor.execute(_WRITE, [now, *columns])
    for quote in quotes:
        quote.updated_at = now


def publish(article):
    """Publish an article and its drafts that `is_publishable` allows.

    Returns two lists of quotes: published, held back.
    """
    article.publish()
    published, held_back = [], []
    # No savepoint, so that it costs no query in a caller's transaction.
    with transaction.atomic(savepoint=False):
        drafts = Quote.objects.filter(article=article, status=Status.DRAFT)
        drafts = drafts.select_for_update(of=("self",)).order_by("pk")
        for quote in drafts.prefetch_related("attributions", "rechecks"):
            (published if is_publishable(quote) else held_back).append(quote)
        Quote.objects.filter(pk__in=[quote.pk for quote in published]).publish()
    return published, held_back


#: Why words that are not found keep a quote from being published.
_NOT_FOUND = {
    AnchorStatus.DIFFERS: "the text has other words",
    AnchorStatus.AMBIGUOUS: "the words occur more than once, and none was chosen",
    AnchorStatus.MISSING: "the words are not in the text",
}


def is_publishable(quote):
    """Return whether a quote may be published without an editor's second look."""
    return next(_reasons(quote), None) is None


def why_held_back(quote):
    """Return why a quote may not be published, as the end of a sentence, or ""."""
    return "; ".join(_reasons(quote))


def _reasons(quote):
    """Yield the reasons why a quote needs a second look.

    There are none if it is located or its article has no text, it has an attribution,
    drops no negation, and is not on the list of quotes to recheck.
    """
    if reason := _NOT_FOUND.get(quote.anchor_status):
        yield reason
    if quote.dropped_words:
        yield f"the text has “{quote.dropped_words}”, which changes the sense"
    if not quote.attributions.exists():
        yield "no speaker is named"
    if quote.is_to_recheck():
        yield "the text around it changed, and it must be rechecked"
