"""The anchors, dates and visibility of quotes."""

import datetime
from itertools import product

import pytest
from django.core.exceptions import ValidationError
from django.db import connection, models
from django.test import TestCase
from django.utils import timezone

from articles.models.base import Status
from articles.partial_dates import PartialDate
from quotes.models import AnchorStatus, Attribution, Quote, Speaker
from quotes.models.last_printed import last_located
from tests.factories import make_article, make_quote, make_speaker, make_topic
from tests.support.rules import delete_by_sql, messages, refused


class QuoteTests(TestCase):
    TEXT = "He said: “Never again.” Then he left. “Never again.” So it was."

    @classmethod
    def setUpTestData(cls):
        cls.article = make_article(text=cls.TEXT, language="pt-BR")

    def test_a_published_record_cannot_become_a_draft(self):
        quote = make_quote()
        with refused("no draft again"):
            Quote.objects.filter(pk=quote.pk).update(status=Status.DRAFT)
        quote.status = Status.DRAFT
        assert "no draft again" in messages(quote)["status"][0]

    def quote(self, text, **fields):
        quote = Quote(article=self.article, text=text, **fields)
        quote.locate()
        quote.save()
        quote.refresh_from_db()
        assert messages(quote) == {}
        return quote

    def test_an_ordinary_quote_is_a_direct_draft_without_a_place(self):
        quote = Quote(article=self.article, text="Then he left")
        quote.full_clean()
        quote.save()
        assert (quote.kind, quote.status) == ("direct", "draft")
        assert (quote.anchor_status, quote.spans, quote.snapshot) == (
            "no_text",
            [],
            None,
        )

    def test_a_long_quote_is_named_by_its_start(self):
        assert str(Quote(text="Never again.")) == "Never again."
        assert str(Quote(text="x" * 80)) == "x" * 80
        assert str(Quote(text="x" * 81)) == "x" * 79 + "…"
        assert Quote(text="You can’t go, “Sir”!").url_slug == "you-cant-go-sir"
        assert Quote(text="?!").url_slug == "quote"
        assert len(Quote(text="word " * 999).url_slug) <= 60

    def test_a_quote_has_at_most_20_000_characters(self):
        quote = self.quote("Then he left.")
        quote.text = "é" * 20_000
        assert messages(quote) == {}
        quote.text += "é"
        assert "at most 20000 characters" in messages(quote)["text"][0]

    def test_locating_sets_place_status_reason_and_context(self):
        quote = self.quote("then he left")
        start = self.TEXT.index("Then he left")
        assert quote.is_located
        assert quote.anchor_status == AnchorStatus.EDITED
        assert quote.anchor_reason == (
            "Differs from print in the case of its first letter. Printed: “Then”; "
            "entered: “then”."
        )
        assert quote.snapshot == self.article.current_snapshot
        assert quote.spans == [[start, start + 12]]
        assert quote.prefix == "He said: “Never again.” "
        assert quote.suffix == self.TEXT[start + 12 :][:32]

    def test_a_missing_quote_says_why_and_has_no_place(self):
        quote = self.quote("Then he stayed.", prefix="again.” ")
        assert not quote.is_located
        assert quote.anchor_status == AnchorStatus.MISSING
        assert "but then “left" in quote.anchor_reason
        assert (quote.spans, quote.prefix) == ([], "again.” ")
        assert quote.snapshot == self.article.current_snapshot

    def test_repeated_words_are_ambiguous_until_their_context_chooses(self):
        quote = self.quote("Never again.")
        assert quote.anchor_status == AnchorStatus.AMBIGUOUS
        assert quote.spans == []
        quote.prefix = "he left. “"
        quote.locate()
        quote.save()
        start = self.TEXT.rindex("Never")
        assert (quote.anchor_status, quote.spans) == ("exact", [[start, start + 12]])
        assert quote.prefix == self.TEXT[start - 32 : start]
        quote.locate()
        assert quote.spans == [[start, start + 12]]

    def test_a_quote_that_is_found_forgets_an_old_reason(self):
        quote = self.quote("Then he stayed.")
        quote.text = "Then he left."
        quote.locate()
        assert (quote.anchor_status, quote.anchor_reason) == ("exact", "")

    def test_a_lost_quote_loses_its_place_and_keeps_its_context(self):
        quote = self.quote("Then he left.")
        before = quote.prefix, quote.suffix
        self.article.hold_text("Nothing of the kind was said.")
        quote.locate()
        quote.save()
        assert (quote.anchor_status, quote.spans) == ("missing", [])
        assert (quote.prefix, quote.suffix) == before

    def test_without_a_held_text_there_is_no_place(self):
        quote = Quote(article=make_article(), text="Never again.")
        quote.locate()
        quote.save()
        assert (quote.anchor_status, quote.spans, quote.snapshot) == (
            "no_text",
            [],
            None,
        )
        assert messages(quote) == {}

    def test_locating_in_an_older_snapshot(self):
        old = self.article.current_snapshot
        self.article.hold_text("Nothing of the kind was said.")
        quote = Quote(article=self.article, text="Then he left.")
        quote.locate(old)
        quote.save()
        assert (quote.anchor_status, quote.snapshot) == ("exact", old)

    def test_locating_does_not_save(self):
        quote = self.quote("Then he left.")
        Quote.objects.filter(pk=quote.pk).update(prefix="kept")
        quote.locate()
        assert Quote.objects.get(pk=quote.pk).prefix == "kept"

    def test_an_interrupted_quote_has_several_spans(self):
        self.article.hold_text("“I will,” she said, “go home.”")
        quote = self.quote("I will go home.")
        assert (quote.anchor_status, quote.spans) == ("exact", [[1, 7], [21, 29]])

    def test_an_editor_may_choose_the_place(self):
        quote = self.quote("Never again.")
        start = self.TEXT.index("Never")
        quote.locate_at([[start, start + 12]])
        quote.save()
        quote.refresh_from_db()
        assert (quote.anchor_status, quote.spans) == ("exact", [[start, start + 12]])
        assert (quote.prefix, quote.anchor_reason) == ("He said: “", "")

    def test_an_invalid_place_is_refused_and_changes_nothing(self):
        quote = self.quote("Then he left.")
        before = quote.spans, quote.anchor_status, quote.snapshot
        for spans, sentence in [
            ([[0, 13]], "The text has other words there: “He said: “Nev”."),
            ([[60, 99]], f"60-99 is out of range: the text ends at {len(self.TEXT)}."),
            ([[-1, 5]], "-1-5 is no span: it must end after it starts."),
            ([[9, 3]], "9-3 is no span: it must end after it starts."),
            ([[5, 9], [2, 3]], "2-3 starts before the last span ended."),
            ([], "Give the words of the quote and at least one span."),
        ]:
            with self.subTest(spans), pytest.raises(ValidationError) as refusal:
                quote.locate_at(spans)
            assert refusal.value.messages == [sentence]
            assert (quote.spans, quote.anchor_status, quote.snapshot) == before

    def test_no_place_can_be_chosen_without_a_held_text(self):
        quote = Quote(article=make_article(), text="Never again.")
        with pytest.raises(ValidationError, match="No text is held"):
            quote.locate_at([[0, 5]])

    def test_the_last_text_that_had_a_lost_quote_is_still_there(self):
        oldest = self.article.current_snapshot
        older = self.article.hold_text(f"Corrected. {self.TEXT}")
        self.article.hold_text("Then he stayed.")
        quote = self.quote("Then he left.")
        assert quote.anchor_status == AnchorStatus.MISSING
        snapshot, anchor = last_located(quote)
        assert snapshot == older != oldest
        ((start, end),) = anchor.spans
        assert older.text[start:end] == "Then he left."

    def test_a_quote_that_no_text_has_was_last_located_nowhere(self):
        self.article.hold_text("Another text.")
        assert last_located(self.quote("Then he sang.")) is None
        assert last_located(Quote(article=make_article(), text="Then")) is None

    def test_a_quote_in_the_current_text_was_last_located_there(self):
        snapshot, _ = last_located(self.quote("Then he left."))
        assert snapshot == self.article.current_snapshot

    def test_a_quote_is_anchored_in_its_own_article_only(self):
        quote = self.quote("Then he left.")
        other = make_article(text=self.TEXT)
        rule = "quote_snapshot_of_its_article"
        quotes = Quote.objects.filter(pk=quote.pk)
        for values in (
            {"snapshot": other.current_snapshot},
            {"article": other},
            {
                "snapshot": other.current_snapshot,
                "spans": [],
                "anchor_status": "missing",
            },
        ):
            with self.subTest(values), refused(rule):
                quotes.update(**values)
                connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        quote.snapshot = other.current_snapshot
        with refused(rule):
            quote.save()
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        with refused(rule):
            Quote.objects.bulk_create(
                [Quote(article=self.article, text="x", snapshot=quote.snapshot)]
            )
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_a_quote_may_move_with_its_place(self):
        quote = self.quote("Then he left.")
        quote.article = make_article(text=self.TEXT)
        quote.locate()
        quote.save()
        connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")
        assert quote.snapshot.article == quote.article

    def test_an_article_with_quotes_stays(self):
        article = make_article(text=self.TEXT, status=Status.DRAFT)
        make_quote(article, "Then he left.", status=Status.DRAFT)
        with pytest.raises(models.ProtectedError):
            article.delete()
        with pytest.raises(models.ProtectedError):
            article.current_snapshot.delete()

    def test_what_was_published_is_not_deleted(self):
        rule = "What was published is not deleted: withdraw it, with a reason."
        for status in (Status.PUBLISHED, Status.WITHDRAWN):
            quote = make_quote(self.article, "Then he left.", status=status)
            quotes = Quote.objects.filter(pk=quote.pk)
            with self.subTest(status):
                with refused(rule):
                    quote.delete()
                with refused(rule):
                    quotes.delete()
                Attribution.objects.filter(quote=quote).delete()
                with refused(rule):
                    delete_by_sql(quote)
                assert quotes.exists()

    def test_a_draft_may_be_deleted_with_its_attributions(self):
        quote = make_quote(self.article, "Then he left.", status=Status.DRAFT)
        quote.topics.add(make_topic())
        key = quote.pk
        quote.delete()
        assert not Attribution.objects.filter(quote=key).exists()

    def test_partial_dates_are_stored_with_their_precision(self):
        for written in ("2025-02-13", "2025-02", "2025", None):
            quote = make_quote(self.article, "Then he left.", said=written)
            quote.refresh_from_db()
            with self.subTest(written):
                assert messages(quote) == {}
                assert quote.said == (PartialDate.parse(written) if written else None)
                assert quote.dated == (quote.said or self.article.published)

    def test_it_is_dated_by_its_article_unless_it_has_a_date(self):
        article = make_article(published="2025-02")
        early = make_quote(article, said="1999")
        late = make_quote(article)
        undated = make_quote(make_article(published=None))
        assert early.dated == PartialDate.parse("1999")
        assert late.dated == PartialDate.parse("2025-02")
        assert undated.dated is None

    def test_said_dates_in_the_future_are_refused(self):
        quote = self.quote("Then he left.")
        quote.said_precision = "day"
        for days in (2, 400):
            quote.said_on = timezone.localdate() + datetime.timedelta(days=days)
            assert "in the future" in messages(quote)["said_on"][0]
        quote.said_on = timezone.localdate() + datetime.timedelta(days=1)
        assert messages(quote) == {}

    def test_languages_are_language_tags(self):
        for name in ("language", "translation_language"):
            for tag, good in [("fr", True), ("sr-Latn", True), ("french", False)]:
                quote = Quote(article=self.article, text="Oui.", translation="Yes.")
                quote.translation_language = "en"
                setattr(quote, name, tag)
                with self.subTest(name, tag=tag):
                    assert (name not in messages(quote)) is good

    def test_it_is_in_the_language_of_its_article_unless_it_has_its_own(self):
        assert Quote(article=self.article).language_tag == "pt-BR"
        assert Quote(article=self.article, language="fr").language_tag == "fr"

    def test_a_translation_with_its_language_is_valid(self):
        quote = self.quote(
            "Then he left.", translation="Oui.", translation_language="fr"
        )
        assert quote.translation == "Oui."

    def test_only_published_quotes_of_published_articles_are_public(self):
        made = {
            (of_article, of_quote): make_quote(
                make_article(text="Then he left.", status=of_article),
                "Then he left.",
                status=of_quote,
            )
            for of_article, of_quote in product(Status.values, Status.values)
        }
        assert list(Quote.objects.public()) == [made["published", "published"]]
        speakers = Speaker.objects.with_quote_counts()
        assert sorted(speaker.quote_count for speaker in speakers) == [0] * 8 + [1]

    def test_lists_take_a_fixed_number_of_queries(self):
        for number in range(3):
            make_quote(topics=[make_topic()], speaker=[make_speaker(), make_speaker()])
            with self.subTest(number), self.assertNumQueries(2):
                for quote in Quote.objects.for_lists():
                    assert [each.speaker.name for each in quote.attributions.all()]
                    assert quote.article.title or quote.article.publication
