"""Words in quotation marks that are nobody's quote: terms, titles of works, and others.

In: `Tokens` and the quotes found in them. Out: the remaining quotations, and what they
seem to be.
"""

from quotes.extraction.link import Link
from quotes.extraction.suggestion import (
    SCARE_QUOTES,
    TITLE,
    UNATTRIBUTED,
    NotAQuote,
)
from quotes.extraction.tokens import Tokens

#: Quoted words up to this number are a term, not a statement.
_MAX_TERM_WORDS = 6


def others(tokens: Tokens, links: list[Link]) -> list[NotAQuote]:
    """Return the quotations outside all suggestions, each with what it seems to be."""
    taken = [False] * len(tokens.words)
    for link in links:
        for first, last in link.content:
            taken[first:last] = [True] * (last - first)
    return [
        NotAQuote(
            (quotation.start, quotation.end),
            _what(tokens.words[first:last], first in tokens.sentence_starts),
        )
        for quotation, (first, last) in zip(
            tokens.quotations, tokens.quote_words, strict=True
        )
        if first < last and not any(taken[first:last])
    ]


def _what(quoted: list[str], starts_sentence: bool) -> str:
    """Return what words in quotation marks are, given that they are not a quote."""
    if is_title(quoted):
        return TITLE
    words = [word for word in quoted if word[0].isalnum()]
    if len(words) <= _MAX_TERM_WORDS and not starts_sentence:
        return SCARE_QUOTES
    return UNATTRIBUTED


def is_title(quoted: list[str]) -> bool:
    """Return whether words look like a title of a work: capitals except small words."""
    words = [word for word in quoted if word[0].isalnum()]
    if not all(word[0].isupper() or len(word) < 5 for word in words):
        return False
    return sum(word[0].isupper() for word in words) > 1
