"""Finds the words that are cues, and on which side of a cue its content is.

In: the columns of a text. Out: for each possible cue, the values for the gaps of the
features of its context. From these, the table "frame" tells four cases: no cue; content
after it ("she said that …"); before it ("…, she said"); on both sides ("…, she said,
…").
"""

from collections.abc import Mapping

import numpy as np

from quotes.extraction.columns import (
    COMMA,
    NOTHING,
    OUTSIDE,
    THAT,
    WORDS_AROUND_CUE,
    Choices,
    Columns,
    Flags,
    between,
    counted,
    latest,
    tag_set,
)
from quotes.extraction.features import SHOWN, STAND
from quotes.extraction.languages import Language
from quotes.extraction.scanning import Span
from quotes.extraction.tags import TAGS
from quotes.extraction.templates import Floats, Ints
from quotes.extraction.tokens import Tokens
from quotes.extraction.word_shapes import WordCache

#: How far around a cue tags are looked at one by one.
_NEAR = 9
#: How far before a cue to look for another, and how often that must be a cue.
_RIVAL_REACH = 40
_RIVAL_SHARE = 0.3
#: How many words before a verb group its subject may be.
_SUBJECT_REACH = 7
#: The frequency of a word as a cue is given in fifths.
_FIFTHS = 5
_AUXILIARY = tag_set(("HV", "BE", "RB", "MD", "DO", "NO", "TO"), SHOWN)
_SUBJECT = tag_set(("PR", "CP", "PE", "IT"), SHOWN)
_FINITE = tag_set(("VB", "ED", "BE", "MD", "HV", "DO"), SHOWN)
_PARTING = tag_set((",", "CC", ";"))
_ADVERB = TAGS.index("RB")
_FIRST, _MID, _LAST = map(STAND.index, ("first", "mid", "last"))
#: The tag of a quoted word is reduced to "Q" and its first letter.
_QUOTED = np.array([SHOWN.index("Q" + tag[0]) if tag else 0 for tag in TAGS])


def lexicon_of(shares: Mapping[str, float], language: Language) -> WordCache[float]:
    """Return how often printed words are cues, by their form or by their stem.

    `shares` has these frequencies by `key`, or by "~" and the stem.
    """

    def share(word: str) -> float:
        form = language.forms[word]
        found = shares.get(key(word, form.lower))
        if found is None and word == form.lower:
            found = shares.get("~" + form.stem)
        return found or 0.0

    return WordCache(share)


def strengths(tokens: Tokens, lexicon: WordCache[float]) -> Floats:
    """Return for each word how often it is a cue, from 0 to 1."""
    found = list(map(lexicon.__getitem__, tokens.words))
    for first, _ in tokens.sentences:
        found[first] = lexicon[tokens.lower[first]]
    for first, last in tokens.quote_words:
        found[first:last] = [0.0] * (last - first)
    return np.array(found)


def key(word: str, lower: str) -> str:
    """Return the name of a word in the lexicon: "^" marks a capital."""
    return lower if word == lower else "^" + lower


def frame_keys(tokens: Tokens) -> list[str]:
    """Return the names of words in the lexicon; the first of a sentence has no mark."""
    found = list(map(key, tokens.words, tokens.lower))
    for first, _ in tokens.sentences:
        found[first] = tokens.lower[first]
    return found


def cue_stem(tokens: Tokens, at: int, sentence: Span) -> str:
    """Return the name under which a cue's own features are stored."""
    stem = tokens.stems[at]
    return "^" + stem if at > sentence[0] and tokens.words[at][0].isupper() else stem


class Frames:
    """The contexts of the possible cues of a text.

    `strong` has for each word how often it is a cue.
    """

    def __init__(self, columns: Columns, strong: Floats) -> None:
        self.columns = columns
        shares = np.zeros(len(columns.tag))
        shares[: columns.size] = strong
        #: How often each word is a cue, in fifths.
        self._level = (shares * _FIFTHS).astype(np.int64)
        self._rival = latest(shares > _RIVAL_SHARE)
        self._parting = counted(_PARTING[columns.tag])
        #: The place of the last quotation or comma.
        self._joint = latest(~columns.bare | columns.comma)
        self._shown = np.where(columns.bare, columns.tag, _QUOTED[columns.tag])

    def around(self, at: Ints, begun: Ints, end: Ints) -> Choices:
        """Return the features around words that may be cues, within their sentences."""
        columns = self.columns
        first, last = (
            np.maximum(begun, at - WORDS_AROUND_CUE),
            np.minimum(end, at + WORDS_AROUND_CUE),
        )
        low = np.maximum(first, at - _NEAR)
        rows = np.arange(len(at))
        # The surrounding tags; number 9 is that of the word itself.
        places = at[:, None] + np.arange(-_NEAR, _NEAR)
        tags = np.where(
            (places >= first[:, None]) & (places < last[:, None]),
            self._shown.take(places, mode="clip"),
            OUTSIDE,
        )
        after = tags[:, _NEAR + 1]
        left, group = _verb_group(tags, rows)
        left_at = at - _NEAR + left
        behind = tags[:, _NEAR + 1 :]
        that_at, verb_at, comma_at = (
            _first(found)
            for found in (behind == THAT, _FINITE[behind], behind == COMMA)
        )
        count = behind.shape[1]
        rival = self._rival[at]
        has_rival = rival >= np.maximum(first, at - _RIVAL_REACH)
        joint = self._joint[at]
        earlier, later = self._strongest(first, at, last)
        comma_from = np.maximum(first, left_at - 5)
        comma = (at > first) & columns.comma[at - 1] | (
            between(columns.commas, comma_from, np.maximum(left_at, comma_from)) > 0
        )
        me = self._level[at]
        gaps = {
            "end": columns.ending[at],
            "before": tags[:, _NEAR - 1],
            "after": after,
            "after2": tags[:, _NEAR + 2],
            "before_word": np.where(at > first, at - 1, columns.outside),
            "after_word": np.where(at + 1 < last, at + 1, columns.outside),
            "group": group,
            "left": tags[rows, left],
            "left2": tags[rows, left - 1],
            "left_word": np.where(left_at >= first, left_at, columns.outside),
            "that": np.where(that_at < count, np.minimum(that_at + 1, 3), 0),
            "verb_at": np.minimum(verb_at, 5),
            "comma_at": comma_at < verb_at,
            "earlier": earlier,
            "later": later,
            "rival": np.where(has_rival, rival, columns.nothing),
            "parted": has_rival & (between(self._parting, rival, at) > 0),
            "subject": self._subject(tags, rows, at, left),
            "adjoins": (joint >= low) & ~columns.bare[joint],
            "comma": comma,
            "verbs": np.minimum(between(columns.verbs, first, at), 2),
            "stand": np.where(
                at == first, _FIRST, np.where(at >= last - 2, _LAST, _MID)
            ),
            "quoted": between(columns.quoted, first, at) > 0,
            "quotes": between(columns.quoted, at, last) > 0,
            "me": me,
            "strong": me > 2,
            "size": np.minimum(last - at, 4),
            "top": first == 0,
        }
        return Choices(rows, at, gaps)

    def _strongest(self, first: Ints, at: Ints, last: Ints) -> tuple[Ints, Ints]:
        """Return the highest level before each word, and after it."""
        edges = np.column_stack((first, at, at + 1, last)).reshape(-1)
        most = np.maximum.reduceat(self._level, edges).reshape(-1, 4)
        return (
            np.where(first < at, most[:, 0], 0),
            np.where(at + 1 < last, most[:, 2], 0),
        )

    def _subject(self, tags: Ints, rows: Ints, at: Ints, left: Ints) -> Ints:
        """Return the place of the nearest subject before a verb group, or of a dash."""
        places = left[:, None] - np.arange(_SUBJECT_REACH)
        seen = _SUBJECT[tags[rows[:, None], np.maximum(places, 0)]] & (places > 0)
        nearest = _first(seen)
        place = at - _NEAR + left - nearest
        return np.where(nearest < _SUBJECT_REACH, place, self.columns.dash)


def _first(flags: Flags) -> Ints:
    """Return the first true column of each row, or the number of columns."""
    at = flags.argmax(axis=1)
    return np.where(flags.any(axis=1), at, flags.shape[1])


def _verb_group(tags: Ints, rows: Ints) -> tuple[Ints, Ints]:
    """Return the column before "has also repeatedly said", and the verb group.

    The group is the tag of its first auxiliary, ignoring adverbs.
    """
    before = tags[:, _NEAR - 1 : 1 : -1]
    joined = np.logical_and.accumulate(_AUXILIARY[before], axis=1)
    left = _NEAR - 1 - joined.sum(axis=1)
    verbs = joined & (before != _ADVERB)
    first_verb = _first(verbs[:, ::-1])
    width = before.shape[1]
    group = np.where(
        first_verb < width,
        before[rows, width - 1 - np.minimum(first_verb, width - 1)],
        NOTHING,
    )
    return left, group
