"""Pairs of stored records that may be the same, for the front page of the desk."""

from articles.models import DistinctPair
from quotes.merging.rows import run
from quotes.models import Speaker

#: Speakers, the newest first, that are compared with all others. Each takes a few
#: look-ups in indexes.
MAX_COMPARED = 1_000

_SQL = """
SELECT DISTINCT ON (new.id, found.id) new.id, found.id
FROM (SELECT * FROM quotes_speaker ORDER BY id DESC LIMIT %s) new
CROSS JOIN LATERAL (
    SELECT id FROM quotes_speaker WHERE on_record_fold(name) = on_record_fold(new.name)
    UNION ALL
    SELECT speaker_id FROM quotes_alias
    WHERE on_record_fold(name) = on_record_fold(new.name)
    UNION ALL
    SELECT id FROM quotes_speaker
    WHERE new.given <> '' AND on_record_fold(family) = on_record_fold(new.family)
        AND left(on_record_fold(given), 2) = left(on_record_fold(new.given), 2)
        AND (on_record_fold(given) LIKE btrim(on_record_fold(new.given)) || '%%'
            OR on_record_fold(given) ~ '^ .$' OR on_record_fold(new.given) ~ '^ .$')
) found
WHERE found.id <> new.id AND on_record_fold(new.name) <> ' ' AND NOT EXISTS (
    SELECT FROM articles_distinctpair d WHERE d.kind = 'speaker'
    AND d.one = least(new.id, found.id) AND d.other = greatest(new.id, found.id)
)
ORDER BY new.id DESC, found.id
LIMIT %s
"""


def find_pairs(limit):
    """Return up to `limit` (speaker, older speaker) that may be the same.

    They have the same name or alias, or the same family name with an initial that fits.
    The newest come first. Pairs that an editor keeps apart are left out.
    """
    pairs = run(_SQL, [MAX_COMPARED, 2 * limit])
    keys = dict.fromkeys((max(pair), min(pair)) for pair in pairs)
    speakers = Speaker.objects.in_bulk({key for pair in keys for key in pair})
    return [(speakers[new], speakers[old]) for new, old in keys][:limit]


def keep_apart(one, other, user):
    """Remember that two records are not the same, so that they are not listed again."""
    DistinctPair.objects.remember(one, [other], user)
