"""Lists, pages and counts against a count in Python, over random quotes.

Every filter alone and every pair of filters, with each scan: an index scan of the
entries, and full-text scans at once, by years and by months.
"""

import random
from collections import Counter
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from unittest.mock import patch

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.partial_dates import PartialDate
from quotes import page_sizes
from quotes.citations.status_labels import CHANGED
from quotes.listing import planner, queries, scans, statement
from quotes.listing.facet_types import FACET_TYPES
from quotes.listing.filters import QuoteFilter
from quotes.models import AnchorStatus, QuoteKind, Standing
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)

VALUES = {
    "speaker": ["ada", "bea", "cleo"],
    "publication": ["times", "monde"],
    "topic": ["war", "peace", "trade"],
    "kind": QuoteKind.values,
    "standing": Standing.values,
    "anchor": [*AnchorStatus.values, CHANGED],
    "year": ["1863", "2023", "2024", "2025"],
    "language": ["en", "en-GB", "fr", "de"],
    "q": [
        "bridge",
        "bridges OR trade",
        '"tower trade"',
        "-bridge",
        "bridge -tower",
        "speaker:ada",
    ],
    "after": ["2023", "2024-05", "2024-05-17"],
    "before": ["2024", "2024-05", "2024-05-17"],
}
DATES = ["2025-02-13", "2025-02", "2024-05-17", "2024-05", "2024", "2023", None]
WORDS = "bridge and tower trade".split()
SCANS = {
    "as it is": {},
    "full-text scans": {"SHORT_SCAN": -1, "LONG_SCAN": 0},
    "full-text scans by years": {"SHORT_SCAN": -1, "LONG_SCAN": 0, "SORT_ALL_BELOW": 0},
    "by months": {
        "SHORT_SCAN": -1,
        "LONG_SCAN": 0,
        "SORT_ALL_BELOW": 0,
        "STEP_BY_MONTH_FROM": 0,
    },
    "long index scans": {"SHORT_SCAN": -1, "LONG_SCAN": 10**9},
}


@dataclass
class Said:
    """A quote as Python remembers it."""

    pk: int = 0
    words: list = field(default_factory=list)
    date: PartialDate | None = None
    values: dict = field(default_factory=dict)
    speakers: dict = field(default_factory=dict)


class AnyData(TestCase):
    @classmethod
    def setUpTestData(cls):
        dice = random.Random(7)  # noqa: S311
        speakers = {name: make_speaker(name.title()) for name in VALUES["speaker"]}
        topics = {name: make_topic(name.title()) for name in VALUES["topic"]}
        outlets = {
            name: make_publication(name=name.title()) for name in VALUES["publication"]
        }
        cls.said = []
        for _ in range(60):
            cls.said.append(cls.make(dice, speakers, topics, outlets))

    @classmethod
    def make(cls, dice, speakers, topics, outlets):
        said = Said(words=dice.choices(WORDS, k=4))
        outlet = dice.choice([*outlets, ""])
        published, spoken = dice.choice(DATES), dice.choice([None, None, None, "1863"])
        language, own = dice.choice(["en", "en-GB", "fr"]), dice.choice(["", "", "de"])
        article = make_article(
            title="Report", publication=outlets.get(outlet), published=published,
            language=language,
        )  # fmt: skip
        quote = make_quote(
            article, " ".join(said.words), speaker=False, language=own,
            kind=dice.choice(QuoteKind.values), said=spoken,
        )  # fmt: skip
        free = True
        for name in dice.sample(list(speakers), k=dice.choice([0, 1, 1, 2])):
            standing = dice.choice(Standing.values)
            if standing == Standing.VERIFIED and not free:
                standing = Standing.DISPUTED  # one of a quote can be verified
            free = free and standing != Standing.VERIFIED
            evidence = "" if standing == Standing.UNVERIFIED else "A film."
            quote.attributions.create(
                speaker=speakers[name], standing=standing, evidence=evidence
            )
            said.speakers[name] = standing
        chosen = dice.sample(list(topics), k=dice.randint(0, 2))
        quote.topics.set([topics[name] for name in chosen])
        # Any anchor status, without the checks of the model.
        anchor = dice.choice(["ambiguous", "missing", "no_text"])
        type(quote).objects.filter(pk=quote.pk).update(anchor_status=anchor)
        given = spoken or published
        said.pk, said.date = quote.pk, PartialDate.parse(given) if given else None
        said.values = {
            "speaker": list(said.speakers),
            "publication": [outlet] if outlet else [],
            "topic": chosen,
            "kind": [quote.kind],
            "standing": sorted(set(said.speakers.values())),
            "anchor": [anchor],
            "year": [f"{said.date.year:04}"] if said.date else [],
            "language": [own or language],
        }
        return said

    # The naive filter

    def matching(self, criteria, but=""):
        rest = {name: values for name, values in criteria.items() if name != but}
        return [
            said
            for said in self.said
            if all(self.matches(said, name, rest[name], rest) for name in rest)
        ]

    def matches(self, said, name, values, criteria):
        if name == "q":
            return all(self.has_words(said, words) for words in values)
        if name in ("after", "before"):
            return self.in_time(said.date, name, PartialDate.parse(values[0]))
        if name == "language":
            (tag,) = said.values["language"]
            return any(f"{tag}-".lower().startswith(f"{v}-".lower()) for v in values)
        if name == "standing" and "speaker" in criteria:
            return any(
                said.speakers.get(each) in values for each in criteria["speaker"]
            )
        return bool(set(said.values[name]) & set(values))

    def has_words(self, said, words):
        text, topics = said.words, said.values["topic"]
        return {
            "bridge": "bridge" in text,
            # As English has it. A topic is called Trade, too.
            "bridges OR trade": bool({"bridge", "trade"} & {*text, *topics}),
            '"tower trade"': ("tower", "trade") in pairwise(text),
            "-bridge": "bridge" not in text,
            "bridge -tower": "bridge" in text and "tower" not in text,
            "speaker:ada": "ada" in said.speakers,
        }[words]

    def in_time(self, date, name, limit):
        if date is None:
            return False
        if name == "after":
            return date.first_day >= limit.first_day
        return last_day(date) <= last_day(limit)

    # Comparisons

    def check(self, criteria, order):
        query = QueryDict(mutable=True)
        for name, values in criteria.items():
            query.setlist(name, values)
        if order:
            query["sort"] = order
        filterset = QuoteFilter(query)
        expected = self.matching(criteria)
        assert not filterset.form.errors
        found, page = queries.fetch_page(filterset, "")
        assert (found.total, found.exact) == (len(expected), True)
        self.check_counts(found, criteria)
        in_order = self.in_order(expected, filterset.order)
        everything = list(queries.fetch_all(filterset))
        assert sorted(everything) == sorted(in_order)
        if filterset.order in ("newest", "oldest"):
            assert everything == in_order
        self.check_pages(query, page, in_order, filterset.order)

    def check_counts(self, found, criteria):
        for name in FACET_TYPES:
            counts = Counter()
            for said in self.matching(criteria, but=name):
                values = said.values[name]
                if name == "speaker" and "standing" in criteria:
                    values = [
                        v for v in values if said.speakers[v] in criteria["standing"]
                    ]
                if name == "standing" and "speaker" in criteria:
                    values = {
                        said.speakers[v]
                        for v in criteria["speaker"]
                        if v in said.speakers
                    }
                counts.update(values)
            counted = {
                value: count.quotes
                for value, count in found.facets[name].items()
                if count.quotes
            }
            assert counted == dict(counts), name
            assert name in found.whole

    def in_order(self, expected, order):
        if order not in ("newest", "oldest"):
            return [said.pk for said in expected]
        dated = [said for said in expected if said.date]
        undated = [said for said in expected if not said.date]
        key, back = (lambda said: (said.date.first_day, said.pk)), order == "newest"
        return [
            *(said.pk for said in sorted(dated, key=key, reverse=back)),
            *sorted((said.pk for said in undated), reverse=back),
        ]

    def check_pages(self, query, page, in_order, order):
        """Turn to the last page and back again."""
        there, pages = list(page.keys), [page]
        while page.next:
            page = self.turn(query, page.next)
            pages.append(page)
            there += page.keys
        if order in ("newest", "oldest"):
            assert there == in_order
        assert sorted(there) == sorted(in_order)
        assert not pages[0].previous
        for before in reversed(pages[:-1]):
            page = self.turn(query, page.previous)
            assert page.keys == before.keys

    def turn(self, query, address):
        query = query.copy()
        query.update(QueryDict(address[1:]))
        return queries.fetch_page(QuoteFilter(query), "")[1]


def last_day(date):
    ends = {"year": "-12-31", "month": "-31", "day": ""}
    return f"{date}" and f"{date.isoformat()}{ends[date.precision]}"


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    monkeypatch.setattr(page_sizes, "QUOTES", 7)


@contextmanager
def with_scan(scan):
    """Set the limits so that this plan is chosen."""
    with ExitStack() as stack:
        for name, value in SCANS[scan].items():
            module = planner if hasattr(planner, name) else scans
            stack.enter_context(patch.object(module, name, value))
        yield


class EveryFilterTests(AnyData):
    def test_every_filter_alone(self):
        for name, values in VALUES.items():
            for value in values:
                with self.subTest(f"{name}={value}"):
                    self.check({name: [value]}, "")

    def test_every_pair_of_filters_with_every_scan(self):
        dice = random.Random(3)  # noqa: S311
        for pair in combinations(VALUES, 2):
            criteria = {name: [dice.choice(VALUES[name])] for name in pair}
            for scan in SCANS:
                with self.subTest(f"{criteria} {scan}"), with_scan(scan):
                    self.check(criteria, dice.choice(["", "oldest", "speaker"]))

    @pytest.mark.any_server
    @settings(max_examples=60)
    @given(data=st.data())
    def test_any_filters(self, data):
        names = data.draw(st.sets(st.sampled_from(sorted(VALUES)), max_size=4))
        criteria = {}
        for name in sorted(names):
            values = st.lists(
                st.sampled_from(VALUES[name]),
                min_size=1,
                max_size=1 if name in ("q", "after", "before") else 3,
                unique=True,
            )
            criteria[name] = data.draw(values)
        with with_scan(data.draw(st.sampled_from(sorted(SCANS)))):
            self.check(criteria, data.draw(st.sampled_from(["", "oldest", "speaker"])))

    def test_large_counts_are_lower_bounds(self):
        few = {"SAMPLE_SIZE": 10}
        with ExitStack() as stack:
            for module in (planner, statement):
                stack.enter_context(patch.multiple(module, **few))
            stack.enter_context(patch.object(statement, "MAX_EXACT_COUNT", 20))
            filterset = QuoteFilter(QueryDict("kind=direct&kind=mixed"))
            found, page = queries.fetch_page(filterset, "")
        self.assertEqual((found.total, found.exact), (20, False))
        self.assertEqual(len(page.keys), 7)
        truth = self.matching({"kind": ["direct", "mixed"]})
        counts = Counter(value for said in truth for value in said.values["topic"])
        for value, count in found.facets["topic"].items():
            self.assertFalse(count.exact)
            self.assertLessEqual(count.quotes, counts[value])
        self.assertNotIn("topic", found.whole)
        self.assertIn("kind", found.whole)  # without its own filter, tallies know it
