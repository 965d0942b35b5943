"""The address of a reader, and which proxies are trusted."""

from ipaddress import ip_network

import pytest
from django.test import RequestFactory

from quotes.client_address import client_network


def request(address, **headers):
    return RequestFactory().get("/", REMOTE_ADDR=address, headers=headers)


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("192.0.2.1", "192.0.2.1"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64"),
        ("2001:db8:1:3::1", "2001:db8:1:3::/64"),
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::/64"),
        ("", ""),
        ("unix:", "unix:"),
    ],
)
def test_the_network_of_an_address(address, network):
    assert client_network(request(address)) == network


def test_the_address_is_that_which_trusted_proxies_saw(settings):
    forged = request("127.0.0.1", **{"X-Forwarded-For": "10.9.9.9, 192.0.2.7"})
    settings.TRUSTED_PROXIES = 0
    assert client_network(forged) == "127.0.0.1"
    settings.TRUSTED_PROXIES = 1
    assert client_network(forged) == "192.0.2.7"
    settings.TRUSTED_PROXIES = 2
    assert client_network(forged) == "10.9.9.9"
    assert client_network(request("192.0.2.8")) == "192.0.2.8"


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "203.0.113.1, 198.51.100.7, 10.0.0.2", "198.51.100.7"),
        ("10.0.0.1", "198.51.100.7, ::ffff:10.0.0.2", "198.51.100.7"),
        ("::ffff:10.0.0.1", "198.51.100.7", "198.51.100.7"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "nonsense", "nonsense"),
        ("", "198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_client_is_the_last_that_is_no_trusted_proxy(
    peer, forwarded, client, settings
):
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/24"), ip_network("fd00::/8")]
    assert client_network(request(peer, **{"X-Forwarded-For": forwarded})) == client
