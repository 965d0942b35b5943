"""Search for lines of public quotes, as printed and with one word altered.

    python -m benchmarks.altered_words [--quotes 2000] [--seed 1]

The database is that of DATABASE_URL, or the project's own. A line is a quote's text, or
as many of its first words as a search takes. It is altered in five ways: a function
word or a content word changed, “not” put in or left out, two words swapped, a number
changed. Each line is searched for in quotation marks and without. Counts:

- *plain*: the quote of an altered line is listed as if it had these words;
- *closest*: it is shown with the words that differ, and *first*: as the first of them;
- of the lines as printed, those whose quote is the first.

Prints a Markdown table, and the first lines of each kind that went wrong.
"""

import argparse
import os
import random
import re

import django

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


def measure(number, seed):
    """Return ({(kind, in marks): [searches, plain, closest, first]}, faults)."""
    from quotes.models import Quote
    from quotes.search.words import keys_of

    rng = random.Random(seed)  # noqa: S311
    quotes = list(
        Quote.objects.public().order_by("pk").values_list("pk", "text")[: 50 * number]
    )
    quotes = rng.sample(quotes, min(number, len(quotes)))
    contents = [
        w for _, text in quotes for w in text.split() if w.isalpha() and len(w) > 4
    ]
    counts, faults = {}, {}
    texts = {}
    for key, text in quotes:
        line = lines_of(text)
        if len(keys_of(line)) < 3:
            continue
        for kind, altered in {
            "as printed": line,
            **alterations(line, rng, contents or ["something"]),
        }.items():
            for marks in (True, False):
                results = Results(f'"{altered}"' if marks else altered)
                row = counts.setdefault((kind, marks), [0, 0, 0, 0])
                row[0] += 1
                if kind == "as printed":
                    first = results.plain[:1] == [key] or (
                        results.plain and has_line(texts, results.plain[0], line)
                    )
                    row[3] += bool(first)
                    fault = not first
                else:
                    plain = [
                        each
                        for each in (
                            results.plain if marks else {key} & set(results.plain)
                        )
                        if not has_line(texts, each, altered)
                    ]
                    row[1] += bool(plain)
                    row[2] += key in results.closest
                    row[3] += results.closest[:1] == [key]
                    fault = bool(plain) or key not in results.closest
                if fault:
                    faults.setdefault((kind, marks), []).append((key, altered))
    return counts, faults


def has_line(texts, key, line):
    """Return whether a quote has the words of a line in a row."""
    from quotes.models import Quote
    from quotes.search.words import keys_of

    if key not in texts:
        quote = Quote.objects.get(pk=key)
        texts[key] = " ".join(
            ["", *keys_of(quote.text), "|", *keys_of(quote.translation), ""]
        )
    return f" {' '.join(keys_of(line))} " in texts[key]


def main():
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--quotes", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--faults", type=int, default=3, help="printed of each kind")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    from config.local import environment

    environment.provide_settings()
    environment.provide_database(print)
    django.setup()
    counts, faults = measure(options.quotes, options.seed)
    print("| line | searches | plain | closest | first |\n|---|---|---|---|---|")
    for (kind, marks), row in sorted(counts.items(), key=str):
        print(
            f"| {kind}{', in marks' if marks else ''} | {' | '.join(map(str, row))} |"
        )
    for (kind, marks), found in sorted(faults.items(), key=str):
        for key, line in found[: options.faults]:
            print(f"{kind}{', in marks' if marks else ''}: quote {key}: {line}")


if __name__ == "__main__":
    main()
