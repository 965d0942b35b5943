"""Names and roles: who is "she", "the senator", "Ball"?

In: a page. Out: a register of the people it names, and the name and role for a noun
phrase. A surname alone is the last person of that name; a pronoun is the last person
named as the subject of a sentence, or else the last one named; "the senator" is the
last person with that role.
"""

import re
from bisect import bisect_left
from dataclasses import dataclass
from itertools import compress
from typing import NamedTuple

from quotes.extraction.forms import CAPITAL
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Page

_TITLES = frozenset(
    "mr. mrs. ms. mr mrs ms dr dr. sen. rep. gov. gen. prof. rev. lt. col. capt. sgt. "
    "sir dame lord lady judge justice".split()
)
#: Words after which a name begins: "Scale AI CEO | Alexander Wang".
_ROLES = frozenset(
    "president senator governor secretary mayor director officer chief minister "
    "candidate spokesman spokeswoman spokesperson ceo cfo cto coo chairman chairwoman "
    "chair congressman congresswoman representative ambassador professor prosecutor "
    "general state treasury defense commissioner attorney pope king queen prince "
    "princess captain detective sheriff leader strategist analyst economist author "
    "founder co-founder coach manager speaker leader whip delegate chancellor premier "
    "commander lieutenant colonel sergeant reporter correspondent editor democrat "
    "republican rabbi bishop archbishop cardinal imam".split()
)
_SENATE = {"sen.": "senator", "rep.": "congressman", "gov.": "governor"}
_PARTICLES = frozenset("de del della di da van von der den la le al bin ibn".split())
_GENDERS = dict.fromkeys(
    "he him mr. mr sir congressman spokesman chairman".split(), "m"
)
_GENDERS |= dict.fromkeys("she her mrs. ms. mrs ms spokeswoman chairwoman".split(), "f")
_NOT_NAMES = frozenset(
    "the a an in on at but and as if when while after before for to this that these "
    "however meanwhile it he she they we i you there what who how why".split()
)


#: Words before a name, or that could be mistaken for a part of it.
_NOT_OF_NAMES = _TITLES | _ROLES
#: Words of a name, at most, including words that are not part of it.
_MAX_WORDS = 12
_NEW_LINES = re.compile(r"\n+")


@dataclass(slots=True)
class Person:
    name: str
    surname: str
    role: str = ""
    gender: str = ""


class Resolved(NamedTuple):
    """A name and a role."""

    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    at: int
    person: Person
    subject: bool


class Register:
    """The people of a page, and the places where the page names them."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.by_surname: dict[str, Person] = {}
        self.by_name: dict[str, Person] = {}
        self.mentions: list[Mention] = []
        self._capital = [trait & CAPITAL for trait in page.traits]
        #: The words after which a line ends.
        self._line_starts = {
            bisect_left(page.starts, gap.end())
            for gap in _NEW_LINES.finditer(page.text)
        }
        starts = {first for first, _ in page.sentences}
        begun = 0
        for at in compress(range(len(page.words)), self._capital):
            if at < begun:
                continue
            first, last = self._name_at(at)
            if last == first:
                continue
            begun = last
            person = self._person(page.words[first:last])
            if person is None:
                continue
            if not person.role and last - first > 1:
                person.role = self.role_of((first, last))
            title = page.lower[first - 1] if first else ""
            if title in _GENDERS:
                person.gender = _GENDERS[title]
            subject = first in starts or at in starts
            self.mentions.append(Mention(first, person, subject))
        self._places = [mention.at for mention in self.mentions]

    def _name_at(self, at: int) -> Span:
        """Return the words of the name that begins here, without titles and roles."""
        lower, capital = self.page.lower, self._capital
        last, limit = at, min(len(lower), at + _MAX_WORDS)
        while last < limit:
            word = lower[last]
            if not capital[last] or word in _NOT_NAMES:
                joins = word in _PARTICLES and at < last < len(lower) - 1
                if not (joins and capital[last + 1]):
                    break
            if last in self._line_starts and last > at:
                break
            last += 1
        first = at
        for place in range(at, last):
            if lower[place] in _NOT_OF_NAMES:
                first = place + 1
        return (first, last) if first < last else (at, at)

    def _person(self, words: list[str]) -> Person | None:
        name = " ".join(words)
        surname = next(
            (w for w in reversed(words) if w not in ("Jr.", "Sr.", "II", "III")), name
        )
        if len(words) == 1 or (surname != words[-1] and len(words) == 2):
            return self.by_surname.get(surname)
        if len(words) > 5:
            return None
        person = self.by_name.get(name)
        if person is None:
            person = self.by_name[name] = Person(name, surname)
            self.by_surname[surname] = person
        return person

    def role_of(self, name: Span) -> str:
        """Return the words before or after a name that state the role."""
        page = self.page
        first, last = name
        begun = first
        while begun > 0 and first - begun < 9:
            word, tag = page.lower[begun - 1], page.tags[begun - 1]
            role_before = begun >= 2 and page.lower[begun - 2] in _ROLES
            if tag in ("CP", "NN", "PE", "GE", "CD") or (
                word == "of" and role_before and begun < first
            ):
                begun -= 1
            else:
                break
        before = page.lower[begun:first]
        if any(_is_role(word) or word in _SENATE for word in before):
            return self._words(begun, first)
        if begun == first and first >= 2 and page.lower[first - 1] == ",":
            start = self._apposed_before(first - 1)
            if start < first - 1:
                return self._words(start, first - 1)
        if last + 1 < len(page.words) and page.lower[last] == ",":
            return self._apposed_behind(last + 1)
        return ""

    def _apposed_before(self, comma: int) -> int:
        page = self.page
        start = comma
        while start > 0 and comma - start < 9:
            if page.tags[start - 1] in ("DT", "PO") and start < comma:
                start -= 1
                break
            if page.tags[start - 1] not in ("CP", "NN", "PE", "GE"):
                break
            start -= 1
        return start if any(map(_is_role, page.lower[start:comma])) else comma

    def _apposed_behind(self, start: int) -> str:
        page = self.page
        if page.tags[start] not in ("DT", "PO", "PE", "CP", "NN"):
            return ""
        end = start
        while end < len(page.words) and end - start < 25:
            if page.tags[end] in (",", ".", ";", "VB", "ED", "BE", "WH", "-", "HV"):
                break
            end += 1
        if end >= len(page.words) or page.tags[end] not in (",", "."):
            return ""
        if not any(map(_is_role, page.lower[start : min(end, start + 8)])):
            return ""
        return self._words(start, end)

    def _words(self, first: int, last: int) -> str:
        while first < last and self.page.tags[first] == "DT":
            first += 1
        if first == last:
            return ""
        return self.page.text[self.page.starts[first] : self.page.ends[last - 1]]

    def resolve(self, phrase: Span) -> Resolved:
        """Return the full name and the role for a noun phrase."""
        page = self.page
        first, last = phrase
        for at in range(first, last):
            name = self._name_at(at)
            if name[0] == name[1]:
                continue
            if name[1] > last:
                name = (name[0], last)
            if name[0] >= last:
                break
            person = self._person(page.words[name[0] : name[1]])
            if person is not None:
                return Resolved(person.name, self.role_of(name) or person.role)
        if page.tags[last - 1] == "CP":
            return Resolved(page.text[page.starts[first] : page.ends[last - 1]])
        word = page.lower[last - 1]
        if last - first == 1 and word in ("he", "she"):
            person = self._before(first, "m" if word == "he" else "f")
        elif page.lower[first] in ("the", "his", "her") and _is_role(word):
            person = self._with_role(first, word)
        else:
            person = None
        return Resolved(person.name, person.role) if person else Resolved("")

    def _before(self, at: int, gender: str) -> Person | None:
        """Return the person that a pronoun refers to."""
        behind = bisect_left(self._places, at)
        near = [
            mention
            for mention in self.mentions[max(0, behind - 12) : behind]
            if mention.person.gender in ("", gender)
        ]
        subjects = [mention for mention in near if mention.subject]
        chosen = (subjects or near)[-1:]
        return chosen[0].person if chosen else None

    def _with_role(self, at: int, role: str) -> Person | None:
        behind = bisect_left(self._places, at)
        for mention in reversed(self.mentions[max(0, behind - 200) : behind]):
            words = mention.person.role.lower().split()
            if role in words or any(_SENATE.get(word) == role for word in words):
                return mention.person
        return None


def _is_role(word: str) -> bool:
    return (
        word in _ROLES
        or word in ("fellow", "scientist", "capitalist", "lawyer", "member", "expert")
        or word.endswith(("ologist", "person", "woman", "ician"))
        or (word.endswith(("ist", "or", "er")) and len(word) > 6)
    )
