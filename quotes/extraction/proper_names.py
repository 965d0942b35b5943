"""Where a text names somebody or something.

In: a page. Out: its proper names, half-open ranges of words, without the titles and
roles before them, without datelines, and without a first word of a sentence that has a
capital only because it is first.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from quotes.extraction.credentials import credentials_end, name_end
from quotes.extraction.datelines import datelines
from quotes.extraction.forms import COMMA
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Tokens

PARTICLES = frozenset(
    "de del della di da dos das du van von der den la le al bin ibn bint el ter ten y "
    "zu zum af av".split()
)
SUFFIXES = frozenset(
    "jr. sr. jr sr ii iii iv esq. phd ph.d. m.d. md qc kc sc obe cbe mbe".split()
)
#: Words in a name, at most.
_MAX_WORDS = 9
#: Tags of words that are no names though they have a capital.
_PLAIN = frozenset("DT PO PR IN SB CC TO TH MD BE HV DO NO RB WH EX IT".split())
_NEW_LINES = re.compile(r"\n+")
#: Longest paragraph that may be a heading, in words.
_MAX_HEADING = 16
#: Share of its longer words that must be capital.
_MIN_CAPITAL = 0.65
#: So many words with two given names are a heading's sentence.
_MIN_SENTENCE = 5
_ENDING = frozenset(".!?")
_VERBAL = frozenset("VB ED BE HV MD DO".split())


@dataclass(slots=True)
class Name:
    """A proper name; `title` is the word before it, `begun` is where that starts."""

    first: int
    last: int
    begun: int
    title: str = ""
    quoted: bool = False
    #: Its first word may have a capital for another reason.
    doubtful: bool = False
    heading: bool = False


def names_of(page: Tokens) -> list[Name]:
    """Return the proper names of a page, in order."""
    return _Finder(page).names()


class _Finder:
    def __init__(self, page: Tokens) -> None:
        self.page = page
        self.capital = {*page.capitals}
        self.line_starts = {
            bisect_left(page.starts, gap.end())
            for gap in _NEW_LINES.finditer(page.text)
        }
        self.starts = {first for first, _ in page.sentences}
        #: Words that a text also has without a capital.
        self.small = {*page.words} - {page.words[at] for at in page.capitals}

    def names(self) -> list[Name]:
        page = self.page
        skipped = datelines(page) | self._credentials()
        headings = self._headings()
        ends = [last for _, last in headings]
        found: list[Name] = []
        done = 0
        for at in page.capitals:
            if at < done or at in skipped or self._is_plain(at) or self._is_tag(at):
                continue
            done = last = self._end(at, skipped)
            number = bisect_right(ends, at)
            heading = number < len(headings) and headings[number][0] <= at
            found += self._parts(at, last, heading)
        return found

    def _credentials(self) -> set[int]:
        found: set[int] = set()
        for comma in self.page.places(COMMA):
            end = credentials_end(self.page, comma)
            if end > comma:
                found.update(range(comma, end))
        return found

    def _headings(self) -> list[Span]:
        """Return the paragraphs that are headings: most of their words are capital."""
        page = self.page
        found = []
        for first, last in page.paragraphs:
            if last - first > _MAX_HEADING or page.words[last - 1] == ":":
                continue
            long = [
                at
                for at in range(first, last)
                if len(page.words[at]) > 3 and page.words[at][0].isalpha()
            ]
            capital = sum(at in self.capital for at in long)
            if capital < 3 or capital <= _MIN_CAPITAL * len(long):
                continue
            # A sentence may consist of names, but its verb is no capital word.
            if page.words[last - 1][-1] in _ENDING and (
                page.any_quoted(first, last)
                or any(
                    page.tags[at] in _VERBAL and at not in self.capital
                    for at in range(first, last)
                )
            ):
                continue
            found.append((first, last))
        return found

    def _end(self, at: int, skipped: set[int]) -> int:
        """Return where the run of names that begins here ends."""
        page, capital, lower = self.page, self.capital, self.page.lower
        language = page.language
        size = len(lower)
        last, limit = at + 1, min(size, at + _MAX_WORDS)
        while last < limit and last not in self.line_starts and last not in skipped:
            word = lower[last]
            if page.quote[last] != page.quote[last - 1] and not self._nickname(last):
                break
            if last in capital:
                if (word in language.DATE_WORDS and not self._is_called(last)) or (
                    page.tags[last] in _PLAIN and word not in language.ACRONYMS_IN_NAMES
                ):
                    break
            elif word in PARTICLES and self._leads_on(last):
                pass
            elif last + 1 < size and last + 1 in capital:
                if word in language.OF and lower[last + 1] in language.AFTER_OF:
                    pass
                elif word not in language.NAME_JOINING or not self._joins(at, last):
                    break
            elif (
                word in language.OF_FOR
                and last + 2 < size
                and lower[last + 1] in language.ARTICLES
                and last + 2 in capital
                and self._joins(at, last)
            ):
                last += 1
            else:
                break
            last += 1
        return last

    def _leads_on(self, at: int) -> bool:
        """Return whether a capital word comes after particles: "von der Leyen"."""
        size, lower = len(self.page.lower), self.page.lower
        while at < size and lower[at] in PARTICLES and at not in self.capital:
            at += 1
        return at < size and at in self.capital

    def _nickname(self, at: int) -> bool:
        """Return whether a word begins or ends a nickname: Robert “Bob” Reed."""
        page = self.page
        held = page.quote[at] if page.opens(at) else page.quote[at - 1]
        if held < 0:
            return False
        first, last = page.quote_words[held]
        return (
            last - first == 1
            and first > 0
            and last < len(page.words)
            and (
                first - 1 in self.capital
                and last in self.capital
                and page.tags[last] not in _PLAIN
                and page.tags[first - 1] == "CP"
                and page.words[first].isalpha()
            )
        )

    def _joins(self, at: int, place: int) -> bool:
        """Return whether "of", "for" or "and" is within the name of a thing."""
        language = self.page.language
        lower = self.page.lower
        word = lower[place]
        if word not in language.AND_SIGNS:
            head = lower[place - 1]
            if word in language.THE:
                return head in language.OF_FOR_ON
            return head in language.HEADS and not (
                word in language.IN
                or (head in language.ROLES and word not in language.OF)
            )
        # "and": only after "of" or "for", within a list of what a thing is for.
        return any(word in language.OF_FOR_ON for word in lower[at:place])

    def _is_plain(self, at: int) -> bool:
        """Return whether a word has a capital only because a sentence starts."""
        page = self.page
        language = page.language
        word = page.lower[at]
        if word in language.DATE_WORDS and not self._is_called(at):
            return True
        if page.words[at] in language.NAMES_IN_CAPITALS:
            return False
        if page.tags[at] in ("DO", "MD") and (
            language.sex_of(page.words[at]) or not (at in self.starts or page.opens(at))
        ):
            # "Don Fowler", "Will Reed": not "Don’t".
            return at + 1 == len(page.words) or not (
                at + 1 in self.capital and page.tags[at + 1] == "CP"
            )
        return page.tags[at] in _PLAIN or word in language.NO_NAMES

    def _is_called(self, at: int) -> bool:
        """Return whether a month is somebody's name (month_names.py)."""
        return (
            self.page.lower[at] in self.page.language.MONTHS
            and self.page.tags[at] == "CP"
        )

    def _is_tag(self, at: int) -> bool:
        """Return whether a word is a party's or an exchange's tag, in brackets."""
        page = self.page
        if (
            at
            and page.words[at - 1] in ("(", ",")
            and page.language.PARTY.fullmatch(page.words[at])
        ):
            return True
        if not page.words[at].isupper():
            return False
        around = page.words[max(0, at - 3) : at + 2]
        return "(" in around and ":" in around

    def _parts(self, first: int, last: int, heading: bool) -> list[Name]:
        """Return the names of a run of capital words: at most a role's and a person."""
        page, lower = self.page, self.page.lower
        language = page.language
        begun = first
        last = name_end(page, first, last)
        opens = first in self.starts or (page.opens(first) or first in self.line_starts)
        if (
            opens
            and last - first == 3
            and not language.sex_of(page.words[first])
            and language.is_role(lower[first])
            and language.sex_of(page.words[first + 1])
        ):
            first += 1  # "Filmmaker Ann Lowe"
        elif opens and self._is_first_word(first):
            first += 1
            begun = first
            opens = False
            if first == last:
                return []
        if last - first >= _MIN_SENTENCE and (given := self._given(first, last)):
            # "Chris Hart Calls Ann Lowe Late"
            return [
                Name(at, at + 2, at, heading=True)
                for at in given
                if at - 1 not in given
            ]
        shouted = last - first > 2 and all(
            word.isupper() for word in page.words[first:last] if word[0].isalpha()
        )
        if shouted and not heading:
            heading = True
        if lower[last - 1] in language.THINGS and not self._is_person(first, last):
            title = ""
        else:
            title, at = "", self._title(first, last)
            if at >= 0 and lower[at] in language.REIGNING and last - at == 2:
                first = at
            elif at >= 0:
                title, first = lower[at], at + 1
            elif last - first > 2:
                first = self._after_thing(first, last)
                if first == begun and not language.OF.isdisjoint(
                    lower[first - 1 : first]
                ):
                    first = self._after_office(first, last)
        if SUFFIXES.issuperset(lower[first:last]) or (
            last - first == 1
            and lower[first] in language.LABELS
            and (page.words[first].isupper() or lower[last : last + 1] == [":"])
        ):
            return []
        return [
            Name(
                first,
                last,
                begun,
                title or (lower[first - 1] if first else ""),
                page.quote[first] >= 0 and not page.opens(first),
                opens and first == begun,
                heading,
            )
        ]

    def _given(self, first: int, last: int) -> list[int]:
        """Return the given names of a sentence in capitals, if several and no roles."""
        page, language = self.page, self.page.language
        words = page.lower[first:last]
        if not (language.ROLES.isdisjoint(words) and language.TITLES.isdisjoint(words)):
            return []
        given = [at for at in range(first, last - 1) if language.sex_of(page.words[at])]
        return given if len(given) > 1 else []

    def _title(self, first: int, last: int) -> int:
        """Return the last word that is a title or role before a name, or -1."""
        lower, language = self.page.lower, self.page.language
        for at in range(last - 1, first - 1, -1):
            if lower[at] in language.TITLES or (
                language.is_role_before_name(lower[at])
                and not self._is_name_too(first, last, at)
            ):
                return at
        return -1

    def _is_name_too(self, first: int, last: int, place: int) -> bool:
        """Return whether a role is a part of a name: "Dean Ball", "Charlie King"."""
        page = self.page
        language = page.language
        if place + 2 == last and page.lower[place] in language.ROLES_AS_NAMES:
            return True
        while last - 1 > place and page.lower[last - 1] in SUFFIXES:
            last -= 1
        return (
            place == last - 1
            and place > first
            and (
                page.lower[place - 1] in language.TITLES
                or bool(language.sex_of(page.words[place - 1]))
            )
            and page.words[place].istitle()
        )

    def _is_first_word(self, at: int) -> bool:
        """Return whether the first word of a sentence is no part of the name after."""
        page = self.page
        language = page.language
        word, lower = page.words[at], page.lower[at]
        if lower in language.TITLES or lower in language.ROLES or language.sex_of(word):
            return False
        if word in language.ACRONYMS:
            return False  # "WHO said"
        if len(word) < 3 or not SUFFIXES.isdisjoint(page.lower[at + 1 : at + 2]):
            return False
        return (
            lower.endswith(language.FIRST_WORD_ENDINGS)
            or page.tags[at] in ("VB", "ED")
            or lower in self.small
            or lower in language.FIRST_WORDS
        )

    def _is_person(self, first: int, last: int) -> bool:
        """Return whether a run that ends like a thing may yet be a person."""
        page = self.page
        language = page.language
        before = page.lower[last - 2] if last - 2 >= first else ""
        return before in language.TITLES or (
            last - first == 2
            and language.sex_of(page.words[first]) not in ("", "?")
            and page.lower[last - 1] not in language.NEVER_SURNAMES
        )

    def _after_office(self, first: int, last: int) -> int:
        """Return where a person begins after an office: "Minister of Finance | Ann"."""
        page = self.page
        language = page.language
        if first < 2 or not language.is_role(page.lower[first - 2]):
            return first
        given = [
            at for at in range(first + 1, last - 1) if language.sex_of(page.words[at])
        ]
        return given[0] if given else first

    def _after_thing(self, first: int, last: int) -> int:
        """Return where a person begins after a thing: "Washington Post | Ann Lowe"."""
        page = self.page
        language = page.language
        for at in range(first + 1, last - 1):
            if (
                language.sex_of(page.words[at])
                and not language.sex_of(page.words[at - 1])
                and page.lower[at - 1] in language.THINGS
            ):
                return at
        return first
