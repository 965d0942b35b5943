"""Speakers that may be the same are found before another one is saved."""

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes.merging.duplicate_speakers import (
    find_duplicate_speakers,
    find_duplicate_speakers_by_name,
)
from tests.factories import make_speaker

SAME, ALIAS = "has the same name", "has this as another name"
FIT = "has the same family name, and given names that fit"
INITIALS = "has the same family name and initials"
#: What is entered, who is found for it, and why.
FOUND = [
    ("yann lecun", "Yann LeCun", SAME),
    ("Y. LeCun", "Yann LeCun", FIT),
    ("Yann A. LeCun", "Yann LeCun", FIT),
    ("LeCun", "Yann LeCun", "has this family name"),
    ("LeCun Yann", "Yann LeCun", "has the same names in the other order"),
    ("Émily Brontë", "Ellis Bell", ALIAS),
    ("Jane Smith", "John Smith", INITIALS),
    ("John Plato", "Plato", "has the family name alone"),
    ("Alexandr Herzen", "Alexander Hertzen", "had this name before"),
    ("Ministry of Defense", "Ministry of Defense", SAME),
]
#: Names for which nobody is found.
OTHERS = ["Mary Smith", "Anna LeCun", "John Smithson", "", "?", "\0", "é" * 300]


class SpeakerTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        for name in ("Yann LeCun", "John Smith", "Plato"):
            make_speaker(name)
        make_speaker("Ellis Bell", aliases=["Emily Bronte"])
        make_speaker("Ministry of Defense", kind="organisation")
        herzen = make_speaker("Alexandr Herzen")
        herzen.name = "Alexander Hertzen"
        herzen.save()

    def test_candidates_and_why(self):
        for entered, name, why in FOUND:
            with self.subTest(entered=entered):
                organisation = entered.startswith("Ministry")
                found = find_duplicate_speakers(entered, organisation=organisation)
                pairs = [(each.record.name, each.why) for each in found]
                self.assertEqual(pairs, [(name, why)])

    def test_others_are_not_found(self):
        for entered in OTHERS:
            with self.subTest(entered=entered):
                self.assertEqual(find_duplicate_speakers(entered), [])

    def test_the_speaker_is_no_candidate_for_itself(self):
        own = find_duplicate_speakers("Yann LeCun")[0].record
        self.assertEqual(find_duplicate_speakers("Yann LeCun", exclude=own.pk), [])

    def test_many_names_take_two_queries(self):
        names = {entered: False for entered, *_ in FOUND}
        with self.assertNumQueries(2):
            found = find_duplicate_speakers_by_name(names)
        self.assertEqual(len(found["Y. LeCun"]), 1)


@pytest.mark.django_db
def test_indexes_are_used():
    """With sequential scans off, no scan of a whole table remains."""
    with CaptureQueriesContext(connection) as queries:
        find_duplicate_speakers("Ann Lee")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(f"EXPLAIN {queries[0]['sql']}")
        plan = "\n".join(row for (row,) in cursor.fetchall())
    assert "Seq Scan" not in plan
