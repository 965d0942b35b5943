"""Check a claim, or each quotation of a draft, against the database."""

from dataclasses import dataclass

from django.db.models import Q

from quotes.anchoring.anchors import Spans
from quotes.checking.candidates import Texts
from quotes.checking.drafts import quotations
from quotes.checking.judging import MAX_LENGTH, judge
from quotes.checking.letters import Letters
from quotes.checking.names import whole_name
from quotes.checking.verdicts import Judgement
from quotes.models import Speaker
from quotes.models.functions import Fold

#: Fewer words are in too many places.
MIN_LOOKED_UP = 3


@dataclass(frozen=True, slots=True)
class Checked:
    """A quotation of a draft: its spans there, words, speaker, and the judgement."""

    spans: Spans
    words: str
    speaker: str
    judgement: Judgement


def check_claim(words, speaker="", texts=None):
    """Return the Judgement on the words of a claim and the speaker that it names."""
    if len(Letters(words[:MAX_LENGTH])) < MIN_LOOKED_UP:
        return judge(words, speaker, ())
    texts = texts or Texts()
    known = _namesakes(speaker) if speaker else ()
    return judge(words, speaker, texts.candidates(words), known)


def check_draft(draft, language="en"):
    """Return the Checked quotations of a draft, in order."""
    texts, known, found = Texts(), {}, []
    for each in quotations(draft, language):
        claim = each.words, each.speaker
        if claim not in known:
            known[claim] = check_claim(*claim, texts)
        found.append(Checked(each.spans, *claim, known[claim]))
    return found


def _namesakes(name):
    """Return the names of speakers whose whole name, or an alias, is this one."""
    whole = whole_name(name)
    if not whole:
        return ()
    return (
        Speaker.objects.alias(folded=Fold("name"))
        .filter(Q(folded=f" {whole}"))
        .values_list("name", flat=True)[:8]
    )
