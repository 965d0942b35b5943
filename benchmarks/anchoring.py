"""How many quotes a second are located in a text of a million characters?

    python -m benchmarks.anchoring [--seconds S] [--seed 1]

The floor is `str.find` of the same words in the same text, in the same run. There are
five kinds of quotes: as printed, with straight for curly quotation marks, with words
omitted at an ellipsis, with a wrong last word, and with every other word changed. Then
5,000 quotes move with their text, which is changed in four ways. `anchoring.locate()`
is timed on a folded text, as it is when all quotes of an article are located. Folding
is timed separately, because a text is folded once. Prints a Markdown table.
"""

import random
import time
from collections import Counter
from itertools import cycle, islice

from benchmarks import command_line
from benchmarks.clocks import percentile95, timed
from benchmarks.words import draws, vocabulary, zipf
from quotes import anchoring
from quotes.anchoring.alignment import Alignment
from quotes.anchoring.folding import FoldedText
from quotes.anchoring.relocation import relocate

CHARACTERS = 1_000_000
QUOTES = 200
#: Number of quotes that move with their text at once.
MOVED = 5_000


def make_text(rng):
    """Return prose with curly quotation marks, and the quotes in it.

    Each quote has an apostrophe, so that it can be typed with a straight one.
    """
    vocabulary_ = vocabulary(rng)
    words = draws(rng, vocabulary_, zipf(len(vocabulary_)))
    parts, quotes, length = [], [], 0
    while length < CHARACTERS:
        middle = " ".join(islice(words, 8))
        quote = f"{middle}, it’s {' '.join(islice(words, 10))}"
        part = f"{' '.join(islice(words, 60))}. “{quote},” said {next(words)}.\n\n"
        parts.append(part)
        quotes.append(quote)
        length += len(part)
    return "".join(parts)[:CHARACTERS], rng.sample(quotes[:-1], QUOTES)


def shorten(quote):
    """Omit words in the middle, with an ellipsis."""
    words = quote.split(" ")
    return f"{' '.join(words[:6])} … {' '.join(words[-6:])}"


def unprinted(quote):
    """Reverse every other word, so that the text has nothing similar."""
    words = quote.split(" ")
    return " ".join(
        word[::-1] if number % 2 else word for number, word in enumerate(words)
    )


def move_all(text, quotes):
    """Print how long 5,000 quotes take to move with their text, and the floor."""
    held = FoldedText(text)
    anchors = [anchoring.locate(held, quote) for quote in quotes]
    many = list(islice(cycle(zip(quotes, anchors, strict=True)), MOVED))
    middle = len(text) // 2
    changes = {
        "a paragraph put before all": f"Corrected on Monday.\n\n{text}",
        "a word changed 2,000 times": text.replace(" the ", " thee ", 2_000),
        "a fifth cut out": text[: middle - CHARACTERS // 10]
        + text[middle + CHARACTERS // 10 :],
        "another text": " ".join(reversed(text.split(" "))),
    }
    print()
    command_line.print_header(
        "change", "folding and aligning, s", f"{MOVED:,} quotes, s", "statuses",
        "floor, s", "×",
    )  # fmt: skip

    def statuses(alignment):
        return Counter(
            relocate(
                alignment, quote, anchor.spans, anchor.prefix, anchor.suffix
            ).status
            for quote, anchor in many
        )

    for name, changed in changes.items():
        aligned, alignment = timed(
            lambda new: Alignment(FoldedText(text), FoldedText(new)), changed
        )
        moved, counts = timed(statuses, alignment)
        floor, _ = timed(lambda new: [new.find(quote) for quote, _ in many], changed)
        command_line.print_row(
            name, f"{aligned:.2f}", f"{moved:.2f}",
            ", ".join(f"{status} {number:,}" for status, number in counts.items()),
            f"{floor:.2f}", f"{(aligned + moved) / floor:.1f}",
        )  # fmt: skip


def rate(work, items, seconds):
    """Return (calls per second, p95 in milliseconds) of work on each of the items."""
    times, until = [], time.perf_counter() + seconds
    for item in cycle(items):
        times.append(timed(work, item)[0])
        if time.perf_counter() > until:
            break
    return len(times) / sum(times), percentile95(times) * 1000


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--seconds", type=float, default=2, help="for each row")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    text, quotes = make_text(random.Random(options.seed))  # noqa: S311
    seconds, folded = timed(FoldedText, text)
    print(f"Folding {len(text):,} characters: {seconds:.2f} s\n")
    kinds = {
        "as printed": (quotes, anchoring.EXACT),
        "straight signs": ([q.replace("’", "'") for q in quotes], anchoring.EDITED),
        "words left out": ([shorten(q) for q in quotes], anchoring.EDITED),
        "last word changed": (
            [f"{q.rpartition(' ')[0]} unprinted" for q in quotes],
            anchoring.DIFFERS,
        ),
        "every other word changed": (
            [unprinted(q) for q in quotes],
            anchoring.MISSING,
        ),
    }
    command_line.print_header(
        "quotes", "status", "located a second", "p95, ms", "`str.find` a second", "×"
    )
    for kind, (words, status) in kinds.items():
        outcomes = [anchoring.locate(folded, each).status for each in words[:20]]
        assert outcomes == [status] * 20, (kind, outcomes)
        located, slowest = rate(
            lambda each: anchoring.locate(folded, each), words, options.seconds
        )
        found, _ = rate(text.find, words, options.seconds)
        command_line.print_row(
            kind, status, f"{located:,.0f}", f"{slowest:.2f}", f"{found:,.0f}",
            f"{found / located:.1f}",
        )  # fmt: skip
    move_all(text, quotes)


if __name__ == "__main__":
    main()
