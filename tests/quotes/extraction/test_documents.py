"""The words of a letter are not its subject's, and not certainly its author's."""

import pytest

from quotes.extraction import suggest


def speaker(text):
    (one,) = suggest(text)
    (found,) = one.speakers
    return found


@pytest.mark.parametrize(
    ("who", "candidates"),
    [
        ("A letter from Carl Reed", "Carl Reed"),
        ("An email from Carl Reed", "Carl Reed"),
        ("A statement from Carl Reed", "Carl Reed"),
        ("A report by Carl Reed", "Carl Reed"),
        ("A letter written by Carl Reed", "Carl Reed"),
        ("A letter sent on Monday by Carl Reed", "Carl Reed"),
        ("A letter to Facebook from Carl Reed", "Carl Reed"),
        ("A note from the mayor, Ann Lowe,", "Ann Lowe"),
        ("A letter signed by Ann Lowe and Bob Reed", "Ann Lowe, Bob Reed"),
    ],
)
def test_an_author_of_a_document_is_a_candidate(who, candidates):
    found = speaker(f"{who} said the mill would close.")
    assert found.name == ""
    assert found.printed == who.rstrip(",")
    assert ", ".join(one.name for one in found.candidates) == candidates


@pytest.mark.parametrize(
    "who",
    [
        "A letter to Carl Reed",
        "An article about Carl Reed",
        "A biography of Carl Reed",
        "An email obtained by Carl Reed",
        "A letter from Carl Reed’s lawyers",
    ],
)
def test_the_subject_of_a_document_is_not_its_author(who):
    found = speaker(f"{who} said the mill would close.")
    assert (found.name, found.candidates) == ("", ())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In a letter to Ann Lowe, Carl Reed said he would go.", "Carl Reed"),
        ("In a letter from Paris, Carl Reed said he would go.", "Carl Reed"),
        ("Carl Reed said in a letter that he would go.", "Carl Reed"),
        ("The author of the report, Carl Reed, said he would go.", "Carl Reed"),
        ("The book’s author, Carl Reed, said he would go.", "Carl Reed"),
        (
            "A report by the Northwater Institute said he would go.",
            "Northwater Institute",
        ),
    ],
)
def test_people_who_speak_remain(text, name):
    assert speaker(text).name == name
