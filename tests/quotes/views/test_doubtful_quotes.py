"""Pages of misattributed and disputed quotes say so first, to readers and machines."""

import json
import re

from quotes.citations.formats import FORMATS
from tests.factories import make_article, make_quote, make_speaker
from tests.support.public_pages import PageTests, Tags

WORDS = "I disapprove of what you say"


class DoubtfulQuoteTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.voltaire = make_speaker("Voltaire")
        cls.refuted = make_quote(
            text=WORDS, speaker=cls.voltaire, standing="misattributed"
        )
        cls.disputed = make_quote(
            text="Let them eat cake", speaker=make_speaker("Marie"), standing="disputed"
        )
        cls.both = make_quote(
            text="It is so", speaker=make_speaker("Evelyn Hall"), standing="verified"
        )
        cls.both.attributions.create(
            speaker=cls.voltaire, standing="misattributed", evidence="It was hers."
        )
        cls.lines = {
            cls.refuted: "Not Voltaire",
            cls.disputed: "Disputed – Marie",
            cls.both: "Not Voltaire but Evelyn Hall",
        }
        cls.warnings = {
            cls.refuted: "Not said by Voltaire",
            cls.disputed: "Disputed: credited to Marie",
            cls.both: "Not said by Voltaire",
        }

    def test_titles_and_descriptions_begin_with_the_doubt(self):
        for quote, line in self.lines.items():
            with self.subTest(line):
                page, warning = (
                    self.page(quote.get_absolute_url()),
                    self.warnings[quote],
                )
                title = re.search("<title>(.*?)</title>", page)[1]
                self.assertEqual(title, f"{warning}: “{quote.text}” · On Record")
                metas = {
                    meta.get("name") or meta.get("property"): meta["content"]
                    for meta in Tags(page).named("meta")
                    if "content" in meta
                }
                self.assertEqual(metas["og:title"], f"{warning}: “{quote.text}”")
                for name in ("description", "og:description"):
                    self.assertTrue(metas[name].startswith(f"{line}. Direct quote in"))
                    self.assertNotIn("attributed to", metas[name])
                self.assertIn(warning, re.search("<h1.*?</h1>", page)[0])
                for name, content in metas.items():
                    if "Voltaire" in content:
                        self.assertRegex(content, "Not (said by )?Voltaire", name)

    def test_the_warning_is_before_the_words_on_the_page_and_in_lists(self):
        for path in ("/quotes/", "/speakers/voltaire/"):
            page = self.page(path)
            self.assertLess(page.index("Not said by Voltaire"), page.index(WORDS), path)
        page = self.page(self.refuted.get_absolute_url())
        body = page[page.index("<main") :]
        self.assertLess(body.index("Not said by Voltaire"), body.index(WORDS))
        self.assertIn('<section class="answer-section is-misattributed"', body)
        page = self.page("/quotes/?standing=misattributed&q=disapprove")
        self.assertLess(page.index("Not said by Voltaire"), page.index("<mark"))
        self.assertIn(
            "Disputed: credited to Marie", self.page("/quotes/?standing=disputed")
        )
        ordinary = make_quote(text="Plain words", speaker=make_speaker("Ada"))
        page = self.page(ordinary.get_absolute_url())
        self.assertNotIn("alarm", page)
        self.assertNotIn("Not said by", page)

    def test_json_ld_never_names_a_refuted_speaker_as_one(self):
        for quote, line in self.lines.items():
            page = self.page(quote.get_absolute_url())
            block = re.search(r'ld\+json">(.*?)</script>', page, re.DOTALL)[1]
            nodes = {node["@type"]: node for node in json.loads(block)["@graph"]}
            node = nodes["Quotation"]
            self.assertEqual(node["name"], f"{line}: “{quote.text}”")
            named = [
                who["name"]
                for role in ("spokenByCharacter", "creator", "author")
                for who in node.get(role, ())
            ]
            self.assertEqual(
                set(named), {"Evelyn Hall"} if quote == self.both else set()
            )
            steps = [
                each["name"] for each in nodes["BreadcrumbList"]["itemListElement"]
            ]
            self.assertNotIn("Voltaire", steps)
            self.assertNotIn("Marie", steps)

    def test_every_file_says_so_before_the_words(self):
        for quote, line in self.lines.items():
            for extension in [*FORMATS, "txt", "md", "html"]:
                with self.subTest(line, extension=extension):
                    response = self.client.get(f"/quotes/{quote.pk}.{extension}")
                    file = b"".join(response).decode()
                    said = line
                    if extension == "ascii.bib":
                        said = line.replace("–", "--")
                    self.assertIn(said, file)
                    if not extension.endswith("csv"):  # a table has a column for it
                        self.assertLess(file.index(said), file.index(quote.text))
                    name = response["Content-Disposition"]
                    self.assertNotIn(f"quote-{quote.pk}-voltaire", name)
                    self.assertNotIn(f"quote-{quote.pk}-marie", name)

    def test_an_articles_own_authors_stay(self):
        article = make_article(text=f"“{WORDS}”", bylines=["Voltaire"])
        quote = make_quote(
            article, WORDS, speaker=self.voltaire, standing="misattributed"
        )
        for extension, author in {
            "ris": "AU  - Voltaire,",
            "bib": "author = {{Voltaire}}",
            "json": '"author": [{"literal": "Voltaire"}]',
        }.items():
            file = b"".join(self.client.get(f"/quotes/{quote.pk}.{extension}")).decode()
            self.assertEqual(file.count(author), 1)

    def test_the_title_of_a_speaker_claims_no_quote_in_doubt(self):
        rousseau = make_speaker("Rousseau")
        make_quote(speaker=rousseau, standing="misattributed")
        for slug, title in {
            "rousseau": "Misattributed to Rousseau",
            "marie": "Quotes attributed to Marie",
            "evelyn-hall": "Quotes by Evelyn Hall",
            "voltaire": "Misattributed to Voltaire",
        }.items():
            self.assertIn(f"<title>{title} ·", self.page(f"/speakers/{slug}/"))
        make_quote(speaker=rousseau)
        page = self.page("/speakers/rousseau/")
        self.assertIn("<title>Quotes attributed to Rousseau ·", page)

    def test_a_withdrawn_work_is_called_what_it_is(self):
        speech = make_article(kind="speech", quotes=["We shall"])
        speech.withdraw("Invented.")
        self.assertIn(
            "This speech was withdrawn", self.page(f"/articles/{speech.pk}/", 410)
        )
        quote = speech.quotes.get()
        page = self.page(f"/quotes/{quote.pk}/", 410)
        self.assertIn("The speech that this quote is from was withdrawn", page)
