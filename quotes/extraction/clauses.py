"""Finds the subject of a clause, instead of a name in a part of that clause.

In: `Tokens`, a noun phrase found as a speaker, and its link. Out: "Ann Lowe" for "Bob
Reed" in "Ann Lowe, who likes Bob Reed, said", in "Ann Lowe, in a letter to Bob Reed,
said", in "Ann Lowe (unlike Bob Reed) said", and in "Ann Lowe, not Bob Reed, said".
"""

from quotes.extraction.documents import document_of, is_document
from quotes.extraction.link import Link
from quotes.extraction.phrases import phrase_before
from quotes.extraction.scanning import Span
from quotes.extraction.tags import NOMINAL, VERBAL
from quotes.extraction.tokens import Tokens

#: Words between a relative pronoun and the verb after its clause, at most.
_MAX_CLAUSE = 24
#: Words of a place in a picture, "second from left", and one, at most.
_MAX_PLACE = 5
#: Tags between a subject and its cue.
_BEFORE_CUE = frozenset(("RB", ",", "-", ")"))
#: What closes an aside, and what opens it.
_BRACKETS = {")": "(", "-": "-"}
#: Tags in a list of names.
_LISTED = NOMINAL | {",", "CC"}


def outside_clause(tokens: Tokens, phrase: Span, link: Link) -> Span:
    """Return the subject before a clause or aside, instead of a name within that.

    "Ann Lowe, who likes | Bob Reed, said", "Ann Lowe, in a letter to | Bob Reed, said",
    "A woman who saw | the crash said".
    """
    if phrase[1] > link.cue:
        return phrase
    phrase, last = _outside_bracket(tokens, phrase, link.cue)
    interrupted = not _BEFORE_CUE.issuperset(tokens.tags[last : link.cue])
    if owner := _before_whose(tokens, phrase, interrupted):
        return owner
    first, lower = phrase[0], tokens.lower
    if interrupted:
        return _outside_interrupted(tokens, (first, last), link.cue) or phrase
    if first > 2 and lower[first - 1] in tokens.language.NOT:
        # "Ann Lowe, not | Bob Reed, said"
        apart = not tokens.words[first - 2][0].isalnum()
        return (phrase_before(tokens, first - 2) if apart else None) or phrase
    return (
        _before_with(tokens, first)
        or _outside_aside(tokens, (first, last), link.cue)
        or phrase
    )


def _before_whose(tokens: Tokens, phrase: Span, interrupted: bool) -> Span | None:
    """Return the subject before "whose", if the phrase or one before it begins so.

    "Ann Lowe, | whose brother Bob plays for the club, said", "Ann Lowe, whose lawyer,
    | Bob Reed, resigned, said"
    """
    whose = tokens.language.WHOSE
    start = phrase[0]
    if (
        interrupted
        and tokens.words[start] not in whose
        and tokens.words[start - 1] == ","
    ):
        start = (phrase_before(tokens, start - 1) or phrase)[0]
    if tokens.lower[start] not in whose:
        return None
    return phrase_before(tokens, start - (tokens.lower[start - 1] == ",")) or phrase


def _outside_interrupted(tokens: Tokens, phrase: Span, cue: int) -> Span | None:
    """Return the subject before a clause that goes on between the phrase and the cue.

    "A letter that | Bob Reed read out said", "The man that | Bob Reed met said", "Ann
    Lowe, | who died, said"
    """
    language, lower, first = tokens.language, tokens.lower, phrase[0]
    if lower[first - 1] in language.RELATIVES_OF_THINGS:
        owner = phrase_before(tokens, first - 1)
        if owner is not None and (
            is_document(lower[owner[1] - 1], language)
            or (
                owner[0] in tokens.sentence_starts
                and language.is_person_noun(lower[owner[1] - 1])
            )
            or document_of(tokens, owner)
        ):
            return owner
    married = _before_name(tokens, phrase, cue)
    if married is not None:
        return married
    begins = lower[first] in language.RELATIVES_OF_CLAUSES and lower[first - 1] == ","
    return _before_relative(tokens, first + begins, cue)


def _before_with(tokens: Tokens, first: int) -> Span | None:
    """Return the subject before "with": "Ann Lowe along with | Bob Reed said"."""
    if tokens.lower[first - 1] not in tokens.language.WITH:
        return None
    at = first - 1
    at -= tokens.tags[at - 1] == "IN" or tokens.lower[at - 1] in tokens.language.ASIDES
    other = phrase_before(tokens, at)
    if other is None or other[0] not in tokens.sentence_starts:
        return None
    return other if tokens.tags[other[1] - 1] == "CP" else None


def _outside_aside(tokens: Tokens, phrase: Span, cue: int) -> Span | None:
    """Return the subject before a clause or aside that ends with the phrase."""
    language, lower, tags = tokens.language, tokens.lower, tokens.tags
    first, last = phrase
    closed = lower[last : last + 1] == [","]
    for at in range(first - 1, max(0, first - _MAX_CLAUSE), -1):
        if tokens.quote[at] >= 0 or tags[at] in (".", ";"):
            return None
        if tags[at] in ("ED", "IG") and not closed:
            # "the man accused of killing | Ann Lowe said"
            described = _is_described(tokens, at, first)
            owner = phrase_before(tokens, at) if described else None
            if owner is not None and (
                owner[0] == 0
                or tokens.quote[owner[0] - 1] >= 0
                or _begins(tokens, owner[0])
            ):
                return owner
        word, before, after = lower[at], lower[at - 1], lower[at + 1]
        parted = before == ","
        if word in language.RELATIVES_OF_CLAUSES and (
            closed if parted else word not in language.RELATIVE_THINGS
        ):
            return phrase_before(tokens, at - parted)
        if word != ",":
            continue
        if closed and _opens_aside(tokens, at, tags[last + 1 : cue]):
            return _before_aside(tokens, at)
        # An aside may name somebody: "with his wife, | Ida Ash, said".
        beside = before in language.RELATIVES or (closed and language.is_person(before))
        if after not in language.AND_OR and not beside:
            return None
    return None


def _opens_aside(tokens: Tokens, comma: int, behind: list[str]) -> bool:
    """Return whether an aside begins: a preposition, a participle, or "as well as".

    "Tim Fox, as | Ann Lowe, said" is one too; not "as Ann Lowe, the mayor, said", where
    more words are `behind` the phrase.
    """
    language, lower, first = tokens.language, tokens.lower, comma + 1
    return (
        tokens.tags[first] in ("IN", "IG", "ED")
        or lower[first] in language.ASIDES
        or language.AS.issuperset(lower[first : first + 3 : 2])
        or (lower[first] in language.AS and _BEFORE_CUE.issuperset(behind))
    )


def _outside_bracket(tokens: Tokens, phrase: Span, cue: int) -> tuple[Span, int]:
    """Return the phrase before a bracket around a phrase, and the end of the bracket.

    "Ann Lowe (pictured with | Bob Reed) said", "Ann Lowe – unlike | Bob Reed – said";
    not "The mayor (Ann Lowe) said".
    """
    first, last = phrase
    end = next((at for at in range(last, cue) if tokens.tags[at] in _BRACKETS), None)
    if end is None or not _BEFORE_CUE.issuperset(tokens.tags[end:cue]):
        return phrase, last
    opening = _BRACKETS[tokens.tags[end]]
    begun = tokens.sentence(first)[0]
    for at in range(first - 1, max(begun, first - _MAX_CLAUSE), -1):
        if tokens.quote[at] >= 0 or tokens.tags[at] in (".", ";", ":", ")"):
            break
        if tokens.tags[at] == opening:
            before = phrase_before(tokens, at)
            if before is None:
                break
            # "The mayor (Ann Lowe)", "The two mayors – Ann Lowe and Bob Reed –"
            names = tokens.tags[end - 1] == "CP" and _LISTED.issuperset(
                tokens.tags[at + 1 : end]
            )
            unnamed = "CP" not in tokens.tags[slice(*before)]
            if names and (unnamed or (at + 1, end) == phrase):
                break
            return before, end + 1
    return phrase, last


def _before_name(tokens: Tokens, phrase: Span, cue: int) -> Span | None:
    """Return whom a clause without "who" describes: "The man | Ann Lowe knew said".

    Not "The baker Bob Reed smiled and said", "has said", "tried to say".
    """
    first, last = phrase
    tags, language = tokens.tags, tokens.language
    name = next((at for at in range(first, last) if tags[at] == "CP"), first)
    if (
        tags[first] not in ("DT", "PO")
        or not language.is_person(tokens.lower[name - 1])
        or tags[last] not in ("VB", "ED")
        or tags[cue] not in ("VB", "ED")
        or not language.ending(tokens.lower[cue])
        or not {",", "CC", ";", "TO", "MD"}.isdisjoint(tags[last:cue])
    ):
        return None
    return first, name


def _before_aside(tokens: Tokens, comma: int) -> Span | None:
    """Return the subject before an aside: "Ann Lowe, far left, | with".

    Not "On Monday, | with".
    """
    if tokens.words[comma - 1] == ")":
        opening = (at for at in range(comma, max(0, comma - _MAX_CLAUSE), -1))
        comma = next((at for at in opening if tokens.words[at] == "("), comma)
    before = phrase_before(tokens, comma)
    for at in range(comma - 2, max(0, comma - _MAX_PLACE), -1):
        if tokens.tags[at + 1] in ("CP", "DT", "PO", "PR", "."):
            break
        if tokens.words[at] == "," and (before is None or tokens.tags[at - 1] == "CP"):
            before = phrase_before(tokens, at)
            break
    if before is None or (
        before[0] - 1 in tokens.sentence_starts
        and tokens.tags[before[0] - 1] in ("IN", "TO")
    ):
        return None
    return before


def _is_described(tokens: Tokens, at: int, first: int) -> bool:
    """Return whether a participle describes the words before it: "a man | accused of".

    "Somebody | quoting", "A group | opposing": the phrase from `first` on is what
    somebody quotes or opposes.
    """
    is_person_noun = tokens.language.is_person_noun
    if tokens.tags[at - 1] != "CP" and is_person_noun(tokens.lower[at - 1]):
        return True
    return (
        tokens.tags[at] == "IG"
        and tokens.tags[at - 1] in ("NN", "PE", "PR", "CP")
        and all(
            tokens.tags[gap] in ("IN", "TO", "BE", "DT") for gap in range(at + 1, first)
        )
    )


def _before_relative(tokens: Tokens, first: int, cue: int) -> Span | None:
    """Return whom a clause with more after the name describes.

    "Dora Penn’s aide, who asked | Bob Reed to leave, said": the clause ends with a
    comma before the cue, and nothing but the clause is between it and "who".
    """
    end = cue
    while end > first and tokens.tags[end - 1] in ("RB", "HV", "MD"):
        end -= 1
    if tokens.lower[end - 1] != ",":
        return None
    for at in range(first - 1, max(0, first - _MAX_CLAUSE), -1):
        tag, after = tokens.tags[at], tokens.tags[at + 1]
        if tokens.quote[at] >= 0 or tag in (".", ";", ":"):
            return None
        if (
            tokens.lower[at] in tokens.language.RELATIVES_OF_CLAUSES
            and tokens.lower[at - 1] == ","
        ):
            return phrase_before(tokens, at - 1)
        if tokens.lower[at] in tokens.language.AS and tokens.lower[at - 1] in (
            tokens.language.KNOWN
        ):
            comma = next(
                (
                    place
                    for place in range(at - 2, at - 5, -1)
                    if tokens.words[place] == ","
                ),
                0,
            )
            return phrase_before(tokens, comma) if comma else None
        if tag == "," and (after in VERBAL or after == "CC"):
            return None  # "Ann Lowe, who sings, resigned, and | Bob Reed"
    return None


def _begins(tokens: Tokens, at: int) -> bool:
    return tokens.words[at][0].isupper() or tokens.tags[at - 1] in (",", ".", "RB")
