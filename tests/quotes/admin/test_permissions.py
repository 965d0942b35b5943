"""Permissions: contributors draft, editors publish, others do nothing."""

import pytest
from django.test import TestCase
from django.urls import reverse

from articles.models.base import Status
from quotes.models import Quote
from tests.factories import make_article, make_quote, make_speaker, make_topic
from tests.support.admin_pages import add_row, change_url, filled_in, make_user

pytestmark = [pytest.mark.any_server, pytest.mark.django_db]

SEE, CHANGE, NO = "may see", "may change", "may do nothing"


def right(client, url):
    """Return a user's access to a page of the admin."""
    response = client.get(url)
    if response.status_code != 200:
        return NO
    return CHANGE if response.context["has_change_permission"] else SEE


@pytest.fixture
def pages():
    contributor = make_user("contributor", "Contributors")
    other = make_user("other", "Contributors")
    text = "We must go. We may stay."

    def pair(owner, status):
        article = make_article(text=text, status=status, created_by=owner)
        quote = make_quote(article, "We must go.", status=status, created_by=owner)
        return {
            f"article, {owner.username}, {status}": change_url(article),
            f"quote, {owner.username}, {status}": change_url(quote),
        }

    rows = {
        "speaker": change_url(make_speaker()),
        "topic": change_url(make_topic()),
        "user": change_url(other),
    }
    for owner in (contributor, other):
        for status in Status.values:
            rows |= pair(owner, status)
    make_user("editor", "Editors")
    make_user("outsider")
    return rows


@pytest.mark.parametrize("name", ["contributor", "editor", "outsider"])
def test_permissions_of_each_group(client, pages, name):
    from django.contrib.auth.models import User

    client.force_login(User.objects.get(username=name))
    rights = {page: right(client, url) for page, url in pages.items()}
    if name == "outsider":
        expected = dict.fromkeys(pages, NO)
    elif name == "editor":
        expected = dict.fromkeys(pages, CHANGE) | {"user": NO}
    else:
        expected = dict.fromkeys(pages, SEE) | {
            "user": NO,
            "article, contributor, draft": CHANGE,
            "quote, contributor, draft": CHANGE,
        }
    assert rights == expected


class ContributorTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.contributor = make_user("contributor", "Contributors")
        cls.speaker = make_speaker("Ann Lee")

    def setUp(self):
        self.client.force_login(self.contributor)

    def test_a_contributor_enters_a_draft_with_quotes(self):
        url = reverse("admin:articles_article_add")
        page = self.client.get(url)
        self.assertNotContains(page, "Save and publish")
        data = filled_in(page) | {"title": "T", "text": "She said: “Go.”"}
        # Fields that the page does not offer are ignored in a forged form.
        data |= {"status": "published", "quotes-0-status": "published"}
        add_row(data, "quotes", text="Go.", speaker=self.speaker.pk)
        self.client.post(url, data | {"_save": "publish"})
        quote = Quote.objects.get()
        assert quote.status == quote.article.status == Status.DRAFT
        assert quote.created_by == self.contributor

    def test_a_contributor_neither_publishes_nor_withdraws(self):
        draft = make_quote(status=Status.DRAFT, created_by=self.contributor)
        public = make_quote()
        url = reverse("admin:quotes_quote_changelist")
        for action in ("publish", "withdraw"):
            data = {"action": action, "_selected_action": [draft.pk, public.pk]}
            self.client.post(url, data | {"withdrawn_reason": "x"})
        draft.refresh_from_db(), public.refresh_from_db()
        assert (draft.status, public.status) == (Status.DRAFT, Status.PUBLISHED)

    def test_a_contributor_cannot_change_others_records(self):
        for record in (make_quote(), make_article(), make_speaker()):
            assert self.client.post(change_url(record), {}).status_code == 403
            delete = change_url(record).replace("change", "delete")
            assert self.client.post(delete, {"post": "yes"}).status_code == 403

    def test_a_contributor_deletes_only_drafts_of_their_own(self):
        own = make_quote(status=Status.DRAFT, created_by=self.contributor)
        others = make_quote(status=Status.DRAFT)
        for quote, status in ((own, 302), (others, 403)):
            url = change_url(quote).replace("change", "delete")
            assert self.client.post(url, {"post": "yes"}).status_code == status

    def test_others_quotes_are_not_in_a_contributors_form(self):
        article = make_article(
            text="Go. Stay.", status=Status.DRAFT, created_by=self.contributor
        )
        make_quote(article, "Go.", status=Status.DRAFT, created_by=self.contributor)
        make_quote(article, "Stay.")
        response = self.client.get(change_url(article))
        assert filled_in(response)["quotes-INITIAL_FORMS"] == 0
        # They are in the list, as they are on their public pages.
        self.assertContains(response, "Quotes in this article (2)")
