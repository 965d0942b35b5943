"""CSV: its cells, formulas, and how the csv module and LibreOffice read them."""

import csv
import datetime
import io
import subprocess
import zipfile

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.partial_dates import PartialDate
from quotes.citations.changed import Changed
from quotes.citations.reference import (
    PAGES,
    CitedSpeaker,
    CSLName,
    Quoted,
    Reference,
    Work,
)
from quotes.citations.table import (
    COLUMNS,
    as_text,
    from_text,
    write_csv,
    write_excel_csv,
)
from tests.support.any_references import anything, references, through_utf8
from tests.support.citation_files import BARE, NEWSPAPER, changed
from tests.support.outside_tools import needs


def read(text):
    """Return {column: value} for each row, as the csv module parses it."""
    rows = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert next(rows) == list(COLUMNS)
    return [
        {name: from_text(cell) for name, cell in zip(COLUMNS, row, strict=True)}
        for row in rows
    ]


def known(values):
    return {name: value for name, value in values.items() if value}


def test_a_row_has_all_known_values():
    full = Reference(
        Work(
            key="a3",
            type="article-newspaper",
            title="Chip rules leak, “again”",
            authors=(
                CSLName("Gogh", "Vincent", "van"),
                CSLName("King", "Martin Luther", suffix="Jr."),
                CSLName("Kent", suffix="Jr."),
                CSLName(literal="Reuters"),
            ),
            container_title="The Evening Paper",
            place="London",
            issued=PartialDate(2025, 2),
            accessed=PartialDate(2025, 2, 13),
            url="https://news.example/",
            archive_url="https://archive.example/",
            page="A12",
            section="Business",
            language="en-GB",
            page_url="https://quotes.example/articles/3/",
        ),
        Quoted(
            key="q7",
            text="Nous ferons\n“appel”.",
            kind="mixed",
            language="fr",
            speakers=(
                CitedSpeaker("Voltaire", "writer", "misattributed"),
                CitedSpeaker("Zoë Lim", "minister", "verified"),
                CitedSpeaker("Acme"),
            ),
            said=PartialDate(2025),
            translation="We will appeal.",
            translation_language="en",
            url="https://quotes.example/quotes/7/",
            anchor="missing",
            caveat=Changed(datetime.date(2025, 3, 1), datetime.date(2026, 11, 29)),
        ),
    )
    assert read("".join(write_csv([full]))) == [
        {
            "id": "q7",
            "quote": "Nous ferons “appel”.",
            "kind": "mixed",
            "language": "fr",
            "speakers": "Zoë Lim; Acme",
            "roles": "minister; ",
            "standings": "verified; unverified",
            "said": "2025",
            "anchor": "missing",
            "translation": "We will appeal.",
            "translation_language": "en",
            "quote_url": "https://quotes.example/quotes/7/",
            "title": "Chip rules leak, “again”",
            "authors": "van Gogh, Vincent; King, Martin Luther, Jr.; Kent, , Jr.; "
            "Reuters",
            "publication": "The Evening Paper",
            "place": "London",
            "published": "2025-02",
            "type": "article-newspaper",
            "section": "Business",
            "page": "A12",
            "article_language": "en-GB",
            "url": "https://news.example/",
            "archive_url": "https://archive.example/",
            "accessed": "2025-02-13",
            "article_id": "a3",
            "article_url": "https://quotes.example/articles/3/",
            "caution": "Not Voltaire but Zoë Lim; not yet checked – Acme",
            "doubtful_speakers": "Voltaire",
            "doubtful_roles": "writer",
            "doubtful_standings": "misattributed",
            "printed_until": "2025-03-01",
            "changed_by": "2026-11-29",
            "caveat": "Printed until at least 1 March 2025; changed since",
            "saying_url": "",
            "doi": "",
            "isbn": "",
            "issn": "",
        }
    ]


def test_what_is_unknown_is_an_empty_cell():
    (row,) = read("".join(write_csv([BARE])))
    assert known(row) == {
        "id": "q1",
        "title": "Untitled",
        "type": "webpage",
        "article_id": "q1",
    }
    (row,) = read(
        "".join(write_csv([changed(NEWSPAPER, speakers=(CitedSpeaker("Ada"),))]))
    )
    assert row["roles"] == ""


def test_lines_follow_rfc_4180():
    tricky = changed(NEWSPAPER, title='He said "no", twice', quote_text="No.")
    header, row = write_csv([tricky])
    assert header == ",".join(COLUMNS) + "\r\n"
    assert ',"He said ""no"", twice",' in row
    assert row.endswith("\r\n")
    assert "".join(write_csv([])) == header


def test_excel_gets_a_byte_order_mark_before_the_same_file():
    text = "".join(write_excel_csv([NEWSPAPER]))
    assert text.encode().startswith(b"\xef\xbb\xbf")
    assert text.encode().decode("utf-8-sig") == "".join(write_csv([NEWSPAPER]))


@pytest.mark.parametrize(
    ("page", "cell"), [("4-5", "4–5"), ("A12 - A13", "A12–A13"), ("B-2", "B-2")]
)
def test_pages_are_no_date(page, cell):
    (row,) = read("".join(write_csv([changed(BARE, page=page)])))
    assert row["page"] == cell


FORMULAS = [
    "=1+1",
    "-2+3",
    "+1",
    "@SUM(1)",
    "＝1+1",
    "\u00a0=1+1",
    "\u200e=1+1",
    "'=1+1",
    "''-1",
    '=HYPERLINK("https://evil.example","here")',
]


@pytest.mark.parametrize("value", FORMULAS)
def test_formulas_become_text(value):
    assert as_text(value) == f"'{value}"
    assert from_text(as_text(value)) == value


@pytest.mark.parametrize("value", ["", "1+1", "’tis", "'tis", "a=b", "“=1”", "'"])
def test_other_values_stay(value):
    assert as_text(value) == from_text(value) == value


@given(st.from_regex("['=+ @\u200e-]{0,6}") | anything)
def test_the_escape_is_exactly_invertible(value):
    assert from_text(as_text(value)) == value
    assert as_text(value).lstrip("\u00a0\u200e \t\r\n")[:1] not in set("=+-@＝＋－＠")


@given(st.lists(references, max_size=3))
@example([changed(BARE, authors=(CSLName(","),))])
@example([changed(BARE, title='"\r\n=1', quote_text="','")])
def test_any_input_reads_back_unchanged(several):
    rows = read(through_utf8("".join(write_csv(several))))
    assert len(rows) == len(several)
    for row, reference in zip(rows, several, strict=True):
        work, quoted = reference.work, reference.quoted
        expected = {
            "id": reference.key,
            "title": work.title,
            "publication": work.container_title,
            "place": work.place,
            "type": work.type,
            "section": work.section,
            "page": PAGES.sub(r"\1–\2", work.page),
            "article_language": work.language,
            "url": work.url,
            "archive_url": work.archive_url,
            "article_id": work.key,
            "article_url": work.page_url,
            "published": work.issued.isoformat() if work.issued else "",
            "accessed": work.accessed.isoformat() if work.accessed else "",
        }
        for name in work.authors:
            assert (name.family or name.literal) in row["authors"]
        if quoted:
            expected |= {
                "quote": quoted.text,
                "kind": quoted.kind,
                "language": quoted.language,
                "anchor": quoted.anchor,
                "translation": quoted.translation,
                "translation_language": quoted.translation_language,
                "said": quoted.said.isoformat() if quoted.said else "",
                "quote_url": quoted.url,
                "caution": quoted.caution,
                "speakers": "; ".join(who.name for who in quoted.reported),
                "standings": "; ".join(who.standing for who in quoted.reported),
                "doubtful_speakers": "; ".join(who.name for who in quoted.doubtful),
                "doubtful_standings": "; ".join(
                    who.standing for who in quoted.doubtful
                ),
            }
        assert {name: row[name] for name in expected} == expected


# LibreOffice -------------------------------------------------------------------------

WORDS = [*FORMULAS, 'Say "no", twice', "中文 ‘عربي’ 😀", "semi;colon\ttab", "Ünïcödé"]

#: Where the cells are in a spreadsheet file, and what a formula cell contains.
FORMULA_IN = {
    "xlsx": ("xl/worksheets/sheet1.xml", b"<f "),
    "ods": ("content.xml", b"table:formula="),
}


def converted(path, to, folder):
    """Convert a file with LibreOffice and return the path of the result."""
    profile = (folder / "profile").as_uri()
    command = ["soffice", "--headless", f"-env:UserInstallation={profile}"]
    command += ["--convert-to", to, "--outdir", str(folder / to), str(path)]
    subprocess.run(command, capture_output=True, check=True, timeout=120)
    return folder / to / f"{path.stem}.{to}"


@needs("soffice")
@pytest.mark.parametrize(
    ("write", "spreadsheet"), [(write_csv, "ods"), (write_excel_csv, "xlsx")]
)
def test_libreoffice_keeps_every_cell_and_runs_no_formula(write, spreadsheet, tmp_path):
    references = [
        changed(
            NEWSPAPER, title=words, quote_text=words, speakers=(CitedSpeaker(words),)
        )
        for words in WORDS
    ]
    ours = tmp_path / "quotes.csv"
    ours.write_bytes("".join(write(references)).encode())
    sheet = converted(ours, spreadsheet, tmp_path)

    part, formula = FORMULA_IN[spreadsheet]
    file = zipfile.ZipFile(sheet)
    assert formula not in file.read(part)
    # The byte order mark is not part of the words.
    assert all("\ufeff".encode() not in file.read(name) for name in file.namelist())

    # LibreOffice writes the mark that it read.
    again = converted(sheet, "csv", tmp_path).read_text(encoding="utf-8-sig")
    rows = read(again.replace("\n", "\r\n"))
    assert rows == read("".join(write_csv(references)))
    assert [row["quote"] for row in rows] == [each.quoted.text for each in references]


@needs("soffice")
@pytest.mark.parametrize("spreadsheet", ["xlsx", "ods"])
def test_libreoffice_would_run_a_formula_that_is_not_escaped(spreadsheet, tmp_path):
    """Shows that the test above can fail."""
    raw = tmp_path / "raw.csv"
    raw.write_text("a\r\n=1+1\r\n", encoding="utf-8")
    part, formula = FORMULA_IN[spreadsheet]
    sheet = zipfile.ZipFile(converted(raw, spreadsheet, tmp_path))
    assert formula in sheet.read(part)
