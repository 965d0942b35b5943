"""Judges a claim: may these words be printed as a quotation? Plain Python.

In: the words of a claim, the speaker that it names, and the texts that may hold it.
Out: a `Judgement`: a verdict of a closed list, the places that it rests on, a reason.
Only what is certain is called exact: one word, number, apostrophe or question mark that
differs without a mark is an alteration.
"""

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from articles.gettext import gettext as _
from articles.text import shorten
from quotes.anchoring.brackets import changed_sense
from quotes.anchoring.context_dependence import asked, cut_off
from quotes.anchoring.turns import OTHER, SAME, turns
from quotes.checking.claim_places import (
    Claim,
    EqualPlace,
    exact_places,
    interrupted,
    loses_marks,
    marked_places,
    parted,
)
from quotes.checking.letters import QUESTION, Letters, content_count
from quotes.checking.name_comparison import RIGHT, UNKNOWN, WRONG
from quotes.checking.other_words import (
    MIN_CONTENT,
    MIN_WORDS,
    elsewhere,
    joined,
    refute,
    reworded,
    unequal,
)
from quotes.checking.speakers import (
    compare_speaker,
    is_paraphrase,
    judge_speaker,
    rank_places,
    refutation,
    whose,
    why_unprinted,
)
from quotes.checking.verdicts import Candidate, Flag, Judgement, Match, Verdict
from quotes.lexicon.words import keys_of

#: Longer claims (code points) are not judged: nobody quotes that much.
MAX_LENGTH_OF_CLAIM = 20_000
#: Words that [brackets] may replace without a warning.
MAX_BRACKETED = 8
#: Pieces of a claim between ellipses and brackets.
MAX_PIECES = 50


def judge(
    words: str,
    speaker: str | None,
    candidates: Sequence[Candidate],
    known: Collection[str] = (),
    *,
    in_other_words: bool = True,
) -> Judgement:
    """Return the judgement on a claim.

    `candidates` are the texts that may hold the words; `known` are names of other
    people on record, so that “John Adams” is not taken for John Quincy Adams.
    `in_other_words`: also look for a paraphrase. Never raises.
    """
    claim = Claim(words[:MAX_LENGTH_OF_CLAIM])
    if not claim.parts or len(words) > MAX_LENGTH_OF_CLAIM:
        reason = _("There are no words to look for.")
        if claim.parts:
            reason = _("More than {number} characters are not checked.")
            reason = reason.format(number=f"{MAX_LENGTH_OF_CLAIM:,}")
        return Judgement(Verdict.TOO_SHORT, reason)
    if len(claim.parts) > MAX_PIECES:
        reason = _("It has so many marks that its words could be anywhere.")
        return Judgement(Verdict.TOO_SHORT, reason)
    asked = speaker.strip() if speaker else ""
    judged = _judge(claim, asked, candidates, known)
    if in_other_words and judged.may_be_reworded:
        judged = reworded(claim, candidates) or judged
    return judged


def _judge(
    claim: Claim, speaker: str, candidates: Sequence[Candidate], known: Collection[str]
) -> Judgement:
    exact: list[Match] = []
    marked: list[Match] = []
    unequal_places: list[tuple[Match, EqualPlace]] = []
    apart: tuple[Match, ...] = ()
    is_whole = len(claim.parts) == 1
    letters = claim.parts[0].letters if is_whole else claim.with_inner
    if is_whole or not claim.is_marked or claim.brackets:
        for each in candidates:
            if not each.may_have([letters]):
                continue
            for found in exact_places(each.letters, letters):
                place = Match(each, found.spans)
                if found.differs or found.question:
                    unequal_places.append((place, found))
                elif parts := parted(place, claim):
                    apart = apart or parts
                elif is_whole or _has_brackets(place, claim):
                    exact.append(place)
    if exact and (judged := _exact(claim, letters, speaker, exact, known)):
        return judged
    if not is_whole:
        marked = [
            Match(each, spans)
            for each in candidates
            if each.may_have(part.letters for part in claim.parts)
            for spans in marked_places(each.letters, claim)
            if turns(each.text, spans)[0] != OTHER
        ]
        ranked = rank_places(marked, speaker, known)
        if marked and (
            judged := _spoken(claim, speaker, ranked, known, is_marked=True)
        ):
            return judged
    if apart:
        return joined(claim, apart)
    unprinted = tuple(exact or marked)
    places = [place for place, _found in unequal_places]
    if refuted := refutation(places, speaker, known):
        pair = next(each for each in unequal_places if each[0] is refuted[0])
        return refute(unequal(claim, *pair), refuted[1])
    printed = [pair for pair in unequal_places if not pair[0].candidate.unprinted]
    if printed:
        judged = unequal(claim, *max(printed, key=lambda pair: pair[0].is_current))
    else:
        judged = elsewhere(claim, speaker, candidates, known)
        if whole := interrupted(claim, [each.candidate for each in judged.places]):
            return _exact(claim, letters, speaker, whole, known) or judged
    if unprinted and judged.verdict in (Verdict.NOT_ON_RECORD, Verdict.TOO_SHORT):
        return Judgement(
            Verdict.NOT_ON_RECORD,
            why_unprinted(unprinted[0]),
            unprinted,
            flags=frozenset((Flag.UNPRINTED,)),
        )
    if unprinted and judged.verdict in (Verdict.ALTERED, Verdict.JOINED):
        # The places of a joined claim are its parts.
        others = unprinted if judged.verdict == Verdict.ALTERED else ()
        return replace(
            judged,
            places=(*judged.places, *others),
            notes=(*judged.notes, why_unprinted(unprinted[0])),
        )
    return judged


def _has_brackets(place: Match, claim: Claim) -> bool:
    """Return whether the source also prints the bracketed words in brackets."""
    return place.printed.count("[") >= len(claim.brackets) > 0


def _exact(
    claim: Claim,
    letters: Letters,
    speaker: str,
    places: list[Match],
    known: Collection[str],
) -> Judgement | None:
    """Return the judgement on a claim whose `letters` some places have in a row."""
    places = rank_places(places, speaker, known)
    sources = {place.source for place in places}
    content = content_count(letters.words)
    # A quote on record that is just these words is certain, however short.
    recorded = any(
        place.candidate.is_quote and place.candidate.letters.letters == letters.letters
        for place in places
    )
    short = content < MIN_CONTENT and len(letters.letters) < 60 and not recorded
    if short and (len(sources) > 1 or len(letters) < MIN_WORDS):
        reason = _too_short(content, len(sources))
        return Judgement(Verdict.TOO_SHORT, reason, tuple(places))
    return _spoken(claim, speaker, places, known)


def _spoken(
    claim: Claim,
    speaker: str,
    places: list[Match],
    known: Collection[str],
    *,
    is_marked: bool = False,
) -> Judgement | None:
    """Return the judgement on who says the words in these ranked places, and how.

    None if nothing of it is in print. `is_marked`: the places have the words with
    marked changes.
    """
    found, flags = places, {Flag.MARKED} if is_marked else set()
    if refuted := refutation(places, speaker, known):
        place, why = refuted
        first = _first(place, places)
        return Judgement(Verdict.REFUTED, why, first, flags=frozenset(flags))
    if not (places := _printed(places, claim)):
        return None
    said, note = judge_speaker(places, found, speaker, known)
    best, outside, dropped = _lost(claim, places, said, speaker, known)
    places = list(_first(best, places))
    if said == WRONG:
        reason = _("{name} is on record with these words, not {other}.")
        if is_marked:
            reason = _(
                "{name} is on record with these words, with marked changes, not "
                "{other}."
            )
        elif outside:
            flags.add(Flag.CUT_SHORT)
        return Judgement(
            Verdict.SAID_BY_ANOTHER,
            reason.format(name=whose(places), other=speaker),
            tuple(places),
            said,
            frozenset({*flags, Flag.OTHER_SPEAKER}),
            outside=outside,
        )
    if outside or dropped:
        judged = _at_risk(claim, tuple(places), said, outside, dropped)
    else:
        own = _of_speaker(places, said, speaker, known)
        judged = _held(places, own, said, is_marked=is_marked or claim.is_marked)
    return replace(judged, notes=(note,) if note else ())


def _lost(
    claim: Claim,
    places: list[Match],
    said: str,
    speaker: str,
    known: Collection[str],
) -> tuple[Match, str, str]:
    """Return the place where the claim omits least, what around and what within it.

    A quote on record has no surrounding text: its article's texts have, if any is held.
    """
    own = [
        place
        for place in places
        if compare_speaker(place, speaker, known) in (said, UNKNOWN)
    ]
    texts = [place for place in own if not place.candidate.is_quote]
    lost = [
        (place, _outside(claim, place), _changed_sense(claim, place))
        for place in texts or own or places[:1]
    ]
    return next((each for each in lost if not any(each[1:])), lost[0])


def _outside(claim: Claim, place: Match) -> str:
    """Return the words just outside a place that the sense of a claim depends on."""
    text, spans = place.candidate.text, place.spans
    is_question = QUESTION.search(claim.words)
    return cut_off(text, spans) or ("" if is_question else asked(text, spans))


def _changed_sense(claim: Claim, place: Match) -> str:
    """Return the words by which a claim's marked changes alter the sense, or "".

    They are negations, conditions and exceptions, printed words that differ in sense
    from the bracketed words that replace them, or words after which somebody else may
    speak.
    """
    text, spans = place.candidate.text, place.spans
    speaks, between = turns(text, spans)
    if speaks != SAME:
        return between
    if changed := changed_sense(text, spans, claim.words):
        return changed
    if claim.brackets and not re.search(r"\.\.|…", claim.words):
        for (_start, end), (start, _end) in pairwise(spans):
            number = len(keys_of(text[end:start]))
            if number > MAX_BRACKETED:
                says = _("{number} words, replaced by words in brackets")
                return says.format(number=number)
    return ""


def _of_speaker(
    places: list[Match], said: str, speaker: str, known: Collection[str]
) -> list[Match]:
    """Return the places in the sources that confirm the speaker, if any does."""
    if said != RIGHT:
        return places
    sources = {
        place.source
        for place in places
        if compare_speaker(place, speaker, known) == RIGHT
    }
    return [place for place in places if place.source in sources]


def _printed(places: list[Match], claim: Claim) -> list[Match]:
    """Return the places in sources that print the words, or may do so.

    Of the texts of an article, only the newest that has the words counts.
    """
    places = [place for place in places if not loses_marks(place, claim)]
    sources = {place.source for place in places if not place.candidate.unprinted}
    newest: dict[object, int] = {}
    for place in places:
        if not place.candidate.is_quote:
            before = newest.get(place.source, 0)
            newest[place.source] = max(before, place.candidate.version)
    return [
        place
        for place in places
        if place.source in sources
        if place.candidate.is_quote or place.candidate.version == newest[place.source]
    ]


def _held(
    places: list[Match], own: list[Match], said: str, *, is_marked: bool
) -> Judgement:
    """Return the judgement on words that places have, the best place first.

    `own` are the speaker's places: only these confirm the speaker. They may differ in
    marked changes if `is_marked`.
    """
    current = {place.source for place in own if place.is_current}
    changed = next((place for place in own if place.candidate.changed_on), None)
    if changed and not current:
        return Judgement(
            Verdict.CHANGED_SINCE,
            _("Printed until the text of {day}, which has other words.").format(
                day=f"{changed.candidate.changed_on:%-d %B %Y}"
            ),
            _first(changed, places),
            said,
            frozenset((Flag.MARKED,) if is_marked else ()),
        )
    verdict, flags = Verdict.EXACT, set()
    reason = _("These words, in this order, in one passage.")
    if is_marked:
        verdict, flags = Verdict.MARKED, {Flag.MARKED}
        reason = _("The same words, but for marked changes.")
    elif len(current) > 1:
        reason = _("These words, in this order, in {number} texts.")
        reason = reason.format(number=len(current))
    if not current:
        flags.add(Flag.NOT_COMPARED)
        reason = _(
            "A quote on record has these words. No text of its source is held to "
            "compare them with."
        )
    if said != RIGHT and is_paraphrase(places):
        flags.add(Flag.PARAPHRASE)
        reason = _(
            "The source has these words, or some of them, as its own, in a paraphrase. "
            "They are no quotation."
        )
    return Judgement(verdict, reason, tuple(places), said, frozenset(flags))


def _at_risk(
    claim: Claim, places: tuple[Match, ...], said: str, outside: str, dropped: str
) -> Judgement:
    flags = {Flag.MARKED if claim.is_marked else Flag.CUT_SHORT}
    if dropped and claim.is_marked:
        reason = _("A marked change leaves out or puts in: {words}.")
        reason = reason.format(words=dropped)
    else:
        reason = _("The sentence also has: “{words}”.")
        reason = reason.format(words=shorten(outside or dropped, 120).rstrip(".,;:"))
    return Judgement(
        Verdict.AT_RISK, reason, places, said, frozenset(flags), outside=outside
    )


def _too_short(content: int, texts: int) -> str:
    says = _("1 word that says something, found in {texts}.")
    if content != 1:
        says = _("{number} words that say something, found in {texts}.")
    held = _("1 text") if texts == 1 else _("{number} texts").format(number=texts)
    return says.format(number=content, texts=held)


def _first(best: Match, places: Iterable[Match]) -> tuple[Match, ...]:
    return best, *(place for place in places if place is not best)
