"""How long do `verify()` of an article and a search in other articles take?

    python -m benchmarks.verifying [--quotes 5000] [--articles 3000] [--seed 1]

Uses its own test database. An article of a million characters with 5,000 published
quotes gets a new text. `verify()` moves all of them, with the triggers of the derived
tables. Its floor, `store_anchors()`, writes the same results, already found. Then
quotes that are missing in their own article are searched for in many small articles.
The floor of that is one lookup in the index by key. Prints a Markdown table.
"""

import random
import statistics

from benchmarks import command_line
from benchmarks.anchoring import make_text
from benchmarks.clocks import p50_p95, timed
from benchmarks.words import draws, vocabulary, zipf


def measure(options):
    from django.db import connection

    from articles.models import Article
    from articles.models.base import Status
    from articles.models.fingerprints import Fingerprint
    from quotes.models import Attribution, Quote, Speaker
    from quotes.verification.other_articles import find_in_other_articles
    from quotes.verification.verify import store_anchors, verify

    rng = random.Random(options.seed)  # noqa: S311
    text, quotes = make_text(rng)
    article = Article.objects.create(title="A long one", status=Status.PUBLISHED)
    article.hold_text(text)
    speaker = Speaker.objects.create(name="Ann Lee")
    made = Quote.objects.bulk_create(
        Quote(
            article=article,
            text=quotes[number % len(quotes)],
            status=Status.PUBLISHED,
            language="en",
        )
        for number in range(options.quotes)
    )
    Attribution.objects.bulk_create(
        Attribution(quote=quote, speaker=speaker) for quote in made
    )
    first, _ = timed(verify, article.quotes.all())
    article.hold_text(f"Corrected on Monday.\n\n{text}")
    moved, changed = timed(verify, article.quotes.all())
    again, _ = timed(verify, article.quotes.all())
    floor, _ = timed(store_anchors, list(article.quotes.all()))
    print(f"{options.quotes:,} quotes, {len(text):,} characters; other statuses: ")
    print(f"{len(changed)}\n")
    command_line.print_header("step", "s", "floor: writing, s", "×")
    for name, took in (
        ("located first", first),
        ("moved with a changed text", moved),
        ("looked at again", again),
    ):
        command_line.print_row(
            name, f"{took:.2f}", f"{floor:.2f}", f"{took / floor:.1f}"
        )

    words_ = vocabulary(rng)
    words = draws(rng, words_, zipf(len(words_)))
    held = []
    for number in range(options.articles):
        body = " ".join(next(words) for _ in range(500))
        small = Article.objects.create(title=f"Small {number}", status=Status.PUBLISHED)
        small.hold_text(body)
        held.append(body.split(" "))
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE articles_fingerprint")
        cursor.execute(
            "SELECT pg_relation_size('fingerprint_numbers'), "
            "pg_total_relation_size('articles_fingerprint'), "
            "pg_total_relation_size('articles_snapshot')"
        )
        index, total, texts = cursor.fetchone()
    for name, asked in {
        "held in another": [
            " ".join(each[100 : 100 + rng.randint(6, 25)])
            for each in rng.sample(held, 200)
        ],
        "held nowhere": [
            " ".join(next(words) for _ in range(rng.randint(6, 25))) for _ in range(200)
        ],
    }.items():
        times, hits = [], 0
        for each in asked:
            quote = Quote(article=article, text=each)
            took, found = timed(find_in_other_articles, quote)
            times.append(took * 1000)
            hits += found is not None
        bare = statistics.median(
            timed(Fingerprint.objects.filter(pk=1).exists)[0] * 1000 for _ in range(50)
        )
        print(
            f"\n{name}: {hits} of {len(asked)} found, {p50_p95(times, 2)} ms "
            f"(p50 / p95); floor, a row by its key: {bare:.2f} ms"
        )
    print(
        f"\nIndex {index / 1e6:.1f} MB, with the numbers {total / 1e6:.1f} MB, the "
        f"texts {texts / 1e6:.1f} MB."
    )


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, default=5_000)
    parser.add_argument("--articles", type=int, default=3_000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    command_line.set_up()
    with command_line.empty_database():
        measure(options)


if __name__ == "__main__":
    main()
