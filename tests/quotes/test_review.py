"""The review screen, without a browser: what is shown, decided, undone and refused."""

import re

import pytest
from django.test import TestCase
from django.urls import reverse

from articles.records import Status
from quotes.models import Quote, Suggestion
from tests.admin_pages import make_user, messages_of
from tests.factories import make_article
from tests.review_texts import TEXT, TITLE

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def review_url(article, key=None):
    name = "admin:articles_article_review"
    if key is None:
        return reverse(name, args=[article.pk])
    return reverse(f"{name}_card", args=[article.pk, key])


def as_shown(response, key):
    """Return what the form of a card would post, were it sent as it is."""
    html = response.content.decode()
    card = re.search(rf'<li class="card[^"]*" id="card-{key}".*?</li>', html, re.S)[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", card):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden":
            fields[attributes["name"]] = attributes.get("value", "")
    return fields


class ReviewTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.article = make_article(text=TEXT, title=TITLE, status=Status.DRAFT)

    def setUp(self):
        self.client.force_login(self.editor)
        self.url = review_url(self.article)

    def open(self):
        response = self.client.get(self.url)
        self.assertEqual(response.status_code, 200)
        return response

    def suggestion(self, words):
        return Suggestion.objects.get(words__contains=words)

    def decide(self, words, do, client=None, **fields):
        """Press a button of a card as the page shows it now."""
        client = client or self.client
        key = self.suggestion(words).pk
        data = as_shown(client.get(self.url), key) | {"do": do} | fields
        return client.post(review_url(self.article, key), data, follow=True)

    def test_smoke(self):
        r = self.open()
        print(r.content.decode()[:200])
        r = self.decide("spare parts", "accept")
        print(messages_of(r))
        print(Quote.objects.values())
