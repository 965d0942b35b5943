"""Quotes are grouped when they are published, and by a command, in the database."""

from io import StringIO

import pytest
from django.core.management import call_command

from articles.models.base import Status
from quotes.grouping import everything
from quotes.grouping.group import group_quotes
from quotes.models import NotSame, Quote, Saying, SayingKeys, SayingMember
from quotes.verification.verify import publish
from tests.factories import make_article, make_quote, make_saying

pytestmark = pytest.mark.django_db

SERENITY = (
    "A ship in harbour is safe, but that is not what ships are built for.",
    "A ship is safe in harbour, but that is not what ships were built for.",
)


def make(text, date="2001", **fields):
    return make_quote(make_article(published=date), text, **fields)


def group(*quotes):
    group_quotes([quote.pk for quote in quotes])
    return {
        each.quote_id: (each.saying_id, each.reason, each.state)
        for each in SayingMember.objects.all()
    }


def test_the_same_words_and_altered_ones_are_one_saying():
    one, other = map(make, SERENITY)
    copy = make(SERENITY[0].upper().replace(",", " –"))
    found = group(one, other, copy)
    assert len({saying for saying, *_ in found.values()}) == 1
    assert found[copy.pk][1:] == ("equal", "joined")
    saying = Saying.objects.get()
    assert (saying.prints, saying.earliest) == (3, one)


def test_quotes_join_what_is_there_one_after_another():
    quotes = [make(SERENITY[0]), make(SERENITY[1]), make(SERENITY[0])]
    for quote in quotes:
        group(quote)
    assert Saying.objects.get().prints == 3
    assert SayingKeys.objects.exclude(keys=[]).count() == 2  # of two wordings


def test_what_is_grouped_once_stays():
    one, other = map(make, SERENITY)
    before = group(one, other)
    assert group(one, other) == before


def test_other_words_stay_alone():
    one = make("Every cloud has a silver lining, said the baker of Delft.")
    other = make("Taxes on windows darken the houses of the poor.")
    assert group(one, other) == {}


def test_function_words_are_never_grouped():
    assert group(make("It is what it is."), make("It is what it is.")) == {}


def test_a_quote_that_an_editor_split_does_not_join_again():
    one, other = map(make, SERENITY)
    group(one, other)
    other.saying_member.delete()
    NotSame.objects.create(one=one, other=other)
    SayingKeys.objects.all().delete()
    SayingMember.objects.all().delete()
    assert group(one, other) == {}
    # Nor do copies of it.
    copy = make(SERENITY[1])
    found = group(copy)
    assert one.pk not in found


def test_members_that_an_editor_confirmed_stay(admin_user):
    one = make(SERENITY[0])
    unlike = make("Taxes on windows darken the houses of the poor.")
    saying = make_saying(one, unlike, state="confirmed", decided_by=admin_user)
    other = make(SERENITY[1])
    found = group(one, unlike, other)
    assert found[unlike.pk] == (saying.pk, "altered", "confirmed")


def test_changed_words_are_grouped_again():
    one, other = map(make, SERENITY)
    group(one, other)
    other.text = "Taxes on windows darken the houses of the poor."
    other.save()
    found = group(other)
    assert other.pk not in found
    # Another quote with these words takes over the numbers.
    copy = make(SERENITY[0])
    group(copy)
    one.text = "Rain falls on bishops and beggars alike in Antwerp."
    one.save()
    group(one)
    assert SayingKeys.objects.get(quote=copy).keys


def test_many_copies():
    article = make_article()
    quotes = [make_quote(article, SERENITY[0]) for _ in range(30)]
    group(*quotes)
    assert Saying.objects.get().prints == 30
    assert SayingKeys.objects.exclude(keys=[]).count() == 1


def test_publishing_groups_after_the_commit(django_capture_on_commit_callbacks):
    one, other = (make(text, status=Status.DRAFT) for text in SERENITY)
    with django_capture_on_commit_callbacks(execute=True):
        one.publish()
        other.publish()
    assert Saying.objects.get().prints == 2


def test_the_quotes_of_an_article_are_grouped_together(
    django_assert_max_num_queries, django_capture_on_commit_callbacks
):
    article = make_article(status=Status.DRAFT)
    for text in (*SERENITY, *SERENITY):
        make_quote(article, text, status=Status.DRAFT)
    with django_capture_on_commit_callbacks() as callbacks:
        publish(article)
    (group_all,) = callbacks
    with django_assert_max_num_queries(15):
        group_all()
    assert Saying.objects.get().prints == 4


def run(*arguments):
    out = StringIO()
    call_command("group_sayings", *arguments, stdout=out, stderr=StringIO())
    return out.getvalue()


def test_the_command_goes_on_where_it_stopped():
    one, _ = map(make, SERENITY)
    draft = make(SERENITY[0], status=Status.DRAFT)
    group(one)
    assert run() == "1 quotes grouped.\n"
    assert Saying.objects.get().prints == 2
    assert run() == "0 quotes grouped.\n"
    assert not SayingKeys.objects.filter(quote=draft).exists()
    assert run("--restart") == "2 quotes grouped.\n"
    assert Saying.objects.public().get().prints == 2


def test_two_sayings_become_one():
    one, other = map(make, SERENITY)
    group(one)
    group(other)
    first = Saying.objects.get()
    assert first.merged_into is None
    assert Quote.objects.filter(saying_member__saying=first).count() == 2


def test_all_quotes_are_grouped_with_arrays_as_with_statements(monkeypatch):
    monkeypatch.setattr(everything, "FEW_QUOTES", 0)
    monkeypatch.setattr(everything, "QUOTES_PER_TRANSACTION", 2)
    one, other = map(make, SERENITY)
    copies = [make(SERENITY[1]) for _ in range(3)]
    alone = make("Taxes on windows darken the houses of the poor.")
    make("It is what it is.")
    group(one)
    assert run() == "6 quotes grouped.\n"
    assert Saying.objects.public().get().prints == 5
    assert not SayingMember.objects.filter(quote=alone).exists()
    assert set(SayingKeys.objects.exclude(keys=[]).values_list("quote", flat=True)) == {
        *(one.pk, other.pk, alone.pk)
    }
    stored = set(SayingKeys.objects.values_list("quote", "words"))
    assert run("--restart") == "7 quotes grouped.\n"
    assert set(SayingKeys.objects.values_list("quote", "words")) == stored
    assert {each.saying_member.saying for each in copies} == {one.saying_member.saying}
