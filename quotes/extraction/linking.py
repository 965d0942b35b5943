"""Combines the cues, contents and speakers of a text, and attaches the rest.

In: `Tokens`. Out: a `Link` for every quote found, in words, not characters. Each cue
makes a proposal. If the contents of two proposals overlap, the likelier one is kept,
because one person's words are not quoted again within another's.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter

from quotes.extraction import cues
from quotes.extraction.blocks import set_apart
from quotes.extraction.candidates import Proposer
from quotes.extraction.features import KEEP
from quotes.extraction.layout import is_heading, laid_out
from quotes.extraction.link import Link
from quotes.extraction.non_quotes import is_title
from quotes.extraction.patterns import patterned
from quotes.extraction.phrases import noun_phrases, phrase_before
from quotes.extraction.scanning import Span
from quotes.extraction.tags import FINITE
from quotes.extraction.tokens import Tokens
from quotes.extraction.turns import is_answer, is_theirs

#: Minimum likelihood of a proposal, by the kind of its cue; speech matters more than
#: wishes. The best of eight settings on both development sets (benchmarks/README.md):
#: stricter ones gain on Wikinews and lose on PolNeAR.
MIN_BY_KIND = {cues.SPEECH: 0.3, cues.THOUGHT: 0.3, cues.OTHER: 0.45}
#: The same for a few words without a verb, "urging immediate action".
MIN_PHRASE = 0.45
#: The same for content with quotation marks, with any cue.
MIN_QUOTED = 0.2
_MAX_PHRASE_WORDS = 3
#: Words of a label before a quotation, at most.
_MAX_LABEL = 6


def link(tokens: Tokens) -> list[Link]:
    """Return the quotes of a text, in order."""
    proposer = Proposer(tokens)
    found = [
        *laid_out(tokens),
        *set_apart(tokens),
        *_likely(proposer),
        *patterned(proposer),
    ]
    return settle(tokens, found)


def _likely(proposer: Proposer) -> Iterator[Link]:
    """Yield the proposals that are likely enough."""
    tokens = proposer.tokens
    for links, choices in proposer.proposals():
        stem = proposer.scorer.stems[choices.place]
        likely = proposer.scorer.case_chances(KEEP, choices, stem, 2)[1]
        for one, chance in zip(links, likely.tolist(), strict=True):
            one.chance = chance
            if chance >= _threshold(tokens, one) and not (
                _is_thing(tokens, one.cue, one.speaker)
                or _is_named(tokens, one)
                or _is_heading(tokens, one)
                or _is_means(tokens, one.cue)
                or _is_label(tokens, one)
                or _is_nothing(tokens, one)
                or _is_about_speaker(tokens, one)
            ):
                _invert(tokens, one)
                yield one


def _invert(tokens: Tokens, one: Link) -> None:
    """Give Ann Lowe as the speaker of "Maud, | says Ann Lowe, is “never late.”"."""
    cue = one.cue
    first, last = one.content[0]
    name = noun_phrases(tokens, cue + 1, min(last, cue + _MAX_LABEL))[:1]
    before = phrase_before(tokens, cue - 1) if cue > 1 else None
    if (
        first != cue + 1
        or not name
        or name[0][0] != first
        or name[0][1] + 1 >= last
        or "CP" not in tokens.tags[slice(*name[0])]
        or tokens.words[name[0][1]] != ","
        or tokens.words[cue - 1] != ","
        or before is None
        or before[0] not in tokens.sentence_starts
    ):
        return
    rest = name[0][1] + 1
    if tokens.opens(rest) or tokens.tags[rest] in FINITE:
        one.speaker = name[0]
        one.content[0] = (rest, last)


def _threshold(tokens: Tokens, one: Link) -> float:
    """Return the minimum likelihood of a proposal."""
    if _holds(tokens, one.content):
        return MIN_QUOTED
    least = MIN_BY_KIND[tokens.language.kind_of(tokens.stems[one.cue])]
    return max(least, MIN_PHRASE) if _is_phrase(tokens, one) else least


def settle(tokens: Tokens, proposals: Iterable[Link]) -> list[Link]:
    """Return the proposals that are compatible with each other, the likeliest first."""
    found: list[Link] = []
    taken = bytearray(len(tokens.words))
    cued = bytearray(len(tokens.words))
    for one in sorted(proposals, key=lambda p: (not p.printed, -p.chance)):
        if taken[one.cue]:
            continue
        one.content = [_without_label(tokens, span) for span in one.content]
        free = [
            (first, last)
            for first, last in one.content
            if 1 not in taken[first:last] and 1 not in cued[first:last]
        ]
        # One part of an interrupted quote may belong to another cue.
        if not free or (len(free) < len(one.content) and not _holds(tokens, free)):
            continue
        one.content = free
        found.append(one)
        cued[one.cue] = 1
        if one.printed and one.speaker is not None:
            # The lead-in of a block quote is not a quote too.
            for begun, end in (one.speaker, (one.cue, free[0][0])):
                cued[begun:end] = b"\x01" * max(0, end - begun)
        for first, last in free:
            taken[first:last] = b"\x01" * (last - first)
    found.sort(key=lambda one: one.content[0])
    _follow_on(tokens, found)
    return found


def _follow_on(tokens: Tokens, found: list[Link]) -> None:
    """Append a quotation without a cue of its own to the quote before it.

    It is in the same paragraph, or is a whole paragraph right after it.
    """
    if not found:
        return
    opening = tokens.opening
    holder: list[Link | None] = [None] * len(tokens.words)
    for one in found:
        for first, last in one.content:
            holder[first:last] = [one] * (last - first)
    starts = tokens.sentence_starts
    # A paraphrase is followed by a quotation in the next sentence, or not at all.
    parted = {later for later in starts if opening[later] != "o"}
    before: Link | None = None
    asked = False
    for first, last in tokens.paragraphs:
        if tokens.opens(first) and holder[first] is None:
            # “One.” “Two,” she said: the first words belong to the same quote.
            end = tokens.quote_words[tokens.quote[first]][1]
            behind = holder[end] if end < last and tokens.opens(end) else None
            if behind is not None and behind.content[0][0] == end:
                behind.content.insert(0, (first, end))
                holder[first:end] = [behind] * (end - first)
        whole = (
            tokens.opens(first) and tokens.closes(last - 1) and holder[first] is None
        )
        whole = whole and tokens.quote[first] == tokens.quote[last - 1]
        # In a dialogue, words without a speaker belong to the other one.
        is_question = tokens.opens(first) and "?" in tokens.words[first:last]
        if not whole or asked or is_question:
            before = None
        asked = is_question or (asked and whole)
        if before is None and not any(holder[first:last]):
            continue
        for at in range(first, last):
            if holder[at] is not None:
                before = holder[at]
            elif (
                at in parted
                and before is not None
                and not (
                    _holds(tokens, before.content) and is_theirs(tokens, at, before)
                )
            ):
                before = None
            elif opening[at] == "o" and before is not None and at in starts:
                end = tokens.quote_words[tokens.quote[at]][1]
                if is_answer(tokens, (at, end), before):
                    before = None
                else:
                    before.content.append((at, end))
                    holder[at:end] = [before] * (end - at)


def _holds(tokens: Tokens, content: list[Span]) -> bool:
    """Return whether any words of a content are in quotation marks."""
    return any(tokens.any_quoted(*span) for span in content)


def _is_phrase(tokens: Tokens, one: Link) -> bool:
    """Return whether a content is a phrase of a few words, without a verb."""
    first, last = one.content[0]
    return (
        last - first <= _MAX_PHRASE_WORDS
        and FINITE.isdisjoint(tokens.tags[first:last])
        and tokens.tags[first] not in ("TO", "TH", "SB", "IG")
    )


def _is_named(tokens: Tokens, one: Link) -> bool:
    """Return whether a title in quotation marks follows a cue that is not of speech."""
    first = one.content[0][0]
    return (
        tokens.language.kind_of(tokens.stems[one.cue]) == cues.OTHER
        and tokens.opens(first)
        and is_title(tokens.words[slice(*tokens.quote_words[tokens.quote[first]])])
    )


def _is_heading(tokens: Tokens, one: Link) -> bool:
    """Return whether a colon is in a heading, after a topic: "Energy: how we pay".

    The paragraph does not end like a sentence and has no quotation; the text after the
    colon begins like a question, or has no verb.
    """
    if tokens.words[one.cue] != ":":
        return False
    first, last = one.content[0]
    at = bisect_right(tokens.paragraphs, one.cue, key=itemgetter(1))
    begun, end = tokens.paragraphs[at]
    return (
        last == end
        and tokens.tags[end - 1] != "."
        and not tokens.any_quoted(begun, end)
        and (
            tokens.lower[first] in tokens.language.QUESTION_WORDS
            or FINITE.isdisjoint(tokens.tags[first:last])
        )
    )


def _is_label(tokens: Tokens, one: Link) -> bool:
    """Return whether the speaker is a label before a colon: "UPDATE: …"."""
    return (
        tokens.words[one.cue] == ":"
        and one.speaker is not None
        and (
            is_heading(tokens.words[slice(*one.speaker)], tokens.language)
            or tokens.lower[one.cue - 1] in tokens.language.QUOTE_LABELS
        )
    )


def _without_label(tokens: Tokens, span: Span) -> Span:
    """Return a content without the label before it: "Quote of the day: | “…”"."""
    first, last = span
    labels = tokens.language.QUOTE_LABELS
    for at in range(first + 1, min(first + _MAX_LABEL, last - 1)):
        if tokens.words[at] == ":" and tokens.opens(at + 1):
            return (at + 1, last) if tokens.lower[at - 1] in labels else span
    return span


def _is_nothing(tokens: Tokens, one: Link) -> bool:
    """Return whether a content says only that somebody spoke, or did not."""
    language = tokens.language
    first, last = one.content[0]
    words = tokens.lower[first:last]
    # "called her mother", "thanked his wife"
    is_relative = tokens.tags[
        first
    ] == "PO" and not tokens.language.RELATIVES.isdisjoint(words[1:3])
    return (
        (
            words[0] in language.NOTHING
            or language.VAGUE.issuperset(words)
            or is_relative
        )
        and FINITE.isdisjoint(tokens.tags[first:last])
        and not tokens.any_quoted(first, last)
        and len(one.content) == 1
    )


def _is_about_speaker(tokens: Tokens, one: Link) -> bool:
    """Return whether a content is about the speaker: "Ann Lowe, | who slept, said"."""
    first = one.content[0][0]
    return (
        one.speaker is not None
        and one.speaker[1] == first - 1
        and tokens.words[first - 1] == ","
        and tokens.lower[first] in tokens.language.RELATIVES_OF_CLAUSES
        and one.cue > first
    )


def _is_means(tokens: Tokens, cue: int) -> bool:
    """Return whether a cue is a means, "by showing that …", which nobody says."""
    language = tokens.language
    return (
        cue > 0
        and tokens.lower[cue - 1] in language.BY
        and tokens.tags[cue] == "IG"
        and language.kind_of(tokens.stems[cue]) != cues.SPEECH
    )


def _is_thing(tokens: Tokens, cue: int, speaker: Span | None) -> bool:
    """Return whether the speaker is "this development" or the like: it only signals."""
    language = tokens.language
    if speaker is None or language.kind_of(tokens.stems[cue]) != cues.OTHER:
        return False
    first, last = speaker
    return tokens.lower[first] in language.THIS and not any(
        tokens.tags[at] in ("CP", "PE") for at in range(first, last)
    )
