"""The pages of years: all of them, and one with its months and quotes."""

import re

from tests.factories import make_article, make_quote
from tests.support.dated_quotes import DatedQuotesTests
from tests.support.public_pages import Tags


class YearTests(DatedQuotesTests):
    def test_all_years(self):
        main = self.main("/years/")
        self.assertIn("4 years, 13 quotes", main)
        self.assertIn("2 are undated.", main)
        page = self.page("/years/")
        found = re.findall(r'<li><a href="(/years/\d{4}/)">(\d+)</a>', page)
        self.assertEqual(
            found,
            [
                ("/years/2025/", "2025"),
                ("/years/2024/", "2024"),
                ("/years/1863/", "1863"),
                ("/years/0044/", "44"),
            ],
        )
        years = {
            row["value"]: row["quotes"]
            for row in self.rows("/figures/years.csv")
            if row["dimension"] == "year"
        }
        self.assertEqual(
            years, {"0044": "1", "1863": "1", "2024": "2", "2025": "7", "": "2"}
        )

    def test_a_year(self):
        main = self.main("/years/2025/")
        for words in (
            "Quotes from 2025",
            "7 quotes",
            "Month Quotes Not yet checked February 2025 6 6 known by year only 1",
            "← 2024",
            "Ann Lee",
        ):
            self.assertIn(words, main)
        page = self.page("/years/2025/")
        self.assertIn('href="/calendar/2025/02/"', page)
        self.assertIn('href="/figures/year/2025.csv"', page)
        self.assertNotIn('rel="next" href="/years', page)
        self.assertIn('rel="next" href="/years/2024/"', self.page("/years/1863/"))
        # A quote that was printed in 2025 and said in 2024 is of 2024.
        self.assertIn("2 quotes", self.main("/years/2024/"))
        rows = self.rows("/figures/year/2025.csv")
        self.assertIn(
            ("speaker", "ann-lee", "7"),
            [(row["dimension"], row["value"], row["quotes"]) for row in rows],
        )

    def test_a_year_is_read_page_by_page(self):
        article = make_article(published="2023-07-01")
        for _ in range(30):
            make_quote(article, speaker=self.ann)
        page = self.page("/years/2023/")
        keys = set(re.findall(r'data-quote="(\d+)"', page))
        self.assertEqual(len(keys), 25)
        pages = page[page.index('aria-label="Pages"') :]
        (link,) = [each for each in Tags(pages).named("a") if each.get("rel") == "next"]
        further = re.findall(r'data-quote="(\d+)"', self.page(link["href"]))
        self.assertEqual(len(further), 5)
        self.assertFalse(keys & {*further})

    def test_years_without_quotes_are_not_there(self):
        for year, sentence in (
            ("1890", "No quotes for 1890 yet."),
            ("0", "“0” is not a year."),
            ("99999", "“99999” is not a year."),
            ("next", "“next” is not a year."),
            ("２０２５", "is not a year."),
            ("-44", "is not a year."),
        ):
            with self.subTest(year):
                self.assertIn(sentence, self.page(f"/years/{year}/", status=404))
                self.page(f"/figures/year/{year}.csv", status=404)

    def test_a_year_has_one_address(self):
        self.assertRedirects(
            self.client.get("/years/44/"), "/years/0044/", status_code=301
        )
        self.assertIn("March 44", self.page("/calendar/0044/03/"))
