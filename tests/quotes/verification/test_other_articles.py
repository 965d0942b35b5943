"""Quotes that are missing in their own article, but in another one word for word."""

import pytest
from django.test import TestCase

from articles.models.fingerprints import Fingerprint
from quotes.admin.outcomes import render_outcome
from quotes.verification.other_articles import MAX_TEXTS, find_in_other_articles
from tests.factories import make_article, make_quote

WORDS = "We will rebuild the harbour by the spring"
OTHER = f"On Monday it was settled. “{WORDS},” said Ann Lee, the mayor."


class ElsewhereTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.other = make_article(text=OTHER, title="The harbour is settled")
        cls.article = make_article(text="Nothing at all was said of harbours here.")

    def quote(self, text=WORDS):
        return make_quote(self.article, text)

    def test_the_article_that_has_the_words_is_named(self):
        quote = self.quote()
        assert quote.anchor_status == "missing"
        snapshot, anchor = find_in_other_articles(quote)
        assert snapshot == self.other.current_snapshot
        assert OTHER[slice(*anchor.spans[0])] == WORDS
        html = render_outcome(quote)
        assert f'href="/admin/articles/article/{self.other.pk}/change/"' in html
        assert "These words are in another article" in html
        assert "The harbour is settled" in html
        self.other.hold_text("The text was withdrawn, and nothing is left of it.")
        assert "These words were in an older text of another" in render_outcome(quote)

    def test_marked_changes_signs_and_interruptions_are_the_same_words(self):
        source = make_article(
            text="“It’s the very last thing that we shall ever do,” he said, “for the "
            "old harbour of this town.”"
        )
        for text in (
            "It's the very last thing that we shall ever do",
            "the very last thing that [she] shall ever do",
            "[I]t’s the very last thing … we shall ever do",
        ):
            with self.subTest(text):
                quote = self.quote(text)
                assert find_in_other_articles(quote)[0].article == source

    def test_similar_words_are_not_the_source(self):
        assert (
            find_in_other_articles(self.quote("We will rebuild the harbour by summer"))
            is None
        )
        assert find_in_other_articles(self.quote("We will rebuild")) is None
        assert "another article" not in render_outcome(
            self.quote("Quite other words than that")
        )

    def test_older_texts_of_its_own_article_do_not_count(self):
        self.other.hold_text("The text was withdrawn, and nothing is left of it.")
        quote = make_quote(self.other, WORDS)
        assert quote.anchor_status == "missing"
        assert find_in_other_articles(quote) is None
        assert "The words were in the text of" in render_outcome(quote)

    def test_the_search_is_bounded_and_reads_the_index(self):
        for _ in range(MAX_TEXTS + 3):
            make_article(text="by the spring we will rebuild the harbour by the spring")
        quote = self.quote("We will rebuild THE harbour by the spring")
        with self.assertNumQueries(1):
            assert find_in_other_articles(quote) is None
        plan = Fingerprint.objects.filter(numbers__contains=[1, 2]).explain()
        assert "Fingerprint" in plan or "fingerprint" in plan


@pytest.mark.django_db
def test_without_a_stored_text_nothing_is_found():
    assert find_in_other_articles(make_quote(make_article(), WORDS)) is None
