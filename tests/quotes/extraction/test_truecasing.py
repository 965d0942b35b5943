"""Names in capitals, in usual letters."""

import pytest

from quotes.extraction.truecasing import usual_letters


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("MARGARET HOLLIS", "Margaret Hollis"),
        ("ANN O’LEARY", "Ann O’Leary"),
        ("JEAN-MARC AYRAULT", "Jean-Marc Ayrault"),
        ("JOHN MCCAIN", "John McCain"),
        ("JOSEPH R. BIDEN JR.", "Joseph R. Biden Jr."),
        ("URSULA VON DER LEYEN", "Ursula von der Leyen"),
        ("KIM IL SUNG", "Kim Il Sung"),
        ("NGUYEN VAN LAM", "Nguyen Van Lam"),
        ("KIM VAN KOOTEN", "Kim van Kooten"),
        ("HENRY LEE III", "Henry Lee III"),
        ("J.R. SMITH", "J.R. Smith"),
        ("A.J.P. TAYLOR", "A.J.P. Taylor"),
        ("T.J. VAN DER BERG", "T.J. van der Berg"),
        ("JOHN D SMITH", "John D Smith"),
        ("LOWE", "Lowe"),
        ("SECRETARY OF STATE", "Secretary of State"),
        ("U.S. SENATOR", "U.S. Senator"),
        ("Margaret  Hollis", "Margaret Hollis"),
    ],
)
def test_usual_letters(printed, name):
    assert usual_letters(printed) == name
