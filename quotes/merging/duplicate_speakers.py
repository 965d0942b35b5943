"""Finds the speakers that may be the same as one that is being entered.

All searches use indexes, so the time does not grow with the number of speakers.
"""

from collections import defaultdict

from django.db import connection

from articles.duplicates.candidates import Duplicate, first_of_each
from articles.models.base import make_slug
from articles.names import propose
from quotes.models import Speaker

#: Speakers of one family name and initial that are compared.
MAX_SPEAKERS_COMPARED = 200

#: The arguments are names, slugs, family names and given names, in parallel.
_SQL = f"""
SELECT asked.name, asked.given, found.id, found.reason, found.given
FROM unnest(%s::text[], %s::text[], %s::text[], %s::text[])
    AS asked (name, slug, family, given)
CROSS JOIN LATERAL (
    SELECT id, 'name' AS reason, '' AS given FROM quotes_speaker
    WHERE on_record_fold(name) = on_record_fold(asked.name)
    UNION ALL
    SELECT speaker_id, 'alias', '' FROM quotes_alias
    WHERE on_record_fold(name) = on_record_fold(asked.name)
    UNION ALL
    SELECT id, 'past', '' FROM quotes_speaker
    WHERE asked.slug <> '' AND past_slugs @> ARRAY[asked.slug]::varchar[]
    UNION ALL
    SELECT id, 'alone', '' FROM quotes_speaker
    WHERE asked.given <> '' AND on_record_fold(name) = on_record_fold(asked.family)
    UNION ALL
    (SELECT id, 'family', on_record_fold(given) FROM quotes_speaker
    WHERE asked.given <> ''
        AND on_record_fold(family) = on_record_fold(asked.family)
        AND left(on_record_fold(given), 2) = left(on_record_fold(asked.given), 2)
    LIMIT {MAX_SPEAKERS_COMPARED})
    UNION ALL
    (SELECT id, 'only', '' FROM quotes_speaker
    WHERE asked.given = '' AND asked.family <> '' AND given <> ''
        AND on_record_fold(family) = on_record_fold(asked.family)
    LIMIT {MAX_SPEAKERS_COMPARED})
) AS found
"""  # noqa: S608

#: The reasons, strongest first: (why, whether they are usually the same).
_REASONS = {
    "name": ("has the same name", True),
    "alias": ("has this as another name", True),
    "past": ("had this name before", True),
    "turned": ("has the same names in the other order", True),
    "shortened": ("has the same family name, and given names that fit", True),
    "alone": ("has the family name alone", False),
    "only": ("has this family name", False),
    "initials": ("has the same family name and initials", False),
}


def find_duplicate_speakers(name, *, organisation=False, exclude=None):
    """Return Duplicates for a speaker who is being entered, the likeliest first.

    `exclude` is the key of the speaker who has this name.
    """
    found = find_duplicate_speakers_by_name({name: organisation})
    return first_of_each(found.get(name, []), exclude)


def find_duplicate_speakers_by_name(names):
    """Return {name: [Duplicate, …]} for {name: whether it is an organisation’s}.

    Takes two queries for any number of names. Names without candidates are left out.
    """
    rows = [
        row
        for name, organisation in names.items()
        if make_slug(name) and "\0" not in name
        for row in _rows(name, organisation)
    ]
    if not rows:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_SQL, [list(column) for column in zip(*rows, strict=True)])
        matches = cursor.fetchall()
    asked = {name: (family, given) for name, _, family, given in reversed(rows)}
    reasons = defaultdict(dict)
    for name, given, pk, reason, theirs in matches:
        if reason == "family":
            is_turned = given != asked[name][1]
            reason = _compare_given(given, theirs, is_turned)
        if reason:
            known = reasons[name].get(pk)
            if known is None or _rank(reason) < _rank(known):
                reasons[name][pk] = reason
    speakers = Speaker.objects.in_bulk({pk for each in reasons.values() for pk in each})
    return {
        name: [
            Duplicate(speakers[pk], *_REASONS[reason])
            for pk, reason in sorted(
                found.items(), key=lambda pair: (_rank(pair[1]), pair[0])
            )
            if pk in speakers
        ]
        for name, found in reasons.items()
    }


def _rank(reason):
    return list(_REASONS).index(reason)


def _rows(name, organisation):
    """Yield (name, slug, family, given) to look for, also in the other order."""
    slug = make_slug(name)
    if organisation:
        yield name, slug, "", ""
        return
    parts = propose(name).name
    yield name, slug, parts.family or parts.literal, parts.given
    if parts.given and " " not in parts.family:
        # The parts of “Orbán Viktor” are proposed the wrong way round.
        first, _, rest = name.replace(",", " ").partition(" ")
        if rest.strip():
            yield name, slug, first, rest.strip()


def _compare_given(given, theirs, is_turned):
    """Return the reason why given names may be of the same person, or ""."""
    ours = make_slug(given).split("-")
    others = make_slug(theirs).split("-")
    if is_turned:
        return "turned" if ours == others else ""
    pairs = list(zip(ours, others, strict=False))
    if all(_fit(one, other) for one, other in pairs):
        return "shortened"
    if all(one[:1] == other[:1] for one, other in pairs):
        return "initials"
    return ""


def _fit(one, other):
    """Return whether one given name is the other, its beginning or its initial."""
    short, long = sorted((one, other), key=len)
    return short == long or (long.startswith(short) and len(short) != 2)
