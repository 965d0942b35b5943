"""Searches of the admin find names as people type them."""

import pytest
from django.urls import reverse

from articles.models import Article
from quotes.models import Speaker
from tests.factories import make_article, make_publication, make_speaker, make_topic

NAMES = {
    "perez": "Ana Pérez",
    "PÉREZ ana": "Ana Pérez",
    "nguyen": "Nguyễn Phú Trọng",
    "trong phu": "Nguyễn Phú Trọng",
    "O'Malley": "Kate O’Malley",
    "o’malley": "Kate O’Malley",
    "kate o malley": "Kate O’Malley",
    "obrien": "Pat O’Brien",
    "omalley kate": "Kate O’Malley",
    "lodz": "Jan z Łodzi",
    "muller": "Müller",
    "jean baptiste": "Zoë Jean-Baptiste",
    "alexandr": "Alexander Herzen",
    "herzen alexandr": "Alexander Herzen",
    "bell": "Ellis Bell",  # an alias, see below
    "élis": "Elis Åberg",
}


@pytest.fixture
def speakers(db):
    for name in dict.fromkeys(NAMES.values()):
        aliases = {"Ellis Bell": ["Émily Brontë"]}
        make_speaker(name, aliases=aliases.get(name, []))
    herzen = Speaker.objects.get(name="Alexander Herzen")
    for name in ("Alexandr Herzen", "Alexander Herzen"):
        herzen.name = name
        herzen.save()


def completed(client, term, model="attribution", field="speaker", app="quotes"):
    response = client.get(
        reverse("admin:autocomplete"),
        {"app_label": app, "model_name": model, "field_name": field, "term": term},
    )
    return [row["text"] for row in response.json()["results"]]


@pytest.mark.parametrize("term", NAMES)
def test_speakers(admin_client, speakers, term):
    assert completed(admin_client, term) == [NAMES[term]]


@pytest.mark.parametrize("term", ["emily", "BRONTE", "Brontë"])
def test_aliases(admin_client, speakers, term):
    assert completed(admin_client, term) == ["Ellis Bell"]


@pytest.mark.parametrize("term", ["zzz", "ana nguyen", "%", "_", "\\", "'", "é" * 300])
def test_others_are_not_found(admin_client, speakers, term):
    found = completed(admin_client, term)
    assert found == [] or term == "'"


def test_other_names(admin_client):
    make_publication(name="El País")
    make_topic("Éducation nationale")
    article = make_article(title="J’accuse…!")
    assert completed(admin_client, "pais", "article", "publication", "articles") == [
        "El País"
    ]
    assert completed(admin_client, "education", "quote", "topics") == [
        "Éducation nationale"
    ]
    (found,) = completed(admin_client, "j'accuse", "quote", "article")
    assert "J’accuse" in found
    url = reverse("admin:articles_article_changelist")
    page = admin_client.get(url, {"q": "J'Accuse"}).text
    assert reverse("admin:articles_article_change", args=[article.pk]) in page
    assert Article.objects.count() == 1
