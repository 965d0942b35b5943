"""Bylines are read as names in parts."""

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


#: Who signs, as one string; “” where nobody does.
NAMED = {
    "By Jane Roe in London and Ben Low in Paris": "Jane Roe; Ben Low",
    "Brenda Good, MD": "Brenda Good",
    "By Brenda Good, M.D.": "Brenda Good",
    "Brenda Good MD and Owen Hart, PhD": "Brenda Good; Owen Hart",
    "By Brenda Good, RN, MSN": "Brenda Good",
    "José Ortega y Gasset": "José Ortega y Gasset",
    "Por Santiago Ramón y Cajal y Ana Ruiz": "Santiago Ramón y Cajal; Ana Ruiz",
    "Por Blas Otero y Nuria Sanz": "Blas Otero; Nuria Sanz",
    "Por Blas Otero, Nuria Sanz y Luis Gil y Mora": (
        "Blas Otero; Nuria Sanz; Luis Gil y Mora"
    ),
    "Por Ana y Luis Pérez": "Ana Pérez; Luis Pérez",
    "Ann and Bob Reed": "Ann Reed; Bob Reed",
    "Organization for Rural Works": "Organization for Rural Works",
    "By the Organization for Rural Works": "the Organization for Rural Works",
    "Committee on Food and Agriculture": "Committee on Food and Agriculture",
    "Center for Law & Justice": "Center for Law & Justice",
    "Richard (RJ) Eskin": "Richard Eskin",
    'Margaret "Peg" Hollis': 'Margaret "Peg" Hollis',
    "Robert (Bob) Reed and Ann (Annie) Lowe": "Robert Reed; Ann Lowe",
    "Berg, Jan van der": "Jan van der Berg",
    "Wit, Noor de": "Noor de Wit",
    "Beauvoir, Simone de": "Simone de Beauvoir",
    "Doe, J. R.": "J. R. Doe",
    "Roe, Jane; Low, Ben": "Jane Roe; Ben Low",
    "Von Anna Berg, Köln": "Anna Berg",
    "Von Anna Berg und Jost Wendel, Berlin": "Anna Berg; Jost Wendel",
    "Anna Berg, Köln": "Anna Berg",
    "By Jane Roe, New York": "Jane Roe",
    "By Jane Roe in New York and Ben Low in Washington, D.C.": "Jane Roe; Ben Low",
    "Par Maud Kerven (à Rennes) et Luc Ferrand": "Maud Kerven; Luc Ferrand",
    "Par Maud Kerven à Rennes et Luc Ferrand à Brest": "Maud Kerven; Luc Ferrand",
    "Par Maud Kerven, envoyée spéciale à Brest": "Maud Kerven",
    "Por Nuria Sanz, corresponsal en París": "Nuria Sanz",
    "Von Heidi Kull, Paris": "Heidi Kull",
    "Von unserer Korrespondentin Heidi Kull": "Heidi Kull",
    "Ein Gastbeitrag von Heidi Kull": "Heidi Kull",
    "Eine Reportage von Heidi Kull und Jost Wendel": "Heidi Kull; Jost Wendel",
    "Reuters staff": "Reuters",
    "By Reuters Staff": "Reuters",
    "AFP": "AFP",
    "dpa": "dpa",
    "Von dpa": "dpa",
    "Par AFP": "AFP",
    "Por EFE": "EFE",
    "Le Talbote avec AFP": "Le Talbote; AFP",
    "Von Anna Berg, dpa": "Anna Berg",
    "Jane Roe, Reuters": "Jane Roe",
    "By Jane Roe and AFP": "Jane Roe; AFP",
    "dpa/AFP": "dpa/AFP",
    "Staff": "",
    "Redaktion": "",
    "La rédaction": "",
    "By Staff Writer": "",
    "By our correspondent": "",
    "admin": "",
    "Web Desk": "",
    "By JANE ROE and BEN LOW": "Jane Roe; Ben Low",
    "By ANN O'LEARY": "Ann O'Leary",
    "By NOOR VAN DER BERG": "Noor van der Berg",
    "By Jane Roe BBC News": "Jane Roe",
    "By Jane Roe, Health Editor": "Jane Roe",
    "By Dr. Jane Roe": "Jane Roe",
    "Prof. Dr. Anna Berg": "Anna Berg",
    "By Jane Roe | Hope Courier": "Jane Roe",
    "Jane Roe (now) and Sam Ode (earlier)": "Jane Roe; Sam Ode",
    "By Jane Roe, Ben Low, and Ann Lee": "Jane Roe; Ben Low; Ann Lee",
    "By Jane Roe with Ben Low": "Jane Roe; Ben Low",
    "Reporting by Jane Roe in London; Editing by Ben Low": "Jane Roe",
    "Das Gespräch führte Anna Berg": "Anna Berg",
    "Propos recueillis par Maud Kerven": "Maud Kerven",
    "Texte : Maud Kerven": "Maud Kerven",
    "Texto: Nuria Sanz": "Nuria Sanz",
    "Köln": "",
    "Martin Luther King, Jr.": "Martin Luther King, Jr.",
    "By Jane Roe, Special to The Post": "Jane Roe",
    "By Jane Roe for the Hope Courier": "Jane Roe",
    "Gabriel García Márquez": "Gabriel García Márquez",
    "By Ursula von der Leyen": "Ursula von der Leyen",
    "By Lula da Silva and Evo Roe": "Lula da Silva; Evo Roe",
    "Emily Post": "Emily Post",
    "Voltaire": "Voltaire",
    "Pau Casals i Defilló": "Pau Casals i Defilló",
    "By Jane Roe, Hope Courier": "Jane Roe",
    "By Jane Roe of the Hope Courier": "Jane Roe",
    "Jane Roe and the Rural Trust": "Jane Roe; the Rural Trust",
    "World Health Organization": "World Health Organization",
    "By Jane Roe, Chief Political Correspondent": "Jane Roe",
    "By Jane Roe in Trinidad and Tobago": "Jane Roe",
    "Alexander von Humboldt Stiftung": "Alexander von Humboldt Stiftung",
    "By The Editorial Board": "The Editorial Board",
    "By Jane Roe, Anna Berg, Köln": "Jane Roe; Anna Berg",
    "Jean-Luc d’Arc et Marie de la Tour": "Jean-Luc d’Arc; Marie de la Tour",
}


@pytest.mark.parametrize("line", NAMED)
def test_people_are_told_from_places_roles_desks_and_agencies(line):
    assert "; ".join(map(str, read_byline(line))) == NAMED[line]


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
