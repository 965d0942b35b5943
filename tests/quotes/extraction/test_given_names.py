"""Given names and their sex."""

import pytest

from quotes.extraction.given_names import EITHER, FEMALE, MALE, sex_of


@pytest.mark.parametrize(
    ("word", "sex"),
    [
        ("Helen", FEMALE),
        ("Heidi", FEMALE),
        ("Christina", FEMALE),
        ("Donald", MALE),
        ("William", MALE),
        ("Jean", EITHER),
        ("Taylor", EITHER),
        ("Northwater", ""),
        ("Washington", ""),
        ("the", ""),
        ("Said", ""),
    ],
)
def test_sex_of(word, sex):
    assert sex_of(word) == sex
