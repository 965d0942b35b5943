"""Checks a claim, or each quotation of a draft, against the database."""

import re
from collections import defaultdict
from dataclasses import dataclass

from articles.models.functions import Fold
from quotes.anchoring.anchors import Spans
from quotes.checking.candidates import find_candidates, find_texts_by_words
from quotes.checking.claim_places import Claim
from quotes.checking.drafts import quotations
from quotes.checking.judging import MAX_LENGTH_OF_CLAIM, judge
from quotes.checking.letters import Letters
from quotes.checking.name_comparison import whole_name
from quotes.checking.other_words import reworded
from quotes.checking.verdicts import Judgement, Verdict
from quotes.models import Speaker

#: Shorter claims occur in too many places.
MIN_LOOKED_UP = 3
#: Verdicts on words that are on record with each of them.
_AS_PRINTED = {Verdict.EXACT, Verdict.MARKED}


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation of a draft: its spans there, words, speaker, and the judgement."""

    spans: Spans
    words: str
    speaker: str
    judgement: Judgement


def check_claim(words, speaker=""):
    """Return the Judgement on the words of a claim and the speaker that it names."""
    return _judge_all([(words, speaker)])[0]


def check_draft(draft, language=""):
    """Return the Checked quotations of a draft, in order.

    `language` is the tag of its language; without one it is guessed.

    The number of statements does not depend on the number of quotations.
    """
    found = quotations(draft, language)
    read = [(each, _versions(draft, each)) for each in found]
    claims = list(
        dict.fromkeys(
            (words, each.speaker) for each, versions in read for words in versions
        )
    )
    judged = dict(zip(claims, _judge_all(claims), strict=True))
    checked = []
    for each, versions in read:
        made = [
            Checked(spans, words, each.speaker, judged[words, each.speaker])
            for words, spans in versions.items()
        ]
        holds = (one for one in made if one.judgement.verdict in _AS_PRINTED)
        checked.append(next(holds, made[-1]))
    return checked


def _versions(draft, quotation):
    """Return {words: spans} of a quotation: as printed, then without “, a-t-il dit,”.

    Only a lookup can tell whether reporting words are part of what was said.
    """
    versions = {quotation.words: quotation.spans}
    if parts := quotation.parts:
        words = " ".join(draft[start:end] for start, end in parts)
        versions[re.sub(r"\s+(?=[.,!?])", "", words)] = parts
    return versions


def _judge_all(claims):
    """Return the Judgements on pairs of words and a speaker's name."""
    looked_up = [words for words, _ in claims if _is_looked_up(words)]
    looked_up = list(dict.fromkeys(looked_up))
    found = dict(zip(looked_up, find_candidates(looked_up), strict=True))
    known = _namesakes({speaker for words, speaker in claims if words in found})
    judged = [
        judge(
            words,
            speaker,
            found.get(words, ()),
            known.get(speaker, ()),
            in_other_words=False,
        )
        for words, speaker in claims
    ]
    missing = [
        words
        for (words, _), each in zip(claims, judged, strict=True)
        if each.may_be_reworded and words in found
    ]
    missing = list(dict.fromkeys(missing))
    others = {
        words: reworded(Claim(words), [*found[words], *texts])
        for words, texts in zip(missing, find_texts_by_words(missing), strict=True)
    }
    return [
        (each.may_be_reworded and others.get(words)) or each
        for (words, _), each in zip(claims, judged, strict=True)
    ]


def _is_looked_up(words):
    return len(words) <= MAX_LENGTH_OF_CLAIM and len(Letters(words)) >= MIN_LOOKED_UP


def _namesakes(names):
    """Return {name: speakers whose whole name, or whose family name, is this one}.

    Only a single word certainly means a family name.
    """
    whole = {name: whole_name(name) for name in names if name}
    known = defaultdict(list)
    asked = {f" {each}" for each in whole.values() if each}
    if asked:
        families = {each for each in asked if " " not in each.strip()}
        found = [
            Speaker.objects.annotate(folded=Fold(part))
            .filter(folded__in=several)
            .values_list("folded", part)
            for part, several in (("name", asked), ("family", families))
        ]
        for folded, name in found[0].union(found[1]).order_by():
            known[folded.strip()].append(name)
    return {name: known[each] for name, each in whole.items()}
