"""Addresses that fail, for the tests of the error pages."""

from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.urls import include, path


def fails(request):
    raise RuntimeError


def refuses(request):
    raise PermissionDenied


def suspects(request):
    raise SuspiciousOperation


urlpatterns = [
    path("fails/", fails),
    path("refuses/", refuses),
    path("suspects/", suspects),
    path("", include("quotes.urls")),
]
