"""Texts for display: quotation marks, excerpts, paragraphs, readers' input."""

import re

from quotes.models import QuoteKind

_WHOLLY_QUOTED = re.compile("“[^“”]*”", re.DOTALL)


def excerpt(text, limit):
    """Return a text cut after a word, at `limit` code points or before, with a mark."""
    if len(text) <= limit:
        return text
    cut = text[: limit + 1].rpartition(" ")[0] or text[:limit]
    return f"{cut.rstrip(' ,;:–—-')} […]"


def first_words(text, number):
    """Return this many words from the start of a text, without signs around them."""
    words = [word.strip("“”„‘’«»\"'.,;:!?…()[]–—-") for word in text.split()]
    return " ".join([word for word in words if word][:number])


def as_printed(quote, limit=None):
    """Return the text of a quote, in quotation marks if its kind is direct.

    A partly quoted text has its own marks in it; a paraphrase has none.
    """
    text = excerpt(quote.text, limit) if limit else quote.text
    if quote.kind == QuoteKind.DIRECT and not _WHOLLY_QUOTED.fullmatch(text):
        return f"“{text}”"
    return text


def paragraphs(runs):
    """Split (text, path) runs at empty lines: a list of lists of runs."""
    parts = [[]]
    for text, address in runs:
        for number, part in enumerate(re.split(r"\n\s*\n", text)):
            if number:
                parts.append([])
            if part:
                parts[-1].append((part, address))
    return [part for part in parts if part]


#: Maximum length of a search (code points), and number of values of one filter.
WORDS_LIMIT = 500


def printable(words):
    """Return a reader's input with unprintable characters replaced."""
    return "".join(each if each.isprintable() else "�" for each in words)


def shorten(words):
    """Return a reader's input for a message: printable, at most 60 code points."""
    words = printable(words)
    return words if len(words) <= 60 else f"{words[:59]}…"
