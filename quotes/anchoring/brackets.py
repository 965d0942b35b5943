"""Words in [brackets] that differ in sense from the printed words they replace.

“We [support] the war” is not a mere marked change of “We oppose the war”. Signs of this
are a different number, name or degree, a word of opposite sense, and a negating prefix
or suffix.
"""

import re
from itertools import pairwise

from quotes.anchoring.anchors import Spans
from quotes.anchoring.folding import fold
from quotes.anchoring.marked_changes import MARK
from quotes.anchoring.omissions import LETTER, SIC, changed_negations
from quotes.anchoring.speech import (
    DETERMINERS,
    PRONOUNS,
    capitalized_runs,
    sentence_after,
    sentence_before,
    words_and_commas,
)
from quotes.lexicon.antonyms import (
    CONTRARY,
    NEGATING_PREFIXES,
    are_contrary,
    digits_of,
)
from quotes.lexicon.words import MONTHS_AND_DAYS, NUMBER_WORDS, fold_accents, keys_of

#: How much, how many, how often, how certain.
_DEGREES = frozenset(
    "all every each both most many much several some few little more less least none "
    "any hundreds thousands dozens completely totally fully wholly entirely utterly "
    "partly partially mostly largely mainly slightly somewhat rather quite very "
    "extremely hardly barely scarcely almost nearly always usually often sometimes "
    "occasionally rarely seldom never only just even may might can could must should "
    "shall will would tous toutes plupart beaucoup peu plusieurs quelques toujours "
    "souvent parfois rarement totalement complètement partiellement presque très "
    "alle viele wenige einige mehrere immer oft manchmal selten völlig ganz teilweise "
    "fast sehr kann muss soll darf todos muchos pocos algunos varios siempre "
    "totalmente completamente parcialmente casi muy puede debe".split()
)
_MEASURES = _DEGREES | MONTHS_AND_DAYS
#: What makes of a fact a wish, a duty or a guess, if print has nothing of the kind.
_MOODS = frozenset(
    "may might can could must should would allowed permitted able required obliged "
    "supposed need needs needed want wants wanted wish wishes wished hope "
    "hopes hoped try tries tried claim claims claimed seem seems seemed pretend "
    "pretends pretended perhaps maybe possibly probably allegedly supposedly "
    "apparently reportedly likely peut-être devrait pourrait aurait serait vielleicht "
    "angeblich könnte sollte würde wäre hätte quizá quizás podría debería habría "
    "sería".split()
)
#: More opposites than those of sayings, which are English.
_CONTRARIES = CONTRARY | {
    frozenset(pair.split("/"))
    for pair in (
        "support/reject like/hate won/lost gain/loss began/ended continue/stop "
        "praise/blame happy/sad keep/abandon protect/attack respect/despise "
        "everyone/nobody bon/mauvais bonne/mauvaise vrai/faux guerre/paix pour/contre "
        "aime/déteste gagné/perdu plus/moins ami/ennemi gut/schlecht gute/schlechte "
        "wahr/falsch krieg/frieden für/gegen liebe/hasse gewonnen/verloren "
        "mehr/weniger freund/feind bueno/malo buena/mala verdadero/falso guerra/paz "
        "contra/para apoyo/rechazo apoya/rechaza ganado/perdido más/menos amigo/enemigo"
    ).split()
}
#: Names that are other words in lower case.
_NAMES = frozenset(("May", "Will"))
_SUFFIXES = ("less", "free", "los", "frei")
_BRACKET = re.compile(r"\[[^\[\]]*\]")
_WORD = re.compile(r"\w+(?:[-’'.]\w+)*")
_HEAD, _TAIL = re.compile(r"\w+\Z"), re.compile(r"\w+")
#: Words for people that a name in brackets may explain.
_ANYBODY = frozenset("people everyone everybody someone somebody nobody folks".split())


def changed_sense(text: str, spans: Spans, words: str) -> str:
    """Return the words by which a quote's marked changes alter the sense, or "".

    They are negations, conditions and exceptions that are left out or put in, as in
    “not, unless” and “[not]”, or printed words that differ in sense from the words in
    brackets that replace them.
    """
    return changed_negations(text, spans, words) or changed_in_brackets(
        text, spans, words
    )


def changed_in_brackets(text: str, spans: Spans, words: str) -> str:
    """Return printed words whose sense a quote's words in brackets change, or "".

    The spans are those of the words outside the brackets. If the brackets replace
    nothing, the result is like “[perhaps]”.
    """
    folded = fold(words)
    brackets = words_in_brackets(folded)
    if not brackets:
        return ""
    spans = tuple(span for span in spans if _WORD.search(text, *span))
    for printed, entered in _replaced(folded, text, spans):
        if _says_other(printed, entered):
            return " ".join(printed.split()) or f"[{entered}]"
    if any(_is_number(key) for inner in brackets for key in keys_of(inner)):
        for (_start, end), (start, _end) in pairwise(spans):
            if numbers := [key for key in keys_of(text[end:start]) if _is_number(key)]:
                return ", ".join(numbers)
    return ""


def words_in_brackets(folded: str) -> list[str]:
    """Return the words in brackets that replace, or explain, printed ones.

    “[N]ot”, “[sic]” and “[…]” have none.
    """
    unlettered = SIC.sub("", LETTER.sub(r"\1", folded))
    found = [each[0][1:-1].strip() for each in _BRACKET.finditer(unlettered)]
    return [each for each in found if each.strip(" .…")]


def _replaced(folded: str, text: str, spans: Spans) -> list[tuple[str, str]]:
    """Return pairs of printed words and the words in brackets that replace them.

    Both are whole words: “harmless” and “harmful” for “harm[ful]”. Of the sentence
    before the first span and after the last, they are the nearest words.
    """
    groups: list[list[re.Match[str]]] = [[]]
    at = 0
    for mark in MARK.finditer(folded):
        if re.search(r"\w", folded[at : mark.start()]):
            groups.append([])
        groups[-1].append(mark)
        at = mark.end()
    if re.search(r"\w", folded[at:]):
        groups.append([])
    if len(groups) != len(spans) + 1:
        return []
    starts, ends = [start for start, _end in spans], [end for _start, end in spans]
    gaps = [
        sentence_before(text, starts[0]),
        *(text[end:start] for end, start in zip(ends, starts[1:], strict=False)),
        sentence_after(text, ends[-1]),
    ]
    found = []
    for number, (gap, group) in enumerate(zip(gaps, groups, strict=True)):
        inner = [mark["inner"] for mark in group if mark["inner"]]
        if len(inner) != len(group) or not inner or len(inner[0]) == 1:
            continue
        if number in (0, len(spans)):
            gap = _nearest(gap, len(" ".join(inner).split()) + 1, last=number == 0)
        head = _HEAD.search(text, 0, ends[number - 1]) if number else None
        tail = _TAIL.match(text, starts[number]) if number < len(starts) else None
        before = head.group() if head and not group[0]["before"] else ""
        after = tail.group() if tail and not group[-1]["behind"] else ""
        found.append((f"{before}{gap}{after}", f"{before}{' '.join(inner)}{after}"))
    return found


def _nearest(gap: str, count: int, *, last: bool) -> str:
    """Return so many words of a gap from its end or its start, or the pronoun there."""
    words = gap.split()[-count:] if last else gap.split()[:count]
    if words and words[-1 if last else 0].strip(".,;:!?").lower() in PRONOUNS:
        words = words[-1:] if last else words[:1]
    return " ".join(words)


def _says_other(printed: str, entered: str) -> bool:
    there, here = _words(printed), _words(entered)
    lost, put = there - here, here - there
    measured = [
        {word for word in each if word in _MEASURES or _is_number(word)}
        for each in (lost, put)
    ]
    return (
        all(measured)
        or (not lost and not put.isdisjoint(_DEGREES))
        or put.isdisjoint(_MOODS) != lost.isdisjoint(_MOODS)
        or any(_is_contrary(one, other) for one in lost for other in put)
        or _names_another(printed, entered)
    )


def _is_contrary(one: str, other: str) -> bool:
    for word, less in ((one, other), (other, one)):
        for prefix in (*NEGATING_PREFIXES, "ex", "a"):
            if word.startswith(prefix) and word[len(prefix) :].lstrip("-") == less:
                return len(less) > 2
        for suffix in _SUFFIXES:
            stem = word.removesuffix(suffix).rstrip("-")
            if stem != word and stem and less in (stem, f"{stem}ful", f"{stem}y"):
                return True
    return are_contrary(one, other) or any(
        frozenset((first, second)) in _CONTRARIES
        for first in _stems(one)
        for second in _stems(other)
    )


def _stems(word: str) -> set[str]:
    """Return a word and its forms without an inflection: “opposed”, “oppose”."""
    stems = {word}
    for ending, instead in (("s", ""), ("es", ""), ("d", ""), ("ed", ""), ("ing", "")):
        if word.endswith(ending) and len(word) > len(ending) + 2:
            stem = word.removesuffix(ending)
            stems |= {stem + instead, f"{stem}e", stem[:-1]}
    return stems


def _names_another(printed: str, entered: str) -> bool:
    """Return whether both have names, and none in common."""
    one, other = _names(printed), _names(entered)
    if not one or not other or {*one} & {*other}:
        return False
    initials = ["".join(word[0] for word in each) for each in (one, other)]
    letters = [re.sub(r"\W", "", "".join(each)) for each in (other, one)]
    return not any(map(str.__eq__, initials, letters))  # “U.S.”, “United States”


def _names(words: str) -> list[str]:
    found = words_and_commas(words)
    lower = [token.rstrip(".").lower() for token in found]
    named = [
        word
        for first, last in capitalized_runs(found)
        # “The Prime Minister” is a role.
        if not (first and lower[first - 1] in DETERMINERS)
        for word in lower[first:last]
    ]
    return [word for word in named if word not in _ANYBODY]


def _words(text: str) -> set[str]:
    return {each.lower() for each in _WORD.findall(text) if each not in _NAMES}


def _is_number(word: str) -> bool:
    return fold_accents(word) in NUMBER_WORDS or bool(digits_of(word))
