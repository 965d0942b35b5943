"""How editors enter, publish and correct quotes."""

from functools import cached_property

import pytest
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models import Article
from articles.models.base import Status
from quotes.models import AnchorStatus, Attribution, Quote
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.admin_pages import (
    ListActions,
    add_row,
    change_url,
    confirmation,
    errors_of,
    filled_in,
    make_user,
    messages_of,
)

pytestmark = pytest.mark.any_server

ADD = reverse("admin:articles_article_add")
TEXT = "“We will win,” said Ann Lee, the mayor, “because we must.” Others doubt it."


class EditorsDesk(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.ann = make_speaker("Ann Lee")

    def setUp(self):
        self.client.force_login(self.editor)

    def send(self, url, data, button="_continue", value="1"):
        return self.client.post(url, {**data, button: value}, follow=True)


class EntryTests(EditorsDesk):
    @cached_property
    def blank(self):
        return filled_in(self.client.get(ADD))

    def enter(self, words="We will win, because we must.", publish=False, **more):
        data = {**self.blank, "title": "Mayor sure of victory", "text": TEXT, **more}
        add_row(data, "bylines", given="Sam", family="Poe", position=0)
        add_row(
            data,
            "quotes",
            text=words,
            speaker=self.ann.pk,
            name_as_printed="Ann Lee",
            role_as_printed="the mayor",
            cue="said",
        )
        if publish:
            return self.send(ADD, data, "_save", "publish")
        return self.send(ADD, data)

    def test_pasting_the_text_and_the_words_is_enough(self):
        response = self.enter()
        assert errors_of(response) == {}
        quote = Quote.objects.get()
        assert quote.anchor_status == AnchorStatus.EXACT
        assert [TEXT[slice(*span)] for span in quote.spans] == [
            "We will win,",
            "because we must.",
        ]
        assert quote.created_by == quote.article.created_by == self.editor
        attribution = quote.attributions.get()
        assert (attribution.speaker, attribution.cue) == (self.ann, "said")
        assert attribution.role_as_printed == "the mayor"
        assert str(quote.article.bylines.get()) == "Sam Poe"
        self.assertContains(response, "<mark>We will win,</mark>")
        assert any("Word for word" in message for message in messages_of(response))

    def test_words_that_are_not_in_the_text_are_saved_and_reported(self):
        response = self.enter(words="We will lose")
        quote = Quote.objects.get()
        assert quote.anchor_status == AnchorStatus.MISSING
        assert quote.text == "We will lose"
        warning = next(m for m in messages_of(response) if "Not in the text" in m)
        assert "“We will”" in warning and "lose" in warning

    def test_save_and_publish_publishes_located_quotes(self):
        response = self.enter(publish=True)
        assert Quote.objects.public().count() == 1
        assert any("is public" in message for message in messages_of(response))

    def test_save_and_publish_holds_back_other_quotes(self):
        response = self.enter(words="We will lose", publish=True)
        assert Article.objects.get().status == Status.PUBLISHED
        assert Quote.objects.get().status == Status.DRAFT
        assert any("Held back" in message for message in messages_of(response))

    def test_partial_dates_are_saved(self):
        self.enter(published="2024-11")
        article = Article.objects.get()
        assert str(article.published) == "November 2024"
        response = self.client.get(change_url(article))
        assert filled_in(response)["published"] == "2024-11"

    def test_bad_input_gets_an_error_at_its_field_and_loses_nothing(self):
        for field, value, says in [
            ("published", "2025-02-31", "February 2025 has no day 31"),
            ("published", "2025-13", "no month 13"),
            ("published", "yesterday", "2025-02-13"),
            ("published", "2999", "in the future"),
            ("title", "", "required"),
            ("title", "x" * 501, "500"),
            ("title", "a\x07b", "U+0007"),
            ("text", "a\x00b", "U+0000 at line 1, character 2"),
            ("url", "not an address", "valid URL"),
            ("language", "english", "language tag"),
            ("retrieved_on", "2999-01-01", "in the future"),
        ]:
            with self.subTest(field=field, value=value[:20]):
                response = self.enter(**{field: value})
                assert response.status_code == 200
                errors = errors_of(response)
                assert list(errors) == [field]
                assert says in " ".join(errors[field])
                kept = filled_in(response)
                assert kept["quotes-0-text"] == "We will win, because we must."
                assert kept[field] == value
                assert not Article.objects.exists() and not Quote.objects.exists()

    def test_a_megabyte_is_too_long_for_a_quote_and_not_for_a_text(self):
        response = self.enter(words="word " * 200_000)
        errors = errors_of(response)
        assert "20000" in " ".join(errors["quotes-0-text"])
        response = self.enter(text=TEXT + "word " * 200_000)
        assert errors_of(response) == {}
        assert Quote.objects.get().anchor_status == AnchorStatus.EXACT

    def test_a_blank_quote_is_an_error(self):
        response = self.enter(words="   ")
        assert errors_of(response) == {
            "quotes-0-text": ["Enter the words of the quote."]
        }

    def test_the_same_address_is_not_entered_twice(self):
        make_article(title="The first", url="https://example.org/a/?id=3")
        response = self.enter(url="http://EXAMPLE.org/a?utm_source=x&id=3#top")
        assert "“The first”" in errors_of(response)["url"][0]

    def test_a_name_as_printed_needs_its_speaker(self):
        data = filled_in(self.client.get(ADD)) | {"title": "T", "text": TEXT}
        add_row(data, "quotes", text="We will win,", name_as_printed="Ann Lee")
        errors = errors_of(self.send(ADD, data))
        assert list(errors) == ["quotes-0-speaker"]

    def test_html_and_scripts_are_escaped(self):
        nasty = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>"
        response = self.enter(words=nasty, title=nasty, text=f"He said {nasty} twice")
        self.assertNotContains(response, "<script>alert(1)")
        self.assertNotContains(response, "<img src=x")
        assert Quote.objects.get().text == nasty

    def test_authors_and_publications_are_offered_by_autocomplete(self):
        make_publication(name="The Evening Post")
        url = reverse("admin:autocomplete")
        for model, field, term, found in [
            ("article", "publication", "even", "The Evening Post"),
            ("attribution", "speaker", "ann", "Ann Lee"),
        ]:
            app = "articles" if model == "article" else "quotes"
            response = self.client.get(
                url,
                {
                    "app_label": app,
                    "model_name": model,
                    "field_name": field,
                    "term": term,
                },
            )
            assert [row["text"] for row in response.json()["results"]] == [found]


class MendingTests(EditorsDesk):
    def setUp(self):
        super().setUp()
        self.article = make_article(text=TEXT)
        self.quote = make_quote(self.article, "because we must.", speaker=self.ann)

    def test_a_new_text_makes_a_snapshot_and_locates_the_quotes_again(self):
        url = change_url(self.article)
        data = filled_in(self.client.get(url))
        self.send(url, data | {"text": "At noon. " + TEXT})
        self.quote.refresh_from_db()
        assert self.article.snapshots.count() == 2
        assert self.quote.snapshot == self.article.current_snapshot
        start = self.quote.spans[0][0]
        assert self.quote.snapshot.text[start:].startswith("because we must.")

    def test_a_quote_lost_in_a_new_text_is_shown_as_it_was_printed(self):
        url = change_url(self.article)
        data = filled_in(self.client.get(url))
        response = self.send(url, data | {"text": "“We will win,” said Ann Lee."})
        self.quote.refresh_from_db()
        assert self.quote.anchor_status == AnchorStatus.MISSING
        assert any("Not in the text" in message for message in messages_of(response))
        self.assertContains(response, "The words were in the text of")
        self.assertContains(response, "<mark>because we must.</mark>")

    def test_the_same_text_makes_no_snapshot(self):
        url = change_url(self.article)
        self.send(url, filled_in(self.client.get(url)))
        assert self.article.snapshots.count() == 1

    def test_a_stored_text_cannot_be_emptied(self):
        url = change_url(self.article)
        data = filled_in(self.client.get(url))
        response = self.send(url, data | {"text": ""})
        assert "cannot be emptied" in errors_of(response)["text"][0]

    def test_a_given_place_chooses_between_equal_words(self):
        article = make_article(text="No. He said no. No.")
        quote = make_quote(article, "No.")
        assert quote.anchor_status == AnchorStatus.AMBIGUOUS
        url = change_url(quote)
        data = filled_in(self.client.get(url))
        for place, says in [
            ("15-19", "has other words there: “ No.”"),
            ("16-190", "out of range: the text ends at 19"),
            ("9-3", "must end after it starts"),
            ("here", "first and last character"),
        ]:
            errors = errors_of(self.send(url, data | {"place": place}))
            assert list(errors) == ["place"] and says in errors["place"][0]
        assert errors_of(self.send(url, data | {"place": "16-19"})) == {}
        quote.refresh_from_db()
        assert (quote.anchor_status, quote.spans) == ("exact", [[16, 19]])

    def test_words_before_choose_between_equal_words(self):
        article = make_article(text="We go now. They say: We go now.")
        quote = make_quote(article, "We go now.")
        url = change_url(quote)
        data = filled_in(self.client.get(url)) | {"prefix": "They say:"}
        self.send(url, data)
        quote.refresh_from_db()
        assert quote.spans == [[21, 31]]

    def test_rules_of_attributions_hold_on_the_quotes_page(self):
        url = change_url(self.quote)
        data = filled_in(self.client.get(url))
        add_row(data, "attributions", speaker=self.ann.pk, standing="verified")
        errors = errors_of(self.send(url, data))
        row = next(name for name in errors if name.endswith("speaker"))
        assert "attributed to this speaker already" in errors[row][0]
        assert any("evidence" in str(error) for error in errors.values())
        data = filled_in(self.client.get(url))
        data["attributions-0-DELETE"] = "on"
        assert "Say who said it" in errors_of(self.send(url, data))["attributions"][0]

    def test_the_verified_attribution_can_be_exchanged_in_one_save(self):
        bob = make_speaker("Bob Ray")
        first = self.quote.attributions.get()
        second = Attribution.objects.create(
            quote=self.quote, speaker=bob, standing="verified", evidence="A tape."
        )
        url = change_url(self.quote)
        data = filled_in(self.client.get(url))
        data |= {
            "attributions-0-standing": "verified",
            "attributions-0-evidence": "A better tape.",
            "attributions-1-standing": "unverified",
        }
        data |= confirmation(self.send(url, data))
        assert errors_of(self.send(url, data)) == {}
        first.refresh_from_db(), second.refresh_from_db()
        assert (first.standing, second.standing) == ("verified", "unverified")
        data = filled_in(self.client.get(url))
        data |= {"attributions-1-standing": "verified"}
        errors = errors_of(self.send(url, data))
        assert "only one can be" in errors["attributions-1-standing"][0]

    def test_speakers_cannot_swap_places_in_one_save(self):
        bob = make_speaker("Bob Ray")
        Attribution.objects.create(quote=self.quote, speaker=bob)
        url = change_url(self.quote)
        data = filled_in(self.client.get(url))
        data |= {
            "attributions-0-speaker": bob.pk,
            "attributions-1-speaker": self.ann.pk,
        }
        errors = errors_of(self.send(url, data))
        assert "save first" in errors["attributions-0-speaker"][0]

    def test_what_was_published_is_not_deleted(self):
        for record in (self.article, self.quote):
            url = change_url(record).replace("change", "delete")
            assert self.client.post(url, {"post": "yes"}).status_code == 403

    def test_a_draft_can_be_deleted(self):
        draft = make_quote(self.article, "Others doubt it.", status=Status.DRAFT)
        url = change_url(draft).replace("change", "delete")
        assert self.client.post(url, {"post": "yes"}).status_code == 302
        assert not Quote.objects.filter(pk=draft.pk).exists()

    def test_withdrawing_by_hand_needs_a_reason(self):
        url = change_url(self.quote)
        data = filled_in(self.client.get(url)) | {"status": "withdrawn"}
        errors = errors_of(self.send(url, data))
        assert "reason" in str(errors)
        # Browsers send CR LF.
        self.send(url, data | {"withdrawn_reason": "Not so.\r\nSee the tape."})
        self.quote.refresh_from_db()
        assert self.quote.withdrawn_reason == "Not so.\nSee the tape."


class ListTests(ListActions, EditorsDesk):
    def test_lists_show_search_and_filter_in_few_queries(self):
        topic = make_topic("War")
        for number in range(12):
            article = make_article(title=f"Report {number}", text=TEXT)
            make_quote(article, "because we must.", speaker=self.ann, topics=[topic])
        for model, query, queries in [
            (Article, {"q": "Report"}, 12),  # one folds the typed words
            (Quote, {"q": "must", "anchor_status__exact": "exact"}, 14),
        ]:
            url = reverse(
                f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
            )
            with self.assertNumQueries(queries):
                response = self.client.get(url, query)
            assert response.context["cl"].result_count == 12

    def test_publish_articles_with_their_quotes(self):
        article = make_article(text=TEXT, status=Status.DRAFT)
        make_quote(article, "because we must.", status=Status.DRAFT)
        lost = make_quote(article, "never said", status=Status.DRAFT)
        alone = make_quote(article, "Others", status=Status.DRAFT, speaker=False)
        self.act(Article, "publish", [article])
        assert Quote.objects.public().get().text == "because we must."
        assert {*Quote.objects.filter(status=Status.DRAFT)} == {lost, alone}

    def test_publish_and_verify_quotes(self):
        article = make_article(text=TEXT)
        draft = make_quote(article, "because we must.", status=Status.DRAFT)
        lost = make_quote(article, "never said", status=Status.DRAFT)
        response = self.act(Quote, "publish", [draft, lost])
        assert any("1 held back" in message for message in messages_of(response))
        assert Quote.objects.public().get() == draft
        article.hold_text(TEXT + " never said")
        response = self.act(Quote, "verify_anchors", [draft, lost])
        assert any("1 with another outcome" in m for m in messages_of(response))
        lost.refresh_from_db()
        assert lost.anchor_status == AnchorStatus.EXACT

    def test_a_list_publishes_drafts_alone(self):
        public, draft = make_quote(), make_quote(status=Status.DRAFT)
        gone = make_quote()
        gone.withdraw("Invented.")
        lost = make_article(status=Status.WITHDRAWN)
        before = Quote.objects.get(pk=public.pk).updated_at
        response = self.act(Quote, "publish", [public, draft, gone])
        assert messages_of(response) == [
            "1 published.",
            "2 left as they were: they are not drafts.",
        ]
        public.refresh_from_db()
        gone.refresh_from_db()
        assert (public.updated_at, gone.withdrawn_reason) == (before, "Invented.")
        (told,) = messages_of(self.act(Article, "publish", [lost]))
        assert "stays withdrawn" in told

    def test_a_search_that_finds_nothing_publishes_nothing(self):
        quote = make_quote(status=Status.DRAFT)
        url = reverse("admin:quotes_quote_changelist", query={"q": "!!!"})
        chosen = {"action": "publish", "_selected_action": quote.pk}
        page = self.client.post(url, chosen, follow=True)
        assert "0 published." in messages_of(page)

    def test_holding_back_many_quotes_takes_no_more_queries(self):
        article = make_article(text=TEXT)
        drafts = [
            make_quote(article, "never said", status=Status.DRAFT) for _ in range(6)
        ]
        with CaptureQueriesContext(connection) as one:
            self.act(Quote, "publish", drafts[:1])
        with CaptureQueriesContext(connection) as many:
            self.act(Quote, "publish", drafts[1:])
        assert len(one) == len(many)

    def test_deleting_many_at_once_is_not_offered(self):
        make_quote()
        response = self.client.get(reverse("admin:quotes_quote_changelist"))
        self.assertNotContains(response, "delete_selected")

    def test_actions_work_on_the_page_of_one_record(self):
        quote = make_quote()
        response = self.client.get(change_url(quote))
        self.assertContains(response, "Withdraw, with a reason")
