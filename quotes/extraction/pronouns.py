"""Decides who "he" or "she" is.

In: the registry of a text, and who spoke where. Out: the people who may be meant, the
likeliest first, with their likelihoods and a reason in a few words.

All pronouns of a text are followed in order, "his" and "her" too, so that one that is
settled helps with the next. A person of the other sex, a place or an organisation is
never meant, and names within quotation marks are not considered. The rest is weighed
with a small logistic model (WEIGHTS): how far back the person was last mentioned, in
which paragraph, whether as a subject, and who spoke last.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from math import exp, log, sumprod

from quotes.extraction.entities import Entity
from quotes.extraction.resolution import Referent
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Tokens

#: How many of the last mentions are considered.
_REACH = 40
#: Paragraphs back, at most.
_MAX_PARAGRAPHS = 6
_MAX_SENTENCES = 12

FEATURES = ("sentences", "paragraphs", "subject", "spoke", "sex", "often")
_SPOKE = FEATURES.index("spoke")
#: Fitted by benchmarks/names.py.
WEIGHTS = (-1.7, -0.9, 0.55, 1.2, 1.1, 0.7)


@dataclass(slots=True)
class Trace:
    """A mention in the order of the text: by name, by pronoun or as a speaker."""

    at: int
    entity: Entity
    sentence: int
    paragraph: int
    subject: bool
    #: Who is mentioned together with it.
    partners: Sequence[Entity] = ()


class Tracker:
    """Follows the people of a text through it, in order."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self._paragraphs = [last for _, last in tokens.paragraphs]
        #: Separators of sections: "___", "* * *".
        self._breaks = [
            first
            for first, last in tokens.paragraphs
            if not any(
                sign.isalnum() for word in tokens.words[first:last] for sign in word
            )
        ]
        self.trail: list[Trace] = []
        self.spoke_last: list[Trace] = []
        #: The last mention of each.
        self.latest: dict[Entity, Trace] = {}
        #: The last that is no possessive: not "his", "Reed’s".
        self.last_apart: dict[Entity, Trace] = {}

    def place(self, at: int) -> tuple[int, int]:
        """Return the numbers of the sentence and paragraph of a word."""
        return self.tokens.sentence_number(at), bisect_right(self._paragraphs, at)

    def section(self, at: int) -> int:
        """Return the word at which the section of a word begins."""
        number = bisect_right(self._breaks, at)
        return self._breaks[number - 1] if number else 0

    def add(
        self,
        at: int,
        entity: Entity,
        subject: bool,
        owner: bool = False,
        partners: Sequence[Entity] = (),
    ) -> None:
        """Record that somebody is mentioned, perhaps with others: "she and Bob Reed".

        `owner` tells a possessive: "his", "Reed’s".
        """
        trace = Trace(at, entity, *self.place(at), subject, partners)
        self.trail.append(trace)
        self.latest[entity] = trace
        if not owner:
            self.last_apart[entity] = trace

    def spoke(self, at: int, entity: Entity, *, asks: bool) -> None:
        """Note that somebody spoke, or asked and left the floor to another."""
        before = self.latest.get(entity)
        joined = before.partners if before is not None else ()
        self.add(at, entity, True, partners=joined)
        if not asks:
            self.spoke_last.append(self.trail[-1])

    def choices(
        self, at: int, sex: str, skipped: Sequence[Span] = ()
    ) -> list[Referent]:
        """Return the people whom a pronoun may mean, the likeliest first.

        Mentions within `skipped` are not considered: the content of the quote whose
        speaker the pronoun is.
        """
        sentence, paragraph = self.place(at)
        section = self.section(at)
        latest: dict[Entity, Trace] = {}
        #: Those who were the subject in the sentence of their last mention.
        subjects: set[Entity] = set()
        for trace in reversed(self.trail[-_REACH:]):
            if paragraph - trace.paragraph > _MAX_PARAGRAPHS:
                break
            if trace.at < section and latest:
                break
            entity = trace.entity
            if (entity.sex and entity.sex != sex) or not entity.person:
                continue
            if skipped and any(first <= trace.at < last for first, last in skipped):
                continue
            last_trace = latest.setdefault(entity, trace)
            if trace.subject and trace.sentence == last_trace.sentence:
                subjects.add(entity)
        last_spoke = next(
            (
                trace.entity
                for trace in reversed(self.spoke_last[-_REACH:])
                if not trace.entity.sex or trace.entity.sex == sex
            ),
            None,
        )
        found = []
        for entity, trace in latest.items():
            back = sentence - trace.sentence
            values = (
                min(back, _MAX_SENTENCES) ** 0.5,
                min(paragraph - trace.paragraph, _MAX_PARAGRAPHS) ** 0.5,
                float(entity in subjects),
                float(entity is last_spoke),
                float(bool(entity.sex)),
                log(1 + entity.count),
            )
            score = sumprod(WEIGHTS, values)
            found.append((score, entity, values))
        if not found:
            return []
        most = max(score for score, _, _ in found)
        raised = [exp(score - most) for score, _, _ in found]
        whole = sum(raised)
        person = "woman" if sex == "f" else "man"
        choices = [
            Referent(entity, share / whole, _reason(values, rank, person), values)
            for rank, (share, (_, entity, values)) in enumerate(
                zip(raised, found, strict=True)
            )
        ]
        choices.sort(key=lambda choice: -choice.chance)
        return choices


def _reason(values: tuple[float, ...], rank: int, person: str) -> str:
    """Return why somebody may be meant; `rank` counts the people named later."""
    if values[_SPOKE]:
        return f"the last {person} who spoke"
    return f"the last {person} named" if not rank else f"a {person} named before"
