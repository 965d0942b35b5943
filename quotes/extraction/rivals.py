"""Finds others whom "she" may mean: people without a name, or named with others.

In: a pronoun and the likeliest person. Out: whether somebody else is as likely, so that
no name is given: both of "Ann Lowe and Kim Ash met", the mother in "Ann Lowe called her
mother", and the subject of "Her mother came".
"""

from collections.abc import Sequence

from quotes.extraction.entities import Entity
from quotes.extraction.phrases import is_named_behind, noun_phrases, phrase_before
from quotes.extraction.pronouns import FEATURES, Tracker
from quotes.extraction.resolution import Referent
from quotes.extraction.roles import office_of, offices
from quotes.extraction.scanning import Span
from quotes.extraction.tags import VERBAL
from quotes.extraction.tokens import Tokens

#: Words from the last mention of the likeliest to the pronoun, at most.
_MAX_WORDS = 80
_SUBJECT = FEATURES.index("subject")
#: What may lead to a subject.
_LEADING = ("IN", "TO", "SB", "IG", "RB", "DA")
#: Tags behind "her" in "her dog".
_OWNED = (["NN"], ["CP"], ["PE"], ["CD"])


class Rivals:
    """Finds others than the likeliest person for the pronouns of a text."""

    def __init__(self, tokens: Tokens, tracker: Tracker) -> None:
        self.tokens = tokens
        self.tracker = tracker
        #: The last pronoun of each sex that may mean somebody else.
        self._open: dict[str, int] = {}

    def any_for(self, at: int, sex: str, choices: Sequence[Referent]) -> bool:
        """Return whether somebody else may be meant than the first choice."""
        best = choices[0].entity
        found = (
            # "He smiled. “It is over,” | he said.": the same.
            self.tracker.latest[best].at <= self._open.get(sex, -1) < at
            or self._is_joined(best, choices)
            or self._is_passed(best, choices)
            or self._is_another(at, sex, choices[0])
            or self._is_accompanied(at, sex, best)
        )
        if found:
            self.leave_open(at, sex)
        return found

    def leave_open(self, at: int, sex: str) -> None:
        """Record that it is not settled whom a pronoun means."""
        self._open[sex] = at

    def is_object(self, at: int, sex: str) -> bool:
        """Return whether a pronoun is what another of this sex acts on.

        "Ann Lowe thanked | her.": who "she" is in the next sentence is not settled.
        """
        tokens, language = self.tokens, self.tokens.language
        if (
            at < 2
            or tokens.lower[at] not in language.OBJECT_PRONOUNS
            or (tokens.tags[at] == "PO" and tokens.tags[at + 1 : at + 2] in _OWNED)
        ):
            return False
        verb = at - 1
        subject = verb - 1 - (tokens.tags[verb - 1] == "RB")
        if tokens.tags[verb] not in ("VB", "ED") or subject < 0:
            return False
        if language.PRONOUN_SEXES.get(tokens.lower[subject]) == sex:
            return True
        last = self.tracker.trail[-1] if self.tracker.trail else None
        return (
            last is not None
            and tokens.tags[subject] == "CP"
            and last.subject
            and last.at <= subject
            and self.tracker.place(last.at) == self.tracker.place(at)
            and last.entity.sex == sex
        )

    def _is_joined(self, best: Entity, choices: Sequence[Referent]) -> bool:
        """Return whether two who may be meant were last named together."""
        last = self.tracker.latest[best]
        return bool(last.partners) and any(
            choice.entity in last.partners
            and self.tracker.latest[choice.entity].sentence == last.sentence
            for choice in choices[1:]
        )

    def _is_passed(self, best: Entity, choices: Sequence[Referent]) -> bool:
        """Return whether a later sentence has another who may be meant as its subject.

        “We lost,” said Bob Reed. His rival, Carl Ash, was happy. “We won,” | he said.
        """
        latest = self.tracker.latest
        apart = self.tracker.last_apart.get(best)
        return apart is not None and any(
            latest[choice.entity].subject
            and apart.sentence < latest[choice.entity].sentence
            and latest[best].sentence <= latest[choice.entity].sentence
            for choice in choices[1:]
        )

    def _is_another(self, at: int, sex: str, best: Referent) -> bool:
        """Return whether a sentence since the likeliest is about somebody else.

        "Ann Lowe fell. Her mother came. “It is over,” | she said.", "The nurse spoke to
        Ann Lowe. “It is over,” | she said."
        """
        tokens = self.tokens
        first = self.tracker.latest[best.entity].at
        before = first - 1
        while before > 0 and tokens.tags[before] in ("CP", "PE", "DT"):
            before -= 1
        # "to Ann Lowe", "The man who hit Ann Lowe"
        is_object = tokens.tags[before] in ("IN", "TO") or (
            tokens.tags[before] in VERBAL and tokens.tags[before - 1] == "WH"
        )
        if is_object or not best.values[_SUBJECT]:
            first = tokens.sentence(first)[0]
        first = max(first, at - _MAX_WORDS)
        return any(
            self._is_unnamed(phrase, sex, best.entity) and self._acts(phrase)
            for phrase in map(self._before_verb, noun_phrases(tokens, first, at))
            if tokens.quote[phrase[0]] < 0
        )

    def _before_verb(self, phrase: Span) -> Span:
        """Return "the man" for "the man shot Ann Lowe"."""
        first, last = phrase
        for at in range(first + 1, last):
            if self._is_verb(at):
                return first, at
        return phrase

    def _is_verb(self, at: int) -> bool:
        """Return whether a word is a verb, also one that looks like a noun."""
        tokens, language = self.tokens, self.tokens.language
        word = tokens.lower[at]
        if tokens.tags[at] in VERBAL:
            return True
        return (
            language.is_person(tokens.lower[at - 1])
            and (
                word in language.PASTS_AS_NOUNS
                # "The nurse disagrees.", "the doctor visits were late"
                or (
                    tokens.tags[at] == "NN"
                    and word.endswith(language.PERSON_ENDINGS)
                    and tokens.tags[at + 1 : at + 2] != ["BE"]
                )
            )
        )

    def _is_unnamed(self, phrase: Span, sex: str, best: Entity) -> bool:
        """Return whether a phrase is another person of this sex, without a name."""
        tokens, language = self.tokens, self.tokens.language
        first, last = phrase
        word, head, tags = tokens.lower[first], tokens.lower[last - 1], tokens.tags
        if tags[first] == "PR":
            return language.is_person(word)  # "someone"
        if tags[last - 1] in ("CP", "GE") or not tokens.language.is_person(head):
            return False
        if head.endswith(language.PLURAL_ENDINGS) and language.is_person_noun(
            head[:-1]
        ):
            return False
        if language.SEXES.get(head, sex) != sex or head in (
            language.MEN if sex == "f" else language.WOMEN
        ):
            return False
        if is_named_behind(tokens, last):
            return False
        if word in language.THE:
            office = office_of(tokens, phrase)
            return all(
                office != held
                for role in best.roles
                for held, _ in offices(role, language)
            )
        return word not in language.NO_ONE and (
            tags[first] in ("DT", "PO", "CD")
            or "GE" in tags[first:last]
            or self._is_pointed_at(first)
        )

    def _is_pointed_at(self, at: int) -> bool:
        """Return whether "one", "that" or the like is before a word."""
        language = self.tokens.language
        return self.tokens.lower[at - 1] in language.ONE | language.THIS

    def _acts(self, phrase: Span) -> bool:
        """Return whether a phrase is the subject of a sentence.

        Not "is | a nurse", "Ann Lowe, | a nurse, came", "when | a nurse came".
        """
        tokens, tags = self.tokens, self.tokens.tags
        first, last = phrase
        begun, end = tokens.sentence(first)
        acts = any(map(self._is_verb, range(last, last + 1 + (tags[last] == "RB"))))
        while first > begun and tags[first - 1] == "RB":
            first -= 1
        if first > begun and self._is_pointed_at(first):
            first -= 1
        if first == begun:
            verbless = VERBAL.isdisjoint(tags[begun:end])
            return verbless or any(map(self._is_verb, range(last, end)))
        if tags[first - 1] == "," and not acts:
            named = phrase_before(tokens, first - 1)
            apposed = named is not None and tags[named[1] - 1] == "CP"
            led = tags[begun] in _LEADING and not VERBAL.isdisjoint(tags[last:end])
            return led and not apposed
        return acts and tags[first - 1] in (",", "DA", "CC", ";")

    def _is_accompanied(self, at: int, sex: str, best: Entity) -> bool:
        """Return whether somebody without a name came after the likeliest.

        "Ann Lowe called her mother. “It is over,” | she said."
        """
        tokens = self.tokens
        first = self.tracker.latest[best].at
        if at - first > _MAX_WORDS:
            return False
        end = tokens.sentences[self.tracker.place(at)[0]][0]
        language = tokens.language
        if end <= first or language.people_words.isdisjoint(tokens.lower[first:end]):
            return False
        return any(
            self._is_somebody(phrase, sex)
            for phrase in noun_phrases(tokens, first, end)
            if tokens.quote[phrase[0]] < 0
        )

    def _is_somebody(self, phrase: Span, sex: str) -> bool:
        """Return whether a phrase is a person of this sex without a name, met or told.

        "called | her mother", "talked with | a woman"; not "Ann Lowe, a spokeswoman",
        "is | a mother of three".
        """
        tokens = self.tokens
        language = tokens.language
        first, last = phrase
        head, before = tokens.lower[last - 1], first - 1
        is_with = tokens.lower[before] in language.WITH
        if (
            tokens.tags[first] not in ("DT", "PO")
            or tokens.lower[first] in language.NO_ONE
        ):
            return False
        if tokens.lower[before] in language.TOWARDS:
            before -= 1
        if tokens.tags[before] not in ("VB", "ED", "IG") and not is_with:
            return False
        if tokens.words[last - 1].istitle():
            return False
        if is_named_behind(tokens, last):
            return False
        if head in (language.WOMEN if sex == "f" else language.MEN):
            return True
        known = language.SEXES.get(head)
        return known == sex or (known is None and head in language.RELATIVES)
