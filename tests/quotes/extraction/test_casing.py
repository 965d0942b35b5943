"""Names in capitals, in usual letters."""

import pytest

from quotes.extraction.casing import usual_letters


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("MARGARET HOLLIS", "Margaret Hollis"),
        ("ANN O’LEARY", "Ann O’Leary"),
        ("JEAN-MARC AYRAULT", "Jean-Marc Ayrault"),
        ("JOHN MCCAIN", "John McCain"),
        ("JOSEPH R. BIDEN JR.", "Joseph R. Biden Jr."),
        ("URSULA VON DER LEYEN", "Ursula von der Leyen"),
        ("HENRY LEE III", "Henry Lee III"),
        ("Margaret  Hollis", "Margaret Hollis"),
    ],
)
def test_usual_letters(printed, name):
    assert usual_letters(printed) == name
