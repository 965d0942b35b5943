"""Reads the names of a byline: “By Noor de Wit and John Smith Jr., Reuters”."""

import re

from articles.reading.result import Name

#: Words before a name in a byline, in many languages.
_BY = re.compile(
    r"^\s*(?:(?:words|text|story|report|reported|written|posted|published|opinion)\s+)?"
    r"(?:by|von|par|por|di|da|door|av|af|автор(?:ы)?|текст|от|przez|napisał(?:a)?|"
    r"author(?:s)?|autor(?:en|es|a|as|i)?|auteur(?:s)?|بقلم|كتب(?:ت)?|نویسنده|מאת|"
    r"लेखक|द्वारा|記者|文|作者)(?:\s*[::／/]\s*|\s+)",
    re.IGNORECASE,
)
_AND = re.compile(
    r"\s*(?:;|\||•|·|、|،|,(?!\s*(?:Jr|Sr|II|III|IV|V|M\.?D|Ph\.?D|Esq)\b\.?)"
    r"|\b(?:and|und|et|y|en|og|och|и|та|i|e)\b|&|\sو\s|\sו)\s*",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r",?\s+((?:Jr|Sr)\.?|II|III|IV|Esq\.?)$")
_PARTICLES = frozenset(
    "van von de der den del della di da do dos das du la le lo los ten ter te zu zum "
    "zur af av al el bin ibn bint ben abu".split()
)
_ATTACHED = re.compile(r"(?:al|el|ar|as|ad|an|at|az)-(?=\w)", re.IGNORECASE)
#: Words in names of organisations and of roles, not of persons.
_NO_PERSON = re.compile(
    r"\b(?:agenc\w*|associated|bbc|board|bureau|cnn|company|correspondents?|council|"
    r"desk|editors?|editorial|foundation|gmbh|inc|institute|journal|ltd|magazine|"
    r"media|ministry|network|news\w*|office|post|press\w*|reporters?|redaktion|"
    r"r[ée]daction|redacci[óo]n|service|staff|team|times|tribune|university|"
    r"writers?|admin|guest|anonymous)\b",
    re.IGNORECASE,
)
#: A role in a byline, instead of a name or after it.
_ROLE = re.compile(
    r"(?:the\s+)?(?:(?:staff|senior|chief|guest|contributing|political|foreign|science|"
    r"technology|business|sports|culture|city|national|international|special)\s+)*"
    r"(?:writers?|correspondents?|reporters?|editors?|contributors?|columnists?)",
    re.IGNORECASE,
)
#: Scripts in which names are not divided by spaces or have the family name first.
_WHOLE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
_ENDING = re.compile(
    r"(?:\s+|\s*[,|–—-]\s*)(?:[Ss]pecial to|for|in)\s+(?:the\s+)?[A-Z].*$"
    r"|\s*[(<\[][^)>\]]*[)>\]]?.*$|\s+@\w+.*$|\s+\S+@\S+.*$"
)


def read_name(printed: str, *, organisation: bool = False) -> Name | None:
    """Return one name in parts, or None if there is none.

    “Dickens, Sean” is read with the family name first. A single word, an organisation
    and a name in a script of unknown order stay whole.
    """
    name = " ".join(printed.split()).strip(" ,;:·•|/")
    if not name or len(name) > 200 or not any(sign.isalpha() for sign in name):
        return None
    words = name.split()
    if (
        organisation
        or len(words) == 1
        or len(words) > 7
        or _NO_PERSON.search(name)
        or _WHOLE.search(name)
    ):
        return Name(literal=name)
    suffix = ""
    if found := _SUFFIX.search(name):
        suffix, name = found[1], name[: found.start()].rstrip(" ,")
    family, comma, given = name.partition(",")
    if comma:
        if not given.strip() or "," in given:
            return Name(literal=" ".join(printed.split()))
        particle, family = _split_particle(family.split())
        return Name(given.strip(), particle, family, suffix)
    words = name.split()
    if len(words) == 1:
        return Name(family=name, suffix=suffix) if suffix else Name(literal=name)
    first = next(
        (
            place
            for place, word in enumerate(words[1:-1], start=1)
            if word.casefold() in _PARTICLES and word.islower()
        ),
        len(words) - 1,
    )
    particle, family = _split_particle(words[first:])
    return Name(" ".join(words[:first]), particle, family, suffix)


def _split_particle(words: list[str]) -> tuple[str, str]:
    """Return the particle and the family name: “van der Berg”, “al-Assad”."""
    place = 0
    while place < len(words) - 1 and words[place].casefold() in _PARTICLES:
        place += 1
    family = " ".join(words[place:])
    attached = _ATTACHED.match(family) if place == 0 else None
    if attached and family[0].islower():
        return attached[0], family[attached.end() :]
    return " ".join(words[:place]), family


def read_byline(line: str) -> list[Name]:
    """Return the names of a byline, in order; [] if it names nobody.

    Leaves out what follows the names: an address, a place, “Special to The Post”.
    """
    line = " ".join(line.split())
    line = _BY.sub("", line)
    line = _ENDING.sub("", line)
    pieces = [piece for piece in _AND.split(line) if piece and piece.strip()]
    if len(pieces) == 2 and "," in line and _is_inverted(*pieces):
        return [name for name in [read_name(line)] if name]
    names = [
        read_name(piece)
        for piece in pieces
        if len(piece.split()) <= 7 and not _ROLE.fullmatch(piece.strip())
    ]
    kept: list[Name] = []
    for name in names:
        if name and name not in kept:
            kept.append(name)
    return kept[:30]


def _is_inverted(family: str, given: str) -> bool:
    """Return whether it is one name, not two: “Dickens, Sean”, “van der Berg, Jan”."""
    if len(given.split()) > 1:
        return False
    return len(family.split()) == 1 or family.split()[0] in _PARTICLES


def says_by(line: str) -> bool:
    """Return whether a line begins like a byline: “By …”, “Von …”, “بقلم …”."""
    return _BY.match(line) is not None


def names_nobody(words: str) -> bool:
    """Return whether words name an outlet or an agency rather than a person."""
    return not says_by(words) and (
        _NO_PERSON.search(words) is not None or words.startswith("The ")
    )
