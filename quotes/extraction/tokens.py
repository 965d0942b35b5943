"""Splits a text into words, sentences and paragraphs, and marks the quotations.

In: a text and its quotations. Out: `Tokens`, parallel lists with an entry for each
word or punctuation sign. Quotation marks have no entries: `quote[i]` is the quotation
that word i is in.
"""

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from itertools import accumulate, compress, repeat

import numpy as np

from quotes.extraction.languages import ENGLISH, Language
from quotes.extraction.month_names import month_names
from quotes.extraction.scanning import Quotation, Span, paragraphs, scan
from quotes.extraction.word_shapes import CAPITAL, STOP, STOPS

_TOKEN = re.compile(
    r"(?!\s)([$#@£€]?+\w++(?:[.,]\d++)*+(?:[-&/]\w++)*+%?+|['’](?:s|re|ve|ll|d|m|t)\b"
    r"|['’](?=\s)(?<=s['’])|\.\.\.+|--+|[^\w\s\"“”„«»‹›‘’'])"
)
#: Words of a sentence. Longer ones are not prose and are split, so that time stays
#: linear; the first limit does not count words in quotation marks.
_MAX_SENTENCE = 300
_MAX_SENTENCE_QUOTING = 3_000
#: How words that may be nouns or verbs are tagged after some words, by their tags.
_BEHIND_VERB = {"NN": "VB", "PE": "VB"}
_BEHIND_SUBJECT = {"GE": "BE"}
_BEHIND_DETERMINER = {"VB": "NN", "ED": "NN"}
_BEHIND: dict[str, dict[str, str]] = {
    **dict.fromkeys(("TO", "MD"), _BEHIND_VERB),
    **dict.fromkeys(("IT", "EX", "WH"), _BEHIND_SUBJECT),
    "PR": {"PE": "VB"} | _BEHIND_SUBJECT,
    **dict.fromkeys(("DT", "PO", "GE"), _BEHIND_DETERMINER),
}


@dataclass(slots=True)
class Tokens:
    """The words of a text, with what is known of each, and the ranges they form."""

    text: str
    language: Language
    #: Empty if the text has no words.
    quotations: list[Quotation] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    lower: list[str] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    #: What else the forms of words tell (`forms.Form`).
    traits: array[int] = field(default_factory=lambda: array("H"))
    #: The places of words whose first letter is a capital.
    capitals: list[int] = field(default_factory=list)
    #: The number of the quotation that a word is in, or -1.
    quote: list[int] = field(default_factory=list)
    #: "o" for the first word of a quotation, "q" for any other of it, else ".".
    opening: list[str] = field(default_factory=list)
    #: "c" for the last word of a quotation, "q" for any other of it, else ".".
    closing: list[str] = field(default_factory=list)
    #: The number of quoted words before each one, and before the end.
    quoted: list[int] = field(default_factory=list)
    #: Half-open ranges of words.
    sentences: list[Span] = field(default_factory=list)
    sentence_ends: list[int] = field(default_factory=list)
    sentence_starts: set[int] = field(default_factory=set)
    paragraphs: list[Span] = field(default_factory=list)
    #: The words of each quotation, half-open; empty if it has none.
    quote_words: list[Span] = field(default_factory=list)

    def places(self, trait: int) -> list[int]:
        """Return the places of words with a trait, such as `forms.CAPITAL`."""
        traits = np.frombuffer(self.traits, np.uint16)
        places: list[int] = np.flatnonzero(traits & trait).tolist()
        return places

    def span(self, first: int, last: int) -> Span:
        """Return the characters of words first to last, including quotation marks."""
        start, end = self.starts[first], self.ends[last - 1]
        held = self.quote[first]
        if held >= 0 and self.quote_words[held][0] == first:
            start = self.quotations[held].start
        held = self.quote[last - 1]
        if held >= 0 and self.quote_words[held][1] == last:
            end = self.quotations[held].end
        return start, end

    def printed(self, first: int, last: int) -> str:
        """Return words first to last as printed, in one line."""
        return " ".join(self.text[self.starts[first] : self.ends[last - 1]].split())

    def opens(self, at: int) -> bool:
        """Return whether a word is the first of a quotation."""
        return self.opening[at] == "o"

    def closes(self, at: int) -> bool:
        """Return whether a word is the last of a quotation."""
        return self.closing[at] == "c"

    def any_quoted(self, first: int, last: int) -> bool:
        """Return whether any of words first to last is in quotation marks."""
        return self.quoted[last] > self.quoted[first]

    def sentence_number(self, at: int) -> int:
        """Return the index of the sentence of a word."""
        return bisect_right(self.sentence_ends, at)

    def sentence(self, at: int) -> Span:
        """Return the sentence of a word."""
        return self.sentences[self.sentence_number(at)]


def read(text: str, language: Language = ENGLISH) -> Tokens:
    """Return the Tokens of a text in a language."""
    tokens = Tokens(text, language)
    spans = list(paragraphs(text))
    _split(tokens, spans)
    if tokens.words:
        tokens.quotations = scan(text, spans)
    forms = list(map(language.forms.__getitem__, tokens.words))
    tokens.lower = [form.lower for form in forms]
    tokens.tags = [form.tag for form in forms]
    tokens.stems = [form.stem for form in forms]
    tokens.traits = array("H", [form.traits for form in forms])
    tokens.capitals = tokens.places(CAPITAL)
    size = len(forms)
    tokens.quote = [-1] * size
    tokens.opening = ["."] * size
    tokens.closing = ["."] * size
    counts = [0]
    for number, quotation in enumerate(tokens.quotations):
        first = bisect_left(tokens.starts, quotation.start)
        last = bisect_left(tokens.starts, quotation.end)
        tokens.quote_words.append((first, last))
        if first < last:
            width = last - first
            counts += repeat(counts[-1], first + 1 - len(counts))
            counts += range(counts[-1] + 1, counts[-1] + last + 2 - len(counts))
            tokens.quote[first:last] = [number] * width
            tokens.opening[first:last] = ["o", *["q"] * (width - 1)]
            tokens.closing[first:last] = [*["q"] * (width - 1), "c"]
    tokens.quoted = [*counts, *repeat(counts[-1], size + 1 - len(counts))]
    _sentences(tokens)
    tokens.sentence_starts = {first for first, _ in tokens.sentences}
    tokens.sentence_ends = [last for _, last in tokens.sentences]
    starts = tokens.sentence_starts
    months = [at for at in tokens.capitals if tokens.lower[at] in language.MONTHS]
    for at in month_names(
        months, tokens.words, tokens.lower, tokens.tags, starts, language
    ):
        tokens.tags[at] = "CP"
    _mend_tags(tokens)
    return tokens


def _split(tokens: Tokens, spans: list[Span]) -> None:
    """Fill in the words, and the paragraphs, which have these characters."""
    # The text between words, and words, in turn.
    language = tokens.language
    parts = _TOKEN.split(tokens.text)
    places = list(accumulate(map(len, parts)))
    gaps, words = parts[::2], parts[1::2]
    starts, ends = places[:-1:2], places[1::2]
    # A sign right after a word may be part of it: "Mr.", "U.S.", "a.m."
    keep = bytearray(b"\1") * len(words)
    done = 0
    for dot in [at for at, word in enumerate(words) if word == "." and not gaps[at]]:
        if dot <= done or not _is_shortened(words[dot - 1], language):
            continue
        word, at = words[dot - 1] + ".", dot + 1
        while at < len(words) and not gaps[at] and len(words[at]) == 1:
            joins = word[-1] == "." and word[0].isalpha() and words[at].isalnum()
            if not joins and not (words[at] == "." and _is_shortened(word, language)):
                break
            word += words[at]
            at += 1
        words[dot - 1], ends[dot - 1] = word, ends[at - 1]
        keep[dot:at] = bytes(at - dot)
        done = at
    tokens.words = list(compress(words, keep))
    tokens.starts = starts = list(compress(starts, keep))
    tokens.ends = list(compress(ends, keep))
    for start, end in spans:
        first, last = bisect_left(starts, start), bisect_left(starts, end)
        if first < last:
            tokens.paragraphs.append((first, last))


def _sentences(tokens: Tokens) -> None:
    """Fill in the sentences; a paragraph may end one, or not."""
    begun = 0
    stops = tokens.places(STOP)
    for first, last in tokens.paragraphs:
        low, high = bisect_left(stops, first), bisect_left(stops, last - 1)
        ends = [at + 1 for at in stops[low:high] if _ends_sentence(tokens, at, last)]
        if not _goes_on(tokens, last - 1):
            ends.append(last)
        for end in ends:
            _add_sentence(tokens, begun, end)
            begun = end
    if begun < len(tokens.words):
        _add_sentence(tokens, begun, len(tokens.words))


def _add_sentence(tokens: Tokens, begun: int, end: int) -> None:
    """Add a sentence, split if it is too long."""
    quoted = tokens.quoted
    while end - begun > _MAX_SENTENCE:
        stop = begun + _MAX_SENTENCE
        bare = _MAX_SENTENCE - (quoted[stop] - quoted[begun])
        while (
            stop < end and bare < _MAX_SENTENCE and stop - begun < _MAX_SENTENCE_QUOTING
        ):
            bare += tokens.quote[stop] < 0
            stop += 1
        if stop >= end:
            break
        tokens.sentences.append((begun, stop))
        begun = stop
    tokens.sentences.append((begun, end))


def _is_shortened(word: str, language: Language) -> bool:
    """Return whether the full stop after a word is part of it: Mr., J., U.S."""
    if len(word) == 1:
        return word.isupper() and word not in language.LETTER_WORDS
    if word[1] == "-" and word[0] in language.PARTY_LETTERS and word[2:3].isupper():
        return True  # R-S.C., D-Ore.
    return word in language.ABBREVIATIONS or (word[-2] == "." and len(word) < 12)


def _goes_on(tokens: Tokens, at: int) -> bool:
    """Return whether a sentence continues after the last word of a paragraph."""
    if at + 1 >= len(tokens.words):
        return False
    if tokens.words[at] in (":", ",") and tokens.opens(at + 1):
        return True
    return tokens.quote[at] >= 0 and tokens.quote[at] == tokens.quote[at + 1]


def _ends_sentence(tokens: Tokens, at: int, last: int) -> bool:
    """Return whether a sign that may end a sentence does."""
    word = tokens.words[at]
    following = tokens.words[at + 1]
    held = tokens.quote[at]
    if held >= 0 and tokens.quote[at + 1] == held:
        return False
    begins = following[0].isupper() or following[0].isdigit() or following[0] in "[…"
    if not (begins or tokens.opens(at + 1)):
        return False
    if held >= 0 and word != ".":
        for ahead in range(at + 1, min(at + 9, last)):
            if tokens.stems[ahead] in tokens.language.ASKING_VERBS:
                return False
            if tokens.words[ahead] in STOPS or tokens.quote[ahead] >= 0:
                break
    return True


def _mend_tags(tokens: Tokens) -> None:
    """Correct the tags of words that may be nouns or verbs, by their neighbours."""
    language = tokens.language
    tags = tokens.tags
    before = ""
    for at, here in enumerate(tags):
        mended = _BEHIND.get(before)
        if mended is not None and here in mended:
            tags[at] = before = mended[here]
        else:
            before = here
    for first, _ in tokens.sentences:
        # The first word has a capital only because it is first.
        judge = tokens.words[first + 2 : first + 3]  # "Reed, J., dissenting"
        if tags[first] == "CP" and language.JUDGES.isdisjoint(judge):
            plain = language.tag(tokens.lower[first])
            if plain in ("RB", "IG", "ED") or tokens.lower[first] in language.PEOPLE:
                tags[first] = plain
