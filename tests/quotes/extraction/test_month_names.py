"""People whose names look like months, and months."""

import pytest

from quotes.extraction import suggest


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("“It is done,” said Theresa May.", "Theresa May"),
        ("Theresa May told reporters in May that it was done.", "Theresa May"),
        ("Prime Minister Theresa May said the talks were over.", "Theresa May"),
        ("Theresa May left the room. “It is done,” May said.", "Theresa May"),
        ("Theresa May left in May. “It is done,” said May.", "Theresa May"),
        ("Theresa May came last May. “It is done,” she said.", "Theresa May"),
        ("“It is done,” said Brian May in June.", "Brian May"),
        ("Fredric March said the film was over.", "Fredric March"),
        ("“It is done,” said April Lowe.", "April Lowe"),
        ("April Lowe said it was done.", "April Lowe"),
        ("June Ash said it was done in May.", "June Ash"),
        ("The book by April Lowe is new. Lowe said “buy it now.”", "April Lowe"),
        ("In June Ann Lowe said it was over.", "Ann Lowe"),
        ("In May, Ann Lowe said it was over.", "Ann Lowe"),
        ("Mrs May left. “It is done,” said Mrs May.", "May"),
    ],
)
def test_names_like_months(text, name):
    assert suggest(text)[-1].speakers[0].name == name


@pytest.mark.parametrize(
    "text",
    [
        "In May Democrats said it was over.",
        "The minister said on March 5 that it may rain.",
        "Since June leaders said it was over.",
        "“It is done,” May said.",
    ],
)
def test_months_are_nobody(text):
    for one in suggest(text):
        assert not any(speaker.name for speaker in one.speakers)
