"""Search for lines of public quotes, as printed and with one word altered.

    python -m benchmarks.altered_words [--quotes 2000] [--each 6] [--seed 1]

The database is that of DATABASE_URL, or the project's own. A line is a quote's text, or
as many of its first words as a search takes. It is altered in five ways: a function
word or a content word changed, “not” put in or left out, two words swapped, a number
changed; `--each` is the number of these ways tried for a quote. Each line is searched
for in quotation marks and without. Ctrl+C ends it with what was counted. Counts:

- *plain*: the quote of an altered line is listed as if it had these words;
- *closest*: it is shown with the words that differ, and *first*: as the first of them;
- of the lines as printed, those whose quote is the first.

Prints a Markdown table, and the first lines of each kind that went wrong.
"""

import random
import re

from benchmarks import command_line

FUNCTION = (
    "the a an of to in on at by for from with and or but that this it is was".split()
)
NOT_AFTER = (
    "is are was were will would can could do does did has have had should must may am"
).split()
MAX_LINE = 450


def lines_of(text):
    """Return the line of a quote's text that is searched for."""
    text = re.sub(r"[\"“”„‟«»「」＂]", " ", " ".join(text.split()))
    text = " ".join(text.split())
    return text if len(text) <= MAX_LINE else text[:MAX_LINE].rpartition(" ")[0]


def alterations(line, rng, contents):
    """Return {kind of alteration: altered line}, without those that do not apply."""
    words, found = line.split(), {}

    def bare(word):
        return re.sub(r"\W", "", word).lower()

    def put(place, *instead):
        return " ".join([*words[:place], *instead, *words[place + 1 :]])

    common = [n for n, word in enumerate(words) if bare(word) in FUNCTION]
    if common:
        place = rng.choice(common)
        other = rng.choice([w for w in FUNCTION if w != bare(words[place])])
        found["function word"] = put(place, other)
    rare = [n for n, word in enumerate(words) if len(bare(word)) > 4 and word.isalpha()]
    if rare:
        place = rng.choice(rare)
        found["content word"] = put(place, rng.choice(contents))
    denied = [n for n, word in enumerate(words) if bare(word) in ("not", "never")]
    verbs = [n for n, word in enumerate(words[:-1]) if bare(word) in NOT_AFTER]
    if denied:
        found["negation left out"] = put(rng.choice(denied))
    if verbs:
        place = rng.choice(verbs)
        if bare(words[place + 1]) not in ("not", "never"):
            found["negation put in"] = put(place, words[place], "not")
    swaps = [
        n for n in range(len(words) - 1) if bare(words[n]) != bare(words[n + 1])
        and bare(words[n]) and bare(words[n + 1])
    ]  # fmt: skip
    if len(words) > 2 and swaps:
        place = rng.choice(swaps)
        swapped = list(words)
        swapped[place : place + 2] = swapped[place + 1], swapped[place]
        found["order"] = " ".join(swapped)
    numbers = [n for n, word in enumerate(words) if re.search("[0-9]", word)]
    if numbers:
        place = rng.choice(numbers)
        digits = re.sub(
            "[0-9]", lambda d: str((int(d[0]) + 1) % 10), words[place], count=1
        )
        found["number"] = put(place, digits)
    return {kind: other for kind, other in found.items() if other != line}


class Results:
    """The first page of a search: plain matches, and those that differ, as keys."""

    def __init__(self, words):
        from django.http import QueryDict

        from quotes.listing.filters import QuoteFilter
        from quotes.listing.queries import fetch_page
        from quotes.views.search_results import search_hints

        query = QueryDict(mutable=True)
        query["q"] = words
        filterset = QuoteFilter(query)
        found, page = fetch_page(filterset, "")
        hints = search_hints(filterset, found, page, "/quotes/")
        self.plain = [key for key in page.keys if key not in hints.differences]
        self.closest = [
            *(key for key in page.keys if key in hints.differences),
            *(each.quote.key for each in hints.closest),
        ]
        self.total = found.total


def measure(number, each, seed):
    """Return ({(kind, in marks): [searches, plain, closest, first]}, faults)."""
    from quotes.models import Quote

    rng = random.Random(seed)  # noqa: S311
    quotes = list(
        Quote.objects.public().order_by("pk").values_list("pk", "text")[: 50 * number]
    )
    quotes = rng.sample(quotes, min(number, len(quotes)))
    counts, faults, texts = {}, {}, {}
    try:
        for key, kind, line in searches(quotes, each, rng):
            for marks in (True, False):
                row = counts.setdefault((kind, marks), [0, 0, 0, 0])
                if not count(row, key, kind, line, marks, texts):
                    faults.setdefault((kind, marks), []).append((key, line))
    except KeyboardInterrupt:
        pass
    return counts, faults


def searches(quotes, each, rng):
    """Yield (key, kind, line) of the lines to search for: as printed, and altered."""
    from quotes.lexicon.words import keys_of

    contents = [
        word
        for _, text in quotes
        for word in text.split()
        if word.isalpha() and len(word) > 4
    ]
    for key, text in quotes:
        line = lines_of(text)
        if len(keys_of(line)) < 3:
            continue
        yield key, "as printed", line
        altered = list(alterations(line, rng, contents or ["something"]).items())
        for kind, other in rng.sample(altered, min(each, len(altered))):
            yield key, kind, other


def count(row, key, kind, line, marks, texts):
    """Search for a line, count the result in a row, and return whether it is right."""
    results = Results(f'"{line}"' if marks else line)
    row[0] += 1
    if kind == "as printed":
        first = results.plain[:1] == [key] or (
            bool(results.plain) and has_line(texts, results.plain[0], line)
        )
        row[3] += first
        return first
    listed = results.plain if marks else {key} & set(results.plain)
    plain = not all(has_line(texts, each, line) for each in listed)
    row[1] += plain
    row[2] += key in results.closest
    row[3] += results.closest[:1] == [key]
    return not plain and key in results.closest


def has_line(texts, key, line):
    """Return whether a quote has the words of a line in a row."""
    from quotes.lexicon.words import keys_of
    from quotes.models import Quote

    if key not in texts:
        quote = Quote.objects.get(pk=key)
        texts[key] = " ".join(
            ["", *keys_of(quote.text), "|", *keys_of(quote.translation), ""]
        )
    return f" {' '.join(keys_of(line))} " in texts[key]


def main():
    parser = command_line.parser(__doc__)
    parser.add_argument("--quotes", type=int, default=2000)
    parser.add_argument("--each", type=int, default=6, help="alterations of a quote")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=3, help="printed of each kind")
    options = parser.parse_args()
    command_line.set_up()
    counts, faults = measure(options.quotes, options.each, options.seed)
    command_line.print_header("line", "searches", "plain", "closest", "first")
    for (kind, marks), row in sorted(counts.items(), key=str):
        command_line.print_row(f"{kind}{', in marks' if marks else ''}", *row)
    for (kind, marks), found in sorted(faults.items(), key=str):
        for key, line in found[: options.faults]:
            print(f"{kind}{', in marks' if marks else ''}: quote {key}: {line}")


if __name__ == "__main__":
    main()
