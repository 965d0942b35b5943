"""The site and the editors’ desk have the same tokens and fonts."""

import re

import pytest
from django.conf import settings

CSS = settings.BASE_DIR / "static" / "css"
TOKEN = re.compile(r"(--[\w-]+): ([^;]+);")
FONT = re.compile(r"^@font-face \{.*\}$", re.MULTILINE)


def read(name):
    return (CSS / name).read_text()


def tokens(css):
    block = re.search(r"^:root \{$(.*?)^\}$", css, re.DOTALL | re.MULTILINE)
    return dict(TOKEN.findall(block[1]))


def test_desk_has_the_tokens_of_the_site():
    site, desk = (tokens(read(name)) for name in ("site.css", "admin.css"))
    assert len(site) >= 15
    assert {name: desk.get(name) for name in site} == site


def test_desk_has_the_fonts_of_the_site():
    assert FONT.findall(read("admin.css")) == FONT.findall(read("site.css"))


@pytest.mark.parametrize("name", ["admin.css", "review.css"])
def test_desk_has_no_colours_of_its_own(name):
    """Colours are tokens, so that both themes, and site and desk, agree."""
    rules = re.sub(r"^  --[\w-]+: .*$", "", read(name), flags=re.MULTILINE)
    colours = re.findall(
        r"#[0-9a-f]{3,8}\b|\b(?:white|black|gr[ae]y|red)\b(?!-)", rules
    )
    assert set(colours) <= {"#fff"}


@pytest.mark.parametrize("name", ["admin.css", "review.css"])
def test_every_variable_of_the_desk_is_known(name):
    """CSS reports no error for a misspelt token: the rule is silently dropped."""
    known = set(re.findall(r"(--[\w-]+):", read("admin.css") + read("review.css")))
    assert set(re.findall(r"var\((--[\w-]+)", read(name))) <= known
