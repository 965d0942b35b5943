"""The sentences of a quote's page, for every kind, anchor status, standing and passage.

They must agree with the passage and with each other.
"""

from itertools import product
from types import SimpleNamespace

import pytest

from articles.models import ArticleKind
from quotes.labels import WORKS, answer_printed, answer_said, explain_kind
from quotes.models import AnchorStatus, QuoteKind, Standing

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


def sentences(kind, anchor, part, marks, older, standing, work):
    """Return the three sentences of a page."""
    quote = SimpleNamespace(kind=kind, anchor_status=anchor, dropped_words="")
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
    # The printed words.
    lacks = anchor in ("missing", "differs") and not older
    assert printed.startswith("Yes") is (anchor in LOCATED or older)
    assert printed.startswith("No") is lacks
    # Quotation marks: a claim only if the passage shows them.
    claims_all = "prints all of it inside quotation marks" in explained
    claims_part = "prints a part of it inside quotation marks" in explained
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
        assert "the older passage" in explained
    # The speaker.
    assert said.startswith("No.") is (standing == "misattributed")
    approves = said.startswith("Yes")
    assert approves is (standing == "verified" and not lacks)
    if approves and kind != "direct":
        assert said.startswith("Yes, in substance")
    if standing == "unverified":
        assert ("According to" in said) is (anchor in LOCATED)
    if standing == "misattributed" and kind == "indirect":
        assert "words" not in said


@pytest.mark.parametrize("kind", QuoteKind.values)
@pytest.mark.parametrize("standing", Standing.values)
def test_a_negation_left_out_is_no_yes(kind, standing):
    quote = SimpleNamespace(kind=kind, anchor_status="edited", dropped_words="not")
    printed = answer_printed(quote, "book")
    said = answer_said(standing, quote, "book")
    assert printed.startswith("Not in the same sense: ")
    assert "“not”" in printed
    assert "Yes" not in f"{printed} {said}"
    assert "According to" not in said
