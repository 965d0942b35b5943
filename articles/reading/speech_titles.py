"""Reads a speaker from the title of a speech: “Remarks by Governor Dora Penn at …”."""

import re
from collections.abc import Sequence

from articles.names import Name
from articles.reading.bylines import looks_like_name, read_byline

_BY = re.compile(
    r"(?:remarks|speech|address|lecture|eulogy|keynote|statement)(?:\s+delivered|\s+given)?"
    r"\s+(?:by|of)\s+|"
    r"(?:\w*rede|ansprache|grußwort|regierungserklärung)\s+(?:von|des|der)\s+|"
    r"(?:discours|allocution|intervention)(?:\s+prononcée?)?\s+(?:de|du|d[’']|par)\s*"
    r"(?:la\s+|l[’'])?(?:m\.\s+)?|"
    r"(?:discurso|palabras|intervención|alocución)(?:\s+pronunciad[oa])?\s+(?:de|del|por)\s+"
    r"(?:la\s+|el\s+)?",
    re.IGNORECASE,
)
#: Words before a speaker's name that are no part of it.
_ROLE = re.compile(
    r"(?:(?:the|first|former|acting|deputy|vice|prime|state|federal|lord|vice-|"
    r"press\s+secretary|spokes(?:man|woman|person)|"
    r"president|governor|minister|secretary|chancellor|senator|mayor|chair(?:man|woman)?|"
    r"director|general|commissioner|ambassador|justice|judge|representative|"
    r"congress(?:man|woman)|premier|speaker|king|queen|pope|dr|prof|sir|dame|"
    r"bundes\w+|präsident(?:in)?|minister(?:in)?|kanzler(?:in)?|bürgermeister(?:in)?|"
    r"\w+minister(?:in|s)?|\w+präsident(?:in|en)?|président(?:e)?|ministre|premier|maire|"
    r"première|madame|monsieur|mme|president[ae]|ministr[oa]|alcald(?:e|esa)|rey|reina|"
    r"gobernadora?|señora?|(?-i:don|doña)|de|of|la|le|el|république|gobierno)\.?\s+)+",
    re.IGNORECASE,
)
_NAME = re.compile(
    r"[A-ZÀ-Þ][\w’'.-]*(?:\s(?:(?:van|von|de|der|den|del|la|da|di|y|zu|le)\s){0,2}"
    r"[A-ZÀ-Þ][\w’'.-]*){1,3}"
)
#: Between the names of two speakers.
_AND = re.compile(r"\s+(?:and|und|et|y)\s+")
#: “Ann Lowe’s spokesman” is not Ann Lowe.
_GENITIVE = re.compile(r"[’'](?:s\b|(?!\w))")
#: “Press Secretary” names nobody.
_TITLE_ALONE = re.compile(
    r".*\b(?:secretary|chief|minister|director|majesty|highness|excellency|officer|"
    r"representative|executive|chair(?:man|woman)?|president|governor|commissioner|"
    r"ambassador|spokes(?:man|woman|person))",
    re.IGNORECASE,
)
#: What follows the last name for certain.
_PLACE_OR_END = re.compile(
    r"\s*(?:$|[(:–—|-]|(?:at|to|in|before|during|on(?!\s+behalf)|à|au|aux|devant|vor|"
    r"bei|im|am|auf|en|ante|sobre)\b)"
)


def read_speaker(title: str) -> tuple[list[Name], str, str]:
    """Return the speakers, where they were read, and a sentence on what to check.

    Nobody if a title without a name, or what belongs to a person, is all there is.
    """
    if not (by := _BY.search(title)):
        return [], "", ""
    names: list[Name] = []
    sure, at = True, by.end()
    while found := _NAME.match(title, _after_role(title, at)):
        name, at = found[0], found.end()
        if _GENITIVE.search(name) or _TITLE_ALONE.fullmatch(name):
            return [], "", ""
        names += read_byline(name)
        sure = sure and len(name.split()) == 2
        if not (following := _AND.match(title, at)):
            break
        at = following.end()
    if not names:
        return [], "", ""
    sure = sure and _PLACE_OR_END.match(title, at) is not None
    told = "" if sure else "Check the speaker's name: it was cut out of the title."
    return names, "the title, which names the speaker", told


def _after_role(title: str, at: int) -> int:
    role = _ROLE.match(title, at)
    return role.end() if role else at


def find_speaker(lines: Sequence[str]) -> tuple[list[Name], str, str]:
    """Return the only name that is a line around the title of a speech, as above."""
    named = {
        line: names
        for line in lines
        if len(line) <= 60
        and looks_like_name(_ROLE.sub("", line, count=1))
        and (names := read_byline(line))
    }
    if len(named) != 1:
        return [], "", ""
    line, names = named.popitem()
    return (
        names,
        f"the line “{line}”",
        "Check the speaker's name: only its place tells that it is one.",
    )
