"""Addresses that fail, for the tests of the error pages."""

from collections import Counter

import psycopg
from django.contrib import admin
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import OperationalError, connection, transaction
from django.http import HttpResponse
from django.urls import include, path


def fails(request):
    raise RuntimeError


def refuses(request):
    raise PermissionDenied


def suspects(request):
    raise SuspiciousOperation


def takes_too_long(request):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL statement_timeout = '20ms'")
        cursor.execute("SELECT pg_sleep(5)")


def breaks_off(request, times):
    """Fail `times` times, as psycopg does when the server is gone, then answer."""
    tries[times] += 1
    if tries[times] <= times:
        raise OperationalError from psycopg.OperationalError(
            "server closed the connection unexpectedly"
        )
    return HttpResponse(f"try {tries[times]}")


#: Calls of the view above by its argument.
tries = Counter()

urlpatterns = [
    path("breaks-off/<int:times>/", breaks_off),
    path("takes-too-long/", takes_too_long),
    path("admin/", admin.site.urls),
    path("fails/", fails),
    path("refuses/", refuses),
    path("suspects/", suspects),
    path("", include("quotes.urls")),
]
