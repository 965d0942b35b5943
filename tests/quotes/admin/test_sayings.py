"""Editors confirm, split and undo in the admin; each decision is recorded."""

import html
import re
from itertools import pairwise

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from quotes import page_sizes
from quotes.models import (
    MembershipState,
    NotSame,
    Quote,
    Saying,
    SayingDecision,
    SayingMember,
)
from quotes.models.saying_decisions import join_saying
from tests.factories import make_quote, make_saying, make_speaker

pytestmark = pytest.mark.django_db
MEMBERS = reverse("admin:quotes_sayingmember_changelist")


@pytest.fixture
def saying():
    return make_saying(make_quote(), make_quote(), state=MembershipState.PROPOSED)


def act(client, action, url, *rows):
    return client.post(
        url,
        {"action": action, "_selected_action": [row.pk for row in rows]},
        follow=True,
    )


def test_proposals_are_listed_with_their_reasons(admin_client, saying):
    saying.members.proposed().update(explanation="Half of its words are the same.")
    page = admin_client.get(MEMBERS).content.decode()
    assert "Half of its words are the same." in page
    assert "1 saying member" in page
    assert (
        "2 saying members" in admin_client.get(f"{MEMBERS}?state=all").content.decode()
    )


def test_an_editor_confirms(admin_client, admin_user, saying):
    member = saying.members.proposed().get()
    act(admin_client, "confirm", MEMBERS, member)
    member.refresh_from_db()
    assert (member.state, member.decided_by) == ("confirmed", admin_user)
    assert LogEntry.objects.get().get_change_message().startswith("Confirmed: ")


def test_an_editor_splits_and_undoes_it(admin_client, admin_user, saying):
    first, member = saying.members.order_by("pk")
    act(admin_client, "split", MEMBERS, member)
    assert list(SayingMember.objects.all()) == [first]
    pair = NotSame.objects.get()
    assert {pair.one, pair.other} == {first.quote, member.quote}
    assert pair.by == admin_user
    act(admin_client, "undo", reverse("admin:quotes_notsame_changelist"), pair)
    assert not NotSame.objects.exists()
    assert {each.quote for each in saying.members.accepted()} == {
        first.quote,
        member.quote,
    }
    assert LogEntry.objects.count() == 2


def test_members_are_split_and_not_deleted(admin_client, saying):
    member = saying.members.proposed().get()
    url = reverse("admin:quotes_sayingmember_delete", args=[member.pk])
    assert admin_client.post(url, {"post": "yes"}).status_code == 403
    act(admin_client, "delete_selected", MEMBERS, member)
    assert saying.members.count() == 2
    draft = make_quote(status="draft")
    draft_member = make_saying(draft, make_quote()).members.get(quote=draft)
    url = reverse("admin:quotes_quote_delete", args=[draft.pk])
    assert admin_client.post(url, {"post": "yes"}).status_code == 302
    assert not SayingMember.objects.filter(pk=draft_member.pk).exists()


def test_a_quote_shows_its_saying(admin_client):
    hall, voltaire = make_speaker("Evelyn Beatrice Hall"), make_speaker("Voltaire")
    one, other = make_quote(speaker=hall), make_quote(speaker=voltaire)
    url = reverse("admin:quotes_quote_change", args=[one.pk])
    assert "None." in admin_client.get(url).content.decode()
    make_saying(one, other)
    page = admin_client.get(url).content.decode()
    assert "2 public prints. Other prints credit Voltaire" in page
    other.saying_member.delete()
    one.saying_member.delete()
    make_saying(other, one, state=MembershipState.PROPOSED)
    assert "Perhaps that of" in admin_client.get(url).content.decode()


@pytest.mark.parametrize(
    ("in_form", "then", "shown"), [(2, 2, 2), (1, 1, 0), (2, 1, 2), (1, 2, 0)]
)
def test_an_editor_joins_a_quote(
    admin_client, admin_user, saying, monkeypatch, in_form, then, shown
):
    """Also if the saying became larger or smaller while the form was open."""
    monkeypatch.setattr(page_sizes, "MEMBERS_IN_FORM", in_form)
    quote = make_quote()
    url = reverse("admin:quotes_saying_change", args=[saying.pk])
    page = admin_client.get(url)
    listed = re.search('href="([^"]*)">All 2 in a list', page.text)[1]
    listed = admin_client.get(html.unescape(listed)).context["cl"].result_list
    assert {each.saying for each in listed} == {saying} and len(listed) == 2
    form = page.context["adminform"].form
    data = {
        f"{form.prefix or ''}{name}": form[name].value() or "" for name in form.fields
    }
    (inline,) = page.context["inline_admin_formsets"]
    formset = inline.formset
    assert formset.initial_form_count() == shown
    for each in [formset.management_form, *formset.initial_forms]:
        data |= {each.add_prefix(n): each[n].value() or "" for n in each.fields}
    prefix = f"{formset.prefix}-{formset.initial_form_count()}"
    data |= {
        f"{formset.prefix}-INITIAL_FORMS": shown,
        f"{formset.prefix}-TOTAL_FORMS": shown + 1,
        f"{prefix}-quote": quote.pk,
        f"{prefix}-reason": "altered",
        f"{prefix}-saying": saying.pk,
        f"{prefix}-id": "",
    }
    monkeypatch.setattr(page_sizes, "MEMBERS_IN_FORM", then)
    response = admin_client.post(url, data)
    assert response.status_code == 302, response.context["errors"]
    quote.refresh_from_db()
    assert quote.saying_member.saying == saying
    assert saying.members.count() == 3
    assert quote.saying_member.decided_by == admin_user


DECISIONS = reverse("admin:quotes_sayingdecision_changelist")
ALL_MEMBERS = f"{MEMBERS}?state=all"


def memberships(*quotes):
    """Return (saying, state) of each quote, or None."""
    found = SayingMember.objects.in_bulk(field_name="quote_id")
    return [
        (found[each.pk].saying_id, found[each.pk].state) if each.pk in found else None
        for each in quotes
    ]


def test_every_decision_can_be_undone_the_latest_first(admin_client, admin_user):
    one, other, third, fourth = (make_quote() for _ in range(4))
    saying = make_saying(one, other, state=MembershipState.PROPOSED)
    second = make_saying(third, fourth)
    quotes = (one, other, third, fourth)
    seen = [memberships(*quotes)]
    acts = (
        lambda: act(admin_client, "confirm", ALL_MEMBERS, other.saying_member),
        lambda: act(admin_client, "split", ALL_MEMBERS, other.saying_member),
        lambda: join_saying(other, second, admin_user),
        lambda: act(admin_client, "split", ALL_MEMBERS, one.saying_member),
        lambda: join_saying(one, second, admin_user, "equal"),
        lambda: act(admin_client, "confirm", ALL_MEMBERS, third.saying_member),
    )
    for each in acts:
        each()
        for quote in quotes:
            quote.refresh_from_db()
        seen.append(memberships(*quotes))
    assert seen[-1] == [(second.pk, "confirmed")] * 3 + [(second.pk, "joined")]
    assert all(before != after for before, after in pairwise(seen))
    pairs = NotSame.objects.count()
    decisions = list(SayingDecision.objects.order_by("-pk"))
    assert len(decisions) == len(acts)
    page = admin_client.get(DECISIONS).content.decode()
    assert f"In saying {saying.pk}: proposed by the machine (altered words)" in page
    for number, decision in enumerate(decisions, 2):
        undone = act(admin_client, "undo", DECISIONS, decision)
        assert "1 undone." in undone.content.decode()
        assert memberships(*quotes) == seen[-number]
        decision.refresh_from_db()
        assert decision.undone_by == admin_user
    assert pairs == 0
    assert not NotSame.objects.exists()
    again = act(admin_client, "undo", DECISIONS, decisions[0]).content.decode()
    assert "It was undone already." in again


def test_an_earlier_decision_waits_for_the_later_one(admin_client, saying):
    member = saying.members.proposed().get()
    act(admin_client, "confirm", ALL_MEMBERS, member)
    act(admin_client, "split", ALL_MEMBERS, member)
    confirmed, cut = SayingDecision.objects.order_by("pk")
    page = act(admin_client, "undo", DECISIONS, confirmed).content.decode()
    assert "Its saying changed since" in page
    assert not SayingMember.objects.filter(quote=member.quote).exists()
    page = act(admin_client, "undo", DECISIONS, confirmed, cut).content.decode()
    assert "2 undone." in page
    assert memberships(member.quote) == [(saying.pk, "proposed")]


def test_sayings_are_joined_and_parted_again(admin_client):
    mine, its = [make_quote() for _ in range(3)], [make_quote() for _ in range(2)]
    saying, other = make_saying(*mine), make_saying(*its)
    act(admin_client, "merge", reverse("admin:quotes_saying_changelist"), saying, other)
    assert {each[0] for each in memberships(*mine, *its)} == {saying.pk}
    other.refresh_from_db()
    assert (other.merged_into, other.prints) == (saying, 0)
    # It has no members, so nobody merges it again, or joins a quote to it.
    url = reverse("admin:quotes_saying_changelist")
    assert [*admin_client.get(url).context["cl"].result_list] == [saying]
    change = reverse("admin:quotes_saying_change", args=[other.pk])
    assert admin_client.get(change).status_code == 302
    act(admin_client, "undo", DECISIONS, *SayingDecision.objects.all())
    assert [each[0] for each in memberships(*its)] == [other.pk] * 2
    other.refresh_from_db()
    assert (other.merged_into, other.prints) == (None, 2)
    saying.refresh_from_db()
    assert saying.prints == 3


def test_undoing_follows_a_saying_that_the_machine_merged(admin_client, saying):
    member = saying.members.proposed().get()
    act(admin_client, "confirm", ALL_MEMBERS, member)
    target = make_saying(make_quote(), make_quote())
    saying.members.update(saying=target)
    Saying.objects.filter(pk=saying.pk).update(merged_into=target)
    act(admin_client, "undo", DECISIONS, SayingDecision.objects.get())
    assert memberships(member.quote) == [(target.pk, "proposed")]


LINE = "The mill of Harrow Bend grinds slowly, but it grinds exceedingly small"


@pytest.mark.django_db(transaction=True)
def test_known_words_ask_the_editor_to_look(admin_client):
    ann, bob = make_speaker("Ann Lim"), make_speaker("Bob Reed")
    make_quote(text=LINE, speaker=ann).publish()
    cases = {
        LINE.upper(): "The same words are on record:",
        LINE.replace("slowly", "very slowly"): "Similar words are on record:",
        "Quite other words about the harbour": "None.",
    }
    for text, expected in cases.items():
        draft = make_quote(text=text, speaker=bob, status="draft")
        url = reverse("admin:quotes_quote_change", args=[draft.pk])
        page = admin_client.get(url).content.decode()
        assert expected in page
        assert ("on record with another speaker, Ann Lim" in page) == (
            expected != "None."
        )
        quotes = reverse("admin:quotes_quote_changelist")
        published = act(admin_client, "publish", quotes, draft).content.decode()
        assert ("look who is right. See" in published) == (expected != "None.")
    apart = make_quote(text=LINE, speaker=make_speaker("Cy"), status="draft")
    for other in Quote.objects.exclude(pk=apart.pk):
        NotSame.objects.create(one=other, other=apart)
    url = reverse("admin:quotes_quote_change", args=[apart.pk])
    assert "None." in admin_client.get(url).content.decode()
    own = make_quote(text=LINE, speaker=ann, status="draft")
    url = reverse("admin:quotes_quote_change", args=[own.pk])
    assert "on record with another speaker, Bob Reed" in (
        admin_client.get(url).content.decode()
    )


@pytest.mark.django_db(transaction=True)
def test_a_published_quote_that_is_saved_with_other_words_is_grouped_again():
    first = make_quote(text=LINE)
    quote = make_quote(text="Quite other words about the harbour of the town")
    first.publish()
    quote.publish()
    assert memberships(quote) == [None]
    quote.text = LINE
    quote.save()
    assert memberships(quote) == memberships(first) != [None]
    quote.text = "Quite other words about the harbour of the town"
    quote.save(update_fields=["note"])
    assert memberships(quote) != [None]
    quote.save()
    assert memberships(quote) == [None]
