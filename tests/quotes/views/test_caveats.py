"""What readers see about quotes to recheck, and cuts that change the sense."""

import json
import re

from django.utils import timezone

from quotes.models import Quote, Recheck, Speaker
from quotes.verification.verify import verify
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import make_user
from tests.support.public_pages import PageTests, Tags

TEXT = (
    "The council met on Monday. “We will rebuild the harbour by the spring,” said Ann "
    "Lee, the mayor. “It will cost far more than that,” said Bo Day of the port."
)
WORDS = "We will rebuild the harbour by the spring"
LEASE = "“The owner is not allowed to end this lease,” said Cy Roe, the clerk."
CUT = "The owner is … allowed to end this lease"
DROPS = "Cut changes the sense: it leaves out “not”"


def today():
    return f"{timezone.localdate():%-d %B %Y}"


def not_rechecked():
    return f"Passage changed or moved by {today()}; not rechecked yet"


class CaveatTests(PageTests):
    def unchecked(self, words=WORDS, new="Anne Lee", **fields):
        """Return a published quote after the name of its speaker was changed."""
        article = make_article(text=TEXT)
        quote = make_quote(article, words, **fields)
        article.hold_text(TEXT.replace("Ann Lee", new))
        verify(article.quotes.all())
        self.assertTrue(quote.is_to_recheck())
        return quote

    def cut(self, **fields):
        return make_quote(make_article(text=LEASE), CUT, **fields)

    def answers(self, quote):
        main = self.main(quote.get_absolute_url())
        return main[main.index(" Did ") : main.index(" Words held ")]

    def paths(self, quote):
        """Return the paths of lists and feeds that have a quote."""
        return (
            "/",
            "/quotes/",
            f"/quotes/?q={'owner' if quote.dropped_words else 'harbour'}",
            quote.article.get_absolute_url(),
            quote.attributions.get().speaker.get_absolute_url(),
            "/quotes.atom",
        )

    def test_a_quote_to_recheck_is_no_yes(self):
        answers = self.answers(self.unchecked())
        self.assertIn(
            "Not settled. The article has the words, but the passage changed or moved. "
            f"That was noticed on {today()}, and no editor has rechecked it yet.",
            answers,
        )
        self.assertNotIn("Yes", answers)
        self.assertNotIn("Word for word", answers)
        self.assertIn("Not yet checked. ", answers)
        self.assertIn("The passage in the article changed", answers)

    def test_marked_changes_are_said_as_well(self):
        quote = self.unchecked("We will rebuild [it] by the spring")
        answers = self.answers(quote)
        self.assertIn(
            "Not settled. The article has the words, with marked changes", answers
        )
        self.assertNotIn("Yes", answers)

    def test_lists_and_feeds_say_so(self):
        for quote, said, status in [
            (self.unchecked(), not_rechecked(), "unconfirmed"),
            (self.cut(), DROPS, "reversed"),
        ]:
            for path in self.paths(quote):
                with self.subTest(path, status=status):
                    page = self.page(path)
                    self.assertIn(said, page)
                    if not path.endswith(".atom"):
                        self.assertRegex(page, f'class="(answer|verdict) is-{status}"')
            page = self.page(quote.article.get_absolute_url())
            self.assertNotIn('class="answer is-exact"', page)
            self.assertNotIn('class="answer is-edited"', page)
            self.assertNotIn("Marked changes", page)

    def test_the_page_of_a_cut_says_it_once(self):
        answers = self.answers(self.cut())
        self.assertIn(
            "Not in the same sense: the quote leaves out or puts in “not”.",
            answers,
        )
        self.assertEqual(answers.count("leaves out or puts in"), 1)

    def test_files_and_structured_data_say_so(self):
        for quote, said in [(self.unchecked(), not_rechecked()), (self.cut(), DROPS)]:
            page = self.page(quote.get_absolute_url())
            status = json.dumps({"creativeWorkStatus": said}, ensure_ascii=False)
            self.assertIn(status[1:-1], page)
            for extension in ("jsonl", "csv", "schema.jsonld", "jsonld"):
                sent = self.client.get(f"/quotes/{quote.pk}.{extension}")
                text = b"".join(sent.streaming_content).decode()
                with self.subTest(extension):
                    self.assertIn(said, text.replace('""', '"'))
            cited = self.main(f"/quotes/{quote.pk}/cite/")
            self.assertIn(f"{said}. A citation should say so too.", cited)

    def test_once_it_is_confirmed_it_is_a_yes_again(self):
        quote = self.unchecked()
        before = Quote.objects.get(pk=quote.pk).updated_at
        self.client.force_login(make_user("editor", "Editors"))
        data = {"action": "confirm", "_selected_action": [Recheck.objects.get().pk]}
        self.client.post("/admin/quotes/recheck/", data)
        self.assertIn("Yes, word for word.", self.answers(quote))
        for path in self.paths(quote):
            self.assertNotIn("not rechecked", self.page(path))
        # Followers of the feed see that the entry changed.
        self.assertGreater(Quote.objects.get(pk=quote.pk).updated_at, before)

    def test_descriptions_that_are_shared_say_so(self):
        for quote, said in [
            (self.unchecked(), f"{not_rechecked()}. Direct quote, credited to "),
            (self.cut(), f"{DROPS}. Direct quote, credited to "),
            (
                self.cut(speaker=make_speaker("Ida"), standing="disputed"),
                f"Disputed – Ida. {DROPS}. Direct quote in ",
            ),
        ]:
            page = self.page(quote.get_absolute_url())
            for name in ("description", "og:description"):
                self.assertRegex(page, f'"{name}" content="{said}')

    def test_words_that_are_not_found_are_said_so_wherever_they_are_shared(self):
        for text, said, where in [
            ("Other things.", "Not found in the source named", "Not found in"),
            (
                "“We will repair the harbour by the spring,” said Ann Lee.",
                "Worded otherwise in the source named",
                "Worded otherwise in",
            ),
        ]:
            article = make_article(text=text, title="News")
            quote = make_quote(article, WORDS, speaker=make_speaker("Ann Lee"))
            page = self.page(quote.get_absolute_url())
            head = {
                meta.get("name") or meta.get("property"): meta.get("content", "")
                for meta in Tags(page).named("meta")
            }
            with self.subTest(said):
                for name in ("description", "og:description"):
                    self.assertTrue(head[name].startswith(f"{where}: News, "), head)
                    self.assertIn(f"Direct quote: “{WORDS}”", head[name])
                    self.assertIn("Credited to: Ann Lee (not yet checked)", head[name])
                for title in (head["og:title"], re.search("<h1.*?</h1>", page)[0]):
                    self.assertIn(f"{said}. Ann Lee: “{WORDS}”", title)
                self.assertIn(f"{said}. As entered, Ann Lee said", head["z:extra"])
                self.assertIn(f'"creativeWorkStatus": "{said}"', page)
                self.assertIn(f'class="alarm is-{quote.anchor_status}"', page)
                self.assertNotIn("None", page)
                cited = self.main(f"/quotes/{quote.pk}/cite/")
                self.assertIn(f"{said}. A citation should say so too.", cited)
                for extension in ("txt", "md", "html"):
                    sent = b"".join(self.client.get(f"/quotes/{quote.pk}.{extension}"))
                    front, _, document = sent.decode().partition("/quotes/")
                    self.assertIn(f"{said}. Ann Lee: “{WORDS}”", front)
                    self.assertLess(document.index(said), document.index(WORDS))

    def test_a_description_claims_no_print_that_is_not_known(self):
        for text, where in [
            ("", "Named as the source: News, 13 February 2025 (no text held)"),
            (f"{WORDS}. {WORDS}.", "More than once in: News, 13 February 2025 (unset"),
        ]:
            quote = make_quote(make_article(text=text, title="News"), WORDS)
            page = self.page(quote.get_absolute_url())
            self.assertIn(f'name="description" content="{where}', page)
            quote.attributions.update(standing="misattributed", evidence="A letter.")
            page = self.page(quote.get_absolute_url())
            self.assertIn('name="description" content="Not said by: ', page)

    def test_one_line_says_both(self):
        """The named speaker, and the finding on words that are not in the text."""
        speaker = make_speaker("Ann Lee")
        for text, said in [
            ("", "No text held"),
            ("Other things.", "Not found in the source named"),
            (f"{WORDS}. {WORDS}.", "More than once in the source named, unsettled"),
            (
                "“We will repair the harbour by the spring,” said Ann Lee.",
                "Worded otherwise in the source named",
            ),
        ]:
            for standing, who in [
                ("unverified", "Credited to Ann Lee"),
                ("misattributed", "Not said by Ann Lee"),
            ]:
                article = make_article(text=text)
                make_quote(article, WORDS, speaker=speaker, standing=standing)
                entered = self.main("/").partition("Newest on record")[2]
                with self.subTest(said, standing=standing):
                    self.assertIn(f"“{WORDS}” {who} {said}", entered)

    def test_one_line_calls_a_paraphrase_one(self):
        for named, who in [
            ({"speaker": False}, "Nobody is named"),
            ({"standing": "misattributed"}, "Not said by"),
            ({"standing": "unverified"}, "Credited to"),
        ]:
            make_quote(kind="indirect", **named)
            entered = self.main("/").partition("Newest on record")[2]
            self.assertIn(f"Paraphrase · {who}", entered.partition("“")[0])

    def test_a_refutation_stays_first(self):
        quote = self.unchecked(
            speaker=make_speaker("Voltaire"), standing="misattributed"
        )
        page = self.main("/quotes/")
        self.assertLess(page.index("Not said by Voltaire"), page.index(not_rechecked()))
        self.assertIn("No. Misattributed.", self.answers(quote))

    def test_words_that_are_gone_say_only_that(self):
        quote = self.unchecked()
        quote.article.hold_text("Nobody spoke.")
        verify(quote.article.quotes.all())
        page = self.page("/quotes/")
        self.assertIn("Printed until", page)
        self.assertNotIn("not rechecked", page)

    def test_other_quotes_of_the_article_are_not_concerned(self):
        quote = self.unchecked()
        other = make_quote(quote.article, "It will cost far more than that")
        self.assertIn("Yes, word for word.", self.answers(other))

    def test_lists_take_as_many_queries_as_before(self):
        for _ in range(2):
            make_quote()
            with self.assertNumQueries(1):
                self.client.get("/quotes/")
            with self.assertNumQueries(5):
                self.client.get("/quotes.atom")
            self.unchecked()
            self.cut()

    def test_the_speakers_own_text_has_no_quotation_marks(self):
        for kind, noun in [("personal_communication", "letter"), ("speech", "speech")]:
            own = make_article(
                kind=kind,
                text="We shall build the mill. It is the heart of the town.",
                bylines=[{"given": "Ann", "family": "Lowe"}],
            )
            speaker = Speaker.objects.filter(name="Ann Lowe").first() or make_speaker(
                "Ann Lowe"
            )
            quote = make_quote(own, "We shall build the mill", speaker=speaker)
            with self.subTest(kind):
                self.assertIn(
                    f"The source is the {noun} itself, so it has no quotation marks",
                    self.answers(quote),
                )
            other = make_quote(own, "It is the heart of the town")
            self.assertNotIn("The source is the", self.answers(other))
            self.assertIn("has no quotation marks around it", self.answers(other))
