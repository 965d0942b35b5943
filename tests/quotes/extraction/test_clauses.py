"""Somebody named in a clause about another person is not who speaks."""

import pytest

from quotes.extraction import suggest


def speaker(text, words):
    (found,) = [one for one in suggest(text) if words in text[slice(*one.content[0])]]
    return found.speakers[0]


@pytest.mark.parametrize(
    ("text", "printed", "name"),
    [
        (
            "“It is over,” Dora Penn’s aide, who asked Bob Reed to leave, said.",
            "Dora Penn’s aide",
            "",
        ),
        (
            "An aide to Dora Penn, who asked Bob Reed to leave, said it is over.",
            "An aide",
            "",
        ),
        (
            "Members of the club, who heard Bob Reed speak, said it is over.",
            "Members",
            "",
        ),
        ("The bank, which sued Carl Moss last year, said it is over.", "The bank", ""),
        (
            "“It is over,” the bank, which sued Carl Moss last year, said.",
            "the bank",
            "",
        ),
        (
            "Penn aide Carl Moss, who asked Bob Reed to leave, said it is over.",
            "Penn aide Carl Moss",
            "Carl Moss",
        ),
        (
            "Ann Lowe, whom Bob Reed, her boss, had hired, said it is over.",
            "Ann Lowe",
            "Ann Lowe",
        ),
        (
            "Ann Lowe, who sings, resigned, and Bob Reed, smiling, said it is over.",
            "Bob Reed",
            "Bob Reed",
        ),
        (
            "When Ann Lowe, who hired Bob Reed, left, Carl Moss said it is over.",
            "Carl Moss",
            "Carl Moss",
        ),
        ("Somebody quoting Lincoln said “it is over.”", "Somebody", ""),
        ("Later somebody quoting Lincoln said “it is over.”", "somebody", ""),
        ("Anyone reading Lincoln said it is over.", "Anyone", ""),
        ("A man posing as Bob Reed said it is over.", "A man", ""),
        ("Someone claiming to be Ann Lowe said “it is over.”", "Someone", ""),
        ("A group opposing Ann Lowe said it is over.", "A group", ""),
        ("Speaking in Paris, Ann Lowe said it is over.", "Ann Lowe", "Ann Lowe"),
        (
            "Quoting Abraham Lincoln, Ann Lowe said it is over.",
            "Ann Lowe",
            "Ann Lowe",
        ),
        (
            "In Iowa campaigning for Bob Reed, Ann Lowe said it is over.",
            "Ann Lowe",
            "Ann Lowe",
        ),
    ],
)
def test_clauses(text, printed, name):
    found = (
        speaker(text, "it is over")
        if "it is over" in text
        else (speaker(text, "It is over"))
    )
    assert (found.printed, found.name) == (printed, name)
    assert found.candidates == ()


@pytest.mark.parametrize(
    ("subject", "name"),
    [
        ("Ann Lowe (pictured with Bob Reed)", "Ann Lowe"),
        ("Ann Lowe (right, with Bob Reed)", "Ann Lowe"),
        ("Ann Lowe (played by Bob Reed)", "Ann Lowe"),
        ("Ann Lowe (whose father, Bob Reed, died)", "Ann Lowe"),
        ("Ann Lowe [who succeeded Bob Reed]", "Ann Lowe"),
        ("Ann Lowe (unlike Bob Reed)", "Ann Lowe"),
        ("Ann Lowe – unlike Bob Reed –", "Ann Lowe"),
        ("Ann Lowe (54)", "Ann Lowe"),
        ("Ann Lowe, who married Bob Reed (a baker),", "Ann Lowe"),
        ("Ann Lowe, unlike Bob Reed,", "Ann Lowe"),
        ("Ann Lowe, as well as Bob Reed,", "Ann Lowe"),
        ("Ann Lowe, together with Bob Reed,", "Ann Lowe"),
        ("Ann Lowe, instead of Bob Reed,", "Ann Lowe"),
        ("Ann Lowe, next to Bob Reed,", "Ann Lowe"),
        ("Ann Lowe, left, with Bob Reed,", "Ann Lowe"),
        ("Ann Lowe, second from left, with Bob Reed,", "Ann Lowe"),
        ("Ann Lowe along with Bob Reed", "Ann Lowe"),
        ("Ann Lowe, in a letter to her boss, Bob Reed,", "Ann Lowe"),
        ("Ann Lowe, in a letter to the coach, Bob Reed,", "Ann Lowe"),
        ("The woman Bob Reed married", ""),
        ("The lawyer Bob Reed hired last week", ""),
        ("The lawyer Bob Reed also", "Bob Reed"),
        ("The lawyer Bob Reed smiled and", "Bob Reed"),
        ("The mayor (pictured with Bob Reed)", ""),
        ("A nurse – unlike Bob Reed –", ""),
        ("The mayor, left, with Bob Reed,", ""),
        ("The mayor (Bob Reed)", "Bob Reed"),
        ("On Monday, with his boss, Bob Reed, 54,", "Bob Reed"),
        ("Unlike Ann Lowe, Bob Reed", "Bob Reed"),
    ],
)
def test_asides_and_brackets(subject, name):
    assert speaker(f"{subject} said the dam is old.", "is old").name == name
