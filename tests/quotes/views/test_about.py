"""The pages about the site, what they say of its data, and how to report a mistake."""

import json
import re

from django.test import override_settings

from quotes.citations.formats import FORMATS
from quotes.labels import KINDS, LABELS, STANDINGS
from quotes.models import SitePage, SitePageName
from tests.factories import make_quote
from tests.support.public_pages import ABOUT, PageTests, xml

LICENCE = {
    "DATA_LICENCE": "CC BY 4.0",
    "DATA_LICENCE_URL": "https://creativecommons.org/licenses/by/4.0/",
}


class AboutTests(PageTests):
    def test_every_page_has_a_title_and_a_description_and_is_in_the_site_map(self):
        site_map = self.page("/sitemap-pages.xml")
        for path in ABOUT:
            page = self.page(path)
            self.assertRegex(page, r"<title>[A-Z][^<]+ · On Record</title>")
            self.assertRegex(page, r'<meta name="description" content="[^"]{20,}"')
            self.assertIn(f"http://testserver{path}</loc>", site_map)

    def test_the_foot_of_every_page_links_to_them(self):
        for path in ("/", "/nothing-here/"):
            response = self.client.get(path)
            foot = response.content.decode().partition("<footer")[2]
            for target in ABOUT:
                self.assertIn(f'href="{target}"', foot)

    def test_links_of_the_first_texts_lead_somewhere(self):
        for page in SitePage.objects.all():
            for address in re.findall(r"\]\((/[^)]*)\)", page.text):
                with self.subTest(page=page.name, address=address):
                    self.page(address)

    def test_an_edit_is_shown_and_escaped(self):
        SitePage.objects.filter(name="about").update(
            title="About <us>", text="## Who\n\n<script>x</script> & [a](/quotes/)"
        )
        page = self.page("/about/")
        self.assertIn("<h1>About &lt;us&gt;</h1>", page)
        self.assertIn("&lt;script&gt;x&lt;/script&gt; &amp; ", page)
        self.assertIn('<a href="/quotes/">a</a>', page)
        self.assertNotIn("<script>x", page)

    def test_a_page_takes_one_query(self):
        for path in ("/about/", "/labels/"):
            with self.assertNumQueries(1):
                self.client.get(path)
        for path in ("/data/", "/feeds/"):
            with self.assertNumQueries(0):
                self.client.get(path)

    def test_every_state_is_explained_by_the_label_that_quotes_have(self):
        text = self.main("/labels/")
        for label, _ in (LABELS | STANDINGS | KINDS).values():
            self.assertIn(label, text)
        self.assertNotRegex(text, r"\{\w+\}")
        self.assertNotIn("article", text)

    def test_all_formats_are_listed(self):
        page = self.page("/data/")
        for extension in FORMATS:
            self.assertIn(f"<code>.{extension}</code>", page)

    def test_a_page_that_an_administrator_removed_by_sql_is_not_found(self):
        SitePage.objects.filter(name="about").delete()
        self.page("/about/", status=404)
        self.assertEqual(SitePage.objects.count(), len(SitePageName) - 1)


class ReportTests(PageTests):
    def test_no_link_without_an_address(self):
        number = make_quote().pk
        for path in ("/", f"/quotes/{number}/", "/contact/"):
            self.assertNotIn("Report a mistake", self.follow(path))
        self.assertIn("has not published an address", self.page("/contact/"))

    def test_an_address_in_the_text_of_contact_is_enough(self):
        SitePage.objects.filter(name="contact").update(text="[Us](mailto:a@b.example)")
        self.assertNotIn("has not published an address", self.page("/contact/"))

    @override_settings(REPORT_TO="desk@example.org")
    def test_a_message_names_the_page(self):
        page = self.page("/speakers/")
        self.assertIn(
            'href="mailto:desk@example.org?subject=On%20Record%3A%20'
            'http%3A%2F%2Ftestserver%2Fspeakers%2F"',
            page.partition("<footer")[2],
        )
        self.assertNotIn("has not published", self.page("/contact/"))

    @override_settings(REPORT_TO="https://example.org/form?about={page}&x=1")
    def test_a_form_gets_the_address_of_the_page(self):
        quote = make_quote()
        page = self.follow(f"/quotes/{quote.pk}/")
        address = f"http%3A%2F%2Ftestserver%2Fquotes%2F{quote.pk}%2F{quote.url_slug}%2F"
        link = f'href="https://example.org/form?about={address}&amp;x=1"'
        self.assertIn(link, page.partition("<footer")[2])

    @override_settings(REPORT_TO="desk@example.org")
    def test_a_page_without_an_address_of_its_own_has_the_link_too(self):
        page = self.page("/nothing-here/", status=404)
        self.assertIn('href="mailto:desk@example.org?subject=On%20Record"', page)


class LicenceTests(PageTests):
    def test_nothing_is_claimed_without_a_licence(self):
        for path in ("/", "/data/"):
            page = self.page(path)
            self.assertNotIn("icence", page.replace("silence", ""))
            self.assertNotIn("license", page)

    @override_settings(**LICENCE)
    def test_the_licence_is_in_the_foot_and_on_the_page_of_data(self):
        link = f'<a href="{LICENCE["DATA_LICENCE_URL"]}" rel="license">CC BY 4.0</a>'
        self.assertIn(link, self.page("/").partition("<footer")[2])
        self.assertEqual(self.page("/data/").count(link), 2)

    @override_settings(**LICENCE)
    def test_the_data_are_described_as_a_dataset(self):
        page = self.page("/data/")
        found = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
        (node,) = json.loads(found[1])["@graph"]
        self.assertEqual(node["@type"], "Dataset")
        self.assertEqual(node["license"], LICENCE["DATA_LICENCE_URL"])
        self.assertEqual(
            [each["contentUrl"] for each in node["distribution"]],
            [
                f"http://testserver/quotes.{ending}"
                for ending in ("csv", "jsonl", "schema.jsonld")
            ],
        )

    def test_files_and_feeds_name_it(self):
        quote = make_quote()
        paths = ["/quotes.atom", f"/quotes/{quote.pk}/{quote.url_slug}/"]
        paths += [f"/quotes.{each}" for each in ("jsonl", "rdf", "jsonld", "csv")]
        address = LICENCE["DATA_LICENCE_URL"]
        for path in paths:
            self.assertNotIn(address, self.client.get(path).getvalue().decode(), path)
        with override_settings(**LICENCE):
            for path in paths[:-1]:
                self.assertIn(address, self.client.get(path).getvalue().decode(), path)
            for ending in FORMATS:
                response = self.client.get(f"/quotes/{quote.pk}.{ending}")
                self.assertEqual(response["Link"], f'<{address}>; rel="license"')
            feed = xml(self.client.get("/quotes.atom"))
        atom = "{http://www.w3.org/2005/Atom}"
        self.assertIn("CC BY 4.0", feed.find(f"{atom}rights").text)
        links = [
            (each.get("rel"), each.get("href")) for each in feed.findall(f"{atom}link")
        ]
        self.assertIn(("license", address), links)
