"""The feeds of new wordings and earlier prints."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from quotes.models import MembershipState, SayingMember
from quotes.paths import path_for
from tests.factories import make_article, make_quote, make_saying, make_speaker
from tests.quotes.views.test_feeds import ATOM, xml
from tests.quotes.views.test_refuted_elsewhere import WORDS, printed

pytestmark = pytest.mark.django_db


def entries(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    assert response["Content-Type"].startswith("application/atom+xml")
    root = xml(response)
    return root, [each.findtext(f"{ATOM}title") for each in root.iter(f"{ATOM}entry")]


def test_other_wordings_and_earlier_prints_are_news(client):
    ada = make_speaker("Ada")
    saying = make_saying(
        printed("1950", speaker=ada),  # the first that was known
        printed("1951", WORDS.upper(), speaker=ada),  # the same words
        printed("1952", "I will defend your right to speak.", speaker=ada),
        printed("1960", "I WILL DEFEND your right to speak", speaker=ada),
        printed("1940", speaker=ada),  # an earlier print
        printed(None, "I defend your right to speak.", speaker=ada),
    )
    saying.members.create(
        quote=printed("1930", "I defend no right."),
        reason="altered",
        state=MembershipState.PROPOSED,
    )
    other = make_saying(printed("1999", "War, war"), printed("2001", "War, and war"))
    root, titles = entries(client, path_for("sayings_feed"))
    expected = [
        "Another wording: Ada: “I defend your right to speak.”",
        f"Earliest dated print on record here: Ada: “{WORDS}”",
        "Another wording: Ada: “I will defend your right to speak.”",
    ]
    assert titles[1:] == expected
    assert titles[0].startswith("Another wording: Ada Speaker")
    ids = [each.findtext(f"{ATOM}id") for each in root.iter(f"{ATOM}entry")]
    assert all(each.endswith("#saying") for each in ids)
    assert len(set(ids)) == 4
    assert f'/sayings/{other.pk}/"' in client.get(
        path_for("sayings_feed")
    ).content.decode().replace("&quot;", '"')
    _root, titles = entries(client, path_for("saying_feed", saying.pk))
    assert titles == expected
    assert client.get(path_for("saying_feed", 999)).status_code == 404
    for page, name in (
        (path_for("sayings"), path_for("sayings_feed")),
        (saying.get_absolute_url(), path_for("saying_feed", saying.pk)),
    ):
        assert client.get(page).content.decode().count(f'href="{name}"') == 2


@pytest.mark.parametrize(
    ("known", "new", "title"),
    [
        ("1939", "1938", "Earliest print on record here"),
        ("1939-03-05", "1939", "One of the earliest prints on record here"),
        ("1939-03-05", "1939-03", "One of the earliest prints on record here"),
        ("1939-04-01", "1939-03", "Earliest print on record here"),
        ("1939-03-05", "1939-03-05", None),  # the one known first stays the earliest
        (None, "1939", "Earliest dated print on record here"),
        (None, None, None),
    ],
)
def test_what_may_not_be_the_earliest_print_is_not_called_that(
    client, known, new, title
):
    ada = make_speaker("Ada")
    make_saying(printed(known, speaker=ada), printed(new, speaker=ada))
    _root, titles = entries(client, path_for("sayings_feed"))
    assert titles == ([f"{title}: Ada: “{WORDS}”"] if title else [])


def test_an_undated_print_is_not_the_earliest_even_if_it_was_entered_first(client):
    first, second = printed(None), printed(None)
    make_saying(second, first)
    assert entries(client, path_for("sayings_feed"))[1] == []


def test_a_source_without_the_words_is_only_named(client):
    ada = make_speaker("Ada")
    named = make_quote(make_article(published="1906"), WORDS, speaker=ada)
    make_saying(printed("1939", speaker=ada), named)
    _root, titles = entries(client, path_for("sayings_feed"))
    assert titles == [f"Earliest source named on record here: Ada: “{WORDS}”"]


def test_a_warning_is_in_the_title(client):
    voltaire = make_speaker("Voltaire")
    make_saying(
        printed("1906", speaker=voltaire, standing="misattributed"),
        printed("1939", "I will defend it.", speaker=voltaire),
    )
    _root, titles = entries(client, path_for("sayings_feed"))
    assert titles == [
        "Another wording: Misattributed to Voltaire in another print: "
        "“I will defend it.”"
    ]


def test_it_takes_as_many_statements_for_many(client):
    def statements():
        with CaptureQueriesContext(connection) as captured:
            entries(
                client, f"{path_for('sayings_feed')}?{SayingMember.objects.count()}"
            )
        return len(captured)

    make_saying(printed("1950"), printed("1951", "One more wording of it"))
    statements()
    few = statements()
    make_saying(*[printed("1950", f"Wording {n} of this") for n in range(6)])
    assert statements() == few
