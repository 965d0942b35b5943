"""Derived tables agree with the quotes after every change."""

import threading
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from articles.models import Article
from articles.models.base import Status
from quotes.listing.consistency import differences, rebuild
from quotes.models import Attribution, ListEntry, Listing, Quote, Standing, Tally
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)

pytestmark = pytest.mark.django_db


def tally(facet, value=0, tag="", period=0):
    row = Tally.objects.filter(facet=facet, value=value, tag=tag, period=period)
    return row.values_list("quotes", flat=True).first() or 0


def test_a_public_quote_is_listed_under_all_that_it_has():
    outlet, speaker, topic = make_publication(), make_speaker(), make_topic()
    article = make_article(publication=outlet, published="2025-02-13", language="fr")
    quote = make_quote(article, speaker=speaker, topics=[topic], kind="mixed")
    listing = Listing.objects.get(quote=quote)
    assert listing.day == listing.last_day == date(2025, 2, 13)
    assert (listing.kind, listing.language) == ("mixed", "fr")
    assert listing.publication == outlet.pk
    assert listing.attributions == [4 * speaker.pk]
    assert listing.topics == [topic.pk]
    entries = ListEntry.objects.filter(quote_id=quote.pk)
    assert set(entries.values_list("facet", "value")) == {
        ("a", 0),
        ("p", outlet.pk),
        ("s", speaker.pk),
        ("t", topic.pk),
    }
    assert tally("s", speaker.pk) == tally("s", speaker.pk, period=202502) == 1
    assert tally("a", period=20250213) == tally("l", tag="fr") == 1
    assert tally("n", tag="s") == tally("n", tag="p") == 1


@pytest.mark.parametrize(
    ("published", "said", "day", "last_day", "period"),
    [
        ("2025-02-13", None, date(2025, 2, 13), date(2025, 2, 13), 202502),
        ("2025-02", None, date(2025, 2, 1), date(2025, 2, 28), 202502),
        ("2024", None, date(2024, 1, 1), date(2024, 12, 31), 202400),
        (None, None, date(1, 1, 1), date(9999, 12, 31), None),
        ("2025", "1863-11-19", date(1863, 11, 19), date(1863, 11, 19), 186311),
        (None, "1863", date(1863, 1, 1), date(1863, 12, 31), 186300),
    ],
)
def test_the_day_is_when_it_was_said_or_else_printed(
    published, said, day, last_day, period
):
    quote = make_quote(make_article(published=published), said=said)
    assert (quote.listing.day, quote.listing.last_day) == (day, last_day)
    months = Tally.objects.filter(facet="a", period__range=(1, 999999), quotes__gt=0)
    assert list(months.values_list("period", flat=True)) == ([period] if period else [])


@pytest.mark.parametrize("status", [Status.DRAFT, Status.WITHDRAWN])
def test_only_public_quotes_are_listed(status):
    make_quote(status=status)
    make_quote(make_article(status=status))
    assert not Listing.objects.exists()
    assert not differences()


def test_withdrawn_quotes_leave_the_lists():
    quote = make_quote()
    quote.status, quote.withdrawn_reason = Status.WITHDRAWN, "It was a joke."
    quote.save()
    assert not Listing.objects.exists()
    assert not ListEntry.objects.exists()
    assert tally("a") == tally("n", tag="s") == 0


def test_listings_follow_changes_of_the_article():
    article = make_article(status=Status.DRAFT, quotes=["One.", "Two."])
    assert not Listing.objects.exists()
    article.status = Status.PUBLISHED
    article.save()
    assert Listing.objects.count() == tally("a") == 2
    article.publication = make_publication()
    article.language = "de"
    article.save()
    assert tally("p", article.publication.pk) == tally("l", tag="de") == 2
    assert tally("l", tag="en") == 0


def test_writes_past_the_models_count_too():
    quote = make_quote(topics=[make_topic()])
    Quote.objects.filter(pk=quote.pk).update(kind="indirect")
    Attribution.objects.all().delete()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM quotes_quote_topics")
    listing = Listing.objects.get()
    assert (listing.kind, listing.attributions, listing.topics) == ("indirect", [], [])
    assert not differences()


CHANGES = [
    lambda quote, speaker, topic: quote.topics.add(topic),
    lambda quote, speaker, topic: quote.topics.clear(),
    lambda quote, speaker, topic: Attribution.objects.get_or_create(
        quote=quote, speaker=speaker
    ),
    lambda quote, speaker, topic: (
        quote.attributions.all()[:1].get().delete()
        if quote.attributions.exists()
        else None
    ),
    lambda quote, speaker, topic: quote.attributions.update(
        standing=Standing.DISPUTED, evidence="A letter."
    ),
    lambda quote, speaker, topic: save(quote, status=Status.PUBLISHED),
    lambda quote, speaker, topic: save(
        quote, status=Status.WITHDRAWN, withdrawn_reason="A joke."
    ),
    lambda quote, speaker, topic: save(quote, text="Other words.", kind="mixed"),
    lambda quote, speaker, topic: save(quote, language="la"),
    lambda quote, speaker, topic: save(
        quote, said_on="1863-01-01", said_precision="year"
    ),
    lambda quote, speaker, topic: save(quote.article, title="Another title"),
    lambda quote, speaker, topic: save(quote.article, status=Status.PUBLISHED),
    lambda quote, speaker, topic: save(
        quote.article, status=Status.WITHDRAWN, withdrawn_reason="Twice."
    ),
    lambda quote, speaker, topic: save(
        quote.article, published_on="2024-05-01", published_precision="month"
    ),
    lambda quote, speaker, topic: save(
        quote.article, published_on=None, published_precision="unknown"
    ),
]


def save(row, **fields):
    """Write fields without the checks of forms, as an import may."""
    if fields.get("status") == Status.PUBLISHED:
        fields["withdrawn_reason"] = ""
    type(row).objects.filter(pk=row.pk).update(**fields)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    steps=st.lists(st.tuples(st.sampled_from(CHANGES), st.integers(0, 3)), max_size=12)
)
def test_after_any_changes_all_is_as_counted(steps):
    with transaction.atomic():
        speakers, topics = (
            [make_speaker(), make_speaker()],
            [make_topic(), make_topic()],
        )
        one = make_article(publication=make_publication())
        two = make_article(status=Status.DRAFT, published="2023")
        quotes = [
            make_quote(article, speaker=speakers[0], status=status)
            for article in (one, two)
            for status in (Status.PUBLISHED, Status.DRAFT)
        ]
        for change, which in steps:
            change(quotes[which], speakers[which % 2], topics[which % 2])
        assert not differences()
        rebuild()
        assert not differences()
        transaction.set_rollback(True)


def test_the_command_proves_and_mends():
    make_quote()
    out = StringIO()
    call_command("check_derived_tables", stdout=out)
    assert "1 listings" in out.getvalue()
    Tally.objects.filter(facet="a", period=0).update(quotes=7)
    ListEntry.objects.filter(facet="s").delete()
    with pytest.raises(CommandError, match="1 of quotes_listentry, 1 of quotes_tally"):
        call_command("check_derived_tables")
    call_command("check_derived_tables", "--rebuild", stdout=out)
    assert not differences()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("first", ["attribute", "publish", "date"])
def test_concurrent_changes_of_one_quote_are_both_listed(first):
    """Two transactions do not see each other's uncommitted changes."""
    quote = make_quote(speaker=False, status=Status.DRAFT)
    speaker = make_speaker()

    def attribute():
        Attribution.objects.create(quote_id=quote.pk, speaker=speaker)

    def publish():
        save(quote, status=Status.PUBLISHED)

    def date_it():
        save(quote.article, published_on="1999-01-01", published_precision="year")

    others = {"attribute": publish, "publish": date_it, "date": publish}
    mine = {"attribute": attribute, "publish": publish, "date": date_it}[first]

    def other():
        try:
            others[first]()
        finally:
            connection.close()

    with transaction.atomic():
        mine()
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(0.3)  # it waits for this transaction, or is done already
    thread.join()
    assert Listing.objects.count() == 1
    assert not differences()
    assert Article.objects.count() == 1
