"""A pronoun is open if somebody else is as likely, named or not."""

import pytest

from quotes.extraction import suggest


def last_speaker(text):
    return suggest(text)[-1].speakers[0]


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        (
            "Ann Lowe and Kim Ash met in Paris. “It was good,” she said.",
            ["Ann Lowe", "Kim Ash"],
        ),
        (
            "Ann Lowe and Kim Ash met.\n\nShe said the talks were good.",
            ["Ann Lowe", "Kim Ash"],
        ),
        (
            "Chancellor Ann Lowe and Dr. Kim Ash met. “It was good,” she said.",
            ["Ann Lowe", "Kim Ash"],
        ),
        ("Ann Lowe called her mother. “I am safe,” she said.", ["Ann Lowe"]),
        ("Ann Lowe called her mother on Friday. She said it was late.", ["Ann Lowe"]),
        ("Ann Lowe phoned her sister. She cried. “I am safe,” she said.", ["Ann Lowe"]),
        ("Bob Reed visited his father.\n\n“It is over,” he said.", ["Bob Reed"]),
        ("Ann Lowe wrote to the queen. “It is over,” she said.", ["Ann Lowe"]),
        ("Ann Lowe had tea with the queen. “It is over,” she said.", ["Ann Lowe"]),
        ("Ann Lowe talked to a woman there. “It is over,” she said.", ["Ann Lowe"]),
    ],
)
def test_open(text, candidates):
    found = last_speaker(text)
    assert found.name == ""
    assert [one.name for one in found.candidates] == candidates


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lowe and Bob Reed met. “It was good,” she said.", "Ann Lowe"),
        ("Ann Lowe and Bob Reed met. “It was good,” he said.", "Bob Reed"),
        ("Ann Lowe and Kim Ash met. Lowe smiled. “I go,” she said.", "Ann Lowe"),
        ("Ann Lowe called her father. “I am safe,” she said.", "Ann Lowe"),
        ("Ann Lowe called her mother. Lowe cried. “I go,” she said.", "Ann Lowe"),
        ("Ann Lowe is a mother of three. “It is over,” she said.", "Ann Lowe"),
        (
            "Ann Lowe, a spokeswoman for the club, left. “It is over,” she said.",
            "Ann Lowe",
        ),
        ("Bob Reed married a woman from Kent. “It is over,” he said.", "Bob Reed"),
        (
            "Bob Reed won the Man of the Match award. “It is over,” he said.",
            "Bob Reed",
        ),
        (
            "Ann Lowe got a boost by her successful mother. “It is over,” she said.",
            "Ann Lowe",
        ),
    ],
)
def test_settled(text, name):
    assert last_speaker(text).name == name


@pytest.mark.parametrize(
    "text",
    ["Ann Lowe called her mother.", "Bob Reed thanked his wife.", "She asked his son."],
)
def test_whom_somebody_calls_is_no_quote(text):
    assert suggest(text) == []
