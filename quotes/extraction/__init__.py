"""Finds the quotes in a text, and their speakers.

`suggest(text, language)` returns suggestions; `find_quotes` also returns the
words in quotation marks that are nobody's quote, and those that are denied, imagined or
announced. `load()` loads in advance what the first text needs. Plain Python, numpy and
lists of names: no database, no parser, no download. Language-specific data are in
`languages/`. The steps:

    scanning     which words are in quotation marks
    tokens       words, sentences and paragraphs, with the quotations on top
    columns      all that as columns of numbers, to process many places at once
    frames       which words are cues, and on which side of them the content is
    boundaries   where the content may begin and end
    contents     where it does
    speakers     which noun phrase is the speaker
    confidence   how likely all that is to be right
    candidates   all of the above, for all cues of a text
    patterns     rare constructions, and layout, without weights
    blocks       words set apart without marks: block quotes, and posts
    linking      consistent candidates, and quotations without a cue of their own
    factuality   what is denied, imagined or announced (governing, denials)
    registry     the people and things that a text names
    naming       who "she", "the senator" and "Ball" are, if that is certain
    certainty    how likely words, speaker and name are right
    non_quotes   what else is in quotation marks
    pipeline     suggestions, in characters of the text

Decisions are made with weights learned by `benchmarks/train_extraction.py` (model.py)
for the features listed in features.py.
"""

from quotes.extraction.pipeline import find_quotes, load, suggest
from quotes.extraction.suggestion import (
    CandidateSpeaker,
    Findings,
    NotAQuote,
    SuggestedSpeaker,
    Suggestion,
)

__all__ = [
    "CandidateSpeaker",
    "Findings",
    "NotAQuote",
    "SuggestedSpeaker",
    "Suggestion",
    "find_quotes",
    "load",
    "suggest",
]
