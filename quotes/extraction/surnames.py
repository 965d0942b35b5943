"""Decides which of several people of one surname is meant by the surname alone.

In: a mention that several people fit. Out: the one, with how sure that is and why. It
is settled only if one is named as a relative of the other ("his wife, Ann Lowe"), if
the text has used the surname for one of them before, or if the other was named long
before.
"""

from quotes.extraction.entities import Entity, Mention
from quotes.extraction.pronouns import Tracker

#: A mention is somebody's from this likelihood on, and a name is given from this one.
_MIN_SETTLED = 0.7
MIN_SURE = 0.8
#: Sentences between the last mentions of two people, and how much more often one must
#: be named in full, for the other not to be meant.
_MIN_GAP = 2
_MIN_RATIO = 1.5

EntityChoice = tuple[Entity | None, float, str]


class Families:
    """Chooses between people of one name, in the order of the text."""

    def __init__(self, tracker: Tracker) -> None:
        self.tracker = tracker
        #: How often a surname alone meant which of its people.
        self._called: dict[str, dict[Entity, int]] = {}

    def settled(self, mention: Mention) -> Entity | None:
        """Return whom a mention means, also one that several people fit."""
        if len(mention.entities) == 1:
            return mention.entities[0]
        chosen, sure, _ = self.choose(mention)
        if chosen is not None and sure >= MIN_SURE:
            called = self._called.setdefault(chosen.surname, {})
            called[chosen] = called.get(chosen, 0) + 1
        return chosen if sure >= _MIN_SETTLED else None

    def choose(self, mention: Mention) -> EntityChoice:
        """Return which of several people is meant, how likely that is, and why."""
        people = [one for one in mention.entities if 0 <= one.introduced < mention.at]
        people = people or mention.entities
        main = [one for one in people if not one.relative]
        if len(main) == 1:
            return main[0], 0.9, "the only one of that name who is not a relative"
        people = main or people
        latest = self.tracker.latest
        near = [one for one in people if one in latest]
        if not near:
            return None, 0.0, ""
        near.sort(key=lambda one: latest[one].sentence, reverse=True)
        section = self.tracker.section(mention.at)
        here = [one for one in near if latest[one].at >= section > 0]
        if len(here) == 1:
            return here[0], 0.9, "the only one of that name in this section"
        usual = self._usual(near, self.tracker.place(mention.at)[0])
        if usual is not None:
            return usual, 0.85, "the one whom the text calls so"
        if len(near) == 1:
            return near[0], 0.97 if len(people) == 1 else 0.75, "the last of that name"
        first, second = near[:2]
        gap = latest[first].sentence - latest[second].sentence
        most = max(people, key=lambda one: one.full)
        if most is first and gap >= _MIN_GAP and most.full > _MIN_RATIO * second.full:
            return first, 0.85, "the last of that name"
        return first, 0.55 if gap else 0.3, ""

    def _usual(self, near: list[Entity], sentence: int) -> Entity | None:
        """Return the person whom the text has called by the surname alone so far."""
        called = self._called.get(near[0].surname, {})
        if len(called) != 1:
            return None
        ((usual, times),) = called.items()
        latest = self.tracker.latest
        others = [latest[one].sentence for one in near if one is not usual]
        if times > 1 and usual in near and max(others, default=0) < sentence:
            return usual
        return None
