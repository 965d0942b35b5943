"""The people and things, such as organisations and places, that a text names.

In: the proper names of a text. Out: a registry of entities, and of the places where
each is mentioned. Different forms of a name are one person ("Donald J. Trump", "Donald
Trump"). A surname alone means the person who has it, if only one has.
"""

import re
from collections import defaultdict
from itertools import pairwise

from quotes.extraction.entities import Entity, Mention, spelled_out
from quotes.extraction.entity_types import evidence_of, is_subject
from quotes.extraction.misprints import Misprints
from quotes.extraction.proper_names import SUFFIXES, ProperName, proper_names_of
from quotes.extraction.roles import role_of
from quotes.extraction.tokens import Tokens

#: Robert C. “Bobby” Reed
_NICKNAMED = re.compile(r"[“\"'‘(]\w")


class Registry:
    """The entities of a text."""

    def __init__(self, tokens: Tokens) -> None:
        language = tokens.language
        self.tokens = tokens
        self.entities: list[Entity] = []
        self._by_words: dict[tuple[str, ...], Entity] = {}
        self._by_ends: dict[tuple[str, str], Entity] = {}
        #: People by each word of their names.
        self.by_word: dict[str, list[Entity]] = defaultdict(list)
        #: Others with the same name but for "Jr."
        self._namesakes: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
        names = proper_names_of(tokens)
        self.alone = {
            tokens.lower[name.first]
            for name in names
            if name.last - name.first == 1 and not name.heading
        }
        words = list(map(self._words, names))
        #: The sexes of titles before each surname alone: "Mr. Khan", "Ms. Khan".
        self._titled: dict[str, set[str]] = defaultdict(set)
        for name, own in zip(names, words, strict=True):
            if len(own) == 1 and name.title in language.SEXES:
                self._titled[own[0]].add(language.SEXES[name.title])
        known = [
            self._enter(name, own) if len(own) > 1 and not name.heading else None
            for name, own in zip(names, words, strict=True)
        ]
        self._enter_couples(names)
        surnames = {entity.surname for entity in self.entities}
        for name in names:
            if name.heading:
                self._enter_heading(name, surnames)
        self._promote(names)
        self._join()
        self._misprints = Misprints(tokens, self.entities)
        self.mentions = [
            self._mention(*each) for each in zip(names, words, known, strict=True)
        ]
        for one, other in pairwise(self.mentions):
            if other.name.begun - one.end > language.longest_joint:
                continue
            between = tokens.lower[one.end : other.name.begun]
            if (*between,) in language.JOINTS:
                one.partners += other.entities
                other.partners += one.entities
            # "Ann Lowe and Bob Reed came": both are subjects.
            if (
                len(between) == 1
                and between[0] in language.AND
                and (one.subject or other.subject)
            ):
                one.subject = other.subject = True

    def _words(self, name: ProperName) -> tuple[str, ...]:
        """Return the words of a name by which it is compared: no initials, no Jr."""
        tokens, language = self.tokens, self.tokens.language
        if name.last - name.first == 1:
            word = tokens.lower[name.first]
            return () if word in SUFFIXES or word in language.TITLES else (word,)
        words: list[str] = []
        for at in range(name.first, name.last):
            word = tokens.lower[at]
            if word in SUFFIXES or (word in language.TITLES and not words):
                continue
            if (
                words
                and len(words[-1]) == 1
                and tokens.text[tokens.ends[at - 1] : tokens.starts[at]] in ("’", "'")
            ):
                words[-1] += "’" + word  # O’Leary
            else:
                words.append(word)
        long = [word for word in words if len(word.rstrip(".")) > 1]
        return tuple(long if len(long) > 1 else words)

    def _suffix(self, name: ProperName) -> str:
        """Return "jr", "sr" or a number at the end of a name."""
        word = self.tokens.lower[name.last - 1].strip(".")
        return word if word in ("jr", "sr", "ii", "iii", "iv") else ""

    def _enter(self, name: ProperName, words: tuple[str, ...]) -> Entity:
        """Return the entity with this name of several words, a new one if needed."""
        tokens, ends = self.tokens, (words[0], words[-1])
        entity = self._by_words.get(words)
        if entity is None and len(words) < 5:
            entity = self._by_ends.get(ends)
        suffix = self._suffix(name)
        if entity is not None and suffix and entity.suffix not in ("", suffix):
            # Bob Reed Sr. and Bob Reed Jr.
            entity = self._by_words.get((*words, suffix))
            if entity is None:
                entity = Entity(tokens.printed(name.first, name.last), words, 2)
                entity.introduced, entity.suffix = name.first, suffix
                entity.sex = tokens.language.known_sex_of(tokens.words[name.first])
                self.entities.append(entity)
                self._by_words[*words, suffix] = entity
                self._namesakes[words].append(entity)
            return entity
        if entity is None:
            entity = Entity(tokens.printed(name.first, name.last), words)
            entity.introduced, entity.size = name.first, name.last - name.first
            self.entities.append(entity)
            if len(words) < 5:
                self._by_ends[ends] = entity
        entity.suffix = entity.suffix or suffix
        self._by_words[words] = entity
        # "Donald J. Trump" is fuller than "Donald Trump".
        if len(words) >= len(entity.words) and name.last - name.first > entity.size:
            entity.words, entity.name = words, tokens.printed(name.first, name.last)
            entity.size = name.last - name.first
        role = role_of(tokens, (name.first, name.last))
        entity.evidence += evidence_of(tokens, name, role)
        self._describe(entity, name, role)
        return entity

    def _enter_couples(self, names: list[ProperName]) -> None:
        """Enter Michael Doyle for "Michael and Jane Doyle"."""
        tokens, language = self.tokens, self.tokens.language
        joins = [[word] for word in language.AND]
        for one, other in pairwise(names):
            if one.last - one.first != 1 or other.last - other.first != 2:
                continue
            first, second = tokens.words[one.first], tokens.words[other.first]
            if tokens.lower[one.last : other.begun] in joins and (
                (language.sex_of(first) and language.sex_of(second))
                or language.COUPLES
                & set(tokens.lower[max(0, one.begun - 3) : one.begun])
            ):
                words = first.lower(), tokens.lower[other.last - 1]
                if words not in self._by_ends and words[1] not in language.THINGS:
                    name = f"{first} {tokens.words[other.last - 1]}"
                    entity = Entity(name, words, 2, introduced=one.first)
                    entity.sex = language.known_sex_of(first)
                    self.entities.append(entity)
                    self._by_words[words] = self._by_ends[words] = entity

    def _enter_heading(self, name: ProperName, surnames: set[str]) -> None:
        """Enter a given name and a surname of a heading that the text has alone."""
        tokens, language = self.tokens, self.tokens.language
        for at in range(name.first, name.last - 1):
            words = tokens.lower[at], tokens.lower[at + 1]
            if (
                language.sex_of(tokens.words[at].title())
                and (
                    words[1] in self.alone
                    or not language.WITH.isdisjoint(tokens.lower[at - 1 : at])
                )
                and words[1] not in surnames
                and not language.is_place(tokens.words[at + 1])
                and words[1] not in language.THINGS
            ):
                entity = Entity(tokens.printed(at, at + 2), words, 2, introduced=at)
                entity.sex = language.known_sex_of(tokens.words[at].title())
                self.entities.append(entity)
                surnames.add(words[1])
                self._by_words[words] = self._by_ends[words] = entity

    def _describe(self, entity: Entity, name: ProperName, role: str) -> None:
        """Add what the words around a name tell about a person: sex and role."""
        tokens, lower = self.tokens, self.tokens.lower
        language = tokens.language
        first = name.first
        if role and role not in entity.roles:
            entity.roles.append(role)
        sex = language.SEXES.get(name.title)
        if sex is None and role:
            sex = language.sex_of_role(role)
        if sex and not entity.sex_titled:
            entity.sex, entity.sex_titled = sex, True
        elif not entity.sex:
            entity.sex = language.known_sex_of(tokens.words[first])
        before = lower[max(0, first - 4) : first]
        if not language.RELATIVES.isdisjoint(before):
            owned = [at for at, word in enumerate(before) if word in language.GENITIVES]
            if owned or not language.OWNERS.isdisjoint(before):
                entity.relative = True
            if owned and owned[0]:
                entity.owner = before[owned[0] - 1]

    def _promote(self, names: list[ProperName]) -> None:
        """Count as people those whose last word is also printed alone: "Toccafondi"."""
        tokens, language = self.tokens, self.tokens.language
        alone = {
            tokens.lower[name.first]
            for name in names
            if name.last - name.first == 1
            and not name.heading
            and tokens.lower[max(0, name.first - 1)] not in language.THE
            and not language.is_place(tokens.words[name.first])
        }
        for entity in self.entities:
            if (
                -1 <= entity.evidence <= 0
                and len(entity.words) < 4
                and entity.words[-1] in alone
                and not entity.words[-1].endswith(language.PLURAL_ENDINGS)
                and entity.words[-1] not in language.THINGS
            ):
                entity.evidence = 1

    def _join(self) -> None:
        """Merge people if a part of the name is printed too: "Suu Kyi"."""
        language = self.tokens.language
        for entity in list(self.entities):
            # "Crooked Hillary Clinton" is Hillary Clinton.
            for cut in range(1, len(entity.words) - 1):
                known = self._by_words.get(entity.words[cut:])
                if (
                    known is not None
                    and known is not entity
                    and known.evidence > 0
                    and not language.sex_of(entity.name.split()[0])
                ):
                    self._merge(entity, known)
                    break
        longer: dict[tuple[str, ...], list[Entity]] = defaultdict(list)
        for entity in self.entities:
            if len(entity.words) > 2 and entity.evidence > 0:
                for part in {entity.words[-2:], entity.words[:2]}:
                    longer[part].append(entity)
        for entity in list(self.entities):
            found = longer.get(entity.words, ())
            if len(found) == 1 and (
                not language.sex_of(entity.words[0].title())
                or _NICKNAMED.search(found[0].name)
            ):
                self._merge(entity, found[0])
        for entity in self.entities:
            if entity.person:
                for word in {*entity.words}:
                    self.by_word[word].append(entity)

    def _merge(self, entity: Entity, into: Entity) -> None:
        into.evidence += entity.evidence
        into.roles += [role for role in entity.roles if role not in into.roles]
        into.introduced = min(into.introduced, entity.introduced)
        if not into.sex:
            into.sex = entity.sex
        self._by_words[entity.words] = into
        self._by_ends[entity.words[0], entity.words[-1]] = into
        self.entities.remove(entity)

    def find(self, words: tuple[str, ...]) -> Entity | None:
        """Return the entity with this name of several words."""
        found = self._by_words.get(words)
        return found or self._by_ends.get((words[0], words[-1]))

    def people_called(self, word: str, sex: str = "") -> list[Entity]:
        """Return the people who may be meant by one word of a name.

        A surname comes before a given name, and that before any other part.
        """
        called = self.by_word.get(word)
        if not called:
            return []
        named = [one for one in called if not (sex and one.sex and one.sex != sex)]
        if not named and len(called) == 1 and not called[0].sex_titled:
            # "Mr. Graham" for Lindsey Graham: lists of given names may be wrong.
            named = called
        for place in (-1, 0):
            found = [one for one in named if one.words[place] == word]
            if found:
                return found
        return named

    def _mention(
        self, name: ProperName, words: tuple[str, ...], entity: Entity | None
    ) -> Mention:
        language = self.tokens.language
        full = len(words) > 1
        self._is_misspelt = False
        if entity is not None and full:
            namesakes = self._namesakes.get(words, [])
            if entity not in namesakes:
                entity = self.find(words) or entity
            found = [entity]
            if namesakes and not self._suffix(name):
                found += namesakes
            if (
                not entity.person
                and words[-2] in language.THINGS
                and words[-1] not in language.THINGS
            ):
                # "told the Washington Post Lowe …"
                found = self.people_called(words[-1]) or found
        elif full:
            found = self._within(words)
        else:
            found = self._single(name, words[0] if words else "")
        mention = Mention(name.first, name.last, found, name, full=full)
        mention.misspelt = self._is_misspelt
        mention.subject = is_subject(self.tokens, name)
        if len(found) == 1:
            (only,) = found
            only.count += 1
            only.full += full and not name.heading
            if only.introduced < 0:
                only.introduced = name.first
        return mention

    def _within(self, words: tuple[str, ...]) -> list[Entity]:
        """Return the entity of a heading that the text names too."""
        for first in range(len(words)):
            for last in range(len(words), first + 1, -1):
                found = self._by_words.get(words[first:last])
                if found:
                    return [found]
        people = [self.people_called(word) for word in words]
        return next((found for found in people if len(found) == 1), [])

    def _single(self, name: ProperName, word: str) -> list[Entity]:
        """Return whom or what a name of one word means, a new entity if nobody."""
        tokens, language = self.tokens, self.tokens.language
        sex = language.SEXES.get(name.title, "")
        found = self.people_called(word, sex)
        is_titled = name.title in language.TITLES or name.title in language.ROLES
        if is_titled:
            # "President Reed", before "Ann Reed" is introduced, is another Reed.
            found = [
                one
                for one in found
                if one.introduced <= name.first or (sex and one.sex == sex)
            ]
        if sex and len(self._titled[word]) > 1 and len(found) == 1:
            # Two people, of whom one is named in full.
            return [one for one in found if one.sex == sex and one.sex_titled]
        if found:
            if len(found) == 1 and sex and not found[0].sex_titled:
                found[0].sex, found[0].sex_titled = sex, True
            if len(found) == 1 and is_titled:
                role = role_of(tokens, (name.first, name.last))
                if role and role not in found[0].roles:
                    found[0].roles.append(role)
            return found
        entity = self._by_words.get((word,))
        if entity is None and tokens.words[name.first].isupper():
            entity = spelled_out(self.entities, word, language.SMALL_WORDS)
        if entity is None and (meant := self._misprints.meant(name, word)) is not None:
            self._is_misspelt = True
            return [meant]
        if entity is None:
            entity = Entity(tokens.printed(name.first, name.last), (word,))
            entity.introduced = name.first
            self._by_words[word,] = entity
            self.entities.append(entity)
        self._weigh_single(entity, name, word)
        return [entity]

    def _weigh_single(self, entity: Entity, name: ProperName, word: str) -> None:
        """Add the evidence of what is before a name of one word."""
        tokens, language = self.tokens, self.tokens.language
        before = tokens.lower[name.first - 1] if name.first else ""
        # "Their son | Mark", "his wife, | Carol"
        kin = tokens.lower[name.first - 2 : name.first] if before == "," else [before]
        titled = (
            name.title in language.TITLES
            or (name.title in language.ROLES and name.title not in language.WEAK_TITLES)
            or not language.RELATIVES.isdisjoint(kin)
        )
        if titled and not language.is_place(entity.name):
            entity.evidence += 3
            small = not tokens.words[name.first - 1][0].isupper()
            entity.courtesy = small or name.title in language.COURTESY_TITLES
            self._describe(entity, name, role_of(tokens, (name.first, name.last)))
            called = self.by_word[word]
            if entity.evidence > 0 and entity not in called:
                called.append(entity)
        elif before in language.THE or tokens.words[name.first].isupper():
            entity.evidence -= 2
        elif before in language.PLACE_PREPOSITIONS:
            entity.evidence -= 1
        elif not language.is_place(entity.name):
            entity.sex = entity.sex or language.known_sex_of(tokens.words[name.first])
