"""How long others may keep a page, how they ask whether it is still the same, and how
it is packed for the way.

docs/decisions/0015-http-caching.md and 0021-compressed-pages.md say why.
"""

from django.conf import settings
from django.core.cache import caches
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import (
    get_conditional_response,
    has_vary_header,
    patch_vary_headers,
)
from django.utils.cache import set_response_etag as set_etag
from django.utils.http import parse_http_date_safe


def public(view):
    """Mark a view whose answer is the same for everybody."""
    view.is_public = True
    return view


def asks_public_view(request):
    """Tell whether a request reads what is the same for everybody."""
    match = request.resolver_match
    return (
        request.method in ("GET", "HEAD")
        and match is not None
        and getattr(match.func, "is_public", False)
    )


def is_personal(response):
    """Tell whether an answer has anything to do with who asked."""
    return bool(response.cookies) or has_vary_header(response, "Cookie")


class PublicGZipMiddleware(GZipMiddleware):
    """Compress what public views answer, and nothing else.

    The length of a compressed page tells of its content (BREACH). A public page holds
    no secret, no token of a form either; the pages of editors do.
    """

    max_random_bytes = 0  # they would blur the length of a secret

    def process_response(self, request, response):
        if not asks_public_view(request) or is_personal(response):
            return response
        # A 304 and a short answer too: caches keep what they vary by.
        patch_vary_headers(response, ["Accept-Encoding"])
        # What is kept as a page is kept packed too: that takes longer than to make it.
        tag = response.get("ETag")
        if response.streaming or not tag or response.status_code != 200:
            return super().process_response(request, response)
        key = f"gzip.{tag}"
        if accepts_gzip(request) and (packed := caches["pages"].get(key)):
            response.content = packed
            response["Content-Length"] = str(len(packed))
            response["Content-Encoding"] = "gzip"
            return response
        response = super().process_response(request, response)
        if response.get("Content-Encoding") == "gzip":
            caches["pages"].set(key, response.content, timeout=None)
        return response


def accepts_gzip(request):
    return bool(re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")))


class PublicCacheMiddleware:
    """Let browsers and shared caches keep what public views answer.

    It stands outside the sessions, so that it sees whether an answer has anything to
    do with one; such an answer is for its reader alone. Other views, the admin's
    among them, are none of its business.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not asks_public_view(request):
            return response
        if is_personal(response):
            response["Cache-Control"] = "private, no-store"
            return response
        if "Cache-Control" not in response:
            response["Cache-Control"] = cache_control(request, response)
        if response.streaming or response.status_code != 200:
            return response
        set_etag(response)
        # Weak: it is of the page, which may be sent compressed or as it is.
        response["ETag"] = f"W/{response['ETag']}"
        changed = response.get("Last-Modified")
        return get_conditional_response(
            request,
            etag=response["ETag"],
            last_modified=parse_http_date_safe(changed) if changed else None,
            response=response,
        )


def cache_control(request, response):
    """Return who may keep an answer, and for how long without asking."""
    if response.status_code >= 500:
        return "no-store"
    if request.headers.get("HX-Request"):
        # A part of a page, at the page's address: a shared cache that does not heed
        # Vary would hand it out as the page.
        return "private, max-age=0, must-revalidate"
    seconds = settings.SHARED_CACHE_SECONDS
    return f"public, max-age=0, s-maxage={seconds}, must-revalidate"
