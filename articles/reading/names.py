"""Reads one printed name into parts, as CSL has them."""

import re

from articles.reading.result import Name

PARTICLES = frozenset(
    "van von de der den del della di da do dos das du la le lo los ten ter te zu zum "
    "zur af av al el bin ibn bint ben abu".split()
)
#: Words in names of organisations.
ORGANISATION = re.compile(
    r"\b(?:agenc[ye]\w*|agencias?|agentur\w*|alliance|associat\w+|assoziation|board|"
    r"bureau|cent(?:er|re)s?|centro|committee|comité|commission|comisión|company|"
    r"confederation|consortium|consejo|corporation|corp|llc|plc|ag|kgaa|sarl|council|county|department|"
    r"departamento|direction|federation|fédération|federación|foundation|fondation|"
    r"fundación|gmbh|government|group|inc|institut\w*|instituto|journal|league|"
    r"library|ltd|magazine|media|ministry|ministère|ministerio|ministerium|museum|"
    r"network|news\w*|office|organi[sz]ation|organización|partei|party|partnership|"
    r"police|presse?\w*|project|redaktion|rédaction|redacción|school|service|"
    r"sociedad|société|society|stiftung|syndicate|times|tribune|trust|union|"
    r"universi\w+|verband|verein|workers|bbc|cnn|npr)\b",
    re.IGNORECASE,
)
#: Words in names of organisations, outlets and desks, and in roles, not of persons.
NO_PERSON = re.compile(
    rf"{ORGANISATION.pattern}|\b(?:admin\w*|anonymous|correspondents?|courier|desk|"
    r"editors?|editorial|gazette|guest|herald|post|reporters?|staff|team|writers?)\b",
    re.IGNORECASE,
)
_SUFFIX = re.compile(r",?\s+((?:Jr|Sr)\.?|II|III|IV|Esq\.?)$")
_ATTACHED = re.compile(r"(?:al|el|ar|as|ad|an|at|az)-(?=\w)", re.IGNORECASE)
#: Scripts in which names are not divided by spaces or have the family name first.
_WHOLE = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
#: Joins the two family names of one person.
_JOINING = ("y", "e", "i")


def read_name(printed: str, *, organisation: bool = False) -> Name | None:
    """Return one name in parts, or None if there is none.

    “Dickens, Sean” is read with the family name first. A single word, an organisation
    and a name in a script of unknown order stay whole.
    """
    name = " ".join(printed.split()).strip(" ,;:·•|/")
    name = re.sub(r"(?<=[a-zà-ÿ]{4})\.$", "", name)
    if not name or len(name) > 200 or not any(sign.isalpha() for sign in name):
        return None
    words = name.split()
    if (
        organisation
        or len(words) == 1
        or len(words) > 7
        or NO_PERSON.search(name)
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
        given, after = _split_particle_after(given.split())
        particle, family = _split_particle(family.split())
        return Name(given, " ".join(filter(None, (after, particle))), family, suffix)
    words = name.split()
    if len(words) == 1:
        return Name(family=name, suffix=suffix) if suffix else Name(literal=name)
    first = next(
        (
            place
            for place, word in enumerate(words[1:-1], start=1)
            if word.casefold() in PARTICLES and word.islower()
        ),
        len(words) - 1,
    )
    if len(words) >= 4 and words[first - 1] in _JOINING and first == len(words) - 1:
        first -= 2  # the family name of José Ortega y Gasset is Ortega y Gasset
    particle, family = _split_particle(words[first:])
    return Name(" ".join(words[:first]), particle, family, suffix)


def is_account(name: Name) -> bool:
    """Return whether a name is that of an account: “hcarr”, “web_team2”."""
    word = name.literal
    return (
        bool(word)
        and " " not in word
        and (word.islower() or "_" in word or word[-1].isdigit())
        and word.isascii()
        and word not in ("dpa", "afp", "epd", "sda", "sid", "ots")
    )


def _split_particle(words: list[str]) -> tuple[str, str]:
    """Return the particle and the family name: “van der Berg”, “al-Assad”."""
    place = 0
    while place < len(words) - 1 and words[place].casefold() in PARTICLES:
        place += 1
    family = " ".join(words[place:])
    attached = _ATTACHED.match(family) if place == 0 else None
    if attached and family[0].islower():
        return attached[0], family[attached.end() :]
    return " ".join(words[:place]), family


def _split_particle_after(words: list[str]) -> tuple[str, str]:
    """Return given names and the particle after them: “Jan van der” of “Berg, …”."""
    place = len(words)
    while place > 1 and words[place - 1] in PARTICLES:
        place -= 1
    return " ".join(words[:place]), " ".join(words[place:])


def recase(name: str) -> str:
    """Return a name in ordinary letters if it is printed in capitals.

    “NOOR DE WIT” becomes “Noor de Wit”. Initials and single words stay.
    """
    words = name.split()
    if (
        1 < len(words) <= 4
        and not words[0].isupper()
        and words[-1].isupper()
        and len(words[-1]) > 3
        and not NO_PERSON.search(name)
    ):  # “Luc FERRAND”, “Gwénaëlle LE BIHAN”
        first = next(n for n in range(len(words)) if words[n:] == _capitals(words[n:]))
        for place in range(first, len(words)):
            article = words[place].casefold() in ("le", "la", "les", "lo", "los")
            words[place] = _recase_word(words[place], inside=not article)
        return " ".join(words)
    long = [word for word in words if sum(map(str.isalpha, word)) > 2 or len(word) > 3]
    if len(words) < 2 or not long or not name.isupper() or NO_PERSON.search(name):
        return name
    return " ".join(
        _recase_word(word, inside=0 < place < len(words) - 1)
        for place, word in enumerate(words)
    )


def _capitals(words: list[str]) -> list[str]:
    return [word for word in words if word.isupper()]


def _recase_word(word: str, *, inside: bool) -> str:
    if inside and word.casefold() in PARTICLES:
        return word.casefold()
    if re.fullmatch(r"(?:\w\.-?)+|[B-DF-HJ-NP-TV-XZ]|II|III|IV", word):
        return word
    parts = [part.capitalize() for part in re.split(r"([-’'])", word)]
    word = "".join(parts)
    return re.sub(r"^Mc(\w)", lambda found: f"Mc{found[1].upper()}", word)
