"""Finds what a phrase only belongs to: "The head" of "The head of the fund Bob Reed".

In: `Tokens` and the first word of a phrase. Out: the phrases before it that lead to it.
"""

from quotes.extraction.phrases import phrase_before
from quotes.extraction.scanning import Span
from quotes.extraction.tags import VERBAL
from quotes.extraction.tokens import Tokens

#: Words from the first phrase to the name, at most.
_MAX_WORDS = 24
_BEFORE_SUBJECT = (",", "CC", "TH", "SB")


def subject_owning(tokens: Tokens, first: int) -> Span | None:
    """Return owning_phrase() if it begins a clause."""
    found = owning_phrase(tokens, first)
    if found is None:
        return None
    at = found[0]
    begins = at in tokens.sentence_starts or tokens.quote[at - 1] >= 0
    return found if begins or tokens.tags[at - 1] in _BEFORE_SUBJECT else None


def owning_phrase(tokens: Tokens, first: int) -> Span | None:
    """Return the first phrase that prepositions lead from to the one from `first` on.

    "The head" of "The head of the charity founded by | Bob Reed"; None if there is no
    such phrase ("In the end of | Bob Reed"), and for "A book by | Bob Reed".
    """
    language, tags = tokens.language, tokens.tags
    at = first
    found: Span | None = None
    while (
        at > max(0, first - _MAX_WORDS)
        and tags[at - 1] in ("IN", "TO")
        and tokens.quote[at - 1] < 0
        and not (found is not None and tokens.lower[at - 2] in language.ACCORDING)
    ):
        at -= 1
        if tokens.lower[at] in language.LEADING_CLAUSES:
            return None
        if tokens.lower[at] in language.AUTHORSHIP:
            if tags[at - 1] != "ED" and tokens.lower[at - 1] not in language.ASIDES:
                return None
            at -= 1  # "founded by"
        found = phrase_before(tokens, at)
        # "Secretary of State | Bob Reed"
        if found is None or (
            tokens.words[at - 1].istitle() and language.is_role(tokens.lower[at - 1])
        ):
            return None
        at = found[0]
    return found


def described_before(tokens: Tokens, first: int) -> Span | None:
    """Return a person without a name right before one: "the mayor" of "the mayor,"."""
    if first < 2 or tokens.lower[first - 1] != ",":
        return None
    found = phrase_before(tokens, first - 1)
    if (
        found is None
        or "CP" in tokens.tags[slice(*found)]
        or not tokens.language.is_person(tokens.lower[first - 2])
    ):
        return None
    return found


def rival_owner(tokens: Tokens, name: Span) -> Span | None:
    """Return somebody else who may be the named person: "A friend of the mayor".

    "A friend of the mayor, | Bob Reed, said": the friend or the mayor.
    """
    first, last = name
    described = described_before(tokens, first)
    if described is None or (last < len(tokens.tags) and tokens.tags[last] in VERBAL):
        return None
    owner = owning_phrase(tokens, described[0])
    if (
        owner is None
        or not tokens.language.is_person(tokens.lower[owner[1] - 1])
        or tokens.tags[owner[0] - 1] == "SB"  # "As a candidate for president,"
    ):
        return None
    return owner


def is_owned(tokens: Tokens, phrase: Span, name: int) -> bool:
    """Return whether a phrase means somebody other than the people it names.

    "a critic of Ann Lowe", "the company of Ann Lowe"; not "the Secretary of State Ann
    Lowe". `name` is where the last person named begins, or -1.
    """
    language = tokens.language
    return any(
        tokens.tags[at] in ("IN", "TO")
        and tokens.words[at - 1].islower()
        and (
            language.is_person_noun(tokens.lower[at - 1])
            or (
                at + 1 == name
                and tokens.tags[at - 1] in ("NN", "PE")
                and tokens.lower[at] not in language.AUTHORSHIP
            )
        )
        for at in range(phrase[0] + 1, phrase[1] - 1)
    )
