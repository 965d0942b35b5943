"""The quotes of an article beside its form: paged, linked, and added quickly."""

from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models.base import Status
from quotes.models import Quote
from quotes.page_sizes import QUOTES_IN_FORM
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import (
    add_row,
    change_url,
    errors_of,
    filled_in,
    make_user,
    messages_of,
)
from tests.support.many_quotes import make_many, make_text


class ListTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")

    def setUp(self):
        self.client.force_login(self.editor)

    def test_the_form_of_500_quotes_takes_as_many_queries_as_that_of_50(self):
        few, many = (make_article(text=make_text(each)) for each in (50, 500))
        make_many(few, 50)
        make_many(many, 500)
        self.client.get(change_url(few))  # reads what is then cached
        counts = []
        for article, number in ((few, 50), (many, 500)):
            with CaptureQueriesContext(connection) as opened:
                response = self.client.get(change_url(article))
            self.assertContains(response, f"Quotes in this article ({number})")
            assert response.content.count(b'<li id="quote-') == QUOTES_IN_FORM
            assert len(response.content) < 100_000
            data = filled_in(response) | {"title": f"Changed, of {number}"}
            with CaptureQueriesContext(connection) as saved:
                assert self.client.post(change_url(article), data).status_code == 302
            counts.append((len(opened), len(saved)))
        assert counts[0] == counts[1] <= (25, 80)

    def test_pages_are_turned_with_and_without_htmx(self):
        article = make_article(text=make_text(60))
        make_many(article, 60)
        url = reverse("admin:articles_article_quotes", args=[article.pk])
        first = self.client.get(change_url(article))
        self.assertContains(first, f'hx-get="{url}?page=3"')
        self.assertContains(first, "Word0 of 0.</a>")
        for response in (
            self.client.get(url, {"page": 3}, headers={"HX-Request": "true"}),
            self.client.get(url, {"page": 3}, follow=True),
        ):
            self.assertContains(response, "page 3 of 3")
            self.assertContains(response, "Word59 of 59.</a>")
            self.assertNotContains(response, "Word0 of 0.</a>")
        nonsense = self.client.get(change_url(article), {"quotes": "x"})
        self.assertContains(nonsense, "page 1 of 3")

    def test_quotes_are_in_the_order_of_the_text_and_those_not_found_come_last(self):
        article = make_article(text="First. Second.")
        for words in ("Nowhere.", "Second.", "First."):
            make_quote(article, words)
        response = self.client.get(change_url(article))
        rows = [str(row["quote"]) for row in response.context["quote_rows"]]
        assert rows == ["First.", "Second.", "Nowhere."]
        self.assertContains(response, "1 not found in the text")

    def test_a_quote_opened_from_the_article_leads_back_to_it(self):
        article = make_article(text=make_text(30))
        quote = make_many(article, 30, Status.PUBLISHED)[29]
        page = self.client.get(change_url(article), {"quotes": 2})
        row = next(r for r in page.context["quote_rows"] if r["quote"] == quote)
        data = filled_in(self.client.get(row["url"])) | {"note": "Seen."}
        for button, leads_to in (
            ("_save", f"{change_url(article)}?quotes=2#quote-{quote.pk}"),
            ("_continue", row["url"]),
        ):
            data = filled_in(self.client.get(row["url"])) | {"note": button}
            response = self.client.post(row["url"], {**data, button: "1"})
            assert response.status_code == 302, errors_of(response)
            assert response.url.split("?")[0] == leads_to.split("?")[0]
        elsewhere = change_url(quote)
        data = filled_in(self.client.get(elsewhere)) | {"_save": "1"}
        response = self.client.post(elsewhere, data)
        assert response.url == reverse("admin:quotes_quote_changelist")

    def test_quotes_are_added_one_after_the_other(self):
        add = reverse("admin:articles_article_add")
        data = filled_in(self.client.get(add))
        data |= {"title": "T", "text": "Go. Stay.", "_addquote": "1"}
        ann = make_speaker("Ann Lee")
        add_row(data, "quotes", text="Go.", speaker=ann.pk)
        form = self.client.post(add, data, follow=True)
        quote = Quote.objects.get()
        assert quote.text == "Go." and quote.is_located
        assert filled_in(form)["article"] == str(quote.article_id)
        url, _ = form.redirect_chain[-1]
        data = filled_in(form) | {"text": "Stay.", "_addanother": "1"}
        data["attributions-0-speaker"] = ann.pk
        again = self.client.post(url, data)
        assert again.url == url
        data |= {"text": "Nobody said so.", "_save": "1"}
        del data["_addanother"]
        last = self.client.post(url, data)
        assert last.url.startswith(change_url(quote.article))
        assert quote.article.quotes.count() == 3

    def test_an_old_page_with_forms_of_stored_quotes_is_refused(self):
        article = make_article(text="Go. Stay.")
        quote = make_quote(article, "Go.")
        data = filled_in(self.client.get(change_url(article)))
        data |= {
            "quotes-INITIAL_FORMS": 1,
            "quotes-TOTAL_FORMS": 1,
            "quotes-0-id": quote.pk,
            "quotes-0-article": article.pk,
            "quotes-0-text": "Stay.",
            "quotes-0-kind": "direct",
        }
        response = self.client.post(change_url(article), data)
        assert "on their own pages" in errors_of(response)["quotes"][0]
        quote.refresh_from_db()
        assert quote.text == "Go."

    def test_a_new_text_moves_all_quotes_and_names_only_some(self):
        article = make_article(text=make_text(60))
        make_many(article, 60)
        data = filled_in(self.client.get(change_url(article)))
        data |= {"text": "Nothing of it.", "_continue": "1"}
        response = self.client.post(change_url(article), data, follow=True)
        assert article.quotes.filter(anchor_status="missing").count() == 60
        said = messages_of(response)
        assert len(said) < 25 and any("40 more" in each for each in said)
