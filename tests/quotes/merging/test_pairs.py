"""Pairs of speakers that may be the same are listed until an editor decides."""

from django.test import TestCase

from quotes.merging.merge import merge
from quotes.merging.pairs import find_pairs, keep_apart
from tests.factories import make_speaker


class PairTests(TestCase):
    def test_pairs_are_listed_once_until_they_are_kept_apart_or_merged(self):
        lee, other = (
            make_speaker("Ann Lee", aliases=["Nan"]),
            make_speaker("Jane Smith"),
        )
        nan, initial = make_speaker("NAN"), make_speaker("A. Lee")
        make_speaker("John Smith")
        expected = [(initial, lee), (nan, lee)]
        self.assertEqual(find_pairs(10), expected)
        self.assertEqual(find_pairs(1), expected[:1])
        keep_apart(nan, lee, None)
        self.assertEqual(find_pairs(10), expected[:1])
        merge(initial, lee, None)
        self.assertEqual(find_pairs(10), [])
        self.assertEqual(other.name, "Jane Smith")
