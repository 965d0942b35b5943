"""Three stylesheets have the same tokens and fonts: readers', desk's and card's."""

import re

import pytest
from django.conf import settings

CSS = settings.BASE_DIR / "static" / "css"
TOKEN = re.compile(r"(--[\w-]+): ([^;]+);")
FONT = re.compile(r"^@font-face \{.*\}$", re.MULTILINE)


def read(name):
    return (CSS / name).read_text()


def tokens(css):
    """Return the values of the tokens in light and in dark, with colours in full."""
    css = css.partition("@media (forced-colors")[0]
    light, dark = {}, {}
    for block, scheme in zip(
        re.findall(r":root \{(.*?)\}", css, re.DOTALL), [light, dark], strict=False
    ):
        for name, value in TOKEN.findall(block):
            if pair := re.fullmatch(r"light-dark\((\S+), (\S+)\)", value):
                light[name], dark[name] = map(in_full, pair.groups())
            else:
                scheme[name] = in_full(value)
    return light, dark


def in_full(value):
    return re.sub(r"^#(\w)(\w)(\w)$", r"#\1\1\2\2\3\3", value)


@pytest.mark.parametrize("name", ["admin.css", "embed.css"])
def test_a_token_of_two_stylesheets_has_one_value(name):
    for own, other in zip(tokens(read("site.css")), tokens(read(name)), strict=True):
        shared = own.keys() & other.keys()
        assert len(shared) >= 10
        assert {token: other[token] for token in shared} == {
            token: own[token] for token in shared
        }


def test_desk_has_the_fonts_of_the_site():
    assert FONT.findall(read("admin.css")) == FONT.findall(read("site.css"))


@pytest.mark.parametrize("name", ["admin.css", "review.css"])
def test_desk_has_no_colours_of_its_own(name):
    """Colours are tokens, so both themes and both halves of the site agree."""
    rules = re.sub(r"^  --[\w-]+: .*$", "", read(name), flags=re.MULTILINE)
    colours = re.findall(
        r"#[0-9a-f]{3,8}\b|\b(?:white|black|gr[ae]y|red)\b(?!-)", rules
    )
    assert set(colours) <= {"#fff"}


@pytest.mark.parametrize("name", ["admin.css", "review.css"])
def test_every_variable_of_the_desk_is_known(name):
    """A misspelt token is no error in CSS: the rule is silently dropped."""
    known = set(re.findall(r"(--[\w-]+):", read("admin.css") + read("review.css")))
    assert set(re.findall(r"var\((--[\w-]+)", read(name))) <= known
