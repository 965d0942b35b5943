"""A change that collides with another one is tried again, and never lost."""

from contextlib import contextmanager

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from articles.models import Article, Intake
from quotes.history.states import before, revert
from quotes.merging.merge import merge
from quotes.models import HandIn, Quote, SayingDecision, Schedule, Speaker
from quotes.verification.verify import verify
from quotes.workflow import handins
from quotes.workflow.handin_views import hand_in_path
from quotes.workflow.schedules import publish_due
from tests.factories import make_article, make_quote, make_saying, make_speaker
from tests.support.admin_pages import (
    change_url,
    errors_of,
    filled_in,
    make_user,
    messages_of,
)
from tests.support.locks import others

pytestmark = pytest.mark.django_db(transaction=True)
TEXT = "“We will go,” said Ann Lee."


@pytest.fixture
def client():
    client = Client()
    client.force_login(make_user("ann", "Editors"))
    return client


def post(path, data):
    client = Client()
    client.force_login(User.objects.get(username="ann"))
    return client.post(path, data)


@contextmanager
def refusing(change, times):
    """Let a change of a table fail a number of times, as one that collided."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SEQUENCE tries")
        cursor.execute(
            "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN"
            f" IF nextval('tries') <= {times} THEN RAISE restrict_violation; END IF;"
            " RETURN NEW; END $$;"
            f"CREATE TRIGGER refused BEFORE {change} FOR EACH ROW"
            " EXECUTE FUNCTION refuse()"
        )
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP FUNCTION refuse() CASCADE; DROP SEQUENCE tries")


def test_a_deadlock_is_not_noticed(client):
    quote = make_quote(make_article(text=TEXT), "We will go,")
    url = change_url(quote)
    data = filled_in(client.get(url)) | {"note": "Seen."}
    with others() as them:
        with transaction.atomic(), connection.cursor() as cursor:
            # PostgreSQL ends the transaction that finds out: not this one.
            cursor.execute("SET LOCAL deadlock_timeout = '1min'")
            Quote.objects.select_for_update().get(pk=quote.pk)
            them.call(post, url, data)
            # The form has the article and waits for the quote.
            Article.objects.select_for_update().get(pk=quote.article_id)
        (answer,) = them.results()
    assert answer.status_code == 302
    quote.refresh_from_db()
    assert quote.note == "Seen."


def test_an_address_that_was_entered_meanwhile_is_an_error_at_its_field(client):
    url = reverse("admin:articles_article_add")
    data = filled_in(client.get(url)) | {"title": "Bridges"}
    data["url"] = "https://example.org/bridges"
    with others() as them:
        with transaction.atomic():
            make_article(url=data["url"])
            them.call(post, url, data)
        (page,) = them.results()
    assert "is already on record" in errors_of(page)["url"][0]
    assert filled_in(page)["title"] == "Bridges"


def test_a_speaker_who_was_merged_meanwhile_is_an_error_at_its_field(client):
    twin, speaker = make_speaker("A. Lee"), make_speaker("Ann Lee")
    quote = make_quote(make_article(text=TEXT), "We will go,", status="draft")
    url = change_url(quote)
    data = filled_in(client.get(url)) | {"attributions-0-speaker": twin.pk}
    with others() as them:
        with transaction.atomic():
            merge(twin, speaker, User.objects.get())
            them.call(post, url, data)
        (page,) = them.results()
    assert "Select a valid choice" in str(errors_of(page)["attributions-0-speaker"])
    assert not messages_of(page)  # of the first try, which seemed to succeed


def test_a_file_is_read_again(client):
    file = SimpleUploadedFile("a.txt", b"We must go, said the mayor.")
    with refusing("INSERT ON articles_intake", times=1):
        client.post(reverse("admin:articles_article_intake"), {"file": file})
    assert Intake.objects.get().proposal["text"] == "We must go, said the mayor."


def test_an_action_that_is_repeated_starts_anew(client):
    saying = make_saying(make_quote(), make_quote())
    members = list(saying.members.values_list("pk", flat=True))
    url = reverse("admin:quotes_sayingmember_changelist") + "?state=all"
    data = {"action": "split", "_selected_action": members}
    with refusing("INSERT ON django_admin_log", times=1):
        page = client.post(url, data, follow=True)
    assert messages_of(page) == ["2 split. The machine will not join them again."]
    assert SayingDecision.objects.count() == 2


def test_a_scheduled_draft_whose_change_collides_waits_for_the_next_run(caplog):
    quote = make_quote(make_article(text=TEXT), "We will go,", status="draft")
    by = make_user("ann", "Editors")
    Schedule.objects.create(quote=quote, by=by, at=timezone.now())
    with refusing("UPDATE ON quotes_quote", times=1):
        assert publish_due() == []
        assert "not published yet" in caplog.text
        assert [each.state for each in publish_due()] == ["published"]


def test_what_cannot_be_saved_twice_is_kept(client, caplog):
    speaker = make_speaker("Ann Lee")
    url = change_url(speaker)
    data = filled_in(client.get(url)) | {"description": "A mayor."}
    with refusing("UPDATE ON quotes_speaker", times=2):
        answer = client.post(url, data)
        page = client.get(answer.url)
        assert "it is not saved yet" in messages_of(page)[0]
        assert filled_in(page)["description"] == "A mayor."
        assert "not saved" in caplog.text
        assert client.post(url, filled_in(page)).status_code == 302
    assert Speaker.objects.get().description == "A mayor."


@pytest.mark.parametrize(
    "way", ["verify", "form", "list", "schedule", "hand-in", "revert"]
)
def test_those_who_change_quotes_wait_for_their_article_first(client, way):
    user = User.objects.get()
    status = "draft" if way in ("schedule", "hand-in") else "published"
    quote = make_quote(make_article(text=TEXT), "We will go,", status=status)
    url = change_url(quote)
    data = filled_in(client.get(url)) | {"note": "Seen."}
    quote.article.hold_text(f"Today: {TEXT}")
    made = HandIn.objects.create(quote=quote, by=user, at=timezone.now())
    Schedule.objects.create(quote=quote, by=user, at=timezone.now())
    chosen = {"action": "withdraw", "_selected_action": quote.pk}
    calls = {
        "verify": (verify, Quote.objects.all()),
        "form": (post, url, data),
        "list": (
            post,
            reverse("admin:quotes_quote_changelist"),
            chosen | {"withdrawn_reason": "Twice."},
        ),
        "schedule": (publish_due,),
        "hand-in": (
            post,
            hand_in_path(made),
            {"act": "publish", "seen": handins.token(made)},
        ),
        "revert": (revert, quote, before(quote, []), user),
    }
    with others() as them:
        with transaction.atomic():
            Article.objects.locked().get(pk=quote.article_id)
            them.call(*calls[way])
            # Would wait for a quote that waits for its article.
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = 500")
            Quote.objects.select_for_update().get(pk=quote.pk)
        them.results()
