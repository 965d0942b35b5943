"""The differences between the words of a quote and those printed.

Words are compared folded (folding.py), so that kinds of quotation marks and dashes are
not differences of words; `signs()` returns those differences. Words that differ in case
are different: “us” is not “US”.
"""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from articles.characters import UNSPACED_OR_HANGUL
from articles.normal_forms import normalize
from articles.text import shorten
from quotes.anchoring.folding import FoldedText

#: A word with adjoining punctuation, or one character of a script without spaces.
_TOKEN = re.compile(rf"[{UNSPACED_OR_HANGUL}]|[^\s{UNSPACED_OR_HANGUL}]+")
#: Longer texts are not compared by word (words) or by sign (code points).
_MAX_WORDS = 4_000
_MAX_CHARACTERS = 4_000
#: Number of differences named in a sentence.
_MAX_NAMED = 3


@dataclass(frozen=True, slots=True)
class DiffRun:
    """Words in a row that are equal in both texts, or that differ.

    `printed` and `entered` are the words in the text and in the quote; one of them is
    empty if words were added or left out.
    """

    printed: str
    entered: str
    same: bool


def word_diff(printed: str, entered: str) -> tuple[DiffRun, ...]:
    """Return both texts as runs, in order; joined, they give the texts again.

    A run that is `same` may still differ in typographic signs.
    """
    there, here = word_tokens(printed), word_tokens(entered)
    if len(there) > _MAX_WORDS or len(here) > _MAX_WORDS:
        return (DiffRun(printed, entered, printed == entered),)
    runs = []
    for tag, first, last, start, end in _blocks(there, here):
        runs.append(
            DiffRun(
                _cut(printed, there[first:last]),
                _cut(entered, here[start:end]),
                tag == "equal",
            )
        )
    return tuple(runs)


def word_tokens(text: str) -> list[tuple[int, int, str]]:
    """Return (start, end, folded) of each word, as offsets of the text itself."""
    held = FoldedText(text)
    return [
        (*held.original_span(*match.span()), match.group())
        for match in _TOKEN.finditer(held.folded)
    ]


def say_words(printed: str, entered: str) -> str:
    """Return “printed: …; entered: …” for words that differ, or ""."""
    runs = [run for run in word_diff(printed, entered) if not run.same]
    said = [
        f"printed: {_quoted(run.printed)}; entered: {_quoted(run.entered)}"
        for run in runs[:_MAX_NAMED]
    ]
    if more := len(runs) - len(said):
        said.append(f"and {more} more")
    return " · ".join(said)


def signs(printed: str, entered: str) -> tuple[tuple[str, str], ...]:
    """Return the different (printed sign, entered sign), without duplicates, in order.

    White space is not a sign. One of the two is empty if that text has none. Invisible
    characters such as soft hyphens count; composed and decomposed letters are the same.
    """
    printed, entered = (
        normalize("NFC", "".join(each.split())) for each in (printed, entered)
    )
    if max(len(printed), len(entered)) > _MAX_CHARACTERS:
        return ()
    found = [
        (
            printed[code.src_start : code.src_end],
            entered[code.dest_start : code.dest_end],
        )
        for code in Levenshtein.opcodes(printed, entered)
        if code.tag != "equal"
    ]
    return tuple(dict.fromkeys(found))


def say_signs(printed: str, entered: str) -> str:
    """Return which signs differ, by name, because they look alike; or ""."""
    said = [
        f"printed: {_named(there)}; entered: {_named(here)}"
        for there, here in signs(printed, entered)[:_MAX_NAMED]
    ]
    return " · ".join(said)


def _blocks(
    there: list[tuple[int, int, str]], here: list[tuple[int, int, str]]
) -> list[tuple[str, int, int, int, int]]:
    """Return the opcodes of two lists of words, with consecutive differences merged."""
    blocks: list[tuple[str, int, int, int, int]] = []
    codes = Levenshtein.opcodes([w for *_, w in there], [w for *_, w in here])
    for code in codes:
        kind = "equal" if code.tag == "equal" else "replace"
        first, last = code.src_start, code.src_end
        start, end = code.dest_start, code.dest_end
        if blocks and blocks[-1][0] == kind:
            _, before, _, begun, _ = blocks.pop()
            first, start = before, begun
        blocks.append((kind, first, last, start, end))
    return blocks


def _cut(text: str, word_tokens: list[tuple[int, int, str]]) -> str:
    return text[word_tokens[0][0] : word_tokens[-1][1]] if word_tokens else ""


def _quoted(words: str) -> str:
    return f"“{shorten(words, 60)}”" if words else "nothing"


def _named(sign: str) -> str:
    if not sign:
        return "nothing"
    names = ", ".join(
        unicodedata.name(each, f"U+{ord(each):04X}").lower() for each in sign[:3]
    )
    visible = sign.strip() if sign.isprintable() else ""
    return f"{shorten(visible, 12)} ({names})" if visible else names
