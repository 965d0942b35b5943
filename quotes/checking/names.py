"""Decides whether two names may be the same person's. Plain Python.

Titles and honours are ignored, initials and nicknames fit the names they stand for. A
family name alone fits everybody who has it.
"""

import re
from collections.abc import Collection, Iterable

from articles.names.words import PARTICLES, STYLES, TITLE_WORDS
from quotes.search.words import fold

RIGHT, WRONG, UNKNOWN = "right", "wrong", "unknown"

#: Roles that nobody has as a family name: “the US president” names nobody.
_ROLES = frozenset(
    "president minister secretary secretary-general chairman chairwoman premier "
    "ambassador governor senator spokesman spokeswoman spokesperson präsident "
    "präsidentin président présidente presidente presidenta kanzler kanzlerin "
    "bundeskanzler bundeskanzlerin bundespräsident sprecher sprecherin ministre "
    "ministro ministra portavoz".split()
)
_ROLES = frozenset(map(fold, _ROLES))
#: What may be before a name.
_TITLES = _ROLES | frozenset(
    fold(word.rstrip("."))
    for word in TITLE_WORDS
    | STYLES
    | set("vice former late prime chair the then monsieur madame".split())
)
_SUFFIXES = frozenset("jr sr ii iii iv esq phd md qc kc mp".split())
_PARTICLES = frozenset(map(fold, PARTICLES))
#: Short and pet forms of given names.
_NICKNAMES = """
abraham abe; albert al bert; alexander alex alec sandy; alfred al fred; andrew andy;
anthony tony; barack barry; benjamin ben benny; bernard bernie; charles charlie chuck;
christopher chris kit; daniel dan danny; david dave; donald don donnie; dwight ike;
edward ed eddie ted teddy ned; eleanor ellie; elizabeth liz beth betty eliza lizzie;
eugene gene; franklin frank; frederick fred freddie; gerald gerry jerry; harold hal
harry; henry harry hank hal; herbert herb bert; hillary hilary; jacqueline jackie;
james jim jimmy jamie; john jack johnny; jonathan jon; joseph joe joey; judith judy;
katherine kate kathy katie; kenneth ken; lawrence larry; leonard len leo; margaret
maggie peggy meg; martin marty; matthew matt; michael mike mick; nicholas nick;
patricia pat patty; patrick pat paddy; peter pete; philip phil; raymond ray; richard
dick rick rich; robert bob bobby rob bert; ronald ron ronnie; samuel sam; stephen steve;
steven steve; susan sue; theodore ted teddy theo; thomas tom tommy; timothy tim; ulysses
sam; victoria vicky; walter walt; william bill billy will willy; winston winnie;
zachary zach
"""
_FORMS: dict[str, set[str]] = {}
for _line in _NICKNAMES.replace("\n", " ").split(";"):
    for _name in _line.split():
        _FORMS.setdefault(_name, set()).update(_line.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’‘-][^\W\d_]+)*")
#: Words in names of institutions, for which somebody speaks: they exclude nobody.
_INSTITUTIONS = frozenset(
    "house kremlin pentagon street office department ministry court party committee "
    "bank university college council union association group inc ltd llc company corp "
    "corporation agency police government board commission foundation institute army "
    "society league parliament congress senate cabinet administration network times "
    "post guardian reuters ministère gouvernement élysée regierung bundestag partei "
    "verband gobierno ministerio ayuntamiento banque banco moncloa".split()
)
_INITIALS = re.compile(r"\A(?:[A-Z]\.?){2,4}\Z")
_ROLE = re.compile(r"\s*(?:the|an?|one|his|her|their|our|my|some)\s", re.IGNORECASE)
_PRONOUNS = frozenset(
    "he she they it i we you who il elle er sie el ella spokesman spokeswoman".split()
)


def compare_names(claimed: str, speakers: Iterable[str], known: Collection[str]) -> str:
    """Return RIGHT, WRONG or UNKNOWN for a claimed name of somebody on record.

    `speakers` are the names and aliases of those who said it, and `known` the names of
    other people on record: a claimed name that is one of these means that person. The
    answer is UNKNOWN if either side has no name, or if the names neither fit nor
    exclude each other.
    """
    names = [name for name in speakers if parts_of(name)]
    own = parts_of(claimed)
    if not names or not own:
        return UNKNOWN
    whole = {whole_name(name) for name in names}
    if whole_name(claimed) in whole:
        return RIGHT
    if len(own) > 1 and whole_name(claimed) in {whole_name(name) for name in known}:
        return WRONG
    answers = {_compare(claimed.strip(), own, name) for name in names}
    answer = next(each for each in (RIGHT, UNKNOWN, WRONG) if each in answers)
    # “The White House” and “a spokesman” are nobody's name.
    is_open = _ROLE.match(claimed) or not _INSTITUTIONS.isdisjoint(own)
    return UNKNOWN if answer == WRONG and is_open else answer


def whole_name(name: str) -> str:
    """Return the words of a name without titles, folded, as a key."""
    return " ".join(parts_of(name))


def parts_of(name: str) -> list[str]:
    """Return the folded words of a name without titles before it and suffixes.

    [] if it is a pronoun or names only a role.
    """
    first, *others = [
        [fold(each) for each in _WORD.findall(part)] for part in name.split(",")
    ]
    # Not “Ann Lowe, mayor”, but “King, Martin Luther”.
    words = first + [word for part in others if set(part) - _TITLES for word in part]
    words = [each for each in words if each not in _SUFFIXES]
    at = next((n for n, word in enumerate(words) if word not in _TITLES), len(words))
    words = words[at:]
    return [] if words and (words[0] in _PRONOUNS or words[-1] in _ROLES) else words


def _compare(claimed: str, own: list[str], name: str) -> str:
    theirs = parts_of(name)
    # “BUSH” is a family name in capitals.
    if own[-1] not in theirs and _INITIALS.match(claimed.replace(" ", "")):
        letters = [each for each in claimed.lower() if each.isalpha()]
        initials = [each[0] for each in theirs if each not in _PARTICLES]
        if letters == initials or letters == [each[0] for each in theirs]:
            return RIGHT
        # JK for John F. Kennedy is not certain, and XY certainly somebody else.
        return UNKNOWN if letters[-1:] == initials[-1:] else WRONG
    family, own_family = _family(theirs), _family(own)
    if len(own) == 1:
        if own[0] in theirs[-1:] or [own[0]] == family:
            return RIGHT
        return UNKNOWN if own[0] in theirs else WRONG
    if own_family != family and own[-1:] != theirs[-1:]:
        # A family name may come first, and a married name last.
        return UNKNOWN if set(own) & set(theirs) - _PARTICLES == set(own) else WRONG
    given, own_given = theirs[: -len(family)], own[: -len(own_family)]
    if not given or not own_given:
        return RIGHT
    return _compare_given(own_given, given)


def _family(words: list[str]) -> list[str]:
    """Return the family name: the last word, with particles before it."""
    at = len(words) - 1
    while at > 0 and words[at - 1] in _PARTICLES:
        at -= 1
    return words[at:]


def _compare_given(own: list[str], theirs: list[str]) -> str:
    if _fits(own[0], theirs[0]):
        middle = list(zip(own[1:], theirs[1:], strict=False))
        # George W. Bush is not George H. W. Bush.
        return RIGHT if all(_fits(one, other) for one, other in middle[:1]) else WRONG
    if any(_fits(one, other) for one in own[1:] for other in theirs[:1]):
        return RIGHT  # Honest Abe Lincoln
    if any(_fits(own[0], other) for other in theirs[1:]):
        return UNKNOWN
    return WRONG


def _fits(one: str, other: str) -> bool:
    if one == other or other in _FORMS.get(one, ()):
        return True
    return 1 in (len(one), len(other)) and one[0] == other[0]
