"""Speakers in titles of speeches."""

import pytest

from articles.reading.speech_titles import read_speaker


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Speech by M. K. Gandhi", "M. K. Gandhi"),
        ("Remarks by M. Night Shyamalan in Delhi", "M. Night Shyamalan"),
        ("Remarks by First Lady Michelle Obama", "Michelle Obama"),
        ("Address by Don DeLillo", "Don DeLillo"),
        ("Discours de M. Kylian Mbappé à Paris", "Kylian Mbappé"),
        ("Discours de M. le président Emmanuel Macron", "Emmanuel Macron"),
        ("Palabras de don Felipe González", "Felipe González"),
        ("Discurso del presidente don Pedro Sánchez", "Pedro Sánchez"),
        ("Statement by Press Secretary Jen Psaki", "Jen Psaki"),
        ("Remarks by Dan O’Neill in Cork", "Dan O’Neill"),
    ],
)
def test_a_speaker_is_named_without_titles(title, name):
    assert [str(each) for each in read_speaker(title)[0]] == [name]


@pytest.mark.parametrize(
    "title",
    [
        "Speech by Ann Lowe’s spokesman",
        "Statement by Ann Lowe's lawyer, Bob Reed",
        "Statement by James Ross’ office",
        "Statement by the Press Secretary on Bob Reed",
        "Statement by the White House Press Secretary",
        "Statement by White House Chief of Staff Ron Klain",
    ],
)
def test_a_title_and_somebody_else_s_name_are_nobody(title):
    assert read_speaker(title) == ([], "", "")


@pytest.mark.parametrize(
    ("title", "is_sure"),
    [
        ("Address by Ann Lowe and Bob Reed", True),
        ("Address by Mayor Ann Lowe and Prime Minister Bob Reed at Port Ness", True),
        ("Rede von Ann Lowe und Bob Reed im Bundestag", True),
        ("Discours de Ann Lowe et Bob Reed", True),
        ("Address by Ann Lowe and Bob Reed, read by Carl Voss", False),
    ],
)
def test_all_speakers_of_a_title_are_named(title, is_sure):
    names, _where, told = read_speaker(title)
    assert [str(each) for each in names] == ["Ann Lowe", "Bob Reed"]
    assert bool(told) != is_sure


@pytest.mark.parametrize(
    ("rest", "is_sure"),
    [
        ("", True),
        (" on Housing", True),
        (" at the Harbour", True),
        (" – Port Ness, 3 May", True),
        (" on behalf of Bob Reed", False),
        (", read by Bob Reed", False),
        (" and the council", False),
        (" as delivered by Bob Reed", False),
    ],
)
def test_a_name_is_sure_only_if_nothing_else_follows(rest, is_sure):
    names, _where, told = read_speaker(f"Remarks by Ann Lowe{rest}")
    assert [str(each) for each in names] == ["Ann Lowe"]
    assert bool(told) != is_sure
