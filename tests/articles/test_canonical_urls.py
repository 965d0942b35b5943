"""A page has one canonical address, however it was copied."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.canonical_urls import canonical_url

PAGE = "https://example.com/news/ball-on-chips"

SAME_PAGE = [
    PAGE,
    "http://example.com/news/ball-on-chips",
    "HTTPS://Example.COM/news/ball-on-chips",
    "https://example.com/news/ball-on-chips/",
    "https://example.com:443/news/ball-on-chips",
    "http://example.com:80/news/ball-on-chips/",
    "https://example.com./news/ball-on-chips",
    "https://example.com/news/ball-on-chips#comments",
    "https://example.com/news/ball-on-chips?",
    "https://example.com/news/ball-on-chips/?#",
    "https://example.com/news/./ball-on-chips",
    "https://example.com/news/2025/../ball-on-chips",
    "https://example.com//news//ball-on-chips",
    "https://example.com/news/%62all-on-chips",
    "https://example.com/news/ball%2Don%2dchips",
    "https://reader:secret@example.com/news/ball-on-chips",
    "  https://example.com/news/ball-on-chips\n",
    "example.com/news/ball-on-chips",
    "//example.com/news/ball-on-chips",
]

TRACKING = [
    "utm_source=x&utm_medium=social&utm_campaign=y",
    "UTM_Source=x",
    "fbclid=IwAR0",
    "gclid=1",
    "gbraid=1&wbraid=2",
    "msclkid=3",
    "twclid=4",
    "igshid=5",
    "mc_cid=6&mc_eid=7",
    "mkt_tok=8",
    "_hsenc=9&_hsmi=10&hsa_acc=11",
    "mtm_campaign=x&pk_kwd=y&piwik_campaign=z",
    "smid=tw-share",
    "ref_src=twsrc&ref_url=x",
    "at_medium=custom7&at_campaign=64",
    "guccounter=1&guce_referrer=aHR0&guce_referrer_sig=AQ",
    "spm=a2g0o",
    "cmpid=x&ocid=y",
    "utm_source=",
    "utm_source",
]


@pytest.mark.parametrize("url", SAME_PAGE)
def test_forms_of_one_address_have_one_canonical_form(url):
    assert canonical_url(url) == PAGE


@pytest.mark.parametrize("tracking", TRACKING)
def test_tracking_parameters_are_dropped(tracking):
    assert canonical_url(f"{PAGE}?{tracking}") == PAGE
    assert canonical_url(f"{PAGE}/?id=7&{tracking}#top") == f"{PAGE}?id=7"
    assert canonical_url(f"{PAGE}?{tracking}&id=7") == f"{PAGE}?id=7"


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com/news/Ball-on-chips",
        "https://example.com/News/ball-on-chips",
        "https://www.example.com/news/ball-on-chips",
        "https://example.com:8443/news/ball-on-chips",
        "https://example.com/news/ball-on-chips?page=2",
        "https://example.com/news/ball-on-chips?utm=2",
        "https://example.com/news/ball-on-chips?reference=2",
        "https://example.com/news/ball-on-chips.html",
        "https://example.com/news/ball-on-chips/amp",
        "https://example.org/news/ball-on-chips",
        "https://example.com/",
    ],
)
def test_different_pages_stay_different(url):
    assert canonical_url(url) != PAGE


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("https://example.com", "https://example.com"),
        ("https://example.com/", "https://example.com"),
        ("https://example.com/a?b=1&a=2", "https://example.com/a?a=2&b=1"),
        ("https://example.com/a?q=a%20b", "https://example.com/a?q=a+b"),
        ("https://example.com/a?q=a+b", "https://example.com/a?q=a+b"),
        ("https://example.com/a?q=", "https://example.com/a?q="),
        ("https://example.com/a?q", "https://example.com/a?q="),
        ("https://example.com/a?x=2&x=1", "https://example.com/a?x=1&x=2"),
        ("https://example.com/%7Ecato/", "https://example.com/~cato"),
        ("https://example.com/%e4%b8%ad", "https://example.com/%E4%B8%AD"),
        ("https://example.com/中", "https://example.com/%E4%B8%AD"),
        ("https://example.com/a b", "https://example.com/a%20b"),
        ("https://example.com:80/a", "https://example.com/a"),
        ("http://example.com:8080/a/", "https://example.com:8080/a"),
        ("http://[2001:DB8::1]/a", "https://[2001:db8::1]/a"),
        ("http://[::1]:8000/a", "https://[::1]:8000/a"),
        ("http://192.0.2.7/a", "https://192.0.2.7/a"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        (
            "https://xn--bcher-kva.example/%C3%A4",
            "https://xn--bcher-kva.example/%C3%A4",
        ),
        ("https://BÜCHER.example/ä", "https://xn--bcher-kva.example/%C3%A4"),
        (
            "https://例え.テスト/記事",
            "https://xn--r8jz45g.xn--zckzah/%E8%A8%98%E4%BA%8B",
        ),
    ],
)
def test_canonical_form(url, canonical):
    assert canonical_url(url) == canonical
    assert canonical_url(canonical) == canonical


@pytest.mark.parametrize(
    "url",
    [
        "",
        "   ",
        "/news/ball-on-chips",
        "?page=2",
        "#top",
        "http://",
        "https://.",
        "https://:80/a",
        "ftp://example.com/a",
        "mailto:editor@example.com",
        "javascript:alert(1)",
        "data:text/html,hello",
        "file:///etc/passwd",
        "doi:10.1000/182",
        "http://[::1",
        "http://[example]/",
        "https://example.com:99999/a",
        "https://example.com:port/a",
        "https://exam ple.com/a",
        "https://exam\x00ple.com/a",
        "https://\ud800.example/a",
        "https://example.com/\ud800",
        f"https://{'a' * 300}.com/",
        "\x00",
    ],
)
def test_other_texts_are_refused_with_a_message(url):
    with pytest.raises(ValueError, match="is not a web address"):
        canonical_url(url)


words = st.text("abcXYZ09é中%&=+/?#.:@ -_~;,'[]()\\", max_size=12)


@given(
    st.sampled_from(["http://", "https://", "HTTP://", "//", ""]),
    st.sampled_from(["example.com", "Exämple.org:8080", "[::1]", "1.2.3.4:80"]),
    words,
    words,
    words,
)
def test_any_address_is_refused_or_has_one_stable_form(scheme, host, path, query, end):
    url = f"{scheme}{host}/{path}?{query}#{end}"
    try:
        canonical = canonical_url(url)
    except ValueError:
        return
    assert canonical.startswith("https://")
    assert canonical.isascii()
    assert not canonical.endswith("/")
    assert "#" not in canonical
    assert canonical_url(canonical) == canonical
    assert canonical_url(f"{url}&x") == canonical
