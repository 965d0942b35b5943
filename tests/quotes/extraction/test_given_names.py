"""Given names and their sex."""

import pytest

from quotes.extraction.given_names import EITHER, FEMALE, MALE
from quotes.extraction.languages import ENGLISH


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
    assert ENGLISH.sex_of(word) == sex
