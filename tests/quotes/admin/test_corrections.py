"""Corrections of published quotes: shown and confirmed before they are public."""

import pytest
from django.test import TestCase

from articles.models.base import Status
from quotes.admin.corrections import CONFIRMED, REASON
from quotes.admin.name_checks import may_be_name_of
from quotes.models import Change
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import (
    change_url,
    errors_of,
    filled_in,
    make_user,
    messages_of,
)

pytestmark = pytest.mark.any_server

TEXT = "“We will win,” said Ann Lee. “We will win the war,” said Bob Ray."


class CorrectionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.ann, cls.bob = make_speaker("Ann Lee"), make_speaker("Bob Ray")
        cls.article = make_article(text=TEXT)
        cls.quote = make_quote(
            cls.article, "We will win,", speaker=cls.ann, name_as_printed="Ann Lee"
        )

    def setUp(self):
        self.client.force_login(self.editor)
        self.url = change_url(self.quote)

    def send(self, data, **values):
        data = {**data, "_save": "Save", **values}
        response = self.client.post(self.url, data)
        self.quote.refresh_from_db()
        return response

    def form(self, **values):
        return {**filled_in(self.client.get(self.url)), **values}

    def test_words_are_public_only_when_confirmed_with_a_reason(self):
        data = self.form(text="We will win the war,", note="Typed meanwhile.")
        response = self.send(data)
        self.assertContains(response, "Check the correction: readers will see it")
        self.assertContains(response, "the war")
        self.assertContains(response, "<mark>We will win the war,</mark>")
        assert filled_in(response)["note"] == "Typed meanwhile."
        assert self.quote.text == "We will win,"
        confirmed = {CONFIRMED: response.context["correction"].digest}
        response = self.send(data, **confirmed, **{REASON: " "})
        self.assertContains(response, "Give the reason for the change")
        assert self.quote.text == "We will win,"
        # The confirmed changes differ from those sent now.
        other = {**data, "text": "We will win the war"}
        response = self.send(other, **confirmed, **{REASON: "A misprint."})
        assert "correction" in response.context
        assert self.quote.text == "We will win,"
        assert (
            self.send(data, **confirmed, **{REASON: "A misprint."}).status_code == 302
        )
        assert self.quote.text == "We will win the war,"
        change = Change.objects.filter(record="quote").first()
        assert (change.reason, change.user_name) == ("A misprint.", "editor")

    def test_a_nul_in_a_reason_is_left_out(self):
        data = self.form(text="We will win the war,")
        digest = self.send(data).context["correction"].digest
        self.send(data, **{CONFIRMED: digest, REASON: "A mis\0print."})
        assert self.quote.text == "We will win the war,"
        assert Change.objects.filter(record="quote").first().reason == "A misprint."

    def test_words_that_are_not_in_the_text_do_not_replace_published_ones(self):
        for words, says in (
            ("We will lose,", "These words are not in the article’s text"),
            ("We will win", "occur more than once"),
        ):
            response = self.send(self.form(text=words, prefix="", suffix=""))
            assert says in errors_of(response)["text"][0]
            assert "correction" not in response.context
            assert self.quote.text == "We will win,"

    def test_another_speaker_is_confirmed_and_a_name_that_does_not_fit_questioned(self):
        data = self.form()
        data["attributions-0-speaker"] = self.bob.pk
        response = self.send(data)
        self.assertContains(response, "Ann Lee → Bob Ray")
        self.assertContains(response, "Is Bob Ray meant?")
        assert self.quote.attributions.get().speaker == self.ann
        digest = response.context["correction"].digest
        self.send(data, **{CONFIRMED: digest, REASON: "Bob said it."})
        assert self.quote.attributions.get().speaker == self.bob

    def test_a_name_that_does_not_fit_is_questioned_in_drafts_too(self):
        draft = make_quote(
            self.article,
            "We will win the war,",
            speaker=self.bob,
            name_as_printed="Bob Ray",
            status=Status.DRAFT,
        )
        self.url = change_url(draft)
        for speaker, asked in ((self.bob, False), (self.ann, True)):
            data = self.form(**{"attributions-0-speaker": speaker.pk})
            response = self.client.post(self.url, data, follow=True)
            assert ("Is Ann Lee meant?" in str(messages_of(response))) is asked
            assert draft.attributions.get().speaker == speaker

    def test_standing_is_confirmed_and_other_changes_are_not(self):
        assert self.send(self.form(note="Seen.")).status_code == 302
        data = self.form()
        data["attributions-0-standing"] = "disputed"
        data["attributions-0-evidence"] = "Others say so."
        response = self.send(data)
        self.assertContains(response, "→ Disputed")

    def test_what_readers_do_not_see_needs_no_confirmation(self):
        draft = make_quote(self.article, status=Status.DRAFT, speaker=self.ann)
        self.url = change_url(draft)
        data = self.form(text="We will win the war,")
        assert self.send(data).status_code == 302
        self.url = change_url(self.quote)
        data = self.form(text="We will win the war,", status="withdrawn")
        data["withdrawn_reason"] = "Not said."
        assert self.send(data).status_code == 302

    def test_what_readers_saw_before_it_was_withdrawn_is_confirmed_too(self):
        def ask(**values):
            """Return whether the change of the words has to be confirmed."""
            response = self.send(self.form(text="We will win the war,", **values))
            assert self.quote.text == "We will win,"
            return "correction" in response.context

        self.article.withdraw("Being checked.")
        assert ask()
        self.article.publish()
        self.quote.withdraw("Being checked.")
        assert ask() and ask(status="published")
        data = self.form(status="published")
        data["attributions-0-speaker"] = self.bob.pk
        assert "correction" in self.send(data).context
        for status in ("withdrawn", "published"):
            response = self.send(self.form(text="We will lose,", status=status))
            assert "are not in the article’s text" in errors_of(response)["text"][0]
        # Nothing has changed: it is as readers saw it.
        assert self.send(self.form(status="published")).status_code == 302
        assert self.quote.status == Status.PUBLISHED


@pytest.mark.django_db
def test_which_printed_names_fit_a_speaker():
    speaker = make_speaker("John F. Kennedy", aliases=["The President"])
    printed = {
        **dict.fromkeys(["", "Kennedy", "Mr. Kennedy", "JFK", "the president"], True),
        **dict.fromkeys(["Kennedy’s"], True),
        **dict.fromkeys(["Nixon", "John", "he", "Kennedy Nixon"], False),
    }
    assert {name: may_be_name_of(name, speaker) for name in printed} == printed
