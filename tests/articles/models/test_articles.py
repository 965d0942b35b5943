"""The database enforces every rule for articles, and people get a message in words."""

import datetime

import pytest
from django.db import connection, models
from django.test import TestCase
from django.utils import timezone

from articles.models import Article, Byline, Publication, Snapshot
from articles.models.base import Status
from articles.partial_dates import PartialDate
from tests.factories import make_article, make_publication
from tests.support.rules import (
    check_control_characters,
    check_refused,
    date_rules,
    delete_by_sql,
    messages,
    refused,
)

ARTICLE_RULES = [
    ("article_kind_choice", {"kind": "poem"}, "Value 'poem' is not a valid choice."),
    ("article_kind_choice", {"kind": ""}, "This field cannot be blank."),
    ("article_rights_choice", {"rights": "all"}, "Value 'all' is not a valid choice."),
    (
        "article_status_choice",
        {"status": "gone"},
        "Value 'gone' is not a valid choice.",
    ),
    (
        "article_withdrawn_reason",
        {"status": Status.WITHDRAWN, "withdrawn_reason": ""},
        "Give the reason for withdrawing it: readers will see it.",
    ),
    ("article_has_title", {"title": ""}, "This field cannot be blank."),
    (
        "article_doi_form",
        {"doi": "11.1000/182"},
        "This is no DOI. It begins with 10. and has a slash, such as 10.1000/182.",
    ),
    (
        "article_isbn_form",
        {"isbn": "0306"},
        "This is no ISBN. It has 13 digits and begins with 978 or 979, or has 10.",
    ),
    (
        "article_issn_form",
        {"issn": "0317"},
        "This is no ISSN. It has 8 digits, such as 0317-8471.",
    ),
    *date_rules("published", "article_published"),
]
BYLINE_RULES = [
    {},
    {"given": "Sean"},
    {"given": "Sean", "particle": "van", "suffix": "Jr."},
    {"literal": "Reuters", "family": "Dickens"},
    {"literal": "Reuters", "given": "Sean"},
    {"literal": "Reuters", "particle": "van"},
    {"literal": "Reuters", "suffix": "Jr."},
    {"literal": "Reuters", "given": "Sean", "family": "Dickens"},
]


@pytest.mark.django_db
@pytest.mark.parametrize(("rule", "values", "message"), ARTICLE_RULES)
def test_rules_for_an_article(rule, values, message):
    article = make_article()
    check_refused(article, rule, values)
    told = messages(article)
    assert message in [line for lines in told.values() for line in lines]


@pytest.mark.django_db
@pytest.mark.parametrize("parts", BYLINE_RULES)
def test_a_byline_is_a_name_in_parts_or_one_whole_name(parts):
    byline = Byline.objects.create(article=make_article(), family="Dickens")
    names = ("given", "particle", "family", "suffix", "literal")
    values = {name: parts.get(name, "") for name in names}
    check_refused(byline, "byline_name_in_parts_or_whole", values)
    assert messages(byline) == {
        "__all__": [
            "Give a family name (with given names, particle and suffix as printed), or "
            "one whole name instead, not both."
        ]
    }


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("parts", "name"),
    [
        ({"family": "Dickens"}, "Dickens"),
        ({"given": "Sean", "family": "Dickens"}, "Sean Dickens"),
        (
            {"given": "Ursula", "particle": "von der", "family": "Leyen"},
            "Ursula von der Leyen",
        ),
        ({"given": "John", "family": "Smith", "suffix": "Jr."}, "John Smith, Jr."),
        ({"literal": "Reuters"}, "Reuters"),
    ],
)
def test_valid_bylines(parts, name):
    byline = Byline(article=make_article(), **parts)
    byline.full_clean()
    byline.save()
    assert str(byline) == name


def test_every_constraint_of_an_article_is_tested():
    rules = "|".join(rule for rule, *_ in ARTICLE_RULES)
    tested = {*rules.split("|"), "article_canonical_url"}
    tested.add("article_merged_is_not_public")  # tests/quotes/merging
    assert {rule.name for rule in Article._meta.constraints} == tested
    assert [rule.name for rule in Byline._meta.constraints] == [
        "byline_name_in_parts_or_whole"
    ]
    assert {rule.name for rule in Snapshot._meta.constraints} == {
        "snapshot_has_text",
        "snapshot_of_article",
    }


def records():
    """Return a valid record of each model of this app."""
    article = make_article(text="He said so.", url="https://example.com/a")
    return [
        make_publication(place="London", website="https://example.com"),
        article,
        Byline.objects.create(article=article, given="Sean", family="Dickens"),
    ]


@pytest.mark.django_db
def test_every_text_field_refuses_control_characters():
    for record in records():
        check_control_characters(record)


class ArticleTests(TestCase):
    def test_an_ordinary_article_is_valid(self):
        article = Article(title="DeepSeek", url="https://example.com/a")
        article.full_clean()
        article.save()
        assert article.status == Status.DRAFT
        assert article.rights == "excerpts"
        assert str(article) == "DeepSeek"

    def test_its_url_slug_comes_from_its_title(self):
        assert Article(title="A shot across America’s bow!").url_slug == (
            "a-shot-across-americas-bow"
        )
        assert Article(title="深度求索").url_slug == "shenduqiusuo"
        assert Article(title="!?").url_slug == "article"
        assert len(Article(title="word " * 99).url_slug) <= 60

    def test_a_title_has_words(self):
        check_refused(make_article(), "article_has_title", {"title": " \u00a0"})

    def test_a_reason_has_words(self):
        values = {"status": Status.WITHDRAWN, "withdrawn_reason": " \n"}
        check_refused(make_article(), "article_withdrawn_reason", values)

    def test_a_published_record_cannot_become_a_draft(self):
        article = make_article()
        with refused("no draft again"):
            Article.objects.filter(pk=article.pk).update(status=Status.DRAFT)
        article.status = Status.DRAFT
        assert "no draft again" in messages(article)["status"][0]

    def test_a_language_is_stored_in_its_standard_form(self):
        for given, stored in (("en_us", "en-US"), ("EN", "en"), ("eng", "en")):
            assert make_article(language=given).language == stored

    def test_a_withdrawn_article_gives_its_reason(self):
        article = make_article(status=Status.WITHDRAWN, withdrawn_reason="Retracted.")
        assert messages(article) == {}

    def test_partial_dates_are_stored_with_their_precision(self):
        for written in ("2025-02-13", "2025-02", "2025", None):
            with self.subTest(written):
                article = make_article(published=written)
                article.refresh_from_db()
                assert messages(article) == {}
                partial = PartialDate.parse(written) if written else None
                assert article.published == partial
        assert (article.published_on, article.published_precision) == (None, "unknown")

    def test_a_date_of_no_precision_is_refused(self):
        with refused("published_precision"):
            Article.objects.filter(pk=make_article().pk).update(
                published_precision=None
            )

    def test_no_date_is_in_the_future(self):
        today = timezone.localdate()
        for name in ("published_on", "retrieved_on"):
            for days in (2, 3, 400):
                article = make_article()
                setattr(article, name, today + datetime.timedelta(days=days))
                with self.subTest(name, days=days):
                    assert messages(article)[name] == [
                        "This date is in the future: give the day on which it was "
                        "published or said."
                    ]
            for days in (0, 1, -1, -90_000):
                article = make_article()
                setattr(article, name, today + datetime.timedelta(days=days))
                with self.subTest(name, days=days):
                    assert messages(article) == {}

    def test_a_future_month_or_year_is_refused_too(self):
        later = PartialDate(timezone.localdate().year + 2)
        article = make_article()
        article.published = later
        assert "published_on" in messages(article)

    def test_the_language_is_a_language_tag(self):
        for tag in (
            "en",
            "fr",
            "pt-BR",
            "zh-Hant",
            "sr-Latn-RS",
            "ar",
            "de-1996",
            "und",
        ):
            with self.subTest(tag):
                assert messages(make_article(language=tag)) == {}
        for tag in ("english", "e", "xx", "en-", "123", "en us", "en\n", "<b>"):
            with self.subTest(tag):
                told = messages(make_article(language=tag))["language"]
                assert told == [
                    f"“{tag}” is not a language tag. Write en, fr, pt-BR or the like."
                ]
        assert messages(make_article(language=""))["language"] == [
            "This field cannot be blank."
        ]

    def test_addresses_are_web_addresses(self):
        for name in ("url", "archive_url"):
            for url in ("javascript:alert(1)", "example", "http://", "ftp:/x", "a b"):
                article = make_article()
                setattr(article, name, url)
                with self.subTest(name, url=url):
                    assert messages(article)[name]

    def test_a_publication_with_articles_stays(self):
        article = make_article(publication=make_publication())
        with pytest.raises(models.ProtectedError):
            article.publication.delete()
        with refused("articles_article"):
            delete_by_sql(article.publication)
            connection.cursor().execute("SET CONSTRAINTS ALL IMMEDIATE")

    def test_only_published_articles_are_public(self):
        by_status = {status: make_article(status=status) for status in Status.values}
        assert list(Article.objects.public()) == [by_status["published"]]

    def test_newest_come_first_and_undated_last(self):
        dates = ("2024", None, "2025-02-13", "2025-02", None)
        made = [make_article(published=date) for date in dates]
        assert list(Article.objects.all()) == [made[n] for n in (2, 3, 0, 4, 1)]

    def test_names_are_added_in_two_queries(self):
        for number in range(3):
            make_article(publication=make_publication(), bylines=["A", f"B{number}"])
        with self.assertNumQueries(2):
            for article in Article.objects.with_names():
                assert article.publication.name
                assert str(article.bylines.all()[0]) == "A"

    def test_bylines_keep_their_order(self):
        article = make_article(bylines=["Zeno", "Ann", "Mia"])
        first = article.bylines.get(literal="Zeno")
        first.position = 9
        first.save()
        assert [str(line) for line in article.bylines.all()] == ["Ann", "Mia", "Zeno"]

    def test_editing_changes_the_token_that_detects_conflicts(self):
        article = make_article()
        before = article.updated_at
        article.save()
        assert article.updated_at > before


class CanonicalAddressTests(TestCase):
    URL = "https://example.com/news/a"
    SAME = (
        "https://example.com/news/a",
        "http://example.com/news/a",
        "https://example.com/news/a/",
        "https://EXAMPLE.com:443/news/a?utm_source=x&fbclid=y#top",
    )

    @classmethod
    def setUpTestData(cls):
        cls.article = make_article(title="The first", url=cls.URL)

    def test_it_is_stored_beside_the_entered_address(self):
        article = make_article(url="http://example.com/b/?utm_source=x")
        article.refresh_from_db()
        assert article.url == "http://example.com/b/?utm_source=x"
        assert article.canonical_url == "https://example.com/b"
        article.url = "https://example.com/c"
        article.save()
        article.refresh_from_db()
        assert article.canonical_url == "https://example.com/c"
        article.url = ""
        article.save()
        article.refresh_from_db()
        assert article.canonical_url is None

    def test_it_changes_with_an_address_that_is_saved_alone(self):
        self.article.url = "https://example.com/c"
        self.article.save(update_fields=["url"])
        self.article.refresh_from_db()
        assert self.article.canonical_url == "https://example.com/c"

    def test_the_same_page_is_refused_twice(self):
        for url in self.SAME:
            with self.subTest(url), refused("article_canonical_url"):
                Article(title="Again", url=url).save()
        with refused("article_canonical_url"):
            Article.objects.bulk_create(
                [Article(title="Again", canonical_url=self.article.canonical_url)]
            )
        other = make_article(url="https://example.com/other")
        with refused("article_canonical_url"):
            Article.objects.filter(pk=other.pk).update(
                canonical_url=self.article.canonical_url
            )

    def test_the_error_names_the_article_that_has_it(self):
        for url in self.SAME:
            with self.subTest(url):
                assert messages(Article(title="Again", url=url))["url"] == [
                    f"This address is already on record, as article {self.article.pk}, "
                    f"“The first” ({self.URL}). Add the quotes there."
                ]

    def test_an_article_is_not_its_own_duplicate(self):
        assert messages(self.article) == {}

    def test_many_articles_may_have_no_address(self):
        for _ in range(2):
            article = make_article(url="")
            assert messages(article) == {}
            assert article.canonical_url is None

    def test_an_invalid_address_is_an_error(self):
        article = Article(title="Odd", url="https://example.com:99999/")
        assert any("is not a web address" in line for line in messages(article)["url"])
        with pytest.raises(ValueError, match="is not a web address"):
            article.save()

    def test_an_address_whose_canonical_form_is_too_long_is_an_error(self):
        article = Article(title="Long", url=f"https://example.com/{'ж' * 1_900}")
        assert "url" in messages(article)


class PublicationTests(TestCase):
    def test_an_ordinary_publication_is_valid(self):
        publication = make_publication(name="The Times", place="London")
        assert messages(publication) == {}
        assert str(publication) == "The Times"

    def test_it_has_a_name_and_a_real_website(self):
        publication = make_publication()
        publication.name, publication.website = "", "times"
        assert set(messages(publication)) == {"name", "website"}

    def test_they_are_listed_by_name(self):
        names = ["Le Monde", "Der Spiegel", "The Times"]
        for name in names:
            make_publication(name=name)
        assert [str(each) for each in Publication.objects.all()] == sorted(names)
