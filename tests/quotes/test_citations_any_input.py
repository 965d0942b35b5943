"""Citations of whatever comes in: escaped, in order, and read back the same."""

import itertools
import re
import tracemalloc

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from quotes.citations.bibtex import write_bibtex
from quotes.citations.formats import FORMATS
from quotes.citations.reference import Name
from quotes.citations.ris import write_ris
from tests.any_references import anything, names, quoting, something
from tests.citation_files import (
    BARE,
    DEEPSEEK,
    NEWSPAPER,
    bibtex,
    bibtex_names,
    changed,
    csl,
    folded,
    plain,
)

# BibTeX ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("title", "in_bibtex"),
    [
        ("China wins", "China wins"),
        ("“China wins”", "“{China} wins”"),
        ("iPhone and DeepSeek", "{iPhone} and {DeepSeek}"),
        ("An AI-made “Über”, in É.", "An {AI-made} “{Über}”, in {É}."),
        ("Cafe\u0301 CAFE\u0301!", "Cafe\u0301 {CAFE\u0301}!"),
        ("100% of R&D: $5 #1 a_b &C", r"100\% of {R\&D}: \$5 \#1 a\_b \&{C}"),
        (
            r"a{b}~^\x",
            r"a\{\vphantom{\}}b\vphantom{\{}\}{\textasciitilde}"
            r"{\textasciicircum}{\textbackslash}x",
        ),
        ("中国的开源人工智能", "中国的开源人工智能"),
        ("عن الذكاء", "عن الذكاء"),
    ],
)
def test_titles_are_escaped_and_keep_their_capitals(title, in_bibtex):
    assert f"  title = {{{in_bibtex}}},\n" in "".join(
        write_bibtex([changed(BARE, title=title)])
    )


def test_addresses_are_not_escaped_but_cannot_break_out():
    url = 'https://x.example/a_b;c~d%20é {1}\\"?q=#z'
    (entry,) = bibtex(changed(BARE, url=url))
    assert entry["url"] == ("https://x.example/a_b;c~d%20%C3%A9%20%7B1%7D%5C%22?q=#z")


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({}, "okafor-2025-chip-rules-q7"),
        ({"authors": ()}, "2025-chip-rules-q7"),
        ({"issued": None}, "okafor-chip-rules-q7"),
        ({"title": "The “Don’t” of it"}, "okafor-2025-dont-of-q7"),
        (
            {"title": "中国的 AI", "authors": (Name("Müller"),)},
            "muller-2025-zhongguode-ai-q7",
        ),
        ({"title": "", "key": "Q-7"}, "okafor-2025-_51__2d_7"),
    ],
)
def test_keys_are_readable_and_ascii(changes, key):
    (entry,) = bibtex(changed(NEWSPAPER, **changes))
    assert entry.key == key


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
def test_writers_hold_one_reference_at_a_time_and_may_know_the_next(extension):
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


def test_formats_are_named_by_extension():
    assert {ext: form.name for ext, form in FORMATS.items()} == {
        "bib": "BibTeX",
        "ris": "RIS",
        "json": "CSL-JSON",
        "rdf": "Zotero RDF",
        "jsonld": "Web Annotation",
        "schema.jsonld": "schema.org",
        "xml": "EndNote XML",
        "csv": "CSV",
        "excel.csv": "CSV for Excel",
        "jsonl": "JSON Lines",
        "wiki": "Wikipedia",
    }


# Whatever comes in -------------------------------------------------------------------


def known(values):
    """Return the fields that say something, folded as any reader may fold them."""
    return {name: folded(value) for name, value in values.items() if folded(value)}


@given(quoting)
def test_anything_comes_back_from_bibtex(reference):
    (entry,) = bibtex(reference)
    assert re.fullmatch(r"[a-z0-9_-]+", entry.key)
    fields = {field.key: plain(field.value) for field in entry.fields}
    expected = known(
        {
            "title": reference.work.title,
            "section": reference.work.section,
            "language": reference.work.language,
        }
    )
    assert {name: fields.get(name) for name in expected} == expected
    for words in (reference.quoted.text, reference.quoted.url):
        assert folded(words) in fields["note"]
    "".join(write_bibtex([reference])).encode()


@given(st.lists(names, min_size=1, max_size=3))
def test_any_names_come_back_from_bibtex(authors):
    read = bibtex_names(*authors)
    assert len(read) == len(authors)
    for parts, name in zip(read, authors, strict=True):
        von, last, suffix, first = map(plain, parts)
        if name.literal:
            assert last == folded(name.literal)
        elif name.given:
            assert (suffix, first) == (folded(name.suffix), folded(name.given))
            assert (von + last).replace(" ", "") == folded(
                name.particle + name.family
            ).replace(" ", "")
        else:
            assert (von, suffix, first) == ("", "", "")


@given(st.lists(st.tuples(something, anything), min_size=2, max_size=5))
def test_keys_are_unique_and_do_not_depend_on_each_other(pairs):
    several = [changed(BARE, key=key, title=title) for key, title in pairs]
    unique = list({reference.key: reference for reference in several}.values())
    keys = [entry.key for entry in bibtex(*unique)]
    assert len(set(keys)) == len(unique)
    assert keys == [bibtex(reference)[0].key for reference in unique]
