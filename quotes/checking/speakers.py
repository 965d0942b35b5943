"""Finds who is on record with the words of a claim, and whom evidence refutes.

Plain Python. In: the places with the words, the speaker that the claim names, and names
of other people on record, as `compare_names` takes them.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date

from articles.gettext import gettext as _
from quotes.checking.name_comparison import (
    RIGHT,
    UNKNOWN,
    WRONG,
    compare_names,
    whole_name,
)
from quotes.checking.verdicts import Match

_ORDER = (RIGHT, UNKNOWN, WRONG)


def compare_speaker(place: Match, speaker: str, known: Collection[str]) -> str:
    """Return RIGHT, WRONG or UNKNOWN for the claimed speaker of a place.

    A paraphrase quotes nobody. A person may have spoken for an organisation.
    """
    if not speaker or not place.is_quoted:
        return UNKNOWN
    answer = compare_names(speaker, place.speakers, known)
    is_open = answer == WRONG and place.candidate.has_organisation
    return UNKNOWN if is_open else answer


def rank_places(
    places: list[Match], speaker: str, known: Collection[str]
) -> list[Match]:
    """Return the places, the best first.

    The claimed speaker's places come first, then those in texts, earliest first.
    """
    return sorted(
        places,
        key=lambda place: (
            _ORDER.index(compare_speaker(place, speaker, known)),
            place.candidate.is_quote,
            place.candidate.changed_on is not None,
            place.candidate.said_on or date.max,
        ),
    )


def judge_speaker(
    printed: Sequence[Match],
    places: Sequence[Match],
    speaker: str,
    known: Collection[str],
) -> tuple[str, str]:
    """Return whether the claimed speaker is RIGHT, WRONG or UNKNOWN, and a note or "".

    `printed` are those of the `places` that may print the words. The answer is also
    UNKNOWN if evidence is against somebody else whom the name may mean, or if a quote
    on record has the words from this speaker, but no source is known to print them.
    """
    answer = _by_all(printed, speaker, known)
    if answer == RIGHT and whole_name(speaker) not in map(
        whole_name, _credited(places)
    ):
        for _place, name, why in _refuted(places):
            if compare_names(speaker, [name], known) == RIGHT:
                note = _("The name given may also mean somebody else. {evidence}")
                return UNKNOWN, note.format(evidence=why)
    if answer == WRONG:
        for place in places:
            if compare_speaker(place, speaker, known) == RIGHT:
                return UNKNOWN, why_unprinted(place)
    return answer, ""


def why_unprinted(place: Match) -> str:
    """Return why a quote on record does not prove that its words were printed."""
    return place.candidate.unprinted or _(
        "In the quote on record, a mark says that print has other words."
    )


def _by_all(places: Sequence[Match], speaker: str, known: Collection[str]) -> str:
    # A text does not say who speaks in it, but a quote on record from it does.
    recorded = {
        place.source for place in places if place.candidate.is_quote and place.speakers
    }
    answers = (
        compare_speaker(place, speaker, known)
        for place in places
        if place.speakers or place.candidate.is_quote or place.source not in recorded
    )
    return min(answers, key=_ORDER.index)


def whose(places: Iterable[Match]) -> str:
    names = (place.speakers for place in places)
    return next((each[0] for each in names if each), _("Somebody else"))


def refutation(
    places: Sequence[Match], speaker: str, known: Collection[str]
) -> tuple[Match, str] | None:
    """Return the place with evidence against the claimed speaker, and the evidence.

    If the claim names nobody for certain: with evidence against everybody who is on
    record with the words. None if there is no such evidence, or if the name fits
    somebody else, who is on record with them, as well.
    """
    found = _refuted(places)
    names = [name for _place, name, _why in found]
    whole = set(map(whole_name, names))
    others = [name for name in _credited(places) if whole_name(name) not in whole]
    is_open = compare_names(speaker, others, known) == RIGHT
    for place, name, why in found:
        is_whole = whole_name(speaker) == whole_name(name)
        if is_whole or (not is_open and compare_names(speaker, [name], known) == RIGHT):
            return place, why
    if others or compare_names(speaker, names, known) == WRONG:
        return None
    refuted = (place for place in places if place.candidate.refuted)
    return next(((place, place.candidate.refuted) for place in refuted), None)


def _refuted(places: Sequence[Match]) -> list[tuple[Match, str, str]]:
    """Return the places with evidence against a name, the name, and the evidence."""
    return [
        (place, name, why)
        for place in places
        for name, why in place.candidate.refutations
    ]


def _credited(places: Sequence[Match]) -> list[str]:
    """Return the names of those who are on record with the words of places."""
    recorded = {place.source for place in places if place.candidate.is_quote}
    return [
        name
        for place in places
        if place.candidate.is_quote or place.source not in recorded
        if not place.candidate.refuted
        for name in place.speakers
    ]


def is_paraphrase(places: Sequence[Match]) -> bool:
    """Return whether sources have the words only in paraphrases on record."""
    own_words = {place.source for place in places if not place.is_quoted}
    own_words -= {
        place.source
        for place in places
        if place.is_quoted and (place.candidate.is_quote or place.speakers)
    }
    return all(place.source in own_words for place in places)
