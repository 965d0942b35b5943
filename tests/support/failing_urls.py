"""Addresses that fail, for the tests of the error pages."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.db import connection, transaction
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


urlpatterns = [
    path("takes-too-long/", takes_too_long),
    path("fails/", fails),
    path("refuses/", refuses),
    path("suspects/", suspects),
    path("", include("quotes.urls")),
]
