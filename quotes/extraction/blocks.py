"""Words set apart without quotation marks: block quotes, and posts with an account.

In: `Tokens`. Out: `Link`s. A block has lines that begin with ">" (Markdown) or are
indented between blank lines; the sentence before it, which ends with a colon, or a line
with a dash and a name after it says whose words they are. A post has a name, an
@account and a line with its date, or ends "— Ana Ruiz (@anaruiz) May 3, 2024". If
nobody is named, there is no link.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

from quotes.extraction.governing import is_cue
from quotes.extraction.link import Link
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Tokens

_SURE = 0.9
_QUOTED_LINE = re.compile(r"^[ ]{0,3}>[ >]*", re.MULTILINE)
_BLOCK = re.compile(r"(?:^[ ]{0,3}>[^\n]*(?:\n|\Z))+", re.MULTILINE)
_INDENTED = re.compile(
    r"(?<=\n\n)(?:(?: {4,}|\t)\S[^\n]*(?:\n|\Z)(?:\n(?= {4,}\S|\t\S))?)+(?=\n|\Z)",
    re.MULTILINE,
)
_DASH = r"(?:—|–|―|--|-)"
_SIGNATURE = rf"^[ ]{{0,3}}(?:>[ ]*)?{_DASH} ?(?=[^\W\d_a-z])"
_SIGNED = re.compile(_SIGNATURE, re.MULTILINE)
_SIGNED_BEHIND = re.compile(rf"\s*{_SIGNATURE}", re.MULTILINE)
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
_DATE = rf"(?:{_MONTH} \d{{1,2}}(?:, \d{{4}})?|\d{{1,2}} {_MONTH}(?: \d{{4}})?)"
_TIME = r"\d{1,2}[:.]\d{2}(?: ?[AaPp]\.?[Mm]\.?)?"
_DATED = rf"(?:{_TIME} ?(?:[·•|,–-]|on) ?)?{_DATE}(?:,? \d{{4}})?|{_TIME}"
#: "— Ana Ruiz (@anaruiz) May 3, 2024" after the words of a post.
_EMBEDDED = re.compile(
    rf"\s{_DASH} ?(?P<name>[^\n()@]{{2,60}}?) \((?P<account>@\w{{1,20}})\),? ?{_DATE}"
)
#: "Ana Ruiz (@anaruiz)", "Ana Ruiz @anaruiz · May 3", or two lines; then the words.
_HEADED = re.compile(
    r"^(?:(?!By |From |Via |Follow |Contact |Photo)"
    r"(?P<name>[^\W\d_a-z][^\n()@:]{1,60}?)\s*+)?\(?(?P<account>@\w{1,20})\)?"
    rf"[ ]*(?:[·•|,–—-]? ?(?P<dated>{_DATED}))?[ ]*\n",
    re.MULTILINE,
)
_DATE_LINE = re.compile(rf"^[ ]*(?:{_DATED})[^\n]{{0,40}}$", re.MULTILINE)
_HAS_TIME = re.compile(rf"[ ]*{_TIME}")
#: Addresses and pictures at the end of a post are not its words.
_ADDRESSES = re.compile(r"(?:\s*+(?:https?://\S++|pic\.twitter\.com/\S++))+\s*\Z")
_MAX_POST_LENGTH = 4_000
#: Words of the sentence before a block that are looked at.
_MAX_LEADING_WORDS = 40


def set_apart(tokens: Tokens) -> Iterator[Link]:
    """Yield the block quotes and posts of a text."""
    text = tokens.text
    if "@" in text:
        yield from _embedded(tokens)
        yield from _headed(tokens)
    # Few texts have blocks, and searching for a sign is much faster than for a pattern.
    blocks = list(_BLOCK.finditer(text)) if ">" in text else []
    if "\n\n    " in text or "\n\n\t" in text:
        blocks += _INDENTED.finditer(text)
    for block in blocks:
        link = _block(tokens, block.start(), block.end())
        if link is not None:
            yield link


def _words(tokens: Tokens, start: int, end: int) -> Span:
    """Return the words of a part of the text."""
    return bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)


def _block(tokens: Tokens, start: int, end: int) -> Link | None:
    text = tokens.text
    signed = _SIGNED.search(text, start, end)
    content = _content(tokens, start, signed.start() if signed else end)
    signed = signed or _SIGNED_BEHIND.match(text, end)
    if not content or not _is_whole(tokens, content):
        return None
    if signed is not None:
        line_end = text.find("\n", signed.end())
        name = _name(tokens, signed.end(), len(text) if line_end < 0 else line_end)
        if name is not None:
            return Link(content, name[0] - 1, "before", _SURE, name, printed=True)
    return _led(tokens, content)


def _content(tokens: Tokens, start: int, end: int) -> list[Span]:
    """Return the words of each line of a block that has any."""
    spans = (_words(tokens, *line) for line in _lines(tokens.text, start, end))
    return [(first, last) for first, last in spans if first < last]


def _is_whole(tokens: Tokens, content: list[Span]) -> bool:
    """Return whether all of a block is in quotation marks, or nothing at its start."""
    first, last = content[0][0], content[-1][1]
    held = tokens.quote[first]
    return held < 0 or tokens.quote_words[held] == (first, last)


def _lines(text: str, start: int, end: int) -> Iterator[Span]:
    """Yield the lines of a block, without ">" and indentation."""
    at = start
    for line in text[start:end].splitlines(keepends=True):
        mark = _QUOTED_LINE.match(line)
        yield at + (mark.end() if mark else 0), at + len(line)
        at += len(line)


def _name(tokens: Tokens, start: int, end: int) -> Span | None:
    """Return the name that begins a line: "Ana Ruiz, a baker"."""
    first, last = _words(tokens, start, end)
    if first == 0 or last - first > _MAX_LEADING_WORDS:
        return None
    phrases = noun_phrases(tokens, first, last)
    if phrases and phrases[0][0] == first and "CP" in tokens.tags[slice(*phrases[0])]:
        return phrases[0]
    return None


def _led(tokens: Tokens, content: list[Span]) -> Link | None:
    """Return a block after a sentence such as "Ana Ruiz wrote in a letter:"."""
    colon = content[0][0] - 1
    while colon > 0 and tokens.words[colon] == ">":
        colon -= 1
    if colon < 1 or tokens.words[colon] != ":":
        return None
    first = colon
    while (
        first > 0
        and tokens.words[first - 1] not in (".", "?", "!")
        and colon - first < _MAX_LEADING_WORDS
    ):
        first -= 1
    verbs = [
        at for at in range(first, colon) if tokens.quote[at] < 0 and is_cue(tokens, at)
    ]
    if len(verbs) != 1:
        return None  # it is not certain which of several people speaks
    before = noun_phrases(tokens, first, verbs[0])
    if tokens.lower[verbs[0]] in tokens.language.ACCORDING:
        before = noun_phrases(tokens, verbs[0] + 2, colon)[:1]
    people = [
        phrase
        for phrase in before
        if {"CP", "PR", "PE"} & set(tokens.tags[slice(*phrase)])
    ]
    if not people:
        return None
    return Link(content, verbs[0], "after", _SURE, people[-1], printed=True)


def _embedded(tokens: Tokens) -> Iterator[Link]:
    text = tokens.text
    done = 0
    for match in _EMBEDDED.finditer(text):
        # The paragraph before the dash, which may be a paragraph of its own.
        least = max(done, match.start() - _MAX_POST_LENGTH)
        gap = text.rfind("\n\n", least, match.start())
        start = least if gap < 0 else gap + 2
        done = match.end()
        yield from _post(tokens, (start, match.start()), match)


def _headed(tokens: Tokens) -> Iterator[Link]:
    text = tokens.text
    done = 0
    for match in _HEADED.finditer(text):
        if match.start() < done:
            continue
        stop = match.end() + _MAX_POST_LENGTH
        if match["dated"]:
            end = text.find("\n\n", match.end() + 1, stop)
            end = min(len(text), stop) if end < 0 else end
        else:
            dated = _DATE_LINE.search(text, match.end(), stop)
            if dated is None or not _is_stamp(text, match.end(), dated):
                continue
            end = dated.start()
        done = end
        yield from _post(tokens, (match.end(), end), match)


def _is_stamp(text: str, start: int, dated: re.Match[str]) -> bool:
    """Return whether a line dates the post before it: by the time, or right below."""
    return bool(_HAS_TIME.match(dated[0])) or "\n\n" not in text[start : dated.start()]


def _post(tokens: Tokens, words: Span, match: re.Match[str]) -> Iterator[Link]:
    """Yield a post with these characters, by the name in a match."""
    start, end = words
    addresses = _ADDRESSES.search(tokens.text, start, end)
    if addresses is not None:
        end = addresses.start()
    content = _content(tokens, start, end)
    speaker = _words(tokens, *match.span("name" if match["name"] else "account"))
    cue, _ = _words(tokens, *match.span("account"))
    if content and speaker[0] < speaker[1] and cue < len(tokens.words):
        yield Link(content, cue, "before", _SURE, speaker, printed=True)
