"""Groups all published quotes that are not grouped yet, with up to four processes.

First the numbers of all quotes are read, or computed by other processes. Arrays of them
show which quotes may be the same (`key_index.py`). Then the quotes are grouped one
after another, with a transaction for each batch.
"""

import os
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

from django.db import connection

from quotes.grouping.group import QUOTES_PER_TRANSACTION, Batch, group_quotes, locked
from quotes.grouping.reading import stored_keys, ungrouped
from quotes.sayings.keys import numbers_of

#: Fewer quotes are grouped without arrays and other processes.
FEW_QUOTES = 5_000
#: Quotes whose numbers a process computes at once, and quotes that are read at once.
_CHUNK = 5_000
_STILL_UNGROUPED = """
SELECT q.id FROM quotes_quote q WHERE q.id = ANY (%s) AND q.status = 'published'
AND NOT EXISTS (SELECT FROM quotes_sayingkeys k WHERE k.quote_id = q.id)
"""
#: Quotes that editors published during the run were not compared with later batches.
_FORGET_NEW = """
DELETE FROM quotes_sayingkeys k WHERE quote_id = ANY (%s) AND keys <> '{}'
AND NOT EXISTS (SELECT FROM quotes_sayingmember m WHERE m.quote_id = k.quote_id)
RETURNING quote_id
"""


def group_all(number, on_read):
    """Group the `number` quotes that are not grouped; yield how many, by batches.

    A stopped run resumes where it left off. `on_read` is called with the number of
    quotes read since the last call.
    """
    if number > FEW_QUOTES:
        yield from _group_many(on_read)
    else:
        yield from _group_few()


def _group_few():
    with connection.cursor() as cursor:
        for rows in ungrouped(cursor, QUOTES_PER_TRANSACTION):
            group_quotes([key for key, *_ in rows])
            yield len(rows)


def _group_many(on_read):
    numbers = _Numbers()
    numbers.read(on_read)
    index = numbers.index()
    known = set(numbers.quotes.tolist())
    for start in range(numbers.grouped, len(numbers.quotes), QUOTES_PER_TRANSACTION):
        end = min(start + QUOTES_PER_TRANSACTION, len(numbers.quotes))
        with locked() as cursor:
            cursor.execute(_STILL_UNGROUPED, [numbers.quotes[start:end].tolist()])
            wanted = {key for (key,) in cursor.fetchall()}
            some = numbers.of(start, end, wanted)
            found = index.candidates(start, end)
            Batch(cursor, some, find=lambda asked, found=found: found).group()
        yield end - start
    with locked() as cursor:
        newcomers = [
            key for rows in stored_keys(cursor) for key, *_ in rows if key not in known
        ]
        cursor.execute(_FORGET_NEW, [newcomers])
    yield from _group_few()


class _Numbers:
    """The numbers of all quotes: first those that are grouped, then the others.

    `quotes` are their keys, `grouped` how many of these are grouped already.
    """

    def __init__(self):
        # Imported here, because numpy takes long, and the site needs none of it.
        import numpy as np

        self.np = np
        self.parts, self.grouped = [], 0

    def read(self, on_read):
        """Read all; call `on_read` with the number of further quotes."""
        with connection.cursor() as cursor:
            for rows in stored_keys(cursor):
                self._add(rows)
                self.grouped += len(rows)
            for rows in _computed(ungrouped(cursor, _CHUNK)):
                self._add(rows)
                on_read(len(rows))
        np = self.np
        columns = [np.concatenate(each) for each in zip(*self.parts, strict=True)]
        self.quotes, self.words, self.counts, self.keys = columns
        self.ends = np.concatenate([[0], np.cumsum(self.counts, dtype=np.int64)])
        self.parts = []

    def _add(self, rows):
        np = self.np
        quotes, words, keys = zip(*rows, strict=True)
        self.parts.append(
            (
                np.array(quotes, np.int64),
                np.array(words, np.int64),
                np.array([len(each) for each in keys], np.int32),
                np.array([key for each in keys for key in each], np.int32),
            )
        )

    def index(self):
        """Return the KeyIndex of all wordings; only the first of copies counts."""
        from quotes.grouping.key_index import KeyIndex

        np = self.np
        is_first = np.zeros(len(self.words), bool)
        has_keys = np.flatnonzero(self.counts)
        _, first = np.unique(self.words[has_keys], return_index=True)
        is_first[has_keys[first]] = True
        keys = self.keys[np.repeat(is_first, self.counts)]
        return KeyIndex(self.quotes, np.where(is_first, self.counts, 0), keys)

    def of(self, start, end, wanted):
        """Return {quote: (number of its words or 0, its keys)} of the wanted ones."""
        low = self.ends[start:end].tolist()
        high = self.ends[start + 1 : end + 1].tolist()
        rows = zip(
            self.quotes[start:end].tolist(),
            self.words[start:end].tolist(),
            low,
            high,
            strict=True,
        )
        return {
            quote: (number, self.keys[a:b].tolist())
            for quote, number, a, b in rows
            if quote in wanted
        }


def _computed(pages):
    """Yield the numbers of lists of rows, computed by other processes, in order."""
    workers = max(1, min(4, os.cpu_count() or 1))
    # A forked process would share the connection to the database.
    spawn = get_context("spawn")
    with ProcessPoolExecutor(workers, mp_context=spawn) as pool:
        waiting = deque()
        for rows in pages:
            waiting.append(pool.submit(numbers_of, rows))
            if len(waiting) > 2 * workers:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
