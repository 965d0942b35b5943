"""What the pages of the desk have in common: titles, words, links and weight."""

import re

import pytest
from django.contrib.auth.models import User
from django.test import TestCase

from articles.models.base import Status
from quotes.labels import ANCHORS, KINDS, STANDINGS
from quotes.models import AnchorStatus, QuoteKind, Standing
from tests.factories import make_article, make_quote, make_topic
from tests.support.admin_pages import change_url, filled_in, make_user, messages_of

pytestmark = pytest.mark.any_server

#: What Django's admin says, and an editor never reads.
STOCK = re.compile(
    r"Site administration|Django|Select \w+ to change|Authentication and Auth|"
    r"Are you sure|icon-(add|delete|change)link|fingerprint|listing|successfully"
)


class DeskTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        make_user("editor", "Editors")
        cls.boss = User.objects.create_superuser("boss", password="pw")
        article = make_article(text="We must go.", status=Status.DRAFT)
        cls.quote = make_quote(article, "We must go.", status=Status.DRAFT)
        cls.topic = make_topic("Travel")
        cls.quote.topics.add(cls.topic)

    def setUp(self):
        self.client.force_login(self.boss)

    def test_no_page_has_the_words_of_the_stock_admin(self):
        quote, topic = change_url(self.quote), change_url(self.topic)
        for path in [
            "/admin/",
            "/admin/login/code/",
            "/admin/quotes/quote/",
            "/admin/quotes/quote/add/",
            quote,
            quote.replace("change", "delete"),
            topic.replace("change", "delete"),
            change_url(self.quote.article).replace("change", "delete"),
            "/admin/password_change/",
        ]:
            page = self.client.get(path, follow=True).content.decode()
            assert STOCK.findall(re.sub(r"<script.*?</script>", "", page)) == [], path

    def test_headings_name_the_record(self):
        for path, heading in {
            "/admin/quotes/quote/": "Quotes",
            "/admin/quotes/quote/add/": "New quote",
            change_url(self.topic): "Travel",
        }.items():
            page = self.client.get(path).content.decode()
            assert re.findall(r"<h1.*?>(.*?)</h1>", page) == [heading]

    def test_masthead_has_only_what_the_user_may_open(self):
        for user, has_users in ((self.boss, True), (None, False)):
            self.client.force_login(user or User.objects.get(username="editor"))
            names = [
                each["name"]
                for each in self.client.get("/admin/").context["desk_links"]
            ]
            assert "Quotes" in names and ("Users" in names) is has_users

    def test_deleting_says_what_is_lost_in_plain_words(self):
        page = self.client.get(change_url(self.topic).replace("change", "delete"))
        assert dict(page.context["model_count"]) == {"quotes that lose this topic": 1}
        page = self.client.get(change_url(self.quote).replace("change", "delete"))
        assert dict(page.context["model_count"]) == {"attributions": 1}

    def test_messages_are_short(self):
        url = change_url(self.topic)
        data = filled_in(self.client.get(url)) | {"name": "Journeys"}
        page = self.client.post(url, data, follow=True)
        assert messages_of(page) == [f'Saved: “<a href="{url}">Journeys</a>”.']
        page = self.client.post(
            url.replace("change", "delete"), {"post": "yes"}, follow=True
        )
        assert messages_of(page) == ["Deleted: “Journeys”."]

    def test_pages_load_no_scripts_that_they_do_not_need(self):
        page = self.client.get(change_url(self.quote)).content.decode()
        scripts = re.findall(r'<script[^>]*src="([^"]+)"', page)
        assert not [
            each for each in scripts if re.search("xregexp|urlify|nav_side", each)
        ]


def test_editors_read_the_words_of_readers():
    for labels, choices in (
        (ANCHORS, AnchorStatus),
        (KINDS, QuoteKind),
        (STANDINGS, Standing),
    ):
        assert {each: str(labels[each][0]) for each in choices} == {
            each: str(each.label) for each in choices
        }
