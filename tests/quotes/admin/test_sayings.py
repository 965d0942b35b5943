"""Editors confirm, split and undo in the admin; each decision is recorded."""

import pytest
from django.contrib.admin.models import LogEntry
from django.urls import reverse

from quotes.models import MembershipState, NotSame, SayingMember
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


def test_a_quote_shows_its_saying(admin_client):
    hall, voltaire = make_speaker("Evelyn Beatrice Hall"), make_speaker("Voltaire")
    one, other = make_quote(speaker=hall), make_quote(speaker=voltaire)
    url = reverse("admin:quotes_quote_change", args=[one.pk])
    assert "None known." in admin_client.get(url).content.decode()
    make_saying(one, other)
    page = admin_client.get(url).content.decode()
    assert "2 public prints. Other prints credit Voltaire" in page
    other.saying_member.delete()
    one.saying_member.delete()
    make_saying(other, one, state=MembershipState.PROPOSED)
    assert "Perhaps that of" in admin_client.get(url).content.decode()


def test_an_editor_joins_a_quote(admin_client, admin_user, saying):
    quote = make_quote()
    url = reverse("admin:quotes_saying_change", args=[saying.pk])
    page = admin_client.get(url)
    form = page.context["adminform"].form
    data = {
        f"{form.prefix or ''}{name}": form[name].value() or "" for name in form.fields
    }
    (inline,) = page.context["inline_admin_formsets"]
    formset = inline.formset
    for each in [formset.management_form, *formset.initial_forms]:
        data |= {each.add_prefix(n): each[n].value() or "" for n in each.fields}
    prefix = f"{formset.prefix}-{formset.initial_form_count()}"
    data |= {
        f"{formset.prefix}-TOTAL_FORMS": formset.initial_form_count() + 1,
        f"{prefix}-quote": quote.pk,
        f"{prefix}-reason": "altered",
        f"{prefix}-saying": saying.pk,
        f"{prefix}-id": "",
    }
    response = admin_client.post(url, data)
    assert response.status_code == 302, response.context["errors"]
    quote.refresh_from_db()
    assert quote.saying_member.saying == saying
    assert quote.saying_member.decided_by == admin_user
