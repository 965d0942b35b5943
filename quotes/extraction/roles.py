"""Reads roles of people from a text: "research fellow", "spokesman for Dora Penn".

In: the words of a name, or of a phrase without one. Out: the role printed beside it.
"""

from collections.abc import Iterator, Sequence

from quotes.extraction import cues
from quotes.extraction.belonging import rival_owner
from quotes.extraction.credentials import credentials_end
from quotes.extraction.languages import Language
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Tokens

#: Words of a role before a name, and after it, at most.
_MAX_BEFORE = 9
_MAX_AFTER = 25
_NOUNS = ("CP", "NN", "PE", "GE", "CD")
_ENDS = (",", ".", ";", "VB", "ED", "BE", "WH", "-", "HV", "MD", "DO", ":")
#: What follows a name that a description introduces: "the mayor, Ann Lowe |,".
_CLOSING = (",", ".", ";", ":", "-", "(", ")", "IN")
#: The first words of what introduces a clause: "After meeting the mayor,".
_LEADING = ("IN", "TO", "SB", "IG", "ED")
#: A description longer than this is cut at its first preposition.
_MAX_OWNER = 14


def role_of(tokens: Tokens, name: Span) -> str:
    """Return the words before or after a name that state the role."""
    language = tokens.language
    first, last = name
    lower = tokens.lower
    begun = first
    while begun > 0 and first - begun < _MAX_BEFORE:
        word = lower[begun - 1]
        is_within = (
            (tokens.tags[begun - 1] in _NOUNS and word not in language.PASTS_AS_NOUNS)
            or word in language.TITLES
            or (begun < first and _is_hedge(tokens, begun - 1))
            or (
                begun < first
                and word in language.OF
                and begun >= 2
                and lower[begun - 2] in language.ROLES
            )
        )
        if not is_within or not _same_line(tokens, begun - 1):
            break
        begun -= 1
    if begun < first and any(
        language.is_role(word) or word in language.SPELLED
        for word in lower[begun:first]
    ):
        return _words(tokens, begun, first)
    if begun == first and first >= 2 and lower[first - 1] == ",":
        start = _apposed_before(tokens, first - 1, last)
        if start < first - 1:
            return _words(tokens, start, first - 1)
    last = credentials_end(tokens, last)
    if (
        last + 1 < len(tokens.words)
        and lower[last] == ","
        and (_same_line(tokens, last))
    ):
        return _apposed_behind(tokens, last + 1)
    return ""


def _is_hedge(tokens: Tokens, at: int) -> bool:
    """Return whether a word belongs to the role after it: "alleged", "then".

    A participle does behind "the", "said" or a quotation: "Lowe | praised mayor Reed".
    """
    language, tags = tokens.language, tokens.tags
    is_listed = tokens.lower[at] in language.HEDGES
    if tags[at] != "ED":
        # "Then Senator Reed spoke."
        return is_listed and not (tags[at] == "RB" and at in tokens.sentence_starts)

    def says(word: int) -> bool:
        return language.kind_of(tokens.stems[word]) == cues.SPEECH

    if says(at) and not is_listed:
        return False
    return (
        at in tokens.sentence_starts
        or tokens.quote[at - 1] != tokens.quote[at]
        or tags[at - 1] in ("DT", "PO")
        or (tags[at - 1] == "VB" and says(at - 1))
    )


def _same_line(tokens: Tokens, at: int) -> bool:
    return "\n" not in tokens.text[tokens.ends[at] : tokens.starts[at + 1]] and (
        tokens.quote[at] == tokens.quote[at + 1]
    )


def _apposed_before(tokens: Tokens, comma: int, end: int) -> int:
    """Return where the description begins that a name until `end` explains.

    "The mayor, Ann Lowe, said"; not “I trust the mayor,” Ann Lowe said, nor "After
    meeting the mayor, Ann Lowe, 54, said". At the comma, if there is none.
    """
    tags = tokens.tags
    closed = (
        end == len(tags) or tags[end] in _CLOSING or not _same_line(tokens, end - 1)
    )
    if not closed or not _same_line(tokens, comma):
        return comma
    start = comma
    while start > 0 and comma - start < _MAX_BEFORE and _same_line(tokens, start - 1):
        if tags[start - 1] in ("DT", "PO") and start < comma:
            start -= 1
            break
        if tags[start - 1] not in ("CP", "NN", "PE", "GE") and not (
            start < comma and _is_hedge(tokens, start - 1)
        ):
            break
        start -= 1
    roles = map(tokens.language.is_role, tokens.lower[start:comma])
    if not any(roles) or _is_led(tokens, start):
        return comma
    return comma if rival_owner(tokens, (comma + 1, end)) is not None else start


def _is_led(tokens: Tokens, start: int) -> bool:
    """Return whether a description belongs to what leads to the subject.

    "After meeting | the mayor,"; not "On Monday | the mayor,", "When | the mayor,".
    """
    language, tags = tokens.language, tokens.tags
    begun = start
    while (
        begun > 0
        and tags[begun - 1] not in (",", ".", ";", ":")
        and _same_line(tokens, begun - 1)
    ):
        begun -= 1
    if begun == start or tags[start - 1] in ("DA", "CP", "NN", "CD"):
        return False
    if tags[start - 1] == "SB" and tags[start] in ("DT", "PO"):
        return tokens.lower[start] in language.A
    return tags[begun] in _LEADING and tokens.lower[begun] not in language.ACCORDING


def _apposed_behind(tokens: Tokens, start: int) -> str:
    language = tokens.language
    if tokens.tags[start] not in ("DT", "PO", "PE", "CP", "NN"):
        return ""
    if tokens.lower[start] in language.WHOSE | language.NO_ONE:
        return ""
    end = start
    while end < len(tokens.words) and end - start < _MAX_AFTER:
        if tokens.tags[end] in _ENDS or tokens.quote[end] != tokens.quote[start]:
            break
        end += 1
    if end >= len(tokens.words) or tokens.tags[end] not in (",", "."):
        return ""
    if not any(map(language.is_role, tokens.lower[start : min(end, start + 8)])):
        return ""
    return _words(tokens, start, end)


def described(tokens: Tokens, phrase: Span, stop: int) -> str:
    """Return a phrase without a name as a role, with its owner: "aide to Ann Lowe".

    `stop` is a word before which the owner ends.
    """
    first, last = phrase
    end = last
    while (
        end < stop
        and end - last < _MAX_OWNER
        and tokens.quote[end] == tokens.quote[first]
    ):
        if tokens.tags[end] in _ENDS and tokens.tags[end] != "-":
            break
        if end == last and tokens.lower[end] not in tokens.language.ROLE_LINKS:
            break
        end += 1
    return _words(tokens, first, end)


def _words(tokens: Tokens, first: int, last: int) -> str:
    while (
        first < last
        and tokens.tags[first] in ("DT", "RB")
        and tokens.lower[first] not in tokens.language.HEDGES
    ):
        first += 1
    return tokens.printed(first, last) if first < last else ""


def offices(role: str, language: Language) -> Iterator[tuple[str, bool]]:
    """Yield the offices that a role names, and whether they are past or in doubt.

    "chairman and founder of Hope": both. A "candidate for mayor" is no mayor.
    """
    words: list[str] = []
    # "a woman posing | as a doctor"
    ends = language.ROLE_PREPOSITIONS | language.AS
    for word in (*role.lower().replace(",", "").split(), *language.OF):
        if word in ends or word in language.AND:
            if words:
                yield _office(words, language), not language.HEDGES.isdisjoint(words)
            if word not in language.AND:
                break
            words = []
        else:
            words.append(word)


def office_of(tokens: Tokens, phrase: Span) -> str:
    """Return the office of a description: "deputy-mayor" for "his deputy mayor"."""
    return _office(tokens.lower[slice(*phrase)], tokens.language)


def _office(words: Sequence[str], language: Language) -> str:
    """Return a head with what makes it another office: a deputy mayor is no mayor."""
    head = language.role_key(words[-1].strip("’'"))
    parts = [word for word in words[:-1] if word in language.COMPOUND_ROLES]
    return "-".join((*parts, head))
