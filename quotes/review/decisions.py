"""Decisions about suggestions: accept, reject, take back.

Call these functions in a transaction that holds the review's lock (`lock_review`), so
that two editors decide one after the other. They increase the review's revision and
store it in the suggestions that they change.
"""

import json
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, Subquery
from django.utils import timezone

from articles.audit_context import ActKind, acting
from articles.models.base import Status
from articles.text import upper_first
from quotes import anchoring
from quotes.models import (
    Attribution,
    Decision,
    HandIn,
    Quote,
    Schedule,
    ScheduleState,
    Speaker,
    SpeakerKind,
    Standing,
    Suggestion,
    Topic,
)

_STORE = """
UPDATE quotes_suggestion s SET revision = %s, updated_at = %s, decision = n.decision,
    decided_by_id = n.decided_by, decided_at = n.decided_at, quote_id = n.quote,
    made_quote = n.made_quote, new_speakers = n.new_speakers::jsonb
FROM unnest(
    %s::bigint[], %s::text[], %s::bigint[], %s::timestamptz[], %s::bigint[],
    %s::boolean[], %s::text[]
) n (id, decision, decided_by, decided_at, quote, made_quote, new_speakers)
WHERE s.id = n.id
"""
#: Whether a decision can be taken back without losing anybody's work: not if its quote
#: has been published, handed in, scheduled, or changed on its own page.
MAY_TAKE_BACK = Q(quote=None) | (
    Q(
        made_quote=True,
        quote__status=Status.DRAFT,
        quote__updated_at__lte=F("decided_at"),
    )
    & ~Exists(HandIn.objects.open().filter(quote=OuterRef("quote")))
    & ~Exists(
        Schedule.objects.filter(quote=OuterRef("quote"), state=ScheduleState.WAITING)
    )
)


@dataclass(frozen=True, slots=True)
class SpeakerDraft:
    """A speaker of a quote to be entered: a known one, or a new one to be added."""

    speaker: Speaker | None
    new_name: str = ""
    new_kind: str = SpeakerKind.PERSON
    name_as_printed: str = ""
    role_as_printed: str = ""


@dataclass(frozen=True, slots=True)
class QuoteDraft:
    """A quote to be entered."""

    kind: str
    words: str
    people: tuple[SpeakerDraft, ...]
    cue: str
    standing: str = Standing.UNVERIFIED
    #: Needed with any other standing.
    evidence: str = ""
    topics: tuple[Topic, ...] = ()


@acting(ActKind.ACCEPTED)
def accept(review, suggestions, user):
    """Make draft quotes of (suggestion, QuoteDraft) pairs, all with the same time.

    Quotes with the words of their suggestion are anchored at its spans; changed words
    are located again. Returns the quotes, located or not. Takes a fixed number of
    queries, and more for new speakers.
    """
    _raise_revision(review)
    known = {}
    for quote in Quote.objects.filter(
        article=review.article_id, snapshot=review.snapshot_id
    ):
        known.setdefault(repr(quote.spans), quote)
    speakers = {}  # new speakers by name and kind: each is added once
    quotes, attributions, topics = [], [], []
    for suggestion, draft in suggestions:
        quote = known.get(repr(suggestion.spans))
        suggestion.new_speakers = []
        suggestion.made_quote = quote is None or quote.text != draft.words
        if suggestion.made_quote:
            quote = _make_quote(review, suggestion, draft, user)
            quotes.append(quote)
            attributions += _attributions(quote, suggestion, draft, speakers)
            topics += [(quote, topic) for topic in draft.topics]
        suggestion.quote = quote
    Quote.objects.bulk_create(quotes)
    Attribution.objects.bulk_create(attributions)
    about = Quote.topics.through
    about.objects.bulk_create(about(quote=one, topic=topic) for one, topic in topics)
    _close(review, [each for each, _ in suggestions], Decision.ACCEPTED, user)
    if speakers:
        _mark_changed(review, {name for name, _ in speakers})
    return [each.quote for each, _ in suggestions]


def reject(review, suggestion, user):
    """Mark a suggestion as rejected."""
    _raise_revision(review)
    _close(review, [suggestion], Decision.REJECTED, user)


@acting(ActKind.UNDONE)
def reopen_suggestions(review, suggestions):
    """Reopen decided suggestions; delete the drafts and speakers made with them.

    Call it only for suggestions that MAY_TAKE_BACK allows.
    """
    _raise_revision(review)
    quotes = [each.quote_id for each in suggestions if each.made_quote]
    speakers = {key for each in suggestions for key in each.new_speakers}
    at = max(suggestion.decided_at for suggestion in suggestions)
    for suggestion in suggestions:
        suggestion.reopen()
    _store(review, suggestions)
    Quote.objects.filter(pk__in=quotes).delete()
    unused = Speaker.objects.filter(
        pk__in=speakers, attributions__isnull=True, updated_at__lte=at
    )
    names = list(unused.values_list("name", flat=True))
    unused.delete()
    if names:
        _mark_changed(review, names)


def last_decided(review, user):
    """Return the suggestions of the user's last decision that can be undone."""
    undoable = Suggestion.objects.filter(
        MAY_TAKE_BACK, snapshot=review.snapshot_id, decided_by=user
    ).order_by("-decided_at", "pk")
    return undoable.filter(decided_at=Subquery(undoable.values("decided_at")[:1]))


def _raise_revision(review):
    review.revision += 1
    review.save(update_fields=["revision"])


def _make_quote(review, suggestion, draft, user):
    quote = Quote(
        article=review.article, kind=draft.kind, text=draft.words, created_by=user
    )
    spans = suggestion.spans
    if draft.words != suggestion.words:
        spans = _place_near(review.snapshot.text, draft.words, spans)
    if spans:
        try:
            quote.locate_at(spans, review.snapshot)
        except ValidationError:
            spans = None
    if not spans:
        quote.locate(review.snapshot)
    return quote


def _place_near(text, words, spans):
    """Return the spans of changed words within the suggested place, or None.

    The text may have the same words elsewhere too, but only this place counts.
    """
    found = anchoring.locate(text, words)
    places = found.places or ((found.spans,) if found.spans else ())
    start, end = spans[0][0], spans[-1][1]
    near = [each for each in places if each[0][0] < end and each[-1][1] > start]
    return near[0] if len(near) == 1 else None


def _attributions(quote, suggestion, draft, speakers):
    """Return unsaved attributions of a quote, one for each speaker."""
    made = {}
    for person in draft.people:
        speaker = person.speaker
        if speaker is None:
            key = person.new_name, person.new_kind
            if key not in speakers:
                speakers[key] = Speaker.objects.create(
                    name=person.new_name,
                    kind=person.new_kind,
                    description=description_of(person.role_as_printed),
                )
            speaker = speakers[key]
            suggestion.new_speakers.append(speaker.pk)
        made.setdefault(
            speaker.pk,
            Attribution(
                quote=quote,
                speaker=speaker,
                name_as_printed=person.name_as_printed,
                role_as_printed=person.role_as_printed,
                cue=draft.cue,
                standing=draft.standing,
                evidence=draft.evidence,
            ),
        )
    return made.values()


def description_of(role):
    """Return a role as a new speaker's description: “Research fellow.”"""
    role = role.strip().rstrip(".")
    return f"{upper_first(role)}." if role else ""


def _close(review, suggestions, decision, user):
    now = timezone.now()
    for suggestion in suggestions:
        suggestion.decision = decision
        suggestion.decided_by, suggestion.decided_at = user, now
    _store(review, suggestions)


def _store(review, suggestions):
    """Store the decisions in one statement: `bulk_update` takes seconds for 500."""
    now = timezone.now()
    rows = [
        (
            each.pk,
            each.decision,
            each.decided_by_id,
            each.decided_at,
            each.quote and each.quote.pk,  # created after the list was made
            each.made_quote,
            json.dumps(each.new_speakers),
        )
        for each in suggestions
    ]
    with connection.cursor() as cursor:
        columns = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute(_STORE, [review.revision, now, *columns])
    for suggestion in suggestions:
        suggestion.revision, suggestion.updated_at = review.revision, now


def _mark_changed(review, names):
    """Mark open suggestions of these names as changed, because new speakers are known.

    This includes suggestions with the family name alone.
    """
    names = {*names, *(name.split()[-1] for name in names)}
    waiting = Suggestion.objects.filter(
        snapshot=review.snapshot_id, decision=Decision.OPEN
    )
    named = [
        each.pk
        for each in waiting.only("speakers")
        if not names.isdisjoint(each.speaker_names)
    ]
    Suggestion.objects.filter(pk__in=named).update(revision=review.revision)
