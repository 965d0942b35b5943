"""How likely a proposed quote is right in all: its words and its speaker.

In: a page and a proposal with the likelihood of each of its parts. Out: features, from
which the table "keep" tells how often such a proposal was right. The parts alone would
say too much: they were learned where the other parts were right.
"""

import math

from quotes.extraction import cues
from quotes.extraction.link import Link
from quotes.extraction.tokens import Page
from quotes.extraction.words import ending


def _step(chance: float) -> int:
    """Return the log-odds of a likelihood in steps of a half, from -7 to 7."""
    chance = min(max(chance, 0.03), 0.97)
    return round(2 * math.log(chance / (1 - chance)))


def keep_features(
    page: Page, one: Link, is_cue: float, sure: float, known: float, strong: float
) -> tuple[list[str], list[str]]:
    """Return what speaks for a proposal: whatever its cue, and for this cue.

    `is_cue`, `sure` and `known` are how likely cue, content and speaker are right;
    `strong` is how often the word is a cue.
    """
    cue = one.cue
    first, last = one.content[0]
    bare = last - first - (page.quoted[last] - page.quoted[first])
    kind = "d" if not bare else "m" if bare < last - first else "i"
    group = cues.kind_of(page.stems[cue])[0]
    size = last - first
    long = size if size < 4 else 4 if size < 8 else 5 if size < 16 else 6
    if one.speaker is None:
        who = "-"
    else:
        tags = page.tags[one.speaker[0] : one.speaker[1]]
        who = "CP" if "CP" in tags else tags[-1]
        if page.lower[one.speaker[0]] in ("this", "that", "it", "which"):
            who = "it"
    head = "Q" if page.opens(first) else page.tags[first]
    verbs = min(page.verbs[last] - page.verbs[first], 2)
    end = ending(page.lower[cue])
    cue_step, sure_step, known_step = _step(is_cue), _step(sure), _step(known)
    both = _step(is_cue * sure)
    return (
        [
            "bias",
            f"c={cue_step}",
            f"s={sure_step}",
            f"k={known_step}",
            f"b={both}",
            f"b={both} {kind}",
            f"b={both} {group}",
            f"c={cue_step // 2} s={sure_step // 2}",
            f"{kind} {group} {one.frame}",
            f"{kind} l={long}",
            f"{kind} {one.frame} w={who}",
            f"{group} w={who}",
            f"h={head} v={verbs} {kind}",
            f"h={head} {group} {one.frame}",
            f"l={long} v={verbs} {one.frame}",
            f"me={int(strong * 10)} {one.frame}",
            f"e={end} {one.frame} {group}",
            f"parts={len(one.content)} {kind}",
            f"k={known_step} w={who}",
        ],
        ["", one.frame, f"e={end}", f"w={who}", f"h={head}", kind],
    )
