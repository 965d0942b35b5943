"""Where the content of a cue begins and ends.

In: a page, a cue and the side its content stands on. Out: the places that are possible
with the features of each, from which a table chooses one.
"""

from collections.abc import Container, Mapping

from quotes.extraction.cues import OTHER, kind_of
from quotes.extraction.model import Choice
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Page
from quotes.extraction.words import FINITE, ending

#: So many words may stand between a cue and its content: "told reporters on a call".
REACH = 24
#: And so many between a content and its cue: "…,” Ana Ruiz, 69, the town's …, said".
REACH_BACK = 40
#: A content ends no further than this from where it began, but for a quotation or the
#: end of its sentence; and so many beginnings are looked at.
LONGEST = 90
_OUTSIDE = "^"
_SIGNS = frozenset((",", ":", ".", ";", "-", "(", ")"))
_PARTING = frozenset((",", ";", ":", "(", "-"))
#: So many beginnings behind a cue are looked at.
_MOST_STARTS = 10
_NONE: frozenset[str] = frozenset()

#: For a tag, the tags before which no content begins or ends: learned, as they save
#: most of the work.
Seams = Mapping[str, Container[str]]


def starts_after(page: Page, cue: int, last: int, never: Seams) -> list[Choice[int]]:
    """Return the words at which a content behind its cue may start."""
    tags, lower, opening = page.tags, page.lower, page.opening
    choices: list[Choice[int]] = []
    commas = verbs = that = quote = 0
    end = ending(lower[cue])
    for at in range(cue + 1, min(cue + REACH, last)):
        here, before, mark = tags[at], tags[at - 1], opening[at]
        if mark == "q":
            continue
        if here in _SIGNS and mark != "o":
            commas += 1
            continue
        if mark != "o" and here in never.get(before, _NONE):
            that = that or int(here == "TH")
            verbs += here in FINITE
            continue
        if len(choices) == _MOST_STARTS:
            break
        far = at - cue if at - cue < 4 else 4 if at - cue < 8 else 5
        state = f"{that}{quote}{min(commas, 2)}{min(verbs, 2)}"
        word, earlier = lower[at], lower[at - 1]
        after = tags[at + 1] if at + 1 < last else _OUTSIDE
        choices.append(
            (
                at,
                [
                    f"w={word} far={far}",
                    f"bw={earlier} t={here}",
                    f"m={mark} b={before} far={far}",
                    f"st={state} m={mark} b={before}",
                    f"t={here} a={after} b={before}",
                    f"w={word} a={after}",
                    f"e={end} st={state} far={far}",
                ],
                [f"far={far}", f"bw={earlier}", f"st={state} t={here}"],
            )
        )
        that = that or int(here == "TH")
        quote = quote or int(mark == "o")
        verbs += here in FINITE
    return choices


def ends_after(
    page: Page, cue: int, start: int, last: int, never: Seams
) -> list[Choice[int]]:
    """Return the ends (half-open) at which a content behind its cue may end."""
    tags, lower, quote, closing = page.tags, page.lower, page.quote, page.closing
    stems = page.stems
    form = "Q" if page.opens(start) else tags[start]
    opened = int(quote[start] >= 0)
    cue_end = ending(lower[cue])
    choices: list[Choice[int]] = []
    commas = 0
    clause = form == "TH"
    base = page.verbs[start]
    at = start - 1
    while at + 1 < last:
        at += 1
        here, held = tags[at], quote[at]
        final = at + 1 == last
        if held >= 0:
            if not final and quote[at + 1] == held:
                # On to the last word of the quotation.
                stop = min(page.quote_words[held][1], last) - 1
                commas += tags[at:stop].count(",")
                at = stop - 1
                continue
        elif here in _PARTING:
            commas += 1
            continue
        follows = _OUTSIDE if final else tags[at + 1]
        if held < 0 and not final and follows in never.get(here, _NONE):
            continue
        verbs = min(page.verbs[at + 1] - base, 2)
        if not final and ((clause and not verbs) or at - start > LONGEST):
            # "that in 1997, she …": a clause has a verb.
            continue
        following = _OUTSIDE if final else lower[at + 1]
        second = tags[at + 2] if at + 2 < last else _OUTSIDE
        third = tags[at + 3] if at + 3 < last else _OUTSIDE
        third_word = third_tag = ""
        if follows == "," and at + 2 < last:
            third_word, third_tag = lower[at + 2], second
        behind = third_tag or follows
        behind_end = ending(third_word or following) if behind in _VERBAL else ""
        size = min(at - start, 3) if at - start < 4 else 4 if at - start < 10 else 5
        closed = "c" if closing[at] == "c" else "."
        state = f"{verbs}{min(commas, 2)}{closed}"
        rest = "$" if final else "1" if at + 3 >= last else "+"
        speaks = ""
        if follows in (",", "CC", "SB", "-"):
            # "…, and added that …": another cue of speech is near.
            for ahead in range(at + 1, min(at + 6, last)):
                kind = kind_of(stems[ahead])
                if kind != OTHER and tags[ahead] in _SAYING and quote[ahead] < 0:
                    speaks = f"{kind}{ahead - at}{ending(lower[ahead])}"
                    break
        choices.append(
            (
                at + 1,
                [
                    f"nw={following} {third_word}",
                    f"st={state} n={follows} {third_tag}",
                    f"st={state} nw={following} {third_word}",
                    f"size={size} n={follows}",
                    f"size={size} {state}",
                    f"t={here} n={follows}",
                    f"opened={opened} {closed} rest={rest} n={follows}",
                    f"size={size} f={form} nw={following}",
                    f"n3={follows} {second} {third}",
                    f"n2={follows} {second} v={verbs}",
                    f"be={behind} {behind_end} ce={cue_end} c={min(commas, 2)}",
                    f"nw2={third_word or following} {second} {third}",
                    f"w={lower[at]} n={follows}",
                    f"sp={speaks} {follows} v={verbs} {cue_end} {rest}",
                ],
                [f"f={form} n={follows}", f"size={size} rest={rest}"],
            )
        )
    return choices


_SAYING = frozenset(("VB", "ED", "IG", "NN"))
_VERBAL = frozenset(("VB", "ED", "IG", "BE", "HV", "NN"))


def ends_before(page: Page, cue: int, first: int, never: Seams) -> list[Choice[int]]:
    """Return the ends (half-open) at which a content before its cue may end."""
    tags, lower, closing = page.tags, page.lower, page.closing
    choices: list[Choice[int]] = []
    signs = 0
    for at in range(cue - 1, max(first, cue - REACH_BACK) - 1, -1):
        here = tags[at]
        closed = closing[at]
        if closed == "." and here in (",", "-", ";", ":"):
            signs += 1
            continue
        if closed == "q" and at + 1 < cue:
            continue
        follows, following = tags[at + 1], lower[at + 1]
        if closed == "." and follows in never.get(here, _NONE):
            continue
        far = min(cue - 1 - at, 6)
        choices.append(
            (
                at + 1,
                [
                    f"far={far} n={follows}",
                    f"n={follows} t={here} {closed}",
                    f"nw={following} {closed}",
                    f"signs={min(signs, 3)} n={follows} {closed}",
                    f"{closed} signs={min(signs, 2)} far={far}",
                    f"t={here} nw={following}",
                ],
                [
                    f"far={far}",
                    f"n={follows}",
                    f"nw={following}",
                    f"signs={min(signs, 3)} {closed}",
                ],
            )
        )
    return choices


def starts_before(page: Page, cue: int, end: int, bounds: Span) -> list[Choice[int]]:
    """Return the words at which a content before its cue may start."""
    tags, lower, opening = page.tags, page.lower, page.opening
    first = bounds[0]
    quoted = int(page.quote[end - 1] >= 0)
    choices: list[Choice[int]] = []
    base = page.verbs[end]
    at = end
    while at > first and len(choices) < LONGEST:
        at -= 1
        if opening[at] == "q":
            # On to where the quotation opens.
            at = max(page.quote_words[page.quote[at]][0], first)
        here, mark = tags[at], opening[at]
        if mark == "q" or (mark != "o" and here in (",", ".", "-", ":", ";")):
            continue
        verbs = min(base - page.verbs[at], 2)
        begins = at <= first
        before = _OUTSIDE if begins else tags[at - 1]
        earlier = _OUTSIDE if begins else lower[at - 1]
        size = min(end - at, 3) if end - at < 4 else 4 if end - at < 8 else 5
        choices.append(
            (
                at,
                [
                    f"b={before} m={mark} q={quoted}",
                    f"bw={earlier} m={mark}",
                    f"b={before} t={here}",
                    f"b={before} v={verbs}",
                    f"w={lower[at]} b={before}",
                    f"size={size} b={before} q={quoted}",
                ],
                [
                    f"b={before}",
                    f"t={here} b={before}",
                ],
            )
        )
    return choices


def trimmed(page: Page, sentence: Span) -> Span:
    """Return a sentence without the point at its end, but for one in a quotation."""
    first, last = sentence
    while last - 1 > first and page.tags[last - 1] == "." and page.quote[last - 1] < 0:
        last -= 1
    return first, last
