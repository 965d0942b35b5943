"""How long others may keep a page, and how they ask whether it is still the same.

docs/decisions/0015-http-caching.md says why.
"""

from django.conf import settings
from django.utils.cache import get_conditional_response, has_vary_header
from django.utils.cache import set_response_etag as set_etag
from django.utils.http import parse_http_date_safe


def public(view):
    """Mark a view whose answer is the same for everybody."""
    view.is_public = True
    return view


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
        match = request.resolver_match
        if request.method not in ("GET", "HEAD") or not match:
            return response
        if not getattr(match.func, "is_public", False):
            return response
        if response.cookies or has_vary_header(response, "Cookie"):
            response["Cache-Control"] = "private, no-store"
            return response
        if "Cache-Control" not in response:
            response["Cache-Control"] = cache_control(request, response)
        if response.streaming or response.status_code != 200:
            return response
        set_etag(response)
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
