"""Questions and answers."""

import pytest

from quotes.extraction import suggest

INTRODUCTION = "Jane Okafor runs Northwater. We spoke to her in May."


def found(text):
    return [
        ([text[start:end] for start, end in one.content], one.speakers[0].name)
        for one in suggest(text)
    ]


ANSWERS = [
    (["In the summer of next year."], "Jane Okafor"),
    (["Ten million, I think."], "Jane Okafor"),
]


@pytest.mark.parametrize("mark", [".", ":"])
@pytest.mark.parametrize(
    "introduction",
    [
        INTRODUCTION,
        "Bob Reed talked to Jane Okafor, who runs Northwater.",
        "By Bob Reed\n\nJane Okafor runs Northwater.",
    ],
)
def test_answers_with_letters(introduction, mark):
    text = (
        f"{introduction}\n\nQ{mark} When will it open?\n\nA{mark} In the summer of "
        f"next year.\n\nQ{mark} And the cost?\n\nA{mark} Ten million, I think."
    )
    assert found(text) == ANSWERS


def test_answers_after_bold_questions():
    text = (
        f"{INTRODUCTION}\n\n**When will it open?**\n\nIn the summer of next year.\n\n"
        "**And the cost?**\n\nTen million, I think."
    )
    assert found(text) == ANSWERS


def test_answers_in_the_paragraphs_of_bold_questions():
    text = (
        f"{INTRODUCTION}\n\n**When will it open?**\nIn the summer of next year.\n\n"
        "**And the cost?**\nTen million, I think."
    )
    assert found(text) == ANSWERS


def test_answers_with_the_surname():
    text = (
        f"{INTRODUCTION}\n\nQ: When will it open?\n\nOkafor: In the summer of next "
        "year.\n\nQ: And the cost?\n\nOkafor: Ten million, I think."
    )
    assert found(text) == ANSWERS


def test_a_title_names_the_one_interviewed():
    text = (
        "Interview with Jane Okafor\n\nWhen will it open?\n\nIn the summer of next "
        "year.\n\nAnd the cost?\n\nTen million, I think.\n\nAre you glad?\n\nI am."
    )
    assert found(text)[:2] == ANSWERS


def test_answers_after_plain_questions():
    text = (
        f"{INTRODUCTION}\n\nWhen will it open?\n\nIn the summer of next year.\n\n"
        "And the cost?\n\nTen million, I think.\n\nAre you glad?\n\nI am, very much."
    )
    assert found(text) == [*ANSWERS, (["I am, very much."], "Jane Okafor")]


@pytest.mark.parametrize(
    "text",
    [
        # Nobody says that somebody was asked.
        "The mill is old.\n\nWhen will it open?\n\nIn the summer.\n\nWhy?\n\nIt rains."
        "\n\nWho pays?\n\nThe town.",
        # It is not known who answers.
        "Jane Okafor and Bob Reed run it. We spoke in May.\n\nQ. When will it open?\n\n"
        "A. In the summer of next year.\n\nQ. And the cost?\n\nA. Ten million.",
    ],
)
def test_without_a_clear_interviewee_nobody_answers(text):
    assert not any(name for _, name in found(text))


QUESTIONS = "Q: When will it open?\n\nA: Next year.\n\nQ: Why?\n\nA: We need it."


@pytest.mark.parametrize(
    ("introduction", "names"),
    [
        ("Novelist Jane Okafor talks to Bob Reed about rain.", set()),
        ("Jane Okafor talks to Bob Reed about rain.", set()),
        ("Bob Reed talks to novelist Jane Okafor about rain.", {"Jane Okafor"}),
        ("Our reporter Bob Reed talks to Jane Okafor about rain.", {"Jane Okafor"}),
    ],
)
def test_either_may_have_asked(introduction, names):
    text = f"{introduction}\n\n{QUESTIONS}"
    assert {speaker for _, speaker in found(text)} == names


def test_an_interview_is_nobody():
    assert suggest("Interview: “I never wanted to be famous”\n\nIt was late.") == []
