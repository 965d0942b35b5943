"""The other prints of a quote’s saying, for the page of the quote."""

import json
from itertools import product
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.models.base import make_url_slug
from quotes.lexicon.words import keys_of
from quotes.listing.credits import WORDS_NOT_FOUND
from quotes.models import Standing
from quotes.models.listings import STANDING_CODES
from quotes.paths import path_for
from quotes.sql import fetch_rows

#: Other prints that are read, the earliest first.
MAX_PRINTS_READ = 500
_REFUTED = STANDING_CODES[Standing.MISATTRIBUTED]
_SQL = f"""
SELECT y.id, first.text, q.article_id, extract(year FROM a.published_on)::int,
    l.quote_id, l.anchor, l.attributions,
    CASE WHEN y.refuted <> '{{}}' THEN q.text END,
    CASE WHEN q.snapshot_id = %s THEN q.spans END
FROM quotes_sayingmember own
JOIN quotes_saying y ON y.id = own.saying_id AND y.prints >= 2
JOIN quotes_quote first ON first.id = y.earliest_id
JOIN quotes_sayingmember m ON m.saying_id = y.id AND m.state <> 'proposed'
    AND m.quote_id <> own.quote_id
JOIN quotes_listing l ON l.quote_id = m.quote_id
JOIN quotes_quote q ON q.id = m.quote_id
JOIN articles_article a ON a.id = q.article_id
WHERE own.quote_id = %s AND own.state <> 'proposed'
ORDER BY a.published_on NULLS LAST, l.quote_id LIMIT {MAX_PRINTS_READ + 1}
"""


class Refuted(NamedTuple):
    """A speaker whom a quote names, and another print that evidence refutes.

    `same`: the other print has the same words.
    """

    name: str
    path: str
    same: bool
    standing: str  #: of the speaker in the quote itself

    @property
    def headline(self):
        if self.same:
            text = _("Misattributed to {name}: see another print")
        else:
            text = _("Misattributed to {name} in another wording")
        return text.format(name=self.name)


class OtherPrints(NamedTuple):
    """The saying of a quote, and how many other sources have it.

    `sources` is their number, `first` the earliest year or None. `undated` and `unseen`
    are the numbers of those without a date, and of those whose text may lack the words.
    `others` give another speaker, `named` is whether the quote names one itself.
    `repeated`: another place in the text of the quote's own source has the words. If
    there are `more` prints than were read, the numbers are lower bounds.
    """

    path: str
    sources: int
    first: int | None
    undated: int
    unseen: int
    others: int
    named: bool
    refuted: tuple[Refuted, ...]
    repeated: bool
    more: bool

    @property
    def sentence(self):
        """Return “Also printed in 7 sources since 1906; 2 give another speaker”."""
        n = self.sources
        if not n and self.repeated:
            return _("Printed more than once in this source")
        if not n:
            return _("Recorded more than once from this source")
        if self.unseen:
            text = ngettext(
                "Also on record from {number} source",
                "Also on record from {number} sources",
                n,
            )
        else:
            text = ngettext(
                "Also printed in {number} source",
                "Also printed in {number} sources",
                n,
            )
        parts = [text.format(number=self._at_least(n))]
        if self.first and n == 1 and not self.more:
            parts[0] += _(", in {year}").format(year=self.first)
        elif self.first and not (self.undated or self.more):
            parts[0] += _(" since {year}").format(year=self.first)
        elif self.first:
            parts.append(_("the earliest dated {year}").format(year=self.first))
        if self.others and self.named:
            text = ngettext(
                "{number} gives another speaker",
                "{number} give another speaker",
                self.others,
            )
            parts.append(text.format(number=self._at_least(self.others)))
        elif self.others:
            text = ngettext(
                "{number} names a speaker", "{number} name a speaker", self.others
            )
            parts.append(text.format(number=self._at_least(self.others)))
        return "; ".join(parts)

    def _at_least(self, number):
        text = _("at least {number:,}") if self.more else "{number:,}"
        return text.format(number=number)


def find_other_prints(quote, attributions):
    """Return the OtherPrints of a public quote, or None. One statement."""
    rows = fetch_rows(_SQL, [quote.snapshot_id, quote.pk])
    if not rows:
        return None
    own = {each.speaker_id: each for each in attributions}
    said = {key for key, each in own.items() if each.standing != Standing.MISATTRIBUTED}
    words, refuted, sources, repeated = keys_of(quote.text), {}, {}, False
    read = rows[:MAX_PRINTS_READ]
    for _saying, _first, article, year, pk, anchor, encoded, text, spans in read:
        for each in encoded:
            speaker = each >> 2
            named = own.get(speaker)
            if each & 3 != _REFUTED or not named:
                continue
            if named.standing == Standing.MISATTRIBUTED:
                continue
            path = path_for("quote", pk, make_url_slug(text, "quote"))
            same = keys_of(text) == words
            if speaker not in refuted or (same and not refuted[speaker].same):
                name = named.speaker.name
                refuted[speaker] = Refuted(name, path, same, named.standing)
        if article == quote.article_id:
            if quote.is_located and anchor not in WORDS_NOT_FOUND:
                repeated |= _are_apart(quote.spans, json.loads(spans or "[]"))
            continue
        theirs = {each >> 2 for each in encoded if each & 3 != _REFUTED}
        years, unseen, others = sources.setdefault(article, (set(), [], []))
        years.add(year)
        unseen.append(anchor in WORDS_NOT_FOUND)
        others.append(bool(theirs) and theirs.isdisjoint(said or own))
    years = [year for years, *_rest in sources.values() for year in years if year]
    saying, first, *_rest = rows[0]
    return OtherPrints(
        path_for("saying", saying, make_url_slug(first, "saying")),
        len(sources),
        min(years, default=None),
        sum(None in years for years, *_rest in sources.values()),
        sum(all(unseen) for _years, unseen, _others in sources.values()),
        sum(all(others) for *_rest, others in sources.values()),
        bool(own),
        tuple(refuted.values()),
        repeated,
        len(rows) > MAX_PRINTS_READ,
    )


def _are_apart(spans, others):
    """Return whether two lists of spans are known places that do not overlap."""
    return bool(spans and others) and all(
        end <= other_start or other_end <= start
        for (start, end), (other_start, other_end) in product(spans, others)
    )
