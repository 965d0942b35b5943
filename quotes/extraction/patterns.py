"""Finds constructions that are rare in the corpora and easy to recognise.

In: `Tokens`. Out: `Link`s for passives with a speaker ("described by Ana Ruiz as “…”"),
for expressed feelings ("voiced doubt about the plan"), for a colon between a person at
the start of a sentence and a quotation ("Ana Ruiz went on: “…”"), and for a quotation
next to a person with any verb (“…!” Ana Ruiz boomed).
"""

from collections.abc import Iterator

from quotes.extraction import cues
from quotes.extraction.candidates import Proposer
from quotes.extraction.contents import quoted_rest
from quotes.extraction.credentials import credentials_end
from quotes.extraction.layout import is_heading
from quotes.extraction.link import Link
from quotes.extraction.non_quotes import is_title
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Tokens
from quotes.extraction.word_shapes import PATTERN

_SURE = 0.6
_SURE_CONTINUED = 0.95
#: Words between a verb and the quotation that it leads to, at most.
_MAX_LEADING_WORDS = 6
#: A colon, or any verb at all, is a cue only if nothing is likelier.
_LIKELY = 0.35
_VERBS = ("VB", "ED")
_SPEAKING = frozenset(("CP", "PR", "PE"))
#: A shorter quotation after a colon may be a title.
_MIN_QUOTATION_WORDS = 4
#: Words of a speaker between "by" and "as", at most.
_MAX_NAME_WORDS = 12
#: Words of a role between a quotation and a comma, at most.
_MAX_ROLE_WORDS = 8
#: Words of what is said of a name between two commas, at most.
_MAX_ASIDE_WORDS = 16
_APPOSING = frozenset((",", "–", "—", "--"))


def patterned(proposer: Proposer) -> Iterator[Link]:
    """Yield the quotes of a text in any of these constructions."""
    tokens = proposer.tokens
    language = tokens.language
    for at in tokens.places(PATTERN):
        word = tokens.lower[at]
        if tokens.quote[at] >= 0:
            continue
        if word in language.NAMING_VERBS:
            link = _passive(tokens, at, tokens.sentence(at)[1])
        elif word in language.VOICING_VERBS:
            link = _feeling(proposer, at, tokens.sentence(at))
        else:
            link = _introduced(tokens, at, tokens.sentence(at))
        if link is not None:
            yield link
    yield from _apposed(tokens)
    yield from _beside(tokens)
    yield from _continued(tokens)


def _end(tokens: Tokens, at: int, last: int) -> int:
    """Return where the phrase that begins here ends: with its quotation or clause."""
    if tokens.opens(at):
        return tokens.quote_words[tokens.quote[at]][1]
    while at < last and not (
        tokens.tags[at] in (",", ".", ";", "-") and tokens.quote[at] < 0
    ):
        at += 1
    return at


def _passive(tokens: Tokens, cue: int, last: int) -> Link | None:
    language = tokens.language
    if cue + 3 >= last or tokens.lower[cue + 1] not in language.BY:
        return None
    for at in range(cue + 3, min(cue + 3 + _MAX_NAME_WORDS, last - 1)):
        if tokens.lower[at] in language.AS and tokens.quote[at] < 0:
            speaker = noun_phrases(tokens, cue + 2, at)
            if not speaker:
                return None
            content = (at + 1, _end(tokens, at + 1, last))
            return Link([content], cue, "after", _SURE, speaker[0], fragment=True)
    return None


def _introduced(tokens: Tokens, colon: int, sentence: Span) -> Link | None:
    first, last = sentence
    if (
        colon + 1 >= last
        or not tokens.opens(colon + 1)
        or tokens.any_quoted(first, colon)
    ):
        return None
    content = tokens.quote_words[tokens.quote[colon + 1]]
    speaker = noun_phrases(tokens, first, min(colon, first + _MAX_NAME_WORDS))
    if (
        content[1] - content[0] < _MIN_QUOTATION_WORDS
        or not speaker
        or speaker[0][0] != first
        or not _speaks(tokens, speaker[0])
        or is_heading(tokens.words[slice(*speaker[0])], tokens.language)
    ):
        return None
    return Link([content], colon, "after", _LIKELY, speaker[0])


def _beside(tokens: Tokens) -> Iterator[Link]:
    """Yield quotations next to a person and a verb, even one that is never a cue.

    The quotation is a sentence except for its end ("…,” or …!” Ana Ruiz boomed; beamed
    Ana Ruiz), or comes after a comma (Ana Ruiz cracked, “…”).
    """
    for first, last in tokens.quote_words:
        if last - first < _MIN_QUOTATION_WORDS or is_title(tokens.words[first:last]):
            continue
        if first in tokens.sentence_starts:
            link = _spoken_before(tokens, (first, last))
        else:
            link = _spoken_after(tokens, (first, last), tokens.sentence(first)[0])
        if link is not None:
            yield link


def _apposed(tokens: Tokens) -> Iterator[Link]:
    """Yield “…,” her lawyer, Ana Ruiz, said: a role, and a name between two commas."""
    for first, last in tokens.quote_words:
        # Under the headline | “…,”
        is_title = (
            first not in tokens.sentence_starts and tokens.tags[first - 1] == "NN"
        )
        if first == last or last == len(tokens.words) or is_title:
            continue
        mark = tokens.words[last - 1]
        if mark != "," and not (mark in ("!", "?") and tokens.words[last].islower()):
            continue
        end = tokens.sentence(last)[1]
        role = noun_phrases(tokens, last, min(end, last + _MAX_ROLE_WORDS))
        if not role or role[0][0] != last or role[0][1] >= end:
            continue
        start, sign = role[0][1] + 1, tokens.words[role[0][1]]
        owned = tokens.tags[last] == "PO"
        if sign not in _APPOSING or not (
            owned or tokens.language.is_person_noun(tokens.lower[start - 2])
        ):
            continue
        stop = _until(tokens, start, min(end, start + _MAX_NAME_WORDS), sign)
        name = noun_phrases(tokens, start, stop)
        stop = _after_aside(tokens, stop, end, sign)
        cue = stop + 1
        while cue < end and tokens.tags[cue] in ("RB", "HV"):
            cue += 1
        if (
            cue < end
            and name
            and name[0][0] == start
            and tokens.tags[name[0][1] - 1] == "CP"
            and tokens.words[stop] == sign
            and tokens.tags[cue] in _VERBS
            and _says(tokens, cue)
            and not tokens.any_quoted(last, cue + 1)
        ):
            parts = [(first, last), *quoted_rest(tokens, cue, end)]
            yield Link(parts, cue, "before", _SURE_CONTINUED, name[0])


def _says(tokens: Tokens, cue: int) -> bool:
    """Return whether a verb reports words: not "denied", nor "said nothing"."""
    language = tokens.language
    stem = tokens.stems[cue]
    return (
        language.kind_of(stem) == cues.SPEECH
        and stem not in language.NOT_SAYING
        and language.NOTHING_OR_NO.isdisjoint(tokens.lower[cue + 1 : cue + 2])
    )


def _after_aside(tokens: Tokens, comma: int, end: int, sign: str) -> int:
    """Return the comma after an aside about a name: ", 54,", ", who lives here,"."""
    comma = credentials_end(tokens, comma)
    if comma + 1 >= end or tokens.words[comma] != sign:
        return min(comma, end - 1)
    if tokens.tags[comma + 1] in ("CD", "WH", "DT", "PO", "IN"):
        for at in range(comma + 2, min(end, comma + _MAX_ASIDE_WORDS)):
            if tokens.words[at] == sign or tokens.quote[at] >= 0:
                return at
    return comma


def _until(tokens: Tokens, at: int, end: int, sign: str) -> int:
    """Return where a name with what belongs to it ends: at a sign or a verb."""
    while at < end and tokens.words[at] != sign:
        if tokens.tags[at] in (*_VERBS, ";", "WH"):
            break
        at += 1
    return min(at, len(tokens.words) - 1)


def _continued(tokens: Tokens) -> Iterator[Link]:
    """Yield quotations of several paragraphs that a verb of speech introduces.

    Of “Ana Ruiz said: “One.¶“Two,” she added.” both parts belong to the first verb.
    """
    for quotation, (first, last) in zip(
        tokens.quotations, tokens.quote_words, strict=True
    ):
        if len(quotation.spans) < 2 or first >= last or first == 0:
            continue
        begun = tokens.sentence(first)[0]
        cue = _introducing(tokens, begun, first)
        speaker = None if cue is None else _subject(tokens, begun, cue)
        if cue is not None and speaker is not None:
            yield Link([(first, last)], cue, "after", _SURE_CONTINUED, speaker)


def _introducing(tokens: Tokens, begun: int, first: int) -> int | None:
    """Return the verb of speech that leads to a quotation: "told us:", "said that"."""
    for at in range(first - 1, max(begun, first - _MAX_LEADING_WORDS) - 1, -1):
        if tokens.quote[at] >= 0:
            return None
        if (
            tokens.words[at] != ":"
            and tokens.language.kind_of(tokens.stems[at]) == cues.SPEECH
        ):
            return at if tokens.tags[at] in _VERBS else None
        if tokens.tags[at] in _VERBS or (tokens.words[at] == "," and at < first - 1):
            return None
    return None


def _subject(tokens: Tokens, begun: int, cue: int) -> Span | None:
    """Return the noun phrase before a verb: Ana Ruiz of “Ana Ruiz, a baker, said”."""
    end = cue
    while end > begun and tokens.tags[end - 1] in ("RB", "HV", "MD"):
        end -= 1
    if end > begun and tokens.words[end - 1] == ",":
        commas = [at for at in range(begun, end - 1) if tokens.words[at] == ","]
        if not commas:
            return None
        end = commas[-1]
    phrases = noun_phrases(tokens, max(begun, end - _MAX_NAME_WORDS), end)
    return phrases[-1] if phrases and phrases[-1][1] == end else None


def _spoken_before(tokens: Tokens, content: Span) -> Link | None:
    first, last = content
    end = tokens.sentence(first)[1]
    # A question may end its sentence: then only the person and the verb follow.
    apart = end == last
    if last in tokens.sentence_starts:
        end = tokens.sentence(last)[1]
    if tokens.words[last - 1] not in (",", "!", "?") or last + 1 >= end:
        return None
    inverted = tokens.tags[last] in _VERBS
    speaker = noun_phrases(tokens, last + inverted, min(end, last + _MAX_NAME_WORDS))
    if not speaker or speaker[0][0] != last + inverted:
        return None
    begun, stop = speaker[0]
    cue = last if inverted else stop
    if not inverted and not _is_verb(tokens, cue) and _is_verb(tokens, stop - 1):
        # "Ana Ruiz yells": the verb looks like a noun.
        cue = stop = stop - 1
    if not begun < stop < end or not _is_verb(tokens, cue):
        return None
    after = max(cue + 1, stop)
    if after < end and tokens.lower[after] in tokens.language.PARTICLES_OF_VERBS:
        after += 1
    if apart and after < end and tokens.words[after] not in (",", "."):
        return None
    if not _speaks(tokens, (begun, stop)):
        return None
    parts = [content, *quoted_rest(tokens, after - 1, end)]
    return Link(parts, cue, "before", _LIKELY, (begun, stop))


def _is_verb(tokens: Tokens, at: int) -> bool:
    """Return whether a word after a person may be their action: "barked", "yells"."""
    if at == len(tokens.words):
        return False
    tag, word = tokens.tags[at], tokens.words[at]
    return tag in _VERBS or (
        tag == "NN" and word.endswith(tokens.language.PERSON_ENDINGS) and word.islower()
    )


def _spoken_after(tokens: Tokens, content: Span, begun: int) -> Link | None:
    """Return "Ana Ruiz cracked, “…”" or "in the words of Ana Ruiz, “…”"."""
    cue = content[0] - 2
    if cue < 1 or tokens.words[cue + 1] != ",":
        return None
    phrases = noun_phrases(tokens, max(begun, cue - _MAX_NAME_WORDS), cue + 1)
    if tokens.tags[cue] not in _VERBS:
        return _in_the_words(tokens, content, phrases)
    phrases = [phrase for phrase in phrases if phrase[1] <= cue]
    if not phrases or phrases[-1][1] != cue or tokens.any_quoted(phrases[-1][0], cue):
        return None
    # The start of the sentence may be a thing, and the quotation begin in lower case.
    heads = phrases[-1][0] == begun
    capital = tokens.words[content[0]][0].isupper()
    if not heads and not (capital and _speaks(tokens, phrases[-1])):
        return None
    return Link([content], cue, "after", _LIKELY, phrases[-1])


def _in_the_words(tokens: Tokens, content: Span, phrases: list[Span]) -> Link | None:
    for phrase in phrases:
        first = phrase[0]
        if any(
            tokens.lower[max(0, first - len(words)) : first] == [*words]
            for words in tokens.language.IN_THE_WORDS_OF
        ):
            return Link([content], first - 2, "after", _LIKELY, phrase)
    return None


def _speaks(tokens: Tokens, phrase: Span) -> bool:
    """Return whether a noun phrase is somebody: a name, a person, a pronoun."""
    return not _SPEAKING.isdisjoint(tokens.tags[slice(*phrase)])


def _feeling(proposer: Proposer, cue: int, sentence: Span) -> Link | None:
    tokens = proposer.tokens
    language = tokens.language
    last = sentence[1]
    start = cue + 1
    while start < last and tokens.tags[start] in ("DT", "PO", "NN", "RB"):
        if tokens.lower[start] in language.FEELINGS:
            break
        start += 1
    if start >= last or tokens.lower[start] not in language.FEELINGS:
        return None
    content = (cue + 1, _end(tokens, start, last))
    speaker = proposer.speaker(cue, content, sentence)
    return Link([content], cue, "after", _SURE, speaker)
