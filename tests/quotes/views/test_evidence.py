"""The page of a quote for each kind, anchor status, standing and passage, rendered.

`tests/quotes/test_explanations.py` checks the sentences alone, in every combination.
"""

import re

from tests.factories import make_article, make_quote, make_speaker
from tests.support.public_pages import PageTests

#: (anchor status, whether the passage has quotation marks, texts held in order, words).
STATES = [
    ("exact", True, ["She said “we will win it all” to them."], "we will win it all"),
    ("exact", False, ["She said we will win it all to them."], "we will win it all"),
    ("edited", True, ["So “we will win it all” then."], "we will … it all"),
    ("edited", False, ["So we will win it all then."], "we will … it all"),
    (
        "differs",
        True,
        ["“All of us know that we will surely win it all this year,” she said."],
        "All of us know that we will surely lose it all this year",
    ),
    ("ambiguous", None, ["Now we will, and so we will."], "we will"),
    ("missing", None, ["Nothing of the kind."], "never again shall we yield"),
    (
        "missing",
        True,
        ["She said “never again” to them.", "She said nothing to them."],
        "never again",
    ),
    (
        "missing",
        False,
        ["She said never again to them.", "She said nothing to them."],
        "never again",
    ),
    ("no_text", None, [], "we will win it all"),
]
STANDINGS = ("unverified", "verified", "disputed", "misattributed")


class EvidenceTests(PageTests):
    @classmethod
    def setUpTestData(cls):
        cls.speakers = {each: make_speaker(each.title()) for each in STANDINGS}

    def answers(self, kind, work, texts, words):
        """Return the quote and the texts of both answers on its page."""
        article = make_article(kind=work, text=texts[0] if texts else "")
        quote = make_quote(article, words, kind=kind, speaker=False)
        for text in texts[1:]:
            article.hold_text(text)
            quote.locate()
            quote.save()
        for standing, speaker in self.speakers.items():
            quote.attributions.create(
                speaker=speaker, standing=standing, evidence="A letter."
            )
        main = self.main(quote.get_absolute_url())
        found = re.search(
            "Did .*? say it.(.*)Are these the printed words.(.*?) The source ", main
        )
        return quote, found[2], found[1]

    def by_standing(self, said):
        """Return {standing: text}; the gravest is first on the page."""
        parts = re.split("A letter.", said)[:-1]
        order = ("misattributed", "disputed", "verified", "unverified")
        return dict(zip(order, parts, strict=True))

    def test_no_page_contradicts_its_passage(self):
        for anchor, marks, texts, words in STATES:
            for kind in ("direct", "mixed", "indirect"):
                with self.subTest(anchor, marks=marks, kind=kind):
                    quote, printed, said = self.answers(kind, "speech", texts, words)
                    self.assertEqual(quote.anchor_status, anchor)
                    self.assertNotIn("article", f"{printed} {said}")
                    located = anchor in ("exact", "edited")
                    self.assertEqual("Yes" in printed, located)
                    quoted = "prints all of it inside quotation marks" in printed
                    self.assertEqual(quoted, located and marks and kind == "direct")
                    if marks is False and kind == "direct":
                        self.assertIn("has no quotation marks around it", printed)
                    if marks and kind == "indirect":
                        self.assertNotIn("not a quotation", printed)
                    by = self.by_standing(said)
                    self.assertNotIn("Yes", by["unverified"])
                    self.assertNotIn("Yes", by["disputed"])
                    self.assertIn("No. Misattributed.", by["misattributed"])
                    never_printed = anchor in ("missing", "differs") and len(texts) < 2
                    self.assertEqual("Yes" not in by["verified"], never_printed)

    def test_a_cut_that_drops_a_negation_is_no_yes(self):
        text = "“The owner is not allowed to end this lease,” she said."
        for words in (
            "The owner is … allowed to end this lease",
            "The owner is [now] allowed to end this lease",
        ):
            _, printed, said = self.answers("direct", "book", [text], words)
            self.assertIn("leaves out or puts in “not”", printed)
            self.assertNotIn("Yes", printed)
            by = self.by_standing(said)
            self.assertNotIn("Yes", by["verified"])
            self.assertNotIn("credits it to", by["unverified"])
