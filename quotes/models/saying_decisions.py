"""What editors decide on members of sayings: confirm, split, join, and undo."""

from django.db import transaction

from quotes.models.choices import MembershipReason, MembershipState
from quotes.models.sayings import NotSame, Saying, SayingMember


def confirm(members, user):
    """Confirm members, joined or proposed; return those that were not confirmed."""
    changed = list(members.exclude(state=MembershipState.CONFIRMED))
    for member in changed:
        member.state, member.decided_by = MembershipState.CONFIRMED, user
        member.save()
    return changed


@transaction.atomic
def split(member, user):
    """Take a quote out of its saying for good; return the number of pairs kept apart.

    It is kept apart from every other accepted member, so that no later run joins them.
    """
    others = member.saying.members.accepted().exclude(pk=member.pk)
    pairs = [
        NotSame(
            one_id=min(member.quote_id, other),
            other_id=max(member.quote_id, other),
            by=user,
        )
        for other in others.values_list("quote", flat=True)
    ]
    NotSame.objects.bulk_create(pairs, ignore_conflicts=True)
    member.delete()
    return len(pairs)


@transaction.atomic
def join(quote, saying, user):
    """Make a quote a confirmed member of a saying, whatever was decided before."""
    SayingMember.objects.filter(quote=quote).delete()
    others = saying.members.accepted().values_list("quote", flat=True)
    NotSame.objects.filter(one=quote, other__in=others).delete()
    NotSame.objects.filter(other=quote, one__in=others).delete()
    return saying.members.create(
        quote=quote,
        reason=MembershipReason.ALTERED,
        explanation="Joined by an editor.",
        state=MembershipState.CONFIRMED,
        decided_by=user,
    )


@transaction.atomic
def undo_split(pair):
    """Put two quotes that are kept apart into one saying again, if one still has it.

    Returns the member, or None if both or none of them belong to a saying.
    """
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
    others = member.saying.members.values_list("quote", flat=True)
    NotSame.objects.filter(one=lone, other__in=others).delete()
    NotSame.objects.filter(other=lone, one__in=others).delete()
    SayingMember.objects.filter(quote=lone).delete()
    return SayingMember.objects.create(
        saying=Saying.objects.get(pk=member.saying_id),
        quote_id=lone,
        reason=MembershipReason.ALTERED,
        explanation="An editor undid the split.",
        compared_with_id=member.quote_id,
        state=MembershipState.JOINED,
    )
