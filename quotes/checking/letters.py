"""A text as its letters and digits only, with the words they are in.

Two passages have the same words if they have the same letters, divided into words at
the same places. Case, white space, punctuation and invisible characters are ignored.
Signs that change a number or an amount ($, %, +, ~, a decimal point) count, and so do
signs between two digits (10:30 is not 10-30), combining marks, and raised digits: 10²
is not 102.
"""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from functools import cached_property, lru_cache
from itertools import accumulate

from articles.characters import APOSTROPHES, DASHES, MARKS, UNSEEN, UNSPACED
from articles.normal_forms import normalize
from quotes.anchoring.anchors import Span
from quotes.anchoring.omissions import reverses_or_restricts
from quotes.anchoring.tokens import CURRENCY
from quotes.lexicon.words import FUNCTION_WORDS

#: With variation selectors.
_UNSEEN = f"{UNSEEN}\ufe00-\ufe0f"
#: Group 1 is a word. Most words match the first alternative, and text between words is
#: skipped, which takes a quarter of the time of other patterns.
_WORD = re.compile(
    r"[\s.,;:!?'’—“”\"]{0,4}+("
    r"[A-Za-z]++(?=[\s.,;:!?'’—-])"
    rf"|[{UNSPACED}][{MARKS}]*"
    rf"|[{CURRENCY}%‰٪&+=×÷°±≈≠≤≥§]"
    r"|(?<=\w)#|[#~<>](?=\d)|№(?=\s?\d)|(?<=\w )[~<>](?= \d)"
    r"|(?:(?<![^\s(“\"‘'])[-−–‑](?=\d))?"
    rf"(?:[^\W_ʼ{UNSPACED}]|(?<=\d)[.,](?=\d)|[{MARKS}{_UNSEEN}])+)"
)
_PLAIN = re.compile(r"[a-z]+\Z")
_FOREIGN = re.compile(r"[^\W\x00-\x7f]")
_BETWEEN = re.compile(r"\W+")
_LOWER = bytes(range(256)).lower()
_NOT_PLAIN = bytes(each for each in range(256) if not chr(each).isalpha())
_NOT_SHOWN = re.compile(f"[{_UNSEEN}]+")
_THOUSANDS = re.compile(r"(?<=\d),(?=\d{3}(?!\d))")
_APOSTROPHES = f"{APOSTROPHES}′"
#: Primes, and what they are in a claim.
_PRIMES = {"′": "'", "″": '"'}
_CLOSING = frozenset("'’‘′\"”“″»«›‹")
_OPENED = re.compile(r"(?<![^\s(\[])['\"](?=\w)")
_HYPHEN = re.compile(f"[{DASHES}\u00ad]")
#: Signs between two numbers that do not join them to one, if there is a space too.
_PUNCTUATION = re.compile("[-,.;:!?…()\\[\\]\"“”„«»'‘’]*")
QUESTION = re.compile("[?？؟]")
#: Answers, which are separate from what follows a pause.
_ANSWERS = frozenset("no nope nein nee non não нет لا לא 不 没 別 别".split())
_PAUSE = re.compile(r"[,;:،，、；：]|\s[–—-]|[–—]")
#: Letters before a line break inside a word, where “not” was shortened: don’t.
_SHORTENED_NOT = re.compile(
    r"(?:do|does|did|is|are|was|were|would|could|should|have|has|had|need|must)n\Z"
)
#: Short words that are abbreviations in capitals.
_CASED = frozenset(("us", "it", "who", "aids"))


class Letters:
    """A text, its letters in a row, and the words they are in.

    `words` are the words for comparison, `starts` the offset of each in `letters`, and
    `spans` its span in the text (half-open, code points).
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.words = [*filter(None, map(_letters_of, _WORD.findall(text)))]
        self.letters = "".join(self.words)

    @cached_property
    def starts(self) -> list[int]:
        return [0, *accumulate(map(len, self.words))][:-1]

    @cached_property
    def spans(self) -> list[Span]:
        found = _WORD.finditer(self.text)
        return [each.span(1) for each in found if _letters_of(each[1])]

    @cached_property
    def telling(self) -> list[int]:
        """The numbers of the words after which punctuation may change the sense."""
        negations = [
            each in _ANSWERS or reverses_or_restricts(each) for each in self.words
        ]
        return [
            number
            for number in range(len(self.words) - 1)
            if negations[number]
            or negations[number + 1]
            or _between_digits(self, number)
        ]

    @cached_property
    def plain(self) -> bytes:
        return plain_letters(self.letters)

    def __len__(self) -> int:
        """Return the number of words."""
        return len(self.words)

    def span(self, first: int, last: int) -> Span:
        """Return the span in the text of the words from `first` to before `last`."""
        return self.spans[first][0], self.spans[last - 1][1]

    def printed(self, first: int, last: int) -> str:
        """Return the text of the words from `first` to before `last`."""
        start, end = self.span(first, last)
        return self.text[start:end]

    def gap(self, number: int) -> str:
        """Return the text between a word and the next one, or to the end."""
        start = self.spans[number][1]
        if number + 1 < len(self.spans):
            return self.text[start : self.spans[number + 1][0]]
        return self.text[start:]

    def starts_word(self, offset: int) -> bool:
        """Return whether a word starts, or all words end, at an offset in `letters`."""
        if offset == len(self.letters):
            return True
        at = bisect_left(self.starts, offset)
        return at < len(self.starts) and self.starts[at] == offset

    def word_at(self, offset: int) -> int:
        """Return the number of the word that has the letter at an offset."""
        return bisect_right(self.starts, offset) - 1

    def original(self, offset: int, end: bool = False) -> int:
        """Return the offset in the text of a letter, or of its end."""
        number = self.word_at(offset)
        first, last = self.spans[number]
        inside = offset - self.starts[number]
        if len(self.words[number]) == last - first:
            return first + inside + end
        return last if end else first


def plain_letters(text: str) -> bytes:
    """Return the letters a to z of a text, in lower case, without marks and accents.

    A text has the letters of a claim in a row only if it has its plain letters in a
    row. They take a tenth of the time of `Letters`.
    """
    if not text.isascii() and _FOREIGN.search(text):
        text = normalize("NFKD", _BETWEEN.sub("", text))
        text = text.replace("œ", "oe").replace("Œ", "oe")
    return text.encode("ascii", "ignore").translate(_LOWER, _NOT_PLAIN)


def content_count(words: list[str]) -> int:
    """Return how many of some words are not function words."""
    return sum(word not in FUNCTION_WORDS and not is_sign(word) for word in words)


def is_sign(word: str) -> bool:
    """Return whether a word has neither a letter nor a digit."""
    return len(word) == 1 and not word.isalnum()


def same_parting(held: Letters, at: int, claim: Letters, start: int, end: int) -> str:
    """Return "" if equal letters are divided into the same words, or what differs.

    The letters of the claim from `start` to `end` are those of the text from `at` on.
    Hyphens, marks and full stops inside a word make no difference: “well-known” is
    “well known”. Spaces and apostrophes do: “now here” is not “nowhere”, “we’re” is not
    “were”. So does what is between two digits: “1–5” is neither “15” nor “1/5”; and the
    end of a sentence beside a negation: “no more war” is not “no. More war”.
    """
    shift = at - start
    own = _inner(claim, start, end)
    printed = {each - shift for each in _inner(held, at, at + end - start)}
    for letters, offsets, moved in (
        (claim, own - printed, 0),
        (held, printed - own, shift),
    ):
        for offset in offsets:
            number = letters.word_at(offset + moved) - 1
            if _parts_words(letters, number) or _between_digits(letters, number):
                return letters.printed(number, number + 2)
    for number in claim.telling:
        offset = claim.starts[number + 1]
        if not start < offset < end or offset not in printed:
            continue
        there = held.word_at(offset + shift) - 1
        if _between_digits(claim, number):
            same = _joins_alike(claim.gap(number), held.gap(there))
        else:
            same = _ends_sentence(claim, number) == _ends_sentence(held, there)
        if not same:
            return held.printed(there, there + 2)
    return ""


def _inner(letters: Letters, start: int, end: int) -> set[int]:
    first = bisect_right(letters.starts, start)
    return set(letters.starts[first : bisect_left(letters.starts, end)])


def _parts_words(letters: Letters, number: int) -> bool:
    """Return whether the gap between a word and the next makes them two words."""
    gap = letters.gap(number)
    if _HYPHEN.search(gap) or not gap:
        return False
    if gap.strip(_APOSTROPHES) == "":
        after = letters.words[number + 1]
        return not (after == "t" and _SHORTENED_NOT.search(letters.words[number]))
    return gap.isspace()


def _between_digits(letters: Letters, number: int) -> bool:
    """Return whether a word ends in a digit and the next one begins with one."""
    before, after = letters.words[number], letters.words[number + 1]
    return before[-1].isdigit() and after[0].isdigit()


def _ends_sentence(letters: Letters, number: int) -> bool:
    """Return whether a sentence, or an answer such as “no, ”, ends after a word.

    A full stop ends one unless a small letter or a number follows.
    """
    gap = letters.gap(number)
    if letters.words[number] in _ANSWERS and _PAUSE.search(gap):
        return True
    after = letters.printed(number + 1, number + 2)[0]
    stops = "!?…！？؟" if after.islower() or after.isdigit() else ".!?…！？؟。।"
    return any(each in gap for each in stops)


def _joins_alike(one: str, other: str) -> bool:
    """Return whether two gaps between digits combine the numbers in the same way."""
    signs, others = (
        _HYPHEN.sub("-", _NOT_SHOWN.sub("", "".join(gap.split())))
        .replace("--", "-")
        .replace("′", "'")
        .replace("″", '"')
        for gap in (one, other)
    )
    return signs == others or (
        any(map(str.isspace, one))
        and any(map(str.isspace, other))
        and all(map(_PUNCTUATION.fullmatch, (signs, others)))
    )


def prime_differs(held: Letters, first: int, claim: Letters, count: int) -> str:
    """Return the number with a prime in one of two equal passages only, or "".

    They are 6′ and 6″; in a claim also 6', if it closes no quotation.
    """
    for number in range(count):
        if not claim.words[number][-1].isdigit():
            continue
        printed, entered = held.gap(first + number)[:1], claim.gap(number)[:1]
        inside = number + 1 < count and entered in ("'", '"')
        inside = inside and not _OPENED.search(claim.text, 0, claim.spans[number][1])
        if entered != _PRIMES.get(printed, entered) or (
            inside and printed not in _CLOSING
        ):
            return held.printed(first + number, first + number + 1) + printed
    return ""


def question_differs(held: Letters, first: int, claim: Letters, count: int) -> bool:
    """Return whether a question mark is added or missing where words are the same.

    A comma, or nothing, in place of the last question mark is no difference: printers
    put one before “he asked”.
    """
    if not QUESTION.search(claim.text) and not QUESTION.search(held.text):
        return False
    start, end = held.span(first, first + count)
    inside = len(QUESTION.findall(held.text, start, end))
    if inside != len(QUESTION.findall(claim.text, 0, claim.spans[-1][1])):
        return True
    printed = held.gap(first + count - 1)[:4].split(" ")[0].split("\n")[0]
    ending = claim.gap(len(claim) - 1)
    if QUESTION.search(ending):
        return not QUESTION.search(printed)
    ended = re.search(r"[.!。！]", ending) and "…" not in ending and ".." not in ending
    return bool(ended and QUESTION.search(printed))


def case_differs(held: Letters, first: int, claim: Letters, count: int) -> str:
    """Return a word that is an abbreviation in only one of two passages, or ""."""
    if claim.text.isupper():
        return ""
    for number in range(min(count, len(claim))):
        word = claim.words[number]
        if word in _CASED and number and held.words[first + number] == word:
            one = claim.printed(number, number + 1)
            other = held.printed(first + number, first + number + 1)
            if one.isupper() != other.isupper() and one.islower() != other.islower():
                return one
    return ""


@lru_cache(maxsize=65536)
def _letters_of(word: str) -> str:
    lower = word.lower()
    if _PLAIN.match(lower):
        return lower
    # Full stops of Burmese and Khmer, and the sign between syllables in Tibetan.
    if "\u0e00" <= word[0] <= "\u17ff" and unicodedata.category(word[0]) == "Po":
        return ""
    word = _THOUSANDS.sub("", _NOT_SHOWN.sub("", word)).replace("−", "-")
    # Raised and circled digits, and fractions, are not the digits that NFKC makes.
    folded = "".join(
        each if unicodedata.category(each) == "No" else normalize("NFKC", each)
        for each in normalize("NFC", word)
    )
    folded = normalize("NFC", folded).lower().replace("ς", "σ")
    folded = folded.replace("œ", "oe")  # a ligature: “coeur” is “cœur”
    return normalize("NFC", folded)
