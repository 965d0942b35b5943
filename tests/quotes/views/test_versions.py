"""The texts that were held of an article, and what readers see of them."""

import datetime
from unittest.mock import patch

from quotes.models import Quote
from quotes.verification.verify import verify
from quotes.views import versions
from tests.factories import make_article, make_quote
from tests.support.public_pages import PageTests, Tags

FAR = "The weather was fine and the market was full of people from the villages. "
TEXT = (
    f"{FAR * 6}\n\nThe council met on Monday. “We will never sell the mill to them,” "
    f"said Ann Lowe. “It is the heart of the town.”\n\n{FAR * 4}\n\nSecret ending."
)
WORDS = "We will never sell the mill to them"


def at(day, hour=12):
    return datetime.datetime(2026, 3, day, hour, tzinfo=datetime.UTC)


class VersionTests(PageTests):
    def article(self, *texts, first=TEXT, words=(WORDS,), days=range(1, 28), **fields):
        """Return an article whose text became each of `texts`, a day after another."""
        days = iter(days)
        article = make_article(**fields)
        article.hold_text(first, retrieved_at=at(next(days)))
        for each in words:
            make_quote(article, each)
        for text in texts:
            article.hold_text(text, retrieved_at=at(next(days)))
            verify(article.quotes.all())
        return article

    def path(self, article, day=""):
        return f"/articles/{article.pk}/versions/{f'{day}/' if day else ''}"

    def test_the_page_of_the_article_says_that_its_text_changed(self):
        article = self.article(TEXT.replace("never", "seldom"))
        page = self.page(article.get_absolute_url())
        self.assertIn("The text was changed", page)
        self.assertIn(f'href="{self.path(article)}"', page)
        self.assertIn(
            "This is the text of 2 March 2026", self.main(article.get_absolute_url())
        )

    def test_other_signs_are_held_but_no_change(self):
        article = self.article(TEXT.replace("“", '"').replace("”", '"'))
        page = self.page(article.get_absolute_url())
        self.assertNotIn("The text was changed", page)
        self.assertIn("2 versions", page)
        self.assertIn(
            "Only punctuation or spaces differ", self.main(self.path(article))
        )
        self.assertIn(
            "Only punctuation or spaces differ",
            self.main(self.path(article, "2026-03-02")),
        )

    def test_an_article_with_one_text_links_to_no_versions(self):
        article = self.article()
        self.assertNotIn("versions/", self.page(article.get_absolute_url()))
        self.assertIn("The first text held", self.main(self.path(article)))

    def test_versions_are_listed_with_their_changes(self):
        article = self.article(TEXT.replace("never ", ""), TEXT, f"{TEXT} Two words.")
        main = self.main(self.path(article))
        self.assertLess(main.index("4 March 2026"), main.index("1 March 2026"))
        self.assertIn("Words removed: 1; words added: 0 Changed “We will never", main)
        self.assertIn(
            "Words removed: 0; words added: 1 Printed again “We will never", main
        )
        self.assertIn(
            "Words removed: 0; words added: 2 3 March", main.replace("  ", " ")
        )

    def test_a_whole_text_is_shown_with_its_changes(self):
        article = self.article(
            TEXT.replace("never", "seldom").replace("Secret ending", "The end"),
            rights="full",
        )
        main = self.main(self.path(article, "2026-03-02"))
        self.assertIn("We will removed: never; added: seldom; sell", main)
        self.assertIn("Secret ending", main)
        first = self.main(self.path(article, "2026-03-01"))
        self.assertIn("We will never sell the mill", first)
        self.assertNotIn("removed", first)
        self.assertIn("Secret ending.", first)

    def test_only_the_words_around_quotes_are_shown_without_the_rights(self):
        article = self.article(
            TEXT.replace("never", "seldom").replace("Secret ending", "Hidden end"),
            rights="excerpts",
        )
        main = self.main(self.path(article, "2026-03-02"))
        self.assertIn("We will removed: never; added: seldom; sell", main)
        self.assertIn("Only the text around the quotes is shown", main)
        first = self.main(self.path(article, "2026-03-01"))
        self.assertIn("We will never sell the mill", first)
        for shown in (main, first, self.main(self.path(article))):
            for hidden in ("Secret", "Hidden", "villages"):
                self.assertNotIn(hidden, shown)

    def test_a_rewritten_passage_shows_no_more_than_a_passage(self):
        new = TEXT.replace(
            "The council met on Monday. “We will never sell the mill to them,” said "
            "Ann Lowe.",
            "Quite another paragraph is here. " * 60,
        )
        article = self.article(new, rights="excerpts")
        main = self.main(self.path(article, "2026-03-02"))
        self.assertLess(main.count("Quite another"), 12)
        quote = Quote.objects.get(article=article)
        self.assertLess(self.main(quote.get_absolute_url()).count("Quite another"), 12)

    def test_changes_far_from_quotes_are_not_shown_without_the_rights(self):
        article = self.article(TEXT.replace("Secret", "Open"), rights="excerpts")
        main = self.main(self.path(article, "2026-03-02"))
        self.assertIn("The text around the quotes did not change", main)
        self.assertIn("words removed: 1, words added: 1", main)
        self.assertNotIn("Open", main)

    def test_texts_that_are_too_long_to_compare_are_not_called_unchanged(self):
        article = self.article(TEXT.replace("never", "seldom"), rights="excerpts")
        with patch.object(versions, "MAX_LENGTH_OF_VERSIONS", len(TEXT)):
            main = self.main(self.path(article, "2026-03-02"))
        self.assertIn("too long to compare", main)
        self.assertNotIn("did not change", main)

    def test_quotes_that_are_not_public_show_no_words(self):
        article = self.article(
            TEXT.replace("never", "seldom"), words=(), rights="excerpts"
        )
        make_quote(article, "the heart of the town", status="draft")
        for day in ("", "2026-03-01", "2026-03-02"):
            self.assertNotIn("heart", self.main(self.path(article, day)))

    def test_several_texts_of_a_day_have_addresses(self):
        article = self.article(f"{TEXT} One.", f"{TEXT} Two.", days=[1, 1, 2])
        page = self.page(self.path(article))
        for address in ("2026-03-01", "2026-03-01-2", "2026-03-02"):
            self.assertIn(f"{self.path(article)}{address}/", page)
            self.page(self.path(article, address))

    def test_an_unknown_date_is_not_found(self):
        article = self.article(TEXT.replace("never", "seldom"))
        for day in ("2026-03-03", "2026-03-01-2", "2026-3-1", "latest", "x" * 90):
            page = self.page(self.path(article, day), status=404)
            self.assertIn("There are: 2026-03-01, 2026-03-02.", page)

    def test_an_article_without_a_text_has_no_versions(self):
        article = make_article()
        self.page(self.path(article), status=404)
        self.page(self.path(article, "2026-03-01"), status=404)

    def test_what_is_not_public_has_no_versions(self):
        article = self.article(TEXT.replace("never", "seldom"))
        article.withdraw("It was entered twice.")
        self.page(self.path(article), status=410)
        self.page(self.path(article, "2026-03-01"), status=410)
        draft = self.article(status="draft", words=())
        self.page(self.path(draft), status=404)

    def test_search_engines_are_told_to_show_the_article_instead(self):
        article = self.article(TEXT.replace("never", "seldom"))
        for path in (self.path(article), self.path(article, "2026-03-02")):
            tags = Tags(self.page(path))
            robots = [
                m["content"] for m in tags.named("meta") if m.get("name") == "robots"
            ]
            self.assertEqual(robots, ["noindex"])
            (canonical,) = [
                link["href"]
                for link in tags.named("link")
                if link.get("rel") == "canonical"
            ]
            self.assertTrue(canonical.endswith(path))
            self.assertNotIn("versions", self.page("/sitemap-articles.xml"))

    def test_they_are_cached_like_other_pages(self):
        article = self.article(TEXT.replace("never", "seldom"))
        for path in (self.path(article), self.path(article, "2026-03-02")):
            response = self.client.get(path)
            self.assertIn("s-maxage", response["Cache-Control"])
            tag = response["ETag"]
            again = self.client.get(path, headers={"if-none-match": tag})
            self.assertEqual(again.status_code, 304)
            self.assertIn("Last-Modified", response)

    def test_an_article_that_is_called_versions(self):
        article = make_article(title="Versions", text=TEXT)
        self.assertEqual(article.get_absolute_url(), f"/articles/{article.pk}/article/")
        self.page(article.get_absolute_url())

    def test_queries_do_not_grow_with_the_quotes(self):
        words = [WORDS, "the heart of the town", "The council met on Monday"]
        article = self.article(TEXT.replace("never", "seldom"), words=words)
        for path, number in (
            (self.path(article), 6),
            (self.path(article, "2026-03-02"), 6),
        ):
            with self.assertNumQueries(number):
                self.client.get(path)

    def test_a_paragraph_that_is_taken_out_and_foreign_text(self):
        first = "قالت آن لو: «لن نبيع الطاحونة أبدا».\n\nكان الطقس جميلا.\n\nالنهاية."
        article = self.article(
            first.replace("كان الطقس جميلا.\n\n", ""),
            first=first,
            words=("لن نبيع الطاحونة أبدا",),
            rights="full",
            language="ar",
        )
        page = self.page(self.path(article, "2026-03-02"))
        self.assertIn("كان الطقس جميلا.", page)
        self.assertIn('lang="ar"', page)
