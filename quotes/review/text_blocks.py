"""Divides a long text into blocks that a page can replace one by one, with marks.

Plain Python. Offsets are half-open code points. A text always has the same blocks.
Marks may overlap, and each run has all marks that cover it.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

Span = tuple[int, int]

#: The length of a block in code points. It may double to end with a line.
BLOCK_LENGTH = 2_000


@dataclass(frozen=True, slots=True)
class TextRun:
    """Consecutive characters with the same marks."""

    text: str
    marks: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class TextBlock:
    """A part of a text that begins at `start`, in runs."""

    start: int
    runs: tuple[TextRun, ...]


def bounds(text: str, length: int = BLOCK_LENGTH) -> Iterator[Span]:
    """Yield (start, end) of each block, ending after a line or a word if possible."""
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
) -> Iterator[TextBlock]:
    """Yield the blocks of a text, or only those that the spans in `only` touch.

    `marks` are (mark, spans) pairs. Takes O(text + marks) time.
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
        runs: list[TextRun] = []
        done = start
        while at < len(events) and events[at][0] < end:
            offset, opens, mark = events[at]
            at += 1
            if offset > done:
                if touched:
                    runs.append(TextRun(text[done:offset], tuple(sorted(active))))
                done = offset
            count = active.get(mark, 0) + (1 if opens else -1)
            if count:
                active[mark] = count
            else:
                active.pop(mark, None)
        if touched:
            if done < end:
                runs.append(TextRun(text[done:end], tuple(sorted(active))))
            yield TextBlock(start, tuple(runs))
