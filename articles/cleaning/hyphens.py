"""Joins words that a hyphen divides at the end of a line, as in text from a PDF.

Joins only where it is certain: the text has the joined word elsewhere, and never with a
hyphen. “har-⏎bour” is harbour if the text has “harbour” or “harbours” too.
"""

import re
from collections.abc import Callable

from articles.cleaning.steps import NOTHING, Step, make_visible

_DIVIDED = re.compile(
    # Only from the start of a word on: from each letter it would take seconds.
    r"(?<![^\W\d_])(?P<first>[^\W\d_]+)[-‐][ \t]*\n[ \t]*"
    r"(?P<rest>[^\W\d_A-ZÀ-ÖØ-Þ][^\W\d_]*)"
    r"(?P<signs>[^\w\s]*)[ \t]?"
)
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
#: First parts of words that usually keep a hyphen, and begin few other words: not
#: “over” (over-come) or “part” (part-ner).
_COMPOUNDS = frozenset(
    "all anti cold co cross eight ex far five four full half high ill left long low "
    "mid nine non old post pre pro quasi right self semi seven short six so then three "
    "two vice well year".split()
)
#: Before these words, a hyphen at the end of a line stays: “pre- / and post-war”.
HANGING = re.compile(r"(?:and|or|to|und|oder|bis|et|ou|y|o|e|en|of)\b")
_ENDINGS = ("", "s", "es", "ed", "ing", "n", "en", "e")


def join_hyphenated_words(text: str) -> Step:
    """Return (text with words joined, their number, the first as (before, after))."""
    if not _DIVIDED.search(text):
        return text, 0, NOTHING
    known = {word.casefold() for word in _WORD.findall(_DIVIDED.sub(" ", text))}
    count, first = 0, NOTHING

    def join(found: re.Match[str]) -> str:
        nonlocal count, first
        word = found["first"] + found["rest"]
        if not _is_known(word.casefold(), known):
            return found[0]
        if f"{found['first']}-{found['rest']}".casefold() in known:
            return found[0]
        # The line breaks after the word.
        joined = word + found["signs"] + "\n"
        if not count:
            first = make_visible(found[0]), make_visible(joined)
        count += 1
        return joined

    return _DIVIDED.sub(join, text), count, first


def join_parts(first: str, rest: str, count: Callable[[str], int]) -> str:
    """Return both parts of a divided word as one, with a hyphen if it has one.

    The hyphen stays if the word usually has it elsewhere (`count` returns how often a
    word occurs), or if the parts look like a compound: “well-known”, “Anglo-American”.
    Before “and”, a space follows it: “pre- and post-war”.
    """
    whole, compound = first + rest, f"{first}-{rest}"
    if HANGING.fullmatch(rest):
        return f"{first}- {rest}"
    known = count(whole)
    looks_so = first.casefold() in _COMPOUNDS or not rest[:1].islower()
    return compound if count(compound) > known or (looks_so and not known) else whole


def _is_known(word: str, known: set[str]) -> bool:
    """Return whether the word, or a form of it, is among the known words."""
    if any(word + ending in known for ending in _ENDINGS):
        return True
    return any(
        ending and word.endswith(ending) and word[: -len(ending)] in known
        for ending in _ENDINGS
        if len(word) - len(ending) > 3
    )
