"""How long do editors wait at articles with many quotes or many suggestions?

    python -m benchmarks.editing [--quotes 500] [--suggestions 499,10000] [--rounds 3]

Uses its own test database, and the test client as an editor. One article has many
draft quotes: its form is opened and saved. Other articles have suggestions to review:
the page is opened, one is decided, all are accepted at once and that is undone. Prints
a Markdown table: wall-clock time, CPU time with that of the database, statements,
bytes and inputs.
"""

import random
import re
import statistics
from functools import partial
from itertools import islice

from benchmarks import command_line
from benchmarks.clocks import BACKENDS, processor, timed
from benchmarks.words import draws, vocabulary, zipf


def make_passages(rng, number):
    """Return [(words, name)] of direct quotes that all differ."""
    known = vocabulary(random.Random(1))  # noqa: S311
    words = draws(rng, known, zipf(len(known)))
    return [
        (
            f"We want number {each} and {' '.join(islice(words, 14))}",
            f"Given{each % 40} Family{each % 40}",
        )
        for each in range(number)
    ]


def make_text(passages):
    """Return the text and the span of each passage's words."""
    parts, spans, at = [], [], 0
    for number, (words, name) in enumerate(passages):
        start = at + 1
        spans.append([[start, start + len(words)]])
        part = f"“{words},” said {name}." + ("\n\n" if number % 3 == 2 else " ")
        parts.append(part)
        at += len(part)
    return "".join(parts), spans


def make_articles(options):
    """Create the articles; return one with quotes, and {number: one to review}."""
    from articles.models import Article
    from quotes.models import Attribution, Quote, Review, Speaker, Suggestion

    rng = random.Random(options.seed)  # noqa: S311

    def make(title, number):
        passages = make_passages(rng, number)
        text, spans = make_text(passages)
        article = Article.objects.create(title=title, language="en")
        article.hold_text(text)
        return article, passages, spans

    article, passages, spans = make("Many quotes", options.quotes)
    speakers = {name: None for _, name in passages}
    for name in list(speakers)[::2]:
        speakers[name] = Speaker.objects.create(name=name)
    quotes, first = [], next(each for each in speakers.values() if each)
    for (words, _), place in zip(passages, spans, strict=True):
        quote = Quote(article=article, text=words)
        quote.locate_at(place)
        quotes.append(quote)
    Quote.objects.bulk_create(quotes)
    Attribution.objects.bulk_create(
        Attribution(quote=quote, speaker=speakers[name] or first)
        for quote, (_, name) in zip(quotes, passages, strict=True)
    )
    reviewed = {}
    for number in options.suggestions:
        other, passages, spans = make(f"{number} suggestions", number)
        snapshot = other.current_snapshot
        Review.objects.create(article=other, snapshot=snapshot, revision=1)
        Suggestion.objects.bulk_create(
            Suggestion(
                snapshot=snapshot,
                kind="direct",
                spans=place,
                words=words,
                speakers=[{"name": name, "printed": name, "role": "", "span": [0, 1]}],
                cue="said",
                confidence=0.97,
                revision=1,
                made_in=1,
            )
            for place, (words, name) in zip(spans, passages, strict=True)
        )
        reviewed[number] = other
    return article, reviewed


class Desk:
    """Sends requests as an editor, and prints a row for each."""

    def __init__(self):
        from django.db import connection
        from django.test import Client

        from tests.support.admin_pages import make_user

        self.client = Client()
        self.client.force_login(make_user("editor", "Editors"))
        with connection.cursor() as cursor:
            cursor.execute(BACKENDS)
            self.cpu = processor([pid for (pid,) in cursor.fetchall()])
        command_line.print_header(
            "step", "wall, s", "CPU, s", "statements", "kB", "inputs"
        )

    def step(self, name, send, rounds=1):
        """Send a request several times; print the medians, and return the response."""
        from django.db import connection
        from django.test.utils import CaptureQueriesContext

        walls, cpus = [], []
        for _ in range(rounds):
            connection.queries_log.clear()  # it has a limit
            with CaptureQueriesContext(connection) as queries:
                start = self.cpu()
                took, response = timed(send)
                cpus.append(self.cpu() - start)
            walls.append(took)
        assert response.status_code < 400, (name, response.status_code)
        body = response.content
        command_line.print_row(
            name,
            f"{statistics.median(walls):.2f}",
            f"{statistics.median(cpus):.2f}",
            len(queries),
            f"{len(body) / 1000:,.0f}",
            len(re.findall(rb"<(?:input|select|textarea)\b", body)),
        )
        return response


def measure(options):
    from django.urls import reverse

    from tests.support.admin_pages import change_url, errors_of, filled_in
    from tests.support.review_pages import review_url

    article, reviewed = make_articles(options)
    desk = Desk()
    client, rounds = desk.client, options.rounds
    url = change_url(article)
    page = desk.step(
        f"form of an article with {options.quotes} quotes",
        lambda: client.get(url),
        rounds,
    )
    data = filled_in(page) | {"title": "Many quotes, again", "_continue": "1"}
    saved = desk.step("saved", lambda: client.post(url, data))
    assert saved.status_code == 302, errors_of(saved)
    data = filled_in(client.get(url)) | {"_continue": "1"}
    data["text"] = f"Corrected on Monday.\n\n{data['text']}"
    saved = desk.step("saved with a new text", lambda: client.post(url, data))
    assert saved.status_code == 302, errors_of(saved)
    for name in ("articles_article", "quotes_quote"):
        listed = reverse(f"admin:{name}_changelist")
        desk.step(f"list: {name}", partial(client.get, listed), rounds)
    for number, other in reviewed.items():
        page = review_url(other)

        desk.step(f"review of {number}", partial(client.get, page), rounds)
        card = review_url(other, other.current_snapshot.suggestions.first().pk)
        act = partial(decision, client, page)
        desk.step("one rejected", act(card, do="reject"))
        desk.step("undone", act(page, do="undo"))
        desk.step("all accepted", act(page, do="above", above="50"))
        desk.step("all undone", act(page, do="undo"))
        desk.step("all accepted again", act(page, do="above", above="50"))
        publish = partial(client.post, page, {"do": "publish"})
        desk.step("published", publish)


def decision(client, page, address, **data):
    """Return a function that sends a decision as htmx does from the review page."""
    known = re.search(rb'name="known" value="([^"]*)"', client.get(page).content)
    data["known"] = known[1].decode()
    return partial(client.post, address, data, headers={"HX-Request": "true"})


def numbers(text):
    """Return the whole numbers of a text that commas separate."""
    return [int(each) for each in text.split(",")]


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, default=500)
    parser.add_argument("--suggestions", type=numbers, default=[499, 10_000])
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    command_line.set_up(STATIC_FROM_SOURCE="on", HTTPS="off")
    from django.test.utils import setup_test_environment

    setup_test_environment()
    with command_line.empty_database():
        measure(options)


if __name__ == "__main__":
    main()
