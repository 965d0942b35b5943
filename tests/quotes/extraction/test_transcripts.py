"""Names before a colon, in transcripts."""

import pytest

from quotes.extraction import suggest


def spoken(text):
    """Return (words, printed label, name) of each quote."""
    return [
        (
            text[slice(*one.content[0])],
            one.speakers[0].printed,
            one.speakers[0].name,
        )
        for one in suggest(text)
    ]


def test_a_name_is_printed_once_in_full():
    text = (
        "TRANSCRIPT: A debate in Hope\n\n"
        "JANE OKAFOR, CHIEF EXECUTIVE, NORTHWATER: We will open in May.\n\n"
        "MODERATOR: And the cost?\n\n"
        "JANE OKAFOR: Ten million.\n\n"
        "MARGARET HOLLIS: I doubt it.\n\n"
        "HOLLIS: I do.\n\n"
        "UNIDENTIFIED MALE: Boo."
    )
    assert spoken(text) == [
        (
            "We will open in May.",
            "JANE OKAFOR, CHIEF EXECUTIVE, NORTHWATER",
            "Jane Okafor",
        ),
        ("And the cost?", "MODERATOR", ""),
        ("Ten million.", "JANE OKAFOR", "Jane Okafor"),
        ("I doubt it.", "MARGARET HOLLIS", "Margaret Hollis"),
        ("I do.", "HOLLIS", "Margaret Hollis"),
        ("Boo.", "UNIDENTIFIED MALE", ""),
    ]
    assert suggest(text)[2].speakers[0].role == "Chief Executive, Northwater"


def test_the_text_has_the_name_in_small_letters():
    text = (
        "Mike McCain met Ann O’Leary.\n\n"
        "MCCAIN: We will see about that now.\n\n"
        "O’LEARY: I doubt it very much.\n\n"
        "SEN. TIM KAINE (D-Va.): So do I, all of it."
    )
    assert [name for _, _, name in spoken(text)] == [
        "Mike McCain",
        "Ann O’Leary",
        "Tim Kaine",
    ]


def test_names_in_small_letters_that_come_back():
    text = (
        "Host: Welcome to all of you.\n\nJane Okafor: Thank you for that.\n\n"
        "Host: When will it open?\n\nJane Okafor: In May, I hope."
    )
    assert [name for _, _, name in spoken(text)] == ["", "Jane Okafor"] * 2


@pytest.mark.parametrize(
    "text",
    [
        "UPDATE: The mill is shut again.\n\nNOTE: This text was corrected.",
        "HEADLINE: The mill is shut again",
        "Price: ten pounds\n\nColour: blue and green\n\nPrice: nine pounds",
        "BST: 10.30 on Monday",
    ],
)
def test_labels_are_nobody(text):
    assert suggest(text) == []


def test_a_court_and_its_witness_have_no_names():
    text = (
        "THE WITNESS: I was there at noon.\n\nMR. HALE: With whom?\n\n"
        "THE COURT: Please go on."
    )
    assert [name for _, _, name in spoken(text)] == ["", "Hale", ""]


def test_an_organisation_in_brackets_is_no_part_of_the_name():
    text = "JANE OKAFOR (Northwater): We will open in May.\n\nBOB REED (Hope): Not yet."
    assert [name for _, _, name in spoken(text)] == ["Jane Okafor", "Bob Reed"]


def test_degrees_in_a_label_are_no_part_of_the_name():
    text = (
        "MARIA LOPEZ, MD: The plan is sound.\n\nJO LANE, RN, DIRECTOR: It is not.\n\n"
        "MARIA LOPEZ: But it is."
    )
    speakers = [one.speakers[0] for one in suggest(text)]
    assert [(one.name, one.role) for one in speakers] == [
        ("Maria Lopez", ""),
        ("Jo Lane", "Director"),
        ("Maria Lopez", ""),
    ]


def test_a_surname_like_a_title():
    text = "Mira Sen: Good to be here.\n\nBob Reed: So it is.\n\nMira Sen: Yes."
    assert {one.speakers[0].name for one in suggest(text)} == {"Mira Sen", "Bob Reed"}
