"""Decides whether a quotation without a cue continues the quote before it.

In: the quote before, and a sentence or quotation after it. Out: whether its speaker may
still be speaking: not after "Bob Reed disagreed.", and not in an answer to a question.
"""

from quotes.extraction.link import Link
from quotes.extraction.phrases import is_named_behind, noun_phrases
from quotes.extraction.scanning import Span
from quotes.extraction.tags import VERBAL
from quotes.extraction.tokens import Tokens

#: Words of a name after a description, at most.
_MAX_NAME = 8


def is_theirs(tokens: Tokens, at: int, before: Link) -> bool:
    """Return whether the speaker of a quote may still be speaking after a sentence.

    Not "Bob Reed disagreed.", "Her husband nodded.", "It was Bob Reed’s turn."
    """
    first, last = tokens.sentence(at)
    subject = _subject(tokens, first, last)
    if subject is None:
        return True
    if tokens.tags[subject[0]] in ("IT", "EX"):
        return not any(
            "CP" in tokens.tags[slice(*phrase)]
            and tokens.tags[phrase[0] - 1] in VERBAL
            and _is_another(tokens, phrase, before)
            for phrase in noun_phrases(tokens, subject[1], last)
        )
    return not _is_another(tokens, subject, before)


def is_question(tokens: Tokens, link: Link, last: int) -> bool:
    """Return whether somebody asks, before the word `last`, so that another answers."""
    language, content = tokens.language, link.content[0][0]
    begun = min(tokens.sentence(link.cue)[0], content)
    return tokens.stems[link.cue] in language.ASKING_CUES and (
        "?" in tokens.words[begun:last] or tokens.lower[content] in language.WHETHER
    )


def is_answer(tokens: Tokens, quotation: Span, before: Link) -> bool:
    """Return whether a quotation without a cue is somebody else's.

    “Why?” she asked. | “So.”, | “No,” came the reply., or after “It is,” said Ann Lowe,
    and Bob Reed nodded.
    """
    first, last = quotation
    cue = before.cue
    end = tokens.sentence(cue)[1]
    if (
        last < len(tokens.words)
        and tokens.words[last - 1] == ","
        and tokens.quote[last] < 0
        and tokens.tags[last] in VERBAL
    ):
        return True
    if is_question(tokens, before, first):
        return tokens.words[last - 1] != "?"
    return any(
        phrase[1] < end
        and tokens.tags[phrase[0] - 1] == "CC"
        and tokens.tags[phrase[1]] in VERBAL
        and tokens.quote[phrase[0]] < 0
        and _is_another(tokens, phrase, before)
        for phrase in noun_phrases(tokens, cue + 1, end)
    )


def _subject(tokens: Tokens, first: int, last: int) -> Span | None:
    """Return the first phrase that no preposition leads to: "Then came | Bob Reed"."""
    for phrase in noun_phrases(tokens, first, last):
        begun = phrase[0]
        if not VERBAL.isdisjoint(tokens.tags[first : max(first, begun - 1)]):
            return None
        if begun > first and tokens.tags[begun - 1] in ("IN", "TO"):
            continue
        if {*tokens.tags[slice(*phrase)]} - {"DA", "DT", "CD"}:
            return phrase
    return None


def _is_another(tokens: Tokens, phrase: Span, before: Link) -> bool:
    """Return whether a phrase means somebody other than the speaker of a quote."""
    language = tokens.language
    first, last = phrase
    word = tokens.lower[first]
    if word in language.ONE | language.ANYBODY:
        return True
    if tokens.tags[first] == "PR":
        sex = _sex(tokens, before)
        return bool(sex) and language.PRONOUN_SEXES.get(word, sex) != sex
    begun, end = before.speaker or (0, 0)
    if "CP" not in tokens.tags[begun:end] and is_named_behind(tokens, end):
        # "the mayor, Ann Lowe"
        stop = min(len(tokens.words), end + _MAX_NAME)
        end = next((last for _, last in noun_phrases(tokens, end, stop)), end)
    said = tokens.lower[begun:end]
    shared = [
        tokens.lower[at] in said
        for at in range(first, last)
        if tokens.tags[at] in ("CP", "NN", "PE")
    ]
    is_somebody = "CP" in tokens.tags[first:last] or language.is_person(
        tokens.lower[last - 1]
    )
    return is_somebody and not any(shared)


def _sex(tokens: Tokens, before: Link) -> str:
    """Return the sex that the printed speaker of a quote tells."""
    language = tokens.language
    for at in range(*(before.speaker or (0, 0))):
        word = tokens.lower[at]
        sex = language.PRONOUN_SEXES.get(word) or language.SEXES.get(word)
        if tokens.tags[at] == "CP" and not sex:
            sex = language.known_sex_of(tokens.words[at])
        if sex:
            return sex
    return ""
