"""Counts the statements of each request, and logs those that were slow."""

import logging
import threading
import time

from django.conf import settings

from config.monitoring import metrics

#: Code points of a statement in the log.
MAX_LENGTH_LOGGED = 2_000
logger = logging.getLogger(__name__)


class Current(threading.local):
    """The request that this thread answers, with the statements so far."""

    def __init__(self):
        self.begin(None)

    def begin(self, request):
        """Count from zero, for another request."""
        self.request, self.statements, self.seconds = request, 0, 0.0


current = Current()


def view_of(request):
    """Return the name of the view that answers a request, as in quotes:list."""
    match = request and request.resolver_match
    return (match and match.view_name) or "none"


def watch_statement(execute, sql, params, many, context):
    """Count a statement with its time, and log a slow one; for `execute_wrapper()`.

    Parameters are not logged: they contain what readers search for. Statements of
    commands are not either, since many may be slow.
    """
    began = time.perf_counter()
    try:
        return execute(sql, params, many, context)
    finally:
        seconds = time.perf_counter() - began
        current.statements += 1
        current.seconds += seconds
        limit = settings.SLOW_STATEMENT
        if current.request and limit and seconds * 1_000 >= limit:
            view = view_of(current.request)
            metrics.SLOW_STATEMENTS.labels(view).inc()
            # Composed statements have values.
            statement = " ".join(sql.split()) if isinstance(sql, str) else "composed"
            logger.warning(
                "slow statement: %.2f s in %s: %s",
                *(seconds, view, statement[:MAX_LENGTH_LOGGED]),
                extra={"view": view, "seconds": round(seconds, 3)},
            )
