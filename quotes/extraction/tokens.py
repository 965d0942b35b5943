"""A text as words, sentences and paragraphs, with the quotations laid over them.

In: a text and its quotations. Out: a `Page` of parallel lists, one entry a word or sign
of punctuation. Quotation marks are no entries of their own: `quote[i]` says which
quotation word i stands in.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass, field

from quotes.extraction.scanning import Quotation, Span, paragraphs, scan
from quotes.extraction.words import PEOPLE, stem, tag

_TOKEN = re.compile(
    r"[$#@£€]?\w+(?:[.,]\d+)*(?:[-&/]\w+)*%?|['’](?:s|re|ve|ll|d|m|t)\b"
    r"|['’](?=\s)(?<=s['’])|\.\.\.+|--+|[^\w\s\"“”„«»‹›‘’']"
)
_SHORT = frozenset(
    "Mr Mrs Ms Dr Sen Rep Gov Gen Lt Col Sgt Capt Rev Hon Prof St Jr Sr vs Inc Co Corp "
    "No Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec Ala Ariz Calif Conn Fla Ga Mich Minn "
    "Pa Tenn Tex Va Wash Wis Ind Mass Md Mo Nev Okla Ore Ky La Ill Kan Neb Reps Sens "
    "Messrs Maj Adm Cmdr".split()
)
#: Verbs that stand between a question in quotation marks and its speaker.
_ASKING = frozenset(
    "say ask add wonder writ tell tweet shout cry reply exclaim".split()
)
#: A sentence of more words is no prose, and is parted, so that time stays linear;
#: words in quotation marks do not count for the first.
_LONGEST = 300
_LONGEST_QUOTING = 3_000
_ENDING = (".", "?", "!", "...", "…")


@dataclass(slots=True)
class Page:
    text: str
    quotations: list[Quotation]
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    #: The number of the quotation that a word stands in, or -1.
    quote: list[int] = field(default_factory=list)
    #: Half-open ranges of words.
    sentences: list[Span] = field(default_factory=list)
    paragraphs: list[Span] = field(default_factory=list)
    #: The words of each quotation, half-open; empty where there are none.
    quote_words: list[Span] = field(default_factory=list)

    def span(self, first: int, last: int) -> Span:
        """Return the characters of words first to last, with the marks around."""
        start, end = self.starts[first], self.ends[last - 1]
        held = self.quote[first]
        if held >= 0 and self.quote_words[held][0] == first:
            start = self.quotations[held].start
        held = self.quote[last - 1]
        if held >= 0 and self.quote_words[held][1] == last:
            end = self.quotations[held].end
        return start, end

    def opens(self, at: int) -> bool:
        """Say whether a word is the first of a quotation."""
        held = self.quote[at]
        return held >= 0 and self.quote_words[held][0] == at

    def closes(self, at: int) -> bool:
        """Say whether a word is the last of a quotation."""
        held = self.quote[at]
        return held >= 0 and self.quote_words[held][1] == at + 1


def read(text: str) -> Page:
    """Return the page of a text."""
    page = Page(text, scan(text))
    for start, end in paragraphs(text):
        first = len(page.words)
        for found in _TOKEN.finditer(text, start, end):
            word, begin = found[0], found.start()
            if (
                word == "."
                and len(page.words) > first
                and page.ends[-1] == begin
                and _is_shortened(page.words[-1])
            ):
                page.words[-1] += "."
                page.ends[-1] += 1
                continue
            if (
                len(word) == 1
                and len(page.words) > first
                and page.ends[-1] == begin
                and page.words[-1][-1:] == "."
                and page.words[-1][:1].isalpha()
            ):
                # U.S., a.m.
                page.words[-1] += word
                page.ends[-1] += 1
                continue
            page.starts.append(begin)
            page.ends.append(found.end())
            page.words.append(word)
        if len(page.words) > first:
            page.paragraphs.append((first, len(page.words)))
    page.lower = [word.lower() for word in page.words]
    page.tags = [tag(word) for word in page.words]
    page.stems = [stem(word) for word in page.lower]
    page.quote = [-1] * len(page.words)
    for number, quotation in enumerate(page.quotations):
        first = bisect_left(page.starts, quotation.start)
        last = bisect_left(page.starts, quotation.end)
        page.quote_words.append((first, last))
        for at in range(first, last):
            page.quote[at] = number
    begun = bare = 0
    for first, last in page.paragraphs:
        for at in range(first, last):
            goes_on = (
                _goes_on(page, at)
                if at + 1 == last
                else not _ends_sentence(page, at, last)
            )
            bare += page.quote[at] < 0
            if goes_on and bare < _LONGEST and at - begun < _LONGEST_QUOTING:
                continue
            bare = 0
            page.sentences.append((begun, at + 1))
            begun = at + 1
    _mend_tags(page)
    return page


def _is_shortened(word: str) -> bool:
    """Say whether a point behind a word belongs to it: Mr., J., U.S."""
    if len(word) == 1:
        return word.isupper() and word != "I"
    return word in _SHORT or (word[-2] == "." and len(word) < 12)


def _goes_on(page: Page, at: int) -> bool:
    """Say whether a sentence goes on behind the last word of a paragraph."""
    if at + 1 >= len(page.words):
        return False
    if page.words[at] in (":", ",") and page.opens(at + 1):
        return True
    return page.quote[at] >= 0 and page.quote[at] == page.quote[at + 1]


def _ends_sentence(page: Page, at: int, last: int) -> bool:
    word = page.words[at]
    if word not in _ENDING:
        return False
    following = page.words[at + 1]
    held = page.quote[at]
    if held >= 0 and page.quote[at + 1] == held:
        return False
    begins = following[0].isupper() or following[0].isdigit() or following[0] in "[…"
    if not (begins or page.opens(at + 1)):
        return False
    if held >= 0 and word != ".":
        for ahead in range(at + 1, min(at + 9, last)):
            if page.stems[ahead] in _ASKING:
                return False
            if page.words[ahead] in _ENDING or page.quote[ahead] >= 0:
                break
    return True


def _mend_tags(page: Page) -> None:
    """Correct, by their neighbours, words that may be nouns or verbs."""
    tags = page.tags
    for at in range(1, len(tags)):
        before = tags[at - 1]
        if tags[at] == "NN" and before in ("TO", "MD"):
            tags[at] = "VB"
        elif tags[at] in ("VB", "ED") and before in ("DT", "PO", "GE"):
            tags[at] = "NN"
        elif tags[at] == "PE" and before in ("TO", "MD", "PR"):
            tags[at] = "VB"
        elif tags[at] == "GE" and before in ("PR", "IT", "EX", "WH"):
            tags[at] = "BE"
    for first, _ in page.sentences:
        # The first word has a capital for being first.
        if tags[first] == "CP":
            plain = tag(page.lower[first])
            if plain in ("RB", "IG", "ED") or page.lower[first] in PEOPLE:
                tags[first] = plain
