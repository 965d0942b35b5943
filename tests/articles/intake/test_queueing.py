"""How many pages are taken in at once, over all processes."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from articles.intake import queueing
from articles.models import Intake, QueuedFetch
from articles.models.fetch_queue import BEGUN_FOR, MAX_WAITING, SEEN_EVERY, UNSEEN_FOR
from tests.support.admin_pages import make_user

pytestmark = pytest.mark.django_db
GIVE = "/admin/articles/article/intake/"
HTMX = {"HX-Request": "true"}


@pytest.fixture
def people():
    return [User.objects.create(username=f"person-{number}") for number in range(4)]


def wait_path(queued):
    return reverse("admin:articles_article_intake_wait", args=[queued.pk])


def ask(person):
    return QueuedFetch.objects.enqueue(person, "https://a.example/")


def test_one_person_has_two_pages_at_once_and_all_people_four(people):
    ann, bob, cid, dan = people
    begun = [ask(person) for person in (ann, ann, bob, cid)]
    assert all(queued.began_at and queued.is_new for queued in begun)
    waiting = [ask(person) for person in (ann, dan, dan)]
    assert not any(queued.began_at for queued in waiting)
    assert [queued.ahead for queued in waiting] == [0, 1, 2]
    assert QueuedFetch.objects.advance(begun[0].pk, ann).is_new is False

    begun[2].delete()
    # Ann's page was asked for first, but she has two already.
    assert not QueuedFetch.objects.advance(waiting[0].pk, ann).began_at
    assert QueuedFetch.objects.advance(waiting[1].pk, dan).is_new
    assert not QueuedFetch.objects.advance(waiting[2].pk, dan).began_at
    begun[0].delete()
    # There is room for one, and Ann was first.
    assert not QueuedFetch.objects.advance(waiting[2].pk, dan).began_at
    assert QueuedFetch.objects.advance(waiting[0].pk, ann).is_new


def test_the_limits_are_settings(people, settings):
    settings.FETCHES_AT_ONCE, settings.FETCHES_PER_PERSON = 3, 3
    begun = [bool(ask(people[0]).began_at) for _ in range(4)]
    assert begun == [True, True, True, False]


def test_a_queued_fetch_belongs_to_its_person(people):
    queued = ask(people[0])
    assert QueuedFetch.objects.advance(queued.pk, people[1]) is None
    assert QueuedFetch.objects.advance(queued.pk, people[0]) == queued


def test_pages_of_processes_that_ended_and_that_nobody_waits_for_are_given_up(people):
    ann = people[0]
    for _ in range(2):
        ask(ann)
    unseen, seen = ask(ann), ask(ann)
    now = timezone.now()
    QueuedFetch.objects.filter(began_at__isnull=False).update(
        began_at=now - BEGUN_FOR * 2
    )
    QueuedFetch.objects.filter(pk=unseen.pk).update(seen_at=now - UNSEEN_FOR * 2)
    assert QueuedFetch.objects.advance(seen.pk, ann).is_new
    assert list(QueuedFetch.objects.all()) == [seen]
    assert QueuedFetch.objects.advance(unseen.pk, ann) is None


def test_looking_is_stored_seldom(people):
    """Each write invalidates the cached pages."""
    for _ in range(2):
        ask(people[0])
    queued = ask(people[0])
    seen = QueuedFetch.objects.get(pk=queued.pk).seen_at
    QueuedFetch.objects.advance(queued.pk, people[0])
    assert QueuedFetch.objects.get(pk=queued.pk).seen_at == seen
    QueuedFetch.objects.filter(pk=queued.pk).update(
        seen_at=seen - SEEN_EVERY - timedelta(0, 1)
    )
    QueuedFetch.objects.advance(queued.pk, people[0])
    assert QueuedFetch.objects.get(pk=queued.pk).seen_at > seen


def test_few_pages_of_one_person_may_wait(people):
    for _ in range(2 + MAX_WAITING):
        ask(people[0])
    with pytest.raises(ValidationError, match="wait already"):
        ask(people[0])
    assert ask(people[1]).is_new


def test_a_queued_fetch_ends_with_its_work_also_if_that_fails(people):
    @queueing.through_queue("text")
    def take_in(owner, text):
        assert QueuedFetch.objects.get().began_at
        return 1 / text

    assert take_in(people[0], 1) == 1
    with pytest.raises(ZeroDivisionError):
        take_in(people[0], 0)
    assert not QueuedFetch.objects.exists()


@pytest.fixture
def busy(client, settings):
    """Return the two begun fetches of a contributor, who is signed in."""
    settings.DEBUG = settings.FETCH_LOOPBACK = True
    user = make_user("writer", "Contributors")
    client.force_login(user)
    return [ask(user) for _ in range(2)]


def test_a_text_is_refused_while_there_is_no_room(client, busy):
    response = client.post(GIVE, {"text": "Words that were typed."})
    assert queueing.BUSY in response.content.decode().replace("&#x27;", "'")
    assert "Words that were typed." in response.content.decode()
    assert QueuedFetch.objects.count() == 2


def test_an_address_waits_and_is_then_fetched(client, busy, server):
    response = client.post(GIVE, {"address": f"{server.url}/page"})
    queued = QueuedFetch.objects.get(began_at=None)
    assert response["Location"] == wait_path(queued)
    page = client.get(wait_path(queued)).content.decode()
    assert "It is the next." in page
    assert f'hx-get="{wait_path(queued)}"' in page
    part = client.get(wait_path(queued), headers=HTMX).content.decode()
    assert part.lstrip().startswith('<div id="waiting"')
    assert server.requested == []

    busy[0].delete()
    response = client.get(wait_path(queued))
    intake = Intake.objects.get()
    assert intake.proposal["title"] == "Bridge to be rebuilt"
    check = reverse("admin:articles_article_intake_check", args=[intake.pk])
    assert response["Location"] == check
    assert list(QueuedFetch.objects.all()) == busy[1:]
    # Another look leads back.
    assert client.get(wait_path(queued))["Location"] == GIVE


def test_htmx_is_led_on(client, busy, server):
    client.post(GIVE, {"address": f"{server.url}/page"})
    queued = QueuedFetch.objects.get(began_at=None)
    busy[0].delete()
    response = client.get(wait_path(queued), headers=HTMX)
    intake = Intake.objects.get()
    check = reverse("admin:articles_article_intake_check", args=[intake.pk])
    assert response["HX-Redirect"] == check
    # A question that is late neither leads elsewhere nor leaves a message there.
    late = client.get(wait_path(queued), headers=HTMX)
    assert "HX-Redirect" not in late
    part = late.content.decode()
    assert "not there any more" in part
    assert f'href="{GIVE}"' in part
    assert "hx-get" not in part
    assert "not there any more" not in client.get(check).content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_a_page_that_does_not_come_is_told_with_its_address(
    client, busy, server, headers
):
    client.post(GIVE, {"address": f"{server.url}/missing"})
    queued = QueuedFetch.objects.get(began_at=None)
    busy[0].delete()
    response = client.get(wait_path(queued), headers=headers)
    page = response.content.decode()
    assert "There is no such page at" in page
    assert f'value="{server.url}/missing"' in page
    assert response.get("HX-Retarget") == ("#content-main" if headers else None)
    assert list(QueuedFetch.objects.all()) == busy[1:]


def test_only_its_owner_may_wait_for_it(client, busy):
    queued = ask(User.objects.get(username="writer"))
    client.force_login(make_user("other", "Contributors"))
    assert client.get(wait_path(queued))["Location"] == GIVE
    client.force_login(make_user("nobody"))
    assert client.get(wait_path(queued)).status_code == 403
