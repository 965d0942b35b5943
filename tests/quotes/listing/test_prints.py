"""Lists of prints: filters by their place in a saying, and one print of each saying."""

import datetime
from itertools import combinations

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from quotes.listing import planner
from quotes.listing.consistency import differences, rebuild
from quotes.listing.facets import chips, clean_query
from quotes.listing.filters import QuoteFilter
from quotes.listing.queries import count_matches, fetch_all, fetch_changed, fetch_page
from quotes.models import MembershipState, Quote, SayingPrint
from tests.factories import make_article, make_quote, make_saying, make_speaker

pytestmark = pytest.mark.django_db


def printed(date, text, speaker=None, **fields):
    article = make_article(published=date, text=f"It said: “{text}”")
    return make_quote(article, text, speaker=speaker, **fields)


@pytest.fixture
def prints():
    """Two sayings of 4 and 3 prints, a pair that is only proposed, and 6 others."""
    ada, bea = make_speaker("Ada Lovelace"), make_speaker("Béa Zola")
    war = [
        printed("1950", "War is near, he said", bea, kind="indirect"),
        printed("1906", "War is near", ada),
        printed("1939", "War is NEAR!", bea),
        printed(None, "War is very near", ada, language="fr"),
    ]
    peace = [
        printed("2001-05-03", "Peace is far", ada),
        printed("2001-05", "Peace is far", bea),
        printed("2020", "Peace is not far", bea),
    ]
    make_saying(*war)
    make_saying(*peace)
    make_saying(
        printed("1890", "War, perhaps", ada),
        printed("1891", "War, perhaps not", ada),
        state=MembershipState.PROPOSED,
    )
    make_saying(
        printed("1990", "War, withdrawn", ada),
        printed("1991", "War withdrawn", ada, status="withdrawn"),
    )
    for year in ("1900", "1940", "2000", None):
        printed(year, f"War of {year}", bea)


def filtered(query):
    return QuoteFilter(QueryDict(query))


def listed(query):
    """Return the keys on all pages of a list, which are the same read backwards."""
    base, keys, firsts = query, [], []
    while True:
        found, page = fetch_page(filtered(query), base)
        assert not page.message
        keys += page.keys
        firsts.append(page.keys)
        if not page.next:
            break
        query = page.next.removeprefix("?")
    for expected in firsts[-2::-1]:
        _found, page = fetch_page(filtered(page.previous.removeprefix("?")), base)
        assert page.keys == expected
    return keys, found


def expected_of(query):
    """Return the keys of a list without its filters of prints, and those with them."""
    data = QueryDict(query, mutable=True)
    on = {name: data.pop(name, None) for name in ("earliest", "variants", "group")}
    keys = list(fetch_all(filtered(data.urlencode())))
    prints = SayingPrint.objects.in_bulk(keys)
    if on["earliest"]:
        keys = [key for key in keys if key in prints and prints[key].is_earliest]
    if on["variants"]:
        keys = [key for key in keys if key in prints and prints[key].is_variant]
    groups = {}
    for key in keys:
        groups.setdefault(prints[key].saying_id if key in prints else -key, []).append(
            key
        )
    if on["group"]:
        dated = Quote.objects.select_related("article").in_bulk(keys)
        places = {
            key: (dated[key].article.published_on or datetime.date.max, key)
            for key in keys
        }
        firsts = {min(group, key=places.get) for group in groups.values()}
        keys = [key for key in keys if key in firsts]
    return keys, groups


FILTERS = (
    *("earliest=1", "variants=1", "group=saying", "speaker=ada-lovelace", "q=war"),
    *("q=-far", "kind=direct", "sort=oldest", "sort=speaker", "year=1906"),
    *(
        "before=1945",
        "after=1930",
        "language=fr",
        "standing=unverified",
        "anchor=exact",
    ),
)


def test_every_pair_of_filters_has_the_quotes_of_a_count_in_python(prints, monkeypatch):
    monkeypatch.setattr("quotes.page_sizes.QUOTES", 2)
    queries = [
        f"{own}&{other}"
        for own, other in combinations(FILTERS, 2)
        if own in ("earliest=1", "variants=1", "group=saying")
    ]
    queries += [
        "group=saying&speaker=bea-zola&before=1960",
        "group=saying&q=war&sort=oldest",
        "group=saying&q=war&speaker=ada-lovelace",
        "group=saying&variants=1&q=far&sort=speaker",
        "group=saying&q=war&before=1945&sort=oldest",
        "earliest=1&q=war&sort=oldest",
    ]
    for way in ("as planned", "by prints"):
        if way == "by prints":
            monkeypatch.setattr(
                planner.Planner, "are_fewer_than_prints", lambda *args: False
            )
        for query in queries:
            if way == "by prints" and query.startswith("group") and "=1" not in query:
                continue
            keys, groups = expected_of(query)
            found_keys, found = listed(query)
            assert sorted(found_keys) == sorted(keys), (way, query)
            if "q=war" not in query and "speaker&" not in f"{query}&":
                assert found_keys == keys, (way, query)
            assert (found.total, found.exact) == (len(keys), True), (way, query)
            if "group" in query:
                assert sum(found.more.values()) <= sum(map(len, groups.values()))
            filterset = filtered(query)
            assert sorted(fetch_all(filterset)) == sorted(keys), (way, query)
            assert sorted(fetch_changed(filterset, 50)) == sorted(keys), (way, query)
            assert count_matches(filterset) == (len(keys), True), (way, query)


def test_a_grouped_facet_counts_what_choosing_it_would_leave(prints):
    for query in ("group=saying", "group=saying&q=war", "group=saying&before=1960"):
        found = fetch_page(filtered(query), "")[0]
        for name in ("speaker", "kind", "standing", "anchor", "year", "language"):
            for value, count in found.facets[name].items():
                number = fetch_page(filtered(f"{query}&{name}={value}"), "")[0].total
                assert count == (count.label, number, True), (query, name, value)


def test_a_card_says_how_many_more_match(client, prints):
    found, page = fetch_page(filtered("group=saying"), "")
    texts = {row.text: found.more.get(row.key) for row in page.quotes}
    assert texts["War is near"] == 3
    assert texts["Peace is far"] == 2
    assert texts["War, perhaps"] == texts["War, withdrawn"] == 0
    page = client.get("/quotes/?group=saying").content.decode()
    assert "and 3 more prints</a>" in page
    assert "Each saying is listed once" in page
    assert "Sayings: <bdi>One print of each saying</bdi>" in page
    page = client.get("/quotes/?group=saying&speaker=bea-zola").content.decode()
    assert "and 1 more print in this list, of 4 on record</a>" in page
    assert "War is NEAR!" in page
    assert "War is near, he said" not in page
    page = client.get("/quotes/?variants=1").content.decode()
    assert "War is very near" in page
    assert "War is NEAR!" not in page
    assert "more print" not in page


def test_filters_are_in_addresses_and_can_be_removed():
    filterset = filtered("earliest=1&group=saying&kind=direct&variants=1")
    on = {chip.label: chip.query for chip in chips(filterset)}
    assert on == {
        "Direct quote": "earliest=1&variants=1&group=saying",
        "Earliest prints of sayings": "kind=direct&variants=1&group=saying",
        "Other wordings of sayings": "kind=direct&earliest=1&group=saying",
        "One print of each saying": "kind=direct&earliest=1&variants=1",
    }
    assert clean_query(filterset) == "kind=direct&earliest=1&variants=1&group=saying"
    for query in ("earliest=yes", "variants=0", "group=speaker", "group=SAYING"):
        name = query.partition("=")[0]
        assert filtered(query).form.errors[name]
        assert filtered(query).criteria.nothing == (name != "group")


def test_a_list_of_prints_takes_as_many_statements_as_any(client, prints):
    def statements(query):
        client.get(f"/quotes/?{query}")
        with CaptureQueriesContext(connection) as captured:
            assert client.get(f"/quotes/?{query}").status_code == 200
        return len(captured)

    plain = statements("kind=direct")
    for query in ("earliest=1", "variants=1", "group=saying", "group=saying&q=war"):
        assert statements(query) <= plain + ("q=" in query), query


def test_prints_follow_every_change(prints):
    def check():
        assert differences() == {}

    check()
    quote = Quote.objects.get(text="War is near")
    member = quote.saying_member
    articles = type(quote.article).objects.filter(pk=quote.article_id)
    changes = (
        lambda: Quote.objects.filter(pk=quote.pk).update(text="War is nearer"),
        lambda: Quote.objects.filter(pk=quote.pk).update(text="WAR is near"),
        lambda: articles.update(published_on="1960-01-01"),
        lambda: articles.update(published_on=None, published_precision="unknown"),
        lambda: Quote.objects.filter(pk=quote.pk).update(
            said_on="1800-01-01", said_precision="day"
        ),
        lambda: Quote.objects.filter(pk=quote.pk).update(
            status="withdrawn", withdrawn_reason="Why"
        ),
        lambda: Quote.objects.filter(pk=quote.pk).update(status="published"),
        member.delete,
        Quote.objects.filter(text="Peace is far").first().saying_member.delete,
        lambda: Quote.objects.filter(text="Peace is far").last().saying_member.delete(),
    )
    for number, change in enumerate(changes):
        change()
        assert differences() == {}, number
    SayingPrint.objects.all().delete()
    assert differences()
    rebuild()
    check()
