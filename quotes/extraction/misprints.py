"""A surname that a text misspells once: "Wines" for Leslie Wimes.

In: a single word, and the people of a text. Out: the only one whose surname differs in
one letter, or in two if it is long, and who is named in full. A form that is printed
more than twice, or that is also a given name, is not a misprint.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property

from rapidfuzz.distance import Levenshtein

from quotes.extraction.entities import Entity
from quotes.extraction.proper_names import ProperName
from quotes.extraction.tokens import Tokens

#: Times that a misprint is printed, at most.
_MAX_PRINTED = 2
#: Letters of a surname for one other letter, and for two.
_MIN_ONE, _MIN_TWO = 5, 8
#: Surnames with the same first letter, at most; a text with more is not an article.
_MAX_SURNAMES = 100


class Misprints:
    """Finds the people of whom a word is a misspelt surname."""

    def __init__(self, tokens: Tokens, people: Iterable[Entity]) -> None:
        self.tokens = tokens
        self._by_letter: dict[str, dict[str, list[Entity]]] = defaultdict(dict)
        for one in people:
            if one.person and len(one.words) > 1:
                surnames = self._by_letter[one.surname[0]]
                surnames.setdefault(one.surname, []).append(one)

    @cached_property
    def _printed(self) -> Counter[str]:
        """Return how often each word is printed; computed on first use."""
        return Counter(self.tokens.lower)

    def meant(self, name: ProperName, word: str) -> Entity | None:
        """Return the only person whose surname is almost this word, or None."""
        surnames = self._by_letter.get(word[:1], {})
        if not surnames or len(word) < _MIN_ONE or len(surnames) > _MAX_SURNAMES:
            return None
        language, printed = self.tokens.language, self.tokens.words[name.first]
        if (
            name.quoted
            or not printed.istitle()
            or language.sex_of(printed)
            or language.is_place(printed)
            or word in language.ROLES
            or word in language.THINGS
        ):
            return None
        near = [one for one in surnames if _is_near(word, one)]
        if len(near) != 1 or self._printed[word] > _MAX_PRINTED:
            return None
        people = surnames[near[0]]
        return people[0] if len(people) == 1 else None


def _is_near(word: str, surname: str) -> bool:
    """Return whether a word is a misspelt surname, and not its plural."""
    shorter, longer = sorted((word, surname), key=len)
    if word == surname or longer == shorter + "s" or len(shorter) < _MIN_ONE - 1:
        return False
    most = 2 if len(longer) >= _MIN_TWO else 1
    return (
        len(longer) - len(shorter) <= most
        and Levenshtein.distance(word, surname) <= most
    )
