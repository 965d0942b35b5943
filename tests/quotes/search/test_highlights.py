"""The words of a search are marked in quotes, whose text does not change."""

import re
from unittest.mock import patch

from django.template import engines
from django.test import TestCase
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as PropertyTestCase

from articles.text import find_control_character
from quotes.listing.rows import read_quote_rows
from quotes.models import Quote
from quotes.search import word_forms
from quotes.search.highlights import EXCERPT_LENGTH
from quotes.search.highlights import highlight as highlight_rows
from quotes.search.query import LEXEME, Query, build_query
from quotes.search.syntax import parse
from tests.factories import make_article, make_quote, make_speaker
from tests.quotes.test_passages import shown


def highlight(keys, query):
    """Return what highlight() returns for the rows of the quotes with these keys."""
    return highlight_rows(read_quote_rows(keys), query)


def whole(passage):
    return "".join(run.text for run in passage.runs)


class HighlightTests(TestCase):
    def check(self, text, search, expected, language="en"):
        """Check what a search shows of a quote's text."""
        quote = make_quote(make_article(language=language), text)
        found = highlight([quote.pk], build_query(parse(search)))
        self.assertEqual(found and shown(found[quote.pk]), expected)

    def test_all_inflections_are_marked(self):
        self.check(
            "The horses left; a HORSE is left.",
            "horse leaving left",
            "The ⟦horses⟧ ⟦left⟧; a ⟦HORSE⟧ is ⟦left⟧.",
        )

    def test_signs_and_white_space_stay_as_they_are(self):
        self.check(
            "“Don’t — export-control…\n\n the\t‘ideas’!",
            "export control ideas",
            "“Don’t — ⟦export⟧-⟦control⟧…\n\n the\t‘⟦ideas⟧’!",
        )

    def test_text_that_looks_like_html_stays_too(self):
        self.check(
            # Neither the index nor the marks count text in scripts and comments as
            # words.
            "a <b>horse</b> & <script>horse</script> &lt;horse&gt; <!-- horse -->",
            "horse",
            "a <b>⟦horse⟧</b> & <script>horse</script> &lt;⟦horse⟧&gt; <!-- horse -->",
        )

    def test_the_page_escapes_it(self):
        quote = make_quote(text="<b onclick='alert(1)'>horse</b> & \"horses\"")
        found = highlight([quote.pk], build_query(parse("horse")))
        text = engines["jinja2"].get_template("includes/text.html")
        page = text.template.module.runs(found[quote.pk])
        self.assertEqual(
            page,
            "&lt;b onclick=&#x27;alert(1)&#x27;&gt;<mark>horse</mark>&lt;/b&gt; &amp; "
            "&quot;<mark>horses</mark>&quot;",
        )

    def test_accents_are_ignored_when_marking(self):
        self.check(
            "L’Élysée, e\u0301lyse\u0301e",
            "elysee",
            "L’⟦Élysée⟧, ⟦e\u0301lyse\u0301e⟧",
            "fr",
        )
        self.check("Zoë spoke", "zoe", "⟦Zoë⟧ spoke")

    def test_words_in_other_languages(self):
        self.check("Die Häuser am Hang", "Haus", "Die ⟦Häuser⟧ am Hang", "de")
        self.check("الكتاب على الطاولة", "كتاب", "⟦الكتاب⟧ على الطاولة", "ar")
        self.check(
            "Les chevaux, le cheval", "chevaux", "Les ⟦chevaux⟧, le ⟦cheval⟧", "fr-CA"
        )
        self.check("यह किताबें हैं", "किताबें", "यह ⟦किताबें⟧ हैं", "hi")

    def test_the_language_of_the_quote_applies(self):
        quote = make_quote(make_article(language="en"), "les chevaux", language="fr")
        make_quote(make_article(language="fr"))
        found = highlight([quote.pk], build_query(parse("cheval")))
        self.assertEqual(shown(found[quote.pk]), "les ⟦chevaux⟧")

    def test_phrases_fields_and_excluded_words(self):
        quote = make_quote(
            text="The horse has left the barn, says Ada", speaker=make_speaker("Ada")
        )

        def marked(search):
            found = highlight([quote.pk], build_query(parse(search)))
            return found and shown(found[quote.pk])

        self.assertEqual(
            marked('"left the barn" -cow'), "The horse has ⟦left the barn⟧, says Ada"
        )
        self.assertEqual(marked("speaker:ada"), {})
        self.assertEqual(marked("-cow"), {})
        self.assertEqual(
            marked("horse OR cow"), "The ⟦horse⟧ has left the barn, says Ada"
        )

    def test_quotes_without_the_words_are_left_out(self):
        quotes = [make_quote(text=text) for text in ("a horse", "a cow")]
        found = highlight([quote.pk for quote in quotes], build_query(parse("horse")))
        self.assertEqual(list(found), [quotes[0].pk])

    def test_no_words_need_no_query(self):
        rows = read_quote_rows([make_quote(text="a horse").pk])
        with self.assertNumQueries(0):
            self.assertEqual(highlight_rows(rows, Query("'=s1'")), {})
            self.assertEqual(highlight_rows([], Query("'horse'", words="'hors'")), {})

    def test_one_query_marks_a_whole_page(self):
        keys = [make_quote(text=f"horse, {number}-horse").pk for number in range(25)]
        rows, query = read_quote_rows(keys), build_query(parse("horse"))
        with self.assertNumQueries(1):
            found = highlight_rows(rows, query)
        self.assertEqual(sorted(found), keys)

    def test_known_words_need_no_query(self):
        keys = [
            make_quote(text=text).pk for text in ("A walrus!", "(Walruses) have it.")
        ]
        rows, query = read_quote_rows(keys), build_query(parse("walrus"))
        with self.assertNumQueries(1):
            found = highlight_rows(rows, query)
        with self.assertNumQueries(0):
            self.assertEqual(highlight_rows(rows, query), found)
        self.assertEqual(
            [shown(found[key]) for key in keys],
            ["A ⟦walrus⟧!", "(⟦Walruses⟧) have it."],
        )

    def test_a_long_text_is_cut_around_its_words(self):
        filler = "Nothing is said of it here. " * 40
        text = f"A horse. {filler}The horse has left the barn. {filler}End."
        quote = make_quote(text=text)
        found = highlight([quote.pk], build_query(parse("horse barn left")))
        passage = found[quote.pk]
        self.assertTrue(passage.cut_before and passage.cut_after)
        page = self.client.get("/quotes/?q=horse+barn+left").text
        words = re.sub(
            "<[^>]+>", "", re.search("<blockquote.*?</blockquote>", page, re.S)[0]
        )
        self.assertRegex(words, r"“\[…\] .* \[…\]”")
        self.assertLessEqual(len(whole(passage)), EXCERPT_LENGTH)
        self.assertIn("The ⟦horse⟧ has ⟦left⟧ the ⟦barn⟧. Nothing", shown(passage))
        self.assertIn(whole(passage), text)
        self.assertTrue(
            whole(passage).startswith(("Nothing", "is", "said", "of", "it", "here"))
        )

    def test_a_text_at_the_limit_is_not_cut(self):
        for length, cut in ((EXCERPT_LENGTH, False), (EXCERPT_LENGTH + 1, True)):
            text = ("horse " + "x " * 400)[: length - 1] + "y"
            quote = make_quote(text=text)
            passage = highlight([quote.pk], build_query(parse("horse")))[quote.pk]
            self.assertEqual(passage.cut_after, cut)
            self.assertEqual(whole(passage) == text, not cut)

    def test_a_long_text_without_spaces_is_cut_too(self):
        quote = make_quote(text="horse," + "馬" * 5_000)
        passage = highlight([quote.pk], build_query(parse("horse")))[quote.pk]
        self.assertLessEqual(len(whole(passage)), EXCERPT_LENGTH)

    def test_many_marks_in_the_longest_text(self):
        quote = make_quote(text="horse barn " * 1_800)
        passage = highlight([quote.pk], build_query(parse('"horse barn"')))[quote.pk]
        self.assertLessEqual(len(whole(passage)), EXCERPT_LENGTH)

    def test_no_text_can_contain_the_delimiters(self):
        text = "\ue000" + "0" * 16 + "<horse\ue000" + "0" * 16 + "> \ue000 horse"
        with patch("secrets.token_hex", return_value="1" * 16):
            self.check(text, "horse", text.replace("horse", "⟦horse⟧"))


class PropertyTests(PropertyTestCase):
    @classmethod
    def setUpTestData(cls):
        cls.quote = make_quote(text="horse")

    @settings(max_examples=150)
    @given(
        st.lists(
            st.one_of(
                st.sampled_from(
                    ["horse", " ", "<b>", "</", ">", "&amp;", "-", "\n", "’", "e\u0301",
                     "https://", "x.org/", "@", "12", "ש", "है", "\ue000", "_", "\\"]
                ),
                st.characters(exclude_categories=["Cs"], exclude_characters="\x00"),
            ),
            max_size=30,
        ).map("".join)
    )  # fmt: skip
    @example("horse <b horse='horse'>horse</b> horse.org/horse?horse=<horse>")
    def test_no_text_is_changed(self, text):
        if find_control_character(text) is not None:
            return
        text = f"horse {text} horse"
        Quote.objects.filter(pk=self.quote.pk).update(text=text)
        found = highlight([self.quote.pk], build_query(parse("horse -x OR 12")))
        passage = found[self.quote.pk]
        self.assertEqual(whole(passage), text)
        self.assertTrue(all(run.text for run in passage.runs))

    WORDS = [
        "horse",
        "Horses",
        "HORSE",
        "his",
        "hier",
        "élysée",
        "Elysée",
        "e\u0301",
        "it",
    ]
    SIGNS = [
        *[
            " ",
            " ",
            " ",
            "  ",
            "\n",
            "\xa0",
            ".",
            ". ",
            ", ",
            ",",
            ": ",
            "; ",
            "! ",
            "'",
        ],
        *["’", '"', "“", "—", "(", ") ", "[", "-", "/", "@", "&", "<", "_", "=", "12"],
        *["3rd", "\u200b", "½", "œ", "//x.org "],
    ]

    @settings(max_examples=300)
    @given(
        st.lists(
            st.tuples(st.sampled_from(WORDS), st.sampled_from(SIGNS)).map("".join),
            max_size=12,
        ).map("".join),
        st.sampled_from(["en", "fr", "de-AT", "ar", "nl", "xx"]),
        st.sampled_from(["horse", "hier", "elysee", "it's", "his horse"]),
    )
    def test_the_same_words_are_found_as_by_the_database(self, text, language, words):
        lexemes = LEXEME.findall(build_query(parse(words)).words)
        lexemes = [each for each in lexemes if not each.startswith("'.")]
        texts = [(language, text)]
        with patch.object(word_forms, "PLAIN_LANGUAGES", frozenset()):
            expected = word_forms.word_spans(texts, lexemes)
        self.assertEqual(word_forms.word_spans(texts, lexemes), expected)
