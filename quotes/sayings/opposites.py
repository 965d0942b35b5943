"""Finds signs that two wordings of like words say opposite things, never the meaning.

A negation or a contrary word on one side only, or words that change places: “A man’s
reach should exceed his grasp”.
"""

from quotes.sayings.alignment import CONTENT, Differences
from quotes.sayings.words import NOT

#: Less like wordings (share of the information of both) are different, not opposites.
MIN_SHARED, MIN_SHARED_DENIED = 0.5, 0.72
#: Words of less information (bits) may change places: they are function words.
MIN_SWAPPED = 2.6
#: A negation more or less does not turn longer texts (words) into their opposite.
MAX_DENIED_WORDS = 40
#: Words of contrary meaning that WordNet does not pair, or only in other senses.
_CONTRARY = {
    frozenset(pair.split())
    for pair in (
        "over under|more less|always never|all none|all no|everything nothing|"
        "everybody nobody|much nothing|with without|before after|within without|"
        "man woman|men women|he she|his her|win lose|love hate|friend enemy|"
        "rich poor|best worst|good bad|good evil|first last|up down|true false|"
        "right wrong|like unlike|can cannot|in out|many few|war peace|ours theirs|"
        "early late|begin end|begins ends|possible impossible|useful useless|"
        "easy hard|easy difficult|happy unhappy|wise foolish|strong weak|yes no"
    ).split("|")
}

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
    return _swapped(found) or denied or _contrary(found)


def _swapped(found: Differences) -> str:
    """Return a sentence if two words, one of them with a content, change places."""
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
    """Return a sentence if a word of one is contrary to that at its place."""
    for a, b, c, d in found.gaps:
        for one in found.little.keys[a:b]:
            for other in found.long.keys[c:d]:
                if frozenset((one, other)) in _CONTRARY:
                    return f"“{one}” is “{other}” in the other."
    return ""
