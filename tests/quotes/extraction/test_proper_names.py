"""Names as they are entered: without datelines, titles, parties and roles."""

import pytest

from quotes.extraction import suggest
from quotes.extraction.proper_names import proper_names_of
from quotes.extraction.tokens import read


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It is big,” Blue Air chief executive Brett Good said.", "Brett Good"),
        ("“It is big,” White House press secretary Josh Early said.", "Josh Early"),
        ("“It is big,” Rep. Gwen Mole (D-Wis.) said.", "Gwen Mole"),
        ("“It is big,” said Rep. Gwen Mole (D-Wis.).", "Gwen Mole"),
        ("“It is big,” said Sen. Gwen Mole, R-S.C.", "Gwen Mole"),
        ("“It is big,” said Gwen Mole, a Democrat from Ohio.", "Gwen Mole"),
        ("SELMA, N.C.— Donald Stone came. “It is big,” Stone said.", "Donald Stone"),
        ("SELMA, N.C. (AP) — Donald Stone said it was big.", "Donald Stone"),
        ("LONDON (Reuters) - Donald Stone said it was big.", "Donald Stone"),
        ("MADISON, Wis. — Rep. Gwen Mole said it was big.", "Gwen Mole"),
        ("“It is big,” Ann O’Leary said.", "Ann O’Leary"),
        ("“It is big,” Ann O'Leary said.", "Ann O'Leary"),
        ("“It is big,” said Jean-Marc D’Arcy.", "Jean-Marc D’Arcy"),
        ("“It is big,” Seán Ó Briain said.", "Seán Ó Briain"),
        ("“It is big,” said Ursula von der Leyen.", "Ursula von der Leyen"),
        ("“It is big,” said Dr. Martin Luther King Jr.", "Martin Luther King Jr."),
        ("“It is big,” Pope Leo said.", "Pope Leo"),
        ("“It is big,” said New York Times columnist Ann Lowe.", "Ann Lowe"),
        ("“It is big,” Prof. Ann Lowe of Yarrow University said.", "Ann Lowe"),
        ("“It is big,” Labour MP Ann Lowe said.", "Ann Lowe"),
        ("“It is big,” US Secretary of State Ann Lowe said.", "Ann Lowe"),
        ("“It is big,” Detective Chief Inspector Ann Lowe said.", "Ann Lowe"),
        ("“It is big,” 34-year-old Ann Lowe said.", "Ann Lowe"),
        ("U.S. District Judge Carlton W. Reeves said it was big.", "Carlton W. Reeves"),
        ("Filmmaker Ann Lowe said it was big.", "Ann Lowe"),
        ("“It is big,” Then-Mayor Ann Lowe said.", "Ann Lowe"),
        ("“It is big,” Minister of Finance Ann Lowe said.", "Ann Lowe"),
        ("“It is big,” Kremlin spokesman Ivan Petrov said.", "Ivan Petrov"),
        ("“It is big. It is very big.” – Ann Lowe, runner", "Ann Lowe"),
        ("“It is big,” the Guardian reported.", "Guardian"),
        ("Although Scott Miller said it was big, nobody came.", "Scott Miller"),
        ("Blue Air (NASDAQ: BLFX) today announced that it is big.", "Blue Air"),
        ("“It is big,” the Department of Justice said.", "Department of Justice"),
        (
            "“It is big,” the Institute for Public Policy and Reform said.",
            "Institute for Public Policy and Reform",
        ),
        ("By Jane Roe\n\nAnn Lowe came. “It is big,” Lowe said.", "Ann Lowe"),
    ],
)
def test_names_are_cleaned(text, name):
    (one,) = suggest(text)
    assert [speaker.name for speaker in one.speakers] == [name]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Late Monday, Ann Lowe came.", ["Ann Lowe"]),
        ("In May, Will Reed met Don Hill.", ["Will Reed", "Don Hill"]),
        ("Robert C. “Bobby” Scott came.", ["Robert C. “Bobby” Scott"]),
        ("Injecting Lowe into it was odd.", ["Lowe"]),
        (
            "The Center for Media and Public Affairs met.",
            ["Center for Media and Public Affairs"],
        ),
        ("House Speaker Dean Ball came.", ["Dean Ball"]),
        ("“It is over,” said Charlie King.", ["Charlie King"]),
    ],
)
def test_names_of_a_text(text, names):
    tokens = read(text)
    found = [
        tokens.text[tokens.starts[name.first] : tokens.ends[name.last - 1]]
        for name in proper_names_of(tokens)
    ]
    assert found == names


@pytest.mark.parametrize(
    "role",
    [
        "Striker",
        "Novelist",
        "Chef",
        "Coroner",
        "Special Agent",
        "DCI",
        "PC",
        "Cpl.",
        "Fr.",
        "Mx.",
        "Baroness",
        "MSP",
        "The late poet",
    ],
)
@pytest.mark.parametrize("text", ["“It rained,” {} said.", "On Monday {} said: “No.”"])
def test_a_role_is_no_part_of_a_name(role, text):
    ((speaker,),) = [one.speakers for one in suggest(text.format(f"{role} Anna Lowe"))]
    assert speaker.name == "Anna Lowe"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday Detective Joan Hill said: “No.”", "Joan Hill"),
        ("Brothers Liam and Noel Lowe came. “No,” Liam said.", "Liam Lowe"),
        ("Amartya Sen said: “No.”", "Amartya Sen"),
        ("Ana Pastor said: “No.”", "Ana Pastor"),
        ("Sen. Bea Hill said: “No.”", "Bea Hill"),
        ("Baker Mayfield came. “No,” Mayfield said.", "Baker Mayfield"),
        ("Porter Ann Lowe came. “No,” Lowe said.", "Porter Ann Lowe"),
    ],
)
def test_names_beside_roles(text, name):
    ((speaker,),) = [one.speakers for one in suggest(text)]
    assert speaker.name == name
