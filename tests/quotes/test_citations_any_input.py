"""Citations of whatever comes in: escaped, in order, and read back the same."""

import itertools
import json
import tracemalloc

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from quotes.citations.bibtex import write_bibtex
from quotes.citations.csl import write_csl_json
from quotes.citations.formats import FORMATS
from quotes.citations.ris import write_ris
from tests.any_references import known, references
from tests.citation_files import (
    BARE,
    DEEPSEEK,
    NEWSPAPER,
    bibtex,
    changed,
    csl,
    folded,
    ris,
)

# Many, and none ----------------------------------------------------------------------


def test_no_reference_makes_an_empty_file():
    assert "".join(write_bibtex([])) == ""
    assert "".join(write_ris([])) == ""
    assert csl() == []


def test_many_references_come_back_in_order():
    many = [changed(NEWSPAPER, key=f"q{number}") for number in range(5)]
    assert [entry.key[-2:] for entry in bibtex(*many)] == [ref.key for ref in many]
    assert len(rispy.loads("".join(write_ris(many)))) == 5
    assert [item["id"] for item in csl(*many)] == [ref.key for ref in many]


@pytest.mark.parametrize("extension", FORMATS)
def test_writers_hold_one_reference_at_a_time(extension):
    write = FORMATS[extension].write
    source = iter([NEWSPAPER, DEEPSEEK, BARE])
    pieces = write(source)
    while "Chip" not in next(pieces):
        pass
    assert next(source) is DEEPSEEK

    tracemalloc.start()
    written = sum(map(len, write(itertools.repeat(NEWSPAPER, 1000))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < written / 3


def test_formats_are_named_by_extension():
    assert {ext: form.name for ext, form in FORMATS.items()} == {
        "bib": "BibTeX",
        "biblatex.bib": "BibLaTeX",
        "ascii.bib": "BibTeX, ASCII",
        "ris": "RIS",
        "json": "CSL-JSON",
    }


# Whatever comes in -------------------------------------------------------------------


@given(references)
def test_anything_comes_back_from_ris(reference):
    tags, record = ris(reference)
    expected = known(
        {
            "title": reference.work.title,
            "section": reference.work.section,
            "language": reference.work.language,
        }
    )
    assert {name: folded(record.get(name, "")) for name in expected} == expected
    assert len(tags.get("AU", ())) == len(reference.work.authors)
    assert len(record.get("urls", ())) == bool(folded(reference.work.url))
    for words in (reference.quoted.text, reference.quoted.url):
        assert folded(words) in folded(tags["N1"][0])


# The parts of the CSL 1.0.2 schema, csl-data.json, that are used here.
CSL_TEXT = {
    "id", "type", "title", "container-title", "publisher", "section", "page",
    "language", "URL", "archive_location", "note",
}  # fmt: skip
CSL_NAME = {"family", "given", "non-dropping-particle", "suffix", "literal"}


@given(st.lists(references, max_size=2))
def test_anything_comes_back_from_csl_json(several):
    text = "".join(write_csl_json(several))
    assert not set("<>&") & set(text)
    text.encode()
    for item, reference in zip(json.loads(text), several, strict=True):
        assert set(item) <= CSL_TEXT | {"author", "issued", "accessed", "custom"}
        assert all(isinstance(item.get(name, ""), str) for name in CSL_TEXT)
        expected = known(
            {
                "id": reference.key,
                "title": reference.work.title,
                "section": reference.work.section,
                "page": reference.work.page,
                "language": reference.work.language,
                "URL": reference.work.url,
                "archive_location": reference.work.archive_url,
            }
        )
        assert {name: folded(item.get(name, "")) for name in expected} == expected
        assert len(item.get("author", ())) == len(reference.work.authors)
        for name, read in zip(
            reference.work.authors, item.get("author", ()), strict=True
        ):
            assert set(read) <= CSL_NAME
            assert ("literal" in read) != ("family" in read)
            assert read.get("family", read.get("literal")) in (
                name.family,
                name.literal,
            )
        assert item["custom"]["quote"]["text"] == reference.quoted.text
