"""A document's citations with one bibliography, exact or in batches."""

import pytest

from articles.partial_dates import PartialDate
from quotes.citations import csl_citation
from quotes.citations.csl_citation import format_citation, format_citations, seconds_for
from quotes.citations.reference import CitedSpeaker, CSLName, Quoted, Reference, Work
from quotes.citations.styles import find_style

NOTES = "chicago-notes-bibliography"


def reference(place, name=None, title=None):
    """Return a quote from a work; later places have authors earlier in the alphabet."""
    work = Work(
        key=f"a{place}",
        type="article-newspaper",
        title=title or f"Title {place}",
        authors=(CSLName(name or f"{chr(122 - place)}son".title(), "Al"),),
        issued=PartialDate(2025),
        container_title="The Paper",
    )
    speaker = CitedSpeaker("Dean Ball", family="Ball")
    return Reference(work, Quoted(key=f"q{place}", text="W.", speakers=(speaker,)))


def plain(texts):
    return [text.plain for text in texts]


@pytest.fixture
def small_batches(monkeypatch):
    """Format more than four works two at a time, instead of 400 and 200."""
    monkeypatch.setattr(csl_citation, "MAX_EXACT_WORKS", 4)
    monkeypatch.setattr(csl_citation, "WORKS_PER_RUN", 2)


def test_no_references_make_no_citations():
    empty = format_citations([], find_style("apa"))
    assert (empty.in_text, empty.bibliography, empty.caveat) == ((), (), "")


def test_a_work_cited_twice_is_listed_once_and_numbers_go_by_first_use():
    a, b = reference(0), reference(1)
    some = format_citations([b, a, b], find_style("ieee"))
    assert plain(some.in_text) == [f"Ball, quoted in [{n}]" for n in (1, 2, 1)]
    assert [entry.split(",")[0] for entry in plain(some.bibliography)] == [
        "[1] A. Yson",
        "[2] A. Zson",
    ]
    assert some.works == ("a1", "a0")
    assert some.notes == ("", "", "")
    assert some.caveat == ""


def test_similar_works_are_disambiguated_and_the_list_is_sorted():
    some = format_citations(
        [reference(0), reference(1, "Zson", "A title"), reference(2)], find_style("apa")
    )
    assert plain(some.in_text) == [
        "(Ball, as cited in Zson, 2025b)",
        "(Ball, as cited in Zson, 2025a)",
        "(Ball, as cited in Xson, 2025)",
    ]
    assert some.works == ("a2", "a1", "a0")


def test_notes_are_short_for_a_repeated_work():
    a, b = reference(0), reference(1)
    first, again, other, back = plain(
        format_citations([a, a, b, a], find_style(NOTES)).in_text
    )
    assert first == "Dean Ball, quoted in Al Zson, “Title 0,” The Paper, 2025."
    assert other == "Dean Ball, quoted in Al Yson, “Title 1,” The Paper, 2025."
    assert again == back == "Dean Ball, quoted in Zson, “Title 0.”"


def test_one_reference_is_formatted_as_in_a_list_of_one():
    for style in map(find_style, ("apa", "ieee", NOTES)):
        alone, some = (
            format_citation(reference(0), style),
            format_citations([reference(0)], style),
        )
        assert (alone.in_text,) == some.in_text
        assert (alone.entry,) == some.bibliography


@pytest.mark.parametrize("style_id", ["apa", "ieee", "nlm-citation-name", NOTES])
def test_batches_give_the_same_result_as_one_call(style_id, monkeypatch, small_batches):
    references = [reference(place) for place in (3, 0, 5, 1, 4, 2, 0, 3)]
    batched = format_citations(references, find_style(style_id))
    assert "2025a" in batched.caveat
    monkeypatch.setattr(csl_citation, "MAX_EXACT_WORKS", 400)
    whole = format_citations(references, find_style(style_id))
    assert whole.caveat == ""
    assert batched.bibliography == whole.bibliography
    assert batched.works == whole.works
    if style_id == NOTES:  # in a later batch, a repeated work is cited in full again
        assert plain(batched.in_text)[:6] == plain(whole.in_text)[:6]
        assert "“Title 3,” The Paper, 2025." in plain(batched.in_text)[7]
    else:
        assert batched.in_text == whole.in_text


def test_ibid_never_refers_to_a_work_of_another_batch(small_batches):
    style = find_style("oscola")
    places = (0, 0, 1, 2, 2, 3, 0, 4, 0)
    notes = plain(
        format_citations([reference(place) for place in places], style).in_text
    )
    short = [at for at, note in enumerate(notes) if "bid" in note]
    assert short
    assert all(places[at] == places[at - 1] for at in short)


def test_the_time_of_a_list_grows_with_its_batches():
    assert seconds_for(0) == 0
    assert seconds_for(1) < seconds_for(200) < seconds_for(400)
    assert seconds_for(2000) == pytest.approx(10 * seconds_for(200))
