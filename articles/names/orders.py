"""Names that have their family name first, and names with two family names."""

import re
from dataclasses import dataclass

from articles.characters import HYPHENS
from articles.names.lists import (
    VIETNAMESE_MARKED,
    family_names,
    fold_name,
    given_names,
    is_given_name,
    spelt_in,
)
from articles.names.words import (
    CAPITAL_PARTICLES,
    INITIALS,
    PARTICLES,
    PATRONYMIC,
    recase_word,
)

#: Syllables of Chinese in Hanyu Pinyin, of Korean and of Japanese, in Latin letters.
#: Loose: they only rule out names such as "Kardashian".
_PINYIN = re.compile(
    r"(?:(?:[zcs]h|[bpmfdtnlgkhjqxrzcsyw])?(?:[iuü]?(?:ang|eng|ong|an|en|ai|ei|ao|ou|a|"
    r"e|o)|ing|in|iu|i|ui|un|uo|u|ü|er)){1,2}"
)
_KOREAN = re.compile(
    r"(?:(?:ch|kk|tt|pp|ss|jj|[gkndtrlmbpsjhwy])?(?:w|y)?(?:aeng?|yeo|eo|eu|ae|oe|ui|oo|"
    r"ee|ou|ea|u?i|a|e|o|u)(?:ng|ck|[kgnlrmbptdsh](?![aeiouyw]))?){1,2}"
)
_JAPANESE = re.compile(
    r"(?:(?:(?:k|g|n|h|b|p|m|r)y|sh|ch|ts|[kgsztdnhbpmyrwjf])?[aiueo]{1,2}|n|m(?=[bp])|"
    r"[kstp](?=[kstpc])){2,8}"
)
_VIETNAMESE = re.compile(
    r"(?:ngh?|ch|gh|gi|kh|nh|ph|qu|th|tr|[bcdghklmnprstvx])?[aeiouy]{1,3}"
    r"(?:ng|nh|ch|[cmnpt])?"
)
#: Letters that only Vietnamese has.
_VIETNAMESE_LETTERS = re.compile("[ăơưđẠ-ỹ]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Order:
    """The number of words that are family names, at which end, and a doubt or ""."""

    family: int
    first: bool = True
    doubt: str = ""


def family_first(words: list[str]) -> Order | None:
    """Return the Order if the family name may be first; None if nothing says so."""
    folded = [fold_name(word) for word in words]
    if len(words) < 2 or any(INITIALS.fullmatch(word) for word in words):
        return None
    for reads in (_vietnamese, _chinese_or_korean, _hungarian, _japanese):
        if order := reads(words, folded):
            return order
    if (
        len(words) == 3
        and PATRONYMIC.search(words[2])
        and not PATRONYMIC.search(words[1])
    ):
        return Order(1)
    return None


def recase_words(words: list[str]) -> list[str]:
    """Return a name in capitals in usual letters: "Ursula von der Leyen".

    "IL" and "VAN" are no particles where the family name is first: "Kim Il Sung".
    """
    plain = [recase_word(word, inside=False) for word in words]
    if family_first(plain):
        return plain
    last = len(words) - 1
    return [recase_word(word, inside=0 < at < last) for at, word in enumerate(words)]


def _vietnamese(words: list[str], folded: list[str]) -> Order | None:
    surnames = family_names("vi")
    if folded[0] not in surnames or len(words) > 5:
        return None
    if not all(_VIETNAMESE.fullmatch(word) for word in folded):
        return None
    marked = words[0].casefold() in VIETNAMESE_MARKED
    if marked or any(map(_VIETNAMESE_LETTERS.search, words)):
        return Order(1)
    if folded[0] in ("nguyen", "tran", "pham", "ngo", "huynh", "dinh", "trinh"):
        if folded[-1] in ("nguyen", "tran", "pham", "huynh", "trinh"):
            return Order(1, doubt="Both ends may be a Vietnamese family name.")
        return Order(1)
    if "van" in folded[1:-1] or "thi" in folded[1:-1]:
        return Order(1)
    return None


def _chinese_or_korean(words: list[str], folded: list[str]) -> Order | None:
    chinese, korean = (folded[0] in family_names(each) for each in ("zh", "ko"))
    rest = folded[1:]
    if not (chinese or korean) or len(rest) > 2:
        return None
    if len(rest) == 1 and re.search(r"\w-\w", rest[0]):
        parts = rest[0].split("-")
        # "Ki-moon" and "Ing-wen", and not "Day-Lewis" nor "Ocasio-Cortez".
        if len(parts) == 2 and all(map(_is_syllable, parts)):
            small = re.search(f"[{HYPHENS}][a-z]", words[1])
            return Order(1, doubt="" if small else "The family name seems to be first.")
        return None
    if len(rest) == 2:
        # "Kim Jong Un", "Lee Kuan Yew", and not "Lee Harvey Oswald".
        if all(map(_is_syllable, rest)) and not any(map(_is_western, rest)):
            return Order(1)
        return None
    return _two_words(folded, chinese, korean)


def _two_words(folded: list[str], chinese: bool, korean: bool) -> Order | None:
    given = folded[1]
    reads_as = (chinese and _PINYIN.fullmatch(given)) or (
        korean and _KOREAN.fullmatch(given)
    )
    if not reads_as and not (_is_syllable(given) and given in family_names("zh")):
        return None
    if _is_western(given) and not _is_syllable(given):
        return None
    if len(folded[0]) > 5 or folded[0] == "sima":
        return Order(1)  # family names of two syllables
    last_is_family = given in family_names("zh") or given in family_names("ko")
    if last_is_family and folded[0] != given:
        return Order(1, doubt="Both words may be the family name.")
    if not chinese or _is_western(given) or _is_western(folded[0]):
        return Order(1, doubt="The family name may be first.")
    return Order(1)


def _is_syllable(word: str) -> bool:
    """Return whether a word has one group of vowels, or is one of Pinyin's."""
    return len(re.findall("[aeiouyü]+", word)) == 1 and len(word) <= 6


def _is_western(word: str) -> bool:
    return word in given_names("en") and len(word) > 2


def _hungarian(words: list[str], folded: list[str]) -> Order | None:
    given = given_names("hu")
    known = folded[0] in family_names("hu")
    if len(words) > 3 or not (
        folded[-1] in given or (known and _is_western(folded[-1]))
    ):
        return None
    if folded[0] in given or _is_western(folded[0]):
        return Order(1, doubt="Both words may be given names.") if known else None
    if known:
        return Order(1)
    if not is_given_name(words[0]) and not words[-1].isascii():
        return Order(1, doubt="A Hungarian name may have its family name first.")
    return None


def _japanese(words: list[str], folded: list[str]) -> Order | None:
    folded = [re.sub("['‘]", "", word) for word in folded]
    if len(words) != 2 or not all(_JAPANESE.fullmatch(word) for word in folded):
        return None
    surnames, given = family_names("ja"), given_names("ja")
    first, last = folded
    if last in surnames and first not in surnames:
        return None
    if first in surnames and last not in surnames:
        return Order(1)
    if last in given and first not in given:
        return Order(1)
    if first in given or any(map(_is_western, folded)) or _is_romance(first):
        return None
    return Order(
        1, first=False, doubt="A Japanese name may have its family name first."
    )


def _is_romance(word: str) -> bool:
    return any(word in given_names(language) for language in ("es", "pt", "id"))


def family_names_at_end(words: list[str]) -> Order:
    """Return how many of the last words are the family name of a name in Western order.

    Spanish has two ("García Márquez"), Portuguese is cited by the last, others have
    one. After given names only ("Juan Carlos Onetti") there is one.
    """
    if len(words) < 3 or any(INITIALS.fullmatch(word) for word in words[1:]):
        return Order(1, first=False)
    before, last = fold_name(words[-2]), fold_name(words[-1])
    spelt = romance_language(words)
    spanish = fold_name(words[0]) in given_names("es") and spelt != "pt"
    if not spanish:
        known = spelt == "pt" or are_given(words[1:-1])
        return Order(1, first=False, doubt="" if known else _ONE_OR_TWO)
    is_family = before in family_names("es") or "-" in before
    if not are_given([words[-2]]):
        if is_family:
            known = spelt == "es" or before not in family_names("pt")
            return Order(2, first=False, doubt="" if known else _ONE_OR_TWO)
        return Order(1, first=False, doubt=_ONE_OR_TWO)
    if is_family and last in family_names("es"):
        doubt = f"“{words[-2]}” is a given name or a family name."
        return Order(2 if len(words) > 3 else 1, first=False, doubt=doubt)
    return Order(1, first=False)


_ONE_OR_TWO = "There may be two family names."


def romance_language(words: list[str]) -> str:
    """Return "es" or "pt" if the spelling of a name shows it, or ""."""
    if spelt := spelt_in(words[0], "first_names"):
        return spelt
    found = {spelt_in(word, "last_names") for word in words[1:]} - {""}
    return found.pop() if len(found) == 1 else ""


def are_given(words: list[str]) -> bool:
    """Return whether words after the first can only be given names, or initials.

    In other scripts than Latin this is not known, so they are taken for given names.
    """
    return all(
        INITIALS.fullmatch(word)
        or word in PARTICLES
        or word in CAPITAL_PARTICLES
        or PATRONYMIC.search(word)
        or is_given_name(word)
        or not fold_name(word)[0].isascii()
        for word in words
    )
