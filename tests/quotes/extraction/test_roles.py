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


@pytest.mark.parametrize(
    ("role", "who", "candidates"),
    [
        ("a candidate for mayor", "the mayor", []),
        ("an aide to the mayor", "the mayor", []),
        ("no friend of the mayor", "the mayor", []),
        ("deputy mayor", "the mayor", []),
        ("shadow minister", "the minister", []),
        ("lieutenant governor of Ohio", "the governor", []),
        ("a man posing as a doctor", "the doctor", []),
        ("the assistant coach", "the coach", []),
        ("the former mayor", "the mayor", ["Bob Reed"]),
        ("the late president", "the president", ["Bob Reed"]),
        ("the incoming chairman", "the chairman", ["Bob Reed"]),
        ("the self-styled king", "the king", ["Bob Reed"]),
    ],
)
def test_an_office_that_somebody_does_not_hold(role, who, candidates):
    (found,) = speakers(f"Bob Reed, {role}, left.\n\n“It is late,” {who} said.")
    assert found.name == ""
    assert [one.name for one in found.candidates] == candidates


@pytest.mark.parametrize(
    ("who", "described"),
    [
        ("Bob Reed, mayor of Leeds,", "the mayor"),
        ("Bob Reed, chairman and founder of Hope,", "the founder"),
        ("Vice President Bob Reed", "the vice president"),
        ("Deputy mayor Bob Reed", "the deputy mayor"),
        ("Former mayor Bob Reed", "the former mayor"),
        ("Secretary of State Bob Reed", "the secretary"),
    ],
)
def test_an_office_that_somebody_holds(who, described):
    (found,) = speakers(f"{who} left.\n\n“It is late,” {described} said.")
    assert found.name == "Bob Reed"


@pytest.mark.parametrize(
    ("other", "name"),
    [
        ("Ann Lowe, the deputy mayor, stayed.", "Bob Reed"),
        ("Ann Lowe, the former mayor, stayed.", "Bob Reed"),
        ("A mayor from Leeds stayed.", ""),
        ("There was another mayor.", ""),
        ("He talked to a mayor from Leeds.", ""),
        ("He is a mayor of a big town.", "Bob Reed"),
        ("“I am late,” a mayor said.", ""),
        ("A mayor, Ann Lowe, stayed.", ""),
    ],
)
def test_a_second_one(other, name):
    text = f"Bob Reed, the mayor, left. {other}\n\n“It is late,” the mayor said."
    assert speakers(text)[-1].name == name


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("alleged gang leader Bob Reed", "alleged gang leader"),
        ("accused murderer Bob Reed", "accused murderer"),
        ("so-called doctor Bob Reed", "so-called doctor"),
        ("incoming chairman Bob Reed", "incoming chairman"),
        ("then mayor Bob Reed", "then mayor"),
        ("disgraced banker Bob Reed", "disgraced banker"),
        ("the alleged gang leader, Bob Reed", "alleged gang leader"),
        ("Bob Reed, the accused murderer", "accused murderer"),
        ("Bob Reed, no friend of the mayor", ""),
        ("Bob Reed, no longer chairman", ""),
        ("Bob Reed, not a doctor", ""),
    ],
)
def test_a_role_keeps_its_doubt_and_time(who, role):
    (found,) = speakers(f"“I was here,” said {who}.")
    assert (found.name, found.role) == ("Bob Reed", role)


@pytest.mark.parametrize(
    "text",
    [
        "Ann Lowe praised mayor Bob Reed. “I was here,” Reed said.",
        "Ann Lowe accused mayor Bob Reed. “I was here,” Reed said.",
        "She accused mayor Bob Reed. “I was here,” Reed said.",
        "She suspended mayor Bob Reed. “I was here,” Reed said.",
    ],
)
def test_a_verb_before_a_role_is_no_part_of_it(text):
    assert speakers(text)[-1].role == "mayor"
