"""Keys in addresses and forms are those that PostgreSQL can store."""

import pytest

from articles.keys import MAX_KEY, read_key, read_keys


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("12", 12),
        ("007", 7),
        ("٣", 3),
        (str(MAX_KEY), MAX_KEY),
        (str(MAX_KEY + 1), None),
        ("9" * 5_000, None),
        ("-1", None),
        ("1.5", None),
        ("²", None),
        ("", None),
        (None, None),
    ],
)
def test_a_key_is_read_or_nothing(text, key):
    assert read_key(text) == key


def test_only_keys_are_read():
    assert read_keys(["1", "x", "9" * 5_000, "2"]) == [1, 2]
