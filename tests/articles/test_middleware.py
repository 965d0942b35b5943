"""What is typed into a form whose record is gone or closed by then is not lost."""

from django.test import TestCase
from django.urls import reverse

from articles.models import KeptForm
from quotes.models import Quote
from tests.articles.test_kept_forms import TEXT, Browser, token_of
from tests.factories import make_article, make_topic
from tests.support.admin_pages import (
    change_url,
    filled_in,
    make_user,
    messages_of,
)
from tests.support.review_pages import review_url


class RefusedFormTests(TestCase):
    def setUp(self):
        make_user("ann", "Editors")
        self.browser = Browser()
        self.browser.sign_in("ann")

    def test_what_is_typed_while_the_record_is_deleted_is_listed(self):
        topic = make_topic("Bridges")
        url = change_url(topic)
        data = self.browser.open(url) | {"name": "Old bridges"}
        topic.delete()
        page = self.browser.post(url, data, follow=True)
        self.assertContains(page, "Old bridges")
        # It is still kept, after it was sent once more.
        data["csrfmiddlewaretoken"] = token_of(page)
        page = self.browser.post(page.redirect_chain[-1][0], data, follow=True)
        self.assertContains(page, "Old bridges")
        assert KeptForm.objects.count() == 1

    def test_a_quote_saved_with_a_warning_is_not_shown_again(self):
        article = make_article(text=TEXT)
        url = f"{reverse('admin:quotes_quote_add')}?article={article.pk}"
        data = self.browser.open(url) | {"text": "We must stay.", "status": "draft"}
        self.browser.lose_session()
        then = self.browser.post(url, data)["Location"].partition("next=")[2]
        page = self.browser.sign_in("ann", then)
        back = filled_in(page) | {"csrfmiddlewaretoken": token_of(page)}
        page = self.browser.post(page.redirect_chain[-1][0], back, follow=True)
        assert Quote.objects.get().anchor_status == "missing"
        assert any("not in the text" in each.lower() for each in messages_of(page))
        assert not KeptForm.objects.exists()

    def test_a_record_that_is_deleted_twice_is_said_to_be_gone(self):
        topic = make_topic("Bridges")
        url = reverse("admin:quotes_topic_delete", args=[topic.pk])
        data = {"post": "yes", "csrfmiddlewaretoken": token_of(self.browser.get(url))}
        for told in ("Deleted: “Bridges”.", "Perhaps it was deleted?"):
            page = self.browser.post(url, data, follow=True)
            assert told in str(messages_of(page))

    def test_what_is_typed_into_a_draft_while_it_is_published_is_listed(self):
        cid = make_user("cid", "Contributors")
        draft = make_article(text=TEXT, status="draft", created_by=cid)
        self.browser.sign_in("cid")
        review = self.browser.get(review_url(draft))
        card = review.context["cards"][0]
        cases = [
            (change_url(draft), self.browser.open(change_url(draft)), "title"),
            (review_url(draft), {"do": "select", "spans": ""}, "words"),
            (review_url(draft, card.pk), {"do": "accept"}, "text"),
        ]
        token = {"csrfmiddlewaretoken": token_of(review)}
        draft.publish()
        for url, data, name in cases:
            data |= token | {name: "A new bridge"}
            answer = self.browser.post(url, data)
            assert answer.status_code == 302, url
            self.assertContains(self.browser.get(answer.url), "A new bridge")
            self.browser.lose_session()
            then = self.browser.post(url, data)["Location"].partition("next=")[2]
            page = self.browser.sign_in("cid", then)
            self.assertContains(page, "A new bridge")
            token = {"csrfmiddlewaretoken": token_of(page)}
        # Nothing was typed: only a button was pressed.
        answer = self.browser.post(review_url(draft), token | {"do": "undo"})
        assert answer.status_code == 403
