"""Words within names that look like signs of doubt, fiction or the future.

In: `Tokens`. Out: the places of "Hope" in "Hope University", "Film" in "Film
Institute".
"""

from quotes.extraction.tags import VERBAL
from quotes.extraction.tokens import Tokens
from quotes.extraction.word_shapes import CAPITAL

_IN_NAMES = frozenset(("CP", "PE", "VB", "ED"))


def names_with_signs(tokens: Tokens) -> list[int]:
    """Return the signs that are within a name, in order.

    They have a capital, are not first in a sentence (except given names and names of
    things), and have another word of the name beside them. Sentences without any verb
    in small letters are headings, whose capitals show nothing.
    """
    language = tokens.language
    words, lower = tokens.words, tokens.lower
    found = [
        at
        for at in tokens.capitals
        if lower[at] in language.all_signs
        and tokens.quote[at] < 0
        and not words[at].isupper()
    ]
    if not found:
        return []
    in_prose: set[int] = set()
    for first, last in tokens.sentences:
        if any(
            tokens.tags[at] in VERBAL
            and words[at][0].islower()
            and tokens.quote[at] < 0
            for at in range(first, last)
        ):
            in_prose.update(at for at in found if first <= at < last)
    named = [at for at in found if at in in_prose and _is_in_name(tokens, at)]
    known = {lower[at] for at in named} | {
        lower[at]
        for at in found
        if language.sex_of(words[at]) or lower[at] in language.SIGNS_AS_NAMES
    }
    taken = set(named)
    return named + [
        at
        for at in found
        if at in in_prose
        and at not in taken
        and lower[at] in known
        and _speaks(tokens, at)
    ]


def _is_name(tokens: Tokens, at: int) -> bool:
    return (
        0 <= at < len(tokens.words)
        and bool(tokens.traits[at] & CAPITAL)
        and tokens.tags[at] in _IN_NAMES
        and tokens.quote[at] < 0
    )


def _is_in_name(tokens: Tokens, at: int) -> bool:
    language = tokens.language
    tag, word = tokens.tags[at], tokens.lower[at]
    starts = tokens.sentence_starts
    begins = at in starts or tokens.words[at - 1] in (":", "-", "–", "—")
    follows, before = _is_name(tokens, at + 1), not begins and _is_name(tokens, at - 1)
    if begins:
        if word in language.COMMANDS or not follows or tag == "MD":
            return False
        given = (
            bool(language.sex_of(tokens.words[at])) or word in language.SIGNS_AS_NAMES
        )
        return tag == "CP" and (given or tokens.lower[at + 1] in language.THINGS)
    if tag in ("CP", "MD"):
        # "Ann Hope", "Will Smith", "Theresa May"; "of Hope"; also after a first word.
        return follows or before or tokens.lower[at - 1] in language.TITLES
    # "the No Kids Hungry campaign", "Never Again Action"
    return follows and (before or tokens.lower[at - 1] in language.BEFORE_NAMES)


def _speaks(tokens: Tokens, at: int) -> bool:
    """Return whether a verb follows, so that the word is somebody: "Hope said"."""
    after = at + 1
    return (
        tokens.tags[at] == "CP"
        and after < len(tokens.words)
        and tokens.tags[after] in ("VB", "ED", "HV", "RB")
        and tokens.words[after].islower()
    )
