"""Words that some have more often than others: what a word is, and which count."""

from math import log, sqrt
from unittest import mock

import pytest
from django.core.cache import cache
from django.test import TestCase

from quotes.models import Facet, Quote
from quotes.statistics.keywords import grammar, keywords_of
from quotes.statistics.log_odds import MIN_QUOTES, PRIOR, Words, distinctive
from quotes.statistics.profiles import Subject, load_profile
from tests.factories import make_article, make_quote, make_speaker
from tests.support.public_pages import total_of


def words(*texts, language="en", **options):
    counted = Words()
    counted.add(texts, language, **options)
    return counted


@pytest.mark.parametrize(
    ("text", "language", "found"),
    [
        ("The Chip, the chip and THE chips!", "en", "the chip and chips"),
        ("He's in it: they’re us, can't, didn’t", "en", "they did"),
        ("L’État, c’est moi; aujourd’hui", "fr", "état est moi aujourd hui"),
        # Composed and decomposed letters are the same.
        ("e\u0301tat état", "fr", "état"),
        ("हिन्दी में", "hi", "हिन्दी में"),
        ("слово за словом", "ru", "слово словом"),
        ("GPT4 or 2025 snake_case", "en", "gpt4 2025 snake_case"),
    ],
)
def test_what_a_word_is(text, language, found):
    counted = words(text, language=language).counts
    assert set(counted) == set(found.split())
    assert set(counted.values()) == {1}


def test_of_mixed_quotes_only_what_is_in_marks_is_said():
    counted = words("He spoke of “great joy” and «la vie», twice", mixed=True).counts
    assert set(counted) == {"great", "joy", "vie"}


def test_a_word_counts_once_in_a_quote():
    counted = words("chips chips chips", "chips", "none")
    assert counted.quotes == 3 and counted.counts["chips"] == 2


def test_the_score_is_the_log_odds_ratio_over_its_deviation():
    own = words(*["chips matter"] * 30, *["nothing here"] * 70)
    others = words(*["chips matter"] * 10, *["nothing here"] * 390)
    first = distinctive(own, others, (), 10)[0]
    have, lack = PRIOR * 40, PRIOR * 460
    cells = 30 + have, 70 + lack, 10 + have, 390 + lack
    ratio = log(cells[0] / cells[1]) - log(cells[2] / cells[3])
    assert first.z == pytest.approx(ratio / sqrt(sum(1 / cell for cell in cells)))
    assert (first.word, first.own, first.others) == ("chips", 30, 10)


def test_what_is_not_shown():
    own = words(*["tariffs and the 2025 deal 自由のために"] * 30, *["rare thing"] * 2)
    others = words(*["and the weather"] * 300)
    found = [each.word for each in distinctive(own, others, {"deal"}, 10)]
    # Not what all say, what is left out, figures, scripts without spaces, and what is
    # said in too few quotes.
    assert found == ["tariffs"]
    assert MIN_QUOTES > 2
    assert distinctive(own, words(), (), 10) == []
    assert len(distinctive(words(*["abc def ghi"] * 30), others, (), 2)) == 2


def test_words_without_others():
    everything = words("one two", "two three", "three four")
    left = everything.without(words("two three"))
    assert left.quotes == 2
    assert left.counts["two"] == 1 and left.counts["three"] == 1
    # What was counted before stays as it was: it is kept for others.
    assert everything.counts["two"] == 2


class SaidWordsTests(TestCase):
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
        # What is no word of hers: a paraphrase, a disputed one, another language.
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
        subject = Subject("speaker", self.ann.slug, Facet.SPEAKER, self.ann.pk)
        return keywords_of(load_profile(subject))

    def test_words_of_a_speaker_against_those_of_others(self):
        keywords = self.keywords()
        # “These” is a word of grammar; “umbrellas” are not said by her.
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
        # Of the newest 130 of all, those of the speaker are left out.
        assert keywords.others == 130 - 29

    def test_words_of_grammar_have_their_accents(self):
        assert grammar(["été", "pays", "même", "avec"], "fr") == {
            "été",
            "même",
            "avec",
        }
        assert grammar(["the", "und", "pays"], "xx") == set()
        assert grammar([], "fr") == set()
