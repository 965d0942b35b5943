"""How words that were said are set: with marks or without, whole or cut."""

import re

from quotes.models import QuoteKind

_WHOLLY_QUOTED = re.compile("“[^“”]*”", re.DOTALL)


def excerpt(text, limit):
    """Cut a text at the end of a word, and mark the cut."""
    if len(text) <= limit:
        return text
    cut = text[: limit + 1].rpartition(" ")[0] or text[:limit]
    return f"{cut.rstrip(' ,;:–—-')} […]"


def as_printed(quote, limit=None):
    """Return the words as their kind demands: marks for printed words only.

    A quote that is partly printed has its own marks in it; a paraphrase has none.
    """
    text = excerpt(quote.text, limit) if limit else quote.text
    if quote.kind == QuoteKind.DIRECT and not _WHOLLY_QUOTED.fullmatch(text):
        return f"“{text}”"
    return text


def paragraphs(runs):
    """Part (text, address) runs where a line is empty: a list of lists of runs."""
    parts = [[]]
    for text, address in runs:
        for number, part in enumerate(re.split(r"\n\s*\n", text)):
            if number:
                parts.append([])
            if part:
                parts[-1].append((part, address))
    return [part for part in parts if part]


#: So many code points may be searched for, and so many values given for one filter.
WORDS_LIMIT = 500


def printable(words):
    """Return a reader's words, fit to be shown again, whatever they are."""
    return "".join(each if each.isprintable() else "�" for each in words)


def shorten(words):
    """Return a reader's words, fit to be repeated in a message."""
    words = printable(words)
    return words if len(words) <= 60 else f"{words[:59]}…"
