"""A role is read beside a name only if it is that person's."""

import pytest

from quotes.extraction import suggest


def speakers(text):
    found = sorted(suggest(text), key=lambda one: one.content[0])
    return [one.speakers[0] for one in found]


@pytest.mark.parametrize(
    "text",
    [
        "“I trust the mayor,” Ann Lowe said.",
        "“Who is your mayor?” Ann Lowe asked.",
        "'We need a mayor,' Ann Lowe said.",
        "He was never mayor, Ann Lowe said.",
        "After meeting the mayor, Ann Lowe said: “It was good.”",
        "After meeting the mayor, Ann Lowe, 54, said: “It was good.”",
        "To the mayor, Ann Lowe said the dam was old.",
        "Asked by the mayor, Ann Lowe said the dam was old.",
        "Last week, despite the mayor, Ann Lowe, 54, said the dam was old.",
        "Unlike the mayor, Ann Lowe, 54, said the dam was old.",
    ],
)
def test_a_role_of_somebody_else(text):
    first, second = speakers(f"{text}\n\n“We will open it,” the mayor said.")
    assert (first.name, first.role) == ("Ann Lowe", "")
    assert second.name == ""


@pytest.mark.parametrize(
    "content",
    [
        "“I am a victim,”",
        "“That man is a murderer,”",
        "“I have never been a member of the Communist Party,”",
        "“Ask Bob Reed, my lawyer,”",
    ],
)
def test_words_of_a_quotation_are_no_role(content):
    (speaker,) = speakers(f"{content} Ann Lowe said.")
    assert (speaker.name, speaker.role) == ("Ann Lowe", "")


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Ann Lowe, said the dam was old.",
        "“The dam is old,” said the mayor, Ann Lowe.",
        "“The dam is old,” the mayor, Ann Lowe, said.",
        "On Monday the mayor, Ann Lowe, said the dam was old.",
        "When the mayor, Ann Lowe, said that “the dam is old”, they left.",
    ],
)
def test_a_description_before_a_name(text):
    first, second = speakers(f"{text}\n\n“We will open it,” the mayor said.")
    assert (first.name, first.role) == ("Ann Lowe", "mayor")
    assert second.name == "Ann Lowe"
