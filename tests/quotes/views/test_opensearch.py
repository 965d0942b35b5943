"""Browsers find the search of the site by OpenSearch."""

from tests.support.public_pages import PageTests, Tags, xml


class OpenSearchTests(PageTests):
    def test_pages_link_to_the_opensearch_description(self):
        response = self.client.get("/opensearch.xml")
        self.assertEqual(
            response["Content-Type"],
            "application/opensearchdescription+xml; charset=utf-8",
        )
        root = xml(response)
        space = "{http://a9.com/-/spec/opensearch/1.1/}"
        self.assertEqual(root.tag, f"{space}OpenSearchDescription")
        self.assertLessEqual(len(root.findtext(f"{space}ShortName")), 16)
        self.assertLessEqual(len(root.findtext(f"{space}Description")), 1024)
        urls = {each.get("type"): each for each in root.findall(f"{space}Url")}
        template = urls["text/html"].get("template")
        self.assertEqual(template, "http://testserver/quotes/?q={searchTerms}")
        for kind in ("text/html", "application/atom+xml"):
            path = urls[kind].get("template").removeprefix("http://testserver")
            self.page(path.replace("{searchTerms}", "two%20words"))
        itself = urls["application/opensearchdescription+xml"]
        self.assertEqual(itself.get("template"), "http://testserver/opensearch.xml")

    def test_every_page_names_it(self):
        for path in ["/", "/quotes/", "/speakers/"]:
            links = {each["rel"]: each for each in Tags(self.page(path)).named("link")}
            self.assertEqual(links["search"]["href"], "/opensearch.xml")
            self.assertEqual(
                links["search"]["type"], "application/opensearchdescription+xml"
            )
