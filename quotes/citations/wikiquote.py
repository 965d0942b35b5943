"""Writes references as wikitext for English Wikiquote: a quotation and its source.

Source: Wikiquote:Templates and Wikiquote:Sourcing. A quotation is an item of a list,
without quotation marks, and its source the item under it.
"""

from collections.abc import Iterable, Iterator

from articles.text import upper_first
from quotes.citations.quotation_marks import without_marks
from quotes.citations.reference import (
    Quoted,
    Reference,
    collapse_whitespace,
    said_by,
    standing_note,
)
from quotes.citations.wikipedia import source_template, wikitext


def write_wikiquote(references: Iterable[Reference]) -> Iterator[str]:
    """Yield wikitext for each reference.

    A doubtful speaker is named with the doubt before the words, for the sections
    “Disputed” and “Misattributed”. A paraphrase says so, because Wikiquote wants words.
    """
    for reference in references:
        source = f"{{{{{source_template(reference.work)}}}}}"
        quoted = reference.quoted
        if not quoted:
            yield f"* {source}\n\n"
            continue
        yield f"* {_words(quoted)}\n{_translation(quoted)}** {_said(quoted)}{source}"
        doubts = standing_note(quoted)
        said = f" {wikitext(upper_first(doubts))}." if doubts else ""
        yield f"{said}\n\n"


def _words(quoted: Quoted) -> str:
    lines = list(filter(None, map(collapse_whitespace, quoted.exact.splitlines())))
    if len(lines) == 1:
        lines = [without_marks(lines[0])]
    text = "<br />".join(map(wikitext, lines))
    if quoted.kind == "indirect":
        text = f"Paraphrase: {text}"
    caution = wikitext(quoted.caution.removesuffix("."))
    return f"{caution}:<br />{text}" if caution else text


def _translation(quoted: Quoted) -> str:
    if not quoted.translation:
        return ""
    return f"** {wikitext(quoted.translation)}\n"


def _said(quoted: Quoted) -> str:
    """Return who said it and when, before the source."""
    known = ""
    if not quoted.doubtful:  # otherwise the doubt names them before the words
        said = str(quoted.said) if quoted.said else ""
        known = wikitext(", ".join(filter(None, (said_by(quoted), said))))
    if quoted.not_found:
        return f"{known}, credited to " if known else "Credited to "
    return f"{known}, as quoted in " if known else "As quoted in "
