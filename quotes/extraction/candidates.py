"""Proposes a quote and its speaker for every word that may be a cue.

In: `Tokens`. Out: proposals with their features. Each step handles all cues of the text
at once, as numbers: whether each is a cue and on which side its content is (frames.py),
where the content begins and ends (contents.py), who speaks (speakers.py), and how
likely all of it is (confidence.py).
"""

from collections.abc import Iterator, Sequence
from itertools import compress

import numpy as np

from quotes.extraction import boundaries, cues, frames
from quotes.extraction.boundaries import Boundaries
from quotes.extraction.columns import Choices, Columns
from quotes.extraction.confidence import keep_choices
from quotes.extraction.contents import contents_of
from quotes.extraction.features import AFTER, FRAME, FRAMES
from quotes.extraction.frames import Frames
from quotes.extraction.link import Link
from quotes.extraction.model import Scorer, used
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.scanning import Span
from quotes.extraction.speakers import Speakers
from quotes.extraction.tokens import Tokens
from quotes.extraction.trimming import trim

#: A sentence with more possible cues is not prose.
_MAX_CUES = 40
#: Number of cues processed together: enough for most texts, with little memory.
_BATCH_SIZE = 500
#: Minimum likelihoods: of a cue by its kind, and of a cue together with its content.
_MIN_CUE = {cues.SPEECH: 0.16, cues.THOUGHT: 0.18, cues.OTHER: 0.28}
_MIN_OF_KIND = np.array([_MIN_CUE[kind] for kind in cues.KINDS])
_MIN_BOTH = 0.14
#: How often a word must be a cue to be considered, if it is not of speech or thought.
_MIN_SHARE = 0.2
#: Tags of words before a verb with a subject.
_BEFORE_FINITE = frozenset(("CP", "NN", "PE", "PR", "RB", "HV", "WH"))
#: Words of a name before a colon, at most.
_MAX_NAME_WORDS = 12


class Proposer:
    """Proposes quotes for the cues of one text."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.model = model = used(tokens.language)
        self.columns = columns = Columns(tokens, model.seams)
        self.strong = frames.strengths(tokens, model.lexicon)
        may_be = np.flatnonzero(self.strong)
        self.candidates = [
            at
            for at, share in zip(
                may_be.tolist(), self.strong[may_be].tolist(), strict=True
            )
            if share >= _MIN_SHARE
            or tokens.language.kind_of(tokens.stems[at]) != cues.OTHER
        ]
        self.scorer = Scorer(model, columns, self.candidates)
        self.boundaries = Boundaries(columns)
        self.speakers = Speakers(columns)

    def proposals(self) -> Iterator[tuple[list[Link], Choices]]:
        """Yield proposals with their features, in order and in batches."""
        possible = list(self._possible_cues())
        if not possible:
            return
        surroundings = Frames(self.columns, self.strong)
        for first in range(0, len(possible), _BATCH_SIZE):
            links, choices = self._propose(
                surroundings, possible[first : first + _BATCH_SIZE]
            )
            if choices is not None:
                yield links, choices

    def _possible_cues(self) -> Iterator[tuple[int, Span]]:
        """Yield the words that may be cues, with their sentences."""
        done = 0
        candidates = self.candidates
        for sentence in self.tokens.sentences:
            first = done
            while done < len(candidates) and candidates[done] < sentence[1]:
                done += 1
            if done - first <= _MAX_CUES:
                for at in candidates[first:done]:
                    yield at, sentence

    def _propose(
        self, surroundings: Frames, possible: Sequence[tuple[int, Span]]
    ) -> tuple[list[Link], Choices | None]:
        tokens, scorer = self.tokens, self.scorer
        cue, begun, end = np.array([(at, *sentence) for at, sentence in possible]).T
        stem = scorer.model.numbered(
            frames.cue_stem(tokens, at, sentence) for at, sentence in possible
        )
        choices = surroundings.around(cue, begun, end)
        sides = scorer.case_chances(FRAME, choices, stem, len(FRAMES))
        is_cue = 1 - sides[0]
        likely = is_cue >= _MIN_OF_KIND[self.columns.kind[cue]]
        if not likely.any():
            return [], None
        frame = 1 + sides[1:, likely].argmax(axis=0)
        cue, is_cue = cue[likely], is_cue[likely]
        begun, end = begun[likely], end[likely]
        sentences = zip(begun.tolist(), end.tolist(), strict=True)
        trims = [boundaries.trimmed(tokens, sentence) for sentence in sentences]
        first, last = np.array(trims).T
        contents = contents_of(self.boundaries, scorer, cue, frame, first, last)
        sure = np.array(
            [
                0 if self._is_part_of_cue(at, spans) else chance
                for at, (spans, chance) in zip(cue.tolist(), contents, strict=True)
            ]
        )
        kept = is_cue * sure >= _MIN_BOTH
        if not kept.any():
            return [], None
        cue, frame, is_cue, sure = cue[kept], frame[kept], is_cue[kept], sure[kept]
        begun, end = begun[kept], end[kept]
        contents = list(compress(contents, kept.tolist()))
        spans = [spans for spans, _ in contents]
        speakers, known = self.speakers.choose(
            scorer, cue, scorer.stems[cue], frame, spans, begun, end
        )
        chance = is_cue * sure
        links = [
            Link(content, at, FRAMES[side], likely, speaker)
            for content, at, side, likely, speaker in zip(
                spans,
                cue.tolist(),
                frame.tolist(),
                chance.tolist(),
                speakers,
                strict=True,
            )
        ]
        for link, first_word in zip(links, begun.tolist(), strict=True):
            if tokens.words[link.cue] == ":":
                link.speaker = (
                    _before_colon(tokens, link.cue, first_word) or link.speaker
                )
        strong = self.strong[cue]
        choices = keep_choices(self.columns, links, is_cue, sure, known, strong)
        for link, first_word, end_word in zip(
            links, begun.tolist(), end.tolist(), strict=True
        ):
            self._give_to_nearest(link, (first_word, end_word))
            trim(tokens, link)
        return links, choices

    def _is_part_of_cue(self, cue: int, content: Sequence[Span]) -> bool:
        """Return whether it is no content: "cited | her as saying", "he | was told"."""
        if not content:
            return False
        tokens, language = self.tokens, self.tokens.language
        end = content[-1][1]
        return (*tokens.lower[end - 2 : end],) in language.AS_SAYING or (
            end < cue
            and tokens.tags[end - 1] in ("CP", "PR", "PE")
            and tokens.lower[cue] in language.TELLING
            and tokens.lower[end] in language.PASSIVE
            and not tokens.any_quoted(*content[-1])
        )

    def _give_to_nearest(self, link: Link, sentence: Span) -> None:
        """Give a quotation to the verb right before it: "told us she | shouted: “…”".

        In "reported her as saying “…”", what was said is only the quotation.
        """
        tokens, language = self.tokens, self.tokens.language
        first, last = link.content[0]
        start = next((at for at in range(first, last) if tokens.opens(at)), last)
        verb = start - 1 - (tokens.words[start - 1] in (":", ","))
        if not link.cue + 1 < verb < start < last or tokens.quote[verb] >= 0:
            return
        if start > first:
            heard = tokens.lower[link.cue] in language.HEARING
            if heard and (*tokens.lower[verb - 1 : verb + 1],) in language.AS_SAYING:
                link.content[0] = start, last
        elif (
            tokens.tags[verb] in ("VB", "ED")
            and tokens.stems[verb] in language.SAYING | language.ASKING_VERBS
            and tokens.tags[verb - 1] in _BEFORE_FINITE
        ):
            link.cue, link.speaker = verb, self.speaker(verb, (start, last), sentence)

    def speaker(self, cue: int, content: Span, sentence: Span) -> Span | None:
        """Return the speaker of a content that comes after its cue."""
        found, _ = self.speakers.choose(
            self.scorer,
            np.array([cue]),
            self.model.numbered([self.tokens.stems[cue]]),
            np.array([FRAMES.index(AFTER)]),
            [[content]],
            *np.array([sentence]).T,
        )
        return found[0]


def _before_colon(tokens: Tokens, cue: int, first: int) -> Span | None:
    """Return the phrase that fills a line up to a colon: "PENCE: …"."""
    if cue - first > _MAX_NAME_WORDS:
        return None
    phrases = noun_phrases(tokens, first, cue)
    if phrases and phrases[0] == (first, cue):
        return phrases[0]
    return None
