"""Quotations in titles are told apart from apostrophes, curly or straight."""

from hypothesis import given
from hypothesis import strategies as st

from quotes.citations.quotation_marks import (
    QuotedWords,
    split_quotations,
    without_marks,
)


def shown(text):
    """Return a text with {double} and [single] quotations in brackets."""
    return "".join(
        ("{%s}" if part.double else "[%s]") % shown(part.text)
        if isinstance(part, QuotedWords)
        else part
        for part in split_quotations(text)
    )


TITLES = {
    "Why the “quiet war” over ‘smart’ meters isn’t over": (
        "Why the {quiet war} over [smart] meters isn’t over"
    ),
    "Why the 'quiet war' isn't over": "Why the [quiet war] isn’t over",
    'Why the "quiet war" isn\'t over': "Why the {quiet war} isn’t over",
    "'Enough!' shouts minister": "[Enough!] shouts minister",
    "Minister: 'We won't pay'": "Minister: [We won’t pay]",
    "Minister: ‘We won’t pay’": "Minister: [We won’t pay]",
    "‘He said “no”’ and 'she said \"yes\"'": "[He said {no}] and [she said {yes}]",
    "“He said ‘no’ twice”": "{He said [no] twice}",
    "'Yes' or 'no'?": "[Yes] or [no]?",
    "The 'new'-style 'deal'.": "The [new]-style [deal].",
    "('smart') meters": "([smart]) meters",
    # A possessive before the end of a quotation, and after it.
    "'The boys' club' closes": "[The boys’ club] closes",
    "‘The boys’ club’ closes": "[The boys’ club] closes",
    "'Yes' say the boys' parents": "[Yes] say the boys’ parents",
    "'No' say the boys' parents": "[No] say the boys’ parents",
    # Apostrophes and elisions alone.
    "The boys' club": "The boys’ club",
    "Dogs' and cats' rights": "Dogs’ and cats’ rights",
    "Rock 'n' roll's '90s": "Rock ’n’ roll’s ’90s",
    "Rock ‘n’ roll": "Rock ‘n’ roll",
    "'Tis the 'season'": "’Tis the [season]",
    "O'Brien won't go": "O’Brien won’t go",
    "Don't 'do' it": "Don’t [do] it",
    # Measures, and marks without a partner.
    "A 6'2\" fence": "A 6'2\" fence",
    'A 12" record': 'A 12" record',
    "“An open end": "“An open end",
    "It is over’": "It is over’",
    # Other languages.
    "Bericht „unfertig“ und ‚neu‘": "Bericht „unfertig“ und ‚neu‘",
    "« L’eau » et l'air": "« L’eau » et l’air",
    "": "",
}


def test_quotations_in_titles():
    assert {title: shown(title) for title in TITLES} == TITLES


@given(st.text("aS ’'‘“”\".n9"))
def test_no_character_is_lost(text):
    def joined(text):
        return "".join(
            f'"{joined(part.text)}"' if isinstance(part, QuotedWords) else part
            for part in split_quotations(text)
        )

    marks = str.maketrans(dict.fromkeys("’'‘“”", '"'))
    assert joined(text).translate(marks) == text.translate(marks)


def test_one_pair_around_all_words_is_left_out():
    for text, inner in (
        ("“We go.”", "We go."),
        ("“We”\n“go.”", "“We”\n“go.”"),
        ("“We” or “I”", "“We” or “I”"),
        ("“We “go”", "“We “go”"),
        ("We go.", "We go."),
        ("", ""),
    ):
        assert without_marks(text) == inner
