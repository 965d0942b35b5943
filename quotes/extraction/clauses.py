"""The subject of a clause, instead of a name in something that only belongs to it.

In: a page, a noun phrase found as a speaker, and its link. Out: "Ann Lowe" for "Bob
Reed" in "Ann Lowe, who likes Bob Reed, said", in "Ann Lowe, in a letter to Bob Reed,
said", and in "Ann Lowe, not Bob Reed, said".
"""

from quotes.extraction.link import Link
from quotes.extraction.phrases import phrase_before
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Tokens

#: Words between a relative pronoun and the verb after its clause, at most.
_MAX_CLAUSE = 24
#: Tags between a subject and its cue.
_BEFORE_CUE = frozenset(("RB", ",", "-", ")"))
_VERBAL = frozenset(("VB", "ED", "BE", "HV", "DO", "MD"))


def outside_clause(page: Tokens, phrase: Span, link: Link) -> Span:
    """Return the subject before a clause or aside, instead of a name within that.

    "Ann Lowe, who likes | Bob Reed, said", "Ann Lowe, in a letter to | Bob Reed, said",
    "A woman who saw | the crash said".
    """
    language = page.language
    first, last = phrase
    if last > link.cue:
        return phrase
    interrupted = not _BEFORE_CUE.issuperset(page.tags[last : link.cue])
    start = first
    if (
        interrupted
        and page.words[first] not in language.WHOSE
        and page.words[first - 1] == ","
    ):
        start = (phrase_before(page, first - 1) or phrase)[0]
    if page.lower[start] in language.WHOSE:
        # "Ann Lowe, | whose brother Bob plays for the club, said",
        # "Ann Lowe, whose lawyer, | Bob Reed, resigned, said"
        return phrase_before(page, start - (page.lower[start - 1] == ",")) or phrase
    if interrupted:
        return _before_relative(page, first, link.cue) or phrase
    if first > 2 and page.lower[first - 1] in language.NOT:
        # "Ann Lowe, not | Bob Reed, said"
        apart = not page.words[first - 2][0].isalnum()
        return (phrase_before(page, first - 2) if apart else None) or phrase
    closed = page.lower[last : last + 1] == [","]
    for at in range(first - 1, max(0, first - _MAX_CLAUSE), -1):
        if page.quote[at] >= 0 or page.tags[at] in (".", ";"):
            break
        word = page.lower[at]
        parted = page.lower[at - 1] == ","
        if page.tags[at] in ("ED", "IG") and not closed:
            # "the man accused of killing | Ann Lowe said"
            described = _is_described(page, at, first)
            owner = phrase_before(page, at) if described else None
            if owner is not None and (
                owner[0] == 0
                or page.quote[owner[0] - 1] >= 0
                or _begins(page, owner[0])
            ):
                return owner
        if word in language.RELATIVES_OF_CLAUSES and (
            closed if parted else word not in language.RELATIVE_THINGS
        ):
            return phrase_before(page, at - parted) or phrase
        if word == ",":
            # The aside begins with a preposition or participle.
            opens = page.tags[at + 1] in ("IN", "IG", "ED")
            if closed and (opens or page.lower[at + 1] in language.PARTICIPLES):
                return phrase_before(page, at) or phrase
            # An aside may name somebody: "with his wife, | Ida Ash, said".
            joined = page.lower[at + 1] in language.AND_OR
            if not joined and page.lower[at - 1] not in language.RELATIVES:
                break
    return phrase


def _is_described(page: Tokens, at: int, first: int) -> bool:
    """Return whether a participle describes what is before it: "a man | accused of".

    "Somebody | quoting", "A group | opposing": the phrase from `first` on is what
    somebody quotes or opposes.
    """
    if page.tags[at - 1] != "CP" and page.language.is_person_noun(page.lower[at - 1]):
        return True
    return (
        page.tags[at] == "IG"
        and page.tags[at - 1] in ("NN", "PE", "PR", "CP")
        and all(
            page.tags[gap] in ("IN", "TO", "BE", "DT") for gap in range(at + 1, first)
        )
    )


def _before_relative(page: Tokens, first: int, cue: int) -> Span | None:
    """Return whom a clause with more behind the name describes.

    "Dora Penn’s aide, who asked | Bob Reed to leave, said": the clause ends with a
    comma before the cue, and nothing but the clause is between it and "who".
    """
    end = cue
    while end > first and page.tags[end - 1] in ("RB", "HV", "MD"):
        end -= 1
    if page.lower[end - 1] != ",":
        return None
    for at in range(first - 1, max(0, first - _MAX_CLAUSE), -1):
        tag, after = page.tags[at], page.tags[at + 1]
        if page.quote[at] >= 0 or tag in (".", ";", ":"):
            return None
        if (
            page.lower[at] in page.language.RELATIVES_OF_CLAUSES
            and page.lower[at - 1] == ","
        ):
            return phrase_before(page, at - 1)
        if tag == "," and (after in _VERBAL or after == "CC"):
            return None  # "Ann Lowe, who sings, resigned, and | Bob Reed"
    return None


def _begins(page: Tokens, at: int) -> bool:
    return page.words[at][0].isupper() or page.tags[at - 1] in (",", ".", "RB")
