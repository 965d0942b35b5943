"""Finds quotes that the layout of a text attributes, without a cue.

In: `Tokens`. Out: `Link`s of three kinds. A transcript: a paragraph that begins with a
name and a colon ("PENCE: …"); all of it is that person's words. A pull quote: a
paragraph with a single quotation, followed by a dash and a name. An interview
(interviews.py).
"""

from collections.abc import Iterator

from quotes.extraction.interviews import answers
from quotes.extraction.languages import Language
from quotes.extraction.link import Link
from quotes.extraction.scanning import Span
from quotes.extraction.tags import FINITE
from quotes.extraction.tokens import Tokens

#: Words before a colon, at most: "JANE OKAFOR, CHIEF EXECUTIVE, NORTHWATER:".
_MAX_LABEL_WORDS = 16
#: Words of a name in small letters, or under a pull quote.
_MAX_NAME_WORDS = 7
_MIN_NAMED = 2
_SURE = 0.9
_DASHES = ("-", "‐", "‑", "‒", "–", "—", "―", "--", "~")


def laid_out(tokens: Tokens) -> Iterator[Link]:
    """Yield the quotes that a text's layout attributes."""
    shouted: list[tuple[str, Link]] = []
    named: list[tuple[str, Link]] = []
    for first, last in tokens.paragraphs:
        colon = _label_end(tokens, first, last)
        if colon:
            label = tokens.words[first:colon]
            speech = Link(
                [(colon + 1, last)], colon, "after", _SURE, (first, colon), printed=True
            )
            (shouted if _is_shouted(label, tokens.language) else named).append(
                (label[0], speech)
            )
        pulled = _pull_quote(tokens, first, last)
        if pulled is not None:
            yield pulled
    # A single one is a label: "UPDATE: …".
    if len(shouted) > 1:
        yield from (speech for _, speech in shouted)
    # Names in small letters are a transcript only if they come back.
    elif len(named) > _MIN_NAMED and len({name for name, _ in named}) < len(named):
        yield from (speech for _, speech in named)
    yield from answers(tokens)


def _label_end(tokens: Tokens, first: int, last: int) -> int:
    """Return the colon after the name that a paragraph begins with, or 0."""
    words = tokens.words[first : min(first + _MAX_LABEL_WORDS, last - 1)]
    if ":" not in words[1:]:
        return 0
    size = words.index(":", 1)
    label, colon = words[:size], first + size
    if tokens.quote[first] >= 0 or not label[0][0].isalpha():
        return 0
    if is_heading(label, tokens.language):
        return 0
    if _is_shouted(label, tokens.language):
        return colon
    is_name = size <= _MAX_NAME_WORDS and _is_name(label, tokens.language)
    return colon if is_name and not tokens.any_quoted(colon, last) else 0


def _is_name(label: list[str], language: Language) -> bool:
    """Return whether a label in small letters is a person or a role: "Host"."""
    first = label[0].lower()
    return all(word[0].isupper() for word in label) and (
        bool(language.sex_of(label[0]))
        or first in language.TITLES
        or first in language.ROLES
    )


def is_heading(label: list[str], language: Language) -> bool:
    """Return whether a label is not a speaker: "UPDATE", "TRANSCRIPT"."""
    return all(word.lower().strip(".") in language.HEADINGS for word in label)


def _is_shouted(label: list[str], language: Language) -> bool:
    """Return whether a label is in capitals, except for shortened words and parties."""
    if "(" in label[1:]:
        label = label[: label.index("(")]
    names = [word for word in label if word[0].isalpha()]
    return any(word.isupper() and len(word) > 2 for word in names) and all(
        word.isupper() or word[-1] == "." or language.PARTY.fullmatch(word)
        for word in names
    )


def _pull_quote(tokens: Tokens, first: int, last: int) -> Link | None:
    if not tokens.opens(first):
        return None
    end = tokens.quote_words[tokens.quote[first]][1]
    if not first < end < last - 1 or tokens.words[end] not in _DASHES:
        return None
    name: Span = (end + 1, last)
    if last - end > _MAX_NAME_WORDS + 5 or tokens.tags[end + 1] not in ("CP", "PE"):
        return None
    if not FINITE.isdisjoint(tokens.tags[end + 1 : last]):
        return None  # a sentence, not a name
    return Link([(first, end)], end, "before", _SURE, name, printed=True)
