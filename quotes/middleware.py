"""Middleware for the history's acts and for database errors."""

import logging
import sys

import psycopg
import psycopg.errors
from django.contrib.messages.storage import default_storage
from django.db import Error, InterfaceError, OperationalError, connection
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.functional import SimpleLazyObject
from django.views import defaults

from articles import kept_forms
from articles.audit_context import ActKind, acting
from articles.middleware import redirect_to
from articles.models.kept_forms import KeptReason

_ADMIN = reverse_lazy("admin:index")
#: Seconds after which a client should try again.
RETRY_AFTER = 5
#: SQLSTATEs of changes that may succeed, or be refused with a reason, at a second try:
#: serialization, deadlock, restrict, foreign key, unique.
_COLLISIONS = {"40001", "40P01", "23001", "23503", "23505"}
logger = logging.getLogger(__name__)


class ActMiddleware:
    """Records the changes of a request to the admin as made by its user."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.method in ("GET", "HEAD") or not request.path.startswith(
            str(_ADMIN)
        ):
            return self.get_response(request)
        user = SimpleLazyObject(lambda: request.user)
        with acting(ActKind.TYPED, user):
            return self.get_response(request)


#: Features that no page uses, so that an injected script cannot use them either.
_FEATURES = (
    "accelerometer, camera, display-capture, geolocation, gyroscope, magnetometer, "
    "microphone, midi, payment, usb"
)
PERMISSIONS_POLICY = ", ".join(f"{each}=()" for each in _FEATURES.split(", "))


def permissions_policy(get_response):
    """Return a middleware that sets Permissions-Policy (W3C) on every response."""

    def middleware(request):
        response = get_response(request)
        response["Permissions-Policy"] = PERMISSIONS_POLICY
        return response

    return middleware


class DatabaseErrorMiddleware:
    """Return 503 if the database fails: with 503.html or unavailable.html."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Return the page for an error of the database, and None for other errors.

        A page whose connection was lost is made again, once: the pool has another
        connection, or waits for a server that restarts. A request that collided with a
        change by others is repeated once too: its form then finds their rows, and says
        what is wrong. If it fails again, a form of the desk is kept.
        """
        is_cut_off = request.method in ("GET", "HEAD") and has_broken_off(exception)
        if is_cut_off or has_collided(exception):
            if is_cut_off and not connection.in_atomic_block:
                connection.close()
            try:
                return _repeat(request)
            except Error as error:
                exception = error
        if has_collided(exception) and _can_keep(request):
            logger.error("not saved: %s", request.path, exc_info=exception)
            kept = kept_forms.keep(request, request.user, KeptReason.UNSAVED)
            return redirect_to(request, kept_forms.address_of(kept))
        if isinstance(exception, OperationalError) and isinstance(
            exception.__cause__, psycopg.errors.QueryCanceled
        ):
            return render(request, "503.html", status=503)
        return unavailable(request) if is_outage(exception) else None


def has_broken_off(error):
    """Return whether a working connection was lost."""
    cause = error.__cause__
    if not isinstance(error, OperationalError) or not isinstance(cause, psycopg.Error):
        return False
    # Without an SQLSTATE, subclasses say that there was no connection in the first
    # place, or that the server is silent (config/database/outages.py).
    ended = cause.sqlstate is None and type(cause) is psycopg.OperationalError
    return ended or isinstance(
        cause, psycopg.errors.AdminShutdown | psycopg.errors.CrashShutdown
    )


def has_collided(error):
    """Return whether a change failed because of what others changed meanwhile.

    The two deadlocked, or a row was added or deleted after this request looked for it.
    """
    return getattr(error.__cause__, "sqlstate", None) in _COLLISIONS


def _repeat(request):
    """Return the response of a request's view, which has failed and saved nothing."""
    if hasattr(request, "_messages"):  # without those of the failed try
        request._messages = default_storage(request)
    for file in request.FILES.values():
        file.seek(0)
    view, arguments, named = request.resolver_match
    return view(request, *arguments, **named)


def _can_keep(request):
    """Return whether a request sends a form of the desk that can be kept."""
    is_sent = request.method == "POST" and not kept_forms.is_shown(request)
    return (
        is_sent
        and kept_forms.is_admin_page(request)
        and kept_forms.is_signed_in(request)
    )


def is_outage(error):
    """Return whether the server did not answer, and would not have for any request.

    That is every operational error without an SQLSTATE, and those of the classes
    connection, resources, operator intervention and system.
    """
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    cause = error.__cause__
    if not isinstance(cause, psycopg.Error):
        return isinstance(error, InterfaceError)  # “connection already closed”
    return cause.sqlstate is None or cause.sqlstate[:2] in {"08", "53", "57", "58"}


def unavailable(request):
    """Return the page that asks the reader to try again."""
    response = render(request, "unavailable.html", status=503)
    response["Retry-After"] = str(RETRY_AFTER)
    response["Cache-Control"] = "no-store"
    # The outage is logged once, and not for each request (config/database/outages.py).
    response._has_been_logged = True
    logger.info("unavailable: %s", request.path)
    return response


def server_error(request):
    """Return the page for an exception outside the views (handler500)."""
    if is_outage(sys.exception()):
        return unavailable(request)
    return defaults.server_error(request)
