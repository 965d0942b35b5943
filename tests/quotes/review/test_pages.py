"""A review of more suggestions than one page shows."""

import re

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes.models import Attribution, Quote, Review, Suggestion
from quotes.page_sizes import SUGGESTIONS
from quotes.review.outlines import ShownPage, load_outlines, next_open
from tests.support.admin_pages import make_user
from tests.support.review_pages import card_data, make_review, review_url

HTMX = {"HX-Request": "true"}
CARD = re.compile(r'<li class="card[^"]*" id="card-(\d+)"')


class PageTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.article, cls.keys = make_review(3 * SUGGESTIONS + 7)
        cls.url = review_url(cls.article)

    def setUp(self):
        self.client.force_login(self.editor)

    def state(self, response):
        """Return the hidden fields that htmx sends with each request."""
        html = response.content.decode()
        fields = re.findall(r'id="(known|paged)" name="\w+" value="([^"]*)"', html)
        return dict(fields)

    def cards(self, response):
        return [int(key) for key in CARD.findall(response.content.decode())]

    def focus(self, response):
        (key,) = re.findall(r'"card-(\d+)"', response["HX-Trigger-After-Settle"])
        return int(key)

    def test_a_page_shows_its_cards_and_counts_all(self):
        for number, first, last in ((1, 0, 50), (4, 150, 157), (99, 150, 157)):
            page = self.client.get(self.url, {"page": number})
            assert self.cards(page) == self.keys[first:last], number
            self.assertContains(page, "<strong>157</strong> to decide")
            self.assertContains(page, "90 % sure or more: 157")
            marked = re.findall(r'data-cards="(\d+)"', page.content.decode())
            assert [*dict.fromkeys(map(int, marked))] == self.keys
        self.assertContains(page, "Suggestions 151 to 157 of 157")

    def test_deciding_the_last_card_of_a_page_shows_the_next_page(self):
        page = self.client.get(self.url)
        *_, before, last = self.keys[:SUGGESTIONS]
        data = self.state(page) | card_data(page, before) | {"do": "reject"}
        answer = self.client.post(review_url(self.article, before), data, headers=HTMX)
        assert self.cards(answer) == [before]
        data |= self.state(answer)
        answer = self.client.post(review_url(self.article, last), data, headers=HTMX)
        assert self.cards(answer) == self.keys[SUGGESTIONS : 2 * SUGGESTIONS]
        assert self.focus(answer) == self.keys[SUGGESTIONS]
        assert self.state(answer)["paged"].startswith("2.")
        # Undone: back to the page with that card.
        data = self.state(answer) | {"do": "undo"}
        answer = self.client.post(self.url, data, headers=HTMX)
        assert self.focus(answer) == last and last in self.cards(answer)
        # Without htmx, the address of the card has its page.
        data = card_data(self.client.get(self.url), last) | {"do": "reject"}
        moved = self.client.post(review_url(self.article, last), data)
        assert moved.url == f"{self.url}?page=2#card-{self.keys[SUGGESTIONS]}"

    def test_keys_and_marks_turn_pages(self):
        state = self.state(self.client.get(self.url))
        for query, number, focus in (
            ({"after": self.keys[49]}, 2, 50),
            ({"before": self.keys[50]}, 1, 49),
            ({"before": self.keys[0]}, 4, 156),
            ({"after": self.keys[156]}, 1, 0),
            ({"card": self.keys[120]}, 3, 120),
            ({"page": 3}, 3, 100),
        ):
            with self.subTest(query):
                answer = self.client.get(self.url, state | query, headers=HTMX)
                assert self.focus(answer) == self.keys[focus]
                assert self.state(answer)["paged"].startswith(f"{number}.")
                assert self.keys[focus] in self.cards(answer)
        Suggestion.objects.update(decision="rejected", decided_at="2026-11-30T00:00Z")
        query = state | {"after": self.keys[3]}
        answer = self.client.get(self.url, query, headers=HTMX)
        self.assertContains(answer, "Nothing is left to decide.")
        assert self.cards(answer) == []

    def test_what_others_decide_on_other_pages_changes_counts_and_marks_only(self):
        page = self.client.get(self.url)
        other = self.keys[120]
        data = card_data(self.client.get(self.url, {"page": 3}), other)
        self.client.post(review_url(self.article, other), data | {"do": "reject"})
        news = self.client.get(f"{self.url}changes/", self.state(page), headers=HTMX)
        assert self.cards(news) == []
        self.assertContains(news, "156</strong> to decide")
        self.assertContains(news, f'<mark class="rejected" data-cards="{other}">')

    def test_a_selection_is_shown_on_the_page_where_it_was_made(self):
        page = self.client.get(self.url, {"page": 2})
        data = self.state(page) | {"do": "select", "spans": "4-15"}
        answer = self.client.post(self.url, data, headers=HTMX)
        made = Suggestion.objects.latest("pk")
        assert self.cards(answer) == [made.pk] and self.focus(answer) == made.pk
        data = self.state(page) | self.state(answer) | {"do": "undo"}
        outlines = load_outlines(Review.objects.get())
        number, loaded = map(int, data["paged"].split("."))
        assert made.pk in ShownPage(number, loaded).keys(outlines)

    def test_all_accepted_is_one_step_in_a_fixed_number_of_queries(self):
        page = self.client.get(self.url)
        data = self.state(page) | {"do": "above", "above": "50"}
        with CaptureQueriesContext(connection) as queries:
            answer = self.client.post(self.url, data, headers=HTMX)
        assert len(queries) < 80  # 4 for each of five new speakers
        assert Quote.objects.filter(anchor_status="exact").count() == 157
        assert Attribution.objects.count() == 157
        self.assertContains(answer, "157 accepted")
        assert len(self.cards(answer)) == SUGGESTIONS
        data = self.state(page) | self.state(answer) | {"do": "undo"}
        self.client.post(self.url, data, headers=HTMX)
        assert not Quote.objects.exists()
        assert Suggestion.objects.filter(decision="open").count() == 157

    def test_the_next_open_one_goes_round(self):
        outlines = load_outlines(Review.objects.get())
        Suggestion.objects.filter(pk__in=self.keys[1:]).update(
            decision="rejected", decided_at="2026-11-30T00:00Z"
        )
        assert next_open(outlines, self.keys[-1]) == self.keys[0]
        outlines = load_outlines(Review.objects.get())
        for key, by in ((self.keys[3], 1), (self.keys[3], -1), (self.keys[0], 1)):
            assert next_open(outlines, key, by) == self.keys[0]
