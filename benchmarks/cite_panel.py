"""Measure the Cite panel, and documents of many quotes.

    python -m benchmarks.cite_panel [--quotes 60] [--documents 100,1000,5000]

Uses the database of DATABASE_URL, filled by benchmarks.data (or by benchmarks.find with
--keep), in this process and with production settings. *cold*: neither the page nor the
citation is cached. *set before*: only the citation is cached, as after an unrelated
change of the data. *warm*: both are cached. *its page*: the page of the quote, cached.
Prints Markdown tables: p50 / p95 in milliseconds, and seconds for each document.
"""

import secrets
import time
from itertools import islice

from benchmarks import command_line
from benchmarks.clocks import p50_p95, timed


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, default=60)
    parser.add_argument("--documents", default="100,1000,5000")
    parser.add_argument("--style", default="apa", help="of the documents")
    options = parser.parse_args()
    command_line.set_up(
        SECRET_KEY=secrets.token_urlsafe(50), DEBUG="off", HTTPS="off",
        ALLOWED_HOSTS="testserver", STATIC_FROM_SOURCE="on",
    )  # fmt: skip
    panel(options.quotes)
    sizes = [int(each) for each in options.documents.split(",") if each]
    documents(sizes, options.style)


def panel(number):
    """Time the panel in each featured style, over the newest quotes."""
    from django.core.cache import caches
    from django.test import Client

    from quotes.citations.styles import FEATURED, search
    from quotes.models import Quote

    client = Client()
    keys = list(Quote.objects.public().order_by("-pk").values_list("pk", flat=True))
    keys = keys[: number * 97 : 97] or keys
    pages = {
        key: Quote.objects.select_related("article").get(pk=key).get_absolute_url()
        for key in keys
    }
    search("warm")  # reads the index once
    command_line.print_header("style", "cold", "set before", "warm", "its page")
    for style in FEATURED:
        times = {"cold": [], "set": [], "warm": [], "page": []}
        for key, page in pages.items():
            path = f"/quotes/{key}/cite/?style={style}"
            caches["citations"].clear()
            caches["pages"].clear()
            times["cold"].append(milliseconds(client, path))
            caches["pages"].clear()
            times["set"].append(milliseconds(client, path))
            times["warm"].append(milliseconds(client, path))
            milliseconds(client, page)
            times["page"].append(milliseconds(client, page))
        command_line.print_row(style, *map(p50_p95, times.values()))


def documents(sizes, style):
    """Time documents of the newest quotes, to the first piece and to the end."""
    from django.test import RequestFactory

    from quotes.listing.filters import QuoteFilter
    from quotes.listing.queries import fetch_all
    from quotes.views import exports
    from quotes.views.documents import DOCUMENTS, document_choices

    print()
    command_line.print_header(
        "quotes", "document", "first byte, s", "whole, s", "said, s"
    )
    for size in sizes:
        keys = list(islice(fetch_all(QuoteFilter({})), size))
        choices = document_choices(size, keys)
        said = {extension: seconds for extension, _, seconds in choices}
        for extension in DOCUMENTS:
            if said[extension] is None:
                continue
            request = RequestFactory().get(f"/quotes.{extension}?style={style}")
            begun = time.perf_counter()
            response = exports.send_references(request, extension, keys, "quotes")
            first = None
            for _ in response:
                first = first or time.perf_counter() - begun
            whole = time.perf_counter() - begun
            command_line.print_row(
                f"{size:,}", extension, f"{first:.1f}", f"{whole:.1f}", said[extension]
            )


def milliseconds(client, path):
    seconds, response = timed(client.get, path)
    if response.status_code != 200:
        raise RuntimeError(f"{response.status_code} for {path}")
    return seconds * 1000


if __name__ == "__main__":
    main()
