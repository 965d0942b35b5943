"""Web addresses in ASCII, and as strict URIs for formats whose schemas check them."""

import re
from typing import Final
from urllib.parse import quote

_WEB: Final = re.compile(r"https?://[^/?#]+", re.IGNORECASE)
#: A percent sign that escapes nothing, and signs that a URI has in its host at most.
_LOOSE: Final = re.compile(r"%(?![0-9A-Fa-f]{2})|[\[\]]")
_SAFE: Final = "!#$%&'()*+,/:;=?@[]~"
_ASCII_ADDRESS: Final = re.compile(rf"[\w.{re.escape(_SAFE)}-]*", re.ASCII)


def ascii_address(address: str) -> str:
    """Return a URL in ASCII (RFC 3987, section 3.1), for use without escapes."""
    if _ASCII_ADDRESS.fullmatch(address):
        return address  # a shortcut for nearly all URLs
    return quote(address, safe=_SAFE)


def web_uri(address: str) -> str:
    """Return a web address as a URI (RFC 3986), or "" if it is none."""
    uri = ascii_address(address)
    if not (found := _WEB.match(uri)):
        return ""
    before, mark, fragment = uri[found.end() :].partition("#")
    rest = f"{before}{mark}{fragment.replace('#', '%23')}"
    host = found[0]
    # An IPv6 address is the only host in brackets.
    if not re.fullmatch(
        r"https?://(?:[^@\[\]]*@)?(?:\[[0-9a-fA-F:.]+\]|[^\[\]:%]+)(?::\d*)?",
        host,
        re.I,
    ):
        return ""
    host = host.removesuffix(":")  # an empty port, which not every schema takes
    return host + _LOOSE.sub(lambda sign: f"%{ord(sign[0][0]):02X}", rest)


def doi_address(doi: str) -> str:
    """Return the web address of a DOI, which may have any sign, or ""."""
    return f"https://doi.org/{quote(doi, safe='/')}" if doi else ""
