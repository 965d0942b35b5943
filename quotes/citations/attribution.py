"""Lines that name the speakers, after any doubt about them.

Titles, cards, feeds and files begin with this line, so that nobody reads or passes on
the name of a refuted speaker without the refutation.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from articles.gettext import gettext as _
from articles.gettext import gettext_noop
from articles.text import upper_first
from quotes.citations.status_labels import STANDINGS

#: Standings in which somebody is named as the speaker according to the work. Data for
#: programs name no other speakers.
REPORTED: Final = ("unverified", "verified")
#: Types of works whose authors write the words, rather than say them.
WRITTEN: Final = ("book", "chapter", "personal_communication", "post", "post-weblog")
#: The author of quotes without a speaker.
NOBODY: Final = gettext_noop("Unattributed")


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
        return _(NOBODY)
    refuted, disputed = named.get("misattributed"), named.get("disputed")
    if not refuted and not disputed:
        return list_names(names)
    texts = []
    if refuted:
        text = _("not {refuted}")
        verified = [] if disputed else named.pop("verified", [])
        if verified:
            text = _("not {refuted} but {verified}")
        texts.append(
            text.format(
                refuted=list_names(refuted, _("or")), verified=list_names(verified)
            )
        )
    for standing in ("disputed", "verified", "unverified"):
        if standing in named:
            label = _(STANDINGS[standing][0]).lower()
            text = _("{label} – {names}")
            texts.append(text.format(label=label, names=list_names(named[standing])))
    line = "; ".join(texts)
    return upper_first(line)


def elsewhere_line(names: Sequence[str]) -> str:
    """Return a line on speakers whom evidence refutes in another print, or "".

    It is about the same words, or altered ones, in another source.
    """
    if not names:
        return ""
    text = _("Misattributed to {names} in another print")
    if len(names) > 1:
        text = _("Misattributed to {names} in other prints")
    return text.format(names=list_names(names))


def list_names(names: Sequence[str], last: str = "") -> str:
    """Return "Ada, Bea and Cy"; `last` is the word before the last, “and”."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {last or _('and')} {names[-1]}"
