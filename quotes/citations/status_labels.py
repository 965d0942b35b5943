"""Labels and sentences of kinds, anchor statuses and standings.

They answer two separate questions: whether these are the printed words (anchor), and
whether this speaker said them (standing). Each label has a sentence. A verdict is a
lead-in, a name and a label: “Said by”, “Abraham Lincoln”, “Verified”.

`{work}` stands for the kind of work: an article, a speech. quotes/explanations.py
replaces a sentence that the passage or another answer would contradict.
quotes/labels.py has all of them in the reader's language.
"""

from typing import Final

from articles.gettext import gettext_noop as _

LabelTexts = dict[str, tuple[str, str]]
#: Shown in place of an anchor status if only an earlier text had the words.
CHANGED: Final = "changed"
#: The same, if marked changes alter the sense.
REVERSED: Final = "reversed"
#: The same, if an editor has to look at the passage again.
UNCONFIRMED: Final = "unconfirmed"

#: The question that anchor statuses answer.
ARE_PRINTED: Final = _("Are these the printed words?")

KINDS: Final[LabelTexts] = {
    "direct": (
        _("Direct quote"),
        _("The {work} prints all of it inside quotation marks."),
    ),
    "mixed": (
        _("Partly quoted"),
        _(
            "The {work} prints part of it inside quotation marks. The rest is the "
            "{work}’s own wording."
        ),
    ),
    "indirect": (
        _("Paraphrase"),
        _("The {work} reports this in its own words. It is not a quotation."),
    ),
}

ANCHORS: Final[LabelTexts] = {
    "exact": (
        _("Word for word"),
        _("Yes, word for word. Compared by machine with the text held of the {work}."),
    ),
    "edited": (
        _("Marked changes"),
        _(
            "Yes, with marked changes. They are [brackets] or ellipses, or concern "
            "only punctuation or the case of the first letter."
        ),
    ),
    "differs": (
        _("Other words"),
        _("No. The {work} has other words in this passage."),
    ),
    "ambiguous": (
        _("Unsettled"),
        _(
            "More than once, unsettled. The {work} has them in several places, and it "
            "is not known which is meant."
        ),
    ),
    "missing": (
        _("Not in the text"),
        _(
            "No. Not in the text. Looked for in the text held of the {work} and not "
            "found. Do not cite them from this source."
        ),
    ),
    "no_text": (
        _("No text held"),
        _("Not known. No text of the {work} is held, so nothing could be compared."),
    ),
    CHANGED: (
        _("Text changed"),
        _("No longer. An earlier text of the {work} had them. It has been changed."),
    ),
}
#: The same for what limits a status (caveats.py).
CAVEATS: Final[LabelTexts] = {
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
#: The sentence of UNCONFIRMED if the words have marked changes.
UNCONFIRMED_EDITED: Final = _(
    "Not settled. The {work} has the words, with marked changes, but the passage "
    "changed or moved. That was noticed on {since}, and no editor has rechecked it yet."
)

STANDINGS: Final[LabelTexts] = {
    "unverified": (
        _("Not yet checked"),
        _(
            "Not yet checked. The {work} credits it to {name}. No editor has compared "
            "that with another source."
        ),
    ),
    "verified": (
        _("Verified"),
        _("Yes. Verified by editors. They have evidence beyond the {work}."),
    ),
    "disputed": (
        _("Disputed"),
        _("In doubt. There is evidence against it."),
    ),
    "misattributed": (
        _("Misattributed"),
        _("No. Misattributed. The evidence shows that these are not {name}’s words."),
    ),
}

#: What follows the number of quotes with a standing, in the line of counts of a page.
TALLY_LABELS: Final = {
    "verified": _("verified"),
    "unverified": _("credited, not yet checked"),
    "disputed": _("disputed"),
    "misattributed": _("misattributed"),
}

#: Words before the name of a speaker: for spoken words, for a work that the speaker
#: wrote, and for a paraphrase.
SPEAKER_LEAD_INS: Final[dict[str, tuple[str, str, str]]] = {
    "verified": (_("Said by"), _("Written by"), _("Said in substance by")),
    "unverified": (_("Credited to"),) * 3,
    "disputed": (_("Disputed: credited to"),) * 3,
    "misattributed": (_("Not said by"), _("Not written by"), _("Not said by")),
}
#: Words before the title of the source.
SOURCE_LEAD_INS: Final = {
    "exact": _("Printed in"),
    "edited": _("Printed in"),
    "differs": _("Worded otherwise in"),
    "ambiguous": _("More than once in"),
    "missing": _("Not found in"),
    "no_text": _("Named as the source"),
    CHANGED: _("No longer printed in"),
    REVERSED: _("Printed otherwise in"),
    UNCONFIRMED: _("Printed in"),
}
#: Warnings for words that the text does not have in one place.
NOT_FOUND: Final = {
    "missing": _("Not found in the source named"),
    "differs": _("Worded otherwise in the source named"),
    "ambiguous": _("More than once in the source named, unsettled"),
}
#: Findings on the printed words that a warning above the words repeats.
WARNINGS: Final = {
    "missing": NOT_FOUND["missing"],
    "differs": NOT_FOUND["differs"],
    CHANGED: _("Text changed: no longer in the source"),
    REVERSED: CAVEATS[REVERSED][0],
}
#: Words in notes of files before the name of a speaker with a doubtful standing. Like
#: all texts that are only for files and citations, they are in English and not marked.
DOUBTS: Final = {"disputed": "attribution disputed", "misattributed": "misattributed"}
#: Words in citations for each doubtful standing, in this order: before the names, and
#: before the last of several.
DOUBTS_IN_CITATIONS: Final = {
    "misattributed": ("misattributed to", "or"),
    "disputed": ("disputed attribution to", "and"),
    "verified": ("said by", "and"),
    "unverified": ("attributed to", "and"),
}
