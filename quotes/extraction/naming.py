"""Finds the name of each speaker if it is certain, or else the possible people.

In: `Tokens` and their links. Out: for each link its speakers: the phrase as printed,
the name with how sure it is, the role, and the reason in a short sentence.
"""

from collections.abc import Sequence
from dataclasses import replace

from quotes.extraction.belonging import is_owned, rival_owner
from quotes.extraction.credentials import name_end
from quotes.extraction.descriptions import Descriptions, owner_end
from quotes.extraction.documents import document_of
from quotes.extraction.entities import Entity, Mention
from quotes.extraction.link import Link
from quotes.extraction.phrase_heads import PhraseHeads
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.pronouns import Tracker
from quotes.extraction.registry import Registry
from quotes.extraction.resolution import (
    SURE,
    Referent,
    Resolution,
    listed,
    named,
    unnamed,
)
from quotes.extraction.rivals import Rivals
from quotes.extraction.roles import described, role_of
from quotes.extraction.scanning import Span
from quotes.extraction.single_words import by_word, is_group
from quotes.extraction.speaker_phrases import is_alternative, phrases_of
from quotes.extraction.suggestion import SuggestedSpeaker
from quotes.extraction.surnames import MIN_SURE, Families
from quotes.extraction.tokens import Tokens
from quotes.extraction.transcripts import Labels
from quotes.extraction.turns import is_question
from quotes.extraction.word_shapes import PRONOUN

#: "He" and "she" are given a name from this likelihood on.
_MIN_PRONOUN = 0.7
#: Other pronouns help to follow people from this likelihood on, and tell the sex of
#: somebody from this one.
_MIN_FOLLOWED = 0.6
_MIN_SEX = 0.9
#: How many sentences after an organisation spoke "it" may mean it.
_MAX_SENTENCES = 2


class Namer:
    """Names the speakers of a text's links, in the order of the text."""

    def __init__(self, tokens: Tokens, links: Sequence[Link]) -> None:
        self.tokens = tokens
        self.registry = Registry(tokens)
        self.tracker = Tracker(tokens)
        self.rivals = Rivals(tokens, self.tracker)
        #: The mention that each word of a name is in.
        self._mention_at = {
            at: mention
            for mention in self.registry.mentions
            for at in range(mention.at, mention.end)
        }
        self.families = Families(self.tracker)
        self.descriptions = Descriptions(self.registry, self._mention_at)
        self.labels = Labels(
            self.registry,
            [one.speaker for one in links if one.speaker and _is_label(tokens, one)],
        )
        self.found: list[list[Resolution]] = [[] for _ in links]
        self._follow(links)

    def _follow(self, links: Sequence[Link]) -> None:
        """Go through mentions, speakers and other pronouns in order."""
        tokens = self.tokens
        heads = PhraseHeads(tokens, self._mention_at)
        events: list[tuple[int, int, int, Mention | Span | None]] = [
            (mention.at, 0, 0, mention)
            for mention in self.registry.mentions
            if mention.entities and not (mention.name.quoted or mention.name.heading)
        ]
        spoken: set[int] = set()
        for number, link in enumerate(links):
            # A letter by two people is one phrase.
            ends: dict[int, int] = {}
            for printed in phrases_of(tokens, link):
                for first, last in heads.speakers(printed, link):
                    ends[first] = max(last, ends.get(first, 0))
            events += [(first, 2, number, (first, ends[first])) for first in ends]
            spoken.update(ends)
        events += [
            (at, 1, 0, None)
            for at in tokens.places(PRONOUN)
            if at not in spoken and tokens.quote[at] < 0
        ]
        events.sort(key=lambda event: event[:3])
        for at, _, number, what in events:
            if isinstance(what, Mention):
                entity = self.families.settled(what)
                if entity is not None:
                    owner = tokens.tags[what.end : what.end + 1] == ["GE"]
                    self.tracker.add(at, entity, what.subject, owner, what.partners)
            elif what is None:
                self._pronoun(at)
            else:
                self._speaker(what, links[number], self.found[number])

    def _speaker(self, phrase: Span, link: Link, found: list[Resolution]) -> None:
        """Add a speaker to those of the same quote."""
        new = self._resolve(phrase, link)
        if new.entity is not None:
            if any(one.entity is new.entity for one in found):
                return
            if not new.entity.evidence and new.entity.sex:
                # "Melanie said": a given name alone.
                new.entity.evidence = 1
            asks = is_question(self.tokens, link, link.content[-1][1])
            self.tracker.spoke(phrase[0], new.entity, asks=asks)
        found.append(new)

    def _pronoun(self, at: int) -> None:
        """Record whom a pronoun that is not a speaker means, if that is settled."""
        language = self.tokens.language
        word = self.tokens.lower[at]
        sex = language.PRONOUN_SEXES[word]
        if self.rivals.is_object(at, sex):
            self.rivals.leave_open(at, sex)
            return
        choices = self.tracker.choices(at, sex)
        if (
            choices
            and choices[0].chance >= _MIN_FOLLOWED
            and not self.rivals.any_for(at, sex, choices)
        ):
            entity = choices[0].entity
            is_subject = word in language.SUBJECT_PRONOUNS.values()
            is_owner = self.tokens.tags[at] == "PO"
            self.tracker.add(at, entity, is_subject, is_owner)
            if choices[0].chance >= _MIN_SEX and not entity.sex:
                entity.sex = sex

    def _resolve(self, phrase: Span, link: Link) -> Resolution:
        """Return who a phrase names."""
        tokens, language = self.tokens, self.tokens.language
        first, last = phrase
        word = tokens.lower[first]
        if _is_label(tokens, link):
            found = self.labels.resolve(phrase)
        elif link.printed and "," in tokens.lower[first:last]:
            # “…” – Ann Lowe, runner
            comma = first + tokens.lower[first:last].index(",")
            found = self._by_phrase((first, comma), link)
            role = tokens.printed(min(comma + 1, last - 1), last)
            found.speaker = replace(found.speaker, role=found.speaker.role or role)
        elif last - first > 1:
            found = self._by_phrase(phrase, link)
        elif word in language.SUBJECT_PRONOUNS.values():
            found = self._by_pronoun(first, link)
        elif word in language.RELATIVE_PRONOUNS and (
            tokens.words[first] not in language.ACRONYMS
        ):
            found = self._antecedent(first, link)
        elif word in language.IT:
            found = self._by_it(first)
        elif word in language.ANYBODY:
            found = unnamed("unnamed")
        elif word in language.NOBODY or word in language.SOMEBODY:
            found = unnamed("nobody" if word in language.NOBODY else "somebody")
        else:
            found = self._by_phrase(phrase, link)
        span = tokens.starts[first], tokens.ends[last - 1]
        printed = tokens.text[slice(*span)]
        one = found.speaker
        found.speaker = SuggestedSpeaker(
            span, printed, one.name, one.role, one.reason, one.candidates
        )
        return found

    def _by_pronoun(self, at: int, link: Link) -> Resolution:
        sex = self.tokens.language.PRONOUN_SEXES[self.tokens.lower[at]]
        skipped = [span for span in link.content if span[1] <= at]
        choices = self.tracker.choices(at, sex, skipped)
        if not choices:
            return unnamed("somebody")
        best = choices[0]
        if not best.entity.name:
            sure = SURE["unnamed"] * best.chance
            found = unnamed("unnamed", best.entity.role, sure=sure)
        elif (
            best.chance < _MIN_PRONOUN
            or best.entity.doubtful
            or best.entity.half_named
            or self.rivals.any_for(at, sex, choices)
        ):
            found = unnamed("open", choices=choices)
            if not best.entity.sex:
                # "Hillary" is on lists for both sexes, but is not "he" from here on.
                self.rivals.leave_open(at, sex)
        else:
            sure = _surely(best)
            found = named(best.entity, "role", reason=best.reason, sure=sure)
            if best.chance >= _MIN_SEX and not best.entity.sex:
                best.entity.sex = sex
        found.how, found.entity, found.choices = "pronoun", best.entity, choices
        return found

    def _by_it(self, at: int) -> Resolution:
        """Return the organisation that spoke last, if it did so just before."""
        sentence, paragraph = self.tracker.place(at)
        for trace in reversed(self.tracker.spoke_last[-3:]):
            if trace.entity.person:
                continue
            near = sentence - trace.sentence <= _MAX_SENTENCES
            if near and paragraph - trace.paragraph <= 1 and trace.entity.name:
                return named(trace.entity, "it", reason="the last that spoke")
            break
        return unnamed("somebody")

    def _antecedent(self, at: int, link: Link) -> Resolution:
        """Return whom "who" means: the phrase right before it."""
        end = at - 1 if at and self.tokens.lower[at - 1] == "," else at
        before = noun_phrases(self.tokens, max(0, end - 14), end)
        if not before or before[-1][1] != end:
            return unnamed("somebody")
        if self.tokens.lower[before[-1][0] - 1] in self.tokens.language.NOT:
            # "It was Bob Reed, not Ann Lowe, who said"
            before = [one for one in before if one[1] == before[-1][0] - 2]
            if not before:
                return unnamed("somebody")
        found = self._by_phrase(before[-1], link)
        if found.speaker.name:
            found.how, found.sure = "who", min(found.sure, SURE["who"])
        return found

    def _by_phrase(self, phrase: Span, link: Link) -> Resolution:
        tokens = self.tokens
        first, last = phrase
        while last - first > 1 and tokens.tags[last - 1] in (".", ",", "-", ")", ";"):
            last -= 1
        last = name_end(tokens, first, last)
        if self._is_verb(last - 1):
            last -= 1
        mentions = list(
            {
                id(self._mention_at[at]): self._mention_at[at]
                for at in range(first, last)
                if at in self._mention_at
            }.values()
        )
        last_name = mentions[-1].name.begun if mentions and mentions[-1].person else -1
        owned = is_owned(tokens, (first, last), last_name)
        for mention in () if owned else mentions[:-1]:
            is_led = mention.person and tokens.tags[mention.end] == "IN"
            if is_led and not document_of(tokens, (mention.name.begun, mention.end)):
                # "Prof. Ann Lowe of Hope University"
                return self._by_name((first, mention.end), mention, link)
        named_last = (
            mentions and mentions[-1].end >= last and tokens.tags[last - 1] != "GE"
        )
        if named_last and (
            written := document_of(tokens, (mentions[-1].name.begun, last))
        ):
            return self._by_document((first, last), mentions, is_author=written[1])
        if named_last and not owned:
            return self._by_name((first, last), mentions[-1], link)
        return self.descriptions.resolve((first, last), mentions, link)

    def _is_verb(self, at: int) -> bool:
        """Return whether a word after a name is a verb: "Lowe | plans to call"."""
        tokens, named = self.tokens, self._mention_at.get(at - 1)
        if named is None or at + 1 >= len(tokens.words) or tokens.tags[at] != "NN":
            return False
        ahead = tokens.tags[at + 1]
        return (
            tokens.lower[at].endswith(tokens.language.PLURAL_ENDINGS)
            and tokens.words[at].islower()
            and not tokens.language.is_person_noun(tokens.lower[at])
            and named.person
            and (ahead == "IG" or tokens.tags[at + 1 : at + 3] == ["TO", "VB"])
        )

    def _by_document(
        self, phrase: Span, mentions: Sequence[Mention], *, is_author: bool
    ) -> Resolution:
        """Return whom a document means: perhaps its author, but nobody else.

        "A letter from Carl Reed", "a letter to Carl Reed"
        """
        role = self.tokens.printed(*phrase)
        if not is_author:
            return unnamed("unnamed", role)
        people = [one for mention in mentions for one in mention.entities if one.person]
        return unnamed("open", "", listed(people, f"named in “{role}”"))

    def _by_name(self, phrase: Span, mention: Mention, link: Link) -> Resolution:
        """Return whom a phrase means that ends with a name."""
        tokens, language = self.tokens, self.tokens.language
        entities = mention.entities
        if tokens.lower[phrase[0]] in language.INDEFINITE and not (
            mention.name.title in language.TITLES
            or self._is_apart(mention)
            or any(one.person and mention.full for one in entities)
        ):
            # "one Republican", "several New York Democrats"
            return unnamed(
                "group", described(tokens, phrase, owner_end(tokens, link, phrase))
            )
        role = role_of(tokens, (mention.at, mention.end))
        if not entities:
            return unnamed("other")
        if is_alternative(tokens, phrase, (mention.at, mention.end)):
            both = [*entities, *mention.partners]
            return unnamed("other", "", listed(both, "as printed"))
        if len(entities) > 1:
            return self._one_of(mention, role)
        (entity,) = entities
        if entity.person:
            owner = rival_owner(tokens, (mention.name.begun, mention.end))
            if owner is not None:
                # "A friend of the mayor, Bob Reed, said"
                role = described(tokens, owner, mention.name.begun)
                return unnamed("open", role, listed([entity], "as printed"))
            quoted = tokens.opens(mention.at) and tokens.closes(mention.end - 1)
            if quoted or (not mention.full and self._precedes(mention, entity)):
                return unnamed("open", role, listed([entity], "has the name"))
            if mention.misspelt:
                reason = "spelled almost like it, and no other name is"
                return named(entity, "misprint", role, reason)
            if mention.full or len(entity.words) > 1:
                return named(entity, "full" if mention.full else "surname", role)
            if entity.half_named:
                return unnamed("open", role, listed([entity], "as printed"))
            titled = mention.name.title in language.TITLES or language.is_role(
                mention.name.title
            )
            return named(entity, "title" if titled else "word", role)
        if mention.end - mention.at == 1 and is_group(
            tokens.lower[mention.at], tokens.language
        ):
            return unnamed("group")
        if mention.full:
            return named(entity, "thing", role)
        return by_word(self.descriptions, mention, entity, role)

    def _is_apart(self, mention: Mention) -> bool:
        """Return whether a person is only beside a phrase: "In an interview | Lowe".

        "one | Republican" and "the baker | Lowe" are one phrase.
        """
        tokens, before = self.tokens, mention.name.begun - 1
        return (
            tokens.tags[before] == "NN"
            and tokens.words[before].islower()
            and not tokens.language.is_person_noun(tokens.lower[before])
            and any(one.person and len(one.words) > 1 for one in mention.entities)
        )

    def _precedes(self, mention: Mention, entity: Entity) -> bool:
        """Return whether a surname alone may mean somebody who is not named in full.

        It is printed before the only one who has it is named, except in a heading or a
        first paragraph; or that one is "Lowe’s husband, Bob Lowe".
        """
        if entity.owner == entity.surname and not self.tokens.language.SEXES.get(
            mention.name.title
        ):
            return True
        if mention.name.heading or entity.introduced <= mention.at:
            return False
        here = self.tracker.place(mention.at)[1]
        return here > 0 or self.tracker.place(entity.introduced)[1] == here

    def _one_of(self, mention: Mention, role: str) -> Resolution:
        """Return which of several people with a surname is meant, if it is settled."""
        chosen, sure, reason = self.families.choose(mention)
        if chosen is not None and sure >= MIN_SURE:
            return named(chosen, "surname", role, reason, sure)
        people = sorted(mention.entities, key=lambda one: one is not chosen)
        found = unnamed("open", "", listed(people, "has the name"))
        found.entity = chosen
        return found


def _is_label(tokens: Tokens, link: Link) -> bool:
    """Return whether the speaker is printed before a colon, as in a transcript."""
    if tokens.words[link.cue] != ":" or link.speaker is None:
        return False
    first, last = link.speaker
    return last == link.cue and (
        link.printed
        or tokens.text[tokens.starts[first] : tokens.ends[last - 1]].isupper()
    )


def _surely(choice: Referent) -> float:
    """Return how often such a pronoun meant the likeliest: less often than it seems.

    It may mean somebody whose name was not recognised.
    """
    return 0.55 + 0.42 * choice.chance
