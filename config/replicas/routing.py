"""Routes reads of public pages to replicas, and everything else to the primary.

REPLICA_URLS (docs/deployment.md) enables it; without it, this module is not loaded.
docs/decisions/0017-read-replicas.md gives the reasons.

SQL for a public page must use `connections[router.db_for_read(Quote)]`, because
`connection` is the primary.
"""

import contextlib
import functools
import logging
from contextvars import ContextVar

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, InterfaceError, OperationalError, connections
from django.http import HttpResponse
from django.utils.cache import patch_vary_headers
from psycopg import errors

from config.database.outages import direct_parameters
from config.replicas import health

#: The apps whose tables public pages show. Sessions and users stay on the primary.
PUBLIC_APPS = {"articles", "quotes"}
SAFE_METHODS = {"GET", "HEAD", "OPTIONS", "TRACE"}
#: The cookie of readers who saved something a moment ago.
COOKIE = "on_record_saved"
logger = logging.getLogger(__name__)


class RequestRouting:
    """The database that a request reads, and whether the request wrote."""

    def __init__(self):
        self.is_public = False
        self.alias = None  # not chosen yet
        self.failed = False
        self.wrote = False

    def choose(self):
        """Return the alias to read from, the same for the whole request."""
        if self.alias is None:
            self.alias = health_monitor().choose() or DEFAULT_DB_ALIAS
        return self.alias


#: None outside requests.
_routing = ContextVar("request_routing", default=None)


class ReplicaRouter:
    """Sends reads of public pages to a replica, everything else to the primary."""

    def db_for_read(self, model, **hints):
        routing = _routing.get()
        if routing is None:
            return None  # Django uses the database that a row came from, or the primary
        if (
            not routing.is_public
            or model._meta.app_label not in PUBLIC_APPS
            or connections[DEFAULT_DB_ALIAS].in_atomic_block
        ):
            return DEFAULT_DB_ALIAS
        return routing.choose()

    def db_for_write(self, model, **hints):
        routing = _routing.get()
        if routing is not None and model._meta.app_label in PUBLIC_APPS:
            routing.wrote = True
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        return True

    def allow_migrate(self, db, app_label, **hints):
        return None if db == DEFAULT_DB_ALIAS else False


class ReplicaMiddleware:
    """Routes each request, and runs it again on the primary if a replica failed.

    It is the innermost middleware, so that no other runs twice, and so that the one
    that sets Cache-Control sees the response's Vary.
    """

    def __init__(self, get_response):
        self.get_response = get_response
        health_monitor()  # created here, while there is only one thread

    def __call__(self, request):
        routing = RequestRouting()
        token = _routing.set(routing)
        try:
            response = self.get_response(request)
            if routing.failed:
                routing.alias = DEFAULT_DB_ALIAS
                response = self.get_response(request)
        finally:
            _routing.reset(token)
        if routing.wrote and request.method not in SAFE_METHODS:
            keep_on_primary(response)
        elif routing.is_public and COOKIE in request.COOKIES:
            patch_vary_headers(response, ["Cookie"])
        if routing.is_public and response.streaming:
            response.streaming_content = stream_on(routing, response.streaming_content)
        return response

    def process_view(self, request, view, arguments, named):
        """Let a public view read from a replica, unless its reader has just saved."""
        routing = _routing.get()
        if request.method in ("GET", "HEAD") and getattr(view, "is_public", False):
            routing.is_public = True
            if routing.alias is None and has_saved(request):
                routing.alias = DEFAULT_DB_ALIAS

    def process_exception(self, request, exception):
        """Note that a replica failed, so that `__call__` tries again on the primary.

        Public views only read, so they may run twice. A statement that took too long
        would do so again, and is left to DatabaseErrorMiddleware.
        """
        routing = _routing.get()
        if routing.alias in (None, DEFAULT_DB_ALIAS):
            return None
        if not isinstance(exception, (OperationalError, InterfaceError)):
            return None
        cause = exception.__cause__
        if isinstance(cause, errors.QueryCanceled):
            return None
        mark_failed(routing.alias, exception)
        routing.failed = True
        return HttpResponse(status=503)  # nobody sees it


def stream_on(routing, pieces):
    """Yield the pieces of a download with the routing of its finished request."""
    pieces = iter(pieces)
    while True:
        token = _routing.set(routing)
        try:
            piece = next(pieces)
        except StopIteration:
            return
        finally:
            _routing.reset(token)
        yield piece


def mark_failed(alias, error):
    """Close this thread's connection to a replica, and suspend the replica.

    It is not suspended if replication cancelled the statement (class 40: a conflict
    with changes on the primary).
    """
    sqlstate = getattr(error.__cause__, "sqlstate", None) or ""
    if not sqlstate.startswith("40"):
        health_monitor().replicas[alias].suspend(error)
    logger.warning(
        "a request that failed on %s runs again on the primary: %s", alias, error
    )
    wrapper = connections[alias]
    with contextlib.suppress(Exception):
        if wrapper.connection is not None:
            wrapper.connection.close()
        wrapper.close()


def sticky_seconds():
    """Return how long readers who saved use the primary: longer than any lag."""
    return settings.REPLICA_LAG + 2 * int(health.VALID_FOR)


def keep_on_primary(response):
    """Let the reader of this response read from the primary for a while."""
    # Signed, so that nobody can send public load to the primary.
    response.set_signed_cookie(
        COOKIE,
        "1",
        max_age=sticky_seconds(),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def has_saved(request):
    """Return whether a request is from somebody who has just saved something."""
    return request.get_signed_cookie(COOKIE, "", max_age=sticky_seconds()) == "1"


@functools.cache
def health_monitor():
    """Return the HealthMonitor of this process."""
    replicas = [alias for alias in connections if alias != DEFAULT_DB_ALIAS]
    return health.HealthMonitor(
        (DEFAULT_DB_ALIAS, _connect(DEFAULT_DB_ALIAS)),
        {alias: _connect(alias) for alias in replicas},
        max_lag=settings.REPLICA_LAG,
        on_recovery=_close_pool,
    )


def _connect(alias):
    """Return a function that connects to a database without the pool."""
    connection = health.connection_class(alias)
    return functools.partial(
        connection.connect, **direct_parameters(connections[alias])
    )


def _close_pool(alias):
    """Start a new pool, because the old one waits longer after each failed attempt."""
    with contextlib.suppress(KeyError):
        connections[alias].close_pool()
