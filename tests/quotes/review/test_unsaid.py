"""Cards of words that the article denies, imagines or announces."""

import pytest
from django.db import IntegrityError, transaction
from django.test import TestCase

from articles.models import Publication
from articles.models.base import Status
from quotes.extraction import suggestion
from quotes.models import Attribution, NonQuoteKind, Quote, Speaker, Suggestion
from tests.factories import make_article, make_speaker
from tests.support.admin_pages import make_user, messages_of
from tests.support.review_pages import card_data, make_open, review_url

pytestmark = pytest.mark.django_db

TEXT = (
    "“Be the change you wish to see in the world” is often misattributed to Mahatma "
    "Gandhi.\n\nThe minister is expected to say: “We will build a thousand homes.”\n\n"
    "“It is only a slogan,” said Ana Ruiz, a historian."
)


class UnsaidTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        outlet = Publication.objects.create(name="Hope Courier", slug="hope-courier")
        cls.article = make_article(
            text=TEXT,
            title="What Gandhi never said",
            status=Status.DRAFT,
            publication=outlet,
            url="https://hope.example/gandhi",
            published="2024-05-03",
        )
        cls.url = review_url(cls.article)

    def setUp(self):
        self.client.force_login(self.editor)
        self.page = self.client.get(self.url)
        self.denied = Suggestion.objects.get(words__startswith="Be the change")
        self.announced = Suggestion.objects.get(words__startswith="We will build")

    def press(self, suggestion, **fields):
        data = card_data(self.client.get(self.url), suggestion.pk) | fields
        return self.client.post(
            review_url(self.article, suggestion.pk), data, follow=True
        )

    def test_they_are_a_group_of_their_own_and_not_counted(self):
        groups = {card.pk: card.group for card in self.page.context["cards"]}
        self.assertEqual(groups[self.denied.pk], "unsaid")
        self.assertEqual(groups[self.announced.pk], "unsaid")
        self.assertContains(self.page, "Disputed in the article")
        self.assertContains(self.page, "Announced, not yet said")
        tally = self.page.context["tally"]
        self.assertEqual(tally.open, 1)
        self.assertEqual({number for _, number in tally.thresholds}, {1})
        page = self.client.post(self.url, {"do": "above", "above": 0}, follow=True)
        self.assertIn("Accepted 1. Undo", messages_of(page)[0])
        self.assertEqual(Quote.objects.get().text, "It is only a slogan,")

    def test_a_denied_quote_is_entered_as_misattributed(self):
        self.assertContains(self.page, "Enter as misattributed to", count=1)
        page = self.press(self.denied, do="misattribute")
        self.assertIn(
            "Entered as misattributed to Mahatma Gandhi (new). Word for word.",
            messages_of(page)[0],
        )
        said = Attribution.objects.get()
        self.assertEqual(said.standing, "misattributed")
        self.assertEqual(
            said.evidence,
            "Disputed in the article: “What Gandhi never said”, Hope Courier, "
            "3 May 2024, https://hope.example/gandhi.",
        )
        said.full_clean()
        self.assertEqual(said.quote.anchor_status, "exact")

    def test_that_is_undone(self):
        self.press(self.denied, do="misattribute")
        page = self.client.post(self.url, {"do": "undo"}, follow=True)
        self.assertIn("Undone", messages_of(page)[0])
        self.assertFalse(Quote.objects.exists() or Speaker.objects.exists())
        self.assertContains(page, "Enter as misattributed to")

    def test_of_several_known_speakers_it_asks(self):
        people = [make_speaker("Mahatma Gandhi", slug=f"g-{n}") for n in range(2)]
        page = self.press(self.denied, do="misattribute")
        self.assertIn("Several people are called", messages_of(page)[0])
        self.press(self.denied, do="misattribute", **{"key-0": people[1].pk})
        self.assertEqual(Attribution.objects.get().speaker, people[1])

    def test_a_candidate_of_an_open_name_is_entered_as_misattributed(self):
        make_open(self.denied, [{"name": "Indira Gandhi", "role": "", "reason": "x"}])
        page = self.client.get(self.url)
        self.assertContains(page, "enter it as misattributed to")
        self.press(self.denied, choose="0 0 ")
        said = Attribution.objects.get()
        self.assertEqual(
            (said.speaker.name, said.standing), ("Indira Gandhi", "misattributed")
        )

    def test_the_form_asks_whether_it_is_misattributed(self):
        fields = {"text": self.denied.words, "kind": "direct", "cue": ""}
        fields |= {"0-name": "Mahatma Gandhi", "0-new": "on"}
        page = self.client.get(f"{self.url}?edit={self.denied.pk}")
        self.assertContains(page, "Misattributed, with this article as evidence")
        self.press(self.denied, do="accept", misattributed="on", **fields)
        self.assertEqual(Attribution.objects.get().standing, "misattributed")
        self.client.post(self.url, {"do": "undo"})
        self.press(self.denied, do="accept", **fields)
        self.assertEqual(Attribution.objects.get().standing, "unverified")

    def test_nothing_else_accepts_them_without_the_form(self):
        for one in (self.denied, self.announced):
            page = self.press(one, do="accept")
            self.assertIn("does not report this as said", messages_of(page)[0])
        page = self.press(self.announced, do="misattribute")
        self.assertIn("does not say that this is misattributed", messages_of(page)[0])
        page = self.press(self.announced, choose="0 0 ")
        self.assertFalse(Quote.objects.exists())

    def test_what_was_announced_can_still_be_made_a_quote(self):
        page = self.client.get(f"{self.url}?edit={self.announced.pk}")
        self.assertNotContains(page, "Misattributed, with this article")
        fields = {"text": self.announced.words, "kind": "direct", "cue": ""}
        fields |= {"0-name": "Ida Low", "0-new": "on"}
        self.press(self.announced, do="accept", misattributed="on", **fields)
        self.assertEqual(Attribution.objects.get().standing, "unverified")


def test_the_database_knows_what_extraction_finds():
    found = {
        value
        for name, value in vars(suggestion).items()
        if name.isupper() and isinstance(value, str)
    } - {suggestion.DIRECT, suggestion.MIXED, suggestion.INDIRECT}
    assert found == set(NonQuoteKind.values)
    article = make_article(text="“We go,” she said.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Suggestion.objects.create(
            snapshot=article.current_snapshot,
            kind="direct",
            spans=[[0, 1]],
            words="We",
            instead="unheard of",
        )
