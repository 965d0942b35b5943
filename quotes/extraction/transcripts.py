"""The names that a transcript prints before what each speaker says.

In: the words before a colon, "JANE OKAFOR, CHIEF EXECUTIVE, NORTHWATER" or "OKAFOR".
Out: the name in usual letters ("Jane Okafor") and the role, from the fullest form that
the text has; or nobody, for labels such as MODERATOR and TRANSCRIPT.
"""

from collections.abc import Sequence

from quotes.extraction.credentials import is_known
from quotes.extraction.entities import Entity
from quotes.extraction.proper_names import SUFFIXES
from quotes.extraction.registry import Registry
from quotes.extraction.resolution import Resolution, named, unnamed
from quotes.extraction.scanning import Span
from quotes.extraction.truecasing import usual_letters

#: The evidence score of somebody whom a label names.
_PERSON = 5


class Labels:
    """The speakers of a transcript, by the labels before their words."""

    def __init__(self, registry: Registry, labels: Sequence[Span]) -> None:
        self.registry = registry
        self.tokens = registry.tokens
        self._people: dict[str, Entity] = {}
        for span in labels:
            self._enter(span)

    def resolve(self, span: Span) -> Resolution:
        """Return who a label names."""
        words = self._name(span)
        if not words:
            return unnamed("nobody", self._role(span))
        entity = self._find(words)
        if entity is None:
            return unnamed("other")
        return named(entity, "full" if len(entity.words) > 1 else "title")

    def _name(self, span: Span) -> list[int]:
        """Return the words of a label that are a name, without title and role."""
        tokens = self.tokens
        language = tokens.language
        found: list[int] = []
        for at in range(*span):
            lower = tokens.lower[at]
            if lower in (",", "("):
                # "Jr." belongs to the name; a role does not.
                after = tokens.words[at + 1 : at + 2]
                if after and after[0].lower() in SUFFIXES and not is_known(after[0]):
                    continue
                break
            if not found and (lower in language.TITLES or lower in language.ROLES):
                continue
            if tokens.words[at][0].isalnum():
                found.append(at)
        if tokens.lower[span[0]] in language.THE:
            return []  # THE WITNESS
        label = [tokens.lower[at].strip(".") for at in found]
        if not label or all(
            word in language.LABELS or word in language.ROLES or word.isdigit()
            for word in label
        ):
            return []
        return [] if not language.UNKNOWN.isdisjoint(label) else found

    def _role(self, span: Span) -> str:
        tokens = self.tokens
        text = tokens.printed(*span)
        words = text.casefold().split()
        return (
            text.lower()
            if text.isupper() and words[-1] in tokens.language.ROLES
            else ""
        )

    def _enter(self, span: Span) -> None:
        """Enter the person of a label, by the words of the name and by the surname."""
        tokens = self.tokens
        words = self._name(span)
        if not words:
            return
        key = self._key(words)
        entity = self._find(words)
        if entity is None:
            name = usual_letters(tokens.printed(words[0], words[-1] + 1))
            entity = Entity(name, key, _PERSON)
        rest = tokens.lower[words[-1] + 1 : span[1]]
        first = words[-1] + 2
        while rest[:1] == [","] and rest[1:] and is_known(tokens.words[first]):
            rest, first = rest[2:], first + 2  # "ANN LOWE, MD, DIRECTOR:"
        if rest and rest[0] == "," and not entity.roles:
            entity.roles.append(usual_letters(tokens.printed(first, span[1])))
        self._people.setdefault(" ".join(key), entity)
        if len(key) > 1:
            self._people.setdefault(key[-1], entity)

    def _find(self, words: list[int]) -> Entity | None:
        """Return the person with this name, from the text or from another label."""
        key = self._key(words)
        if len(key) > 1:
            entity = self.registry.find(key)
            if entity is not None and not entity.name.isupper():
                return entity
        else:
            found = self.registry.people_called(key[0])
            found = [one for one in found if not one.name.isupper()]
            if len(found) == 1:
                return found[0]
            if found:
                return None
        return self._people.get(" ".join(key))

    def _key(self, words: list[int]) -> tuple[str, ...]:
        """Return the words of a name in lower case: "o’leary" is one."""
        printed = self.tokens.printed(words[0], words[-1] + 1)
        text = printed.lower().replace("'", "’")
        return tuple(text.split())
