"""BibTeX and BibLaTeX of any input, read back unchanged."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from pylatexenc.latex2text import LatexNodes2Text

from quotes.citations.ascii_bibtex import write_ascii_bibtex
from quotes.citations.biblatex import write_biblatex
from quotes.citations.bibtex import write_bibtex
from quotes.citations.reference import CSLName
from tests.support.any_references import anything, known, names, something
from tests.support.any_references import quoting as references
from tests.support.citation_files import (
    BARE,
    bibtex,
    bibtex_names,
    changed,
    folded,
    plain,
)

# LaTeX does not distinguish straight and curly quotation marks, and a double mark is
# two single ones: with five in a row it is unclear which belong together.
QUOTES = str.maketrans(dict.fromkeys("‘’`", "'") | dict.fromkeys('“”"', "''"))
to_text = LatexNodes2Text(strict_latex_spaces=True, keep_comments=True)


def legible(text):
    """Return the part of a text that ASCII can represent."""
    text = unicodedata.normalize("NFC", text)
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return folded(text).translate(QUOTES)


def printed(latex):
    """Return the text that LaTeX would print, as pylatexenc reads it."""
    latex = latex.replace(r"\{\vphantom{\}}", r"\{").replace(r"\vphantom{\{}\}", r"\}")
    # Commands that pylatexenc does not know.
    latex = re.sub(r"{\\textcommabelow{(.)}}", "\\1\u0326", latex)
    latex = latex.replace(r"{\textminus}", "−").replace(r"{\textperiodcentered}", "·")
    text = to_text.latex_to_text(latex)
    # Commands that it reads as separate accents, and an accent that it doubles.
    text = text.translate({0x2C6: "^", 0x2DC: "~"})
    text = unicodedata.normalize("NFD", text).replace("\u0323\u0323", "\u0323")
    return legible(text)


@given(references)
@pytest.mark.parametrize("write", [write_bibtex, write_biblatex])
def test_any_input_reads_back_unchanged(write, reference):
    (entry,) = bibtex(reference, write=write)
    assert re.fullmatch(r"[a-z0-9_-]+", entry.key)
    fields = {field.key: plain(field.value) for field in entry.fields}
    work = reference.work
    expected = {"title": work.title, "keywords": work.section}
    if write is write_bibtex:
        expected["language"] = work.language
    expected = known(expected)
    assert {name: fields.get(name) for name in expected} == expected
    for words in (reference.quoted.text, reference.quoted.url):
        assert folded(words) in fields["annote"]
    "".join(write([reference])).encode()


@given(references)
@example(changed(BARE, authors=(CSLName(literal="ſ"),), quote_text="‘"))
def test_ascii_reads_back_unchanged_or_is_marked_as_transliterated(reference):
    (entry,) = bibtex(reference, write=write_ascii_bibtex)
    assert "".join(write_ascii_bibtex([reference])).isascii()
    assert entry.key == bibtex(reference)[0].key
    annote = printed(entry["annote"])
    _, _, told = annote.rpartition("Transliterated here: ")
    work = reference.work
    for what, field, text in (
        ("title", "title", work.title),
        ("section", "keywords", work.section),
    ):
        if what not in told and legible(text):
            assert printed(entry[field]) == legible(text)
    if "quote" not in told:
        assert legible(reference.quoted.text) in annote


@given(st.characters(exclude_categories=["Cs", "Cc"]))
def test_every_character_is_written_or_transliterated(sign):
    (entry,) = bibtex(changed(BARE, title=f"a{sign}b"), write=write_ascii_bibtex)
    if "annote" not in entry.fields_dict:
        assert printed(entry["title"]) == legible(f"a{sign}b")


@given(st.lists(names, min_size=1, max_size=3))
def test_any_names_read_back_unchanged(authors):
    for write in (write_bibtex, write_biblatex):
        read = bibtex_names(*authors, write=write)
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


@given(st.lists(names, min_size=1, max_size=3))
def test_ascii_keeps_the_number_of_names(authors):
    assert len(bibtex_names(*authors, write=write_ascii_bibtex)) == len(authors)


@given(st.lists(st.tuples(something, anything), min_size=2, max_size=5))
@pytest.mark.parametrize("write", [write_bibtex, write_ascii_bibtex, write_biblatex])
def test_keys_are_unique_and_do_not_depend_on_each_other(write, pairs):
    several = [changed(BARE, key=key, title=title) for key, title in pairs]
    unique = list({reference.key: reference for reference in several}.values())
    keys = [entry.key for entry in bibtex(*unique, write=write)]
    assert len(set(keys)) == len(unique)
    assert keys == [bibtex(reference, write=write)[0].key for reference in unique]
