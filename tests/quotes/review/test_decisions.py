"""Permissions to review, new texts, selections and publishing."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client, TestCase
from django.utils import timezone

from articles.models.base import Status
from quotes.models import Decision, Quote, Review, Speaker, Suggestion
from quotes.review.suggestions import open_review
from quotes.workflow import handins, schedules
from tests.factories import make_article, make_quote
from tests.support.admin_pages import make_user, messages_of
from tests.support.review_pages import card_data, review_url
from tests.support.review_texts import TEXT

pytestmark = pytest.mark.django_db
DIRECT = "You can keep [spare parts] away"


class ReviewCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.article = make_article(text=TEXT, status=Status.DRAFT)
        cls.url = review_url(cls.article)
        open_review(cls.article)

    def setUp(self):
        self.client.force_login(self.editor)

    def suggestion(self, words):
        """Return the suggestion with these words in the newest text."""
        rows = Suggestion.objects.filter(words__contains=words)
        return rows.order_by("snapshot_id").last()

    def decide(self, words, do):
        key = self.suggestion(words).pk
        data = card_data(self.client.get(self.url), key) | {"do": do}
        return self.client.post(review_url(self.article, key), data, follow=True)

    def select(self, **fields):
        return self.client.post(self.url, {"do": "select"} | fields, follow=True)


class PermissionTests(ReviewCase):
    def statuses(self, name, article):
        client = Client()
        client.force_login(make_user(*name))
        open_review(article)
        key = Suggestion.objects.filter(snapshot__article=article).first().pk
        return {
            client.get(review_url(article)).status_code,
            client.post(review_url(article), {"do": "undo"}).status_code,
            client.get(f"{review_url(article)}changes/").status_code,
            client.get(f"{review_url(article)}speakers/?q=a").status_code,
            client.get(review_url(article, key)).status_code,
            client.post(review_url(article, key), {"do": "accept"}).status_code,
        }

    def test_contributors_review_drafts_of_their_own(self):
        ann = make_user("ann", "Contributors")
        own = make_article(text=TEXT, status=Status.DRAFT, created_by=ann)
        self.client.force_login(ann)
        self.assertEqual(self.client.get(review_url(own)).status_code, 200)
        self.assertNotContains(self.client.get(review_url(own)), ">Publish")
        answer = self.client.post(review_url(own), {"do": "publish"})
        self.assertEqual(answer.status_code, 403)
        own.refresh_from_db()
        self.assertEqual(own.status, Status.DRAFT)
        self.assertEqual(self.statuses(("ben", "Contributors"), own), {403})
        published = make_article(text=TEXT, created_by=ann)
        self.assertEqual(self.client.get(review_url(published)).status_code, 403)

    def test_others_are_sent_to_sign_in(self):
        self.assertEqual(self.statuses(("cid",), self.article), {403})
        answer = Client().get(self.url)
        self.assertIn("/login/", answer["Location"])

    def test_a_form_without_its_token_is_refused(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.editor)
        self.assertEqual(client.post(self.url, {"do": "undo"}).status_code, 403)

    def test_what_is_not_there(self):
        for path in ("", "changes/", "speakers/", "1/"):
            url = f"/admin/articles/article/{2**70}/review/{path}"
            self.assertEqual(self.client.get(url).status_code, 404)
        for key in (0, 2**70):
            data = {"do": "accept"}
            answer = self.client.post(f"{self.url}{key}/", data, follow=True)
            self.assertIn("Reload the page", messages_of(answer)[0])
            self.assertEqual(self.client.get(f"{self.url}{key}/").status_code, 302)
        self.assertEqual(self.client.post(self.url, {"do": "x"}).status_code, 400)
        card = review_url(self.article, self.suggestion(DIRECT).pk)
        self.assertEqual(self.client.post(card, {"do": "\0"}).status_code, 400)
        for edit in ("\0", "²", "x", str(2**70)):
            answer = self.client.get(self.url, {"edit": edit}, follow=True)
            self.assertEqual(answer.status_code, 200)
        for known in ("x", "1", "².1", f"{2**80}.1", "1.\0"):
            answer = self.client.get(f"{self.url}changes/", {"known": known})
            self.assertEqual(answer.status_code, 302)  # without htmx: the page

    def test_typed_names(self):
        Speaker.objects.create(name="Ōe Kenzaburō").aliases.create(name="Kenzaburo Oe")
        for typed in ("oe", "kenz o", "ŌE  ken"):
            answer = self.client.get(f"{self.url}speakers/", {"q": typed})
            self.assertContains(answer, "Ōe Kenzaburō")
        for typed in ("", "\0", "a\0", "%", "x" * 9_000, "💥", "zz"):
            answer = self.client.get(f"{self.url}speakers/", {"q": typed}, follow=True)
            self.assertNotContains(answer, "option")


class UndoingTests(ReviewCase):
    def check_that_it_stays(self):
        answer = self.client.post(self.url, {"do": "undo"}, follow=True)
        self.assertIn("nothing to undo", messages_of(answer)[0])
        page = self.decide(DIRECT, "reopen")
        self.assertContains(page, "cannot be undone here")
        self.assertTrue(Quote.objects.exists())

    def test_a_quote_that_waits_for_an_editor_stays(self):
        self.decide(DIRECT, "accept")
        made = handins.hand_in(self.editor, Quote.objects.get(), "Is this right?")
        self.check_that_it_stays()
        handins.take_back(self.editor, made.pk, handins.token(made))
        self.decide(DIRECT, "reopen")
        self.assertFalse(Quote.objects.exists())

    def test_a_quote_that_waits_for_its_time_stays(self):
        self.decide(DIRECT, "accept")
        quote = Quote.objects.get()
        schedules.schedule(self.editor, quote, timezone.now() + timedelta(hours=1))
        self.check_that_it_stays()
        schedules.cancel(self.editor, quote)
        self.client.post(self.url, {"do": "undo"})
        self.assertFalse(Quote.objects.exists())


class NewTextTests(ReviewCase):
    def test_decisions_move_to_a_new_text_and_the_rest_is_made_again(self):
        self.decide("direct threat", "reject")
        self.decide(DIRECT, "accept")
        quote = Quote.objects.get()
        newer = self.article.hold_text(f"Corrected: a new beginning.\n\n{TEXT}")
        page = self.client.get(self.url)
        rejected = self.suggestion("direct threat")
        self.assertEqual(rejected.snapshot, newer)
        self.assertEqual(rejected.decision, Decision.REJECTED)
        self.assertEqual(rejected.decided_by, self.editor)
        accepted = self.suggestion(DIRECT)
        self.assertEqual((accepted.snapshot, accepted.quote), (newer, quote))
        quote.refresh_from_db()
        self.assertEqual(accepted.spans, quote.spans)
        self.assertEqual(quote.snapshot, newer)
        # The old text's open suggestions are gone, the decided ones stay.
        old = Suggestion.objects.exclude(snapshot=newer)
        self.assertEqual(
            {each.decision for each in old}, {Decision.REJECTED, Decision.ACCEPTED}
        )
        self.assertContains(page, "1 accepted, 1 rejected")
        # The rejection can still be undone. The quote has moved, so it stays.
        self.client.post(self.url, {"do": "undo"})
        self.assertTrue(self.suggestion("direct threat").is_open)
        self.client.post(self.url, {"do": "undo"})
        self.assertTrue(Quote.objects.exists())

    def test_the_right_ones_of_equal_words_stay_rejected(self):
        text = "“No comment at all,” said Ann Lee. {}“No comment at all,” said Ann Lee."
        article = make_article(text=text.format("It rained. "))
        open_review(article)
        _, second = Suggestion.objects.filter(snapshot__article=article)
        data = card_data(self.client.get(review_url(article)), second.pk)
        self.client.post(review_url(article, second.pk), data | {"do": "reject"})
        newer = article.hold_text(
            f"“No comment at all,” said Ann Lee. {text.format('It rained. ')}"
        )
        open_review(article)
        found = Suggestion.objects.filter(snapshot=newer).order_by("spans")
        self.assertEqual(
            [each.decision for each in found],
            [Decision.OPEN, Decision.OPEN, Decision.REJECTED],
        )

    def test_a_quote_that_is_lost_is_shown(self):
        self.decide(DIRECT, "accept")
        self.article.hold_text("Nothing of it is left.")
        page = self.client.get(self.url)
        self.assertContains(page, "not in the current text")
        self.assertContains(page, DIRECT)

    def test_selections_move_to_a_new_text(self):
        self.select(words="said Ada Moreau, the mayor")
        newer = self.article.hold_text(f"New. {TEXT}")
        open_review(self.article)
        selected = Suggestion.objects.get(snapshot=newer, selected_by=self.editor)
        self.assertEqual(selected.words, "said Ada Moreau, the mayor")

    def test_a_page_with_the_old_text_decides_nothing(self):
        key = self.suggestion(DIRECT).pk
        data = card_data(self.client.get(self.url), key) | {"do": "accept"}
        known = f"{self.article.current_snapshot.pk}.1"
        self.article.hold_text(f"New. {TEXT}")
        answer = self.client.post(
            review_url(self.article, key),
            data | {"known": known},
            headers={"HX-Request": "true"},
        )
        self.assertContains(answer, "text of the article has changed")
        answer = self.select(spans="0-3", known=known)
        self.assertContains(answer, "text of the article has changed")
        self.assertFalse(Quote.objects.exists())

    def test_existing_quotes_are_accepted_suggestions(self):
        article = make_article(text=TEXT, quotes=["A Quiet Revolution in Heating"])
        make_quote(article, f"{DIRECT} from a village", kind="direct")
        page = self.client.get(review_url(article))
        self.assertContains(page, "2 accepted")
        self.assertContains(page, "published quote", count=2)
        self.assertNotContains(page, "Take back")


class SelectingTests(ReviewCase):
    def test_words_are_selected_by_their_place(self):
        start = TEXT.index("We did it 😀")
        page = self.select(spans=f"{start}-{start + 11}")
        made = Suggestion.objects.get(selected_by=self.editor)
        self.assertEqual((made.words, made.kind), ("We did it 😀", "indirect"))
        self.assertContains(page, f'id="card-{made.pk}-0-name"')

    def test_several_parts_are_joined(self):
        one, other = TEXT.index("The heating"), TEXT.index("Mixed Reactions")
        self.select(spans=f"{one}-{one + 11}, {other}-{other + 5}")
        made = Suggestion.objects.get(selected_by=self.editor)
        self.assertEqual(len(made.spans), 2)
        self.assertIn(" … ", made.words)

    def test_words_are_selected_by_typing(self):
        self.select(words="the ideas that everyone in the valley is hunting for")
        self.assertTrue(Suggestion.objects.filter(selected_by=self.editor).exists())
        page = self.select(words="words that are not there")
        self.assertContains(page, "are not selected")
        self.assertContains(page, "words that are not there</textarea>")

    def test_selecting_a_suggestion_returns_that_suggestion(self):
        number = Suggestion.objects.count()
        direct = self.suggestion(DIRECT)
        ((start, end),) = direct.spans
        for spans in (f"{start}-{end}", f"{start - 1}-{end + 1}"):
            self.assertContains(self.select(spans=spans), "is suggested already")
        self.decide(DIRECT, "reject")
        self.assertContains(self.select(spans=f"{start}-{end}"), "to decide again")
        self.assertTrue(self.suggestion(DIRECT).is_open)
        self.assertEqual(Suggestion.objects.count(), number)

    def test_bad_places_are_refused(self):
        before = Suggestion.objects.count()
        for fields, message in [
            ({}, "Select or write"),
            ({"spans": "x"}, "Write the place"),
            ({"spans": "5-5"}, "in their order"),
            ({"spans": "9-5"}, "in their order"),
            ({"spans": "5-9, 7-12"}, "in their order"),
            ({"spans": f"0-{len(TEXT) + 1}"}, "is out of range"),
            ({"spans": "0-999999999"}, "is out of range"),
            ({"spans": ",".join(f"{n}-{n + 1}" for n in range(60))}, "50 parts"),
            ({"spans": "1\0-5"}, "Write the place"),
            ({"words": "a\0b"}, "control character"),
            ({"words": "x" * 20_001}, "at most 20000 characters"),
            (
                {"spans": f"{TEXT.index(chr(10) * 2)}-{TEXT.index(chr(10) * 2) + 2}"},
                "no words",
            ),
        ]:
            with self.subTest(fields=str(fields)[:60]):
                self.assertContains(self.select(**fields), message)
        self.assertEqual(Suggestion.objects.count(), before)

    def test_a_long_article_is_not_one_quote(self):
        article = make_article(text="word " * 5_000)
        data = {"do": "select", "spans": "0-24000"}
        answer = self.client.post(review_url(article), data)
        self.assertContains(answer, "20000 characters at most")


class PublishingTests(ReviewCase):
    def test_accepted_quotes_are_published_with_the_article(self):
        self.decide(DIRECT, "accept")
        answer = self.client.post(self.url, {"do": "publish"}, follow=True)
        told = " ".join(messages_of(answer))
        self.assertIn("is public. 1 quote was published with it.", told)
        self.assertIn("are left to decide", told)
        self.assertEqual(Quote.objects.public().count(), 1)

    def test_it_is_left_as_a_draft(self):
        self.decide(DIRECT, "accept")
        self.client.post(self.url, {"do": "leave"}, follow=True)
        self.article.refresh_from_db()
        self.assertEqual(self.article.status, Status.DRAFT)

    def test_a_withdrawn_article_is_not_published_here(self):
        gone = make_article(text=TEXT, status=Status.WITHDRAWN)
        self.assertNotContains(self.client.get(review_url(gone)), ">Publish")
        answer = self.client.post(review_url(gone), {"do": "publish"})
        self.assertEqual(answer.status_code, 403)


class ConstraintTests(ReviewCase):
    def test_the_database_enforces_the_rules(self):
        whole = {
            "snapshot": self.article.current_snapshot,
            "kind": "direct",
            "spans": [[0, 3]],
            "words": "one",
        }
        Suggestion.objects.create(**whole)
        for wrong in (
            {},  # the same place again
            {"spans": []},
            {"spans": [[3, 3]]},
            {"spans": [[-1, 3]]},
            {"spans": "x"},
            {"spans": [[1, 2]], "words": " \n"},
            {"spans": [[1, 2]], "kind": "loud"},
            {"spans": [[1, 2]], "confidence": 1.1},
            {"spans": [[1, 2]], "decision": "accepted"},
            {"spans": [[1, 2]], "decision": "rejected"},
            {"spans": [[1, 2]], "decided_by": self.editor},
            {"spans": [[1, 2]], "decision": "maybe"},
        ):
            with (
                self.subTest(wrong),
                self.assertRaises(IntegrityError),
                transaction.atomic(),
            ):
                Suggestion.objects.create(**whole | wrong)


@pytest.mark.django_db(transaction=True)
def test_of_two_simultaneous_decisions_one_counts():
    article = make_article(text=TEXT)
    open_review(article)
    suggestion = Suggestion.objects.get(words__startswith=DIRECT)
    clients = []
    for name in ("ann", "ben", "cid", "dee"):
        client = Client()
        client.force_login(make_user(name, "Editors"))
        clients.append(client)
    data = card_data(clients[0].get(review_url(article)), suggestion.pk)

    def accept(client):
        try:
            url = review_url(article, suggestion.pk)
            answer = client.post(url, data | {"do": "accept"}, follow=True)
            return answer.content.decode()
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        told = list(pool.map(accept, clients))
    assert sum("Accepted: Ines Okafor (new)" in each for each in told) == 1
    assert sum("Nothing changed: this was accepted" in each for each in told) == 3
    assert Quote.objects.count() == Speaker.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_opening_a_new_text_twice_at_once_makes_suggestions_once():
    article = make_article(text=TEXT)

    def opened(_):
        try:
            return open_review(type(article).objects.get(pk=article.pk)).revision
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as pool:
        revisions = list(pool.map(opened, range(4)))
    assert revisions == [1, 1, 1, 1]
    assert Review.objects.count() == 1
    places = [repr(each.spans) for each in Suggestion.objects.all()]
    assert len(places) == len(set(places)) > 8
