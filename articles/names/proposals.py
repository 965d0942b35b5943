"""Divides a printed name into its parts, and says what is not certain about it."""

from dataclasses import dataclass

from articles.names.lists import (
    BURMESE,
    family_names,
    fold_name,
    given_names,
    is_given_name,
)
from articles.names.name import Name
from articles.names.orders import (
    are_given,
    family_first,
    family_names_at_end,
    romance_language,
)
from articles.names.words import (
    ATTACHED,
    BYNAME,
    CAPITAL_PARTICLES,
    DEGREES,
    INITIALS,
    NICKNAME,
    NUMERAL,
    PARTICLES,
    STYLES,
    SUFFIX,
    TITLES,
    TITLES_OR_NAMES,
    WHOLE,
)

MAX_WORDS_OF_NAME = 12
_ARABIC = ("al-", "el-", "ar-", "as-", "ash-", "bin", "ibn", "bint")
#: "José Ortega y Gasset" has one family name.
_JOINING = ("y", "e", "i")


@dataclass(frozen=True, slots=True)
class ProposedName:
    """A name in parts, and why an editor should look at it: a sentence, or ""."""

    name: Name
    doubt: str = ""


def propose(printed: str, *, organisation: bool = False) -> ProposedName:
    """Return the parts of a name as printed: "Ursula von der Leyen".

    Organisations, single names and names in scripts of unknown order stay whole.
    """
    name = " ".join(printed.split())
    if organisation or " " not in name or WHOLE.search(name):
        return ProposedName(Name(literal=name))
    if len(name.split()) > MAX_WORDS_OF_NAME:
        return ProposedName(Name(literal=name), "The name has many words.")
    bare = _without_degrees(name)
    found = TITLES.match(bare)
    titled = found is not None and " " in bare[found.end() :].strip()
    if not titled and (whole := _read_whole(bare)):
        return whole
    if found:
        after = bare[found.end() :]
        # "Mr. T" and "Dr. Seuss" are known by that, and "Judge Judy".
        if " " not in after.strip():
            return ProposedName(Name(literal=name))
        if not after[0].islower() or after.split()[0] in PARTICLES:
            bare = after
    doubt = ""
    first, *rest = bare.split()
    if first.casefold() in TITLES_OR_NAMES and not INITIALS.fullmatch(rest[0]):
        doubt = f"“{first}” may be a title or a part of the name."
        if titled := _is_title(first, rest):
            if len(rest) == 1:
                return ProposedName(Name(literal=name), "" if first == "M." else doubt)
            bare = " ".join(rest)
    suffix = ""
    if found := SUFFIX.search(bare):
        suffix, bare = found[1], bare[: found.start()].rstrip(" ,")
    if titled and _is_family(bare.split()):
        particle, family = _split_particle(bare.split())
        return ProposedName(Name("", particle, family, suffix), doubt)
    read = (_read_inverted if "," in bare else _read_words)(bare, suffix)
    first, *given = read.name.given.split() or [""]
    # “Astronaut Neil Armstrong”
    if (
        given
        and bare.startswith(first)
        and is_given_name(given[0])
        and not (is_given_name(first) or INITIALS.fullmatch(first))
    ):
        doubt = doubt or f"“{first}” may be a title or a part of the name."
    return ProposedName(read.name, doubt or read.doubt)


def _is_title(first: str, rest: list[str]) -> bool:
    """Return whether “M.” or “Don” is a title before the rest of a name."""
    given = fold_name(rest[0]).partition("-")[0]  # “Jean-Luc”
    languages = TITLES_OR_NAMES[first.casefold()]
    return any(given in given_names(language) for language in languages) or (
        first == "M." and _is_family(rest)
    )


def _is_family(words: list[str]) -> bool:
    """Return whether words are a family name: “Le Pen”, “García Márquez”, “Macron”.

    “Al”, “Ben” and the like before one word are given names.
    """
    particles = (PARTICLES | CAPITAL_PARTICLES) - {"Al", "Ben", "Bar", "Mac", "Lo"}
    spanish = len(words) == 2 and fold_name(words[0]) in family_names("es")
    return all(word in particles for word in words[:-1]) or (
        spanish and not is_given_name(words[0])
    )


def _without_degrees(name: str) -> str:
    while (found := DEGREES.search(name)) and " " in name[: found.start()].strip():
        name = name[: found.start()].rstrip(" ,")
    return name


def _read_whole(name: str) -> ProposedName | None:
    """Return a name that is not divided: of a ruler, a saint, a band, a byname."""
    words = name.split()
    whole = ProposedName(Name(literal=name))
    first = words[0].casefold()
    if words[0] == "The" or name[0].isdigit() or BYNAME.search(name):
        return whole
    if all(fold_name(word) in BURMESE for word in words):
        return whole
    if first in STYLES:
        if NUMERAL.fullmatch(words[-1]) or len(words) == 2:
            return whole
        return ProposedName(whole.name, f"“{words[0]}” may be a name or a style.")
    given = all(map(is_given_name, words[:-1]))
    if words[-1] == "I" and given:
        return whole
    if NUMERAL.fullmatch(words[-1]) and (len(words) == 2 or given):
        # "John Paul II", but "Henry Ford II".
        known = len(words) == 2 or words[-2] in ("Paul", "Carlos")
        return ProposedName(whole.name, "" if known else _RULER)
    return None


_RULER = "The numeral may be that of a ruler or of a generation."


def _read_inverted(name: str, suffix: str) -> ProposedName:
    """Read "Berg, Jan van der"."""
    family, _, given = name.partition(",")
    if "," in given or not given.strip() or len(family.split()) > 4:
        return ProposedName(Name(literal=name), "There are commas in the name.")
    words = given.split()
    place = len(words)
    while place > 1 and words[place - 1] in PARTICLES:
        place -= 1
    particle, family = _split_particle(family.split())
    particle = " ".join(filter(None, (" ".join(words[place:]), particle)))
    return ProposedName(Name(" ".join(words[:place]), particle, family, suffix))


def _read_words(name: str, suffix: str) -> ProposedName:
    words = name.split()
    if len(words) == 1:
        return ProposedName(Name(family=name, suffix=suffix))
    particle = _find_particle(words)
    if particle is not None:
        return _read_particle(words, particle, suffix)
    if NICKNAME.search(name):
        return ProposedName(
            _divide(words, _begin_family(words, len(words) - 1), suffix)
        )
    if (order := family_first(words)) and order.first:
        given, family = words[order.family :], words[: order.family]
        parts = Name(" ".join(given), family=" ".join(family), suffix=suffix)
        return ProposedName(parts, order.doubt)
    order = order or family_names_at_end(words)
    start = _begin_family(words, len(words) - order.family)
    return ProposedName(_divide(words, start, suffix), order.doubt or _doubt(words))


def _read_particle(words: list[str], start: int, suffix: str) -> ProposedName:
    """Read a name with a particle in small letters, which begins at a word."""
    particle, family = _split_particle(words[start:])
    if " " in family and _is_portuguese(words):
        # "António de Oliveira Salazar" is cited as Salazar.
        return ProposedName(_divide(words, len(words) - 1, suffix))
    known = particle in _ARABIC or are_given(words[1:start]) or _is_portuguese(words)
    doubt = "" if known else f"“{words[start - 1]}” may belong to the family name."
    return ProposedName(Name(" ".join(words[:start]), particle, family, suffix), doubt)


def _divide(words: list[str], start: int, suffix: str) -> Name:
    """Return a name whose family name begins at a word."""
    family = " ".join(words[start:])
    return Name(" ".join(words[:start]), family=family, suffix=suffix)


def _is_portuguese(words: list[str]) -> bool:
    return romance_language(words) == "pt"


def _doubt(words: list[str]) -> str:
    if sum(not INITIALS.fullmatch(word) for word in words) > 4:
        return "The name has many words."
    if len(words[-1]) == 1 and words[-1] != "X":
        return "The last word is one letter."
    small = (word for word in words if word[0].islower() and word not in PARTICLES)
    if any(not ATTACHED.match(word) for word in small) or not all(
        map(_has_letter, words)
    ):
        return "The name is not written as a person’s name is."
    return ""


def _has_letter(word: str) -> bool:
    return any(sign.isalpha() for sign in word)


def _find_particle(words: list[str]) -> int | None:
    """Return where the particle before the family name begins, or None.

    The last group of small words counts: "Marcelo Rebelo de Sousa", "Muhammad ibn Musa
    al-Khwarizmi". “y” joins two family names.
    """
    last = len(words) - 1
    if ATTACHED.match(words[last]):
        place = last
        while place > 1 and words[place - 1] in PARTICLES:
            place -= 1
        if words[last][0] == "d" and place == last and len(words) > 2:
            return None  # "Giscard d’Estaing" is one family name
        return place
    small = [
        place
        for place in range(1, last)
        if words[place] in PARTICLES and words[place] not in _JOINING
    ]
    if not small or words[last - 1] in (*_JOINING, "Al", "El"):
        return None
    place = small[-1]
    # Behind it is a family name of at most two words: "Cervantes Saavedra".
    while place > 1 and words[place - 1] in PARTICLES - set(_JOINING):
        place -= 1
    return place


def _begin_family(words: list[str], start: int) -> int:
    """Return where the family name begins, with capital particles and “y” before it."""
    if start >= 3 and words[start - 1] in _JOINING:
        start -= 2
    if start >= 2 and words[start].startswith(("d’", "d'")):
        start -= 1
    while start > 1 and words[start - 1] in CAPITAL_PARTICLES:
        start -= 1
    return start


def _split_particle(words: list[str]) -> tuple[str, str]:
    """Return the particle and the family name: “van der”, “Berg”; “al-”, “Assad”."""
    place = 0
    while place < len(words) - 1 and words[place] in PARTICLES:
        place += 1
    family = " ".join(words[place:])
    particle = " ".join(words[:place])
    if found := ATTACHED.match(family):
        particle = " ".join(filter(None, (particle, found[0])))
        family = family[found.end() :]
    return particle, family
