"""Which noun phrase of a sentence is the speaker of a cue.

In: a page, a cue, its content. Out: the noun phrases, and none, with the features of
each, from which the table "speaker" chooses one.
"""

from quotes.extraction.model import Choice
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Page
from quotes.extraction.words import ending

#: So many noun phrases on each side are looked at.
_NEAREST = 8
_OUTSIDE = "^"
#: So far around a cue is looked.
REACH = 80
_VERBAL = frozenset(("VB", "ED", "BE", "HV", "DO", "MD", "IG"))
_BEFORE_SUBJECT = frozenset((",", "CC", "SB", "TH", "-"))


def speaker_choices(
    page: Page, cue: int, frame: str, content: list[Span], sentence: Span
) -> list[Choice[Span | None]]:
    """Return the noun phrases outside the content, and None, with their features."""
    first, last = max(sentence[0], cue - REACH), min(sentence[1], cue + REACH)
    tags, lower = page.tags, page.lower
    end = ending(lower[cue])
    left = _free(noun_phrases(page, first, cue), content)[::-1][:_NEAREST]
    right = _free(noun_phrases(page, cue + 1, last), content)[:_NEAREST]
    follows = tags[cue + 1] if cue + 1 < last else _OUTSIDE
    before_cue = tags[cue - 1] if cue > first else _OUTSIDE
    near = f"{int(bool(left))}{int(bool(right))}"
    choices: list[Choice[Span | None]] = [
        (
            None,
            [
                "none",
                f"none fr={frame} e={end}",
                f"none near={near} fr={frame}",
                f"none b={before_cue} e={end}",
                f"none a={follows} e={end}",
                f"none bw={lower[cue - 1] if cue else ''}",
                f"none sub={int(bool(left) and tags[left[0][1] - 1] in ('PR', 'CP'))}",
            ],
            [f"none e={end}", f"none b={before_cue}"],
        )
    ]
    for side, group in (("L", left), ("R", right)):
        for order, (a, b) in enumerate(group):
            between = tags[b:cue] if side == "L" else tags[cue + 1 : a]
            commas = min(between.count(","), 2)
            verbs = min(sum(map(_VERBAL.__contains__, between)), 2)
            middle = between[0] if len(between) == 1 else str(min(len(between), 3))
            before, before_word = _OUTSIDE, _OUTSIDE
            if a > first:
                before, before_word = tags[a - 1], lower[a - 1]
            after, after_word = _OUTSIDE, _OUTSIDE
            if b < last:
                after, after_word = tags[b], lower[b]
            head = tags[b - 1]
            name = "CP" if "CP" in tags[a:b] else head
            place = f"{side}{min(order, 4)}"
            subject = int(a == first or before in _BEFORE_SUBJECT)
            choices.append(
                (
                    (a, b),
                    [
                        f"{place} fr={frame}",
                        f"{place} fr={frame} e={end}",
                        f"{place} b={before} a={after}",
                        f"{place} head={head} e={end}",
                        f"{side} name={name} c={commas} v={verbs}",
                        f"{place} c={commas} v={verbs} e={end}",
                        f"{side} mid={middle} fr={frame} e={end}",
                        f"{side} bw={before_word} fr={frame}",
                        f"{side} aw={after_word} c={commas} v={verbs}",
                        f"{side} b={before} name={name}",
                        f"hw={lower[b - 1]} n={b - a > 1}",
                        f"{side} subj={subject} v={verbs} c={commas} fr={frame}",
                        f"{side} subj={subject} a={after} e={end}",
                        f"{place} cb={before_cue} fr={frame}",
                    ],
                    [
                        place,
                        f"{place} fr={frame} cb={before_cue}",
                        f"{side} e={end} bw={before_word}",
                    ],
                )
            )
    return choices


def _free(phrases: list[Span], content: list[Span]) -> list[Span]:
    """Return the phrases that lie outside a content."""
    for first, last in content:
        phrases = [(a, b) for a, b in phrases if b <= first or last <= a]
    return phrases
