"""Which quotes does a text hold, and whose are they?

`suggest(text)` gives suggestions; `find(text)` gives also the words in quotation marks
that are nobody's quote. Plain Python and numpy: no database, no parser, no download.
The way:

    scanning     which words stand in quotation marks
    tokens       words, sentences and paragraphs, with the quotations laid over them
    columns      all that as columns of numbers, to look at many places at once
    frames       which words are cues, and on which side the content stands
    boundaries   where the content may begin and end
    contents     where it does
    speakers     which noun phrase speaks
    keeping      how likely all that is right
    proposing    all of these, for all cues of a page
    patterns     rare forms, and layout, without weights
    linking      what agrees with what, and quotations without a cue of their own
    names        who "she", "the senator" and "Ball" are
    marked       what else stands in quotation marks
    suggesting   suggestions, in characters of the text

Decisions are made by weights that `benchmarks/train_extraction.py` learned (model.py)
for features, which features.py lists.
"""

from quotes.extraction.pipeline import find, suggest
from quotes.extraction.suggestion import Findings, NotAQuote, Speaker, Suggestion

__all__ = [
    "Findings",
    "NotAQuote",
    "Speaker",
    "Suggestion",
    "find",
    "suggest",
]
