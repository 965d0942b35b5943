"""Text fragments: whole words, encoded, and never more than is certain."""

from urllib.parse import unquote

from quotes.citations.reference import Quoted, Reference, Work
from quotes.citations.text_fragment import address_at, text_directive
from tests.support.fragment_pages import CASES, held


def test_terms_are_whole_words_of_the_same_paragraph():
    cut = "x" * 20 + "ing the long day he said"
    for printed, prefix, suffix, directive in (
        (["We go."], "", "", "text=We go."),
        (["We go."], "he said “", "” and left", "text=he said “-,We go.,-” and left"),
        # 32 code points are cut off in the middle of a word.
        (
            ["We go"],
            "ly before the long day he said, ",
            "",
            "text=before the long day he said,-,We go",
        ),
        (
            ["We go"],
            "",
            " and then she came in from the ga",
            "text=We go,-and then she came in from the",
        ),
        (["We go"], "A line.\nHe said ", ".\nNext line.", "text=He said-,We go,-."),
        (["We go"], "A line.\n\n", "\n\nNext line.", "text=A line.-,We go,-Next line."),
        (["We go"], "", "\n\nNext line.", "text=We go,-Next line."),
        (["We\ngo  now"], "", "", "text=We,go now"),
        (["We go", "now"], "", "", "text=We go,now"),
        ([], "a", "b", ""),
        (["  \n"], "a", "b", ""),
        (["x" * 400], "", "", "text=" + "x" * 400),
        (["我们" * 200], cut, "", "text=the long day he said-," + "我们" * 200),
    ):
        found = text_directive(printed, prefix, suffix)
        assert unquote(found) == directive


def test_what_the_syntax_uses_is_encoded():
    assert text_directive(["a-b, c&d #1 100%/é"], "", "") == (
        "text=a%2Db%2C%20c%26d%20%231%20100%25%2F%C3%A9"
    )
    for _about, *case in CASES:
        directive = text_directive(*held(*case[:3])).removeprefix("text=")
        assert directive.isascii() and not set(directive) & set("& #/\n")
        assert 1 <= len(directive.split(",")) <= 4


def test_only_web_pages_have_such_addresses():
    for url, begin in (
        ("https://a.example/", "https://a.example/#:~:text="),
        ("http://a.example/#part", "http://a.example/#part:~:text="),
        ("http://a.example/#part:~:text=old", "http://a.example/#part:~:text="),
        ("http://a.example/#:~:text=old", "http://a.example/#:~:text="),
        ("http://a.example/?q=:~:a", "http://a.example/?q=:~:a#:~:text="),
        ("", ""),
        ("javascript:alert(1)", ""),
        ("ftp://a.example/", ""),
    ):
        found = address_at(url, ["Words"], "", "")
        assert found == (f"{begin}Words" if begin else "")


def test_a_quote_has_one_where_the_page_has_the_words():
    work = Work(key="a1", type="webpage", title="T", url="https://a.example/")
    for fields, found in (
        ({"anchor": "exact", "spans": ((0, 6),)}, True),
        ({"anchor": "edited", "spans": ((0, 3),), "printed": ("Wor",)}, True),
        ({"anchor": "edited", "spans": ((0, 3),)}, False),  # what is printed?
        ({"anchor": "ambiguous", "spans": ((0, 6),)}, False),
        ({"anchor": "missing"}, False),
        ({"anchor": "no_text"}, False),
    ):
        quoted = Quoted(key="q1", text="Words.", **fields)
        assert bool(Reference(work, quoted).source_at_words) == found, fields
