"""Which noun phrase of a sentence is the speaker of a cue.

In: a page, a cue, its content. Out: the noun phrases, and none, with the features of
each, from which the table "speaker" chooses one.
"""

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


def speaker_choices(
    page: Page, cue: int, frame: str, content: list[Span], sentence: Span
) -> list[tuple[Span | None, list[str]]]:
    """Return the noun phrases outside the content, and None, with their features."""
    first, last = max(sentence[0], cue - REACH), min(sentence[1], cue + REACH)
    tags, lower, stems = page.tags, page.lower, page.stems
    stem, end = stems[cue], ending(lower[cue])
    phrases = [
        (a, b)
        for a, b in (
            *noun_phrases(page, first, cue),
            *noun_phrases(page, cue + 1, last),
        )
        if not any(s < b and a < e for s, e in content)
    ]
    left = [phrase for phrase in phrases if phrase[1] <= cue][::-1][:_NEAREST]
    right = [phrase for phrase in phrases if phrase[0] > cue][:_NEAREST]
    follows = tags[cue + 1] if cue + 1 < last else _OUTSIDE
    near = f"{int(bool(left))}{int(bool(right))}"
    before_cue = tags[cue - 1] if cue > first else _OUTSIDE
    choices: list[tuple[Span | None, list[str]]] = [
        (
            None,
            [
                "none",
                f"none s={stem} e={end}",
                f"none fr={frame} e={end}",
                f"none near={near} fr={frame}",
                f"none b={before_cue} e={end}",
                f"none s={stem} b={before_cue}",
                f"none a={follows} e={end}",
                f"none bw={lower[cue - 1] if cue else ''}",
                f"none sub={int(bool(left) and tags[left[0][1] - 1] in ('PR', 'CP'))}",
            ],
        )
    ]
    for side, group in (("L", left), ("R", right)):
        for order, (a, b) in enumerate(group):
            near_edge, far_edge = (b, cue) if side == "L" else (cue + 1, a)
            between = tags[near_edge:far_edge]
            commas = min(between.count(","), 2)
            verbs = min(sum(t in _VERBAL for t in between), 2)
            middle = between[0] if len(between) == 1 else str(min(len(between), 3))
            before = tags[a - 1] if a > first else _OUTSIDE
            before_word = lower[a - 1] if a > first else _OUTSIDE
            after = tags[b] if b < last else _OUTSIDE
            after_word = lower[b] if b < last else _OUTSIDE
            head = tags[b - 1] if tags[b - 1] != "NN" else "NN"
            name = "CP" if "CP" in tags[a:b] else head
            place = f"{side}{min(order, 4)}"
            subject = int(a == first or before in (",", "CC", "SB", "TH", "-"))
            choices.append(
                (
                    (a, b),
                    [
                        f"{place} fr={frame}",
                        f"{place} fr={frame} e={end}",
                        f"{place} s={stem}",
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
                        f"{place} s={stem} fr={frame} cb={before_cue}",
                        f"{side} s={stem} e={end} bw={before_word}",
                        f"{place} cb={before_cue} fr={frame}",
                    ],
                )
            )
    return choices
