"""Cards that ask who "she" is: candidates, choosing one, and accepting all others."""

import re

import pytest
from django.test import TestCase

from articles.models.base import Status
from quotes.models import Attribution, Decision, Quote, Speaker, Suggestion
from tests.factories import make_article, make_speaker
from tests.support.admin_pages import make_user, messages_of
from tests.support.review_pages import (
    candidate_values,
    card_data,
    make_open,
    review_url,
)

pytestmark = pytest.mark.django_db

TEXT = (
    "Heidi Kull, a glaciologist, and Ana Ruiz met Tom Berg.\n\n"
    "“We measured the ice for a year,” she said. “It will not last,” said Tom Berg."
)
CANDIDATES = [
    {
        "name": "Heidi Kull",
        "role": "a glaciologist",
        "reason": "the first woman named",
    },
    {"name": "Ana Ruiz", "role": "", "reason": "the last woman named <b>"},
]


class OpenNameTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.article = make_article(text=TEXT, status=Status.DRAFT)
        cls.url = review_url(cls.article)

    def setUp(self):
        self.client.force_login(self.editor)
        self.client.get(self.url)
        self.asking = Suggestion.objects.get(words__contains="We measured")
        make_open(self.asking, CANDIDATES)

    def choose(self, number, **fields):
        """Press the button of a candidate, as the page shows it."""
        page = self.client.get(self.url)
        values = candidate_values(page, self.asking.pk)
        data = card_data(page, self.asking.pk) | {"choose": values[number]} | fields
        return self.press(data)

    def press(self, data):
        return self.client.post(
            review_url(self.article, self.asking.pk), data, follow=True
        )

    def test_the_card_asks_and_gives_each_reason(self):
        page = self.client.get(self.url)
        self.assertContains(page, "<bdi>she</bdi> (who?)")
        html = re.sub(r"<[^>]+>", "", page.content.decode())
        self.assertIn("1 Heidi Kull new, a glaciologist — the first woman named", html)
        self.assertIn("2 Ana Ruiz new — the last woman named &lt;b&gt;", html)
        self.assertIn("0 Somebody else", html)

    def test_a_candidate_is_entered(self):
        page = self.choose(1)
        self.assertIn("Accepted: Ana Ruiz (new). Word for word", messages_of(page)[0])
        said = Attribution.objects.get()
        self.assertEqual(said.speaker.name, "Ana Ruiz")
        self.assertEqual(said.name_as_printed, "Ana Ruiz")
        self.assertEqual(said.speaker.kind, "person")

    def test_the_one_known_speaker_of_that_name_is_entered(self):
        known = make_speaker("Heidi Kull")
        page = self.choose(0)
        self.assertIn("Accepted: Heidi Kull. Word for word", messages_of(page)[0])
        said = Attribution.objects.get()
        self.assertEqual(
            (said.speaker, said.role_as_printed), (known, "a glaciologist")
        )

    def test_of_several_known_speakers_it_asks(self):
        people = [make_speaker("Heidi Kull", slug=f"kull-{n}") for n in range(2)]
        page = self.choose(0)
        self.assertIn("Several people are called Heidi Kull", messages_of(page)[0])
        self.assertFalse(Quote.objects.exists())
        for person in people:
            self.assertContains(page, f'name="0-key" value="{person.pk}"')

    def test_a_speaker_who_became_known_since_the_page_was_shown(self):
        page = self.client.get(self.url)
        value = candidate_values(page, self.asking.pk)[0]
        make_speaker("Heidi Kull")
        page = self.press(card_data(page, self.asking.pk) | {"choose": value})
        self.assertIn("have changed since", messages_of(page)[0])
        self.assertFalse(Quote.objects.exists())

    def test_an_organisation_is_entered_as_one(self):
        make_open(self.asking, [CANDIDATES[1] | {"name": "Ice Watch"}], "the group")
        self.choose(0, **{"kind-0": "organisation"})
        self.assertEqual(Speaker.objects.get().kind, "organisation")

    def test_choosing_is_undone(self):
        self.choose(0)
        page = self.client.post(self.url, {"do": "undo"}, follow=True)
        self.assertIn("Undone: “We measured", messages_of(page)[0])
        self.assertFalse(Quote.objects.exists() or Speaker.objects.exists())
        self.assertContains(page, "(who?)")

    def test_what_somebody_decided_meanwhile_is_not_chosen(self):
        page = self.client.get(self.url)
        value = candidate_values(page, self.asking.pk)[0]
        self.press({"do": "reject"})
        page = self.press({"choose": value})
        self.assertIn("Nothing changed", messages_of(page)[0])
        self.assertFalse(Quote.objects.exists())

    def test_choices_that_are_not_there(self):
        for value in ("", "0", "0 9 ", "1 0 ", "-1 0 ", "x y z", "0 -1 ", "٠ ٠ "):
            page = self.press({"choose": value})
            self.assertIn("Nothing was accepted", messages_of(page)[0], value)
        self.assertFalse(Quote.objects.exists())

    def test_accepting_without_choosing_asks(self):
        page = self.press({"do": "accept"})
        self.assertIn("Who is “she”?", messages_of(page)[0])
        self.assertContains(page, "(who?)")
        self.assertFalse(Quote.objects.exists())

    def test_of_two_open_names_the_form_asks_for_the_other(self):
        self.asking.speakers = self.asking.speakers * 2
        self.asking.save()
        page = self.choose(0)
        self.assertIn("another name is open", messages_of(page)[0])
        (card,) = [c for c in page.context["cards"] if c.pk == self.asking.pk]
        names = [person["name"].value() for person in card.form.people]
        self.assertEqual(names, ["Heidi Kull", ""])
        self.assertTrue(card.form.people[0]["new"].value())

    def test_accepting_all_leaves_open_names_and_says_so(self):
        other = Suggestion.objects.get(words__contains="will not last")
        other.confidence = 0.96
        other.save()
        page = self.client.get(self.url)
        self.assertEqual(dict(page.context["tally"].thresholds)[95], 1)
        page = self.client.post(self.url, {"do": "above", "above": 95}, follow=True)
        message = messages_of(page)[0]
        self.assertTrue(
            message.startswith("Accepted 1. 1 left: the speaker is not named in full."),
            message,
        )
        self.asking.refresh_from_db()
        self.assertEqual(self.asking.decision, Decision.OPEN)
        page = self.client.post(self.url, {"do": "above", "above": 95}, follow=True)
        self.assertIn("Nothing was accepted. 1 left", messages_of(page)[0])

    def test_accepting_all_says_what_else_is_left(self):
        Suggestion.objects.filter(words__contains="will not").update(confidence=0.96)
        for number in range(2):
            make_speaker("Tom Berg", slug=f"berg-{number}")
        page = self.client.post(self.url, {"do": "above", "above": 90}, follow=True)
        self.assertEqual(
            messages_of(page)[0],
            "Nothing was accepted. 1 left: the speaker is not named in full. 1 left: "
            "several speakers have this name.",
        )

    def test_a_speaker_made_elsewhere_marks_the_card_as_changed(self):
        self.choose(0)
        again = Suggestion.objects.get(words__contains="will not last")
        make_open(again, CANDIDATES)
        self.client.post(self.url, {"do": "undo"})
        again.refresh_from_db()
        self.assertGreater(again.revision, again.made_in)

    def test_rows_without_reasons_and_candidates(self):
        for name in ("", "Ana Ruiz"):
            self.asking.speakers = [
                {"name": name, "printed": "she", "role": "", "span": [0, 1]}
            ]
            self.asking.save()
            page = self.client.get(self.url)
            self.assertContains(page, name or "not named in the article")
            self.assertNotContains(page, "(who?)")

    def test_a_given_name_has_its_reason(self):
        self.asking.speakers[0] |= {
            "name": "Heidi Kull",
            "reason": "the last woman who spoke",
            "candidates": [],
        }
        self.asking.save()
        page = self.client.get(self.url)
        self.assertContains(page, "<bdi>she</bdi>: <bdi>the last woman who spoke</bdi>")

    def test_candidates_are_offered_while_typing(self):
        offered = self.client.get(f"{self.url}speakers/", {"q": "rui"})
        self.assertContains(offered, "<bdi>Ana Ruiz</bdi>")
