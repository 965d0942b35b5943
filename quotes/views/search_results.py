"""The list's additions to the matches of a search: marks, notes, closest quotes."""

import re
from dataclasses import dataclass

from quotes.lexicon.words import FUNCTION_WORDS, is_negation, keys_of
from quotes.listing.closest import Closest, clear_best, folded_names_of, is_line
from quotes.listing.pagination import without_cursor
from quotes.search.differences import QuoteDiff, diff_quote
from quotes.search.lookup import is_plain_term
from quotes.search.spelling import did_you_mean

#: Number of closest quotes shown next to matches.
MAX_NEXT_TO_MATCHES = 5


@dataclass(frozen=True, slots=True)
class SearchHints:
    """The additions of a search to its matches.

    `notes` are sentences on how it was read. `closest` are quotes with other words than
    those typed; `best`: the first is clearly the best of them. `differences` has a
    QuoteDiff for each quote, by key, that differs from the typed line. `meant` is the
    text with its misspellings corrected, and `meant_address` its list; `fewer` are the
    words of a line that finds nothing without “in”, “of” and the like.
    """

    notes: tuple[str, ...] = ()
    closest: tuple[Closest, ...] = ()
    best: bool = False
    differences: dict[int, QuoteDiff] | None = None
    meant: str = ""
    meant_address: str = ""
    fewer: str = ""
    fewer_address: str = ""


def search_hints(filterset, found, page, path):
    """Return the SearchHints for a page of the results of some filters."""
    syntax, search = filterset.syntax, filterset.search
    limits = (filterset.limits.note,) if filterset.limits else ()
    if not syntax:
        return SearchHints(limits, differences={})
    notes = (*limits, *(search.notes if search else syntax.notes))
    line = is_line(syntax)
    if line:
        differences = _differences(syntax.words, page.quotes)
    else:
        differences = _cut_numbers(syntax, page.quotes)
    closest = ()
    if not page.previous and (line or not found.total):
        closest = tuple(
            each for each in filterset.closest if each.is_altered or not each.has_all
        )
    if found.total:
        # Those that the list leaves out are always here.
        closest = tuple(
            each
            for number, each in enumerate(closest)
            if each.has_all or number < MAX_NEXT_TO_MATCHES
        )
    best = not found.total and clear_best(closest)
    meant = "" if found.total or closest else did_you_mean(syntax, search)
    fewer = "" if found.total or best or meant or not line else _content(syntax)

    def address(text):
        query = without_cursor(filterset.data)
        query["q"] = text
        return f"{path}?{query.urlencode()}" if text else ""

    return SearchHints(
        notes,
        closest,
        best,
        differences | {each.quote.key: each.comparison for each in closest},
        meant or "",
        address(meant),
        fewer,
        address(fewer),
    )


def _content(syntax):
    """Return the words of a line without function words, "" if nothing else is left.

    Negations stay: without them it would be another line.
    """
    words = syntax.words.split()
    rest = [
        word.lower() if word in ("NOT", "OR") else word
        for word in words
        if not FUNCTION_WORDS.issuperset(keys := keys_of(word))
        or any(is_negation(key) for key in keys)
    ]
    return " ".join(rest) if 0 < len(rest) < len(words) else ""


def _differences(line, quotes):
    """Return {key: QuoteDiff} of listed quotes that are the line with other words.

    Usually there are none: those found as closest are not listed. Among thousands of
    matches, others may be.
    """
    found = {}
    for quote in quotes:
        comparison = diff_quote(
            line, quote.text, quote.language, folded_names_of(quote)
        )
        if comparison and Closest(quote, comparison, has_all=True).is_altered:
            found[quote.key] = comparison
    return found


def _cut_numbers(syntax, quotes):
    """Return {key: QuoteDiff} of listed quotes in which a number continues.

    The index has 2.5 as two words, so that “up 2” in quotation marks is found in it.
    """
    found = {}
    for term in syntax.terms:
        keys = keys_of(term.text) if term.phrase and is_plain_term(term) else []
        if not keys or not (keys[0].isdigit() or keys[-1].isdigit()):
            continue
        first, last = (re.escape(keys[0]), re.escape(keys[-1]))
        inner = [re.escape(key) for key in keys[1:-1]]
        longer = rf"(?:\S*[.,])?{first}"
        if keys[1:]:
            longer = " ".join([longer, *inner, rf"{last}(?:[.,]\S*)?"])
        else:
            longer += r"(?:[.,]\S*)?"
        for quote in quotes:
            text = f" {' '.join(keys_of(quote.text))} "
            if f" {' '.join(keys)} " not in text and re.search(f" {longer} ", text):
                comparison = diff_quote(term.text, quote.text, quote.language)
                if comparison:
                    found[quote.key] = comparison
    return found
