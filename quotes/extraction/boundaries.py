"""Where the content of a cue begins and ends.

In: a page, a cue and the side its content stands on. Out: the places that are possible
with the features of each, from which a table chooses one.
"""

from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Page

#: So many words may stand between a cue and its content: "told reporters on a call".
REACH = 24
#: A content ends no further than this from where it began, but for a quotation.
LONGEST = 90
_OUTSIDE = "^"
_NOMINAL = frozenset(("DT", "PO", "CD", "CP", "NN", "PE", "GE"))


def _mark(page: Page, at: int) -> str:
    if page.opens(at):
        return "o"
    return "q" if page.quote[at] >= 0 else "."


def starts_after(page: Page, cue: int, last: int) -> list[tuple[int, list[str]]]:
    """Return the words at which a content behind its cue may start."""
    tags, lower = page.tags, page.lower
    stem = page.stems[cue]
    choices: list[tuple[int, list[str]]] = []
    commas = verbs = 0
    seen_that = seen_quote = False
    for at in range(cue + 1, min(cue + REACH, last)):
        here, before = tags[at], tags[at - 1]
        mark = _mark(page, at)
        if here in (",", ":", ".", ";", "-", "(", ")") and mark != "o":
            commas += 1
            continue
        if mark == "q":
            continue
        far = at - cue if at - cue < 4 else 4 if at - cue < 8 else 5
        state = f"{int(seen_that)}{int(seen_quote)}{min(commas, 2)}{min(verbs, 2)}"
        choices.append(
            (
                at,
                [
                    f"far={far}",
                    f"s={stem} far={far}",
                    f"s={stem} t={here} b={before}",
                    f"s={stem} w={lower[at]}",
                    f"s={stem} bw={lower[at - 1]}",
                    f"t={here} b={before} far={far}",
                    f"w={lower[at]} far={far}",
                    f"bw={lower[at - 1]} t={here}",
                    f"m={mark} b={before} far={far}",
                    f"st={state} t={here}",
                    f"st={state} m={mark} b={before}",
                    f"s={stem} st={state}",
                ],
            )
        )
        seen_that = seen_that or here == "TH"
        seen_quote = seen_quote or mark == "o"
        verbs += here in ("VB", "ED", "BE", "MD")
    return choices


def ends_after(
    page: Page, cue: int, start: int, last: int
) -> list[tuple[int, list[str]]]:
    """Return the ends (half-open) at which a content behind its cue may end."""
    tags, lower, quote = page.tags, page.lower, page.quote
    stem = page.stems[cue]
    first_tag = tags[start] if not page.opens(start) else "Q"
    stem_first = f"s={stem} f={first_tag}"
    choices: list[tuple[int, list[str]]] = []
    commas = verbs = words = 0
    opened = quote[start] >= 0
    clause = first_tag == "TH"
    for at in range(start, last):
        here = tags[at]
        verbs += here in ("VB", "ED", "BE", "MD")
        final = at + 1 >= last
        follows = tags[at + 1] if not final else _OUTSIDE
        following = lower[at + 1] if not final else _OUTSIDE
        held = quote[at]
        inside = held >= 0 and not final and quote[at + 1] == held
        if inside:
            commas += here == ","
            continue
        if here in (",", ";", ":", "(", "-") and held < 0:
            commas += 1
            continue
        if not final and here in ("DT", "PO", "IN", "TO", "CC", "MD") and held < 0:
            words += 1
            continue
        if here in _NOMINAL and follows in _NOMINAL and held < 0 and follows != "DT":
            words += 1
            continue
        words += 1
        if clause and not verbs and not final:
            # "that in 1997, she …": a clause has a verb.
            continue
        if at - start > LONGEST and not final:
            continue
        third = lower[at + 2] if at + 2 < last and follows == "," else ""
        third_tag = tags[at + 2] if at + 2 < last and follows == "," else ""
        size = min(at - start, 3) if at - start < 4 else 4 if at - start < 10 else 5
        closed = "c" if page.closes(at) else "."
        state = f"{min(verbs, 2)}{min(commas, 2)}{closed}"
        rest = "$" if final else "1" if at + 3 >= last else "+"
        choices.append(
            (
                at + 1,
                [
                    f"n={follows} {third_tag}",
                    f"nw={following} {third}",
                    f"rest={rest}",
                    f"s={stem} rest={rest}",
                    f"s={stem} n={follows}",
                    f"s={stem} nw={following}",
                    f"f={first_tag} n={follows} v={min(verbs, 2)}",
                    f"f={first_tag} rest={rest} {state}",
                    f"st={state} n={follows} {third_tag}",
                    f"st={state} nw={following} {third}",
                    f"size={size} n={follows}",
                    f"size={size} rest={rest}",
                    f"size={size} {state}",
                    f"t={here} n={follows}",
                    f"{stem_first} n={follows}",
                    f"{stem_first} rest={rest} v={min(verbs, 2)}",
                    f"opened={int(opened)} {closed} rest={rest} n={follows}",
                    f"size={size} f={first_tag} nw={following}",
                ],
            )
        )
    return choices


def ends_before(page: Page, cue: int, first: int) -> list[tuple[int, list[str]]]:
    """Return the ends (half-open) at which a content before its cue may end."""
    tags, lower = page.tags, page.lower
    stem = page.stems[cue]
    choices: list[tuple[int, list[str]]] = []
    signs = 0
    for at in range(cue - 1, max(first, cue - REACH) - 1, -1):
        here = tags[at]
        follows, following = tags[at + 1], lower[at + 1]
        if here in (",", "-", ";", ":") and page.quote[at] < 0:
            signs += 1
            continue
        closed = "c" if page.closes(at) else "q" if page.quote[at] >= 0 else "."
        if closed == "q" and at + 1 < cue:
            continue
        far = min(cue - 1 - at, 6)
        choices.append(
            (
                at + 1,
                [
                    f"far={far} n={follows}",
                    f"s={stem} far={far}",
                    f"n={follows} t={here} {closed}",
                    f"nw={following} {closed}",
                    f"signs={min(signs, 3)} n={follows} {closed}",
                    f"s={stem} n={follows}",
                    f"s={stem} nw={following}",
                    f"{closed} signs={min(signs, 2)} far={far}",
                    f"t={here} nw={following}",
                ],
            )
        )
    return choices


def starts_before(
    page: Page, cue: int, end: int, bounds: Span
) -> list[tuple[int, list[str]]]:
    """Return the words at which a content before its cue may start."""
    tags, lower = page.tags, page.lower
    first, _ = bounds
    stem = page.stems[cue]
    quoted = page.quote[end - 1] >= 0
    choices: list[tuple[int, list[str]]] = []
    verbs = 0
    for at in range(end - 1, first - 1, -1):
        here = tags[at]
        verbs += here in ("VB", "ED", "BE", "MD")
        mark = _mark(page, at)
        if mark == "q" or (here in (",", ".", "-", ":", ";") and mark != "o"):
            continue
        before = tags[at - 1] if at > first else _OUTSIDE
        earlier = lower[at - 1] if at > first else _OUTSIDE
        size = min(end - at, 3) if end - at < 4 else 4 if end - at < 8 else 5
        choices.append(
            (
                at,
                [
                    f"b={before} m={mark} q={int(quoted)}",
                    f"bw={earlier} m={mark}",
                    f"b={before} t={here}",
                    f"b={before} v={min(verbs, 2)}",
                    f"w={lower[at]} b={before}",
                    f"size={size} b={before} q={int(quoted)}",
                    f"s={stem} b={before}",
                    f"s={stem} t={here} b={before}",
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
