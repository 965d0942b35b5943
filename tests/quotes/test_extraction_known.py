"""Short names that an article does not explain, and speakers who are known already."""

import pytest

from quotes.extraction import KnownNames, suggest

TEXT = "“It is late,” Ruiz said."


def first(text, known):
    (one,) = suggest(text, known=known)
    return one


@pytest.mark.parametrize(
    "known",
    [
        ["Ana Ruiz", "Tom Berg"],
        ("Ana Ruiz",),
        {"Ana Ruiz": ["A. Ruiz"], "Tom Berg": []},
        {"Ana Maria Ruiz": ["Ana Ruiz"]},
        ["Ana Ruiz Jr."],
        KnownNames(["Ana Ruiz"]),
    ],
)
def test_the_only_known_speaker_of_a_name_is_meant(known):
    one = first(TEXT, known)
    (speaker,) = one.speakers
    assert speaker.name in ("Ana Ruiz", "Ana Maria Ruiz", "Ana Ruiz Jr.")
    assert speaker.printed == "Ruiz"
    assert f"{speaker.name} is the only known speaker called “Ruiz”" in one.reason


@pytest.mark.parametrize("known", [[], {}, ["Ana Ruiz", "Eva Ruiz"], ["Tom Berg"]])
def test_nobody_is_guessed(known):
    one = first(TEXT, known)
    assert one.speakers[0].name == "Ruiz"
    assert "known speaker" not in one.reason


def test_what_the_article_tells_comes_first():
    text = "Eva Ruiz, a baker, came. “It is late,” Ruiz said."
    one = suggest(text, known=["Ana Ruiz"])[-1]
    assert one.speakers[0].name == "Eva Ruiz"
    assert "known speaker" not in one.reason


def test_an_alias_of_an_organisation():
    one = first(
        "“It is late,” the EPA said.", {"Environmental Protection Agency": ["EPA"]}
    )
    assert one.speakers[0].name == "Environmental Protection Agency"


def test_a_title_before_a_short_name_is_the_role():
    one = first("“It is late,” Sen. Ruiz said.", ["Ana Ruiz"])
    assert (one.speakers[0].name, one.speakers[0].role) == ("Ana Ruiz", "Sen.")


def test_names_are_alike_whatever_their_apostrophe_and_case():
    assert KnownNames(["Sinéad O’Brien"]).full_name("O'Brien") == "Sinéad O’Brien"
    assert KnownNames(["Sinéad O’Brien"]).full_name("") == ""


def test_a_single_text_is_refused():
    with pytest.raises(TypeError, match="a list or a mapping"):
        suggest(TEXT, known="Ana Ruiz")
