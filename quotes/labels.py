"""Labels of kinds, anchor statuses and standings, and the sentences that explain them.

Each is (a short label, a sentence). They answer two separate questions: whether these
are the printed words (anchor), and whether this speaker said them (standing). A verdict
has a lead-in, a name and the label: “Said by”, “Abraham Lincoln”, “Verified”.

`{work}` is what was printed: an article, a speech. The sentences of these tables hold
if nothing contradicts them: `explain_kind`, `answer_printed` and `answer_said` return
those that agree with the passage and with each other.
"""

import re

from django.conf.locale import LANG_INFO
from django.utils.timezone import localdate

from articles.models import ArticleKind
from quotes.citations.attribution import list_names
from quotes.citations.caveats import REVERSED, UNCONFIRMED
from quotes.citations.changed import day
from quotes.extraction.quoted_parts import ALL, NONE, SOME
from quotes.models import CHANGED, LOCATED, AnchorStatus, QuoteKind, Standing
from quotes.translation import label as _

#: What a sentence calls a printed work, by its kind.
WORKS = {
    ArticleKind.NEWSPAPER: "article",
    ArticleKind.MAGAZINE: "article",
    ArticleKind.JOURNAL: "article",
    ArticleKind.SPEECH: "speech",
    ArticleKind.INTERVIEW: "interview",
    ArticleKind.BROADCAST: "broadcast",
    ArticleKind.WEBPAGE: "web page",
    ArticleKind.BLOG_POST: "post",
    ArticleKind.POST: "post",
    ArticleKind.REPORT: "report",
    ArticleKind.HEARING: "hearing",
    ArticleKind.LEGAL_CASE: "decision",
    ArticleKind.BOOK: "book",
    ArticleKind.CHAPTER: "chapter",
    ArticleKind.LETTER: "letter",
    ArticleKind.DOCUMENT: "document",
}

KINDS = {
    QuoteKind.DIRECT: (
        _("Direct quote"),
        "The {work} prints all of it inside quotation marks.",
    ),
    QuoteKind.MIXED: (
        _("Partly quoted"),
        "The {work} prints a part of it inside quotation marks; the rest is the "
        "{work}’s own wording.",
    ),
    QuoteKind.INDIRECT: (
        _("Paraphrase"),
        "The {work} reports this in its own words: it is not a quotation.",
    ),
}

ANCHORS = {
    AnchorStatus.EXACT: (
        _("Word for word"),
        _("Yes, word for word. Compared by machine with the text held of the {work}."),
    ),
    AnchorStatus.EDITED: (
        _("Marked changes"),
        _(
            "Yes, with marked changes. These are [brackets] or ellipses, or touch only "
            "typographic signs or the case of the first letter."
        ),
    ),
    AnchorStatus.DIFFERS: (
        _("Other words"),
        _("No. The {work} has other words in this passage."),
    ),
    AnchorStatus.AMBIGUOUS: (
        _("Unsettled"),
        _(
            "More than once, unsettled. They are in the text of the {work} in several "
            "places, and it is not known which is meant."
        ),
    ),
    AnchorStatus.MISSING: (
        _("Not in the text"),
        _(
            "No. Not in the text. They were looked for in the text held of the {work}: "
            "do not cite them from it."
        ),
    ),
    AnchorStatus.NO_TEXT: (
        _("No text held"),
        _("That is not known. No text of the {work} is held here to look in."),
    ),
    CHANGED: (
        _("Text changed"),
        _("No longer. An earlier text of the {work} had them; it was changed since."),
    ),
}
#: The same for what limits a status (quotes/citations/caveats.py).
CAVEATS = {
    CHANGED: ANCHORS[CHANGED],
    REVERSED: (
        _("Cut changes the sense"),
        "Not in the same sense: the quote leaves out or puts in “{words}”.",
    ),
    UNCONFIRMED: (
        _("Not rechecked"),
        "Not settled. {they} are in the text of the {work}, but the passage changed "
        "or moved. That was noticed on {since}, and no editor has looked at it yet.",
    ),
}

STANDINGS = {
    Standing.UNVERIFIED: (
        _("Not yet checked"),
        _(
            "Not yet checked. The {work} credits it to {name}. No editor has compared "
            "that with another source."
        ),
    ),
    Standing.VERIFIED: (
        _("Verified"),
        _("Yes. Verified by editors. They have evidence beyond the {work}."),
    ),
    Standing.DISPUTED: (
        _("Disputed"),
        _("In doubt. There is evidence against it."),
    ),
    Standing.MISATTRIBUTED: (
        _("Misattributed"),
        _("No. Misattributed. The evidence shows that these are not {name}’s words."),
    ),
}

#: The verdicts that a chart tells apart.
CHART_LABELS = {
    "verified": _("Verified"),
    "credited": _("Not yet checked"),
    "disputed": _("Disputed"),
    "misattributed": _("Misattributed"),
}
#: What follows the number of quotes with a standing, in the line of counts of a page.
TALLY_LABELS = {
    Standing.VERIFIED: _("verified"),
    Standing.UNVERIFIED: _("credited, not yet checked"),
    Standing.DISPUTED: _("disputed"),
    Standing.MISATTRIBUTED: _("misattributed"),
}

#: Names of places, in paragraphs or (True) in excerpts: one, two, or more of them.
_PLACES = {
    False: (
        _("Paragraph %(first)d of %(of)d"),
        _("Paragraphs %(first)d and %(last)d of %(of)d"),
        _("Paragraphs %(first)d to %(last)d of %(of)d"),
    ),
    True: (
        _("Excerpt %(first)d of %(of)d"),
        _("Excerpts %(first)d and %(last)d of %(of)d"),
        _("Excerpts %(first)d to %(last)d of %(of)d"),
    ),
}

#: The labels of all that readers are told of the printed words.
LABELS = ANCHORS | CAVEATS

#: What is before the name of a speaker: of spoken words, of words of a work that the
#: speaker wrote, and of a paraphrase.
SPEAKER_LEAD_INS = {
    Standing.VERIFIED: (_("Said by"), _("Written by"), _("Said in substance by")),
    Standing.UNVERIFIED: (_("Credited to"),) * 3,
    Standing.DISPUTED: (_("Disputed: credited to"),) * 3,
    Standing.MISATTRIBUTED: (_("Not said by"), _("Not written by"), _("Not said by")),
}
#: What is before the title of the source.
SOURCE_LEAD_INS = {
    AnchorStatus.EXACT: _("Printed in"),
    AnchorStatus.EDITED: _("Printed in"),
    AnchorStatus.DIFFERS: _("Worded otherwise in"),
    AnchorStatus.AMBIGUOUS: _("More than once in"),
    AnchorStatus.MISSING: _("Not found in"),
    AnchorStatus.NO_TEXT: _("Named as the source"),
    CHANGED: _("No longer printed in"),
    REVERSED: _("Printed otherwise in"),
    UNCONFIRMED: _("Printed in"),
}
#: Findings on the printed words that a warning above the words repeats.
_WARNINGS = {
    AnchorStatus.MISSING: _("Not found in the source named"),
    CHANGED: _("Text changed: no longer in the source"),
    REVERSED: _("Cut changes the sense"),
}
#: Standings, the gravest first.
GRAVITY = [
    Standing.MISATTRIBUTED,
    Standing.DISPUTED,
    Standing.VERIFIED,
    Standing.UNVERIFIED,
]

#: What is before the name of a speaker in a line, by the standing.
BEFORE_NAMES = {Standing.DISPUTED: "Disputed – ", Standing.MISATTRIBUTED: "Not "}

#: The start of a sentence about a kind that the passage does not bear out.
_ENTERED = {
    QuoteKind.DIRECT: "Entered as a direct quote",
    QuoteKind.MIXED: "Entered as partly quoted",
    QuoteKind.INDIRECT: "Entered as a paraphrase",
}
#: How much of a passage has to be quoted for each kind.
_EXPECTED = {QuoteKind.DIRECT: ALL, QuoteKind.MIXED: SOME, QuoteKind.INDIRECT: NONE}
_FOUND = {
    ALL: "has quotation marks around all of it",
    SOME: "has quotation marks around only a part of it",
    NONE: "has no quotation marks around it",
}
#: Works whose texts have no quotation marks around what is said in them.
_SPOKEN = {"speech", "interview", "broadcast", "hearing"}
#: First sentences of an anchor’s reason that `answer_printed` says already.
_REPEATED = re.compile(
    "(?:Print has other words|Its marked changes leave out .*?”)[.] "
    "|Cut within a sentence, .*?”[.] ?"
)
#: “Yes.” and “No.” have a second sentence in the reply.
_REPLY = re.compile(
    r"((?:(?:Yes|No|In doubt|Yes, in substance)[.] )?[^.]*[.])(?: (.*))?", re.DOTALL
)
#: Why it is not known whether a speaker said it, where nobody has checked.
_WHY_UNKNOWN = {
    AnchorStatus.DIFFERS: "The {work} has other words",
    AnchorStatus.AMBIGUOUS: "Which place in the {work} is meant is not settled",
    AnchorStatus.MISSING: "The words are not in the text held of the {work}",
    AnchorStatus.NO_TEXT: "No text of the {work} is held that shows it",
    CHANGED: "The text of the {work} that said so was changed since",
    REVERSED: "What was cut or put in may turn what the {work} says into another thing",
    UNCONFIRMED: "The passage in the {work} changed or moved and was not rechecked",
}
#: What limits the evidence that a speaker said it.
_BUT_OTHERWISE = {
    AnchorStatus.DIFFERS: "the {work} prints other words than these",
    AnchorStatus.MISSING: "the text held of the {work} does not have these words",
    REVERSED: "what was cut or put in may turn it into something else",
}


def speaker_lead_in(standing, kind, *, is_author=False):
    """Return what is before the name of a speaker: “Said by”, “Credited to” …

    `is_author`: whether the speaker wrote the work, for example a letter.
    """
    way = 2 if kind == QuoteKind.INDIRECT else is_author
    return SPEAKER_LEAD_INS[standing][way]


def warnings(speakers, printed):
    """Return the warnings that are above the words of a quote, as (state, text).

    `speakers` are (standing, lead-in, name), the gravest first. `printed` is a key of
    SOURCE_LEAD_INS.
    """
    made = []
    for standing in GRAVITY[:2]:
        same = [(lead_in, name) for each, lead_in, name in speakers if each == standing]
        if same:
            last = "or" if standing == Standing.MISATTRIBUTED else "and"
            names = list_names([name for lead_in, name in same], last)
            made.append((standing, f"{same[0][0]} {names}"))
    if printed in _WARNINGS:
        made.append((printed, _WARNINGS[printed]))
    return made


def _finding(quote, was_printed):
    """Return the key of what is known of the printed words, an anchor status or so."""
    return CHANGED if was_printed else quote.printed_status


def answer_printed(quote, work, *, was_printed=False):
    """Return the answer to “Are these the printed words?”.

    `work` is one of WORKS. `was_printed`: an older text had the words that the newest
    lacks; `replaced_since` has the dates.
    """
    answer = LABELS[_finding(quote, was_printed)][1]
    edited = quote.anchor_status == AnchorStatus.EDITED
    return answer.format(
        work=work,
        words=quote.dropped_words,
        they="The words, but for marked changes," if edited else "The words",
        since=getattr(quote.caveat, "since", "") and day(quote.caveat.since),
    )


def explain_anchor(quote):
    """Return the reason of a quote’s anchor, without what the answer says already."""
    return _REPEATED.sub("", quote.anchor_reason, count=1)


def explain_kind(
    quote, work, part, *, marks_shown=True, was_printed=False, by_speaker=False
):
    """Return a sentence on how much of a quote is in quotation marks.

    `part` says how much of the passage is: ALL, SOME, NONE, or "" without a passage.
    `marks_shown`: whether the passage as shown has any. If the passage is unlike the
    kind, the sentence says what the quote was entered as. `by_speaker`: whether the
    speaker is the author of the work.
    """
    kind = quote.kind
    if not part:
        return f"{_ENTERED[kind]}."
    passage = "the older passage" if was_printed else "the passage held"
    if part == ALL and not marks_shown:
        found = "is from a longer quotation, whose marks are outside what is shown"
    elif quote.anchor_status in LOCATED and part == _EXPECTED[kind]:
        return KINDS[kind][1].format(work=work)
    elif part == NONE and by_speaker and kind != QuoteKind.INDIRECT:
        return (
            f"{_ENTERED[kind]}. The source is the {work} itself: no quotation marks "
            "are to be expected."
        )
    else:
        found = _FOUND[part]
        if kind == QuoteKind.MIXED and part == NONE:
            found = "has no quotation marks around any of it"
        if part == NONE and work in _SPOKEN:
            article = "an" if work == "interview" else "a"
            found += f", as is usual in the text of {article} {work}"
    return f"{_ENTERED[kind]}; {passage} {found}."


def answer_said(standing, quote, work, *, was_printed=False, name="this speaker"):
    """Return the answer to “Did this speaker say it?” for a standing of a quote."""
    anchor, kind = _finding(quote, was_printed), quote.kind
    answer = STANDINGS[standing][1]
    if standing == Standing.UNVERIFIED and anchor in _WHY_UNKNOWN:
        answer = (
            f"Not yet checked. {_WHY_UNKNOWN[anchor]}, and no editor has compared it "
            "with another source."
        )
    elif standing == Standing.VERIFIED and anchor in _BUT_OTHERWISE:
        answer = (
            "Verified by editors, in other words. They have evidence beyond the {work}"
            f" that {{name}} said it, but {_BUT_OTHERWISE[anchor]}."
        )
    elif standing == Standing.VERIFIED and kind != QuoteKind.DIRECT:
        answer = (
            "Yes, in substance. Verified by editors. They have evidence beyond the "
            "{work}. The wording may not be the speaker’s."
        )
    elif standing == Standing.MISATTRIBUTED and kind == QuoteKind.INDIRECT:
        answer = "No. Misattributed. The evidence shows that {name} did not say it."
    return answer.format(work=work, name=name)


def reply_of(answer):
    """Return an answer in two parts: the reply, and the sentences after it.

    “No. Misattributed. The evidence shows …” has the reply “No. Misattributed.”
    """
    reply, rest = _REPLY.fullmatch(answer).groups()
    return reply, rest or ""


def replaced_since(changed, since):
    """Return “As printed until 29 November 2026; the text held since then”.

    `changed` is the Changed of a quote, `since` when the text with the present words
    was first read.
    """
    newest = localdate(since)
    if changed.lacked != newest:
        by = f"changed by {day(changed.lacked)}"
        return f"As printed {changed.until}; {by}. The text held since {day(newest)}"
    since = "then" if changed.had == newest else day(newest)
    return f"As printed {changed.until}; the text held since {since}"


def name_place(place):
    """Return “Paragraph 3 of 31” or “Excerpts 2 and 3 of 6” for a Place, or "".

    The only paragraph of a text needs no number.
    """
    if place is None or place.of == 1:
        return ""
    text = _PLACES[place.excerpts][min(place.last - place.first, 2)]
    return text % {"first": place.first, "last": place.last, "of": place.of}


def language_name(tag):
    """Return the English name of a language, as in “French (fr-CA)”, or its tag."""
    info = LANG_INFO.get(tag.lower())
    if info and "name" in info:
        return info["name"]
    base = LANG_INFO.get(tag.partition("-")[0].lower(), {})
    return f"{base['name']} ({tag})" if "name" in base else tag
