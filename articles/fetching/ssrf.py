"""Connects to public addresses of the internet only (protection against SSRF).

Takes the host names that a fetch connects to; returns connections to checked addresses,
whose timeout is the time left for the whole fetch. Raises FetchError.
"""

import ipaddress
import socket
import threading
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import httpcore
from protego import Protego

#: Takes a host and a port, returns the addresses to connect to, in order.
Resolver = Callable[[str, int], list[str]]


class FetchError(Exception):
    """No page was fetched; the message says why, and what an editor can do."""


def resolve(host: str, port: int) -> list[str]:
    """Return all addresses of a host from the system's resolver; raise OSError."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(each[4][0]) for each in found))


@dataclass
class Visit:
    """The limits of all connections of one fetch together."""

    resolver: Resolver
    allow_loopback: bool
    ends_at: float
    user_agent: str
    robots: dict[str, Protego | None] = field(default_factory=dict)

    def seconds_left(self) -> float:
        """Return the seconds that are left; raise FetchError if none are."""
        seconds_left = self.ends_at - time.monotonic()
        if seconds_left <= 0:
            raise FetchError(
                "The page took too long and was given up. Try again later, or paste "
                "its text."
            )
        return seconds_left


def _embedded(
    address: ipaddress.IPv6Address,
) -> Iterable[ipaddress.IPv4Address]:
    """Yield the IPv4 addresses that an IPv6 address may lead to.

    Mapped (RFC 4291), 6to4 (RFC 3056), Teredo (RFC 4380), NAT64 (RFC 6052, RFC 8215),
    compatible (RFC 4291), ISATAP (RFC 5214).
    """
    if address.ipv4_mapped:
        yield address.ipv4_mapped
    if address.sixtofour:
        yield address.sixtofour
    if address.teredo:
        yield from address.teredo
    number = int(address)
    low = ipaddress.IPv4Address(number & 0xFFFFFFFF)
    prefixes = ("64:ff9b::/96", "64:ff9b:1::/48", "::/96")
    if any(address in ipaddress.IPv6Network(prefix) for prefix in prefixes):
        yield low
    if (number >> 32) & 0xFFFFFFFF in (0x00005EFE, 0x02005EFE):
        yield low


#: The IPv6 addresses assigned for the internet (IANA), and NAT64's for IPv4.
_IPV6 = (ipaddress.IPv6Network("2000::/3"), ipaddress.IPv6Network("64:ff9b::/96"))

#: Addresses that `is_global` counts as public: IANA's own (with Oracle's metadata),
#: relays of 6to4, the service that configures Azure's machines, and documentation.
_SPECIAL = [
    ipaddress.ip_network(each)
    for each in ("192.0.0.0/24", "192.88.99.0/24", "168.63.129.16/32", "3fff::/20")
]


def is_public(address: str) -> bool:
    """Return whether an IP address is public, and leads to no other address."""
    try:
        parsed = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if "%" in address or parsed.is_multicast or not parsed.is_global:
        return False
    if any(parsed in network for network in _SPECIAL):
        return False
    if isinstance(parsed, ipaddress.IPv6Address):
        return any(parsed in network for network in _IPV6) and all(
            is_public(str(each)) for each in _embedded(parsed)
        )
    return True


def _is_loopback(address: str) -> bool:
    try:
        return "%" not in address and ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


class CheckedBackend(httpcore.NetworkBackend):
    """Connects only to addresses that it has checked."""

    def __init__(self, visit: Visit) -> None:
        self.visit = visit
        self.plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Any = None,
    ) -> httpcore.NetworkStream:
        """Resolve once, refuse non-public addresses, connect to a checked one."""
        visit = self.visit
        addresses = self._addresses(host, port)
        loopback = visit.allow_loopback and all(map(_is_loopback, addresses))
        if not loopback:
            if not all(map(is_public, addresses)):
                raise FetchError(
                    f"{host} is not a public address of the internet, so it is not "
                    "fetched. If you can open it, paste its text."
                )
            if port not in (80, 443):
                raise FetchError(
                    f"Port {port} is not fetched from, only the web's own (80 and 443)."
                )
        for place, address in enumerate(addresses, start=1):
            try:
                stream = self.plain.connect_tcp(
                    address,
                    port,
                    timeout=min(visit.seconds_left(), 8),
                    socket_options=None,
                )
                return _LimitedStream(stream, visit)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(addresses):
                    raise
        raise httpcore.ConnectError("it has no address")

    def _addresses(self, host: str, port: int) -> list[str]:
        """Resolve in a thread, because the system's resolver has no timeout."""
        found: list[list[str] | Exception] = []

        def ask() -> None:
            try:
                found.append(self.visit.resolver(host, port))
            except Exception as error:
                found.append(error)

        thread = threading.Thread(target=ask, daemon=True)
        thread.start()
        thread.join(min(self.visit.seconds_left(), 8))
        if not found:
            raise FetchError(f"The name {host} could not be looked up in time.")
        answer = found[0]
        if isinstance(answer, Exception) or not answer:
            raise FetchError(
                f"There is no server called {host}. Is the address written right?"
            )
        return answer

    def connect_unix_socket(
        self, path: str, timeout: float | None = None, socket_options: Any = None
    ) -> httpcore.NetworkStream:
        """Refuse to connect to servers on this machine."""
        raise FetchError("Only servers of the web are asked.")


class _LimitedStream(httpcore.NetworkStream):
    """A connection whose timeout is the time left for the whole fetch.

    So a server that sends a byte now and then is dropped at the deadline, like one
    that sends nothing.
    """

    def __init__(self, stream: httpcore.NetworkStream, visit: Visit) -> None:
        self.stream = stream
        self.visit = visit

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self.stream.read(max_bytes, min(self.visit.seconds_left(), 10))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self.stream.write(buffer, min(self.visit.seconds_left(), 10))

    def close(self) -> None:
        self.stream.close()

    def start_tls(
        self, ssl_context: Any, server_hostname: Any = None, timeout: Any = None
    ) -> httpcore.NetworkStream:
        stream = self.stream.start_tls(
            ssl_context, server_hostname, min(self.visit.seconds_left(), 10)
        )
        return _LimitedStream(stream, self.visit)

    def get_extra_info(self, info: str) -> Any:
        return self.stream.get_extra_info(info)
