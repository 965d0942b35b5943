"""Web addresses become URIs that the schemas of library formats accept."""

import pytest
from lxml import etree

from quotes.citations.uris import doi_address, web_uri

SCHEMA = etree.XMLSchema(
    etree.XML(
        '<schema xmlns="http://www.w3.org/2001/XMLSchema">'
        '<element name="at" type="anyURI"/></schema>'
    )
)


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("https://a.example/x?y=1#z", "https://a.example/x?y=1#z"),
        ("https://a.example:8080/", "https://a.example:8080/"),
        ("https://a.example:/x", "https://a.example/x"),
        ("https://a.examplehttps://a.example", "https://a.examplehttps//a.example"),
        ("http://[::1]:/", "http://[::1]/"),
        ("https://a.example/100%", "https://a.example/100%25"),
        ("https://a.example/[1]#a#b", "https://a.example/%5B1%5D#a%23b"),
        ("https://[a.example]/", ""),
        ("ftp://a.example/", ""),
        ("a.example", ""),
    ],
)
def test_an_address_becomes_a_uri_or_nothing(address, expected):
    assert web_uri(address) == expected
    at = etree.Element("at")
    at.text = expected
    SCHEMA.assertValid(at)


@pytest.mark.parametrize(
    ("doi", "expected"),
    [
        ("10.1000/182", "https://doi.org/10.1000/182"),
        ("10.1/a<b>#c?d%", "https://doi.org/10.1/a%3Cb%3E%23c%3Fd%25"),
        ("", ""),
    ],
)
def test_a_doi_becomes_an_address(doi, expected):
    assert doi_address(doi) == expected
