"""Which index finds the text that an altered or joined claim is from?

    python -m benchmarks.claim_candidates CASES.jsonl CORPUS [--noise FOLDER]

Cuts the texts of CORPUS, and other texts of a folder (.md, .rst, .txt), into texts of 3
kilobytes, indexes them in several ways in a database of its own, and looks up altered
and joined claims of CASES. Prints a Markdown table: how many are among the first
20 texts found (of joined claims, both texts), the size of the index for each text, and
times. See docs/decisions/0042-checking-a-quote.md.
"""

import json
import re
from pathlib import Path
from zlib import crc32

import psycopg

from benchmarks import command_line, find
from benchmarks.clocks import p50_p95, timed

LENGTH, LIMIT = 3_000, 20
OVERLAP = """
SELECT id FROM (
    SELECT id, 1 / sqrt(count(*) OVER (PARTITION BY number)) AS weight
    FROM unnest(%(numbers)s::int[]) each (number) CROSS JOIN LATERAL (
        SELECT id FROM texts WHERE {column} @> ARRAY[each.number] LIMIT 200) one
) found GROUP BY id ORDER BY sum(weight) DESC, id LIMIT 20
"""
WORDS = """
SELECT id FROM texts WHERE to_tsvector('{name}', text) @@ %(query)s::tsquery
ORDER BY ts_rank(to_tsvector('{name}', text), %(query)s::tsquery) DESC, id LIMIT 20
"""
TRIGRAMS = """
SELECT id FROM texts WHERE text %%> %(words)s
ORDER BY word_similarity(%(words)s, text) DESC, id LIMIT 20
"""
SIMHASH = "SELECT id FROM texts ORDER BY bit_count(simhash # %(simhash)s), id LIMIT 20"


def words_in(text):
    return re.findall(r"\w+", text.lower())


def shingles(text, size):
    words = words_in(text)
    runs = zip(*(words[n:] for n in range(size)), strict=False)
    return [crc32(" ".join(run).encode()) & 0xFFFFFF for run in runs]


def minhashes(text):
    """Return the smallest of six hashes of each window of 60 words."""
    words, found, window = words_in(text), set(), 60
    for start in range(0, max(1, len(words) - window // 2), window // 2):
        part = shingles(" ".join(words[start : start + window]), 2)
        for seed in range(6 if part else 0):
            factor = 2 * seed + 2_654_435_761
            least = min((each * factor + seed * 97) & 0xFFFFFF for each in part)
            found.add((least & 0xFFFFF) | seed << 20)
    return sorted(found)


def simhash(text):
    sums = [0] * 64
    for run in shingles(text, 2):
        bits = run * 0x9E3779B97F4A7C15 & (2**64 - 1)
        for bit in range(64):
            sums[bit] += 1 if bits >> bit & 1 else -1
    return "".join("1" if each > 0 else "0" for each in sums)


def cut(text):
    """Yield (start, end) of parts of about LENGTH code points, between paragraphs."""
    start = 0
    while start < len(text):
        end = text.find("\n\n", start + LENGTH)
        end = len(text) if end < 0 else end
        yield start, end
        start = end


def main():
    from articles.text_matching.fingerprints import fingerprint, fingerprint_all

    parser = command_line.parser(__doc__)
    parser.add_argument("cases")
    parser.add_argument("corpus")
    parser.add_argument("--noise")
    parser.add_argument("--cases-each", type=int, default=150)
    options = parser.parse_args()
    texts, places = [], {}
    for line in (Path(options.corpus) / "articles.jsonl").read_text().splitlines():
        row = json.loads(line)
        for start, end in cut(row["text"]):
            places.setdefault(row["id"], []).append((start, end, len(texts)))
            texts.append(row["text"][start:end])
    for path in sorted(Path(options.noise).rglob("*")) if options.noise else ():
        if path.suffix in (".md", ".rst", ".txt") and path.is_file():
            text = path.read_text(errors="replace").replace("\0", "")[:200_000]
            texts += [text[a:b] for a, b in cut(text) if b - a > LENGTH // 2]
    wanted = {"altered": [], "spliced": []}
    for line in Path(options.cases).read_text().splitlines():
        case = json.loads(line)
        expect = case["expect"]
        if expect["verdict"] not in wanted:
            continue
        parts = expect.get("parts") or [[expect["source"], *expect["span"]]]
        held = [
            {key for a, b, key in places[source] if a <= start and end <= b}
            for source, start, end in parts
        ]
        if all(held):
            wanted[expect["verdict"]].append((case["claim"]["quote"], held))
    with (
        find.empty_database("claim_candidates") as url,
        psycopg.connect(url, autocommit=True) as connection,
    ):
        fill(connection, texts, fingerprint)
        measure(connection, texts, wanted, options.cases_each, fingerprint_all)


def fill(connection, texts, fingerprint):
    connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    connection.execute(
        "CREATE TABLE texts (id int PRIMARY KEY, text text, winnowed int[], "
        "pairs int[], minhash int[], simhash bit(64))"
    )
    with connection.cursor() as cursor, cursor.copy("COPY texts FROM STDIN") as copy:
        for number, text in enumerate(texts):
            copy.write_row(
                [
                    number,
                    text,
                    fingerprint(text),
                    sorted(set(shingles(text, 2))),
                    minhashes(text),
                    simhash(text),
                ]
            )


def measure(connection, texts, wanted, each, fingerprint_all):
    print(f"{len(texts):,} texts\n")
    command_line.print_header(
        "index", "altered", "joined", "bytes a text", "ms (p50 / p95)"
    )
    for name, index, statement, numbers in (
        ("words, with function words", "gin (to_tsvector('simple', text))",
         WORDS.format(name="simple"), None),
        ("words, without", "gin (to_tsvector('english', text))",
         WORDS.format(name="english"), None),
        ("trigrams", "gin (text gin_trgm_ops)", TRIGRAMS, None),
        ("three words, winnowed", "gin (winnowed)",
         OVERLAP.format(column="winnowed"), fingerprint_all),
        ("two words, all", "gin (pairs)", OVERLAP.format(column="pairs"),
         lambda words: shingles(words, 2)),
        ("MinHash of 60 words", "gin (minhash)", OVERLAP.format(column="minhash"),
         minhashes),
        ("SimHash", None, SIMHASH, None),
    ):  # fmt: skip
        size = 0
        if index:
            connection.execute(f"CREATE INDEX measured ON texts USING {index}")
            (size,) = connection.execute(
                "SELECT pg_relation_size('measured')"
            ).fetchone()
        connection.execute("ANALYZE texts")
        times, cells = [], []
        for cases in wanted.values():
            hits = 0
            for words, held in cases[:each]:
                terms = " | ".join(dict.fromkeys(words_in(words)))
                config = "english" if "english" in statement else "simple"
                parameters = {"words": words, "simhash": simhash(words)}
                if "%(query)s" in statement:
                    parameters["query"] = connection.execute(
                        f"SELECT to_tsquery('{config}', %s)::text", [terms]
                    ).fetchone()[0]
                if numbers:
                    parameters["numbers"] = numbers(words)
                took, rows = timed(
                    lambda: connection.execute(statement, parameters).fetchall()  # noqa: B023
                )
                times.append(took * 1000)
                keys = {key for (key,) in rows}
                hits += all(keys & each_held for each_held in held)
            cells.append(f"{hits / max(1, min(each, len(cases))):.1%}")
        cell = f"{size / len(texts):,.0f}" if index else "8 (no index)"
        command_line.print_row(name, *cells, cell, p50_p95(times))
        if index:
            connection.execute("DROP INDEX measured")


if __name__ == "__main__":
    main()
