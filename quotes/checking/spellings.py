"""Decides whether two words are forms or spellings of one name. Plain Python.

“Bob” is a form of “Robert”; “Zelenskyy” and “Zelensky”, “Aleksei” and “Alexey” are
spelt nearly alike, which excludes nobody and proves nothing. In: folded words.
"""

import re
from functools import cache
from pathlib import Path

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from quotes.extraction.given_names import EITHER, names_without
from quotes.lexicon.words import fold_accents

#: Each line has a given name and its short and pet forms.
_NICKNAMES = Path(__file__).with_name("nicknames.txt").read_text("utf-8")
#: Given names that also begin names of places and organisations.
_NO_GIVEN_NAMES = frozenset("north general meta red saint star".split())
_FORMS: dict[str, set[str]] = {}
for _line in _NICKNAMES.splitlines():
    for _name in _line.split():
        _FORMS.setdefault(_name, set()).update(_line.split())
#: Letters that one sound is written with, in Latin letters of different languages.
_SOUNDS = str.maketrans("bpvwcgkqxzdtnm", "ffffssssssttnn", "aeiouyhj")


def is_form_of(one: str, other: str) -> bool:
    """Return whether a given name or initial is a form of another."""
    if one == other or other in _FORMS.get(one, ()):
        return True
    return 1 in (len(one), len(other)) and one[:1] == other[:1]


def is_near(one: str, other: str) -> bool:
    """Return whether two names may be spellings of one, in other letters too.

    One letter may differ, of long names two, and more if they sound alike.
    """
    one, other = anyascii(one).lower(), anyascii(other).lower()
    longest = max(len(one), len(other))
    distance = Levenshtein.distance(one, other)
    return distance <= (longest > 3) + (longest > 6) or sound_alike(one, other)


def sound_alike(one: str, other: str) -> bool:
    """Return whether names have the same consonants, and half of their letters."""
    sounds = _sounds(one)
    if len(sounds) < 2 or sounds != _sounds(other):
        return False
    return 2 * Levenshtein.distance(one, other) < max(len(one), len(other))


def is_near_given(one: str, other: str) -> bool:
    """Return whether two given names may be one person's: “Jeff”, “Jeffery”."""
    short, long = sorted((one, other), key=len)
    return (
        is_form_of(one, other)
        or (len(short) > 2 and long.startswith(short))
        or is_near(one, other)
    )


def is_given_name_or_initial(word: str) -> bool:
    """Return whether a word is a known given name, or an initial."""
    if word in _NO_GIVEN_NAMES:
        return False
    return len(word) == 1 or word in _FORMS or word in _sexes()


def sexes_of(word: str) -> set[str]:
    """Return the sexes of those with a given name; empty if unknown."""
    if own := _sexes().get(word):
        return own
    forms = _FORMS.get(word, ())
    return set().union(*(_sexes().get(each, ()) for each in forms)) - {EITHER}


@cache
def _sexes() -> dict[str, set[str]]:
    sexes: dict[str, set[str]] = {}
    for name, sex in names_without(frozenset()).items():
        sexes.setdefault(fold_accents(name), set()).add(sex)
    return sexes


def _sounds(name: str) -> str:
    """Return the consonants of a name, one letter for those that sound alike."""
    name = re.sub(r"t(?=[csz])", "", name)
    return re.sub(r"(.)\1+", r"\1", name.replace("h", "").translate(_SOUNDS))
