"""Two articles are merged with all derived tables, and undone without loss."""

from django.core.exceptions import ValidationError
from django.db import DatabaseError, transaction
from django.test import TestCase

from articles.audit_context import acting
from articles.duplicates.records import find_titled
from articles.duplicates.texts import find_by_address, find_by_text
from articles.models import Article
from articles.models.base import Status
from articles.models.versions import with_addresses
from quotes.forms import QuoteForm
from quotes.history.corrections import find_corrections
from quotes.history.states import before, revert
from quotes.listing.consistency import differences
from quotes.merging.articles import compare_articles, find_outcomes, merge_articles
from quotes.merging.undo import undo
from quotes.models import AnchorChange, Change, Merge, Quote, Saying
from quotes.verification.other_articles import find_in_other_articles
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_saying,
    make_speaker,
)
from tests.quotes.merging.test_merge import TABLES, stored
from tests.quotes.views.test_corrections import end_transaction
from tests.support.admin_pages import make_user

FIRST = """The mayor spoke on Monday. “We must act now,” she said.

“Nobody will be left behind,” Ann Lee told reporters.

“The bridge is safe and stays open,” she said."""
SECOND = """City page. The mayor spoke on Monday. “We must act now,” she said.

“Nobody will be left behind,” Ann Lee told reporters."""
#: What an undo has to restore, too.
ALL = {
    **TABLES,
    "articles_byline": "updated_at",
    "articles_snapshot": "",
    "quotes_quote": "updated_at",
    "quotes_sayingprint": "",
    "quotes_report": "updated_at",
    "quotes_anchorchange": "",
    "quotes_recheck": "",
}


class ArticleTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.user = make_user("chief", "Chief editors")
        cls.speaker = make_speaker("Ann Lee")
        cls.source = make_article(
            title="Mayor speaks",
            text=FIRST,
            url="https://news.example/print/mayor",
            published="2024-05-06",
            bylines=["A. Quill", "B. Ink"],
            publication=make_publication(name="The Record"),
        )
        cls.target = make_article(
            title="The mayor speaks",
            text=SECOND,
            url="https://news.example/mayor",
            published="2024-05-08",
            bylines=["C. Pen"],
        )
        cls.exact, cls.same, cls.lost = (
            make_quote(cls.source, words, speaker=cls.speaker)
            for words in (
                "We must act now",
                "Nobody will be left behind",
                "The bridge is safe and stays open",
            )
        )
        cls.draft = make_quote(cls.source, "The mayor spoke", status=Status.DRAFT)
        cls.twin = make_quote(
            cls.target, "Nobody will be left behind", speaker=cls.speaker
        )
        other = make_article(published="2024-05-07", text="“We must act now,” he said.")
        cls.saying = make_saying(cls.exact, make_quote(other, "We must act now"))
        cls.report = cls.source.reports.create(message="Wrong.")

    def merge(self, source=None, target=None, **options):
        options.setdefault("lost", "move")
        return merge_articles(
            source or self.source, target or self.target, self.user, **options
        )

    def undo(self, done):
        return undo(Merge.objects.get(pk=done.pk), self.user)

    def test_outcomes_say_what_becomes_of_each_quote(self):
        outcomes = {
            each.quote.pk: each for each in find_outcomes(self.source, self.target)
        }
        shown = {
            key: (each.quote.anchor_status, each.is_lost, each.twin)
            for key, each in outcomes.items()
        }
        self.assertEqual(
            shown,
            {
                self.exact.pk: ("exact", False, None),
                self.same.pk: ("exact", False, self.twin),
                self.lost.pk: ("missing", True, None),
                self.draft.pk: ("exact", False, None),
            },
        )
        labels = [row[0] for row in compare_articles(self.source, self.target)]
        self.assertEqual(
            labels, ["Title", "Publication", "Address", "Published on", "Authors"]
        )
        self.exact.refresh_from_db()
        self.assertEqual(self.exact.article, self.source)

    def test_everything_follows_and_undo_restores_it(self):
        as_before = stored(ALL)
        self.assertEqual(Saying.objects.get().earliest, self.exact)
        for options, stay in (
            ({}, [self.same]),
            ({"lost": "stay", "taken": ["title", "bylines"]}, [self.same, self.lost]),
            ({"doubled": [self.same.pk], "taken": ["url", "published_on"]}, []),
        ):
            with self.subTest(options=options):
                done = self.merge(**options)
                self.assertEqual(differences(), {})
                source = Article.objects.get(pk=self.source.pk)
                target = Article.objects.get(pk=self.target.pk)
                self.assertEqual(source.merged_into, target)
                self.assertEqual(source.status, Status.WITHDRAWN)
                self.assertCountEqual(source.quotes.all(), stay)
                self.exact.refresh_from_db()
                self.assertEqual(self.exact.snapshot, target.current_snapshot)
                ((start, end),) = self.exact.spans
                self.assertEqual(SECOND[start:end], "We must act now")
                self.assertEqual(target.publication, source.publication)
                self.assertEqual(target.reports.get(), self.report)
                urls = {source.url, target.url}
                self.assertEqual(urls, {self.source.url, self.target.url})
                taken = options.get("taken", ())
                self.assertEqual(target.url == self.source.url, "url" in taken)
                authors = [str(each) for each in target.bylines.all()]
                expected = ["A. Quill", "B. Ink"] if "bylines" in taken else ["C. Pen"]
                self.assertEqual(authors, expected)
                # The other print of 7 May is earlier than 8 May, but not than 6 May.
                is_first = Saying.objects.get().earliest == self.exact
                self.assertEqual(is_first, "published_on" in taken)
                changed = AnchorChange.objects.filter(quote=self.lost)
                self.assertEqual(changed.exists(), self.lost not in stay)
                self.assertEqual(self.undo(done), [])
                self.assertEqual(differences(), {})
                self.assertEqual(stored(ALL), as_before)

    def test_lists_and_cards_have_the_other_in_the_place_of_a_quote_that_stayed(self):
        self.merge()
        keys = f"{self.lost.pk}.{self.same.pk}.{self.exact.pk}"
        for path in (f"/list/?quotes={keys}", "/list/"):
            self.client.cookies["list"] = keys
            page = self.client.get(path)
            self.assertNotContains(page, "withdrawn")
            self.assertContains(page, self.twin.get_absolute_url())
        file = self.client.get(f"/list.ris?quotes={keys}.{self.twin.pk}")
        self.assertIn("list-of-3-quotes.ris", file["Content-Disposition"])
        self.client.post("/list/", {"remove": self.twin.pk})
        self.assertEqual(
            self.client.cookies["list"].value, f"{self.lost.pk}.{self.exact.pk}"
        )
        asked = {"url": f"http://testserver/quotes/{self.same.pk}/"}
        self.assertIn(
            f"/embed/quotes/{self.twin.pk}/",
            self.client.get("/oembed", asked).json()["html"],
        )

    def test_addresses_lead_to_the_other(self):
        one = self.source.pk
        paths = {
            self.source.get_absolute_url(): self.target.get_absolute_url(),
            f"/articles/{one}/": self.target.get_absolute_url(),
            f"/articles/{one}/?paragraph=1": (
                f"{self.target.get_absolute_url()}?paragraph=1"
            ),
        }
        for path in ("{}.ris", "{}.bib", "{}/cite/", "{}/versions/"):
            path = f"/articles/{path}"
            paths[path.format(one)] = path.format(self.target.pk)
        (held,) = with_addresses(self.source.snapshots.all())
        paths[f"/articles/{one}/versions/{held.address}/"] = (
            f"/articles/{self.target.pk}/versions/"
        )
        for path in paths:
            self.assertIn(self.client.get(path).status_code, (200, 301))
        done = self.merge()
        for path, leads_to in paths.items():
            with self.subTest(path=path):
                response = self.client.get(path)
                self.assertEqual(response.status_code, 301)
                self.assertEqual(response["Location"], leads_to)
                self.assertEqual(self.client.get(leads_to).status_code, 200)
        # A quote that stayed leads to the one that the other had already.
        response = self.client.get(self.same.get_absolute_url())
        self.assertRedirects(response, self.twin.get_absolute_url(), 301)
        for page in (".ris", "/cite/", "/history/"):
            response = self.client.get(f"/quotes/{self.same.pk}{page}")
            self.assertRedirects(response, f"/quotes/{self.twin.pk}{page}", 301)
        for path in ("list/add/{}/", "quotes/{}/card-old.png", "embed/quotes/{}/"):
            response = self.client.get(f"/{path.format(self.same.pk)}", follow=True)
            self.assertEqual(response.status_code, 200, path)
        # One that moved has kept its address.
        page = self.client.get(self.exact.get_absolute_url())
        self.assertContains(page, "The mayor speaks")
        self.undo(done)
        page = self.client.get(self.source.get_absolute_url())
        self.assertEqual(page.status_code, 200)

    def test_no_address_leads_to_the_words_of_somebody_else(self):
        self.twin.attributions.all().delete()
        other = make_speaker("Bob Ray")
        for speakers in ([], [other], [self.speaker, other]):
            with self.subTest(speakers):
                for each in speakers:
                    self.twin.attributions.get_or_create(speaker=each)
                done = self.merge()
                path = self.same.get_absolute_url()
                page = self.client.get(f"{path}?{len(speakers)}")
                self.assertContains(page, "On record twice", status_code=410)
                card = self.client.get(f"/embed/quotes/{self.same.pk}/")
                self.assertEqual(card.status_code, 410)
                page = self.client.get(f"/list/?quotes={self.same.pk}")
                self.assertNotContains(page, self.twin.get_absolute_url())
                self.undo(done)
        self.twin.attributions.get(speaker=self.speaker).delete()
        own = make_quote(self.target, self.same.text, speaker=self.speaker)
        self.merge()
        response = self.client.get(self.same.get_absolute_url())
        self.assertRedirects(response, own.get_absolute_url(), 301)

    def test_a_draft_that_stayed_is_unknown_to_readers(self):
        words = self.same.text
        hidden = make_quote(self.source, words, status=Status.DRAFT)
        self.merge()
        hidden.refresh_from_db()
        self.assertEqual((hidden.article, hidden.status), (self.source, Status.DRAFT))
        site = "http://testserver"
        for path in (
            hidden.get_absolute_url(),
            f"/embed/quotes/{hidden.pk}/",
            f"/oembed/?url={site}/quotes/{hidden.pk}/",
            f"/list/add/{hidden.pk}/",
        ):
            response = self.client.get(path)
            self.assertEqual(response.status_code, 404, path)
        page = self.client.get(f"/list/?quotes={hidden.pk}")
        self.assertNotContains(page, words)

    def test_a_quote_that_stayed_alone_says_that_it_is_gone(self):
        self.merge(lost="stay")
        page = self.client.get(self.lost.get_absolute_url())
        self.assertContains(page, "On record twice", status_code=410)

    def test_history_and_corrections_record_it(self):
        end_transaction()
        self.merge(reason="The print edition.")
        changes = Change.objects.filter(act="merged", record="quote")
        self.assertEqual(
            {each.record_id for each in changes if "article_id" in each.before},
            {self.exact.pk, self.lost.pk, self.draft.pk},
        )
        (correction,) = find_corrections(10)
        self.assertEqual(correction.article, self.source)
        self.assertIn("The mayor speaks", correction.sentence)
        self.assertEqual(correction.reason, "The print edition.")
        for path in ("/corrections/", "/corrections.atom"):
            self.assertContains(self.client.get(path), "On record twice")
        (moved,) = find_corrections(10, quote=self.exact.pk)
        self.assertIn("Mayor speaks", moved.sentence)

    def test_undo_after_later_edits_keeps_them_and_says_so(self):
        done = self.merge(taken=["title", "bylines"])
        target = Article.objects.get(pk=self.target.pk)
        target.title = "Another title"
        target.save()
        target.bylines.create(literal="D. Nib")
        self.exact.refresh_from_db()
        self.exact.text = "We must act"
        self.exact.locate()
        self.exact.save()
        self.draft.refresh_from_db()
        self.draft.delete()
        new = make_quote(target, "City page")
        notes = "\n".join(self.undo(done))
        for part in (
            "Title of Another title: changed since the merge",
            "Authors of Another title: changed since",
            "since, and left so: 1 of 3 quotes.",
            "because their words were changed since: 1 quote.",
            "Entered since the merge: 1 quote.",
        ):
            self.assertIn(part, notes)
        self.assertEqual(differences(), {})
        self.exact.refresh_from_db()
        self.assertEqual(self.exact.article, self.source)
        self.assertEqual(self.exact.snapshot, self.source.current_snapshot)
        self.assertEqual(self.exact.anchor_status, "exact")
        self.assertEqual(new.article, target)

    def test_what_cannot_be_merged_is_refused(self):
        draft = make_article(status=Status.DRAFT)
        gone = make_article(status=Status.WITHDRAWN)
        for source, target, options, message in (
            (self.source, self.source, {}, "two different"),
            (self.source, draft, {}, "is not public"),
            (self.source, gone, {}, "is not public"),
            (draft, gone, {}, "is not public"),
            (self.source, self.target, {"lost": ""}, "Choose what becomes"),
        ):
            with (
                self.subTest(message=message, target=target.status),
                self.assertRaisesMessage(ValidationError, message),
            ):
                self.merge(source, target, **options)
        self.assertFalse(Merge.objects.exists())
        self.merge()
        third = make_article()
        with self.assertRaisesMessage(ValidationError, "was merged into"):
            self.merge(self.source, third)
        source = Article.objects.get(pk=self.source.pk)
        with self.assertRaisesMessage(ValidationError, "undo that first"):
            source.publish()

    def test_a_chain_has_one_end(self):
        third = make_article(text=SECOND)
        first, second = self.merge(), self.merge(self.target, third)
        self.source.refresh_from_db()
        self.assertEqual(self.source.merged_into, third)
        with self.assertRaisesMessage(ValidationError, "undo that first"):
            self.undo(first)
        self.undo(second)
        self.undo(first)
        self.assertFalse(Article.objects.exclude(merged_into=None).exists())
        self.assertEqual(differences(), {})

    def test_drafts_and_withdrawn_articles(self):
        for status in (Status.DRAFT, Status.WITHDRAWN):
            source = make_article(
                text=FIRST, status=status, quotes=["The mayor spoke on Monday."]
            )
            as_before = stored(ALL)
            done = self.merge(source)
            source.refresh_from_db()
            self.assertEqual(source.status, status)
            self.assertEqual(source.quotes.count(), 0)
            self.assertEqual(differences(), {})
            self.undo(done)
            self.assertEqual(stored(ALL), as_before)

    def test_the_database_keeps_the_rules(self):
        self.merge()
        third = make_article()
        rows = Article.objects.filter
        for key, values in (
            (self.source.pk, {"status": Status.PUBLISHED}),
            (third.pk, {"merged_into": self.target}),
            (self.source.pk, {"merged_into": self.source}),
            (self.target.pk, {"merged_into": third, "status": Status.WITHDRAWN}),
        ):
            with (
                self.subTest(values=values),
                self.assertRaises(DatabaseError),
                transaction.atomic(),
            ):
                rows(pk=key).update(**values)

    def test_finders_of_duplicates_name_the_one_that_stays(self):
        self.merge()
        self.assertEqual(find_by_address(self.source.url), self.target)
        (found,) = {each.record for each in find_titled("Mayor speaks")}
        self.assertEqual(found, self.target)
        self.assertEqual([each for each, _ in find_by_text(FIRST)], [self.target])

    def test_a_missing_quote_is_not_found_in_the_article_that_it_left(self):
        other = make_quote(make_article(text="Else."), self.lost.text)
        snapshot, _ = find_in_other_articles(other)
        self.assertEqual(snapshot.article, self.source)
        self.merge()
        self.assertIsNone(find_in_other_articles(other))

    def test_a_quote_is_reverted_where_it_is(self):
        self.merge()
        quote = Quote.objects.get(pk=self.draft.pk)
        quote.note = "Seen."
        quote.save()
        state = before(quote, Change.objects.of(quote).filter(act="merged"))
        revert(quote, state, self.user)
        quote.refresh_from_db()
        self.assertEqual((quote.article, quote.note), (self.target, "Seen."))
        # One that an editor gave to another article comes back, with its place.
        other = make_article(text="Before. The mayor spoke.")
        with acting("typed"):
            quote.article = other
            quote.locate()
            quote.save()
        with acting("typed"):
            revert(quote, before(quote, Change.objects.of(quote)[:1]), self.user)
        quote.refresh_from_db()
        self.assertEqual(quote.article, self.target)
        self.assertEqual(quote.snapshot, self.target.current_snapshot)

    def test_no_quote_is_given_to_a_merged_article(self):
        self.merge()
        form = QuoteForm({"article": self.source.pk, "text": "Words."})
        self.assertIn("was merged into “The mayor", str(form.errors["article"]))
