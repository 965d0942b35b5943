"""Turns the links of a text into suggestions: kinds, characters, names, confidence.

In: a text. Out: `Findings`: the quotes, those with a cue of speech first, and the words
in quotation marks that are nobody's quote.
"""

from dataclasses import replace
from itertools import chain, pairwise

from quotes.extraction import cues, linking, model
from quotes.extraction.certainty import certainty
from quotes.extraction.factuality import divide
from quotes.extraction.languages import ENGLISH, has_tables, language_of
from quotes.extraction.link import Link
from quotes.extraction.naming import Namer
from quotes.extraction.non_quotes import others
from quotes.extraction.resolution import Resolution
from quotes.extraction.scanning import Span
from quotes.extraction.suggestion import (
    DIRECT,
    INDIRECT,
    MIXED,
    Findings,
    SuggestedSpeaker,
    Suggestion,
)
from quotes.extraction.tokens import Tokens, read


def load() -> None:
    """Load what the first English text needs: weights, names and places."""
    model.used(ENGLISH)
    ENGLISH.sex_of("")
    ENGLISH.is_place("")


def find_quotes(text: str, language: str = "en") -> Findings:
    """Return the quotes of a text, and words in quotation marks that are not quotes.

    `language` is a language tag. A language without tables is read as English; then
    only a speaker whose phrase begins with a given name and surname has a name.
    """
    tokens = read(text, language_of(language))
    said, unsaid = divide(tokens, linking.link(tokens))
    links = [*said, *(one.link for one in unsaid)]
    named = Namer(tokens, links).found
    if language and not has_tables(language):
        for found in chain.from_iterable(named):
            found.speaker = _if_bare(found.speaker)
    made = [
        suggestion(tokens, link, found)
        for link, found in zip(links, named, strict=True)
    ]
    suggestions, denied = made[: len(said)], made[len(said) :]
    suggestions.sort(key=lambda one: (not one.speech, one.content[0]))
    denied = [
        replace(one, instead=reason.what)
        for one, reason in zip(denied, unsaid, strict=True)
    ]
    return Findings(suggestions, others(tokens, links), denied)


def _if_bare(speaker: SuggestedSpeaker) -> SuggestedSpeaker:
    """Return a speaker, without the name if words are before it: "Laut Ann Lowe".

    The words around a name are not known in a language without tables.
    """
    *given, _ = speaker.name.split() or [""]
    is_name = bool(given) and all(
        word.islower() or ENGLISH.sex_of(word) for word in given
    )
    if not speaker.name or (is_name and speaker.printed.startswith(speaker.name)):
        return speaker
    return replace(speaker, name="", role="", reason="")


def suggest(text: str, language: str = "en") -> list[Suggestion]:
    """Return the quotes of a text, those with a cue of speech first."""
    return find_quotes(text, language).suggestions


def quote_kind(tokens: Tokens, content: list[Span]) -> str:
    """Return the kind: all, some or none of the words are in quotation marks."""
    quoted = sum(
        [tokens.quoted[last] - tokens.quoted[first] for first, last in content]
    )
    if not quoted:
        return INDIRECT
    if quoted == sum([last - first for first, last in content]):
        return DIRECT
    held = [
        tokens.quote[at] >= 0
        for first, last in content
        for at in range(first, last)
        if tokens.words[at][0].isalnum()
    ]
    return DIRECT if all(held) else MIXED if any(held) else INDIRECT


def suggestion(tokens: Tokens, link: Link, named: list[Resolution]) -> Suggestion:
    """Return a link as a suggestion, with its named speakers."""
    kind = DIRECT if link.printed else quote_kind(tokens, link.content)
    if kind == DIRECT and link.fragment:
        kind = MIXED
    group = tokens.language.kind_of(tokens.stems[link.cue])
    speech = group == cues.SPEECH or kind == DIRECT
    speakers = tuple(found.speaker for found in named)
    first, last = _cue(tokens, link)
    cue = tokens.text[tokens.starts[first] : tokens.ends[last - 1]]
    return Suggestion(
        kind,
        tuple(_spans(tokens, link.content)),
        speakers,
        (tokens.starts[first], tokens.ends[last - 1]),
        speech,
        round(
            certainty(
                link.chance,
                [found.sure for found in named],
                is_open=any(speaker.candidates for speaker in speakers),
            ),
            2,
        ),
        _reason(kind, group, cue, speakers, link.printed),
    )


def _reason(
    kind: str,
    group: str,
    cue: str,
    speakers: tuple[SuggestedSpeaker, ...],
    printed: bool,
) -> str:
    if printed:
        return "the layout: a name, and words set apart as spoken"
    if kind == DIRECT:
        words = f"quotation marks and “{cue}”"
    elif kind == MIXED:
        words = f"“{cue}”, and some words in quotation marks"
    else:
        words = f"“{cue}”, and no quotation marks"
    if group == cues.THOUGHT:
        words += "; a cue of thought, not of speech"
    elif group == cues.OTHER:
        words += "; not a cue of speech"
    if not speakers:
        words += "; no speaker is printed"
    elif not speakers[0].name:
        words += "; the speaker is not named"
    return words


def _spans(tokens: Tokens, content: list[Span]) -> list[Span]:
    """Return the character spans of a content, one for each part and paragraph."""
    spans: list[Span] = []
    for first, last in sorted(content):
        start, end = tokens.span(first, last)
        for held in sorted({tokens.quote[first], tokens.quote[last - 1]} - {-1}):
            for (_, gap), (resumed, _) in pairwise(tokens.quotations[held].spans):
                if start < gap and resumed < end:
                    spans.append((start, gap))
                    start = resumed
        spans.append((start, end))
    return spans


def _cue(tokens: Tokens, link: Link) -> Span:
    """Return the words of a cue, with adverbs before it and a particle after it."""
    first, last = link.cue, link.cue + 1
    while first > 0 and tokens.tags[first - 1] == "RB" and tokens.quote[first - 1] < 0:
        first -= 1

    def is_taken(at: int) -> bool:
        return any(begun <= at < end for begun, end in link.content)

    if (
        last < len(tokens.words)
        and tokens.lower[last] in tokens.language.PARTICLES_OF_CUES
        and tokens.quote[last] < 0
        and not is_taken(last)
    ):
        last += 1
    while is_taken(first):
        first += 1
    return min(first, link.cue), last
