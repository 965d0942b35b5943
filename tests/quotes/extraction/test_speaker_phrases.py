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
        ("“You are late,” she was repeatedly told by Judge Hale.", "Hale"),
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
            "Ted Bone, whose brother Evan plays for Mull, said: “Men have a duty.”",
            "Ted Bone",
        ),
        (
            "Ted Bone, whose lawyer, Evan Mull, left, said: “Men have a duty.”",
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


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("“We will appeal,” her lawyer, Carl Reed, said.", "Carl Reed", "her lawyer"),
        (
            "“We will appeal!” their attorney, Carl Reed, added angrily.",
            "Carl Reed",
            "their attorney",
        ),
        (
            "“We will appeal,” Kane’s lawyer, Carl Reed, said.",
            "Carl Reed",
            "Kane’s lawyer",
        ),
        (
            "“We will appeal,” the mayor’s aide, Jo Lane, told reporters.",
            "Jo Lane",
            "mayor’s aide",
        ),
        ("“It is over,” his wife, Ida Ash, has said.", "Ida Ash", "his wife"),
        (
            "“It is over,” his neighbor, Bob Hill, 54, said.",
            "Bob Hill",
            "his neighbor",
        ),
        (
            "“It is over,” her lawyer, Carl Reed, who lives in Leeds, said.",
            "Carl Reed",
            "her lawyer",
        ),
        ("“It is over,” my boss, Carl Reed, said.", "Carl Reed", ""),
        (
            "“It is over,” our host, Carl Reed of Acme, later told the court.",
            "Carl Reed",
            "our host",
        ),
        ("“It is over,” a spokesman, Jo Lane, said.", "Jo Lane", "spokesman"),
    ],
)
@pytest.mark.parametrize("before", ["", "Nora Kane was sentenced on Monday. "])
def test_a_role_before_the_name_of_the_speaker(text, name, role, before):
    one = suggest(before + text)[0]
    (speaker,) = one.speakers
    assert (speaker.name, speaker.role) == (name, role)
    assert (before + text)[slice(*one.content[0])] == text[: text.index("”") + 1]
    assert one.confidence >= 0.9


@pytest.mark.parametrize(
    "text",
    [
        "“We will appeal,” her lawyer, Carl Reed, said nothing of it.",
        "“We will appeal,” her lawyer, Carl Reed, denied saying.",
        "“We will appeal,” her lawyer, Carl Reed, never said.",
        "“We will appeal.” Her lawyer, Carl Reed, said nothing.",
        "“We will appeal,” her lawyer, Carl Reed, quoted Bob Hill as saying.",
    ],
)
def test_a_role_and_a_name_that_do_not_speak(text):
    assert not [
        one
        for one in suggest(text)
        if one.confidence >= 0.8 and one.speakers and one.speakers[0].name
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Dr. Maria Lopez, M.D., Ph.D., FACS, said: “The plan is sound.”",
        "Maria Lopez, RN, said: “The plan is sound.”",
        "“The plan is sound,” Maria Lopez, PhD, said.",
        "“The plan is sound,” said Maria Lopez, PhD, RN.",
        "“The plan is sound,” said Maria Lopez QC.",
        "“The plan is sound,” Maria Lopez MP said.",
        "“The plan is sound,” Maria Lopez, FRS, told the BBC.",
        "“The plan is sound,” Maria Lopez, MSc, BSc (Hons), said.",
        "“The plan is sound,” Maria Lopez, LCSW, told reporters.",
        "“The plan is sound,” Maria Lopez, PMHNP-BC, told reporters.",
        "“The plan is sound,” said Maria Lopez, Esq.",
        "Maria Lopez, DDS, MPH, wrote that the plan was sound.",
        "“The plan is sound,” Maria Lopez, CEO, said.",
        "Maria Lopez, CEO of Acme, said: “The plan is sound.”",
        "Maria Lopez, M.D., met Bob Reed, Ph.D. There Maria Lopez said: “It is sound.”",
    ],
)
def test_degrees_and_honours_are_nobody(text):
    assert names(text) == ["Maria Lopez"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("After talks with Maria Lopez, NATO said: “The plan is sound.”", "NATO"),
        ("“The plan is sound,” said Jack Ma.", "Jack Ma"),
        ("“The plan is sound,” said Yo-Yo Ma.", "Yo-Yo Ma"),
        ("“The plan is sound,” said Bob Reed Jr.", "Bob Reed Jr."),
        ("“The plan is sound,” the AMA said.", "AMA"),
    ],
)
def test_names_that_look_like_degrees(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“You must go,” Tom Baird recalled Elena Rossi saying.", "Elena Rossi"),
        ("Tom Baird remembered Elena Rossi saying: “You must go.”", "Elena Rossi"),
        ("Tom Baird recalled his mother saying: “You must go.”", ""),
        ("“You must go,” Tom Baird recalled.", "Tom Baird"),
        ("It was Bob Reed, not Ann Lowe, who said “it is over.”", "Bob Reed"),
        ("“It is over,” the man accused of killing Ann Lowe said.", ""),
        ("“It is over,” a man convicted of threatening Ann Lowe said.", ""),
        ("The lawyer representing Ann Lowe said “it is over.”", ""),
        ("“It is over,” said neither Ann Lowe nor Bob Reed.", ""),
    ],
)
def test_a_name_beside_the_speaker_is_not_taken_for_it(text, name):
    assert names(text)[0] == name


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lowe, PhD, and Bob Reed, MD, said: “It is over.”",
        "Ann Lowe, PhD and Bob Reed said: “It is over.”",
        "“It is over,” said Ann Lowe, PhD, and Bob Reed, MD.",
        "“It is over,” said Ann Lowe and Bob Reed, MD.",
    ],
)
def test_joint_speakers_with_degrees(text):
    assert names(text) == ["Ann Lowe", "Bob Reed"]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Either Ann Lowe or Bob Reed said “we won.”", {"Ann Lowe", "Bob Reed"}),
        ("“We won,” said Ann Lowe or Bob Reed.", {"Ann Lowe", "Bob Reed"}),
        ("It was Ann Lowe or Bob Reed who said “we won.”", {"Ann Lowe", "Bob Reed"}),
        ("Ann Lowe, or possibly Bob Reed, said “we won.”", {"Bob Reed"}),
        ("The mayor or Bob Reed said “we won.”", {"Bob Reed"}),
        ("Ann Lowe or the mayor, Bob Reed, said “we won.”", {"Bob Reed"}),
        ("Ann Lowe (or possibly Bob Reed) said “we won.”", {"Ann Lowe"}),
    ],
)
def test_one_of_two_is_open(text, candidates):
    (said,) = suggest(text)
    (speaker,) = said.speakers
    assert not speaker.name
    assert {one.name for one in speaker.candidates} == candidates


@pytest.mark.parametrize(
    "text",
    [
        "Reed, J., dissenting, wrote: “I would affirm.”",
        "Reed, C.J., said: “I would affirm.”",
        "Marsh and Reed, JJ., wrote: “We would affirm.”",
        "Reed, LJ, said: “I would affirm.”",
        "Lord Reed, P., said: “I would affirm.”",
        "Justice Reed, L.J., said: “I would affirm.”",
    ],
)
def test_what_a_judge_is_is_no_name(text):
    (said,) = suggest(text)
    speaker = said.speakers[-1]
    assert speaker.printed.endswith("Reed")
    assert {speaker.name, *(one.name for one in speaker.candidates)} <= {"", "Reed"}


def test_or_elsewhere_leaves_the_name():
    for text in (
        "Win or lose, Bob Reed said “we won.”",
        "“It is a Republican or Democrat,” Bob Reed said.",
        "Rain or shine, Bob Reed said “we won.”",
        "“We won,” said Bob Reed, or so it is claimed.",
    ):
        assert names(text) == ["Bob Reed"], text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The comedian Tim Fox, as Ann Lowe, said: “I am late.”", ["Tim Fox"]),
        ("Ann Lowe, née Carr, said: “I am late.”", ["Ann Lowe"]),
        ("Ann Lowe, born Ann Carr, said: “I am late.”", ["Ann Lowe"]),
        ("Tim Fox, known as “Foxy” to friends, said: “I am late.”", ["Tim Fox"]),
        ("Tim Fox, 31, and Bob Reed, 40, said: “No.”", ["Tim Fox", "Bob Reed"]),
        ("“No,” said Tim Fox, 31, and Bob Reed, 40.", ["Tim Fox", "Bob Reed"]),
    ],
)
def test_other_names_and_ages_in_asides(text, expected):
    assert names(text) == expected


@pytest.mark.parametrize("text", ["0 according +0", "her", "him", "31", "said her"])
def test_words_alone_are_read(text):
    assert not any(who.name for one in suggest(text) for who in one.speakers)


def test_an_age_is_nobody():
    (said,) = suggest("The captain, 31, added: “No excuses from us today.”")
    assert [speaker.printed for speaker in said.speakers] == ["The captain"]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("Bob Reed got a text from Ann Lowe: “Run while you can.”", {"Ann Lowe"}),
        ("A statement read by the aide Ann Lowe for King Otto said: “I go.”", set()),
        ("On the screen, “Ann Lowe” tells viewers: “Eat more soup.”", {"Ann Lowe"}),
    ],
)
def test_who_wrote_it_is_open(text, candidates):
    (said,) = suggest(text)
    (speaker,) = said.speakers
    assert speaker.name == ""
    assert {one.name for one in speaker.candidates} == candidates


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tim Fox texted Bob Reed: “He gets it tonight.”", "Tim Fox"),
        ("Tim Fox had messaged a friend, Bob Reed: “He gets it tonight.”", "Tim Fox"),
        ("It was then that Tim Fox texted Bob Reed: “He gets it now.”", "Tim Fox"),
        ("Then came Bob Reed: “He gets it tonight.”", "Bob Reed"),
        ("Maud, says Ann Lowe, “never apologizes.”", "Ann Lowe"),
        ("Ann Lowe, a baker, said Bob Reed, her rival, was “late.”", "Ann Lowe"),
        ("Ann Lowe (left), with Mayor Bob Reed, said it was “late.”", "Ann Lowe"),
    ],
)
def test_who_is_beside_a_speaker(text, name):
    assert names(text) == [name]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Tim Fox on Ann Lowe: “The best we have ever had.”", "Tim Fox"),
        ("Tim Fox, to Ann Lowe: “You were the best.”", "Tim Fox"),
        ("Tim Fox introduced Ann Lowe: “The best we have ever had.”", "Tim Fox"),
        ("The last word went to Ann Lowe: “We will be back.”", "Ann Lowe"),
    ],
)
def test_who_is_before_a_colon(text, name):
    assert names(text) == [name]
