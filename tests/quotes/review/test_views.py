"""The review screen without a browser: shown, decided, undone and refused."""

import re

import pytest
from django.db import connection
from django.test import Client, TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models.base import Status
from quotes.models import Attribution, Decision, Quote, Speaker, Suggestion
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import change_url, make_user, messages_of
from tests.support.review_pages import card_data, review_url
from tests.support.review_texts import TEXT, TITLE

pytestmark = pytest.mark.django_db


class ReviewCase(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.other = make_user("ben", "Editors")
        cls.article = make_article(text=TEXT, title=TITLE, status=Status.DRAFT)
        cls.url = review_url(cls.article)

    def setUp(self):
        self.client.force_login(self.editor)

    def open(self, article=None):
        response = self.client.get(review_url(article or self.article))
        self.assertEqual(response.status_code, 200)
        return response

    def suggestion(self, words):
        return Suggestion.objects.get(words__contains=words)

    def decide(self, words, do, client=None, **fields):
        """Press a button of a card on the current page."""
        client = client or self.client
        page = client.get(self.url)
        key = self.suggestion(words).pk
        data = card_data(page, key) | {"do": do} | fields
        return client.post(review_url(self.article, key), data, follow=True)

    def edit(self, words, **fields):
        """Open the form of a card, change some fields, and accept it."""
        self.client.get(self.url)
        key = self.suggestion(words).pk
        form = self.client.get(f"{self.url}?edit={key}").context["cards"]
        (form,) = [card.form for card in form if card.pk == key]
        data = {"do": "accept"}
        for bound in [*form, *(field for person in form.people for field in person)]:
            value = bound.value()
            if value not in (None, False):
                data[bound.html_name] = value
        data = {name: value for name, value in (data | fields).items() if value != ""}
        for number in range(len(form.people)):
            data.setdefault(f"{number}-name", "")
        return self.client.post(review_url(self.article, key), data, follow=True)


class ShowingTests(ReviewCase):
    def test_suggestions_are_made_once_and_marked(self):
        page = self.open()
        number = Suggestion.objects.count()
        self.assertGreater(number, 8)
        direct = self.suggestion("spare parts")
        self.assertContains(
            page,
            f'<mark class="open" data-cards="{direct.pk}">You can keep [spare parts]',
        )
        self.assertContains(page, "slow unwinding of the gas bet</mark>")
        self.assertContains(page, "Scare quotes")
        self.open()
        self.assertEqual(Suggestion.objects.count(), number)

    def test_it_is_linked_from_the_article_and_the_list(self):
        page = self.client.get(change_url(self.article))
        self.assertContains(page, f'href="{self.url}"')
        listed = self.client.get(reverse("admin:articles_article_changelist"))
        self.assertContains(listed, f'href="{self.url}"')

    def test_an_article_without_text(self):
        page = self.open(make_article())
        self.assertContains(page, "There is no text to")

    def test_text_is_escaped(self):
        article = make_article(text="“<b>We</b> & “go”,” said <i>Ada Moreau</i>.")
        page = self.open(article)
        self.assertNotContains(page, "<b>We")
        self.assertContains(page, "&lt;b&gt;We")

    def test_queries_do_not_grow_with_the_suggestions(self):
        said = "“We will go to {0},” said Ann Lee{0}, the mayor. "
        few = make_article(text="".join(said.format(n) for n in range(5)))
        many = make_article(text="".join(said.format(n) for n in range(60)))
        counts, taken = [], []
        for article in (few, many):
            self.open(article)  # makes the suggestions
            suggestions = Suggestion.objects.filter(snapshot__article=article)
            first = 3 * len(counts)
            for one in suggestions[first : first + 3]:
                data = card_data(self.open(article), one.pk) | {"do": "accept"}
                self.client.post(review_url(article, one.pk), data)
            counts.append(suggestions.count())
            with CaptureQueriesContext(connection) as queries:
                page = self.open(article)
            taken.append(len(queries))
        # In `many`, the same words and speakers of `few` take four more.
        self.assertTrue(taken[1] - 4 <= taken[0] <= 20, taken)
        self.assertGreater(counts[1], 5 * counts[0])
        self.assertContains(page, "given to Ann Lee0</a>", 1)

    def test_a_poll_is_cheap_and_empty_when_nothing_changed(self):
        page = self.open()
        known = re.search('name="known" value="([^"]*)"', page.content.decode())[1]
        url = f"{self.url}changes/"
        with self.assertNumQueries(7):
            answer = self.client.get(
                url, {"known": known}, headers={"HX-Request": "true"}
            )
        self.assertEqual((answer.status_code, answer.content), (204, b""))


class DecidingTests(ReviewCase):
    def test_accepting_makes_an_anchored_draft_with_its_speaker(self):
        page = self.decide("spare parts", "accept")
        self.assertIn("Ines Okafor (new). Word for word", messages_of(page)[0])
        quote = Quote.objects.get()
        self.assertEqual(quote.status, Status.DRAFT)
        self.assertEqual(quote.anchor_status, "exact")
        self.assertEqual(quote.created_by, self.editor)
        ((start, end),) = quote.spans
        self.assertEqual(TEXT[start:end], quote.text)
        said = quote.attributions.get()
        self.assertEqual(
            (said.name_as_printed, said.role_as_printed, said.speaker.description),
            ("Ines Okafor", "research fellow", "Research fellow."),
        )
        self.assertEqual(said.standing, "unverified")

    def test_an_interrupted_quote_has_two_spans(self):
        self.decide("together", "accept")
        quote = Quote.objects.get()
        self.assertEqual(
            [TEXT[start:end] for start, end in quote.spans],
            ["We did it 😀 together,", "because a town without heat is no town."],
        )
        self.assertEqual(quote.anchor_status, "exact")

    def test_joint_speakers_have_an_attribution_each(self):
        self.decide("admiration", "accept")
        names = Attribution.objects.values_list("name_as_printed", "role_as_printed")
        self.assertCountEqual(
            names,
            [("Amira Haddad", "Calora CEO"), ("Tom Reyes", "venture capitalist")],
        )
        self.assertEqual(Quote.objects.count(), 1)

    def test_a_known_speaker_is_found_by_an_alias_ignoring_case_and_accents(self):
        known = make_speaker("Inés Okafor-Lind", aliases=["inés OKAFOR"])
        page = self.open()
        self.assertContains(page, "Inés Okafor-Lind")
        self.decide("spare parts", "accept")
        self.assertEqual(Attribution.objects.get().speaker, known)

    def test_a_part_of_a_name_does_not_match(self):
        make_speaker("Ines Okafor-Lind"), make_speaker("Okafor")
        self.decide("spare parts", "accept")
        self.assertEqual(Attribution.objects.get().speaker.name, "Ines Okafor")

    def test_homonyms_are_offered_and_none_is_chosen(self):
        one = make_speaker("Ines Okafor", description="A researcher.")
        make_speaker("Ines Okafor", description="A painter.")
        self.assertContains(self.open(), "A painter.")
        page = self.decide("spare parts", "accept")
        self.assertContains(page, "Choose one.")
        self.assertFalse(Quote.objects.exists())
        self.decide("spare parts", "accept", **{"key-0": one.pk})
        self.assertEqual(Attribution.objects.get().speaker, one)

    def test_speakers_with_the_family_name_are_offered_and_not_chosen(self):
        known = make_speaker("Dean Ball", description="A researcher.")
        make_speaker("Dean Balling"), make_speaker("Ball Dean")
        article = make_article(text="“We go,” said Ball. “We stay,” said Ball later.")
        page = self.open(article)
        first, second = Suggestion.objects.filter(snapshot__article=article)
        self.assertContains(page, "A researcher.")
        self.assertNotContains(page, "Balling")
        self.assertNotContains(page, "Ball Dean")
        data = card_data(page, first.pk) | {"do": "accept"}
        page = self.client.post(review_url(article, first.pk), data)
        self.assertContains(page, "Several people are called Ball")
        self.client.post(review_url(article, first.pk), data | {"key-0": known.pk})
        data = card_data(self.open(article), second.pk) | {"do": "accept"}
        self.client.post(review_url(article, second.pk), data | {"key-0": "new"})
        names = [one.speaker.name for one in Attribution.objects.order_by("pk")]
        self.assertEqual(names, ["Dean Ball", "Ball"])

    def test_another_one_of_a_known_name(self):
        make_speaker("Ines Okafor"), make_speaker("Ines Okafor")
        self.decide("spare parts", "accept", **{"key-0": "new"})
        self.assertEqual(Speaker.objects.filter(name="Ines Okafor").count(), 3)

    def test_a_speaker_who_became_known_since_the_page_was_shown(self):
        page = self.open()
        key = self.suggestion("spare parts").pk
        data = card_data(page, key) | {"do": "accept"}
        make_speaker("Ines Okafor", description="Somebody else, perhaps.")
        page = self.client.post(review_url(self.article, key), data)
        self.assertContains(page, "have changed since this page was loaded")
        self.assertFalse(Quote.objects.exists())

    def test_a_speaker_made_with_one_quote_is_known_to_the_next(self):
        article = make_article(
            text="“We go,” said Ann Lee. “We stay away,” said Ann Lee, the mayor."
        )
        self.open(article)
        for suggestion in Suggestion.objects.order_by("pk"):
            data = card_data(self.open(article), suggestion.pk) | {"do": "accept"}
            self.client.post(review_url(article, suggestion.pk), data)
        self.assertEqual(Speaker.objects.filter(name="Ann Lee").count(), 1)
        self.assertEqual(Attribution.objects.count(), 2)

    def test_an_organisation(self):
        self.decide("spare parts", "accept", **{"kind-0": "organisation"})
        self.assertEqual(Speaker.objects.get().kind, "organisation")

    def test_a_quote_without_a_named_speaker(self):
        article = make_article(text="“We never go there again,” a spokesman said.")
        page = self.open(article)
        suggestion = Suggestion.objects.get()
        data = card_data(page, suggestion.pk) | {"do": "accept"}
        page = self.client.post(review_url(article, suggestion.pk), data)
        self.assertContains(page, "Name one, or leave it")
        self.assertFalse(Quote.objects.exists())

    def test_rejecting_creates_nothing(self):
        page = self.decide("direct threat", "reject")
        self.assertContains(page, "1 rejected")
        self.assertEqual(self.suggestion("direct threat").decided_by, self.editor)
        self.assertFalse(Quote.objects.exists())

    def test_a_decided_card_is_not_decided_again(self):
        ben = Client()
        ben.force_login(self.other)
        page = ben.get(self.url)
        key = self.suggestion("spare parts").pk
        data = card_data(page, key)
        self.decide("spare parts", "accept")
        for do in ("accept", "reject"):
            answer = ben.post(review_url(self.article, key), data | {"do": do})
            self.assertContains(answer, "accepted by editor in the meantime")
        self.assertEqual(Quote.objects.count(), 1)
        self.assertEqual(self.suggestion("spare parts").decided_by, self.editor)

    def test_others_see_a_decision(self):
        page = self.open()
        known = re.search('name="known" value="([^"]*)"', page.content.decode())[1]
        ben = Client()
        ben.force_login(self.other)
        self.decide("spare parts", "accept", client=ben)
        answer = self.client.get(
            f"{self.url}changes/", {"known": known}, headers={"HX-Request": "true"}
        )
        key = self.suggestion("spare parts").pk
        self.assertContains(answer, "ben decided 1 in the meantime.")
        self.assertContains(answer, f'id="card-{key}"')
        self.assertContains(answer, 'id="text-0" data-start="0" hx-swap-oob="true"')
        other = self.suggestion("direct threat").pk
        self.assertNotContains(answer, f'id="card-{other}"')

    def test_an_existing_quote_is_not_duplicated(self):
        words = self.open() and self.suggestion("spare parts").words
        quote = make_quote(self.article, words, status=Status.DRAFT)
        self.decide("spare parts", "accept")
        self.assertEqual(self.suggestion("spare parts").quote, quote)
        self.assertEqual(Quote.objects.count(), 1)


class EditingTests(ReviewCase):
    def test_changed_words_are_located_again(self):
        page = self.edit("spare parts", text="You can keep [them] away from a village")
        quote = Quote.objects.get()
        self.assertEqual(quote.anchor_status, "edited")
        self.assertIn("Differs from print by marked changes", messages_of(page)[0])

    def test_words_that_are_not_there_are_held_back(self):
        page = self.edit("spare parts", text="You can keep spare pumps away")
        self.assertIn("cannot be published", messages_of(page)[0])
        self.assertEqual(Quote.objects.get().anchor_status, "missing")
        self.client.post(self.url, {"do": "publish"})
        self.assertEqual(Quote.objects.get().status, Status.DRAFT)

    def test_equal_words_elsewhere_are_not_meant(self):
        self.article.hold_text(f"We go now. {TEXT}\n“We go now, or never,” said Bo Li.")
        self.edit("or never", text="We go now")
        ((start, _),) = Quote.objects.get().spans
        self.assertGreater(start, len(TEXT))

    def test_another_speaker_of_the_same_words(self):
        self.edit(
            "direct threat", **{"1-name": "Ann Lee", "1-new": "on", "1-role": "aide"}
        )
        names = Attribution.objects.values_list("speaker__name", flat=True)
        self.assertCountEqual(names, ["Victor Lang", "Ann Lee"])

    @pytest.mark.any_server
    def test_errors_are_shown_and_nothing_is_lost(self):
        known = make_speaker("Bo Li")
        for fields, message in [
            ({"0-name": "Nobody Known", "0-new": ""}, "No speaker has this name"),
            ({"0-name": "Bo Li", "0-new": "on"}, "Choose who is meant"),
            ({"text": "  "}, "Enter the words"),
            ({"text": "a\0b"}, "control character U+0000"),
            ({"text": "x" * 20_001}, "at most 20000 characters"),
            ({"0-name": "a\0b"}, "control character U+0000"),
            ({"0-role": "\x07"}, "control character U+0007"),
            ({"cue": "x" * 201}, "at most 200 characters"),
            ({"kind": "shouted"}, "not one of the available choices"),
            ({"0-name": ""}, "Choose or add the speaker"),
            ({"0-name": "Bo Li", "0-new": "", "1-name": "Bo Li"}, "is here twice"),
        ]:
            with self.subTest(message):
                page = self.edit("direct threat", **fields)
                self.assertContains(page, message)
                for value in fields.values():
                    if (
                        value.strip()
                        and value not in ("on", "shouted")
                        and "\0" not in value
                    ):
                        self.assertContains(page, value)
        self.assertFalse(Quote.objects.exists())
        self.edit("direct threat", **{"0-name": "bo  LI", "0-new": ""})
        self.assertEqual(Attribution.objects.get().speaker, known)

    def test_words_in_marks_that_are_nobodys_quote_can_be_made_one(self):
        page = self.edit("boiler wars", **{"0-name": "Ann Lee", "0-new": "on"})
        self.assertIn("Accepted", messages_of(page)[0])
        self.assertEqual(Quote.objects.get().text, "boiler wars.")


class UndoingTests(ReviewCase):
    def undo(self):
        return messages_of(self.client.post(self.url, {"do": "undo"}, follow=True))[0]

    def test_decisions_are_undone_one_after_another(self):
        self.decide("spare parts", "accept")
        self.decide("direct threat", "reject")
        self.assertIn("direct threat", self.undo())
        self.assertIn("spare parts", self.undo())
        self.assertIn("nothing to undo", self.undo())
        self.assertFalse(Quote.objects.exists() or Speaker.objects.exists())
        self.assertFalse(Suggestion.objects.exclude(decision=Decision.OPEN).exists())

    def test_a_speaker_who_is_quoted_elsewhere_stays(self):
        self.decide("spare parts", "accept")
        make_quote(speaker=Speaker.objects.get())
        self.undo()
        self.assertTrue(Speaker.objects.filter(name="Ines Okafor").exists())

    def test_only_own_decisions_are_undone(self):
        ben = Client()
        ben.force_login(self.other)
        self.decide("spare parts", "accept", client=ben)
        self.assertIn("nothing to undo", self.undo())

    def test_quotes_changed_since_are_not_undone(self):
        self.decide("direct threat", "reject")
        self.decide("spare parts", "accept")
        Quote.objects.get().save()  # on its own page
        self.assertIn("direct threat", self.undo())
        self.assertTrue(Quote.objects.exists())
        page = self.decide("spare parts", "reopen")
        self.assertContains(page, "cannot be undone here")

    def test_a_single_card_is_taken_back(self):
        self.decide("spare parts", "accept")
        self.decide("direct threat", "reject")
        self.decide("spare parts", "reopen")
        self.assertTrue(self.suggestion("spare parts").is_open)
        self.assertFalse(Quote.objects.exists())

    def test_a_deleted_draft_is_a_rejected_suggestion(self):
        self.decide("spare parts", "accept")
        Quote.objects.get().delete()
        suggestion = self.suggestion("spare parts")
        self.assertEqual(suggestion.decision, Decision.REJECTED)
        self.assertIsNone(suggestion.decided_by)
        self.open()

    def test_all_above_a_confidence_are_one_decision(self):
        make_speaker("Ada Moreau"), make_speaker("Ada Moreau")
        page = self.open()
        above = dict(page.context["tally"].thresholds)
        answer = self.client.post(self.url, {"do": "above", "above": 60}, follow=True)
        self.assertIn(f"Accepted {above[60]}.", messages_of(answer)[0])
        self.assertEqual(Quote.objects.count(), above[60])
        # Two speakers have the name, so none is chosen and this one stays open.
        self.assertTrue(self.suggestion("together").is_open)
        self.assertIn(f"{above[60]} together", self.undo())
        self.assertFalse(Quote.objects.exists())

    def test_an_invalid_confidence_is_refused(self):
        for above in ("", "x", "-1", "101", "nan", "1e999"):
            data = {"do": "above", "above": above}
            answer = self.client.post(self.url, data, follow=True)
            self.assertIn("between 0 and 100", messages_of(answer)[0])
