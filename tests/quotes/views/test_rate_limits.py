"""Which pages have a rate limit by client address, and what the refusal says."""

import uuid

import pytest
from django.core.cache import caches

from quotes.caching import pages
from tests.factories import make_article, make_quote, make_speaker
from tests.support.admin_pages import make_user

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
#: Three requests of each kind that costs, with its setting.
LIMITED = {
    "SEARCHES_PER_MINUTE": [
        "/quotes/?q=moon",
        "/speakers/?q=ada",
        "/quotes.atom?speaker=a&year=2024&kind=direct",
    ],
    "AUTOCOMPLETE_PER_MINUTE": [
        "/suggestions/?q=ada",
        "/compare/names/speaker/?q=ada",
        "/quotes/facets/speaker/?find=a",
    ],
    "CITATIONS_PER_MINUTE": [
        "/quotes/{quote}/cite/?style=apa",
        "/articles/{article}/cite/?style=apa",
        "/quotes/{quote}/cite/?style=ieee",
    ],
    "DOWNLOADS_PER_MINUTE": ["/quotes.csv", "/list.ris", "/quotes/{quote}.docx"],
}
PLAIN = [
    *("/", "/quotes/", "/quotes/?speaker=ada-lovelace", "/speakers/", "/years/"),
    *("/quotes/{quote}/", "/quotes/{quote}.bib", "/articles/", "/about/"),
]


@pytest.fixture(autouse=True)
def own_counts(settings):
    """Count apart from other tests, and let one request of each kind pass."""
    settings.SECRET_KEY = str(uuid.uuid4())
    for name in LIMITED:
        setattr(settings, name, 1)


@pytest.fixture
def place():
    """Return a function that puts the keys of a quote and its article into a path."""
    quote = make_quote(
        make_article(title="The moon"),
        "The moon is made of rock",
        speaker=make_speaker("Ada Lovelace"),
    )
    return lambda path: path.format(quote=quote.pk, article=quote.article_id)


@pytest.fixture
def read(client):
    def read(path, address="192.0.2.1", **headers):
        return client.get(path, REMOTE_ADDR=address, headers=headers)

    return read


@pytest.mark.parametrize("setting", LIMITED)
def test_what_costs_is_limited_by_address(setting, place, read, settings):
    first, *others = map(place, LIMITED[setting])
    assert read(first).status_code == 200
    for path in (first, *others):
        response = read(path)
        assert response.status_code == 429, path
        assert 0 < int(response["Retry-After"]) <= 10
        assert "no-store" in response["Cache-Control"]
        assert "Set-Cookie" not in response
    assert read(first, "192.0.2.2").status_code == 200
    assert read(first, "127.0.0.1").status_code == 200
    setattr(settings, setting, 0)
    assert read(first).status_code == 200


def test_a_network_of_ipv6_is_one_address(read):
    path = "/quotes/?q=moon"
    assert read(path, "2001:db8:1:2::1").status_code == 200
    assert read(path, "2001:db8:1:2:ffff::9").status_code == 429
    assert read(path, "2001:db8:1:3::1").status_code == 200


def test_plain_pages_are_never_limited(place, read):
    for path in map(place, PLAIN * 2):
        response = read(path)
        assert response.status_code in (200, 301), path


def test_the_page_says_what_to_do(read):
    read("/quotes/?q=moon")
    page = read("/quotes/?q=moon").content.decode()
    assert "<h1>Too many requests at once</h1>" in page
    assert "Try again in " in page
    assert "Other pages work meanwhile" in page
    assert 'href="/quotes/?q=moon" rel="nofollow">Try again</a>' in page


def test_htmx_and_programs_get_their_own_answers(place, read):
    cite = place("/quotes/{quote}/cite/")
    read(cite)
    part = read(cite, **HTMX).content.decode()
    assert part.lstrip().startswith("<div")
    assert 'role="alert"' in part
    read("/quotes.json")
    for response in (
        read("/quotes.json"),
        read("/quotes.schema.jsonld"),
        read("/quotes.csv", Accept="text/csv"),
    ):
        assert response.status_code == 429
        assert response.json()["retry_after"] == int(response["Retry-After"])
        assert "Try again in" in response.json()["message"]


def test_signed_in_users_are_not_limited(client, read):
    client.force_login(make_user("editor", "Editors"))
    assert {read("/quotes/?q=moon").status_code for _ in range(3)} == {200}


@pytest.mark.django_db(transaction=True)
def test_cached_pages_cost_nothing(read, monkeypatch):
    """Pages are only cached outside transactions."""
    # Other tests, which write to the same server, would make cached pages obsolete.
    monkeypatch.setattr(pages, "VERSION", "SELECT 'one'")
    caches["pages"].clear()
    assert {read("/quotes/?q=moon").status_code for _ in range(3)} == {200}
    assert read("/quotes/?q=sun").status_code == 429
    assert read("/quotes/?q=moon").status_code == 200
    # The limit makes no page that is for its reader alone.
    assert "Cookie" not in read("/quotes/?q=moon")["Vary"]
