"""When are two web addresses the same page?"""

from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from url_normalize import url_normalize

#: Query parameters that say how a reader came, not what the page is.
_TRACKING = frozenset(
    "fbclid gclid gclsrc dclid gbraid wbraid msclkid twclid ttclid igshid mc_cid "
    "mc_eid mkt_tok yclid _hsenc _hsmi vero_id cmpid ocid ref_src ref_url smid "
    "sr_share soc_src soc_trk guccounter guce_referrer guce_referrer_sig "
    "ns_campaign ns_mchannel ns_source spm at_medium at_campaign".split()
)
_TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "hsa_", "oly_")


def canonical_url(url: str) -> str:
    """Return the form of an http(s) address under which articles are unique.

    RFC 3986 section 6 normalisation (by url-normalize), and besides: https for
    http, no fragment, no tracking parameters, the others sorted, no slash at
    the end of a path. It is a key for comparing, not an address to send readers
    to. Raises ValueError for anything that is not an http(s) address.
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
