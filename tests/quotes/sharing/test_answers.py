"""The two answers as text and HTML, always both, with the warning first."""

from itertools import chain

from django.test import TestCase

from articles.models import ArticleKind
from quotes.citations.attribution import WRITTEN
from quotes.labels import SOURCE_LEAD_INS, SPEAKER_LEAD_INS
from quotes.listing.rows import read_quote_rows
from quotes.sharing.answers import Answer, answers_of
from quotes.views.sharing import public_quote
from tests.factories import make_article, make_quote, make_speaker

WORDS = "I disapprove of what you say"


def answers(quote):
    return answers_of(public_quote(quote.pk))


class AnswersTests(TestCase):
    def test_the_warning_is_the_first_line(self):
        for standing, line in [
            ("misattributed", "NOT SAID BY VOLTAIRE (misattributed)"),
            ("disputed", "DISPUTED: CREDITED TO VOLTAIRE"),
            ("verified", f"“{WORDS}”"),
            ("unverified", f"“{WORDS}”"),
        ]:
            with self.subTest(standing):
                quote = make_quote(
                    text=WORDS,
                    speaker=make_speaker("Voltaire", slug=f"v-{standing}"),
                    standing=standing,
                )
                text = answers(quote).as_text("http://here/quotes/1/").splitlines()
                self.assertEqual(text[0], line)
                self.assertEqual(text[-1], "http://here/quotes/1/")
                self.assertIn("(word for word)", text[-2])
                title = answers(quote).title
                self.assertTrue(title.startswith("Voltaire") == (line == f"“{WORDS}”"))

    def test_both_speakers_the_no_first(self):
        quote = make_quote(
            text=WORDS, speaker=make_speaker("Evelyn Hall"), standing="verified"
        )
        quote.attributions.create(
            speaker=make_speaker("Voltaire"), standing="misattributed", evidence="Hers."
        )
        found = answers(quote)
        self.assertEqual([each.name for each in found.who], ["Voltaire", "Evelyn Hall"])
        text = found.as_text("")
        self.assertIn("NOT SAID BY VOLTAIRE (misattributed)\n“I dis", text)
        self.assertIn("\nSaid by: Evelyn Hall (verified)\n", text)

    def test_several_misattributions_make_one_warning(self):
        quote = make_quote(
            speaker=[make_speaker("Ada"), make_speaker("Bea"), make_speaker("Cy")],
            standing="misattributed",
        )
        ((state, text),) = answers(quote).flags
        self.assertEqual((state, text), ("misattributed", "Not said by Ada, Bea or Cy"))

    def test_words_that_were_not_found_are_a_warning(self):
        quote = make_quote(make_article(text="Other things.", title="News"), WORDS)
        found = answers(quote)
        self.assertEqual(found.flags, (("missing", "Not found in the source named"),))
        self.assertTrue(
            found.as_text("").startswith("NOT FOUND IN THE SOURCE NAMED (not in the te")
        )
        self.assertIn("Not found in: News, 13 February 2025", found.as_text(""))

    def test_no_answer_has_two_colons(self):
        speaker = make_speaker("Ada Rossi")
        quote = make_quote(make_article(), WORDS, speaker=speaker, standing="disputed")
        found = answers(quote)
        self.assertEqual(
            str(found.who[0]), "Disputed: credited to Ada Rossi (disputed)"
        )
        self.assertIn(">Disputed: credited to Ada Rossi (", found.as_html(""))
        lead_ins = [*chain(*SPEAKER_LEAD_INS.values()), *SOURCE_LEAD_INS.values()]
        for lead_in in lead_ins:
            answer = str(Answer("", lead_in, "Ada", finding="Verified"))
            self.assertEqual(answer.count(":"), 1, answer)

    def test_only_authors_wrote_it(self):
        for kind, byline, lead_in in [
            *((kind, "Evelyn Hall", "Written by") for kind in WRITTEN),
            ("book", "Another", "Said by"),
            ("speech", "Evelyn Hall", "Said by"),
            ("article-newspaper", "Evelyn Hall", "Said by"),
        ]:
            with self.subTest(kind=kind, byline=byline):
                article = make_article(text=WORDS, kind=kind, bylines=[byline])
                speaker = make_speaker("Evelyn Hall", slug=f"e-{kind}-{byline[0]}")
                quote = make_quote(article, WORDS, speaker=speaker, standing="verified")
                (who,) = answers(quote).who
                self.assertEqual(who.lead_in, lead_in)
                (row,) = read_quote_rows([quote.pk])  # the same in lists
                self.assertEqual(row.attributions[0].lead_in, lead_in)
        self.assertLessEqual({*WRITTEN}, {*ArticleKind.values})

    def test_a_paraphrase_is_not_said_word_for_word(self):
        quote = make_quote(text=WORDS, kind="indirect", standing="verified")
        self.assertEqual(answers(quote).who[0].lead_in, "Said in substance by")
        self.assertEqual(answers(quote).words, WORDS)

    def test_a_paraphrase_is_called_one_before_the_words(self):
        ada = make_speaker("Ada")
        for kind, label in [("indirect", "Paraphrase"), ("mixed", "Partly quoted")]:
            found = answers(make_quote(text=WORDS, kind=kind, speaker=ada))
            self.assertEqual(found.title, f"Ada. {label}: {WORDS}")
            for text in (found.as_text(""), found.in_one_line):
                self.assertTrue(text.startswith(f"{label}: {WORDS}"), text)
            self.assertTrue(found.as_html("").startswith(f"<p>{label}:</p>\n<blockq"))
        refuted = make_quote(
            text=WORDS, kind="indirect", speaker=ada, standing="misattributed"
        )
        title = answers(refuted).title
        self.assertEqual(title, f"Not said by Ada. Paraphrase: {WORDS}")

    def test_nobody_is_named_and_no_text_is_held(self):
        quote = make_quote(make_article(), WORDS, speaker=False)
        text = answers(quote).as_text("")
        self.assertIn("\nNobody is named as the speaker\n", text)
        self.assertIn("\nNamed as the source: ", text)
        self.assertEqual(
            answers(quote).checked, "No text of the source is held to check it against"
        )

    def test_a_text_that_was_changed(self):
        article = make_article(text=f"She said “{WORDS}” to them.")
        quote = make_quote(article, WORDS)
        article.hold_text("She said nothing to them.")
        quote.locate()
        quote.save()
        text = answers(quote).as_text("")
        self.assertTrue(
            text.startswith("TEXT CHANGED: NO LONGER IN THE SOURCE\n"), text
        )
        self.assertIn("No longer printed in: ", text)

    def test_a_cut_is_said_once_and_sentences_have_one_stop(self):
        article = make_article(text="“It is not so,” she said.", title="News")
        found = answers(make_quote(article, "It is … so.", kind="mixed"))
        text = found.as_text("")
        self.assertTrue(text.startswith("CUT CHANGES THE SENSE\nPartly quoted: It is"))
        line = found.in_one_line
        self.assertTrue(
            line.startswith("CUT CHANGES THE SENSE. Partly quoted: It is … so. Cred"),
            line,
        )

    def test_html_is_escaped_and_cites_the_page(self):
        quote = make_quote(
            text="<b>a & b</b>",
            speaker=make_speaker("<i>Ada</i>"),
            standing="misattributed",
        )
        html = answers(quote).as_html("http://here/quotes/1/")
        self.assertTrue(html.startswith("<p><strong>Not said by &lt;i&gt;Ada"))
        self.assertIn(
            '<blockquote cite="http://here/quotes/1/" lang="en" dir="auto">', html
        )
        self.assertIn("<p>“&lt;b&gt;", html)
        self.assertNotIn("<b>", html)
        self.assertIn("(misattributed)<br>Printed in: ", html)
        self.assertIn("(word for word)<br>Checked", html)
