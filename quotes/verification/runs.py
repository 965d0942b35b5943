"""A run over all quotes that can be stopped, gone on with, and asked what it found."""

import time
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Q
from django.utils import timezone
from tqdm import tqdm

from articles.models import Snapshot
from articles.models.base import Status
from articles.models.fingerprints import Fingerprint
from quotes.models import LOCATED, AnchorStatus, Quote, VerifyRun
from quotes.verification.other_articles import found_elsewhere
from quotes.verification.verify import ArticleTexts, locked, verify_batch

#: So many quotes that stand in another article are named in a report.
MAX_NAMED = 100
#: So many seconds are waited for rows that an editor is saving, at the end.
_RETRY_AFTER = 2
_FINGERPRINT_BATCH = 100
_LOCK = "on_record_verify_quotes"


@contextmanager
def alone():
    """Let one run go on at a time; raises BusyError where another one does."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(hashtext(%s))", [_LOCK])
        (claimed,) = cursor.fetchone()
    if not claimed:
        raise BusyError
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtext(%s))", [_LOCK])


class BusyError(Exception):
    """Another run is verifying quotes now."""


class Verifying:
    """One run: `batches()` does it, `report()` says what came of it."""

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

    def _rest(self):
        run = self.run
        return Quote.objects.filter(
            Q(article_id__gt=run.last_article)
            | Q(article_id=run.last_article, pk__gt=run.last_quote)
        )

    def progress(self, stream):
        """Return a progress bar on a terminal's stream; elsewhere it is quiet."""
        terminal = getattr(stream, "isatty", lambda: False)()
        total = self._rest().count() if terminal else None
        return tqdm(total=total, file=stream, unit=" quotes", disable=not terminal)

    def batches(self):
        """Look for all quotes, and yield how many were looked for after each batch.

        Each batch is a transaction of its own, and how far the run is is stored in the
        same. Rows that an editor is saving are left out, and tried again at the end.
        """
        self._fingerprint()
        texts = ArticleTexts()
        while True:
            with transaction.atomic():
                keys = list(
                    self._rest()
                    .order_by("article_id", "pk")
                    .values_list("article_id", "pk")[: self.batch]
                )
                if not keys:
                    break
                done = self._look([pk for _, pk in keys], texts)
                self.run.last_article, self.run.last_quote = keys[-1]
                self.run.save()
            yield done
        yield from self._late()
        self.run.finished_at = timezone.now()
        self.run.save()

    def _look(self, keys, texts):
        """Look for these quotes, as far as nobody is saving them; return how many."""
        quotes = list(locked(Quote.objects.filter(pk__in=keys), skip=True))
        changed = verify_batch(quotes, texts, self.run)
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
                self._count("published_at_fault")
            if quote.anchor_status == AnchorStatus.MISSING:
                self._elsewhere(quote)
        return len(quotes)

    def _late(self):
        """Look for those that were being saved, once more; gone ones are forgotten."""
        late = self.run.counts.pop("late", [])
        if not late:
            return
        time.sleep(_RETRY_AFTER)
        texts = ArticleTexts()
        for start in range(0, len(late), self.batch):
            keys = late[start : start + self.batch]
            with transaction.atomic():
                yield self._look(keys, texts)
        left = self.run.counts.pop("late", [])
        # What was deleted meanwhile is not there to be looked for.
        self._count("skipped", Quote.objects.filter(pk__in=left).count())

    def _elsewhere(self, quote):
        if (found := found_elsewhere(quote)) is None:
            return
        named = self.run.counts.setdefault("elsewhere", [])
        if len(named) == MAX_NAMED:
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

    def _fingerprint(self):
        """Number the texts that were loaded by other ways than their model."""
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
        """Return what was found: of the whole run, with its part before a stop."""
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
            "skipped": counts.get("skipped", 0),
            "elsewhere": counts.get("elsewhere", []),
            "elsewhere_more": counts.get("elsewhere_more", 0),
        }
