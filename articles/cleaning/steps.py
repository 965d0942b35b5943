"""Building blocks of the cleaning steps. Each step goes over a text once."""

import re
from collections.abc import Callable, Iterator

from articles.text import shorten

#: The result of a step: the text, the number of changes, and the first change as
#: (before, after), to be shown.
Step = tuple[str, int, tuple[str, str]]
#: Steps with their descriptions for editors.
Steps = list[tuple[str, Callable[[str], Step]]]
NOTHING = ("", "")


def without(lines: list[str], dropped: set[int]) -> str:
    """Join the lines except those dropped, without leaving double blank lines."""
    kept: list[str] = []
    gap = False
    for number, line in enumerate(lines):
        if number in dropped:
            gap = True
            continue
        if gap and not line.strip() and (not kept or not kept[-1].strip()):
            continue
        gap = False
        kept.append(line)
    if gap:
        while kept and not kept[-1].strip():
            kept.pop()
    return "\n".join(kept)


def drop(text: str, dropped: Callable[[list[str]], Iterator[int]]) -> Step:
    """Drop the lines whose numbers `dropped` yields."""
    lines = text.split("\n")
    numbers = sorted(set(dropped(lines)))
    if not numbers:
        return text, 0, NOTHING
    return (
        without(lines, set(numbers)),
        len(numbers),
        (make_visible(lines[numbers[0]]), ""),
    )


def strip_lines(
    text: str, chosen: Callable[[list[str]], Iterator[tuple[int, str]]]
) -> Step:
    """Replace the lines that `chosen` yields as (number, text)."""
    lines = text.split("\n")
    count, first = 0, NOTHING
    for number, line in list(chosen(lines)):
        if not count:
            first = (make_visible(lines[number]), make_visible(line))
        lines[number] = line
        count += 1
    return "\n".join(lines), count, first


def substitute(
    pattern: re.Pattern[str],
    text: str,
    write: Callable[[re.Match[str]], str],
    *,
    whole: bool = False,
) -> Step:
    """Replace each match by `write(match)`; with `whole`, show it in context."""
    count, first = 0, NOTHING

    def replace(found: re.Match[str]) -> str:
        nonlocal count, first
        new = write(found)
        if new != found[0]:
            if not count:
                left = text[max(0, found.start() - 20) : found.start()] if whole else ""
                right = text[found.end() : found.end() + 20] if whole else ""
                first = (
                    make_visible(left + found[0] + right),
                    make_visible(left + new + right),
                )
            count += 1
        return new

    return pattern.sub(replace, text), count, first


def make_visible(text: str) -> str:
    """Return a text for display, cut and with invisible characters named."""
    return re.sub(
        "[\u00a0\u00ad\u200b-\u200d\u2060\ufeff]",
        lambda found: f"<U+{ord(found[0]):04X}>",
        shorten(text, 60).replace("\n", "⏎"),
    )
