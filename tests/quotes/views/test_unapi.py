"""What Zotero finds on our pages, and the records that it requests."""

from lxml import etree, html

from quotes.exports.zotero import make_id, read_id
from quotes.reading_list import MAX_IN_LIST
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.citation_files import rispy
from tests.support.public_pages import PageTests
from tests.support.zotero_readers import read_metas, read_rdf, read_unapi

#: The title of the article in Zotero RDF, where no tag may be read as formatting.
IN_RDF = "A report, and “more” <\u2060b>"


class UnapiTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.paper = make_publication(name="The Paper", place="Leeds")
        cls.ada = make_speaker("Ada Lim")
        cls.topic = make_topic("War")
        cls.article = make_article(
            title="A report, and “more” <b>",
            text="She said “We will appeal” and “We will win”, he “no”.",
            publication=cls.paper,
            published="2024-11",
            url="https://news.example/1?a=b&c=d",
            bylines=[
                {"family": "Gogh", "given": "Vincent", "particle": "van"},
                "World Health Organization",
                {"family": "King", "given": "Martin", "suffix": "Jr."},
            ],
            section="World",
            page="A7",
        )
        shared = {"speaker": cls.ada, "topics": [cls.topic]}
        cls.quotes = [
            make_quote(cls.article, words, **shared)
            for words in ("We will appeal", "We will win")
        ]
        cls.other = make_quote(
            make_article(title="Another", kind="speech", publication=cls.paper),
            "Some words.",
            role_as_printed="minister",
            **shared,
        )

    def get(self, path):
        return self.client.get(path).content.decode()

    def items(self, path):
        """Return what unAPI gets for a page: one item means it is a single one."""
        records = read_unapi(self.get(path), self.get)
        return [item for record in records for item in read_rdf(record)]

    def test_lists_offer_each_article_once_with_the_quotes_shown(self):
        for path in (
            "/quotes/",
            "/quotes/?q=appeal+OR+win+OR+words",
            "/quotes/?speaker=ada-lim&sort=oldest",
            self.ada.get_absolute_url(),
            self.paper.get_absolute_url(),
            self.topic.get_absolute_url(),
        ):
            with self.subTest(path):
                items = {item["title"]: item for item in self.items(path)}
                self.assertEqual(set(items), {"Another", IN_RDF})
                notes = items[IN_RDF]["notes"]
                self.assertEqual(len(notes), 2)
                self.assertEqual(items["Another"]["itemType"], "presentation")
        (item,) = self.items("/quotes/?q=appeal")
        self.assertEqual(len(item["notes"]), 1)

    def test_every_other_list_offers_what_it_shows(self):
        keys = [quote.pk for quote in self.quotes]
        own = ".".join(map(str, keys))
        self.client.cookies["list"] = own
        ada, bob = self.ada.slug, make_speaker("Bob Ek")
        dated = make_quote(self.article, "We have won", speaker=bob, said="2024-11-07")
        both = {"Another", IN_RDF}
        report = {IN_RDF}
        for path, titles, notes in (
            ("/", both, 3),
            (f"/list/?quotes={own}", report, 2),
            ("/list/", report, 2),
            ("/articles/", both, 0),
            ("/calendar/2024/11/", report, 3),
            ("/on-this-day/11-07/", report, 1),
            (f"/compare/?speaker={ada}&speaker={bob.slug}", both, 3),
            # The newest quote of each name.
            ("/speakers/", report | {"Another"}, None),
            ("/topics/", None, None),
            ("/publications/", None, None),
        ):
            with self.subTest(path):
                items = {item["title"]: item for item in self.items(path)}
                if titles:
                    self.assertLessEqual(set(items), titles)
                self.assertTrue(items)
                if notes is not None:
                    shown = items[report.copy().pop()]["notes"] if notes else []
                    self.assertEqual(len(shown), notes)
                    if not notes:
                        self.assertEqual(set(items), titles)
        self.assertTrue(dated)

    def test_what_htmx_swaps_in_has_its_own(self):
        part = self.client.get("/quotes/?q=appeal", headers={"HX-Request": "true"})
        asked = make_id(self.article.pk, [self.quotes[0].pk])
        self.assertContains(part, f'<abbr class="unapi-id" title="{asked}"></abbr>')

    def test_a_list_of_nothing_offers_nothing(self):
        page = self.get("/quotes/?q=nothing+of+that")
        self.assertNotIn("unapi-id", page)
        self.assertIn('rel="unapi-server"', page)  # htmx may swap in what is found

    def test_a_quote_is_one_item_of_the_right_type_with_its_words(self):
        (item,) = self.items(self.quotes[0].get_absolute_url())
        (words,) = item.pop("notes")
        self.assertIn("Ada Lim said: “We will appeal”", words)
        self.assertIn(f"http://testserver/quotes/{self.quotes[0].pk}/", words)
        self.assertEqual(
            item,
            {
                "itemType": "newspaperArticle",
                "title": IN_RDF,
                "creators": [
                    ("author", "van Gogh", "Vincent"),
                    ("author", "World Health Organization", None),
                    ("author", "King", "Martin, Jr."),
                ],
                "publicationTitle": "The Paper",
                "place": "Leeds",
                "date": "2024-11",
                "url": "https://news.example/1?a=b&c=d",
                "language": "en",
                "section": "World",
                "pages": "A7",
            },
        )
        (item,) = self.items(self.other.get_absolute_url())
        self.assertIn("Ada Lim (minister) said: “Some words.”", item["notes"][0])

    def test_an_article_is_one_item_with_its_quotes(self):
        (item,) = self.items(self.article.get_absolute_url())
        self.assertEqual(len(item["notes"]), 2)
        (item,) = self.items(make_article(title="Unquoted").get_absolute_url())
        self.assertEqual(item["title"], "Unquoted")
        self.assertNotIn("notes", item)

    def test_the_head_has_the_same_for_what_knows_no_unapi(self):
        path = self.quotes[0].get_absolute_url()
        item = read_metas(self.get(path), f"http://testserver{path}")
        self.assertIn("Ada Lim said: “We will appeal”", item.pop("extra"))
        self.assertEqual(
            item,
            {
                "itemType": "newspaperArticle",
                "title": "A report, and “more” <b>",
                "creators": [
                    ("author", "van Gogh", "Vincent"),
                    ("author", "World Health Organization", None),
                    ("author", "King", "Martin Jr."),
                ],
                "publicationTitle": "The Paper",
                "place": "Leeds",
                "date": "2024-11",
                "url": "https://news.example/1?a=b&c=d",
                "language": "en",
                "section": "World",
                "pages": "A7",
            },
        )
        speech = self.other.article
        speech.bylines.create(family="Lim", given="Ada")
        path = speech.get_absolute_url()
        item = read_metas(self.get(path), f"http://testserver{path}")
        self.assertEqual(item["itemType"], "presentation")
        self.assertEqual(item["creators"], [("presenter", "Lim", "Ada")])
        self.assertEqual(
            item["extra"], "Container Title: The Paper\nPublisher Place: Leeds"
        )

    def test_zotero_takes_nothing_of_our_page_for_the_article(self):
        """Not our name for its outlet, nor our days, address and words for its own."""
        text = "It was said: “So it is.”"
        for kind in ("article-newspaper", "webpage", "report"):
            article = make_article(title="Bare", published=None, text=text, kind=kind)
            quote = make_quote(article, "So it is.", said="1999-05")
            bare = {"itemType", "title", "creators", "language"}
            (item,) = self.items(quote.get_absolute_url())
            self.assertLessEqual(set(item), bare | {"notes"})
            for page in (quote, article):
                path = page.get_absolute_url()
                item = read_metas(self.get(path), f"http://testserver{path}")
                self.assertLessEqual(set(item), bare | {"extra"}, path)

    def test_our_reader_of_heads_does_take_what_it_finds(self):
        page = (
            '<meta property="og:site_name" content="On Record">'
            '<meta property="og:type" content="website">'
            '<meta name="description" content="Ours">'
            '<time datetime="2025-02-03">now</time>'
        )
        self.assertEqual(
            read_metas(page, "https://q.example/1"),
            {
                "itemType": "webpage",
                "publicationTitle": "On Record",
                "abstractNote": "Ours",
                "date": "2025-02-03",
                "url": "https://q.example/1",
            },
        )

    def test_identifiers_are_for_programs_only(self):
        for path in ("/quotes/", self.quotes[0].get_absolute_url()):
            document = html.document_fromstring(self.get(path))
            self.assertTrue(document.xpath("//abbr"))
            for abbr in document.xpath("//abbr"):
                self.assertIn("hidden", abbr.getparent().attrib)
                self.assertRegex(abbr.get("title"), r"^[a-z0-9.]+$")

    def test_which_formats_there_are(self):
        asked = make_id(self.article.pk, [self.quotes[0].pk])
        for path, status, named in [
            ("/unapi", 200, None),
            (f"/unapi?id={asked}", 300, asked),
        ]:
            response = self.client.get(path)
            self.assertEqual(response.status_code, status)
            self.assertEqual(response["Content-Type"], "application/xml; charset=utf-8")
            root = etree.fromstring(response.content)
            self.assertEqual((root.tag, root.get("id")), ("formats", named))
            self.assertEqual(
                [each.get("name") for each in root], ["rdf_zotero", "ris", "bibtex"]
            )
            self.assertTrue(all(each.get("type") for each in root))

    def test_a_record_in_each_format(self):
        keys = [quote.pk for quote in self.quotes]
        asked = f"/unapi?id={make_id(self.article.pk, keys)}&format="
        response = self.client.get(f"{asked}rdf_zotero")
        self.assertEqual(response["Content-Type"], "application/rdf+xml")
        self.assertIn("s-maxage", response["Cache-Control"])
        self.assertTrue(response["ETag"])
        records = rispy.loads(self.get(f"{asked}ris"))
        self.assertEqual(len(records), 2)
        self.assertEqual(self.get(f"{asked}bibtex").count("@article{"), 2)

    def test_what_is_not_there(self):
        article, (one, two) = self.article.pk, self.quotes
        draft = make_article(status="draft").pk
        for asked in (
            "x",
            "a0",
            "q1",
            f"a{article}.q",
            f"a{article}.q{one.pk}&q",
            f"a{article} ",
            "a9999999999999999",
            "a" + "9" * 19,
            f"a{article}.q{self.other.pk}",  # is of another article
            f"a{draft}",
            f"a{article}" + f".q{one.pk}" * (MAX_IN_LIST + 1),
        ):
            with self.subTest(asked):
                for tail in ("", "&format=rdf_zotero", "&format=x"):
                    self.page("/unapi?id=" + asked.replace("&", "%26") + tail, 404)
        self.page(f"/unapi?id=a{article}&format=mods", 406)
        self.assertEqual(self.client.post("/unapi").status_code, 405)
        # What was withdrawn since the page was read is left out.
        one.status, one.withdrawn_reason = "withdrawn", "It was entered twice."
        one.save()
        asked = f"/unapi?id={make_id(article, [one.pk, two.pk])}&format=rdf_zotero"
        (item,) = read_rdf(self.get(asked))
        self.assertEqual(len(item["notes"]), 1)
        self.page(f"/unapi?id=a{article}.q{one.pk}&format=rdf_zotero", 404)

    def test_identifiers_are_read_as_they_were_made(self):
        # A reader's list may have many quotes of one article.
        many = list(range(10**10, 10**10 + MAX_IN_LIST))
        for article, quotes in [
            (1, []),
            (12, [3]),
            (10**17, [5, 10**17, 7]),
            (10**10, many),
        ]:
            asked = make_id(article, quotes)
            self.assertEqual(read_id(asked), (article, quotes))
            # Servers refuse longer request lines.
            line = f"GET /unapi?id={asked}&format=rdf_zotero HTTP/1.1\r\n"
            self.assertLess(len(line), 4094)

    def test_lists_ask_no_more_of_the_database_for_it(self):
        self.get("/quotes/")
        with self.assertNumQueries(1):
            self.assertIn('class="unapi-id"', self.get("/quotes/"))
