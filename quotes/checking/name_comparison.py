"""Decides whether two names may be the same person's. Plain Python.

Titles and honours are ignored; initials and nicknames fit the names they stand for. A
family name alone fits everybody who has it. Names that are spelt nearly alike, and
names that may be an organisation's, exclude nobody.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable
from itertools import pairwise
from typing import NamedTuple

from articles.characters import APOSTROPHES
from articles.names.words import PARTICLES, STYLES, TITLE_WORDS
from quotes.checking.spellings import (
    is_form_of,
    is_given_name_or_initial,
    is_near,
    is_near_given,
    sexes_of,
    sound_alike,
)
from quotes.extraction.given_names import FEMALE, MALE
from quotes.lexicon.words import fold_accents

RIGHT, WRONG, UNKNOWN = "right", "wrong", "unknown"

#: Titles that are family names after one of the others: “Dr. King”, “Mr. Pope”.
_TITLES_AND_NAMES = frozenset("king pope bishop dean prince duke baron".split())
_CIVIL = frozenset("mr mrs ms miss dr prof professor senator".split())
#: Before these, one word is a given name: “King Hussein”, “Pope Francis”.
_BEFORE_GIVEN_NAMES = frozenset(
    "king queen pope emperor empress tsar czar prince princess saint st".split()
)
#: Roles that are not family names: “the US president” names nobody.
_ROLES = frozenset(
    "president minister secretary secretary-general chairman chairwoman premier "
    "ambassador governor senator spokesman spokeswoman spokesperson präsident "
    "präsidentin président présidente presidente presidenta kanzler kanzlerin "
    "bundeskanzler bundeskanzlerin bundespräsident sprecher sprecherin ministre "
    "ministro ministra portavoz".split()
)
_ROLES = frozenset(map(fold_accents, _ROLES))
#: What may be before a name.
_TITLES = _ROLES | frozenset(
    fold_accents(word.rstrip("."))
    for word in TITLE_WORDS
    | STYLES
    | set("vice former late prime chair crown the then monsieur madame".split())
)
#: After these, one word is a family name: not in “Dr. Seuss”, “Pope Francis”.
_BEFORE_FAMILY_NAMES = _ROLES | frozenset(
    "mr mrs ms miss mme herr frau monsieur madame senor senora prof professor sen rep "
    "representative congressman congresswoman gov chancellor mayor judge".split()
)
_SEXES = dict.fromkeys("mr herr monsieur senor sir lord king prince".split(), MALE)
_SEXES |= dict.fromkeys(
    "mrs ms miss mme madame frau senora lady dame queen princess".split(), FEMALE
)
#: A mark that tells a father from his son, or a ruler from another.
_MARK = re.compile(
    r"(?:,|\s)\s*(?:(?P<jr>(?i:jr|jnr|junior|the younger|fils))"
    r"|(?P<sr>(?i:sr|snr|senior|the elder|père))"
    r"|(?P<number>I{1,3}|I?V|VI{1,3}|IX|X[IVX]+))\.?(?=\s*(?:[,(]|$))"
)
_ARTICLES = frozenset("le la der die el il".split())
_SUFFIXES = frozenset("jr sr esq phd md qc kc mp".split())
#: A family name of two: “Lowe-Reed” is another than “Reed”.
_DOUBLE = re.compile(
    r"\b(?!(?:al|el|ul|bin|ibn|abu|abd)\b)\w+[-‐‑]\w{3,}\W*\Z", re.IGNORECASE
)
_PARTICLES = frozenset(map(fold_accents, PARTICLES))
#: Endings of patronymics: “Vladimir Ilyich”.
_PATRONYMIC = re.compile(r"(?:ich|vna|chna|вич|вна|чна|ьич)$")
_WORD = re.compile(rf"[^\W\d_]+(?:[{APOSTROPHES}][^\W\d_]+)*")
_APOSTROPHES = re.compile(f"[{APOSTROPHES}]")
#: Words in names of institutions, for which somebody speaks: they exclude nobody.
_INSTITUTIONS = frozenset(
    "house kremlin pentagon street office department ministry court party committee "
    "bank university college council union association group inc ltd llc company corp "
    "corporation agency police government board commission foundation institute army "
    "society league parliament congress senate cabinet administration network times "
    "post guardian reuters news press media nations states federation organization "
    "organisation center centre club cross hospital museum authority campaign "
    "ministère gouvernement élysée regierung bundestag partei verband gobierno "
    "ministerio ayuntamiento banque banco moncloa".split()
)
#: Words for speakers whose name is not known.
_NAMELESS = frozenset(
    "anonymous anon unknown unattributed unnamed nobody anybody somebody someone "
    "everybody everyone various proverb source sources anonyme inconnu anonym "
    "unbekannt anonimo desconocido".split()
)
_INITIALS = re.compile(r"\A(?:[A-Z]\.?){2,4}\Z")
#: Initials that certainly mean a person: others may be an organisation's.
_KNOWN_INITIALS = frozenset("fdr jfk lbj mlk rfk".split())
_ROLE = re.compile(r"\s*(?:the|an?|one|his|her|their|our|my|some)\s", re.IGNORECASE)
_PRONOUNS = frozenset(
    "he she they it i we you who il elle er sie el ella spokesman spokeswoman".split()
)
#: “a spokesman for Ann Lowe”, “Ann Lowe’s lawyer”: somebody else.
_PREPOSITIONS = frozenset("for of to from by with not quoting".split())
#: “a fake Ann Lowe”
_IMITATIONS = frozenset("pseudo fake parody bogus mock".split())
_POSSESSIVE = re.compile(r"(?:\w['’]s|s['’])\s+\w")
#: Between names; and between a name and what is said of it, or another name.
_BETWEEN = re.compile(r"\s*[;/&+]\s*|\s+(?:and|und|et)\s+", re.IGNORECASE)
_AFTER = re.compile(r"\s*[,(]\s*|\s+y\s+")


class _Name(NamedTuple):
    """The folded words of a name, the titles before it, “jr” or “ii”, and its text."""

    words: list[str]
    titles: list[str]
    mark: str
    text: str


def compare_names(claimed: str, speakers: Iterable[str], known: Collection[str]) -> str:
    """Return RIGHT, WRONG or UNKNOWN for a claimed name of somebody on record.

    `speakers` are the names and aliases of those who said it, and `known` the names of
    other people on record, or their family names: a claimed name that is one of these
    means that person. The answer is UNKNOWN if either side has no name, if the names
    neither fit nor exclude each other, or if it is not certain whom they mean.
    """
    names = [name for each in speakers if (name := _read(each)).words]
    own = _read(claimed)
    if not names or not own.words:
        return UNKNOWN
    if any(
        fold_accents(claimed.strip()) == fold_accents(name.text.strip())
        for name in names
    ):
        return RIGHT
    several = _several(claimed)
    if len(several) > 1:
        answers = {compare_names(each, speakers, known) for each in several}
        is_sure = answers == {WRONG} or all(_is_full(_read(each)) for each in several)
        return answers.pop() if len(answers) == 1 and is_sure else UNKNOWN
    whole = _whole(own)
    if any(whole == _whole(name) and not _other_sex(own, name) for name in names):
        return RIGHT
    is_known = whole in map(whole_name, known)
    if is_known and len(own.words) > 1:
        return WRONG
    answers = {_compare(own, name, is_known) for name in names}
    answer = next(each for each in (RIGHT, UNKNOWN, WRONG) if each in answers)
    # “The White House” and “a spokesman” are nobody's name.
    is_open = _ROLE.match(claimed) or not _INSTITUTIONS.isdisjoint(own.words)
    return UNKNOWN if answer == WRONG and is_open else answer


def whole_name(name: str) -> str:
    """Return the words of a name without titles, folded, as a key."""
    return _whole(_read(name))


def _whole(name: _Name) -> str:
    return " ".join([*name.words, name.mark]).strip()


def _several(claimed: str) -> list[str]:
    """Return the names in “Ann Lowe and Bob Reed”, or the only one."""
    first, *others = _BETWEEN.split(claimed)
    name, *rest = _AFTER.split(first)
    if len(_read(name).words) > 1:
        others += [each for each in rest if _is_full(_read(each))]
    return [name, *others] if others else [claimed]


def _is_full(name: _Name) -> bool:
    return len(name.words) > 1 and is_given_name_or_initial(name.words[0])


def _read(name: str) -> _Name:
    """Return the parts of a name, without words if it is a pronoun or only a role."""
    mark = _MARK.search(name)
    first, *others = [
        [
            word
            for each in _WORD.findall(part)
            if (word := _APOSTROPHES.sub("", fold_accents(each))) not in _SUFFIXES
        ]
        for part in re.split("[,(]", _MARK.sub("", name))
    ]
    if first[1:] and first[0] in _ARTICLES and first[1] in _TITLES:
        del first[0]  # “le président Macron”
    at = next((n for n, word in enumerate(first) if word not in _TITLES), len(first))
    if at == len(first) > 1 and first[-1] in _TITLES_AND_NAMES:
        at -= first[-2] in _CIVIL
    titles, words = first[:at], first[at:]
    if len(words) < 2:
        # Not “Lowe, mayor”, but “King, Martin Luther”.
        words += [word for part in others if set(part) - _TITLES for word in part]
    if words and (
        words[0] in _PRONOUNS or words[-1] in _ROLES or not _NAMELESS.isdisjoint(words)
    ):
        words = []
    kind = (mark.lastgroup or "") if mark else ""
    kind = mark["number"].lower() if mark and mark["number"] else kind
    return _Name(words, titles, kind, name)


def _compare(own: _Name, theirs: _Name, is_known: bool) -> str:
    """Return RIGHT, WRONG or UNKNOWN for two names."""
    answer = _compare_words(own, theirs, is_known)
    if _means_another(own, theirs):
        return UNKNOWN
    if answer == WRONG:
        is_open = not _INSTITUTIONS.isdisjoint(theirs.words)
        is_open |= _scripts(own.text).isdisjoint(_scripts(theirs.text))
        return UNKNOWN if is_open else WRONG
    if own.mark != theirs.mark:
        if own.mark and theirs.mark:
            return WRONG
        # A family name alone fits a father and his son.
        if own.mark or len(own.words) > 1 or len(theirs.words) == 1:
            return UNKNOWN
    if len(own.words) > 1 and bool(_DOUBLE.search(own.text)) != bool(
        _DOUBLE.search(theirs.text)
    ):
        return UNKNOWN
    return UNKNOWN if _other_sex(own, theirs) else answer


def _means_another(own: _Name, theirs: _Name) -> bool:
    """Return whether a claimed name means somebody who belongs to a named person."""
    words = [each for each in own.words if each not in _TITLES]
    is_imitation = not _IMITATIONS.isdisjoint({*own.words} - {*theirs.words})
    return (
        is_imitation
        or bool(_POSSESSIVE.search(own.text))
        or any(
            one in _PREPOSITIONS and other in theirs.words
            for one, other in pairwise(words)
        )
    )


def _other_sex(own: _Name, theirs: _Name) -> bool:
    """Return whether “Mrs. Reed” or “Mrs. Sam Reed” is not Samuel Reed."""
    asked = {_SEXES[each] for each in own.titles if each in _SEXES}
    sexes = {_SEXES[each] for each in theirs.titles if each in _SEXES}
    sexes = sexes or (sexes_of(theirs.words[0]) if len(theirs.words) > 1 else set())
    # “Mrs. Bob Reed” is his wife; “Ms. Jordan Reed” may be Jordan Reed.
    is_same = len(own.words) > 1 and own.words[0] == theirs.words[0]
    is_same &= "mrs" not in own.titles
    is_sure = not is_same and len(asked) == len(sexes) == 1
    return is_sure and sexes < {FEMALE, MALE} and asked != sexes


def _scripts(name: str) -> set[str]:
    """Return the scripts of a name: LATIN, CYRILLIC …"""
    return {unicodedata.name(each, "").split(" ")[0] for each in name if each.isalpha()}


def _compare_words(own: _Name, theirs: _Name, is_known: bool) -> str:
    ours, words = own.words, theirs.words
    # “BUSH” is a family name in capitals.
    if ours[-1] not in words and _INITIALS.match(own.text.strip().replace(" ", "")):
        letters = "".join(each for each in own.text.lower() if each.isalpha())
        initials = "".join(each[0] for each in words if each not in _PARTICLES)
        if letters in (initials, "".join(each[0] for each in words)):
            return RIGHT
        # JK for John F. Kennedy is not certain, and LBJ certainly somebody else.
        is_other = letters in _KNOWN_INITIALS and letters[-1:] != initials[-1:]
        return WRONG if is_other else UNKNOWN
    family, own_family = _family(words), _family(ours)
    if len(ours) == 1:
        if ours[0] in words[-1:] or ours == family:
            is_given = not _BEFORE_GIVEN_NAMES.isdisjoint(own.titles)
            return UNKNOWN if is_given and len(words) > 1 else RIGHT
        if ours[0] in words:
            return UNKNOWN
        is_titled = not _BEFORE_FAMILY_NAMES.isdisjoint(own.titles)
        is_near_one = any(is_near_given(ours[0], each) for each in words)
        is_person = is_known or is_titled
        return WRONG if is_person and not is_near_one else UNKNOWN
    is_family = own_family == family or ours[-1:] == words[-1:]
    is_near_family = is_near(ours[-1], words[-1]) or is_near(
        "".join(own_family), "".join(family)
    )
    if not is_family and not is_near_family:
        # “Reed Industries” may be Bob Reed's.
        if ours[0] == words[-1] or _may_be_ordered_otherwise(ours, words):
            return UNKNOWN
        is_person = any(map(is_given_name_or_initial, ours[:-1])) or is_near(
            ours[0], words[0]
        )
        is_titled = not _BEFORE_FAMILY_NAMES.isdisjoint(own.titles)
        return WRONG if is_person or is_titled else UNKNOWN
    given, own_given = words[: -len(family)], ours[: -len(own_family)]
    answer = _compare_given(own_given, given) if given and own_given else RIGHT
    return answer if is_family or answer == WRONG else UNKNOWN


def _may_be_ordered_otherwise(ours: list[str], words: list[str]) -> bool:
    """Return whether two names may be the same although they end differently.

    A family name may come first, a married name last, and a patronymic may stand alone.
    """
    sets = [{*each[:-1]} - _PARTICLES | {each[-1]} for each in (ours, words)]
    is_same_first = is_near_given(ours[0], words[0])
    return (
        sets[0] <= sets[1]
        or sets[1] <= sets[0]
        or sound_alike("".join(ours), "".join(words))
        or (is_near(ours[0], words[-1]) and is_near_given(ours[-1], words[0]))
        # “Jackie Kennedy” for Jacqueline Kennedy Onassis
        or (is_same_first and ours[-1] in words)
        or (is_same_first and bool(_PATRONYMIC.search(ours[-1])))
    )


def _family(words: list[str]) -> list[str]:
    """Return the family name: the last word, with particles before it."""
    at = len(words) - 1
    while at > 0 and words[at - 1] in _PARTICLES:
        at -= 1
    return words[at:]


def _compare_given(own: list[str], theirs: list[str]) -> str:
    if is_form_of(own[0], theirs[0]):
        middle = list(zip(own[1:2], theirs[1:2], strict=False))
        if all(is_form_of(one, other) for one, other in middle):
            return RIGHT
        # George W. Bush is not George H. W. Bush.
        return WRONG if any(1 in map(len, pair) for pair in middle) else UNKNOWN
    if any(is_form_of(one, theirs[0]) for one in own[1:] if len(one) > 1):
        # Honest Abe Lincoln, but not Mary Ann Lowe for Ann Lowe
        is_first = len(own[0]) > 2 and is_given_name_or_initial(own[0])
        return UNKNOWN if is_first else RIGHT
    if any(is_near_given(own[0], other) for other in theirs):
        return UNKNOWN
    # “Magic” Johnson may be anybody with that family name.
    is_other = any(map(is_given_name_or_initial, own)) and is_given_name_or_initial(
        theirs[0]
    )
    return WRONG if is_other else UNKNOWN
