"""How many quotes a second are located in a text of a million characters?

    python -m benchmarks.anchoring [--seconds S] [--seed 1]

Against the floor: `str.find` of the very words in the same text, in the same run. Four
kinds of quotes: as printed, with straight signs for curly ones, with words left out at
an ellipsis, and with a last word that the text does not have there.
`anchoring.locate()` is timed with the text folded beforehand, as it is when all quotes
of an article are located; folding itself is timed apart, since a text is folded once.
Prints a Markdown table.
"""

import argparse
import random
import statistics
import time
from itertools import cycle, islice

from benchmarks.words import draws, vocabulary, zipf
from quotes import anchoring
from quotes.folding import FoldedText

CHARACTERS = 1_000_000
QUOTES = 200


def make_text(rng, characters=CHARACTERS):
    """Return prose with curly quotation marks, and the quotes that are printed in it.

    Each quote has an apostrophe, so that it can be typed with a straight one.
    """
    vocabulary_ = vocabulary(rng)
    words = draws(rng, vocabulary_, zipf(len(vocabulary_)))
    parts, quotes, length = [], [], 0
    while length < characters:
        middle = " ".join(islice(words, 8))
        quote = f"{middle}, it’s {' '.join(islice(words, 10))}"
        part = f"{' '.join(islice(words, 60))}. “{quote},” said {next(words)}.\n\n"
        parts.append(part)
        quotes.append(quote)
        length += len(part)
    return "".join(parts)[:characters], rng.sample(quotes[:-1], QUOTES)


def shorten(quote):
    """Leave words out in the middle, and mark it."""
    words = quote.split(" ")
    return f"{' '.join(words[:6])} … {' '.join(words[-6:])}"


def rate(work, items, seconds):
    """Return (calls a second, p95 in milliseconds) of work over items, in turn."""
    times, until = [], time.perf_counter() + seconds
    for item in cycle(items):
        start = time.perf_counter()
        work(item)
        times.append(time.perf_counter() - start)
        if time.perf_counter() > until:
            break
    slowest = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else times[0]
    return len(times) / sum(times), slowest * 1000


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=float, default=2, help="for each row")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    text, quotes = make_text(random.Random(options.seed))  # noqa: S311
    start = time.perf_counter()
    folded = FoldedText(text)
    print(f"Folding {len(text):,} characters: {time.perf_counter() - start:.2f} s\n")
    kinds = {
        "as printed": (quotes, anchoring.EXACT),
        "straight signs": ([q.replace("’", "'") for q in quotes], anchoring.EDITED),
        "words left out": ([shorten(q) for q in quotes], anchoring.EDITED),
        "last word changed": (
            [f"{q.rpartition(' ')[0]} unprinted" for q in quotes],
            anchoring.MISSING,
        ),
    }
    print("| quotes | status | located a second | p95, ms | `str.find` a second | × |")
    print("|---|---|---|---|---|---|")
    for kind, (words, status) in kinds.items():
        outcomes = [anchoring.locate(folded, each).status for each in words[:20]]
        assert outcomes == [status] * 20, (kind, outcomes)
        located, slowest = rate(
            lambda each: anchoring.locate(folded, each), words, options.seconds
        )
        found, _ = rate(text.find, words, options.seconds)
        print(
            f"| {kind} | {status} | {located:,.0f} | {slowest:.2f} | {found:,.0f} | "
            f"{found / located:.1f} |"
        )


if __name__ == "__main__":
    main()
