"""Decisions of editors on members of sayings: confirm, split, join, and undo.

Each decision is recorded with the state before and after, so that it can be undone.
Decisions are made one at a time, and not while the program groups quotes.
"""

from django.core.exceptions import ValidationError
from django.db import connection, models, transaction
from django.db.models import Q
from django.utils import timezone

from articles.models.base import choice_constraint, user_key
from quotes.models.choices import MembershipReason, MembershipState
from quotes.models.quotes import Quote
from quotes.models.sayings import NotSame, Saying, SayingMember

#: The errors for decisions that cannot be undone.
UNDONE = "It was undone already."
CHANGED = "Its saying changed since: undo the later decision first."
GONE = "The saying that it was in was deleted."
_LOCK = "SELECT pg_advisory_xact_lock(hashtext('on_record_group_sayings'))"
_FIELDS = ("saying_id", "reason", "explanation", "state", "compared_with_id")


class SayingAct(models.TextChoices):
    CONFIRMED = "confirmed", "Confirmed"
    SPLIT = "split", "Split"
    JOINED = "joined", "Joined"


class SayingDecision(models.Model):
    """A decision on one quote; undo() restores the state before it.

    `before` and `after` are its membership then, as member_state() returns it; null if
    it was in no saying.
    """

    at = models.DateTimeField("when", auto_now_add=True)
    by = user_key(blank=True)
    act = models.CharField(max_length=9, choices=SayingAct)
    quote = models.ForeignKey(Quote, models.CASCADE, related_name="saying_decisions")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    #: The quotes from which it is kept apart since then, and those from which it was
    #: before.
    parted = models.JSONField(default=list)
    rejoined = models.JSONField(default=list)
    undone_at = models.DateTimeField("undone", null=True)
    undone_by = user_key(blank=True)

    class Meta:
        default_permissions = ("change", "view")
        verbose_name = "decision on a saying"
        verbose_name_plural = "decisions on sayings"
        ordering = ["-pk"]
        constraints = [
            choice_constraint("act", SayingAct, "sayingdecision_act_choice"),
            models.CheckConstraint(
                condition=Q(undone_by=None) | Q(undone_at__isnull=False),
                name="sayingdecision_undone",
            ),
        ]

    def __str__(self):
        return f"{self.get_act_display()}: {self.quote}"


def lock_sayings():
    """Lock all sayings: wait for others, and keep them out.

    Call it in a transaction, before reading members; it lasts until the end of that.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)


def member_state(member):
    """Return a member as JSON, or None for None."""
    if member is None:
        return None
    state = {name: getattr(member, name) for name in _FIELDS}
    return state | {"decided_by_id": member.decided_by_id}


@transaction.atomic
def confirm(members, user):
    """Confirm members, joined or proposed; return those that were not confirmed."""
    lock_sayings()
    members = members.exclude(state=MembershipState.CONFIRMED)
    changed = list(members.select_for_update(of=("self",)))
    for member in changed:
        before = member_state(member)
        member.state, member.decided_by = MembershipState.CONFIRMED, user
        member.save()
        _record(SayingAct.CONFIRMED, member.quote_id, before, member, user)
    return changed


@transaction.atomic
def split_off(member, user):
    """Remove a quote from its saying for good; return the number of pairs kept apart.

    It is kept apart from every other accepted member, so that no later run joins them.
    Returns None if somebody else has already removed it.
    """
    lock_sayings()
    member = SayingMember.objects.filter(pk=member.pk).first()
    if member is None:
        return None
    members = member.saying.members.accepted().exclude(pk=member.pk)
    others = set(members.values_list("quote", flat=True))
    known = others & apart_from(member.quote_id)
    _keep_apart(member.quote_id, others, user)
    before = member_state(member)
    member.delete()
    _record(
        *(SayingAct.SPLIT, member.quote_id, before, None, user),
        parted=sorted(others - known),
    )
    return len(others)


@transaction.atomic
def join_saying(quote, saying, user, reason=MembershipReason.ALTERED):
    """Make a quote a confirmed member of a saying, whatever was decided before.

    If the saying was merged, it becomes a member of the one that has its members.
    """
    lock_sayings()
    return _join(quote, Saying.objects.get(pk=_last(saying.pk)), user, reason)


def _join(quote, saying, user, reason):
    before = SayingMember.objects.filter(quote=quote).first()
    others = set(saying.members.accepted().values_list("quote", flat=True))
    rejoined = others & apart_from(quote.pk)
    _keep_together(quote.pk, rejoined)
    state = member_state(before)
    if before:
        before.delete()
    member = saying.members.create(
        quote=quote,
        reason=reason,
        explanation="Joined by an editor.",
        state=MembershipState.CONFIRMED,
        decided_by=user,
    )
    _record(
        *(SayingAct.JOINED, quote.pk, state, member, user), rejoined=sorted(rejoined)
    )
    return member


@transaction.atomic
def merge_sayings(sayings, user):
    """Merge sayings: the one with the most prints gets all members of the others.

    Returns that one. The addresses of the others lead to it.
    """
    lock_sayings()
    keys = {_last(saying.pk) for saying in sayings}
    target, *others = Saying.objects.filter(pk__in=keys).order_by("-prints", "pk")
    for saying in others:
        for member in saying.members.accepted().select_related("quote"):
            kind = member.reason
            if kind == MembershipReason.FIRST:
                kind = MembershipReason.ALTERED
            _join(member.quote, target, user, kind)
        saying.members.update(saying=target)
        Saying.objects.filter(Q(pk=saying.pk) | Q(merged_into=saying)).update(
            merged_into=target
        )
    return target


@transaction.atomic
def undo_decision(decision, user):
    """Restore the state before a decision.

    Raises ValidationError if it was undone already, or if the membership is not that of
    its `after` any more.
    """
    lock_sayings()
    decision = SayingDecision.objects.get(pk=decision.pk)
    if decision.undone_at:
        raise ValidationError(UNDONE, code="undone")
    member = SayingMember.objects.filter(quote=decision.quote_id).first()
    before, after = decision.before, decision.after
    if not _is_as(member, after):
        raise ValidationError(CHANGED, code="changed")
    if before and after and before["saying_id"] == after["saying_id"]:
        before = before | {"saying_id": member.saying_id}
    elif before:
        _reopen(before["saying_id"])
    if member:
        member.delete()
    if before:
        for field in ("compared_with", "decided_by"):
            model = SayingMember._meta.get_field(field).related_model
            if not model.objects.filter(pk=before[f"{field}_id"]).exists():
                before = before | {f"{field}_id": None}  # it has been deleted since
        SayingMember.objects.create(quote_id=decision.quote_id, **before)
    _keep_together(decision.quote_id, decision.parted)
    _keep_apart(decision.quote_id, decision.rejoined, user)
    decision.undone_at, decision.undone_by = timezone.now(), user
    decision.save()


@transaction.atomic
def undo_split(pair):
    """Put two quotes that are kept apart into one saying again, if one still has it.

    Returns the member, or None if both or none of them belong to a saying.
    """
    lock_sayings()
    known = {
        member.quote_id: member
        for member in SayingMember.objects.accepted().filter(
            quote__in=[pair.one_id, pair.other_id]
        )
    }
    if len(known) != 1:
        pair.delete()
        return None
    (member,) = known.values()
    lone = pair.other_id if member.quote_id == pair.one_id else pair.one_id
    _keep_together(lone, member.saying.members.values_list("quote", flat=True))
    SayingMember.objects.filter(quote=lone).delete()
    return SayingMember.objects.create(
        saying=Saying.objects.get(pk=member.saying_id),
        quote_id=lone,
        reason=MembershipReason.ALTERED,
        explanation="An editor undid the split.",
        compared_with_id=member.quote_id,
        state=MembershipState.JOINED,
    )


def _record(act, quote, before, member, user, **pairs):
    after = member_state(member)
    if before != after:
        SayingDecision.objects.create(
            act=act, quote_id=quote, before=before, after=after, by=user, **pairs
        )


def _is_as(member, state):
    """Return whether a member is as a state says; merged sayings count as one."""
    now = member_state(member)
    if not (now and state):
        return now == state
    if _last(state["saying_id"]) != now["saying_id"]:
        return False
    return now["state"] == state["state"]


def _last(key):
    """Return the key of the saying into which one was merged, or its own."""
    seen = set()
    while key not in seen:
        seen.add(key)
        into = Saying.objects.filter(pk=key).values_list("merged_into", flat=True)
        key = next(iter(into), None) or key
    return key


def _reopen(key):
    """Separate a merged saying again; its address no longer leads elsewhere."""
    saying = Saying.objects.filter(pk=key).first()
    if not saying:
        raise ValidationError(GONE, code="gone")
    if saying.merged_into_id:
        saying.merged_into = None
        saying.save()


def apart_from(quote):
    """Return the keys of the quotes that are kept apart from one."""
    pairs = NotSame.objects.filter(Q(one=quote) | Q(other=quote))
    return {
        other if one == quote else one
        for one, other in pairs.values_list("one", "other")
    }


def _keep_apart(quote, others, user):
    NotSame.objects.bulk_create(
        [
            NotSame(one_id=min(quote, each), other_id=max(quote, each), by=user)
            for each in others
        ],
        ignore_conflicts=True,
    )


def _keep_together(quote, others):
    others = list(others)
    NotSame.objects.filter(
        Q(one=quote, other__in=others) | Q(other=quote, one__in=others)
    ).delete()
