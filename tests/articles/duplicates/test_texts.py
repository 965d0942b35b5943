"""Known articles are found by address and by nearly the same text."""

import importlib

from django.apps import apps
from django.db import connection
from django.test import TestCase

from articles.duplicates.texts import find_by_address, find_by_text, find_duplicates
from articles.models import Snapshot
from articles.text_matching.near_duplicates import sketch
from tests.factories import make_article
from tests.support.random_texts import edited, some_text


class KnownTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.text = some_text(1)
        cls.article = make_article(
            text=cls.text, url="https://www.example.org/bridge?id=1"
        )
        cls.others = [make_article(text=some_text(seed)) for seed in (2, 3, 4)]

    def test_by_address_in_any_form(self):
        for address in (
            "https://www.example.org/bridge?id=1",
            "http://www.example.org/bridge/?utm_source=mail&id=1#part",
            "HTTPS://WWW.EXAMPLE.ORG/bridge?id=1",
        ):
            self.assertEqual(find_by_address(address), self.article)
        for address in ("", "https://www.example.org/other", "http://[", "words"):
            self.assertIsNone(find_by_address(address))

    def test_by_a_text_with_small_edits(self):
        for text in (
            self.text,
            edited(self.text, 20),
            f"By Noor de Wit, {some_text(9, 60)} {self.text}",
            self.text[: len(self.text) // 2],
        ):
            (found,) = find_by_text(text)
            self.assertEqual(found[0], self.article)
            self.assertGreater(found[1], 0.3)

    def test_another_text_is_not_found(self):
        self.assertEqual(find_by_text(some_text(99)), [])
        self.assertEqual(find_by_text("Too short."), [])
        self.assertEqual(find_by_text(""), [])

    def test_an_older_text_of_an_article_counts_too(self):
        self.article.hold_text(some_text(50))
        self.assertEqual(find_by_text(self.text)[0][0], self.article)

    def test_both_reasons_are_given_once(self):
        with self.assertNumQueries(8):
            found, _ = find_duplicates(self.article.url, edited(self.text, 10))
        self.assertEqual([known.record for known in found], [self.article])
        self.assertEqual(found[0].why, "has the same address")
        ((found,), given_up) = find_duplicates("", self.text)
        self.assertFalse(given_up)
        self.assertEqual(found.why, "has the same text")
        article = make_article(text="One.\nTwo. They did not go. " + some_text(5, 3000))
        for old, new, why in (
            ("\n", "\r\n", "has the same text"),
            (" not", "", "has nearly the same text"),
        ):
            text = article.current_snapshot.text.replace(old, new)
            ((found,), _) = find_duplicates("", text)
            self.assertEqual(found.why, why)
        ((found,), _) = find_duplicates("", edited(self.text, 20))
        self.assertRegex(found.why, r"has \d\d% of its text")

    def test_the_search_has_its_own_timeout(self):
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = '77s'")
            find_by_text(self.text)
            cursor.execute("SHOW statement_timeout")
            self.assertEqual(cursor.fetchone(), ("77s",))

    def test_older_texts_get_their_sketches(self):
        """As the migration does, for rows older than the column."""
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute(
                "ALTER TABLE articles_snapshot DISABLE TRIGGER snapshot_never_edited"
            )
            cursor.execute("UPDATE articles_snapshot SET sketch = DEFAULT")
            cursor.execute(
                "ALTER TABLE articles_snapshot ENABLE TRIGGER snapshot_never_edited"
            )
        self.assertEqual(find_by_text(self.text), [])
        migration = importlib.import_module("articles.migrations.0004_raw_pages_stay")
        with connection.schema_editor() as editor:
            migration.make_sketches(apps, editor)
        self.assertEqual(find_by_text(self.text)[0][0], self.article)
        for snapshot in Snapshot.objects.all():
            self.assertEqual(snapshot.sketch, sketch(snapshot.text))
