"""Which known speakers may be meant by a name as an article prints it? No guesses.

A speaker is meant only by the whole of their name or of an alias, without regard to
case, accents and signs (`on_record_fold`, migration 0004). Where several are called
so, all are offered and none is chosen; nor is one who has no more than the family name.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, Q, When

from quotes.models import Alias, Speaker
from quotes.models.functions import Fold

#: So many speakers are offered for what is typed.
MAX_OFFERED = 8
#: So many speakers, and so many aliases, are ranked to offer the first of them.
MAX_CANDIDATES = 100
#: Longer input is no beginning of a name, and more words do not narrow it further.
MAX_INPUT_LENGTH = 100
MAX_INPUT_WORDS = 8

_KNOWN = """
SELECT asked.name, speaker.id FROM unnest(%s::text[]) AS asked (name)
CROSS JOIN LATERAL (
    SELECT id FROM quotes_speaker
    WHERE on_record_fold(name) = on_record_fold(asked.name)
    UNION
    SELECT speaker_id FROM quotes_alias
    WHERE on_record_fold(name) = on_record_fold(asked.name)
) AS speaker
WHERE on_record_fold(asked.name) ~ '[^ ]'
ORDER BY asked.name, speaker.id
"""

#: Of those whose family name it is, a few are enough to ask who is meant. They are all
#: found before some are taken: for the first few the planner would read every name.
OF_THAT_FAMILY = """
SELECT asked.name, speaker.id FROM unnest(%s::text[]) AS asked (name)
CROSS JOIN LATERAL (
    WITH named AS MATERIALIZED (
        SELECT id FROM quotes_speaker
        WHERE on_record_fold(name) LIKE '%% ' || btrim(on_record_fold(asked.name))
    )
    SELECT id FROM named ORDER BY id LIMIT %s
) AS speaker
WHERE on_record_fold(asked.name) ~ '[^ ]'
ORDER BY asked.name, speaker.id
"""


@dataclass(frozen=True, slots=True)
class Called:
    """The known speakers of a name: of the whole of it, or of that family name."""

    speakers: tuple[Speaker, ...] = ()
    is_whole: bool = True

    @property
    def only(self):
        """Return the one who is meant beyond doubt, or None."""
        return self.speakers[0] if self.is_whole and len(self.speakers) == 1 else None


def known_by(names):
    """Return {name: Called} for those of the names by which anybody is known.

    Three queries at the most, whatever the number of names.
    """
    names = {name for name in names if name.strip() and "\0" not in name}
    if not names:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [sorted(names)])
        whole = cursor.fetchall()
        names -= {name for name, _ in whole}
        single = sorted(name for name in names if len(name.split()) == 1)
        by_family = []
        if single:
            cursor.execute(OF_THAT_FAMILY, [single, MAX_OFFERED])
            by_family = cursor.fetchall()
    speakers = Speaker.objects.in_bulk({key for _, key in whole + by_family})
    known = {}
    for rows, is_whole in ((whole, True), (by_family, False)):
        for name, key in rows:
            before = known.get(name, Called()).speakers
            known[name] = Called((*before, speakers[key]), is_whole)
    return known


def speakers_beginning_with(typed):
    """Return up to MAX_OFFERED speakers, quoted yet or not, with words that begin so.

    Each typed word has to begin a word of the same name or alias. Those whose whole
    name begins so come first.
    """
    typed = "".join(
        each if each.isprintable() else " " for each in typed[:MAX_INPUT_LENGTH]
    )
    with connection.cursor() as cursor:
        cursor.execute("SELECT on_record_fold(%s)", [typed])
        (folded,) = cursor.fetchone()
    words = folded.split()[:MAX_INPUT_WORDS]
    if not words:
        return []
    every = Q()
    for word in words:
        every &= Q(folded__contains=f" {word}")
    # Both by their indexes; of a very common beginning, the first that are found.
    speakers = Speaker.objects.order_by().alias(folded=Fold("name")).filter(every)
    aliases = Alias.objects.order_by().alias(folded=Fold("name")).filter(every)
    found = speakers.values("pk")[:MAX_CANDIDATES].union(
        aliases.values("speaker")[:MAX_CANDIDATES]
    )
    whole_first = Case(When(folded__startswith=folded, then=0), default=1)
    return list(
        Speaker.objects.filter(pk__in=found)
        .alias(folded=Fold("name"))
        .prefetch_related("aliases")
        .order_by(whole_first, "sort_name", "pk")[:MAX_OFFERED]
    )
