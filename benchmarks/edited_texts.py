"""Are quotes ever found in a wrong place, or moved silently, after edits?

    python -m benchmarks.edited_texts [--edits 100000] [--seed 1] [--only KIND] [--show]
        [--failures FILE]

Makes random articles, edits each in a known way, and compares what anchoring says with
what was done. A *wrong* result is a quote in a place where it is not, or one that moved
or whose speaker changed without a message to an editor. A *false alarm* is a message
although nothing relevant changed, or a right quote that is not found. Prints a Markdown
table. `--show` prints the first wrong texts of each kind, `--failures` adds all of them
to a file as lines of JSON, as soon as they are found.
"""

import json
import random
import time
from collections import Counter
from pathlib import Path

from benchmarks import article_edits, command_line, entered_quotes
from benchmarks.article_edits import ALARM, RIGHT, WRONG
from benchmarks.clocks import timed
from benchmarks.entered_quotes import Entries

KINDS = article_edits.KINDS | entered_quotes.KINDS


def run(kind, edits, seed, show=0, failures=None):
    """Return the number of each result of random edits of a kind.

    `failures` is the path of a file for all results but right ones.
    """
    made = Entries(random.Random(seed))  # noqa: S311
    counts = Counter()
    while counts.total() < edits:
        judge, case = KINDS[kind](made)
        if case is None:
            continue
        result = judge(*case)
        counts[result.partition(": ")[0]] += 1
        if result != RIGHT and failures:
            found = {"kind": kind, "result": result, "texts": case}
            with Path(failures).open("a", encoding="utf-8") as lines:
                print(json.dumps(found, ensure_ascii=False), file=lines)
        if result != RIGHT and show > 0:
            show -= 1
            print(f"--- {kind}: {result}", *case, sep="\n", flush=True)
    return counts


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--edits", type=int, default=100_000, help="of each kind")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=KINDS, help="one kind")
    parser.add_argument("--show", type=int, default=0, help="texts to print")
    parser.add_argument("--failures", metavar="FILE", help="for all wrong texts")
    options = parser.parse_args()
    command_line.print_header(
        "kind of edit", "edits", "wrong", "false alarms", "per 1,000", "s"
    )
    for kind in [options.only] if options.only else KINDS:
        seconds, counts = timed(
            run, kind, options.edits, options.seed, options.show, options.failures,
            clock=time.process_time,
        )  # fmt: skip
        command_line.print_row(
            kind, f"{options.edits:,}", f"{counts[WRONG]:,}", f"{counts[ALARM]:,}",
            f"{counts[ALARM] * 1000 / options.edits:.2f}", f"{seconds:.0f}",
        )  # fmt: skip


if __name__ == "__main__":
    main()
