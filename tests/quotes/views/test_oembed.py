"""oEmbed: the fields and statuses of its specification, read by two clients."""

import re
from urllib.parse import urlencode
from xml.etree import ElementTree

import pytest
from django.test import LiveServerTestCase
from micawber import Provider, ProviderHTTPException, ProviderRegistry
from oembedpy.consumer import fetch_content
from oembedpy.discovery import find_from_content

from tests.factories import make_quote, make_speaker
from tests.support.public_pages import PageTests, Tags

WORDS = "I disapprove of what you say"


class OembedTests(PageTests):
    def ask(self, address, **fields):
        query = urlencode({"url": address, **fields})
        return self.client.get(f"/oembed?{query}")

    def address(self, quote):
        return f"http://testserver{quote.get_absolute_url()}"

    def test_the_fields_of_a_rich_answer(self):
        quote = make_quote(text=WORDS, speaker=make_speaker("Ada Lim"))
        response = self.ask(self.address(quote))
        self.assertEqual(response["Content-Type"], "application/json")
        self.assertEqual(response["Access-Control-Allow-Origin"], "*")
        fields = response.json()
        for name, value in {
            "version": "1.0",
            "type": "rich",
            "title": f"Ada Lim: “{WORDS}”",
            "author_name": "Ada Lim",
            "author_url": "http://testserver/speakers/ada-lim/",
            "provider_name": "On Record",
            "provider_url": "http://testserver/",
            "width": 600,
            "thumbnail_width": 1200,
            "thumbnail_height": 630,
        }.items():
            self.assertEqual(fields[name], value)
        (frame,) = Tags(fields["html"]).named("iframe")
        self.assertEqual(frame["src"], f"http://testserver/embed/quotes/{quote.pk}/")
        self.assertEqual(
            (frame["width"], frame["height"]), ("600", str(fields["height"]))
        )
        picture = fields["thumbnail_url"].removeprefix("http://testserver")
        self.assertEqual(self.client.get(picture)["Content-Type"], "image/png")

    def test_a_refuted_speaker_is_no_author(self):
        quote = make_quote(
            text=WORDS, speaker=make_speaker("Voltaire"), standing="misattributed"
        )
        fields = self.ask(self.address(quote)).json()
        self.assertNotIn("author_name", fields)
        self.assertTrue(fields["title"].startswith("Not said by Voltaire: "))
        self.assertIn("Not said by Voltaire", Tags(fields["html"]).found[0][1]["title"])

    def test_xml_has_the_same_fields(self):
        quote = make_quote(text="<b> & “so”\x0b", speaker=make_speaker("A & B"))
        as_json = self.ask(self.address(quote), format="json").json()
        response = self.ask(self.address(quote), format="xml")
        self.assertEqual(response["Content-Type"], "text/xml; charset=utf-8")
        root = ElementTree.fromstring(response.content)  # noqa: S314
        self.assertEqual(root.tag, "oembed")
        found = {each.tag: each.text for each in root}
        clean = {
            name: str(value).replace("\x0b", "\ufffd")
            for name, value in as_json.items()
        }
        self.assertEqual(found, clean)

    def test_the_frame_is_no_larger_than_asked_for(self):
        address = self.address(make_quote(text="Long words. " * 90))
        for sizes in [
            {"maxwidth": 320},
            {"maxheight": 200},
            {"maxwidth": 1, "maxheight": 1},
            {"maxwidth": 5000, "maxheight": 5000},
            {"maxwidth": 1199},
        ]:
            with self.subTest(sizes):
                fields = self.ask(address, **sizes).json()
                self.assertLessEqual(
                    fields["width"], min(sizes.get("maxwidth", 600), 600)
                )
                self.assertLessEqual(fields["height"], sizes.get("maxheight", 9_999))
                fits = min(sizes.values()) >= 1200
                self.assertEqual("thumbnail_url" in fields, fits)

    def test_every_address_of_a_quote_is_known(self):
        quote = make_quote()
        known = self.address(quote)
        for address in [
            known,
            f"{known}?from=feed#said",
            f"http://testserver/quotes/{quote.pk}/",
            f"https://TESTSERVER/quotes/{quote.pk}/old-words/",
            f"http://testserver/embed/quotes/{quote.pk}/",
        ]:
            with self.subTest(address):
                self.assertEqual(self.ask(address).status_code, 200)

    def test_refusals(self):
        draft, gone = make_quote(status="draft"), make_quote(status="withdrawn")
        known = make_quote()
        for address, status, fields in [
            ("", 400, {}),
            (self.address(known), 501, {"format": "yaml"}),
            (self.address(known), 400, {"maxwidth": "wide"}),
            (self.address(known), 400, {"maxheight": "0"}),
            (self.address(known), 400, {"maxheight": "-5"}),
            (self.address(known), 400, {"maxwidth": "9" * 5_000}),
            (self.address(known), 400, {"maxwidth": "²"}),
            (self.address(draft), 404, {}),
            (self.address(gone), 401, {}),
            ("http://testserver/quotes/999999999/", 404, {}),
            (f"http://testserver/quotes/{'9' * 40}/", 404, {}),
            ("http://testserver/quotes/", 404, {}),
            ("http://testserver/admin/", 404, {}),
            (f"http://elsewhere.org/quotes/{known.pk}/", 404, {}),
            (f"http://testserver@evil.org/quotes/{known.pk}/", 404, {}),
            (f"ftp://testserver/quotes/{known.pk}/", 404, {}),
            (f"//testserver/quotes/{known.pk}/", 404, {}),
            ("http://[::1/quotes/1/", 404, {}),
            ("nonsense\x00", 404, {}),
        ]:
            with self.subTest(address[:60], **{k: v[:9] for k, v in fields.items()}):
                self.assertEqual(self.ask(address, **fields).status_code, status)

    def test_pages_of_quotes_alone_offer_it(self):
        quote = make_quote()
        links = {
            link["type"]: link["href"]
            for link in Tags(self.page(quote.get_absolute_url())).named("link")
            if link.get("type", "").endswith("+oembed")
        }
        self.assertEqual(set(links), {"application/json+oembed", "text/xml+oembed"})
        for href in links.values():
            response = self.client.get(href.removeprefix("http://testserver"))
            self.assertEqual(response.status_code, 200)
        self.assertNotIn("+oembed", self.page("/quotes/"))

    def test_an_answer_takes_few_statements(self):
        address = self.address(make_quote())
        with self.assertNumQueries(3):
            self.ask(address)


@pytest.mark.filterwarnings("ignore::DeprecationWarning", "ignore::ResourceWarning")
class ClientTests(LiveServerTestCase):
    """Two client libraries read a running server."""

    def setUp(self):
        quote = make_quote(text=WORDS, speaker=make_speaker("Ada Lim"))
        self.page = self.live_server_url + quote.get_absolute_url()
        self.frame = f"{self.live_server_url}/embed/quotes/{quote.pk}/"

    def test_micawber(self):
        registry = ProviderRegistry()
        provider = Provider(f"{self.live_server_url}/oembed")
        registry.register(re.escape(self.live_server_url) + r"/quotes/\S*", provider)
        found = registry.request(self.page, maxwidth=400)
        self.assertEqual((found["type"], found["width"]), ("rich", 400))
        (frame,) = Tags(found["html"]).named("iframe")
        self.assertEqual(frame["src"], self.frame)
        with self.assertRaises(ProviderHTTPException):
            registry.request(f"{self.live_server_url}/quotes/999999/")

    def test_oembedpy_from_the_links_of_the_page(self):
        address, params = find_from_content(self.page)
        for params.format in ("json", "xml"):
            found = fetch_content(address, params)
            self.assertEqual(found.title, f"Ada Lim: “{WORDS}”")
            (frame,) = Tags(found.html).named("iframe")
            self.assertEqual(frame["src"], self.frame)
