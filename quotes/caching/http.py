"""Cache-Control, ETag and gzip of public responses.

docs/decisions/0015-http-caching.md and 0021-compressed-pages.md give the reasons.
"""

from hashlib import sha256

from django.conf import settings
from django.core.cache import caches
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import (
    get_conditional_response,
    has_vary_header,
    patch_vary_headers,
)
from django.utils.http import parse_http_date_safe


def public(view):
    """Mark a view whose response is the same for every reader."""
    view.is_public = True
    return view


def asks_public_view(request):
    """Return whether a request reads a view that is marked as public."""
    match = request.resolver_match
    return (
        request.method in ("GET", "HEAD")
        and match is not None
        and getattr(match.func, "is_public", False)
    )


def is_personal(response):
    """Return whether a response depends on the reader, by its cookies."""
    return bool(response.cookies) or has_vary_header(response, "Cookie")


class PublicGZipMiddleware(GZipMiddleware):
    """Compresses the responses of public views, and no others.

    The length of a compressed page reveals something of its content (BREACH). Public
    pages contain no secret, not even the token of a form; the pages of editors do.
    """

    max_random_bytes = 0  # padding that hides the length of a secret

    def process_response(self, request, response):
        if not asks_public_view(request) or is_personal(response):
            return response
        # Also on a 304 and a short response: caches store what a response varies by.
        patch_vary_headers(response, ["Accept-Encoding"])
        # Compressing a page takes longer than making it, so the result is cached too.
        tag = response.get("ETag")
        if response.streaming or not tag or response.status_code != 200:
            return super().process_response(request, response)
        key = f"gzip.{tag}"
        accepted = re_accepts_gzip.search(request.headers.get("Accept-Encoding", ""))
        if accepted and (compressed := caches["pages"].get(key)):
            response.content = compressed
            response["Content-Length"] = str(len(compressed))
            response["Content-Encoding"] = "gzip"
            return response
        response = super().process_response(request, response)
        if response.get("Content-Encoding") == "gzip":
            caches["pages"].set(key, response.content, timeout=None)
        return response


class PublicCacheMiddleware:
    """Lets browsers and shared caches store the responses of public views.

    It runs outside the session middleware, so that it sees whether a response used a
    session: such a response is private, whatever the view. A 404 is never stored. Other
    responses of views that are not public stay as they are.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        response = self.get_response(request)
        if not asks_public_view(request):
            if is_personal(response):
                response.headers.setdefault("Cache-Control", "private, no-store")
            elif response.status_code == 404:
                response.headers.setdefault("Cache-Control", "no-cache")
            return response
        if is_personal(response):
            response["Cache-Control"] = "private, no-store"
            return response
        if "Cache-Control" not in response:
            response["Cache-Control"] = cache_control(request, response)
        if response.streaming or response.status_code != 200:
            return response
        tag_response(response)
        changed = response.get("Last-Modified")
        return get_conditional_response(
            request,
            etag=response["ETag"],
            last_modified=parse_http_date_safe(changed) if changed else None,
            response=response,
        )


def tag_response(response):
    """Set the ETag of a response, unless it was cached with one."""
    if "ETag" not in response:
        # SHA-256 takes half the time of Django's MD5. Weak, because compressed and
        # uncompressed responses have the same tag.
        response["ETag"] = f'W/"{sha256(response.content).hexdigest()[:32]}"'


def cache_control(request, response):
    """Return who may store a response, and for how long without revalidation."""
    if response.status_code >= 500:
        return "no-store"
    if response.status_code == 404:
        # The address of a draft has a page as soon as it is published.
        return "no-cache"
    if request.headers.get("HX-Request"):
        # This is a part of a page at the page's URL: a shared cache that ignores Vary
        # would send it as the page.
        return "private, max-age=0, must-revalidate"
    seconds = settings.SHARED_CACHE_SECONDS
    return f"public, max-age=0, s-maxage={seconds}, must-revalidate"
