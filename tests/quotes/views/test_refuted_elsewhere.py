"""If evidence refutes a speaker in one print, all prints of the speaker say so."""

import json
import re

import pytest

from quotes.paths import path_for
from quotes.sharing.answers import answers_of
from quotes.sharing.share_image import draw_picture
from quotes.views.sharing import public_quote
from tests.factories import make_article, make_quote, make_saying, make_speaker

pytestmark = pytest.mark.django_db
WORDS = "I will defend your right to say it."
WARNING = "Misattributed to Voltaire in another print"


def printed(date, text=WORDS, **fields):
    article = make_article(published=date, title="A book", text=f"It said: “{text}”")
    return make_quote(article, text, **fields)


@pytest.fixture
def voltaire():
    return make_speaker("Voltaire")


@pytest.fixture
def refuted(voltaire):
    return printed(
        "1906", speaker=voltaire, standing="misattributed", evidence="Her letter."
    )


def content(client, path, **headers):
    response = client.get(path, headers=headers)
    assert response.status_code == 200, path
    return b"".join(response).decode()


def test_every_place_with_the_words_says_it(client, voltaire, refuted):
    quote = printed("1939", WORDS.upper(), speaker=voltaire, kind="mixed")
    make_saying(refuted, quote)
    page = content(client, quote.get_absolute_url())
    title = re.search("<title>(.*?)</title>", page)[1]
    assert title.startswith(f"{WARNING}. Partly quoted: ")
    for name in ("description", "og:title", "og:description", "og:image:alt"):
        found = re.search(f'(?:name|property)="{name}" content="(.*?)"', page)[1]
        assert found.upper().startswith(WARNING.upper()), name
    nodes = json.loads(
        re.search(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)[1]
    )["@graph"]
    node = next(each for each in nodes if each["@type"] == "Quotation")
    assert node["name"].startswith(f"{WARNING}: ")
    trail = next(each for each in nodes if each["@type"] == "BreadcrumbList")
    assert trail["itemListElement"][-1]["name"].startswith(WARNING)
    number = quote.pk
    for path in (
        path_for("embed", number),
        f"{path_for('oembed')}?url=http://testserver/quotes/{number}/",
        path_for("cite", number),
        "/quotes/?kind=mixed",
        voltaire.get_absolute_url(),
        path_for("export", number, "schema.jsonld"),
    ):
        assert WARNING in content(client, path), path
    feed = content(client, f"{path_for('feed')}?kind=mixed")
    assert f"<title>{WARNING}. Partly quoted: " in feed
    assert f"<strong>{WARNING}</strong>".replace("<", "&lt;").replace(">", "&gt;") in (
        feed
    )
    assert f'<summary type="text">{WARNING.upper()}. ' in feed
    answers = answers_of(public_quote(number))
    assert answers.flags == (("elsewhere", WARNING),)
    assert answers.as_text("x").startswith(WARNING.upper())
    assert draw_picture(answers)


def test_what_it_is_not_said_of(client, voltaire, refuted):
    hall = make_speaker("Hall")
    other = printed("1942", speaker=hall)
    proposed = printed("1943", speaker=voltaire)
    single = printed("1944", speaker=voltaire)
    withdrawn = printed("1945", speaker=voltaire, standing="misattributed")
    pair = printed("1946", speaker=voltaire)
    saying = make_saying(refuted, other)
    saying.members.create(quote=proposed, reason="altered", state="proposed")
    make_saying(withdrawn, pair)
    withdrawn.withdraw("Entered twice.")
    for quote in (refuted, other, proposed, single, pair):
        page = content(client, quote.get_absolute_url()).partition("Others under")[0]
        assert "another print" not in page, quote.pk
        assert "another print" not in content(client, path_for("embed", quote.pk))
        assert "another print" not in content(
            client, path_for("export", quote.pk, "schema.jsonld")
        )
    assert "another print" not in content(client, path_for("feed"))


def test_who_is_named_in_titles(voltaire, refuted):
    """Those of whom nothing is refuted are named, and who is verified here."""
    hall, twain = make_speaker("Hall"), make_speaker("Mark Twain")
    refuted.attributions.create(
        speaker=twain, standing="misattributed", evidence="Not his."
    )
    both = printed("1950", speaker=[voltaire, twain])
    verified = printed("1951", speaker=voltaire, standing="verified")
    beside = printed("1952", speaker=[voltaire, hall])
    disputed = printed("1953", speaker=voltaire, standing="disputed")
    partly = printed("1954", speaker=twain, standing="misattributed")
    partly.attributions.create(speaker=voltaire)
    make_saying(refuted, both, verified, beside, disputed, partly)
    expected = {
        refuted: "Not said by Voltaire or Mark Twain: ",
        both: "Misattributed to Voltaire and Mark Twain in other prints: ",
        verified: f"{WARNING}. Voltaire: ",
        beside: f"{WARNING}. Hall: ",
        disputed: f"Disputed: credited to Voltaire. {WARNING}: ",
        partly: f"Not said by Mark Twain. {WARNING}: ",
    }
    for quote, start in expected.items():
        title = answers_of(public_quote(quote.pk)).title
        assert title.startswith(f"{start}“"), title
