"""The wordings of a saying: their tree, and the changes from one to another."""

import pytest

from quotes.anchoring.text_diff import PUT_IN, SAME, TAKEN_OUT
from quotes.listing.variants import MAX_VARIANTS, find_variants, word_edits
from tests.quotes.listing.test_credits import made


def kinds(old, new):
    return [(edit.kind, edit.text.strip()) for edit in word_edits(old, new)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Be the change.", "Be the change!", [(SAME, "Be the change!")]),
        (
            "Be the change",
            "You must be the change you wish",
            [(PUT_IN, "You must"), (SAME, "be the change"), (PUT_IN, "you wish")],
        ),
        (
            "Be the change you wish to see",
            "Be the change",
            [(SAME, "Be the change"), (TAKEN_OUT, "you wish to see")],
        ),
        (
            "I disapprove of it.",
            "I may not like it.",
            [
                (SAME, "I"),
                (TAKEN_OUT, "disapprove of"),
                (PUT_IN, "may not like"),
                (SAME, "it."),
            ],
        ),
        ("I don’t know", "I don't know", [(SAME, "I don't know")]),
        ("天下无敌", "天下无双", [(SAME, "天下无"), (TAKEN_OUT, "敌"), (PUT_IN, "双")]),
        ("One two", "Three", [(TAKEN_OUT, "One two"), (PUT_IN, "Three")]),
        ("", "Three", [(PUT_IN, "Three")]),
    ],
)
def test_edits(old, new, expected):
    assert kinds(old, new) == expected
    edits = word_edits(old, new)
    assert "".join(each.text for each in edits if each.kind != TAKEN_OUT) == new


def test_the_tree():
    prints = [
        made("1906", words="Be the change"),
        made("1907", words="BE THE CHANGE!"),
        made("1910", words="Be the change you wish to see"),
        made("1920", words="Never be the change you wish to see"),
        made(None, words="Be a change"),
    ]
    variants, more = find_variants(prints)
    assert more == 0
    assert [len(each.prints) for each in variants] == [2, 1, 1, 1]
    first, longer, negated, other = variants
    assert [each.parent for each in variants] == [None, first, longer, first]
    assert first.children == [longer, other]
    assert longer.notes == ["Longer: words were added."]
    assert negated.notes[0] == "“Never” was put in: the sense may differ."
    assert other.notes == []


def test_many_wordings_are_counted():
    prints = [made("1906", words=f"Words number {n}") for n in range(MAX_VARIANTS + 5)]
    variants, more = find_variants(prints)
    assert (len(variants), more) == (MAX_VARIANTS, 5)


def test_long_texts_are_not_compared():
    variants, _more = find_variants(
        [made("1906", words="word " * 900), made("1907", words="words " * 900)]
    )
    assert variants[1].notes == ["Too long to compare word by word."]
