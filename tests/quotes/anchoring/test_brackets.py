"""Words in brackets that change the sense are not a mere marked change."""

import pytest

from quotes.anchoring import EDITED, locate
from quotes.checking.judging import judge
from quotes.checking.verdicts import Candidate, Verdict

#: (printed, entered): the words in brackets change the sense.
OTHER = [
    ("We oppose the war in the old town.", "We [support] the war in the old town."),
    ("We opposed the war in the old town.", "We [supported] the war in the old town."),
    (
        "It is illegal to sell it in the old town.",
        "It is [legal] to sell it in the old town.",
    ),
    (
        "It is legal to sell it in the old town.",
        "It is [il]legal to sell it in the old town.",
    ),
    (
        "It is harmless to all people of the town.",
        "It is harm[ful] to all people of the town.",
    ),
    (
        "The old mill is unsafe for all of us here.",
        "The old mill is [safe] for all of us here.",
    ),
    (
        "The old mill is partly safe for all of us.",
        "The old mill is [completely] safe for all of us.",
    ),
    (
        "We saw fifty people at the old harbour.",
        "We saw [many] people at the old harbour.",
    ),
    ("We saw 50 people at the old harbour.", "We saw [60] people at the old harbour."),
    ("We won the vote in the old town.", "We [may have] won the vote in the old town."),
    ("We won the vote in the old town.", "We won [part of, perhaps,] the vote in the"),
    ("We may have won the vote in town.", "We [have] won the vote in town."),
    ("We won the vote in the old town.", "We [mostly] won the vote in the old town."),
    (
        "We may sell the old mill to strangers.",
        "We [must] sell the old mill to strangers.",
    ),
    (
        "Carl Hart must go for the good of the town.",
        "[Bob Reed] must go for the good of the town.",
    ),
    (
        "For the good of the town we trust Carl Hart.",
        "For the good of the town we trust [Bob Reed].",
    ),
    (
        "We trust Carl Hart with all of the old town.",
        "We trust [Reed] with all of the old town.",
    ),
    (
        "Der Plan ist gut für die Leute der Stadt.",
        "Der Plan ist [schlecht] für die Leute der Stadt.",
    ),
    (
        "Wir haben zwölf Schiffe im alten Hafen der Stadt.",
        "Wir haben [fünf] Schiffe im alten Hafen der Stadt.",
    ),
    (
        "Le plan est vrai pour les gens de la ville.",
        "Le plan est [faux] pour les gens de la ville.",
    ),
    (
        "El plan es bueno para la gente del pueblo.",
        "El plan es [malo] para la gente del pueblo.",
    ),
]
#: (printed, entered): the words in brackets explain the printed ones.
SAME = [
    ("She may win the old town.", "[May] may win the old town."),
    ("He did win the old town.", "[Will Hart] did win the old town."),
    ("We are able to sell it in town.", "We [can] sell it in town."),
    (
        "The Prime Minister must go for the good of us.",
        "[Carl Hart] must go for the good of us.",
    ),
    (
        "We oppose it for the good of the town.",
        "We oppose [the war] for the good of the town.",
    ),
    (
        "He must go for the good of the old town.",
        "[Carl Hart] must go for the good of the old town.",
    ),
    ("Yesterday in Paris he lied to all of us here.", "[Hart] lied to all of us here."),
    (
        "We trust Hart with all of the old town.",
        "We trust [Carl Hart] with all of the old town.",
    ),
    (
        "We love the U.S. for all that it has done.",
        "We love the [United States] for all that it has done.",
    ),
    ("We opposed the war in the old town.", "We [oppose] the war in the old town."),
    (
        "The fifty of us saw the harbour of the old town.",
        "[The group] of us saw the harbour of the old town.",
    ),
    (
        "They all saw it at the old harbour.",
        "They all saw [some of the ships] at the old harbour.",
    ),
    (
        "We saw them all at the old harbour.",
        "We saw [the people] all at the old harbour.",
    ),
]


@pytest.mark.parametrize(("text", "words"), OTHER)
def test_brackets_that_say_something_else_are_a_risk(text, words):
    assert judge(words, None, [Candidate("held", text)]).verdict == Verdict.AT_RISK
    anchor = locate(text, words)
    assert (anchor.status, bool(anchor.dropped)) == (EDITED, True), anchor
    assert f"leave out or put in “{anchor.dropped}”" in anchor.reason


@pytest.mark.parametrize(("text", "words"), SAME)
def test_brackets_that_explain_print_are_marked_changes(text, words):
    assert judge(words, None, [Candidate("held", text)]).verdict == Verdict.MARKED
    anchor = locate(text, words)
    assert (anchor.status, anchor.dropped) == (EDITED, ""), anchor


def test_what_print_has_instead_is_reported():
    anchor = locate("We saw 50 ships there, and won.", "We saw [60] ships there")
    assert anchor.dropped == "50"
