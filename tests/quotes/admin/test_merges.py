"""Chief editors merge, split and undo in the admin."""

import pytest
from django.db import connection, transaction
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from quotes.merging.articles import merge_articles
from quotes.models import Attribution, Merge, Quote, Speaker, Suggestion
from quotes.review.suggestions import open_review
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.admin_pages import change_url, filled_in, make_user, messages_of
from tests.support.locks import others
from tests.support.review_pages import card_data, review_url


class MergeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.chief = make_user("chief", "Chief editors")
        cls.short = make_speaker("Y. LeCun", description="A critic.")
        cls.full = make_speaker("Yann LeCun", description="A scientist.")
        cls.quotes = [make_quote(speaker=cls.full) for _ in range(2)]
        cls.quote = make_quote(speaker=cls.short)
        cls.both = make_quote(
            speaker=[cls.full, cls.short], standing="disputed", evidence="A letter."
        )
        ours = cls.both.attributions.filter(speaker=cls.full)
        ours.update(role_as_printed="scientist")

    def setUp(self):
        self.client.force_login(self.chief)

    def act(self, model, action, *records):
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        data = {"action": action, "_selected_action": [each.pk for each in records]}
        return self.client.post(reverse(name), data)

    def test_merge_two_speakers_and_undo_it(self):
        response = self.act(Speaker, "merge_two", self.full, self.short)
        path = f"/admin/quotes/speaker/merge/{self.short.pk}/{self.full.pk}/"
        self.assertRedirects(response, path)
        page = self.client.get(path)
        for part in ("2 attributions, beside 3", "A critic.", "A letter.", "Y. LeCun"):
            self.assertContains(page, part)
        choices = {
            "field-name": "target",
            "field-description": "source",
            f"both-{self.both.pk}": "source",
        }
        Attribution.objects.filter(quote=self.both, speaker=self.full).update(
            standing="verified"
        )
        # Readers see that a standing goes.
        page = self.client.post(path, choices)
        self.assertContains(page, "Say why they are the same")
        self.assertContains(page, f'name="both-{self.both.pk}" value="source" checked')
        choices["reason"] = "The same person."
        response = self.client.post(path, choices, follow=True)
        (message,) = messages_of(response)
        self.assertIn("Y. LeCun merged into Yann LeCun. 2 attributions", message)
        self.full.refresh_from_db()
        self.assertEqual(self.full.description, "A critic.")
        self.assertEqual(self.both.attributions.get().role_as_printed, "")
        self.assertEqual(self.client.get(path).status_code, 404)
        done = Merge.objects.get()
        url = reverse("admin:quotes_merge_changelist")
        self.assertContains(self.client.get(url), "The same person.")
        for undone, count in (("no", 1), ("yes", 0)):
            page = self.client.get(url, {"undone": undone})
            self.assertEqual(page.context["cl"].result_count, count)
        self.assertRedirects(
            self.act(Merge, "undo", done), reverse("admin:quotes_merge_changelist")
        )
        self.assertEqual(self.short.attributions.count(), 2)
        page = self.act(Merge, "undo", done)
        page = self.client.get(page.url)
        self.assertIn("undone already", " ".join(messages_of(page)))

    def test_a_reason_is_needed_if_a_quote_that_readers_saw_names_both(self):
        self.both.attributions.update(
            standing="unverified", evidence="", role_as_printed=""
        )
        path = f"/admin/quotes/speaker/merge/{self.short.pk}/{self.full.pk}/"
        self.assertContains(self.client.get(path), "Readers will see it.")
        self.assertContains(self.client.post(path), "Say why they are the same")
        self.assertTrue(Speaker.objects.filter(pk=self.short.pk).exists())
        self.both.attributions.filter(speaker=self.short).delete()
        self.assertRedirects(self.client.post(path), change_url(self.full))

    def test_publications_and_topics_too(self):
        for make in (make_publication, make_topic):
            one, two = make(), make()
            url = self.act(type(one), "merge_two", one, two).url
            self.assertContains(self.client.get(url), one.name)
            self.client.post(url)
            self.assertEqual(type(one).objects.filter(pk=one.pk).count(), 1)
            self.assertEqual(type(one).objects.filter(pk=two.pk).count(), 0)

    def test_a_nul_in_a_reason_is_left_out(self):
        path = f"/admin/quotes/speaker/merge/{self.short.pk}/{self.full.pk}/"
        data = {f"both-{self.both.pk}": "target", "reason": "The same\0 person."}
        self.client.post(path, data)
        self.assertEqual(Merge.objects.get().reason, "The same person.")

    def test_two_different_records_are_needed(self):
        self.act(Speaker, "merge_two", self.full)
        path = f"/admin/quotes/speaker/merge/{self.full.pk}/{self.full.pk}/"
        self.assertContains(self.client.post(path), "two different records")
        self.assertFalse(Merge.objects.exists())

    def test_split_a_speaker(self):
        path = reverse("admin:quotes_speaker_split", args=[self.full.pk])
        keys = [each.attributions.get().pk for each in self.quotes]
        page = self.client.get(path, {"q": self.quotes[0].text})
        self.assertEqual([row.pk for row in page.context["page"]], keys[:1])
        chosen = {"chosen": keys[:1], "reason": "He is another person."}
        for data, error in [
            ({}, "Choose a known speaker, or name a new one."),
            ({"new_name": "Y. LeCun"}, "May be known already: Y. LeCun"),
            ({"target": "lecun"}, "Select a valid choice"),
            ({"target": self.full.pk}, "Choose another speaker"),
            ({"new_name": "Leon Moe", "chosen": []}, "Choose quotes of Yann LeCun"),
            ({"new_name": "Leon Moe", "reason": " "}, "This field is required."),
        ]:
            with self.subTest(data=data):
                page = self.client.post(path, chosen | data)
                self.assertContains(page, error)
        self.assertFalse(Speaker.objects.filter(name="Leon Moe").exists())
        self.client.post(path, chosen | {"new_name": "Leon Moe"})
        moved = Attribution.objects.get(pk=keys[0])
        self.assertEqual(moved.speaker.name, "Leon Moe")


class ArticleMergeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.chief = make_user("chief", "Chief editors")
        text = "She said: “Go now.” He said: “Stay here.” They said: “Wait.”"
        cls.source = make_article(
            title="One", text=text, quotes=["Go now.", "Stay here.", "Wait."]
        )
        cls.go, cls.stay, cls.wait = cls.source.quotes.order_by("pk")
        cls.target = make_article(
            title="Two", text=text[: text.index("They")], quotes=["Go now."] * 2
        )
        cls.path = reverse(
            "admin:articles_article_merge", args=[cls.source.pk, cls.target.pk]
        )

    def setUp(self):
        self.client.force_login(self.chief)

    def test_the_preview_asks_and_keeps_what_was_chosen(self):
        page = self.client.get(self.path)
        for part in (
            "Quotes that are not found in the other text",
            "Quotes that are there already",
            "Quotes that are found",
            ", before: Word for word",
            "3 quotes, beside 2",
        ):
            self.assertContains(page, part, html=False, msg_prefix=part)
        posted = {f"doubled-{self.go.pk}": "move", "field-title": "source"}
        for data, error in (
            ({"reason": "Twice."}, "Choose what becomes of the quotes"),
            ({"lost": "stay"}, "Say why they are the same"),
        ):
            page = self.client.post(self.path, posted | data)
            self.assertContains(page, error)
            self.assertContains(page, "Please correct the error below.")
            checked = [
                f'name="doubled-{self.go.pk}" value="move" checked',
                'name="field-title" value="source" checked',
                'value="Twice."' if "reason" in data else 'value="stay" checked',
            ]
            for part in checked:
                self.assertContains(page, part)
        self.assertFalse(Merge.objects.exists())

    def test_merge_and_undo(self):
        data = {"reason": "Entered twice.", "lost": "stay", "field-title": "source"}
        response = self.client.post(self.path, data, follow=True)
        self.assertRedirects(response, change_url(self.target))
        (message,) = messages_of(response)
        self.assertIn("One merged into Two. 1 quote moved.", message)
        self.assertCountEqual(self.source.quotes.all(), [self.go, self.wait])
        page = self.client.get(change_url(self.source))
        self.assertFalse(page.context["has_change_permission"])
        self.assertContains(page, "was merged into")
        for record in (self.source, self.go):
            preview = change_url(record).replace("change", "preview")
            self.assertContains(self.client.get(preview), "readers do not see this")
        articles = reverse("admin:articles_article_changelist")
        self.assertContains(self.client.get(articles), "Merged into another")
        for action in ("publish", "merge_two"):
            keys = [self.source.pk, self.target.pk][: 1 + (action == "merge_two")]
            page = self.client.post(
                articles, {"action": action, "_selected_action": keys}, follow=True
            )
            self.assertContains(page, "undo that first" * (action == "publish"))
        self.assertContains(page, "was merged into “One” already")
        merges = reverse("admin:quotes_merge_changelist")
        data = {"action": "undo", "_selected_action": [Merge.objects.get().pk]}
        page = self.client.post(merges, data, follow=True)
        self.assertIn("Undone. One merged into Two.", messages_of(page))
        self.assertEqual(self.source.quotes.count(), 3)

    def test_only_chief_editors_merge(self):
        for name, group in (("contributor", "Contributors"), ("editor", "Editors")):
            self.client.force_login(make_user(name, group))
            for method in (self.client.get, self.client.post):
                self.assertEqual(method(self.path).status_code, 403)
            articles = reverse("admin:articles_article_changelist")
            self.assertNotContains(self.client.get(articles), "merge_two")

    def test_the_preview_takes_a_fixed_number_of_queries(self):
        with CaptureQueriesContext(connection) as few:
            self.client.get(self.path)
        for _ in range(5):
            make_quote(self.source, "Stay here.", kind="mixed")
            make_quote(self.target, "Stay here.", topics=[make_topic()])
        with self.assertNumQueries(len(few)):
            self.client.get(self.path)

    def test_quotes_that_become_public_are_announced(self):
        self.source.withdraw("It was entered twice.")
        page = self.client.get(self.path)
        self.assertContains(page, "With the merge, 3 of its quotes become public.")


@pytest.mark.django_db(transaction=True)
def test_nothing_is_added_to_an_article_while_it_is_merged():
    source = make_article(title="One", text="“We sail at dawn,” Ann Lee said.")
    target = make_article(title="Two")
    user = make_user("chief", "Chief editors")
    open_review(source)
    suggestion = Suggestion.objects.get()
    client = Client()
    client.force_login(user)
    added = filled_in(client.get("/admin/quotes/quote/add/"))
    added |= {"article": source.pk, "text": "We sail at dawn", "attributions-0-id": ""}
    review = client.get(review_url(source))
    accepted = card_data(review, suggestion.pk) | {"do": "accept"}

    def send(path, data):
        client = Client()
        client.force_login(user)
        return client.post(path, data)

    with others() as them:
        with transaction.atomic():
            merge_articles(source, target, user)
            them.call(send, "/admin/quotes/quote/add/", added)
            them.call(send, review_url(source, suggestion.pk), accepted)
        page, refused = them.results()
    assert "was merged into “Two”" in page.text
    assert refused.status_code == 403
    assert not Quote.objects.exists()
