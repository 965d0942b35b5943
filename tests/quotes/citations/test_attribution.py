"""The line that names the speakers, and first those in doubt."""

import pytest

from quotes.citations.attribution import speaker_line

VOLTAIRE, ADA, BEA = "Voltaire", "Ada", "Bea"
NOT, DISPUTED, YES, OPEN = "misattributed", "disputed", "verified", "unverified"


@pytest.mark.parametrize(
    ("speakers", "line"),
    [
        ([], "Unattributed"),
        ([(ADA, OPEN)], "Ada"),
        ([(ADA, YES)], "Ada"),
        ([(ADA, OPEN), (BEA, YES)], "Ada and Bea"),
        ([(ADA, OPEN), (BEA, OPEN), ("Cy", OPEN)], "Ada, Bea and Cy"),
        ([(VOLTAIRE, NOT)], "Not Voltaire"),
        ([(VOLTAIRE, NOT), ("Rousseau", NOT)], "Not Voltaire or Rousseau"),
        ([(ADA, NOT), (BEA, NOT), ("Cy", NOT)], "Not Ada, Bea or Cy"),
        ([(VOLTAIRE, DISPUTED)], "Disputed – Voltaire"),
        ([(ADA, DISPUTED), (BEA, DISPUTED)], "Disputed – Ada and Bea"),
        ([("Evelyn Hall", YES), (VOLTAIRE, NOT)], "Not Voltaire but Evelyn Hall"),
        ([(ADA, OPEN), (VOLTAIRE, NOT)], "Not Voltaire; not yet checked – Ada"),
        ([(ADA, YES), (BEA, DISPUTED)], "Disputed – Bea; verified – Ada"),
        ([(ADA, DISPUTED), (VOLTAIRE, NOT)], "Not Voltaire; disputed – Ada"),
        (
            [(ADA, OPEN), (BEA, YES), ("Cy", DISPUTED), (VOLTAIRE, NOT)],
            "Not Voltaire; disputed – Cy; verified – Bea; not yet checked – Ada",
        ),
        ([("de Gaulle", NOT)], "Not de Gaulle"),
        ([("إيليا", DISPUTED)], "Disputed – إيليا"),
    ],
)
def test_doubts_come_first(speakers, line):
    assert speaker_line(speakers) == line
