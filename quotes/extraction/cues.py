"""Kinds of cues: words of speech, of thought, and others.

In: the stem of a cue's main word (`words.stem`). Out: its kind. Editors mainly publish
what was said, so quotes with a cue of speech need the lowest confidence to be
suggested, and come first. The groups follow Levin, "English Verb Classes and
Alternations" (1993): section 37, communication; sections 29 and 30, conceiving and
perceiving.
"""

from quotes.extraction.languages.english import stem

KINDS = SPEECH, THOUGHT, OTHER = ("speech", "thought", "other")

_SPEECH = (
    "say tell write add note report announce state explain reply respond answer insist "
    "suggest warn declare acknowledge admit confirm deny describe tweet comment remark "
    "observe testify argue claim assert contend allege maintain stress emphasize "
    "emphasise continue recall conclude caution quip joke boast concede reiterate "
    "repeat recount relate mention quote cite characterize characterise dub call label "
    "term according advise assure promise vow pledge swear predict propose recommend "
    "complain lament muse counter retort shout yell exclaim ask wonder inquire "
    "question charge accuse express point post blog urge speak talk comment posit "
    "proclaim pronounce interject opine elaborate clarify disclose reveal inform "
    "remind brief read word statement words accusation assertion allegation comments "
    "remarks announcement rumour rumor : theorize theorise hypothesize speculate"
).split()
_THOUGHT = (
    "believe think feel know find show indicate estimate learn see view consider "
    "realize realise expect hope fear doubt suspect understand decide judge determine "
    "discover demonstrate imply guess assume agree regard imagine belief view opinion "
    "conclusion idea"
).split()
_KINDS = {stem(word): SPEECH for word in _SPEECH} | {
    stem(word): THOUGHT for word in _THOUGHT
}


#: "Added" and "adding" lose a letter too many in their stem. The weights were learned
#: with that, so their features keep it (forms.py).
_SHORT = "ad"


def kind_of(stem: str) -> str:
    """Return the kind of a cue."""
    return SPEECH if stem == _SHORT else _KINDS.get(stem, OTHER)


def learned_kind_of(stem: str) -> str:
    """Return the kind of a cue that the weights were learned with."""
    return _KINDS.get(stem, OTHER)
