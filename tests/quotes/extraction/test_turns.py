"""A quotation without a cue continues the one before only if nobody else acts."""

import pytest

from quotes.extraction import suggest


def parts(text):
    """Return the contents of the first quote, in one line each."""
    first = min(suggest(text), key=lambda one: one.content[0])
    return [text[slice(*span)] for span in first.content]


@pytest.mark.parametrize(
    "between",
    [
        "“It is bad,” said Ann Lowe. Bob Reed disagreed.",
        "“It is bad,” said Ann Lowe. Bob Reed shook his head.",
        "“It is bad,” said Ann Lowe. Then it was Bob Reed’s turn.",
        "“It is bad,” said Ann Lowe. Then came Bob Reed.",
        "“It is bad,” said Ann Lowe. In the corner, Bob Reed laughed.",
        "“It is bad,” said Ann Lowe. The mayor disagreed.",
        "“It is bad,” said Ann Lowe. Her husband nodded.",
        "“It is bad,” said Ann Lowe. He disagreed.",
        "“It is bad,” said Ann Lowe. Others disagreed.",
        "“It is bad,” said Ann Lowe, but Bob Reed disagreed.",
        "“It is bad,” said Ann Lowe. Bob Reed disagreed.\n\n",
        "“Is it bad?” asked Ann Lowe.",
        "“Is it bad?” Ann Lowe wondered.",
        "Ann Lowe asked: “Is it bad?”",
    ],
)
def test_somebody_else_may_speak(between):
    assert len(parts(f"{between} “It is good.”")) == 1


@pytest.mark.parametrize("reply", ["“No,” came the answer.", "“It is,” was the reply."])
def test_an_answer_of_nobody(reply):
    assert len(parts(f"“It is bad,” Ann Lowe said. {reply}")) == 1


@pytest.mark.parametrize(
    "between",
    [
        "“It is bad,” said Ann Lowe.",
        "“It is bad,” said Ann Lowe. She shook her head.",
        "“It is bad,” said Ann Lowe. Ms. Lowe is an engineer.",
        "“It is bad,” said Ann Lowe. The plan costs ten million.",
        "“It is bad,” said Ann Lowe, who met Bob Reed.",
        "“It is bad,” said Ann Lowe and left.",
        "“It is bad,” the mayor said. The mayor laughed.",
        "“It is bad,” the mayor said. He laughed.",
        "“It is bad,” said the mayor, Ann Lowe. Lowe was elected in May.",
        "“It is bad,” said Ann Lowe.\n\n",
    ],
)
def test_the_same_speaker_continues(between):
    assert len(parts(f"{between} “It costs too much.”")) == 2


def test_the_same_person_may_ask_again():
    assert len(parts("“Will you quit?” asked Ann Lowe. “When will you go?”")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "“We won,” said Ann Lowe, and Bob Reed agreed: “So we did.”",
        "“We won,” Ann Lowe said, while Bob Reed said, “We lost.”",
    ],
)
def test_another_cue_parts_a_sentence(text):
    assert parts(text) == ["“We won,”"]
    assert [one.speakers[0].name for one in suggest(text)] == ["Ann Lowe", "Bob Reed"]


@pytest.mark.parametrize(
    "text",
    [
        "“We won,” said Ann Lowe, who smiled and added: “and so did they.”",
        "“We won,” Ann Lowe said, as Bob Reed looked on, “and so did they.”",
    ],
)
def test_an_aside_leaves_the_sentence_together(text):
    (one,) = suggest(text)
    assert parts(text) == ["“We won,”", "“and so did they.”"]
    assert one.kind == "direct"


def test_a_quotation_behind_an_indirect_question_is_not_the_askers():
    text = "Asked by Bob Reed whether she would run again, she smiled. “Wait for May.”"
    assert not any("Wait" in part for one in suggest(text) for part in parts(text))


def test_a_headline_is_not_the_beginning_of_a_quote():
    text = (
        "Under the headline “Shame on them,” the editor, Ann Lowe, wrote: “This paper "
        "will not forget.”"
    )
    assert parts(text) == ["“This paper will not forget.”"]


def test_a_clause_about_the_speaker_is_not_a_quote():
    assert suggest("Ann Lowe, who for Bob Reed “never listens,” said nothing.") == []
