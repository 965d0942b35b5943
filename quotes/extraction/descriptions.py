"""Finds who is meant by a phrase with a common noun: "the senator", "an aide".

In: the phrase. Out: the person with that role, if the text has one so far; who is named
right after it; an organisation ("the Lowe campaign", "the fund"); or somebody without a
name, with the role as printed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property

from quotes.extraction.belonging import rival_owner
from quotes.extraction.entities import Entity, Mention
from quotes.extraction.languages import Language
from quotes.extraction.link import Link
from quotes.extraction.phrases import is_named_behind, noun_phrases
from quotes.extraction.registry import Registry
from quotes.extraction.resolution import (
    Referent,
    Resolution,
    listed,
    named,
    unnamed,
)
from quotes.extraction.roles import described, office_of, offices
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Tokens

#: Evidence that something is no person.
_THING = -5
_BETWEEN = frozenset("IN TO DT CP NN PE GE PO CD".split())
#: Words from a name to "campaign" or "poll", at most.
_MAX_BODY = 3
#: How many people are considered for a description.
_MAX_WITH_ROLE = 40
#: Words between a description and the name after it, at most.
_MAX_OWNER = 10


class Descriptions:
    """Finds whom descriptions mean; `mention_at` has the mention of each word."""

    def __init__(self, registry: Registry, mention_at: Mapping[int, Mention]) -> None:
        self.registry = registry
        self.tokens = registry.tokens
        self._mention_at = mention_at
        self._anonymous: dict[str, Entity] = {}
        self._bodies: dict[tuple[str, str], Entity] = {}
        #: Organisations and the like by each word of their names, people by office, and
        #: where somebody without a name speaks first, by office.
        self._things: dict[str, list[Entity]] = defaultdict(list)
        self._people: dict[str, list[Entity]] = defaultdict(list)
        self._speaking: dict[str, int] = {}
        for one in registry.entities:
            if one.person:
                for key in {
                    key
                    for role in one.roles
                    for key, _ in offices(role, self.tokens.language)
                }:
                    self._people[key].append(one)
            elif len(one.words) > 1:
                for word in {*one.words}:
                    self._things[word].append(one)

    @cached_property
    def _acting(self) -> dict[str, int]:
        """Return where people without a name act, by office: "Another coach came."

        "Two coaches", "There was | a coach", "spoke to | a coach"; not "is | a coach",
        "Ann Lowe, | a coach,".
        """
        tokens = self.tokens
        language = tokens.language
        found: dict[str, int] = {}
        for first in range(len(tokens.words)):
            if tokens.lower[first] not in language.INDEFINITE or (
                tokens.quote[first] >= 0
            ):
                continue
            begins = first in tokens.sentence_starts or (
                tokens.tags[first - 1] == "BE" and tokens.tags[first - 2] == "EX"
            )
            if not begins and tokens.lower[first - 1] not in language.TALKED_WITH:
                continue
            end = min(len(tokens.words), first + _MAX_OWNER)
            phrases = noun_phrases(tokens, first, end)[:1]
            if phrases and not is_named_behind(tokens, phrases[0][1]):
                office = office_of(tokens, phrases[0])
                found.setdefault(office, first)
                for ending in language.PLURAL_ENDINGS:
                    found.setdefault(office.removesuffix(ending), first)
        return found

    def resolve(
        self, phrase: Span, mentions: Sequence[Mention], link: Link
    ) -> Resolution:
        """Return whom a phrase means; `mentions` are the names within it."""
        tokens = self.tokens
        language = tokens.language
        first, last = phrase
        word, head = tokens.lower[first], tokens.lower[last - 1]
        apposed = self._apposed(phrase)
        if apposed is not None:
            return apposed
        role = described(tokens, phrase, owner_end(tokens, link, phrase))
        if not language.is_person_noun(head):
            body = None
            if mentions and (
                head in language.POLLS
                or (head in language.BODIES and word not in language.INDEFINITE)
            ):
                body = self._named_body(phrase, mentions[-1])
            elif mentions and head in language.REPORTS:
                body = self._publisher(phrase, mentions[-1])
            elif head in language.THINGS and word in language.THE and last - first == 2:
                body = self.only_thing(head, first)
            return body or unnamed(
                "somebody" if word in language.THE else "unnamed", role
            )
        if word in language.INDEFINITE or head.endswith(language.PLURAL_ENDINGS):
            found = unnamed("unnamed", role)
            self._speaking.setdefault(office_of(tokens, phrase), first)
        else:
            owned = word in language.RELATIVES or tokens.tags[first] == "PO"
            choices = [] if owned else self._with_role(first, last)
            definite = word in language.THE or "GE" in tokens.tags[first:last]
            if definite and len(choices) == 1 and choices[0].chance > 0.5:
                reason = f"the only {tokens.words[last - 1]} named so far"
                return named(choices[0].entity, "role", reason=reason)
            found = unnamed("somebody", role, choices)
        if not head.endswith(language.PLURAL_ENDINGS):
            found.entity = self._somebody(head, role)
        return found

    def _somebody(self, head: str, role: str) -> Entity:
        """Return somebody without a name, who may be "he" or "she" later."""
        entity = self._anonymous.get(role)
        if entity is None:
            entity = Entity(
                "", (head,), evidence=5, sex=self.tokens.language.SEXES.get(head, "")
            )
            entity.roles.append(role)
            self._anonymous[role] = entity
        entity.count += 1
        return entity

    def _named_body(self, phrase: Span, mention: Mention) -> Resolution | None:
        """Return "Lowe campaign" for "the Lowe campaign", "Lowe’s campaign"."""
        first, last = phrase
        if mention.end < last - _MAX_BODY or not mention.entities:
            return None
        head = self.tokens.lower[last - 1]
        key = mention.entities[0].surname, head
        entity = self._bodies.get(key)
        if entity is None:
            name = self.tokens.printed(mention.at, last)
            entity = self._bodies[key] = Entity(name, ("", head), _THING)
            self._things[head].append(entity)
        entity.introduced = first
        return named(entity, "body")

    def _publisher(self, phrase: Span, mention: Mention) -> Resolution | None:
        """Return "Washington Post" for "a Washington Post report"."""
        tokens, last = self.tokens, phrase[1]
        if mention.end != last - 1 or len(mention.entities) != 1:
            return None
        (entity,) = mention.entities
        word = tokens.lower[mention.at]
        known = (
            mention.full
            or word in tokens.language.PAPERS
            or (tokens.words[mention.at].isupper())
        )
        if entity.person or not known or tokens.language.is_place(entity.name):
            return None
        return named(entity, "body")

    def only_thing(self, head: str, before: int) -> Resolution | None:
        """Return the only organisation so far whose name has a word: "the fund"."""
        found = [one for one in self._things[head] if 0 <= one.introduced < before]
        if len(found) != 1:
            return None
        return named(found[0], "anaphor", reason=f"the only {head} named so far")

    def _apposed(self, phrase: Span) -> Resolution | None:
        """Return who is named right after a description: "her lawyer, Ann Lowe,"."""
        tokens = self.tokens
        language = tokens.language
        last = comma = phrase[1]
        size = len(tokens.words)
        if not language.is_person_noun(tokens.lower[last - 1]):
            return None
        if last < size and tokens.lower[last] in language.OWNER_PREPOSITIONS:
            # "a spokesman for Dora Penn, Bill Roe, said"
            while (
                comma < min(size, last + _MAX_OWNER) and tokens.tags[comma] in _BETWEEN
            ):
                comma += 1
            titled = None
            for at in range(last, comma):
                titled = self._mention_at.get(at + 1)
                if tokens.lower[at] in language.TITLES and titled is not None:
                    break
                titled = None
            if titled is not None and len(titled.entities) == 1:
                # "Undersecretary for Education Mr. Lowe"
                role = described(tokens, phrase, titled.name.begun)
                return named(titled.entities[0], "apposed", role)
        if comma + 1 >= size or tokens.lower[comma] != ",":
            return None
        at = comma + 1
        while at < min(size, comma + 4) and tokens.lower[at] in language.TITLES:
            at += 1
        mention = self._mention_at.get(at)
        if mention is None or len(mention.entities) != 1:
            return None
        (entity,) = mention.entities
        after = tokens.tags[mention.end] if mention.end < size else "."
        if after in ("VB", "ED"):
            # "a lawyer, Ann Lowe said": not after "a lawyer for the firm".
            if comma > last:
                return None
        elif after not in (",", ".", "("):
            return None
        if not entity.person:
            return None
        role = described(tokens, phrase, comma)
        if rival_owner(tokens, (mention.name.begun, mention.end)) is not None:
            return unnamed("open", role, listed([entity], "as printed"))
        return named(entity, "apposed", role)

    def _with_role(self, first: int, last: int) -> list[Referent]:
        """Return the people with the role that a description names.

        Those who have all its words come first; if there is only one, the others are
        left out.
        """
        tokens = self.tokens
        language = tokens.language
        wanted = {
            language.role_key(word)
            for at, word in enumerate(tokens.lower[first:last], first)
            if tokens.tags[at] in ("CP", "NN", "PE")
            and word not in language.ROLE_MODIFIERS
        }
        office = office_of(tokens, (first, last))
        hedged = not language.HEDGES.isdisjoint(tokens.lower[first:last])
        having = [one for one in self._people[office] if 0 <= one.introduced < first][
            :_MAX_WITH_ROLE
        ]
        exact = [
            one
            for one in having
            if any((office, hedged) in offices(role, language) for role in one.roles)
            and wanted <= {key for role in one.roles for key in _keys(role, language)}
        ]
        loose = [one for one in having if one not in exact]
        if len(exact) == 1 and all(
            others.get(office, first) >= first
            for others in (self._speaking, self._acting)
        ):
            return [Referent(exact[0], 0.9, exact[0].role)]
        reason = f"is called {tokens.words[last - 1]} before"
        return listed([*exact, *loose], reason)


def _keys(role: str, language: Language) -> Iterable[str]:
    """Yield the words of a role, as they are compared."""
    return (language.role_key(word.strip(",’'")) for word in role.lower().split())


def owner_end(tokens: Tokens, link: Link, phrase: Span) -> int:
    """Return where the words after a speaker end: at the cue or the content."""
    edges = [link.cue, *(start for start, _ in link.content)]
    return min((edge for edge in edges if edge >= phrase[1]), default=len(tokens.words))
