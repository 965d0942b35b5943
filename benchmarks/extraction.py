"""How many suggestions for annotated articles are right, and how fast are they?

    python -m benchmarks.extraction SCORE.py GOLD.jsonl [GOLD.jsonl ...]

SCORE.py is the scorer that comes with the corpora; GOLD files have an article per line,
{"id", "text", "quotes"}. Prints a Markdown table: for each corpus and kind the F1 of
contents (overlap of 0.8), the share of these with the right speaker, and the F1 of both
together; the articles per second of wall-clock and of CPU time; and how often a regular
expression could split the same texts into words in that time.
"""

import gzip
import importlib.util
import json
import re
import time
from pathlib import Path

from benchmarks import command_line
from benchmarks.clocks import timed
from quotes.extraction import suggest
from quotes.extraction.__main__ import as_row

#: The floor: words and punctuation only.
WORD = re.compile(r"\w+|[^\w\s]")


def load_scorer(path):
    spec = importlib.util.spec_from_file_location("scorer", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def read_articles(path):
    """Yield the articles of a file of JSON lines, which may be compressed."""
    opened = gzip.open if path.suffix == ".gz" else open
    with opened(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def main():
    ask = command_line.parser(__doc__)
    ask.add_argument("scorer", type=Path)
    ask.add_argument("gold", nargs="+", type=Path)
    args = ask.parse_args()
    scorer = load_scorer(args.scorer)
    command_line.print_header(
        "corpus", "kind", "gold", "content F1", "speaker", "right P", "R", "F1"
    )
    suggest("She said it was read once, so the weights are loaded.")
    rates = []
    for path in args.gold:
        articles = list(read_articles(path))
        texts = [article["text"] for article in articles]
        processor = time.process_time()
        clock, found = timed(lambda texts: list(map(suggest, texts)), texts)
        processor = time.process_time() - processor
        predicted = {
            article["id"]: [as_row(one) for one in suggestions]
            for article, suggestions in zip(articles, found, strict=True)
        }
        for kind, row in scorer.score(articles, predicted).items():
            right = row["right"]
            shares = (row["overlap"]["f1"], row["speaker_accuracy"], right["precision"])
            command_line.print_row(
                path.name, kind, row["exact"]["gold"],
                *(f"{n:.3f}" for n in (*shares, right["recall"], right["f1"])),
            )  # fmt: skip
        bare, _ = timed(
            lambda texts: list(map(WORD.findall, texts)), texts, clock=time.process_time
        )
        characters = sum(map(len, texts))
        rates.append(
            f"{path.name}: {len(articles)} articles of {characters // len(articles):,}"
            f" characters, {len(articles) / clock:.0f} a second"
            f" ({len(articles) / processor:.0f} by processor time,"
            f" {processor / bare:.0f} times the floor)"
        )
    print("\n" + "\n".join(rates))


if __name__ == "__main__":
    main()
