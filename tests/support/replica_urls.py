"""The site's addresses, and some that return which server they read from."""

from django.db import connections, router, transaction
from django.http import HttpResponse, StreamingHttpResponse
from django.urls import include, path

from quotes.caching.http import public
from quotes.models import Speaker


def ask(statement, *values):
    with connections[router.db_for_read(Speaker)].cursor() as cursor:
        cursor.execute(statement, values)
        return cursor.fetchone()[0]


def where(request):
    """Return “replica” or “primary”."""
    in_recovery = ask("SELECT pg_is_in_recovery()")
    return HttpResponse("replica" if in_recovery else "primary")


def not_public(request):
    return where(request)


def slowly(request, seconds):
    """Read a table for some seconds, then return from which server."""
    ask("SELECT count(*) FROM quotes_speaker, pg_sleep(%s)", seconds)
    return where(request)


def twice(request):
    """Return where a page reads, inside and then outside a primary transaction."""
    with transaction.atomic():
        within = where(request).content.decode()
    return HttpResponse(f"{within} {where(request).content.decode()}")


def in_pieces(request):
    """Stream the name of the server from which each piece is read."""
    return StreamingHttpResponse(f"{where(request).content.decode()} " for _ in "123")


urlpatterns = [
    path("where/", public(where)),
    path("not-public/", not_public),
    path("slowly/<int:seconds>/", public(slowly)),
    path("twice/", public(twice)),
    path("in-pieces/", public(in_pieces)),
    path("", include("config.urls")),
]
