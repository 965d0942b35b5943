"""Speakers, outlets and topics in figures."""

import csv

import pytest
from django.test import TestCase
from django.urls import reverse

from articles.records import Status
from quotes.models import Quote
from quotes.portraits import HEIGHT, WIDTH, as_csv, counts, portrait
from tests.factories import (
    make_article,
    make_publication,
    make_quote,
    make_speaker,
    make_topic,
)


class PortraitTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ann, cls.bob = make_speaker("Ann Lee"), make_speaker("Bob Ray")
        cls.war, cls.post = make_topic("War"), make_publication(name="The Post")
        for published, number in (("1950-03", 2), ("1952", 1), (None, 1)):
            article = make_article(published=published, publication=cls.post)
            for each in range(number):
                text = f"Words {each} of {published}."
                make_quote(article, text, speaker=cls.ann, topics=[cls.war])
            make_quote(article, f"Others of {published}.", speaker=cls.bob)
        make_quote(article, "Not yet.", speaker=cls.ann, status=Status.DRAFT)
        joint = make_article(published="1952-01-01", title="Joint")
        make_quote(joint, "Together.", speaker=[cls.ann, cls.bob], kind="indirect")

    def quotes(self, speaker):
        return Quote.objects.public().filter(attributions__speaker=speaker)

    def test_counts_are_those_of_a_naive_count(self):
        found = counts(self.quotes(self.ann), "speaker", self.ann)
        year = {value: total for value, _, total in found["year"]}
        assert year == {"1950": 2, "1952": 2, None: 1}
        assert found["topic"] == [("war", "War", 4)]
        assert found["publication"] == [("the-post", "The Post", 4)]
        assert found["kind"] == [("direct", "", 4), ("indirect", "", 1)]
        # In four articles; what is only drafted does not count.
        assert found["beside"] == [("bob-ray", "Bob Ray", 4)]
        assert "speaker" not in found

    def test_every_bar_leads_to_as_many_quotes_as_it_says(self):
        drawn = portrait(self.quotes(self.ann), "speaker", "ann-lee", self.ann)
        assert (drawn.total, drawn.undated) == (5, 1)
        assert [(bar.label, bar.count) for bar in drawn.bars] == [
            ("1950", 2),
            ("1951", 0),
            ("1952", 2),
        ]
        for bar in drawn.bars:
            page = self.client.get(bar.address).context["page"]
            assert page.paginator.count == bar.count
        for _, shares in drawn.shares:
            for share in shares:
                page = self.client.get(share.address).context["page"]
                assert page.paginator.count == share.count

    def test_bars_stay_within_the_drawing(self):
        drawn = portrait(self.quotes(self.ann), "speaker", "ann-lee", self.ann)
        assert max(bar.height for bar in drawn.bars) == HEIGHT
        for bar in drawn.bars:
            assert bar.x >= 0 and bar.x + bar.width <= WIDTH
            assert bar.y + bar.height == pytest.approx(HEIGHT)

    def test_many_years_are_drawn_by_decade(self):
        make_quote(
            make_article(published="1863-11-19", text="A."), "A.", speaker=self.ann
        )
        drawn = portrait(self.quotes(self.ann), "speaker", "ann-lee", self.ann)
        assert [bar.label for bar in drawn.bars if bar.count] == [
            "1860–1869",
            "1950–1959",
        ]
        last = drawn.bars[-1]
        assert self.client.get(last.address).context["page"].paginator.count == 4

    def test_one_year_needs_no_chart(self):
        speaker = make_speaker("Once Only")
        make_quote(make_article(text="Once."), "Once.", speaker=speaker)
        drawn = portrait(self.quotes(speaker), "speaker", "once-only", speaker)
        assert drawn.bars == () and drawn.total == 1

    def test_it_is_counted_in_one_query(self):
        with self.assertNumQueries(1):
            portrait(self.quotes(self.ann), "speaker", "ann-lee", self.ann)

    def test_pages_show_the_chart_its_table_and_its_file(self):
        for subject, dimension in (
            (self.ann, "speaker"),
            (self.war, "topic"),
            (self.post, "publication"),
        ):
            response = self.client.get(subject.get_absolute_url())
            self.assertContains(response, "<svg viewBox")
            self.assertContains(response, "The same as a table")
            address = reverse("quotes:figures", args=[dimension, subject.slug])
            self.assertContains(response, f'href="{address}"')

    def test_the_file_has_what_the_chart_has(self):
        response = self.client.get(
            reverse("quotes:figures", args=["speaker", "ann-lee"])
        )
        assert response["Content-Type"] == "text/csv; charset=utf-8"
        assert "quotes-in-figures-ann-lee.csv" in response["Content-Disposition"]
        rows = list(csv.DictReader(response.content.decode().splitlines()))
        years = {r["value"]: r["quotes"] for r in rows if r["dimension"] == "year"}
        assert years == {"1950": "2", "1952": "2", "": "1"}

    def test_no_figures_of_nobody(self):
        for dimension, slug in (("speaker", "nobody"), ("colour", "ann-lee")):
            url = reverse("quotes:figures", args=[dimension, slug])
            assert self.client.get(url).status_code == 404


def test_a_name_is_no_formula_in_a_spreadsheet():
    text = as_csv({"topic": [("x", "=1+1", 3), ("y", 'A "b", c', 2)]})
    rows = list(csv.reader(text.splitlines()))
    assert rows[1] == ["topic", "x", "'=1+1", "3"]
    assert rows[2] == ["topic", "y", 'A "b", c', "2"]
