"""Judges a claim that no passage has: altered, joined, reworded, or not on record."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from itertools import pairwise
from math import ceil

from articles.gettext import gettext as _
from quotes.anchoring.word_diff import word_diff
from quotes.checking.claim_places import MARKS, Claim, EqualPlace, exact_places
from quotes.checking.letters import Letters, content_count
from quotes.checking.likeness import (
    MIN_LIKENESS,
    MIN_WITH_LEAD,
    ExpandedClaim,
    Likeness,
)
from quotes.checking.near_passages import (
    MAX_WORDS_OF_CLAIM,
    NearPassage,
    joined_parts,
    nearest_passage,
)
from quotes.checking.speakers import refutation
from quotes.checking.verdicts import Candidate, Flag, Judgement, Match, Verdict
from quotes.search.differences import diff_quote

#: Shorter claims are too short even if only one text has them: not all of their places
#: can be found. Four content words are not too short.
MIN_WORDS, MIN_CONTENT = 5, 4
#: A passage with at least this share of equal words is the claim, altered.
MIN_SIMILARITY, MIN_EQUAL, MIN_EQUAL_CONTENT = 0.6, 4, 2
#: Share of the best passage's similarity at which another passage is as good.
_ALIKE = 0.9
#: If no more words than this differ from one passage, a claim is that passage, altered.
MAX_UNEQUAL = 3
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non", "mis")
_SUFFIX = "less"


def unequal(claim: Claim, place: Match, found: EqualPlace) -> Judgement:
    """Return the judgement on a claim with the letters of a place, but other words."""
    held = place.candidate
    is_all = held.is_quote and held.letters.letters == claim.whole.letters
    if not is_all and (short := _too_short(claim)):
        return short
    if found.question:
        return _altered(
            claim,
            place,
            _("A question mark was put in or left out."),
            Flag.QUESTION_CHANGED,
        )
    reason = _("“{words}” is written otherwise in print.")
    if _is_unseen(place):
        reason = _("“{words}” is written otherwise in the quote on record.")
    return _altered(claim, place, reason.format(words=found.differs))


def refute(judged: Judgement, why: str) -> Judgement:
    """Return the judgement on altered words with the evidence against their speaker."""
    return replace(
        judged,
        verdict=Verdict.REFUTED,
        reason=why,
        notes=(judged.reason, *judged.notes),
    )


def _other_words(claim: Claim, place: Match) -> Judgement:
    reason = _("Print has other words.")
    if _is_unseen(place):
        reason = _("The quote on record has other words.")
    return _altered(claim, place, reason)


def _is_unseen(place: Match) -> bool:
    """Return whether no text is known to print the words of a place."""
    return not place.candidate.is_compared or bool(place.candidate.unprinted)


def _altered(claim: Claim, place: Match, reason: str, *flags: Flag) -> Judgement:
    printed = place.printed
    compared = diff_quote(claim.words, printed)
    found = set(flags)
    if not place.candidate.is_compared:
        found.add(Flag.NOT_COMPARED)
    notes = compared.notes if compared else ()
    if (compared and compared.negated) or _prefix_changed(printed, claim.words):
        found.add(Flag.NEGATION_CHANGED)
        reason = f"{_('The negation is changed.')} {reason}"
    if _("A number differs.") in notes:
        found.add(Flag.NUMBER_CHANGED)
    if _("The printed words are in another order.") in notes:
        found.add(Flag.ORDER_CHANGED)
    return Judgement(
        Verdict.ALTERED,
        reason,
        (place,),
        flags=frozenset(found),
        diff=word_diff(printed, claim.words),
        notes=notes,
    )


def elsewhere(
    claim: Claim, speaker: str, candidates: Sequence[Candidate], known: Collection[str]
) -> Judgement:
    """Return the judgement on a claim that no passage has: altered, joined or none."""
    if len(claim.whole) > MAX_WORDS_OF_CLAIM:
        return Judgement(
            Verdict.NOT_ON_RECORD,
            _(
                "No text has exactly these words. Claims of more than {number} words "
                "are not compared word by word."
            ).format(number=f"{MAX_WORDS_OF_CLAIM:,}"),
        )
    printed = _printed(candidates)
    parts = _joined(claim, printed)
    near = [(found, each) for each in printed if (found := _nearest(each, claim))]
    best = max(near, key=lambda pair: pair[0].similarity, default=None)
    if parts and not (best and _is_one_passage(best[0], claim)):
        return joined(claim, parts)
    if short := _too_short(claim):
        return short
    # Evidence counts wherever the words are: also in quotes that are not printed so.
    seen = set(map(id, printed))
    aside = [each for each in candidates if each.is_quote and id(each) not in seen]
    near += [(found, each) for each in aside if (found := _nearest(each, claim))]
    least = _ALIKE * best[0].similarity if best else 0
    alike = [
        _place(found, each)
        for found, each in near
        if found.similarity >= least and _is_altered(found, claim)
    ]
    if refuted := refutation(alike, speaker, known):
        place, why = refuted
        return refute(_other_words(claim, place), why)
    if best and _is_altered(best[0], claim):
        return _other_words(claim, _place(*best))
    return Judgement(
        Verdict.NOT_ON_RECORD, _("No text and no quote on record has these words.")
    )


def joined(claim: Claim, parts: Sequence[Match]) -> Judgement:
    """Return the judgement on a claim that is made of words of several places."""
    reason = _("Joined from {number} places without a mark.")
    if claim.is_marked:
        reason = _(
            "Joined from {number} places with a mark that cannot stand for what is "
            "between."
        )
    return Judgement(Verdict.JOINED, reason.format(number=len(parts)), tuple(parts))


def _too_short(claim: Claim) -> Judgement | None:
    content = content_count(claim.whole.words)
    if content >= MIN_CONTENT or len(claim.whole) >= MIN_WORDS:
        return None
    reason = _("{number} words with a meaning of their own.")
    if content == 1:
        reason = _("1 word with a meaning of its own.")
    return Judgement(Verdict.TOO_SHORT, reason.format(number=content))


def _printed(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Return the candidates with words as printed: in the newest texts, if in any.

    A quote on record with an ellipsis or brackets has other words than its text.
    """
    held = {each.source for each in candidates if not each.is_quote}
    printed = [
        each
        for each in candidates
        if not each.unprinted
        if not (each.is_quote and each.source in held and MARKS.search(each.text))
    ]
    return [each for each in printed if not each.changed_on] or printed


def _nearest(candidate: Candidate, claim: Claim) -> NearPassage | None:
    """Return the passage most like a claim, or None."""
    runs = [each for each in claim.runs if each.words]
    if len(runs) < 2:
        size = len(claim.whole)
        # With fewer equal words, a passage is not the altered claim, and the claim may
        # be joined.
        least = min(ceil(size * MIN_SIMILARITY), size - MAX_UNEQUAL)
        return nearest_passage(candidate.letters, claim.whole, least)
    parts = [nearest_passage(candidate.letters, run) for run in runs]
    near = [each for each in parts if each]
    if len(near) < len(runs):
        return None
    ranges = tuple(span for each in near for span in each.ranges)
    if any(one[1] > other[0] for one, other in pairwise(ranges)):
        return None
    pairs = zip(near, runs, strict=True)
    return NearPassage(
        ranges,
        sum(each.similarity * len(run) for each, run in pairs) / sum(map(len, runs)),
        sum(each.equal for each in near),
        sum(each.content for each in near),
    )


def _place(near: NearPassage | Likeness, candidate: Candidate) -> Match:
    letters = candidate.letters
    return Match(candidate, tuple(letters.span(*each) for each in near.ranges))


def _joined(claim: Claim, candidates: Sequence[Candidate]) -> list[Match]:
    if len(claim.runs) > 1:
        return _joined_runs(claim, candidates)
    # Two texts of one article may be of different days, with other words between.
    texts = [(each.letters, (each.key, each.offset)) for each in candidates]
    return [
        Match(candidates[part.text], (part.span,))
        for part in joined_parts(texts, claim.whole)
    ]


def _joined_runs(claim: Claim, candidates: Sequence[Candidate]) -> list[Match]:
    """Return the places of words between ellipses that are in no text in this order."""
    places = []
    for run in claim.runs:
        place = _first_exact(run, candidates)
        if place is None:
            return []
        places.append(place)
    enough = [run for run in claim.runs if len(run) >= 3]
    return places if len(enough) > 1 else []


def _first_exact(run: Letters, candidates: Sequence[Candidate]) -> Match | None:
    for each in candidates:
        if not each.may_have([run]):
            continue
        for found in exact_places(each.letters, run):
            if not found.differs:
                return Match(each, found.spans)
    return None


def _is_one_passage(near: NearPassage, claim: Claim) -> bool:
    """Return whether a passage has so much of a joined claim that it is no join."""
    # If no word differs, the claim's own marks join two passages.
    least = 1 if len(claim.runs) > 1 else 0
    return least <= len(claim.whole) - near.equal <= MAX_UNEQUAL


def _is_altered(near: NearPassage, claim: Claim) -> bool:
    content = content_count(claim.whole.words)
    return (
        near.similarity >= MIN_SIMILARITY
        and near.equal >= MIN_EQUAL
        and near.content >= max(min(MIN_EQUAL_CONTENT, content - 1), content / 2)
    )


def reworded(claim: Claim, candidates: Sequence[Candidate]) -> Judgement | None:
    """Return the judgement on a claim that a passage nearly says, or None.

    It has to be much nearer than passages with other words.
    """
    if len(claim.whole) > MAX_WORDS_OF_CLAIM:
        return None
    expanded = ExpandedClaim(claim.whole.words)
    found = [
        (near, each)
        for each in _printed(candidates)
        if (near := expanded.nearest(each.letters))
    ]
    found.sort(key=lambda pair: -pair[0].likeness)
    if not found:
        return None
    best, candidate = found[0]
    words = _words(best, candidate)
    rivals = (
        near.likeness
        for near, other in found[1:]
        if len(words & _words(near, other)) < 0.8 * len(words)
    )
    lead = best.likeness - next(rivals, 0)
    if best.likeness < MIN_LIKENESS or best.likeness + lead / 2 < MIN_WITH_LEAD:
        return None
    return Judgement(
        Verdict.PARAPHRASE,
        _(
            "No quotation: no text has these words. The nearest passage has {shared} "
            "of the {content} main words, or words like them."
        ).format(shared=best.shared, content=best.content),
        (_place(best, candidate),),
    )


def _words(near: Likeness, candidate: Candidate) -> set[str]:
    return {
        word for each in near.ranges for word in candidate.letters.words[slice(*each)]
    }


def _prefix_changed(printed: str, entered: str) -> bool:
    """Return whether a word lost or gained a negating prefix or suffix."""
    there, here = Letters(printed).words, Letters(entered).words
    more, less = set(there) - set(here), set(here) - set(there)
    for one, others in ((more, less), (less, more)):
        for word in one:
            for prefix in _PREFIXES:
                if word.startswith(prefix) and word[len(prefix) :] in others:
                    return True
            if word.endswith(_SUFFIX) and word[: -len(_SUFFIX)] + "ful" in others:
                return True
    return False
