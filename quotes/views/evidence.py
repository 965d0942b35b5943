"""Both answers on the page of a quote: evidence, passage and source."""

from typing import NamedTuple

from django.utils.translation import gettext as _

from articles.models import Rights
from quotes.citations.indirect_sources import speaks_itself
from quotes.citations.reference import Reference
from quotes.citations.text_fragment import address_at
from quotes.explanations import (
    answer_printed,
    answer_said,
    explain_anchor,
    explain_kind,
    reply_of,
)
from quotes.exports.references import quoted_of, work_of
from quotes.extraction.quoted_parts import has_marks, quoted_part
from quotes.history.versions import Replaced, versions_of
from quotes.labels import GRAVITY, KINDS, WORKS, name_place
from quotes.listing.rows import AttributionRow
from quotes.models import Attribution, QuoteKind, Standing
from quotes.passages import (
    lead_in,
    neighbours,
    paragraph_passage,
    paragraph_place,
    passage,
    split_paragraphs,
)


class Said(NamedTuple):
    """The answer about one speaker: a question, a reply, and sentences after it."""

    attribution: Attribution
    row: AttributionRow
    question: str
    reply: str
    detail: str


def evidence_context(quote, row):
    """Return the context of both answers of a quote, which agree with each other.

    `row` is the QuoteRow of the quote.
    """
    context = passage_context(quote)
    was_printed = bool(context["replaced"])
    work = WORKS[quote.article.kind]
    reply, detail = reply_of(answer_printed(quote, work, was_printed=was_printed))
    return context | {
        "work": work,
        "printed_reply": reply,
        "printed_detail": detail,
        "kind": (KINDS[quote.kind][0], _explain_kind(quote, context, work)),
        "anchor_reason": "" if was_printed else explain_anchor(quote),
        "said": _said(quote, row, work, was_printed),
    }


def _source_at_words(quote):
    """Return the address of the words in the original, or "" if none is certain."""
    if quote.printed_in or not quote.is_located:
        return ""
    text = quote.snapshot.text
    printed = [text[start:end] for start, end in quote.spans]
    return address_at(quote.article.url, printed, quote.prefix, quote.suffix)


def _explain_kind(quote, context, work):
    part, marks_shown = "", True
    if shown := context["passage"]:
        part = quoted_part(context["passage_snapshot"].text, context["passage_spans"])
        marks_shown = has_marks("".join(run.text for run in shown.runs))
    said = quoted_of(quote, str)
    return explain_kind(
        quote,
        work,
        part,
        marks_shown=marks_shown,
        was_printed=bool(context["replaced"]),
        by_speaker=speaks_itself(Reference(work_of(quote.article, str), said)),
    )


def _said(quote, row, work, was_printed):
    """Return a Said for each attribution, the gravest first."""
    attributions = sorted(
        quote.attributions.all(), key=lambda each: GRAVITY.index(each.standing)
    )
    made = []
    for attribution, side in zip(attributions, row.attributions, strict=True):
        wrote = side.is_author and quote.kind != QuoteKind.INDIRECT
        question = _("Did %(name)s write it?") if wrote else _("Did %(name)s say it?")
        answer = answer_said(
            attribution.standing,
            quote,
            work,
            was_printed=was_printed,
            name=side.name,
        )
        question %= {"name": side.name}
        made.append(Said(attribution, side, question, *reply_of(answer)))
    return made


def credit_of(said):
    """Return the names of those who did say it, if evidence refutes somebody else."""
    if any(each.row.standing == Standing.MISATTRIBUTED for each in said):
        return [each.row for each in said if each.row.standing == Standing.VERIFIED]
    return []


def passage_context(quote):
    """Return the context of the passage around a quote, and of its snapshot.

    If the newest text lacks the words, it is the last snapshot that had them, and
    `replaced` says what the newest has in their place. `versions` are the held texts,
    unless they all have the words.
    """
    snapshot, spans = None, ()
    if quote.printed_in:
        snapshot, spans = quote.printed_in, quote.printed_spans
    elif quote.has_passage:
        snapshot, spans = quote.snapshot, quote.spans
    versions = versions_of(quote) if quote.version_count > 1 else []
    place = snapshot and paragraph_place(snapshot.text, spans)
    # A numbered paragraph needs no sign that others are before and after it.
    is_numbered = place and place.of > 1 and not quote.printed_in
    cut_out = paragraph_passage if is_numbered else passage
    beside = [None, None]
    if is_numbered and quote.article.rights == Rights.FULL:
        beside = neighbours(snapshot.text, place)
    return {
        "passage": snapshot and cut_out(snapshot.text, spans),
        "passage_snapshot": snapshot,
        "passage_spans": spans,
        "beside": [(each, each and name_place(each.place)) for each in beside],
        "lead_in": snapshot and lead_in(snapshot.text, spans),
        "place": place,
        "place_name": name_place(place) if place else "",
        "words_held": _words_held(quote),
        "source_at_words": _source_at_words(quote),
        "replaced": Replaced(quote) if quote.printed_in else None,
        "versions": [] if all(each.has_words for each in versions) else versions,
    }


def _words_held(quote):
    """Return how much of the source is stored, and how much readers may see."""
    if not quote.snapshot:
        return _("None")
    if split_paragraphs(quote.snapshot.text).excerpts:
        return _("Excerpts")
    if quote.article.rights == Rights.FULL:
        return _("Whole text")
    return _("The text; only the words around quotes are shown")
