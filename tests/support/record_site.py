"""Record the site's responses, and compare two recordings.

    python -m tests.support.record_site record FOLDER
    python -m tests.support.record_site compare BEFORE AFTER [--spaces]

A safety net for refactoring: record, change the code, and record again. There is no
difference, or one that the commit explains. `record` creates a database of the demo
data and one of 2,000 generated quotes on the server of DATABASE_URL (or on the embedded
one), crawls every public page, feed, file, sitemap and admin page of both, anonymous
and signed in, and writes status, headers and body of each to FOLDER. Tokens and the
times of this run are masked. Record both on the same day, because some pages show the
date. `compare --spaces` treats any run of white space in HTML as one space, and both
spellings of an escaped quotation mark as one, for changes
of templates.
"""

import argparse
import contextlib
import difflib
import hashlib
import html
import io
import os
import re
import secrets
import subprocess
import sys
import zipfile
from collections import Counter
from pathlib import Path
from urllib.parse import parse_qsl, urljoin, urlsplit

import django
from psycopg import sql

ROOT = Path(__file__).resolve().parents[2]
QUOTES = 2_000
#: Maximum number of recorded addresses of one shape (a route with the names of its
#: query parameters), and of one route.
PER_SHAPE, PER_ROUTE = 3, 60
FIXED_TIME = "2026-11-01 12:00:00+00"
#: Addresses that change something, or that belong to Django.
NEVER = re.compile(r"/logout/|/admin/auth/|/jsi18n/|/password|/static/")
LINKS = re.compile(
    r"""(?:href|hx-get|src|action|data-autocomplete)=["']([^"'#]+)|<loc>([^<]+)"""
)
MASKS = [
    (re.compile(r'(csrfmiddlewaretoken" value=")[^"]+'), r"\1TOKEN"),
    (re.compile(r"(csrftoken=)[^;]+"), r"\1TOKEN"),
    (re.compile(r"(desk_forms=)[^;]+"), r"\1TOKEN"),
    (re.compile(r'(name="opened" value="[^:"]+):[^"]+'), r"\1:TOKEN"),
    (re.compile(r"(X-Request-ID: )\w+"), r"\1ID"),
    (re.compile(r"(sessionid=)[^;]+"), r"\1SESSION"),
    (re.compile(r'(nonce=")[^"]+'), r"\1NONCE"),
    (re.compile(r"(expires=)[^;]+"), r"\1TIME"),
    (re.compile(r"\b20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?\+?(00:00)?"), "TIME"),
    (re.compile(r"^(Expires): .*", re.MULTILINE), r"\1: TIME"),
]
#: Where a crawl starts, in addition to the home page and the sitemap.
STARTS = [
    "/", "/sitemap.xml", "/robots.txt", "/opensearch.xml", "/healthz", "/unapi",
    "/quotes/", "/quotes/?q=the", "/quotes/?q=%22of+the%22", "/quotes/?q=-the",
    "/quotes/?q=freedm", "/quotes/?sort=oldest", "/quotes/?sort=speaker",
    "/quotes/?kind=direct&standing=verified", "/quotes/?kind=nonsense&year=x",
    "/quotes/?speaker=nobody", "/quotes/?after=2024&before=2025", "/quotes/?year=2024",
    "/quotes/?language=en", "/quotes/?anchor=exact", "/quotes/?q=zzzzzz",
    "/quotes/99999999/", "/speakers/nobody/", "/list/?ids=1,2,3", "/list/?quotes=1,2",
    "/compare/", "/suggestions/?q=a", "/suggestions/?q=lin", "/compare/names/speaker/",
    "/compare/names/speaker/?q=a", "/on-this-day/02-13/", "/years/2024/",
    "/years/nonsense/", "/calendar/2024/13/", "/unapi?id=a1.q1&format=rdf_zotero",
    "/unapi?id=a1", "/quotes.nonsense", "/quotes/1.bib", "/articles/1.ris", "/nothing/",
    "/quotes/1/cite/?style=apa", "/quotes/1/cite/?style=ieee",
    "/quotes/facets/speaker/", "/quotes/facets/speaker/?find=a", "/list/add/1/",
    "/figures/compare.csv",
]  # fmt: skip


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(dest="command", required=True)
    record = commands.add_parser("record")
    record.add_argument("folder", type=Path)
    crawl = commands.add_parser("crawl")  # `record` runs it for each database
    crawl.add_argument("folder", type=Path)
    compare = commands.add_parser("compare")
    compare.add_argument("before", type=Path)
    compare.add_argument("after", type=Path)
    compare.add_argument("--spaces", action="store_true")
    compare.add_argument("--lines", type=int, default=200)
    options = parser.parse_args()
    if options.command == "compare":
        sys.exit(print_differences(options))
    if options.command == "record":
        return record_databases(options.folder)
    django.setup()
    crawl_site(options.folder)


def record_databases(folder):
    """Create both databases, crawl each in its own process, and drop them."""
    from benchmarks.find import empty_database

    for name, arguments in {
        "demo": ["manage.py", "load_demo", "--verbosity=0"],
        "generated": ["-m", "benchmarks.data", f"--quotes={QUOTES}"],
    }.items():
        database = f"on_record_recording_{name}_{os.getpid()}"
        environment = {
            **os.environ,
            "SECRET_KEY": "for-recordings-only",
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "HTTPS": "off",
            "DEBUG": "off",
            "STATIC_FROM_SOURCE": "on",
            "ALLOWED_HOSTS": "testserver",
        }
        with empty_database(database) as url:
            for step in (
                ["manage.py", "migrate", "--verbosity=0"],
                arguments,
                ["-m", "tests.support.record_site", "crawl", str(folder / name)],
            ):
                subprocess.run(
                    [sys.executable, *step],
                    check=True,
                    cwd=ROOT,
                    env=environment | {"DATABASE_URL": url},
                    stdout=sys.stderr,
                )


def crawl_site(folder):
    """Crawl as a reader, as htmx, and as a signed-in editor."""
    from django.contrib.auth.models import User
    from django.test import Client

    editor = User.objects.create_superuser("editor", password=secrets.token_hex())
    fix_times()
    crawl(Client(), STARTS, folder / "anonymous")
    crawl(Client(headers={"HX-Request": "true"}), STARTS, folder / "htmx", follow=False)
    client = Client()
    client.force_login(editor)
    crawl(client, ["/admin/"], folder / "signed-in", within="/admin/")
    crawl(client, STARTS, folder / "signed-in", follow=False)


def fix_times():
    """Set every time in the database to one value."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute(
            "SELECT table_name, column_name FROM information_schema.columns"
            " JOIN information_schema.tables USING (table_schema, table_name)"
            " WHERE table_schema = 'public' AND data_type = 'timestamp with time zone'"
            " AND table_type = 'BASE TABLE' AND table_name <> 'django_migrations'"
        )
        for table, column in cursor.fetchall():
            update = sql.SQL("UPDATE {0} SET {1} = %s WHERE {1} IS NOT NULL").format(
                sql.Identifier(table), sql.Identifier(column)
            )
            cursor.execute(update, [FIXED_TIME])
        cursor.execute("SET session_replication_role = DEFAULT")
    connection.close()


def crawl(client, starts, folder, within="/", follow=True):
    """Request the starts and, if told to, everything that they link to."""
    folder.mkdir(parents=True, exist_ok=True)
    waiting, seen, shapes = list(starts), set(starts), Counter()
    while waiting:
        path = waiting.pop(0)
        answer = ask(client, path)
        name = re.sub(r"[^A-Za-z0-9._=-]+", "_", path)[:120].strip("_") or "home"
        digest = hashlib.blake2b(path.encode(), digest_size=4).hexdigest()
        file = folder / f"{name}.{digest}.txt"
        file.write_text(f"GET {path}\n{mask(answer)}", encoding="utf-8")
        if not follow:
            continue
        for link in LINKS.findall(answer):
            to = urljoin(f"http://testserver{path}", html.unescape(link[0] or link[1]))
            parts = urlsplit(to)
            target = f"{parts.path}?{parts.query}" if parts.query else parts.path
            if (
                parts.netloc in ("testserver", "localhost")
                and parts.path.startswith(within)
                and (within != "/" or not parts.path.startswith("/admin/"))
                and not NEVER.search(parts.path)
                and target not in seen
                and shapes[shape := shape_of(parts)] < PER_SHAPE
                and shapes[shape[0]] < PER_ROUTE
            ):
                shapes.update([shape, shape[0]])
                seen.add(target)
                waiting.append(target)
    print(f"{folder}: {len(seen)} addresses")


def shape_of(parts):
    """Return the shape of an address: its route, and the names in its query."""
    from django.urls import Resolver404, resolve

    try:
        match = resolve(parts.path)
        route = match.route, match.kwargs.get("extension"), match.kwargs.get("name")
    except Resolver404:
        route = "none"
    return route, tuple(sorted({name for name, _ in parse_qsl(parts.query)}))


def ask(client, path):
    """Return status, headers and body of a response as one text."""
    out = io.StringIO()
    with contextlib.redirect_stderr(out):
        response = client.get(path)
    body = b"".join(response) if response.streaming else response.content
    headers = "".join(f"{name}: {value}\n" for name, value in sorted(response.items()))
    cookies = "".join(
        f"{each}\n" for each in sorted(map(str, response.cookies.values()))
    )
    return f"{response.status_code}\n{headers}{cookies}\n{as_text(body)}\n"


def as_text(body):
    """Return a body as text, or the contents of an archive."""
    if body.startswith(b"PK\x03\x04"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "\n".join(
                f"== {name}\n{archive.read(name).decode(errors='backslashreplace')}"
                for name in sorted(archive.namelist())
            )
    return body.decode(errors="backslashreplace")


def mask(text):
    for pattern, instead in MASKS:
        text = pattern.sub(instead, text)
    return text


def print_differences(options):
    """Print the differences and return 1, or return 0 if there are none."""
    before, after = (
        {str(path.relative_to(folder)): path for path in folder.rglob("*.txt")}
        for folder in (options.before, options.after)
    )
    differing, lines = [], []
    for name in sorted(before.keys() | after.keys()):
        if name not in before or name not in after:
            lines.append(f"only {'after' if name in after else 'before'}: {name}")
            differing.append(name)
            continue
        texts = [
            normal(mask(each[name].read_text(encoding="utf-8")), options.spaces)
            for each in (before, after)
        ]
        if texts[0] != texts[1]:
            differing.append(name)
            lines += difflib.unified_diff(
                *[text.splitlines() for text in texts], name, name, lineterm="", n=1
            )
    print("\n".join(lines[: options.lines]))
    if len(lines) > options.lines:
        print(f"… and {len(lines) - options.lines} lines more (--lines N)")
    print(f"{len(differing)} of {len(before.keys() | after.keys())} answers differ")
    return int(bool(differing))


def normal(text, spaces):
    """Return a recorded response; with `spaces`, HTML has each tag on a line."""
    if spaces and "Content-Type: text/html" in text:
        text = text.replace("&#x27;", "&#39;").replace("&quot;", "&#34;")
        text = re.sub(r"(ETag|Content-Length): .*\n", "", text)
        text = re.sub(r"\s*(<[^>]*>)\s*", r"\n\1\n", re.sub(r"\s+", " ", text))
        text = re.sub(r"\n\s*", "\n", text)
    return text


if __name__ == "__main__":
    main()
