"""The text around a quote is cut at whole words, and the quote is marked."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.passages import (
    MAX_LEAD_IN,
    Passage,
    Place,
    Run,
    cut_surroundings,
    lead_in,
    marked_runs,
    paragraph_place,
    passage,
    split_paragraphs,
)

TEXT = "One two three. Four five six."


def span_of(text, words, start=0):
    start = text.index(words, start)
    return start, start + len(words)


def shown(found):
    """Return the passage as readers see it, with marks and cuts."""
    runs = "".join(
        run.text if run.mark is None else f"⟦{run.text}⟧" for run in found.runs
    )
    return f"{'<' * found.cut_before}{runs}{'>' * found.cut_after}"


class TestMarkedRuns:
    def test_text_without_quotes_is_one_run(self):
        assert list(marked_runs(TEXT, [])) == [Run(TEXT)]

    def test_an_empty_text_has_no_runs(self):
        assert list(marked_runs("", [])) == []
        assert list(marked_runs("", [(1, [(0, 3)])])) == []

    def test_only_the_quote_is_marked(self):
        runs = list(marked_runs(TEXT, [(7, [span_of(TEXT, "two")])]))
        assert runs == [Run("One "), Run("two", 7), Run(" three. Four five six.")]

    def test_several_spans_of_a_quote_have_the_same_mark(self):
        spans = [span_of(TEXT, "two"), span_of(TEXT, "five")]
        assert list(marked_runs(TEXT, [(7, spans)])) == [
            Run("One "),
            Run("two", 7),
            Run(" three. Four "),
            Run("five", 7),
            Run(" six."),
        ]

    @pytest.mark.parametrize(
        ("words", "expected"),
        [
            ("One", "⟦One⟧ two three. Four five six."),
            ("six.", "One two three. Four five ⟦six.⟧"),
            (TEXT, f"⟦{TEXT}⟧"),
        ],
    )
    def test_a_quote_may_be_the_start_the_end_or_all_of_the_text(self, words, expected):
        runs = tuple(marked_runs(TEXT, [(1, [span_of(TEXT, words)])]))
        assert shown(Passage(runs, False, False)) == expected

    def test_adjacent_quotes_have_separate_marks(self):
        quotes = [(2, [(4, 7)]), (1, [(0, 4)])]
        assert list(marked_runs("One two", quotes)) == [Run("One ", 1), Run("two", 2)]

    def test_overlapping_quotes_are_marked_as_the_first(self):
        quotes = [
            (2, [span_of(TEXT, "two three. Four")]),
            (1, [span_of(TEXT, "One two")]),
        ]
        assert list(marked_runs(TEXT, quotes)) == [
            Run("One two", 1),
            Run(" three. Four", 2),
            Run(" five six."),
        ]

    def test_a_quote_inside_another_is_part_of_it(self):
        quotes = [
            (2, [span_of(TEXT, "three")]),
            (1, [span_of(TEXT, "two three. Four")]),
        ]
        assert list(marked_runs(TEXT, quotes)) == [
            Run("One "),
            Run("two three. Four", 1),
            Run(" five six."),
        ]

    def test_two_quotes_of_the_same_words_are_marked_once(self):
        quotes = [(2, [(4, 7)]), (1, [(4, 7)])]
        assert [run.mark for run in marked_runs(TEXT, quotes)] == [None, 1, None]

    def test_only_the_requested_part_is_returned_with_marks_cut_at_its_ends(self):
        quotes = [(1, [(0, 6)]), (2, [(10, 20)]), (3, [(25, 28)])]
        assert list(marked_runs(TEXT, quotes, 4, 14)) == [
            Run("tw", 1),
            Run("o th", None),
            Run("ree.", 2),
        ]

    @given(
        st.text(max_size=30),
        st.lists(
            st.tuples(
                st.integers(0, 5),
                st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)), max_size=3),
            ),
            max_size=4,
        ),
        st.integers(0, 30),
        st.integers(0, 30),
    )
    def test_no_character_is_lost_doubled_or_wrongly_marked(
        self, text, quotes, start, end
    ):
        start, end = min(start, len(text)), min(end, len(text))
        runs = list(marked_runs(text, quotes, start, end))
        assert "".join(run.text for run in runs) == text[start:end]
        assert all(run.text for run in runs)
        at = start
        for run in runs:
            for offset in range(at, at + len(run.text)):
                holders = {
                    mark
                    for mark, spans in quotes
                    for first, last in spans
                    if first <= offset < last
                }
                assert run.mark in holders if holders else run.mark is None
            at += len(run.text)


class TestPassage:
    def test_a_short_text_is_shown_whole(self):
        found = passage(TEXT, [span_of(TEXT, "two")])
        assert found == Passage(
            (Run("One "), Run("two", 0), Run(" three. Four five six.")), False, False
        )

    def test_only_the_paragraph_is_shown_and_cuts_are_reported(self):
        text = "First one.\n\nSecond one.\n\nThird one."
        assert shown(passage(text, [span_of(text, "First")])) == "⟦First⟧ one.>"
        assert shown(passage(text, [span_of(text, "Second")])) == "<⟦Second⟧ one.>"
        assert shown(passage(text, [span_of(text, "Third")])) == "<⟦Third⟧ one."

    def test_blank_lines_around_the_text_do_not_count_as_cuts(self):
        text = "\n\n  \n\nThe only one.\n\n \n"
        assert shown(passage(text, [span_of(text, "only")])) == "The ⟦only⟧ one."

    def test_a_quote_of_several_paragraphs_is_shown_whole(self):
        text = "No.\n\n“One a.\n\n“Two b.”\n\nNo."
        spans = [span_of(text, "One a."), span_of(text, "Two b.")]
        assert shown(passage(text, spans)) == "<“⟦One a.⟧\n\n“⟦Two b.⟧”>"

    def test_the_text_between_spans_is_shown_unmarked(self):
        text = "“I will,” she said, “go.”"
        spans = [span_of(text, "I will"), span_of(text, "go.")]
        assert shown(passage(text, spans)) == "“⟦I will⟧,” she said, “⟦go.⟧”"

    def test_the_quote_may_be_the_whole_text(self):
        assert shown(passage("All of it", [(0, 9)])) == "⟦All of it⟧"

    @pytest.mark.parametrize(
        ("reach", "expected"),
        [
            (100, "One two three. ⟦Four⟧ five six."),
            (15, "One two three. ⟦Four⟧ five six."),
            (14, "<two three. ⟦Four⟧ five six."),
            (11, "<two three. ⟦Four⟧ five six."),
            (10, "<three. ⟦Four⟧ five six."),
            (9, "<three. ⟦Four⟧ five>"),
            (7, "<three. ⟦Four⟧ five>"),
            (6, "<⟦Four⟧ five>"),
            (5, "<⟦Four⟧ five>"),
            (4, "<⟦Four⟧>"),
            (0, "<⟦Four⟧>"),
        ],
    )
    def test_a_long_paragraph_is_cut_at_whole_words(self, reach, expected):
        found = passage(TEXT, [span_of(TEXT, "Four")], reach)
        assert shown(found) == expected

    def test_the_reach_counts_from_the_ends_of_all_spans(self):
        text = "a b c “one” and so on and on “two” x y z"
        spans = [span_of(text, "one"), span_of(text, "two")]
        expected = "<c “⟦one⟧” and so on and on “⟦two⟧” x>"
        assert shown(passage(text, spans, 4)) == expected

    def test_a_script_without_spaces_is_cut_between_letters(self):
        text = "一二三四五六七八九十"
        assert shown(passage(text, [(4, 6)], 2)) == "<三四⟦五六⟧七八>"

    @pytest.mark.parametrize("reach", range(1, 6))
    def test_no_letter_is_separated_from_its_marks(self, reach):
        letter = "ก\u0e34\u0e49"
        text = letter * 4
        found = passage(text, [(len(letter), 2 * len(letter))], reach)
        assert all(len(run.text) % len(letter) == 0 for run in found.runs)
        assert [run.text for run in found.runs if run.mark == 0] == [letter]
        assert sum(len(run.text) for run in found.runs[2:]) <= reach

    def test_white_space_at_the_edge_of_a_paragraph_is_no_cut(self):
        text = "One two.\n\nThree four."
        assert shown(passage(text, [span_of(text, "Three four.")], 3)) == (
            "<⟦Three four.⟧"
        )
        text = "Three four.   \n"
        assert shown(passage(text, [span_of(text, "four.")], 7)) == "Three ⟦four.⟧   \n"
        assert shown(passage(text, [span_of(text, "four.")], 2)) == "<⟦four.⟧  "

    @given(st.text("ab é中\n.", min_size=2, max_size=60), st.data(), st.integers(0, 12))
    def test_all_shown_text_comes_from_the_text(self, text, data, reach):
        offsets = st.integers(0, len(text))
        chosen = sorted(data.draw(st.sets(offsets, min_size=2, max_size=6)))
        spans = list(zip(chosen[::2], chosen[1::2], strict=False))
        found = passage(text, spans, reach)
        marks = [number for number, run in enumerate(found.runs) if run.mark == 0]
        before = "".join(run.text for run in found.runs[: marks[0]])
        after = "".join(run.text for run in found.runs[marks[-1] + 1 :])
        first, last = spans[0][0], spans[-1][1]
        left_out = text[: first - len(before)], text[last + len(after) :]
        assert (
            "".join([left_out[0], *(run.text for run in found.runs), left_out[1]])
            == text
        )
        assert "".join(found.runs[number].text for number in marks) == "".join(
            text[start:end] for start, end in spans
        )
        assert len(before) <= reach and len(after) <= reach
        assert "\n\n" not in before + "." + after
        assert found.cut_before == bool(left_out[0].strip())
        assert found.cut_after == bool(left_out[1].strip())
        # A word is split only if there is no space within reach.
        if left_out[0] and not left_out[0][-1].isspace():
            assert not any(map(str.isspace, text[first - reach - 1 : first]))
        if left_out[1] and not left_out[1][0].isspace():
            assert not any(map(str.isspace, text[last : last + reach + 1]))


def test_surroundings_for_a_list_are_short_and_in_one_line():
    text = "Long ago.\n\nShe said: “We will win\nthe day,” and left. Then it rained."
    spans = [(text.index("We"), text.index(",”"))]
    assert cut_surroundings(text, spans) == [
        "Long ago. She said: “",
        "We will win the day",
        ",” and left. Then it rained.",
    ]
    assert cut_surroundings(text, spans, reach=8, longest=8) == [
        "… said: “",
        "We w … day",
        ",” and …",
    ]


def split(text):
    """Return the texts of the paragraphs, and whether they are excerpts."""
    found = split_paragraphs(text)
    return [text[start:end] for start, end in found.spans], found.excerpts


LONG = "A line of a text that is not wrapped, with one paragraph on each line. " * 3


class TestParagraphs:
    @pytest.mark.parametrize(
        ("text", "expected"),
        [
            ("One.", ["One."]),
            ("One.\n\nTwo.", ["One.", "Two."]),
            ("\n\n One. \n \t\n\n\n  Two.\n", ["One.", "Two."]),
            ("A line\nand another\n\nTwo.", ["A line\nand another", "Two."]),
            (f"Title\n{LONG}\nEnd.", ["Title", LONG.strip(), "End."]),
            (
                f"{LONG}\n\nA verse\nof two lines",
                [LONG.strip(), "A verse\nof two lines"],
            ),
            ("一。\n\n二。", ["一。", "二。"]),
            ("\u2029One.\n\n\u00a0\n\nTwo.", ["One.", "Two."]),
            ("", [""]),
            (" \n\n ", [" \n\n "]),
        ],
    )
    def test_empty_lines_and_long_lines_part_them(self, text, expected):
        assert split(text) == (expected, False)

    @pytest.mark.parametrize(
        "text",
        [
            "One.\n\n[…]\n\nTwo.",
            "One.\n[…]\nTwo.",
            "One. […] Two.",
            "One. [...] Two.",
            "One. [. . .] Two.",
            "[…] One.\n\nTwo. […]",
            "One.\n\n[…] Two.",
        ],
    )
    def test_omissions_between_sentences_part_excerpts(self, text):
        assert split(text) == (["One.", "Two."], True)

    def test_an_omission_after_a_quotation_parts_excerpts(self):
        text = '"We will win." […] He said: “Never.” […] Then «enfin.» […] 5 left.'
        assert len(split(text)[0]) == 4

    @pytest.mark.parametrize(
        "text",
        [
            "We […] will win.",
            "We will […] Win.",
            "We will win. […] and lose.",
            "He said: “We will win. […] We must.”",
            'He said: "We will win. […] We must."',
            "Il dit : « Nous gagnerons. […] Il le faut. »",
            "It is […]able. Yes.",
            "We will win. […]Never.",
            "We [will] win.",
            "We will win … Then we rest.",
        ],
    )
    def test_omissions_of_the_print_part_nothing(self, text):
        assert split(text) == ([text], False)

    def test_a_long_text_is_split_in_linear_time(self):
        for text in (
            "x […] y " * 100_000,
            "End. […] Y " * 90_000,
            "a line\n" * 100_000,
        ):
            split_paragraphs(text)

    @pytest.mark.parametrize(
        ("words", "numbers"),
        [
            ("One", (1, 1)),
            ("two.", (2, 2)),
            ("Three", (3, 3)),
            ("One.\n\nThe two.", (1, 2)),
            ("two.\n\nThree", (2, 3)),
            ("One.\n\nThe two.\n\nThree.", (1, 3)),
        ],
    )
    def test_the_place_of_a_quote_has_the_numbers_of_its_paragraphs(
        self, words, numbers
    ):
        text = "One.\n\nThe two.\n\nThree."
        found = paragraph_place(text, [span_of(text, words)])
        assert found == Place(*numbers, 3, False)
        assert found.anchor == f"p{numbers[0]}"

    def test_several_spans_reach_from_the_first_to_the_last(self):
        text = "One.\n\nTwo.\n\nThree.\n\nFour."
        spans = [span_of(text, "Two"), span_of(text, "Four")]
        assert paragraph_place(text, spans) == Place(2, 4, 4, False)

    def test_the_link_finds_the_page_of_a_long_text(self):
        text = "One.\n\n" * 400
        assert paragraph_place(text, [(0, 3)]).link == "#p1"
        assert paragraph_place(text, [(6 * 309, 6 * 309 + 3)]).link == (
            "?paragraph=310#p310"
        )
        text = "word " * 10_000 + "\n\nlast"
        assert paragraph_place(text, [span_of(text, "last")]).link == "?paragraph=2#p2"

    def test_without_spans_there_is_no_place(self):
        assert paragraph_place("One.", []) is None

    @given(st.text(alphabet="ab.\n “”[…]", max_size=60))
    def test_every_word_is_in_one_paragraph(self, text):
        found = split_paragraphs(text)
        rest = text
        for start, end in reversed(found.spans):
            rest = rest[:start] + rest[end:]
        assert rest.replace("[…]", "").strip() == ""
        starts = [start for start, _ in found.spans]
        assert starts == sorted(set(starts))


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        (
            'It came. Pompeo called it a "shot across America\'s bow," he said.',
            "shot across",
            "Pompeo called it a",
        ),
        ("We shall have a new birth—and that government of", "government", None),
        ("First.\n\nthen he went", "then he went", ""),
        ("He stopped. then went", "then went", ""),
        ("He said “We shall win.”", "We shall", ""),
        ("Mr. Smith told the U.S. senate that it was over", "it was over", None),
        ("He wrote: [t]he end", "[t]he end", ""),
        ("Dr. J. Smith called it “a disaster”", "a disaster", "Dr. J. Smith called it"),
        ("La Sra. Ruiz dijo que era el fin", "era el fin", None),
        ("They ask: 42 of us went", "42 of us", "They ask:"),
        ("他说那是结束", "那是结束", ""),
        ("“an end”", "an end", ""),
        ("Why? “because it was there”", "because", ""),
        ("iPhones sell", "iPhones", ""),
    ],
)
def test_a_fragment_has_the_words_before_it(text, words, expected):
    spans = [span_of(text, words)]
    if expected is None:
        expected = text[: spans[0][0]].strip()
    assert lead_in(text, spans) == expected


def test_a_long_lead_in_is_cut_at_a_word():
    text = f"{'word ' * 100}“the end” of it"
    found = lead_in(text, [span_of(text, "the end")])
    assert found.startswith("… word word")
    assert len(found) <= MAX_LEAD_IN + 2
    assert lead_in(text, []) == ""
