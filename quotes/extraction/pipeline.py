"""Turn the links of a page into suggestions: kinds, characters, names, confidence.

In: a text. Out: `Findings`: the quotes, those with a cue of speech first, and the words
in quotation marks that are nobody's quote.
"""

from dataclasses import replace
from itertools import pairwise

from quotes.extraction import cues, linking
from quotes.extraction.factuality import divide
from quotes.extraction.link import Link
from quotes.extraction.marked import others
from quotes.extraction.names import Register
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.scanning import Span
from quotes.extraction.suggestion import (
    DIRECT,
    INDIRECT,
    MIXED,
    Findings,
    Speaker,
    Suggestion,
)
from quotes.extraction.tokens import Page, read
from quotes.extraction.words import PEOPLE

#: Words of a title before a name, at most.
_MAX_TITLE_WORDS = 12
_GENERIC = frozenset("some others many several those both all".split())
_PARTICLES = frozenset("to out on for of by that about with in".split())


def find(text: str) -> Findings:
    """Return the quotes of a text, and the words in quotation marks that are none."""
    page = read(text)
    said, unsaid = divide(page, linking.link(page))
    register = Register(page)
    suggestions = [_suggestion(page, register, link) for link in said]
    suggestions.sort(key=lambda one: (not one.speech, one.content[0]))
    denied = [
        replace(_suggestion(page, register, one.link), instead=one.what)
        for one in unsaid
    ]
    return Findings(
        suggestions, others(page, said + [one.link for one in unsaid]), denied
    )


def suggest(text: str) -> list[Suggestion]:
    """Return the quotes of a text, those with a cue of speech first."""
    return find(text).suggestions


def kind_of(page: Page, content: list[Span]) -> str:
    """Return the kind: all, some or none of the words are in quotation marks."""
    quoted = sum(page.quoted[last] - page.quoted[first] for first, last in content)
    if not quoted:
        return INDIRECT
    if quoted == sum(last - first for first, last in content):
        return DIRECT
    held = [
        page.quote[at] >= 0
        for first, last in content
        for at in range(first, last)
        if page.words[at][0].isalnum()
    ]
    return DIRECT if all(held) else MIXED if any(held) else INDIRECT


def _suggestion(page: Page, register: Register, link: Link) -> Suggestion:
    kind = DIRECT if link.printed else kind_of(page, link.content)
    if kind == DIRECT and link.fragment:
        kind = MIXED
    group = cues.kind_of(page.stems[link.cue])
    speech = group == cues.SPEECH or kind == DIRECT
    speakers = _speakers(page, register, link)
    first, last = _cue(page, link)
    cue = page.text[page.starts[first] : page.ends[last - 1]]
    return Suggestion(
        kind,
        tuple(_spans(page, link.content)),
        speakers,
        (page.starts[first], page.ends[last - 1]),
        speech,
        round(link.chance if speech else link.chance * 0.75, 2),
        _reason(kind, group, cue, speakers, link.printed),
    )


def _reason(
    kind: str, group: str, cue: str, speakers: tuple[Speaker, ...], printed: bool
) -> str:
    if printed:
        return "the layout: a name, and words set apart as spoken"
    words = {
        DIRECT: f"quotation marks and “{cue}”",
        MIXED: f"“{cue}”, and some words in quotation marks",
        INDIRECT: f"“{cue}”, and no quotation marks",
    }[kind]
    if group == cues.THOUGHT:
        words += "; a cue of thought, not of speech"
    elif group == cues.OTHER:
        words += "; not a cue of speech"
    if not speakers:
        words += "; no speaker is printed"
    elif not speakers[0].name:
        words += "; the speaker is not named"
    return words


def _spans(page: Page, content: list[Span]) -> list[Span]:
    """Return the character spans of a content, one for each part and paragraph."""
    spans: list[Span] = []
    for first, last in sorted(content):
        start, end = page.span(first, last)
        for held in sorted({page.quote[first], page.quote[last - 1]} - {-1}):
            for (_, gap), (resumed, _) in pairwise(page.quotations[held].spans):
                if start < gap and resumed < end:
                    spans.append((start, gap))
                    start = resumed
        spans.append((start, end))
    return spans


def _cue(page: Page, link: Link) -> Span:
    """Return the words of a cue, with adverbs before it and a particle after it."""
    first, last = link.cue, link.cue + 1
    while first > 0 and page.tags[first - 1] == "RB" and page.quote[first - 1] < 0:
        first -= 1

    def is_taken(at: int) -> bool:
        return any(begun <= at < end for begun, end in link.content)

    if (
        last < len(page.words)
        and page.lower[last] in _PARTICLES
        and page.quote[last] < 0
        and not is_taken(last)
    ):
        last += 1
    while is_taken(first):
        first += 1
    return min(first, link.cue), last


def _speakers(page: Page, register: Register, link: Link) -> tuple[Speaker, ...]:
    if link.speaker is None:
        return ()
    found = []
    for phrase in _named(page, _joint(page, link), link):
        first, last = phrase
        if last - first > 1 and page.tags[last - 1] == "GE":
            last -= 1
        start, end = page.starts[first], page.ends[last - 1]
        name, role = register.resolve((first, last))
        found.append(Speaker((start, end), page.text[start:end], name, role))
    return tuple(found)


def _widened(page: Page, phrase: Span) -> Span:
    """Return a noun phrase with the title before it: "Secretary of State | Pompeo"."""
    first, last = phrase
    least = max(0, first - _MAX_TITLE_WORDS)
    while (
        first > least + 1
        and page.lower[first - 1] == "of"
        and page.quote[first - 1] < 0
        and (page.tags[first - 2] == "CP" or page.lower[first - 2] in PEOPLE)
        and page.tags[first] == "CP"
    ):
        first -= 2
        while first > least and page.tags[first - 1] in ("CP", "NN", "PE", "DT"):
            first -= 1
    return first, last


def _apposed(page: Page, phrase: Span) -> Span:
    """Return the person that a phrase describes: "Tom Berg" for "a baker" after him."""
    first = phrase[0]
    if (
        first > 1
        and page.lower[first - 1] == ","
        and page.lower[first] in ("a", "an", "the")
        and page.tags[first - 2] == "CP"
        and not _has_name(page, phrase)
    ):
        before = noun_phrases(page, max(0, first - 14), first - 1)
        if before and before[-1][1] == first - 1:
            return before[-1]
    return phrase


def _joint(page: Page, link: Link) -> list[Span]:
    """Return the speakers joined by "and" with the one found."""
    assert link.speaker is not None  # noqa: S101
    first, last = _widened(page, _apposed(page, link.speaker))
    found = [(first, last)]
    low = max(0, first - 14)
    before = noun_phrases(page, low, first)
    if (
        before
        and page.lower[first - 1] == "and"
        and before[-1][1] == first - 1
        and _has_name(page, before[-1])
        and _has_name(page, (first, last))
    ):
        found.insert(0, _widened(page, before[-1]))
    if last + 1 < len(page.words) and page.lower[last] == "and" and link.cue > last:
        behind = noun_phrases(page, last + 1, min(len(page.words), last + 12, link.cue))
        if (
            behind
            and behind[0][0] == last + 1
            and _has_name(page, behind[0])
            and _has_name(page, (first, last))
            and not any(
                tag in ("VB", "ED", "BE") for tag in page.tags[behind[0][1] : link.cue]
            )
        ):
            found.append(behind[0])
    taken = link.content
    return [(a, b) for a, b in found if not any(s < b and a < e for s, e in taken)] or [
        link.speaker
    ]


def _named(page: Page, phrases: list[Span], link: Link) -> list[Span]:
    """Return the people named by "some, like A and B,": A and B."""
    last = phrases[0][1]
    if page.lower[last - 1] not in _GENERIC or last + 2 >= len(page.words):
        return phrases
    at = last + (page.lower[last] == ",")
    if page.lower[at] not in ("like", "including"):
        return phrases
    named: list[Span] = []
    for phrase in noun_phrases(page, at + 1, min(len(page.words), at + 24)):
        before = page.lower[phrase[0] - 1]
        if not (
            _has_name(page, phrase) and before in ("like", "including", "and", ",")
        ):
            break
        if named and before == "," and page.lower[phrase[0] - 2] != ",":
            gap = phrase[0] - named[-1][1]
            if gap > 1:
                break
        named.append(phrase)
        if page.lower[phrase[1] : phrase[1] + 1] == [","] and before == "and":
            break
    return [span for span in named if span[1] <= link.cue or span[0] > link.cue] or (
        phrases
    )


def _has_name(page: Page, phrase: Span) -> bool:
    return "CP" in page.tags[phrase[0] : phrase[1]]
