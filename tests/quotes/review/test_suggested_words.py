"""The words of a suggestion are those that a careful editor would enter."""

import pytest

from quotes.extraction import Findings
from quotes.review.suggestions import find_suggestions
from tests.factories import make_article, make_quote

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("text", "words", "status"),
    [
        (
            "“We will answer them,” said Ana Ruiz. “It is the right thing to do.”",
            "We will answer them. It is the right thing to do.",
            "edited",
        ),
        (
            "“We will answer them,” said Ana Ruiz, “because it is right.”",
            "We will answer them, because it is right.",
            "exact",
        ),
        (
            "“We will fill the har-\nbour with stone,” said Ana Ruiz.",
            "We will fill the harbour with stone,",
            "exact",
        ),
        (
            "Ana Ruiz wrote to us:\n\n    We will stay.\n    For good.\n\nBob left.",
            "We will stay. For good.",
            "exact",
        ),
        (
            "‘We don’t sell the dogs’ home,’ said Ana Ruiz. ‘It’s the park we lose.’",
            "We don’t sell the dogs’ home. It’s the park we lose.",
            "edited",
        ),
    ],
)
def test_words_as_entered_are_found(text, words, status):
    article = make_article(text=text)
    (made,) = find_suggestions(article.current_snapshot)
    assert made.words == words
    quote = make_quote(article, text=words)
    quote.locate_at(made.spans)
    assert quote.anchor_status == status


def test_a_text_is_read_in_the_language_of_its_article(monkeypatch):
    article = make_article(text="“Wij gaan nu,” zei Jan Smit.", language="nl-BE")
    read = []
    monkeypatch.setattr(
        "quotes.extraction.find_quotes",
        lambda text, language: read.append(language) or Findings([], [], []),
    )
    find_suggestions(article.current_snapshot)
    assert read == ["nl-BE"]
