"""An editor may choose the place of a quote, if its words are there."""

import pytest

from quotes.anchoring import CONTEXT_LENGTH, EDITED, EXACT, locate, locate_at
from tests.support.anchors import TWICE


class TestLocateAt:
    def test_the_given_place_is_kept_if_the_words_are_there(self):
        anchor = locate_at(TWICE, "We will win", [(37, 48)])
        assert (anchor.status, anchor.spans) == (EXACT, ((37, 48),))
        assert anchor.prefix == TWICE[5:37]
        assert anchor.suffix == ", he said."

    def test_each_of_two_places_can_be_chosen(self):
        for place in locate(TWICE, "We will win").places:
            assert locate_at(TWICE, "We will win", place).spans == place

    def test_a_place_beyond_the_limit_can_be_chosen(self):
        anchor = locate_at("no " * 2_000, "no", [(3_000, 3_002)])
        assert anchor.spans == ((3_000, 3_002),)

    def test_a_place_with_other_signs_can_be_chosen_over_an_exact_one(self):
        for between in ("", "And so on. " * 9):
            text = f"I can't go. {between}I can’t go. i can’t go."
            start, last = text.index("I can’t"), text.index("i can’t")
            anchor = locate_at(text, "I can't go", [(start, start + 10)])
            assert (anchor.status, anchor.spans) == (EDITED, ((start, start + 10),))
            anchor = locate_at(text, "I can't go", [(last, last + 10)])
            assert (anchor.status, anchor.spans) == (EDITED, ((last, last + 10),))

    def test_parts_of_longer_words_nearby_do_not_matter(self):
        for number in range(2 * CONTEXT_LENGTH):
            text = f"no {'x' * number} nothing"
            assert locate_at(text, "no", [(0, 2)]).spans == ((0, 2),)
            text = f"nothing known {'x' * number} no"
            end = len(text)
            assert locate_at(text, "no", [(end - 2, end)]).spans == ((end - 2, end),)

    def test_spans_may_be_lists_as_they_are_stored(self):
        assert locate_at(TWICE, "We will win", [[0, 11]]).spans == ((0, 11),)

    @pytest.mark.parametrize(
        "spans",
        [[(-1, 11)], [(0, 0)], [(11, 0)], [(5, 5)], [(0, 5), (7, 6)], [(-5, -2)]],
    )
    def test_an_invalid_span_is_refused(self, spans):
        with pytest.raises(ValueError, match="is no span: it must end after it starts"):
            locate_at(TWICE, "We will win", spans)

    @pytest.mark.parametrize("spans", [[(0, 999)], [(50, 60)], [(0, 11), (55, 59)]])
    def test_a_span_out_of_range_is_refused(self, spans):
        with pytest.raises(ValueError, match=r"out of range: the text ends at 58\."):
            locate_at(TWICE, "We will win", spans)

    @pytest.mark.parametrize("spans", [[(3, 11), (0, 2)], [(0, 8), (7, 11)]])
    def test_spans_out_of_order_are_refused(self, spans):
        with pytest.raises(ValueError, match="starts before the last span ended"):
            locate_at(TWICE, "We will win", spans)

    @pytest.mark.parametrize(
        "spans",
        [
            [(13, 24)],  # other words
            [(0, 10)],  # too short
            [(0, 12)],  # too long
            [(1, 12)],  # shifted
            [(36, 48)],  # including the space before
            [(0, 3), (3, 11)],  # complete, but in parts
            [(0, 11), (37, 48)],  # twice
        ],
    )
    def test_other_words_are_refused_and_shown(self, spans):
        there = " … ".join(TWICE[start:end] for start, end in spans)
        with pytest.raises(ValueError) as refusal:
            locate_at(TWICE, "We will win", spans)
        assert str(refusal.value) == f"The text has other words there: “{there}”."

    @pytest.mark.parametrize(("words", "spans"), [("We", []), ("", [(0, 2)])])
    def test_no_spans_or_no_words_are_refused(self, words, spans):
        with pytest.raises(ValueError, match="at least one span"):
            locate_at(TWICE, words, spans)

    def test_a_long_run_of_other_words_is_shown_shortened(self):
        with pytest.raises(ValueError) as refusal:
            locate_at("word " * 1_000, "words", [(0, 4_999)])
        assert len(str(refusal.value)) < 200
