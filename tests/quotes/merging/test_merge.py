"""Two records are merged with all derived tables, and undone without loss."""

import json
from unittest.mock import patch

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import TestCase

from articles.partial_dates import PartialDate
from quotes.listing.consistency import differences
from quotes.merging import rows
from quotes.merging.fields import compare_fields, followers
from quotes.merging.kinds import KINDS
from quotes.merging.merge import find_both, merge
from quotes.merging.undo import undo
from quotes.models import Alias, Attribution, Change, Merge, Speaker, Topic
from quotes.models.speakers import DIED_BEFORE_BIRTH
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_saying,
    make_speaker,
    make_topic,
)
from tests.support.admin_pages import make_user

#: What an undo has to restore: all rows of these tables.
TABLES = {
    "quotes_speaker": "updated_at",
    "quotes_alias": "updated_at",
    "quotes_topic": "updated_at",
    "quotes_quote_topics": "",
    "quotes_attribution": "updated_at",
    "quotes_saying": "updated_at",
    "articles_publication": "updated_at",
    "articles_article": "updated_at",
    "quotes_listing": "",
    "quotes_listentry": "",
}
#: Columns that are never taken over, or not as fields.
_OWN = {"id", "created_at", "updated_at"}
LEFT = {
    **dict.fromkeys(["speaker", "publication", "topic"], _OWN | {"slug", "past_slugs"}),
    "article": _OWN | {"status", "withdrawn_reason", "created_by_id", "merged_into_id"},
}


def stored(tables=TABLES):
    """Return all rows of some tables, without the times of their last change."""
    with connection.cursor() as cursor:
        found = {}
        for table, left_out in tables.items():
            row = f"to_jsonb(r) - '{left_out}'"
            cursor.execute(f"SELECT ({row})::text FROM {table} r ORDER BY 1")  # noqa: S608
            found[table] = [json.loads(text) for (text,) in cursor.fetchall()]
    return found


class SpeakerTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = make_user("chief", "Chief editors")
        cls.short = make_speaker(
            "Y. LeCun", aliases=["LeCun", "Yann"], wikidata_id="Q3571662"
        )
        cls.full = make_speaker(
            "Yann LeCun", aliases=["Yann"], description="A scientist."
        )
        cls.mine = make_quote(speaker=cls.full, topics=[make_topic()])
        cls.theirs = [make_quote(speaker=cls.short, standing="disputed")]
        cls.theirs.append(make_quote(speaker=[cls.short, make_speaker()]))
        cls.draft = make_quote(speaker=cls.short, status="draft")
        cls.both = make_quote(speaker=[cls.full, cls.short], cue="said")
        cls.refuted = make_quote(speaker=cls.short, standing="misattributed")
        make_saying(cls.refuted, cls.mine)

    def merge(self, **options):
        return merge(self.short, self.full, self.user, **options)

    def test_everything_follows_and_undo_restores_it(self):
        before = stored()
        for options in (
            {},
            {"taken": ["name", "description"]},
            {"both": {self.both.pk: "source"}, "reason": "The same person."},
        ):
            with self.subTest(options=options):
                done = self.merge(**options)
                act = Change.objects.filter(record="speaker").latest("pk")
                self.assertEqual((act.act, act.user_name), ("merged", "chief"))
                self.assertEqual(differences(), {})
                self.assertFalse(Speaker.objects.filter(pk=self.short.pk).exists())
                full = Speaker.objects.get(pk=self.full.pk)
                self.assertEqual(full.attributions.count(), 6)
                self.assertEqual(Speaker.objects.by_slug("y-lecun"), full)
                self.assertEqual(Speaker.objects.by_slug("yann-lecun"), full)
                names = {full.name, *full.aliases.values_list("name", flat=True)}
                self.assertEqual(names, {"Yann LeCun", "Y. LeCun", "LeCun", "Yann"})
                self.assertEqual(full.wikidata_id, "Q3571662")
                self.refuted.saying_member.saying.refresh_from_db()
                saying = self.refuted.saying_member.saying
                self.assertEqual(saying.refuted, [full.pk])
                old = "yann-lecun" if options.get("taken") else "y-lecun"
                page = self.client.get(f"/speakers/{old}/", follow=True)
                self.assertEqual(page.redirect_chain[0][1], 301)
                self.assertEqual(undo(done, self.user), [])
                self.assertEqual(differences(), {})
                self.assertEqual(stored(), before)
        self.assertEqual(Merge.objects.exclude(undone_at=None).count(), 3)

    def test_a_quote_that_an_editor_gives_to_somebody_else_meanwhile_stays_there(self):
        """The editor's change is committed while the merge waits for its lock."""
        third, given = make_speaker("Ada Moreau"), self.theirs[0].attributions.get()
        lock = rows.lock_quotes

        def locked(*arguments):
            Attribution.objects.filter(pk=given.pk).update(speaker=third)
            return lock(*arguments)

        with patch.object(rows, "lock_quotes", locked):
            done = self.merge()
        given.refresh_from_db()
        self.assertEqual(given.speaker, third)
        self.assertNotIn(given.pk, done.moved)
        self.assertEqual(differences(), {})

    def test_dates_of_life_that_do_not_fit_are_refused(self):
        self.full.died = PartialDate.parse("1949")
        self.full.save()
        self.short.born = PartialDate.parse("1950")
        self.short.save()
        with self.assertRaisesMessage(ValidationError, DIED_BEFORE_BIRTH):
            self.merge()
        self.assertTrue(Speaker.objects.filter(pk=self.short.pk).exists())

    def test_all_addresses_of_the_old_speaker_lead_to_the_other(self):
        slug = self.short.slug
        old = [
            f"/speakers/{slug}/",
            f"/quotes/?speaker={slug}",
            f"/quotes.atom?speaker={slug}",
            f"/quotes.ris?speaker={slug}",
            f"/quotes.csv?speaker={slug}",
            f"/speakers/{slug}/figures.csv",
        ]
        found = [path for path in old if self.client.get(path).status_code == 200]
        self.assertGreaterEqual(len(found), 5, found)
        self.merge()
        for path in found:
            with self.subTest(path=path):
                response = self.client.get(path, follow=True)
                self.assertEqual(response.status_code, 200)
                if not path.startswith("/quotes"):
                    self.assertIn("yann-lecun", response.redirect_chain[-1][0])
                    self.assertEqual(response.redirect_chain[0][1], 301)
                    continue
                # A filter takes old names: the list has the quotes of both.
                text = b"".join(response).decode()
                for quote in (self.mine, self.theirs[0]):
                    self.assertIn(quote.text.removesuffix("."), text)

    def test_undo_after_later_edits_keeps_them_and_says_so(self):
        done = self.merge()
        full = Speaker.objects.get(pk=self.full.pk)
        full.wikidata_id = ""
        full.description = "A computer scientist."
        full.save()
        other, new = make_speaker(), make_quote(speaker=full)
        moved = Attribution.objects.filter(quote=self.theirs[0])
        moved.update(speaker=other)
        self.draft.delete()
        Alias.objects.filter(name="LeCun").delete()
        notes = "\n".join(undo(done, self.user))
        for part in (
            "Wikidata number of Yann LeCun: changed since",
            "Aliases deleted or moved since, and left so: 1.",
            "Deleted or given to another speaker since, and left so: 2 of 4",
            "Entered since the merge: 1 attribution. They stay with Yann LeCun",
        ):
            self.assertIn(part, notes)
        self.assertEqual(differences(), {})
        full.refresh_from_db()
        self.assertEqual(full.description, "A computer scientist.")
        self.assertEqual(new.attributions.get().speaker, full)
        short = Speaker.objects.get(pk=self.short.pk)
        self.assertEqual(short.wikidata_id, "Q3571662")
        self.assertEqual(short.attributions.count(), 3)

    def test_undo_says_precisely_why_it_cannot(self):
        third = make_speaker("Leon LeCun")
        done = self.merge()
        later = merge(self.full, third, self.user)
        with self.assertRaisesMessage(ValidationError, "undo that first"):
            undo(done, self.user)
        undo(later, self.user)
        full = Speaker.objects.get(pk=self.full.pk)
        full.wikidata_id = ""
        full.save()
        third.wikidata_id = "Q3571662"
        third.save()
        with self.assertRaisesMessage(
            ValidationError, "Leon LeCun has the Wikidata number"
        ):
            undo(done, self.user)
        third.wikidata_id = ""
        third.save()
        self.assertEqual(len(undo(done, self.user)), 1)
        with self.assertRaisesMessage(ValidationError, "undone already"):
            undo(done, self.user)
        self.assertEqual(differences(), {})

    def test_what_differs_is_compared_and_a_pair_must_exist(self):
        self.short.born = PartialDate.parse("1960")
        labels = [row[0] for row in compare_fields(self.short, self.full)]
        expected = ["Name", "Description", "Wikidata number", "Born"]
        self.assertEqual(labels, expected)
        ((theirs, ours),) = find_both(self.short, self.full)
        self.assertEqual((theirs.speaker, ours.speaker), (self.short, self.full))
        for source in (self.full, Speaker(pk=10**9)):
            with self.assertRaises(ValidationError):
                merge(source, self.full, self.user)

    def test_every_relation_to_a_record_is_moved(self):
        """Others than foreign keys need code of their own in quotes/merging."""
        for kind in KINDS.values():
            moved = {table for table, _ in followers(kind)}
            moved |= {kind.table, Alias._meta.db_table, *kind.stays}
            for each in kind.model._meta.related_objects:
                table = each.related_model._meta.db_table
                if each.many_to_many:
                    table = each.through._meta.db_table
                self.assertIn(table, moved)

    def test_every_field_is_merged_or_left_on_purpose(self):
        """Add a new field to `fields` in quotes/merging/kinds.py, or to LEFT."""
        for kind in KINDS.values():
            merged = {name for _, names in kind.fields for name in names}
            fields = kind.model._meta.concrete_fields
            own = {each.attname for each in fields if not each.generated}
            self.assertEqual(own - merged, LEFT[kind.name], kind.name)

    def test_reports_follow(self):
        report = self.short.reports.create(message="Wrong.")
        done = self.merge()
        report.refresh_from_db()
        self.assertEqual(report.speaker_id, self.full.pk)
        undo(done, self.user)
        report.refresh_from_db()
        self.assertEqual(report.speaker_id, self.short.pk)


@pytest.mark.django_db
def test_publications_and_topics():
    user = make_user("chief")
    one, two = make_publication(name="NYT"), make_publication(name="The Times")
    topic, other = make_topic("War"), make_topic("Wars")
    article = make_article(publication=one, quotes=[{"topics": [topic, other]}])
    make_quote(article, topics=[topic])
    make_quote(make_article(publication=two), topics=[other])
    before = stored()
    for source, target in ((one, two), (topic, other)):
        done = merge(source, target, user)
        assert differences() == {}
        model = type(target)
        assert model.objects.by_slug(source.slug) == target
        assert not model.objects.filter(pk=source.pk).exists()
        if model is Topic:
            assert target.quotes.count() == 3
        else:
            assert target.articles.count() == 2
        assert undo(done, user) == []
        assert differences() == {}
        assert stored() == before
