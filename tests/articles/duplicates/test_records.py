"""Publications, topics and articles that may exist already are found by their names."""

from django.test import TestCase

from articles.duplicates.records import find_named, find_publications, find_titled
from articles.models import DistinctPair
from articles.partial_dates import PartialDate
from quotes.models import Topic
from tests.factories import make_article, make_publication, make_topic


def whys(found):
    return [each.why for each in found]


class RecordTests(TestCase):
    def test_publications(self):
        record = make_publication(name="The Daily Record", website="https://daily.org/")
        for name, website, expected in [
            ("daily record", "", ["has the same name"]),
            ("The Daily Récord!", "", ["has the same name"]),
            ("Record", "http://www.daily.org", ["has the same website"]),
            ("The Daily Recorder", "https://other.org", []),
            ("The", "https://[", []),
        ]:
            with self.subTest(name=name):
                found = find_publications(name, website)
                self.assertEqual(whys(found), expected)
        self.assertEqual(find_publications(record.name, exclude=record.pk), [])
        record.name = "The Weekly Record"
        record.save()
        found = find_publications("Daily Record")
        self.assertEqual(whys(found), ["had this name before"])

    def test_topics(self):
        make_topic("Éducation")
        self.assertEqual(whys(find_named(Topic, "education")), ["has the same name"])
        self.assertEqual(find_named(Topic, "Education policy"), [])
        self.assertEqual(find_named(Topic, "…"), [])

    def test_articles_of_one_title(self):
        outlet = make_publication()
        make_article(
            title="Bridge “closed”",
            published="2024-03",
            publication=outlet,
            bylines=[{"given": "Ann", "family": "Lee"}],
        )
        author, outlets, date, title = (
            ["has the same title and author"],
            ["has the same title and publication"],
            ["has the same title and date"],
            ["has the same title"],
        )
        for values, expected in [
            ((["lee"],), author),
            ((["Moe"], outlet.pk), outlets),
            ((["Moe"], None, PartialDate.parse("2024-03")), date),
            ((["Moe"], None, PartialDate.parse("2024-04")), []),
            ((), title),
        ]:
            with self.subTest(values=values):
                found = find_titled("bridge closed", *values)
                self.assertEqual(whys(found), expected)
        self.assertEqual(find_titled("Bridge open"), [])

    def test_a_name_with_nul_is_not_known(self):
        make_publication(name="The Daily Record")
        self.assertEqual(find_publications("Daily\0Record"), [])
        self.assertEqual(find_named(Topic, "a\0b"), [])
        self.assertEqual(find_titled("a\0b"), [])

    def test_what_an_editor_keeps_apart_is_remembered_once(self):
        one, two, three = (make_topic() for _ in range(3))
        DistinctPair.objects.remember(three, [one, two, three], None)
        DistinctPair.objects.remember(one, [three], None)
        pairs = DistinctPair.objects.of(three).values_list("one", "other")
        self.assertEqual({*pairs}, {(one.pk, three.pk), (two.pk, three.pk)})
        self.assertEqual(DistinctPair.objects.of(one).count(), 1)
