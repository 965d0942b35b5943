"""Reads a question as its names and words: “What did Yann LeCun say about DeepSeek?”

Plain Python. The frame of the question (“what did … say about”) is left out, because no
quote has these words. The person asked about is read as the speaker.
"""

import re
from dataclasses import dataclass

from articles.characters import DOUBLE_QUOTES
from articles.gettext import gettext as _

#: Longer names are probably not names.
_MAX_NAME_WORDS = 6
#: Subjects that mean nobody in particular, and those of a line rather than a question.
_ANYBODY = frozenset(
    "he she they it people anybody anyone everybody everyone somebody someone others "
    "on il elle ils elles er sie man leute el ella ellos la gente alguien".split()
)
_NOBODY = frozenset(
    "you i we thou tu vous nous je du ihr ich wir usted yo nosotros".split()
)

#: Words before “quotes” that are not names.
_KINDS_OF_QUOTES = frozenset(
    "the a an and or of in famous best great short long funny inspirational all any "
    "some more most many few no new latest recent real fake wrong good bad".split()
)
_SAY = (
    r"(?:say|says|said|think|thinks|tell|tells|told|write|writes|wrote|written|claim|"
    r"claims|claimed|mention|mentioned|state|stated|argue|argued|promise|promised|"
    r"warn|warned|thought|speak|speaks|spoke|spoken|talk|talks|talked|comment|commented|"
    r"describe|describes|described|declare|declared)(?:\s+(?:us|people|reporters))?"
)
_THING = r"(?:(?:something|anything|things)\s+)?"
_ABOUT = r"(?:about|on|of|regarding|concerning)"
_ALL = r"(?:(?:all|every|any|some)\s+(?:the\s+)?)?"
_EVER = r"(?:\s+(?:ever|really|actually|also))*"
#: Beginnings of topics that are asked about.
_ARTICLE = re.compile(
    r"(?:(?:the|an?|la|les?|der|das|el|los|las)\s+|l['’])", re.IGNORECASE
)
_MAX_TOPIC_WORDS = 4
#: Whole questions. `who` is asked about, `words` are what was said or what about.
_QUESTIONS = [
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"what\s+(?:did|does|do|has|have|had|would|was|is)\s+(?P<who>.+?){_EVER}\s+"
        rf"(?:{_SAY}|saying)(?:\s+{_ABOUT}\s+(?P<words>.+))?",
        rf"what\s+(?:was|is|were|has\s+been)\s+said\s+{_ABOUT}\s+(?P<words>.+)",
        rf"who{_EVER}\s+(?:has\s+)?(?:{_SAY}|coined|uttered)\s+{_THING}"
        rf"(?:{_ABOUT}\s+|that\s+)?(?P<words>.+)",
        rf"who\s+(?:is|was)\s+(?:it|the\s+(?:one|first|person|man|woman))\s+"
        rf"(?:that\s+|who\s+|to\s+)?{_SAY}\s+(?:that\s+)?(?P<words>.+)",
        rf"which(?:\s+\w+){{1,3}}?{_EVER}\s+(?:has\s+)?{_SAY}\s+{_THING}"
        rf"(?:{_ABOUT}\s+|that\s+)?(?P<words>.+)",
        rf"(?:is\s+it\s+true\s+that|is\s+it\s+true)\s+(?P<who>.+?){_EVER}\s+"
        rf"(?:has\s+)?{_SAY}\s+(?:that\s+)?(?P<words>.+)",
        rf"(?:did|has|does)\s+(?P<who>.+?){_EVER}\s+{_SAY}\s+{_THING}"
        rf"(?:{_ABOUT}\s+|that\s+)?(?P<words>.+)",
        rf"(?:when|where|why|how|how\s+often)\s+(?:did|does|has)\s+(?P<who>.+?){_EVER}\s+"
        rf"{_SAY}\s+{_THING}(?:{_ABOUT}\s+|that\s+)?(?P<words>.+)",
        rf"(?:{_ALL}(?:quotes?|quotations?)|words|statements?)\s+(?:by|from|of)\s+"
        r"(?P<who>.+?)"
        rf"(?:\s+{_ABOUT}\s+(?P<words>.+))?",
        rf"(?:{_ALL}(?:quotes?|quotations?)|statements?)\s+(?:about|on)\s+"
        r"(?P<words>.+)",
        r"(?P<named>.+?)(?:['’]s)?\s+(?:quotes|quotations)"
        r"(?:\s+(?:about|on)\s+(?P<words>.+))?",
        r"qu(?:['’]|\s*’)?(?:e\s+)?(?:a|ont|avait|dit)\s*(?:-t-(?:il|elle)\s+)?(?:dit\s+)?"
        r"(?P<who>.+?)\s+(?:sur|de|à\s+propos\s+de|au\s+sujet\s+de)\s+(?P<words>.+)",
        r"qui\s+a\s+dit\s+(?:que\s+|qu['’])?(?P<words>.+)",
        r"was\s+(?:hat|haben|sagte|sagt|sagten)\s+(?P<who>.+?)\s+(?:über|zu|zum|zur)\s+"
        r"(?P<words>.+?)(?:\s+gesagt)?",
        r"wer\s+(?:hat|sagte)\s+(?:gesagt,?\s+dass\s+)?(?!gesagt$)(?P<words>.+?)"
        r"(?:\s+gesagt)?",
        r"¿?qu[ée]\s+(?:dijo|ha\s+dicho|dice)\s+(?P<who>.+?)\s+(?:sobre|de|acerca\s+de)"
        r"\s+(?P<words>.+)",
        r"¿?qui[ée]n\s+(?:dijo|ha\s+dicho)\s+(?:que\s+)?(?P<words>.+)",
    )
]


@dataclass(frozen=True, slots=True)
class Question:
    """A question as it is read: the speaker, if any, and its words, if any."""

    who: str
    words: str

    @property
    def search(self) -> str:
        """Return the search for it, as a reader could type it."""
        who = f'speaker:"{self.who}"' if self.who else ""
        return f"{who} {self.words}".strip()

    @property
    def plain(self) -> str:
        """Return the search for all its names and words, whoever said them."""
        return f"{self.who} {self.words}".strip()

    @property
    def plain_note(self) -> str:
        """Return a sentence that says why it was read as plain() after all."""
        if self.words:
            text = _(
                "No speaker called “{who}” is on record, so this is a search for "
                "quotes with “{who}” and “{words}”."
            )
        else:
            text = _(
                "No speaker called “{who}” is on record, so this is a search for "
                "quotes with “{who}”."
            )
        return text.format(who=self.who, words=self.words.strip(DOUBLE_QUOTES))

    @property
    def note(self) -> str:
        """Return a sentence that says how it was read."""
        if self.who and self.words:
            text = _(
                "Read as a question: quotes by “{who}” with “{words}”. To search for "
                "the words as typed, put them in quotation marks."
            )
        elif self.who:
            text = _(
                "Read as a question: quotes by “{who}”. To search for the words as "
                "typed, put them in quotation marks."
            )
        else:
            text = _(
                "Read as a question: quotes with “{words}”. To search for the words as "
                "typed, put them in quotation marks."
            )
        return text.format(who=self.who, words=self.words.strip(DOUBLE_QUOTES))


def read_question(text: str) -> Question | None:
    """Return a typed question as it is read, or None for anything else."""
    text = text.strip().rstrip("?？ ").strip()
    if text[:1] in DOUBLE_QUOTES and text[-1:] in DOUBLE_QUOTES:
        return None
    for pattern in _QUESTIONS:
        if not (found := pattern.fullmatch(text)):
            continue
        parts = found.groupdict()
        named = (parts.get("named") or "").lower().split()
        if set(named) & (_NOBODY | _ANYBODY | _KINDS_OF_QUOTES):
            return None  # “she quotes”, “famous quotes”
        who = (parts.get("who") or parts.get("named") or "").strip(DOUBLE_QUOTES + " ,")
        words = (parts.get("words") or "").strip()
        if len(words.split()) <= _MAX_TOPIC_WORDS:
            words = words[match.end() :] if (match := _ARTICLE.match(words)) else words
        who_words = who.lower().split()
        if len(who_words) > _MAX_NAME_WORDS or set(who_words) & _NOBODY:
            return None
        if set(who_words) <= _ANYBODY:
            who = ""
        if who and any(mark in who for mark in DOUBLE_QUOTES):
            return None
        if who or words:
            return Question(who, words)
    return None
