"""Limits requests of public pages by client address, and explains each refusal.

Cached pages are not counted, and neither are requests from this machine: behind a proxy
that is not trusted, all readers would have its address.
docs/decisions/0060-rate-limits.md gives the reasons.
"""

from collections.abc import Callable
from functools import wraps
from math import ceil
from typing import NamedTuple

from django.conf import settings
from django.http import JsonResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from quotes.citations.formats import FORMATS
from quotes.client_address import client_network, read_ip
from quotes.views.base import refuse
from quotes.views.documents import DOCUMENTS
from quotes.views.request_counts import seconds_to_wait

#: Limits are per minute, but counted in shorter periods (seconds), so that a full burst
#: slows nobody.
PERIOD = 10
#: A list with this many filters costs as much as a search.
MANY_FILTERS = 3


class RateLimit(NamedTuple):
    """A limit per minute; `counts` decides which requests of a view are counted."""

    setting: str
    counts: Callable[..., bool] = lambda request, **arguments: True


def is_search(request, **arguments):
    """Return whether a list is searched by words or by several filters."""
    return bool(request.GET.get("q", "").strip()) or len(request.GET) >= MANY_FILTERS


def is_made_by_pandoc(request, extension, **arguments):
    """Return whether pandoc makes the file."""
    return extension in DOCUMENTS


SEARCHES = RateLimit("SEARCHES_PER_MINUTE", is_search)
AUTOCOMPLETE = RateLimit("AUTOCOMPLETE_PER_MINUTE")
CITATIONS = RateLimit("CITATIONS_PER_MINUTE")
DOWNLOADS = RateLimit("DOWNLOADS_PER_MINUTE")
DOCUMENTS_SET = RateLimit("DOWNLOADS_PER_MINUTE", is_made_by_pandoc)


def limited(limit):
    """Return a decorator of a view, which answers 429 beyond the limit."""

    def decorate(view):
        @wraps(view)
        def limited_view(request, **arguments):
            if limit.counts(request, **arguments) and not is_local(request):
                most = ceil(getattr(settings, limit.setting) * PERIOD / 60)
                if wait := seconds_to_wait(request, limit.setting, most, PERIOD):
                    return _refuse(request, wait, arguments.get("extension"))
            return view(request, **arguments)

        return limited_view

    return decorate


def is_local(request):
    address = read_ip(client_network(request))  # or None for a network or a socket
    return bool(address and address.is_loopback)


def _wants_part(request):
    by_script = request.resolver_match.url_name in ("autocomplete", "names")
    return by_script or (request.htmx and not request.htmx.boosted)


def _refuse(request, wait, extension):
    title = _("Too many requests at once")
    message = ngettext(
        "Searches, suggestions, citations and downloads are limited for each address. "
        "Try again in {number} second. Other pages work meanwhile.",
        "Searches, suggestions, citations and downloads are limited for each address. "
        "Try again in {number} seconds. Other pages work meanwhile.",
        wait,
    ).format(number=wait)
    is_json = extension in FORMATS and "json" in FORMATS[extension].media_type
    if is_json or not request.accepts("text/html"):
        error = {"error": title, "message": message, "retry_after": wait}
        response = JsonResponse(error, status=429)
    elif _wants_part(request):
        context = {"title": title, "message": message}
        response = render(request, "includes/refused.html", context, status=429)
    else:
        again = (request.get_full_path(), _("Try again"))
        response = refuse(request, 429, title, message, onward=again)
    response["Retry-After"] = str(wait)
    response["Cache-Control"] = "no-store"
    response._has_been_logged = True  # a crawler would fill the log
    return response
