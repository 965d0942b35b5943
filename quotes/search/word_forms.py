"""Finds the words of a search in texts, by the rules of the text's language.

PostgreSQL knows the forms of words, and its ts_headline() marks them, but it parses
whole texts, which takes longer than the search. Most words begin with a different
letter than every lexeme of the search. So only words with the same first letter are
looked up, and their lexemes are cached, because they never change. Texts in which a
word may be read differently are left to ts_headline().
"""

import re
import secrets
from functools import lru_cache

from quotes.lexicon.words import fold_accents
from quotes.sql import fetch_rows

#: Languages whose rules never change the first letter of a word.
PLAIN_LANGUAGES = frozenset({"en", "de", "es", "fr", "it", "pt"})
_SPACES = r" \t\n\r\f\v"
#: A word with nothing but signs around it.
_PLAIN_WORD = re.compile(
    rf"(?<![^{_SPACES}])[(\[\"']*([A-Za-z]+)[)\]\"'.,;:!?]*(?![^{_SPACES}])"
)
#: The beginnings of words in any other script, and of words with accents.
_OTHER_START = re.compile(r"(?<![^\W\d_])[^\x00-\x7f‘’“”–—…«»]")
#: Signs that begin tags and names of characters, in which spaces may be.
_MARKUP = re.compile("[<&]")
#: Maximum number of cached words.
MAX_CACHED = 50_000

#: Rows of (number, text with delimiters) and of (-1 - number, lexemes of a word).
_STATEMENT = """
SELECT n, ts_headline(on_record_config(language), text, %s::tsquery, %s)
FROM unnest(%s::integer[], %s::text[], %s::text[]) texts (n, language, text)
UNION ALL
SELECT -1 - n, array_to_string(
    tsvector_to_array(to_tsvector(on_record_config(language), word)), ' ')
FROM unnest(%s::integer[], %s::text[], %s::text[]) words (n, language, word)
"""
#: {(language, word): its lexemes}
_lexemes: dict[tuple[str, str], frozenset[str]] = {}


def word_spans(texts, lexemes):
    """Return the spans of the words with some lexemes, a list for each text.

    `texts` are (language tag, text), `lexemes` are quoted as in a tsquery. At most one
    statement.
    """
    sought = {each[1:-1].replace("''", "'") for each in lexemes}
    if not sought:
        return [[] for _ in texts]
    letters = frozenset(each[:1] for each in sought)
    words = [None] * len(texts)
    if all(each.isascii() and each.isalpha() for each in sought):
        words = [_words(text, letters, _language(tag)) for tag, text in texts]
    known = {word: _lexemes.get(word) for each in words for *_, word in each or ()}
    unknown = [word for word, found in known.items() if found is None]
    parsed = [number for number, each in enumerate(words) if each is None]
    marked = {}
    if parsed or unknown:
        marked, looked_up = _fetch(texts, parsed, lexemes, unknown)
        known |= looked_up
        if len(_lexemes) + len(looked_up) > MAX_CACHED:
            _lexemes.clear()
        _lexemes.update(looked_up)
    return [
        marked[number]
        if each is None
        else [
            (start, end)
            for start, end, word in each
            if not sought.isdisjoint(known[word])
        ]
        for number, each in enumerate(words)
    ]


def _language(tag):
    return tag.partition("-")[0].lower()


def _words(text, letters, language):
    """Return (start, end, (language, word)) of the words with these first letters.

    None if PostgreSQL may find other words.
    """
    if language not in PLAIN_LANGUAGES or _MARKUP.search(text):
        return None
    for other in _OTHER_START.finditer(text):
        if not other[0].isalpha() or fold_accents(other[0])[:1] in letters:
            return None
    places = _starts(letters).finditer(text)
    places = [found.start() for found in places]
    if not places:
        return []
    plain = {found.start(1): found for found in _PLAIN_WORD.finditer(text)}
    if not plain.keys() >= set(places):
        return None
    return [(at, plain[at].end(1), (language, plain[at][1].lower())) for at in places]


@lru_cache(maxsize=1_024)
def _starts(letters):
    """Return the pattern of the places where one of some letters begins a word."""
    return re.compile(f"(?<![A-Za-z])[{''.join(sorted(letters))}]", re.IGNORECASE)


def _fetch(texts, numbers, lexemes, words):
    """Return {number: spans} of some texts, and {(language, word): lexemes}."""
    secret = secrets.token_hex(8)
    opening, closing = f"\ue000{secret}<", f"\ue000{secret}>"
    # Mark the whole text, because PostgreSQL's fragments drop what looks like a tag.
    options = f'HighlightAll=true, StartSel="{opening}", StopSel="{closing}"'
    rows = fetch_rows(
        _STATEMENT,
        [
            # Single words get the same marks as phrases and take a tenth of the time.
            " | ".join(lexemes),
            options,
            numbers,
            [texts[number][0] for number in numbers],
            [texts[number][1] for number in numbers],
            list(range(len(words))),
            [language for language, _ in words],
            [word for _, word in words],
        ],
    )
    spans, found = {}, {}
    for number, text in rows:
        if number < 0:
            found[words[-1 - number]] = frozenset(text.split())
        else:
            spans[number] = _spans(text.replace(closing, opening).split(opening))
    return spans, found


def _spans(pieces):
    """Return the spans of every second piece of a text."""
    spans, at = [], 0
    for number, piece in enumerate(pieces):
        if number % 2:
            spans.append((at, at + len(piece)))
        at += len(piece)
    return spans
