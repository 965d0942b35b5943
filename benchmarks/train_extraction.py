"""Learn the weights of `quotes.extraction` from annotated articles.

    python -m benchmarks.train_extraction TRAIN.jsonl[.gz] [more] [--epochs 4]

Each line of the files is an article {"id", "text", "quotes"}, as `score.py` of the task
reads them. Writes quotes/extraction/weights.tsv.gz. Plain Python; the same for the same
input. What is written are counts of single words, and weights of patterns of word
classes and single words, never passages.
"""

import argparse
import gzip
import io
import json
import math
import random
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from pathlib import Path

from quotes.extraction import boundaries, frames, model, speakers
from quotes.extraction.tokens import read

#: A word is a cue if it was one so often, and in such a share of its uses.
LEAST_CUES = 3
LEAST_SHARE = 0.07
#: Features seen less often, or that weigh less, are left out.
LEAST_SEEN = 5
LEAST_WEIGHT = 0.04


#: This share of features is hidden in each step, against learning by heart.
DROPPED = 0.4


def load(paths):
    for path in paths:
        opened = gzip.open if path.suffix == ".gz" else open
        with opened(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if line.strip():
                    yield json.loads(line)


def words_of(page, spans):
    """Return the numbers of the words that stand in spans."""
    found = []
    for start, end in spans or []:
        first = bisect_right(page.ends, start)
        last = bisect_left(page.starts, end)
        found.extend(range(first, last))
    return found


def learn_lexicon(articles):
    """Return {word or ~stem: share of its uses in which it is the head of a cue}."""
    uses, alone = Counter(), Counter()
    for page, quotes in articles:
        names = frames.keys(page)
        for at, word in enumerate(names):
            if page.quote[at] < 0:
                uses.update([word, "~" + page.stems[at]])
        for quote in quotes:
            for at in set(words_of(page, quote["cue"])):
                if page.quote[at] < 0:
                    alone[names[at]] += 1
    share = {word: alone[word] / (uses[word] + 5) * model.SCALE for word in alone}
    heads = Counter()
    for page, quotes in articles:
        names, strong = frames.keys(page), frames.strengths(page, share)
        for quote in quotes:
            at = head_of(page, quote, strong)
            if at is not None:
                heads.update([names[at], "~" + page.stems[at]])
    return {
        word: round(n / (uses[word] + 2) * model.SCALE)
        for word, n in heads.items()
        if n >= LEAST_CUES and n / uses[word] >= LEAST_SHARE
    }


def head_of(page, quote, strong):
    """Return the word of a cue that is most of all a cue."""
    at = [i for i in words_of(page, quote["cue"]) if page.quote[i] < 0]
    return max(at, key=lambda i: strong[i], default=None)


def sentence_ends(page):
    return [last for _, last in page.sentences]


def examples(page, quotes, lexicon):
    """Yield (table, features of each choice, the right one) of all decisions."""
    strong = frames.strengths(page, lexicon)
    ends = sentence_ends(page)
    heads = {}
    for quote in quotes:
        at = head_of(page, quote, strong)
        if at is not None:
            heads.setdefault(at, quote)
    for cue, share in enumerate(strong):
        if not share:
            continue
        sentence = page.sentences[bisect_right(ends, cue)]
        features = frames.frame_features(page, cue, sentence, strong)
        quote = heads.get(cue)
        if quote is None:
            yield "frame", features, 0
            continue
        first, last = boundaries.trimmed(page, sentence)
        content = words_of(page, quote["content"])
        here = [i for i in content if first <= i < last]
        before = [i for i in here if i < cue]
        after = [i for i in here if i > cue]
        frame = 3 if before and after else 2 if before else 1
        if not here:
            continue
        yield "frame", features, frame
        if frame != 2:
            side = "after" if frame == 1 else "rest"
            choices = boundaries.starts_after(page, cue, last)
            yield from chosen(f"start {side}", choices, after[0])
            choices = boundaries.ends_after(page, cue, after[0], last)
            yield from chosen(f"end {side}", choices, after[-1] + 1)
        if frame != 1:
            choices = boundaries.ends_before(page, cue, first)
            yield from chosen("end before", choices, before[-1] + 1)
            choices = boundaries.starts_before(page, cue, before[-1] + 1, (first, last))
            yield from chosen("start before", choices, before[0])
        spans = [
            (part[0], part[-1] + 1)
            for part in (before, after if frame != 2 else [])
            if part
        ]
        said_by = set(words_of(page, quote["speaker"]))
        if said_by and not any(first <= i < last for i in said_by):
            continue
        choices = speakers.speaker_choices(
            page, cue, frames.FRAMES[frame], spans, sentence
        )
        best = best_phrase(choices, said_by)
        if best is not None:
            yield "speaker", [features for _, features in choices], best


def chosen(table, choices, right):
    places = [i for i, (place, _) in enumerate(choices) if place == right]
    if places:
        yield table, [features for _, features in choices], places[0]


def best_phrase(choices, said_by):
    if not said_by:
        return 0
    shared = [
        (len(said_by & set(range(*span))) / (span[1] - span[0]), -i)
        for i, (span, _) in enumerate(choices)
        if span
    ]
    best = max(shared, default=(0, 0))
    return -best[1] if best[0] >= 0.5 else None


def train(rows, epochs, rate=0.2, decay=1e-6):
    """Return the weights by AdaGrad on the softmax over the choices of each row."""
    weights, squares = defaultdict(float), defaultdict(lambda: 1e-2)
    seen = Counter(f for choices, _ in rows for c in choices for f in c)
    rows = [
        ([[f for f in c if seen[f] >= LEAST_SEEN] for c in choices], right)
        for choices, right in rows
    ]
    rng = random.Random(1)  # noqa: S311
    for _ in range(epochs):
        rng.shuffle(rows)
        for full, right in rows:
            # Some features are left out at random, so that none is relied on alone.
            choices = [[f for f in c if rng.random() > DROPPED] for c in full]
            chances = model.probabilities([model.score(weights, c) for c in choices])
            gradient = defaultdict(float)
            for number, (features, chance) in enumerate(
                zip(choices, chances, strict=True)
            ):
                miss = chance - (number == right)
                if abs(miss) > 1e-3:
                    for feature in features:
                        gradient[feature] += miss
            for feature, slope in gradient.items():
                slope += decay * weights[feature]
                squares[feature] += slope * slope
                weights[feature] -= rate * slope / math.sqrt(squares[feature])
    return weights


def with_frames(features):
    """Return the features of each of the four frames: the same, under its name."""
    return [[f"{n}{f}" for f in features] for n in range(4)]


def main():
    ask = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    ask.add_argument("corpora", nargs="+", type=Path)
    ask.add_argument("--epochs", type=int, default=4)
    ask.add_argument("--out", type=Path, default=model.WEIGHTS)
    args = ask.parse_args()
    articles = [(read(row["text"]), row["quotes"]) for row in load(args.corpora)]
    lexicon = learn_lexicon(articles)
    rows = defaultdict(list)
    for page, quotes in articles:
        for table, features, right in examples(page, quotes, lexicon):
            if table == "frame":
                features = with_frames(features)
            rows[table].append((features, right))
    # No time of writing, so that the same weights are the same file.
    with (
        gzip.GzipFile(args.out, "wb", mtime=0) as file,
        io.TextIOWrapper(file, encoding="utf-8") as out,
    ):
        names = ", ".join(path.name for path in args.corpora)
        print(
            f"# Learned by benchmarks/train_extraction.py from {names}:"
            f" {len(articles)} articles. Weights are hundredths.",
            file=out,
        )
        for word, share in sorted(lexicon.items()):
            print(f"lexicon\t{word}\t{share}", file=out)
        for table in sorted(rows):
            weights = train(rows[table], args.epochs)
            weights = {f: w * (1 - DROPPED) for f, w in weights.items()}
            kept = {f: w for f, w in weights.items() if abs(w) >= LEAST_WEIGHT}
            print(f"{table}: {len(rows[table])} rows, {len(kept)} weights", flush=True)
            for feature, weight in sorted(kept.items()):
                print(f"{table}\t{feature}\t{round(weight * model.SCALE)}", file=out)


if __name__ == "__main__":
    main()
