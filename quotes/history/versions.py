"""Follows the words of a quote through the texts that were held of its article."""

from dataclasses import dataclass
from functools import cached_property

from articles.characters import QUOTES
from articles.models.versions import with_addresses
from quotes.anchoring.alignment import Alignment
from quotes.anchoring.folding import FoldedText, fold
from quotes.anchoring.relocation import relocate
from quotes.anchoring.text_diff import PUT_IN, TAKEN_OUT, Edit, TextDiff
from quotes.models.last_printed import first_spans, lacks_words
from quotes.passages import (
    CONTEXT_LENGTH,
    MAX_CONTEXT,
    passage,
    passage_span,
)

#: Texts that are searched for one quote, and their total length in code points.
MAX_TEXTS = 20
MAX_LENGTH_COMPARED = 400_000
#: Signs around the words in place of a quote that are not compared.
_AROUND = f" \n\t,;:()[]{QUOTES}"


@dataclass(frozen=True, slots=True)
class Version:
    """A text of an article, and whether it has a quote: None if that is not known."""

    snapshot: object
    has_words: bool | None


def _same(one, other):
    return fold(one.strip(_AROUND)) == fold(other.strip(_AROUND))


class Replaced:
    """The words of the newest text in place of a quote that it lacks."""

    def __init__(self, quote):
        self._quote = quote
        self.snapshot = quote.snapshot

    @cached_property
    def words(self):
        """The words in its place: "" if there are none, None if that is not known.

        They are unknown if the texts are long, or if the passage was rewritten so far
        that readers would see more of the text than of any passage.
        """
        quote = self._quote
        if quote.spans:
            return self.snapshot.text[quote.spans[0][0] : quote.spans[-1][1]]
        return self._words_in(self.snapshot.text)

    def _words_in(self, new):
        quote, old = self._quote, self._quote.printed_in.text
        if len(old) + len(new) > MAX_LENGTH_COMPARED:
            return None
        start, end = quote.printed_spans[0][0], quote.printed_spans[-1][1]
        span = TextDiff(old, new).counterpart(start, end)
        if span is None or span[1] - span[0] > end - start + MAX_CONTEXT:
            return None
        return new[slice(*span)].strip(_AROUND)

    @cached_property
    def since(self):
        """Return when the first of the newest texts with the same words here was read.

        If the words are unknown, it is the time of the newest text.
        """
        since = self.snapshot.retrieved_at
        if self.words is None:
            return since
        between = self.snapshot.older().filter(pk__gt=self._quote.printed_in_id)
        for each in between[:MAX_TEXTS]:
            words = self._words_in(each.text)
            if words is None or not _same(words, self.words):
                break
            since = each.retrieved_at
        return since

    @cached_property
    def edits(self) -> list[Edit]:
        """The changes from the printed words to those in their place, if known."""
        spans = self._quote.printed_spans
        printed = self._quote.printed_in.text[spans[0][0] : spans[-1][1]]
        if not self.words:
            return []
        diff = TextDiff(printed, self.words)
        if diff.same < max(diff.taken_out, diff.put_in):
            # Other words: a few that are the same by chance would only confuse.
            return [Edit(TAKEN_OUT, f"{printed} "), Edit(PUT_IN, self.words)]
        return diff.edits()

    @property
    def elsewhere(self):
        """Return whether the newest text has the same words in another passage."""
        return not self._quote.spans and fold(self._quote.text) in fold(
            self.snapshot.text
        )


def versions_of(quote):
    """Return a Version for each text of the article, the oldest first.

    The quote is moved from a text in which its place is known to all others. Returns []
    if no text is known to have it, or if there are too many texts.
    """
    held = with_addresses(quote.article.snapshots.order_by("pk").defer("text"))
    if _known(quote) is None or len(held) > MAX_TEXTS:
        return []
    texts = dict(quote.article.snapshots.order_by().values_list("pk", "text"))
    if sum(map(len, texts.values())) > MAX_LENGTH_COMPARED:
        return []
    has = has_words_in(quote, texts)
    return [Version(each, has[each.pk]) for each in held]


def has_words_in(quote, texts):
    """Return {key: whether it has a quote} for the {key: text} of some snapshots.

    The value is None if that is not settled.
    """
    found = {}
    for key, text in texts.items():
        anchor = _anchor_in(quote, key, text)
        if anchor is None:
            found[key] = None
        elif isinstance(anchor, list) or first_spans(text, quote.text, anchor):
            found[key] = True
        else:
            found[key] = False if lacks_words(text, quote.text, anchor) else None
    return found


def place_in(quote, snapshot):
    """Return the spans of a quote in any snapshot of its article, or None."""
    anchor = _anchor_in(quote, snapshot.pk, snapshot.text)
    if anchor is None or isinstance(anchor, list):
        return anchor
    return first_spans(snapshot.text, quote.text, anchor)


def _known(quote):
    """Return a snapshot that certainly has a quote, and its spans there, or None."""
    if quote.printed_in_id:
        return quote.printed_in, quote.printed_spans
    return (quote.snapshot, quote.spans) if quote.is_located else None


def _anchor_in(quote, key, text):
    """Return the known spans, or the Anchor of a quote that is moved to a text."""
    known = _known(quote)
    if known is None:
        return None
    snapshot, spans = known
    if snapshot.pk == key:
        return spans
    alignment = Alignment(FoldedText(snapshot.text), FoldedText(text))
    return relocate(alignment, quote.text, spans, quote.prefix, quote.suffix)


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """The words around a quote in a text, or their changes from the text before.

    `edits` is empty if the passage was rewritten, so that readers would see more of the
    text than of any passage.
    """

    quote: object
    passage: object = None
    edits: list[Edit] | None = None


def passages_in(quotes, snapshot):
    """Return a ShownPassage for each of the quotes that a text has."""
    places = [(quote, place_in(quote, snapshot)) for quote in quotes]
    return [
        ShownPassage(quote, passage(snapshot.text, spans, CONTEXT_LENGTH))
        for quote, spans in places
        if spans
    ]


def changed_passages(quotes, before, after, diff):
    """Return a ShownPassage for each of the quotes around which a text changed.

    `diff` is the TextDiff of both snapshots.
    """
    reverse, shown, seen = None, [], set()
    for quote in quotes:
        if spans := place_in(quote, before):
            old = passage_span(before.text, spans, CONTEXT_LENGTH)
            new, known = diff.counterpart(*old), old
        elif spans := place_in(quote, after):
            reverse = reverse or TextDiff(after.text, before.text)
            new = passage_span(after.text, spans, CONTEXT_LENGTH)
            old, known = reverse.counterpart(*new), new
        else:
            continue
        if (old, new) in seen:
            continue
        seen.add((old, new))
        limit = known[1] - known[0] + MAX_CONTEXT
        if not (old and new) or max(old[1] - old[0], new[1] - new[0]) > limit:
            shown.append(ShownPassage(quote, edits=[]))
            continue
        part = TextDiff(before.text[slice(*old)], after.text[slice(*new)])
        if part.taken_out or part.put_in:
            shown.append(ShownPassage(quote, edits=part.edits()))
    return shown
