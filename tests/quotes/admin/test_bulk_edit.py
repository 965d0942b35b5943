"""Changes of several quotes or articles at once, and the order of their lists."""

from unittest import mock

from django.contrib.admin.models import LogEntry
from django.test import TestCase
from django.urls import reverse

from articles.models.base import Status
from quotes.admin.corrections import CONFIRMED, REASON
from quotes.models import Attribution, Change, Listing
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.admin_pages import make_user, messages_of


class BulkTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.contributor = make_user("contributor", "Contributors")
        cls.war, cls.peace = make_topic("War"), make_topic("Peace")

    def setUp(self):
        self.client.force_login(self.editor)

    def confirm(self, records, **fields):
        """Change records, and confirm with a reason what readers will see of it."""
        correction = self.act(records, **fields).context["correction"]
        fields |= {CONFIRMED: correction.digest, REASON: "We have the recording."}
        return self.act(records, **fields)

    def act(self, records, **fields):
        model = type(records[0])
        name = f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist"
        chosen = [each.pk for each in records]
        data = {"action": "change_several", "_selected_action": chosen, **fields}
        if fields:
            data["_change_several"] = "1"
        return self.client.post(reverse(name), data, follow=True)

    def test_topics_language_and_standing_of_quotes(self):
        quotes = [make_quote() for _ in range(3)]
        quotes[0].topics.set([self.war])
        quotes[1].topics.set([self.peace])
        page = self.act(quotes)
        self.assertContains(page, "what you leave empty stays")
        for quote in quotes:
            self.assertContains(page, f'value="{quote.pk}"')
        response = self.confirm(
            quotes,
            add_topics=[self.peace.pk],
            remove_topics=[self.war.pk],
            language="PT-br",
            standing="verified",
            evidence="A recording.",
        )
        for quote in quotes:
            quote.refresh_from_db()
            assert [*quote.topics.all()] == [self.peace]
            assert quote.language == "pt-BR"
            said = quote.attributions.get()
            assert (said.standing, said.evidence) == ("verified", "A recording.")
            assert Listing.objects.get(quote=quote).language == "pt-BR"
        assert LogEntry.objects.filter(change_message__contains="Peace").count() == 3
        (message,) = messages_of(response)
        assert message == (
            "3 changed: topics added: Peace, topics removed: War, language: pt-BR, "
            "standing: verified."
        )
        again = self.act(quotes, language="pt-BR")
        assert messages_of(again) == ["3 left as they were: they had that already."]

    def test_unchanged_records_are_named_with_the_reason(self):
        joint = make_quote(speaker=[make_speaker(), make_speaker()])
        nobody, single = make_quote(speaker=False), make_quote()
        response = self.confirm(
            [joint, nobody, single], standing="disputed", evidence="She denies it."
        )
        done, refused = messages_of(response)
        assert done.startswith("1 changed") and refused.startswith("2 not changed")
        assert "several speakers" in refused and "no speaker" in refused
        standings = Attribution.objects.filter(standing="disputed")
        assert [each.quote for each in standings] == [single]

    def test_a_public_standing_is_confirmed_with_one_reason_for_all(self):
        quotes = [make_quote() for _ in range(2)]
        draft, same = make_quote(status=Status.DRAFT), make_quote(standing="disputed")
        quotes[1].withdraw("Being checked.")  # readers saw it
        chosen = [*quotes, draft, same]
        fields = {"standing": "disputed", "evidence": "She denies it."}
        page = self.act(chosen, **fields)
        self.assertContains(page, "readers will see them")
        correction = page.context["correction"]
        assert [quote for quote, _ in correction.changes] == quotes
        self.assertContains(page, "Not yet checked → Disputed", count=2)
        standings = Attribution.objects.filter(standing="disputed")
        assert [each.quote for each in standings] == [same]
        fields[CONFIRMED] = correction.digest
        page = self.act(chosen, **fields)
        self.assertContains(page, "Give the reason for the change")
        # If the affected records differ from those shown, the page is shown again.
        fields[REASON] = "She denied it in a letter."
        page = self.act([*chosen, make_quote()], **fields)
        self.assertContains(page, "Confirm the corrections")
        self.assertContains(page, "She denied it in a letter.")
        assert standings.count() == 1
        self.act(chosen, **fields)
        assert {each.quote for each in standings.all()} == {*chosen}
        changes = Change.objects.filter(part="attribution", operation="changed")
        assert {each.reason for each in changes} == {"She denied it in a letter."}
        # Only drafts: nothing is public, so nothing is asked.
        hidden = make_quote(status=Status.DRAFT)
        self.assertContains(self.act([hidden], **fields), "1 changed")

    def test_a_nul_in_a_reason_is_left_out(self):
        quote = make_quote()
        fields = {"standing": "disputed", "evidence": "She denies it."}
        fields[CONFIRMED] = self.act([quote], **fields).context["correction"].digest
        page = self.act([quote], **fields, **{REASON: "\0"})
        self.assertContains(page, "Give the reason for the change")
        self.act([quote], **fields, **{REASON: "She denied\0 it."})
        assert quote.attributions.get().standing == "disputed"
        change = Change.objects.get(part="attribution", operation="changed")
        assert change.reason == "She denied it."

    def test_errors_change_nothing(self):
        quote = make_quote()
        for fields, says in (
            ({"language": "english"}, "not a language tag"),
            ({"standing": "verified"}, "Say what shows this standing"),
            ({"evidence": "x"}, "Fill in at least one field"),
            (
                {"standing": "verified", "evidence": "a\x0bb"},
                "Remove the control character U+000B at line 1, character 2",
            ),
            ({"add_topics": ["war"]}, "“war” is not a valid value"),
            ({"remove_topics": ["9" * 5_000]}, "is not a valid value"),
            (
                {"add_topics": [self.war.pk], "remove_topics": [self.war.pk]},
                "to be added, too",
            ),
        ):
            with self.subTest(fields):
                self.assertContains(self.act([quote], **fields), says)
        quote.refresh_from_db()
        assert not quote.topics.exists() and quote.language == ""

    def test_publication_language_and_rights_of_articles(self):
        post = make_publication(name="The Post")
        articles = [make_article(text="We go.", rights="excerpts") for _ in range(2)]
        quote = make_quote(articles[0], "We go.")
        response = self.act(articles, publication=post.pk, language="fr", rights="full")
        assert messages_of(response) == [
            "2 changed: publication: The Post, language: fr, rights: full."
        ]
        for article in articles:
            article.refresh_from_db()
            assert (article.publication, article.language) == (post, "fr")
            assert article.rights == "full"
        assert Listing.objects.get(quote=quote).language == "fr"

    def test_contributors_change_drafts_of_their_own(self):
        own = make_quote(status=Status.DRAFT, created_by=self.contributor)
        other = make_quote(status=Status.DRAFT)
        self.client.force_login(self.contributor)
        response = self.act([own, other], add_topics=[self.war.pk])
        assert "you may not change it" in messages_of(response)[1]
        assert [*self.war.quotes.all()] == [own]

    def test_drafts_come_first_the_last_entered_before_the_others(self):
        states = (Status.PUBLISHED, Status.DRAFT, Status.DRAFT)
        articles = [make_article(text="We go.", status=state) for state in states]
        quotes = [
            make_quote(article, "We go.", status=article.status) for article in articles
        ]
        for records in (articles, quotes):
            opts = records[0]._meta
            url = reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")
            listed = self.client.get(url).context["cl"].result_list
            assert [*listed] == [records[2], records[1], records[0]]


class ActionTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.editor = make_user("editor", "Editors")
        cls.quotes = [make_quote(), make_quote(), make_quote(status=Status.DRAFT)]

    def setUp(self):
        self.client.force_login(self.editor)

    def act(self, action, quotes, **fields):
        data = {"action": action, "_selected_action": [each.pk for each in quotes]}
        url = reverse("admin:quotes_quote_changelist")
        return self.client.post(url, data | fields, follow=True)

    def test_withdraw_asks_for_a_reason_and_keeps_it(self):
        quote, other, _ = self.quotes
        page = self.act("withdraw", [quote])
        self.assertContains(page, "Their pages stay", status_code=200)
        for reason, told in (
            (" ", "This field is required"),
            ("\u200b", "Give the reason for withdrawing it"),
            ("Not so.\uffff", "Remove U+FFFF at line 1, character 8"),
        ):
            page = self.act("withdraw", [quote], withdrawn_reason=reason)
            self.assertContains(page, told)
        quote.refresh_from_db()
        assert quote.status == Status.PUBLISHED
        self.act("withdraw", [quote], withdrawn_reason="It was\r\ninvented.")
        # What is withdrawn already keeps its reason.
        response = self.act("withdraw", [quote, other], withdrawn_reason="No.")
        assert messages_of(response) == [
            "1 withdrawn. Readers see the reason instead.",
            "1 left as they were: they are not published.",
        ]
        for each, reason in ((quote, "It was\ninvented."), (other, "No.")):
            each.refresh_from_db()
            assert (each.status, each.withdrawn_reason) == (Status.WITHDRAWN, reason)

    def test_pages_of_actions_name_only_some(self):
        actions = {"change_several": 2, "publish_later": 2, "withdraw": 1}
        for action, named in actions.items():
            with mock.patch("articles.admin.base.MAX_NAMED", named):
                page = self.act(action, self.quotes)
            self.assertContains(page, "<li>and 1 more</li>")

    def test_actions_on_one_record_after_another_are_limited(self):
        actions = ("change_several", "publish", "publish_later", "verify_anchors")
        for action in (*actions, "withdraw"):
            with mock.patch("articles.admin.model_admin.MAX_AT_ONCE", 2):
                page = self.act(action, self.quotes, select_across="1")
            assert messages_of(page) == [
                "Nothing is changed: choose at most 2 at once."
            ]
