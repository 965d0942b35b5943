"""Sentences that explain a quote: its kind, and the answers to the two questions.

They are the sentences of the labels unless the passage or another answer contradicts
these.
"""

import re

from django.utils.timezone import localdate

from articles.models import ArticleKind
from quotes.citations.caveats import printed_answer
from quotes.citations.changed import day
from quotes.citations.status_labels import CHANGED, REVERSED, UNCONFIRMED
from quotes.extraction.quoted_parts import ALL, NONE, SOME
from quotes.labels import KINDS, LABELS, STANDINGS, WORKS
from quotes.models import LOCATED, AnchorStatus, QuoteKind, Standing
from quotes.translation import label as _

#: Sentences for a kind that the passage does not confirm.
_ENTERED = {
    QuoteKind.DIRECT: _("Entered as a direct quote."),
    QuoteKind.MIXED: _("Entered as partly quoted."),
    QuoteKind.INDIRECT: _("Entered as a paraphrase."),
}
#: How much of a passage has to be quoted for each kind.
_EXPECTED = {QuoteKind.DIRECT: ALL, QuoteKind.MIXED: SOME, QuoteKind.INDIRECT: NONE}
#: How much the passage quotes, in the current text or (second) in an older one.
_FOUND = {
    ALL: (
        _("The passage held has quotation marks around all of it."),
        _("The older passage has quotation marks around all of it."),
    ),
    SOME: (
        _("The passage held has quotation marks around only part of it."),
        _("The older passage has quotation marks around only part of it."),
    ),
    NONE: (
        _("The passage held has no quotation marks around it."),
        _("The older passage has no quotation marks around it."),
    ),
}
#: The same for a longer quotation whose marks are outside the passage as shown.
_FOUND_WITHIN = (
    _("The passage held is from a longer quotation, whose marks are not shown."),
    _("The older passage is from a longer quotation, whose marks are not shown."),
)
#: The same for a speech or a similar work.
_FOUND_SPOKEN = (
    _(
        "The passage held has no quotation marks around it, as is usual in the text of "
        "spoken words."
    ),
    _(
        "The older passage has no quotation marks around it, as is usual in the text "
        "of spoken words."
    ),
)
#: Works whose texts have no quotation marks around what their speakers say.
_SPOKEN = {
    WORKS[kind]
    for kind in (
        ArticleKind.SPEECH,
        ArticleKind.INTERVIEW,
        ArticleKind.BROADCAST,
        ArticleKind.HEARING,
    )
}
#: First sentences of an anchor’s reason that `answer_printed` says already.
_REPEATED = re.compile(
    "(?:Print has other words|Its marked changes leave out .*?”)[.] "
    "|Cut within a sentence, .*?”[.] ?"
)
#: Sentences that a second one of the reply follows.
_SHORT = (_("Yes."), _("No."), _("In doubt."), _("Yes, in substance."))
_SENTENCE = re.compile(r"([^.]*[.])(?: (.*))?", re.DOTALL)
_UNKNOWN = _("Not yet checked. {why} No editor has compared it with another source.")
#: Why it is not known whether a speaker said it, where nobody has checked.
_WHY_UNKNOWN = {
    AnchorStatus.DIFFERS: _("The {work} has other words."),
    AnchorStatus.AMBIGUOUS: _("It is not settled which place in the {work} is meant."),
    AnchorStatus.MISSING: _("The words are not in the text held of the {work}."),
    AnchorStatus.NO_TEXT: _("No text of the {work} is held that shows it."),
    CHANGED: _("The text of the {work} that said so has been changed."),
    REVERSED: _("What was cut or put in may alter what the {work} says."),
    UNCONFIRMED: _("The passage in the {work} changed or moved and was not rechecked."),
}
_IN_OTHER_WORDS = _(
    "Verified by editors, in other words. They have evidence beyond the {work} that "
    "{name} said it. {but}"
)
#: What limits the evidence that a speaker said it.
_BUT_OTHERWISE = {
    AnchorStatus.DIFFERS: _("But the {work} prints other words."),
    AnchorStatus.MISSING: _("But the text held of the {work} lacks these words."),
    REVERSED: _("But what was cut or put in may alter the sense."),
}
_IN_SUBSTANCE = _(
    "Yes, in substance. Verified by editors. They have evidence beyond the {work}. The "
    "wording may not be the speaker’s."
)
_NOT_SAID = _("No. Misattributed. The evidence shows that {name} did not say it.")
#: In place of a speaker’s name.
THIS_SPEAKER = _("this speaker")
_OWN_TEXT = _("The source is the {work} itself, so it has no quotation marks.")


def _finding(quote, was_printed):
    """Return the key of the finding on the printed words: a status or a caveat."""
    return CHANGED if was_printed else quote.printed_status


def answer_printed(quote, work, *, was_printed=False):
    """Return the answer to “Are these the printed words?”.

    `work` is one of WORKS. `was_printed` says whether an older text had words that the
    newest lacks; `replaced_since` gives the dates.
    """
    if was_printed:
        return LABELS[CHANGED][1].format(work=work)
    return printed_answer(quote.anchor_status, quote.caveat, work)


def explain_anchor(quote):
    """Return the reason of a quote’s anchor, without what the answer says already."""
    return _REPEATED.sub("", quote.anchor_reason, count=1)


def explain_kind(
    quote, work, part, *, marks_shown=True, was_printed=False, by_speaker=False
):
    """Return a sentence on how much of a quote is in quotation marks.

    `part` says how much of it is in the passage: ALL, SOME, NONE, or "" without a
    passage. `marks_shown` says whether the passage as shown has any marks, `by_speaker`
    whether the speaker is the author of the work. If the passage does not fit the kind,
    the sentence says what the quote was entered as.
    """
    kind = quote.kind
    if not part:
        return _ENTERED[kind]
    if part == ALL and not marks_shown:
        found = _FOUND_WITHIN[was_printed]
    elif quote.anchor_status in LOCATED and part == _EXPECTED[kind]:
        return KINDS[kind][1].format(work=work)
    elif part == NONE and by_speaker and kind != QuoteKind.INDIRECT:
        found = _OWN_TEXT.format(work=work)
    elif part == NONE and work in _SPOKEN:
        found = _FOUND_SPOKEN[was_printed]
    else:
        found = _FOUND[part][was_printed]
    return f"{_ENTERED[kind]} {found}"


def answer_said(standing, quote, work, *, was_printed=False, name=THIS_SPEAKER):
    """Return the answer to “Did this speaker say it?” for a standing of a quote."""
    anchor, kind = _finding(quote, was_printed), quote.kind
    answer = STANDINGS[standing][1]
    if standing == Standing.UNVERIFIED and anchor in _WHY_UNKNOWN:
        answer = _UNKNOWN.replace("{why}", _WHY_UNKNOWN[anchor])
    elif standing == Standing.VERIFIED and anchor in _BUT_OTHERWISE:
        answer = _IN_OTHER_WORDS.replace("{but}", _BUT_OTHERWISE[anchor])
    elif standing == Standing.VERIFIED and kind != QuoteKind.DIRECT:
        answer = _IN_SUBSTANCE
    elif standing == Standing.MISATTRIBUTED and kind == QuoteKind.INDIRECT:
        answer = _NOT_SAID
    return answer.format(work=work, name=name)


def reply_of(answer):
    """Return an answer in two parts: the reply, and the sentences after it.

    “No. Misattributed. The evidence shows …” has the reply “No. Misattributed.”
    """
    reply, rest = _SENTENCE.fullmatch(answer).groups()
    if rest and reply in _SHORT:
        second, rest = _SENTENCE.fullmatch(rest).groups()
        reply = f"{reply} {second}"
    return reply, rest or ""


def replaced_since(changed, since):
    """Return “Printed until 29 November 2026; the text held since then”.

    `changed` is the Changed of a quote, `since` when the text with the present words
    was first read.
    """
    newest = localdate(since)
    if changed.lacked != newest:
        text = _("{printed}; changed by {changed}. The text held since {day}")
    elif changed.had == newest:
        text = _("{printed}; the text held since then")
    else:
        text = _("{printed}; the text held since {day}")
    return text.format(
        printed=changed.printed, changed=day(changed.lacked), day=day(newest)
    )
