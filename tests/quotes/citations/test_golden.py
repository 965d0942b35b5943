"""Forty references in eight styles look as reviewed: tests/golden/README.md."""

import re

import pytest

from quotes.citations.csl_citation import format_citation
from quotes.citations.styles import find_style
from tests.support.forty_references import FORTY
from tests.support.golden_files import FOLDER, GOLDEN, golden


@pytest.mark.parametrize("name", GOLDEN)
def test_forty_references_match_the_golden_files(name):
    assert golden(GOLDEN[name]) == (FOLDER / f"{name}.txt").read_text(encoding="utf-8")


def unnumbered(line):
    """Return a line without the reference's number in its list."""
    return re.sub(r"^\d+\\\.|\\\[\d+\\\]|\(\d+\\?\)|<sup>\d+</sup>", "#", line)


@pytest.mark.parametrize("name", GOLDEN)
@pytest.mark.parametrize("place", [12, 20])
def test_a_single_citation_is_the_same_as_in_the_list(name, place):
    blocks = re.split(
        r"^(?=\d\d )", (FOLDER / f"{name}.txt").read_text(encoding="utf-8"), flags=re.M
    )
    _, entry, article, quote, *note = blocks[1:][place].splitlines()
    reference = list(FORTY.values())[place]
    style = find_style(GOLDEN[name])
    alone = format_citation(reference, style, "quote")
    about = format_citation(reference, style, "article")
    shown = alone.entry.markdown if alone.entry else "(none)"
    assert unnumbered(shown) == unnumbered(entry[11:])
    assert unnumbered(about.in_text.markdown) == unnumbered(article[11:])
    assert unnumbered(alone.in_text.markdown) == unnumbered(quote[11:])
    assert about.entry == alone.entry
    assert about.note == ""
    assert alone.note == "".join(note)[11:]


def test_there_are_forty_references_of_every_kind():
    assert len(FORTY) == 40
    assert {reference.work.language for reference in FORTY.values()} > {"fr", "de"}
    types = {reference.work.type for reference in FORTY.values()}
    assert len(types) >= 14
    assert {len(reference.work.authors) for reference in FORTY.values()} >= {0, 2, 25}
