"""The sources of checked words: who says them there, and what readers may see."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import NamedTuple

from django.db import models
from django.utils import timezone

from articles.models import Article, Rights, Snapshot
from quotes.checking.candidates import SPOKEN
from quotes.checking.report import match_as_printed
from quotes.checking.verdicts import Flag, Verdict
from quotes.citations.attribution import speaker_line
from quotes.citations.changed import Changed
from quotes.labels import STANDINGS, name_place
from quotes.listing.rows import QuoteRow, make_row
from quotes.models import Quote, Standing
from quotes.passages import (
    Passage,
    paragraph_passage,
    paragraph_place,
    passage,
    sentence_passage,
)
from quotes.paths import path_for

#: Quotes of the texts shown, among which those with the same words are looked for.
_MAX_QUOTES = 2_000
#: Verdicts for which the words are those of the quote on record.
_SAME_WORDS = {Verdict.EXACT, Verdict.SAID_BY_ANOTHER, Verdict.REFUTED}


class Evidence(NamedTuple):
    """The findings of editors about one speaker of a quote."""

    name: str
    finding: str
    text: str


@dataclass
class Source:
    """A source that has the words, or the nearest ones, and who says them there."""

    article: Article
    printed: str
    row: QuoteRow | None = None
    #: Whether the words are those of the quote on record, which has its own finding.
    is_same: bool = False
    authors: tuple[str, ...] = ()
    passage: Passage | None = None
    #: Where it is: “Paragraph 3 of 31”, and its address.
    place: str = ""
    link: str = ""
    #: Whether readers may only see this sentence of the text.
    is_limited: bool = False
    #: When the text was last read with these words, if the newest lacks them.
    changed: Changed | None = None
    evidence: list[Evidence] = field(default_factory=list)
    credit: str = ""

    @property
    def path(self):
        return self.row.path if self.row else self.article.get_absolute_url()

    @property
    def who(self):
        """Return who says it there, and whose attribution is in doubt."""
        if not self.row:
            return ", ".join(self.authors)
        line = speaker_line(
            [(each.name, each.standing) for each in self.row.attributions]
        )
        saying = self.row.saying
        return f"{saying.warning}: {line}" if saying else line

    @property
    def cite_path(self):
        if self.row:
            return path_for("cite", self.row.key)
        return path_for("cite_article", self.article.pk)


class SourceRows:
    """The articles and quotes of the places of all quotations, read once."""

    def __init__(self, checked):
        places = [place for each in checked for place in each.judgement.places]
        self.articles = {
            article.pk: article
            for article in Article.objects.public()
            .with_names()
            .filter(pk__in={place.source for place in places})
        }
        keys = {_key(place) for place in places if is_quote(place)}
        self._of_snapshot = defaultdict(list)
        snapshots = {_key(place) for place in places if not is_quote(place)}
        if snapshots:
            found = Quote.objects.public().filter(snapshot__in=snapshots)
            found = found.order_by("pk").values_list("pk", "snapshot", "spans")
            for key, snapshot, spans in found[:_MAX_QUOTES]:
                self._of_snapshot[snapshot].append((key, spans))
        keys |= {
            key
            for place in places
            if not is_quote(place) and (key := self.quote_at(place))
        }
        quotes = (
            Quote.objects.public()
            .filter(pk__in=keys)
            .for_lists()
            .prefetch_related("article__bylines")
            .select_related("snapshot", "printed_in")
            .fetch_mode(models.FETCH_PEERS)
        )
        self.quotes = {quote.pk: quote for quote in quotes}
        self._texts = {}

    def quote_at(self, place):
        """Return the key of the quote on record with most of the words of a place."""
        best, most = None, 0
        length = sum(end - start for start, end in place.whole_spans)
        for key, spans in self._of_snapshot[_key(place)]:
            own = sum(end - start for start, end in spans)
            shared = sum(
                max(0, min(end, stop) - max(start, begin))
                for start, end in spans
                for begin, stop in place.whole_spans
            )
            if 2 * shared >= min(own, length) and shared > most:
                best, most = key, shared
        return best

    def text_of(self, place):
        """Return the whole text that has a place."""
        return self._snapshot(place)[0]

    def read_on(self, place):
        """Return the date on which the text that has a place was read."""
        return timezone.localdate(self._snapshot(place)[1])

    def _snapshot(self, place):
        key = _key(place)
        if key not in self._texts:
            rows = Snapshot.objects.filter(pk=key).values_list("text", "retrieved_at")
            self._texts[key] = rows.get()
        return self._texts[key]


def _key(place):
    return place.candidate.key[1]


def is_quote(place):
    return place.candidate.key[0] == "quote"


def make_source(places, judged, rows, absolute):
    """Return the Source of a Judgement's places in one article, the best first."""
    quoted = next((place for place in places if is_quote(place)), None)
    held = next((place for place in places if not is_quote(place)), None)
    article = rows.articles[places[0].source]
    key = _key(quoted) if quoted else rows.quote_at(held)
    quote = rows.quotes.get(key)
    made = Source(article, match_as_printed(held or quoted))
    if quote:
        made.row = make_row(quote)
        made.is_same = (
            quoted is not None
            # not those of its translation
            and quoted.candidate.text == quote.text
            and _is_same(quoted, held, judged)
        )
        made.evidence = [
            Evidence(each.speaker.name, STANDINGS[each.standing][0], each.evidence)
            for each in quote.attributions.all()
            if each.standing != Standing.UNVERIFIED
        ]
    elif article.kind in SPOKEN and held.speakers:
        made.authors = tuple(map(str, article.bylines.all()))
    if held:
        if held.candidate.changed_on:
            read_on = rows.read_on(held)
            made.changed = Changed(read_on, held.candidate.changed_on)
        _add_passage(made, held, rows, is_public=bool(quote))
    elif quote:
        made.passage = _passage_of_quote(quote)
        made.changed = quote.caveat if quote.had_at else None
    made.credit = _credit(made, absolute)
    return made


def _is_same(quoted, held, judged):
    """Return whether the finding on a quote on record holds for the checked words."""
    if judged.diff:
        return False
    if quoted.candidate.unprinted or not quoted.candidate.is_compared:
        return True
    changed = held and bool(held.candidate.changed_on)
    is_now = changed is None or changed == bool(quoted.candidate.changed_on)
    is_marked = Flag.MARKED in judged.flags
    return judged.verdict in _SAME_WORDS and is_now and not is_marked


def _add_passage(source, place, rows, *, is_public):
    """Add the passage of a place in a text, as far as readers may see it.

    That is what the page of a quote shows, if the text may be read or the words are
    those of a quote on record; of other texts only the sentence.
    """
    text, spans = rows.text_of(place), place.whole_spans
    if source.article.rights != Rights.FULL and not is_public:
        source.passage, source.is_limited = sentence_passage(text, spans), True
        return
    found = paragraph_place(text, spans)
    if place.candidate.changed_on or found.of == 1:
        source.passage = passage(text, spans)
        return
    source.passage = paragraph_passage(text, spans)
    source.place = name_place(found)
    source.link = source.article.get_absolute_url() + found.link


def _passage_of_quote(quote):
    if quote.printed_in:
        return passage(quote.printed_in.text, quote.printed_spans)
    return passage(quote.snapshot.text, quote.spans) if quote.has_passage else None


def _credit(source, absolute):
    """Return who said it where and when, in a line that can be copied."""
    article, row = source.article, source.row
    parts = [
        source.who,
        f"“{article.title}”",
        article.publication.name if article.publication else "",
        str((row.dated if row else article.published) or ""),
        absolute(source.path),
    ]
    return ", ".join(filter(None, parts))
