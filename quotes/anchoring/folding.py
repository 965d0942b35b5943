"""Folds a text's typographic differences, and maps offsets back to the original.

The folded form has a single space for each run of white space, one form of each kind of
quotation mark, apostrophe and dash, no ligatures, width forms or other compatibility
forms (Unicode NFKC), composed letters, no variation selectors and no invisible
characters (soft hyphens, zero-width and direction marks). A hyphen that breaks a word
at the end of a line is left out: har-⏎bour. Case and numbers are kept: ² is not 2.

The loose form also ignores spaces around dashes, and keeps the hyphens at the ends of
lines: well-⏎known.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cached_property
from unicodedata import category, is_normalized

from articles.characters import (
    APOSTROPHES,
    DASHES,
    DOUBLE_QUOTES,
    SINGLE_QUOTES,
    UNSEEN,
    UNSPACED_OR_HANGUL,
)
from articles.normal_forms import normalize
from quotes.anchoring.tokens import cut_token
from quotes.anchoring.word_index import WordIndex

_VARIATION = "\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef"
#: Characters that a zero-width joiner may join to one: families, professions, flags.
_PICTURES = (
    "\u203c-\u2049\u2122\u2139\u2194-\u21aa\u231a-\u23ff\u24c2\u25aa-\u27bf"
    "\u2934-\u2935\u2b00-\u2bff\u3030\u303d\u3297\u3299\U0001f000-\U0001faff"
)
_JOINER = "\u200d"

# Brackets 「」 are no marks that print takes for others.
_SIGNS = {ord(sign): '"' for sign in {*DOUBLE_QUOTES, "″"} - {*"「」『』"}}
_SIGNS |= {ord(sign): "'" for sign in f"{SINGLE_QUOTES}{APOSTROPHES}′"}

_HYPHEN = r"(?<=[^\W\d_])[-‐\u00ad][ \t]*\r?\n\s*(?=[^\W\d_])"
# Plain ASCII words; the next character may be a mark on their last letter.
_PLAIN = r"(?P<plain>[!-,./-_a-~]+(?: [!-,./-_a-~]+)*(?![^\x00-\x7f]))"
_DASH = rf"(?P<dash>[{DASHES}]+)"
_SPACE = rf"(?P<space>[\s{UNSEEN}]+)"
# Anything else: letters and pictographs, each with its marks.
_OTHER = (
    rf"(?P<other>(?:[^\s{UNSEEN}{DASHES}]"
    rf"|(?<=[{_PICTURES}{_VARIATION}]){_JOINER}(?=[{_PICTURES}]))+)"
)
_TOKEN = re.compile(f"{_PLAIN}|(?P<hyphen>{_HYPHEN})|{_DASH}|{_SPACE}|{_OTHER}")
_LOOSE_TOKEN = re.compile(
    rf"{_PLAIN}|(?P<dash>[\s{UNSEEN}]*(?:{_HYPHEN}|[{DASHES}])"
    rf"[\s{UNSEEN}{DASHES}]*)|{_SPACE}|{_OTHER}"
)
#: A character that joins its neighbours to one word: can’t, 2,500, 3.14.
_JOINT = re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])|(?<=\d)[.,](?=\d)")
_NOT_SHOWN = re.compile(rf"[\s{UNSEEN}]+")
_SELECTORS = re.compile(f"[{_VARIATION}]+")
#: A character of a script in which a word may end after any.
WORD_ENDS_ANYWHERE = re.compile(f"[{UNSPACED_OR_HANGUL}]")
#: A hyphen that breaks a word at the end of a line, with the space after it.
BROKEN = re.compile(rf"{_HYPHEN}(?=[^\W\dA-Z_])")


class FoldedText:
    """A text (`original`), its folded form (`folded`), and the offsets between them.

    Offsets are half-open code points in both. `loose` is the loose form.
    """

    def __init__(self, original: str, loose: bool = False) -> None:
        self.original = original
        pieces: list[str] = []
        #: The start of each piece in the folded text, and its span in the original.
        self._starts: list[int] = []
        self._spans: list[tuple[int, int]] = []
        length = 0
        for start, end, piece in _pieces(original, loose):
            if piece == " " and (not pieces or pieces[-1] == " "):
                continue
            self._starts.append(length)
            self._spans.append((start, end))
            pieces.append(piece)
            length += len(piece)
        self.folded = "".join(pieces)

    @cached_property
    def index(self) -> WordIndex:
        """The places of the words in the folded text; built on first use."""
        return WordIndex(self.folded)

    @cached_property
    def loose(self) -> "FoldedText":
        """The same text in the loose form."""
        return FoldedText(self.original, loose=True)

    def folded_offset(self, offset: int) -> int:
        """Return the folded offset of an original offset, or of the next character.

        At and after the end of the original it is the end of the folded text.
        """
        number = bisect_left(self._spans, (offset + 1,)) - 1
        if number < 0:
            return 0
        start, end = self._spans[number]
        if offset >= end:
            following = number + 1 < len(self._starts)
            return self._starts[number + 1] if following else len(self.folded)
        even = offset - start if self._is_even(number) else 0
        return self._starts[number] + even

    def original_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span in the original for a non-empty span of the folded text."""
        return self._offsets(start)[0], self._offsets(end - 1)[1]

    def printed(self, start: int, end: int) -> str:
        """Return the original text for a non-empty span of the folded text."""
        first, last = self.original_span(start, end)
        return self.original[first:last]

    def may_split(self, position: int, within_word: bool = False) -> bool:
        """Return whether words may start or end at this folded position.

        They may not start or end inside a word or a number, unless `within_word`, and
        never inside the folded form of one original character: “…” becomes three dots.
        """
        if not 0 < position < len(self.folded):
            return True
        number = bisect_right(self._starts, position) - 1
        if position != self._starts[number] and not self._is_even(number):
            return False
        if cuts_character(self.folded, position):
            return False
        if within_word:
            return True
        return not (
            cuts_word(self.folded, position)
            or cut_token(self.original, self._offsets(position)[0])
        )

    def _is_even(self, number: int) -> bool:
        """Return whether a piece has as many characters as its original."""
        start, end = self._spans[number]
        last = number + 1 == len(self._starts)
        after = len(self.folded) if last else self._starts[number + 1]
        return after - self._starts[number] == end - start

    def _offsets(self, position: int) -> tuple[int, int]:
        """Return the original span of one folded character."""
        number = bisect_right(self._starts, position) - 1
        start, end = self._spans[number]
        if self._is_even(number):
            offset = start + position - self._starts[number]
            return offset, offset + 1
        return start, end


def fold(text: str, loose: bool = False) -> str:
    """Return the text folded, without white space at its ends."""
    return FoldedText(text, loose).folded.strip()


def visible(text: str) -> str:
    """Return the text without white space and invisible characters."""
    return _NOT_SHOWN.sub("", text)


def looks_same(printed: str, entered: str) -> bool:
    """Return whether both have the same characters, apart from white space.

    A word with a hyphen at the end of a line is the same without it.
    """
    same = visible(printed) == visible(entered)
    if same or "\n" not in printed + entered:
        return same
    one, other = (visible(BROKEN.sub("", each)) for each in (printed, entered))
    return one == other


def cuts_character(text: str, offset: int) -> bool:
    """Return whether an offset is inside a character as readers see it.

    These are the extended grapheme clusters of Unicode Standard Annex 29, as far as
    folded text has them: marks, flags, skin tones, and pictures that are joined.
    """
    if not 0 < offset < len(text) or (after := text[offset]) < "\u0300":
        return False
    before = text[offset - 1]
    if _is_mark(after):
        return before != " "
    if _is_flag_letter(after):
        start = offset
        while start and _is_flag_letter(text[start - 1]):
            start -= 1
        return (offset - start) % 2 == 1
    return (
        _JOINER in (before, after)
        or "\U0001f3fb" <= after <= "\U0001f3ff"
        or "\U000e0020" <= after <= "\U000e007f"
        or "\u1160" <= after <= "\u11ff"
        # A sign that stacks the next consonant, in Burmese and Khmer.
        or before in "\u1039\u17d2"
    )


def cuts_word(text: str, offset: int) -> bool:
    """Return whether an offset is inside a word, so that no word can end there."""
    if not 0 < offset < len(text):
        return False
    before, after = text[offset - 1], text[offset]
    if cuts_character(text, offset):
        return True
    if _is_mark(after):
        return False
    if WORD_ENDS_ANYWHERE.search(text, offset - 1, offset + 1):
        return False
    if _JOINT.match(text, offset) or (
        before in ".," and _JOINT.match(text, offset - 1)
    ):
        return True
    return (before.isalnum() or _is_mark(before)) and after.isalnum()


def _is_mark(character: str) -> bool:
    """Return whether it is a mark of the letter before it: an accent, a vowel sign."""
    return category(character).startswith("M")


def _is_flag_letter(character: str) -> bool:
    return "\U0001f1e6" <= character <= "\U0001f1ff"


def _pieces(text: str, loose: bool) -> Iterator[tuple[int, int, str]]:
    """Yield (start, end, folded piece) over the text, without invisible characters.

    A piece either has as many characters as its original or is a single unit.
    """
    for token in (_LOOSE_TOKEN if loose else _TOKEN).finditer(text):
        start, end, run = token.start(), token.end(), token.group()
        kind = token.lastgroup
        if kind == "plain":
            yield start, end, run
        elif kind == "dash":
            yield start, end, "-"
        elif kind == "hyphen":
            if not text[end].islower():
                if run[0] != "\u00ad":
                    yield start, start + 1, "-"
                yield start + 1, end, " "
        elif kind == "space":
            # Invisible characters vanish between letters, and merge with a space next
            # to them.
            if any(character.isspace() for character in run):
                yield start, end, " "
        elif is_normalized(
            "NFKC", signed := run.translate(_SIGNS)
        ) and not _SELECTORS.search(signed):
            yield start, end, signed
        else:
            yield from _clusters(signed, start)


def _clusters(run: str, offset: int) -> Iterator[tuple[int, int, str]]:
    """Yield the folded letters of a run, each with the marks that belong to it."""
    start = 0
    while start < len(run):
        end = start + 1
        while end < len(run) and _continues(run[end]):
            end += 1
        if letter := _fold_letter(run[start:end]):
            yield offset + start, offset + end, letter
        start = end


def _fold_letter(letter: str) -> str:
    letter = _SELECTORS.sub("", letter)
    folded = normalize("NFKC", letter)
    # Some signs (¨ ﷺ) would be split into words, and numbers must not change.
    if " " in folded or category(letter[:1] or "a") == "No":
        return letter
    return folded


def _continues(character: str) -> bool:
    """Return whether a character belongs to the letter before it."""
    return (
        category(character).startswith("M")
        or "\u1160" <= character <= "\u11ff"
        # The voicing marks of half-width Katakana.
        or character in "\uff9e\uff9f"
    )
