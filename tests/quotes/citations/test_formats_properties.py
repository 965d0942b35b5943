"""Citations of any input: escaped, in order, and read back unchanged."""

import itertools
import re
import tracemalloc

import pytest
import rispy

from quotes.citations.bibtex import write_bibtex
from quotes.citations.formats import FORMATS
from quotes.citations.ris import write_ris
from tests.support.citation_files import BARE, DEEPSEEK, NEWSPAPER, bibtex, changed, csl

# Many references, and none -----------------------------------------------------------


def test_no_reference_makes_an_empty_file():
    assert "".join(write_bibtex([])) == ""
    assert "".join(write_ris([])) == ""
    assert csl() == []


def test_many_references_read_back_in_order():
    many = [changed(NEWSPAPER, key=f"q{number}") for number in range(5)]
    assert [entry.key[-2:] for entry in bibtex(*many)] == [ref.key for ref in many]
    assert len(rispy.loads("".join(write_ris(many)))) == 5
    assert [item["id"] for item in csl(*many)] == [ref.key for ref in many]


@pytest.mark.parametrize("extension", FORMATS)
def test_writers_read_at_most_one_reference_ahead(extension):
    write = FORMATS[extension].write
    source = iter([NEWSPAPER, DEEPSEEK, BARE])
    pieces = write(source)
    while not re.search("Chip|will appeal", next(pieces)):
        pass
    assert next(source) in (DEEPSEEK, BARE)

    tracemalloc.start()
    written = sum(map(len, write(itertools.repeat(NEWSPAPER, 1000))))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < written / 3


def test_formats_are_listed_by_extension():
    assert {ext: form.name for ext, form in FORMATS.items()} == {
        "bib": "BibTeX",
        "biblatex.bib": "BibLaTeX",
        "ascii.bib": "BibTeX, ASCII",
        "ris": "RIS",
        "json": "CSL-JSON",
        "rdf": "Zotero RDF",
        "jsonld": "Web Annotation",
        "schema.jsonld": "schema.org",
        "xml": "EndNote XML",
        "csv": "CSV",
        "excel.csv": "CSV for Excel",
        "jsonl": "JSON Lines",
        "mods.xml": "MODS",
        "tei.xml": "TEI",
        "dc.xml": "Dublin Core",
        "wiki": "Wikipedia",
        "wikiquote.wiki": "Wikiquote",
    }
