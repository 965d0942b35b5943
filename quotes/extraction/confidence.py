"""Estimates how likely a proposed quote is right as a whole: its words and its speaker.

In: proposals of a text with the likelihood of each part. Out: the values for the gaps
of features, from which the table "keep" tells how often such a proposal was right. The
parts alone would overestimate: they were trained on cases in which the other parts were
right.
"""

from collections.abc import Sequence

import numpy as np

from quotes.extraction.columns import EDGE, Choices, Columns, between
from quotes.extraction.features import FORM, FRAMES, STEPS, WHO, WIDE_STEPS
from quotes.extraction.link import Link
from quotes.extraction.tags import TAGS
from quotes.extraction.templates import Floats, Ints

_STEP_0, _WIDE_STEP_0 = STEPS.index("0"), WIDE_STEPS.index("0")
_QUOTED_FORM, _THING, _NOBODY = FORM.index("Q"), WHO.index("it"), WHO.index("-")
_NAME = TAGS.index("CP")
#: Lengths in words, grouped: up to 3, to 7, to 15, and more.
_SIZES = np.array([0, 1, 2, 3, *[4] * 4, *[5] * 8, 6])


def _step(chance: Floats) -> Ints:
    """Return the log-odds of likelihoods in steps of a half, from -7 to 7."""
    held = np.clip(chance, 0.03, 0.97)
    return np.rint(2 * np.log(held / (1 - held))).astype(np.int64)


def keep_choices(
    columns: Columns,
    links: Sequence[Link],
    is_cue: Floats,
    sure: Floats,
    known: Floats,
    strong: Floats,
) -> Choices:
    """Return the features of proposals.

    `is_cue`, `sure` and `known` are the likelihoods of cue, content and speaker;
    `strong` is how often the word is a cue.
    """
    rows = np.arange(len(links))
    cue = np.array([one.cue for one in links])
    first, last = np.array([one.content[0] for one in links]).T
    size = last - first
    bare = size - between(columns.quoted, first, last)
    cue_step, sure_step, both = _step(is_cue), _step(sure), _step(is_cue * sure)
    gaps = {
        "cue": cue_step + _STEP_0,
        "sure": sure_step + _STEP_0,
        "known": _step(known) + _STEP_0,
        "both": both + _STEP_0,
        "cue2": cue_step // 2 + _WIDE_STEP_0,
        "sure2": sure_step // 2 + _WIDE_STEP_0,
        "kind": np.where(bare == 0, 0, np.where(bare < size, 1, 2)),
        "group": columns.kind[cue],
        "frame": np.array([FRAMES.index(one.frame) for one in links]),
        "long": _SIZES[np.minimum(size, 16)],
        "who": np.array([_who(columns, one) for one in links]),
        "head": np.where(
            columns.opening[first] == EDGE, _QUOTED_FORM, columns.tag[first]
        ),
        "verbs": np.minimum(between(columns.verbs, first, last), 2),
        "me": (strong * 10).astype(np.int64),
        "end": columns.ending[cue],
        "parts": np.array([len(one.content) for one in links]),
    }
    return Choices(rows, cue, gaps)


def _who(columns: Columns, one: Link) -> int:
    """Return the type of a proposal's speaker, an index of WHO."""
    if one.speaker is None:
        return _NOBODY
    first, last = one.speaker
    if columns.tokens.lower[first] in columns.tokens.language.THIS_OR_WHICH:
        return _THING
    tags = columns.tokens.tags[first:last]
    return _NAME if "CP" in tags else TAGS.index(tags[-1])
