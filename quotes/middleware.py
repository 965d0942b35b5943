"""What a reader is told when the database gave up on a question."""

import psycopg.errors
from django.db import OperationalError
from django.shortcuts import render


class StatementTimeoutMiddleware:
    """Answer with “narrow your search” where a statement ran into its time limit."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        return self.get_response(request)

    def process_exception(self, request, exception):
        """Return the page for a cancelled statement; leave all else as it is."""
        if isinstance(exception, OperationalError) and isinstance(
            exception.__cause__, psycopg.errors.QueryCanceled
        ):
            return render(request, "503.html", status=503)
        return None
