"""The address of a reader, also behind trusted proxies (TRUSTED_PROXIES)."""

import ipaddress

from django.conf import settings

#: Readers at IPv6 addresses have a whole network of this size.
_IPV6_PREFIX = 64


def client_network(request):
    """Return the address of a reader as text, or its network for IPv6.

    Behind trusted proxies, it is the address that the outermost one has seen.
    """
    address = request.META.get("REMOTE_ADDR", "")
    seen = [
        each.strip() for each in request.headers.get("X-Forwarded-For", "").split(",")
    ]
    if isinstance(settings.TRUSTED_PROXIES, list):
        # config/proxies.py has removed the header of anybody else by now.
        for other in reversed([each for each in seen if each]):
            address = other
            if not is_trusted(other):
                break
    elif settings.TRUSTED_PROXIES:
        address = seen[-settings.TRUSTED_PROXIES :][0] or address
    found = read_ip(address)
    if found and found.version == 6:
        return str(ipaddress.ip_network((int(found), _IPV6_PREFIX), strict=False))
    return str(found or address)


def is_trusted(address):
    """Return whether an address is that of one of the trusted proxies, given a list.

    A socket of this machine has no address: only a proxy beside the site can reach it.
    """
    found = read_ip(address)
    return not address or any(
        found in network for network in settings.TRUSTED_PROXIES if found
    )


def read_ip(address):
    """Return the IP address in a text, or None.

    Drops the zone (%eth0), and returns an IPv4 address that is written as IPv6 as IPv4.
    """
    try:
        found = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return None
    return (found.version == 6 and found.ipv4_mapped) or found
