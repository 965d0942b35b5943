"""Texts for display: quotation marks and commas as in books."""

import pytest

from quotes.formatting import as_printed, typeset
from quotes.models import Quote, QuoteKind


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        (
            "DeepSeek's emergence as a \"shot across America's bow,\"",
            "DeepSeek’s emergence as a “shot across America’s bow”",
        ),
        ("shot across America's bow,", "shot across America’s bow"),
        ("“shot across America’s bow,”", "“shot across America’s bow”"),
        ('to be "laser-focused on competing"', "to be “laser-focused on competing”"),
        ("We know, they know", "We know, they know"),
        ("We know; and so,", "We know; and so"),
        ("He said 'yes' and \"no\"", "He said ‘yes’ and “no”"),
        ("\"'Never,' she said\"", "“‘Never,’ she said”"),
        ("the '90s and '20s", "the ’90s and ’20s"),
        ("'Tis the season, 'twas", "’Tis the season, ’twas"),
        ("rock 'n' roll", "rock ’n’ roll"),
        ("the dogs' home and James's", "the dogs’ home and James’s"),
        ("I can't, you won't", "I can’t, you won’t"),
        ('("quoted") and ["so"]—"too"', "(“quoted”) and [“so”]—“too”"),
        ("he is 6'2\" tall", "he is 6'2\" tall"),
        ('a 27" screen', 'a 27" screen'),
        ('the year "1984" came', "the year “1984” came"),
        ("No marks at all.", "No marks at all."),
        ("Never, never,\nnever,", "Never, never,\nnever"),
        ("1,000,", "1,000"),
        ("—,", "—,"),
        ("", ""),
    ],
)
def test_english_words_are_set(printed, shown):
    assert typeset(printed) == shown


@pytest.mark.parametrize("printed", ['Er sagte "ja"', "l'histoire", 'l\'"ami"'])
@pytest.mark.parametrize("language", ["de", "fr", "it", "fr-CA", "zxx"])
def test_marks_of_other_languages_stay(printed, language):
    assert typeset(printed, language) == printed


def test_regional_english_is_english():
    assert typeset("it's", "en-GB") == "it’s"


def test_many_marks_take_no_time():
    for text in ("'" * 20_000, '"' * 20_000, "a '" * 6_000, "a' " * 6_000):
        assert len(typeset(text)) == len(text)


@pytest.mark.parametrize(
    ("kind", "text", "whole", "cut"),
    [
        (QuoteKind.DIRECT, "We will go now.", "“We will go now.”", "“We will […]”"),
        (QuoteKind.DIRECT, "“We will go now.”", "“We will go now.”", "“We will […]”"),
        (QuoteKind.DIRECT, "“We” or “I”", "““We” or “I””", "““We” or […]”"),
        (QuoteKind.INDIRECT, "They will go now.", "They will go now.", "They will […]"),
    ],
)
def test_direct_quotes_have_one_pair_of_marks_around_them(kind, text, whole, cut):
    quote = Quote(kind=kind, text=text)
    assert (as_printed(quote), as_printed(quote, 9)) == (whole, cut)
