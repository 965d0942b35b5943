"""The fields of a card on the review screen."""

import pytest

from quotes.review.forms import TopicsField
from tests.factories import make_topic


@pytest.mark.django_db
def test_all_topics_that_exist_are_found():
    topics = [make_topic(f"Topic {number}") for number in range(40)]
    names = ", ".join(topic.name for topic in topics)
    assert TopicsField(max_length=500).clean(names) == topics
