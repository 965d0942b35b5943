"""The sentences of a quote's page, for every kind, anchor status, standing and passage.

They must agree with the passage and with each other.
"""

import datetime
from itertools import product
from types import SimpleNamespace

import pytest

from articles.models import ArticleKind
from quotes.citations.caveats import Dropped, Unconfirmed
from quotes.explanations import (
    answer_printed,
    answer_said,
    explain_anchor,
    explain_kind,
    reply_of,
)
from quotes.labels import WORKS, name_place
from quotes.models import AnchorStatus, QuoteKind, Standing
from quotes.passages import Place

LOCATED = ("exact", "edited")
#: What can be known of the passage by anchor status: how much of it is quoted ("": it
#: is not shown), whether its marks are, and whether an older text had the words.
KNOWN = [("all", True), ("all", False), ("some", True), ("none", True), ("", True)]
PASSAGES = {
    "exact": [(*known, False) for known in KNOWN],
    "edited": [(*known, False) for known in KNOWN],
    "differs": [
        *[(*known, False) for known in KNOWN],
        *[(*known, True) for known in KNOWN[:-1]],
    ],
    "ambiguous": [("", True, False)],
    "missing": [("", True, False), *[(*known, True) for known in KNOWN[:-1]]],
    "no_text": [("", True, False)],
}
ALL = [
    (kind, anchor, *passage, standing)
    for kind, anchor, standing in product(
        QuoteKind.values, AnchorStatus.values, Standing.values
    )
    for passage in PASSAGES[anchor]
]


def quote_with(kind, anchor, caveat=None):
    """Return what the sentences need of a quote."""
    return SimpleNamespace(
        kind=kind,
        anchor_status=anchor,
        printed_status=caveat.status if caveat else anchor,
        caveat=caveat,
        dropped_words=getattr(caveat, "words", ""),
    )


def sentences(kind, anchor, part, marks, older, standing, work):
    """Return the three sentences of a page."""
    quote = quote_with(kind, anchor)
    return (
        answer_printed(quote, work, was_printed=older),
        explain_kind(quote, work, part, marks_shown=marks, was_printed=older),
        answer_said(standing, quote, work, was_printed=older),
    )


def test_every_kind_of_work_has_a_noun():
    assert set(WORKS) == set(ArticleKind.values)
    articles = {kind for kind, noun in WORKS.items() if noun == "article"}
    assert articles == {"article-newspaper", "article-magazine", "article-journal"}


@pytest.mark.parametrize(("kind", "anchor", "part", "marks", "older", "standing"), ALL)
def test_no_sentence_contradicts_another_or_the_passage(
    kind, anchor, part, marks, older, standing
):
    printed, explained, said = sentences(
        kind, anchor, part, marks, older, standing, "speech"
    )
    text = f"{printed} {explained} {said}"
    assert "article" not in text
    assert "{" not in text
    for sentence in (printed, explained, said):
        assert sentence.endswith(".")
        reply, rest = reply_of(sentence)
        assert f"{reply} {rest}".strip() == sentence
    # The printed words.
    lacks = anchor in ("missing", "differs") and not older
    assert printed.startswith("Yes") is (anchor in LOCATED)
    assert printed.startswith("No longer.") is older
    assert printed.startswith("No.") is lacks
    # Quotation marks: a claim only if the passage shows them.
    claims_all = "prints all of it inside quotation marks" in explained
    claims_part = "prints part of it inside quotation marks" in explained
    denies = "not a quotation" in explained
    seen = anchor in LOCATED and bool(part) and marks
    assert claims_all is (seen and (kind, part) == ("direct", "all"))
    assert claims_part is (seen and (kind, part) == ("mixed", "some"))
    assert denies is (seen and (kind, part) == ("indirect", "none"))
    if not (claims_all or claims_part or denies):
        assert explained.startswith("Entered as ")
    if part == "none" and not denies:
        assert "no quotation marks around" in explained
    if older:
        assert "The older passage" in explained
    # The speaker.
    assert said.startswith("No.") is (standing == "misattributed")
    approves = said.startswith("Yes")
    assert approves is (standing == "verified" and not lacks)
    if approves and kind != "direct":
        assert said.startswith("Yes, in substance")
    if standing == "unverified":
        assert said.startswith("Not yet checked. ")
        assert ("credits it to" in said) is (anchor in LOCATED)
    if standing == "misattributed" and kind == "indirect":
        assert "words" not in said


@pytest.mark.parametrize("kind", QuoteKind.values)
@pytest.mark.parametrize("standing", Standing.values)
def test_a_negation_left_out_is_no_yes(kind, standing):
    quote = quote_with(kind, "edited", Dropped("not"))
    printed = answer_printed(quote, "book")
    said = answer_said(standing, quote, "book")
    assert printed.startswith("Not in the same sense: ")
    assert "“not”" in printed
    assert "Yes" not in f"{printed} {said}"
    assert "credits it to" not in said


@pytest.mark.parametrize("kind", QuoteKind.values)
@pytest.mark.parametrize("anchor", LOCATED)
def test_a_passage_that_nobody_rechecked_is_no_yes(kind, anchor):
    quote = quote_with(kind, anchor, Unconfirmed(datetime.date(2026, 11, 29)))
    printed = answer_printed(quote, "speech")
    assert printed.startswith("Not settled. The speech has the words")
    assert "noticed on 29 November 2026" in printed
    assert ("marked changes" in printed) is (anchor == "edited")
    unchecked = answer_said("unverified", quote, "speech")
    assert unchecked == (
        "Not yet checked. The passage in the speech changed or moved and was not "
        "rechecked. No editor has compared it with another source."
    )
    assert answer_said("misattributed", quote, "speech").startswith("No.")


@pytest.mark.parametrize("kind", ["direct", "mixed"])
def test_no_quotation_marks_are_missed_in_a_text_of_the_speaker(kind):
    quote = quote_with(kind, "exact")
    own = explain_kind(quote, "letter", "none", by_speaker=True)
    assert own.endswith(
        "The source is the letter itself, so it has no quotation marks."
    )
    usual = "as is usual in the text of spoken words."
    assert usual not in explain_kind(quote, "letter", "none")
    assert usual in explain_kind(quote, "speech", "none")
    assert usual in explain_kind(quote, "interview", "none")
    # Where there are marks, or the words are a paraphrase, nothing is different.
    for part in ("all", "some", ""):
        said = explain_kind(quote, "letter", part)
        assert explain_kind(quote, "letter", part, by_speaker=True) == said
    paraphrase = quote_with("indirect", "exact")
    said = explain_kind(paraphrase, "letter", "none", by_speaker=True)
    assert said == explain_kind(paraphrase, "letter", "none")


@pytest.mark.parametrize(
    "reason, shown",
    [
        (
            "Print has other words. Printed: “win”; entered: “lose”.",
            "Printed: “win”; entered: “lose”.",
        ),
        (
            "Its marked changes leave out or put in “not”. Differs from print by "
            "marked changes only.",
            "Differs from print by marked changes only.",
        ),
        ("Interrupted in print by the words between.",) * 2,
        ("",) * 2,
    ],
)
def test_a_reason_does_not_repeat_the_answer(reason, shown):
    assert explain_anchor(SimpleNamespace(anchor_reason=reason)) == shown


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (Place(3, 3, 31, False), "Paragraph 3 of 31"),
        (Place(3, 4, 31, False), "Paragraphs 3 and 4 of 31"),
        (Place(3, 6, 31, False), "Paragraphs 3 to 6 of 31"),
        (Place(1, 1, 6, True), "Excerpt 1 of 6"),
        (Place(5, 6, 6, True), "Excerpts 5 and 6 of 6"),
        (Place(1, 6, 6, True), "Excerpts 1 to 6 of 6"),
        (Place(1, 1, 1, False), ""),
        (None, ""),
    ],
)
def test_a_place_is_named_by_its_paragraphs(place, expected):
    assert name_place(place) == expected


@pytest.mark.parametrize(
    ("answer", "reply", "rest"),
    [
        ("Yes, word for word. Compared.", "Yes, word for word.", "Compared."),
        ("No. Misattributed. It was Bea.", "No. Misattributed.", "It was Bea."),
        ("No longer. It was changed.", "No longer.", "It was changed."),
        ("In doubt. There is evidence.", "In doubt. There is evidence.", ""),
        ("Yes. Verified by editors. So.", "Yes. Verified by editors.", "So."),
        ("Not settled. The words.", "Not settled.", "The words."),
    ],
)
def test_the_reply_is_the_first_sentence_or_two(answer, reply, rest):
    assert reply_of(answer) == (reply, rest)


@pytest.mark.parametrize("standing", ["unverified", "misattributed"])
def test_an_answer_names_the_speaker(standing):
    quote = quote_with("direct", "exact")
    assert "Dean Ball" in answer_said(standing, quote, "book", name="Dean Ball")
    assert "this speaker" in answer_said(standing, quote, "book")
