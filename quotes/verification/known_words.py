"""Finds where the words of a newly entered quote are already on record."""

from dataclasses import dataclass

from django.urls import reverse

from quotes.citations.attribution import list_names
from quotes.models import Attribution, SayingMember, Standing
from quotes.models.publishing import words_entered

#: Names of other speakers in a sentence.
MAX_OTHER_SPEAKERS = 5


@dataclass(frozen=True, slots=True)
class KnownWords:
    """Another quote with the same or altered words, and the speakers of its prints.

    `others` are the speakers of its saying whom the quote does not name, `refuted` the
    speakers of the quote whom evidence refutes in another print.
    """

    url: str
    words: str
    is_equal: bool
    others: tuple[str, ...]
    refuted: tuple[str, ...]

    @property
    def advice(self):
        """Return what the editor should look at, as a sentence, or ""."""
        words = "These words" if self.is_equal else "Words like these"
        if self.refuted:
            names = list_names(self.refuted)
            return f"{words} are misattributed to {names} in another print: look at it."
        if not self.others:
            return ""
        named = self.others[:MAX_OTHER_SPEAKERS]
        names = list_names([*named, *(["others"] if self.others != named else [])])
        return (
            f"{words} are on record with another speaker, {names}: look who is right."
        )


def find_known_words(quote):
    """Return the KnownWords of a saved quote, or None.

    They come from its saying, or else from the quote that the grouping of sayings would
    compare it with (a receiver of the signal `words_entered` finds it).
    """
    member = SayingMember.objects.accepted().filter(quote=quote).first()
    if member:
        pks = list(
            member.saying.members.public()
            .exclude(quote=quote)
            .in_order()[:1]
            .values_list("quote", flat=True)
        )
        found = [(pks[0], member.reason == "equal")] if pks else []
        sayings = [member.saying_id]
    else:
        found = [
            pair
            for _receiver, pair in words_entered.send(type(quote), quote=quote)
            if pair
        ]
        sayings = SayingMember.objects.accepted().filter(
            quote__in=[pk for pk, _is_equal in found]
        )
        sayings = list(sayings.values_list("saying", flat=True))
    if not found:
        return None
    (pk, is_equal), *_ = found
    near = [pk]
    if sayings:
        prints = SayingMember.objects.public().filter(saying__in=sayings)
        near = [*prints.exclude(quote=quote).values_list("quote", flat=True)[:200]]
    credits = Attribution.objects.filter(quote__in=near).select_related("speaker")
    mine = {each.speaker_id: each for each in quote.attributions.all()}
    refuted, others = {}, {}
    for each in credits.order_by("pk"):
        is_refuted = each.standing == Standing.MISATTRIBUTED
        own = mine.get(each.speaker_id)
        if own and is_refuted and own.standing != Standing.MISATTRIBUTED:
            refuted[each.speaker.name] = None
        elif not own and not is_refuted:
            others[each.speaker.name] = None
    other = type(quote).objects.get(pk=pk)
    return KnownWords(
        reverse("admin:quotes_quote_change", args=[pk]),
        str(other),
        is_equal,
        tuple(others),
        tuple(refuted),
    )
