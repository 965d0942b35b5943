"""Profiles of speakers, publications, topics and years."""

import csv
import json
import re
from unittest import mock

import pytest
from django.core.cache import caches
from django.db import connection
from django.test import TestCase
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from articles.models.base import Status
from benchmarks.floor import Recorder
from quotes.models import FacetCode
from quotes.statistics import samples
from quotes.statistics.profiles import Subject, load_profile, percent
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)
from tests.support.public_pages import total_of


def of_speaker(speaker, **options):
    subject = Subject("speaker", speaker.slug, FacetCode.SPEAKER, speaker.pk)
    return load_profile(subject, **options)


def shown(dimension):
    return [(share.value, share.label, share.count) for share in dimension.shares]


def rows_of(response):
    return list(csv.DictReader(response.content.decode().splitlines()))


def attributions_read(node, speaker):
    """Yield the number of a speaker's attributions that each node of a plan reads."""
    conditions = f"{node.get('Index Cond')} {node.get('Filter')}"
    if node.get("Relation Name") == "quotes_attribution" and re.search(
        rf"speaker_id = '?{speaker}\b", conditions
    ):
        yield node["Actual Rows"] * node["Actual Loops"]
    for child in node.get("Plans", ()):
        yield from attributions_read(child, speaker)


class ProfileTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ann = make_speaker("Ann Lee", aliases=["Miss Lee", "A. Lee"])
        cls.bob = make_speaker("Bob Ray")
        cls.war, cls.post = make_topic("War"), make_publication(name="The Post")
        for published, number in (("1950-03", 2), ("1952", 1), (None, 1)):
            article = make_article(published=published, publication=cls.post)
            for each in range(number):
                make_quote(
                    article,
                    f"Words {each} of {published}.",
                    speaker=cls.ann,
                    topics=[cls.war],
                    role_as_printed="Mayor" if published else "",
                )
            make_quote(article, f"Others of {published}.", speaker=cls.bob)
        make_quote(article, "Not yet.", speaker=cls.ann, status=Status.DRAFT)
        joint = make_article(published="1952-01-01", title="Joint", language="fr")
        make_quote(
            joint,
            "Together.",
            speaker=[cls.ann, cls.bob],
            kind="indirect",
            said="1951-07-09",
            role_as_printed="Senator",
            standing="disputed",
        )

    def listed(self, address):
        """Return the number of quotes in the list at a URL."""
        return total_of(self.client.get(address))

    def test_counts_are_those_of_a_naive_count(self):
        profile = of_speaker(self.ann)
        assert (profile.total, profile.read, profile.sampled) == (5, 5, False)
        # Said in July 1951, though printed in 1952.
        assert profile.counts.years == {1950: 2, 1951: 1, 1952: 1}
        assert profile.counts.periods == {195003: 2, 195107: 1, 195200: 1}
        assert profile.counts.undated == 1
        assert shown(profile.dimension("topic")) == [("war", "War", 4)]
        assert shown(profile.dimension("publication")) == [("the-post", "The Post", 4)]
        assert [share.count for share in profile.dimension("kind").shares] == [4, 1]
        standings = shown(profile.dimension("standing"))
        assert standings == [
            ("unverified", "Not yet checked", 4),
            ("disputed", "Disputed", 1),
        ]
        assert shown(profile.dimension("language")) == [
            ("en", "English", 4),
            ("fr", "French", 1),
        ]
        # In four articles; drafts do not count.
        assert shown(profile.co_quoted) == [("bob-ray", "Bob Ray", 4)]
        assert profile.dimension("speaker") is None
        assert profile.aliases == ("A. Lee", "Miss Lee")

    def test_roles_in_the_order_in_which_they_came_up(self):
        mayor, senator = of_speaker(self.ann).roles
        assert (mayor.role, mayor.count) == ("Mayor", 3)
        assert (str(mayor.first), str(mayor.last)) == ("March 1950", "1952")
        assert (senator.role, str(senator.first)) == ("Senator", "9 July 1951")

    def test_roles_are_read_of_no_more_quotes_than_are_counted(self):
        for _ in range(9):
            make_quote(speaker=self.ann, role_as_printed="Mayor")
        recorder = Recorder()
        with (
            mock.patch.object(samples, "ROLE_SAMPLE_SIZE", 3),
            connection.execute_wrapper(recorder),
        ):
            of_speaker(self.ann)
        ((statement, parameters),) = recorder.statements
        with connection.cursor() as cursor:
            # A generic plan, made for any speaker.
            cursor.execute("SET LOCAL enable_nestloop = off")
            cursor.execute(f"EXPLAIN (ANALYZE, FORMAT JSON) {statement}", parameters)
            ((plan,),) = cursor.fetchall()
        plan = plan if isinstance(plan, list) else json.loads(plan)
        read = list(attributions_read(plan[0]["Plan"], self.ann.pk))
        self.assertEqual(sum(read), 3)

    def test_misattributed_quotes_are_only_in_the_tallies(self):
        other, topic = make_speaker("Cy Roe"), make_topic("Peace")
        for standing in ("misattributed", "misattributed", "disputed"):
            article = make_article(text="“We want it.”")
            make_quote(
                article,
                "We want it",
                speaker=self.ann,
                standing=standing,
                topics=[topic],
                role_as_printed=standing,
            )
            make_quote(article, "We want", speaker=other)
        profile = of_speaker(self.ann)
        assert (profile.total, profile.read, profile.sampled) == (8, 6, False)
        assert profile.in_standing("misattributed") == 2
        assert profile.in_standing("disputed") == 2
        assert ("peace", "Peace", 1) in shown(profile.dimension("topic"))
        assert "misattributed" not in {role.role for role in profile.roles}
        # A speaker who did not say the words is not quoted in the source either.
        quote = make_quote(article, "We", speaker=make_speaker("Eve Low"))
        quote.attributions.create(
            speaker=make_speaker("Dan Poe"), standing="misattributed", evidence="None."
        )
        profile = of_speaker(self.ann)
        assert [each for each in shown(profile.co_quoted) if each[2] == 1] == [
            ("cy-roe", "Cy Roe", 1),
            ("eve-low", "Eve Low", 1),
        ]
        for dimension in profile.dimensions:
            for share in dimension.shares:
                assert self.listed(share.address) == share.count, share
        page = self.client.get(self.ann.get_absolute_url()).content.decode()
        text = re.sub("<[^>]*>", "", page)
        text = " ".join(text.split())
        assert "8 quotes 4 verified" not in text
        assert "2 disputed 2 misattributed" in text
        assert (
            "2 misattributed quotes are counted only over time, by kind and by printed "
            "words." in text
        )

    def test_a_speaker_without_a_word(self):
        nobody = make_speaker("Ida Poe")
        make_quote(speaker=nobody, standing="misattributed", topics=[self.war])
        profile = of_speaker(nobody)
        assert (profile.total, profile.read) == (1, 0)
        assert profile.dimension("topic") is None
        assert profile.co_quoted is None
        page = self.client.get(nobody.get_absolute_url()).content.decode()
        text = " ".join(re.sub("<[^>]*>", "", page).split())
        assert "1 quote 0 verified 1 misattributed" in text
        assert "Statistics" not in text  # nothing to tell
        rows = rows_of(
            self.client.get(reverse("quotes:figures", args=["speaker", nobody.slug]))
        )
        assert {row["dimension"] for row in rows} == {
            "total",
            "year",
            "month",
            "kind",
            "standing",
            "anchor",
        }

    def test_every_bar_and_share_leads_to_as_many_quotes_as_it_says(self):
        for profile in (
            of_speaker(self.ann),
            load_profile(Subject("topic", "war", FacetCode.TOPIC, self.war.pk)),
            load_profile(
                Subject("publication", "the-post", FacetCode.PUBLICATION, self.post.pk)
            ),
            load_profile(Subject.of_year(1952)),
        ):
            assert self.listed(profile.subject.address()) == profile.total
            for bar in profile.timeline.columns if profile.timeline else ():
                assert self.listed(bar.address) == bar.count
            for dimension in profile.dimensions:
                for share in dimension.shares:
                    assert self.listed(share.address) == share.count

    def test_a_year_has_its_own_figures(self):
        profile = load_profile(Subject.of_year(1950))
        assert profile.total == 3
        assert shown(profile.dimension("speaker")) == [
            ("ann-lee", "Ann Lee", 2),
            ("bob-ray", "Bob Ray", 1),
        ]
        assert [bar.count for bar in profile.timeline.columns] == [0, 0, 3, *[0] * 9]

    def test_names_are_counted_among_the_newest_and_the_page_says_so(self):
        for number in range(3):
            topic = make_topic(f"Older {number}")
            article = make_article(published=f"1940-01-0{number + 1}")
            make_quote(article, speaker=self.ann, topics=[topic])
        with mock.patch.object(samples, "SAMPLE_SIZE", 4):
            profile = of_speaker(self.ann)
            response = self.client.get(self.ann.get_absolute_url())
            rows = rows_of(self.client.get(self.figures("speaker", "ann-lee")))
        assert (profile.total, profile.read, profile.sampled) == (8, 4, True)
        assert str(profile.since) == "March 1950"
        assert shown(profile.dimension("topic")) == [("war", "War", 3)]
        assert sum(share.count for share in profile.dimension("kind").shares) == 8
        self.assertContains(response, "among the newest 4 of 8 quotes")
        of_topic = next(row for row in rows if row["dimension"] == "topic")
        assert (of_topic["counted"], of_topic["of"]) == ("newest", "4")
        of_kind = next(row for row in rows if row["dimension"] == "kind")
        assert (of_kind["counted"], of_kind["of"]) == ("all", "8")

    def test_what_is_left_out_is_counted_and_linked(self):
        for number in range(3):
            make_quote(speaker=self.ann, topics=[make_topic(f"Topic {number}")])
        dimension = of_speaker(self.ann, shown=2).dimension("topic")
        assert len(dimension.shares) == 2 and dimension.left_out == 2
        assert self.client.get(dimension.more).status_code == 200

    def test_tallies_that_came_down_to_nothing_are_left_out(self):
        quote = make_quote(
            make_article(published="1999-09"), speaker=self.ann, kind="mixed"
        )
        assert 1999 in of_speaker(self.ann).counts.years
        quote.status, quote.withdrawn_reason = Status.WITHDRAWN, "It was not said."
        quote.save()
        profile = of_speaker(self.ann)
        assert 1999 not in profile.counts.years
        assert "mixed" not in [
            share.value for share in profile.dimension("kind").shares
        ]

    def test_it_is_one_statement_whatever_there_is(self):
        with self.assertNumQueries(1):
            of_speaker(self.ann)
        nobody = make_speaker("Never Quoted")
        with self.assertNumQueries(1):
            assert of_speaker(nobody).total == 0

    def test_a_page_asks_as_much_for_many_quotes_as_for_few(self):
        def asked(path):
            for each in caches:
                caches[each].clear()
            with CaptureQueriesContext(connection) as queries:
                assert self.client.get(path).status_code == 200
            return len(queries)

        paths = [each.get_absolute_url() for each in (self.ann, self.war, self.post)]
        with mock.patch("quotes.statistics.keywords.MIN_OWN_QUOTES", 1):
            few = [asked(path) for path in [*paths, "/years/1950/"]]
            for number in range(30):
                article = make_article(published="1950-03", publication=self.post)
                make_quote(
                    article, f"More {number}.", speaker=self.ann, topics=[self.war]
                )
            many = [asked(path) for path in [*paths, "/years/1950/"]]
        # Slug, profile and entries; of speakers two for words and one for answers to
        # readers, and of years (which have no slug) the years before and after.
        assert few == many == [6, 3, 3, 3]

    def figures(self, dimension, slug):
        return reverse("quotes:figures", args=[dimension, slug])

    def test_pages_show_the_chart_its_table_and_its_file(self):
        for subject, dimension in (
            (self.ann, "speaker"),
            (self.war, "topic"),
            (self.post, "publication"),
        ):
            response = self.client.get(subject.get_absolute_url())
            self.assertContains(response, '<svg class="wide" viewBox')
            self.assertContains(response, "Show as table")
            self.assertContains(
                response, f'href="{self.figures(dimension, subject.slug)}"'
            )
            self.assertNotContains(response, "style=")

    def test_the_file_has_what_the_page_has(self):
        response = self.client.get(self.figures("speaker", "ann-lee"))
        assert response["Content-Type"].startswith("text/csv; charset=utf-8")
        assert "quotes-in-figures-ann-lee.csv" in response["Content-Disposition"]
        found = {
            (row["dimension"], row["value"], row["label"]): row["quotes"]
            for row in rows_of(response)
        }
        for key, quotes in {
            ("total", "", ""): "5",
            ("year", "1950", ""): "2",
            ("year", "", "not known"): "1",
            ("month", "1950-03", ""): "2",
            ("month", "", "not known, of 1952"): "1",
            ("kind", "indirect", "Paraphrase"): "1",
            ("topic", "war", "War"): "4",
            ("beside", "bob-ray", "Bob Ray"): "4",
            ("role", "", "Senator"): "1",
        }.items():
            assert found[key] == quotes, key

    def test_old_slugs_have_files_too(self):
        self.ann.name = "Ann Ray Lee"
        self.ann.save()
        response = self.client.get(self.figures("speaker", "ann-lee"))
        assert rows_of(response)[0]["quotes"] == "5"

    def test_no_figures_of_nobody(self):
        for dimension, slug in (("speaker", "nobody"), ("colour", "ann-lee")):
            assert self.client.get(self.figures(dimension, slug)).status_code == 404


class UnseenTests(TestCase):
    def test_what_only_drafts_name_has_no_page(self):
        speaker = make_speaker("Only Drafted")
        make_quote(speaker=speaker, status=Status.DRAFT)
        for path in (
            speaker.get_absolute_url(),
            reverse("quotes:figures", args=["speaker", speaker.slug]),
        ):
            assert self.client.get(path).status_code == 404

    def test_what_was_withdrawn_has_a_page_without_figures(self):
        speaker = make_speaker("Once Quoted")
        make_quote(speaker=speaker, status=Status.WITHDRAWN)
        response = self.client.get(speaker.get_absolute_url())
        self.assertContains(response, "No quote is public now.")
        self.assertNotContains(response, "Statistics")


@pytest.mark.parametrize(
    ("count", "total", "words"),
    [
        (0, 0, "0%"),
        (0, 5, "0%"),
        (1, 3, "33%"),
        (1, 2000, "<1%"),
        (1999, 2000, ">99%"),
        (2, 2, "100%"),
    ],
)
def test_percent(count, total, words):
    assert percent(count, total) == words
