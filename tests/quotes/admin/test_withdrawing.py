"""How editors withdraw quotes and articles, and what is refused."""

import pytest
from django.test import TestCase

from articles.models import Article
from articles.models.base import Status
from quotes.models import Quote
from tests.factories import make_article, make_quote
from tests.support.admin_pages import (
    ListActions,
    change_url,
    errors_of,
    filled_in,
    make_user,
    messages_of,
)

pytestmark = pytest.mark.any_server


class WithdrawingTests(ListActions, TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")

    def setUp(self):
        self.client.force_login(self.editor)

    def test_drafts_are_not_withdrawn(self):
        public, draft = make_quote(), make_quote(status=Status.DRAFT)
        article = make_article(status=Status.DRAFT)
        for model, record in ((Quote, draft), (Article, article)):
            (told,) = messages_of(self.act(model, "withdraw", [record]))
            assert "never published" in told
            self.act(model, "withdraw", [record], withdrawn_reason="Invented.")
            record.refresh_from_db()
            assert record.status == Status.DRAFT
        page = self.act(Quote, "withdraw", [public, draft])
        self.assertContains(page, public.text)
        self.assertNotContains(page, f'<li dir="auto">{draft}</li>')
        page = self.act(
            Quote, "withdraw", [public, draft], withdrawn_reason="Invented."
        )
        assert messages_of(page) == [
            "1 withdrawn. Readers see the reason instead.",
            "1 left as they were: they are not published.",
        ]
        public.refresh_from_db()
        draft.refresh_from_db()
        assert (public.status, draft.status) == (Status.WITHDRAWN, Status.DRAFT)

    def test_the_form_of_a_draft_refuses_withdrawal_at_the_status(self):
        for draft in (make_quote(status=Status.DRAFT), make_article(status="draft")):
            url = change_url(draft)
            data = filled_in(self.client.get(url))
            data |= {"status": "withdrawn", "withdrawn_reason": "Invented."}
            response = self.client.post(url, data | {"_continue": "1"}, follow=True)
            (error,) = errors_of(response)["status"]
            assert "never published" in error
            draft.refresh_from_db()
            assert draft.status == Status.DRAFT
