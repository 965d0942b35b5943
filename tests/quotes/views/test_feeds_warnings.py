"""The warning before the words of a feed's entry, and its two answers."""

from tests.factories import make_article, make_quote, make_speaker
from tests.quotes.views.test_feeds import ATOM, FeedTests


class WarningTests(FeedTests):
    def test_a_doubtful_speaker_is_no_author(self):
        for standing, flag, answer in [
            ("disputed", "Disputed: credited to Ada", "Disputed: credited to Ada"),
            ("misattributed", "Not said by Ada", "Not said by: Ada"),
        ]:
            make_quote(text="Words", speaker=make_speaker("Ada"), standing=standing)
            (entry,) = self.entries(f"?standing={standing}")
            self.assertEqual(entry.find(f"{ATOM}author")[0].text, "Unattributed")
            self.assertEqual(entry.findtext(f"{ATOM}title"), f"{flag}: “Words”")
            self.check_warning(entry, flag, standing)
            side = self.lines(entry)[2]
            self.assertEqual(side, f"{answer} ({standing})")

    def check_warning(self, entry, flag, finding):
        """Fail unless an entry begins with a warning, the words and both answers."""
        summary = entry.findtext(f"{ATOM}summary")
        warning = (
            flag.upper() if finding in flag.lower() else f"{flag.upper()} ({finding})"
        )
        self.assertTrue(summary.startswith(f"{warning}. "), summary)
        first, words, *_ = self.lines(entry)
        self.assertEqual((first, words), (flag, self.quoted(entry)))
        content = entry.findtext(f"{ATOM}content")
        self.assertTrue(content.startswith(f"<p><strong>{flag}</strong></p>"))

    def test_only_the_refuted_of_several_speakers_is_left_out(self):
        quote = make_quote(speaker=make_speaker("Evelyn Hall"), standing="verified")
        quote.attributions.create(
            speaker=make_speaker("Voltaire"), standing="misattributed", evidence="Hers."
        )
        (entry,) = self.entries("?standing=misattributed")
        names = [each[0].text for each in entry.findall(f"{ATOM}author")]
        self.assertEqual(names, ["Evelyn Hall"])
        title = entry.findtext(f"{ATOM}title")
        self.assertTrue(title.startswith("Not said by Voltaire: “"))
        self.check_warning(entry, "Not said by Voltaire", "misattributed")
        said = [
            "Not said by: Voltaire (misattributed)",
            "Said by: Evelyn Hall (verified)",
        ]
        self.assertEqual(self.lines(entry)[2:4], said)

    def test_the_author_of_a_book_wrote_it(self):
        article = make_article(text="Write it.", kind="book", bylines=["Evelyn Hall"])
        speaker = make_speaker("Evelyn Hall")
        make_quote(article, "Write it", speaker=speaker, standing="verified")
        (entry,) = self.entries()
        self.assertIn("Written by: Evelyn Hall (verified)", self.lines(entry))

    def test_words_that_were_not_found_are_said_first(self):
        make_quote(make_article(text="Other things.", title="News"), "Never printed")
        (entry,) = self.entries()
        self.check_warning(entry, "Not found in the source named", "not in the text")
        title = entry.findtext(f"{ATOM}title")
        self.assertTrue(title.startswith("Not found in the source named. "), title)
        self.assertIn("Not found in: News", entry.findtext(f"{ATOM}summary"))

    def test_a_text_that_was_changed_is_said_first(self):
        article = make_article(text="She said “We will pay” to them.")
        quote = make_quote(article, "We will pay")
        article.hold_text("She said nothing to them.")
        quote.locate()
        quote.save()
        (entry,) = self.entries()
        self.check_warning(
            entry, "Text changed: no longer in the source", "text changed"
        )
        self.assertIn("Printed until", self.lines(entry)[-1])

    def test_a_negation_left_out_is_said_first(self):
        article = make_article(text="“It is not so,” she said.")
        make_quote(article, "It is … so", kind="mixed")
        (entry,) = self.entries("?kind=mixed")
        summary = entry.findtext(f"{ATOM}summary")
        self.assertTrue(summary.startswith("CUT CHANGES THE SENSE. Partly quoted: It"))
        self.assertEqual(
            self.lines(entry)[:3],
            ["Cut changes the sense", "Partly quoted:", "It is … so"],
        )
        for text in (summary, self.lines(entry)[-1]):
            self.assertIn("Cut changes the sense: it leaves out “not”.", text)

    def test_harmless_quotes_have_no_warning(self):
        for standing in ("verified", "unverified"):
            make_quote(text="All is well", standing=standing)
            (entry,) = self.entries(f"?standing={standing}")
            self.assertEqual(self.lines(entry)[0], "“All is well”")
            self.assertNotIn("strong", entry.findtext(f"{ATOM}content"))

    def test_long_words_are_cut_in_the_summary_only(self):
        words = "so it goes " * 60
        make_quote(text=words.strip())
        (entry,) = self.entries()
        self.assertEqual(self.quoted(entry), f"“{words.strip()}”")
        self.assertIn("[…]", entry.findtext(f"{ATOM}summary"))
