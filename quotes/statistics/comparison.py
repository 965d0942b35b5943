"""Compares two or three speakers, optionally on a topic, in one statement.

Without a topic, numbers come from the tallies and are exact. On a topic, they come from
each speaker's newest SAMPLE_SIZE quotes on it.
"""

from dataclasses import dataclass

from articles.partial_dates import PartialDate
from quotes import page_sizes
from quotes.listing.criteria import Criteria
from quotes.listing.filters import Named
from quotes.listing.planner import SAMPLE_SIZE, SHORT_SCAN, Planner
from quotes.listing.scans import estimate_rows
from quotes.models import FacetCode, Standing
from quotes.models.listings import (
    COUNTERS,
    STANDING_CODES,
    STANDING_NAME,
    encode_attribution,
    encode_undoubted,
)
from quotes.sql import UnionQuery
from quotes.statistics import samples
from quotes.statistics.charts import Scale, choose_scale
from quotes.statistics.drawings import SERIES, Timeline, draw_timeline
from quotes.statistics.keywords import (
    KEYWORDS_SHOWN,
    Keywords,
    count_texts,
    grammar,
    link_keywords,
    select_texts,
)
from quotes.statistics.log_odds import WordCounts, distinctive
from quotes.statistics.profiles import Dimension, Subject, fixed_dimensions
from quotes.statistics.tallies import VERDICTS, Counts, counts_from, select_counts

#: Maximum and minimum number of each speaker's newest quotes whose words are compared.
MAX_KEYWORD_QUOTES, MIN_KEYWORD_QUOTES = 500, 15
_BASE = "lower(split_part(language, '-', 1))"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the compared speakers, with figures of their quotes (on the topic).

    If `sampled`, there are more than SAMPLE_SIZE quotes, and only the newest, those
    from `since` on, were counted. `newest` has the keys of quotes.
    """

    speaker: Named
    subject: Subject
    counts: Counts
    timeline: Timeline | None
    dimensions: dict[str, Dimension]
    sampled: bool
    since: PartialDate | None
    keywords: Keywords | None
    newest: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """The sides, in the requested order, and their common scale of time."""

    sides: tuple[Side, ...]
    scale: Scale | None

    @property
    def discs(self):
        """Return whether charts have a disc for each quote, all or none of them."""
        return all(side.timeline.discs for side in self.sides)

    @property
    def verdicts(self):
        """Return the verdicts that occur in any chart."""
        found = {name for side in self.sides for name in side.timeline.verdicts}
        return [name for name in SERIES if name in found]

    @property
    def times(self):
        """Return (label, [Bar of each side]) for spans in which any side has quotes."""
        if not self.scale:
            return []
        return [
            (bars[0].label, bars)
            for bars in zip(
                *(side.timeline.columns for side in self.sides), strict=True
            )
            if any(bar.count for bar in bars)
        ]

    @property
    def shares(self):
        """Return (legend, [(label, [of each side])]) by dimension.

        Each is (Share or None, Dimension or None).
        """
        made = []
        for name in COUNTERS:
            of_sides = [side.dimensions.get(name) for side in self.sides]
            legends = {each.name: each.legend for each in of_sides if each}
            values = {
                share.value: share.label
                for each in of_sides
                if each
                for share in each.shares
            }
            found = [
                {share.value: share for share in (each.shares if each else ())}
                for each in of_sides
            ]
            if legends:
                rows = [
                    (
                        label,
                        [
                            (shares.get(value), side.dimensions.get(name))
                            for shares, side in zip(found, self.sides, strict=True)
                        ],
                    )
                    for value, label in values.items()
                ]
                made.append((legends[name], rows))
        return made


def compare_speakers(speakers, topic=None):
    """Return the Comparison of some Named speakers, on a Named topic or on all."""
    query = UnionQuery()
    for place, plan in enumerate(_plans(speakers, topic)):
        _select_side(query, str(place), plan, speakers[place].pk, bool(topic))
    everything = " UNION ALL ".join(
        f"SELECT language FROM rows{place}" for place in range(len(speakers))
    )
    # A word is compared with words of the same language.
    query.cte(
        "main",
        f"SELECT {_BASE} AS base FROM ({everything}) each"
        " GROUP BY 1 ORDER BY count(*) DESC, 1 LIMIT 1",
    )
    query.select("language", ["base"], "FROM main")
    for place, speaker in enumerate(speakers):
        _select_printed_texts(query, str(place), speaker.pk)
    results = query.execute()
    counted = [counts_from(results, str(place)) for place in range(len(speakers))]
    merged = {}
    for each in counted:
        for period, number in each.periods.items():
            merged[period] = merged.get(period, 0) + number
    scale = choose_scale(merged)
    words = _words(results, speakers, topic)
    sides = []
    for place, (speaker, number) in enumerate(zip(speakers, counted, strict=True)):
        also = (("topic", topic.slug),) if topic else ()
        subject = Subject(
            "speaker", speaker.slug, FacetCode.SPEAKER, speaker.pk, also=also
        )
        read = results[f"read{place}"][0]
        sampled = bool(topic) and read.number > SAMPLE_SIZE
        sides.append(
            Side(
                speaker,
                subject,
                number,
                scale
                and draw_timeline(
                    scale, number, subject.address_of_days, beside=counted
                ),
                {each.name: each for each in fixed_dimensions(subject, number)},
                sampled,
                samples.partial_date(*read.days[:2]) if read.days else None,
                words[place],
                tuple(int(each.key) for each in results.get(f"newest{place}", ())),
            )
        )
    return Comparison(tuple(sides), scale)


def _plans(speakers, topic):
    """Return a Plan for each speaker's newest quotes, with at most one estimate."""
    found = []
    for speaker in speakers:
        criteria = Criteria(speaker=(speaker.pk,), topic=(topic.pk,) if topic else ())
        totals = {("speaker", speaker.pk): speaker.quotes}
        if topic:
            totals["topic", topic.pk] = topic.quotes
        found.append((criteria, Planner(criteria, totals), min(totals.values())))
    if topic and any(fewest > SHORT_SCAN for *_, fewest in found):
        estimable = [each for _, planner, _ in found for each in planner.estimable]
        known = estimate_rows(estimable)
        for _, planner, _ in found:
            planner.estimates = known
    return [planner.plan(criteria, SAMPLE_SIZE + 1) for criteria, planner, _ in found]


def _select_side(query, name, plan, speaker, on_topic):
    """Select the counts of one side, and its newest quotes."""
    query.cte(f"plan{name}", plan.sql, *plan.parameters, prepared=plan.prepared)
    query.cte(
        f"rows{name}",
        "SELECT quote_id, day, last_day, kind, anchor, language, attributions,"
        f" row_number() OVER ({samples.NEWEST_QUOTES}) AS place FROM plan{name}",
    )
    rows = f"FROM rows{name} WHERE place <= {SAMPLE_SIZE}"
    query.select(
        f"read{name}", ["''", "''", "count(*)", "0", samples.SPAN], f"FROM rows{name}"
    )
    query.select(
        f"newest{name}",
        ["quote_id"],
        f"FROM rows{name} WHERE place <= {page_sizes.COMPARED_QUOTES} ORDER BY place",
    )
    if not on_topic:
        select_counts(query, FacetCode.SPEAKER, speaker, name=name)
        return
    verdicts = [
        encode_attribution(speaker, STANDING_CODES[standing])
        for standing in (Standing.VERIFIED, Standing.DISPUTED, Standing.MISATTRIBUTED)
    ]
    # The same periods as the tallies have: see migration 0009.
    query.select(
        f"period{name}",
        [
            "extract(year FROM day) * 100 + CASE WHEN last_day > day + 31 THEN 0"
            " ELSE extract(month FROM day) END",
            VERDICTS.format(
                *["count(*) FILTER (WHERE attributions @> ARRAY[%s]::bigint[])"] * 3
            ),
            "count(*)",
        ],
        f"{rows} AND last_day < day + 400 GROUP BY 1, 2",
        *verdicts,
        *verdicts,
    )
    query.select(f"sort{name}", ["'total'", "''", "count(*)"], rows)
    for sort in ("kind", "anchor"):
        query.select(
            f"sort{name}", [f"'{sort}'", sort, "count(*)"], f"{rows} GROUP BY {sort}"
        )
    query.select(
        f"sort{name}",
        ["'standing'", STANDING_NAME.format("(a & 3)"), "count(*)"],
        f"FROM rows{name}, unnest(attributions) a WHERE place <= {SAMPLE_SIZE}"
        " AND a >> 2 = %s GROUP BY a & 3",
        speaker,
    )


def _select_printed_texts(query, name, speaker):
    """Select the texts of one side's newest quotes in the main language."""
    select_texts(
        query,
        f"texts{name}",
        f"(SELECT quote_id, kind FROM rows{name} JOIN main ON main.base = {_BASE}"
        f" WHERE kind <> 'indirect' AND attributions && %s::bigint[]"
        f" ORDER BY place LIMIT {MAX_KEYWORD_QUOTES}) n",
        "true",
        encode_undoubted(speaker),
    )


def _words(results, speakers, topic):
    """Return the Keywords of each side against the others; None if too few quotes."""
    language = next((each.key for each in results.get("language", ())), "")
    counted = []
    for place in range(len(speakers)):
        words = WordCounts()
        count_texts(words, results.get(f"texts{place}", ()), language)
        counted.append(words)
    if sum(words.quotes >= MIN_KEYWORD_QUOTES for words in counted) < 2:
        return [None] * len(speakers)
    found = []
    for words in counted:
        others = WordCounts()
        for each in counted:
            if each is not words:
                others = others.joined(each)
        found.append(
            (distinctive(words, others, (), 3 * KEYWORDS_SHOWN), others.quotes)
        )
    plain = grammar({each.word for words, _ in found for each in words}, language)
    filters = [("topic", topic.slug)] if topic else []
    return [
        link_keywords(
            [each for each in words if each.word not in plain][:KEYWORDS_SHOWN],
            own.quotes,
            others,
            language,
            speaker.slug,
            *filters,
        )
        for (words, others), own, speaker in zip(found, counted, speakers, strict=True)
    ]
