"""Bytes of pages are decoded in their real encoding."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.decoding import decode, is_binary

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
        ("①「勝」".encode("cp932"), "text/html; charset=x-sjis", "①「勝」", ""),
        ("똠 뷁".encode("cp949"), "text/html; charset=euc-kr", "똠 뷁", ""),
        ("嘅咗".encode("big5hkscs"), "text/html; charset=big5", "嘅咗", ""),
        ("\x93Ça\x94".encode(), "text/plain; charset=utf-8", "“Ça”", "controls"),
        (b"\x93\xc7a\x94 \xff", "text/plain; charset=utf-8", "“Ça” ÿ", "Western"),
    ],
)
def test_bytes_are_read_in_their_real_encoding(body, label, text, told):
    found, said = decode(body, label, markup=False)
    if "�" not in text:
        assert found == text
    assert told in said
    assert bool(said) or not told


@pytest.mark.parametrize(
    ("head", "encoding"),
    [
        ('<meta charset="windows-1251">', "cp1251"),
        ('<?xml version="1.0" encoding="windows-1251"?>', "cp1251"),
        ('<!-- <meta charset="koi8-r"> --><meta charset="windows-1251">', "cp1251"),
        # Such a label could not be read if it were true.
        ('<meta charset="utf-16">', "utf-8"),
    ],
)
def test_a_page_names_its_own_encoding(head, encoding):
    body = f"{head}<p>Это так".encode(encoding)
    text, told = decode(body, "text/html", markup=True)
    assert text.endswith("<p>Это так")
    assert not told


@pytest.mark.parametrize("start", ["%PDF-1.7 1 0 obj", r"{\rtf1\ansi We won}"])
def test_files_of_other_programs_are_no_text(start):
    assert is_binary(start)
    assert not is_binary(f"She said: {start}")


@given(st.binary(max_size=300), st.text(max_size=40))
def test_any_bytes_can_be_decoded(body, label):
    text, _ = decode(body, f"text/html; charset={label}", markup=True)
    text.encode()
