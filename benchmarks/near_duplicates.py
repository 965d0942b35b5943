"""How fast is a near-duplicate found among many texts, and is it the right one?

    python -m benchmarks.near_duplicates 1000000

Fills a temporary table with this number of sketches, made like those of articles (the
64 smallest of 700 hashes; every hundredth article shares boilerplate with the others of
its kind), and looks for edited texts as `articles/duplicates/texts.py` does. The floor
is one lookup by a digest in the same run.
"""

import random
import statistics
import sys
import time
from collections.abc import Callable

from benchmarks import command_line
from benchmarks.clocks import p50_p95, timed

WORDS = [f"word{number}" for number in range(5_000)]
ASKED = 100

TABLE = """
CREATE TEMPORARY TABLE articles_snapshot (
    id bigint PRIMARY KEY, article_id bigint, digest text, sketch bigint[]
)
"""
# The smallest 64 of 700 hashes are in the lowest 9 % of all values.
FILL = """
INSERT INTO articles_snapshot
SELECT article, article, md5(article::text), CASE WHEN article %% 100 = 0
    THEN ARRAY[-9223372036854775000] || made[1:63] ELSE made END
FROM generate_series(%s, %s) AS article, LATERAL (
    SELECT array_agg(hash ORDER BY hash) AS made FROM (
        SELECT -9223372036854775808 + 1000 + (random() * 1.68e18)::bigint AS hash
        FROM generate_series(1, 64) WHERE article IS NOT NULL
    ) AS hashes
) AS sketches
"""


def main() -> int:
    """Fill the table, print a line for each query, and return the exit code."""
    parser = command_line.parser(__doc__)
    parser.add_argument("articles", type=int, nargs="?", default=100_000)
    count = parser.parse_args().articles
    command_line.set_up()
    from django.db import connection

    from articles.duplicates.texts import fetch_nearest
    from articles.text_matching.near_duplicates import likeness, sketch

    choose = random.Random(1)  # noqa: S311
    texts = [" ".join(choose.choices(WORDS, k=700)) for _ in range(ASKED)]
    # The table is temporary, so nothing is left behind.
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("SET maintenance_work_mem = '512MB'")
        cursor.execute(TABLE)
        begun = time.perf_counter()
        for first in range(1, count + 1, 100_000):
            cursor.execute(FILL, [first, min(count, first + 99_999)])
        cursor.executemany(
            "INSERT INTO articles_snapshot VALUES (%s, %s, md5(%s), %s)",
            [
                (-1 - place, -1 - place, f"x{place}", sketch(text))
                for place, text in enumerate(texts)
            ],
        )
        filled = time.perf_counter()
        cursor.execute("CREATE INDEX ON articles_snapshot USING gin ((sketch[1:16]))")
        cursor.execute("CREATE INDEX ON articles_snapshot (digest)")
        cursor.execute("ANALYZE articles_snapshot")
        indexed = time.perf_counter()
        print(f"{count:,} sketches: filled {filled - begun:.0f} s, indexed", end=" ")
        print(f"{indexed - filled:.0f} s")

        def floor(place: int) -> bool:
            cursor.execute(
                "SELECT id FROM articles_snapshot WHERE digest = md5(%s)", [f"x{place}"]
            )
            return bool(cursor.fetchall())

        def ask(text: str, place: int) -> bool:
            given = sketch(text)
            found = [
                (likeness(given, other), article)
                for article, other in fetch_nearest(given)
            ]
            return bool(found) and max(found)[1] == -1 - place

        def edited(place: int) -> bool:
            words = texts[place].split()
            for each in choose.sample(range(700), 20):
                words[each] = "edited"
            return ask(" ".join(words), place)

        def other(place: int) -> bool:
            given = sketch(" ".join(choose.choices(WORDS, k=700)))
            return not fetch_nearest(given)

        def boilerplate(place: int) -> bool:
            given = [-9223372036854775000, *sketch(texts[place])[:63]]
            return bool(fetch_nearest(given))

        base = report("one lookup by digest (floor)", floor, None)
        report("a text with 20 edited words", edited, base)
        report("another text", other, base)
        report("a text with the common run", boilerplate, base)
    return 0


def report(name: str, ask: Callable[[int], bool], base: float | None) -> float:
    """Time a query for each text, and print how many answers are right."""
    times, right = [], 0
    for place in range(ASKED):
        seconds, answer = timed(ask, place)
        times.append(seconds * 1000)
        right += answer
    middle = statistics.median(times)
    ratio = f", {middle / base:.0f} times the floor" if base else ""
    print(f"{name}: {p50_p95(times)} ms (p50 / p95){ratio}; right {right} of {ASKED}")
    return middle


if __name__ == "__main__":
    sys.exit(main())
