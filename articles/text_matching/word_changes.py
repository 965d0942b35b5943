"""The difference between two versions of a text, word by word."""

import re
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from articles.characters import UNSPACED_OR_HANGUL

#: A word, white space, a sign, or one character of a script without spaces.
_TOKEN = re.compile(rf"[{UNSPACED_OR_HANGUL}]|[^\W{UNSPACED_OR_HANGUL}]+|\s+|.")
#: Longer differences are one change: they are not compared by word.
_MAX_TOKENS = 4_000
#: Number of tokens shown before and after a change.
_AROUND = 12


@dataclass(frozen=True, slots=True)
class WordChange:
    """Consecutive words of both versions. One is empty if words were added or removed.

    Both are the same words if `same`, cut in the middle if there are many.
    """

    before: str
    after: str
    same: bool


def word_changes(before: str, after: str) -> list[WordChange]:
    """Return two versions of a text as consecutive changes and words in common."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    first = _common(old, new)
    last = _common(old[first:][::-1], new[first:][::-1])
    old_middle = old[first : len(old) - last]
    new_middle = new[first : len(new) - last]
    changes = [_same(old[:first], at_start=True)]
    if max(len(old_middle), len(new_middle)) > _MAX_TOKENS:
        changes.append(WordChange("".join(old_middle), "".join(new_middle), False))
    else:
        for code in Levenshtein.opcodes(old_middle, new_middle):
            gone = old_middle[code.src_start : code.src_end]
            come = new_middle[code.dest_start : code.dest_end]
            if code.tag == "equal":
                changes.append(_same(gone))
            elif changes[-1].same:
                changes.append(WordChange("".join(gone), "".join(come), False))
            else:
                one = changes.pop()
                words = one.before + "".join(gone), one.after + "".join(come)
                changes.append(WordChange(*words, False))
    changes.append(_same(old[len(old) - last :], at_end=True))
    return [change for change in changes if change.before or change.after]


def _common(old: list[str], new: list[str]) -> int:
    """Return the number of tokens with which both begin."""
    pairs = zip(old, new, strict=False)
    return next(
        (at for at, (one, other) in enumerate(pairs) if one != other),
        min(len(old), len(new)),
    )


def _same(
    tokens: list[str], *, at_start: bool = False, at_end: bool = False
) -> WordChange:
    """Return words in common, only those next to a change if there are many."""
    start = [] if at_start else tokens[:_AROUND]
    end = [] if at_end else tokens[-_AROUND:]
    if len(tokens) > len(start) + len(end) + _AROUND:
        words = f"{''.join(start)} … {''.join(end)}"
    else:
        words = "".join(tokens)
    return WordChange(words, words, True)
