"""Others who may be meant by "she" though the text does not name them, or not alone.

In: a pronoun and the likeliest person. Out: whether somebody else is as likely, so that
the name stays open: both of "Ann Lowe and Kim Ash met", the mother in "Ann Lowe called
her mother", and the subject of "Her mother came".
"""

from collections.abc import Sequence

from quotes.extraction.entities import Entity
from quotes.extraction.phrases import noun_phrases
from quotes.extraction.pronouns import Tracker
from quotes.extraction.resolution import Referent
from quotes.extraction.scanning import Span
from quotes.extraction.tags import VERBAL
from quotes.extraction.tokens import Tokens

#: Words from the last mention of the likeliest to the pronoun, at most.
_MAX_WORDS = 80


class Rivals:
    """Finds others than the likeliest person for the pronouns of a text."""

    def __init__(self, tokens: Tokens, tracker: Tracker) -> None:
        self.tokens = tokens
        self.tracker = tracker

    def any_for(self, at: int, sex: str, choices: Sequence[Referent]) -> bool:
        """Return whether somebody else may be meant than the first choice."""
        best = choices[0].entity
        return (
            self._is_joined(best, choices)
            or self._is_another(at, sex, best)
            or self._is_accompanied(at, sex, best)
        )

    def _is_joined(self, best: Entity, choices: Sequence[Referent]) -> bool:
        """Return whether two who may be meant were last named together."""
        last = self.tracker.latest[best]
        return bool(last.partners) and any(
            choice.entity in last.partners
            and self.tracker.latest[choice.entity].sentence == last.sentence
            for choice in choices[1:]
        )

    def _is_another(self, at: int, sex: str, entity: Entity) -> bool:
        """Return whether the sentence before is about somebody else without a name.

        "Ann Lowe fell. Her mother came. “It is over,” | she said."
        """
        tokens = self.tokens
        language = tokens.language
        number = self.tracker.place(at)[0] - 1
        if number < 0:
            return False
        alone = language.SUBJECT_PRONOUNS.get(sex)
        while number and tokens.lower[tokens.sentences[number][0]] == alone:
            number -= 1  # "She smiled."
        first, end = tokens.sentences[number]
        if tokens.quote[first] >= 0:
            return False
        # "Ann Lowe’s | mother" is one phrase.
        subject = noun_phrases(tokens, first, end)[:1]
        if not subject or subject[0][0] != first or subject[0][1] >= end:
            return False
        last = subject[0][1]
        head, tags = tokens.lower[last - 1], tokens.tags[first:last]
        unnamed = tokens.lower[first] in language.A or "PO" in tags or "GE" in tags
        return (
            unnamed
            and (language.is_role(head) or head in language.RELATIVES)
            and tokens.tags[last - 1] != "CP"
            and language.SEXES.get(head, sex) == sex
            and tokens.tags[last] in (*VERBAL, "RB", "WH")
            and self.tracker.latest[entity].at < last
        )

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
        if tokens.lower[last : last + 1] == [","] and tokens.tags[last + 1] == "CP":
            return False  # "her mother, Ida Lowe,"
        if head in (language.WOMEN if sex == "f" else language.MEN):
            return True
        known = language.SEXES.get(head)
        return known == sex or (known is None and head in language.RELATIVES)
