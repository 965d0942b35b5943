"""Scans a text for quotations: which of its words are inside quotation marks.

In: a text. Out: its outermost quotations, each with a span for every paragraph it
continues through, including the marks. A quotation that is closed paragraphs later has
an opening mark at the start of each paragraph (Chicago Manual of Style 13.32).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

Span = tuple[int, int]
#: A quotation mark and its place.
Mark = tuple[str, int]
#: A quotation in a paragraph: its span, whether its marks are single ones, and whether
#: it is closed.
Found = tuple[Span, bool, bool]

_MARKS = re.compile(r"[\"“”„«»‹›‘’'「」『』]+")
#: This many marks in a row or more are an ornament.
_MIN_ORNAMENT = 4
_DOUBLE = {"“": '”"', "„": "“”", "«": "»", "‹": "›", '"': '"”', "''": "''", "”": "”",
           "「": "」", "『": "』"}  # fmt: skip
#: Quotation marks turned round, as in German books: »So«, »›So‹, sagte er«, ›so‹.
_INVERTED = re.compile(
    r"[^«»\n]*(?<![^\s(\[—–-])»(?=›?[^\W_])[^«»]*(?<!\s)«(?![^\W_])"
    r"|[^‹›\n]*(?<![^\s(\[—–-])›(?=[^\W_])[^‹›]*(?<!\s)‹(?![^\W_])"
)
_TURNED = {"»": "«", "›": "‹"}
#: « after a word and before a stop cannot open: the marks are turned round.
_CLOSING = re.compile(r"\w[«‹](?:[.,;:!?)]|\s*\Z)")
_PAIRED = re.compile("[“„]")
#: A text with a longer line is not wrapped, so each line is a paragraph.
_MAX_WRAPPED_LINE = 120
_DOUBLE_MARK = re.compile(r"''|[\"“”„«»‹›「」『』]")
_SINGLE = ("'", "‘", "’")
#: A deeper nested quotation is a misplaced mark.
_MAX_DEPTH = 4
#: Longest single quotation, in code points; a longer one began with an apostrophe.
_MAX_SINGLE_LENGTH = 1_500
#: A word that may end with an apostrophe: "the dogs’ home", "goin’ home", "6' tall".
_APOSTROPHE = re.compile(
    r"(?:[sxz\d]|\w\win|\b(?:o|th|ol|an|wi)|[’']n)\Z", re.IGNORECASE
)
#: An apostrophe that begins a word: "’60s", "’twas".
_ELISION = re.compile(r"(?:\d\ds?|twas|tis|em|til|cause|bout|n)\b", re.IGNORECASE)
#: How many later marks are read to distinguish an apostrophe from a closing mark.
_MAX_AHEAD = 12
#: The reporting words after a quotation that is not closed.
_VERBS = (
    "said|says|added|adds|told|asked|asks|wrote|writes|replied|explained|recalled|"
    "shouted|cried|warned|joked|insisted|declared|continued|noted|dit|ajoute|sagte|"
    "erklärte|dijo|añadió"
)
_UNCLOSED = re.compile(
    rf"[,?!](?= (?:(?:{_VERBS}) (?:the |an? |der |die |[A-Z])"
    rf"|(?:[A-Z][\w’'-]+ ){{1,3}}(?:{_VERBS})(?:[.,]|$| (?:in|on|at|to|after|during) )"
    rf"|(?:[A-Z][\w’'-]+ ){{1,3}}told (?:the|an?|his|her|its|their|us|reporters|[A-Z])"
    rf"|(?:he|she|they) (?:{_VERBS})(?:[.,]|$)))"
)
#: The reporting words of the next speaker, before a mark.
_NEXT_CUE = re.compile(
    rf"[.!?](?= (?:(?:[A-Z][\w’'-]+ ){{1,3}}|(?:He|She|They) )(?:{_VERBS})[,:]? ?\Z)"
)
#: The same behind a closed one, with a name: somebody else may be speaking.
_NAMED = re.compile(
    rf" ?(?:(?:{_VERBS}) (?:[A-Z]|the |an? )|(?:[A-Z][\w’'-]+ ){{1,3}}(?:{_VERBS})\b)"
)
#: Reporting words that interrupt a quotation, as in _interrupted.
_INTERRUPTION = re.compile(r",? [^\n.!?:;\"“”„«»‹›]{2,80}, ")
_MAX_NAME_LENGTH = 40
_MAX_LEAD = 80
_NAME = re.compile(r"[A-Z][\w’'-]+")
_CLAUSE_END = re.compile(r"[.,;:!?\n]")
_BLANK_LINE = re.compile(r"\n[^\S\n]*(?:\n\s*)+")
#: The end of a line, but not one inside a sentence, as in words pasted from a PDF.
_LINE = re.compile(r"\n\s*\n\s*|(?<![\w,;–—-])\n\s*|\n\s*(?![a-zß-öø-ÿ\s])")
#: A mark set for an apostrophe: “world‘s”, “world“s”.
_FOR_APOSTROPHE = re.compile(r"(?<=\w)[‘“](?=(?:s|t|d|m|re|ve|ll)\b)")


@dataclass(slots=True)
class Quotation:
    """The spans between two marks, and whether there is a closing mark."""

    spans: list[Span]
    single: bool
    closed: bool = True

    @property
    def start(self) -> int:
        return self.spans[0][0]

    @property
    def end(self) -> int:
        return self.spans[-1][1]


def paragraphs(text: str) -> Iterator[Span]:
    """Yield the span of each paragraph: a line, or wrapped lines between blank ones."""
    wrapped = max(map(len, text.split("\n"))) <= _MAX_WRAPPED_LINE
    parting = _BLANK_LINE if wrapped and _BLANK_LINE.search(text.strip()) else _LINE
    start = 0
    for gap in parting.finditer(text):
        if text[start : gap.start()].strip():
            yield start, gap.start()
        start = gap.end()
    if text[start:].strip():
        yield start, len(text)


def _opens(text: str, at: int, width: int, end: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + width] if at + width < end else " "
    return not after.isspace() and (before.isspace() or before in "([{—–-/:“‘\"'„«")


def _closes_single(text: str, at: int, end: int) -> bool:
    after = text[at + 1] if at + 1 < end else " "
    before = text[at - 1] if at else " "
    return not after.isalnum() and not before.isspace()


def _marks(text: str, start: int, end: int) -> Iterator[Mark]:
    """Yield the quotation marks of a part of a text."""
    for run in _MARKS.finditer(text, start, end):
        at, stop = run.span()
        if stop - at >= _MIN_ORNAMENT or _FOR_APOSTROPHE.match(text, at):
            continue
        while at < stop:
            width = 2 if text.startswith("''", at, stop) else 1
            yield text[at : at + width], at
            at += width


def _is_apostrophe(text: str, marks: list[Mark], number: int, end: int) -> bool:
    """Return whether a mark that may close a single quotation is an apostrophe.

    It is one in "‘We sell the dogs’ home,’": it can belong to its word, another word
    follows, and a clearer closing mark comes before the next opening one.
    """
    at = marks[number][1]
    if not text[at + 1 : at + 3].strip().isalnum() or not text[at + 1].isspace():
        return False
    if not _APOSTROPHE.search(text[max(0, at - 4) : at]):
        return False
    for sign, later in marks[number + 1 : number + 1 + _MAX_AHEAD]:
        if sign not in _SINGLE:
            continue
        if sign != "’" and _opens(text, later, 1, end):
            return False
        if _closes_single(text, later, end):
            follows = text[later + 1 : later + 3]
            belongs = _APOSTROPHE.search(text[max(0, later - 4) : later])
            if not (belongs and follows[:1].isspace() and follows.strip().isalnum()):
                return True
    return False


def _is_inch(text: str, marks: list[Mark], number: int, end: int) -> bool:
    """Return whether a straight mark means inches: "A 12" record is best."

    It is after a digit, and a closing mark follows that would close nothing else.
    """
    if not text[marks[number][1] - 1].isnumeric():
        return False
    for sign, later in marks[number + 1 : number + 1 + _MAX_AHEAD]:
        if sign in _SINGLE or (sign == '"' and text[later - 1].isnumeric()):
            continue
        return sign in '"”' and not _opens(text, later, 1, end)
    return False


class _Paragraph:
    """Finds the outermost quotations of a paragraph with marks: run() returns them."""

    def __init__(self, text: str, start: int, end: int, marks: list[Mark]) -> None:
        self._text, self._end, self._marks = text, end, marks
        #: The open marks, the outermost first, each with its place.
        self._stack: list[Mark] = []
        self._found: list[Found] = []
        #: Those inside a single mark, in case that was an apostrophe.
        self._within: list[Found] = []
        #: Those inside a double mark, in case that was not closed.
        self._nested: list[Span] = []
        self._paired = _PAIRED.search(text, start, end) is not None
        inverted = _INVERTED.match(text, start, end)
        self._closing = _DOUBLE | _TURNED if inverted else _DOUBLE

    def run(self) -> list[Found]:
        for number, (sign, at) in enumerate(self._marks):
            (self._single if sign in _SINGLE else self._double)(number, sign, at)
        self._found += self._within
        self._end_open_ones()
        self._found.sort()
        return self._found

    def _single(self, number: int, sign: str, at: int) -> None:
        top = self._stack[-1][0] if self._stack else ""
        if (
            top in ("'", "‘")
            and sign != "‘"
            and _closes_single(self._text, at, self._end)
        ):
            if _is_apostrophe(self._text, self._marks, number, self._end):
                return
            begun = self._stack.pop()[1]
            if not self._stack:
                self._within.clear()
                self._found.append(((begun, at + 1), True, True))
        elif (
            sign not in ("’", top)
            and len(self._stack) < _MAX_DEPTH
            and _opens(self._text, at, 1, self._end)
            and not _ELISION.match(self._text, at + 1)
        ):
            self._stack.append((sign, at))

    def _double(self, number: int, sign: str, at: int) -> None:
        opens = _opens(self._text, at, len(sign), self._end)
        if not opens and (
            under := _interrupted(self._text, self._stack, sign, at + len(sign))
        ):
            del self._stack[under:]
        doubles = len(self._stack)
        while doubles and self._stack[doubles - 1][0] in _SINGLE:
            doubles -= 1
        holder = self._stack[doubles - 1][0] if doubles else ""
        if holder and sign in self._closing[holder]:
            is_nested = doubles < len(self._stack) or holder != sign
            if sign == '"' and (
                (opens and is_nested)
                or _is_inch(self._text, self._marks, number, self._end)
            ):
                return
            del self._stack[doubles:]
            self._close(sign, at, opens)
        elif (
            sign in self._closing
            # ”Swedish” marks are the same on both sides.
            and (sign != "”" or (opens and not self._paired))
            and len(self._stack) < _MAX_DEPTH
            and (opens or sign not in ('"', "''", "»", "›"))
            and not (sign in "«‹" and _CLOSING.match(self._text, max(0, at - 1)))
        ):
            self._stack.append((sign, at))

    def _close(self, sign: str, at: int, opens: bool) -> None:
        """Close the innermost quotation at a double mark, which may open one too."""
        begun = self._stack.pop()[1]
        stop = _unclosed_end(self._text, begun, at) if sign == '"' and opens else 0
        if stop and not self._stack:
            # The one before was not closed: "We lost. "And we will not rest,"
            self._found.append(((begun, stop), False, True))
            self._stack.append((sign, at))
            return
        span = begun, at + len(sign)
        if not self._stack:
            self._found.append((span, False, True))
            self._nested.clear()
        elif len(self._stack) == 1 and self._stack[0][0] in _SINGLE:
            self._within.append((span, False, True))
        elif len(self._stack) == 1 and self._text.startswith(self._stack[0][0], begun):
            self._nested.append(span)

    def _end_open_ones(self) -> None:
        """Find where the quotations end that no mark closed."""
        stack, found = self._stack, self._found
        if stack and stack[0][0] == "‘" and not found:
            found.append(((stack[0][1], self._end), True, False))
        begun = next((at for sign, at in stack if sign not in _SINGLE), None)
        if begun is None:
            return
        inner = self._nested[0][0] if self._nested else 0
        stop = _unclosed_end(self._text, begun, inner) if inner > begun else 0
        if stop:
            found.append(((begun, stop), False, True))
            found += [(span, False, True) for span in self._nested]
        else:
            found.append(((begun, self._end), False, False))


def _interrupted(text: str, stack: list[Mark], sign: str, end: int) -> int:
    """Return how many open marks are left where reporting words interrupt a quotation.

    0 if they do not: “We pledge «our lives,” said Lowe, “and our honour» to you.” The
    inner quotation is closed after them, by a mark that nothing opens there.
    """
    if len(stack) < 2 or sign in _DOUBLE.get(stack[-1][0], sign):
        return 0
    outer = stack[0][0]
    gap = sign in _DOUBLE.get(outer, "") and _INTERRUPTION.match(text, end)
    if not gap or not (_parted(text, end - len(sign)) or text.startswith(",", end)):
        return 0
    return int(text.startswith(outer, gap.end()))


def _parted(text: str, at: int) -> bool:
    """Return whether a sentence or clause ends before a mark."""
    return text[max(0, at - 3) : at].rstrip()[-1:] in (".", "!", "?", ",", "…")


def _unclosed_end(text: str, start: int, at: int) -> int:
    """Return where a quotation ends before the next opening mark at `at`, or 0.

    It does if a clause ends there, or if somebody else's reporting words begin.
    """
    if _parted(text, at):
        return start + len(text[start:at].rstrip())
    cue = _NEXT_CUE.search(text, max(start, at - _MAX_LEAD), at)
    return cue.end() if cue else 0


def _closing(text: str, start: int, end: int) -> int:
    """Return the end of a paragraph's first double mark, if it closes, or -1."""
    mark = _DOUBLE_MARK.search(text, start, end)
    if mark is None or mark[0] in "“„«‹":
        return -1
    straight = mark[0] not in "”»›"
    if straight and _opens(text, mark.start(), len(mark[0]), end):
        return -1
    return mark.end()


def scan(text: str, spans: Iterable[Span] | None = None) -> list[Quotation]:
    """Return the outermost quotations of a text, in order, in linear time.

    `spans` are those of its paragraphs, if they are known.
    """
    found: list[Quotation] = []
    open_: Quotation | None = None
    #: The article's own sentence that leads to the open quotation, if it does.
    led = ""
    for start, end in paragraphs(text) if spans is None else spans:
        begins = start
        if open_ is not None:
            # One more paragraph, whose opening mark was left out.
            stop = 0 if open_.single else _closing(text, start, end)
            if stop > 0:
                open_.spans.append((start, stop))
                open_.closed, open_, begins = True, None, stop
        marks = list(_marks(text, begins, end))
        here = _Paragraph(text, begins, end, marks).run() if marks else []
        if open_ is not None:
            first = here[0] if here else None
            goes_on = (
                first is not None and first[0][0] == start and first[1] == open_.single
            )
            if open_.single and not goes_on:
                found.pop()  # an apostrophe
            if (
                first
                and goes_on
                and led
                and first[2]
                and _is_other(text, first[0], led)
            ):
                # Somebody else speaks: the closing mark was left out.
                goes_on = False
                if not _parted_or_led(text, open_.start):
                    found.pop()
            if first and goes_on:
                open_.spans.append(first[0])
                open_.closed = first[2]
                here = here[1:]
            if open_.closed or not goes_on:
                open_ = None
        for (first_at, last_at), single, closed in here:
            if single and last_at - first_at > _MAX_SINGLE_LENGTH:
                continue
            if not closed and (cue := _UNCLOSED.search(text, first_at, last_at)):
                closed, last_at = True, cue.end()
            found.append(Quotation([(first_at, last_at)], single, closed))
            if not closed:
                open_ = found[-1]
                led = text[start:first_at].rstrip()
                led = "" if led.endswith((".", "!", "?")) else led
    if open_ is not None and open_.single:
        found.pop()
    return found


def _is_other(text: str, quotation: Span, led: str) -> bool:
    """Return whether a quotation is by somebody whom the words before did not name."""
    named = _NAMED.match(text, quotation[1])
    if named is None:
        return False
    around = text[named.start() : named.end() + _MAX_NAME_LENGTH]
    clause = _CLAUSE_END.split(around, maxsplit=1)[0]
    return not any(name in led for name in _NAME.findall(clause))


def _parted_or_led(text: str, at: int) -> bool:
    """Return whether a quotation is set off from what leads to it."""
    return _parted(text, at) or text[max(0, at - 3) : at].rstrip()[-1:] == ":"
