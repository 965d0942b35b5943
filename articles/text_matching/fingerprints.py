"""Numbers that two texts have in common if they have five words in a row in common.

Each three words in a row give a number (24 bits of their CRC-32, so that the index has
at most 16 million keys for any number of texts). Only the smallest of each three
numbers in a row is used, as in winnowing (Schleimer, Wilkerson, Aiken, SIGMOD 2003):
about half of them. A text that has a quote has all numbers of the quote. Signs
and case are ignored. In scripts without spaces, each character is a word.
"""

import re
from zlib import crc32

from articles.characters import UNSEEN, UNSPACED_OR_HANGUL
from articles.normal_forms import normalize

_UNSEEN = re.compile(f"[{UNSEEN}]")
_WORD = re.compile(rf"[{UNSPACED_OR_HANGUL}]|[^\W{UNSPACED_OR_HANGUL}]+")
#: Words per number, and numbers per window; one number of each window is stored.
_WORDS = _WINDOW = 3
#: Words of fewer letters are in most texts. The first letters of longer ones count, so
#: that most inflections of a word have its number.
_MIN_LETTERS, _LETTERS = 4, 6
#: The shortest run of words that always has a number.
MIN_WORDS_NUMBERED = _WORDS + _WINDOW - 1


def fingerprint(text: str) -> list[int]:
    """Return the distinct numbers of a text, sorted, from 0 to 2**24 - 1.

    Returns [] for a text of less than MIN_WORDS_NUMBERED words.
    """
    numbers = fingerprint_all(text)
    windows = zip(numbers, numbers[1:], numbers[2:], strict=False)
    return sorted({min(window) for window in windows})


def fingerprint_all(text: str) -> list[int]:
    """Return the number of each three words in a row, in order, with duplicates.

    They include those that `fingerprint` selects. All numbers of a claim find texts
    that have only some of its words in a row.
    """
    words = [word.encode("utf-8", "replace") for word in _words(text)]
    return [
        crc32(b" ".join(each)) & 0xFFFFFF
        for each in zip(words, words[1:], words[2:], strict=False)
    ]


def word_numbers(text: str) -> list[int]:
    """Return the distinct numbers of the longer words of a text, and of its figures.

    They are sorted, and 24 bits as well. They find texts that say the same in other
    words, which have no three words in a row in common.
    """
    return sorted(
        {
            crc32(word[:_LETTERS].encode("utf-8", "replace")) & 0xFFFFFF
            for word in _words(text)
            if len(word) >= _MIN_LETTERS or word.isdecimal()
        }
    )


def _words(text: str) -> list[str]:
    folded = normalize("NFKC", _UNSEEN.sub("", text)).casefold()
    return _WORD.findall(folded)
