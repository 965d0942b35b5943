"""A spokesman for somebody is not that person, and a description has its person."""

import pytest

from quotes.extraction import suggest

STORY = "Dora Penn ran for mayor. “It is over now,” {} said."


def speaker(text):
    (one,) = suggest(text)
    (found,) = one.speakers
    return found


@pytest.mark.parametrize(
    "who",
    [
        "a spokesman for Dora Penn",
        "an aide to Dora Penn",
        "the lawyer of Dora Penn",
        "the son of Dora Penn",
        "the office of Dora Penn",
        "people close to Dora Penn",
        "a person familiar with Dora Penn’s plans",
        "Dora Penn’s lawyers",
        "one of Dora Penn’s aides",
        "another Penn spokesperson",
        "a Penn adviser",
        "an attorney for Dora Penn",
        "Penn’s spokeswoman",
        "supporters of Dora Penn",
        "a former aide to Mayor Dora Penn",
        "the widow of Dora Penn",
        "Critics of Dora Penn",
        "Supporters of Dora Penn",
        "Members of Dora Penn’s party",
        "a lawyer representing Dora Penn",
        "the judge in the case against Dora Penn",
        "the lawyer for the family of Dora Penn",
        "the head of the charity founded by Dora Penn",
        "the company of Dora Penn",
        "a friend of the victim, Dora Penn,",
        "the mother of victim Dora Penn",
    ],
)
@pytest.mark.parametrize("template", [STORY, "“It is over now,” said {}."])
def test_somebody_who_belongs_to_a_person_has_no_name(who, template):
    assert speaker(template.format(who)).name == ""


@pytest.mark.parametrize(
    ("who", "role"),
    [
        ("a spokesman for Dora Penn", "spokesman for Dora Penn"),
        ("an aide to Dora Penn", "aide to Dora Penn"),
        ("another Penn spokesperson", "another Penn spokesperson"),
    ],
)
def test_the_role_has_its_owner(who, role):
    found = speaker(STORY.format(who))
    assert (found.name, found.role) in (
        (("", role)),
        ("", role.removeprefix("another ")),
    )


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("Penn staffer Maya Hart", "Maya Hart"),
        ("Penn’s communications director, Jill Palm,", "Jill Palm"),
        ("a spokesman for Dora Penn, Bill Roe,", "Bill Roe"),
        ("Dora Penn’s lawyer, Carl Reed,", "Carl Reed"),
        ("Carl Reed, a lawyer for Dora Penn,", "Carl Reed"),
        ("Carl Reed, Dora Penn’s lawyer,", "Carl Reed"),
        ("Penn campaign manager Maya Hart", "Maya Hart"),
        ("Dora Penn spokesman Bill Roe", "Bill Roe"),
        ("Penn attorney Susan O’Malley", "Susan O’Malley"),
        ("Maya Hart, an aide to Penn,", "Maya Hart"),
        ("Maya Hart of the Penn campaign", "Maya Hart"),
        ("Maya Hart, 34, of Northwater, Ohio,", "Maya Hart"),
        ("Maya Hart, a fellow at the Northwater Institute,", "Maya Hart"),
        ("Tom Hill, Penn’s brother,", "Tom Hill"),
        ("one neighbour, Carol Finch,", "Carol Finch"),
        ("Undersecretary for Education Mr. Toll", "Toll"),
        ("Maya Hart, lawyer for the accused, Dora Penn,", "Maya Hart"),
        ("Maya Hart, mother of victim Dora Penn, 12,", "Maya Hart"),
        ("Maya Hart, the mother of Dora Penn, who died in May,", "Maya Hart"),
        ("Maya Hart, counsel for Dora Penn, 45,", "Maya Hart"),
        ("Maya Hart, who represents the accused, Dora Penn,", "Maya Hart"),
        ("the mayor of Leeds, Maya Hart,", "Maya Hart"),
        ("a spokesman for the police, Bill Roe,", "Bill Roe"),
        ("the head of the union, Maya Hart,", "Maya Hart"),
        ("Dora Penn", "Dora Penn"),
        ("Penn", "Dora Penn"),
    ],
)
def test_the_person_beside_a_description_is_named(who, name):
    assert speaker(STORY.format(who)).name == name


def test_a_list_of_people_with_their_parties():
    (one,) = suggest(
        "“It is over now,” said Sens. Ann Lowe (D-Ore.), Bob Reed (D-Ohio) and Carl "
        "Hunt (D-N.J.)."
    )
    assert [each.name for each in one.speakers] == ["Ann Lowe", "Bob Reed", "Carl Hunt"]


@pytest.mark.parametrize(
    ("who", "name", "role"),
    [
        ("a friend of the victim, Bob Reed,", "Bob Reed", "friend of the victim"),
        ("a spokesman for the mayor, Bob Reed,", "Bob Reed", "spokesman for the mayor"),
        ("the mother of the boy, Ann Lowe,", "Ann Lowe", "mother of the boy"),
    ],
)
@pytest.mark.parametrize(
    "template",
    ["“It is over,” {} said.", "{} said it is over.", "According to {} it is over."],
)
def test_a_name_after_two_people_is_open(template, who, name, role):
    found = speaker(template.format(who))
    assert (found.name, found.role) == ("", role)
    assert [one.name for one in found.candidates] == [name]


def test_a_name_that_may_describe_somebody_gives_no_role():
    first, second = suggest(
        "He met a friend of the mayor, Bob Reed. “It is over,” Reed said.\n\n“It is "
        "not over,” the mayor said."
    )
    assert (first.speakers[0].name, first.speakers[0].role) == ("Bob Reed", "")
    assert second.speakers[0].name == ""
