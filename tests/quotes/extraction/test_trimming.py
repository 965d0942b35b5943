"""Contents end before the words of somebody else, a gloss, or a sentence's rest."""

import pytest

from quotes.extraction import find_quotes


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "Ann Lowe said “we won” and Bob Reed “we lost.”",
            {"Ann Lowe": "“we won”"},
        ),
        (
            "While Ann Lowe said “we won”, Bob Reed countered: “we lost.”",
            {"Ann Lowe": "“we won”", "Bob Reed": "“we lost.”"},
        ),
        (
            "Ann Lowe said “we won” while Bob Reed said “we lost.”",
            {"Ann Lowe": "“we won”", "Bob Reed": "“we lost.”"},
        ),
        (
            "“We won the vote,” Ann Lowe said, and Bob Reed “we lost it all.”",
            {"Ann Lowe": "“We won the vote,”"},
        ),
        (
            "Ann Lowe said “we won”, and the mayor “we lost.”",
            {"Ann Lowe": "“we won”"},
        ),
        (
            "Ann Lowe said “we won” because Bob Reed told her “you won.”",
            {"Ann Lowe": "“we won”", "Bob Reed": "“you won.”"},
        ),
        (
            "Ann Lowe asked “who won?” and Bob Reed answered “we lost.”",
            {"Ann Lowe": "“who won?”", "Bob Reed": "“we lost.”"},
        ),
        (
            "Ann Lowe shouted “Wir gehen!” (“We go!”) and left.",
            {"Ann Lowe": "“Wir gehen!”"},
        ),
        (
            "Ann Lowe, saying “we won,” was cheered by Bob Reed.",
            {"Ann Lowe": "“we won,”"},
        ),
        (
            "A banner saying “we won” hung over the door.",
            {"": "“we won”"},
        ),
        (
            "Ann Lowe said it was “a win” and Bob Reed “a loss.”",
            {"Ann Lowe": "it was “a win”"},
        ),
        (
            "Ann Lowe said that “we won” and that Bob Reed “was a liar.”",
            {"Ann Lowe": "that “we won” and that Bob Reed “was a liar.”"},
        ),
        (
            "Ann Lowe said “we won” and Bob Reed was “a liar.”",
            {"Ann Lowe": "“we won” and Bob Reed was “a liar.”"},
        ),
        (
            "Ann Lowe said she “liked” Bob Reed’s “frank words.”",
            {"Ann Lowe": "she “liked” Bob Reed’s “frank words.”"},
        ),
        (
            "Ann Lowe said “we won” and “we will win again.”",
            {"Ann Lowe": "“we won” and “we will win again.”"},
        ),
        (
            "“Wir gehen weg,” Ann Lowe told Bob Reed. (Translation: “We will go.”)",
            {"Ann Lowe": "“Wir gehen weg,”"},
        ),
        (
            "“Wir schaffen das” (“We can do this”), Ann Lowe said.",
            {"Ann Lowe": "“Wir schaffen das”"},
        ),
        (
            "“Wir schaffen das” (We can do this), Ann Lowe said.",
            {"Ann Lowe": "“Wir schaffen das”"},
        ),
        (
            "A tweet in which Ann Lowe said “I quit” has been shared widely.",
            {"Ann Lowe": "“I quit”"},
        ),
        (
            "A post saying “I quit the race” has been shared widely.",
            {"": "“I quit the race”"},
        ),
        (
            "“I quit the race” has been shared widely, Ann Lowe said.",
            {"Ann Lowe": "“I quit the race” has been shared widely"},
        ),
    ],
)
def test_who_said_what(text, said):
    found = find_quotes(text).suggestions
    assert {
        one.speakers[0].name: "/".join(text[slice(*span)] for span in one.content)
        for one in found
    } == said
