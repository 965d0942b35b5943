"""Headers, acts of the history, and the responses to database errors."""

import logging
import sys

import psycopg
import psycopg.errors
from django.db import Error, InterfaceError, OperationalError, connection
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.functional import SimpleLazyObject
from django.views import defaults

from articles.acts import ActKind, acting

_ADMIN = reverse_lazy("admin:index")
#: Seconds after which a client should try again.
RETRY_AFTER = 5
logger = logging.getLogger(__name__)


class ActMiddleware:
    """Record the changes of a request to the admin as typed by its user."""

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


#: What no page uses, so that no script that got in can use it either.
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

        A page whose connection broke off is made again, once: the pool has another
        connection, or waits for a server that restarts.
        """
        if request.method in ("GET", "HEAD") and has_broken_off(exception):
            if not connection.in_atomic_block:
                connection.close()
            view, arguments, named = request.resolver_match
            try:
                return view(request, *arguments, **named)
            except Error as error:
                exception = error
        if isinstance(exception, OperationalError) and isinstance(
            exception.__cause__, psycopg.errors.QueryCanceled
        ):
            return render(request, "503.html", status=503)
        return unavailable(request) if is_outage(exception) else None


def has_broken_off(error):
    """Return whether a connection ended that worked before."""
    cause = error.__cause__
    if not isinstance(error, OperationalError) or not isinstance(cause, psycopg.Error):
        return False
    # Without an SQLSTATE, subclasses say that there was no connection in the first
    # place, or that the server is silent (config/database/outages.py).
    ended = cause.sqlstate is None and type(cause) is psycopg.OperationalError
    return ended or isinstance(
        cause, psycopg.errors.AdminShutdown | psycopg.errors.CrashShutdown
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
