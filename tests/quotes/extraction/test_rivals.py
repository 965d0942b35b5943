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
        ("Ann Lowe died. The neighbour saw it. “I saw it,” she said.", ["Ann Lowe"]),
        ("Ann Lowe died. A neighbour wept. “I saw it,” she said.", ["Ann Lowe"]),
        ("Ann Lowe died. That doctor fled. “I saw it,” she said.", ["Ann Lowe"]),
        ("Ann Lowe died. One nurse, 54, cried. “I go,” she said.", ["Ann Lowe"]),
        ("Ann Lowe died. In court, her mother wept. “I go,” she said.", ["Ann Lowe"]),
        ("Ann Lowe died. Outside, her mother wept. “I go,” she said.", ["Ann Lowe"]),
        ("Ann Lowe died. On Monday the judge came. “I go,” she said.", ["Ann Lowe"]),
        ("Bob Reed left. The chief of police nodded. “I go,” he said.", ["Bob Reed"]),
        ("Bob Reed left. It was late. The cook spoke. “I go,” he said.", ["Bob Reed"]),
        ("Bob Reed left. His lawyer, too, was angry. “I go,” he said.", ["Bob Reed"]),
        ("Bob Reed left. The coach shook his head. “I go,” he said.", ["Bob Reed"]),
        ("The man shot Bob Reed. “He had it coming,” he said.", ["Bob Reed"]),
        (
            "Ann Lowe died. A nurse wept. “I go,” she said. “I am late,” she added.",
            ["Ann Lowe"],
        ),
        ("The man who hit Bob Reed was drunk. “I am sorry,” he said.", ["Bob Reed"]),
        (
            "Bob Reed denies it. The victim, 30, disagrees. “I go,” he said.",
            ["Bob Reed"],
        ),
        ("Bob Reed fell. Someone laughed. “It was funny,” he said.", ["Bob Reed"]),
        ("The nurse spoke to Ann Lowe. “You will live,” she said.", ["Ann Lowe"]),
        ("A doctor examined Ann Lowe. “You will live,” she said.", ["Ann Lowe"]),
        ("The judge looked at Bob Reed. “You must go,” he said.", ["Bob Reed"]),
        ("The father of Bob Reed was furious. “He is lazy,” he said.", ["Bob Reed"]),
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
        ("Ann Lowe won. Her husband wept. “It is over,” she said.", "Ann Lowe"),
        ("Ann Lowe won. The computer broke. “It is over,” she said.", "Ann Lowe"),
        ("Ann Lowe won. The voters cheered. “It is over,” she said.", "Ann Lowe"),
        ("Ann Lowe, a nurse, wept. “It is over,” she said.", "Ann Lowe"),
        ("Ann Lowe wept when the nurse left. “It is over,” she said.", "Ann Lowe"),
        ("Her friend, the singer Ann Lowe, wept. “I go,” she said.", "Ann Lowe"),
        ("Mayor Ann Lowe won. The mayor smiled. “It is over,” she said.", "Ann Lowe"),
        ("The manager is Bob Reed. “It is over,” he said.", "Bob Reed"),
        ("The driver, named as Bob Reed, fled. “It is over,” he said.", "Bob Reed"),
        ("Bob Reed thanked the coach. “It is over,” he said.", "Bob Reed"),
        ("The police arrested Bob Reed. “It is over,” he said.", "Bob Reed"),
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
