"""Stores decisions: new sayings, members, proposals, merged sayings."""

from quotes.models import (
    MembershipReason,
    MembershipState,
    Saying,
    SayingMember,
)
from quotes.sayings.judging import OPPOSITE


class Store:
    """Writes assignments with a few statements. `known` is the member of each quote."""

    def __init__(self, assignments):
        quotes = {each.quote for each in assignments}
        quotes |= {each.other for each in assignments if each.other}
        quotes |= {pk for each in assignments for pk in each.merged}
        members = SayingMember.objects.filter(quote__in=quotes)
        self.known = {each.quote_id: each for each in members.select_related("saying")}
        self.rows, self.gone = [], []
        for each in assignments:
            if each.other and not each.proposed:
                self._join(each)
        for each in assignments:
            if each.proposed:
                self._propose(each)

    def save(self):
        """Store the new members."""
        SayingMember.objects.filter(pk__in=self.gone).delete()
        SayingMember.objects.bulk_create(self.rows)

    def _join(self, assignment):
        first = self._accepted(assignment.other)
        self._add(assignment.quote, first.saying, assignment.relation, assignment.other)
        for pk in assignment.merged:
            member = self.known.get(pk)
            if member and member.is_accepted:
                self._merge(member.saying, first.saying)
            else:
                self._add(pk, first.saying, assignment.relation, assignment.quote)

    def _accepted(self, quote):
        """Return the member of a quote; make it the first of a new saying if needed."""
        member = self.known.get(quote)
        if member and member.is_accepted:
            return member
        return self._new(
            quote, saying=Saying.objects.create(), reason=MembershipReason.FIRST
        )

    def _add(self, quote, saying, relation, other, state=MembershipState.JOINED):
        explanation = relation.explanation
        if relation.kind == OPPOSITE:
            explanation = f"Perhaps the opposite: {explanation}"
        known = relation.kind in MembershipReason.values
        return self._new(
            quote,
            saying=saying,
            reason=relation.kind if known else MembershipReason.ALTERED,
            explanation=explanation[:500],
            compared_with_id=other,
            state=state,
        )

    def _new(self, quote, **fields):
        if quote in self.known and self.known[quote].pk:
            self.gone.append(self.known[quote].pk)
        elif quote in self.known:
            self.rows.remove(self.known[quote])
        fields.setdefault("state", MembershipState.JOINED)
        member = self.known[quote] = SayingMember(quote_id=quote, **fields)
        self.rows.append(member)
        return member

    def _propose(self, assignment):
        other = self.known.get(assignment.other)
        if assignment.quote in self.known or (other and not other.is_accepted):
            return
        saying = self._accepted(assignment.other).saying
        self._add(
            assignment.quote,
            saying,
            assignment.relation,
            assignment.other,
            MembershipState.PROPOSED,
        )

    def _merge(self, source, target):
        """Move all members of a saying to another, and keep its address."""
        if source.pk == target.pk:
            return
        SayingMember.objects.filter(saying=source).update(saying=target)
        for member in [*self.rows, *self.known.values()]:
            if member.saying_id == source.pk:
                member.saying = target
        Saying.objects.filter(merged_into=source).update(merged_into=target)
        Saying.objects.filter(pk=source.pk).update(merged_into=target)
