"""Words that change the sense when exchanged: opposites and numbers."""

from itertools import product
from pathlib import Path

from quotes.lexicon.stemming import stem

#: Beginnings that make a word its opposite.
NEGATING_PREFIXES = ("anti", "de", "dis", "il", "im", "in", "ir", "mis", "non", "un")
#: Contrary words that WordNet does not pair, or only in other senses.
CONTRARY = {
    frozenset(pair.split())
    for pair in (
        "over under|more less|always never|all none|all no|everything nothing|"
        "everybody nobody|much nothing|with without|before after|within without|"
        "man woman|men women|win lose|love hate|friend enemy|"
        "rich poor|best worst|good bad|good evil|first last|up down|true false|"
        "right wrong|like unlike|can cannot|in out|many few|war peace|ours theirs|"
        "early late|begin end|begins ends|possible impossible|useful useless|"
        "easy hard|easy difficult|happy unhappy|wise foolish|strong weak|yes no|"
        "he she|his her|him her|himself herself"
    ).split("|")
}
#: More of them, which count in any form, but only if one is exchanged for the other.
_EXCHANGED = Path(__file__).with_name("antonyms.txt").read_text("utf-8")
_PAIRS = {
    frozenset((mine, its))
    for one, other in map(str.split, _EXCHANGED.splitlines())
    for mine in (one, stem(one))
    for its in (other, stem(other))
}
#: Of each group, one is not another: units, days and months.
_GROUPS = {
    stem(word): number
    for number, words in enumerate(
        "dollar pound euro franc yen cent rouble rupee peso|second minute hour day "
        "week month year decade century|inch foot yard mile metre kilometre|monday "
        "tuesday wednesday thursday friday saturday sunday|january february march "
        "april june july august september october november december".split("|")
    )
    for word in words.split()
}
_NUMBERS = {
    word: str(number)
    for number, words in enumerate(
        "zero|one first|two second|three third|four fourth|five fifth|six sixth|"
        "seven seventh|eight eighth|nine ninth|ten tenth tens|eleven eleventh|"
        "twelve twelfth dozen dozens|thirteen thirteenth|fourteen fourteenth|"
        "fifteen fifteenth|sixteen sixteenth|seventeen seventeenth|"
        "eighteen eighteenth|nineteen nineteenth|twenty twentieth".split("|")
    )
    for word in words.split()
}
_NUMBERS |= {
    word: str(10 * tens)
    for tens, word in enumerate(
        "thirty forty fifty sixty seventy eighty ninety".split(), 3
    )
}
_NUMBERS |= {
    form: number
    for word, number in (
        *(("hundred", "100"), ("thousand", "1000"), ("million", "million")),
        *(("billion", "billion"), ("trillion", "trillion")),
        *(("half", "half"), ("quarter", "quarter")),
    )
    for form in (word, f"{word}s")
}


def are_contrary(one: str, other: str) -> bool:
    """Return whether two words are opposites, in any form: “raised” and “cuts”."""
    short, long = sorted((one, other), key=len)
    ours, theirs = stem(one), stem(other)
    return (
        any(frozenset(pair) in _PAIRS for pair in product((one, ours), (other, theirs)))
        or (ours != theirs and ours in _GROUPS and _GROUPS[ours] == _GROUPS.get(theirs))
        or (
            len(short) > 3
            and any(long == prefix + short for prefix in NEGATING_PREFIXES)
        )
        or one.removesuffix("ful") + "less" == other
        or other.removesuffix("ful") + "less" == one
    )


def digits_of(key: str) -> str:
    """Return the digits of a number, “30” of “thirty”, or "" of any other word."""
    return key if key[0].isdigit() else _NUMBERS.get(key, "")
