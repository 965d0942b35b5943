"""The index of speakers, and the page of a speaker."""

import re

from articles.partial_dates import PartialDate
from tests.factories import (
    make_article,
    make_quote,
    make_speaker,
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
            self.assertIn(
                "No quoted speaker has this name", self.main(f"/speakers/?{bad}")
            )

    def test_one_speaker(self):
        path = self.king.get_absolute_url()
        page, main = self.page(path), self.main(path)
        for words in [
            "Wrote the first program.",
            "Also printed as Augusta Byron",
            "a translator 1842 1",
            "a countess 1843 2",
            "somebody",
            "5 quotes",
            "Year Quotes Not yet checked 1842 1 1 1843 3 3 undated 1",
        ]:
            self.assertIn(words, main)
        for drafted in ("1990", "a spy"):
            self.assertNotIn(drafted, main)
        self.assertIn('href="https://www.wikidata.org/wiki/Q7259"', page)
        link = re.search(r'href="(/quotes/[^"]+)">1843<', page)[1].replace("&amp;", "&")
        self.assertIn("3 quotes", self.main(link))


class LifeTests(PageTests):
    def test_dates_of_life_are_shown_and_in_the_structured_data(self):
        for kind, born, died, shown, data in [
            (
                "person",
                "1809-02-12",
                "1865-04-15",
                "12 February 1809 – 15 April 1865",
                {"birthDate": "1809-02-12", "deathDate": "1865-04-15"},
            ),
            ("person", "1960-07", None, "Born July 1960", {"birthDate": "1960-07"}),
            ("person", None, "1895", "Died 1895", {"deathDate": "1895"}),
            ("organisation", "1896", None, "Founded 1896", {"foundingDate": "1896"}),
            (
                "organisation",
                "1896",
                "1901",
                "1896 – 1901",
                {"dissolutionDate": "1901"},
            ),
            ("organisation", None, "1901", "Dissolved 1901", {}),
            ("person", None, None, "", {}),
        ]:
            with self.subTest(shown):
                speaker = make_speaker(kind=kind)
                speaker.born = born and PartialDate.parse(born)
                speaker.died = died and PartialDate.parse(died)
                speaker.save()
                make_quote(speaker=speaker)
                page = self.page(speaker.get_absolute_url())
                self.assertEqual('class="life-dates"' in page, bool(shown))
                self.assertIn(shown, self.main(speaker.get_absolute_url()))
                for name, value in data.items():
                    self.assertIn(f'"{name}": "{value}"', page)

    def test_quotes_dated_after_the_death_are_mentioned_without_a_chart_too(self):
        speaker = make_speaker()
        speaker.died = PartialDate.parse("1778-05-30")
        speaker.save()
        make_quote(make_article(published="1906"), speaker=speaker)
        path = speaker.get_absolute_url()
        self.assertIn("It is dated after the speaker’s death in 1778.", self.main(path))
        make_quote(make_article(published="1778-04"), speaker=speaker)
        self.assertIn("1 is dated after the speaker’s death in 1778.", self.main(path))

    def test_quotes_of_the_month_of_death_make_the_number_a_lower_bound(self):
        for kind, ending in [
            ("person", "the speaker’s death in 1865."),
            ("organisation", "the organisation was dissolved in 1865."),
        ]:
            with self.subTest(kind):
                speaker = make_speaker(kind=kind)
                speaker.died = PartialDate.parse("1865-04-15")
                speaker.save()
                make_quote(make_article(published="1870"), speaker=speaker)
                path = speaker.get_absolute_url()
                self.assertIn(f"It is dated after {ending}", self.main(path))
                make_quote(make_article(published="1865-04-20"), speaker=speaker)
                self.assertIn(f"At least 1 is dated after {ending}", self.main(path))
                make_quote(make_article(published="1870"), speaker=speaker)
                main = self.main(path)
                self.assertIn(f"At least 2 are dated after {ending}", main)

    def test_quotes_dated_to_the_year_may_be_after_the_death_too(self):
        speaker = make_speaker()
        speaker.died = PartialDate.parse("2024-03")
        speaker.save()
        months = [f"2024-{month:02}" for month in range(4, 13)]
        for published in ("2024-02", *months, "2024-12", "2025"):
            make_quote(make_article(published=published), speaker=speaker)
        main = self.main(speaker.get_absolute_url())
        self.assertIn("11 are dated after the speaker’s death in 2024.", main)
        self.assertIn("1 more is known by its year only.", main)
