"""Labels of kinds, anchor statuses and standings, each with a sentence.

Each is (a short label, a sentence). They answer two separate questions: whether these
are the printed words (anchor), and whether this speaker said them (standing). A verdict
has a lead-in, a name and the label: “Said by”, “Abraham Lincoln”, “Verified”.

`{work}` is what was printed: an article, a speech. The sentences of these tables hold
if nothing contradicts them: explanations.py returns those that agree with the passage
and with each other.
"""

from django.conf.locale import LANG_INFO

from articles.models import ArticleKind
from quotes.citations.attribution import list_names
from quotes.citations.caveats import REVERSED, UNCONFIRMED
from quotes.models import CHANGED, AnchorStatus, QuoteKind, Standing
from quotes.translation import label as _

#: What a sentence calls a printed work, by its kind.
WORKS = {
    ArticleKind.NEWSPAPER: _("article"),
    ArticleKind.MAGAZINE: _("article"),
    ArticleKind.JOURNAL: _("article"),
    ArticleKind.SPEECH: _("speech"),
    ArticleKind.INTERVIEW: _("interview"),
    ArticleKind.BROADCAST: _("broadcast"),
    ArticleKind.WEBPAGE: _("web page"),
    ArticleKind.BLOG_POST: _("post"),
    ArticleKind.POST: _("post"),
    ArticleKind.REPORT: _("report"),
    ArticleKind.HEARING: _("hearing"),
    ArticleKind.LEGAL_CASE: _("decision"),
    ArticleKind.BOOK: _("book"),
    ArticleKind.CHAPTER: _("chapter"),
    ArticleKind.LETTER: _("letter"),
    ArticleKind.DOCUMENT: _("document"),
}

KINDS = {
    QuoteKind.DIRECT: (
        _("Direct quote"),
        _("The {work} prints all of it inside quotation marks."),
    ),
    QuoteKind.MIXED: (
        _("Partly quoted"),
        _(
            "The {work} prints part of it inside quotation marks. The rest is the "
            "{work}’s own wording."
        ),
    ),
    QuoteKind.INDIRECT: (
        _("Paraphrase"),
        _("The {work} reports this in its own words. It is not a quotation."),
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
            "Yes, with marked changes. They are [brackets] or ellipses, or concern "
            "only punctuation or the case of the first letter."
        ),
    ),
    AnchorStatus.DIFFERS: (
        _("Other words"),
        _("No. The {work} has other words in this passage."),
    ),
    AnchorStatus.AMBIGUOUS: (
        _("Unsettled"),
        _(
            "More than once, unsettled. The {work} has them in several places, and it "
            "is not known which is meant."
        ),
    ),
    AnchorStatus.MISSING: (
        _("Not in the text"),
        _(
            "No. Not in the text. Looked for in the text held of the {work} and not "
            "found. Do not cite them from this source."
        ),
    ),
    AnchorStatus.NO_TEXT: (
        _("No text held"),
        _("Not known. No text of the {work} is held, so nothing could be compared."),
    ),
    CHANGED: (
        _("Text changed"),
        _("No longer. An earlier text of the {work} had them. It has been changed."),
    ),
}
#: The same for what limits a status (quotes/citations/caveats.py).
CAVEATS = {
    CHANGED: ANCHORS[CHANGED],
    REVERSED: (
        _("Cut changes the sense"),
        _("Not in the same sense: the quote leaves out or puts in “{words}”."),
    ),
    UNCONFIRMED: (
        _("Not rechecked"),
        _(
            "Not settled. The {work} has the words, but the passage changed or moved. "
            "That was noticed on {since}, and no editor has rechecked it yet."
        ),
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
            last = _("or") if standing == Standing.MISATTRIBUTED else ""
            names = list_names([name for lead_in, name in same], last)
            made.append((standing, f"{same[0][0]} {names}"))
    if printed in _WARNINGS:
        made.append((printed, _WARNINGS[printed]))
    return made


def withdrawn(kind=""):
    """Return what was withdrawn: a quote, or the work of this kind that it is from."""
    if not kind:
        return _("This quote was withdrawn")
    return _("The {work} that this quote is from was withdrawn").format(
        work=WORKS[kind]
    )


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
