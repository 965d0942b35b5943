"""Noun phrases that may name the speaker.

In: `Tokens` and a range of words. Out: half-open ranges of words, without what follows
a preposition: "the governor" of "the governor of Ohio". speaker_phrases.py adds
apposition and prepositions, for the name and role.
"""

from quotes.extraction.scanning import Span
from quotes.extraction.tags import NOMINAL
from quotes.extraction.tokens import Tokens

#: Words of a noun phrase, at most.
_MAX_WORDS = 12
ALONE = frozenset(("PR", "IT", "WH"))


def noun_phrases(tokens: Tokens, first: int, last: int) -> list[Span]:
    """Return the noun phrases of a range of words, in order, without overlaps."""
    tags, opening, closing = tokens.tags, tokens.opening, tokens.closing
    found: list[Span] = []
    at = first
    while at < last:
        here = tags[at]
        if here in ALONE:
            found.append((at, at + 1))
            at += 1
        elif here in NOMINAL and here != "GE":
            begun = at
            at += 1
            while at < last and (here := tags[at]) in NOMINAL:
                if here in ("DT", "PO") and tags[at - 1] != "DT":
                    break
                # A quotation ends, and no other begins right away.
                if closing[at - 1] == "c" and opening[at] != "o" and here != "GE":
                    break
                at += 1
            found.append((begun, at))
        else:
            at += 1
    return found


def phrase_before(tokens: Tokens, end: int) -> Span | None:
    """Return the noun phrase that ends here, or None."""
    found = noun_phrases(tokens, max(0, end - _MAX_WORDS), end)
    return found[-1] if found and found[-1][1] == end else None


def is_named_behind(tokens: Tokens, end: int) -> bool:
    """Return whether a name is after a phrase that ends here.

    "her mother |, the actor Ida Lowe,", "the driver |, named as Bob Reed,", "the driver
    | is Bob Reed".
    """
    tags = tokens.tags
    if tags[end : end + 2] == ["BE", "CP"]:
        return True
    if tags[end : end + 1] != [","]:
        return False
    end += 1
    while end < len(tags) and (
        tags[end] in NOMINAL
        or tags[end] in ("CC", "ED")
        or tokens.lower[end] in tokens.language.AS
    ):
        end += 1
    return tags[end - 1] == "CP"
