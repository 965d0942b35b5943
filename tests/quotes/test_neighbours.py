"""Paragraphs beside that of a quote."""

from quotes.passages import neighbours, paragraph_place
from tests.quotes.test_passages import shown, span_of


class TestNeighbours:
    TEXT = "First one.\n\nThe second.\n\nThird of them.\n\nFourth."

    def found(self, text, words):
        place = paragraph_place(text, [span_of(text, words)])
        return [
            each and (each.place.first, shown(each.passage))
            for each in neighbours(text, place)
        ]

    def test_paragraphs_before_and_after(self):
        assert self.found(self.TEXT, "second") == [
            (1, "First one."),
            (3, "Third of them."),
        ]

    def test_the_first_and_the_last_have_one(self):
        assert self.found(self.TEXT, "First") == [None, (2, "The second.")]
        assert self.found(self.TEXT, "Fourth") == [(3, "Third of them."), None]

    def test_a_single_paragraph_has_none(self):
        assert self.found("Only one.", "one") == [None, None]

    def test_excerpts_have_none(self):
        assert self.found("One here. […] Two there. […] Three.", "Two") == [None, None]

    def test_long_ones_are_cut_at_words_on_the_far_side(self):
        long = "word " * 60
        text = f"{long}end.\n\nThe quote.\n\nStart {long}"
        before, after = self.found(text, "quote")
        assert before[1].startswith("<word word") and before[1].endswith("word end.")
        assert after[1].startswith("Start word") and after[1].endswith("word>")
        assert len(before[1]) <= 162 and len(after[1]) <= 162
