"""Decides whether the sense of words depends on the words just outside. Plain Python.

The words of a passage may be exact and still differ in sense from their sentence: it
continues with a condition or an exception, begins with one, or denies the words. The
rules look for certain words in the text; they never judge a meaning.

`cut_without_mark` is for quotes that editors enter, and reports only certain cases
right next to them. `cut_off` is for claims that readers check, and looks at the whole
sentence.
"""

import re
from collections.abc import Sequence

from quotes.anchoring.anchors import Span
from quotes.anchoring.omissions import (
    ASSERTING,
    LEADING,
    OPENING,
    TRAILING,
    ends_negated,
    governing_negations,
    languages_of,
    negation_before,
)
from quotes.anchoring.speech import sentence_after, sentence_before

#: Conditions and exceptions that take back what is before them.
_CONDITIONS = {
    "en": r"unless|except|if|only if|but only if|but not if|provided|providing that|"
    r"as long as|so long as|on condition|only when|but only when|barring",
    "fr": r"sauf|à moins|si|s(?=['’]il)|seulement si|mais seulement si|pourvu|hormis|"
    r"excepté|à condition|tant que",
    "de": r"wenn|falls|sofern|es sei denn|außer|solange|nur wenn|aber nur wenn|"
    r"ausgenommen|vorausgesetzt",
    "es": r"salvo|excepto|a menos|si|s[óo]lo si|pero s[óo]lo si|siempre que|"
    r"con tal|siempre y cuando",
    # Only words that no other language here has.
    "it": "a meno che|purché|tranne",
    "pt": "a menos que|a não ser|exceto|desde que",
    "nl": "tenzij|mits|indien",
    "ru": "если|кроме|пока не",
    "he": "אם|אלא אם|בתנאי",
    "ar": "إذا|إلا|ما لم|بشرط",
}
_ANY_CONDITION = "|".join(_CONDITIONS.values())
_GOES_ON = re.compile(
    rf"(?:[,;]|\s?[–—-])?\s?[ \u00a0](?P<word>{_ANY_CONDITION})\b",
    re.IGNORECASE,
)
#: “Asked if”, “as if” and “if anything” are no conditions.
_INDIRECT = re.compile(
    r"\b(?:ask\w*|wonder\w*|know[ns]?|knew|unclear|unsure|sure|clear|see|saw|tell|told|"
    r"doubt\w*|decid\w*|check\w*|question|find out|as|even|what|demand\w+|"
    r"sa(?:is|it|voir)|"
    r"ignor\w+|pregunt\w+|sab\w+|como|comme|même|incluso),? (?:if|si|s['’]il)\b|"
    r"\b(?:if|si) (?:anything|you (?:ask|like|will)|i may|not|so|any|ever|necessary|"
    r"possible|quieres|vous voulez|acaso|es posible|possible|nécessaire)\b|"
    r"\bor not $|\bif only\b",
    re.IGNORECASE,
)
#: Code points around a passage that are used to detect its language.
_WINDOW = 300
_ENDED = re.compile(r"[.!?…][\s\"”»’')\]]*\Z")
_ENDS = re.compile(r"[\"”»’')\]]*\s*[.!?…]")
#: Exceptions that also count in claims if a sentence continues with them.
_EXCEPTIONS = (
    r"until|without|excepting|excluding|assuming|in case|lest|other than|apart from|"
    r"aside from|but for|subject to|\w+ (?:permitting|willing)|"
    r"sans|jusqu['’]à ce que|mais (?:pas|jamais|seulement)|que (?:si|lorsque|quand)|"
    r"soweit|ohne|bis|(?:aber|jedoch) (?:nicht|nie|nur)|"
    r"sin|hasta que|pero (?:no|nunca|solo|sólo)"
)
_CONDITION_AFTER = re.compile(
    r"[\s,;:–—-]*(?:(?:but|and|or|except|only|even|at least)\s+)?"
    rf"(?:{_ANY_CONDITION}|{_EXCEPTIONS})\b",
    re.IGNORECASE,
)
_BUT_NOT = re.compile(
    r"[\s,;:–—-]*(?:but|yet|though|although|and)\s+(?:\w+\s+)?"
    r"(?:not|never|no|only|none|nobody|nothing|hardly|scarcely|rarely)\b",
    re.IGNORECASE,
)
#: Negations right after words: “Wir wollen den Krieg nicht.”, “I like it not.”
_INTENSELY = (
    r"(?:(?:absolutely|certainly|definitely|of course|gar|überhaupt|ganz|noch|auch|"
    r"absolut|sicher|helemaal|surtout|absolument) )?"
)
_NEGATED = re.compile(
    r"(?:(?: |\s*[,…–—(-]+\s*|\s*\.{2,}\s*)(?:or |and |but |aber |mais |pero )?"
    rf"{_INTENSELY}(?P<last>not|never|no|nicht|nie|niemals|nein|pas|jamais|non|niet|nooit|"
    r"nunca|jamás|mai|não|не|нет|inte|ikke)(?=\s*[.!…\"”»)])|"
    rf"[ \u00a0]{_INTENSELY}(?P<word>not|never|nicht|nie|niemals|pas|jamais|niet|nooit|"
    r"inte|ikke|नहीं|না)(?!\w)(?! (?:only|just|merely|nur|seulement|alleen|wahr))|"
    # In Japanese and Korean, and in Persian before the verb.
    r"(?:では|じゃ|く)?(?P<suffix>ない|なかった|ありません|ません| ?(?:않|못하)| نمی))",
    re.IGNORECASE,
)
#: In French, the verb has a negation of its own.
_NE = re.compile(r"\b(?:ne\b|n['’])", re.IGNORECASE)
#: “All may come but the poor”; “We won, or so they claim”, “or did we”, “as if”.
_BUT_FEW = re.compile(r",?\s+(?:but|save|excluding|minus)(?:\s+[\w’'-]+){1,3}\s*[.!?]")
_ALL = re.compile(
    r"\b(?:all|any\w*|every\w*|each|none|no one|nobody|nothing|nowhere)\b",
    re.IGNORECASE,
)
_SO_THEY_SAY = re.compile(
    r"\W*(?:or )?(?:at least )?so (?:\w+ ){1,3}(?:says?|said|claim\w*|thinks?|thought|"
    r"believe[sd]?|tells?|told|hope[sd]?|pretend\w*|goes|went)\b|"
    r"\W*or (?:do|does|did|is|are|was|were|have|has|will|can)(?:n['’]t)? "
    r"(?:i|we|you|he|she|it|they)\s*[?!.]|"
    r"[\s,…–—-]+as if\s*[.!…]",
    re.IGNORECASE,
)
#: What others say or think is not what the speaker says: “…, some say”.
_OTHERS_SAY = re.compile(
    r"[\s,–—-]+(?:some|many|others|they|people|critics|sceptics|skeptics|"
    r"(?:my|our|his|her|their|the) (?:\w+ )?(?:opponents?|critics|enemies|rivals|"
    r"opposition|other side|papers|press|media))\s+(?:(?:will|would|may|might) )?"
    r"(?:say|claim|argue|insist|tell (?:us|you|me)|believe|think|allege|suggest)s?\b|"
    r"[\s,—–-]+(?:said (?:no one|nobody)|according to|in the (?:opinion|view|words) of|"
    r"selon|d['’]après|laut|según)\b",
    re.IGNORECASE,
)
#: “That … is untrue.”
_CALLED_UNTRUE = re.compile(
    r"[\s,]*(?:is|was|are|were|would be)(?: \w+){0,2}? (?:an? )?(?:\w+ )?"
    r"(?:false|falsehood|untrue|not true|lie|myth|fiction|illusion|nonsense|absurd|"
    r"ridiculous|laughable|preposterous|unproven|unfounded|baseless)\b",
    re.IGNORECASE,
)
#: “It will open | once the money is there”, “it would have | had the storm not come”.
_FUTURE = re.compile(
    r"\b(?:will|shall|would|could|may|might|can|going to)\b|['’]ll\b|\bwo?n['’]t\b",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"[\s,;:–—-]*(?:(?:but|and|only) )?(?:when(?:ever)?|once|as soon as|had|should|"
    r"were)\s+(?:the|an?|all|we|they|it|he|she|you|i|there|th(?:is|at|ese|ose)|my|our|"
    r"your|his|her|its|their)\b",
    re.IGNORECASE,
)
#: Conditions with which a sentence begins.
_CONDITION_BEFORE = re.compile(
    r"\W*(?:(?:and|but|so|for|or|yet|et|mais|und|aber|y|pero)\s+)?"
    rf"(?:{_ANY_CONDITION}|until|without|in case|in the event|but for|were|should|had|"
    r"sans|ohne|sin)\b",
    re.IGNORECASE,
)
#: Words that deny or reject what follows them.
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
    r"(?:say|claim|argue|believe|think|pretend|doubt|tell us)\b[^.;:!?]{0,40}\Z|"
    r"\b(?:wants?|wanted|would (?:have|like)) (?:you|us|them|people|every(?:one|body))"
    r"(?: all)?(?: to)? (?:believe|think)(?: that)?\W*\Z|"
    # What is only asked, supposed, or said of a part
    r"\b(?:whether|(?:rumou?r|suggestion|allegation|accusation|illusion|hypothesis|"
    r"possibility)s?(?: that)?|perhaps|maybe|possibly|probably|apparently|allegedly|"
    r"supposedly|reportedly|presumably|so-called|alleged|would-be|supposed|suspected|"
    r"accused|presumed|fake|self-(?:styled|proclaimed)|least|anything but|"
    r"vielleicht|möglicherweise|wahrscheinlich|angeblich\w*|sogenannt\w*|mutmaßlich\w*|"
    r"peut-être|sans doute|soi-disant|prétendue?s?|présumée?s?|"
    r"quizás?|tal vez|probablemente|supuest[oa]s?|presunt[oa]s?)\W*\Z|"
    # What others say, or was said once
    r"\b(?:the other side|(?:my|our|his|her|their) (?:\w+ )?(?:opponents?|critics|"
    r"enem(?:y|ies)|rivals?)) (?:\w+ )?(?:say|claim|argue|believe|think)s?"
    r"\b[^.;:!?]{0,40}\Z|"
    r"\b(?:certains|d['’]aucuns|beaucoup|manche|einige|viele|kritiker|gegner|algunos|"
    r"muchos|otros) (?:disent|prétendent|affirment|croient|pensent|sagen|behaupten|"
    r"glauben|meinen|denken|dicen|creen|piensan|afirman)\b[^.;:!?]{0,40}\Z|"
    r"\b(?:(?:once|formerly|wrongly|mistakenly)|it (?:is|was)(?: \w+)?) (?:thought|"
    r"believed|assumed|claimed|alleged|rumou?red|suggested)(?: that)?\W*\Z|"
    r"\b(?:half|most|many|some|few|fewer|none|one|two|three|part|parts|percent|"
    r"per cent|third|thirds|quarter|quarters|minority|majority|number)\s+of\s+\Z|"
    r"\bhalf\s+\Z|%\s+of\s+\Z",
    re.IGNORECASE,
)
#: A question begins with one of these, or inverts verb and pronoun: “avez-vous”.
_ASKING = re.compile(
    r"\W*(?:(?:and|but|so|then|well|or|et|mais|und|aber|y|pero) )?(?:(?:with|for|to|by|"
    r"from|in|on|at|of|de|à|par|pour|avec|en|con|por|para|mit|für|von|zu) )?(?:who\w*|"
    r"what|which|why|when|where|how|is|are|was|were|am|do|does|did|have|has|had|can|"
    r"could|will|would|shall|should|may|might|must|ought|isn|aren|wasn|weren|don|"
    r"doesn|didn|haven|hasn|hadn|couldn|won|wouldn|shouldn|qu\w*|comment|pourquoi|"
    r"où|combien|est-ce|w(?:er|e[mn]|as|o\w*|ie\w*|ann|arum|elche\w*|eshalb)|ha(?:be|st|t|"
    r"ben|bt)|ist|sind|seid|war\w*|w(?:ird|erden|ürde\w*)|kann\w*|können|soll\w*|"
    r"muss|müssen|darf|dürfen|wollen|qué|quién\w*|cómo|cuán\w*|dónde|cuál\w*|"
    r"acaso|\w+-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|ce))\b",
    re.IGNORECASE,
)
_ASKED = re.compile(r"[\s\"”»’')\]]*\?|[^.!?…\"“”„«»\n]{1,300}\?")
#: The end of a condition, or “If I were rich, I would say that”.
_CLAUSE_END = re.compile(
    r"[,;:–—][\s\"“]*\Z|--\s*\Z|"
    r",[^,;:]*\b(?:say|said|think|argue|claim|conclude)(?: that)?\s*\Z"
)


def cut_without_mark(text: str, spans: Sequence[Span], words: str) -> str:
    """Return the word of a sentence that an unmarked cut right beside it leaves out.

    Words end right before “unless it rains”, or begin right after “not”, within one
    quotation and one sentence. Returns "" if they do not, or if the cut is marked.
    """
    start, end = spans[0][0], spans[-1][1]
    ended = text[end - 1] in ".!?…" or TRAILING.search(words) is not None
    if not ended and (found := _GOES_ON.match(text, end)):
        around = text[max(start, end - 30) : found.start("word") + 20]
        if not _INDIRECT.search(around) and _is_condition(found["word"], text, end):
            return found["word"].casefold()
    if not ended and (word := _negation_behind(text, end, text[start:end])):
        return word
    marked = LEADING.match(words) is not None
    marked = marked or words.lstrip(OPENING).startswith("[")
    if marked or not ends_negated(text[max(0, start - 20) : start]):
        return ""
    around = text[max(0, start - 40) : min(end, start + 20)]
    if _INDIRECT.search(around) or ASSERTING.search(around):
        return ""
    return negation_before(text, start, end)


def _negation_behind(text: str, end: int, words: str) -> str:
    """Return the word after words, in their sentence, that denies them, or ""."""
    if found := _NEGATED.match(text, end):
        word = found[found.lastgroup or 0].strip().casefold()
        return "" if word in ("pas", "jamais") and _NE.search(words) else word
    rest = sentence_after(text, end)
    if _BUT_FEW.match(rest) and _ALL.search(words):
        return next(word for word in rest.split() if word != ",")
    said = _SO_THEY_SAY.match(rest)
    return " ".join(re.findall(r"[\w’']+", said.group())[:2]).casefold() if said else ""


def _is_condition(word: str, text: str, at: int) -> bool:
    """Return whether a word is a condition in the language of the text around it."""
    tags = languages_of(text[max(0, at - _WINDOW) : at + _WINDOW])
    return any(re.fullmatch(_CONDITIONS[tag], word, re.IGNORECASE) for tag in tags)


def cut_off(text: str, spans: Sequence[Span]) -> str:
    """Return the words just outside a passage that its sense depends on, or "".

    They are in the same sentence: a condition or exception after it (“if the voters
    agree”), a condition before it, or a negation or rejection that governs it.
    """
    start, end = spans[0][0], spans[-1][1]
    return _behind(text, end, text[start:end]) or _before(text, start, end)


def asked(text: str, spans: Sequence[Span]) -> str:
    """Return the rest of a question whose words read as a statement, or "".

    As “we sold it” from “Do you think we sold it?”, in the four languages of `_ASKING`.
    """
    start, end = spans[0][0], spans[-1][1]
    words = text[start:end]
    if re.search(r"[.!?…]\W*\w", words) or not (rest := _ASKED.match(text, end)):
        return ""
    lead = sentence_before(text, start)
    tags = languages_of(text[max(0, start - _WINDOW) : end + _WINDOW])
    if _ASKING.match(words) or not {"en", "fr", "de", "es"}.intersection(tags):
        return ""
    return " … ".join(filter(None, (_last_words(lead), rest.group().strip())))


def _behind(text: str, end: int, words: str) -> str:
    if _ENDED.search(words.rstrip()):
        return ""
    word = _negation_behind(text, end, words)
    if not word and _ENDS.match(text, end):
        return ""
    rest = sentence_after(text, end)
    signs = [_CONDITION_AFTER, _BUT_NOT, _OTHERS_SAY, _CALLED_UNTRUE]
    if _FUTURE.search(words):
        signs.append(_ONCE)
    if word or any(each.match(rest) for each in signs):
        return " ".join(rest.split()).strip(" ,;:.–—-") or word
    return ""


def _before(text: str, start: int, end: int) -> str:
    lead = sentence_before(text, start)
    if not lead.strip() or _ENDED.search(lead):
        return ""
    if word := negation_before(text, start, end):
        return _last_words(lead) or word
    if _CONDITION_BEFORE.match(lead) and _CLAUSE_END.search(lead):
        return " ".join(lead.split())
    if _REJECTED.search(lead) or _REJECTED_SHORT.search(lead):
        return _last_words(lead)
    if governing_negations(text, start, end):
        return _last_words(lead)
    return ""


def _last_words(lead: str) -> str:
    return " ".join(lead.split()[-5:])
