"""Quotations that are denied much later, by a pronoun, or by a label before them."""

import pytest

from quotes.extraction import find_quotes
from quotes.extraction.suggestion import DENIED, DISPUTED

QUOTE = "“We have lost,” Ann Lowe said."
LABELLED = "“We have lost,” said Ann Lowe."


@pytest.mark.parametrize(
    ("behind", "what"),
    [
        (
            "The line was shared. It was hot. The town slept. She never said that.",
            DENIED,
        ),
        ("Thousands shared the post.\n\nBut she never said it.", DENIED),
        ("Thousands shared the post.\n\nShe said no such thing.", DENIED),
        ("In fact, the mayor said nothing of the kind.", DENIED),
        ("The mayor never said those words.", DENIED),
        ("Thousands shared it. Bob Reed laughed. She did not say that.", DENIED),
        ("“We won,” said Bob Reed. He smiled. Lowe never said that.", DENIED),
        ("She later denied having said it.", DENIED),
        ("The post was shared by millions. The quote is fake.", DENIED),
        ("The quote, however, is fabricated.", DENIED),
        ("She did not say that, her spokesman said.", DISPUTED),
        ("Later her office said she had never said it.", DISPUTED),
        ("Her office denied that she said it.", DISPUTED),
    ],
)
def test_denied_behind(behind, what):
    found = find_quotes(f"{QUOTE} {behind}")
    assert "We have lost" not in str([one.content for one in found.suggestions])
    (first, *_) = found.unsaid
    assert (first.content, first.instead) == (((0, 15),), what)
    assert first.speakers[0].name == "Ann Lowe"


@pytest.mark.parametrize(
    "behind",
    [
        "Bob Reed said he had never said that.",
        "“I never said that,” said Bob Reed.",
        "She denied it.",
        "Reed denied that.",
        "Mary Webb was there too. She never said that.",
        "Mary Webb said she never said that.",
        "“We won,” said Bob Reed. Reed never said that.",
        "“We won,” she added. She never said that.",
        "“We won,” said Bob Reed. The quote is fake.",
        "She never said that it was her fault.",
        "She did not say when.",
        "Rumor: the town is sold.",
    ],
)
def test_not_denied(behind):
    found = find_quotes(f"{QUOTE} {behind}")
    assert ((0, 15),) in [one.content for one in found.suggestions]
    assert ((0, 15),) not in [one.content for one in found.unsaid]


@pytest.mark.parametrize(
    "text",
    [
        f"Fake Quote: {LABELLED}",
        f"FAKE QUOTE: {LABELLED}",
        f"Fake quote: {QUOTE}",
        f"False Claim: {QUOTE}",
        f"Made-up quote: {QUOTE}",
        f"Misattributed: {QUOTE}",
        f"Fact check: False. {QUOTE}",
        "Fake: Ann Lowe said “We have lost.”",
        "FAKE QUOTE: Ann Lowe: “We have lost.”",
        "False: Ann Lowe said she had lost the election.",
        "Claim: Ann Lowe said “We have lost.”\n\nVerdict: False.",
        "Claim: Ann Lowe said “We have lost.”\n\nA post says so.\n\nRating: Fake.",
    ],
)
def test_fake_by_a_label(text):
    found = find_quotes(text)
    assert found.suggestions == []
    assert [one.instead for one in found.unsaid] == [DISPUTED]


@pytest.mark.parametrize(
    "label",
    ["Quote of the day", "Real quote", "Fact check", "Statement", "Quote"],
)
def test_a_label_is_no_part_of_a_quote_nor_its_speaker(label):
    for quote in (QUOTE, LABELLED):
        (one,) = find_quotes(f"{label}: {quote}").suggestions
        start = len(label) + 2
        assert one.content == ((start, start + 15),)
        assert [speaker.name for speaker in one.speakers] == ["Ann Lowe"]


def test_a_claim_that_is_not_refuted_stays():
    text = "Claim: Ann Lowe said “We have lost.”\n\nVerdict: True."
    assert len(find_quotes(text).suggestions) == 1


def test_a_paraphrase_is_denied_too():
    found = find_quotes("Ann Lowe said she owned the town. She never said that.")
    assert [one.instead for one in found.unsaid] == [DENIED]


def test_what_nobody_is_said_to_ask_is_not_said():
    text = "Asked whether he had told aides to “bury the report”, Bob Reed left."
    assert not any(
        "“" in text[slice(*one.content[0])] for one in find_quotes(text).suggestions
    )


def test_nowhere_in_a_document():
    text = "Nowhere in the long letter does Judge Hale say “guilty as charged.”"
    assert find_quotes(text).suggestions == []
    assert [one.instead for one in find_quotes(text).unsaid] == [DENIED]


@pytest.mark.parametrize(
    "before",
    [
        "Ann Lowe could not bring herself to say",
        "Ann Lowe was too proud to say",
        "Ann Lowe did everything but say",
        "Ann Lowe dreamed that she had said",
    ],
)
def test_not_said_in_other_words(before):
    found = find_quotes(f"{before} “I am sorry for it.”")
    assert found.suggestions == []
    assert len(found.unsaid) == 1


@pytest.mark.parametrize(
    "before",
    [
        "Ann Lowe does not deny having said",
        "Ann Lowe never denied saying",
        "Ann Lowe was not too proud to say",
        "Nobody doubts that Ann Lowe said",
    ],
)
def test_a_denial_that_is_denied(before):
    found = find_quotes(f"{before} “I am sorry for it.”")
    assert found.unsaid == []
    assert len(found.suggestions) == 1
