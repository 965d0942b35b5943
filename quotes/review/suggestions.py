"""The suggestions of an article's text, made once for each text.

If two editors open a new text at once, the first request makes the suggestions. The
other waits for the lock on the article's review and finds them.
"""

from collections import defaultdict
from itertools import pairwise

from django.db import transaction
from django.utils import timezone

from quotes import anchoring
from quotes.models import Decision, Quote, Review, Suggestion
from quotes.review.wording import (
    DIRECT,
    entered_spans,
    one_line,
    sentences_between,
    words_between,
)
from quotes.verification.verify import verify

#: An existing quote and a suggestion are the same if they share more than this part of
#: each one's place.
_MIN_SHARED = 0.5
#: Code points before and after equal words that distinguish them.
_CONTEXT_LENGTH = 32
#: Suggestions are looked up by parts of the text of this many code points.
_PART_LENGTH = 2_000


def open_review(article):
    """Return an article's Review; make the suggestions of its current text if needed.

    Making them takes 10 to 50 ms for an article.
    """
    review, _ = Review.objects.get_or_create(article=article)
    if review.snapshot_id != current_snapshot_key(article):
        with transaction.atomic():
            review = lock_review(article)
            if review.snapshot_id != current_snapshot_key(article):
                _make_suggestions(review, article.current_snapshot)
    review.article = article
    return review


def current_snapshot_key(article):
    """Return the key of the current snapshot, or None, without reading its text."""
    return article.snapshots.values_list("pk", flat=True).first()


def lock_review(article):
    """Return the article's review, locked until the transaction ends."""
    review = Review.objects.select_for_update().get(article=article)
    review.article = article
    return review


def _make_suggestions(review, snapshot):
    # First move the existing quotes to this text.
    verify(Quote.objects.filter(article=review.article_id).exclude(snapshot=snapshot))
    before = []
    if review.snapshot_id:
        before = list(Suggestion.objects.filter(snapshot=review.snapshot_id))
    review.snapshot = snapshot
    review.revision += 1
    fresh = find_suggestions(snapshot)
    _reject_again(before, fresh)
    fresh += _selected_again(before, snapshot)
    fresh += _accept_existing_quotes(review, before, fresh)
    for suggestion in fresh:
        suggestion.made_in = suggestion.revision = review.revision
    Suggestion.objects.bulk_create(_once_a_place(fresh))
    # Undecided ones of the old text, which have been made again.
    Suggestion.objects.filter(pk__in=[old.pk for old in before if old.is_open]).delete()
    review.save()


def find_suggestions(snapshot):
    """Return unsaved suggestions for everything that extraction finds in a snapshot."""
    # Imported here because it loads numpy, which only reviews need.
    from quotes.extraction import find_quotes

    text = snapshot.text
    findings = find_quotes(text, snapshot.article.language)
    made = []
    for found in findings.suggestions + findings.unsaid:
        if suggestion := _suggestion(snapshot, found):
            made.append(suggestion)
    for other in findings.others:
        spans = entered_spans(text, DIRECT, [other.span])
        if spans and (words := words_of_spans(text, spans)):
            made.append(
                Suggestion(
                    snapshot=snapshot,
                    kind=DIRECT,
                    spans=[list(span) for span in spans],
                    words=words,
                    confidence=0,
                    instead=other.what,
                )
            )
    return _once_a_place(made)


def _suggestion(snapshot, found):
    """Return an unsaved Suggestion of one that extraction found, or None."""
    text = snapshot.text
    spans = entered_spans(text, found.kind, sorted(found.content))
    if not spans or not (words := words_of_spans(text, spans)):
        return None
    return Suggestion(
        snapshot=snapshot,
        kind=found.kind,
        spans=[list(span) for span in spans],
        words=words,
        speakers=[_person(each) for each in found.speakers],
        cue=one_line(text[slice(*found.cue)])[:200],
        cue_span=list(found.cue),
        speech=found.speech,
        confidence=min(max(found.confidence, 0), 1),
        reason=found.reason[:500],
        instead=found.instead,
    )


def _person(speaker):
    """Return a speaker that extraction found as `Suggestion.speakers` stores one."""
    return {
        "name": one_line(speaker.name) if len(speaker.name) <= 200 else "",
        "printed": one_line(speaker.printed)[:200],
        "role": one_line(speaker.role)[:300],
        "span": list(speaker.span),
        "reason": one_line(speaker.reason)[:200],
        "candidates": [
            {
                "name": one_line(each.name)[:200],
                "role": one_line(each.role)[:300],
                "reason": one_line(each.reason)[:200],
            }
            for each in speaker.candidates
            if each.name.strip()
        ],
    }


def words_of_spans(text, spans):
    """Return the words of spans, joined so that they can be located there again."""
    words = words_between(text, spans)
    careful = sentences_between(text, spans)
    choices = [careful, words]
    if any(
        any(letter.isalnum() for letter in text[end:start])
        for (_, end), (start, _) in pairwise(spans)
    ):
        choices.append(words_between(text, spans, " … "))
    for joined in choices if len(spans) > 1 or careful != words else ():
        try:
            anchoring.locate_at(text, joined, spans)
        except ValueError:
            continue
        return joined
    return words.strip()


def _once_a_place(suggestions):
    first = {}
    for suggestion in suggestions:
        first.setdefault(repr(suggestion.spans), suggestion)
    return list(first.values())


def _reject_again(before, fresh):
    """Reject again what was rejected in the old text, wherever its words are now.

    A text may have the same words several times, even from the same speaker. They are
    paired by the words around them first, then by their order.
    """
    old_text = before[0].snapshot.text if before else ""
    waiting = defaultdict(list)
    for old in before:
        waiting[_identity(old)].append(old)
    pairs = []
    left = []
    for suggestion in fresh:
        around = _around(suggestion.snapshot.text, suggestion)
        same = waiting.get(_identity(suggestion), [])
        for old in same:
            if _around(old_text, old) == around:
                same.remove(old)
                pairs.append((old, suggestion))
                break
        else:
            left.append(suggestion)
    for suggestion in left:
        if same := waiting.get(_identity(suggestion)):
            pairs.append((same.pop(0), suggestion))
    for old, suggestion in pairs:
        if old.decision == Decision.REJECTED:
            suggestion.decision = Decision.REJECTED
            suggestion.decided_by_id = old.decided_by_id
            suggestion.decided_at = old.decided_at


def _identity(suggestion):
    printed = tuple(each["printed"] for each in suggestion.speakers)
    return suggestion.words, printed, bool(suggestion.instead)


def _around(text, suggestion):
    start, end = suggestion.spot
    return text[max(0, start - _CONTEXT_LENGTH) : start], text[
        end : end + _CONTEXT_LENGTH
    ]


def _selected_again(before, snapshot):
    """Return suggestions for editors' open selections that the text has just once."""
    again = []
    for old in before:
        if not old.is_open or old.selected_by_id is None:
            continue
        found = anchoring.locate(snapshot.text, old.words)
        if found.spans:
            again.append(
                Suggestion(
                    snapshot=snapshot,
                    kind=old.kind,
                    spans=[list(span) for span in found.spans],
                    words=old.words,
                    reason=old.reason,
                    selected_by_id=old.selected_by_id,
                )
            )
    return again


def _accept_existing_quotes(review, before, fresh):
    """Accept suggestions of existing quotes; return new ones for the other quotes."""
    by_quote = {old.quote_id: old for old in before if old.quote_id}
    by_part = defaultdict(dict)
    for suggestion in fresh:
        for part in _parts(suggestion.spans):
            by_part[part][id(suggestion)] = suggestion
    more = []
    quotes = Quote.objects.filter(article=review.article_id, snapshot=review.snapshot)
    for quote in quotes.exclude(spans=[]).select_related("created_by"):
        near = {}
        for part in _parts(quote.spans):
            near |= by_part[part]
        same = [each for each in near.values() if _are_same(each.spans, quote.spans)]
        if not same:
            made = Suggestion(
                snapshot=review.snapshot,
                kind=quote.kind,
                spans=quote.spans,
                words=quote.text,
                reason="Entered without a suggestion.",
            )
            same = [made]
            more.append(made)
        old = by_quote.get(quote.pk)
        for suggestion in same:
            suggestion.decision, suggestion.quote = Decision.ACCEPTED, quote
            suggestion.decided_by = old.decided_by if old else quote.created_by
            suggestion.decided_at = old.decided_at if old else timezone.now()
            suggestion.made_quote = bool(old and old.made_quote)
            suggestion.new_speakers = old.new_speakers if old else []
    return more


def _parts(spans):
    for start, end in spans:
        yield from range(start // _PART_LENGTH, end // _PART_LENGTH + 1)


def _are_same(one, other):
    shared = sum(
        max(0, min(end, last) - max(start, first))
        for start, end in one
        for first, last in other
    )
    lengths = [sum(end - start for start, end in spans) for spans in (one, other)]
    return all(shared > _MIN_SHARED * length for length in lengths)
