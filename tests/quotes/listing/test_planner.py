"""The choice between reading all matches of words at once and going back by years."""

import pytest
from django.http import QueryDict

from quotes.listing import planner, scans
from quotes.listing.filters import QuoteFilter
from tests.factories import make_quote


@pytest.fixture
def plan(db, monkeypatch, django_assert_num_queries):
    """Return a function that plans a search for a word with a given estimate.

    Two quotes match “ship”, four “harbour”, and three matches are many.
    """
    for text in ("A ship", "Another ship", *["The harbour"] * 4):
        make_quote(text=text)
    monkeypatch.setattr(planner, "SORT_ALL_BELOW", 3)
    monkeypatch.setattr(scans, "SORT_ALL_BELOW", 3)

    def plan_with(word, estimate, statements):
        criteria = QuoteFilter(QueryDict(f"q={word}")).criteria
        planned = planner.Planner(criteria, {})
        planned.estimates = {criteria.tsquery(): estimate}
        with django_assert_num_queries(statements):
            return planned.plan(criteria, 10)

    return plan_with


def test_rare_words_are_read_at_once_whatever_their_estimate(plan):
    assert plan("ship", estimate=50_000, statements=1).prepared
    assert plan("ship", estimate=2, statements=0).prepared


def test_frequent_words_are_read_back_by_years(plan):
    assert not plan("harbour", estimate=50_000, statements=1).prepared


def test_matches_are_not_counted_when_many_are_expected(plan):
    assert not plan("harbour", estimate=1_000_000, statements=0).prepared
