"""The texts of each verdict: a word, a headline, what it means."""

from typing import NamedTuple

from quotes.checking.verdicts import Flag, Verdict
from quotes.translation import label as _


class Label(NamedTuple):
    """The words of a verdict, its sign, and how its words are marked in a draft.

    `tone` is “plain”, “doubt”, “false” or “open”. `lead_in` is before the title of the
    source, `finding` beside it.
    """

    word: str
    headline: str
    meaning: str
    sign: str
    tone: str
    lead_in: str
    finding: str


LABELS = {
    Verdict.EXACT: Label(
        _("exact"),
        _("On record, word for word"),
        _(
            "The source has these words, in this order, in one passage. Whether they "
            "are true, and whether they are fair in their context, is for you to judge."
        ),
        "exact",
        "plain",
        _("Printed in"),
        _("Word for word"),
    ),
    Verdict.MARKED: Label(
        _("marked changes"),
        _("On record, with marked changes"),
        _(
            "The words are the same, except where an ellipsis or brackets say so. "
            "Whether the words in brackets are right, software cannot tell."
        ),
        "edited",
        "plain",
        _("Printed in"),
        _("Marked changes"),
    ),
    Verdict.AT_RISK: Label(
        _("meaning at risk"),
        _("On record, but the meaning is at risk"),
        _(
            "A sign that may change the sense is just inside or just outside these "
            "words and is lost here, such as a negation, a condition or a question; or "
            "a marked change says something else. Read the passage before you use them."
        ),
        "reversed",
        "doubt",
        _("Printed with more in"),
        _("Meaning at risk"),
    ),
    Verdict.ALTERED: Label(
        _("altered"),
        _("On record in other words"),
        _(
            "Print has other words. Use the printed words, or mark each change: "
            "[brackets] for a word of yours, an ellipsis for words left out."
        ),
        "differs",
        "doubt",
        _("Worded otherwise in"),
        _("Other words"),
    ),
    Verdict.JOINED: Label(
        _("joined"),
        _("Joined from several places"),
        _(
            "The words are from separate places, or by two speakers, and nothing tells "
            "readers so. Quote each for itself."
        ),
        "ambiguous",
        "doubt",
        _("One part is printed in"),
        _("A part of it"),
    ),
    Verdict.SAID_BY_ANOTHER: Label(
        _("said by another"),
        _("On record, but from another speaker"),
        _(
            "The words are on record, under another name than the one given. That does "
            "not show that the person named never said them too."
        ),
        "exact",
        "false",
        _("Printed in"),
        _("Word for word"),
    ),
    Verdict.REFUTED: Label(
        _("refuted"),
        _("On record as misattributed or disputed"),
        _("Editors have evidence against this speaker. It is shown below."),
        "misattributed",
        "false",
        _("Printed in"),
        _("Word for word"),
    ),
    Verdict.CHANGED_SINCE: Label(
        _("changed since"),
        _("On record until the source was changed"),
        _("An earlier text of the source had these words. The newest has not."),
        "changed",
        "doubt",
        _("No longer printed in"),
        _("Text changed"),
    ),
    Verdict.PARAPHRASE: Label(
        _("paraphrase"),
        _("A paraphrase, not a quotation"),
        _(
            "No source has these words. The nearest passage is shown for comparison; "
            "it need not be what was meant."
        ),
        "near",
        "doubt",
        _("Nearest passage in"),
        _("Not these words"),
    ),
    Verdict.TOO_SHORT: Label(
        _("too short to tell"),
        _("Too short to tell"),
        _(
            "So few words are in many texts by chance. Check a longer part of the "
            "quotation."
        ),
        "short",
        "open",
        _("Among others in"),
        _("Too short to tell"),
    ),
    Verdict.NOT_ON_RECORD: Label(
        _("not on record"),
        _("Not on record here"),
        _(
            "That does not show that it was never said. This record holds only some "
            "of what was printed."
        ),
        "no_text",
        "open",
        _("Near words in"),
        _("Not these words"),
    ),
}
#: Used instead if only a quote on record has the words.
_WITH_FLAGS = {
    Flag.NOT_COMPARED: {
        "word": _("not compared"),
        "headline": _("On record, without a text to compare"),
        "meaning": _(
            "An editor entered these words from the source named. No text of it is "
            "held, so software could not see whether it prints them so."
        ),
        "sign": "no_text",
        "tone": "open",
    },
    Flag.PARAPHRASE: {
        "word": _("paraphrased"),
        "headline": _("On record, but as a paraphrase"),
        "meaning": _(
            "The source reports in its own words what was said. Do not print them in "
            "quotation marks as the words of a speaker."
        ),
        "sign": "near",
        "tone": "doubt",
    },
    Flag.UNPRINTED: {
        "word": _("print not known"),
        "headline": _("On record, but not known to be printed so"),
        "meaning": _(
            "No text searched has these words. That does not show that they were never "
            "said."
        ),
    },
}


#: Used for other words if no text of their source is held.
_NOT_COMPARED_ALTERED = {
    "meaning": _(
        "The quote on record has other words. No text of its source is held, so "
        "software could not see how it prints them."
    ),
    "lead_in": _("On record from"),
}


def print_label(judged):
    """Return the Label for how words are printed, without regard to the speaker."""
    if judged.diff:
        label = LABELS[Verdict.ALTERED]
        is_open = Flag.NOT_COMPARED in judged.flags
        return label._replace(**_NOT_COMPARED_ALTERED) if is_open else label
    if judged.verdict not in (Verdict.SAID_BY_ANOTHER, Verdict.REFUTED):
        return LABELS[judged.verdict]
    is_marked = Flag.MARKED in judged.flags
    return LABELS[Verdict.MARKED if is_marked else Verdict.EXACT]


def label_of(judged):
    """Return the Label of a Judgement."""
    printed = print_label(judged)
    if judged.verdict == Verdict.ALTERED:
        return printed
    label = LABELS[judged.verdict]._replace(
        lead_in=printed.lead_in, finding=printed.finding
    )
    if judged.verdict == Verdict.REFUTED:
        return label
    for flag, texts in _WITH_FLAGS.items():
        if flag in judged.flags:
            label = label._replace(**texts)
    return label
