"""Trusts the headers of proxies only from certain addresses (TRUSTED_PROXIES)."""

from quotes.client_address import is_trusted

#: Headers in which a proxy describes its client and the request.
HEADERS = (
    *("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO"),
    *("HTTP_FORWARDED", "HTTP_X_REQUEST_ID"),
)


class TrustedProxyMiddleware:
    """Removes the headers of proxies from requests that come from anybody else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_trusted(request.META.get("REMOTE_ADDR", "")):
            for header in HEADERS:
                request.META.pop(header, None)
        return self.get_response(request)
