"""Names in parts, against a list of real names of 30 kinds with the right parts."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from articles.names import Name, propose

LIST = Path(__file__).with_name("names.tsv")
PARTS = ("given", "particle", "family", "suffix", "literal")


def read_list():
    with LIST.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def test_nearly_all_names_are_right_or_doubtful():
    counts, wrong = Counter(), []
    for row in read_list():
        found = propose(row["name"], organisation=row["kind"] == "organisation")
        right = found.name == Name(*(row[part] for part in PARTS))
        if not right and not found.doubt:
            wrong.append((row["name"], found.name))
        counts["doubtful" if found.doubt else "right" if right else "wrong"] += 1
        counts[row["kind"]] += 1
    print(wrong)
    certain = counts["right"] + counts["wrong"]
    assert counts["right"] >= 0.97 * certain
    assert counts["doubtful"] <= 0.1 * (certain + counts["doubtful"])
    assert sum(counts[row] >= 12 for row in {row["kind"] for row in read_list()}) >= 25


@pytest.mark.parametrize(
    ("name", "doubt"),
    [
        ("Jung Chang", "Both words may be the family name."),
        ("Mo Yan", "Both words may be the family name."),
        ("Pierre Mendès France", "There may be two family names."),
        ("Ludwig Mies van der Rohe", "“Mies” may belong to the family name."),
        ("Göncz Árpád", "A Hungarian name may have its family name first."),
        ("King George Harrison", "“King” may be a name or a style."),
        ("Cardi B", "The last word is one letter."),
        ("bell hooks", "The name is not written as a person’s name is."),
        ("Roe, Jane, of Leeds", "There are commas in the name."),
        ("One Two Three Four Five Six Seven Eight Nine Ten 11 12 13", "many words"),
    ],
)
def test_what_is_not_certain_is_said(name, doubt):
    assert doubt in propose(name).doubt


@pytest.mark.parametrize(
    ("name", "given", "last"),
    [
        ("M. K. Gandhi", "M. K.", "Gandhi"),
        ("M. Night Shyamalan", "M. Night", "Shyamalan"),
        ("M. Jean-Luc Mélenchon", "Jean-Luc", "Mélenchon"),
        ("M. de Villepin", "", "de Villepin"),
        ("M. Macron", "", "M. Macron"),
        ("Don DeLillo", "Don", "DeLillo"),
        ("Dom DeLuise", "Dom", "DeLuise"),
        ("Dr. Don Lemon", "Don", "Lemon"),
        ("Don Miguel Ruiz", "Miguel", "Ruiz"),
        ("Don Pedro", "", "Don Pedro"),
        ("First Lady Michelle Obama", "Michelle", "Obama"),
        ("CEO Tim Cook", "Tim", "Cook"),
        ("Chief Executive Officer Tim Cook", "Tim", "Cook"),
        ("Former Secretary of State Antony Blinken", "Antony", "Blinken"),
        ("Deputy Prime Minister Angela Rayner", "Angela", "Rayner"),
        ("Attorney General Merrick Garland", "Merrick", "Garland"),
        ("Bundeskanzlerin Angela Merkel", "Angela", "Merkel"),
        ("Président Emmanuel Macron", "Emmanuel", "Macron"),
        ("Professor Emeritus Noam Chomsky", "Noam", "Chomsky"),
        ("Premier Li Keqiang", "Keqiang", "Li"),
        ("U.S. Senator Jane Roe", "Jane", "Roe"),
        ("Ex-President Jane Roe", "Jane", "Roe"),
        ("Attorney-General Jane Roe", "Jane", "Roe"),
        ("Treasury Secretary Janet Yellen", "Janet", "Yellen"),
        ("Finanzminister Christian Lindner", "Christian", "Lindner"),
        ("Sra. García Márquez", "", "García Márquez"),
        ("Mme Le Pen", "", "Le Pen"),
        ("Mr. De Niro", "", "De Niro"),
        ("President Van Buren", "", "Van Buren"),
        ("Señor De la Cruz", "", "De la Cruz"),
        ("Dr. de la Cruz", "", "de la Cruz"),
        ("Rev. Al Sharpton", "Al", "Sharpton"),
        ("Dr. Ben Carson", "Ben", "Carson"),
    ],
)
def test_titles_are_left_out_and_initials_are_not(name, given, last):
    found = propose(name).name
    assert (found.given, found.last) == (given, last)


def test_each_hyphen_gives_the_same_names():
    names = [row["name"] for row in read_list() if "-" in row["name"]]
    for name in ("Bashar al-Assad", "Ban Ki-moon", "Ex-President Jane Roe", *names):
        for hyphen in "‐‑":
            found = propose(name.replace("-", hyphen)).name
            assert str(found).replace(hyphen, "-") == str(propose(name).name)
            assert found.inverted.replace(hyphen, "-") == propose(name).name.inverted


@pytest.mark.parametrize(
    "name",
    [
        "M. Night Shyamalan",
        "M. Jean Roe",
        "Don DeLillo",
        "Don Pedro",
        "Astronaut Neil Armstrong",
    ],
)
def test_a_title_that_may_be_a_name_is_doubtful(name):
    assert "may be a title or a part of the name" in propose(name).doubt


@pytest.mark.parametrize(
    ("name", "inverted", "last"),
    [
        (Name("Ursula", "von der", "Leyen"), "Leyen, Ursula von der", "von der Leyen"),
        (Name("Jean", "d’", "Ormesson"), "Ormesson, Jean d’", "d’Ormesson"),
        (Name("Lorenzo", "de’", "Medici"), "Medici, Lorenzo de’", "de’ Medici"),
        (Name("Giovanni", "de'", "Rossi"), "Rossi, Giovanni de'", "de' Rossi"),
        (Name("Luca", "dell’", "Orto"), "Orto, Luca dell’", "dell’Orto"),
        (Name("Bashar", "al-", "Assad"), "Assad, Bashar al-", "al-Assad"),
        (Name("Jacob", "van ’t", "Hoff"), "Hoff, Jacob van ’t", "van ’t Hoff"),
        (Name("Sammy", "", "Davis", "Jr."), "Davis, Sammy, Jr.", "Davis"),
        (Name(literal="Pope Francis"), "Pope Francis", "Pope Francis"),
    ],
)
def test_an_index_and_a_citation_have_forms_of_their_own(name, inverted, last):
    assert (name.inverted, name.last) == (inverted, last)


def test_an_inverted_name_is_read():
    assert propose("Berg, Jan van der").name == Name("Jan", "van der", "Berg")
    assert propose("van der Berg, Jan").name == Name("Jan", "van der", "Berg")


@pytest.mark.parametrize("name", ["", " ", "’", "de de de de", "-", "Jr.", "of", "A,B"])
def test_any_text_has_parts(name):
    found = propose(name).name
    assert bool(found.family) != bool(found.literal) or not name.strip()
