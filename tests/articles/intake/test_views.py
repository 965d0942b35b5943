"""Adding an article from a text, a file or an address, in two steps of the admin."""

import datetime
import json
import tomllib
from pathlib import Path
from unittest import mock

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import TestCase, override_settings
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Intake, Publication, RawPage, Snapshot
from articles.models.base import Status
from tests.factories import make_article, make_publication
from tests.support.admin_pages import make_user, messages_of
from tests.support.hostile_server import HTML, PAGE, answer, hostile_server, redirect

pytestmark = pytest.mark.any_server

GIVE = "/admin/articles/article/intake/"
TEXT = """\
```
Bridge to be rebuilt

Noor de Wit · about 1 month ago · 4 minutes read

The council met late, and they said that it was the bridge of the town that counts.

“We will re\u00adbuild the bridge,” said Ada Moreau, the mayor. Others were not so sure.
```
"""


def typed(response):
    """Return what the second page would post if it were sent unchanged."""
    data = {}
    formset = response.context["bylines"]
    for form in [response.context["form"], formset.management_form, *formset.forms]:
        for bound in form:
            value = bound.value()
            if value is not None and value is not False:
                data[bound.html_name] = value
    return data


class IntakeTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.post_office = make_publication(name="The Vauville Post")

    def setUp(self):
        self.client.force_login(self.editor)

    def give(self, **data):
        """Send the first page, and follow a redirect to the second if there is one."""
        return self.client.post(GIVE, data, follow=True)

    def give_file(self, name, body):
        return self.give(file=SimpleUploadedFile(name, body))

    def save(self, response, **changes):
        url = response.request["PATH_INFO"]
        return self.client.post(url, typed(response) | changes, follow=True)

    def told(self, response, field=None):
        errors = response.context["form"].errors
        return " ".join(errors.get(field or "__all__", []))

    def test_it_is_linked_from_the_index_and_the_list(self):
        for url in ("/admin/", "/admin/articles/article/"):
            self.assertContains(self.client.get(url), f'href="{GIVE}"')
        self.client.force_login(make_user("guest"))
        self.assertNotContains(self.client.get("/admin/"), GIVE)

    def test_only_users_who_may_add_articles_see_it(self):
        intake = Intake.objects.create(owner=self.editor)
        pages = [GIVE, f"{GIVE}{intake.pk}/"]
        self.client.force_login(make_user("guest"))
        for url in pages:
            self.assertEqual(self.client.get(url).status_code, 403)
            self.assertEqual(self.client.post(url).status_code, 403)
        self.client.logout()
        for url in pages:
            self.assertEqual(self.client.get(url).status_code, 302)

    def test_from_a_pasted_text_to_a_draft(self):
        page = self.give(text=TEXT)
        form = page.context["form"]
        self.assertEqual(form["title"].value(), "Bridge to be rebuilt")
        self.assertEqual(form["published"].value(), "")
        self.assertEqual(form["language"].value(), "en")
        self.assertContains(page, "No date read: “about 1 month ago” is relative.")
        self.assertContains(page, "Code fences removed")
        self.assertContains(page, "We will re&lt;U+00AD&gt;build")
        self.assertFalse(Article.objects.exists())

        saved = self.save(page, published="2025-02", new_publication="vauville post")
        article = Article.objects.get()
        self.assertRedirects(
            saved, reverse("admin:articles_article_review", args=[article.pk])
        )
        self.assertEqual(messages_of(saved)[0][:22], "“Bridge to be rebuilt”")
        self.assertEqual(article.status, Status.DRAFT)
        self.assertEqual(article.created_by, self.editor)
        self.assertEqual(str(article.published), "February 2025")
        # The name of a known publication chooses it.
        self.assertEqual(article.publication, self.post_office)
        (byline,) = article.bylines.all()
        self.assertEqual(
            (byline.given, byline.particle, byline.family), ("Noor", "de", "Wit")
        )
        text = article.current_snapshot.text
        self.assertTrue(text.startswith("Bridge to be rebuilt\n\nNoor"))
        self.assertIn("“We will rebuild the bridge,”", text)
        raw = RawPage.objects.get()
        self.assertEqual(bytes(raw.body).decode(), TEXT)
        self.assertEqual(
            (raw.snapshot, raw.article), (article.current_snapshot, article)
        )

    def test_a_clean_text_is_stored_once(self):
        text = "Bridge to be rebuilt\n\nThe council met late."
        page = self.give(text=text)
        self.assertContains(page, "No language read: there are too few words to tell.")
        self.assertContains(page, "No byline read.")
        self.assertIn("required", self.told(self.save(page), "language"))
        self.save(page, language="en")
        self.assertEqual(Snapshot.objects.get().text, text)
        self.assertFalse(RawPage.objects.exists())

    def test_the_original_text_may_be_kept(self):
        page = self.give(text=TEXT)
        url = page.request["PATH_INFO"]
        changes = {"_text": "given", "title": "Mended", "bylines-1-literal": "Reuters"}
        page = self.client.post(url, typed(page) | changes)
        self.assertEqual(page.context["form"]["text"].value(), TEXT)
        self.assertEqual(page.context["form"]["title"].value(), "Mended")
        self.assertEqual(typed(page)["bylines-1-literal"], "Reuters")
        self.assertContains(page, "Use the cleaned text")
        self.assertFalse(page.context["form"].errors)
        back = self.client.post(url, typed(page) | {"_text": "cleaned"})
        self.assertNotIn("```", back.context["form"]["text"].value())
        self.save(page)
        article = Article.objects.get()
        self.assertEqual(article.current_snapshot.text, TEXT)
        self.assertEqual([str(each) for each in article.bylines.all()][1:], ["Reuters"])

    def test_errors_lose_nothing(self):
        page = self.give(text=TEXT)
        url = page.request["PATH_INFO"]
        wrong = {
            "title": " ",
            "published": "13.2.",
            "url": "nowhere",
            "language": "english",
            "text": "Mended\x07 text",
            "bylines-0-literal": "Both",
            "bylines-1-given": "Only given",
        }
        page = self.client.post(url, typed(page) | wrong)
        self.assertEqual(page.status_code, 200)
        for name in ("title", "published", "url", "language", "text"):
            self.assertTrue(self.told(page, name), name)
        self.assertEqual(page.context["bylines"].total_error_count(), 2)
        data = typed(page)
        for name, value in wrong.items():
            self.assertEqual(data[name].strip(), value.strip())
        self.assertFalse(Article.objects.exists())
        page = self.client.post(url, typed(page) | {"text": " "})
        self.assertIn("paste the article's text", self.told(page, "text"))

    def test_a_forged_publication_is_an_error_at_its_field(self):
        page = self.give(text=TEXT)
        for key in ("war", "9" * 5_000):
            data = typed(page) | {"publication": key}
            page = self.client.post(page.request["PATH_INFO"], data)
            self.assertIn("valid choice", self.told(page, "publication"))
        self.assertFalse(Article.objects.exists())

    def test_exactly_one_source_must_be_given(self):
        self.assertIn("Paste a text", self.told(self.give()))
        self.assertIn("Paste a text", self.told(self.give(text=" \n", address=" ")))
        page = self.give(text="Words.", address="example.org")
        self.assertIn("one of the three", self.told(page))
        self.assertContains(page, "Words.")
        self.assertContains(page, 'value="example.org"')
        page = self.give(text="a\x00b")
        self.assertIn("U+0000 at line 1, character 2", self.told(page, "text"))
        page = self.give(address="http://a\x00b/")
        self.assertTrue(self.told(page, "address"))

    def test_files(self):
        page = self.give_file("bridge.HTML", PAGE)
        self.assertEqual(page.context["form"]["title"].value(), "Bridge to be rebuilt")
        self.save(page)
        raw = RawPage.objects.get()
        self.assertEqual(bytes(raw.body), PAGE)
        self.assertEqual((raw.file_name, raw.address), ("bridge.HTML", ""))
        # Known with “The”, printed without.
        self.assertEqual(Article.objects.get().publication, self.post_office)

        page = self.give_file("ça.md", "# Le pont\n\nÇa \x07**va**.\n".encode("cp1252"))
        self.assertEqual(page.context["form"]["text"].value(), "Le pont\n\nÇa va.\n")
        self.assertContains(page, "read as Western European")
        self.assertContains(page, "1 control characters were left out")

    def test_files_that_are_not_read(self):
        for name, body, why in (
            ("a.doc", b"%PDF", "Only files that end in"),
            ("a.txt", b"", "no text in it|Paste a text"),
            ("a.txt", b" \n", "no text in it"),
            ("a.txt", b"\x89PNG\r\n\x00\x00\x00\x00", "no text but something else"),
            ("a.html", b" ", "The page is empty"),
            ("a.txt", b"a" * (5 * 2**20 + 1), "no more than 5 MB"),
            ("a.txt", b"a" * 2_000_001, "more than 2,000,000 characters"),
        ):
            page = self.give_file(name, body)
            self.assertRegex(f"{self.told(page, 'file')} {self.told(page)}", why)
            self.assertFalse(Intake.objects.exists())

    def test_the_source_of_a_page_may_be_pasted(self):
        for page in (self.give(text=PAGE.decode()), self.give_file("p.txt", PAGE)):
            self.assertEqual(page.context["form"]["published"].value(), "2025-02-13")

    def test_from_an_address_to_a_draft(self):
        with hostile_server() as server, override_settings(FETCH_LOOPBACK=True):
            server.answers |= {"/1": redirect("/page"), "/page": answer(PAGE)}
            page = self.give(address=f"{server.url}/1")
            address = f"{server.url}/page"
        form = page.context["form"]
        self.assertEqual(form["url"].value(), address)
        self.assertEqual(form["retrieved_on"].value(), timezone.localdate())
        self.assertContains(page, "Read from the address that answered.")
        # The server is gone: nothing is fetched again, and the page is not sent along.
        self.assertNotIn("<!doctype", json.dumps(typed(page), default=str))
        self.save(page)
        article = Article.objects.get()
        snapshot, raw = article.current_snapshot, RawPage.objects.get()
        self.assertEqual(bytes(raw.body), PAGE)
        self.assertEqual((raw.content_type, raw.address), (HTML, address))
        self.assertEqual(snapshot.retrieved_at, raw.received_at)
        self.assertEqual(snapshot.retrieved_from, address)

    def test_a_plain_text_at_an_address(self):
        with hostile_server() as server, override_settings(FETCH_LOOPBACK=True):
            server.answers["/a"] = answer(TEXT.encode(), "text/plain")
            page = self.give(address=f"{server.url}/a")
        self.assertEqual(page.context["form"]["title"].value(), "Bridge to be rebuilt")
        self.assertEqual(page.context["form"]["url"].value(), f"{server.url}/a")

    def test_a_failed_fetch_is_an_error_at_its_field(self):
        with hostile_server() as server:
            page = self.give(address=f"{server.url}/page")
            self.assertEqual(server.requested, [])
        self.assertIn("not a public address", self.told(page, "address"))
        self.assertContains(page, f"{server.url}/page")
        self.assertFalse(Intake.objects.exists())

    def test_a_known_address_is_offered_before_it_is_fetched(self):
        known = make_article(url="https://example.org/a", title="Known one")
        page = self.give(address="http://example.org/a/#x")
        self.assertContains(page, "This article is already on record")
        self.assertContains(page, f"/admin/articles/article/{known.pk}/change/")
        # Contributors may not see it, but are told about it.
        self.client.force_login(make_user("contributor", "Contributors"))
        page = self.give(address="http://example.org/a/")
        self.assertContains(page, "Known one")

    def test_a_nearly_equal_text_is_shown_or_added_anyway(self):
        known = make_article(text=TEXT.replace("late", "very late"), title="Known one")
        page = self.give(text=TEXT)
        self.assertContains(page, "Already on record?")
        self.assertContains(page, f"/admin/articles/article/{known.pk}/change/")
        page = self.save(page)
        self.assertIn("may already be on record", self.told(page))
        self.assertEqual(Article.objects.count(), 1)
        self.save(page, anyway="on")
        self.assertEqual(Article.objects.count(), 2)

    def test_the_same_title_in_the_same_publication_is_asked_about(self):
        make_article(title="Bridge to be rebuilt", publication=self.post_office)
        page = self.give(text=TEXT)
        for publication in (
            {"publication": self.post_office.pk},
            {"publication": "", "new_publication": "the vauville post"},
        ):
            asked = self.save(page, **publication)
            self.assertIn("may already be on record", self.told(asked))
            self.assertContains(asked, "the same title and publication")
        self.assertEqual(Article.objects.count(), 1)

    def test_a_cancelled_search_for_duplicates_is_reported(self):
        """The database itself cancels it, like any slow statement."""

        def slowly(execute, sql, *others):
            if "unnest(sketch)" in sql:
                sql = f"SELECT pg_sleep(60), * FROM ({sql}) AS found"  # noqa: S608
            return execute(sql, *others)

        known = make_article(url="https://example.org/a", text=TEXT)
        with (
            connection.execute_wrapper(slowly),
            mock.patch("articles.duplicates.texts.STATEMENT_TIMEOUT_MS", 20),
        ):
            page = self.give(text=TEXT)
            self.assertContains(page, "the search took too long")
            self.assertNotContains(page, "Already on record?")
            page = self.save(page, url="https://example.org/a/")
            # The article with the same address is still shown.
            self.assertContains(page, f"/admin/articles/article/{known.pk}/change/")
            self.save(page, url="https://example.org/b")
        self.assertEqual(Article.objects.count(), 2)

    def test_the_same_address_is_never_held_twice(self):
        make_article(url="https://example.org/a")
        page = self.give(text=TEXT)
        page = self.save(page, url="http://example.org/a", anyway="on")
        self.assertIn("already on record", self.told(page, "url"))

    def test_a_nul_is_an_error_at_its_field(self):
        page = self.give(text=TEXT)
        for name in ("title", "text", "url", "new_publication", "published"):
            with self.subTest(name=name):
                self.assertTrue(self.told(self.save(page, **{name: "a\0b"}), name))

    def test_a_new_publication_is_made_with_the_article_or_not_at_all(self):
        page = self.save(self.give(text=TEXT), new_publication="New Post", title="")
        self.assertFalse(Publication.objects.filter(name="New Post").exists())
        self.save(page, title="T", url="https://www.new.example/a?b")
        made = Publication.objects.get(name="New Post")
        self.assertEqual(made.website, "https://www.new.example/")
        self.assertEqual(Article.objects.get().publication, made)
        page = self.give(text="Other words.\n\nStill others, five at least.")
        page = self.save(page, title="T", publication=made.pk, new_publication="X")
        self.assertIn("not both", self.told(page, "new_publication"))

    def test_users_who_may_not_add_publications_add_none(self):
        user = make_user("writer")
        user.user_permissions.add(
            *self.editor.groups.get().permissions.filter(codename="add_article")
        )
        self.client.force_login(user)
        page = self.give(text=TEXT)
        self.assertContains(page, "You may not add publications")
        self.client.post(
            page.request["PATH_INFO"], typed(page) | {"new_publication": "X"}
        )
        self.assertFalse(Publication.objects.filter(name="X").exists())
        self.assertEqual(Article.objects.get().publication, None)

    def test_saving_twice_makes_one_article(self):
        page = self.give(text=TEXT)
        data, url = typed(page), page.request["PATH_INFO"]
        first = self.client.post(url, data)
        again = self.client.post(url, data)
        self.assertEqual(first.url, again.url)
        self.assertEqual(self.client.get(url).url, first.url)
        self.assertEqual(Article.objects.count(), 1)
        held = Intake.objects.get()
        emptied = held.body, held.given, [*held.proposal]
        self.assertEqual(emptied, (None, "", ["saved"]))
        page = self.client.post(url, data | {"title": "Bridges"}, follow=True)
        self.assertContains(page, "Bridges")
        self.assertIn("was saved before", messages_of(page)[-1])

    def test_an_intake_belongs_to_its_owner_and_expires(self):
        page = self.give(text=TEXT)
        url = page.request["PATH_INFO"]
        self.client.force_login(make_user("other", "Editors"))
        gone = self.client.get(url)
        self.assertRedirects(gone, GIVE, fetch_redirect_response=False)
        self.assertContains(self.save(page), "What you typed")
        self.assertFalse(Article.objects.exists())
        self.client.force_login(self.editor)
        old = timezone.now() - datetime.timedelta(days=8)
        Intake.objects.update(created_at=old)
        self.give(text="Other words.\n\nAnd others.")
        self.assertEqual(Intake.objects.count(), 1)
        gone = self.client.get(url, follow=True)
        self.assertIn("not there any more", messages_of(gone)[0])

    def test_metadata_of_a_page_is_escaped(self):
        bad = "<script>alert(1)</script>"
        page = PAGE.replace(b"Vauville Post", b"&lt;script&gt;alert(1)&lt;/script&gt;")
        page = page.replace(b"2025-02-13T", b"2025-02-13 &lt;script&gt;alert(1)")
        for response in (
            self.give_file("a.html", page),
            self.give(text=f"{bad}\n\nBy Jane {bad}\n{bad} · 3 hours ago\n\nWords."),
            self.give_file(f"{bad}.txt", f"x\xad{bad}".encode()),
        ):
            self.assertEqual(response.status_code, 200)
            self.assertNotContains(response, "<script>alert")


FIXTURE = Path(__file__).parents[3] / "fixtures" / "deepseek.toml"


@pytest.mark.django_db
def test_the_customers_article_is_prefilled(client):
    client.force_login(make_user("editor", "Editors"))
    article = tomllib.loads(FIXTURE.read_text("utf-8"))["articles"][0]
    text = (
        f"{article['title']}\n\nA big bet on open-source technology has enabled China "
        "to rapidly scale its AI innovation.\n"
        "Sean Dickens · about 1 month ago · 4 minutes read\n\n\n"
        f"```html\n\n{article['text']}\n```\n"
    )
    page = client.post(GIVE, {"text": text}, follow=True)
    data = typed(page)
    assert data["title"].startswith("DeepSeek: how China’s embrace of open-source AI")
    assert (data["bylines-0-given"], data["bylines-0-family"]) == ("Sean", "Dickens")
    assert data["published"] == ""
    assert data["language"] == "en"
    assert "```" not in data["text"]
    assert "research fellow Dean Ball" in data["text"]
