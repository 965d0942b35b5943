"""Generates articles with their texts and quotes, batch by batch, as lines for COPY.

Plain Python without a database; memory does not grow with the data. The shares below
are a guess at a well-kept collection, not a measurement.
"""

import datetime
import hashlib
import random
from itertools import accumulate, islice

from benchmarks.words import draws, with_numbers, zipf
from benchmarks.world import ENTERED, make_world
from quotes.anchoring.omissions import changed_negations

#: The columns of each table, in the order of the lines and of foreign keys.
COLUMNS = {
    "quotes_speaker": "id created_at updated_at slug past_slugs kind name sort_name "
    "given particle family suffix literal description wikidata_id born_precision "
    "died_precision",
    "quotes_alias": "id created_at updated_at speaker_id name",
    "articles_publication": "id created_at updated_at slug past_slugs name place "
    "website",
    "quotes_topic": "id created_at updated_at slug past_slugs name",
    "articles_article": "id created_at updated_at kind title url canonical_url "
    "archive_url published_on published_precision retrieved_on language page section "
    "rights status withdrawn_reason publication_id",
    "articles_byline": "id created_at updated_at position given particle family suffix "
    "literal article_id",
    "articles_snapshot": "id text digest retrieved_at retrieved_from article_id",
    "quotes_quote": "id created_at updated_at kind text language translation "
    "translation_language said_on said_precision note status withdrawn_reason spans "
    "prefix suffix anchor_status anchor_reason article_id snapshot_id",
    "quotes_attribution": "id created_at updated_at name_as_printed role_as_printed "
    "cue standing evidence quote_id speaker_id",
    "quotes_quote_topics": "id quote_id topic_id",
}
ARTICLES_A_BATCH = 1_000
LAST_DAY = datetime.date(2026, 10, 31)
YEARS = 15
#: Code points of context that an anchor stores, as in quotes/anchoring.
CONTEXT = 32
NULL = r"\N"
_STAMPS = f"{ENTERED}\t{ENTERED}"
_REASON = "The outlet took it back."
_EVIDENCE = "The recording of the speech has these words."
_EDITED = "Differs from print by marked changes only."
_TWICE = "These words stand 2 times in the text."
_MISSING = "The text does not hold these words."


def _shares(text):
    """Return values and their cumulative weights from "value share value share …"."""
    parts = text.split()
    return parts[::2], list(accumulate(map(float, parts[1::2])))


class Rows:
    """The rows of a data set of `quotes` quotes; the same seed gives the same."""

    def __init__(self, quotes, seed=1):
        self.quotes = quotes
        self.rng = rng = random.Random(seed)  # noqa: S311 - nothing is secret here
        self.world = world = make_world(rng, quotes)

        def ranked(items):
            return draws(rng, range(len(items)), zipf(len(items)))

        def shared(text):
            return draws(rng, *_shares(text))

        self.words = draws(rng, with_numbers(world.words), zipf(len(world.words)))
        self.speaker, self.topic = ranked(world.speakers), ranked(world.topics)
        self.publication = ranked(world.publications)
        self.filler = draws(rng, [self._sentence(12) + "." for _ in range(5_000)])
        self.roles = [f"{self._sentence(2)} of {next(self.words)}" for _ in range(500)]
        self.role = draws(rng, self.roles)
        first = LAST_DAY - datetime.timedelta(days=365 * YEARS)
        self.days = [
            (first + datetime.timedelta(days=day)).isoformat()
            for day in range(365 * YEARS + 1)
        ]
        self.precision = shared("day 93 month 3 year 1.5 unknown 2.5")
        self.quote_status = shared("published 96 draft 3 withdrawn 1")
        self.article_status = shared("published 97 draft 2 withdrawn 1")
        self.article_kind = shared(
            "article-newspaper 70 webpage 12 article-magazine 8 interview 4 speech 4 "
            "post 2"
        )
        self.language = shared("en 86 en-GB 6 fr 3 de 2 es 2 ar 1")
        self.kind = shared("direct 60 mixed 15 indirect 25")
        self.anchor = shared("exact 84 edited 9 ambiguous 2 missing 5")
        self.standing = shared("unverified 55 verified 38 disputed 4 misattributed 3")
        self.cue = shared("said 60 added 15 warned 10 wrote 10 argued 5")
        self.size = shared("3 20 4 20 5 17 6 13 7 10 8 7 9 5 10 4 11 2 12 2")
        self.length = shared("8 10 12 20 16 25 22 20 30 15 45 8 70 2")
        self.made = dict.fromkeys(COLUMNS, 0)

    def batches(self):
        """Yield {table: lines}; the first batch has all rows that quotes refer to."""
        yield self.world.lines
        while self.made["quotes_quote"] < self.quotes:
            self.lines = {table: [] for table in list(COLUMNS)[4:]}
            for _ in range(ARTICLES_A_BATCH):
                self._article()
                if self.made["quotes_quote"] >= self.quotes:
                    break
            yield self.lines

    def _add(self, table, line):
        """Add a row with the next key of its table, and return the key."""
        self.made[table] = key = self.made[table] + 1
        self.lines[table].append(f"{key}\t{line}\n")
        return key

    def _sentence(self, length):
        text = " ".join(islice(self.words, length))
        return text[0].upper() + text[1:]

    def _date(self):
        """Return (date or NULL, precision). Four of five dates follow the keys."""
        precision = next(self.precision)
        if precision == "unknown":
            return NULL, precision
        last = len(self.days) - 1
        at = self.made["quotes_quote"] / self.quotes * last + self.rng.gauss(0, 30)
        if self.rng.random() < 0.2:
            at = self.rng.random() * last
        day = self.days[min(max(int(at), 0), last)]
        if precision == "month":
            return f"{day[:8]}01", precision
        return (f"{day[:5]}01-01" if precision == "year" else day), precision

    def _article(self):
        rng, number = self.rng, self.made["articles_article"] + 1
        day, precision = self._date()
        outlet = next(self.publication)
        site = self.world.publications[outlet].lower().replace(" ", "-")
        url = f"https://{site}.example/{number}"
        language, status = next(self.language), next(self.article_status)
        reason = _REASON if status == "withdrawn" else ""
        rights = "full" if rng.random() < 0.1 else "excerpts"
        key = self._add(
            "articles_article",
            f"{_STAMPS}\t{next(self.article_kind)}\t{self._sentence(7)}\t{url}\t{url}\t"
            f"\t{day}\t{precision}\t{NULL}\t{language}\t\t\t{rights}\t{status}\t"
            f"{reason}\t{outlet + 1}",
        )
        for position in range(1 + (rng.random() < 0.25)):
            given, _, family = self.world.speakers[next(self.speaker)].rpartition(" ")
            self._add(
                "articles_byline",
                f"{_STAMPS}\t{position}\t{given}\t\t{family}\t\t\t{key}",
            )
        size = min(int(next(self.size)), self.quotes - self.made["quotes_quote"])
        speakers = list(dict.fromkeys(islice(self.speaker, 1 + int(rng.random() * 4))))
        topics = list(dict.fromkeys(islice(self.topic, 3)))
        held = rng.random() < 0.92
        snapshot = self.made["articles_snapshot"] + 1 if held else NULL
        text, length = [], 0  # the paragraphs of the text
        for _ in range(size):
            speaker = speakers[int(rng.random() ** 2 * len(speakers))]
            name = self.world.speakers[speaker]
            words, kind, anchor, spans, paragraph = self._words(name, length)
            if held:
                text.append(paragraph)
                around = paragraph[: (spans[0][0] if spans else length) - length]
                after = paragraph[(spans[-1][1] if spans else length) - length :]
                length += len(paragraph) + 2
                context = f"{around[-CONTEXT:]}\t{after[:CONTEXT]}" if spans else "\t"
            else:
                anchor, spans, context = ("no_text", ""), [], "\t"
            pk = self._quote(
                words, kind, language, day, precision, spans, context, anchor, key,
                snapshot,
            )  # fmt: skip
            self._attribute(pk, speakers, speaker, name)
            for topic in topics[: int(rng.random() * 4)]:
                self._add("quotes_quote_topics", f"{pk}\t{topic + 1}")
        if held:
            whole = "\n\n".join(text)
            digest = hashlib.sha256(whole.encode()).hexdigest()
            copied = whole.replace("\n", r"\n")
            self._add(
                "articles_snapshot", f"{copied}\t{digest}\t{ENTERED}\t{url}\t{key}"
            )

    def _words(self, name, offset):
        """Return a quote as entered, and its paragraph, which starts at `offset`."""
        kind, anchor = next(self.kind), next(self.anchor)
        printed = " ".join(islice(self.words, int(next(self.length))))
        # The paragraph has enough context on both sides of the quote.
        lead = f"{next(self.filler)} {next(self.filler)} “"
        tail = f",” {name} {next(self.cue)}. {next(self.filler)}"
        start = offset + len(lead)
        words, spans = printed, [[start, start + len(printed)]]
        reason = ""
        if anchor == "edited":
            parts = printed.split(" ")
            first, last = " ".join(parts[:3]), " ".join(parts[-4:])
            cut = [(0, len(first)), (len(printed) - len(last), len(printed))]
            # Editors are stopped from cutting out a “not”.
            if changed_negations(printed, cut, f"{first} … {last}"):
                anchor = "exact"
            else:
                reason, words = _EDITED, f"{first} … {last}"
                spans = [[start + begin, start + end] for begin, end in cut]
        elif anchor == "ambiguous":
            reason, spans = _TWICE, []
            tail = f"{tail} “{printed}{tail}"
        elif anchor == "missing":
            reason, spans = _MISSING, []
            words = " ".join(islice(self.words, 9))
        return words, kind, (anchor, reason), spans, f"{lead}{printed}{tail}"

    def _quote(
        self, words, kind, language, day, precision, spans, context, anchor, key,
        snapshot,
    ):  # fmt: skip
        rng, status = self.rng, next(self.quote_status)
        own = "la" if rng.random() < 0.01 else ""
        translated = "\t"
        if language[:2] != "en" and rng.random() < 0.5:
            translated = f"{' '.join(islice(self.words, 12))}\ten"
        said = f"{NULL}\tunknown"
        if precision == "day" and rng.random() < 0.1:
            said = f"{day}\tday"
        reason = _REASON if status == "withdrawn" else ""
        return self._add(
            "quotes_quote",
            f"{_STAMPS}\t{kind}\t{words}\t{own}\t{translated}\t{said}\t\t{status}\t"
            f"{reason}\t{spans}\t{context}\t{anchor[0]}\t{anchor[1]}\t{key}\t{snapshot}",
        )

    def _attribute(self, pk, speakers, speaker, name):
        chance = self.rng.random()
        if chance < 0.01:
            return  # nobody is named
        named = [(speaker, next(self.standing))]
        others = [each for each in speakers if each != speaker]
        if chance > 0.95 and others:
            # A rival claim: at most one attribution of a quote is verified.
            named.append((others[0], "disputed" if chance > 0.98 else "unverified"))
        for each, standing in named:
            evidence = "" if standing == "unverified" else _EVIDENCE
            role = next(self.role) if chance < 0.6 else ""
            self._add(
                "quotes_attribution",
                f"{_STAMPS}\t{name}\t{role}\t{next(self.cue)}\t{standing}\t{evidence}\t"
                f"{pk}\t{each + 1}",
            )
