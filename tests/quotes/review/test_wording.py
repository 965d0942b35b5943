"""Quotation marks, kinds of selections, and names as printed."""

import time

import pytest

from quotes.review.wording import (
    entered_spans,
    kind_of_selection,
    name_as_printed,
    sentences_between,
    undivided,
    words_between,
)


def entered(kind, text):
    """Enter the part of a text between ⟦ and ⟧, or all of it."""
    start, end = text.find("⟦"), text.find("⟧")
    if start >= 0:
        text = text.replace("⟦", "").replace("⟧", "")
        spans = [(start, end - 1)]
    else:
        spans = [(0, len(text))]
    return words_between(text, entered_spans(text, kind, spans))


@pytest.mark.parametrize(
    ("kind", "printed", "words"),
    [
        ("direct", "“We will,”", "We will,"),
        ("direct", '"We will."', "We will."),
        ("direct", "‘We won’t go’", "We won’t go"),
        ("direct", "« Nous irons »", "Nous irons"),
        ("direct", "„Wir gehen“", "Wir gehen"),
        ("direct", "»Wir gehen«", "Wir gehen"),
        ("direct", "「行く」", "行く"),
        # A quotation that continues in the next paragraph does not close.
        ("direct", "“We will go", "We will go"),
        ("direct", "and stay.”", "and stay."),
        # Only the outer marks go; an apostrophe at the end is not a mark.
        ("direct", "“He said ‘no’”", "He said ‘no’"),
        ("direct", '"He said "no""', 'He said "no"'),
        ("direct", 'He said "no"', 'He said "no"'),
        ("direct", "the workers’", "the workers’"),
        ("direct", "“the workers’", "the workers’"),
        ("direct", "No marks at all", "No marks at all"),
        ("mixed", 'the need for "focus."', 'the need for "focus."'),
        ("mixed", '"Thrift 2.0,"', '"Thrift 2.0,"'),
        ("indirect", "  it as\n a  threat ", "it as a threat"),
        ("direct", "““", ""),
        ("direct", "“", ""),
        ("direct", " ", ""),
    ],
)
def test_how_words_are_entered(kind, printed, words):
    assert entered(kind, printed) == words


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("He said: “⟦We go⟧.” So.", "indirect"),
        ("He said: “⟦We go.⟧” So.", "direct"),
        ("He said: ⟦“We go.”⟧ So.", "direct"),
        ('He said: ⟦"We go."⟧ So.', "direct"),
        ("He said ⟦they would “go” at once⟧.", "mixed"),
        ("⟦“One” and “two”⟧", "mixed"),
        ("He said ⟦they would go⟧.", "indirect"),
    ],
)
def test_the_kind_of_a_selection(text, kind):
    start, end = text.index("⟦"), text.index("⟧") - 1
    text = text.replace("⟦", "").replace("⟧", "")
    assert kind_of_selection(text, [(start, end)]) == kind


def test_an_interrupted_selection_is_direct_if_each_part_is():
    text = "“We go,” she said, “at once.” He agreed."
    parts = [(1, 7), (text.index("at once"), text.index("” He"))]
    assert kind_of_selection(text, parts) == "direct"
    assert kind_of_selection(text, [(1, 7), (9, 12)]) == "indirect"
    assert words_between(text, parts) == "We go, at once."


@pytest.mark.parametrize(
    ("printed", "name", "role", "expected"),
    [
        ("research fellow Dean Ball", "Dean Ball", "research fellow", "Dean Ball"),
        ("Ball", "Dean Ball", "research fellow", "Ball"),
        ("Mr. Ball", "Dean Ball", "", "Mr. Ball"),
        ("she", "Ada Moreau", "mayor", "Ada Moreau"),
        ("The mayor", "Ada Moreau", "mayor", "Ada Moreau"),
        ("a spokesman", "", "", "a spokesman"),
        ("Mayor Moreau", "Ada Moreau", "mayor", "Moreau"),
    ],
)
def test_a_name_as_printed(printed, name, role, expected):
    assert name_as_printed(printed, name, role) == expected


@pytest.mark.parametrize(
    ("text", "joined"),
    [
        ("“⟦We answer,⟧” said Ann. “⟦It is right.⟧”", "We answer. It is right."),
        (
            "“⟦We answer,⟧” said Ann, “⟦because it is right.⟧”",
            "We answer, because it is right.",
        ),
        # The capital of a name or of "I" begins no sentence.
        ("“⟦We answer,⟧” said Ann, “⟦Bob and I.⟧”", "We answer, Bob and I."),
        ("“⟦We answer,⟧” said Ann. “⟦I always do.⟧”", "We answer. I always do."),
        ("“⟦Do we answer?⟧” said Ann. “⟦We do.⟧”", "Do we answer? We do."),
        ("“⟦We do.⟧” Ann left. “⟦It is right.⟧”", "We do. It is right."),
        ("‘⟦We answer⟧’, said Ann. ‘⟦It is right.⟧’", "We answer. It is right."),
        ("‘⟦We answer⟧’, said Ann, ‘⟦at once.⟧’", "We answer at once."),
        (
            "“⟦We answer,⟧” said Ann. “⟦because it is right.⟧”",
            "We answer, because it is right.",
        ),
        (
            "“⟦We answer,⟧” said Ann.\n\n“⟦1914 was\nworse.⟧”",
            "We answer. 1914 was worse.",
        ),
        ("“⟦One,⟧” said Ann. “⟦Two,⟧” she added, “⟦three.⟧”", "One. Two, three."),
        (
            "« ⟦Nous partons,⟧ » dit Anne. « ⟦Élise reste.⟧ »",
            "Nous partons. Élise reste.",
        ),
        ("“⟦One.⟧\n\n“⟦Two.⟧”", "One. Two."),
        # A hyphen at the end of a line.
        ("“⟦We fill the har-\nbour,⟧” said Ann.", "We fill the harbour,"),
        ("“⟦We fill the har-⟧\n⟦bour today.⟧”", "We fill the harbour today."),
        ("“⟦A well-\nknown man.⟧”", "A well-known man."),
        ("“⟦We over-\ncame it.⟧”", "We overcame it."),
        ("“⟦The pre-\nand post-war years.⟧”", "The pre- and post-war years."),
        ("“⟦Its pro-\ngrams.⟧” Many programs.", "Its programs."),
        ("“⟦A sea-\nfaring man.⟧” The sea-faring man left.", "A sea-faring man."),
        ("“⟦Born in 1914-\n15 or so.⟧”", "Born in 1914- 15 or so."),
        ("“⟦The Franco-\nGerman war.⟧”", "The Franco- German war."),
        ("“⟦We go,⟧”\n“⟦Never.⟧”", "We go, Never."),
    ],
)
def test_parts_are_joined_as_sentences(text, joined):
    spans, clean = [], ""
    for each in text:
        if each == "⟦":
            spans.append([len(clean), 0])
        elif each == "⟧":
            spans[-1][1] = len(clean)
        else:
            clean += each
    assert sentences_between(clean, [tuple(span) for span in spans]) == joined


def test_a_long_word_takes_little_time():
    start = time.process_time()
    assert undivided("a" * 20_000, (0, 20_000)) == "a" * 20_000
    assert time.process_time() - start < 1
