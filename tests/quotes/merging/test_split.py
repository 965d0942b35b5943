"""Quotes that belong to another speaker are moved, and moved back."""

from django.core.exceptions import ValidationError
from django.test import TestCase

from quotes.listing.consistency import differences
from quotes.merging.split import split_speaker
from quotes.merging.undo import undo
from quotes.models import Report, Speaker
from tests.factories import make_quote, make_speaker
from tests.quotes.merging.test_merge import stored
from tests.support.admin_pages import make_user


class SplitTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = make_user("chief", "Chief editors")
        cls.smith, cls.other = make_speaker("J. Smith"), make_speaker("Jane Smith")
        quotes = [make_quote(speaker=cls.smith) for _ in range(3)]
        quotes.append(make_quote(speaker=[cls.smith, cls.other]))
        cls.keys = [each.attributions.get(speaker=cls.smith).pk for each in quotes]

    def test_to_a_known_speaker_and_back(self):
        before = stored()
        done, stay = split_speaker(
            self.smith, self.keys[1:], self.user, target=self.other
        )
        self.assertEqual((stay, len(done.moved)), (1, 2))
        self.assertEqual(self.other.attributions.count(), 3)
        self.assertEqual(differences(), {})
        self.assertEqual(undo(done, self.user), [])
        self.assertEqual(stored(), before)

    def test_to_a_new_speaker_who_goes_unless_used(self):
        done, _ = split_speaker(
            self.smith, self.keys[:1], self.user, new_name="John Smith"
        )
        undo(done, self.user)
        self.assertFalse(Speaker.objects.filter(name="John Smith").exists())
        done, _ = split_speaker(
            self.smith, self.keys[:1], self.user, new_name="John Smith"
        )
        make_quote(speaker=Speaker.objects.get(name="John Smith"))
        (note,) = undo(done, self.user)
        self.assertIn("John Smith stays", note)

    def test_a_new_speaker_with_a_report_of_a_reader_stays(self):
        done, _ = split_speaker(
            self.smith, self.keys[:1], self.user, new_name="John Smith"
        )
        john = Speaker.objects.get(name="John Smith")
        Report.objects.create(speaker=john, message="He is called Jon.")
        (note,) = undo(done, self.user)
        self.assertIn("John Smith stays", note)
        self.assertTrue(john.reports.exists())

    def test_nothing_to_move_is_refused(self):
        for keys in ([], self.keys[3:]):
            with self.assertRaises(ValidationError):
                split_speaker(self.smith, keys, self.user, target=self.other)
        with self.assertRaises(ValidationError):
            split_speaker(self.smith, self.keys, self.user, new_name=" ")
