"""The page of a quote: words, both answers, passage, source, and links."""

import html
import re

from articles.models import PrintedPages
from articles.text_matching.printed_pages import mark_pages
from quotes.models import Quote
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import PageTests


class QuotePageTests(PageTests):
    def test_words_are_set_as_their_kind_demands(self):
        for kind, text, shown in [
            ("direct", "We shall", "“We shall”"),
            ("direct", "“We shall”", "“We shall”"),
            ("direct", "“We” and “they”", "““We” and “they””"),
            ("direct", "It's so,", "“It’s so”"),
            ("mixed", 'to be "laser-focused,"', "to be “laser-focused”"),
            ("indirect", "it was a threat", "it was a threat"),
        ]:
            with self.subTest(kind=kind, text=text):
                quote = make_quote(text=text, kind=kind)
                page = self.page(quote.get_absolute_url())
                words = re.search(
                    r'<blockquote class="words big (\w+)"[^>]*>(.*?)<', page
                )
                self.assertEqual(words.groups(), (kind, shown))
                self.assertEqual(">Paraphrase<" in page, kind == "indirect")
                # What is copied and cited stays as printed.
                self.assertIn(f"{html.escape(text)}", page)

    def test_what_is_known_is_shown(self):
        publication = make_publication(name="Corriere")
        article = make_article(
            text="Detto: “Mai più”, disse Ada.\n\nE poi tacque.",
            title="La seduta",
            publication=publication,
            language="it",
            published="2024-11",
            bylines=[{"family": "Gogh", "given": "Vincent", "particle": "van"}],
            url="https://www.corriere.example/seduta",
            archive_url="https://archive.example/1",
            retrieved_on="2024-12-01",
            page="7",
        )
        quote = make_quote(
            article,
            "Mai più",
            speaker=make_speaker("Ada Rossi"),
            name_as_printed="A. Rossi",
            role_as_printed="la sindaca",
            cue="disse",
            standing="verified",
            evidence="A recording.",
            said="2023",
            translation="Never again",
            translation_language="en",
            note="Said twice.",
            topics=[make_topic("Peace")],
        )
        path = quote.get_absolute_url()
        page, main = self.page(path), self.main(path)
        for words in [
            "Did Ada Rossi say it? Yes. Verified by editors.",
            "Ada Rossi, la sindaca, 2023",
            "The evidence A recording.",
            "How the article has it Printed as “A. Rossi”, “disse”",
            "Are these the printed words? Yes, word for word.",
            "Paragraph 1 of 2",
            "Detto: “Mai più”, disse Ada.",
            "In English Never again",
            "The source La seduta Kind Newspaper article By Vincent van Gogh "
            "Outlet Corriere Date November 2024 (said: 2023) Page 7 Language Italian "
            "Read there 1 December 2024 Words held",
            "Checked against the text read on ",
            "The original at corriere.example",
            "An archived copy at archive.example",
            "Editor’s note Said twice.",
            "Topics Peace",
            "BibTeX BibLaTeX",
            f"http://testserver{path}",
        ]:
            self.assertIn(words, main)
        self.assertIn("<mark>Mai più</mark>", page)
        self.assertIn('lang="it" dir="auto">“Mai più”', page)
        self.assertIn('<time datetime="2024-11">November 2024</time>', page)
        self.assertIn('lang="en" dir="auto">Never again', page)
        self.assertIn(f'href="{article.get_absolute_url()}#p1"', page)

    def test_what_is_not_known_is_not_made_up(self):
        quote = make_quote(make_article(published=None), speaker=False)
        main = self.main(quote.get_absolute_url())
        for words in [
            "Date No date is given",
            "No address is given for the original.",
            "Words held None",
            "Not known. No text of the article is held",
            "Who said it? Nobody is named as the speaker.",
        ]:
            self.assertIn(words, main)
        for words in ["(said", "Checked against", "The evidence", "Before and after"]:
            self.assertNotIn(words, main)

    def test_each_speaker_has_a_question_the_gravest_first(self):
        two = make_quote(speaker=[make_speaker("Ada"), make_speaker("Bea")])
        two.attributions.filter(speaker__name="Bea").update(
            standing="misattributed", evidence="A letter."
        )
        main = self.main(two.get_absolute_url())
        first = main.index("Did Bea say it? No. Misattributed.")
        self.assertLess(first, main.index("Did Ada say it? Not yet checked."))

    def test_authors_get_a_question_about_writing(self):
        article = make_article(text="I wrote it.", kind="book", bylines=["Ada Lim"])
        quote = make_quote(article, "I wrote it", speaker=make_speaker("Ada Lim"))
        quote.attributions.update(standing="verified", evidence="The book.")
        main = self.main(quote.get_absolute_url())
        self.assertIn("Did Ada Lim write it? Yes.", main)
        for standing in ("unverified", "disputed", "misattributed"):
            quote.attributions.update(standing=standing)
            main = self.main(quote.get_absolute_url())
            self.assertIn("Did Ada Lim write it? ", main)
        Quote.objects.update(kind="indirect")
        self.assertIn("Did Ada Lim say it? ", self.main(quote.get_absolute_url()))

    def test_both_questions_are_answered_apart(self):
        quote = make_quote(standing="misattributed", evidence="It was Bea.")
        main = self.main(quote.get_absolute_url())
        self.assertIn("Are these the printed words? Yes, word for word.", main)
        self.assertIn("say it? No. Misattributed.", main)
        self.assertIn("It was Bea.", main)

    def test_alarms_come_before_the_words(self):
        speaker = make_speaker("Ada")
        lost = make_quote(make_article(text="Else.", title="T"), "so", speaker=speaker)
        gone = make_quote(text="We so", speaker=speaker, standing="misattributed")
        for quote, alarm in [
            (lost, "Not found in the source named"),
            (gone, "Not said by Ada"),
        ]:
            page = self.page(quote.get_absolute_url())
            self.assertLess(
                page.index(f'<strong dir="auto">{alarm}'), page.index("<h1")
            )
        main = self.main(lost.get_absolute_url())
        self.assertIn("looked for in T and not found. Do not cite them from it.", main)

    def test_each_outcome_of_looking_for_the_words(self):
        for text, words, answer in [
            ("We said so.", "we said so.", "Yes, with marked changes."),
            ("so and so", "so", "More than once, unsettled."),
            ("nothing", "something", "No. Not in the text."),
            ("", "something", "Not known."),
        ]:
            with self.subTest(answer):
                quote = make_quote(make_article(text=text), words)
                main = self.main(quote.get_absolute_url())
                self.assertIn(f"Are these the printed words? {answer}", main)
                # Readers do not see instructions for editors.
                self.assertNotIn("Give some of the words", main)

    def test_words_that_an_older_text_had(self):
        article = make_article(text="She said “never again” to them.")
        quote = make_quote(article, "never again")
        article.hold_text("She said nothing to them.")
        quote.locate()
        quote.save()
        page = self.page(quote.get_absolute_url())
        self.assertIn("Text changed: no longer in the source", page)
        self.assertIn("<mark>never again</mark>", page)
        self.assertIn(">No longer.<", page)
        day = article.snapshots.last().retrieved_at
        self.assertIn(f'The text read on <time datetime="{day:%Y-%m-%d}">', page)

    def test_a_passage_is_cut_on_both_sides(self):
        text = f"{'before ' * 200}“the words”{' after' * 200}"
        quote = make_quote(make_article(text=text, rights="excerpts"), "the words")
        page = self.page(quote.get_absolute_url())
        self.assertLess(page.count("before "), 75)
        self.assertEqual(page.count('<span class="cut">'), 2)

    def test_a_fragment_has_the_words_before_it(self):
        article = make_article(text="It came. He called it a “shot across the bow”.")
        page = self.page(make_quote(article, "shot across the bow").get_absolute_url())
        self.assertIn('class="lead-in" lang="en" dir="auto">He called it a</p>', page)
        whole = make_quote(make_article(text="“We shall.”"), "We shall.")
        self.assertNotIn("lead-in", self.page(whole.get_absolute_url()))

    def test_neighbours_in_the_source_and_others_by_the_speaker(self):
        ada = make_speaker("Ada")
        article = make_article(text="“One is.” “Two is.” “Three is.” “Four is.”")
        quotes = [
            make_quote(article, f"{each} is.", speaker=make_speaker(each))
            for each in ("One", "Two", "Three", "Four")
        ]
        quotes[1].attributions.update(speaker=ada)
        others = [make_quote(text=f"Other {n}", speaker=ada) for n in range(8)]
        not_hers = make_quote(text="Nought", speaker=ada, standing="misattributed")
        make_quote(text="Draft", speaker=ada, status="draft")
        page = self.page(quotes[1].get_absolute_url())
        near = page[page.index('id="nearby"') : page.index('id="others"')]
        self.assertIn("“One is.”", near)
        self.assertIn("“Three is.”", near)
        self.assertNotIn("Four", near)
        self.assertLess(near.index("One is"), near.index("Three is"))
        rest = page[page.index('id="others"') : page.index('id="cite"')]
        self.assertIn("Others under Ada", rest)
        self.assertEqual(rest.count("“Other "), 5)
        self.assertIn(others[-1].get_absolute_url(), rest)
        self.assertNotIn("Nought", rest)
        # A refuted quote links to nobody's other quotes.
        page = self.page(not_hers.get_absolute_url())
        self.assertNotIn('id="others"', page)

    def test_other_words_in_the_address_lead_to_the_right_ones(self):
        quote = make_quote(text="The right words")
        path = f"/quotes/{quote.pk}/the-right-words/"
        for wrong in ["", "wrong/", "the-right-words-and-more/", "%00/", "ü/"]:
            response = self.client.get(f"/quotes/{quote.pk}/{wrong}?from=feed")
            self.assertRedirects(
                response, f"{path}?from=feed", 301, fetch_redirect_response=False
            )
            self.assertEqual(response["Cache-Control"], "no-cache")
        article = make_article(title="A title")
        self.assertRedirects(
            self.client.get(f"/articles/{article.pk}/"),
            f"/articles/{article.pk}/a-title/",
            301,
        )

    def test_text_to_copy_is_plain(self):
        quote = make_quote(text="<b>Bold</b>", speaker=make_speaker("Ada"))
        page = self.page(quote.get_absolute_url())
        self.assertNotIn("<iframe", page)
        self.assertIn("&lt;iframe src=&quot;http://testserver/embed/quotes/", page)
        self.assertIn("&lt;blockquote cite=&quot;http://testserver/quotes/", page)
        self.assertIn("&amp;lt;b&amp;gt;Bold", page)


class PrintedPageTests(PageTests):
    """The page of a document on which the words are, as citations name it."""

    def quote_on(self, words):
        pages = [["xi", "He began with thanks to all who had come there"]]
        pages.append(["12", "and then he said: We must go on with this work"])
        text = " ".join(text for _, text in pages)
        article = make_article(text=text)
        PrintedPages.store(article.current_snapshot, mark_pages(pages))
        return make_quote(article, words)

    def test_it_is_beside_the_facts_of_the_source(self):
        for words, page in (
            ("We must go on", "12"),
            ("thanks to all", "xi"),
            ("who had come there and then he said", "xi–12"),
        ):
            shown = self.page(self.quote_on(words).get_absolute_url())
            self.assertInHTML(
                f'<div><dt>Words on page</dt><dd dir="auto">{page}</dd></div>', shown
            )

    def test_nothing_is_said_of_texts_without_pages(self):
        quote = make_quote(make_article(text="We must go on."), "We must go on")
        assert "Words on page" not in self.page(quote.get_absolute_url())
