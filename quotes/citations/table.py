"""Writes references as CSV, for spreadsheets and for programs that read rows.

Sources: RFC 4180; CWE-1236 and OWASP, "CSV Injection"; OWASP ASVS 1.2.10.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Final

from quotes.citations.changed import Changed
from quotes.citations.reference import (
    DESCRIBED,
    PAGES,
    CitedSpeaker,
    CSLName,
    Quoted,
    Reference,
    Work,
    described_values,
    isodate,
)
from quotes.citations.ris import last_first

#: The contents of each column. Names and order stay; new columns go to the end.
COLUMNS: Final = {
    "id": "of the quote, or of the article where nothing is quoted; unique",
    "quote": "the words, or the paraphrase",
    "kind": "direct, mixed or indirect: how much of it was in quotation marks",
    "language": "of the quote, as all languages a BCP 47 tag",
    "speakers": "who said it, joined by “; ”, without those in doubt",
    "roles": "of the speakers as printed, in the same order, joined by “; ”",
    "standings": "unverified or verified, in the same order",
    "said": "when, if not when the article was printed; as all dates 2025-02-03, "
    "or 2025-02 or 2025 where no more is known",
    "anchor": "exact, edited, differs, ambiguous, missing or no_text: whether the "
    "words stand in the text that is held",
    "translation": "of the quote",
    "translation_language": "of the translation",
    "quote_url": "the page of the quote here",
    "title": "of the article",
    "authors": "as Last, First, Suffix, joined by “; ”",
    "publication": "where the article was printed",
    "place": "of the publication",
    "published": "when the article was printed",
    "type": "of the article, a CSL item type",
    "section": "of the publication",
    "page": "or pages, as 4–5",
    "article_language": "of the article",
    "url": "of the article",
    "archive_url": "of an archived copy",
    "accessed": "when the article was read",
    "article_id": "of the article; the same for all quotes of one article",
    "article_url": "the page of the article here",
    "caution": "what to say before the words, such as “Not Voltaire”, if an "
    "attribution is disputed or refuted, or if the words are not found in the source",
    "doubtful_speakers": "those whose attribution is in doubt, joined by “; ”",
    "doubtful_roles": "of them as printed, in the same order, joined by “; ”",
    "doubtful_standings": "disputed or misattributed, in the same order",
    "printed_until": "if a newer text of the article lacks the words: the day on which "
    "the last text that had them was read",
    "changed_by": "and the first text without them",
    "caveat": "what limits the anchor, for readers: a cut that changes the sense, a "
    "passage that changed and was not rechecked, words that were printed before",
    "saying_url": "the page of the saying here, if the words have other prints",
    **DESCRIBED,
}

# Spreadsheets take a value that begins like this for a formula, even with full-width
# signs; some skip white space and direction marks before it.
_BEFORE = r"[\s\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@＝＋－＠\t\r\n\0]"
_MARK: Final = '"'
_TO_QUOTE: Final = re.compile('[",\r\n]')
_FORMULA: Final = re.compile(rf"'*{_BEFORE}")
_ESCAPED: Final = re.compile(rf"'+{_BEFORE}")


def write_csv(references: Iterable[Reference]) -> Iterator[str]:
    """Yield a .csv file (RFC 4180): the header, then row by row."""
    yield f"{_cells(COLUMNS)}\r\n"
    for reference in references:
        own, work = _cells(_of_quoted(reference)), _of_work(reference.work)
        doubt, caveat = _of_doubt(reference.quoted), _of_caveat(reference.quoted)
        saying = reference.quoted.saying if reference.quoted else ""
        described = _described(reference.work)
        yield f"{own},{work},{doubt},{caveat},{_cells([saying])},{described}\r\n"


def write_excel_csv(references: Iterable[Reference]) -> Iterator[str]:
    """Yield the same file with a byte order mark.

    With it, Excel recognizes UTF-8 when a file is opened by a double click. Other
    programs may take it for a part of the first name, so the ordinary file has none.
    """
    yield "\ufeff"
    yield from write_csv(references)


def rows_as_csv(rows: Iterable[Iterable[object]]) -> str:
    """Return rows as CSV (RFC 4180), safe against formulas in spreadsheets."""
    file = io.StringIO()
    writer = csv.writer(file)
    for row in rows:
        writer.writerow(as_text(one) if isinstance(one, str) else one for one in row)
    return file.getvalue()


def as_text(value: str) -> str:
    """Return a value that spreadsheets do not run: formulas get an apostrophe before.

    `from_text` is its exact inverse: a value that already has the apostrophe gets
    another.
    """
    if value[:1].isalnum():
        return value  # a shortcut for most values
    return f"'{value}" if _FORMULA.match(value) else value


def from_text(cell: str) -> str:
    """Return the value that `as_text` made this cell from."""
    return cell[1:] if _ESCAPED.match(cell) else cell


def _of_quoted(reference: Reference) -> tuple[str, ...]:
    quoted = reference.quoted
    if not quoted:
        return (as_text(reference.key), *[""] * 11)
    values = (
        quoted.key,
        quoted.text,
        quoted.kind,
        quoted.language,
        *_of_speakers(quoted.reported),
        isodate(quoted.said),
        quoted.anchor,
        quoted.translation,
        quoted.translation_language,
        quoted.url,
    )
    return tuple([as_text(value) if value else "" for value in values])


def _of_doubt(quoted: Quoted | None) -> str:
    """Return the caution, and the cells about disputed and refuted speakers."""
    if not quoted or not (caution := quoted.caution):
        return ",,,"
    return _cells(map(as_text, (caution, *_of_speakers(quoted.doubtful))))


def _of_speakers(speakers: Sequence[CitedSpeaker]) -> tuple[str, str, str]:
    """Return the names, roles and standings; the roles are "" if all are unknown."""
    roles = [who.role for who in speakers]
    return (
        "; ".join([who.name for who in speakers]),
        "; ".join(roles) if any(roles) else "",
        "; ".join([who.standing for who in speakers]),
    )


@lru_cache(maxsize=512)
def _of_work(work: Work) -> str:
    """Return the cells of a work, shared by all of its quotes."""
    values = (
        work.title,
        "; ".join(map(_author, work.authors)),
        work.container_title,
        work.place,
        isodate(work.issued),
        work.type,
        work.section,
        # With a hyphen, spreadsheets take “4-5” for a day of May or April.
        PAGES.sub(r"\1–\2", work.page),
        work.language,
        work.url,
        work.archive_url,
        isodate(work.accessed),
        work.key,
        work.page_url,
    )
    return _cells(map(as_text, values))


def _author(name: CSLName) -> str:
    return last_first(name) if name.given or name.suffix else name.last


@lru_cache(maxsize=512)
def _described(work: Work) -> str:
    return _cells(map(as_text, described_values(work)))


def _of_caveat(quoted: Quoted | None) -> str:
    """Return the three cells about what limits the anchor."""
    if not quoted or not (caveat := quoted.caveat):
        return ",,"
    dates = ","
    if isinstance(caveat, Changed):
        dates = f"{caveat.had.isoformat()},{caveat.lacked.isoformat()}"
    return f"{dates},{_cells([as_text(str(caveat))])}"


def _cells(values: Iterable[str]) -> str:
    """Return the cells of a row, quoted where necessary (RFC 4180, 2.6)."""
    return ",".join(
        [
            f'"{value.replace(_MARK, _MARK * 2)}"' if _TO_QUOTE.search(value) else value
            for value in values
        ]
    )
