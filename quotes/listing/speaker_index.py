"""The index of speakers, A to Z: its pages, letters and search."""

from quotes.listing.pagination import build_page
from quotes.models import Speaker
from quotes.sql import fetch_rows

PAGE_SIZE = 100
#: Maximum number of speakers found by name: the most quoted.
MAX_NAMED = 500

_QUOTED = """
FROM quotes_speaker s JOIN quotes_tally t
    ON t.facet = 's' AND t.value = s.id AND t.tag = '' AND t.period = 0 AND t.quotes > 0
"""
_ORDER = "s.index_letter{0}, s.index_key{0}, s.id{0}"
#: A loose index scan: the first speaker after each letter, instead of all speakers.
_LETTERS = f"""
WITH RECURSIVE letters (letter) AS (
    (SELECT s.index_letter {_QUOTED} ORDER BY {_ORDER.format("")} LIMIT 1)
    UNION ALL
    SELECT (SELECT s.index_letter {_QUOTED} WHERE s.index_letter > letter
        ORDER BY {_ORDER.format("")} LIMIT 1)
    FROM letters WHERE letter IS NOT NULL
)
SELECT letter FROM letters WHERE letter IS NOT NULL
"""


def speakers_named(words):
    """Return the keys of quoted speakers, at most MAX_NAMED, the most quoted first.

    Each of the words begins a word of one of their names, ignoring case and accents.
    Words without letters match nothing.
    """
    words = words.split()[:8]
    like = " AND ".join(
        "on_record_fold(name) LIKE '%%' || nullif(on_record_fold(%s), ' ') || '%%'"
        for _ in words
    )
    rows = fetch_rows(
        f"SELECT s.id {_QUOTED} WHERE s.id IN (SELECT id FROM quotes_speaker WHERE"
        f" {like} UNION SELECT speaker_id FROM quotes_alias WHERE {like})"
        " ORDER BY t.quotes DESC, s.id LIMIT %s",
        [*words, *words, MAX_NAMED],
    )
    return [key for (key,) in rows]


def letters(keys=None):
    """Return the initial letters of quoted speakers, or of the speakers in `keys`."""
    if keys is None:
        return [letter for (letter,) in fetch_rows(_LETTERS, [])]
    rows = fetch_rows(
        "SELECT DISTINCT index_letter FROM quotes_speaker WHERE id = ANY (%s)"
        " ORDER BY index_letter",
        [keys],
    )
    return [letter for (letter,) in rows]


def speaker_page(cursor, letter="", keys=None, query="", message=""):
    """Return (rows, Page) of the index; rows are (letter, sort name, slug, quotes).

    Only of one `letter` or of some `keys`, if given.
    """
    rows = _read(cursor, letter, keys)
    if cursor and cursor.back and len(rows) <= PAGE_SIZE:
        cursor, rows = None, _read(None, letter, keys)
    page = build_page(
        [(row[0], None) for row in rows], cursor, "speaker", query, message, PAGE_SIZE
    )
    shown = {key: row for key, *row in rows}
    return [shown[key] for key in page.keys], page


def _read(cursor, letter, keys):
    conditions, parameters = [], []
    if letter:
        conditions.append("s.index_letter = %s")
        parameters.append(letter)
    if keys is not None:
        conditions.append("s.id = ANY (%s)")
        parameters.append(keys)
    back = bool(cursor and cursor.back)
    place = cursor and Speaker.objects.filter(pk=cursor.pk).values_list(
        "index_letter", "index_key", "pk"
    )
    if place and (found := place.first()):
        conditions.append(f"({_ORDER.format('')}) {'<' if back else '>'} (%s, %s, %s)")
        parameters += found
    where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
    return fetch_rows(
        f"SELECT s.id, s.index_letter, s.sort_name, s.slug, t.quotes {_QUOTED} {where}"
        f" ORDER BY {_ORDER.format(' DESC' if back else '')} LIMIT %s",
        [*parameters, PAGE_SIZE + 1],
    )
