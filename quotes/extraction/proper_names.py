"""Finds where a text names somebody or something.

In: `Tokens`. Out: its proper names, half-open ranges of words, without the titles and
roles before them, without datelines, and without a first word of a sentence that has a
capital only because it is first.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from quotes.extraction.credentials import credentials_end, name_end
from quotes.extraction.datelines import datelines
from quotes.extraction.scanning import Span
from quotes.extraction.tags import VERBAL
from quotes.extraction.tokens import Tokens
from quotes.extraction.word_shapes import COMMA

PARTICLES = frozenset(
    "de del della di da dos das du van von der den la le al bin ibn bint el ter ten y "
    "zu zum af av".split()
)
SUFFIXES = frozenset(
    "jr. sr. jr sr ii iii iv esq. phd ph.d. m.d. md qc kc sc obe cbe mbe".split()
)
#: Words in a name, at most.
_MAX_WORDS = 9
#: Tags of words that are not names although they have a capital.
_PLAIN = frozenset("DT PO PR IN SB CC TO TH MD BE HV DO NO RB WH EX IT".split())
_NEW_LINES = re.compile(r"\n+")
#: Longest paragraph that may be a heading, in words.
_MAX_HEADING = 16
#: Share of its longer words that must be capital.
_MIN_CAPITAL = 0.65
#: A sentence of this many words with two given names is a heading.
_MIN_SENTENCE = 5
_ENDING = frozenset(".!?")


@dataclass(slots=True)
class ProperName:
    """A proper name; `title` is the word before it, `begun` is where that starts."""

    first: int
    last: int
    begun: int
    title: str = ""
    quoted: bool = False
    #: Its first word may have a capital for another reason.
    doubtful: bool = False
    heading: bool = False


def proper_names_of(tokens: Tokens) -> list[ProperName]:
    """Return the proper names of a text, in order."""
    return _Finder(tokens).names()


class _Finder:
    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.capital = {*tokens.capitals}
        self.given = {
            at for at in tokens.capitals if tokens.language.sex_of(tokens.words[at])
        }
        self.line_starts = {
            bisect_left(tokens.starts, gap.end())
            for gap in _NEW_LINES.finditer(tokens.text)
        }
        #: Words that a text also has without a capital.
        self.small = {*tokens.words} - {tokens.words[at] for at in tokens.capitals}

    def names(self) -> list[ProperName]:
        tokens = self.tokens
        skipped = datelines(tokens) | self._credentials()
        headings = self._headings()
        ends = [last for _, last in headings]
        found: list[ProperName] = []
        done = 0
        for at in tokens.capitals:
            if at < done or at in skipped or self._is_plain(at) or self._is_tag(at):
                continue
            done = last = self._end(at, skipped)
            number = bisect_right(ends, at)
            heading = number < len(headings) and headings[number][0] <= at
            found += self._parts(at, last, heading)
        return found

    def _credentials(self) -> set[int]:
        found: set[int] = set()
        for comma in self.tokens.places(COMMA):
            end = credentials_end(self.tokens, comma)
            if end > comma:
                found.update(range(comma, end))
        return found

    def _headings(self) -> list[Span]:
        """Return the paragraphs that are headings: most of their words are capital."""
        tokens = self.tokens
        found = []
        for first, last in tokens.paragraphs:
            if last - first > _MAX_HEADING or tokens.words[last - 1] == ":":
                continue
            long = [
                at
                for at in range(first, last)
                if len(tokens.words[at]) > 3 and tokens.words[at][0].isalpha()
            ]
            capital = sum(at in self.capital for at in long)
            if capital < 3 or capital <= _MIN_CAPITAL * len(long):
                continue
            # A sentence may consist of names, but its verb is no capital word.
            if tokens.words[last - 1][-1] in _ENDING and (
                tokens.any_quoted(first, last)
                or any(
                    tokens.tags[at] in VERBAL and at not in self.capital
                    for at in range(first, last)
                )
            ):
                continue
            found.append((first, last))
        return found

    def _end(self, at: int, skipped: set[int]) -> int:
        """Return where the run of names that begins here ends."""
        tokens, capital, lower = self.tokens, self.capital, self.tokens.lower
        language, quote = tokens.language, tokens.quote
        size = len(lower)
        last, limit = at + 1, min(size, at + _MAX_WORDS)
        while last < limit and last not in self.line_starts and last not in skipped:
            word = lower[last]
            if quote[last] != quote[last - 1] and not self._nickname(last):
                break
            if last in capital:
                if (word in language.DATE_WORDS and not self._is_called(last)) or (
                    tokens.tags[last] in _PLAIN
                    and word not in language.ACRONYMS_IN_NAMES
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
        size, lower = len(self.tokens.lower), self.tokens.lower
        while at < size and lower[at] in PARTICLES and at not in self.capital:
            at += 1
        return at < size and at in self.capital

    def _nickname(self, at: int) -> bool:
        """Return whether a word begins or ends a nickname: Robert “Bob” Reed."""
        tokens = self.tokens
        held = tokens.quote[at] if tokens.opens(at) else tokens.quote[at - 1]
        if held < 0:
            return False
        first, last = tokens.quote_words[held]
        return (
            last - first == 1
            and first > 0
            and last < len(tokens.words)
            and (
                first - 1 in self.capital
                and last in self.capital
                and tokens.tags[last] not in _PLAIN
                and tokens.tags[first - 1] == "CP"
                and tokens.words[first].isalpha()
            )
        )

    def _joins(self, at: int, place: int) -> bool:
        """Return whether "of", "for" or "and" is within the name of a thing."""
        language = self.tokens.language
        lower = self.tokens.lower
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
        tokens, language = self.tokens, self.tokens.language
        word = tokens.lower[at]
        if word in language.DATE_WORDS and not self._is_called(at):
            return True
        if tokens.words[at] in language.NAMES_IN_CAPITALS:
            return False
        if tokens.tags[at] in ("DO", "MD") and (
            language.sex_of(tokens.words[at])
            or not (at in tokens.sentence_starts or tokens.opens(at))
        ):
            # "Don Fowler", "Will Reed": not "Don’t".
            return at + 1 == len(tokens.words) or not (
                at + 1 in self.capital and tokens.tags[at + 1] == "CP"
            )
        return tokens.tags[at] in _PLAIN or word in language.NO_NAMES

    def _is_called(self, at: int) -> bool:
        """Return whether a month is somebody's name (month_names.py)."""
        return (
            self.tokens.lower[at] in self.tokens.language.MONTHS
            and self.tokens.tags[at] == "CP"
        )

    def _is_tag(self, at: int) -> bool:
        """Return whether a word is a party's or an exchange's tag, in brackets."""
        tokens = self.tokens
        if (
            at
            and tokens.words[at - 1] in ("(", ",")
            and tokens.language.PARTY.fullmatch(tokens.words[at])
        ):
            return True
        if not tokens.words[at].isupper():
            return False
        around = tokens.words[max(0, at - 3) : at + 2]
        return "(" in around and ":" in around

    def _parts(self, first: int, last: int, heading: bool) -> list[ProperName]:
        """Return the names of a run of capital words: at most a role's and a person."""
        tokens, lower = self.tokens, self.tokens.lower
        language = tokens.language
        begun = first
        last = name_end(tokens, first, last)
        begins = first in tokens.sentence_starts or first in self.line_starts
        opens = begins or tokens.opens(first)
        if opens and self._is_first_word(first):
            first += 1
            begun = first
            opens = False
            if first == last:
                return []
        if last - first >= _MIN_SENTENCE and (given := self._given(first, last)):
            # "Chris Hart Calls Ann Lowe Late"
            return [
                ProperName(at, at + 2, at, heading=True)
                for at in given
                if at - 1 not in given
            ]
        shouted = last - first > 2 and all(
            word.isupper() for word in tokens.words[first:last] if word[0].isalpha()
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
            and (tokens.words[first].isupper() or lower[last : last + 1] == [":"])
        ):
            return []
        return [
            ProperName(
                first,
                last,
                begun,
                title or (lower[first - 1] if first else ""),
                tokens.quote[first] >= 0 and not tokens.opens(first),
                opens and first == begun,
                heading,
            )
        ]

    def _given(self, first: int, last: int) -> list[int]:
        """Return the given names of a sentence in capitals, if several and no roles."""
        tokens, language = self.tokens, self.tokens.language
        words = tokens.lower[first:last]
        if not (language.ROLES.isdisjoint(words) and language.TITLES.isdisjoint(words)):
            return []
        given = [
            at for at in range(first, last - 1) if language.sex_of(tokens.words[at])
        ]
        return given if len(given) > 1 else []

    def _title(self, first: int, last: int) -> int:
        """Return the last word that is a title or role before a name, or -1."""
        lower, language = self.tokens.lower, self.tokens.language
        for at in range(last - 1, first - 1, -1):
            # "Dr. | Lowe", not "Amartya Sen"
            titled = lower[at] in language.TITLES and (at < last - 1 or at == first)
            if titled or (
                language.is_role_before_name(lower[at])
                and not self._is_name_too(first, last, at)
            ):
                return at
            # "Filmmaker | Ann Lowe"
            is_person = at + 2 < last and language.is_person(lower[at])
            if is_person and at + 1 in self.given and at not in self.given:
                return at
        return -1

    def _is_name_too(self, first: int, last: int, place: int) -> bool:
        """Return whether a role is a part of a name: "Dean Ball", "Charlie King"."""
        tokens, language = self.tokens, self.tokens.language
        if place + 2 == last and tokens.lower[place] in language.ROLES_AS_NAMES:
            return True
        while last - 1 > place and tokens.lower[last - 1] in SUFFIXES:
            last -= 1
        return (
            place == last - 1
            and place > first
            and (
                tokens.lower[place - 1] in language.TITLES
                or bool(language.sex_of(tokens.words[place - 1]))
            )
            and tokens.words[place].istitle()
        )

    def _is_first_word(self, at: int) -> bool:
        """Return whether the first word of a sentence is no part of the name after."""
        tokens, language = self.tokens, self.tokens.language
        word, lower = tokens.words[at], tokens.lower[at]
        if lower in language.TITLES or lower in language.ROLES or language.sex_of(word):
            return False
        if word in language.ACRONYMS:
            return False  # "WHO said"
        if len(word) < 3 or not SUFFIXES.isdisjoint(tokens.lower[at + 1 : at + 2]):
            return False
        return (
            lower.endswith(language.FIRST_WORD_ENDINGS)
            # "Brothers | Liam and Noel Park"
            or (language.is_several(lower) and at + 1 in self.given)
            or tokens.tags[at] in ("VB", "ED")
            or lower in self.small
            or lower in language.FIRST_WORDS
        )

    def _is_person(self, first: int, last: int) -> bool:
        """Return whether a run that ends like a thing may yet be a person."""
        tokens, language = self.tokens, self.tokens.language
        before = tokens.lower[last - 2] if last - 2 >= first else ""
        roles = tokens.lower[first : last - 2]
        sex = language.sex_of(tokens.words[last - 2])
        known = sex in ("f", "m") or bool(sex and roles)
        titled = not language.TITLES.isdisjoint(roles)
        return before in language.TITLES or (
            last - first > 1
            and (known or (titled and tokens.lower[last - 1] in language.SURNAMES))
            and (titled or all(map(language.is_role_before_name, roles)))
            and tokens.lower[last - 1] not in language.NEVER_SURNAMES
        )

    def _after_office(self, first: int, last: int) -> int:
        """Return where a person begins after an office: "Minister of Finance | Ann"."""
        tokens, language = self.tokens, self.tokens.language
        if first < 2 or not language.is_role(tokens.lower[first - 2]):
            return first
        given = [
            at for at in range(first + 1, last - 1) if language.sex_of(tokens.words[at])
        ]
        return given[0] if given else first

    def _after_thing(self, first: int, last: int) -> int:
        """Return where a person begins after a thing: "Washington Post | Ann Lowe"."""
        tokens, language = self.tokens, self.tokens.language
        for at in range(first + 1, last - 1):
            if (
                language.sex_of(tokens.words[at])
                and not language.sex_of(tokens.words[at - 1])
                and tokens.lower[at - 1] in language.THINGS
            ):
                return at
        return first
