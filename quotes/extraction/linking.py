"""Cues, contents and speakers of a page, put together; and what is left over.

In: a page. Out: a `Link` for every quote that was found, in words, not characters. Each
cue makes a proposal; of proposals whose contents overlap the likelier one stays, for
one person's words are not quoted anew within another's.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator

from quotes.extraction import boundaries, cues, frames, model, speakers
from quotes.extraction.frames import AFTER, AROUND
from quotes.extraction.layout import laid_out
from quotes.extraction.link import Link
from quotes.extraction.patterns import patterned
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Page

#: A proposal is kept from this likelihood on, by the kind of its cue: what was said is
#: wanted more than what was wanted. Chosen among eight settings by both development
#: sets (benchmarks/README.md): stricter ones gain on Wikinews and lose on PolNeAR.
LEAST = {cues.SPEECH: 0.25, cues.THOUGHT: 0.3, cues.OTHER: 0.6}
#: The same for content with quotation marks, whatever the cue.
LEAST_QUOTED = 0.2
#: So many words a name may have before a colon.
_LONGEST_NAME = 12


def link(page: Page) -> list[Link]:
    """Return the quotes of a page, in order."""
    return settle(page, [*laid_out(page), *_proposals(page), *patterned(page)])


def settle(page: Page, proposals: Iterable[Link]) -> list[Link]:
    """Return those of proposals that agree with each other, the likeliest first."""
    found: list[Link] = []
    taken = bytearray(len(page.words))
    cued = bytearray(len(page.words))
    for proposal in sorted(proposals, key=lambda p: (not p.printed, -p.chance)):
        if taken[proposal.cue] or any(
            1 in taken[first:last] or 1 in cued[first:last]
            for first, last in proposal.content
        ):
            continue
        found.append(proposal)
        cued[proposal.cue] = 1
        for first, last in proposal.content:
            taken[first:last] = b"\x01" * (last - first)
    found.sort(key=lambda one: one.content[0])
    _follow_on(page, found)
    return found


def _proposals(page: Page, scale: float = 1.0) -> Iterator[Link]:
    tables = model.tables()
    lexicon = tables["lexicon"]
    strong = frames.strengths(page, lexicon)
    ends = [last for _, last in page.sentences]
    for cue, share in enumerate(strong):
        if not share:
            continue
        sentence = page.sentences[bisect_right(ends, cue)]
        features = frames.frame_features(page, cue, sentence, strong)
        chances = model.probabilities(model.case_scores("frame", 4, features))
        chance = 1 - chances[0]
        least = scale * LEAST[cues.kind_of(page.stems[cue])]
        if chance < least and not (
            chance >= scale * LEAST_QUOTED
            and any(page.quote[at] >= 0 for at in range(*sentence))
        ):
            continue
        best = max((1, 2, 3), key=chances.__getitem__)
        frame = frames.FRAMES[best]
        content, sure = _content(page, cue, frame, boundaries.trimmed(page, sentence))
        chance *= sure
        if any(page.quote[at] >= 0 for span in content for at in range(*span)):
            least = scale * LEAST_QUOTED
        if not content or chance < least:
            continue
        choices = speakers.speaker_choices(page, cue, frame, content, sentence)
        speaker, _ = model.best(tables["speaker"], choices)
        if page.words[cue] == ":":
            speaker = _before_colon(page, cue, sentence) or speaker
        if _is_thing(page, cue, speaker):
            continue
        yield Link(content, cue, frame, chance, speaker)


def _content(
    page: Page, cue: int, frame: str, sentence: Span
) -> tuple[list[Span], float]:
    """Return the spans of a content, and how likely they are right."""
    tables = model.tables()
    first, last = sentence
    if frame == AFTER:
        choices = boundaries.starts_after(page, cue, last)
        if not choices:
            return [], 0.0
        start, sure = model.best(tables["start after"], choices)
        choices = boundaries.ends_after(page, cue, start, last)
        if not choices:
            return [], 0.0
        end, also = model.best(tables["end after"], choices)
        return [(start, end)], sure * also
    choices = boundaries.ends_before(page, cue, first)
    if not choices:
        return [], 0.0
    end, sure = model.best(tables["end before"], choices)
    choices = boundaries.starts_before(page, cue, end, sentence)
    if not choices:
        return [], 0.0
    start, also = model.best(tables["start before"], choices)
    parts = [(start, end)]
    if frame == AROUND:
        choices = boundaries.starts_after(page, cue, last)
        if choices:
            start, _ = model.best(tables["start rest"], choices)
            choices = boundaries.ends_after(page, cue, start, last)
            if choices:
                parts.append((start, model.best(tables["end rest"], choices)[0]))
    elif page.closes(end - 1):
        parts += _rest(page, cue, last)
    return parts, sure * also


def _rest(page: Page, cue: int, last: int) -> Iterator[Span]:
    """Yield a quotation that goes on behind its cue: “…,” she said, “…”."""
    for at in range(cue + 1, last):
        if page.opens(at):
            if page.tags[at - 1] in (",", ":", "-"):
                yield at, page.quote_words[page.quote[at]][1]
            return


def _follow_on(page: Page, found: list[Link]) -> None:
    """Give a quotation with no cue of its own to the quote before it.

    That is one in the same paragraph, or in the last where all of this is quoted.
    """
    holder: list[Link | None] = [None] * len(page.words)
    for one in found:
        for first, last in one.content:
            holder[first:last] = [one] * (last - first)
    starts = {first for first, _ in page.sentences}
    # A paraphrase is followed by the very words in the next sentence, or not at all.
    parted = {later for later, _ in page.sentences if not page.opens(later)}
    before: Link | None = None
    for first, last in page.paragraphs:
        whole = page.opens(first) and page.closes(last - 1) and holder[first] is None
        if not (whole and page.quote[first] == page.quote[last - 1]):
            before = None
        for at in range(first, last):
            if holder[at] is not None:
                before = holder[at]
            elif at in parted and before is not None and not _holds(page, before):
                before = None
            elif page.opens(at) and before is not None and at in starts:
                end = page.quote_words[page.quote[at]][1]
                before.content.append((at, end))
                holder[at:end] = [before] * (end - at)


def _holds(page: Page, one: Link) -> bool:
    """Say whether a quote has any words in quotation marks."""
    return any(page.quote[at] >= 0 for span in one.content for at in range(*span))


def _before_colon(page: Page, cue: int, sentence: Span) -> Span | None:
    """Return the phrase that fills all of a line up to a colon: "PENCE: …"."""
    if cue - sentence[0] > _LONGEST_NAME:
        return None
    phrases = noun_phrases(page, sentence[0], cue)
    if phrases and phrases[0] == (sentence[0], cue):
        return phrases[0]
    return None


def _is_thing(page: Page, cue: int, speaker: Span | None) -> bool:
    """Say whether "this development" or the like would speak: it only signals."""
    if speaker is None or cues.kind_of(page.stems[cue]) != cues.OTHER:
        return False
    first, last = speaker
    return page.lower[first] in ("this", "that", "it") and not any(
        page.tags[at] in ("CP", "PE") for at in range(first, last)
    )
