"""Sends malformed requests, and prints those that the site fails on.

    python -m benchmarks.fuzzing --requests 100000 [--seed 1] [--user NAME]

Every URL pattern gets odd arguments, query strings, headers, bodies and methods, drawn
at random, on the database of DATABASE_URL or the project's own. With --user, the
requests are those of that person, in the admin too. Only answers from 500 on are
faults. Run it on a copy: POST requests are sent too.
tests/quotes/views/test_fuzzing.py does the same with few requests on the demo data.
"""

import random
import re
import sys
from collections import Counter
from urllib.parse import quote, urlencode

from benchmarks import command_line

NUMBERS = [
    *("0", "1", "2", "007", "-1", "+1", "1.5", "1e9", "٣", "²", "0x1", "1_000"),
    *(str(2**n + more) for n in (31, 32, 63, 64) for more in (-1, 0, 1)),
    "9" * 20,
    "9" * 5_000,
]
TEXTS = [
    *("", " ", "a", "jo", "free", "ﬀ", "İ", "é", "é", "שלום", "年", "🙂", "\U000e0001"),
    *("\0", "\r\n", "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")),
    *("\ufffe", "\u202e", "'", '"', "“", "`", "\\", "%", "%00", "%ff", "&amp;", "<b>"),
    *("<script>alert(1)</script>", "{{7*7}}", "' OR 1=1 --", "../../etc/passwd"),
    *('"a b"', '"', "-", "-a", "a OR", "OR", "(", "a*", "*", ":", "a:b", "a" * 3_000),
    *("2020", "2020-02", "2020-02-30", "0000", "9999-12-31", "2020-05-01.1", "-1.1"),
    *("2020-05-01." + "9" * 30, "..", "a..b", "newest", "oldest", "speaker", "saying"),
    *("http://xn--a/", "http://[::1", "//", "javascript:alert(1)", "quote", "bib"),
    *("csv", "ris", "json", "atom", "ascii.bib", "en", "xx", "zh-Hant", "on", "true"),
]
NAMES = (
    "q speaker topic publication article language kind anchor standing year after "
    "before older newer sort page p group earliest variants find cite style what "
    "quotes undo url format id maxwidth maxheight paragraph on from to text names "
    "next o e _popup date day cursor all".split()
)
HEADERS = {
    "Accept": ["*/*", "application/json", "text/html;q=x", ",,,", "a" * 2_000],
    "Accept-Language": ["fr", "xx-XX;q=2", "*", "é", "," * 500],
    "Cookie": ["sessionid=x", "csrftoken=", "=;=", "messages=x", "\x80\xff"],
    "If-None-Match": ["*", 'W/"x"', '"', "x" * 999],
    "If-Modified-Since": ["0", "Thu, 01 Jan 1970 00:00:00 GMT", "Mon, 99 Foo 9999"],
    "Range": ["bytes=0-", "bytes=-1", "x"],
    "HX-Request": ["true", "x"],
    "HX-Target": ["results", "<b>"],
    "Referer": ["http://[", "x", "https://example.org/"],
    "Content-Type": [
        "application/json",
        "multipart/form-data",
        "text/plain; charset=x",
    ],
    "X-Forwarded-For": ["::1", "x", "1.2.3.4, 5.6.7.8", "fe80::1%eth0"],
    "X-Requested-With": ["XMLHttpRequest"],
}
METHODS = ["get"] * 16 + ["head", "post", "post", "post", "options", "put", "delete"]
BODIES = [b"", b"{", b"\0" * 99, b"a=%ff&b=%00", b"--x\r\nbad", "é=ü".encode("latin-1")]


def patterns(resolver=None, prefix=""):
    """Yield the routes of all URL patterns, such as “quotes/<int:pk>/”."""
    from django.urls import URLPattern, get_resolver

    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLPattern):
            yield route
        else:
            yield from patterns(each, route)


def stored_values():
    """Return (keys, slugs) of some rows, which lead further than invented ones."""
    from articles.models import Article, Publication
    from quotes.models import Quote, Saying, Speaker, Topic

    keys = {
        str(key) for model in (Article, Quote, Saying) for key in _first(model, "pk")
    }
    models = (Publication, Speaker, Topic)
    slugs = {slug for model in models for slug in _first(model, "slug")}
    return sorted(keys), sorted(slugs)


def _first(model, field):
    return model.objects.order_by("pk").values_list(field, flat=True)[:5]


def path_of(route, numbers, texts, chance):
    """Return a path of a route, with odd arguments."""
    parts = re.split(r"<[^>]*>|\(\?P[^)]*\)|\([^)]*\)", route.replace("^", ""))
    path = parts[0]
    for part in parts[1:]:
        drawn = chance.choice(numbers if chance.random() < 0.6 else texts)
        path += quote(drawn, safe="/%.-" if chance.random() < 0.1 else "") + part
    return "/" + path.replace("$", "").replace("\\Z", "").replace("\\", "")


def query_of(numbers, texts, chance):
    """Return a query string of known names."""
    pairs = [
        (
            chance.choice(NAMES),
            chance.choice(numbers if chance.random() < 0.3 else texts),
        )
        for _ in range(chance.choice((0, 1, 1, 2, 3, 8)))
    ]
    text = urlencode(pairs, errors="replace")
    return (
        text if chance.random() < 0.95 else text + chance.choice(("&&=", "%", "?%ff"))
    )


def draw(routes, values, chance):
    """Return (method, path with query string, headers, body) of a request."""
    method = chance.choice(METHODS)
    path = path_of(chance.choice(routes), *values, chance)
    address = f"{path}?{query_of(*values, chance)}"
    headers = {
        name: chance.choice(values)
        for name, values in chance.sample(
            sorted(HEADERS.items()), chance.choice((0, 2))
        )
    }
    body = None
    if method in ("post", "put"):
        body = chance.choice(
            (*BODIES, urlencode({"csrfmiddlewaretoken": "x"}).encode())
        )
    return method, address, headers, body


def failures(client, requests, seed, user=None):
    """Yield (status, request) for the drawn requests that the site fails on.

    The client must not raise exceptions. At the end yields (None, {status: number}).
    A `user` is signed in, and again when a request has ended the session.
    """
    chance, statuses = random.Random(seed), Counter()  # noqa: S311
    routes = [route for route in patterns() if user or not route.startswith("admin/")]
    if user:
        client.force_login(user)
    keys, slugs = stored_values()
    values = [NUMBERS + keys * 8, TEXTS + slugs * 4]
    for _ in range(requests):
        request = method, address, headers, body = draw(routes, values, chance)
        kind = headers.pop("Content-Type", "application/x-www-form-urlencoded")
        response = client.generic(
            method.upper(), address, body or b"", content_type=kind, headers=headers
        )
        if response.streaming:
            b"".join(response)
        statuses[response.status_code] += 1
        if user and "login" in response.headers.get("Location", ""):
            client.force_login(user)
        # oEmbed demands 501 for a format that a site does not have.
        if response.status_code >= 500 and response.status_code != 501:
            yield response.status_code, request
    yield None, dict(sorted(statuses.items()))


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--requests", type=int, default=100_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--user", default="")
    options = parser.parse_args()
    command_line.set_up(HTTPS="off", STATIC_FROM_SOURCE="on", LOG_LEVEL="CRITICAL")
    from django.contrib.auth import get_user_model
    from django.test import Client

    client = Client(raise_request_exception=False, SERVER_NAME="localhost")
    user = None
    if options.user:
        user = get_user_model().objects.get(username=options.user)
    failed = 0
    for status, found in failures(client, options.requests, options.seed, user):
        if status is None:
            print(f"{options.requests:,} requests, {failed} failed: {found}")
        else:
            failed += 1
            print(status, *(repr(each)[:200] for each in found))
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
