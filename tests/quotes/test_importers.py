import pytest
from django.core.management import CommandError, call_command

from articles.models import Article
from quotes.importers import InvalidDataError, load
from quotes.models import AnchorStatus, Quote, Speaker

pytestmark = pytest.mark.django_db


def data(**article):
    return {
        "speakers": [{"name": "Ada Lovelace", "aliases": ["Countess of Lovelace"]}],
        "articles": [
            {
                "kind": "speech",
                "title": "On the engine",
                "published": "1843-10",
                "bylines": [{"family": "Lovelace", "given": "Ada"}],
                "text": "The engine can arrange and combine its quantities.",
                "quotes": [
                    {
                        "kind": "direct",
                        "text": "can arrange and combine",
                        "topics": ["Engines"],
                        "attributions": [{"speaker": "Ada Lovelace", "name": "A.A.L."}],
                    }
                ],
                **article,
            }
        ],
    }


def test_load_stores_everything_and_locates_the_quotes():
    outcome = load(data())
    quote = Quote.objects.get()
    assert outcome.added["quote"] == outcome.added["article"] == 1
    assert quote.anchor_status == AnchorStatus.EXACT
    assert quote.attributions.get().name_as_printed == "A.A.L."
    assert str(quote.article.published) == "October 1843"
    assert str(quote.article.bylines.get()) == "Ada Lovelace"
    assert quote.topics.get().name == "Engines"


def test_load_is_idempotent_and_adds_what_is_new():
    load(data())
    more = data()
    more["articles"][0]["quotes"].append(
        {
            "kind": "direct",
            "text": "its quantities",
            "attributions": [{"speaker": "Ada Lovelace"}],
        }
    )
    assert load(more).added == {"quote": 1, "attribution": 1}
    assert load(more).added == {}
    assert Article.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "where", "what"),
    [
        ({"published": "1843-02-31"}, "articles[0]", "February 1843 has no day 31"),
        ({"published": "1843-13"}, "articles[0]", "no month 13"),
        ({"kind": "gossip"}, "articles[0].kind", "gossip"),
        ({"title": ""}, "articles[0].title", "blank"),
        ({"text": "a\x00b"}, "articles[0].text", "U+0000"),
        ({"url": "ftp://example.org/x"}, "articles[0]", "ftp"),
        ({"bylines": [{"given": "Ada"}]}, "articles[0]", "family name"),
        ({"colour": "red"}, "articles[0]", "colour"),
        (
            {"quotes": [{"text": "x", "attributions": [{"speaker": "Nobody"}]}]},
            "articles[0].quotes[0].attributions[0].speaker",
            "“Nobody”",
        ),
        ({"quotes": [{"text": "  "}]}, "articles[0].quotes[0].text", "blank"),
        ({"quotes": [{"text": "engine"}]}, "articles[0].quotes[0]", "Say who said it"),
        (
            {
                "text": "I will not go.",
                "quotes": [
                    {
                        "text": "I will […] go",
                        "attributions": [{"speaker": "Ada Lovelace"}],
                    }
                ],
            },
            "articles[0].quotes[0]",
            "leaves out or puts in “not”",
        ),
        ({"quotes": [{}]}, "articles[0].quotes[0]", "“text” is missing"),
    ],
)
def test_faulty_data_is_named_with_its_place_and_nothing_is_stored(change, where, what):
    with pytest.raises(InvalidDataError) as failure:
        load(data(**change))
    assert len(failure.value.problems) == 1
    problem = failure.value.problems[0]
    assert problem.startswith(f"{where}:") and what in problem
    assert not Speaker.objects.exists() and not Article.objects.exists()


def test_drafts_need_not_be_publishable():
    load(data(quotes=[{"text": "engine", "status": "draft"}]))
    load(data(title="Another", status="draft", quotes=[{"text": "engine"}]))
    assert Quote.objects.filter(status="draft").count() == 2


def test_the_command_says_what_is_wrong_with_a_file(tmp_path):
    broken = tmp_path / "broken.toml"
    broken.write_text("title = ", encoding="utf-8")
    with pytest.raises(CommandError, match=r"broken\.toml cannot be read"):
        call_command("load_demo", broken)
    with pytest.raises(CommandError, match="cannot be read"):
        call_command("load_demo", tmp_path / "none.toml")
    broken.write_text('[[speakers]]\nname = ""', encoding="utf-8")
    with pytest.raises(CommandError, match="Nothing was loaded"):
        call_command("load_demo", broken)


@pytest.mark.django_db
def test_speakers_may_have_dates_of_life():
    data = {
        "speakers": [
            {"name": "Ada Lovelace", "born": "1815-12-10", "died": "1852"},
            {"name": "Nobody Known"},
        ]
    }
    load(data)
    ada, nobody = Speaker.objects.order_by("pk")
    assert (ada.born.isoformat(), ada.died.isoformat()) == ("1815-12-10", "1852")
    assert nobody.born is nobody.died is None
    broken = {"speakers": [{"name": "Bea", "born": "1900", "died": "1899"}]}
    with pytest.raises(InvalidDataError, match=r"speakers.0..died: The date of death"):
        load(broken)
    with pytest.raises(InvalidDataError, match="Write a date as"):
        load({"speakers": [{"name": "Bea", "born": "about 1900"}]})
