"""Searches of the list: words, names and titles."""

from unittest.mock import patch

import pytest
from django.http import QueryDict
from django.test import TestCase

from quotes.listing import planner
from quotes.listing.facets import Facet, facets
from quotes.listing.filters import QuoteFilter
from quotes.listing.queries import fetch_page
from quotes.models import Quote
from tests.factories import make_article, make_publication, make_quote, make_speaker


def found(words):
    """Return the quotes that match words, the best first."""
    query = QueryDict(mutable=True)
    query["q"] = words
    filterset = QuoteFilter(query)
    keys = fetch_page(filterset, "")[1].keys
    quotes = Quote.objects.in_bulk(keys)
    return [quotes[key] for key in keys]


class MatchingTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ball = make_quote(
            make_article(
                title="Keeping secrets", publication=make_publication(name="Lawfare")
            ),
            text="You cannot export-control the ideas.",
            speaker=make_speaker("Dean Ball", aliases=["Dean W. Ball"]),
            name_as_printed="research fellow Ball",
        )
        cls.other = make_quote(
            text="Ideas are free; chips are not.", speaker=make_speaker("Ann Other")
        )

    def test_words_phrases_names_and_exceptions(self):
        for words, expected in [
            ("ideas", {self.ball, self.other}),
            ("IDEA", {self.ball, self.other}),
            ("ideas -chips", {self.ball}),
            ("control OR chips", {self.ball, self.other}),
            ('"export control"', {self.ball}),
            ('"control export"', set()),
            ("dean ball", {self.ball}),
            ("Dean W.", {self.ball}),
            ("research fellow", {self.ball}),
            ("ideas ball", {self.ball}),
            ("secrets", {self.ball}),
            ("lawfare", {self.ball}),
            ("speaker:ball", {self.ball}),
            ("speaker:ideas", set()),
            ("publication:lawfare ideas", {self.ball}),
            ("ideas -speaker:ball", {self.other}),
            ("-ball", {self.other}),
            ("nothing", set()),
            ("%", set()),
            ("\\", set()),
            ("'; DROP TABLE", set()),
        ]:
            with self.subTest(words):
                matching = found(words)
                assert set(matching) == expected
                assert len(matching) == len(expected)

    def test_editing_keeps_the_search_in_step(self):
        assert found("leave") == []
        self.ball.translation, self.ball.translation_language = (
            "Everybody leaves.",
            "en",
        )
        self.ball.save()
        assert found("leave") == [self.ball]
        self.ball.article.title = "Parting"
        self.ball.article.save()
        assert found("parted") == [self.ball]


@pytest.mark.django_db
@pytest.mark.parametrize(
    "words",
    [
        '"',
        '""',
        '"no end',
        "word " * 10_000,
        "%",
        "_",
        "\0",
        "& | ! <-> :* ( )",
        "a:* & b",
        "!!",
        "()",
        "-",
        "- - -",
        "OR",
        "or or or",
        "the of and",
        "speaker:",
        'speaker:"',
        "-speaker:",
        "'",
        "\\",
        "\\'",
        "'; DROP TABLE quotes_quote; --",
        "$$",
        "%s %(x)s {} {0}",
        "\ud83d\ude00",
        "\u202e\u2066x",
        "e\u0301" * 200,
        "\u0645\u0631\u062d\u0628\u0627",
        "=s1",
        "'=s1'",
        "'=kdirect'",
        "http://example.org/?a=b&c=d#e",
        "<b>x</b>",
        "1e400 -0 00",
    ],
)
def test_hostile_words_are_answered(client, words):
    make_quote(text="A word of hope")
    words = words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    for sort in ("", "newest", "oldest", "speaker", "relevance"):
        response = client.get("/quotes/", {"q": words, "sort": sort}, follow=True)
        assert response.status_code == 200
    assert client.get("/quotes/facets/speaker/", {"find": words}).status_code == 200
    assert client.get("/suggestions/", {"q": words}).status_code == 200


@pytest.mark.django_db
def test_other_names_of_a_large_search_are_counted_on_demand(client):
    ada, bea = make_speaker("Ada King"), make_speaker("Bea Zola")
    for speaker in (ada, ada, bea):
        make_quote(text="A word of hope", speaker=speaker)
    make_quote(text="A word of both", speaker=[ada, bea])
    path = "/quotes/?q=word&speaker=ada-king"

    def offered(name, most):
        data = QueryDict(path.partition("?")[2])
        with patch.object(planner, "MANY_ENTRIES", most):
            filterset = QuoteFilter(data)
            found, _ = fetch_page(filterset, "")
            named = {each.name: each for each in facets(filterset, found)}
        facet = named.get(name, Facet(name, "", [], [], ""))
        return [(each.label, each.count) for each in facet.options], facet.more

    assert offered("speaker", 6_000) == ([("Ada King", 3), ("Bea Zola", 2)], "")
    assert offered("speaker", 0) == ([("Ada King", 3)], "speakers")
    assert offered("publication", 0)[1] == ""
    with patch.object(planner, "MANY_ENTRIES", 0):
        page = client.get("/quotes/facets/speaker/?q=word&speaker=ada-king").text
    assert "Bea Zola" in page
