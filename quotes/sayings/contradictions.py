"""Finds signs that two similar wordings say opposite things; it judges no meaning.

The signs are a negation on one side only, an opposite word, words that change places
(“A man’s reach should exceed his grasp”), and a different number or name.
"""

from rapidfuzz.distance import OSA

from articles.names.lists import is_given_name
from articles.reading.gazetteer import is_place
from quotes.lexicon.antonyms import CONTRARY, are_contrary, digits_of
from quotes.sayings.alignment import CONTENT, Differences
from quotes.sayings.thesaurus import relation
from quotes.sayings.words import NOT

#: Less similar wordings (share of the information of both) are different, not opposite.
MIN_SHARED, MIN_SHARED_DENIED = 0.5, 0.72
#: Words of less information (bits) may change places: they are function words.
MIN_SWAPPED = 2.6
#: One negation more or less does not reverse texts that are longer (words).
MAX_DENIED_WORDS = 40
#: Words that make an opposite by themselves: not those of conditions and exceptions.
_DENYING = NOT - set("n ne no non unless without sans sin ohne nor ni noch".split())


def opposite(found: Differences) -> str:
    """Return a sentence on how one contradicts the other, or ""."""
    mine, similar = found.little.weights, found.similar
    shared = sum(share * mine[a] for a, (_, share) in similar.items())
    whole = max(found.long.weight, 0.1)
    if shared < MIN_SHARED * whole:
        return ""
    denied = _denied(found) if shared >= MIN_SHARED_DENIED * whole else ""
    return _swapped(found) or denied or _contrary(found) or _exchanged(found)


def _swapped(found: Differences) -> str:
    """Return a sentence if two words, one of them a content word, change places."""
    content = {
        stem
        for n, stem in enumerate(found.little.stems)
        if found.little.weights[n] >= CONTENT
    }
    exchanged = [
        (
            {
                found.little.stems[n]
                for n in range(a, b)
                if found.little.weights[n] >= MIN_SWAPPED
            },
            set(found.long.stems[c:d]),
        )
        for a, b, c, d in found.gaps
    ]
    for n, (mine, its) in enumerate(exchanged):
        for others, theirs in exchanged[:n]:
            one, other = (mine - its) & theirs, (others - theirs) & its
            if one and other and (one | other) & content:
                return f"“{min(one)}” and “{min(other)}” change places."
    return ""


def _denied(found: Differences) -> str:
    """Return a sentence if one has a negation more."""
    mine, its = (
        [key for key in each.keys if key in _DENYING]
        for each in (found.little, found.long)
    )
    if len(mine) % 2 == len(its) % 2 or len(found.little.keys) > MAX_DENIED_WORDS:
        return ""
    return f"Only one has “{(mine if len(mine) > len(its) else its)[0]}”."


def _contrary(found: Differences) -> str:
    """Return a sentence if a word is the opposite of the word at its place."""
    for a, b, c, d in found.gaps:
        for one in found.little.keys[a:b]:
            for other in found.long.keys[c:d]:
                if frozenset((one, other)) in CONTRARY:
                    return f"“{one}” is “{other}” in the other."
    for a, c in found.equal:  # “men” and “women” have one stem
        if frozenset((found.little.keys[a], found.long.keys[c])) in CONTRARY:
            return f"“{found.little.keys[a]}” is “{found.long.keys[c]}” in the other."
    return ""


def _exchanged(found: Differences) -> str:
    """Return a sentence if a word is exchanged for one that changes the sense."""
    if len(found.little.keys) > MAX_DENIED_WORDS:
        return ""
    for a, b, c, d in found.gaps:
        if _says_else(found, range(a, b), range(c, d)):
            one, other = found.little.keys[a:b], found.long.keys[c:d]
            return f"“{' '.join(one)}” is “{' '.join(other)}” in the other."
    return ""


def _says_else(found: Differences, ours: range, theirs: range) -> bool:
    """Return whether words at one place are other numbers or names, or contraries."""
    little, long, a, c = found.little, found.long, ours[0], theirs[0]
    one, other = little.keys[a], long.keys[c]
    numbers = [digits_of(little.keys[n]) for n in ours]
    its = [digits_of(long.keys[n]) for n in theirs]
    if all(numbers + its):
        return numbers != its
    is_misprint = OSA.distance(one, other) <= 1
    if little.names.issuperset(ours) and long.names.issuperset(theirs):
        return not is_misprint
    if len(ours) > 1 or len(theirs) > 1:
        return False
    if are_contrary(one, other):
        return True
    if is_misprint or min(little.weights[a], long.weights[c]) < CONTENT:
        return False
    # In other languages, nothing distinguishes opposites from synonyms.
    english = little.is_english and long.is_english
    return (
        relation(little.stems[a], long.stems[c]) < 0
        or not (english or one[:4] == other[:4])
        or (_is_name(one) and _is_name(other))
    )


def _is_name(key: str) -> bool:
    return is_place(key) or is_given_name(key)
