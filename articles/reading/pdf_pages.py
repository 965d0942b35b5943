"""Puts the lines of a PDF's pages in order: columns, running heads, paragraphs."""

import re
import statistics
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise

from articles.characters import QUOTES
from articles.cleaning.hyphens import HANGING, join_parts

#: The part of a page's height, at its head and its foot, in which running lines are.
_MARGIN = 0.1
#: A gap between two signs that is wider than this times their height divides columns.
_GAP = 1.2
#: Signs no further apart, times the height of a line, are those of one word.
_TOUCH = 0.15
_NUMBER = re.compile(
    r"\W{0,3}(?:page|seite|p\.|s\.)?\W{0,2}(\d{1,4})(?:\s*(?:/|of|von|sur|de)\s*\d+)?"
    r"\W{0,3}",
    re.IGNORECASE,
)
#: Takes the place of the hyphen of a word that a line's end divides.
DIVIDED = "\x02"
_DIVIDED = re.compile(rf"\b(\w+){DIVIDED}(\w+)")
_VOWELS = "AEIOUYÀÈÉÓ"
#: A soft hyphen, or one of the sign of its own, at the end of a line.
_OTHER_HYPHEN = re.compile(r"(?<=\w)[\u00ad\u2010]\s*$")
_ENDS = re.compile(r"[.!?:…][”\"’»)\]]*$")


#: Left, bottom, right, top, in points.
Box = tuple[float, float, float, float]


def turn_box(box: Box, turn: int, frame: Box) -> Box:
    """Return a box of a page as it is to text of a direction, from the frame's foot."""
    left, bottom, right, top = box
    match turn:
        case 1:
            left, bottom, right, top = -top, left, -bottom, right
            foot = frame[0]
        case 2:
            left, bottom, right, top = -right, -top, -left, -bottom
            foot = -frame[3]
        case 3:
            left, bottom, right, top = bottom, -right, top, -left
            foot = -frame[2]
        case _:
            foot = frame[1]
    return left, bottom - foot, right, top - foot


@dataclass(slots=True, eq=False)
class PDFLine:
    """The signs of a line with the left and right of each, in points."""

    page_height: float = 0.0
    turn: int = 0  #: the direction of its text: 0 right, 1 down, 2 left, 3 up
    signs: list[tuple[str, float, float]] = field(default_factory=list)
    bottom: float = 0.0
    top: float = 0.0
    is_divided: bool = False  #: ends with the hyphen of a divided word

    def add(
        self, sign: str, left: float, low: float, right: float, high: float
    ) -> None:
        if not self.signs:
            self.bottom, self.top = low, high
        elif high > low:
            self.bottom, self.top = min(self.bottom, low), max(self.top, high)
        self.signs.append((sign, left, right))

    def note_hyphen(self) -> None:
        """Note that the line ends with a hyphen that PDFium does not know as one."""
        if found := _OTHER_HYPHEN.search(self.text):
            _, left, right = self.signs[-1]
            del self.signs[-len(found[0]) :]
            self.signs.append(("-", left, right))
            self.is_divided = True

    def is_left_by(self, left: float, low: float, right: float, high: float) -> bool:
        """Return whether a sign in this box belongs to another line."""
        middle = (low + high) / 2
        far = 0.7 * max(self.height, high - low, 1.0)
        far_off = abs(middle - (self.bottom + self.top) / 2) > far
        return far_off or self._is_large_to(low, high)

    def continues(self, left: float, low: float, right: float, high: float) -> bool:
        """Return whether a sign in this box touches the last one of the line."""
        if not self.signs or self._is_large_to(low, high):
            return False
        _, start, end = self.signs[-1]
        shared = min(high, self.top) - max(low, self.bottom)
        return shared > 0.5 * min(high - low, self.height) and (
            max(left - end, start - right) < _TOUCH * self.height
        )

    def _is_large_to(self, low: float, high: float) -> bool:
        """Return whether the line so far is a drop cap next to a sign."""
        return len(self.signs) < 4 and 0 < high - low < 0.45 * self.height

    @property
    def text(self) -> str:
        return "".join(sign for sign, _, _ in self.signs)

    @property
    def height(self) -> float:
        return max(self.top - self.bottom, 1.0)

    @property
    def left(self) -> float:
        return min(self.signs[0][1], self.signs[-1][1])

    @property
    def right(self) -> float:
        return max(self.signs[0][2], self.signs[-1][2])

    @property
    def is_in_margin(self) -> bool:
        part = self.page_height * _MARGIN
        return self.bottom > self.page_height - part or self.top < part

    def gaps(self) -> list[tuple[float, float, int]]:
        """Return (left, right, place) of the wide gaps in the line."""
        printed = [
            (at, left, right)
            for at, (sign, left, right) in enumerate(self.signs)
            if not sign.isspace()
        ]
        return [
            (right, left, at)
            for (_, _, right), (at, left, _) in pairwise(printed)
            if left - right > _GAP * self.height
        ]

    def cut(self, place: int) -> tuple["PDFLine", "PDFLine"]:
        signs = self.signs[:place]
        ending = "".join(sign for sign, _, _ in signs[-20:]).rstrip()
        is_divided = bool(re.search(r"\w-$", ending))
        while is_divided and signs[-1][0].isspace():
            signs = signs[:-1]
        first = replace(self, signs=signs, is_divided=is_divided)
        return first, replace(self, signs=self.signs[place:])


def split_columns(lines: list[PDFLine]) -> list[PDFLine]:
    """Return the lines of a page in reading order, if its columns were read across.

    Most files have their columns one after the other, and stay as they are.
    """
    gutter = _find_gutter(lines)
    if gutter is None:
        return lines
    ordered: list[PDFLine] = []
    left: list[PDFLine] = []
    right: list[PDFLine] = []
    for line in sorted(lines, key=lambda line: -line.top):
        parts = [line]
        for start, end, place in line.gaps():
            if start <= gutter <= end:
                parts = list(line.cut(place))
        for part in parts:
            if part.right <= gutter:
                left.append(part)
            elif part.left >= gutter:
                right.append(part)
            else:  # across both columns, such as a title
                ordered += [*split_columns(left), *split_columns(right), part]
                left, right = [], []
    return [*ordered, *split_columns(left), *split_columns(right)]


def _find_gutter(lines: list[PDFLine]) -> float | None:
    """Return where a gap between two columns is, in points, or None."""
    body = [line for line in lines if not line.is_in_margin]
    found = [(line, gap) for line in body for gap in line.gaps()[:1]]
    gaps = [(start, end) for _, (start, end, _) in found]
    if len(gaps) < 4 or len(gaps) * 2 < len(body):
        return None
    middle = statistics.median((start + end) / 2 for start, end in gaps)
    inside = sum(start <= middle <= end for start, end in gaps)
    # The columns of a text are wide, and its lines fill them, unlike those of a table.
    edge = min(line.left for line in body)
    filled = statistics.median(start - edge for start, _ in gaps)
    height = statistics.median(line.height for line in body)
    is_text = filled > max(0.5 * (middle - edge), 6 * height)
    before = (line.cut(place)[0].text.strip() for line, (*_, place) in found)
    numbers = sum(len(text) < 4 and text.isdigit() for text in before)
    is_numbered = numbers * 10 >= len(gaps) * 8
    is_column = is_text or is_numbered
    return middle if is_column and inside * 10 >= len(gaps) * 8 else None


def number_pages(
    pages: list[list[PDFLine]], labels: list[str]
) -> tuple[list[str], list[str]]:
    """Return the number of each page, and sentences on where they are from.

    The numbers that are printed at the head or foot come first, then the labels of the
    file, then the pages are counted.
    """
    offsets: Counter[int] = Counter()
    for at, page in enumerate(pages):
        for line in page:
            found = _NUMBER.fullmatch(line.text.strip())
            if found and line.is_in_margin:
                offsets[int(found[1]) - at] += 1
    if offsets:
        offset, times = offsets.most_common(1)[0]
        if times >= 2 and times * 2 >= len(pages) and offset > -len(pages):
            numbers = [
                str(at + offset) if at + offset > 0 else "" for at in range(len(pages))
            ]
            note = f"The pages are numbered as printed, {numbers[0]} to {numbers[-1]}."
            return numbers, [note] if numbers[0] else []
    if any(labels):
        return labels, ["The numbers of the pages are those that the file gives them."]
    if len(pages) == 1:
        return ["1"], []
    return [str(at + 1) for at in range(len(pages))], [
        "No page prints its number: the pages are counted from the first."
    ]


def drop_running_lines(
    pages: list[list[PDFLine]],
) -> tuple[list[list[PDFLine]], list[str]]:
    """Leave out page numbers and what the heads or feet of many pages repeat."""
    times: Counter[str] = Counter()
    for page in pages:
        times.update({_repeated(line) for line in _outermost(page)})
    least = 2 if len(pages) < 6 else max(3, len(pages) // 4)
    often = {key for key, number in times.items() if number >= least}
    kept, dropped = [], []
    for page in pages:
        rest, outermost = [], {id(line) for line in _outermost(page)}
        for line in page:
            is_number = len(pages) > 1 and _NUMBER.fullmatch(line.text.strip())
            if id(line) in outermost and (is_number or _repeated(line) in often):
                if not is_number:
                    dropped.append(line.text.strip())
            else:
                rest.append(line)
        kept.append(rest)
    return kept, list(dict.fromkeys(dropped))


def _outermost(page: list[PDFLine]) -> list[PDFLine]:
    """Return the lines in the margins of a page: two at its head, two at its foot."""
    ordered = sorted(page, key=lambda line: -line.top)
    return [line for line in {*ordered[:2], *ordered[-2:]} if line.is_in_margin]


def _repeated(line: PDFLine) -> str:
    return re.sub(r"\d+", "0", " ".join(line.text.split()).casefold())


def line_step(pages: list[list[PDFLine]]) -> float:
    """Return how far the lines of paragraphs are apart, in points: a small step."""
    pairs = (pair for page in pages for pair in pairwise(page))
    steps = sorted(above.bottom - below.bottom for above, below in pairs)
    steps = [step for step in steps if 0 < step < 60]
    return steps[(len(steps) - 1) // 4] if steps else 0.0


def join_into_paragraphs(lines: list[PDFLine], step: float) -> str:
    """Return the text of a page: paragraphs on a line each, an empty line between.

    A divided word has DIVIDED in place of its hyphen.
    """
    pairs = list(pairwise(lines))
    widths = sorted(line.right - line.left for line in lines)
    wide = widths[len(widths) * 9 // 10] if widths else 0.0
    text = "".join(_squeezed(line) for line in lines[:1])
    for above, below in pairs:
        if above.is_divided and above.turn == below.turn:
            text = text[:-1] + DIVIDED + _squeezed(below)
        elif _is_drop_cap(above, below):
            # A vowel may be a word of its own: “A mayor”, “Y la”.
            text += f"{' ' * (text[-1] in _VOWELS)}{_squeezed(below)}"
        elif _starts_paragraph(above, below, step, wide):
            text += f"\n\n{_squeezed(below)}"
        else:
            text += f" {_squeezed(below)}"
    return text


def _starts_paragraph(above: PDFLine, below: PDFLine, step: float, wide: float) -> bool:
    down = above.bottom - below.bottom
    if above.turn != below.turn:
        return True
    if down > 1.4 * step or abs(above.height - below.height) > 0.35 * below.height:
        return True  # a space between paragraphs, or letters of another size
    if not _ENDS.search(above.text.rstrip()):
        return False
    is_short = above.right - above.left < 0.85 * wide
    is_indented = down > 0 and below.left - above.left > 0.8 * below.height
    return is_short or is_indented


def _is_drop_cap(above: PDFLine, below: PDFLine) -> bool:
    """Return whether a line is the large first letter of the next, beside it."""
    letter = above.text.strip().lstrip(QUOTES)
    return (
        len(letter) == 1
        and letter.isupper()
        and above.height > 1.5 * below.height
        and below.bottom > above.bottom
        and below.top < above.top + below.height
        and 0 <= below.left - above.left < 2 * above.height
    )


def _squeezed(line: PDFLine) -> str:
    return " ".join(line.text.split())


def join_divided_words(texts: list[str]) -> tuple[list[str], int]:
    """Return texts with their divided words joined, and how many these are."""
    known = Counter(re.findall(r"\w+(?:-\w+)*", " ".join(texts)))
    joined = 0

    def join(found: re.Match[str]) -> str:
        nonlocal joined
        joined += not HANGING.fullmatch(found[2])
        return join_parts(found[1], found[2], known.__getitem__)

    return [_DIVIDED.sub(join, text).replace(DIVIDED, "-") for text in texts], joined
