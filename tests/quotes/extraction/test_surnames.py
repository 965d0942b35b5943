"""Several people with one surname."""

import pytest

from quotes.extraction import suggest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Bill Carr smiled. Helen Carr spoke. Bill Carr left.\n\n“It is good,” Mrs. "
            "Carr said.",
            "Helen Carr",
        ),
        (
            "Bill Carr smiled. Helen Carr spoke. Helen Carr left.\n\n“It is good,” Mr. "
            "Carr said.",
            "Bill Carr",
        ),
        ("Bob Reed and Carl Reed run the mill. “It is good,” Reed said.", ""),
        ("Ann Reed and Carla Reed run the mill. “It is good,” Ms. Reed said.", ""),
        ("Bob Reed and Carl Reed run the mill. “It is good,” Bob said.", "Bob Reed"),
        (
            "Bob Reed and Carl Reed run the mill. “It is good,” Carl Reed said.",
            "Carl Reed",
        ),
        ("Bob Reed runs the mill. “It is good,” Reed said.", "Bob Reed"),
        ("“It is good,” Reed said. Ann Reed smiled.", ""),
        ("The parents, Khizr and Ghazala Reed, came. “It is good,” Reed said.", ""),
        ("Ghazala Reed came. Ms. Reed sat. “It is good,” Mr. Reed said.", ""),
        ("Reed’s husband, Bob Reed, came. “It is good,” Reed said.", ""),
        ("Bob Reed Sr. left. Bob Reed Jr. stayed. “It is good,” Reed said.", ""),
        (
            "Bob Reed Sr. left. Bob Reed Jr. stayed. “It is good,” Bob Reed Jr. said.",
            "Bob Reed Jr.",
        ),
        ("Bob and Ann Reed run the mill. “It is good,” Reed said.", ""),
        ("Bob and Ann Reed run the mill. “It is good,” Ms. Reed said.", "Ann Reed"),
        (
            "Bob Reed runs the mill with his wife, Ann Reed. “It is good,” Reed said.",
            "Bob Reed",
        ),
        (
            "Jill Hunt chairs the board. Her son Mark Hunt does not. “It is good,” "
            "said Lady Hunt.",
            "Jill Hunt",
        ),
    ],
)
def test_a_surname_that_several_people_have(text, name):
    assert suggest(text)[-1].speakers[0].name == name


def test_an_open_surname_has_candidates_and_less_confidence():
    settled = suggest("Bob Reed runs the mill. “It is good,” Reed said.")[-1]
    text = "Bob Reed and Carl Reed run the mill. “It is good,” Reed said."
    left_open = suggest(text)[-1]
    (speaker,) = left_open.speakers
    assert {one.name for one in speaker.candidates} == {"Bob Reed", "Carl Reed"}
    assert left_open.confidence <= 0.9 < settled.confidence
