"""The pages of speakers and articles."""

import re

from quotes.models import Quote
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import PageTests


class SpeakerTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        names = ["Élise Dupont", "Charles de Gaulle", "Zoë Ax", "習近平", "Лев Толстой"]
        for name in names:
            make_quote(speaker=make_speaker(name))
        make_quote(speaker=make_speaker("3M", kind="organisation"))
        make_quote(speaker=make_speaker("Chef de Bord", sort_name="de Bord, Chef"))
        make_speaker("Never Quoted")
        cls.king = make_speaker(
            "Ada King",
            aliases=["Augusta Byron"],
            wikidata_id="Q7259",
            description="Wrote the first program.",
        )
        for year, role in [
            ("1842", "a translator"),
            ("1843-07", "a countess"),
            ("1843-09-02", "a countess"),
            (None, "somebody"),
            ("1843", ""),
        ]:
            make_quote(
                make_article(published=year), speaker=cls.king, role_as_printed=role
            )
        make_quote(
            make_article(published="1990"),
            speaker=cls.king,
            role_as_printed="a spy",
            status="draft",
        )

    def test_in_the_order_of_an_index(self):
        page = self.page("/speakers/")
        headings = re.findall(r'<h2 id="letter-\d+">(.*?)</h2>', page)
        self.assertEqual(headings, ["#", "A", "D", "G", "K", "Т", "漢"])
        names = re.findall(r'<a href="/speakers/[^"]+"><bdi>(.*?)</bdi>', page)
        self.assertEqual(
            names,
            [
                "3M",
                "Ax, Zoë",
                "de Bord, Chef",
                "Dupont, Élise",
                "Gaulle, Charles de",
                "King, Ada",
                "Толстой, Лев",
                "習近平",
            ],
        )

    def test_letters(self):
        for letter, names in [
            ("D", ["de Bord, Chef", "Dupont, Élise"]),
            ("d", ["de Bord, Chef", "Dupont, Élise"]),
            ("%23", ["3M"]),
            ("%E6%BC%A2", ["習近平"]),
            ("%D0%A2", ["Толстой, Лев"]),
            ("Q", []),
        ]:
            with self.subTest(letter):
                page = self.page(f"/speakers/?letter={letter}")
                found = re.findall(r'<a href="/speakers/[^"]+"><bdi>(.*?)<', page)
                self.assertEqual(found, names)

    def test_by_name(self):
        for words, found in [
            ("king", ["King, Ada"]),
            ("BYRON", ["King, Ada"]),
            ("elise du", ["Dupont, Élise"]),
            ("%25", []),
            ("'", []),
            ("ing", []),
        ]:
            with self.subTest(words):
                page = self.page(f"/speakers/?q={words}")
                names = re.findall(r'href="/speakers/[^"/]+/"><bdi>([^<]+)', page)
                self.assertEqual(names, found)
        for bad in ["q=%00", "letter=%00", "q=" + "a" * 501]:
            self.assertIn("Nobody of that name", self.main(f"/speakers/?{bad}"))

    def test_one_speaker(self):
        path = self.king.get_absolute_url()
        page, main = self.page(path), self.main(path)
        for words in [
            "Wrote the first program.",
            "Also printed as Augusta Byron",
            "a translator (1842)",
            "a countess (July 1843 to 2 September 1843)",
            "somebody",
            "5 quotes",
            "Year Quotes 1842 1 1843 3 date not known 1",
        ]:
            self.assertIn(words, main)
        for drafted in ("1990", "a spy"):
            self.assertNotIn(drafted, main)
        self.assertIn('href="https://www.wikidata.org/wiki/Q7259"', page)
        link = re.search(r'href="(/quotes/[^"]+)">1843<', page)[1].replace("&amp;", "&")
        self.assertIn("3 quotes", self.main(link))


class ArticleTests(PageTests):
    TEXT = (
        "First.\n\n“One word,” she said, “and another.” More.\n\n"
        "Then “two words” came, and a secret end."
    )

    def make(self, **fields):
        article = make_article(
            text=self.TEXT,
            url="https://example.org/a",
            archive_url="https://archive.example/a",
            bylines=["Reuters", {"family": "Roe", "given": "Jane"}],
            page="A7",
            section="World",
            **fields,
        )
        # Entered in another order than they stand in.
        self.second = make_quote(article, "two words", speaker=make_speaker("Bea"))
        self.first = make_quote(article, "One word, and another.")
        make_quote(article, "Then", status="draft")
        return article

    def test_quotes_stand_in_order(self):
        article = self.make(title="The title")
        make_quote(article, "not there at all")
        page = self.page(article.get_absolute_url())
        order = [
            page.index(f'<a href="{quote.get_absolute_url()}">')
            for quote in (self.first, self.second, Quote.objects.latest("pk"))
        ]
        self.assertEqual(order, sorted(order))
        main = self.main(article.get_absolute_url())
        for words in [
            "By Reuters, Jane Roe",
            "Section World",
            "Page A7",
            "Address https://example.org/a",
            "Archived copy https://archive.example/a",
            "3 quotes, in the order of the text",
        ]:
            self.assertIn(words, main)

    def test_the_whole_text_only_where_it_may_be_shown(self):
        free = self.make(rights="full")
        page = self.page(free.get_absolute_url())
        self.assertIn("The whole text", page)
        self.assertIn("a secret end.", page)
        path = self.first.get_absolute_url()
        self.assertIn(
            f'“<a href="{path}"><mark>One word,</mark></a>” she said, '
            f'“<a href="{path}"><mark>and another.</mark></a>” More.',
            page,
        )
        self.assertIn('<p dir="auto">First.</p>', page)
        self.assertNotIn("<mark>Then</mark>", page)

    def test_passages_where_it_may_not(self):
        closed = make_article(
            text=f"“Some words” {'and more ' * 50}and a secret end.", rights="excerpts"
        )
        make_quote(closed, "Some words")
        page = self.page(closed.get_absolute_url())
        self.assertIn("<mark>Some words</mark>", page)
        self.assertNotIn("a secret end", page)
        self.assertNotIn("The whole text", page)

    def test_an_older_text_has_its_own_passages(self):
        article = make_article(text="An older “some words” text.")
        make_quote(article, "some words")
        article.hold_text("A new text.")
        page = self.page(article.get_absolute_url())
        self.assertIn("An older “<mark>some words</mark>” text.", page)

    def test_an_article_without_text_or_quotes(self):
        page = self.page(make_article(rights="full").get_absolute_url())
        self.assertIn("No quote of it is public now.", page)

    def test_the_list_counts_public_quotes(self):
        self.make(title="The title")
        self.assertIn("2 quotes", self.main("/articles/"))


class RedirectTests(PageTests):
    def test_old_slugs_lead_to_new_ones(self):
        publication = make_publication(name="Old Times")
        speaker, topic = make_speaker("Old Name"), make_topic("Old Topic")
        make_quote(
            make_article(publication=publication), speaker=speaker, topics=[topic]
        )
        for row, old in [
            (publication, "/publications/old-times/"),
            (speaker, "/speakers/old-name/"),
            (topic, "/topics/old-topic/"),
        ]:
            self.page(old)
            row.name = "Entirely new"
            row.save()
            new = row.get_absolute_url()
            self.assertNotEqual(old, new)
            self.assertRedirects(
                self.client.get(f"{old}?page=1"), f"{new}?page=1", status_code=301
            )
