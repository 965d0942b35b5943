"""Marked changes that leave out or put in a negation, a condition or an exception.

“the owner is … allowed to end this lease” is not what “the owner is not allowed to end
this lease” says. The words are plain lists, for English, French, German and Spanish in
detail. Leaving out a whole sentence does not count.
"""

import re
from collections import Counter
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from articles.characters import DOUBLE_QUOTES
from quotes.anchoring.anchors import Span
from quotes.anchoring.speech import sentence_after, sentence_before, sentences
from quotes.lexicon.antonyms import NEGATING_PREFIXES

_WORDS = {
    "en": r"not|cannot|never|no one|no|none|nobody|nothing|nowhere|neither|nor|without|"
    r"unless|except|excepting|excluding|other than|apart from|aside from|barring|"
    r"but for|hardly|scarcely|barely|rarely|seldom|if|only|provided|providing|assuming|"
    r"as long as|so long as|on condition|in case|lest|until|far from|anything but|"
    r"(?:fail|refuse|decline)[sd]? to|failed to",
    "fr": r"ne|n(?=['’])|non|pas|jamais|aucune?|rien|personne|nul(?:le)?|ni|guère|sans|"
    r"sauf|hormis|excepté|à moins|si|s(?=['’]il)|à condition|pourvu|seulement|"
    r"uniquement|tant que|hors",
    "de": r"nicht|kein(?:e[mnrs]?)?|nie|niemals|niemand(?:e[mn])?|nichts|nirgends|"
    r"weder|"
    r"ohne|außer|ausgenommen|sei denn|wenn|falls|sofern|soweit|solange|"
    r"nur|lediglich|kaum|selten|keines(?:falls|wegs)|mitnichten|bis auf",
    "es": r"no|ni|nunca|jamás|nadie|nada|ning[uú]n[oa]?s?|tampoco|sin|salvo|excepto|"
    r"menos|si|s[óo]lo|solamente|únicamente|siempre que|con tal|apenas|excluid[oa]s?",
    "it": "non|mai|nessun[oa]?|niente|nulla|né|senza|tranne|eccetto|salvo|se|solo|"
    "soltanto|purché|a meno|neppure|nemmeno|neanche",
    "pt": "não|nem|nunca|jamais|ninguém|nada|nenhum(?:a|ns)?|sem|salvo|exceto|se|só|"
    "somente|apenas|a menos|a não ser|tampouco",
    "nl": "niet|geen|nooit|niemand|niets|noch|zonder|behalve|tenzij|als|indien|mits|"
    "alleen|slechts|nauwelijks|zolang",
    "ru": "не|нет|ни|никогда|никто|ничего|нельзя|без|кроме|если|только|едва|пока",
    "he": r"לא|אין|אינ\w+|אל|בלי|ללא|מבלי|אם|אלא|רק|מעולם|אף|שום|למעט|פרט",
    "ar": "لا|لن|لم|ليس|ليست|لسنا|ما|دون|بدون|إلا|غير|إذا|لو|إن|فقط|ولا|ولن|ولم|وليس",
}
#: Words that reverse others without a negation: “we deny that”, “too weak to be”. They
#: count in marked changes, and before a clause that they govern.
_REVERSING = {
    "en": r"den(?:y|ies|ied|ying)|(?<!no )doubt(?:s|ed|ing|ful)?|reject(?:s|ed|ing)?|"
    r"oppos(?:e[sd]?|ing)|disput(?:e[sd]?|ing)|refut(?:e[sd]?|ing)|disagree[sd]?|"
    r"disbeliev\w+|lack(?:s|ed|ing)?|prevent(?:s|ed|ing)?|stop(?:s|ped|ping)?|"
    r"avoid(?:s|ed|ing)?|condemn(?:s|ed|ing)?|against|impossible|unlikely|untrue|"
    r"false(?:ly)?|wrong(?:ly)?|nonsense|absurd|ridiculous|myth|lie|fiction|hoax|few|"
    r"almost|nearly|instead of|rather than|pretend(?:s|ed|ing)?|supposedly|allegedly|"
    r"too \w+(?: \w+)?(?: for \w+)? to|hate[sd]?|detest(?:s|ed)?|despise[sd]?|"
    r"(?:sick|tired) of|less than|fewer than|used to|rather \w+ than|"
    r"accus(?:e[sd]?|ing)|lied|"
    r"hard to (?:believe|imagine|see)|last (?:person|man|woman|one|thing)|opponents?|"
    r"critics|little|zero|i (?:wish|question)|suppose|imagine that|"
    r"who (?:would|could|can)|how (?:can|could)|(?:mad|crazy|insane|foolish) to",
    "fr": r"(?<!sans )(?<!aucun )dout(?:e[sz]?|ons|ent|ait)|nie(?:nt)?|faux|fausse|"
    r"impossible|rejet\w+|refus\w+|contest\w+|oppos\w+|absurde|mensonge|contre|"
    r"manqu\w+|peu de|presque|trop \w+ pour|détest\w+|hais|loin de",
    "de": r"gelogen|bezweif\w+|zweif\w+|bestr(?:eit|itt)\w*|leugn\w+|"
    r"lehn(?:e|en|t|te|ten)|"
    r"falsch|unwahr|unmöglich|unsinn|lüge|absurd|gegen|wenige|fast|beinahe|"
    r"verhinder\w*|zu \w+,? um|hass\w+|weit davon",
    "es": r"(?<!sin )dud(?:a[ns]?|o|amos|é|aba)|nieg\w+|neg(?:amos|ó|aron)|rechaz\w+|"
    r"fals[oa]|imposible|mentira|absurdo|contra|poc[oa]s|casi|carec\w+|"
    r"opon\w+|demasiado \w+ para|odi\w+|lejos de",
    "it": r"dubit\w+|neg(?:o|a|hiamo|ano)|fals[oa]|impossibile|rifiut\w+|contro|pochi|"
    r"quasi|bugia|troppo \w+ per",
    "pt": r"duvid\w+|neg(?:o|a|am|amos)|fals[oa]|impossível|rejeit\w+|contra|poucos|"
    r"quase|mentira",
    "nl": r"betwijfel\w*|twijfel\w*|ontken\w*|onwaar|onmogelijk|onzin|tegen|weinigen|"
    r"bijna",
    "ru": r"сомнева\w+|отрица\w+|невозможно|ложь|против|немногие|почти",
    "he": r"מכחיש\w*|מפקפק\w*|בלתי אפשרי|נגד|שקר",
    "ar": r"ننفي|ينفي|أنفي|نشك|أشك|يشك|مستحيل|ضد|كذب",
}
#: “Everything but”
_ALL_BUT = re.compile(r"\b(?:all|any\w*|every\w*|no(?:body|thing| one))\s+\Z")
#: Ends of clauses that another clause completes: “few believe that”, “wrong to say”.
_COMPLETED = re.compile(
    r"(?:\b(?:that|whether|que|dass|daß|che|dat|что|أن|"
    r"(?:say|claim|think|believe|argue|suggest|imagine)s?|said|"
    r"sagen|behaupten|glauben|meinen|denken|dire|croire|penser|prétendre|affirmer|"
    r"decir|creer|pensar|afirmar|dizer|acreditar|credere|zeggen|beweren|geloven|"
    r"сказать|говорить|думать)|qu['’])[\s,:]*\Z",
    re.IGNORECASE,
)
_ANY_AT_END = re.compile(
    rf"(?:\b(?:{'|'.join(_WORDS.values())})|n['’]t)\s\Z", re.IGNORECASE
)
#: A negation right before words in Chinese, Japanese or Thai, and in languages that are
#: not detected, from Swedish to Vietnamese.
_OTHER_AT_END = re.compile(
    r"(?:[不没沒未别別非无無勿莫绝][有会會能想是要敢肯该該应應可曾不]{0,2}|ไม่(?:ได้|เคย)?|"
    r"\b(?:inte|aldrig|ikke|ikkje|aldri|nie|nigdy|nem|soha|nije|neće|né|ні|"
    r"δεν|δε|μην|안|못|नहीं|मत|না|không|đừng|bukan|tidak|jangan|değil)\s)\Z",
    re.IGNORECASE,
)
#: Frequent words that are used to detect the language of a passage.
_COMMON = {
    "en": "the of and to is that it was for with are be this have will we they he she",
    "fr": "le la les des et est que dans une pour qui du ce il elle nous vous ils pas",
    "de": "der die das und ist nicht ein eine zu den mit von dem auf wir sie er es",
    "es": "el la los las que y es en un una por con del se para no lo su como más",
    "it": "il la le i gli di che e un una con per non sono noi si ma più questo nel è "
    "anche del della degli delle",
    "pt": "o a os as que e em um uma não com para mais são foi isso muito do da dos "
    "por pela você nós se",
    "nl": "het een van dat niet zijn voor aan ook maar wij we hij ik de en is in met "
    "te deze wordt",
    "ru": "и в не на что я с он как это по но они мы к от за для",
    "he": "של את על לא הוא היא אני זה כי עם אנחנו גם כל הם אין",
    "ar": "في من على أن إلى لا هذا هذه عن التي الذي هو هي كل مع لن لم لأن",
}
_COMMON_WORDS = {tag: frozenset(words.split()) for tag, words in _COMMON.items()}
#: Code points around a passage that are read for its language.
_WINDOW = 300
#: A run of full stops is read only from its start: a reader's claim may have nothing
#: else.
_ELLIPSIS = r"(?:…|(?<!\.)(?<!\. )\.(?: ?\.){2,}+)"
LEADING = re.compile(rf"\s*+[\"“«„'‘]?+\s*+[\[(]? ?{_ELLIPSIS}")
TRAILING = re.compile(rf"{_ELLIPSIS} ?[\])]?[\s\"”»“'’]*$")
SIC = re.compile(r"[\[(][Ss]ic!?[\])]")
#: “[N]ot” is the word “Not”.
LETTER = re.compile(r"\[(\w)\](?=\w)")
_OUTSIDE = re.compile('[”“"»«][^"“”„«»]*[“"«»„”]')
_PREFIX = re.compile(rf"\b(?:{'|'.join(NEGATING_PREFIXES)})-?$", re.IGNORECASE)
OPENING = f" \t\n{DOUBLE_QUOTES}‘’‚‹›'¿¡("
#: Ends of clauses: a negation before one does not negate what follows.
_CLAUSE = re.compile(
    r",(?!\s*(?:dass|daß|что|чтобы)\b)|[;:()–—?!]|\s-\s|\b(?:but|yet|and|or|because|while|whereas|although|mais|et|ou|"
    r"car|parce que|aber|sondern|und|oder|weil|denn|pero|sino|y|porque|pues)\b",
    re.IGNORECASE,
)
#: Negations that assert what follows: “no doubt he lied”.
ASSERTING = re.compile(
    r"\b(?:no doubt|no question|no wonder|no denying|not only|not just|if anything|"
    r"sa(?:id|ys|ying) only|"
    r"if you ask me|if i may|sans (?:aucun )?doute|non seulement|pas seulement|"
    r"ohne zweifel|kein(?:en)? zweifel|nicht nur|sin duda|no s[óo]lo|no solamente)\b",
    re.IGNORECASE,
)
#: Words of the clause before a quote that may govern it: “do not think that”.
_REACH = 5
#: A condition at the beginning of a sentence.
_FRONTED = re.compile(
    r"\W*(?:(?:and|but|so|et|mais|und|aber|y|pero)\s+)?(?:if|unless|only if|provided|"
    r"providing|as long as|so long as|in case|si|s(?=['’]il)|sauf si|à moins|pourvu|"
    r"tant que|wenn|falls|sofern|solange|nur wenn|siempre que|con tal|a menos)\b",
    re.IGNORECASE,
)


def changed_negations(text: str, spans: Sequence[Span], words: str) -> str:
    """Return the negations that a quote's marked changes leave out or put in, or "".

    The result is like “not, unless”; added ones are in brackets: “[not]”. The sentence
    before a leading ellipsis and after a final one counts as left out too, and so does
    what governs words that are entered as if they began a sentence: “[H]e lied”.
    """
    leading, trailing = LEADING.match(words), TRAILING.search(words)
    start, end = spans[0][0], spans[-1][1]
    opened = not leading and opens_sentence(text[start:end], words)
    if not (len(spans) > 1 or leading or trailing or opened or "[" in words):
        return ""
    pattern = _pattern(text, start, end, reversing=True)
    printed = Counter[str]()
    for first, last in spans:
        printed += _negations(pattern, text[first:last])
    for (_, first), (last, _) in pairwise(spans):
        printed += _negations(pattern, _cut(text, first, last))
        if _ALL_BUT.search(text[max(0, first - 20) : first + 1]) and re.match(
            r"\s*but\b", text[first:last]
        ):
            printed["but"] += 1
        # “[…]able” for “unable”
        prefix = _PREFIX.search(text[first:last])
        if prefix and text[last].isalpha() and f"[{prefix.group()}]" not in words:
            printed[prefix.group().casefold()] += 1
    if leading:
        printed += _negations(pattern, sentence_before(text, start))
    if opened:
        printed += _governing(pattern, sentence_before(text, start))
    if trailing:
        printed += _negations(pattern, _after(text, end))
    entered = _negations(pattern, LETTER.sub(r"\1", SIC.sub("", words)))
    left_out, put_in = printed - entered, entered - printed
    for word in [each for each in left_out if len(each) > 3]:  # “opposed” for “oppose”
        if forms := [each for each in put_in if len(each) > 3 and each[:3] == word[:3]]:
            del left_out[word], put_in[forms[0]]
    return ", ".join([*left_out, *(f"[{word}]" for word in put_in)])


def negation_before(text: str, start: int, end: int) -> str:
    """Return the negation or condition right before the words at a span, or "".

    It is in the same clause, with nothing between: “not” in “is not allowed to end”.
    """
    if other := _OTHER_AT_END.search(text, max(0, start - 10), start):
        return other.group().strip().casefold()
    pattern = _pattern(text, start, end)
    clause = _CLAUSE.split(sentence_before(text, start))[-1].rstrip()
    matches = [each for each in pattern.finditer(clause) if each.end() == len(clause)]
    return matches[-1].group().casefold() if matches else ""


def governing_negations(text: str, start: int, end: int) -> str:
    """Return the negations and conditions that govern the words at a span, or "".

    They are in the same sentence before it: “not” for “he lied” in “I do not think that
    he lied”.
    """
    pattern = _pattern(text, start, end, reversing=True)
    return ", ".join(_governing(pattern, sentence_before(text, start)))


def opens_sentence(printed: str, words: str) -> bool:
    """Return whether words are entered as a sentence that print does not begin there.

    They begin with a bracket, or with a capital that is a small letter in print.
    """
    words, printed = words.lstrip(OPENING), printed.lstrip(OPENING)
    if words.startswith("["):
        return not SIC.match(words)
    return words[:1].isupper() and printed[:1] == words[:1].lower()


def _governing(pattern: re.Pattern[str], before: str) -> Counter[str]:
    """Return the negations and conditions of a sentence that govern what follows it.

    They are at most four words back in the same clause, as in “I do not think”, or in
    a clause that what follows completes: “Nobody in his right mind would say that”.
    Or they begin the clause before: “If they pay, ”.
    """
    before = ASSERTING.sub(" ", before)
    *earlier, clause = _CLAUSE.split(before)
    governing = clause if clause.strip() or not earlier else earlier[-1]
    if not _COMPLETED.search(governing):
        governing = "".join(re.split(r"(?<=\s)(?=\S)", clause)[-_REACH:])
    found = _negations(pattern, governing)
    condition = _FRONTED.match(before)
    if condition and earlier and not re.search(r"\w{3}", clause):
        found += _negations(pattern, condition.group())
    return found


def _negations(pattern: re.Pattern[str], words: str) -> Counter[str]:
    found = (match.group().casefold() for match in pattern.finditer(words))
    same = {"n't": "not", "n’t": "not", "cannot": "not", "n": "ne", "s": "si"}
    return Counter(same.get(word, word) for word in found)


def _cut(text: str, first: int, last: int) -> str:
    """Return the words that are left out of partly quoted sentences, without cues."""
    gap = text[first:last]
    if sum(gap.count(mark) for mark in DOUBLE_QUOTES) > 1:
        gap = _OUTSIDE.sub(". ", gap)
    parts = sentences(gap)
    if len(parts) > 1 and text[max(0, first - 9) : first].rstrip('"”» ')[-1:] in ".!?":
        parts[0] = ""
    return " ".join([parts[0], parts[-1]]) if len(parts) > 1 else gap


def _after(text: str, end: int) -> str:
    """Return the rest of the sentence that a passage ends in, or ""."""
    is_ended = text[max(0, end - 9) : end].rstrip()[-1:] in ".!?"
    return "" if is_ended else sentence_after(text, end)


def _pattern(
    text: str, start: int, end: int, *, reversing: bool = False
) -> re.Pattern[str]:
    """Return the pattern of negations in the language of a passage.

    They are those of all languages that the passage, or what is around it, may be in,
    or the English ones if there is no sign of any. If `reversing`, also the words that
    reverse others without a negation.
    """
    around = text[max(0, start - _WINDOW) : end + _WINDOW]
    tags = dict.fromkeys([*languages_of(text[start:end]), *languages_of(around)])
    return _any_of(tuple(tags) or ("en",), reversing)


def ends_negated(before: str) -> bool:
    """Return whether words end in a negation or a condition of any language."""
    return any(each.search(before) for each in (_ANY_AT_END, _OTHER_AT_END))


@cache
def _any_word() -> re.Pattern[str]:
    words = "|".join([*_WORDS.values(), *_REVERSING.values()])
    return re.compile(rf"(?:{words})", re.IGNORECASE)


def reverses_or_restricts(word: str) -> bool:
    """Return whether a word negates, reverses or restricts others in any language."""
    return _any_word().fullmatch(word) is not None


@cache
def _any_of(tags: tuple[str, ...], reversing: bool) -> re.Pattern[str]:
    several = (_WORDS, _REVERSING) if reversing else (_WORDS,)
    words = "|".join(words[tag] for words in several for tag in tags)
    return re.compile(rf"\b(?:{words})\b|n['’]t\b", re.IGNORECASE)


def languages_of(text: str) -> tuple[str, ...]:
    """Return the tags of the languages that most frequent words are of, if any."""
    words = re.findall(r"\w+", text.lower())
    counts = {
        tag: sum(map(common.__contains__, words))
        for tag, common in _COMMON_WORDS.items()
    }
    best = max(counts.values())
    return tuple(tag for tag, count in counts.items() if best and count == best)
