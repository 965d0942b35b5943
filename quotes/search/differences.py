"""Compares a typed line with the words of a quote, and describes the differences.

Plain Python. A typed line is compared with the part of the quote that fits it best.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from rapidfuzz import fuzz
from rapidfuzz.distance import Levenshtein

from articles.gettext import gettext as _
from quotes.citations.attribution import list_names
from quotes.lexicon.words import WordSpan, is_negation, words_of
from quotes.passages import word_end, word_start

#: A step from words of a line to words of a quote: a tag of `align`, and both.
DiffStep = tuple[str, list[WordSpan], list[WordSpan]]
#: Code points of the quote shown before and after the part that was compared.
DIFF_CONTEXT_LENGTH = 160
#: How many words beyond the part that fits best are read.
_MARGIN = 3
#: Longer texts (words) are not compared.
_MAX_WORDS = 8_000
#: Number of words named in a sentence.
_MAX_NAMED = 3


@dataclass(frozen=True, slots=True)
class DiffPart:
    """A part of a quote. `kind` is “same”, “printed” or “typed”.

    “printed” are words of the quote that were not typed, “typed” are the words typed
    that it does not have.
    """

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class QuoteDiff:
    """The differences between a typed line and a quote.

    `parts` are the quote with its differences, cut around the part compared if
    `cut_before` or `cut_after`. `notes` are sentences. `similarity` is 1 if all words
    are equal, `differing` the number of words that are not, `added` how many more words
    are printed than the `typed` ones. `negated`: a negation is among those that differ.
    `translation`: the tag of its language, if a translation was compared, not the words
    of the quote.
    """

    parts: tuple[DiffPart, ...]
    notes: tuple[str, ...]
    similarity: float
    differing: int
    added: int
    typed: int
    negated: bool
    cut_before: bool = False
    cut_after: bool = False
    translation: str = ""


def diff_quote(
    typed: str,
    text: str,
    language: str = "en",
    names: frozenset[str] = frozenset(),
    meant: dict[str, str] | None = None,
    *,
    is_translation: bool = False,
) -> QuoteDiff | None:
    """Return the QuoteDiff of a typed line with a quote, or None without words.

    `language` is the tag of the text's, which is that of the quote or a translation.
    `names` are folded words of its speakers and outlet, which are no difference before
    or after the line. `meant` has the word probably meant by each misspelt one: they
    count as similar, but still differ.
    """
    line, words = words_of(typed), words_of(text)
    if not line or not words or max(len(line), len(words)) > _MAX_WORDS:
        return None
    keys = [word.key for word in words]
    asked = _meant([word.key for word in line], frozenset(keys), meant or {})
    first, last = _window(asked, keys)
    steps = align(line, words[first:last], names, asked)
    if not any(tag == "equal" for tag, *_rest in steps):
        return None
    same = sum(len(theirs) for tag, _mine, theirs in steps if tag == "equal")
    steps = [each for step in steps for each in _misspelt(step)]
    missing = [w for tag, mine, _theirs in steps if tag != "equal" for w in mine]
    added = [w for tag, _mine, theirs in steps if tag != "equal" for w in theirs]
    notes, negated = _notes(typed, missing, text, added, language, is_translation)
    parts, cut_before, cut_after = _parts(typed, text, steps)
    return QuoteDiff(
        parts,
        notes,
        similarity=same / sum(weight(*step) for step in steps),
        differing=len(missing) + len(added),
        added=len(added) - len(missing),
        typed=len(line),
        negated=negated,
        cut_before=cut_before,
        cut_after=cut_after,
        translation=language if is_translation else "",
    )


def align(
    line: list[WordSpan],
    words: list[WordSpan],
    names: frozenset[str] = frozenset(),
    keys: list[str] | None = None,
) -> list[DiffStep]:
    """Return the steps from a line to the part of some words that fits it best.

    A step is (tag, words of the line, words there). The tag is “equal”, “replace”,
    “delete” or “insert” (words there that the line does not have). `names` are as in
    `diff_quote`, and `keys` replace the keys of the line.
    """
    asked = [word.key for word in line] if keys is None else keys
    codes = Levenshtein.opcodes(asked, [word.key for word in words])
    steps = [(tag, line[a:b], words[c:d]) for tag, a, b, c, d in codes]
    return _trimmed(steps, names)


def weight(tag: str, mine: list[WordSpan], theirs: list[WordSpan]) -> float:
    """Return the weight of a step: words left out in typing count half."""
    return max(len(mine), (len(mine) + len(theirs)) / 2)


def _meant(line, keys, meant):
    """Return the words of a line, misspelt ones corrected unless the quote has them."""
    return [word if word in keys else meant.get(word, word) for word in line]


def _misspelt(step):
    """Yield the steps of one, with misspelt words as words that differ."""
    tag, mine, theirs = step
    if tag != "equal":
        yield step
        return
    for is_same, pairs in groupby(
        zip(mine, theirs, strict=True), lambda pair: pair[0].key == pair[1].key
    ):
        mine, theirs = map(list, zip(*pairs, strict=True))
        yield "equal" if is_same else "replace", mine, theirs


def _window(line, words):
    """Return the half-open range of words that fits a line best, with some margin.

    Without margin if the line is there in a row.
    """
    for first in range(len(words) - len(line) + 1):
        if words[first : first + len(line)] == line:
            return first, first + len(line)
    if len(words) <= len(line) + 2 * _MARGIN:
        return 0, len(words)
    found = fuzz.partial_ratio_alignment(line, words)
    first, last = found.dest_start, found.dest_end
    return max(0, first - _MARGIN), min(len(words), last + _MARGIN)


def _trimmed(steps, names):
    """Return the steps without words of the quote before and after those compared.

    “we must” is compared with the end of “we did what we must”, not with both “we”.
    """
    steps = _slid(_slid(steps, from_start=True), from_start=False)
    while steps and (steps[0][0] == "insert" or _are_names(steps[0], names)):
        steps = steps[1:]
    while steps and (steps[-1][0] == "insert" or _are_names(steps[-1], names)):
        steps = steps[:-1]
    return steps


def _slid(steps, *, from_start):
    """Return the steps with an outer insertion moved outwards over equal words.

    If several alignments have as few differences, this is the one with the shortest
    part of the quote: “[we did what] we must” for “we [did what we] must”.
    """
    steps = steps if from_start else steps[::-1]
    at = next((n for n, step in enumerate(steps) if step[0] == "equal"), None)
    if at is None or at + 1 >= len(steps) or steps[at + 1][0] != "insert":
        return steps if from_start else steps[::-1]
    if any(tag != "insert" for tag, *_rest in steps[:at]):
        return steps if from_start else steps[::-1]
    (_tag, mine, equal), (_tag, _words, inserted) = steps[at : at + 2]
    count = len(equal)
    both = [*equal, *inserted] if from_start else [*inserted, *equal]
    before, there = (
        (both[:-count], both[-count:]) if from_start else (both[count:], both[:count])
    )
    if [word.key for word in there] == [word.key for word in equal]:
        steps = [
            *steps[:at],
            ("insert", [], before),
            ("equal", mine, there),
            *steps[at + 2 :],
        ]
    return steps if from_start else steps[::-1]


def _are_names(step, names):
    tag, mine, _theirs = step
    return tag in ("delete", "replace") and all(word.key in names for word in mine)


def _parts(typed, text, steps):
    """Return (Parts, whether text was cut before and after them)."""
    shown = [word for _tag, _mine, theirs in steps for word in theirs]
    start, end = shown[0].start, shown[-1].end
    first = (
        word_start(text, start - DIFF_CONTEXT_LENGTH, start)
        if start > DIFF_CONTEXT_LENGTH
        else 0
    )
    last = (
        word_end(text, end + DIFF_CONTEXT_LENGTH, end)
        if len(text) > end + DIFF_CONTEXT_LENGTH
        else len(text)
    )
    parts, at = [DiffPart("same", text[first:start])], start
    for tag, mine, theirs in steps:
        if theirs:
            # White space and signs between two steps go with the words before.
            parts.append(DiffPart("same", text[at : theirs[0].start]))
            at = theirs[-1].end
        if tag != "equal" and mine:
            if not theirs:
                parts.append(DiffPart("same", " "))
            parts.append(DiffPart("typed", typed[mine[0].start : mine[-1].end]))
            if theirs:
                parts.append(DiffPart("same", " "))
        if theirs:
            kind = "same" if tag == "equal" else "printed"
            parts.append(DiffPart(kind, text[theirs[0].start : at]))
    parts.append(DiffPart("same", text[at:last]))
    return _joined(parts), first > 0, last < len(text)


def _joined(parts):
    joined: list[DiffPart] = []
    for part in parts:
        if joined and joined[-1].kind == part.kind == "same":
            joined[-1] = DiffPart("same", joined[-1].text + part.text)
        elif part.text:
            joined.append(part)
    return tuple(joined)


def _notes(
    typed, missing: list[WordSpan], text, added: list[WordSpan], language, translated
):
    """Return (sentences on the differences, whether a negation is among them)."""
    moved = Counter(w.key for w in missing) & Counter(w.key for w in added)
    missing, added = _without(missing, moved), _without(added, moved)
    denied = [text[w.start : w.end] for w in added if is_negation(w.key, language)]
    typed_no = [typed[w.start : w.end] for w in missing if is_negation(w.key, language)]
    notes = []
    if denied:
        note = _("The printed words have {words}, which you did not type.")
        if translated:
            note = _("The translation has {words}, which you did not type.")
        notes.append(note.format(words=_named(denied)))
    if typed_no:
        note = _("You typed {words}, which the printed words do not have.")
        if translated:
            note = _("You typed {words}, which the translation does not have.")
        notes.append(note.format(words=_named(typed_no)))
    numbers = [w for w in (*missing, *added) if w.key[0].isdigit()]
    if numbers:
        notes.append(_("A number differs."))
    if moved:
        note = _("The printed words are in another order.")
        if translated:
            note = _("The words of the translation are in another order.")
        notes.append(note)
    return tuple(notes), bool(denied or typed_no)


def _without(words, moved):
    left = Counter(moved)
    kept = []
    for word in words:
        if left[word.key]:
            left[word.key] -= 1
        else:
            kept.append(word)
    return kept


def _named(words):
    words = [f"“{word}”" for word in dict.fromkeys(words)]
    if len(words) > _MAX_NAMED:
        words = [*words[:_MAX_NAMED], _("others")]
    return list_names(words)
