"""A cache of formatted citations, by content, with a limit on concurrent pandoc runs.

Pandoc is a separate program that takes a tenth of a second and a processor for each
citation. docs/decisions/0027-cite-panel-and-documents.md has the times.
"""

from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore

from django.core.cache import caches

from quotes.citations.csl_citation import content_key, format_citation

#: The cache for formatted citations, in the memory of this process.
CACHE = "citations"
#: Calls of pandoc that run at the same time in this process; one for a long document.
MAX_CONCURRENT = 2
#: How long to wait for a slot, in seconds.
SLOT_TIMEOUT = 4

_slots = BoundedSemaphore(MAX_CONCURRENT)
_long_slots = BoundedSemaphore(1)


class PandocBusyError(Exception):
    """No slot for pandoc became free within SLOT_TIMEOUT."""


@contextmanager
def pandoc_slot(*, long=False):
    """Hold one of the slots in which pandoc may run. Raises PandocBusyError."""
    with ExitStack() as stack:
        for slots in ([_long_slots] if long else []) + [_slots]:
            if not slots.acquire(timeout=SLOT_TIMEOUT):
                raise PandocBusyError(f"no slot for pandoc within {SLOT_TIMEOUT} s")
            stack.callback(slots.release)
        yield


def cached_citation(reference, style, what="quote"):
    """Return a reference in a style, as a Cited; from the cache if possible.

    The key covers everything that the citation shows, so an edit leads to another key.
    Raises PandocBusyError, and PandocError if pandoc fails.
    """
    key = content_key(reference, style, what)
    if cited := caches[CACHE].get(key):
        return cited
    with pandoc_slot():
        # Another request may have formatted it while this one waited.
        cited = caches[CACHE].get(key) or format_citation(reference, style, what)
    caches[CACHE].set(key, cited, timeout=None)
    return cited
