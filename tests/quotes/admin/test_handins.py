"""The queue in the admin: handing in from forms and lists, giving back, publishing."""

from django.test import TestCase
from django.urls import reverse

from articles.models.base import Status
from quotes.models import HandIn, HandInState
from quotes.workflow import handins
from quotes.workflow.handin_views import hand_in_path
from tests.factories import make_article, make_quote
from tests.quotes.workflow.test_handins import make_draft
from tests.support.admin_pages import change_url, filled_in, make_user, messages_of

QUEUE = reverse("admin:quotes_handin_changelist")


class HandInAdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.author = make_user("author", "Contributors")
        cls.editor = make_user("editor", "Editors")
        cls.draft = make_draft(cls.author, title="A new bridge")

    def post(self, made, act, **data):
        made = HandIn.objects.with_records().get(pk=made.pk)
        data = {"act": act, "seen": handins.token(made)} | data
        return self.client.post(hand_in_path(made), data, follow=True)

    def test_a_contributor_hands_in_from_the_form(self):
        self.client.force_login(self.author)
        page = self.client.get(change_url(self.draft))
        self.assertContains(page, "Save and hand in")
        data = filled_in(page) | {"title": "The new bridge", "_save": "hand_in"}
        page = self.client.post(change_url(self.draft), data, follow=True)
        self.assertContains(page, "An editor will publish it or give it back")
        self.assertContains(page, "The new bridge")
        assert HandIn.objects.get().article == self.draft
        # It cannot be changed until it is taken back or given back.
        for record in (self.draft, self.draft.quotes.get()):
            assert self.client.post(change_url(record), {}).status_code == 403
        review = reverse("admin:articles_article_review", args=[self.draft.pk])
        assert self.client.get(review).status_code == 403
        self.post(HandIn.objects.get(), "take_back")
        self.assertContains(self.client.get(change_url(self.draft)), "Save and hand in")

    def test_a_contributor_hands_in_from_the_list_and_the_review(self):
        self.client.force_login(self.author)
        other = make_article(status=Status.DRAFT)
        data = {"action": "hand_in", "_selected_action": [self.draft.pk, other.pk]}
        page = self.client.post(
            reverse("admin:articles_article_changelist"), data, follow=True
        )
        said = " ".join(messages_of(page))
        assert "1 handed in" in said
        assert "is not a draft of yours" in said
        second = make_draft(self.author)
        review = reverse("admin:articles_article_review", args=[second.pk])
        self.assertContains(self.client.get(review), ">Hand in<")
        page = self.client.post(review, {"do": "hand_in"}, follow=True)
        self.assertContains(page, "Handed in.")
        assert HandIn.objects.count() == 2

    def test_a_contributor_hands_in_single_quotes(self):
        article = make_article(text="Go.")
        quote = make_quote(article, "Go.", status="draft", created_by=self.author)
        self.client.force_login(self.author)
        data = {"action": "hand_in", "_selected_action": [quote.pk]}
        url = reverse("admin:quotes_quote_changelist")
        self.client.post(url, data)
        assert HandIn.objects.get().quote == quote
        self.client.force_login(self.editor)
        page = self.post(HandIn.objects.get(), "publish")
        assert HandIn.objects.get().state == HandInState.PUBLISHED
        self.assertContains(page, "This is closed: published")

    def test_an_editor_assigns_gives_back_and_publishes(self):
        made = handins.hand_in(self.author, self.draft)
        self.client.force_login(self.editor)
        page = self.client.get(QUEUE)
        self.assertContains(page, "A new bridge")
        page = self.client.get(hand_in_path(made))
        self.assertContains(page, "We must go.")
        self.assertContains(page, "Draft, ready to publish")
        self.assertContains(self.post(made, "take"), "Assigned to you.")
        self.assertContains(self.post(made, "give_back"), "Write what is to be changed")
        self.post(made, "give_back", text="Which bridge?")
        self.client.force_login(self.author)
        page = self.client.get(hand_in_path(made))
        self.assertContains(page, "Which bridge?")
        self.assertNotContains(page, 'value="publish"')
        self.post(made, "comment", text="The one in Ely.")
        handins.hand_in(self.author, self.draft)
        self.client.force_login(self.editor)
        self.assertContains(self.client.get(hand_in_path(made)), "The one in Ely.")
        self.post(made, "publish")
        self.draft.refresh_from_db()
        assert self.draft.status == Status.PUBLISHED
        assert self.draft.quotes.get().status == Status.PUBLISHED
        note = HandIn.objects.get().notes.last()
        assert (note.act, note.by) == ("published", self.editor)

    def test_the_second_editor_reads_what_happened_and_keeps_the_comment(self):
        made = handins.hand_in(self.author, self.draft)
        seen = handins.token(made)
        handins.comment(self.author, made.pk, "Not yet, please.")
        self.client.force_login(self.editor)
        for act in ("publish", "give_back"):
            page = self.post(made, act, seen=seen, text="My long comment.")
            self.assertContains(page, "Nothing was done")
            self.assertContains(page, "Not yet, please.")
            self.assertContains(page, "My long comment.</textarea>")
        self.draft.refresh_from_db()
        assert self.draft.status == Status.DRAFT

    def test_an_editor_assigns_to_another(self):
        second = make_user("second", "Editors")
        made = handins.hand_in(self.author, self.draft)
        self.client.force_login(self.editor)
        self.assertContains(self.post(made, "assign", to=second.pk), "Assigned to")
        self.assertContains(self.post(made, "assign", to="x"), "Choose an editor")
        self.assertContains(self.client.get(QUEUE + "?assigned=others"), "second")
        data = {"action": "take", "_selected_action": [made.pk]}
        self.client.post(QUEUE, data)
        self.assertContains(self.client.get(QUEUE + "?assigned=me"), "A new bridge")
        self.post(made, "release")
        self.assertContains(self.client.get(QUEUE + "?assigned=nobody"), "bridge")

    def test_others_do_not_see_the_hand_in(self):
        made = handins.hand_in(self.author, self.draft)
        self.client.force_login(make_user("other", "Contributors"))
        assert self.client.get(hand_in_path(made)).status_code == 403
        assert self.client.post(hand_in_path(made), {}).status_code == 403
        self.assertNotContains(self.client.get(QUEUE), "A new bridge")
        self.client.force_login(self.author)
        self.assertContains(self.client.get(QUEUE), "A new bridge")
        assert self.post(made, "publish").status_code == 403
        for key in ("x", "9" * 30, made.pk + 1):
            url = reverse("admin:quotes_handin_change", args=[key])
            assert self.client.get(url).status_code == 404

    def test_lists_show_who_entered_a_draft_and_filter_drafts(self):
        handins.hand_in(self.author, self.draft)
        mine = make_draft(self.author, title="Not handed in")
        self.client.force_login(self.author)
        url = reverse("admin:articles_article_changelist")
        page = self.client.get(url + "?drafts=mine")
        self.assertContains(page, ", author")
        self.assertContains(page, "Not handed in")
        page = self.client.get(url + "?drafts=waiting")
        self.assertNotContains(page, "Not handed in")
        self.assertContains(page, "A new bridge")
        self.assertNotContains(
            self.client.get(url + "?drafts=returned"), "A new bridge"
        )
        url = reverse("admin:quotes_quote_changelist")
        for value, count in (("mine", 2), ("waiting", 1), ("returned", 0)):
            page = self.client.get(f"{url}?drafts={value}")
            assert page.context["cl"].result_count == count, value
        assert mine.quotes.count() == 1
