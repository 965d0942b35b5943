"""A reader's list: shown, changed by forms, shared, and downloaded."""

import json
import re
from urllib.parse import urlencode

from django.test import Client, override_settings

from quotes.models import Quote
from quotes.reading_list import (
    MAX_IN_LIST,
    read_list,
)
from tests.factories import make_article, make_quote, make_speaker
from tests.support.public_pages import PageTests, Tags


class ListTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.a, cls.b, cls.c = (
            make_quote(text=f"Words of {name}", speaker=make_speaker(name))
            for name in ("Ada", "Bob", "Cleo")
        )
        cls.draft = make_quote(text="Secret words", status="draft")
        cls.gone = make_quote(
            text="Lost words", status="withdrawn", withdrawn_reason="<b>A hoax."
        )
        cls.gone_with_article = make_quote(
            make_article(status="withdrawn", withdrawn_reason="Wholly invented."),
            "More lost words",
        )

    def have(self, *quotes):
        """Set the reader's list in the browser."""
        self.client.cookies["list"] = self.keys(*quotes)

    @staticmethod
    def keys(*quotes):
        return ".".join(str(getattr(quote, "pk", quote)) for quote in quotes)

    def press(self, name, *quotes):
        """Press a button of the list, and return where it redirects to."""
        response = self.client.post("/list/", {name: self.keys(*quotes)})
        self.assertEqual(response.status_code, 302)
        return response["Location"]

    def held(self):
        """Return the list that the reader's browser has."""
        return self.client.cookies["list"].value

    def words(self, path="/list/"):
        """Return whose words a page shows, in order."""
        return re.findall(r">\s*“Words of (\w+)”</a>", self.page(path))

    def test_an_empty_list_says_how_it_is_filled(self):
        self.assertIn("Your list is empty.", self.main("/list/"))

    def test_it_is_shown_in_order(self):
        self.have(self.c, self.a, self.b)
        self.assertEqual(self.words(), ["Cleo", "Ada", "Bob"])
        text = self.main("/list/")
        self.assertIn("3 quotes", text)
        keys = self.keys(self.c, self.a, self.b)
        page = self.page("/list/")
        self.assertIn(f'value="http://testserver/list/?quotes={keys}"', page)
        for extension in ("bib", "ris", "json"):
            self.assertIn(f'href="/list.{extension}?quotes={keys}"', page)
        # A row has buttons here and a link everywhere else.
        self.assertNotIn("Add to list<", page)
        self.assertIn(f'data-quote="{self.a.pk}"', self.page("/quotes/"))

    def test_every_button_says_what_it_does_to_what(self):
        self.have(self.a)
        page = self.page("/list/")
        for name in ("Move up", "Move down", "Remove"):
            self.assertIn(f">{name}: “Words of Ada”</span></button>", page)

    def test_it_is_for_its_reader_alone(self):
        self.have(self.a)
        for path in ("/list/", f"/list/?quotes={self.a.pk}", f"/list/add/{self.a.pk}/"):
            response = self.client.get(path, headers={"Accept-Encoding": "gzip"})
            self.assertIn("no-store", response["Cache-Control"])
            self.assertIn("private", response["Cache-Control"])
            self.assertNotIn("ETag", response)
            self.assertNotIn("Content-Encoding", response)
            self.assertContains(response, '<meta name="robots" content="noindex">')
        for line in ("Disallow: /list/\n", "Disallow: /list.\n"):
            self.assertIn(line, self.page("/robots.txt"))

    def test_pages_for_everybody_are_the_same_with_a_list(self):
        for path in ("/", "/quotes/", self.a.get_absolute_url()):
            self.have(self.a)
            with_list = self.client.get(path)
            without = Client().get(path)
            self.assertEqual(with_list.content, without.content)
            self.assertEqual(with_list["Cache-Control"], without["Cache-Control"])
            self.assertNotIn("Cookie", with_list.get("Vary", ""))
            if path == "/":
                continue  # it has no links of this kind
            links = [
                attrs
                for attrs in Tags(without.content.decode()).named("a")
                if attrs.get("data-quote") == str(self.a.pk)
            ]
            self.assertEqual({link["rel"] for link in links}, {"nofollow"})
            self.assertEqual(
                {link["href"] for link in links}, {f"/list/add/{self.a.pk}/"}
            )

    def test_a_quote_is_added_by_a_form(self):
        page = self.page(f"/list/add/{self.a.pk}/")
        self.assertIn("Words of Ada", page)
        self.assertIn(f'<button name="add" value="{self.a.pk}">', page)
        self.assertEqual(self.press("add", self.a), "/list/")
        cookie = self.client.cookies["list"]
        self.assertEqual(cookie.value, str(self.a.pk))
        self.assertEqual(cookie["samesite"], "Lax")
        self.assertEqual(cookie["path"], "/")
        self.assertEqual(cookie["max-age"], 31_536_000)
        self.assertFalse(cookie["httponly"])
        self.assertFalse(cookie["secure"])
        self.assertIn("is in your list", self.main(f"/list/add/{self.a.pk}/"))
        self.press("add", self.b, self.a)
        self.assertEqual(self.held(), self.keys(self.a, self.b))

    @override_settings(SESSION_COOKIE_SECURE=True)
    def test_the_cookie_is_secure_where_the_site_is(self):
        self.press("add", self.a)
        self.assertTrue(self.client.cookies["list"]["secure"])

    def test_only_what_readers_see_can_be_added(self):
        for quote, status in [(self.draft, 404), (self.gone, 410)]:
            page = self.page(f"/list/add/{quote.pk}/", status)
            self.assertNotIn(quote.text, page)
        for key in (0, 10**12, 2**63, 10**30):
            self.page(f"/list/add/{key}/", 404)

    def test_changes_need_the_token_of_a_form(self):
        reader = Client(enforce_csrf_checks=True)
        answer = reader.post("/list/", {"add": self.a.pk})
        self.assertEqual(answer.status_code, 403)
        page = reader.get(f"/list/add/{self.a.pk}/").content.decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
        form = {"add": self.a.pk, "csrfmiddlewaretoken": token}
        self.assertEqual(reader.post("/list/", form).status_code, 302)
        self.assertEqual(reader.cookies["list"].value, str(self.a.pk))

    def test_order_is_changed(self):
        self.have(self.a, self.b, self.c)
        self.assertEqual(self.press("up", self.c), f"/list/#quote-{self.c.pk}")
        self.assertIn(f'id="quote-{self.c.pk}"', self.page("/list/"))
        self.assertEqual(self.words(), ["Ada", "Cleo", "Bob"])
        self.press("down", self.a)
        self.assertEqual(self.words(), ["Cleo", "Ada", "Bob"])
        self.press("up", self.c)
        self.press("down", self.b)
        self.assertEqual(self.words(), ["Cleo", "Ada", "Bob"])

    def test_a_removal_can_be_undone(self):
        self.have(self.a, self.b, self.c)
        path = self.press("remove", self.b)
        self.assertEqual(self.held(), self.keys(self.a, self.c))
        self.assertIn("1 quote was removed from your list.", self.main(path))
        (button,) = [
            attrs
            for attrs in Tags(self.page(path)).named("button")
            if attrs.get("name") == "take"
        ]
        self.assertEqual(button["value"], self.keys(self.a, self.b, self.c))
        self.assertEqual(self.press("take", self.a, self.b, self.c), "/list/")
        self.assertEqual(self.words(), ["Ada", "Bob", "Cleo"])
        path = self.press("empty")
        self.assertEqual(self.held(), "")
        self.assertIn("3 quotes were removed", self.main(path))
        self.press("take", self.a, self.b, self.c)
        self.assertEqual(self.words(), ["Ada", "Bob", "Cleo"])

    def test_a_shared_list_is_shown_to_anybody_and_changes_nothing(self):
        path = f"/list/?quotes={self.keys(self.c, self.a)}"
        self.assertEqual(self.words(path), ["Cleo", "Ada"])
        self.assertNotIn("list", self.client.cookies)
        page = self.page(path)
        self.assertIn("Copy to my list<", page)
        self.assertNotIn('name="remove"', page)
        self.have(self.b)
        self.assertEqual(self.words(path), ["Cleo", "Ada"])
        self.assertEqual(self.held(), self.keys(self.b))
        self.assertIn("Add 2 quotes to my list", self.main(path))
        self.press("add", self.c, self.a)
        self.assertEqual(self.words(), ["Bob", "Cleo", "Ada"])
        self.assertNotIn("Add ", re.sub("Add to list", "", self.main(path)))
        self.press("take", self.c, self.a)
        self.assertEqual(self.words(), ["Cleo", "Ada"])
        self.assertIn("Your own list has the same quotes", self.main(path))

    def test_what_was_withdrawn_stays_with_its_reason(self):
        self.have(self.gone, self.a, self.gone_with_article)
        path = f"/list/?quotes={self.held()}"
        for each in ("/list/", path):
            page = self.page(each)
            self.assertIn("This quote was withdrawn", page)
            self.assertIn("&lt;b&gt;A hoax.", page)
            self.assertIn("The article that this quote is from was withdrawn", page)
            self.assertIn("Wholly invented.", page)
            self.assertNotIn("ost words", page)
            self.assertIn("1 quote", page)
        self.press("down", self.gone)
        self.press("remove", self.gone_with_article)
        self.assertEqual(self.held(), self.keys(self.a, self.gone))

    def test_unknown_quotes_are_left_out_with_a_message(self):
        self.have(self.draft, self.a, 987654321, self.b)
        text = self.main("/list/")
        self.assertIn("2 entries of your list are not quotes on record.", text)
        self.assertEqual(self.words(), ["Ada", "Bob"])
        self.assertNotIn("Secret", self.page("/list/"))
        # It does not stand in the way of what can be seen.
        self.press("up", self.b)
        self.assertEqual(self.words(), ["Bob", "Ada"])
        text = self.main(f"/list/?quotes={self.draft.pk}.{self.a.pk}")
        self.assertIn(f"Quote {self.draft.pk} is not on record.", text)

    def test_nothing_that_is_sent_is_an_error(self):
        bad = ["", ".", "x", "٣", "\x00", "-1.2", "9" * 5000, "<script>", "1" * 99]
        for text in bad:
            query = urlencode({"quotes": text, "undo": text})
            page = self.page(f"/list/?{query}")
            self.assertNotIn("<script>", page)
            self.page(f"/list/?{urlencode({'undo': text})}")
            for name in ("add", "take", "remove", "up", "down", "empty", "other"):
                self.assertEqual(
                    self.client.post("/list/", {name: text}).status_code, 302
                )
        self.assertEqual(self.client.post("/list/").status_code, 302)
        self.assertEqual(self.client.put("/list/").status_code, 405)
        for text in ("x.1", "%00", "a;b", '"', "1.2.3.x.999999999999999999999"):
            self.client.cookies["list"] = text
            self.page("/list/")
            self.page(f"/list/?quotes={self.a.pk}")
        text = self.main("/list/?quotes=a.b.c")
        self.assertIn("“a” and 2 other parts of the link are not numbers", text)

    def test_a_full_list(self):
        first = 500_000_000
        self.have(*range(first, first + MAX_IN_LIST - 1))
        self.press("add", self.a, self.b)
        self.assertEqual(len(read_list(self.held()).keys), MAX_IN_LIST)
        self.assertIn(f"it has {MAX_IN_LIST} quotes", self.main("/list/"))
        self.assertIn("Remove one first", self.main(f"/list/add/{self.b.pk}/"))
        text = self.main(f"/list/?quotes={self.b.pk}")
        self.assertIn("There is no room in it for all of these.", text)
        too_many = ".".join(map(str, range(1, MAX_IN_LIST + 2)))
        text = self.main(f"/list/?quotes={too_many}")
        self.assertIn(f"A list has at most {MAX_IN_LIST} quotes", text)

    def test_queries_do_not_grow_with_the_list(self):
        def count(quotes, path=""):
            self.have(*quotes)
            with self.assertNumQueries(1):
                self.page(path or "/list/")

        count([self.a])
        quotes = [make_quote() for _ in range(40)]
        count(quotes)
        count([], f"/list/?quotes={self.keys(*quotes)}")
        lost = Quote.objects.filter(pk__in=[quote.pk for quote in quotes[:20]])
        lost.update(status="withdrawn", withdrawn_reason="A hoax.")
        self.have(*quotes)
        with self.assertNumQueries(3):
            self.page("/list/")
        with self.assertNumQueries(2):
            self.press("up", quotes[3])
        with self.assertNumQueries(1):
            self.press("remove", quotes[3])


class DownloadTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.quotes = [
            make_quote(make_article(title=f"Report {name}"), f"Words of {name}")
            for name in "abc"
        ]

    def download(self, query, status=200, extension="json"):
        response = self.client.get(f"/list.{extension}{query}")
        self.assertEqual(response.status_code, status)
        return response

    def test_it_has_the_order_of_the_list(self):
        a, b, c = (quote.pk for quote in self.quotes)
        response = self.download(f"?quotes={c}.{a}.{b}")
        items = json.loads(response.getvalue())
        self.assertEqual(
            [item["title"] for item in items], ["Report c", "Report a", "Report b"]
        )
        self.assertEqual(
            response["Content-Disposition"],
            'attachment; filename="list-of-3-quotes.json"',
        )
        self.assertTrue(response.streaming)
        self.assertFalse(response.cookies)

    def test_its_sources_alone_each_once(self):
        a, b, _ = self.quotes
        twin = make_quote(a.article, "Other words of a")
        keys = f"?quotes={a.pk}.{twin.pk}.{b.pk}&cite=articles"
        response = self.download(keys, extension="bib")
        text = response.getvalue().decode()
        self.assertEqual(text.count("title = "), 2)
        self.assertNotIn("Words of", text)
        self.assertIn(
            '"articles-of-list-of-3-quotes.bib"', response["Content-Disposition"]
        )
        page = self.client.get(f"/list/?quotes={a.pk}").content.decode()
        for extension in ("docx", "html", "md", "txt"):
            self.assertIn(f'formaction="/list.{extension}"', page)
        self.assertIn('<option value="apa">', page)

    def test_what_was_withdrawn_is_left_out_and_not_counted(self):
        a, b, _ = self.quotes
        b.status, b.withdrawn_reason = "withdrawn", "A hoax."
        b.save()
        response = self.download(f"?quotes={b.pk}.{a.pk}", extension="bib")
        self.assertNotIn(b"Words of b", response.getvalue())
        self.assertIn('"list-of-1-quote.bib"', response["Content-Disposition"])
        self.download(f"?quotes={b.pk}", 404)

    def test_what_is_not_understood_is_refused(self):
        many = ".".join(map(str, range(1, MAX_IN_LIST + 2)))
        for query, told in {
            "": "names no quote",
            "?quotes=": "names no quote",
            "?quotes=x.1": "“x” is not the number of a quote.",
            f"?quotes={many}": "This link has more",
        }.items():
            self.assertContains(self.download(query, 400), told, status_code=400)
        query = f"?quotes={self.quotes[0].pk}"
        response = self.download(query, 404, "xyz")
        self.assertContains(response, ".bib (BibTeX)", status_code=404)

    def test_queries_do_not_grow(self):
        def count(quotes):
            keys = ".".join(str(quote.pk) for quote in quotes)
            with self.assertNumQueries(4):
                self.download(f"?quotes={keys}").getvalue()

        count(self.quotes[:1])
        count([*self.quotes, *[make_quote() for _ in range(20)]])
