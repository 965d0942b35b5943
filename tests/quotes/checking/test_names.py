"""Names that fit, names that exclude each other, and names that settle nothing."""

import pytest

from quotes.checking.names import RIGHT, UNKNOWN, WRONG, compare_names

NAMES = [
    ("John F. Kennedy", "John F. Kennedy", RIGHT),
    ("President Kennedy", "John F. Kennedy", RIGHT),
    ("Kennedy", "John F. Kennedy", RIGHT),
    ("JFK", "John F. Kennedy", RIGHT),
    ("White House", "Ann Lowe", UNKNOWN),
    ("Labour Party", "Ann Lowe", UNKNOWN),
    ("Downing Street", "Ann Lowe", UNKNOWN),
    ("US President", "Barack Obama", UNKNOWN),
    ("the French president", "Emmanuel Macron", UNKNOWN),
    ("US President Barack Obama", "Barack Obama", RIGHT),
    ("US President Barack Obama", "Michelle Obama", WRONG),
    ("Bundeskanzlerin", "Angela Merkel", UNKNOWN),
    ("Barack Obama, president", "Barack Obama", RIGHT),
    ("Stephen King", "Billie Jean King", WRONG),
    ("Stephen King", "Stephen Hawking", WRONG),
    ("Dr. Martin Luther King", "Martin Luther King Jr.", RIGHT),
    ("Rupal Shah", "Rupal Patel", WRONG),
    ("Duke Ellington", "Ellington", RIGHT),
    ("Sir Winston", "Winston Churchill", UNKNOWN),
    ("Archbishop Tutu", "Desmond Tutu", RIGHT),
    ("Sheikh Hasina", "Sheikh Hasina", RIGHT),
    ("Ortega y Gasset", "José Ortega y Gasset", UNKNOWN),
    ("J.F.K.", "John F. Kennedy", RIGHT),
    ("Jack Kennedy", "John F. Kennedy", RIGHT),
    ("J. Kennedy", "John F. Kennedy", RIGHT),
    ("JOHN KENNEDY", "John F. Kennedy", RIGHT),
    ("kennedy", "John F. Kennedy", RIGHT),
    ("Robert Kennedy", "John F. Kennedy", WRONG),
    ("RFK", "John F. Kennedy", UNKNOWN),
    ("LBJ", "John F. Kennedy", WRONG),
    ("BUSH", "George W. Bush", RIGHT),
    ("MAY", "Theresa May", RIGHT),
    ("ED LO", "Edward Lo", RIGHT),
    ("J. F. K.", "John F. Kennedy", RIGHT),
    ("JO", "Jo Cox", UNKNOWN),
    ("JFK", "Le", WRONG),
    ("Ike Eisenhower", "Dwight D. Eisenhower", RIGHT),
    ("Honest Abe Lincoln", "Abraham Lincoln", RIGHT),
    ("George W. Bush", "George H. W. Bush", WRONG),
    ("George Bush", "George H. W. Bush", RIGHT),
    ("Martin Luther King", "Martin Luther King Jr.", RIGHT),
    ("Van Buren", "Martin Van Buren", RIGHT),
    ("Martin Buren", "Martin Van Buren", RIGHT),
    ("Charles de Gaulle", "Charles De Gaulle", RIGHT),
    ("de Gaulle", "Charles de Gaulle", RIGHT),
    ("Präsident Steinmeier", "Frank-Walter Steinmeier", RIGHT),
    ("Angela Merkel", "Frank-Walter Steinmeier", WRONG),
    ("Łucja Nowak", "Lucja Nowak", RIGHT),
    ("José Martí", "Jose Marti", RIGHT),
    ("Mao", "Mao Zedong", UNKNOWN),
    ("Zedong Mao", "Mao Zedong", UNKNOWN),
    ("Владимир Ленин", "Владимир Ленин", RIGHT),
    ("she", "Ann Lowe", UNKNOWN),
    ("the President", "Ann Lowe", UNKNOWN),
    ("The White House", "Ann Lowe", UNKNOWN),
    ("a spokesman", "Ann Lowe", UNKNOWN),
    ("", "Ann Lowe", UNKNOWN),
    ("“!”", "Ann Lowe", UNKNOWN),
]


@pytest.mark.parametrize(("claimed", "name", "answer"), NAMES)
def test_names(claimed, name, answer):
    assert compare_names(claimed, [name], ()) == answer


def test_an_alias_fits():
    assert compare_names("Mark Twain", ["Samuel Clemens", "Mark Twain"], ()) == RIGHT


def test_nobody_on_record_settles_nothing():
    assert compare_names("Ann Lowe", [], ()) == UNKNOWN
