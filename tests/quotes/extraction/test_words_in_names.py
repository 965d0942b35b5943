"""Words of doubt, fiction and the future that are a part of a name."""

import pytest

from quotes.extraction import find_quotes


@pytest.mark.parametrize(
    "text",
    [
        "“The plan is sound,” Prof. Ann Lowe of Hope University said.",
        "Prof. Ann Lowe of Hope University said the plan was sound.",
        "In the Film Institute report, Ann Lowe said: “The plan is sound.”",
        "In the Play Group’s report Jo Lane said “the plan is sound.”",
        "At noon Will Smith said “the plan is sound.”",
        "“The plan is sound,” Faith Myth said.",
        "“The plan is sound,” Mayor Ann Lie said.",
        "Hope Hicks said the plan was sound.",
        "“It works,” Hope said.",
        "The Hope Courier said “the plan is sound.”",
        "Robert Doubt said the plan was sound.",
        "Ann Lowe of Picture Corp. said “the plan is sound.”",
        "“The plan is sound,” said Jo Lane of Novel Foods Inc.",
        "On Tuesday Never Again Action director Ann Lowe said “the plan is sound.”",
    ],
)
def test_a_word_within_a_name_is_no_sign_of_doubt(text):
    findings = find_quotes(text)
    assert len(findings.suggestions) == 1
    assert findings.unsaid == []


@pytest.mark.parametrize(
    "text",
    [
        "They hope Ann Lowe said “the plan is sound.”",
        "Imagine Ann Lowe saying “the plan is sound.”",
        "There is No Evidence that Ann Lowe said “the plan is sound.”",
        "No Evidence Ann Lowe Ever Said “The Plan Is Sound”",
        "He did Not say “the plan is sound.”",
        "She NEVER said “the plan is sound.”",
        "In the film The Hope, Ann Lowe says “the plan is sound.”",
        "In the Hope University film, her character says “the plan is sound.”",
        "Ann Hope never said “the plan is sound.”",
        "Hope Hicks denied saying “the plan is sound.”",
        "Will Smith did not say “the plan is sound.”",
    ],
)
def test_a_capital_does_not_hide_a_sign_of_doubt(text):
    findings = find_quotes(text)
    assert findings.suggestions == []
    assert findings.unsaid


@pytest.mark.parametrize(
    "text",
    [
        "Nobody believes Ann Lowe said “it is over.”",
        "Few believe that Ann Lowe said “it is over.”",
        "No one remembers that Ann Lowe said “it is over.”",
        "Ann Lowe is alleged to have said “it is over.”",
        "In a dream, Ann Lowe said “it is over.”",
    ],
)
def test_what_nobody_believes_or_somebody_dreams_is_no_quote(text):
    findings = find_quotes(text)
    assert findings.suggestions == []
    assert findings.unsaid


def test_a_dream_job_is_no_dream():
    assert find_quotes("In her dream job, Ann Lowe said “it is over.”").suggestions
