"""The Atom feed of every list meets the requirements of RFC 4287."""

import datetime
import html
import re
from urllib.parse import urlsplit

from quotes import page_sizes
from quotes.models import Quote
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import PageTests, Tags, xml

ATOM = "{http://www.w3.org/2005/Atom}"
#: RFC 3339, section 5.6.
DATE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
#: How often an element may occur in a feed or an entry (RFC 4287, 4.1.1 and 4.1.2).
ONCE = ("id", "title", "updated")
AT_MOST_ONCE = ("generator", "icon", "logo", "rights", "subtitle", "published")
AT_MOST_ONCE += ("summary", "content", "source")
KNOWN = {*ONCE, *AT_MOST_ONCE, "author", "category", "contributor", "link", "entry"}
RELATIONS = {"alternate", "self", "related", "via"}


class FeedTests(PageTests):
    """Tests with methods that read a feed."""

    def feed(self, query=""):
        """Return the root of a feed, once it is known to be a valid one."""
        response = self.client.get(f"/quotes.atom{query}")
        self.assertEqual(response.status_code, 200)
        self.assertEqual(
            response["Content-Type"], "application/atom+xml; charset=utf-8"
        )
        root = xml(response)
        self.assertEqual(root.tag, f"{ATOM}feed")
        self.check_container(root)
        (address,) = self.links(root, "self")
        self.assertTrue(address.startswith("http://testserver/quotes.atom"))
        entries = root.findall(f"{ATOM}entry")
        for entry in entries:
            self.check_container(entry)
            self.check_entry(entry)
        ids = [entry.findtext(f"{ATOM}id") for entry in entries]
        self.assertEqual(len(set(ids)), len(ids))
        return root

    def check_container(self, element):
        names = [child.tag.removeprefix(ATOM) for child in element]
        self.assertLessEqual(set(names), KNOWN)
        for name in ONCE:
            self.assertEqual(names.count(name), 1, name)
        for name in AT_MOST_ONCE:
            self.assertLessEqual(names.count(name), 1, name)
        self.assertTrue(urlsplit(element.findtext(f"{ATOM}id")).scheme)
        self.assertTrue(element.findtext(f"{ATOM}title").strip())
        for each in element.iter(f"{ATOM}updated"):
            self.assertRegex(each.text, DATE)
        kinds = [each.get("type", "text") for each in element.iter(f"{ATOM}content")]
        self.assertLessEqual(set(kinds), {"html"})
        for each in element.iter(f"{ATOM}link"):
            self.assertIn(each.get("rel"), RELATIONS)
            self.assertIn(urlsplit(each.get("href")).scheme, ("http", "https"))
            self.assertTrue(each.get("href").isascii())
        for each in element.iter(f"{ATOM}category"):
            self.assertTrue(each.get("term"))
        # One alternate link of a type, and of a language.
        alternates = [
            (each.get("type"), each.get("hreflang"))
            for each in element.findall(f"{ATOM}link")
            if each.get("rel") == "alternate"
        ]
        self.assertEqual(len(alternates), 1)

    def check_entry(self, entry):
        authors = entry.findall(f"{ATOM}author")
        self.assertTrue(authors)
        for author in authors:
            self.assertEqual(len(author.findall(f"{ATOM}name")), 1)
            self.assertLessEqual(len(author.findall(f"{ATOM}uri")), 1)
            self.assertTrue(author.findtext(f"{ATOM}name").strip())
        self.assertEqual(len(entry.findall(f"{ATOM}content")), 1)

    def links(self, element, relation):
        return [
            each.get("href")
            for each in element.findall(f"{ATOM}link")
            if each.get("rel") == relation
        ]

    def entries(self, query=""):
        return self.feed(query).findall(f"{ATOM}entry")

    def words(self, query=""):
        return [self.quoted(entry) for entry in self.entries(query)]

    def quoted(self, entry):
        """Return the words of an entry, as its HTML quotes them."""
        content = entry.findtext(f"{ATOM}content")
        (words,) = re.findall(
            r"<blockquote[^>]*><p>(.*?)</p></blockquote>", content, re.S
        )
        return html.unescape(words)

    def lines(self, entry):
        """Return the lines of the HTML of an entry, as a reader reads them."""
        content = entry.findtext(f"{ATOM}content")
        texts = [html.unescape(each) for each in re.split("<[^>]*>", content)]
        return [text.strip() for text in texts if text.strip()]


class OneEntryTests(FeedTests):
    def test_what_an_entry_says(self):
        article = make_article(
            text="Detto: “Mai più”, disse Ada.",
            title="La seduta",
            url="https://corriere.example/città",
            publication=make_publication(name="Corriere"),
            language="it",
            published="2024-11",
        )
        quote = make_quote(
            article,
            "Mai più",
            speaker=make_speaker("Ada Rossi"),
            role_as_printed="la sindaca",
            said="2023",
            topics=[make_topic("Peace & war")],
        )
        (entry,) = self.entries()
        self.assertEqual(entry.findtext(f"{ATOM}title"), "Ada Rossi: “Mai più”")
        self.assertIn(' lang="it" dir="auto"', entry.findtext(f"{ATOM}content"))
        words, who, where, checked, site, details = self.lines(entry)
        self.assertEqual(words, "“Mai più”")
        self.assertEqual(who, "Credited to: Ada Rossi, la sindaca (not yet checked)")
        self.assertEqual(
            where, "Printed in: La seduta, Corriere, November 2024 (word for word)"
        )
        self.assertTrue(checked.startswith("Checked against the text read on"))
        self.assertEqual(site, "On Record")
        self.assertEqual(details, "Direct quote. Date of the words: 2023.")
        self.assertEqual(
            entry.findtext(f"{ATOM}summary"), f"{words}. {who}. {where}. {details}"
        )
        author = entry.find(f"{ATOM}author")
        self.assertEqual(author.findtext(f"{ATOM}name"), "Ada Rossi")
        self.assertEqual(
            author.findtext(f"{ATOM}uri"), "http://testserver/speakers/ada-rossi/"
        )
        self.assertEqual(
            self.links(entry, "alternate"),
            [f"http://testserver{quote.get_absolute_url()}"],
        )
        self.assertEqual(
            self.links(entry, "related"),
            [f"http://testserver{article.get_absolute_url()}"],
        )
        self.assertEqual(
            self.links(entry, "via"), ["https://corriere.example/citt%C3%A0"]
        )
        (category,) = entry.findall(f"{ATOM}category")
        self.assertEqual(category.get("term"), "peace-war")
        self.assertEqual(category.get("label"), "Peace & war")

    def test_words_are_set_as_their_kind_demands(self):
        for kind, shown in [("direct", "“a b”"), ("mixed", "a b"), ("indirect", "a b")]:
            quote = make_quote(text="a b", kind=kind)
            self.assertEqual(self.words(f"?kind={kind}"), [shown])
            self.assertIn(str(quote.pk), self.feed(f"?kind={kind}")[-1][0].text)
        (entry,) = self.entries("?kind=indirect")
        self.assertIn("Paraphrase.", entry.findtext(f"{ATOM}summary"))

    def test_several_authors_and_none(self):
        make_quote(speaker=[make_speaker("Ada"), make_speaker("Bea")], kind="mixed")
        make_quote(speaker=False, kind="indirect")
        (two,) = self.entries("?kind=mixed")
        names = [each[0].text for each in two.findall(f"{ATOM}author")]
        self.assertEqual(names, ["Ada", "Bea"])
        self.assertIn("Ada and Bea. Partly quoted: ", two.findtext(f"{ATOM}title"))
        (none,) = self.entries("?kind=indirect")
        self.assertEqual(none.find(f"{ATOM}author")[0].text, "Unattributed")

    def test_the_id_stays_when_the_words_are_mended(self):
        quote = make_quote(text="The frist words")
        (before,) = self.entries()
        quote.text = "The first words"
        quote.save()
        (after,) = self.entries("?q=first")
        self.assertEqual(before.findtext(f"{ATOM}id"), after.findtext(f"{ATOM}id"))
        self.assertTrue(before.findtext(f"{ATOM}id").startswith("tag:testserver,20"))
        dates = [each.findtext(f"{ATOM}updated") for each in (before, after)]
        self.assertLess(*map(datetime.datetime.fromisoformat, dates))

    def test_a_new_standing_is_a_change(self):
        quote = make_quote()
        (before,) = self.entries()
        attribution = quote.attributions.get()
        attribution.standing, attribution.evidence = "verified", "A recording."
        attribution.save()
        (after,) = self.entries()
        self.assertGreater(
            after.findtext(f"{ATOM}updated"), before.findtext(f"{ATOM}updated")
        )

    def test_what_runs_from_right_to_left_is_isolated_in_our_sentences(self):
        make_quote(
            make_article(text="", language="ar", title="\u202eخبر\u2069"),
            "لن ننسى\u202e",
            speaker=make_speaker("ليلى"),
        )
        (entry,) = self.entries()
        self.assertEqual(
            entry.findtext(f"{ATOM}title"), "\u2068ليلى\u2069: \u2068“لن ننسى”\u2069"
        )
        self.assertIn(": \u2068خبر\u2069", entry.findtext(f"{ATOM}summary"))
        self.assertIn(' lang="ar" dir="auto"', entry.findtext(f"{ATOM}content"))
        self.assertEqual(self.quoted(entry), "“لن ننسى\u202e”")
        self.assertIn("Credited to: \u2068ليلى\u2069 (not yet", self.lines(entry)[1])

    def test_hostile_text_comes_out_as_text(self):
        bad = "</content><script>alert(1)</script>]]>&amp;<![CDATA[\"'\ufffe\uffff"
        shown = bad.replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")
        article = make_article(
            text="", title=bad, publication=make_publication(name=bad)
        )
        type(article).objects.update(url="javascript:x()")
        make_quote(
            article,
            f"{bad}\n\tand more",
            speaker=make_speaker(bad),
            role_as_printed=bad,
            topics=[make_topic(bad)],
        )
        (entry,) = self.entries()
        self.assertEqual(self.quoted(entry), f"“{shown}\n\tand more”")
        self.assertNotIn("<script", entry.findtext(f"{ATOM}content"))
        self.assertEqual(entry.find(f"{ATOM}author")[0].text, shown)
        self.assertEqual(entry.find(f"{ATOM}category").get("label"), shown)
        self.assertNotIn("\n", entry.findtext(f"{ATOM}title"))
        self.assertEqual(self.links(entry, "via"), [])
        self.feed("?q=%3C/title%3E%26%22]]%3E")
        refused = self.client.get("/quotes.atom?q=%EF%BF%BE")
        self.assertEqual(refused.status_code, 400)


class ListFeedTests(FeedTests):
    @classmethod
    def setUpTestData(cls):
        cls.ada = make_speaker("Ada Lovelace")
        cls.paper = make_publication(name="Paper")
        cls.topic = make_topic("War")
        cls.article = make_article(publication=cls.paper, published="2024-02-03")
        cls.quote = make_quote(
            cls.article, "On war.", speaker=cls.ada, topics=[cls.topic]
        )
        make_quote(text="On peace.", kind="indirect")

    def test_a_feed_has_the_filters_of_the_list(self):
        both, war = {"On peace.", "“On war.”"}, {"“On war.”"}
        for query, found in {
            "": both,
            "?sort=oldest&page=9": both,
            "?speaker=ada-lovelace": war,
            "?topic=war&publication=paper&kind=direct": war,
            "?before=2024": war,
            "?q=peace": {"On peace."},
            "?q=nothing": set(),
        }.items():
            with self.subTest(query):
                self.assertEqual(set(self.words(query)), found)

    def test_what_changed_last_is_first(self):
        self.assertEqual(self.words(), ["On peace.", "“On war.”"])
        self.quote.save()
        self.assertEqual(self.words(), ["“On war.”", "On peace."])

    def test_the_title_says_the_filters_and_the_links_have_them(self):
        query = "?kind=direct&speaker=ada-lovelace&sort=oldest&q=&page=2"
        root = self.feed(query)
        self.assertEqual(
            root.findtext(f"{ATOM}title"),
            "Quotes: Ada Lovelace, Direct quote · On Record",
        )
        address = "http://testserver/quotes.atom?speaker=ada-lovelace&kind=direct"
        self.assertEqual(self.links(root, "self"), [address])
        self.assertEqual(root.findtext(f"{ATOM}id"), address)
        (page,) = self.links(root, "alternate")
        self.assertIn("On war.", self.page(page.removeprefix("http://testserver")))
        self.assertEqual(self.feed().findtext(f"{ATOM}title"), "Quotes · On Record")

    def test_a_feed_changed_when_its_last_entry_did(self):
        root = self.feed()
        dates = [each.findtext(f"{ATOM}updated") for each in root.iter(f"{ATOM}entry")]
        self.assertEqual(root.findtext(f"{ATOM}updated"), max(dates))
        # An empty one too stays the same from one request to the next.
        empty = self.feed("?q=nothing")
        self.assertEqual(empty.findtext(f"{ATOM}updated"), "1970-01-01T00:00:00+00:00")

    def test_only_the_newest_are_sent_and_queries_do_not_grow(self):
        with self.assertNumQueries(6):
            self.feed("?kind=direct")
        for _ in range(page_sizes.FEED_ENTRIES):
            make_quote(self.article, topics=[self.topic])
        with self.assertNumQueries(6):
            entries = self.entries("?kind=direct")
        self.assertEqual(len(entries), page_sizes.FEED_ENTRIES)

    def test_what_is_not_understood_is_refused(self):
        for query, message in {
            "speaker=nobody": "No speaker called “nobody” is on record.",
            "after=x": "Write a date as",
            "sort=best": "This order is not known.",
            "q=%00": "U+0000",
        }.items():
            self.assertIn(message, self.page(f"/quotes.atom?{query}", 400))

    def test_only_public_quotes_are_sent(self):
        for status in ("draft", "withdrawn"):
            make_quote(text="Secret words", status=status)
            make_quote(make_article(status=status), "Secret words")
        self.assertEqual(len(self.entries()), Quote.objects.public().count())
        self.assertNotIn("Secret", self.page("/quotes.atom"))

    def test_pages_lead_to_their_feeds(self):
        for path, feed in {
            "/quotes/": "/quotes.atom",
            "/quotes/?kind=direct&q=war&sort=oldest&page=1": (
                "/quotes.atom?q=war&kind=direct"
            ),
            self.ada.get_absolute_url(): "/quotes.atom?speaker=ada-lovelace",
            self.topic.get_absolute_url(): "/quotes.atom?topic=war",
            self.paper.get_absolute_url(): "/quotes.atom?publication=paper",
        }.items():
            with self.subTest(path):
                tags = Tags(self.page(path))
                (link,) = (
                    each for each in tags.named("link") if each["rel"] == "alternate"
                )
                self.assertEqual(link["type"], "application/atom+xml")
                self.assertEqual(link["href"], feed)
                self.assertIn(feed, [each["href"] for each in tags.named("a")])
                self.feed(feed.removeprefix("/quotes.atom"))

    def test_an_empty_list_offers_no_feed_to_readers(self):
        tags = Tags(self.page("/quotes/?q=nothing"))
        links = [each["href"] for each in tags.named("a")]
        self.assertFalse([each for each in links if "quotes.atom" in each])

    def test_no_page_leads_to_a_feed_that_is_refused(self):
        for path in ["/quotes/?after=x", "/quotes/?speaker=nobody", "/"]:
            self.assertNotIn("quotes.atom", self.page(path))
