"""Forms of words that are rare in the corpora, and plain to see.

In: a page. Out: `Link`s for passives with their speaker ("described by Ana Ruiz as
“…”"), for feelings that are expressed ("voiced doubt about the plan") and for a colon
between somebody at the head of a sentence and a quotation ("Ana Ruiz went on: “…”").
"""

from bisect import bisect_right
from collections.abc import Iterator

from quotes.extraction.link import Link
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.proposing import Proposer
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Page

_NAMED = frozenset(
    "described called dubbed characterized characterised labeled".split()
)
_NAMED_TOO = frozenset("labelled hailed denounced dismissed praised branded".split())
_VOICED = frozenset("expressed voiced expresses voices expressing voicing".split())
_FEELINGS = frozenset(
    "admiration concern concerns doubt doubts support hope hopes regret fear fears "
    "anger confidence optimism alarm outrage sympathy gratitude surprise "
    "skepticism relief scepticism frustration disappointment dismay interest "
    "opposition".split()
)
#: All words at which one of the forms may begin.
_SIGNS = _NAMED | _NAMED_TOO | _VOICED | {":"}
_SURE = 0.6
#: A colon is a cue only where nothing likelier is.
_LIKELY = 0.35
#: A quotation of fewer words behind a colon may be a title.
_SHORTEST = 4
#: How many words a speaker may have between "by" and "as".
_LONGEST_NAME = 12


def patterned(proposer: Proposer) -> Iterator[Link]:
    """Yield the quotes of a page that stand in either form."""
    page = proposer.page
    ends = [last for _, last in page.sentences]
    for at in [at for at, word in enumerate(page.lower) if word in _SIGNS]:
        word = page.lower[at]
        if page.quote[at] >= 0:
            continue
        if word in _NAMED or word in _NAMED_TOO:
            last = page.sentences[bisect_right(ends, at)][1]
            link = _passive(page, at, last)
        elif word in _VOICED:
            link = _feeling(proposer, at, page.sentences[bisect_right(ends, at)])
        else:
            link = _introduced(page, at, page.sentences[bisect_right(ends, at)])
        if link is not None:
            yield link


def _end(page: Page, at: int, last: int) -> int:
    """Return where the phrase that begins here ends: with its quotation or clause."""
    if page.opens(at):
        return page.quote_words[page.quote[at]][1]
    while at < last and not (
        page.tags[at] in (",", ".", ";", "-") and page.quote[at] < 0
    ):
        at += 1
    return at


def _passive(page: Page, cue: int, last: int) -> Link | None:
    if cue + 3 >= last or page.lower[cue + 1] != "by":
        return None
    for at in range(cue + 3, min(cue + 3 + _LONGEST_NAME, last - 1)):
        if page.lower[at] == "as" and page.quote[at] < 0:
            speaker = noun_phrases(page, cue + 2, at)
            if not speaker:
                return None
            content = (at + 1, _end(page, at + 1, last))
            return Link([content], cue, "after", _SURE, speaker[0], fragment=True)
    return None


def _introduced(page: Page, colon: int, sentence: Span) -> Link | None:
    first, last = sentence
    if colon + 1 >= last or not page.opens(colon + 1) or page.any_quoted(first, colon):
        return None
    content = page.quote_words[page.quote[colon + 1]]
    speaker = noun_phrases(page, first, min(colon, first + _LONGEST_NAME))
    if (
        content[1] - content[0] < _SHORTEST
        or not speaker
        or speaker[0][0] != first
        or not {"CP", "PR", "PE"} & set(page.tags[slice(*speaker[0])])
    ):
        return None
    return Link([content], colon, "after", _LIKELY, speaker[0])


def _feeling(proposer: Proposer, cue: int, sentence: Span) -> Link | None:
    page = proposer.page
    last = sentence[1]
    start = cue + 1
    while start < last and page.tags[start] in ("DT", "PO", "NN", "RB"):
        if page.lower[start] in _FEELINGS:
            break
        start += 1
    if start >= last or page.lower[start] not in _FEELINGS:
        return None
    content = (cue + 1, _end(page, start, last))
    speaker = proposer.speaker(cue, content, sentence)
    return Link([content], cue, "after", _SURE, speaker)
