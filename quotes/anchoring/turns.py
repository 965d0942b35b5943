"""Decides whether the parts of one quote are in quotations of different speakers.

“We will win,” Ann Lowe said. Bob Reed replied: “if the voters …” are the words of two
people. The words between the parts, before and after them are read with plain rules;
where these do not settle it, the answer says so.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from quotes.anchoring.anchors import Span
from quotes.anchoring.speech import CONTINUE, HE, REPLY, SHE, Cue, read_cue, sentences
from quotes.anchoring.surroundings import in_quotation

SAME, UNSURE, OTHER = range(3)

_DOUBLE = re.compile('["“”„‟«»「」『』]')
_SINGLE = re.compile(
    r"(?<=[^\W\d_.,!?…])['’‘](?=[\s,.;:–—-])|(?<=[.,!?…])['’‘]|"
    r"(?<![^\s(—–-])['‘‚‹](?=\w)|[‹›]"
)
_AND = re.compile(
    r"(?:^|[,;])\s*(?:and|but|while|whereas|und|aber|während|et|mais|tandis que|y|pero|"
    r"mientras(?: que)?)\s",
)
#: Code points read before and after a quotation, and of a quotation at most.
_REACH, _QUOTED = 300, 2_000
_CLOSED = re.compile(
    rf"[^\"“”„«»「」『』\n]{{0,{_QUOTED}}}?[\w,!?…;—–-] ?"
    rf"[\"“”»」』’‘'›][,;]? ?(?P<cue>[^\"“”„«»\n]{{0,{_REACH}}})"
)


def turns(text: str, spans: Sequence[Span]) -> tuple[int, str]:
    """Return (SAME, UNSURE or OTHER, the words between) for the parts of a quote."""
    worst = SAME, ""
    for number, ((_, end), (start, _)) in enumerate(pairwise(spans)):
        marks = _marks(text, end, start)
        # One mark, or only marks before words: the quotation goes on in a paragraph.
        if len(marks) < 2 or all(_reopens(text, mark) for mark in marks):
            found = _unmarked(text, spans[number][0], end, start)
            if found > worst[0]:
                worst = found, " ".join(text[end:start].split())
            continue
        gap = text[marks[0].end() : marks[-1].start()]
        behind = _behind(text, spans[number + 1][1])
        ahead = _ahead(text, spans[number][0])
        ends = text[end : marks[0].start()].strip() or text[end - 1]
        begins = text[start : start + 1]
        found = _verdict(gap, ahead, behind, ends[-1] in ".!?…", begins.islower())
        if found > worst[0]:
            worst = found, " ".join(gap.split())
    return worst


def _marks(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the quotation marks between two offsets: double ones, or single."""
    for kind in (_DOUBLE, _SINGLE):
        found = kind.finditer(text, start, end + 1)
        if marks := [mark for mark in found if mark.end() <= end]:
            return marks
    return []


def _reopens(text: str, mark: re.Match[str]) -> bool:
    line = text[max(0, mark.start() - 9) : mark.start()].rstrip(" ")
    return line.endswith("\n") and text[mark.end() : mark.end() + 1] not in (
        "",
        " ",
        ",",
        "\n",
    )


def _unmarked(text: str, start: int, end: int, goes_on: int) -> int:
    """Return whether reported words, without marks, are reported of the same speaker.

    They start and end at these offsets, and go on after others.
    """
    *others, last = sentences(text[end:goes_on])
    other = read_cue(last, last=True)
    if not others or not other.verb or in_quotation(text, start):
        return SAME
    cue = read_cue(sentences(text[max(0, start - _REACH) : start])[-1], last=True)
    return _compared(cue, other, "") if cue.verb else SAME


def _verdict(gap: str, ahead: str, behind: str, ended: bool, goes_on: bool) -> int:
    """Return whether the speakers before and after the gap are the same.

    `ahead` and `behind` are the words before the first and after the second quotation.
    `ended` is whether the first quotation ends a sentence; `goes_on` whether the second
    begins with a small letter.
    """
    first, *others = sentences(gap)
    last = others[-1] if others else ""
    middle = " ".join(others[:-1])
    introduces = bool(last.strip(" \n\t—–-"))
    if not others:
        # One clause: it belongs to the first quotation unless that has ended.
        one, *rest = _AND.split(first)
        cue = read_cue(one) if one.strip() else read_cue(ahead, last=True)
        other = read_cue(rest[-1] if rest else "", last=True)
        if cue.verb and other.verb and cue and other:
            return _compared(cue, other, "")
        ended = (ended and not goes_on) or first.lstrip()[:1] == ";"
        if not ended or first.lstrip()[:1].islower() or not first.strip():
            return SAME
        return _compared(read_cue(ahead, last=True), read_cue(first, last=True), "")
    cue = read_cue(first)
    if not cue and not first.strip(" .,;!?—–-"):
        cue = read_cue(ahead, last=True)
    if introduces:
        return _compared(cue, read_cue(last, last=True), middle)
    return _compared(cue, read_cue(behind), middle) if behind else SAME


def _compared(cue: Cue, other: Cue, middle: str) -> int:
    """Return whether two cues can be of the same speaker."""
    if not other:
        return SAME
    replies, continues = other.verb in REPLY, other.verb in CONTINUE
    known = cue.names | cue.others
    if other.pronoun:
        if cue.pronoun:
            both = {cue.pronoun, other.pronoun}
            if both & HE and both & (SHE | {"sie"}):
                return OTHER
        strangers = (read_cue(middle).others | other.others) - known
        if strangers:
            return UNSURE
        return UNSURE if replies and not cue else SAME
    if other.names and cue.names:
        if other.names & cue.names:
            return SAME
        return UNSURE if other.names & known or continues else OTHER
    if continues or other.noun & cue.noun:
        return SAME
    return OTHER if replies else UNSURE


def _ahead(text: str, start: int) -> str:
    """Return the clause that introduces the quotation with this offset, or ""."""
    marks = _marks(text, max(0, start - _QUOTED), start)
    if not marks:
        return ""
    lead = text[max(0, marks[-1].start() - _REACH) : marks[-1].start()]
    lead = lead.rpartition("\n\n")[2]
    return sentences(lead)[-1]


def _behind(text: str, end: int) -> str:
    """Return the cue after a quotation that does not end its sentence, or ""."""
    closed = _CLOSED.match(text, max(0, end - 1))
    return sentences(closed["cue"])[0] if closed else ""
