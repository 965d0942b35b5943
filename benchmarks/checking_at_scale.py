"""Checks claims and drafts among a million quotes and the texts that they are in.

    python -m benchmarks.checking_at_scale CASES.jsonl CORPUS ARTICLES.jsonl.gz
        [--quotes 1000000] [--claims 300] [--drafts 30] [--keep]

Creates a database with generated quotes (benchmarks/data.py) and texts in English: a
chain of words in pairs, as in the articles of ARTICLES. The first 4,000 texts are such
chains; the others have the same words, and fingerprints drawn from theirs, as many new
ones as a text of a chain has. Then CORPUS is loaded as in benchmarks/checking.py.
Checks claims of CASES, quotes of the database as they are and with a word left out, and
drafts of 20 quotations, and 50,000 characters of quotation marks. Prints a Markdown
table, p50 / p95 in milliseconds: CPU time of this process and of the database's, and by
the clock. With --keep, the database stays for the next run.
"""

import gzip
import json
import os
import random
import re
import sys
import time
from collections import Counter, defaultdict
from itertools import pairwise
from pathlib import Path

import numpy as np
import psycopg

from benchmarks import command_line, find
from benchmarks.checking import load
from benchmarks.clocks import p50_p95, processor, timed

POOL, LENGTH, EACH = 4_000, 2_900, 20
MARKS = ("“", '"', "'", "“” ", "«»", "“a ‘b “c ‘d", '"a" ', "“… ” ")
ENGLISH = """
UPDATE articles_snapshot s SET text = c.text
FROM chains c,
    (SELECT id, row_number() OVER (ORDER BY id) - 1 AS n FROM articles_snapshot) k
WHERE k.id = s.id AND c.n = k.n %% %s
"""


def chains(path, number):
    """Return texts of a chain of words as in the articles of a file."""
    after, begun = defaultdict(list), []
    with gzip.open(path, "rt") as lines:
        for line in lines:
            for sentence in re.split(r"(?<=[.!?])\s|\n+", json.loads(line)["text"]):
                words = sentence.split()
                if len(words) > 3:
                    begun.append(words[0])
                    for one, other in pairwise(words):
                        after[one].append(other)
    chance, texts = random.Random(7), []  # noqa: S311
    for _ in range(number):
        words, length = [], 0
        while length < LENGTH:
            known = after.get(words[-1]) if words else None
            words.append(chance.choice(known or begun))
            length += len(words[-1]) + 1
        texts.append(" ".join(words))
    return texts


def fill(connection, path):
    """Give the texts of a database English words, and store their numbers."""
    from articles.text_matching.fingerprints import fingerprint, word_numbers

    texts = chains(path, POOL)
    numbers, words = [*map(fingerprint, texts)], [*map(word_numbers, texts)]
    known = {number for each in numbers[: POOL // 2] for number in each}
    half = [number for each in numbers[POOL // 2 :] for number in each]
    seen = sum(number in known for number in half) / len(half)
    all_numbers, all_words = (np.concatenate([*map(np.array, x)])
                              for x in (numbers, words))  # fmt: skip
    draw = np.random.default_rng(3)

    def drawn(each):
        size = len(numbers[each])
        again = int(size * seen)
        return (
            {*all_numbers[draw.integers(0, len(all_numbers), again)].tolist(),
             *draw.integers(0, 1 << 24, size - again).tolist()},
            {*all_words[draw.integers(0, len(all_words), len(words[each]))].tolist()},
        )  # fmt: skip

    connection.execute("SET session_replication_role = replica")
    connection.execute("SET maintenance_work_mem = '1GB'")
    indexes = connection.execute(
        "SELECT indexname, indexdef FROM pg_indexes "
        "WHERE tablename = 'articles_fingerprint' AND indexdef LIKE '%gin%'"
    ).fetchall()
    for name, _ in indexes:
        connection.execute(f"DROP INDEX {name}")
    keys = connection.execute("SELECT id FROM articles_snapshot ORDER BY id").fetchall()
    connection.execute("CREATE TEMPORARY TABLE chains (n integer, text text)")
    with connection.cursor() as cursor:
        with cursor.copy("COPY chains FROM STDIN") as copy:
            for each in enumerate(texts):
                copy.write_row(each)
        with cursor.copy(
            "COPY articles_fingerprint (snapshot_id, numbers, words) FROM STDIN"
        ) as copy:
            for place, (key,) in enumerate(keys):
                if place < POOL:
                    row = numbers[place], words[place]
                else:
                    row = map(sorted, drawn(place % POOL))
                copy.write_row([key, *row])
    connection.execute(ENGLISH, [POOL])
    for _, definition in indexes:
        connection.execute(definition)
    connection.execute("SET session_replication_role = DEFAULT")
    connection.execute("VACUUM ANALYZE articles_fingerprint, articles_snapshot")


def measure(options):
    from django.db import connection

    from quotes.checking.check import check_claim, check_draft
    from quotes.models import Quote

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_relation_size('fingerprint_numbers'), "
            "pg_relation_size('fingerprint_words'), count(*), pg_backend_pid() "
            "FROM articles_fingerprint"
        )
        *sizes, texts, pid = cursor.fetchone()
    each = " and ".join(f"{size / texts:,.0f}" for size in sizes)
    print(f"{texts:,} texts; {each} bytes a text in the indexes; "
          f"load {os.getloadavg()[0]:.1f}\n")  # fmt: skip
    clock = processor([pid])
    chance = random.Random(16)  # noqa: S311
    cases = [*map(json.loads, Path(options.cases).read_text().splitlines())]
    chance.shuffle(cases)
    highest = Quote.objects.order_by("-pk").values_list("pk", flat=True)[0]
    keys = [chance.randrange(highest) for _ in range(options.claims)]
    printed = [
        words
        for words in Quote.objects.public().filter(pk__in=keys)
        .values_list("text", flat=True)
        if len(words.split()) > 7
    ]  # fmt: skip
    shorter = []
    for words in printed:
        several = words.split()
        del several[len(several) // 2]
        shorter.append(" ".join(several))
    claims = [
        (case["claim"]["quote"], case["claim"]["speaker"] or "") for case in cases
    ]
    single = [case["draft"] for case in cases if not case.get("draft_others")]
    drafts = [
        "\n\n".join(single[start : start + EACH])
        for start in range(0, EACH * options.drafts, EACH)
    ]
    command_line.print_header("what", "number", "CPU", "by the clock", "verdicts")
    for name, check, inputs in (
        ("claims of the set", check_claim, claims[: options.claims]),
        ("quotes on record", check_claim, [(words, "") for words in printed]),
        ("the same, a word left out", check_claim, [(w, "") for w in shorter]),
        (f"drafts of {EACH}", check_draft, [(draft,) for draft in drafts]),
        (
            "50,000 characters of marks",
            check_draft,
            [((m * 50_000)[:50_000],) for m in MARKS],
        ),
    ):
        used, passed, verdicts = [], [], Counter()
        for again in (False, True):
            for arguments in inputs:
                start = time.perf_counter()
                took, judged = timed(check, *arguments, clock=clock)
                if again:
                    passed.append((time.perf_counter() - start) * 1000)
                    used.append(took * 1000)
                    several = judged if isinstance(judged, list) else [judged]
                    verdicts.update(
                        str(getattr(each, "judgement", each).verdict)
                        for each in several
                    )
        common = ", ".join(f"{v} {n}" for v, n in verdicts.most_common(3))
        command_line.print_row(
            name, len(inputs), p50_p95(used), p50_p95(passed), common
        )


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("cases")
    parser.add_argument("corpus")
    parser.add_argument("articles")
    parser.add_argument("--quotes", type=int, default=1_000_000)
    parser.add_argument("--claims", type=int, default=300)
    parser.add_argument("--drafts", type=int, default=30)
    parser.add_argument("--keep", action="store_true", help="the database")
    options = parser.parse_args()
    server = command_line.database_url()
    name = f"on_record_check_{options.quotes}"
    url = find.url_of(server, name)
    is_new = not find.exists(server, name)
    is_filled = not is_new
    try:
        if is_new:
            find.create(server, name, options.quotes)
        command_line.set_up(DATABASE_URL=url)
        if is_new:
            with psycopg.connect(url, autocommit=True) as connection:
                fill(connection, options.articles)
            load(options.corpus)
            is_filled = True
        measure(options)
    finally:
        # The next run would take a half-filled database for a full one.
        if not (options.keep and is_filled):
            find.drop(server, name)


if __name__ == "__main__":
    sys.exit(main())
