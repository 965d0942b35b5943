"""Speakers in titles of speeches."""

import pytest

from articles.reading.speakers import read_speaker


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
    ],
)
def test_a_speaker_is_named_without_titles(title, name):
    assert [str(each) for each in read_speaker(title)[0]] == [name]
