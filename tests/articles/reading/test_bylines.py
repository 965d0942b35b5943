"""Bylines are read as names in parts."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.reading.bylines import read_byline

BYLINES = {
    "By Noor de Wit": ["Noor|de|Wit||"],
    "Sean Dickens": ["Sean||Dickens||"],
    "Dickens, Sean": ["Sean||Dickens||"],
    "van der Berg, Jan": ["Jan|van der|Berg||"],
    "By JANE DOE and John Smith Jr.": ["Jane||Doe||", "John||Smith|Jr.|"],
    "By Jane Doe, John Smith and Ann Lee": [
        "Jane||Doe||",
        "John||Smith||",
        "Ann||Lee||",
    ],
    "Martin Luther King, Jr.": ["Martin Luther||King|Jr.|"],
    "By Jane Doe, Staff Writer": ["Jane||Doe||"],
    "By Jane Doe in Paris": ["Jane||Doe||"],
    "Jane Doe (jane@example.org)": ["Jane||Doe||"],
    "Von Anna von der Mühle": ["Anna|von der|Mühle||"],
    "Par Jean Dupont et Marie Curie": ["Jean||Dupont||", "Marie||Curie||"],
    "Por María García y José de la Cruz": ["María||García||", "José|de la|Cruz||"],
    "Bashar al-Assad": ["Bashar|al-|Assad||"],
    "Автор: Иван Петров": ["Иван||Петров||"],
    "بقلم محمد الحسن": ["محمد||الحسن||"],
    "村上春樹": ["||||村上春樹"],
    "김 철수": ["||||김 철수"],
    "By ហ៊ុន សែន": ["||||ហ៊ុន សែន"],
    "By Jane Doe, ហ៊ុន": ["Jane||Doe||", "||||ហ៊ុន"],
    "Reuters": ["||||Reuters"],
    "Associated Press": ["||||Associated Press"],
    "Voltaire": ["||||Voltaire"],
    "": [],
    "Staff writer": [],
    "123": [],
}


@pytest.mark.parametrize("line", [line for line, names in BYLINES.items() if names])
def test_names_of_bylines_are_read_in_parts(line):
    names = [
        "|".join([name.given, name.particle, name.family, name.suffix, name.literal])
        for name in read_byline(line)
    ]
    assert names == BYLINES[line]


#: Lines of bylines => who signs; nothing where nobody does.
NAMED = dict(
    line.partition(" =>")[::2]
    for line in (Path(__file__).parents[2] / "data" / "bylines.txt")
    .read_text("utf-8")
    .splitlines()
)


@pytest.mark.parametrize("line", NAMED)
def test_people_are_told_from_places_roles_desks_and_agencies(line):
    assert "; ".join(map(str, read_byline(line))) == NAMED[line].strip()


def test_a_family_name_first_is_read_in_parts():
    (name,) = read_byline("Berg, Jan van der")
    assert (name.given, name.particle, name.family) == ("Jan", "van der", "Berg")
    (name,) = read_byline("José Ortega y Gasset")
    assert (name.given, name.family) == ("José", "Ortega y Gasset")


@given(st.text(max_size=200))
def test_any_byline_gives_names_that_can_be_saved(line):
    for name in read_byline(line):
        assert bool(name.literal) != bool(name.family)
        assert not name.literal or not (name.given or name.particle or name.suffix)
        assert max(map(len, (name.given, name.family, name.literal))) <= 300
