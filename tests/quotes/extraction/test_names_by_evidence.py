"""Names that a text ties to a phrase by evidence, and the limits of that."""

import pytest

from quotes.extraction import suggest


def last_speaker(text):
    return suggest(text)[-1].speakers[0]


@pytest.mark.parametrize(
    "who", ["Dr Lopez", "Dr. Lopez", "Mr. Kane", "Ms Kane", "Kane", "the singer Kane"]
)
def test_a_surname_printed_once_is_open_with_any_courtesy_title(who):
    found = last_speaker(f"“It is over,” {who} said.")
    assert found.name == ""
    assert [one.name for one in found.candidates] == [who.rpartition(" ")[2]]


@pytest.mark.parametrize("who", ["Dr Lopez", "Mr. Kane", "Kane"])
def test_a_surname_that_comes_back_has_a_name(who):
    text = f"{who} left. “It is over,” {who} said."
    assert last_speaker(text).name == who.rpartition(" ")[2]


@pytest.mark.parametrize("who", ["Judge Rossi", "Senator Kane", "President Obama"])
def test_an_office_identifies_its_holder(who):
    assert last_speaker(f"“It is over,” {who} said.").name == who.split()[1]


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Wines", "Leslie Wimes"),
        ("Wimez", "Leslie Wimes"),
        ("Mr. Wimez", "Leslie Wimes"),
        ("Wimes", "Leslie Wimes"),
    ],
)
def test_a_misspelt_surname(printed, name):
    text = f"Leslie Wimes, a baker, left. “It is over,” {printed} said."
    assert last_speaker(text).name == name


@pytest.mark.parametrize(
    "text",
    [
        "Tom Clark left. “It is over,” Larke said.",
        "Tom Clark left. “It is over,” Cluck said.",
        "Tom Low left. “It is over,” Law said.",
        "Tom Clarke and Ann Clerke left. “It is over,” Clirke said.",
        "Ann Marion left. “It is over,” Marian said.",
        "Tom Clark left. “It is over,” Clarks said.",
    ],
)
def test_another_name_is_no_misprint(text):
    assert last_speaker(text).name not in ("Tom Clark", "Tom Low", "Ann Marion")


def test_a_name_that_comes_back_is_no_misprint():
    text = "Tom Clark left. Clarke came. Clarke sat. “It is over,” Clarke said."
    assert last_speaker(text).name == "Clarke"


@pytest.mark.parametrize("mark", ["___", "* * *", "***", "---"])
def test_a_section_has_its_own_people(mark):
    text = (
        f"Gary Johnson ran. Johnson won.\n\n{mark}\n\nJeh Johnson came late.\n\n"
        "“It is over,” Johnson said.\n\n“It was good,” he said."
    )
    assert [one.speakers[0].name for one in suggest(text)] == ["Jeh Johnson"] * 2
    without = text.replace(f"{mark}\n\n", "")
    assert suggest(without)[0].speakers[0].name == ""


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("A Bloomberg poll released Friday", "Bloomberg poll"),
        ("A Quinnipiac University poll in late August", "Quinnipiac University poll"),
        ("A Washington Post report", "Washington Post"),
        ("A Pew Research Center study", "Pew Research Center"),
        ("An FBI report published last year", "FBI"),
        ("A Times article", "Times"),
        (
            "The Committee for a Responsible Budget",
            "Committee for a Responsible Budget",
        ),
        ("WHO", "WHO"),
        ("In a radio interview Ann Lowe", "Ann Lowe"),
        ("Ann Lowe, an economist and tax expert,", "Ann Lowe"),
        ("Ann Lowe, who in 2010", "Ann Lowe"),
    ],
)
def test_who_a_phrase_names(who, name):
    text = f"Ann Lowe was there. Lowe sat. {who} said the mill would close."
    assert last_speaker(text).name == name


@pytest.mark.parametrize(
    "who",
    [
        "A Syria report",
        "A Lowe report",
        "A government report",
        "An Ebola study",
        "One Republican",
        "The groups who wrote to her on Thursday",
    ],
)
def test_phrases_without_a_name(who):
    text = f"Ann Lowe was there. Lowe sat. {who} said the mill would close."
    assert last_speaker(text).name == ""


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Ann Lowe spoke. Lowe plans to say that the mill must close.", "Ann Lowe"),
        ("Ann Lowe spoke. “It is over,” Lowe aides said.", ""),
        ("Ann Lowe spoke. “It is over,” Lowe’s team said.", "Lowe’s team"),
    ],
)
def test_words_behind_a_name(text, name):
    found = suggest(text)
    assert not found or found[-1].speakers[0].name in (name, "")
