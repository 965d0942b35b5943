"""Every change of a record is recorded by the database, and stays recorded."""

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, transaction

from articles.audit_context import ActKind, acting, give_reason
from articles.models import Publication
from articles.models.base import Status
from quotes.models import Alias, Attribution, Change, Quote, Speaker
from quotes.verification.verify import verify
from tests.factories import make_article, make_quote, make_speaker, make_topic

pytestmark = pytest.mark.django_db


def last(number=1):
    """Return the last changes, the oldest first, without their times."""
    return [
        (each.record, each.part, each.operation, each.before, each.after)
        for each in reversed(Change.objects.all()[:number])
    ]


def test_every_table_is_recorded_however_it_is_changed():
    speaker = make_speaker("Ada Lovelace", aliases=["A. L."])
    topic = make_topic("Engines")
    paper = Publication.objects.create(name="The Times")
    article = make_article(text="She said “yes”.", bylines=["Ann"], publication=paper)
    quote = make_quote(article, "yes", speaker=speaker, topics=[topic])
    rows = [
        (speaker, "speaker", "", {"name": "Ada King"}),
        (speaker.aliases.get(), "speaker", "alias", {"name": "A. K."}),
        (topic, "topic", "", {"name": "Machines"}),
        (paper, "publication", "", {"name": "The Post"}),
        (article, "article", "", {"title": "Another title"}),
        (article.bylines.get(), "article", "byline", {"literal": "Bob"}),
        (quote, "quote", "", {"note": "Look at the tape."}),
        (quote.attributions.get(), "quote", "attribution", {"cue": "said"}),
    ]
    for row, record, part, values in rows:
        ((name, new),) = values.items()
        old = getattr(row, name)
        type(row).objects.filter(pk=row.pk).update(**values)
        assert last() == [(record, part, "changed", {name: old}, {name: new})]
        with connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {row._meta.db_table} SET {name} = %s WHERE id = %s",  # noqa: S608
                [old, row.pk],
            )
        assert last() == [(record, part, "changed", {name: new}, {name: old})]
    created = Change.objects.filter(operation="created").order_by("pk")
    assert [(each.record, each.part) for each in created] == [
        *(("speaker", ""), ("speaker", "alias"), ("topic", ""), ("publication", "")),
        *(("article", ""), ("article", "byline"), ("article", "snapshot")),
        *(("quote", ""), ("quote", "attribution"), ("quote", "topic")),
    ]
    assert {each.record_id for each in created.filter(record="quote")} == {quote.pk}


def test_texts_are_stored_once_and_links_to_topics_are_recorded():
    article = make_article(text="A long text.", status=Status.DRAFT)
    (held,) = Change.objects.filter(part="snapshot")
    assert (held.before, held.after) == (None, None)
    article.delete()
    deleted = Change.objects.filter(part="snapshot").first()
    assert deleted.operation == "deleted"
    assert deleted.before["text"] == "A long text."
    quote, topic = make_quote(), make_topic()
    quote.topics.add(topic)
    quote.topics.clear()
    added, taken = last(2)
    assert (added[2], taken[2], taken[3]["topic_id"]) == (
        "created",
        "deleted",
        topic.pk,
    )


def test_nothing_is_recorded_where_nothing_changed():
    speaker = make_speaker()
    before = Change.objects.count()
    speaker.save()
    Speaker.objects.filter(pk=-1).update(name="Nobody")
    assert Change.objects.count() == before


def test_one_statement_records_each_row():
    quotes = [make_quote() for _ in range(3)]
    Quote.objects.update(note="Seen.")
    assert {each.record_id for each in Change.objects.all()[:3]} == {
        quote.pk for quote in quotes
    }


def test_a_part_that_moves_leaves_one_record_and_enters_another():
    one, other = make_speaker(aliases=["Moved"]), make_speaker()
    Alias.objects.update(speaker=other)
    assert {(each.record_id, each.operation) for each in Change.objects.all()[:2]} == {
        (one.pk, "deleted"),
        (other.pk, "created"),
    }


def test_the_act_the_user_and_the_reason_are_recorded_for_their_block_only():
    anna = User.objects.create(username="anna")
    quote = make_quote()

    def change(note):
        Quote.objects.filter(pk=quote.pk).update(note=note)
        row = Change.objects.first()
        return row.act, row.user_id, row.user_name, row.reason

    assert change("1") == ("", None, "", "")
    with acting(ActKind.TYPED, anna):
        assert change("2") == ("typed", anna.pk, "anna", "")
        with acting(ActKind.ACCEPTED):
            assert change("3") == ("accepted", anna.pk, "anna", "")
        give_reason("The tape says so.")
        assert change("4") == ("typed", anna.pk, "anna", "The tape says so.")
        # A savepoint takes the setting back with it.
        with (
            pytest.raises(ZeroDivisionError),
            transaction.atomic(),
            acting(ActKind.MERGED),
        ):
            change("5")
            raise ZeroDivisionError
        assert change("6") == ("typed", anna.pk, "anna", "The tape says so.")
    assert change("7") == ("", None, "", "")


def test_verification_is_an_act_of_the_program():
    article = make_article(text="It was said: “yes”.")
    quote = make_quote(article, "yes")
    article.hold_text("Now it was said: “yes”.")
    verify(article.quotes.all())
    change = Change.objects.first()
    assert (change.record_id, change.act) == (quote.pk, "verified")
    assert change.after["spans"] == [[18, 21]]


def test_changes_of_what_readers_saw_before_the_transaction_are_marked():
    # All of a test is one transaction: what it creates was not public before it.
    quote = make_quote()
    Quote.objects.filter(pk=quote.pk).update(note="Seen.")
    assert not Change.objects.first().was_public
    with no_history():
        Change.objects.all().delete()
    Quote.objects.filter(pk=quote.pk).update(note="Seen again.")
    Attribution.objects.filter(quote=quote).update(cue="said")
    quote.topics.add(make_topic())
    assert [each.was_public for each in Change.objects.order_by("pk")] == [
        *(True, True, False, True)  # a topic is no public record
    ]
    with no_history():
        Change.objects.all().delete()
    quote.article.withdraw("Entered twice.")
    Quote.objects.filter(pk=quote.pk).update(note="")
    # Readers could see it until it was withdrawn, and may again.
    assert [each.was_public for each in Change.objects.order_by("pk")] == [True, True]


def no_history():
    from tests.support.migrated_tables import no_triggers

    return no_triggers()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE quotes_change SET reason = 'Forged.'",
        "UPDATE quotes_change SET reason = '' WHERE false",
        "DELETE FROM quotes_change",
        "TRUNCATE quotes_change",
        "INSERT INTO quotes_change (at, transaction, record, record_id, part,"
        " operation, was_public, act, user_name, reason)"
        " VALUES (now(), 1, 'quote', 1, '', 'created', false, '', '', '')",
        "TRUNCATE quotes_quote CASCADE",
    ],
)
def test_the_history_cannot_be_changed_by_the_user_of_the_site(statement):
    make_speaker()
    before = list(Change.objects.values())
    with (
        pytest.raises(DatabaseError) as refused,
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement)
    assert refused.value.__cause__.sqlstate == "23001"
    assert list(Change.objects.values()) == before


@pytest.mark.django_db(transaction=True)
def test_a_statement_outside_a_transaction_is_recorded_with_its_act():
    speaker = make_speaker()
    anna = User.objects.create(username="anna")
    with acting(ActKind.TYPED, anna):
        Speaker.objects.filter(pk=speaker.pk).update(description="A writer.")
    Speaker.objects.filter(pk=speaker.pk).update(description="")
    unknown, typed = Change.objects.all()[:2]
    assert (typed.act, typed.user_name, unknown.act) == ("typed", "anna", "")
    assert typed.transaction != unknown.transaction


def test_requests_to_the_admin_are_recorded_as_their_users(client):
    anna = User.objects.create_superuser("anna")
    client.force_login(anna)
    topic = {"name": "Engines", "_save": "Save"}
    assert client.post("/admin/quotes/topic/add/", topic).status_code == 302
    change = Change.objects.get(record="topic")
    assert (change.act, change.user_id) == ("typed", anna.pk)


@pytest.mark.django_db(transaction=True)
def test_a_transaction_that_reads_first_is_recorded_with_its_act():
    with acting(ActKind.TYPED, reason="A slip."):
        topic = make_topic("Engines")
        with transaction.atomic():
            type(topic).objects.select_for_update().get(pk=topic.pk)
            type(topic).objects.filter(pk=topic.pk).update(name="Machines")
    changes = Change.objects.values_list("act", "reason")
    assert [*changes] == [("typed", "A slip.")] * 2
