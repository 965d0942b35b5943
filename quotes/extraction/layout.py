"""Quotes that the layout of a text attributes, without a cue.

In: a page. Out: `Link`s of two kinds. A transcript: a paragraph that begins with a name
in capitals and a colon ("PENCE: …"); all of it is that person's words. A pull quote: a
paragraph with a single quotation, followed by a dash and a name.
"""

from collections.abc import Iterator

from quotes.extraction.link import Link
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Page
from quotes.extraction.words import FINITE

#: Words of a name before a colon, at most: "SEN. TIM KAINE (D-Va.):".
_MAX_NAME_WORDS = 7
_SURE = 0.9
_DASHES = ("-", "‐", "‑", "‒", "–", "—", "―", "--", "~")


def laid_out(page: Page) -> Iterator[Link]:
    """Yield the quotes that a page's layout attributes."""
    speeches = []
    for first, last in page.paragraphs:
        speech = _transcript(page, first, last)
        if speech is not None:
            speeches.append(speech)
        pulled = _pull_quote(page, first, last)
        if pulled is not None:
            yield pulled
    # A single one is a label: "UPDATE: …".
    if len(speeches) > 1:
        yield from speeches


def _transcript(page: Page, first: int, last: int) -> Link | None:
    words = page.words
    for at in range(first + 1, min(first + _MAX_NAME_WORDS, last - 1)):
        if words[at] == ":":
            name = [word for word in words[first:at] if word[0].isalpha()]
            shouted = [word for word in name if word.isupper() and len(word) > 2]
            if not shouted or words[first] not in name or page.quote[first] >= 0:
                return None
            if not all(word.isupper() or word[-1] == "." for word in name):
                return None
            return Link([(at + 1, last)], at, "after", _SURE, (first, at), printed=True)
    return None


def _pull_quote(page: Page, first: int, last: int) -> Link | None:
    if not page.opens(first):
        return None
    end = page.quote_words[page.quote[first]][1]
    if not first < end < last - 1 or page.words[end] not in _DASHES:
        return None
    name: Span = (end + 1, last)
    if last - end > _MAX_NAME_WORDS + 5 or page.tags[end + 1] not in ("CP", "PE"):
        return None
    if not FINITE.isdisjoint(page.tags[end + 1 : last]):
        return None  # a sentence, not a name
    return Link([(first, end)], end, "before", _SURE, name, printed=True)
