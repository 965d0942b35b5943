"""Phrases as printed, and words that cards print: roles, bylines, outlets and dates."""

from django.test import TestCase

from quotes.search.query import build_query
from quotes.search.syntax import parse
from quotes.sql import fetch_rows
from tests.factories import make_article, make_publication, make_quote, make_speaker

FOUND = """
SELECT text FROM quotes_listing JOIN quotes_quote ON id = quote_id
WHERE search @@ %s::tsquery
"""


def found(text):
    """Return the first word of each quote that a search finds."""
    rows = fetch_rows(FOUND, [build_query(parse(text)).tsquery])
    return {words.split()[0] for (words,) in rows}


class AsPrintedTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.lecun = make_speaker("Yann LeCun")
        cls.monde = make_publication(name="Le Monde")
        make_quote(make_article(language="fr"), "Un: le palais")
        make_quote(make_article(language="fr-CA"), "Deux: les chevaux")
        make_quote(make_article(language="de"), "Eins: ein Haus")
        for number in range(3):
            make_quote(text=f"Filler {number} of nothing")

    def test_a_phrase_is_found_only_as_printed(self):
        make_quote(text="Ten: government of the people, by the people")
        for text in ("of the people", "OF THE PEOPLE", "people by the people"):
            self.assertEqual(found(f'"{text}"'), {"Ten:"}, text)
        for text in (
            "of a people",
            "for the people",
            "the of people",
            "governments of the people",
            "of people",
            "the people of",
        ):
            self.assertEqual(found(f'"{text}"'), set(), text)
        self.assertEqual(found('"the people" -"by the people"'), set())
        self.assertEqual(found('"of a people" OR palais'), {"Un:"})

    def test_signs_that_change_a_number_count_in_a_phrase(self):
        make_quote(text="Ten: it costs $5 million, or 3.5 %")
        for text in ("$5 million", "5 million", "3.5 %", "3.5%", "costs $5 million or"):
            self.assertEqual(found(f'"{text}"'), {"Ten:"}, text)
        for text in ("£5 million", "€5 million", "5 % million", "35 %", "3.5 million"):
            self.assertEqual(found(f'"{text}"'), set(), text)

    def test_a_phrase_does_not_go_on_from_one_text_into_the_next(self):
        make_quote(
            make_article(title="gamma", bylines=["delta epsilon", "zeta"]),
            "Ten: alpha",
            translation="beta",
            translation_language="en",
        )
        for text in ("alpha beta", "beta gamma", "gamma delta", "epsilon zeta"):
            self.assertEqual(found(f'"{text}"'), set(), text)
        for text in ("alpha", "beta", "gamma", "delta epsilon", "zeta"):
            self.assertIn("Ten:", found(f'"{text}"'), text)

    def test_scripts_without_spaces_are_found_by_character(self):
        make_quote(make_article(language="zh"), "十：民主是人民的权力")
        for text in ("人民", '"人民的"', "民主是人民的权力"):
            self.assertEqual(found(text), {"十：民主是人民的权力"}, text)
        self.assertEqual(found('"民人"'), set())

    def test_what_a_card_prints_is_found(self):
        quote = make_quote(
            make_article(
                title="J’accuse",
                published="1987-06-12",
                bylines=["Sean Dickens"],
                publication=self.monde,
            ),
            "Ten: tear down this wall",
            speaker=self.lecun,
            role_as_printed="economist at Microsoft",
        )
        for text in (
            "microsoft",
            "Microsoft economists",
            '"at Microsoft"',
            "sean dickens",
            "dickens wall",
            "1987",
            "june 1987",
            "12 June 1987",
            "June 12, 1987",
            "1987-06",
            "juin 1987",
            "june",
            "12 june wall",
            "Juni wall",
            "1980s",
            "1980s dickens",
            "le monde 1987",
            "le cun wall",
            "jaccuse",
            "j'accuse",
            "year:1987",
            "year:1980-1989",
            "year:1980s wall",
            "outlet:monde 1987",
        ):
            self.assertEqual(found(text), {"Ten:"}, text)
        for text in (
            "july",
            "may",
            "1970s",
            "13 june",
            "july 1987",
            "13 June 1987",
            "speaker:microsoft",
            "year:1988",
        ):
            self.assertEqual(found(text), set(), text)
        quote.article.bylines.all().delete()
        self.assertEqual(found("dickens"), set())

    def test_a_possessive_is_found_without_its_apostrophe(self):
        make_quote(text="Ten: the women’s rights of America's states")
        for text in ("womens rights", "americas states", "women's", "womens"):
            self.assertEqual(found(text), {"Ten:"}, text)

    def test_values_of_fields(self):
        make_quote(text="Ten: a paraphrase", kind="indirect", standing="disputed")
        for text in ("kind:indirect", "kind:paraphrase", "standing:disputed"):
            self.assertEqual(found(text), {"Ten:"}, text)
        self.assertEqual(found("language:fr"), {"Un:", "Deux:"})
        self.assertEqual(found("language:german"), {"Eins:"})
        for tag in ("FR", "fra"):  # written otherwise than it is stored
            self.assertEqual(found(f"language:{tag}"), {"Un:", "Deux:"}, tag)
        make_quote(text="Ace: a fine mess", language="en-GB")
        for tag in ("en-gb", "en_GB"):
            self.assertEqual(found(f"language:{tag}"), {"Ace:"}, tag)
        for text, note in {
            "kind:odd": "“odd” is not a kind of quote. The kinds are direct, mixed, "
            "indirect.",
            "year:soon": "“soon” is not a year. Write year:1961 or year:1960-1969.",
            "language:klingon": "“klingon” is not a language. Write language:French or "
            "language:fr.",
        }.items():
            query = build_query(parse(text))
            self.assertEqual((query.notes, found(text)), ((note,), set()))
