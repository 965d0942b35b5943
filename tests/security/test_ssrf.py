"""Pages that editors fetch never lead into a private network (SSRF).

Names are looked up in a table, which answers as a hostile DNS server would, or by the
system's own resolver, which understands every notation. Whatever is connected to is
recorded: no private address may be among it, whatever error is shown.
"""

import ipaddress

import httpcore
import pytest

from articles.fetching.fetch import FetchError, fetch
from articles.fetching.ssrf import is_public
from tests.support.hostile_server import (
    PAGE,
    answer,
    hostile_server,
    paths,
    redirect,
    refusal,
)

#: Private, loopback, link-local, shared, documentation, multicast and reserved ones;
#: metadata services of clouds; IPv6 that leads to such an IPv4 address.
NOT_PUBLIC = """
0.0.0.0 0.1.2.3 10.0.0.1 10.255.255.255 100.64.0.1 100.100.100.200 127.0.0.1 127.1.2.3
127.255.255.254 168.63.129.16 169.254.0.1 169.254.169.254 169.254.170.2 172.16.0.1
172.31.255.255 192.0.0.1 192.0.0.192 192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1
198.19.255.255 198.51.100.1 203.0.113.1 224.0.0.1 224.0.1.1 239.255.255.255 240.0.0.1
255.255.255.255
:: ::1 fe80::1 fe80::1%eth0 fe80::a9fe:a9fe fc00::1 fd12:3456::1 fd00:ec2::254 fec0::1
fd20:ce::254 ff02::1 ff05::2 ff0e::1 2001:db8::1 2001:2::1 2001:10::1 3fff::1 5f00::1
100::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:169.254.169.254 ::ffff:8.8.8.8
::ffff:0:127.0.0.1 ::127.0.0.1 ::a00:1 64:ff9b::7f00:1 64:ff9b::10.0.0.1
64:ff9b::a9fe:a9fe 64:ff9b:1::1 64:ff9b:1::7f00:1 2002:7f00:1:: 2002:c0a8:1::1
2002:a9fe:a9fe::1 2001:0:7f00:1:: 2001:0:0808:0808:0:0:3fff:fffe
2001:0:4136:e378:8000:63bf:80ff:fffe 2606:4700::5efe:7f00:1 2606:4700::200:5efe:a00:1
2606:4700::5efe:a9fe:a9fe localhost x 127.0.0.1.example
""".split()
PUBLIC = """
8.8.8.8 1.1.1.1 93.184.216.34 168.63.129.17 2606:4700:4700::1111 2a00:1450::1
64:ff9b::808:808
""".split()
#: Hosts that the system's resolver takes for a private address.
NOTATIONS = """
127.0.0.1 2130706433 0x7f000001 0x7f.1 0x7F.0X0.0.1 0177.0.0.1 017700000001 127.1
127.0.1 127.0.0.01 0 0.0.0.0 0x0 00 127.0.0.1. localhost LOCALHOST localhost.
localhost.localdomain ip6-localhost ①②⑦.⓪.⓪.① 127。0。0。1 １２７.0.0.1 127.0.0.1%00
%31%32%37.0.0.1 169.254.169.254 2852039166 0xa9fea9fe 0251.0376.0251.0376 169.254.43518
10.0.0.1 10.1 012.0.0.1 0xa000001 167772161 192.168.1.1 192.168.257 3232235777
0300.0250.1.1 172.16.1 [::1] [::] [0:0:0:0:0:0:0:1] [::ffff:127.0.0.1] [::ffff:7f00:1]
[0:0:0:0:0:ffff:127.0.0.1] [::127.0.0.1] [::ffff:a9fe:a9fe] [fd00::1] [fd00:ec2::254]
[fe80::1%25lo] [fe80::1%lo] [64:ff9b::7f00:1] [2002:7f00:1::]
""".split()
#: Names and what the owner of a name may have it resolve to.
ANSWERS = {
    "10-0-0-1.example": ["10.0.0.1"],
    "127.0.0.1.nip.example": ["127.0.0.1"],
    "metadata.google.internal": ["169.254.169.254"],
    "instance-data": ["169.254.169.254"],
    "kubernetes.default.svc": ["10.96.0.1"],
    "first-public.example": ["8.8.8.8", "10.0.0.1"],
    "loopback-second.example": ["8.8.8.8", "127.0.0.1"],
    "loopback-first.example": ["127.0.0.1", "8.8.8.8"],
    "six.example": ["::1", "2606:4700:4700::1111"],
    "mapped.example": ["::ffff:127.0.0.1"],
    "scoped.example": ["fe80::1%lo"],
    "nat64.example": ["64:ff9b::a00:1"],
    "wire.example": ["168.63.129.16"],
    "nonsense.example": ["not an address"],
}
SCHEMES = """
file:///etc/passwd file://localhost/etc/passwd file:/etc/passwd ftp://8.8.8.8/
gopher://8.8.8.8:6379/_INFO dict://8.8.8.8:11211/stat ldap://8.8.8.8/ sftp://8.8.8.8/
tftp://8.8.8.8/ jar:http://8.8.8.8!/ data:text/html,x blob:http://8.8.8.8/ ws://8.8.8.8/
javascript:alert(1) view-source:http://8.8.8.8/ http+unix://%2Frun%2Fdocker.sock/info
unix:/run/docker.sock netdoc:///etc/passwd phar://x.phar php://filter about:blank
""".split()
USERINFO = """
http://user@8.8.8.8/ http://user:secret@8.8.8.8/ http://:secret@8.8.8.8/
http://8.8.8.8@127.0.0.1/ http://8.8.8.8:80@127.0.0.1:80/ http://127.0.0.1#@8.8.8.8/
http://8.8.8.8%40127.0.0.1/ http://127.0.0.1\\@8.8.8.8/ http://8.8.8.8\\@127.0.0.1/
http://127.0.0.1%2f@8.8.8.8/ http://8.8.8.8&@127.0.0.1/
""".split()
PORTS = [1, 21, 22, 23, 25, 81, 110, 2375, 3306, 5432, 6379, 8000, 8080, 9200, 11211]
REDIRECTS = [
    *(
        "http://10.0.0.1/",
        "http://169.254.169.254/latest/meta-data/",
        "http://[fd00::1]/",
    ),
    *("http://0xa.0.0.1/", "//192.168.0.1/", "http://inside.example/", "//2130706433/"),
    *("http://8.8.8.8:22/", "http://user:secret@8.8.8.8/", "file:///etc/passwd"),
    *("gopher://127.0.0.1/", "ftp://example.org/", "javascript:alert(1)", "http://["),
    *("http://a\x00b/", "http://xn--a/", "//xn--zz---.example/", "http://\u2603/"),
    *("http://a..b/", "http://[::1%25eth0]/", "http://127.1/", "http://localhost/"),
]
CASES = [
    *(NOT_PUBLIC, PUBLIC, NOTATIONS, ANSWERS, SCHEMES, USERINFO, PORTS, REDIRECTS),
]


@pytest.fixture
def server():
    with hostile_server() as running:
        running.answers["/page"] = answer(PAGE)
        yield running


@pytest.fixture(autouse=True)
def connected(monkeypatch):
    """Record the addresses that are connected to, and connect to loopback only."""
    addresses = []
    connect = httpcore.SyncBackend.connect_tcp

    def record(self, host, port, **options):
        addresses.append((host, port))
        if not ipaddress.ip_address(host).is_loopback:
            raise httpcore.ConnectError("only in this test")
        return connect(self, host, port, **options)

    monkeypatch.setattr(httpcore.SyncBackend, "connect_tcp", record)
    return addresses


def test_the_set_is_as_large_as_it_was():
    assert sum(map(len, CASES)) >= 119
    assert all(len(set(each)) == len(each) for each in CASES)


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_addresses_that_are_not_of_the_public_internet(address):
    assert not is_public(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_addresses_of_the_public_internet(address):
    assert is_public(address)


@pytest.mark.parametrize("host", NOTATIONS)
def test_no_notation_of_a_private_address_is_connected_to(host, server, connected):
    for port in ("", f":{server.server_port}"):
        for scheme in ("http", "https"):
            with pytest.raises(FetchError):
                fetch(f"{scheme}://{host}{port}/page", deadline=10)
    assert connected == []


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("switch", [False, True])
def test_a_name_with_any_address_that_is_not_public_is_refused(name, switch, connected):
    answers = ANSWERS[name]
    if switch and answers == ["127.0.0.1"]:
        pytest.skip("This is what the switch allows, in tests only.")
    with pytest.raises(FetchError, match="is not a public address"):
        fetch(
            f"http://{name}/page",
            resolver=lambda host, port: answers,
            allow_loopback=switch,
        )
    assert connected == []


@pytest.mark.parametrize("address", [*SCHEMES, *USERINFO])
def test_other_schemes_and_user_names_are_refused(address, connected):
    with pytest.raises(FetchError):
        fetch(address)
    assert connected == []


@pytest.mark.parametrize("port", PORTS)
def test_only_ports_80_and_443_are_fetched(port, connected):
    with pytest.raises(FetchError, match=f"Port {port} is not fetched from"):
        fetch(f"http://example.org:{port}/", resolver=lambda host, _: ["8.8.8.8"])
    assert connected == []


def test_the_checked_address_is_connected_to_not_the_name(connected):
    with pytest.raises(FetchError):
        fetch("https://example.org/", resolver=lambda host, port: ["8.8.8.8"])
    assert connected == [("8.8.8.8", 443)]


def test_loopback_is_refused_without_the_switch(server):
    with pytest.raises(FetchError, match="is not a public address"):
        fetch(f"{server.url}/page")
    assert server.requested == []


def test_a_name_is_looked_up_once_for_each_connection(server):
    """DNS rebinding: a second lookup would return another address."""
    server.answers["/robots.txt"] = answer(b"", "text/plain")
    asked = []

    def rebinding(host, port):
        asked.append(host)
        return ["127.0.0.1"] if len(asked) == 1 else ["10.0.0.1"]

    page = fetch(
        f"http://rebind.example:{server.server_port}/page",
        resolver=rebinding,
        allow_loopback=True,
    )
    assert page.body == PAGE
    assert asked == ["rebind.example"]
    # Another connection for the page looks the name up again, and checks it too.
    server.answers["/robots.txt"] = answer(b"", Connection="close")
    asked.clear()
    with pytest.raises(FetchError, match="is not a public address"):
        fetch(page.address, resolver=rebinding, allow_loopback=True)
    assert len(asked) == 2


@pytest.mark.parametrize("place", REDIRECTS)
@pytest.mark.parametrize("first", ["/page", "/robots.txt"])
def test_redirects_are_checked_like_addresses(place, first, server, connected):
    server.answers[first] = redirect(place.replace("\x00", "%00"))

    def resolver(host, port):
        return {"inside.example": ["10.0.0.7"]}.get(host, [host.strip("[]")])

    assert refusal(server, resolver=resolver)
    assert set(paths(server)) <= {"/robots.txt", "/page"}
    assert {host for host, _ in connected} == {"127.0.0.1"}
    assert {port for _, port in connected} == {server.server_port}
