"""Finds the quotations of a draft: their words, and the speaker that it names.

Quotation marks are enough. Words that a cue interrupts (“We won,” she said, “and paid”)
are one quotation; after a full stop, a new one begins.
"""

import re
from dataclasses import dataclass
from itertools import islice

from articles.characters import QUOTES
from articles.reading.languages import guess_language
from quotes.anchoring.anchors import Span, Spans
from quotes.anchoring.turns import OTHER, turns
from quotes.checking import cues
from quotes.checking.cues import CUE_DISTANCE, EDGES, PARTICLE
from quotes.checking.letters import Letters
from quotes.checking.reporting_clauses import reporting_clauses
from quotes.extraction import find_quotes
from quotes.extraction.scanning import Quotation, scan
from quotes.extraction.suggestion import Findings, Suggestion
from quotes.lexicon.words import FUNCTION_WORDS, fold_accents

#: Longer drafts (code points) are not read; of longer lists, the first are checked.
MAX_LENGTH_OF_DRAFT, MAX_QUOTATIONS = 50_000, 200
#: What interrupts a quotation: reporting words up to a comma.
_INTERRUPTION = re.compile(
    r"\s*(?:[^\n.!?:;\"“”„«»]|(?<=\b[A-Z])\.|(?<=Mr)\.|(?<=Dr)\.|(?<=Mrs)\.){2,120}"
    r",\s*\Z"
)
_ENDED = re.compile(r"[.!?][\s\"”’»']*\Z")
_INITIAL = r"(?:[^\W\d_a-z]\.)+"
_WORD = r"[^\W\d_a-z][\w’'-]*(?<![’'-])"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Sen|Rep|Gov|Gen|St|Rev|Hon)\."
_NAME = rf"(?:(?:{_TITLE}|{_INITIAL}|{_WORD}) {PARTICLE}*){{0,5}}{_WORD}"
_SAID = (
    "(?:said|says|wrote|writes|added|argued|asked|claimed|cried|declared|explained|"
    "insisted|noted|told|replied|stated|thundered|urged|vowed|warned|went on)"
)


def _named(number: int) -> str:
    return f"(?P<name{number}>{_NAME})"


_AS_PUT = "(?:once |later )?(?:put it|said|wrote|argued|noted|observed)"
_PUT = "(?:put|puts|said|says|wrote|told|(?:has|had) (?:it|put|said|written))"
#: Phrases that name a speaker without a verb of speech: “in the words of Ann Lowe”.
_NAMED_AFTER = re.compile(
    rf"\A[,.]?\s*(?:(?:in|to use) the (?:words|phrase) of {_named(1)}"
    rf"|according to {_named(2)}"
    rf"|as {_named(3)} (?:\w+ly )?(?:once |later )?{_PUT}\b)"
)
#: Reporting words after a quotation, unless they lead to the next one.
_SAID_AFTER = re.compile(
    rf"\A(?:{_named(1)} {_SAID}\b|(?!told){_SAID} {_named(2)})"
    r"(?![\w ]*[:,]\s*[\"“„«‘])"
)
_NAMED_BEFORE = re.compile(
    rf"(?:(?:back|down|over) to {_named(1)}"
    rf"|\b[Ii]t was {_named(2)} who (?:\w+ly |once |first |later )?(?:{_SAID}|put it),?"
    rf"|{_named(3)} (?:once |later )?(?:used|coined|chose|spoke|wrote)"
    r"(?: of| the| a| this| these)* (?:words?|phrase|term|line|expression)"
    rf"|[Ii]n the words of {_named(4)},?|\b[Aa]s {_named(5)} {_AS_PUT}\b,?"
    rf"|,? (?:and|but|while|whereas) {_named(6)} (?:\w+ly )?{_SAID},?"
    rf"|{_named(7)} told (?:him|her|them|us|me|you|reporters|{_NAME}),?"
    r")\s*:?\s*\Z"
)
#: Verbs for speaking somebody else's words: “Lowe read “…” aloud”.
_READ_OUT = re.compile(
    r"\b(?:read|reads|recited?s?|quote[ds]?|cite[ds]?|repeat(?:ed|s)?|echoe[ds]|sang|"
    r"shared|retweeted|invoked?)(?: (?:out|aloud|from))*[,:]?\Z"
    r"|\bof (?:saying|having said|writing|having written)[,:]?\Z"
)
#: “…,” Ann Lowe said, quoting Bob Reed.
_QUOTING = re.compile(r"\A[^.!?\n\"“”„«»]{0,80}\b(?:quoting|citing|paraphrasing)\b")
# Not “Will Smith” and “May Ash”.
_NOT_NAMES = (FUNCTION_WORDS - {"will", "may"}) | frozenset(
    "one some few many most each every another several elsewhere readers nobody here "
    "mine yours people critics others".split()
)


@dataclass(frozen=True, slots=True)
class DraftQuotation:
    """Words in quotation marks: their spans without the marks, the speaker or "".

    `parts` are the spans without the reporting clauses inside the marks.
    """

    spans: Spans
    words: str
    speaker: str
    parts: Spans = ()


def quotations(draft: str, language: str = "") -> list[DraftQuotation]:
    """Return the quotations of a draft, in order, at most MAX_QUOTATIONS.

    `language` is a tag; without one it is guessed, and if that is not certain, names
    of speakers are looked for in all languages of `cues`, and in English. Raises
    ValueError if the draft is longer than MAX_LENGTH_OF_DRAFT.
    """
    if len(draft) > MAX_LENGTH_OF_DRAFT:
        raise ValueError(f"A draft may have {MAX_LENGTH_OF_DRAFT:,} characters.")
    groups: list[list[Quotation]] = []
    for each in scan(draft):
        if not any(draft[start:end].strip(EDGES) for start, end in each.spans):
            continue
        if groups and _goes_on(draft, groups[-1][-1], each):
            groups[-1].append(each)
        else:
            groups.append([each])
    if not groups:
        return []
    tag = (language or guess_language(draft)).partition("-")[0].lower()
    said = find_quotes(draft, "en") if tag in ("", "en") else Findings([], [])
    made = (_made(draft, group, said, tag) for group in groups)
    return list(islice((each for each in made if each), MAX_QUOTATIONS))


def _goes_on(draft: str, one: Quotation, other: Quotation) -> bool:
    """Return whether a quotation continues after reporting words."""
    gap = draft[one.end : other.start]
    ended = _ENDED.search(draft[one.start : one.end])
    if ended or not one.closed or not _INTERRUPTION.match(gap):
        return False
    inner = [_inside(draft, span) for span in (one.spans[-1], other.spans[0])]
    return turns(draft, [span for span in inner if span])[0] != OTHER


def _made(
    draft: str, group: list[Quotation], said: Findings, tag: str
) -> DraftQuotation | None:
    spans = tuple(
        span for each in group for part in each.spans if (span := _inside(draft, part))
    )
    words = " ".join(draft[start:end] for start, end in spans)
    if not Letters(words).words:
        return None
    clauses = [
        clause for span in spans for clause in reporting_clauses(draft, span, tag)
    ]
    speaker = _person(cues.named_inside(draft, clauses, tag))
    for each in [tag] if tag else cues.LANGUAGES:
        if each in cues.LANGUAGES and not speaker:
            speaker = _person(cues.named_near(draft, spans, each))
    if any(_overlaps(each, spans) for each in said.unsaid):
        speaker = ""
    elif tag in ("", "en"):
        speaker = speaker or _speaker(draft, spans, said.suggestions)
    return DraftQuotation(spans, words, speaker, _between(draft, spans, clauses))


def _between(draft: str, spans: Spans, clauses: list[Span]) -> Spans:
    """Return the parts of spans outside the clauses, or () if there are no clauses."""
    parts: list[Span] = []
    for start, end in spans if clauses else ():
        for first, last in [each for each in clauses if start <= each[0] < end]:
            parts.append((start, first))
            start = last
        parts.append((start, end))
    return tuple(part for each in parts if (part := _inside(draft, each)))


def _inside(draft: str, span: Span) -> Span | None:
    """Return a span without the quotation marks at its ends, or None."""
    start, end = span
    for mark in ("''", *QUOTES):
        if draft.startswith(mark, start, end):
            start += len(mark)
            break
    for mark in ("''", *QUOTES):
        if end > start and draft.endswith(mark, start, end):
            end -= len(mark)
            break
    while start < end and draft[start].isspace():
        start += 1
    while start < end and draft[end - 1].isspace():
        end -= 1
    return (start, end) if start < end else None


def _speaker(draft: str, spans: Spans, suggestions: list[Suggestion]) -> str:
    """Return the name of the speaker: by a phrase next to the words, or suggested."""
    start, end = spans[0][0], spans[-1][1]
    before = draft[max(0, start - CUE_DISTANCE) : start].rstrip(EDGES)
    after = draft[end : end + CUE_DISTANCE].lstrip(EDGES)
    if _QUOTING.match(after):
        return ""
    patterns = [(_NAMED_AFTER, after), (_NAMED_BEFORE, before)]
    if not re.search(r"(?<!\.)\.\Z", draft[start:end]):
        patterns.append((_SAID_AFTER, after))
    for pattern, text in patterns:
        if named := pattern.search(text):
            found = next(filter(None, named.groups()))
            owns = text.startswith(("’", "'"), named.end(named.lastgroup or 0))
            if not owns and (name := _person(found)):
                return name
    if _READ_OUT.search(before):
        return ""
    for each in suggestions:
        earlier = [span for span in each.content if span[1] <= start]
        if not _overlaps(each, spans) or (
            earlier and turns(draft, (earlier[-1], spans[0]))[0] == OTHER
        ):
            continue
        for speaker in each.speakers:
            if name := _person(speaker.name or speaker.printed):
                return name
    return ""


def _overlaps(suggestion: Suggestion, spans: Spans) -> bool:
    return any(
        first < stop and begin < last
        for first, last in spans
        for begin, stop in suggestion.content
    )


def _person(name: str) -> str:
    """Return a name if it may be a person's: not “The editors” or “One address”."""
    words = name.split()
    while words and fold_accents(words[0]) in _NOT_NAMES:
        words = words[1:]
    if not words or not words[-1][:1].isupper() or len(words) < len(name.split()):
        return ""
    if words[-1].endswith(("’s", "'s")):
        return ""  # “according to Ann Lowe’s | critics”
    return " ".join(words)
