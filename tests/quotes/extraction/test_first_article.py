"""The first article of this project: all eight attributions are found."""

import tomllib
from pathlib import Path

import pytest

from quotes.extraction import find_quotes

FIXTURE = Path(__file__).parents[3] / "fixtures" / "deepseek.toml"
ARTICLE = tomllib.loads(FIXTURE.read_text(encoding="utf-8"))["articles"][0]
#: Quoted words that the article attributes to nobody, in sentences of our own.
SCARE_QUOTES = (
    "This development signals a possible “slow unwinding of the AI bet” in the West "
    "and to an era of “AI efficiency wars.” The field of “geotechnopolitics,” "
    "where models are weapons, is growing. Is it the end of the "
    "“Silicon Valley Effect”?"
)


def attributed():
    for quote in ARTICLE["quotes"]:
        for one in quote["attributions"]:
            yield quote["kind"], quote["text"], one["name"], one["role"]


def letters(text):
    return "".join(filter(str.isalnum, text)).removeprefix("that")


@pytest.mark.parametrize(("kind", "words", "name", "role"), list(attributed()))
def test_each_attribution_is_suggested(kind, words, name, role):
    text = ARTICLE["text"]
    assert [
        (one.kind, speaker.name, speaker.role)
        for one in find_quotes(text).suggestions
        for speaker in one.speakers
        if letters("".join(text[start:end] for start, end in one.content))
        == letters(words)
    ].count((kind, name, role)) == 1


def test_scare_quotes_are_not_suggested():
    found = find_quotes(SCARE_QUOTES)
    assert found.suggestions == []
    assert [one.what for one in found.others] == [
        "scare quotes",
        "scare quotes",
        "scare quotes",
        "title of a work",
    ]
