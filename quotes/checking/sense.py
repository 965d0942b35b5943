"""Whether the sense of words depends on what stands just outside them. Plain Python.

The words of a passage may be exact, and yet say something else than the sentence that
they were cut from: it goes on with a condition or an exception, it began with one, or
it denies the words. The rules name a sign in the text; they never judge a meaning.
"""

import re
from collections.abc import Sequence

from quotes.anchoring.anchors import Span
from quotes.anchoring.omissions import governing_negations, negation_before
from quotes.anchoring.speech import sentences

#: Code points read on each side of a passage.
_REACH = 400
_MARKS = '"“”„«»'
_ENDED = re.compile(r"[.!?…][\s\"”»’')\]]*\Z")
#: Conditions and exceptions with which a sentence goes on.
_CONDITION_AFTER = re.compile(
    r"[\s,;:–—-]*(?:(?:but|and|or|except|only|even|at least)\s+)?(?:"
    r"if|unless|until|without|except|excepting|excluding|provided|providing|assuming|"
    r"so long as|as long as|on condition|in case|lest|other than|apart from|aside from|"
    r"barring|but for|subject to|"
    r"sauf|hormis|excepté|à moins|si|s(?=['’]il)|à condition|pourvu|tant que|sans|"
    r"jusqu['’]à ce que|mais (?:pas|jamais|seulement)|"
    r"wenn|falls|sofern|soweit|solange|außer|ausgenommen|es sei denn|ohne|bis|"
    r"(?:aber|jedoch) (?:nicht|nie|nur)|"
    r"salvo|excepto|a menos|siempre que|con tal|sin|hasta que|"
    r"pero (?:no|nunca|solo|sólo)"
    r")\b",
    re.IGNORECASE,
)
_BUT_NOT = re.compile(
    r"[\s,;:–—-]*(?:but|yet|though|although|and)\s+(?:\w+\s+)?"
    r"(?:not|never|no|only|none|nobody|nothing|hardly|scarcely|rarely)\b",
    re.IGNORECASE,
)
#: Conditions with which a sentence begins.
_CONDITION_BEFORE = re.compile(
    r"\W*(?:(?:and|but|so|for|or|yet|et|mais|und|aber|y|pero)\s+)?(?:"
    r"if|unless|until|without|except|only if|provided|providing|as long as|"
    r"so long as|in case|but for|"
    r"si|s(?=['’]il)|sauf|à moins|pourvu|tant que|sans|"
    r"wenn|falls|sofern|solange|nur wenn|ohne|"
    r"a menos|siempre que|con tal|sin|salvo)\b",
    re.IGNORECASE,
)
#: What denies or rejects the words that follow it.
_REJECTED = re.compile(
    r"\b(?:reject|deny|denies|denied|denying|rejects|rejected|refuse to (?:believe|"
    r"accept)|refuses to (?:believe|accept)|false(?:ly)?|"
    r"wrong to (?:say|think|believe)|"
    r"those who (?:say|claim|argue|believe|think|pretend|doubt|deny)|"
    r"some (?:say|claim|argue|believe|think|would have us believe)|"
    r"myth|lie|fiction|pretend|pretends|notion|"
    r"rejette|nie|prétend(?:re|ent)?|ceux qui (?:disent|croient|pensent)|"
    r"bestreite[nt]?|leugne[nt]?|diejenigen, die (?:sagen|glauben|behaupten)|"
    r"rechaz\w+|niega[n]?|quienes (?:dicen|creen|piensan))\b"
    r"[^.;:!?]*\b(?:that|which|que|dass|daß|idea|notion|view|claim)\W*\Z",
    re.IGNORECASE,
)
_REJECTED_SHORT = re.compile(
    r"\b(?:reject(?:s|ed)?|den(?:y|ies|ied))\s+(?:the\s+\w+|that|any|this)?\W*\Z|"
    r"\b(?:those|some|many|people)\s+(?:who\s+)?"
    r"(?:say|claim|argue|believe|think|pretend|doubt|tell us)\b[^.;:!?]{0,40}\Z",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,;:–—][\s\"“]*\Z|--\s*\Z")


def cut_off(text: str, spans: Sequence[Span]) -> str:
    """Return the words just outside a passage that its sense depends on, or "".

    They are in the same sentence: a condition or exception behind it (“if the voters
    agree”), a condition before it, or a negation or rejection that governs it.
    """
    start, end = spans[0][0], spans[-1][1]
    return _behind(text, end, text[start:end]) or _before(text, start, end)


def _behind(text: str, end: int, words: str) -> str:
    if _ENDED.search(words.rstrip()):
        return ""
    rest = text[end : end + _REACH]
    if re.match(r"[\"”»’')\]]*\s*[.!?…]", rest) or re.match(r"\s*\n\s*\n", rest):
        return ""
    rest = sentences(re.split(rf"[{_MARKS}]|\n\s*\n", rest, maxsplit=1)[0])[0]
    if _CONDITION_AFTER.match(rest) or _BUT_NOT.match(rest):
        return " ".join(rest.split()).strip(" ,;:–—-")
    return ""


def _before(text: str, start: int, end: int) -> str:
    lead = re.split(rf"[{_MARKS}]|\n\s*\n", text[max(0, start - _REACH) : start])[-1]
    lead = sentences(lead)[-1]
    if not lead.strip() or _ENDED.search(lead):
        return ""
    if word := negation_before(text, start, end):
        return _last_words(lead) or word
    if _CONDITION_BEFORE.match(lead) and _CLAUSE_END.search(lead):
        return " ".join(lead.split())
    if _REJECTED.search(lead) or _REJECTED_SHORT.search(lead):
        return _last_words(lead)
    if not _CLAUSE_END.search(lead) and governing_negations(text, start, end):
        return _last_words(lead)
    return ""


def _last_words(lead: str) -> str:
    return " ".join(lead.split()[-5:])
