"""The last stage: passages with other words, found by their context or alone."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quotes.anchoring import (
    AMBIGUOUS,
    CONTEXT_LENGTH,
    DIFFERS,
    EDITED,
    EXACT,
    MISSING,
    locate,
    locate_at,
)
from tests.support.anchors import BALL, marked

TEXT = (
    "The firm makes chips and little else. Its chief was plain about it in a talk "
    "last week: “⟦We keep a laser focussed eye on the next generation of chips⟧,” she "
    "told the hall. Nobody there was surprised. “We keep a close eye on our rivals "
    "too,” her deputy said."
)
NEAR = {
    "a spelling": "We keep a laser-focused eye on the next generation of chips",
    "a word for a word": "We keep a laser focussed eye on the last generation of chips",
    "a word added": "We always keep a laser focussed eye on the next generation of "
    "chips",
    "a word dropped": "We keep a laser focussed eye on the generation of chips",
    "a negation": "We do not keep a laser focussed eye on the next generation of chips",
    "the first word": "They keep a laser focussed eye on the next generation of chips",
    "the last word": "We keep a laser focussed eye on the next generation of phones",
    "a number": "We keep 1 laser focussed eye on the next generation of chips",
    "an article": "We keep the laser focussed eye on the next generation of chips",
    "capitals": "We keep a LASER focussed eye on the next generation of chips",
    "two words changed": "We have a laser focussed eye for the next generation of "
    "chips",
    "words in another order": "We keep an eye laser focussed on the next generation of "
    "chips",
}
AROUND = (
    marked(TEXT)[0].partition("We keep a laser")[0][-CONTEXT_LENGTH:],
    ",” she told the",
)


@pytest.mark.parametrize("words", NEAR.values(), ids=NEAR)
@pytest.mark.parametrize("around", [AROUND, ("", "")], ids=["between", "alone"])
def test_a_passage_whose_words_differ_is_shown_with_the_difference(words, around):
    text, spans = marked(TEXT)
    anchor = locate(text, words, *around)
    assert (anchor.status, anchor.spans) == (DIFFERS, spans), anchor
    assert anchor.reason.startswith("Print has other words. Printed: ")
    assert "entered: " in anchor.reason
    assert text[: spans[0][0]].endswith(anchor.prefix)
    with pytest.raises(ValueError, match="other words there"):
        locate_at(text, words, anchor.spans)


def test_differences_are_named_word_for_word():
    anchor = locate(marked(TEXT)[0], NEAR["a spelling"])
    assert anchor.reason == (
        "Print has other words. Printed: “laser focussed”; entered: “laser-focused”."
    )


@pytest.mark.parametrize(
    "words",
    [
        "You can keep it away",
        "keep it far from China",
        "export-control all ideas",
        "Everyone hunts for them",
        "You may hide it from China, but never its makers or their ideas",
    ],
)
def test_short_or_very_different_words_are_not_found_alone(words):
    anchor = locate(BALL.replace("away from China", "out of reach"), words)
    assert anchor.status == MISSING


def test_two_similar_passages_are_ambiguous_with_their_places():
    text = (
        "“Sales will grow by two percent in the coming year,” said Ann. “Sales will "
        "grow by six percent in the coming year,” said Bo."
    )
    anchor = locate(text, "Sales will grow by ten percent in the coming year")
    assert anchor.status == AMBIGUOUS
    assert [text[slice(*spans[0])][19:22] for spans in anchor.places] == ["two", "six"]
    assert anchor.reason.startswith("Words much like these stand 2 times")
    chosen = locate(
        text,
        "Sales will grow by ten percent in the coming year",
        prefix="coming year,” said Ann. “",
        suffix=",” said Bo.",
    )
    assert chosen.status == DIFFERS
    assert text[slice(*chosen.spans[0])][19:22] == "six"


def test_equal_contexts_are_ambiguous_too():
    line = "The chair asked: “We shall go home {}.” The meeting was closed.\n\n"
    text = line.format("early") + line.format("later")
    anchor = locate(
        text, "We shall go home never.", "The chair asked: “", "” The meeting was"
    )
    assert anchor.status == AMBIGUOUS
    assert len(anchor.places) == 2


GONE = [
    # A similar sentence elsewhere, in another context.
    "Its chief was plain about it in a talk last week. “We keep a laser focussed eye "
    "on the next generation of phones,” said another firm’s chief.",
    # The neighbour is now next to the words before.
    "Its chief was plain about it in a talk last week: “We keep a close eye on our "
    "rivals too,” her deputy said.",
    # Only the context is left.
    "Its chief was plain about it in a talk last week: “,” she told the hall.",
    # Something else is between them.
    "Its chief was plain about it in a talk last week: “No comment on any of this, "
    "today or ever,” she told the hall.",
]


@pytest.mark.parametrize("text", GONE)
def test_with_context_it_never_moves_to_a_similar_sentence(text):
    words = "We keep a laser focussed eye on the next generation of chips"
    assert locate(text, words, *AROUND).status == MISSING


NEIGHBOURS = [
    ("We will win the long war.", "We will lose the long war."),
    ("Taxes will rise by two percent.", "Taxes will rise by ten percent."),
    ("He said yes to all of them.", "He said no to all of them."),
]


@pytest.mark.parametrize(("quote", "other"), NEIGHBOURS)
def test_the_neighbour_of_a_deleted_quote_is_not_taken_for_it(quote, other):
    before, after = "The speech went on for an hour.", "Then they all went home."
    for whole in (
        f"{before} {quote} {other} {after}",
        f"{before} {other} {quote} {after}",
    ):
        start = whole.index(quote)
        prefix = whole[:start][-CONTEXT_LENGTH:]
        suffix = whole[start + len(quote) :][:CONTEXT_LENGTH]
        left = whole.replace(f"{quote} ", "")
        assert locate(left, quote, prefix, suffix).status == MISSING


def test_one_side_is_enough_if_it_occurs_once_and_the_words_are_close():
    words = "We keep a laser focussed eye on the next generation of phones"
    text = marked(TEXT)[0].replace(",” she told the hall", "!” Quite another end")
    anchor = locate(text, words, *AROUND)
    assert anchor.status == DIFFERS
    twice = f"{text} Its chief was plain about it in a talk last week: “No,” she said."
    assert locate(twice, words, *AROUND).status == MISSING


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "她在会议上对大家说：“⟦我们明天一定会离开这座城市。⟧”然后她就坐下了，没有再说。",
            "我们明天可能会离开这座城市。",
        ),
        (
            "אמרה ראש העיר בישיבה: “⟦אנחנו נבנה את הנמל מחדש⟧” והלכה הביתה מיד",
            "אנחנו נבנה את הבית מחדש",
        ),
        (
            "Elle a dit au micro : « ⟦Nous allons de\u0301truire le vieux port⟧ » puis "
            "est partie sans un mot",
            "Nous allons détruire le nouveau port",
        ),
        (
            "She told the other of\u00adficers: “⟦The o\ufb03ce closes at noon⟧” and "
            "then left the room",
            "The office opens at noon",
        ),
    ],
    ids=["Chinese", "Hebrew", "decomposed French", "ligature and soft hyphen"],
)
def test_other_scripts_and_signs(text, words):
    text, spans = marked(text)
    prefix, suffix = text[: spans[0][0]], text[spans[0][1] :]
    anchor = locate(text, words, prefix[-CONTEXT_LENGTH:], suffix[:CONTEXT_LENGTH])
    assert (anchor.status, anchor.spans) == (DIFFERS, spans), anchor


PROSE = st.lists(
    st.sampled_from(
        "the a “we will rebuild,” harbour 我们 שלום e\u0301 ﬁ … [it] ’".split()
    ),
    max_size=15,
).map(" ".join)


@given(PROSE, PROSE, PROSE, PROSE)
def test_no_result_is_a_guess_in_any_context(text, words, prefix, suffix):
    anchor = locate(text, words, prefix, suffix)
    assert bool(anchor.spans) == (anchor.status in (EXACT, EDITED, DIFFERS))
    assert (anchor.status == AMBIGUOUS) >= bool(anchor.places)
    if anchor.status == DIFFERS:
        assert locate(text, words).status not in (EXACT, EDITED)
