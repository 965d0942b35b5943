"""A typed line compared with the words of a quote."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.search.differences import DIFF_CONTEXT_LENGTH, diff_quote


def shown(typed, text, **options):
    """Return the compared part: [typed only], {printed only}."""
    signs = {"same": "{}", "typed": "[{}]", "printed": "{{{}}}"}
    comparison = diff_quote(typed, text, **options)
    return "".join(signs[part.kind].format(part.text) for part in comparison.parts)


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("of the people", "of the people", "of the people"),
        ("OF THE PÉOPLE", "“Of the people,”", "“Of the people,”"),
        ("of a people", "of the people", "of [a] {the} people"),
        ("we shall fear", "We shall not fear.", "We shall {not} fear."),
        ("we shall not fear", "We shall fear.", "We shall [not] fear."),
        ("can't stop", "can’t stop", "can’t stop"),
        ("it cost 3.5 million", "It cost 35 million", "It cost [3.5] {35} million"),
        ("it cost $5", "It cost £5", "It cost [$] {£}5"),
        ("open that gate", "Mr. G, open this gate!", "Mr. G, open [that] {this} gate!"),
        ("民主是权力", "民主是人民的权力", "民主是{人民的}权力"),
    ],
)
def test_what_differs(typed, text, expected):
    assert shown(typed, text).replace("  ", " ") == expected


def test_a_translation_is_called_that():
    for typed, text, note in (
        ("we fear", "we never fear", "The translation has “never”, which you did"),
        ("we never fear", "we fear", "You typed “never”, which the translation does"),
        ("love and hate", "hate and love", "words of the translation are in another"),
    ):
        found = diff_quote(typed, text, "en", is_translation=True)
        assert found.translation == "en"
        (told,) = found.notes
        assert note in told
    assert diff_quote("we fear", "we never fear", "en").translation == ""


@pytest.mark.parametrize(
    ("typed", "text", "language", "notes"),
    [
        (
            "we fear",
            "we never fear",
            "en",
            ["The printed words have “never”, which you "],
        ),
        (
            "we never fear",
            "we fear",
            "en",
            ["You typed “never”, which the printed words"],
        ),
        (
            "we do fear",
            "we don’t fear",
            "en",
            ["The printed words have “don’t”, which"],
        ),
        (
            "nous voulons ici",
            "nous ne voulons pas ici",
            "fr",
            ["“ne” and “pas”, which"],
        ),
        ("wir wollen Krieg", "wir wollen keinen Krieg", "de-AT", ["have “keinen”"]),
        ("queremos guerra", "no queremos guerra ni paz", "es", []),
        ("sin of man", "the sins of man", "en", []),
        ("love and hate", "hate and love", "en", ["in another order"]),
        ("we shall not go", "we not shall go", "en", ["in another order"]),
        ("in 1961 we", "in 1962 we", "en", ["A number differs."]),
        ("of a people", "of the people", "en", []),
    ],
)
def test_what_the_differences_mean(typed, text, language, notes):
    found = diff_quote(typed, text, language).notes
    assert len(found) == len(notes)
    for note, expected in zip(found, notes, strict=True):
        assert expected in note


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ("we must not be foes", "We are no foes. We must not be foes."),
        ("we are no foes", "We are no foes. We must not be foes: we are no"),
        ("so be it", "It may be so. So be it."),
        ("be it so", "Be it so. Whatever is, be it or not, is so."),
        ("fear itself", "Fear is not fear itself, nor is itself fear itself."),
    ],
)
def test_a_line_printed_in_a_row_does_not_differ(typed, text):
    # “We” and “not” are there twice: only the part that has them in a row counts.
    comparison = diff_quote(typed, text)
    assert (comparison.differing, comparison.notes) == (0, ())


@pytest.mark.parametrize(
    ("typed", "text", "expected"),
    [
        ("we must be foes", "We are no foes. We must not be foes.", "must {not} be"),
        ("we are foes", "We are no foes. We must not be foes: we are", "are {no} foes"),
    ],
)
def test_the_part_that_fits_best_is_compared(typed, text, expected):
    assert expected in shown(typed, text)
    assert diff_quote(typed, text).differing == 1


def test_names_around_a_line_are_no_difference():
    names = frozenset({"ada", "king"})
    assert diff_quote("ada king we shall go", "we shall go", "en", names).differing == 0
    assert diff_quote("we shall go ada", "we shall go", "en", names).differing == 0
    assert diff_quote("we ada shall go", "we shall go", "en", names).differing == 1


def test_misspelt_words_are_similar_but_differ():
    comparison = diff_quote(
        "teh hrose left", "the horse left", meant={"hrose": "horse"}
    )
    assert comparison.differing == 4
    assert comparison.similarity == 2 / 3


def test_a_long_text_is_cut_around_the_part():
    text = "before " * 100 + "we shall not fear the truth " + "after " * 100
    comparison = diff_quote("we shall fear the truth", text)
    assert comparison.cut_before and comparison.cut_after
    length = sum(len(part.text) for part in comparison.parts)
    assert length < 2 * DIFF_CONTEXT_LENGTH + 40


def test_nothing_in_common():
    assert diff_quote("one two", "three four") is None
    assert diff_quote("", "three") is None
    assert diff_quote("one", "…") is None


@given(st.text(), st.text())
def test_any_texts(typed, text):
    comparison = diff_quote(typed, text)
    if comparison:
        kept = "".join(p.text for p in comparison.parts if p.kind == "printed")
        assert all(letter in text for letter in kept)
        assert 0 < comparison.similarity <= 1


@given(st.text(min_size=1))
def test_a_text_does_not_differ_from_itself(text):
    comparison = diff_quote(text, text)
    if comparison:
        assert (comparison.differing, comparison.similarity) == (0, 1)
        assert "".join(part.text for part in comparison.parts) == text
