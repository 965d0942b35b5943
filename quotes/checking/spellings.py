"""Decides whether two words are forms or spellings of one name. Plain Python.

“Bob” is a form of “Robert”; “Zelenskyy” and “Zelensky”, “Aleksei” and “Alexey” are
spelt nearly alike, which excludes nobody and proves nothing. In: folded words.
"""

import re
from functools import cache

from anyascii import anyascii
from rapidfuzz.distance import Levenshtein

from quotes.extraction.given_names import EITHER, names_without
from quotes.lexicon.words import fold_accents

#: Short and pet forms of given names.
_NICKNAMES = """
abraham abe; albert al bert; alexander alex alec sandy sasha; alexandra alex sandra
sasha; alfred al fred; andrew andy; anthony tony; antonio tony toni; barack barry;
barbara barb babs; benjamin ben benny bibi; bernard bernie; catherine cathy cate cat
kate kathy katie; charles charlie chuck; christina chris tina; christine chris;
christopher chris kit; daniel dan danny; david dave davy; deborah deb debbie debra;
donald don donnie; dorothy dot dottie dolly; dwight ike; edward ed eddie ted teddy ned;
edwin ed eddie; eleanor ellie nell; elizabeth liz beth betty eliza lizzie bess lisa
libby; ernesto che; eugene gene; francesca fran; frances fran fanny; francis frank fran;
francisco paco pancho; franklin frank; frederick fred freddie; friedrich fritz; gabriel
gabe; gerald gerry jerry; gerard gerry; gregory greg; harold hal harry; heinrich heinz;
helen nell nellie; henry harry hank hal; herbert herb bert; hillary hilary; ignacio
nacho; jacob jake; jacqueline jackie; james jim jimmy jamie; janet jan; jeffrey jeff;
jennifer jen jenny; jeremy jerry; jessica jess; johann hans; johannes hans; john jack
johnny jon; jonathan jon; jose pepe; joseph joe joey; joshua josh; judith judy;
katherine kate kathy katie kay kit kitty; kathleen kathy kate; kenneth ken kenny;
lawrence larry; leonard len leo; leo lev lew; margaret maggie peggy meg madge greta;
martha patty;
martin marty; mary molly polly mamie; matilda tilly; matthew matt; maximilian max;
michael mike mick mickey; mikhail misha; mildred millie; nancy nan; nathaniel nat nate
nathan; nicholas nick nicky; nikolai kolya; norman norm; pamela pam; patricia pat patty
tricia trish; patrick pat paddy; peter pete; philip phil; randolph randy; raymond ray;
rebecca becky; reginald reg reggie; richard dick rick rich ricky; robert bob bobby rob
bert; ronald ron ronnie; rosemary rosie; russell russ; samantha sam; samuel sam sammy;
sarah sally sadie; stanley stan; stephanie steph; stephen steve; steven steve; susan sue
susie; terence terry; teresa terry tess; theodore ted teddy theo; theresa terry tess;
thomas tom tommy; timothy tim; ulysses sam; valerie val; victor vic; victoria vicky;
vincent vince vinny; virginia ginny; vladimir vova; walter walt wally; wilhelm
willi; william bill billy will willy; winston winnie; zachary zach zack
"""
#: Given names that also begin names of places and organisations.
_NO_GIVEN_NAMES = frozenset("north general meta red saint star".split())
_FORMS: dict[str, set[str]] = {}
for _line in _NICKNAMES.replace("\n", " ").split(";"):
    for _name in _line.split():
        _FORMS.setdefault(_name, set()).update(_line.split())
#: Letters that one sound is written with, in Latin letters of different languages.
_SOUNDS = str.maketrans("bpvwcgkqxzdtnm", "ffffssssssttnn", "aeiouyhj")


def is_form_of(one: str, other: str) -> bool:
    """Return whether a given name or initial is a form of another."""
    if one == other or other in _FORMS.get(one, ()):
        return True
    return 1 in (len(one), len(other)) and one[:1] == other[:1]


def is_near(one: str, other: str) -> bool:
    """Return whether two names may be spellings of one, in other letters too.

    One letter may differ, of long names two, and more if they sound alike.
    """
    one, other = anyascii(one).lower(), anyascii(other).lower()
    longest = max(len(one), len(other))
    distance = Levenshtein.distance(one, other)
    return distance <= (longest > 3) + (longest > 6) or sound_alike(one, other)


def sound_alike(one: str, other: str) -> bool:
    """Return whether names have the same consonants, and half of their letters."""
    sounds = _sounds(one)
    if len(sounds) < 2 or sounds != _sounds(other):
        return False
    return 2 * Levenshtein.distance(one, other) < max(len(one), len(other))


def is_near_given(one: str, other: str) -> bool:
    """Return whether two given names may be one person's: “Jeff”, “Jeffery”."""
    short, long = sorted((one, other), key=len)
    return (
        is_form_of(one, other)
        or (len(short) > 2 and long.startswith(short))
        or is_near(one, other)
    )


def is_given_name_or_initial(word: str) -> bool:
    """Return whether a word is a known given name, or an initial."""
    if word in _NO_GIVEN_NAMES:
        return False
    return len(word) == 1 or word in _FORMS or word in _sexes()


def sexes_of(word: str) -> set[str]:
    """Return the sexes of those with a given name; empty if unknown."""
    if own := _sexes().get(word):
        return own
    forms = _FORMS.get(word, ())
    return set().union(*(_sexes().get(each, ()) for each in forms)) - {EITHER}


@cache
def _sexes() -> dict[str, set[str]]:
    sexes: dict[str, set[str]] = {}
    for name, sex in names_without(frozenset()).items():
        sexes.setdefault(fold_accents(name), set()).add(sex)
    return sexes


def _sounds(name: str) -> str:
    """Return the consonants of a name, one letter for those that sound alike."""
    name = re.sub(r"t(?=[csz])", "", name)
    return re.sub(r"(.)\1+", r"\1", name.replace("h", "").translate(_SOUNDS))
