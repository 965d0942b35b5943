"""Speakers who are known already: who is "Ball", where an article is silent?

In: full names, with aliases or without. Out: the one full name that a short one stands
for, or nothing where none or several could be meant.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping

#: What stands behind a family name.
_SUFFIXES = frozenset(("jr", "jr.", "sr", "sr.", "ii", "iii", "iv"))


class KnownNames:
    """An index of known speakers, made once for many texts.

    `names` is a mapping of full names to their aliases, or full names alone.
    Raises TypeError for a single text, which would be taken for its letters.
    """

    def __init__(self, names: Mapping[str, Iterable[str]] | Iterable[str] = ()) -> None:
        self._full: dict[str, set[str]] = defaultdict(set)
        if isinstance(names, str):
            raise TypeError("known speakers are a list or a mapping, not one text")
        aliases = names if isinstance(names, Mapping) else dict.fromkeys(names, ())
        for full, others in aliases.items():
            for name in (full, *others):
                self._full[_folded(name)].add(full)
            words = [word for word in full.split() if word.casefold() not in _SUFFIXES]
            if len(words) > 1:
                self._full[_folded(words[-1])].add(full)

    def full_name(self, short: str) -> str:
        """Return the only known full name for an alias or family name, or ""."""
        found = self._full.get(_folded(short), ())
        return next(iter(found)) if len(found) == 1 else ""


def _folded(name: str) -> str:
    return " ".join(name.replace("’", "'").casefold().split())


#: What may be given for known speakers.
Known = KnownNames | Mapping[str, Iterable[str]] | Iterable[str]


def known_names(known: Known) -> KnownNames:
    """Return the index of known speakers: as it is, or made of their names."""
    return known if isinstance(known, KnownNames) else KnownNames(known)
