"""Heads of texts and layouts of pages, one class of mistakes each, are read right.

`tests/data/layouts.txt` begins with the words of an article in four languages (`@@`);
its cases have a head, a body and the values after `->`. `heads.txt` has the lines above
a text; `!!` is what the editor is told. `kinds.txt` has texts and their kinds.
"""

import re
from pathlib import Path

import pytest

from articles.cleaning import clean
from articles.reading.html import read_html
from articles.reading.plain_text import read_text

DATA = Path(__file__).parents[2] / "data"
ADDRESS = "https://www.hopecourier.example/news/x"
SHORT = {
    "{T}": (
        "<title>Mill sold to farmers | Hope Courier</title>"
        "<meta property='og:site_name' content='Hope Courier'>"
    ),
    "{H}": "<article><h1>Mill sold to farmers</h1>",
    "{BOM}": "\ufeff",
}
WORDS, *LAYOUTS = (DATA / "layouts.txt").read_text("utf-8").split("=== ")
HEADS = (DATA / "heads.txt").read_text("utf-8").split("=== ")[1:]
KINDS = (DATA / "kinds.txt").read_text("utf-8").split("=== ")[1:]
BODIES = {part[:2]: part[3:].strip() for part in WORDS.split("@@ ") if part.strip()}


def fields(found, *names):
    authors = "; ".join(map(str, found.authors))
    return "|".join([found.title, authors, *(getattr(found, name) for name in names)])


@pytest.mark.parametrize("case", LAYOUTS, ids=lambda case: case.partition("\n")[0])
def test_layouts_of_pages_are_read(case):
    case, right = case.rstrip("\n").rsplit("\n-> ", 1)
    first, _, source = case.partition("\n")
    options = [part.strip() for part in first.split("|")][1:]
    language = next((part for part in options if "://" not in part), "en")
    address = next((part for part in options if "://" in part), ADDRESS)
    if first.rstrip().endswith("|") or "nolang" in first:
        language = ""
    for name, text in [*SHORT.items(), *((f"{{{k}}}", v) for k, v in BODIES.items())]:
        source = source.replace(name, text)
    head, body = source.split("\n--- \n")
    tag = f' lang="{language}"' if language else ""
    page = f"<!doctype html><html{tag}><head>{head}</head><body>{body}"
    found = read_html(page.encode(), "text/html; charset=utf-8", address)
    names = ("published", "publication", "kind", "language")
    assert fields(found, *names) == right


@pytest.mark.parametrize("case", HEADS, ids=lambda case: case[3:60])
def test_heads_of_texts_are_read(case):
    case, _, told = case.rstrip("\n").partition("\n!! ")
    case, right = case.rsplit("\n-> ", 1)
    body = re.sub(r"<[^>]+>", "", BODIES[case[:2]]).replace("\n", "\n\n")
    found = read_text(clean(f"{case[3:]}\n\n{body}").text)
    assert fields(found, "published", "publication", "kind") == right
    assert found.language == case[:2]
    for sentence in filter(None, told.split("; ")):
        name, _, remark = sentence.partition(": ")
        assert found.remarks[name] == remark


@pytest.mark.parametrize("case", KINDS, ids=lambda case: case.replace("\n", " ")[:60])
def test_texts_say_what_kind_they_are(case):
    kind, _, text = case.partition("\n")
    for language, body in BODIES.items():
        body = re.sub(r"<[^>]+>", "", body).replace("\n", "\n\n")
        text = text.replace(f"{{{language}}}", body)
    found = read_text(clean(f"{text.rstrip()}\n").text)
    assert found.kind == kind.strip()
    assert not kind.strip() or "kind" not in found.remarks
