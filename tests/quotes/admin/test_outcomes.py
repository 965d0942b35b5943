"""Messages to editors about whether quotes were found, and how many."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models.base import Status
from quotes.admin.outcomes import MAX_MESSAGES, render_outcome
from quotes.models import Quote
from tests.factories import make_article, make_quote
from tests.support.admin_pages import make_user

TEXT = "“We will not win,” said Ann Lee, the mayor, “because we must.”"


class OutcomeTests(TestCase):
    def test_the_reporting_words_within_a_quote_are_no_difference(self):
        quote = make_quote(make_article(text=TEXT), "We will […] win, because we must.")
        assert "leave out or put in “not”" in quote.anchor_reason
        shown = render_outcome(quote)
        assert "printed: </span>not" in shown
        differences = shown.partition('class="differences"')[2].partition("</p>")[0]
        assert "the mayor" not in differences

    def test_the_words_of_many_published_quotes_are_not_all_looked_up(self):
        self.client.force_login(make_user("editor", "Editors"))
        article = make_article(text=TEXT)
        drafts = [
            make_quote(article, "We will not win", status=Status.DRAFT)
            for _ in range(2 * MAX_MESSAGES + 3)
        ]

        def publish(quotes):
            url = reverse("admin:quotes_quote_changelist")
            keys = [quote.pk for quote in quotes]
            self.client.post(url, {"action": "publish", "_selected_action": keys})

        with CaptureQueriesContext(connection) as few:
            publish(drafts[:MAX_MESSAGES])
        with CaptureQueriesContext(connection) as many:
            publish(drafts[MAX_MESSAGES:])
        assert len(many) <= len(few)
        assert not Quote.objects.filter(status=Status.DRAFT).exists()
