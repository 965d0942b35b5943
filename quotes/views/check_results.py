"""The result of checking a text, for its page: marks, verdicts and sources."""

import re
from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from articles.models import Article
from quotes.anchoring.context_dependence import cut_off
from quotes.anchoring.word_diff import DiffRun
from quotes.checking.drafts import MAX_QUOTATIONS
from quotes.checking.labels import LABELS, Label, label_of, print_label
from quotes.checking.name_comparison import RIGHT
from quotes.checking.speakers import compare_speaker
from quotes.checking.verdicts import Flag, Verdict
from quotes.lexicon.words import indexed_words
from quotes.listing.closest import closest_quotes
from quotes.listing.criteria import Criteria
from quotes.listing.rows import QuoteRow
from quotes.search.query import build_query
from quotes.search.syntax import parse
from quotes.translation import label as _
from quotes.views.check_sources import Source, SourceRows, is_quote, make_source

#: Quotation marks and punctuation at the end of a quotation.
_CLOSING = re.compile("[\"”’»›“'.,;:!?)…]*")
#: Longer quotations (code points) that are “too short to tell” were not judged at all.
_UNJUDGED = 300
#: Punctuation that may differ where a quotation ends; a question mark may not.
_STOPS = " .,;:"
#: Sources of a quotation that are named, and quotes that are close.
MAX_SOURCES_NAMED, MAX_CLOSE = 5, 3
#: Quotations of a text for which close quotes are looked for: each takes a search.
MAX_SEARCHES = 5
#: Verdicts that mean that a source has the words.
_WITH_WORDS = {
    Verdict.EXACT,
    Verdict.MARKED,
    Verdict.AT_RISK,
    Verdict.CHANGED_SINCE,
}
_WITH_CLOSEST = {
    Verdict.NOT_ON_RECORD,
    Verdict.PARAPHRASE,
    Verdict.ALTERED,
    Verdict.TOO_SHORT,
}
#: Verdicts for which the earliest source comes first. For others, it is the one that
#: the verdict is about.
_BY_DATE = {
    Verdict.EXACT,
    Verdict.MARKED,
    Verdict.SAID_BY_ANOTHER,
    Verdict.TOO_SHORT,
}


class CheckedSegment(NamedTuple):
    """A piece of the text, or, without text, the number of the quotation before it.

    `item` is the number of its quotation, 0 for none; `begins`: it is the first piece.
    """

    text: str
    item: int = 0
    begins: bool = False


@dataclass
class QuotationResult:
    """A quotation of the text with its verdict, and where its words are."""

    number: int
    words: str
    speaker: str
    verdict: Verdict
    flags: frozenset[Flag]
    label: Label
    #: The sign for how the words are printed, without regard to the speaker.
    print_sign: str
    reason: str
    notes: tuple[str, ...]
    speaker_is: str
    outside: str
    diff: tuple[DiffRun, ...]
    sources: list[Source]
    #: Other articles with these words, and how many more there are.
    others: list[Article]
    more: int
    #: Whether all of them are known to print the words now.
    are_printed: bool
    closest: list[QuoteRow]

    @property
    def has_words(self):
        """Return whether some source has these words, so that its speaker counts."""
        return self.verdict in _WITH_WORDS

    @property
    def headline(self):
        if self.is_unjudged:
            return _("Not judged")
        return self.label.headline

    @property
    def meaning(self):
        """Return what the verdict means, unless its reason says why there is none."""
        return "" if self.is_unjudged else self.label.meaning

    @property
    def is_unjudged(self):
        """Return whether it is too long, or has too many marks, to be judged."""
        return self.verdict == Verdict.TOO_SHORT and len(self.words) > _UNJUDGED

    @property
    def state(self):
        """Return the sign of the headline, or of the standing of a refuted quote."""
        if self.verdict == Verdict.REFUTED and self.sources:
            row = self.sources[0].row
            if row and row.attributions:
                return row.attributions[0].standing
        return self.label.sign


@dataclass
class CheckReport:
    """The result of checking a text, as the page shows it."""

    text: str
    items: list[QuotationResult]
    segments: list[CheckedSegment]
    #: (Label, numbers of its items) of the verdicts that occur.
    counts: list[tuple[Label, list[int]]]

    @property
    def is_full(self):
        """Return whether the text may have quotations that were not checked."""
        return len(self.items) >= MAX_QUOTATIONS


def make_report(text, checked, absolute):
    """Return the CheckReport of a text and its Checked quotations.

    `absolute` turns a path into a URL. A few statements, whatever the number, and one
    search for each of the first MAX_SEARCHES that have no exact place.
    """
    rows = SourceRows(checked)
    items, searches = [], 0
    for number, each in enumerate(checked, 1):
        looks = each.judgement.verdict in _WITH_CLOSEST and searches < MAX_SEARCHES
        searches += looks
        items.append(_item(number, each, rows, absolute, looks))
    numbers = defaultdict(list)
    order = list(LABELS)
    for item in sorted(items, key=lambda each: order.index(each.verdict)):
        numbers[item.label.word].append(item)
    counts = [
        (several[0].label, [item.number for item in several])
        for several in numbers.values()
    ]
    return CheckReport(text, items, list(_segments(text, checked)), counts)


def _segments(text, checked):
    spans = sorted(
        (start, end, number, at == 0, at == len(each.spans) - 1)
        for number, each in enumerate(checked, 1)
        for at, (start, end) in enumerate(each.spans)
    )
    following = [*[start for start, *_rest in spans[1:]], len(text)]
    done = 0
    for (start, end, number, begins, ends), limit in zip(
        spans, following, strict=False
    ):
        if start < done:
            continue
        if start > done:
            yield CheckedSegment(text[done:start])
        yield CheckedSegment(text[start:end], number, begins)
        done = end
        if ends:
            # The number comes after the closing mark.
            if closing := _CLOSING.match(text, end, max(limit, end))[0]:
                yield CheckedSegment(closing)
                done += len(closing)
            yield CheckedSegment("", number)
    if done < len(text):
        yield CheckedSegment(text[done:])


def _item(number, checked, rows, absolute, looks):
    judged = checked.judgement
    groups = defaultdict(list)
    for place in judged.places:
        if place.source in rows.articles:
            groups[place.source].append(place)
    if judged.verdict == Verdict.JOINED:
        shown = [[place] for place in judged.places if place.source in rows.articles]
        others = []
    else:
        ordered = list(groups.values())
        if judged.verdict in _BY_DATE:
            ordered.sort(key=lambda each: _order(each, checked.speaker))
        shown, others = ordered[:1], ordered[1:]
    sources = [make_source(each, judged, rows, absolute) for each in shown]
    known = {source.row.key for source in sources if source.row}
    return QuotationResult(
        number,
        checked.words,
        checked.speaker,
        judged.verdict,
        judged.flags,
        label_of(judged),
        print_label(judged).sign,
        _reason(judged, sources),
        judged.notes,
        judged.speaker,
        judged.outside,
        tuple(_without_stops(run) for run in judged.diff),
        sources,
        [rows.articles[each[0].source] for each in others[:MAX_SOURCES_NAMED]],
        max(0, len(others) - MAX_SOURCES_NAMED),
        all(any(place.is_current for place in each) for each in others),
        _closest(checked.words, known) if looks else [],
    )


def _reason(judged, sources):
    """Return the reason of a verdict; for a changed text, that of its quotes."""
    if judged.verdict == Verdict.CHANGED_SINCE and sources and sources[0].changed:
        return f"{sources[0].changed}."
    return judged.reason


def _without_stops(run):
    """Return a DiffRun as equal if only the punctuation at its ends differs."""
    if run.printed.strip(_STOPS) == run.entered.strip(_STOPS) != "":
        return replace(run, same=True)
    return run


def _order(places, speaker):
    """Return the sort key of a source: of the speaker named first, then the earliest.

    The places of a source are its texts and its quotes.
    """
    fits = any(compare_speaker(place, speaker, ()) == RIGHT for place in places)
    is_refuted = any(place.candidate.refuted for place in places)
    is_current = any(place.is_current for place in places)
    dates = [place.candidate.said_on for place in places if place.candidate.said_on]
    # An earlier passage in which the words have another sense does not come first.
    is_cut = all(
        not is_quote(place) and cut_off(place.candidate.text, place.spans)
        for place in places
    )
    earliest = min(dates, default=date.max)
    return not fits, is_refuted, not is_current, is_cut, earliest, places[0].source


def _closest(words, known):
    """Return the rows of the quotes closest to some words, without those `known`."""
    asked = " ".join(indexed_words(words)[:48])
    if not asked:
        return []
    found = closest_quotes(Criteria(search=build_query(parse(asked))), asked)
    return [each.quote for each in found if each.quote.key not in known][:MAX_CLOSE]
