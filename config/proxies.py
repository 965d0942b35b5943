"""Believes only proxies with certain addresses (TRUSTED_PROXIES)."""

import ipaddress

from django.conf import settings

#: What a proxy says of its client and of the request.
HEADERS = (
    *("HTTP_X_FORWARDED_FOR", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PROTO"),
    *("HTTP_FORWARDED", "HTTP_X_REQUEST_ID"),
)


def is_trusted(address):
    """Return whether an address is that of a trusted proxy.

    A socket of this machine has no address: only a proxy beside the site can reach it.
    """
    if not address:
        return True
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if found.version == 6 and found.ipv4_mapped:
        found = found.ipv4_mapped
    return any(found in network for network in settings.TRUSTED_PROXIES)


class TrustedProxyMiddleware:
    """Removes the headers of proxies from requests that come from anybody else."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not is_trusted(request.META.get("REMOTE_ADDR", "")):
            for header in HEADERS:
                request.META.pop(header, None)
        return self.get_response(request)
