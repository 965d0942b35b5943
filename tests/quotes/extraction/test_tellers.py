"""Who tells instead of the subject: in passives, heard by others, written on things."""

import pytest

from quotes.extraction import find_quotes


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("“I did it,” Ann Lowe recalled Bob Reed as saying.", "Bob Reed"),
        ("“I did it,” Ann Lowe remembered Bob Reed saying.", "Bob Reed"),
        ("“I did it,” Ann Lowe quotes Bob Reed as saying.", "Bob Reed"),
        ("Ann Lowe recalled Bob Reed as saying: “I did it.”", "Bob Reed"),
        ("Ann Lowe reported Bob Reed as saying “I did it.”", "Bob Reed"),
        ("Bob Reed told police a neighbour cried, “I did it all!”", "a neighbour"),
        ("Bob Reed told Ann Lowe, who shouted: “I did it all!”", "who"),
        ("Bob Reed told reporters on Monday: “I did it all!”", "Bob Reed"),
        ("Bob Reed told Ann Lowe, her eyes closed, “I did it all!”", "Bob Reed"),
        ("“I did it,” Ann Lowe is reported by Bob Reed to have said.", "Ann Lowe"),
        ("Ann Lowe was asked by Bob Reed and said “I did it all.”", "Ann Lowe"),
        ("Ann Lowe was beaten by Bob Reed, who said “I did it all.”", "who"),
        (
            "A statement by Ann Lowe, read out by Bob Reed, said: “We will go.”",
            "A statement by Ann Lowe",
        ),
        (
            "A letter by Ann Lowe that Bob Reed read out said: “We will go.”",
            "A letter by Ann Lowe",
        ),
        ("The man that Bob Reed met said: “We will go.”", "The man"),
        ("“I did it,” Ann Lowe cited Bob Reed as saying.", "Bob Reed"),
        ("A fake Ann Lowe said: “We will go.”", None),
        ("An AI-generated Ann Lowe said: “We will go.”", None),
        ("Bob Reed arrested a man shouting “we will go home”", "a man"),
        ("Bob Reed left the room shouting “we will go home”", "Bob Reed"),
        ("Bob Reed wore a shirt saying “We will go home.”", None),
        ("Bob Reed, in a T-shirt saying “We will go home,” left.", None),
        ("Bob Reed held a sign that said “We will go home.”", None),
        ("Bob Reed received a note saying “We will go home.”", "a note"),
        (
            "Bob Reed got a letter from the bank saying “We will go home.”",
            "a letter from the bank",
        ),
        ("Bob Reed wore the shirt, saying “We will go home.”", "Bob Reed"),
        ("Bob Reed issued a statement saying “We will go home.”", "Bob Reed"),
        ("Bob Reed wrote a note that said: “We will go home.”", "Bob Reed"),
        ("“We will not yield,” Bob Reed told by Ann Lowe", "Ann Lowe"),
        ("Bob Reed was told by Ann Lowe: “We will not yield to you”", "Ann Lowe"),
        ("Bob Reed warned by Ann Lowe: “We will not yield”", "Ann Lowe"),
        ("“We will not yield to bullies”, Bob Reed told", None),
        ("Bob Reed told “we will not yield”", None),
        ("Jury told: “We will not yield”", None),
        ("Bob Reed stands accused of “the worst crime of all.”", None),
        ("Bob Reed, accused of “the worst crime of all”, was jailed.", None),
        ("“We will not yield,” Bob Reed warned", "Bob Reed"),
        ("Bob Reed asked “will you yield?”", "Bob Reed"),
        ("“We will not yield,” Bob Reed told a crowd by the river.", "Bob Reed"),
    ],
)
def test_who_tells(text, printed):
    (said,) = find_quotes(text).suggestions
    assert [one.printed for one in said.speakers] == ([printed] if printed else [])
    content = text[slice(*said.content[0])]
    assert content.startswith("“")


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Bob Reed told to “get a grip” by Ann Lowe", "Ann Lowe"),
        ("Bob Reed slammed as “a liar and a fraud” by Ann Lowe", "Ann Lowe"),
        ("Bob Reed accused of “worst crime of all” by Ann Lowe", "Ann Lowe"),
        ("Bob Reed accused by Ann Lowe of “worst crime of all”", "Ann Lowe"),
        ("Bob Reed described as “a liar and a fraud” by Ann Lowe", "Ann Lowe"),
        ("Ann Lowe accused Bob Reed of “the worst crime of all.”", "Ann Lowe"),
    ],
)
def test_the_accused_does_not_speak(text, name):
    (said,) = find_quotes(text).suggestions
    assert [one.name for one in said.speakers] == [name]


def test_the_listener_of_a_statement_is_not_the_speaker():
    (said,) = find_quotes("Bob Reed told he is “out of touch”").suggestions
    assert said.speakers == ()


def test_the_nearest_verb_has_the_quotation():
    text = "Bob Reed told police Ann Lowe shouted: “I did it all!”"
    (said,) = find_quotes(text).suggestions
    assert [one.name for one in said.speakers] == ["Ann Lowe"]
    assert text[slice(*said.cue)] == "shouted"


def test_a_document_says_what_its_author_says_perhaps():
    (said,) = find_quotes(
        "A note by Ann Lowe, read by Bob Reed, said: “Go.”"
    ).suggestions
    (speaker,) = said.speakers
    assert not speaker.name
    assert [one.name for one in speaker.candidates] == ["Ann Lowe"]
