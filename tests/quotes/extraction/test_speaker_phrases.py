"""Passives, joint speakers, and relative clauses."""

import pytest

from quotes.extraction import suggest


def names(text):
    (one,) = suggest(text)
    return [speaker.name for speaker in one.speakers]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“You must go,” Tom Baird was told by Judge Elena Rossi.", "Elena Rossi"),
        ("“You must go now,” he was told by Elena Rossi.", "Elena Rossi"),
        (
            "“You must go now,” Tom Baird had been warned by Captain Joe Hale.",
            "Joe Hale",
        ),
        ("“What is your name?” Tom Baird was asked by Sheriff Ed Moss.", "Ed Moss"),
        ("Tom Baird was told by Judge Elena Rossi that “it is time.”", "Elena Rossi"),
        ("“You are free to go,” the court was informed by Ann Lowe.", "Ann Lowe"),
        ("“You are late,” she was repeatedly told by Mr. Hale.", "Hale"),
        ("“You must go,” Tom Baird told Judge Elena Rossi.", "Tom Baird"),
    ],
)
def test_passives(text, name):
    assert names(text) == [name]


def test_a_passive_without_by_names_nobody():
    (one,) = suggest("“You must go now,” Tom Baird was told.")
    assert one.speakers == ()


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("“We did it,” said Ann Lowe and Bob Reed.", ["Ann Lowe", "Bob Reed"]),
        ("“We did it,” Ann Lowe and Bob Reed said.", ["Ann Lowe", "Bob Reed"]),
        (
            "“We did it,” said Mayor Ann Lowe and Gov. Bob Reed in June.",
            ["Ann Lowe", "Bob Reed"],
        ),
        (
            "“We did it,” said Ann Lowe, Bob Reed and Carl Hunt.",
            ["Ann Lowe", "Bob Reed", "Carl Hunt"],
        ),
        (
            "“We did it,” Ann Lowe, Bob Reed and Carl Hunt said.",
            ["Ann Lowe", "Bob Reed", "Carl Hunt"],
        ),
        (
            "“We did it,” wrote Ann Lowe and Bob Reed in a statement.",
            ["Ann Lowe", "Bob Reed"],
        ),
        (
            "“We did it,” said Ann Lowe and her husband, Bob Reed.",
            ["Ann Lowe", "Bob Reed"],
        ),
        ("“We did it,” said Ann Lowe, and Bob Reed left.", ["Ann Lowe"]),
        ("“We did it,” said Ann Lowe and left.", ["Ann Lowe"]),
        ("“We did it,” said Ann Lowe. Bob Reed nodded.", ["Ann Lowe"]),
    ],
)
def test_joint_speakers(text, speakers):
    assert names(text) == speakers


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "Ted Bone, who plans to vote for Evan Mull, argued that “men have a duty.”",
            "Ted Bone",
        ),
        (
            "Ted Bone, whose brother is Evan Mull, said that “men have a duty.”",
            "Ted Bone",
        ),
        (
            "“Men have a duty,” Ted Bone, who plans to vote for Evan Mull, said.",
            "Ted Bone",
        ),
        (
            "Ted Bone, a farmer who admires Evan Mull, argued that “men have a duty.”",
            "Ted Bone",
        ),
        (
            "Mayor Ann Lowe, who was beaten by Bob Reed, told Carl Hunt that “it is "
            "over.”",
            "Ann Lowe",
        ),
        ("“It is over,” said Ann Lowe, who met Bob Reed.", "Ann Lowe"),
        ("Bob Reed, in a letter to Ann Lowe, said the dam was old.", "Bob Reed"),
        ("Bob Reed, not Ann Lowe, said the dam was old.", "Bob Reed"),
        ("Bob Reed (not Ann Lowe) said the dam was old.", "Bob Reed"),
        ("Not Ann Lowe but Bob Reed said the dam was old.", "Bob Reed"),
        ("Neither Ann Lowe nor Bob Reed said the dam was old.", ""),
        (
            "Bob Reed, alongside his wife, Ann Lowe, said the dam was old.",
            "Bob Reed",
        ),
        ("“The dam is old,” Bob Reed quoted Ann Lowe as saying.", "Ann Lowe"),
        ("Bob Reed, speaking to Ann Lowe, said the dam was old.", "Bob Reed"),
        ("In a letter to Ann Lowe, Bob Reed said the dam was old.", "Bob Reed"),
        ("The report, written by Ann Lowe, said the dam was old.", ""),
        ("After meeting Ann Lowe, the president of the club said it was old.", ""),
        ("A woman who saw Ann Lowe said: “It was loud.”", ""),
    ],
)
def test_a_name_in_a_relative_clause_does_not_speak(text, name):
    assert names(text) == [name]
