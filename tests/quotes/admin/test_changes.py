"""Editors see which quotes changed their anchor status."""

from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from quotes.models import (
    AnchorChange,
    AnchorStatus,
    HandIn,
    Quote,
    Report,
    SayingDecision,
    Schedule,
)
from quotes.verification.verify import verify
from tests.factories import make_article, make_quote, make_saying
from tests.support.admin_pages import change_url, make_user, messages_of

TEXT = (
    "The council met on Monday. “We will rebuild the harbour by the spring,” said Ann "
    "Lee, the mayor. “It will cost far more than that,” said Bo Day of the port."
)
ANN, BO = "We will rebuild the harbour by the spring", "It will cost far more than that"


class ListTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.article = make_article(text=TEXT, quotes=[ANN, BO])
        cls.article.hold_text(TEXT.replace("far more", "much more"))
        verify(cls.article.quotes.all())
        cls.url = reverse("admin:quotes_anchorchange_changelist")

    def setUp(self):
        self.client.force_login(self.editor)

    def test_editors_see_what_changed_and_mark_it_as_seen(self):
        change = AnchorChange.objects.get()
        page = self.client.get(self.url)
        self.assertContains(page, change_url(change.quote))
        self.assertContains(page, "Other words")
        data = {"action": "mark_seen", "_selected_action": [change.pk]}
        page = self.client.post(self.url, data, follow=True)
        assert messages_of(page) == ["1 marked as seen."]
        self.assertNotContains(page, change_url(change.quote))
        change.refresh_from_db()
        assert change.seen_by == self.editor
        self.assertContains(self.client.get(f"{self.url}?seen=yes"), "by editor")
        self.assertContains(
            self.client.get(f"{self.url}?seen=all&after__exact=differs"),
            change_url(change.quote),
        )
        self.assertNotContains(
            self.client.get(f"{self.url}?seen=all&after__exact=missing"),
            change_url(change.quote),
        )

    def test_a_change_shows_the_difference_and_cannot_be_edited_or_deleted(self):
        change = AnchorChange.objects.get()
        page = self.client.get(change_url(change))
        self.assertContains(page, "printed: </span>much")
        self.assertContains(page, "entered: </span>far")
        self.assertNotContains(page, "deletelink")
        assert self.client.get(f"{self.url}add/").status_code == 403
        delete = reverse("admin:quotes_anchorchange_delete", args=[change.pk])
        assert self.client.post(delete, {"post": "yes"}).status_code == 403

    def test_contributors_do_not_see_it(self):
        self.client.force_login(make_user("cy", "Contributors"))
        assert self.client.get(self.url).status_code == 403

    def test_a_draft_is_deleted_with_all_rows_about_it(self):
        draft = make_quote(self.article, "Never said.", speaker=False, status="draft")
        AnchorChange.objects.create(quote=draft, before="exact", after="missing")
        for model in (HandIn, Schedule):
            model.objects.create(quote=draft, at=timezone.now())
        SayingDecision.objects.create(quote=draft, act="confirmed")
        make_saying(draft)
        Report.objects.create(quote=draft, message="Nobody said that.")
        delete = reverse("admin:quotes_quote_delete", args=[draft.pk])
        self.client.post(delete, {"post": "yes"}, follow=True)
        assert not Quote.objects.filter(pk=draft.pk).exists()

    def test_the_list_takes_a_fixed_number_of_queries(self):
        quote = self.article.quotes.last()

        for _ in range(2):
            with self.assertNumQueries(11):
                self.client.get(self.url)
            for _ in range(20):
                AnchorChange.objects.create(
                    quote=quote, before="exact", after="missing"
                )

    def test_other_words_count_as_not_located(self):
        page = self.client.get(reverse("admin:articles_article_changelist"))
        (row,) = page.context["cl"].result_list
        assert row.lost_count == 1
        assert AnchorStatus.DIFFERS in {q.anchor_status for q in row.quotes.all()}
