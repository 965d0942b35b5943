"""Cuts other people's words, glosses and the article's own words from contents.

In: `Tokens` and a proposed link. Out: the link with shorter contents: “we won” in "Ann
Lowe said “we won” and Bob Reed “we lost”", “Wir gehen” in "“Wir gehen” (“We go”), she
said", and “Go” in "A post saying “Go” was shared".
"""

from quotes.extraction.governing import is_cue
from quotes.extraction.link import Link
from quotes.extraction.phrases import noun_phrases, phrase_before
from quotes.extraction.scanning import Span
from quotes.extraction.tags import FINITE, VERBAL
from quotes.extraction.tokens import Tokens

#: Words between a verb of somebody else and the quotation, at most.
_MAX_LISTENER = 6
#: Tags of first words of a quotation that continues with the sentence: “was a liar”.
_GOING_ON = VERBAL | {"IN", "TO", "IG", "CC", "TH", "SB", "."}
_VERB_GROUP = frozenset(("RB", "HV", "MD", "NO"))
_BRACKETS = {"(": ")", "[": "]"}


def trim(tokens: Tokens, link: Link) -> None:
    """Shorten the contents of a link; keep at least the start of the first."""
    link.content = [
        (start := _before_gloss(tokens, first), _end(tokens, (start, last), link.cue))
        for number, (first, last) in enumerate(link.content)
        if not (number and _is_led_by_other(tokens, first))
    ]


def _before_gloss(tokens: Tokens, first: int) -> int:
    """Return the first word of what a bracket explains: “Wir gehen” (| “We go”)."""
    if tokens.words[first - 1] in _BRACKETS and tokens.quote[first - 2] >= 0:
        return tokens.quote_words[tokens.quote[first - 2]][0]
    return first


def _end(tokens: Tokens, content: Span, cue: int) -> int:
    """Return where a content ends at the latest."""
    first, last = content
    at = first
    while at < last:
        if tokens.quote[at] < 0:
            at += 1
            continue
        end = tokens.quote_words[tokens.quote[at]][1]
        if end >= last:
            break
        following = next((to for to in range(end, last) if tokens.opens(to)), last)
        if (
            _is_gloss(tokens, end, last)
            or (following < last and _is_other(tokens, end, following))
            or _is_left(tokens, content, (at, end), cue)
        ):
            return end
        at = end
    return last


def _is_gloss(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether all that is left is in brackets: “Wir gehen” | (“We go”)."""
    closing = _BRACKETS.get(tokens.words[first])
    return closing is not None and closing not in tokens.words[first : last - 1]


def _is_other(tokens: Tokens, first: int, last: int) -> bool:
    """Return whether somebody else speaks after a gap: "and Reed", ", he said:"."""
    at = first + (tokens.words[first] in (",", ";"))
    contrasts = tokens.lower[at] in tokens.language.CONTRASTING
    depends = tokens.tags[at] in ("IN", "SB")
    at += contrasts or depends
    phrases = noun_phrases(tokens, at, last)
    if at == first or not phrases or phrases[0][0] != at:
        return False
    end = phrases[0][1]
    if tokens.tags[end - 1] == "GE" or not _is_somebody(tokens, phrases[0]):
        return False
    if end == last - (tokens.words[last - 1] in (":", "," * contrasts)):
        return not depends and tokens.tags[last] not in _GOING_ON
    while end < last and tokens.tags[end] in _VERB_GROUP:
        end += 1
    return (
        end < last <= end + _MAX_LISTENER
        and is_cue(tokens, end)
        and tokens.tags[end] in FINITE
        and FINITE.isdisjoint(tokens.tags[end + 1 : last])
    )


def _is_led_by_other(tokens: Tokens, first: int) -> bool:
    """Return whether somebody else leads to a part: “…,” she said, and Reed | “…”."""
    phrase = phrase_before(tokens, first) if tokens.opens(first) else None
    return (
        phrase is not None
        and phrase[0] > 0
        and tokens.lower[phrase[0] - 1] in tokens.language.CONTRASTING
        and tokens.tags[phrase[1] - 1] != "GE"
        and _is_somebody(tokens, phrase)
        and tokens.tags[first] not in _GOING_ON
    )


def _is_left(tokens: Tokens, content: Span, quotation: Span, cue: int) -> bool:
    """Return whether a sentence continues around the cue, after a quotation.

    "A post saying “Go” | was shared", "A post in which she said “Go” | was shared"
    """
    start, end = quotation
    begun = tokens.sentence(cue)[0]
    if cue == begun or not FINITE.isdisjoint(tokens.tags[begun:cue]):
        return False
    is_whole = content[0] == start
    goes_on = tokens.tags[end + (tokens.words[end] == ",")] in VERBAL and (
        is_whole or not FINITE.isdisjoint(tokens.tags[content[0] : start])
    )
    if tokens.tags[cue] == "IG":
        if tokens.tags[cue - 1] == ",":
            return goes_on and "," in tokens.words[end - 1 : end + 1]
        return goes_on or is_whole
    relatives = (
        tokens.language.RELATIVES_OF_CLAUSES | tokens.language.RELATIVES_OF_THINGS
    )
    return goes_on and not relatives.isdisjoint(tokens.lower[begun + 1 : cue])


def _is_somebody(tokens: Tokens, phrase: Span) -> bool:
    tags = tokens.tags[slice(*phrase)]
    head = tokens.lower[phrase[1] - 1]
    is_role = tags[0] in ("DT", "PO") and tokens.language.is_person_noun(head)
    return "CP" in tags or tags == ["PR"] or is_role
