"""A long text in blocks that a page can replace one by one, with marks within.

Plain Python. Offsets are half-open code points. The blocks of a text are always the
same; marks may lie over one another, and a run has all that lie over it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

#: About how long a block is, and how much longer it may get to end with a line.
BLOCK_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class Run:
    """Characters in a row with the same marks."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a text, from `start`, in runs."""

    start: int
    runs: tuple[Run, ...]


def bounds(text: str, length: int = BLOCK_LENGTH) -> Iterator[Span]:
    """Yield where each block starts and ends: after a line or a word if it can be."""
    start = 0
    while start < len(text):
        end = start + length
        if end < len(text):
            for sign in ("\n", " "):
                if (found := text.find(sign, end, end + length)) >= 0:
                    end = found + 1
                    break
        end = min(end, len(text))
        yield start, end
        start = end


def marked_blocks(
    text: str,
    marks: Iterable[tuple[int, Sequence[Span]]],
    only: Iterable[Span] | None = None,
    length: int = BLOCK_LENGTH,
) -> Iterator[Block]:
    """Yield the blocks of a text, or those that `only` these spans touch.

    `marks` are (mark, spans). Time grows with the text and the marks, not with both
    together.
    """
    wanted = None if only is None else sorted(only)
    events: list[tuple[int, bool, int]] = []
    for mark, spans in marks:
        for start, end in spans:
            events += [(start, True, mark), (end, False, mark)]
    events.sort()
    active: dict[int, int] = {}
    at = 0
    for start, end in bounds(text, length):
        touched = wanted is None or any(a < end and b > start for a, b in wanted)
        runs: list[Run] = []
        done = start
        while at < len(events) and events[at][0] < end:
            offset, opens, mark = events[at]
            at += 1
            if offset > done:
                if touched:
                    runs.append(Run(text[done:offset], tuple(sorted(active))))
                done = offset
            count = active.get(mark, 0) + (1 if opens else -1)
            if count:
                active[mark] = count
            else:
                active.pop(mark, None)
        if touched:
            if done < end:
                runs.append(Run(text[done:end], tuple(sorted(active))))
            yield Block(start, tuple(runs))
