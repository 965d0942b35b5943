"""Citations in a style, a few set at a time, and kept by what they show.

Pandoc sets them, a program of its own that takes a tenth of a second and a processor.
docs/decisions/0027-cite-panel-and-documents.md says more.
"""

from contextlib import ExitStack, contextmanager
from threading import BoundedSemaphore

from django.core.cache import caches

from quotes.citations.csl_citation import content_key, set_citation

#: Where set citations are kept: in the memory of this process.
CACHE = "citations"
#: So many are set at a time in this process, one of them a long document at most.
AT_ONCE = 2
#: How long to wait for a turn, in seconds.
PATIENCE = 4

_turns = BoundedSemaphore(AT_ONCE)
_long_turns = BoundedSemaphore(1)


class BusyError(Exception):
    """There was no turn to set citations within PATIENCE."""


@contextmanager
def turn(*, long=False):
    """Hold one of the turns to set citations. Raises BusyError."""
    with ExitStack() as held:
        for turns in ([_long_turns] if long else []) + [_turns]:
            if not turns.acquire(timeout=PATIENCE):
                raise BusyError(f"no turn to set citations within {PATIENCE} s")
            held.callback(turns.release)
        yield


def set_kept(reference, style, what="quote"):
    """Return a reference as Cited in a style, from what is kept if it is there.

    Raises BusyError, and SettingError where pandoc fails. The key is made of all that
    the citation shows: an edit of any of it has another key.
    """
    key = content_key(reference, style, what)
    if cited := caches[CACHE].get(key):
        return cited
    with turn():
        # Whoever waited for the same citation finds it set.
        cited = caches[CACHE].get(key) or set_citation(reference, style, what)
    caches[CACHE].set(key, cited, timeout=None)
    return cited
