"""The sentence on a saying: true in every combination of dates, speakers, standings."""

from itertools import product

import pytest

from articles.partial_dates import PartialDate
from quotes.listing.credits import find_credits, sum_up
from quotes.listing.rows import ArticleRow, AttributionRow, QuoteRow
from quotes.listing.sayings import Print
from quotes.models import Standing

WORDS = "Well-behaved women seldom make history."
LEAD_INS = {"verified": "Written by", "misattributed": "Not written by"}


def made(date, speakers=(), words=WORDS, anchor="exact", article=None):
    """Return a Print; `speakers` are pairs such as ("Voltaire", "misattributed")."""
    made.number += 1
    return Print(
        QuoteRow(
            made.number,
            "direct",
            words,
            "en",
            anchor,
            None,
            None,
            ArticleRow(
                article or made.number,
                "The Friends",
                "en",
                None,
                date and PartialDate.parse(date),
            ),
            tuple(
                AttributionRow(
                    name, name, "", standing, LEAD_INS.get(standing, "Credited to")
                )
                for name, standing in speakers
            ),
        ),
        "equal",
        "book",
    )


made.number = 0


def say(*prints, total=None):
    prints = sorted(
        prints,
        key=lambda each: (
            each.printed is None,
            each.printed and each.printed.first_day,
            each.row.key,
        ),
    )
    return sum_up(prints, find_credits(prints), total or len(prints))


HALL, VOLTAIRE = ("Evelyn Hall", "verified"), ("Voltaire", "misattributed")
CREDITED = ("Voltaire", "unverified")


@pytest.mark.parametrize(
    ("prints", "expected"),
    [
        (
            [made("1906", [HALL]), made("1939", [VOLTAIRE])],
            "Misattributed to Voltaire in 1939; earliest print on record here: 1906, "
            "written by Evelyn Hall.",
        ),
        (
            [made("1906", [HALL]), made("1939", [VOLTAIRE]), made("1940", [CREDITED])],
            "Misattributed to Voltaire since 1939; earliest print on record here: "
            "1906, written by Evelyn Hall.",
        ),
        (  # Other words than those that the evidence is about.
            [
                made("1906", [HALL]),
                made("1939", [VOLTAIRE]),
                made("1940", [CREDITED], "Women seldom make history."),
            ],
            "Attributed to Voltaire since 1939, refuted in 1 of 2 prints; earliest "
            "print on record here: 1906, written by Evelyn Hall.",
        ),
        (
            [made("1906", [CREDITED]), made("1906-05", [CREDITED])],
            "Attributed to Voltaire in 1906, not yet checked; one of the earliest "
            "prints on record here: 1906, in “The Friends”.",
        ),
        (
            [made("1906", [CREDITED]), made(None, [CREDITED])],
            "Attributed to Voltaire at least since 1906, not yet checked; earliest "
            "dated print on record here: 1906, in “The Friends”.",
        ),
        (
            [made(None, [CREDITED]), made(None, [CREDITED])],
            "Attributed to Voltaire without a date, not yet checked; no print on "
            "record here is dated.",
        ),
        (
            [made("1906-05-01"), made("1939")],
            "No print names a speaker; earliest print on record here: 1 May 1906, in "
            "“The Friends”.",
        ),
        (
            [made("1906", anchor="missing"), made("1939", [CREDITED])],
            "Attributed to Voltaire in 1939, not yet checked; earliest source named "
            "on record here: 1906, in “The Friends”.",
        ),
        (
            [made("1906", [HALL]), made("1939", [HALL])],
            "Credited to Evelyn Hall since 1906, verified; earliest print on record "
            "here: 1906, written by Evelyn Hall.",
        ),
        (
            [made("1906", [HALL]), made("1939", [("Evelyn Hall", "unverified")])],
            "Attributed to Evelyn Hall since 1906, verified in 1 of 2 prints; earliest "
            "print on record here: 1906, written by Evelyn Hall.",
        ),
        (
            [made("1906", [("Henry", "disputed")]), made("1939")],
            "Attributed to Henry in 1906, disputed; earliest print on record here: "
            "1906, in “The Friends”.",
        ),
        (
            [
                made("1906", [("Henry", "disputed")]),
                made("1939", [("Henry", "verified")]),
                made("1940", [("Henry", "misattributed")]),
            ],
            "Attributed to Henry since 1906, verified in 1, refuted in 1 and disputed "
            "in 1 of 3 prints; earliest print on record here: 1906, in “The Friends”.",
        ),
        (
            [made("1906", [(name, "unverified")]) for name in "ABCDE"],
            "Attributed to A in 1906, not yet checked; attributed to B in 1906, not "
            "yet checked; attributed to C in 1906, not yet checked; attributed to 2 "
            "others as well; one of the earliest prints on record here: 1906, in “The "
            "Friends”.",
        ),
        (  # One source prints it twice: nothing else is as early.
            [made("1906", article=7), made("1906", article=7)],
            "No print names a speaker; earliest print on record here: 1906, in “The "
            "Friends”.",
        ),
    ],
)
def test_the_sentence(prints, expected):
    assert say(*prints) == expected


def test_the_sentence_claims_no_more_than_was_read():
    text = say(made("1906"), made("1939"), total=900)
    assert text.startswith("In its 2 earliest prints: no print names a speaker; ")


def test_every_combination_of_dates_standings_and_words():
    standings = (None, *Standing.values)
    dates, words = (None, "1906", "1939-05"), (WORDS, "Other words altogether.")
    one = list(product(dates, standings, words))
    for first, second in product(one, one):
        prints = [
            made(date, [("Ada", standing)] if standing else [], text)
            for date, standing, text in (first, second)
        ]
        text = say(*prints)
        known = [each for each in (first, second) if each[1]]
        found = {standing for _date, standing, _text in known}
        assert text.endswith(".")
        assert text.count(".") == 1
        assert "{" not in text
        assert ("no print names" in text.lower()) == (not known)
        # Nothing is called verified, refuted or disputed unless a print is.
        for standing, sign in (("verified", "verified"), ("disputed", "disputed")):
            if sign in text:
                assert standing in found
        if "isattributed" in text or "refuted" in text:
            assert "misattributed" in found
        if "Misattributed" in text:  # of all prints, so nothing else is known
            assert "verified" not in found
            of_words = {w for _d, standing, w in known if standing == "misattributed"}
            assert {w for *_rest, w in known} == of_words
        if "misattributed" in found and "verified" not in found:
            assert "isattributed" in text or "refuted" in text
        # A year is given only if a print that names the speaker has it.
        named = [date[:4] for date, *_rest in known if date]
        claim = text.split("; ")[0]
        if "since" in claim or " in 19" in claim:
            assert any(year in claim for year in named)
        undated = [date for date, *_rest in known if not date]
        if " since " in claim and undated:
            assert "at least since" in claim
        if "earliest print" in text or "earliest source" in text:
            assert first[0]
            assert second[0]
