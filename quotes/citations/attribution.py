"""Who is said to have spoken, in a line that says first what is doubtful.

Titles, cards, feeds and files begin with this line, so that nobody reads or passes on
the name of a refuted speaker without the refutation.
"""

from collections.abc import Iterable, Sequence
from typing import Final

#: Standings in which someone is named as the speaker according to the work. Data for
#: programs name nobody else as a speaker.
REPORTED: Final = ("unverified", "verified")
NOBODY: Final = "Unattributed"


def speaker_line(speakers: Iterable[tuple[str, str]]) -> str:
    """Return "Not Voltaire", "Disputed – Ada" or "Not Voltaire but Evelyn Hall".

    `speakers` are (name, standing). Refuted speakers come first, then disputed ones. If
    no attribution is doubtful, these are only the names; without any, "Unattributed".
    """
    named: dict[str, list[str]] = {}
    names = []
    for name, standing in speakers:
        named.setdefault(standing, []).append(name)
        names.append(name)
    if not names:
        return NOBODY
    refuted, disputed = named.get("misattributed"), named.get("disputed")
    verified, unverified = named.get("verified"), named.get("unverified")
    parts = []
    if refuted:
        parts.append(f"not {list_names(refuted, 'or')}")
    if disputed:
        parts.append(f"disputed – {list_names(disputed)}")
    if not parts:
        return list_names(names)
    if verified and not disputed:
        parts[0] += f" but {list_names(verified)}"
    elif verified:
        parts.append(f"verified – {list_names(verified)}")
    if unverified:
        parts.append(f"unverified – {list_names(unverified)}")
    line = "; ".join(parts)
    return f"{line[0].upper()}{line[1:]}"


def list_names(names: Sequence[str], last: str = "and") -> str:
    """Return "Ada, Bea and Cy"; `last` is the word before the last name."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last} {names[-1]}"
