"""Addresses that lead to words in a web page: text fragments, “#:~:text=…”.

Source: WICG, "URL Fragment Text Directives" (syntax, percent-encoding, matching).
Browsers look for `prefix-,start,end,-suffix`. A term has to begin and end at the
boundary of a word, and none can cross the end of a paragraph. Where a term is not
found, the page opens at its beginning: so a term is left out rather than guessed.
"""

import re
from collections.abc import Sequence
from typing import Final
from urllib.parse import quote

from articles.canonical_urls import is_web
from articles.characters import is_unspaced

#: Longer words, and those of several paragraphs, are a range from first to last words.
MAX_LENGTH_AS_WHOLE: Final = 300
#: Words at each end of a range.
RANGE_WORDS: Final = 8
#: Code points of the text stored before and after a quote (quotes.anchoring.CONTEXT). A
#: text of this length may begin or end within a word.
FRAGMENT_CONTEXT_LENGTH: Final = 32

#: Number of quotes of a file that have such addresses. Each takes a fifth of the time
#: of a whole record, and long files are for statistics.
MAX_LINKED: Final = 1_000
#: The draft's specification, for programs that read selectors.
SPECIFICATION: Final = "https://wicg.github.io/scroll-to-text-fragment/"
_LINES: Final = re.compile(r"[\n\r\u2028\u2029]+")
#: Punctuation of scripts without spaces, which always ends a word.
_MARK: Final = re.compile("[ 。、，；：！？「」『』（）…]")


def address_at(url: str, printed: Sequence[str], prefix: str, suffix: str) -> str:
    """Return the address of the words in a page, or "" if it has no such address.

    `printed` are the words as the page has them, one text for each uninterrupted part;
    `prefix` and `suffix` the text before the first and after the last.
    """
    if not is_web(url):
        return ""
    directive = text_directive(printed, prefix, suffix)
    if not directive:
        return ""
    page, _, fragment = url.partition("#")
    # An address copied from a browser may already lead to words.
    return f"{page}#{fragment.partition(':~:')[0]}:~:{directive}"


def text_directive(printed: Sequence[str], prefix: str, suffix: str) -> str:
    """Return “text=prefix-,start,end,-suffix”, or "" without words."""
    parts = [part for text in printed for part in _lines(text)]
    if not parts:
        return ""
    before, after = _context(prefix, suffix)
    first, *terms, last = _encoded([before, *_start_and_end(parts), after])
    if before:
        terms.insert(0, f"{first}-")
    if after:
        terms.append(f"-{last}")
    return f"text={','.join(terms)}"


def _start_and_end(parts: list[str]) -> list[str]:
    first, last = parts[0], parts[-1]
    if len(parts) == 1 and len(first) <= MAX_LENGTH_AS_WHOLE:
        return [first]
    if len(parts) > 1:
        return [_first_words(first), _last_words(last)]
    start, end = _first_words(first), _last_words(last)
    # Without spaces or marks there are no words to cut at.
    return [start, end] if len(start) + len(end) < len(first) else [first]


def _first_words(text: str) -> str:
    if is_unspaced(text):
        found = _MARK.search(text, 4)
        return text[: found.start()] if found else text
    return " ".join(text.split(" ")[:RANGE_WORDS])


def _last_words(text: str) -> str:
    if is_unspaced(text):
        marks = [each.end() for each in _MARK.finditer(text, 0, max(0, len(text) - 4))]
        return text[marks[-1] :] if marks else text
    return " ".join(text.split(" ")[-RANGE_WORDS:])


def _context(prefix: str, suffix: str) -> tuple[str, str]:
    """Return whole words before and after, of the same paragraph if there are any.

    Those of the next paragraph are only used if there are no others: between
    paragraphs, pages have pictures and advertisements that the held text lacks.
    """
    before, after = _split(prefix), _split(suffix)
    cut_before, cut_after = (
        len(prefix) >= FRAGMENT_CONTEXT_LENGTH,
        len(suffix) >= FRAGMENT_CONTEXT_LENGTH,
    )
    same = (
        _whole_end(before[-1], cut=cut_before and len(before) == 1),
        _whole_start(after[0], cut=cut_after and len(after) == 1),
    )
    if same[0] or same[1]:
        return same
    last = max((n for n, each in enumerate(before) if each.strip()), default=0)
    first = min((n for n, each in enumerate(after) if each.strip()), default=0)
    return (
        _whole_end(before[last], cut=cut_before and last == 0),
        _whole_start(after[first], cut=cut_after and first == len(after) - 1),
    )


def _whole_end(text: str, *, cut: bool) -> str:
    """Return a text without its first word, whose start may be cut off."""
    if not cut:
        return _spaced(text)
    if is_unspaced(text):
        found = _MARK.search(text)
        return text[found.end() :].strip() if found else ""
    # Nothing is cut off if it begins with a space.
    return _spaced(text.partition(" ")[2])


def _whole_start(text: str, *, cut: bool) -> str:
    if not cut:
        return _spaced(text)
    if is_unspaced(text):
        marks = [each.start() for each in _MARK.finditer(text)]
        return text[: marks[-1]].strip() if marks else ""
    return _spaced(text.rpartition(" ")[0])


def _split(text: str) -> list[str]:
    """Return the lines of a text. Nearly all texts have one, and are printable."""
    return [text] if text.isprintable() else _LINES.split(text)


def _lines(text: str) -> list[str]:
    """Return the paragraphs of a text, with single spaces, without empty ones."""
    return [_spaced(line) for line in _split(text) if line.strip()]


def _spaced(text: str) -> str:
    if text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def _encoded(terms: list[str]) -> list[str]:
    """Percent-encode terms, their hyphens too, which the syntax uses."""
    # Nearly all signs are among a few. Replacing these, in all terms at once, is
    # several times as fast.
    encoded = "\0".join(terms)
    for sign, escaped in _USUAL:
        encoded = encoded.replace(sign, escaped)
    if _ENCODED.fullmatch(encoded):
        return encoded.split("\0")
    return [
        quote(each, safe="", errors="replace").replace("-", "%2D") for each in terms
    ]


_ENCODED: Final = re.compile(r"[A-Za-z0-9_.~%\0]*")
#: The percent sign first, which the others add.
_USUAL: Final = tuple(
    (sign, quote(sign, safe="").replace("-", "%2D"))
    for sign in "% ,-’“”'\"?!;:()&/[]…–—"
)
