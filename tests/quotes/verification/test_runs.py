"""`manage.py verify_quotes` locates all quotes again, and resumes."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import TestCase, TransactionTestCase

from articles.models.fingerprints import Fingerprint
from quotes.listing.consistency import differences
from quotes.models import AnchorChange, Quote, Tally, VerifyRun
from quotes.verification.runs import Verifier
from quotes.verification.verify import is_publishable, verify
from tests.factories import make_article, make_quote

TEXT = (
    "The council met on Monday. “We will rebuild the harbour by the spring,” said Ann "
    "Lee, the mayor. “It will cost far more than that,” said Bo Day of the port."
)
ANN, BO = "We will rebuild the harbour by the spring", "It will cost far more than that"


def run(*arguments):
    out, err = StringIO(), StringIO()
    call_command("verify_quotes", *arguments, stdout=out, stderr=err)
    assert err.getvalue() == ""
    return out.getvalue()


class RunTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.article = make_article(text=TEXT, quotes=[ANN, BO])
        cls.ann, cls.bo = cls.article.quotes.order_by("pk")
        cls.other = make_article(
            text="Nothing was said.", quotes=["Never, ever again."]
        )

    def change_text(self):
        self.article.hold_text(
            TEXT.replace("The council", "At last, the council").replace("more", "less")
        )

    def test_a_text_that_is_saved_between_two_batches_is_used(self):
        batches = Verifier(batch=1).batches()
        next(batches)
        self.change_text()
        list(batches)
        self.bo.refresh_from_db()
        assert self.bo.snapshot == self.article.current_snapshot

    def withdraw_other(self):
        Quote.objects.filter(article=self.other).update(
            status="withdrawn", withdrawn_reason="It was never said."
        )

    def test_it_reports_by_status(self):
        told = run()
        assert "3 quotes looked for." in told
        assert "2  Word for word" in told and "1  Not in the text" in told
        assert "0  with another outcome than before" in told
        assert AnchorChange.objects.count() == 0

    def test_changes_by_a_new_text_are_stored_for_editors(self):
        old = self.article.current_snapshot
        self.change_text()
        report = json.loads(run("--json"))
        assert report["statuses"]["Other words"] == report["changed"] == 1
        assert report["published_at_fault"] == report["published_changed"] == 1
        change = AnchorChange.objects.get()
        assert (change.quote, change.before, change.after) == (
            self.bo,
            "exact",
            "differs",
        )
        assert change.snapshot_before == old
        assert change.snapshot_after == self.article.current_snapshot
        assert change.run.finished_at is not None
        self.ann.refresh_from_db()
        assert self.ann.spans[0][0] == TEXT.index(ANN) + len("At last, ")
        self.bo.refresh_from_db()
        assert "Printed: “less”; entered: “more”" in self.bo.anchor_reason
        assert (
            not is_publishable(self.bo)
            and self.bo.has_passage
            and not self.bo.is_located
        )
        assert differences() == {}
        assert Tally.objects.get(facet="a", tag="", period=0).changed == 1
        assert json.loads(run("--json"))["changed"] == 0

    def test_a_stopped_run_resumes(self):
        self.change_text()
        batches = Verifier(batch=1).batches()
        assert [next(batches), next(batches)] == [1, 1]
        batches.close()
        stopped = VerifyRun.objects.get()
        assert (stopped.finished_at, stopped.last_quote) == (None, self.bo.pk)
        told = run()
        assert "3 quotes looked for, going on with a stopped run." in told
        assert "1  with another outcome than before" in told
        assert VerifyRun.objects.get().finished_at is not None

    def test_restart_starts_a_new_run(self):
        batches = Verifier(batch=1).batches()
        next(batches)
        batches.close()
        assert json.loads(run("--restart", "--json"))["resumed"] is False
        assert VerifyRun.objects.count() == 2
        assert not VerifyRun.objects.filter(finished_at=None).exists()

    def test_wrong_sources_are_named(self):
        wrong = make_quote(self.other, ANN)
        report = json.loads(run("--json"))
        assert report["elsewhere"] == [
            {
                "quote": wrong.pk,
                "article": self.other.pk,
                "stands_in": self.article.pk,
                "title": self.article.title,
            }
        ]
        assert f"stands in article {self.article.pk}" in run()

    def test_texts_loaded_without_their_model_get_their_numbers(self):
        Fingerprint.objects.all().delete()
        run()
        assert Fingerprint.objects.count() == 2

    def test_faults_are_reported(self):
        with pytest.raises(CommandError, match="1 published quotes") as refusal:
            run("--check")
        assert refusal.value.returncode == 3
        self.withdraw_other()
        run("--check")

    def test_quotes_whose_source_changed_are_reported_but_not_as_errors(self):
        self.withdraw_other()
        self.change_text()
        told = run("--check")
        assert "1  Other words" in told
        assert "1  published, and only in an earlier text" in told

    def test_quotes_to_recheck_are_reported_but_not_as_errors(self):
        self.withdraw_other()
        self.article.hold_text(TEXT.replace("Ann Lee", "Eva Fox"))
        told = run("--check")
        assert "1  on the list of quotes to recheck" in told
        assert "published, and only" not in told

    def test_many_quotes_take_few_statements(self):
        for number in range(30):
            make_quote(self.article, BO if number % 2 else ANN)
        self.change_text()
        # Keys; then in one transaction: two locks, old and new text, write, changes,
        # and the open rechecks of quotes that are lost.
        with self.assertNumQueries(10):
            changed = verify(self.article.quotes.all())
        assert len(changed) == 16
        with self.assertNumQueries(6):
            assert verify(self.article.quotes.all()) == []


class BusyTests(TransactionTestCase):
    def test_rows_that_an_editor_is_saving_are_skipped_and_counted(self):
        quote = make_quote(make_article(text=TEXT), ANN)
        make_quote(quote.article, BO)
        make_quote(saved := make_article(text=TEXT), ANN)
        other = connection.copy()
        try:
            with other.cursor() as cursor:
                cursor.execute("BEGIN")
                cursor.execute(
                    "SELECT FROM quotes_quote WHERE id = %s FOR UPDATE", [quote.pk]
                )
                cursor.execute(
                    "SELECT FROM articles_article WHERE id = %s FOR UPDATE", [saved.pk]
                )
                report = json.loads(run("--json"))
                assert (report["quotes"], report["skipped"]) == (1, 2)
                cursor.execute("ROLLBACK")
                cursor.execute(
                    "SELECT pg_advisory_lock(hashtext('on_record_verify_quotes'))"
                )
                with pytest.raises(CommandError, match="Another run"):
                    run()
                cursor.execute("SELECT pg_advisory_unlock_all()")
        finally:
            other.close()
        assert json.loads(run("--json"))["quotes"] == 3
