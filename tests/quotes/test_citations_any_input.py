"""Citations of whatever comes in: escaped, in order, and read back the same."""

import itertools
import json
import re
import tracemalloc

import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st

from articles.partial_dates import PartialDate
from quotes.citations.bibtex import write_bibtex
from quotes.citations.csl import write_csl_json
from quotes.citations.formats import FORMATS
from quotes.citations.reference import Name, Speaker
from quotes.citations.ris import write_ris
from tests.citation_files import (
    BARE,
    DEEPSEEK,
    NEWSPAPER,
    bibtex,
    bibtex_names,
    changed,
    csl,
    folded,
    make_reference,
    plain,
    ris,
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
    }


# Whatever comes in -------------------------------------------------------------------

# Any Unicode (half surrogates too), and more of what has a meaning to a format.
anything = st.text(st.characters(), max_size=30) | st.lists(
    st.sampled_from('aB É’,;:\\{}$&%#_^~"@=-<>\r\n\x85\u2028\u200f\ud800中ع')
    | st.sampled_from([" and ", "and", "von ", "TY  - ", "\r\nER  - \r\n", "\n@"]),
    max_size=12,
).map("".join)
something = anything.filter(folded)
names = st.builds(Name, something, anything, anything, anything) | st.builds(
    Name, literal=something
)
dates = st.none() | st.dates().flatmap(
    lambda date: st.sampled_from(["day", "month", "year"]).map(
        lambda precision: PartialDate.from_date(date, precision)
    )
)
references = st.builds(
    make_reference,
    key=something,
    type=st.sampled_from(["article-newspaper", "chapter", "report", "speech"]),
    title=anything,
    authors=st.lists(names, max_size=3).map(tuple),
    container_title=anything,
    issued=dates,
    accessed=dates,
    url=anything,
    archive_url=anything,
    page=anything,
    section=anything,
    language=anything,
    quote_text=something,
    quote_kind=st.sampled_from(["direct", "mixed", "indirect"]),
    quote_language=anything,
    speakers=st.lists(
        st.builds(
            Speaker, anything, anything, st.sampled_from(["disputed", "verified"])
        ),
        max_size=2,
    ).map(tuple),
    quote_url=anything,
)


def known(values):
    """Return the fields that say something, folded as any reader may fold them."""
    return {name: folded(value) for name, value in values.items() if folded(value)}


@given(references)
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


@given(st.lists(st.tuples(something, anything), min_size=2, max_size=5))
def test_keys_are_unique_and_do_not_depend_on_each_other(pairs):
    several = [changed(BARE, key=key, title=title) for key, title in pairs]
    unique = list({reference.key: reference for reference in several}.values())
    keys = [entry.key for entry in bibtex(*unique)]
    assert len(set(keys)) == len(unique)
    assert keys == [bibtex(reference)[0].key for reference in unique]
