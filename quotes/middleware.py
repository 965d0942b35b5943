"""Who changes records through the admin, and the response to a cancelled statement."""

import psycopg.errors
from django.db import OperationalError
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.functional import SimpleLazyObject

from articles.acts import ActKind, acting

_ADMIN = reverse_lazy("admin:index")


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


class StatementTimeoutMiddleware:
    """Return 503.html (“narrow your search”) if a statement exceeds its time limit."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Return the page for a cancelled statement, and None for other errors."""
        if isinstance(exception, OperationalError) and isinstance(
            exception.__cause__, psycopg.errors.QueryCanceled
        ):
            return render(request, "503.html", status=503)
        return None
