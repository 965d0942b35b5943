"""Keywords are the words that a speaker uses more often than others."""

from unittest import mock

from django.core.cache import cache
from django.test import TestCase

from quotes.models import FacetCode, Quote
from quotes.statistics.keywords import grammar, keywords_of
from quotes.statistics.profiles import Subject, load_profile
from tests.factories import make_article, make_quote, make_speaker
from tests.support.public_pages import total_of


class KeywordTests(TestCase):
    def setUp(self):
        cache.clear()  # which other tests have filled

    @classmethod
    def setUpTestData(cls):
        cls.ann = make_speaker("Ann Lee")
        bob = make_speaker("Bob Ray")
        cls.article = make_article()
        for number in range(30):
            make_quote(
                cls.article, f"These tariffs hurt, point {number}.", speaker=cls.ann
            )
            for each in range(4):
                text = f"This weather hurts, {number} times {each}."
                make_quote(cls.article, text, speaker=bob)
        # Not her words: a paraphrase, a disputed quote, another language.
        for fields in (
            {"kind": "indirect"},
            {"standing": "disputed"},
            {"language": "fr"},
        ):
            for number in range(4):
                make_quote(
                    cls.article, f"Umbrellas {number}.", speaker=cls.ann, **fields
                )

    def keywords(self):
        subject = Subject("speaker", self.ann.slug, FacetCode.SPEAKER, self.ann.pk)
        return keywords_of(load_profile(subject))

    def test_words_of_a_speaker_against_those_of_others(self):
        keywords = self.keywords()
        # “These” is a stop word; she does not say “umbrellas”.
        assert [each.word for each in keywords.words] == ["hurt", "point", "tariffs"]
        first = keywords.words[2]
        assert (first.own, first.others) == (30, 0)
        assert (keywords.own, keywords.language) == (30, "English")
        assert keywords.others == 120
        assert first.address == "/quotes/?q=tariffs&speaker=ann-lee"
        assert total_of(self.client.get(first.address)) == 30

    def test_the_page_shows_them_and_how_they_were_found(self):
        response = self.client.get(self.ann.get_absolute_url())
        self.assertContains(response, "Words used more than by others")
        self.assertContains(response, "Monroe, Colaresi and Quinn 2008")
        rows = self.client.get("/figures/speaker/ann-lee.csv").content.decode()
        assert "word,tariffs,,30,newest,30" in rows

    def test_too_few_quotes_tell_nothing(self):
        with mock.patch("quotes.statistics.keywords.MIN_OWN_QUOTES", 31):
            assert self.keywords() is None
        cache.clear()
        with mock.patch("quotes.statistics.keywords.MIN_OTHER_QUOTES", 121):
            assert self.keywords() is None

    def test_they_are_kept_until_there_is_a_newer_quote(self):
        self.keywords()
        with self.assertNumQueries(1):
            self.keywords()
        make_quote(self.article, "These tariffs help.", speaker=self.ann)
        assert self.keywords().words[0].own == 31
        Quote.objects.filter(text="These tariffs help.").update(
            status="withdrawn", withdrawn_reason="She did not say it."
        )
        assert self.keywords().words[0].own == 30

    def test_what_is_read_is_bounded(self):
        cache.clear()
        with (
            mock.patch("quotes.statistics.keywords.MAX_OWN_QUOTES", 20),
            mock.patch("quotes.statistics.keywords.MAX_OTHER_QUOTES", 130),
            mock.patch("quotes.statistics.keywords.MIN_OWN_QUOTES", 20),
        ):
            keywords = self.keywords()
        assert keywords.own == 20
        # The newest 130 of all, without those of the speaker.
        assert keywords.others == 130 - 29

    def test_words_of_grammar_have_their_accents(self):
        assert grammar(["été", "pays", "même", "avec"], "fr") == {
            "été",
            "même",
            "avec",
        }
        assert grammar(["the", "und", "pays"], "xx") == set()
        assert grammar([], "fr") == set()
