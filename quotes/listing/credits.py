"""Credits of a saying: speakers, since when, in how many prints, and standings.

`sum_up` puts them into one sentence, which claims nothing beyond this record.
"""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from articles.partial_dates import PartialDate
from articles.text import lower_first, upper_first
from quotes.citations.attribution import list_names
from quotes.formatting import excerpt
from quotes.labels import GRAVITY
from quotes.listing.rows import AttributionRow
from quotes.listing.variants import words_key
from quotes.models import AnchorStatus, Standing

#: How many speakers a sentence names.
MAX_CREDITED = 3
#: Anchor statuses of sources that are not known to have the words.
WORDS_NOT_FOUND = {AnchorStatus.MISSING, AnchorStatus.NO_TEXT, AnchorStatus.DIFFERS}
VERIFIED, REFUTED, DISPUTED = (
    Standing.VERIFIED,
    Standing.MISATTRIBUTED,
    Standing.DISPUTED,
)


@dataclass(slots=True)
class Credit:
    """A speaker whom prints of a saying credit: how many, when, and their standings.

    `refuted` is the number of its prints with words that evidence refutes in some
    print, whatever the standing of these prints.
    """

    speaker: AttributionRow
    prints: int = 0
    standings: Counter = field(default_factory=Counter)
    dates: list[PartialDate] = field(default_factory=list)
    refuted: int = 0

    @property
    def name(self):
        return self.speaker.name

    @property
    def first(self):
        """Return the date of its first dated print, or None."""
        return self.dates[0] if self.dates else None

    @property
    def last(self):
        return self.dates[-1] if self.dates else None

    @property
    def is_refuted(self):
        """Return whether evidence refutes it in all its words, and verifies none."""
        return self.refuted == self.prints and not self.standings[VERIFIED]

    @property
    def found(self):
        """Return [(standing, number of prints)], the gravest first."""
        return [
            (each, self.standings[each]) for each in GRAVITY if self.standings[each]
        ]

    @property
    def gravity(self):
        """Return its rank in a list: the refuted first, the verified last."""
        seen = self.standings
        if self.is_refuted:
            return 0
        if seen[REFUTED] or seen[DISPUTED]:
            return 1
        return 3 if seen[VERIFIED] else 2


def find_credits(prints):
    """Return the Credits of Prints (in order of date), the gravest first."""
    found, refuted = {}, set()
    for each in prints:
        for speaker in each.row.attributions:
            if speaker.standing == REFUTED:
                refuted.add((speaker.slug, words_key(each.row)))
    for each in prints:
        for speaker in each.row.attributions:
            credit = found.setdefault(speaker.slug, Credit(speaker))
            credit.prints += 1
            credit.standings[speaker.standing] += 1
            if each.printed:
                credit.dates.append(each.printed)
            credit.refuted += (speaker.slug, words_key(each.row)) in refuted
    return sorted(found.values(), key=lambda each: (each.gravity, -each.prints))


def sum_up(prints, credits, total):
    """Return one sentence on a saying: who is credited, and its earliest print.

    `prints` are in order of date, `total` is their number, if not all were read.
    """
    first, verified = _earliest(prints)
    named = [
        each
        for each in credits
        if each.speaker.slug != verified or each.prints > 1 or each.gravity < 3
    ]
    clauses = [_clause(each) for each in named[:MAX_CREDITED]]
    if (more := len(named) - MAX_CREDITED) > 0:
        text = ngettext(
            "attributed to {number:,} other as well",
            "attributed to {number:,} others as well",
            more,
        )
        clauses.append(text.format(number=more))
    if not credits:
        clauses.append(_("no print names a speaker"))
    text = "; ".join([*clauses, first])
    if total > len(prints):
        text = _("In its {number:,} earliest prints: {text}").format(
            number=len(prints), text=text
        )
    return f"{upper_first(text)}."


def name_earliest(rivals, undated, anchor_status):
    """Return what to call the first dated print: “earliest print on record here”.

    `rivals`: other sources may be as early; `undated`: some prints have no date.
    `anchor_status` is the status of that print, as readers see it.
    """
    if anchor_status in WORDS_NOT_FOUND:
        return {
            (False, False): _("earliest source named on record here"),
            (False, True): _("earliest dated source named on record here"),
            (True, False): _("one of the earliest sources named on record here"),
            (True, True): _("one of the earliest dated sources named on record here"),
        }[rivals, undated]
    return {
        (False, False): _("earliest print on record here"),
        (False, True): _("earliest dated print on record here"),
        (True, False): _("one of the earliest prints on record here"),
        (True, True): _("one of the earliest dated prints on record here"),
    }[rivals, undated]


def _earliest(prints):
    """Return a clause on the earliest print, and the slug of its verified speaker."""
    dated = [each for each in prints if each.printed]
    if not dated:
        return _("no print on record here is dated"), ""
    first = dated[0]
    rivals = any(
        each.printed.first_day <= first.printed.last_day
        for each in dated[1:]
        if each.row.article.key != first.row.article.key
    )
    head = name_earliest(rivals, len(dated) < len(prints), first.row.anchor_status)
    verified = [each for each in first.row.attributions if each.standing == VERIFIED]
    when = str(first.printed)
    if verified:
        (speaker,) = verified
        by = f"{lower_first(speaker.lead_in)} {speaker.name}"
        return f"{head}: {when}, {by}", speaker.slug
    text = _("{head}: {when}, in “{title}”")
    title = excerpt(first.row.article.title, 80)
    return text.format(head=head, when=when, title=title), ""


def _clause(credit):
    """Return a clause on one speaker: “misattributed to Voltaire in 1939”."""
    n, seen = credit.prints, credit.standings
    verified, refuted, disputed = (seen[each] for each in (VERIFIED, REFUTED, DISPUTED))
    if credit.is_refuted:
        text = _("misattributed to {name} {since}")
    elif verified == n:
        text = _("credited to {name} {since}, verified")
    elif verified or refuted or disputed:
        text = _("attributed to {name} {since}, {findings} of {number:,} prints")
        if disputed == n:
            text = _("attributed to {name} {since}, disputed")
    else:
        text = _("attributed to {name} {since}, not yet checked")
    findings = [
        each.format(number=number)
        for number, each in (
            (verified, _("verified in {number:,}")),
            (refuted, _("refuted in {number:,}")),
            (disputed, _("disputed in {number:,}")),
        )
        if number
    ]
    return text.format(
        name=credit.name, since=_since(credit), findings=list_names(findings), number=n
    )


def _since(credit):
    """Return “since 1939”, “in 1939” or the like, as far as dates are known."""
    if not credit.dates:
        return _("in 1 undated print") if credit.prints == 1 else _("without a date")
    year, undated = credit.first.year, len(credit.dates) < credit.prints
    if undated:
        return _("at least since {year}").format(year=year)
    if year == credit.last.year:
        return _("in {year}").format(year=year)
    return _("since {year}").format(year=year)
