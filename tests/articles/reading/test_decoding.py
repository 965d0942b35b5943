"""Bytes of pages are decoded in their real encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.decoding import decode

WORDS = "“Ça va”, said Zoë: это так."


@pytest.mark.parametrize(
    ("body", "label", "text", "told"),
    [
        (WORDS.encode(), "", WORDS, ""),
        (WORDS.encode(), "text/html; charset=utf-8", WORDS, ""),
        (WORDS.encode("utf-8-sig"), "text/html; charset=latin-1", WORDS, ""),
        (WORDS.encode("utf-16"), "", WORDS, ""),
        ("Ça “va”".encode("cp1252"), "text/html; charset=ISO-8859-1", "Ça “va”", ""),
        ("это так".encode("koi8-r"), "text/plain; charset=koi8-r", "это так", ""),
        (WORDS.encode(), "text/html; charset=iso-8859-1", WORDS, "but it is utf-8"),
        ("Ça “va”".encode("cp1252"), "", "Ça “va”", "read as Western European"),
        ("Ça va".encode("cp1252"), "text/html; charset=utf-8", "�a va", ""),
        (b"plain", "text/html; charset=nonsense-7", "plain", ""),
        (b"plain", "text/html; charset=base64", "plain", ""),
        (b"plain", "text/html; charset=utf-7", "plain", ""),
    ],
)
def test_bytes_are_read_in_their_real_encoding(body, label, text, told):
    found, said = decode(body, label, markup=False)
    if "�" not in text:
        assert found == text
    assert told in said
    assert bool(said) or not told


def test_a_page_names_its_own_encoding():
    body = '<meta charset="windows-1251"><p>Это так'.encode("cp1251")
    assert "Это так" in decode(body, "text/html", markup=True)[0]


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_can_be_decoded(body, label):
    text, _ = decode(body, f"text/html; charset={label}", markup=True)
    text.encode()
