"""Web addresses: which may be links, their hosts, and their canonical form."""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from url_normalize import url_normalize

#: Query parameters about how a reader arrived, not about the page.
_TRACKING = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid igshid mc_cid "
    "mc_eid mkt_tok yclid _hsenc _hsmi vero_id cmpid ocid ref_src ref_url smid "
    "sr_share soc_src soc_trk guccounter guce_referrer guce_referrer_sig "
    "ns_campaign ns_mchannel ns_source spm at_medium at_campaign".split()
)
_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "hsa_", "oly_")


def is_web(url: str) -> bool:
    """Return whether an address may be a link; “javascript:”, for example, may not."""
    return url.lower().startswith(("https://", "http://"))


def host_of(url: str) -> str:
    """Return the host of an address without “www.”, or ""."""
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def canonical_url(url: str) -> str:
    """Return the form of an http(s) address under which articles are unique.

    Normalises as RFC 3986 section 6 (by url-normalize). Also replaces http by https,
    sorts the parameters, and removes the fragment, tracking parameters and a slash at
    the end of the path. The result is a key for comparing, not an address for readers.
    Raises ValueError for anything that is not an http(s) address.
    """
    try:
        normal = url_normalize(url.strip())
        parts = urlsplit(normal or "")
        host, port = parts.hostname, parts.port
    except (ValueError, UnicodeError) as error:
        raise ValueError(f"{url!r} is not a web address.") from error
    if (
        parts.scheme not in ("http", "https")
        or not host
        or not host.isprintable()
        or " " in host
    ):
        raise ValueError(f"{url!r} is not a web address that starts with http.")
    if ":" in host:
        host = f"[{host}]"
    if port not in (None, 80, 443):
        host = f"{host}:{port}"
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in _TRACKING
        and not name.lower().startswith(_TRACKING_PREFIXES)
    )
    return urlunsplit(("https", host, parts.path.rstrip("/"), urlencode(query), ""))
