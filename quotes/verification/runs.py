"""Verifies all quotes in a run that can be stopped, resumed and reported on."""

import time
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from tqdm import tqdm

from articles.models import Snapshot
from articles.models.base import Status
from articles.models.fingerprints import Fingerprint
from quotes.models import LOCATED, AnchorStatus, Quote, Recheck, VerifyRun
from quotes.verification.other_articles import find_in_other_articles
from quotes.verification.verify import lock_quotes, verify_batch

#: Quotes found in other articles that a report names.
MAX_QUOTES_NAMED = 100
#: Seconds to wait at the end for rows that an editor was saving.
_RETRY_AFTER = 2
_FINGERPRINT_BATCH = 100
_LOCK = "on_record_verify_quotes"


@contextmanager
def exclusive_run():
    """Allow one run at a time; raise AlreadyRunningError if another one is."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [_LOCK])
        (claimed,) = cursor.fetchone()
    if not claimed:
        raise AlreadyRunningError
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [_LOCK])


class AlreadyRunningError(Exception):
    """Another run is verifying quotes."""


class Verifier:
    """One run: `batches()` performs it, `report()` returns the result."""

    def __init__(self, restart=False, batch=500):
        stopped = VerifyRun.objects.filter(finished_at=None).first()
        if restart:
            VerifyRun.objects.filter(finished_at=None).update(
                finished_at=timezone.now()
            )
            stopped = None
        self.resumed = stopped is not None
        self.run = stopped or VerifyRun.objects.create()
        self.batch = batch

    def _remaining(self):
        run = self.run
        return Quote.objects.filter(
            Q(article_id__gt=run.last_article)
            | Q(article_id=run.last_article, pk__gt=run.last_quote)
        )

    def progress(self, stream):
        """Return a progress bar, which is silent unless the stream is a terminal."""
        terminal = getattr(stream, "isatty", lambda: False)()
        total = self._remaining().count() if terminal else None
        return tqdm(total=total, file=stream, unit=" quotes", disable=not terminal)

    def batches(self):
        """Verify all quotes; yield the number of quotes of each batch.

        Each batch is a transaction, which also stores the progress of the run. Rows
        that an editor is saving are skipped and tried again at the end.
        """
        self._store_fingerprints()
        while True:
            with transaction.atomic():
                keys = list(
                    self._remaining()
                    .order_by("article_id", "pk")
                    .values_list("article_id", "pk")[: self.batch]
                )
                if not keys:
                    break
                done = self._verify([pk for _, pk in keys])
                self.run.last_article, self.run.last_quote = keys[-1]
                self.run.save()
            yield done
        yield from self._verify_skipped()
        self.run.finished_at = timezone.now()
        self.run.save()

    def _verify(self, keys):
        """Verify the quotes that nobody is saving; return their number."""
        quotes = list(lock_quotes(Quote.objects.filter(pk__in=keys), skip=True))
        changed = verify_batch(quotes, self.run)
        there = {quote.pk for quote in quotes}
        if left := [pk for pk in keys if pk not in there]:
            self.run.counts["late"] = [*self.run.counts.get("late", []), *left]
        self._count("changed", len(changed))
        for quote in quotes:
            self._count(quote.anchor_status)
            if (
                quote.status == Status.PUBLISHED
                and quote.anchor_status not in LOCATED
                and quote.anchor_status != AnchorStatus.NO_TEXT
            ):
                # An earlier text printed it: the source changed, the quote is right.
                changed = quote.printed_in_id is not None
                self._count("published_changed" if changed else "published_at_fault")
            if quote.anchor_status == AnchorStatus.MISSING:
                self._elsewhere(quote)
        return len(quotes)

    def _verify_skipped(self):
        """Verify the skipped quotes once more; ignore deleted ones."""
        late = self.run.counts.pop("late", [])
        if not late:
            return
        time.sleep(_RETRY_AFTER)
        for start in range(0, len(late), self.batch):
            keys = late[start : start + self.batch]
            with transaction.atomic():
                yield self._verify(keys)
        left = self.run.counts.pop("late", [])
        # Quotes that have been deleted since are not counted.
        self._count("skipped", Quote.objects.filter(pk__in=left).count())

    def _elsewhere(self, quote):
        if (found := find_in_other_articles(quote)) is None:
            return
        named = self.run.counts.setdefault("elsewhere", [])
        if len(named) == MAX_QUOTES_NAMED:
            self._count("elsewhere_more")
            return
        article = found[0].article
        named.append(
            {
                "quote": quote.pk,
                "article": quote.article_id,
                "stands_in": article.pk,
                "title": article.title,
            }
        )

    def _count(self, name, number=1):
        self.run.counts[name] = self.run.counts.get(name, 0) + number

    def _store_fingerprints(self):
        """Store fingerprints of texts that were loaded without their model."""
        while True:
            missing = list(
                Snapshot.objects.filter(fingerprint=None).order_by()[
                    :_FINGERPRINT_BATCH
                ]
            )
            if not missing:
                return
            Fingerprint.store(missing)

    def report(self):
        """Return the counts of the whole run, including before a stop, as a dict."""
        counts = self.run.counts
        return {
            "run": self.run.pk,
            "resumed": self.resumed,
            "quotes": sum(counts.get(status, 0) for status in AnchorStatus.values),
            "statuses": {
                str(status.label): counts.get(status.value, 0)
                for status in AnchorStatus
            },
            "changed": counts.get("changed", 0),
            "published_at_fault": counts.get("published_at_fault", 0),
            "published_changed": counts.get("published_changed", 0),
            "to_recheck": Recheck.objects.filter(confirmed_at=None).count(),
            "skipped": counts.get("skipped", 0),
            "elsewhere": counts.get("elsewhere", []),
            "elsewhere_more": counts.get("elsewhere_more", 0),
        }
