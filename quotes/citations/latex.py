r"""Text, titles, names and keys in the syntax of BibTeX, biblatex and LaTeX.

Sources: Lamport, "LaTeX", section 2.2 (special characters, ligatures); Patashnik,
"BibTeXing" (names, case of titles, "special characters").
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Final
from urllib.parse import quote

from anyascii import anyascii

from articles.names.name import with_particle
from articles.text import upper_first
from quotes.citations.babel_languages import babel_name
from quotes.citations.reference import (
    PAGES,
    CSLName,
    Reference,
    Work,
    isodate,
    note,
    standing_note,
)
from quotes.citations.uris import ascii_address

# BibTeX counts every brace, even after a backslash, so a printed brace gets an
# invisible partner. Zotero and citation-js write and read it like this.
_SPECIAL: Final = {
    "\\": r"{\textbackslash}",
    "{": r"\{\vphantom{\}}",
    "}": r"\vphantom{\{}\}",
    "^": r"{\textasciicircum}",
    "~": r"{\textasciitilde}",
    **{special: "\\" + special for special in "$&%#_"},
}
# These, and what LaTeX would print as another character: -- as –, '' as ”, ?` as ¿, <<
# as «. As alternatives, not in [brackets], so that Python knows the possible first
# characters and skips the rest four times as fast.
_TO_ESCAPE = re.compile(
    "|".join(map(re.escape, _SPECIAL)) + r"|--+|''+|``+|,,+|<<+|>>+|\?(?=`)|!(?=`)"
)
# A word with what is inside it (open-source, AT&T), without the punctuation around it:
# a brace before a backslash would make a "special character", whose case does change.
_WORD = re.compile(r"([^\W_](?:\S*[^\W_])?[\u0300-\u036f]*)")
#: What would end or unbalance a field; the URL of a DOI has these encoded too.
_NO_DOI: Final = re.compile(r"[{}\\]|[^\x20-\x7e]")
_NO_KEY = re.compile("[^a-z0-9]")
# The first two words, after an article.
_KEY_WORDS = re.compile(
    r"(?:(?:the|an?)\b)?+[^a-z0-9]*([a-z0-9]+)(?:[^a-z0-9]+([a-z0-9]+))?"
)
_NAME_SYNTAX = re.compile(r"[\\{}^~$&%#_,]|\band\b", re.IGNORECASE)


def latex(text: str) -> str:
    """Escape a text for LaTeX and BibTeX, in UTF-8.

    Straight quotation marks and apostrophes stay, although LaTeX prints them curly.
    """
    return _TO_ESCAPE.sub(_escaped, text)


#: The same, cached, for names and other texts that are repeated often.
latex_name: Final = lru_cache(maxsize=4096)(latex)


def _escaped(found: re.Match[str]) -> str:
    signs = found[0]
    if special := _SPECIAL.get(signs):
        return special
    if signs in "?!":
        return f"{signs}{{}}"
    return "".join(f"{{{sign}}}" for sign in signs)


def braced_title(title: str) -> str:
    """Escape a title and brace each word with a capital, such as DeepSeek, AI or China.

    Styles keep only the capital of the very first letter (Patashnik, section 4).
    """
    if title[1:] == title[1:].lower():
        return latex(title)
    parts = _WORD.split(title)  # every second part is a word
    if latex(title) != title:
        parts = [latex(part) for part in parts]
    for index in range(1, len(parts), 2):
        exposed = parts[index][1:] if index == 1 and not parts[0] else parts[index]
        if exposed != exposed.lower():
            parts[index] = f"{{{parts[index]}}}"
    return "".join(parts)


def bibtex_names(names: tuple[CSLName, ...]) -> str:
    """Return "von Last, Jr, First" of each; names without such parts are braced."""
    return " and ".join(map(_name, names))


@lru_cache(maxsize=4096)
def _name(name: CSLName) -> str:
    if name.literal or not name.given:
        family = with_particle(name.particle, name.family)
        return f"{{{latex(name.literal or f'{family} {name.suffix}'.rstrip())}}}"
    if not (name.particle or name.suffix) and _is_plain(name.family, name.given):
        return f"{name.family}, {name.given}"
    # BibTeX would take everything up to the "y" of "García y Vega" for a particle.
    has_small_word = any(word[0].islower() for word in name.family.split()[:-1])
    family = _part(name.family, brace=has_small_word)
    last = with_particle(_part(name.particle), family)
    rest = (_part(part) for part in (name.suffix, name.given) if part)
    return ", ".join((last, *rest))


def _is_plain(family: str, given: str) -> bool:
    """Return whether both names are only letters and neither is "and", as most are."""
    return (
        family.isalpha() and given.isalpha() and "and" not in (family + given).lower()
    )


def _part(part: str, brace: bool = False) -> str:
    """Escape a part of a name, and brace it if BibTeX could split it."""
    brace = brace or _NAME_SYNTAX.search(part) is not None
    return f"{{{latex(part)}}}" if brace else latex(part)


def page_range(page: str) -> str:
    """Escape a page or a range of pages, with a dash (--) between first and last."""
    if not page:
        return ""
    return "--".join(map(latex, PAGES.sub(r"\1\n\2", page).split("\n")))


def work_key(work: Work) -> str:
    """Return how the keys of a work's entries begin: "dickens-2025-deepseek-how-"."""
    parts = (
        *(_slug(name.family or name.literal) for name in work.authors[:1]),
        f"{work.issued.year}" if work.issued else "",
        _slug(work.title),
    )
    return "".join(f"{part}-" for part in parts if part)


def own_key(key: str) -> str:
    """Return the end of an entry's key: without hyphens, and as unique as `key`."""
    if key.isalnum() and key.isascii() and key.islower():
        return key  # a shortcut for keys like ours
    return _NO_KEY.sub(lambda found: f"_{ord(found[0]):x}_", key)


def _slug(text: str) -> str:
    """Return the first two words after an article, in ASCII and shortened."""
    text = text[:200]
    ascii_text = text if text.isascii() else anyascii(text)
    words = _KEY_WORDS.match(ascii_text.lower().replace("'", ""))
    return "-".join([word[:16] for word in words.groups() if word]) if words else ""


def work_fields(work: Work, outlet: str) -> dict[str, str]:
    """Return the fields of a work that BibTeX and biblatex write alike: {name: value}.

    `outlet` is the field for the publication. The fields are in the order of an entry;
    the empty ones are places for fields that only one of the two formats writes.
    """
    as_outlet = braced_title if outlet == "booktitle" else latex_name
    return {
        "title": braced_title(work.title),
        "author": bibtex_names(work.authors),
        "key": "",
        outlet: as_outlet(work.container_title),
        "address": latex_name(work.place),
        **dict.fromkeys(("entrysubtype", "type", "date", "year", "month", "day"), ""),
        "pages": page_range(work.page),
        "addendum": "",
        "keywords": latex_name(work.section),
        "language": "",
        "langid": babel_name(work.language),
        # Like an address, it is read as it is, so that nothing is escaped.
        "doi": _NO_DOI.sub(lambda sign: quote(sign[0], safe=""), work.doi),
        "isbn": work.isbn,
        "issn": work.issn,
        "url": ascii_address(work.url),
        "urldate": isodate(work.accessed),
    }


def write_entries(
    references: Iterable[Reference], entry_of: Callable[[Work], tuple[str, str]]
) -> Iterator[str]:
    """Yield a .bib file, entry by entry.

    `entry_of` returns what the entries of a work share: (type and start of the key,
    fields).
    """
    for reference in references:
        begin, fields = entry_of(reference.work)
        quoting = own_fields(doubt(reference), annotation(reference))
        yield f"{begin}{own_key(reference.key)},\n{fields}{quoting}}}\n\n"


def field_lines(values: dict[str, str]) -> str:
    """Return the fields that have a value, one a line."""
    return "".join(
        [
            # Months are BibTeX macros, which each style prints in its own way.
            f"  {name} = {{{value}}},\n" if name != "month" else f"  month = {value},\n"
            for name, value in values.items()
            if value
        ]
    )


def annotation(reference: Reference) -> str:
    """Return the quoted words and the URL of the archived work, or ""."""
    noted = note(reference)
    if url := reference.work.archive_url:
        archived = f"Archived copy of the work: {ascii_address(url)}"
        return f"{noted} {archived}" if noted else archived
    return noted


def doubt(reference: Reference) -> str:
    """Return the note about doubts to be printed, or ""."""
    said = standing_note(reference.quoted) if reference.quoted else ""
    return upper_first(said) if said else ""


def own_fields(note: str, annote: str) -> str:
    """Return the fields of a single entry of a work, in the form of `field_lines`."""
    printed = f"  note = {{{latex(note)}}},\n" if note else ""
    return f"{printed}  annote = {{{latex(annote)}}},\n" if annote else printed
