"""Styles are found by id and name; the index matches the installed package."""

import re
from pathlib import Path

import pytest

from quotes.citations import styles
from quotes.citations.styles import FEATURED, find_style, search, write_index

INDEX = Path(styles.__file__).with_name("styles.tsv")


def ids(words, limit=5):
    return [style.id for style in search(words, limit)]


def test_the_index_matches_the_installed_package():
    made = list(write_index())
    assert made == INDEX.read_text(encoding="utf-8").splitlines(keepends=True)
    assert len(made) == 10_844


def test_every_style_is_complete_and_has_rules():
    for line in INDEX.read_text(encoding="utf-8").splitlines():
        style = find_style(line.partition("\t")[0])
        assert style.title
        assert style.kind in ("author-date", "author", "numeric", "note", "label")
        assert re.fullmatch("[a-z]{2,3}(-[A-Z]{2})?", style.locale), style
        assert style.path.is_file()
        assert not style.parent or not find_style(style.parent).parent


@pytest.mark.parametrize(
    ("style_id", "title", "kind", "has_bibliography", "locale"),
    [
        ("apa", "APA Style 7th edition", "author-date", True, "en-US"),
        (
            "modern-language-association",
            "MLA Handbook 9th edition (in-text citations)",
            "author",
            True,
            "en-US",
        ),
        ("ieee", "IEEE Reference Guide version 11.29.2023", "numeric", True, "en-US"),
        ("bluebook-law-review", "Bluebook Law Review", "note", False, "en-US"),
        ("oscola", "OSCOLA 4th edition", "note", True, "en-GB"),
    ],
)
def test_styles_describe_themselves(style_id, title, kind, has_bibliography, locale):
    style = find_style(style_id)
    assert (style.id, style.title, style.kind) == (style_id, title, kind)
    assert (style.has_bibliography, style.locale) == (has_bibliography, locale)


def test_harvard_is_british_although_its_file_does_not_say_so():
    assert find_style("harvard-cite-them-right").locale == "en-GB"


def test_a_former_name_leads_to_the_style():
    assert find_style("vancouver").id == "nlm-citation-sequence"
    assert find_style("mla").id == "modern-language-association"


def test_a_dependent_style_keeps_its_name_and_uses_its_parents_rules():
    style = find_style("nature-digest")
    assert (style.title, style.parent, style.kind) == (
        "Nature Digest",
        "nature",
        "numeric",
    )
    assert style.path.name == "nature.csl"


@pytest.mark.parametrize("style_id", ["", "no-such-style", "../styles/apa", "apa.csl"])
def test_an_unknown_id_finds_no_style(style_id):
    assert find_style(style_id) is None


def test_the_featured_styles_exist():
    assert all(find_style(style_id) for style_id in FEATURED)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("apa", "apa"),
        ("APA 7th", "apa"),
        ("american psychological", "apa"),
        ("mla", "modern-language-association"),
        ("Modern Lang", "modern-language-association"),
        ("chicago", "chicago-author-date"),
        ("chicago notes", "chicago-notes-bibliography"),
        ("harvard", "harvard-cite-them-right"),
        ("vancouver", "nlm-citation-sequence"),
        ("ama", "american-medical-association"),
        ("bluebook", "bluebook-law-review"),
        ("oscola", "oscola"),
        ("Études françaises", "etudes-francaises"),
        ("ETUDES FRANCAISES", "etudes-francaises"),
        ("zeitschrift für soziologie", "zeitschrift-fur-soziologie"),
        ("nature", "nature"),
    ],
)
def test_a_style_is_found_by_its_usual_names(words, first):
    assert ids(words)[0] == first


def test_matches_at_the_start_come_first_then_words_then_parts():
    titles = [style.title.lower() for style in search("graph", 400)]
    ranks = [
        0 if title.startswith("graph") else 1 if re.search(r"\bgraph", title) else 2
        for title in titles
        if "graph" in title  # others match by their short or former names
    ]
    assert set(ranks) == {0, 1, 2}
    assert ranks == sorted(ranks)


def test_a_search_is_limited_and_an_empty_one_finds_nothing():
    assert len(search("journal", 7)) == 7
    assert search("", 5) == search(" - ", 5) == search("apa", 0) == []
    assert search("no style is called so", 5) == []
