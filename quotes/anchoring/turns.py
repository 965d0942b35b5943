"""Decides whether the parts of one quote are in quotations of different speakers.

“We will win,” Ann Lowe said. Bob Reed replied: “if the voters …” are the words of two
people. The words between the parts, before and after them are read with plain rules;
where these do not settle it, the answer says so.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from articles.characters import DOUBLE_QUOTES
from quotes.anchoring.anchors import Span
from quotes.anchoring.speech import (
    CONTINUE,
    DETERMINERS,
    HE,
    PRONOUNS,
    REPLY,
    SHE,
    Cue,
    capitalized_runs,
    read_cue,
    sentences,
    words_and_commas,
)
from quotes.anchoring.surroundings import in_quotation

SAME, UNSURE, OTHER = range(3)

_DOUBLE = re.compile(f"[{DOUBLE_QUOTES}]")
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
_CAPITAL = "[A-ZÀ-ÖØ-ÞА-ЯΑ-Ω]"
#: Labels at the start of a line that begin somebody's words: “REED: ”, “Q. ”, “— ”.
_LABEL = re.compile(
    r"^[^\S\n]*\**(?:(?P<dash>[—–―]|- )|(?P<name>[QA](?=[.:]\s)|[QA](?=\.)|"
    rf"{_CAPITAL}[\w.'’-]*(?: (?:de|la|von|van|der|{_CAPITAL}[\w.'’-]*)){{0,4}}"
    r"(?: \([^)\n]{1,40}\))?(?=\**:\s)|"
    r"[A-Z.' ]{3,40}(?= [—–] )|[\u3040-\u30ff\u4e00-\u9fff]{1,8}(?=：)))",
    re.MULTILINE,
)
#: Letters before a part that are read for its label.
_LABEL_REACH = 3_000
_LATIN = re.compile("[A-Za-zÀ-ɏ]")
_LETTER = re.compile(r"[^\W\d_]")
_UNREAD_END = re.compile(r"[.!?。！？؟।]\W*(?=\w)|[：:]\W*\Z")
#: Words right after a quotation that does not end its sentence.
_UNREAD_BEHIND = re.compile(
    r"[^\w\n]*[”“»」』\"][،，,]?\s*(?P<cue>\w[^。.!?\n”»」』\"]*)"
)
_LEADING = re.compile(
    r"\W*(?:(?:and|but|then|und|aber|dann|et|mais|puis|y|pero)\s+)?", re.I
)


def turns(text: str, spans: Sequence[Span]) -> tuple[int, str]:
    """Return (SAME, UNSURE or OTHER, the words between) for the parts of a quote."""
    worst = SAME, ""
    for number, ((_, end), (start, _)) in enumerate(pairwise(spans)):
        found = _labelled(text, end, start)
        if found > worst[0]:
            worst = found, " ".join(text[end:start].split())
        marks = _marks(text, end, start)
        # One mark, or only opening marks: the quotation continues in a new paragraph.
        if len(marks) < 2 or all(_reopens(text, mark) for mark in marks):
            found = _unmarked(text, spans[number][0], end, start)
            if found > worst[0]:
                worst = found, " ".join(text[end:start].split())
            continue
        gap = text[marks[0].end() : marks[-1].start()]
        if not gap.strip(" \n\t,;–—-"):
            # “Did you sell it?” “I never did.”
            worst = max(worst, (UNSURE, text[end:start]))
            continue
        behind = _behind(text, spans[number + 1][1])
        ahead = _ahead(text, spans[number][0])
        ends = text[end : marks[0].start()].strip() or text[end - 1]
        begins = text[start : start + 1]
        if _LETTER.search(gap) and not _LATIN.search(gap):
            found = _unread(text, gap, spans[number + 1][1])
        else:
            found = _verdict(gap, ahead, behind, ends[-1] in ".!?…", begins.islower())
        if found > worst[0]:
            worst = found, " ".join(gap.split())
    return worst


def _labelled(text: str, end: int, start: int) -> int:
    """Return whether labels or dashes at the starts of lines separate two speakers.

    The first part ends and the second one starts at these offsets.
    """
    others = [*_LABEL.finditer(text, end, start)]
    if not others:
        return SAME
    own = [*_LABEL.finditer(text, max(0, end - _LABEL_REACH), end)]
    other = others[-1]
    if dash := other["dash"]:
        begun = any(each["dash"] == dash for each in own)
        return SAME if not begun else UNSURE if dash == "- " else OTHER
    names = [each["name"] for each in own if each["name"]]
    if not names:
        return OTHER if other["name"] in ("Q", "A") else UNSURE
    if names[-1] == other["name"]:
        return SAME
    # “First: …” and “Second: …” may be one speaker's.
    certain = " " in other["name"] or other["name"] == other["name"].upper()
    return OTHER if certain else UNSURE


def _unread(text: str, gap: str, end: int) -> int:
    """Return whether one person may speak around a gap in a script that is not read.

    The second quotation ends at an offset.
    """
    behind = _UNREAD_BEHIND.match(text, end)
    between = re.sub(r"\W", "", gap)
    if behind and re.sub(r"\W", "", behind["cue"]) == between:
        return SAME
    return UNSURE if behind or _UNREAD_END.search(gap) else SAME


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
    """Return whether reported words without marks may be the same speaker's.

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
        found = words_and_commas(first)
        if ":" not in first and list(capitalized_runs(found)) == [(0, len(found))]:
            one, rest = "", [first]  # Reed praised “the town,” Lowe “the sea”
        cue = read_cue(one) if one.strip() else read_cue(ahead, last=True)
        if not rest and first.rstrip().endswith(";") and behind:
            # “We won,” said Lowe; “we lost,” said Reed.
            return _compared(cue, read_cue(behind), "")
        other = read_cue(rest[-1] if rest else "", last=True)
        if cue.verb and other.verb and cue and other:
            return _compared(cue, other, "")
        if rest and cue.names and other.names and not other.names & cue.others:
            return UNSURE  # Reed called it “lovely” and Lowe “a dump”
        ended = (ended and not goes_on) or first.lstrip()[:1] == ";"
        if not ended or first.lstrip()[:1].islower() or not first.strip():
            return SAME
        return _compared(read_cue(ahead, last=True), read_cue(first, last=True), "")
    cue = read_cue(first)
    if not cue and not first.strip(" .,;!?—–-"):
        cue = read_cue(ahead, last=True)
    known = cue.names | cue.others
    if introduces:
        other = read_cue(last, last=True)
        return _compared(cue, other, middle) if other else _new_subject([last], known)
    if behind:
        return _compared(cue, read_cue(behind), middle)
    return _new_subject(others[:-1], known)


def _new_subject(clauses: Sequence[str], known: frozenset[str]) -> int:
    """Return UNSURE if a clause begins with another name, or with “the sign”.

    What follows may be their words. `known` are the names of those who spoke before.
    """
    for clause in clauses:
        found = words_and_commas(_LEADING.sub("", clause, count=1))
        words = [token.rstrip(".").lower() for token in found]
        name = next(iter(capitalized_runs(found)), None)
        if name and name[0] == 0 and not known & {*words[: name[1]]}:
            following = words[name[1] : name[1] + 1]
            if not PRONOUNS & {*following}:  # “Outside it rained” names nobody.
                return UNSURE
        if words[:1] and words[0] in DETERMINERS and ":" not in clause:
            return UNSURE
    return SAME


def _compared(cue: Cue, other: Cue, middle: str) -> int:
    """Return whether two cues may name the same speaker."""
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
