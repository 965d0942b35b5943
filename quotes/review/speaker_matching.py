"""Finds the known speakers that a printed name may mean. It never guesses.

A name means a speaker only if it is their full name or an alias, ignoring case, accents
and signs (`on_record_fold`, migration 0004). If several have that name, if only the
family name is the same, or if the names are alike
(quotes/merging/duplicate_speakers.py), they are offered and none is chosen.
"""

from dataclasses import dataclass

from django.db import connection
from django.db.models import Case, When

from articles.models.functions import Fold, fold_in_database, prefix_match
from quotes.merging.duplicate_speakers import find_duplicate_speakers_by_name
from quotes.models import Alias, Speaker

#: Speakers offered for a name or for the beginning of one.
MAX_OFFERED = 8
#: Speakers, and aliases, that are ranked to offer the first of them.
MAX_SPEAKERS_RANKED = 100
#: Longer input is not a name (code points), and more words do not narrow it further.
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

#: Speakers with this family name: a few are enough to ask who is meant. MATERIALIZED,
#: because with the limit alone the planner would read every name.
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
class SpeakerMatch:
    """The known speakers of a name: with the full name, or with a similar one."""

    speakers: tuple[Speaker, ...] = ()
    is_whole: bool = True

    @property
    def only(self):
        """Return the one speaker that must be meant, or None."""
        return self.speakers[0] if self.is_whole and len(self.speakers) == 1 else None


def find_speakers(names):
    """Return {name: SpeakerMatch} for those of the names that speakers are known by.

    Takes at most five queries for any number of names.
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
            before = known.get(name, SpeakerMatch()).speakers
            known[name] = SpeakerMatch((*before, speakers[key]), is_whole)
    rest = [name for name in names if " " in name.strip()]
    for name, candidates in find_duplicate_speakers_by_name(
        dict.fromkeys(rest, False)
    ).items():
        alike = [each.record for each in candidates if each.is_strong]
        if alike:
            known[name] = SpeakerMatch(tuple(alike[:MAX_OFFERED]), is_whole=False)
    return known


def speakers_beginning_with(typed):
    """Return up to MAX_OFFERED speakers, quoted or not, whose names begin as typed.

    Each typed word must begin a word of the same name or alias. Names that begin with
    all of the input come first.
    """
    folded = fold_in_database(typed[:MAX_INPUT_LENGTH])
    words = folded.split()[:MAX_INPUT_WORDS]
    if not words:
        return []
    every = prefix_match(words)
    # Both use their indexes. For a very common beginning, take the first found.
    speakers = Speaker.objects.order_by().alias(folded=Fold("name")).filter(every)
    aliases = Alias.objects.order_by().alias(folded=Fold("name")).filter(every)
    found = speakers.values("pk")[:MAX_SPEAKERS_RANKED].union(
        aliases.values("speaker")[:MAX_SPEAKERS_RANKED]
    )
    whole_first = Case(When(folded__startswith=folded, then=0), default=1)
    return list(
        Speaker.objects.filter(pk__in=found)
        .alias(folded=Fold("name"))
        .prefetch_related("aliases")
        .order_by(whole_first, "sort_name", "pk")[:MAX_OFFERED]
    )
