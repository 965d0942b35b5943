"""Quotes whose words come closest to a typed line."""

import re

import pytest
from django.db import connection
from django.http import QueryDict
from django.test import TestCase
from django.test.utils import CaptureQueriesContext

from quotes.listing.closest import closest_quotes, is_line, word_combinations
from quotes.listing.criteria import Criteria
from quotes.listing.filters import QuoteFilter
from quotes.listing.queries import fetch_all, fetch_page
from quotes.models import Word
from quotes.search.query import build_query
from quotes.search.spelling import count_words
from quotes.search.syntax import parse
from quotes.views.search_results import search_hints
from tests.factories import make_article, make_quote, make_speaker


def closest(text, **filters):
    """Return the Closest of all quotes to a typed text."""
    search = parse(text)
    criteria = Criteria(search=build_query(search), **filters)
    return closest_quotes(criteria, search.words)


class ClosestTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        texts = (
            "On export controls, the horse has already left the barn.",
            "The horse is a noble animal and controls itself.",
            "Peace is the export of quiet people.",
            "You can keep computers away, but you can’t export-control the ideas.",
        )
        cls.quotes = [make_quote(text=text) for text in texts]
        cls.french = make_quote(
            make_article(language="fr"),
            "Le cheval a déjà quitté l’écurie",
            translation="The horse has already left the stable",
            translation_language="en",
        )
        for number in range(30):
            make_quote(text=f"Filler number {number} has nothing to say of the matter.")
        count_words()

    def near(self, text, languages=()):
        return [each.quote.key for each in closest(text, language=tuple(languages))]

    def test_a_half_remembered_quote_is_found(self):
        for text in (
            "the export control horse has left the barn",
            "teh hrose has allready lefft teh barrn",
            "barn horse left already",
            "THE HORSE has LEFT the BARN",
            "export controls: the cow has already left the barn",
        ):
            self.assertEqual(self.near(text)[:1], [self.quotes[0].pk], text)

    def test_accents_and_translations(self):
        self.assertEqual(self.near("cheval deja quite l'ecurie"), [self.french.pk])
        found = self.near("the horse had already left its stable")
        self.assertIn(self.french.pk, found)

    def test_only_the_given_languages_are_searched(self):
        text = "the horse has already left the stable"
        self.assertEqual(self.near(text, ["fr"]), [self.french.pk])
        self.assertNotIn(self.french.pk, self.near(text, ["en-GB", "en"]))
        self.assertEqual(self.near(text, ["x'y"]), [])

    def test_the_most_similar_come_first_and_others_are_left_out(self):
        found = closest("the horse has left the barn")
        self.assertEqual(found[0].quote.key, self.quotes[0].pk)
        similar = [each.comparison.similarity + each.trigrams for each in found]
        self.assertEqual(similar, sorted(similar, reverse=True))
        self.assertEqual(self.near("horse of a quiet different kind entirely"), [])

    def test_few_or_unknown_words_find_nothing(self):
        for text in ("", "horse", "horse horse horse", "zzz yyy xxx", "1 2 3 4"):
            self.assertEqual(self.near(text), [], text)

    def test_quotes_newer_than_the_vocabulary_are_found(self):
        Word.objects.all().delete()
        self.assertEqual(
            self.near("the horse is a noble creature")[0], self.quotes[1].pk
        )

    def test_filters_narrow(self):
        self.assertEqual(self.near("the horse left the barn", ["de"]), [])
        text = "the horse has left the barn speaker:nobody"
        self.assertEqual(self.near(text), [])

    def test_drafts_are_never_found(self):
        draft = make_quote(text="The secret horse has left the barn", status="draft")
        self.assertNotIn(draft.pk, self.near("the secret horse has left the barn"))

    def test_common_words_are_searched_in_combination(self):
        together = word_combinations
        self.assertEqual(together([5, 10, 20], 1_000), [(0,), (1,), (2,)])
        common = together([20_000] * 6, 10_000_000)
        self.assertEqual(common[:3], [(0, 1), (0, 2), (0, 3)])
        self.assertEqual(len(common), 10)  # of 15, which would take too long
        self.assertEqual(together([9_000_000] * 6, 10_000_000), [(0, 1, 2)])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("energy democracy", False),
        ("climate change energy policy", False),
        ("climate change energy policy europe", True),
        ("war in ukraine", True),
        ("we shall fear", True),
        ("shall not", False),
        ('"war in ukraine"', False),
        ("war in ukraine -peace", False),
        ("ask not what speaker:kennedy", True),
        ("to be or not to be", True),
        ("die Würde des Menschen", True),
    ],
)
def test_lines_and_keywords(text, expected):
    assert is_line(parse(text)) is expected


#: (the printed words, what is typed, a note on the difference)
ALTERED = [
    (
        "We shall not fear the truth of the matter.",
        "we shall fear the truth of the matter",
        "The printed words have “not”, which you did not type.",
    ),
    (
        "They can see the mountain from their window.",
        "they can not see the mountain from their window",
        "You typed “not”, which the printed words do not have.",
    ),
    (
        "I don’t think that it is over.",
        "I do think that it is over",
        "The printed words have “don’t”, which you did not type.",
    ),
    ("I am not a crook.", "I am a crook", "which you did not type."),
    (
        "Ask not what your country can do for you.",
        "ask not what your country for you can do",
        "in another order",
    ),
    ("It cost 45 million of our people.", "it cost 54 million of our people", "number"),
    (
        "Government of the people shall endure.",
        "government for the people shall endure",
        "",
    ),
    (
        "Nous ne voulons pas la guerre ici.",
        "nous voulons la guerre ici",
        "“ne” and “pas”",
    ),
    (
        "Wir wollen keinen Krieg in der Stadt.",
        "wir wollen einen Krieg in der Stadt",
        "keinen",
    ),
]


class AlteredTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.quotes = {}
        for printed, typed, _ in ALTERED:
            language = {"No": "fr", "Wi": "de"}.get(printed[:2], "en")
            cls.quotes[typed] = make_quote(make_article(language=language), printed)
        for number in range(10):
            make_quote(text=f"Filler number {number} has nothing to say of the matter.")
        count_words()

    def search(self, text, **filters):
        """Return (plain keys, SearchHints, total) of the first page."""
        data = QueryDict(mutable=True)
        data.update({"q": text, **filters})
        filterset = QuoteFilter(data)
        found, page = fetch_page(filterset, "")
        assert sorted(fetch_all(filterset)) == sorted(page.keys)
        return page.keys, search_hints(filterset, found, page, "/"), found.total

    def test_an_altered_line_is_no_plain_match(self):
        for _, typed, note in ALTERED:
            for text in (typed, f'"{typed}"'):
                with self.subTest(text):
                    keys, hints, total = self.search(text)
                    quote = self.quotes[typed]
                    assert (keys, total) == ([], 0) or quote.pk not in keys
                    assert hints.closest[0].quote.key == quote.pk
                    assert note in " ".join(hints.closest[0].comparison.notes)
                    assert hints.best

    def test_the_line_as_printed_is_first(self):
        for printed, typed, _ in ALTERED:
            for text in (printed, f'"{printed}"', printed.upper()):
                with self.subTest(text):
                    keys, hints, _ = self.search(text)
                    assert keys[:1] == [self.quotes[typed].pk]
                    assert keys[0] not in hints.differences

    def test_keywords_are_a_plain_match(self):
        quote = self.quotes["government for the people shall endure"]
        for text in ("people government", "endure people", "endure shall people"):
            keys, _, total = self.search(text)
            assert (keys, total) == ([quote.pk], 1), text

    def test_names_around_a_line_are_no_difference(self):
        make_quote(text="The rain is on the plain.", speaker=make_speaker("Eliza Hill"))
        _, hints, _ = self.search("eliza hill the rain is in the plain")
        (first, *_) = hints.closest
        assert [p.text for p in first.comparison.parts if p.kind == "typed"] == ["in"]

    def test_a_number_in_marks_does_not_go_on_in_print(self):
        quote = make_quote(text="Prices went up 2.5 percent, to 1,200.")
        for text, differs in {
            '"up 2"': True,
            '"5 percent"': True,
            '"to 1"': True,
            '"up 2.5"': False,
            '"2.5 percent, to 1,200"': False,
            '"percent to 1,200"': False,
        }.items():
            with self.subTest(text):
                keys, hints, _ = self.search(text)
                assert keys == [quote.pk]
                assert (quote.pk in hints.differences) == differs
        assert hints.differences == {}

    def test_fewer_words_are_offered(self):
        make_quote(text="A peace of sorts", speaker=make_speaker("Ann Lowe"))
        _, hints, _ = self.search("lowe on the sorts")
        assert (hints.fewer, hints.fewer_address) == ("lowe sorts", "/?q=lowe+sorts")
        _, hints, _ = self.search("peace was NOT in it")
        assert "NOT" not in hints.fewer

    def test_few_statements(self):
        data = QueryDict("q=we+shall+fear+teh+truth+of+the+mattr&speaker=nobody")
        filterset = QuoteFilter(data)
        with CaptureQueriesContext(connection) as asked:
            found, page = fetch_page(filterset, "")
            search_hints(filterset, found, page, "/")
        assert len(asked) <= 8


@pytest.mark.django_db
def test_the_page_shows_what_differs(client):
    make_quote(text="We shall not fear the truth of the matter.")
    page = client.get("/quotes/", {"q": "we shall fear the truth"}).text
    assert ">Closest match</h2>" in page
    assert "<mark>not</mark>" in page
    assert "The printed words have “not”, which you did not type." in page
    assert "No quote has" not in page
    page = client.get("/quotes/", {"q": '"we shall fear not"'}).text
    assert "<del>not</del>" in page or "another order" in page


@pytest.mark.django_db
def test_a_translation_is_never_shown_as_the_printed_words(client):
    make_quote(
        make_article(language="de"),
        "Wir werden niemandem weichen.",
        translation="We shall not yield to anyone.",
        translation_language="en",
    )
    page = client.get("/quotes/", {"q": "we shall yield to anyone"}).text
    quote, _, rest = page.partition("</blockquote>")
    assert 'lang="de" dir="auto"><a' in quote
    assert quote.endswith("“Wir werden niemandem weichen.”</a>")
    assert "In English (translation)" in rest
    translation = re.search('<p class="translation" lang="en"[^>]*>(.*?)</p>', rest)[1]
    assert translation == "We shall <mark>not</mark> yield to anyone."
    assert "The translation has “not”, which you did not type." in rest
    # The words of the quote are compared as before.
    page = client.get("/quotes/", {"q": "wir werden jemandem weichen"}).text
    assert "<mark>niemandem" in page.partition("</blockquote>")[0]
    assert "(translation)" not in page


@pytest.mark.django_db
def test_under_filters_nothing_is_said_of_the_whole_record(client):
    ada, bob = make_speaker("Ada King"), make_speaker("Bob Ray")
    exact = "The freedom of the beaches."
    make_quote(make_article(published="1940"), exact, speaker=ada)
    near = "The freedom of the bridges."
    make_quote(make_article(published="1950"), near, speaker=bob)
    words = "the freedom of the beaches"
    link = r'<a href="/quotes/\?q=([^"]*)"[^>]*>Search all quotes for these words</a>'
    for given in (
        {"q": words, "speaker": "bob-ray"},
        {"q": words, "after": "1945"},
        {"q": f"{words} since 1945"},
        {"q": f"{words} speaker:bob"},
    ):
        page = client.get("/quotes/", given).text
        assert "<mark>bridges</mark>" in page, given
        assert "No quote under these filters has exactly these words." in page, given
        assert "No quote on record" not in page
        assert re.search(link, page)[1] == words.replace(" ", "+"), given
    page = client.get("/quotes/", {"q": "absent", "speaker": "bob-ray"}).text
    assert "No quote under these filters has all of these words" in page
    assert re.search(link, page)[1] == "absent"
    page = client.get("/quotes/", {"q": "the freedom of the mountains"}).text
    assert "No quote on record has exactly these words." in page
    assert "Search all quotes" not in page
