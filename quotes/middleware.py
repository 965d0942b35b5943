"""The response to a cancelled statement."""

import psycopg.errors
from django.db import OperationalError
from django.shortcuts import render


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
