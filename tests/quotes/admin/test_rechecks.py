"""Editors see which quotes moved, or may be somebody else's now, and confirm them."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.test import TestCase
from django.urls import reverse
from django.utils import timezone

from quotes.models import AnchorStatus, Quote, Recheck
from quotes.verification.verify import is_publishable, publish, verify
from tests.factories import make_article, make_quote
from tests.support.admin_pages import change_url, filled_in, make_user, messages_of

TEXT = (
    "The council met on Monday. “We will rebuild the harbour by the spring,” said Ann "
    "Lee, the mayor. “It will cost far more than that,” said Bo Day of the port."
)
ANN, BO = "We will rebuild the harbour by the spring", "It will cost far more than that"


def hold(article, text):
    article.hold_text(text)
    return verify(article.quotes.all())


class VerifyTests(TestCase):
    def setUp(self):
        self.article = make_article(text=TEXT, quotes=[ANN, BO])
        self.ann = self.article.quotes.get(text=ANN)

    def test_another_name_in_the_cue_lists_the_quote_and_leaves_its_status(self):
        assert hold(self.article, TEXT.replace("Ann Lee", "Anne Lee")) == []
        recheck = Recheck.objects.get()
        assert recheck.quote == self.ann
        assert "“said Ann Lee, the mayor.”; now: “said Anne Lee" in recheck.reason
        assert recheck.before[1] == recheck.after[1] == ANN
        assert "said Ann Lee" in recheck.before[2]
        assert "said Anne Lee" in recheck.after[2]
        self.ann.refresh_from_db()
        assert self.ann.anchor_status == AnchorStatus.EXACT

    def test_swapped_speakers_list_both_quotes(self):
        hold(
            self.article,
            TEXT.replace("Ann Lee", "N. N.").replace("Bo Day", "Ann Lee"),
        )
        assert Recheck.objects.count() == 2
        assert set(self.article.quotes.values_list("anchor_status")) == {("exact",)}

    def test_edits_elsewhere_list_nothing(self):
        hold(
            self.article, f"Corrected. {TEXT} It was late.".replace("Monday", "Friday")
        )
        assert not Recheck.objects.exists()

    def test_a_correction_that_repeats_the_words_is_no_place(self):
        rest = TEXT.partition(" “It")[2]
        hold(
            self.article,
            f"The council met on Monday. “It{rest} Correction: an earlier version "
            f"wrongly quoted Ann Lee as saying “{ANN}.”",
        )
        self.ann.refresh_from_db()
        assert self.ann.anchor_status == AnchorStatus.MISSING

    def test_words_that_come_back_in_a_note_later_are_no_place(self):
        rest = f"The council met on Monday. “It{TEXT.partition(' “It')[2]}"
        hold(self.article, rest)
        note = f"Correction: the mayor never said “{ANN}.”"
        hold(self.article, f"{rest}\n\n{note}")
        self.ann.refresh_from_db()
        assert self.ann.anchor_status == AnchorStatus.MISSING
        assert "only to correct or deny them" in self.ann.anchor_reason

    def test_words_that_come_back_are_listed(self):
        rest = f"The council met on Monday. “It{TEXT.partition(' “It')[2]}"
        hold(self.article, rest)
        hold(self.article, TEXT)
        self.ann.refresh_from_db()
        assert self.ann.anchor_status == AnchorStatus.EXACT
        recheck = Recheck.objects.get()
        assert "there again" in recheck.reason
        assert (recheck.before, recheck.after[1]) == ([], ANN)

    def test_an_ambiguous_quote_stays_open_when_one_place_is_deleted(self):
        other = f"Later Cy Fox read it again: “{ANN}.”"
        article = make_article(text=f"{TEXT}\n\n{other}", quotes=[ANN])
        quote = article.quotes.get()
        assert quote.anchor_status == AnchorStatus.AMBIGUOUS
        for _ in range(2):
            hold(article, other)
            quote.refresh_from_db()
            assert quote.anchor_status == AnchorStatus.AMBIGUOUS
            assert "Give the place" in quote.anchor_reason
        quote.locate_at([[29, 29 + len(ANN)]])
        assert quote.anchor_status == AnchorStatus.EXACT

    def test_the_first_surroundings_stay_until_it_is_confirmed(self):
        hold(self.article, TEXT.replace("Ann Lee", "Anne Lee"))
        hold(self.article, TEXT.replace("Ann Lee", "Eva Fox"))
        recheck = Recheck.objects.get()
        assert "Ann Lee" in recheck.before[2]
        assert "Eva Fox" in recheck.after[2]

    def test_a_quote_that_is_lost_leaves_the_list(self):
        hold(self.article, TEXT.replace("Ann Lee", "Anne Lee"))
        hold(self.article, "Nothing of the kind was said.")
        assert not Recheck.objects.exists()

    def test_no_query_is_added_where_nothing_is_listed(self):
        self.article.hold_text(f"{TEXT} It was late.")
        with self.assertNumQueries(8):
            verify(self.article.quotes.all())
        self.article.hold_text(TEXT.replace("Ann Lee", "Anne Lee"))
        with self.assertNumQueries(10):
            verify(self.article.quotes.all())


class PublishTests(TestCase):
    def setUp(self):
        self.article = make_article(text=TEXT)
        self.draft = make_quote(self.article, ANN, status="draft")
        hold(self.article, TEXT.replace("Ann Lee", "Anne Lee"))
        self.recheck = Recheck.objects.get()

    def test_a_quote_on_the_list_is_not_published_until_it_is_confirmed(self):
        assert not is_publishable(self.draft)
        with self.assertRaisesMessage(ValidationError, "Quotes to recheck"):
            self.draft.publish()
        assert publish(self.article) == ([], [self.draft])
        Recheck.objects.update(confirmed_at=timezone.now())
        assert publish(self.article) == ([self.draft], [])

    def test_a_cut_that_drops_a_negation_is_not_published(self):
        article = make_article(text="The owner is not allowed to end this lease.")
        cut = make_quote(article, "The owner is … allowed to end", status="draft")
        cut.refresh_from_db()
        assert (cut.anchor_status, cut.dropped_words) == ("edited", "not")
        assert not is_publishable(cut)
        with self.assertRaisesMessage(ValidationError, "leaves out or puts in “not”"):
            cut.publish()

    def test_the_database_keeps_the_rules(self):
        wrong = [
            {"reason": " "},
            {"reason": "It moved.", "quote": self.draft},
            {
                "reason": "It moved.",
                "confirmed_by": make_user("eve", "Editors"),
            },
        ]
        other = make_quote(self.article, BO)
        for fields in wrong:
            with self.assertRaises(IntegrityError), transaction.atomic():
                Recheck.objects.create(**{"quote": other, **fields})
        with self.assertRaises(IntegrityError), transaction.atomic():
            Quote.objects.filter(pk=other.pk).update(dropped_words="not")


class AdminTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.article = make_article(text=TEXT, quotes=[ANN, BO])
        hold(cls.article, TEXT.replace("Ann Lee", "Anne Lee"))
        cls.recheck = Recheck.objects.get()
        cls.url = reverse("admin:quotes_recheck_changelist")

    def setUp(self):
        self.client.force_login(self.editor)

    def test_editors_see_the_reason_and_both_surroundings_and_confirm(self):
        page = self.client.get(self.url)
        self.assertContains(page, "<h1>Quotes to recheck</h1>")
        self.assertContains(page, change_url(self.recheck.quote))
        self.assertContains(page, "The words that say who speaks changed.")
        self.assertContains(page, f"<mark>{ANN}</mark>,” said Ann Lee")
        self.assertContains(page, f"<mark>{ANN}</mark>,” said Anne Lee")
        data = {"action": "confirm", "_selected_action": [self.recheck.pk]}
        page = self.client.post(self.url, data, follow=True)
        assert messages_of(page) == ["1 confirmed."]
        self.assertNotContains(page, change_url(self.recheck.quote))
        self.recheck.refresh_from_db()
        assert self.recheck.confirmed_by == self.editor
        self.assertContains(self.client.get(f"{self.url}?confirmed=yes"), "by editor")

    def test_one_shows_where_the_quote_is_now_and_cannot_be_edited(self):
        page = self.client.get(change_url(self.recheck))
        self.assertContains(page, "Found now", html=False)
        self.assertContains(page, "said Anne Lee")
        self.assertNotContains(page, "deletelink")
        assert self.client.get(f"{self.url}add/").status_code == 403

    def test_contributors_do_not_see_it(self):
        self.client.force_login(make_user("cy", "Contributors"))
        assert self.client.get(self.url).status_code == 403

    def test_the_list_takes_a_fixed_number_of_queries(self):
        for _ in range(2):
            with self.assertNumQueries(10):
                self.client.get(self.url)
            for number in range(20):
                quote = make_quote(self.article, f"{BO} {number}", speaker=False)
                Recheck.objects.create(quote=quote, reason="It moved.")

    def test_the_form_stops_a_cut_that_drops_a_negation(self):
        article = make_article(text="The owner is not allowed to end it.")
        quote = make_quote(article, "The owner is not allowed to end it.")
        page = self.client.get(change_url(quote))
        data = filled_in(page) | {"text": "The owner is [now] allowed to end it."}
        page = self.client.post(change_url(quote), data)
        errors = page.context["adminform"].form.errors
        assert "leaves out or puts in “not”" in errors["text"][0]

    def test_another_place_may_not_drop_a_negation_in_public(self):
        denied = "He is not allowed to end it."
        article = make_article(text=f"The owner is now allowed to end it. {denied}")
        other = make_article(text=denied)
        for status, stopped in (("published", True), ("draft", False)):
            for typed in (
                {"place": "46-63"},
                {"article": other.pk},
                {"prefix": "He is not", "suffix": ""},
            ):
                with self.subTest(status=status, typed=typed):
                    quote = make_quote(
                        article,
                        "[was] allowed to end it",
                        prefix="The owner is now ",
                        status=status,
                    )
                    assert quote.spans == [[17, 34]] and not quote.dropped_words
                    data = filled_in(self.client.get(change_url(quote))) | typed
                    page = self.client.post(change_url(quote), data)
                    assert (page.status_code == 200) is stopped
                    if stopped:
                        errors = page.context["adminform"].form.errors
                        assert "leaves out or puts in “not”" in errors["text"][0]

    def test_the_form_warns_of_a_limit_right_before_the_words(self):
        article = make_article(text="The owner is hardly allowed to end this lease.")
        for words, status in (
            ("allowed to end this lease", AnchorStatus.EDITED),
            ("hardly allowed to end this lease", AnchorStatus.EXACT),
            ("end this lease", AnchorStatus.EXACT),
        ):
            quote = make_quote(article, words, status="draft")
            assert quote.anchor_status == status
            page = self.client.get(change_url(quote)).content.decode()
            assert ("“hardly”" in page) is (status == AnchorStatus.EDITED)

    def test_the_form_of_an_article_stops_it_too(self):
        article = make_article(text="The owner is not allowed to end this lease.")
        data = filled_in(self.client.get(change_url(article)))
        data |= {"quotes-TOTAL_FORMS": 1, "quotes-0-status": "draft"}
        for words, stopped in (
            ("The owner is … allowed to end this lease.", True),
            ("[A]llowed to end this lease.", True),
            ("Allowed to end this lease.", True),
            ("The owner is not … to end this lease.", False),
        ):
            data["quotes-0-kind"], data["quotes-0-text"] = "direct", words
            page = self.client.post(change_url(article), data)
            assert (page.status_code == 200) is stopped
            if stopped:
                self.assertContains(page, "leaves out or puts in “not”")
        quote = article.quotes.get()
        assert (quote.text, quote.anchor_status) == (words, "edited")

    def test_the_form_publishes_no_quote_that_is_to_be_rechecked(self):
        draft = make_quote(self.article, "It was late", status="draft")
        Recheck.objects.create(quote=draft, reason="It moved.")
        data = filled_in(self.client.get(change_url(draft))) | {"status": "published"}
        page = self.client.post(change_url(draft), data)
        self.assertContains(page, "confirm it in “Quotes to recheck”")
        Recheck.objects.update(confirmed_at=timezone.now())
        page = self.client.post(change_url(draft), data, follow=True)
        draft.refresh_from_db()
        assert draft.status == "published"
