"""Headers of proxies are trusted only from trusted addresses."""

from ipaddress import ip_network

from django.http import HttpResponse

from config.proxies import TrustedProxyMiddleware


def test_others_cannot_claim_https_or_an_address(rf, settings):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/24")]
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    answer = TrustedProxyMiddleware(lambda request: HttpResponse(request.scheme))
    claim = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": "203.0.113.1"}
    assert answer(rf.get("/", REMOTE_ADDR="10.0.0.1", **claim)).content == b"https"
    request = rf.get("/", REMOTE_ADDR="198.51.100.9", **claim)
    assert answer(request).content == b"http"
    assert "X-Forwarded-For" not in request.headers
