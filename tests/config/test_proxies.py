"""Headers of proxies are believed only from trusted addresses."""

from ipaddress import ip_network

import pytest
from django.http import HttpResponse

from config.proxies import TrustedProxyMiddleware
from quotes.views.rate_limit import client_network


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.1, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "nonsense", "nonsense"),
        ("", "198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_client_is_the_last_that_is_no_trusted_proxy(
    peer, forwarded, client, rf, settings
):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/24"), ip_network("fd00::/8")]
    request = rf.get("/", REMOTE_ADDR=peer, HTTP_X_FORWARDED_FOR=forwarded)
    assert client_network(request) == client


def test_others_cannot_claim_https_or_an_address(rf, settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/24")]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answer = TrustedProxyMiddleware(lambda request: HttpResponse(request.scheme))
    claim = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "203.0.113.1"}
    assert answer(rf.get("/", REMOTE_ADDR="10.0.0.1", **claim)).content == b"https"
    request = rf.get("/", REMOTE_ADDR="198.51.100.9", **claim)
    assert answer(request).content == b"http"
    assert "X-Forwarded-For" not in request.headers
