"""Are the speakers' names in suggestions right, and is their confidence accurate?

    python -m benchmarks.names SCORE_NAMES.py GOLD.jsonl NAMES.tsv [GOLD NAMES ...]
        [--wrong HOW] [--fit]

SCORE_NAMES.py and the files come with the corpora (its docstring says what counts as
right). Prints Markdown tables: the names by how they were found, and the claimed
against the measured confidence. `--wrong pronoun` lists what was not right of that kind
("all": of any). `--fit` prints the weights of pronouns.py and the numbers of
certainty.py, fitted on these articles, with their results on articles left out.
"""

import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path

import numpy as np

from benchmarks import command_line
from benchmarks.extraction import load_scorer, read_articles
from quotes.extraction import linking, pipeline, pronouns
from quotes.extraction.naming import Namer
from quotes.extraction.tokens import read

#: Groups of articles, each left out of one fit.
FOLDS = 10
EDGES = (0, 0.2, 0.4, 0.6, 0.8, 0.9, 0.95, 1)


@dataclass(slots=True)
class Row:
    """A suggestion, and how it was judged."""

    corpus: str
    article: str
    suggestion: object
    #: What found the names, and how likely the words with the speaker were.
    found: list
    words: float
    verdict: str = "not a quote"
    #: Whether words, printed speaker and name are right; None if nobody can say.
    right: bool | None = False
    gold: str = ""
    alternatives: list = field(default_factory=list)

    @property
    def how(self):
        return " + ".join(one.how for one in self.found) or "nobody"

    @property
    def is_open(self):
        return any(one.speaker.candidates for one in self.found)


def rows_of(scorer, corpus, names):
    """Yield the suggestions for a corpus, each with its verdict."""
    known = scorer.read_names(names)
    for article in read_articles(corpus):
        text, gold = article["text"], article["quotes"]
        tokens = read(text)
        links = linking.link(tokens)
        named = Namer(tokens, links).found
        made = [
            Row(corpus.name, article["id"], *one)
            for one in zip(
                map(pipeline.suggestion, [tokens] * len(links), links, named),
                named,
                [link.chance for link in links],
                strict=True,
            )
        ]
        guesses = [
            {
                "content": row.suggestion.content,
                "speaker": [one.span for one in row.suggestion.speakers],
            }
            for row in made
        ]
        for at, number in scorer.pairs(text, gold, guesses, 0.8):
            quote, row = gold[at], made[number]
            said_by = quote["speaker"]
            default = ("drop", "") if said_by else ("unnamed", "-")
            kind, row.gold = known[article["id"]].get(at, default)
            if kind == "drop":
                row.verdict, row.right = "drop", None
                continue
            given = [one.name for one in row.suggestion.speakers]
            row.verdict = scorer.judge(kind, row.gold, text, said_by or [], given)
            printed = scorer.same_speaker(text, said_by, guesses[number]["speaker"])
            row.right = printed and row.verdict in ("right", "none", "bare")
            if kind == "person" and printed:
                row.alternatives = row.gold.split("|")
        yield from made


def by_how(rows):
    """Print how often names were right, by how they were found."""
    counts = defaultdict(Counter)
    for row in rows:
        counts[row.how][row.verdict] += 1
    verdicts = ("right", "wrong", "bare", "missing", "none")
    print()
    command_line.print_header("found by", *verdicts)
    for how, count in sorted(counts.items(), key=lambda item: -item[1].total()):
        if sum(count[each] for each in verdicts) > 1:
            command_line.print_row(how, *(count[each] for each in verdicts))


def claimed(rows, confidences):
    """Print the claimed confidence against the share that was right."""
    print()
    command_line.print_header(
        "corpus", "claimed", "suggestions", "mean claim", "measured"
    )
    pairs = [
        (row, value)
        for row, value in zip(rows, confidences, strict=True)
        if row.right is not None and not row.is_open
    ]
    for corpus in dict.fromkeys(row.corpus for row in rows):
        for low, high in pairwise(EDGES):
            held = [
                (row.right, value)
                for row, value in pairs
                if row.corpus == corpus and low <= value < high
            ]
            if held:
                right, value = np.mean(held, axis=0)
                command_line.print_row(
                    corpus,
                    f"{low} to {high}",
                    len(held),
                    f"{value:.3f}",
                    f"{right:.3f}",
                )


def odds_of(row):
    names = np.prod([one.sure for one in row.found]) if row.found else 0.9
    chance = min(max(row.words * names, 0.01), 0.99)
    return np.log(chance / (1 - chance))


def fit_certainty(rows):
    """Return shift and slope of the log-odds; each corpus counts the same."""
    held = [row for row in rows if row.right is not None and not row.is_open]
    sizes = Counter(row.corpus for row in held)
    share = np.array([1 / sizes[row.corpus] for row in held]) / len(sizes)
    odds = np.array([odds_of(row) for row in held])
    right = np.array([row.right for row in held], float)
    shift, slope = 0.0, 1.0
    for _ in range(5000):
        missed = share * (right - 1 / (1 + np.exp(-shift - slope * odds)))
        shift, slope = shift + missed.sum(), slope + (missed * odds).sum()
    return shift, slope


def fit_pronouns(rows):
    """Return the weights of a logistic choice between people."""
    rate, rounds, decay = 0.3, 1500, 0.002
    weights = np.zeros(len(pronouns.FEATURES))
    for _ in range(rounds):
        slope = -decay * weights * len(rows)
        for values, right in rows:
            raised = np.exp(values @ weights - (values @ weights).max())
            slope += values[right] - raised / raised.sum() @ values
        weights += rate * slope / len(rows)
    return weights


def choices_of(scorer, rows):
    """Yield (article, values of the people, the right one) of pronouns."""
    for row in rows:
        if row.how == "pronoun" and row.alternatives:
            people = row.found[0].choices
            right = [
                number
                for number, one in enumerate(people)
                if scorer.is_one_of(row.alternatives, one.entity.name)
            ]
            if right:
                yield row.article, np.array([one.values for one in people]), right[0]


def folds(items, article_of):
    """Yield (articles to fit on, articles left out)."""
    articles = sorted({article_of(item) for item in items})
    for number in range(FOLDS):
        out = set(articles[number::FOLDS])
        yield (
            [item for item in items if article_of(item) not in out],
            [item for item in items if article_of(item) in out],
        )


def print_fits(scorer, rows):
    choices = list(choices_of(scorer, rows))
    weights = fit_pronouns([choice[1:] for choice in choices])
    print("\nWEIGHTS", dict(zip(pronouns.FEATURES, weights.round(2), strict=True)))
    right = []
    for kept, out in folds(choices, lambda choice: choice[0]):
        fitted = fit_pronouns([choice[1:] for choice in kept])
        right += [(values @ fitted).argmax() == best for _, values, best in out]
    print(f"{len(right)} pronouns, right on articles left out: {np.mean(right):.3f}")
    print("SHIFT, SLOPE", *(round(each, 3) for each in fit_certainty(rows)))
    left_out, values = [], []
    for kept, out in folds(rows, lambda row: row.article):
        shift, slope = fit_certainty(kept)
        left_out += out
        values += [1 / (1 + np.exp(-shift - slope * odds_of(row))) for row in out]
    print("\nConfidence on articles left out:")
    claimed(left_out, values)


def main():
    ask = command_line.parser(__doc__)
    ask.add_argument("scorer", type=Path)
    ask.add_argument("files", nargs="+", type=Path)
    ask.add_argument("--wrong")
    ask.add_argument("--fit", action="store_true")
    args = ask.parse_args()
    sys.path.insert(0, str(args.scorer.parent))
    scorer = load_scorer(args.scorer)
    rows = [
        row
        for gold, names in zip(args.files[::2], args.files[1::2], strict=True)
        for row in rows_of(scorer, gold, names)
    ]
    by_how(rows)
    claimed(rows, [row.suggestion.confidence for row in rows])
    for row in rows:
        if args.wrong in (row.how, "all") and row.verdict in ("wrong", "missing"):
            given = " + ".join(one.name or "?" for one in row.suggestion.speakers)
            printed = " + ".join(one.printed for one in row.suggestion.speakers)
            print(
                f"{row.verdict} {row.suggestion.confidence:.2f} {row.how}"
                f" {row.article[:30]}: “{printed}” is {row.gold[:40]}, not {given}"
            )
    if args.fit:
        print_fits(scorer, rows)


if __name__ == "__main__":
    main()
