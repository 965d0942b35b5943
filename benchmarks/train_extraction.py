"""Train the weights of `quotes.extraction` on annotated articles.

    python -m benchmarks.train_extraction TRAIN.jsonl[.gz] [more] [--language en]

Each line of the files is an article {"id", "text", "quotes"}, as the scorer `score.py`
reads them. Writes the weights of a language: english.tsv.gz in
quotes/extraction/languages, the same for the same input. The table "keep" is trained on
halves: weights from one half of the articles make proposals for the other half, which
shows how often they are right. The file has counts of single words, and weights of
patterns of word classes and single words, never passages.
"""

import gzip
import io
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from pathlib import Path

import numpy as np

from benchmarks import command_line
from benchmarks.extraction import read_articles
from benchmarks.fitting import fit
from quotes.extraction import features, frames, model
from quotes.extraction.boundaries import Boundaries, trimmed
from quotes.extraction.candidates import Proposer
from quotes.extraction.columns import Columns
from quotes.extraction.languages import LANGUAGES
from quotes.extraction.speakers import Speakers
from quotes.extraction.tokens import read

#: A word is a cue if it is one this many times, and in this share of its uses.
MIN_CUES = 3
MIN_SHARE = 0.07
#: Two tags are no seam if a smaller share of contents begins (or ends) there.
SEAMS = ("start after", "end after", "end before")
MIN_SEAMS = 50
MAX_RIGHT = 0.003
#: Share of features that is dropped in each step, for choices and for cases.
DROPPED = (0.4, 0.55)
#: Contents with this overlap of letters count as the same, as in `score.py`.
SAME = 0.8


def words_of(tokens, spans):
    """Return the numbers of the words inside the spans."""
    found = []
    for start, end in spans or []:
        first = bisect_right(tokens.ends, start)
        last = bisect_left(tokens.starts, end)
        found.extend(range(first, last))
    return found


def learn_lexicon(articles):
    """Return {word or ~stem: share of its uses in which it is the head of a cue}."""
    uses, alone = Counter(), Counter()
    for tokens, quotes in articles:
        names = frames.frame_keys(tokens)
        for at, word in enumerate(names):
            if tokens.quote[at] < 0:
                uses.update([word, "~" + tokens.stems[at]])
        for quote in quotes:
            for at in set(words_of(tokens, quote["cue"])):
                if tokens.quote[at] < 0:
                    alone[names[at]] += 1
    shares = {word: alone[word] / (uses[word] + 5) for word in alone}
    shares = frames.lexicon_of(shares, articles[0][0].language)
    heads = Counter()
    for tokens, quotes in articles:
        names, strong = frames.frame_keys(tokens), frames.strengths(tokens, shares)
        for quote in quotes:
            at = head_of(tokens, quote, strong)
            if at is not None:
                heads.update([names[at], "~" + tokens.stems[at]])
    return {
        word: round(n / (uses[word] + 2) * model.SCALE)
        for word, n in heads.items()
        if n >= MIN_CUES and n / uses[word] >= MIN_SHARE
    }


def head_of(tokens, quote, strong):
    """Return the word of a cue that is most often a cue."""
    at = [i for i in words_of(tokens, quote["cue"]) if tokens.quote[i] < 0]
    return max(at, key=lambda i: strong[i], default=None)


def learn_seams(articles, lexicon):
    """Return the pairs of tags between which almost no content begins or ends."""
    there, right = defaultdict(Counter), defaultdict(Counter)
    cues = model.read_lexicon(lexicon, articles[0][0].language)
    none = model.seams_of({table: {} for table in SEAMS})
    for tokens, quotes in articles:
        for table, _, choices, best in examples(tokens, quotes, cues, none):
            if table not in SEAMS:
                continue
            inner = 0 if table == "start after" else 1
            for number, (at, *_) in enumerate(choices):
                if 0 < at < len(tokens.words) and tokens.quote[at - inner] < 0:
                    pair = f"{tokens.tags[at - 1]} {tokens.tags[at]}"
                    there[table][pair] += 1
                    right[table][pair] += number == best
    return {
        table: {
            pair: 1
            for pair, n in there[table].items()
            if n >= MIN_SEAMS and right[table][pair] / n < MAX_RIGHT
        }
        for table in SEAMS
    }


def examples(tokens, quotes, lexicon, never):
    """Yield (table, stem, choices with their features, the right one) of decisions."""
    strong = frames.strengths(tokens, lexicon)
    columns = Columns(tokens, never)
    surroundings = frames.Frames(columns, strong)
    boundaries, speakers = Boundaries(columns), Speakers(columns)
    heads = {}
    for quote in quotes:
        at = head_of(tokens, quote, strong)
        if at is not None:
            heads.setdefault(at, quote)

    def named(kind, choices):
        """Return the choices, each with the names of its features."""
        return [
            (place, *kind.names(choices.gaps, number, columns.words, columns.stems))
            for number, place in enumerate(choices.place.tolist())
        ]

    for at, share in enumerate(strong):
        if not share:
            continue
        sentence = tokens.sentence(at)
        cue, begun, end = np.array([(at, *sentence)]).T
        name = frames.cue_stem(tokens, at, sentence)
        seen = named(features.FRAME, surroundings.around(cue, begun, end))
        quote = heads.get(at)
        if quote is None:
            yield "frame", name, seen, 0
            continue
        first, last = trimmed(tokens, sentence)
        here = [i for i in words_of(tokens, quote["content"]) if first <= i < last]
        before = [i for i in here if i < at]
        after = [i for i in here if i > at]
        frame = 3 if before and after else 2 if before else 1
        if not here:
            continue
        yield "frame", name, seen, frame
        stem = tokens.stems[at]
        low, high = np.array([(first, last)]).T
        if frame != 2:
            side = "after" if frame == 1 else "rest"
            start = np.array([after[0]])
            choices = boundaries.starts_after(cue, high)
            choices = named(features.STARTS_AFTER, choices)
            yield from chosen(f"start {side}", stem, choices, after[0])
            choices = boundaries.ends_after(cue, start, high)
            choices = named(features.ENDS_AFTER, choices)
            yield from chosen(f"end {side}", stem, choices, after[-1] + 1)
        if frame != 1:
            stop = before[-1] + 1
            choices = named(features.ENDS_BEFORE, boundaries.ends_before(cue, low))
            yield from chosen("end before", stem, choices, stop)
            choices = boundaries.starts_before(np.array([stop]), low)
            choices = named(features.STARTS_BEFORE, choices)
            yield from chosen("start before", stem, choices, before[0])
        said_by = set(words_of(tokens, quote["speaker"]))
        if said_by and not any(first <= i < last for i in said_by):
            continue
        spans = [(part[0], part[-1] + 1) for part in (before, after) if part]
        nobody, phrases, stops = speakers.choices(
            cue, np.array([frame]), np.array([sum(spans, ())]), begun, end
        )
        choices = [
            (None, *choice) for _, *choice in named(features.NO_SPEAKER, nobody)
        ] + [
            ((place, stop), *choice)
            for stop, (place, *choice) in zip(
                stops.tolist(), named(features.SPEAKER, phrases), strict=True
            )
        ]
        best = best_phrase(choices, said_by)
        if best is not None:
            yield "speaker", stem, choices, best


def chosen(table, stem, choices, right):
    places = [i for i, (place, *_) in enumerate(choices) if place == right]
    if places:
        yield table, stem, choices, places[0]


def best_phrase(choices, said_by):
    if not said_by:
        return 0
    shared = [
        (len(said_by & set(range(*span))) / (span[1] - span[0]), -i)
        for i, (span, *_) in enumerate(choices)
        if span
    ]
    best = max(shared, default=(0, 0))
    return -best[1] if best[0] >= 0.5 else None


def right_proposals(tokens, quotes):
    """Yield (stem, features, whether words and speaker are right) of all proposals."""
    letters = [i for i, sign in enumerate(tokens.text) if sign.isalnum()]
    wanted = [
        (
            covered(letters, quote["content"]),
            covered(letters, quote["speaker"]),
        )
        for quote in quotes
    ]
    for one, names in named_proposals(tokens):
        first, last = tokens.sentence(one.cue)
        low, high = tokens.span(first, last)
        said = covered(letters, [tokens.span(*span) for span in one.content])
        by = covered(letters, one.speaker and [tokens.span(*one.speaker)])
        # Continuations in other sentences are found later.
        right = any(
            agrees(said, {i for i in content if low <= i < high})
            and same_speaker(by, speaker)
            for content, speaker in wanted
            if not said.isdisjoint(content)
        )
        yield tokens.stems[one.cue], [names], int(right)


def named_proposals(tokens):
    """Yield the proposals of a text's cues, with the feature names for "keep"."""
    proposer = Proposer(tokens)
    words, stems = proposer.columns.words, proposer.columns.stems
    for links, choices in proposer.proposals():
        for number, one in enumerate(links):
            yield one, features.KEEP.names(choices.gaps, number, words, stems)


def covered(letters, spans):
    """Return the offsets of the letters inside the spans."""
    found = set()
    for start, end in spans or []:
        found.update(letters[bisect_left(letters, start) : bisect_left(letters, end)])
    return found


def agrees(said, wanted):
    return len(said & wanted) >= SAME * len(said | wanted)


def same_speaker(by, wanted):
    if not by or not wanted:
        return not by and not wanted
    return len(by & wanted) >= 0.5 * min(len(by), len(wanted))


def learn(articles, epochs):
    """Return all tables but "keep", as written to the file, from tokens and quotes."""
    lexicon = {"": learn_lexicon(articles)}
    seams = learn_seams(articles, lexicon)
    never = model.seams_of(seams)
    cues = model.read_lexicon(lexicon, articles[0][0].language)
    rows = defaultdict(list)
    for tokens, quotes in articles:
        for table, stem, choices, right in examples(tokens, quotes, cues, never):
            rows[table].append((stem, [names for _, *names in choices], right))
    tables = {"lexicon": lexicon, "seams": seams}
    for table in sorted(rows):
        cases = 4 if table == "frame" else 0
        tables[table] = fit(rows[table], epochs, cases, DROPPED[bool(cases)])
        print(f"{table}: {len(rows[table])} rows", flush=True)
    return tables


def learn_keep(articles, epochs):
    """Return the table "keep": each half is read with weights from the other."""
    rows = []
    for half in (0, 1):
        tables = model.parse_weights(written(learn(articles[1 - half :: 2], epochs)))
        model.use(tables, articles[0][0].language)
        for tokens, quotes in articles[half::2]:
            rows.extend(right_proposals(tokens, quotes))
    print(f"keep: {len(rows)} rows", flush=True)
    return fit(rows, epochs, 2)


def written(tables):
    """Yield the lines of a weights file."""
    for table in sorted(tables):
        for stem, weights in sorted(tables[table].items()):
            if weights:
                pairs = (f"{name}\t{value}" for name, value in sorted(weights.items()))
                yield "\t".join((table, stem, *pairs)) + "\n"


def main():
    ask = command_line.parser(__doc__)
    ask.add_argument("corpora", nargs="+", type=Path)
    ask.add_argument("--epochs", type=int, default=6)
    ask.add_argument("--language", choices=LANGUAGES, default="en")
    ask.add_argument("--out", type=Path, help="another file for the weights")
    ask.add_argument(
        "--third",
        type=int,
        choices=(0, 1, 2),
        help="leave out every third article, for a score on those that are left out",
    )
    args = ask.parse_args()
    rows = [row for path in args.corpora for row in read_articles(path)]
    if args.third is not None:
        rows = [row for number, row in enumerate(rows) if number % 3 != args.third]
    language = LANGUAGES[args.language]
    articles = [(read(row["text"], language), row["quotes"]) for row in rows]
    tables = {"keep": learn_keep(articles, args.epochs), **learn(articles, args.epochs)}
    # No timestamp, so that the same weights make the same file.
    with (
        gzip.GzipFile(args.out or language.weights, "wb", mtime=0) as file,
        io.TextIOWrapper(file, encoding="utf-8") as out,
    ):
        names = ", ".join(path.name for path in args.corpora)
        print(
            f"# Learned by benchmarks/train_extraction.py from {names}:"
            f" {len(articles)} articles. Weights are hundredths.",
            file=out,
        )
        out.writelines(written(tables))


if __name__ == "__main__":
    main()
