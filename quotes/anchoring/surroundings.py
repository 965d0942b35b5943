"""Finds who speaks around a quote, to notice a change of the speaker.

The words around a quotation are read with plain rules (speech.py): its lead-in, the
cues between its parts, and the cue after it. If they have only a pronoun, the sentences
before them are read too (antecedents.py), since “she” may be somebody else now.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from articles.characters import DOUBLE_QUOTES
from articles.text import shorten
from quotes.anchoring.anchors import Span
from quotes.anchoring.antecedents import same_antecedent
from quotes.anchoring.speech import Cue, doubts, read_cue, sentences, subject_of

_MARKS = re.compile(f"[{DOUBLE_QUOTES}]|(?<![^\\s(—–-])['‘‚‹](?=\\w)|(?<=[.,!?…])['’]")
_OPENING = re.compile("(?:[“„«‘‚‹][\u00a0\u202f ]?|(?<![^\\s])[\"'])+$")
_CLOSING = re.compile("[\u00a0\u202f ]?[”»’›]+|[“‘\"']+")
#: Code points read before and after a quotation, and of a quotation at most.
_REACH, _QUOTED = 300, 2_000
#: Code points before a pronoun in which a name is looked for.
_EARLIER = 1_200
_MARKED = "It stands in quotation marks now."
_UNMARKED = "It does not stand in quotation marks any more."
_ANOTHER = "The sentence before it names somebody else: another may speak now."


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The words that say who speaks: lead-in, cues, and the sentence before.

    `earlier` is the text before the lead-in, also of paragraphs above. `quoted` is
    whether the words are in quotation marks.
    """

    lead: str
    between: tuple[str, ...]
    follow: str
    before: str
    earlier: str = ""
    quoted: bool = False

    @property
    def words(self) -> str:
        """The lead-in and the cues."""
        parts = (self.lead, *self.between, self.follow)
        return " … ".join(" ".join(part.split()) for part in parts if part.strip())

    def cues(self) -> list[Cue]:
        """Return whom each cue names as the speaker, without verbs and other names."""
        cues = [
            read_cue(self.lead, last=True),
            *map(read_cue, self.between),
            read_cue(self.follow),
        ]
        return [
            Cue(cue.names, pronoun=cue.pronoun, noun=cue.noun) for cue in cues if cue
        ]


def read_surroundings(text: str, spans: Sequence[Span]) -> Surroundings:
    """Return what the text says about who speaks the words at these spans."""
    lead, before, earlier = _lead(text, spans[0][0])
    between = (_outside(text[end:start]) for (_, end), (start, _) in pairwise(spans))
    follow, quoted = _follow(text, spans[-1][1]), in_quotation(text, spans[0][0])
    return Surroundings(lead, tuple(between), follow, before, earlier, quoted)


def changed_speaker(
    old: Surroundings,
    new: Surroundings,
    is_word: Callable[[str], bool] = lambda _: False,
) -> str:
    """Return a sentence about how the words that say who speaks changed, or "".

    `is_word` is whether the article has a word in small letters.
    """
    if old == new:
        return ""
    if old.quoted != new.quoted:
        return _MARKED if new.quoted else _UNMARKED
    was, now = old.words, new.words
    if fresh := doubts(now) - doubts(was):
        return f"The words around it now have “{', '.join(sorted(fresh))}”."
    cues, subject = old.cues(), subject_of(old.lead)
    if was != now and (cues != new.cues() or subject != subject_of(new.lead)):
        was, now = shorten(was, 120), shorten(now, 120)
        return (
            "The words that say who speaks changed. Before: "
            f"{f'“{was}”' if was else 'none'}; now: {f'“{now}”' if now else 'none'}."
        )
    if subject or any(cue.names for cue in cues):
        return ""
    if any(cue.pronoun for cue in cues):
        same = same_antecedent(old.earlier, new.earlier, is_word)
    else:
        same = read_cue(old.before).others == read_cue(new.before).others
    return "" if same else _ANOTHER


def in_quotation(text: str, start: int) -> bool:
    """Return whether the last quotation mark before an offset opens a quotation."""
    mark = _last_mark(text, start)
    return mark is not None and _opens(text, mark)


def _lead(text: str, start: int) -> tuple[str, str, str]:
    """Return the words that introduce the quotation, the sentence before, and above."""
    at, mark = start, _last_mark(text, start)
    if mark and _opens(text, mark):
        at = mark.start()
        if outer := _OPENING.search(text, max(0, at - 4), at):  # “‘Yes,’ he said”
            at = outer.start()
    ahead = text[max(0, at - _REACH) : at]
    above, _, paragraph = ahead.rpartition("\n\n")
    parts = sentences(paragraph)
    said, before = parts[-1], " ".join(parts[-2:-1])
    line = above.rstrip().rpartition("\n")[2]
    if not before and line[-1:] in (":", ","):
        before = sentences(line)[-1]
    introduces = said.rstrip()[-1:] in ("", ":", ",") or read_cue(said).verb
    if at == start and not read_cue(said).verb:
        said = ""  # not a quotation, and no cue
    elif at != start and not introduces:
        before, said = said, ""
    until = at - len(said)
    return said, before, text[max(0, until - _EARLIER) : until]


def _last_mark(text: str, start: int) -> re.Match[str] | None:
    """Return the last quotation mark before an offset, usually right before it."""
    for reach in (2, _QUOTED):
        marks = [*_MARKS.finditer(text, max(0, start - reach), start + 1)]
        marks = [mark for mark in marks if mark.end() <= start]
        if marks:
            return marks[-1]
    return None


def _opens(text: str, mark: re.Match[str]) -> bool:
    """Return whether a quotation mark opens a quotation, by what is beside it."""
    before, after = (
        text[mark.start() - 1 : mark.start()],
        text[mark.end() : mark.end() + 1],
    )
    separate = before == "" or before.isspace() or before in "(—–-[:"
    if mark.group() in "„‚":
        return True
    if mark.group() in "«‹":
        return separate
    return separate and (after.isalnum() or after in "[…¿¡(“‘«'")


def _follow(text: str, end: int) -> str:
    """Return the cue after the quotation; without marks, the rest of the sentence."""
    closing = _MARKS.search(text, max(0, end - 1), end + _QUOTED)
    blank = text.find("\n\n", end)
    if closing and (blank < 0 or closing.start() < blank) and not _opens(text, closing):
        ended = (
            text[max(0, closing.start() - 9) : closing.start()].rstrip()[-1:] in ".…"
        )
        outer = _CLOSING.match(text, closing.end())  # … people,’” she said
        at = (outer or closing).end()
        rest = text[at : at + _REACH].partition("\n\n")[0]
        rest = _MARKS.split(rest, maxsplit=1)[0]
        if rest[:1] in (",", ";", "."):
            ended, rest = rest[:1] == ".", rest[1:]
        cue = sentences(rest)[0]
        return "" if ended or not cue.strip() else cue
    rest = _MARKS.split(text[end : end + _REACH].partition("\n\n")[0], maxsplit=1)[0]
    said = (
        "" if text[max(0, end - 9) : end].rstrip()[-1:] in ".!?" else sentences(rest)[0]
    )
    return said if read_cue(said).verb else ""


def _outside(gap: str) -> str:
    """Return the words of a gap that are outside of quotation marks."""
    marks = [*_MARKS.finditer(gap)]
    return gap[marks[0].end() : marks[-1].start()] if len(marks) > 1 else ""
