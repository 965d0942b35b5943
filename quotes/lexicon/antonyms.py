"""Words that change the sense when exchanged: opposites and numbers."""

from itertools import product

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
_EXCHANGED = """
raise/cut raise/lower raise/reduce increase/reduce increase/decrease increase/cut
increase/lower rise/fall rose/fell risen/fallen rise/drop rose/dropped climb/drop
climb/fall climb/fell grow/shrink grew/shrank surge/plunge accelerate/slow gain/lose
expand/shrink expand/reduce strengthen/weaken high/low highest/lowest higher/lower
upper/lower maximum/minimum major/minor majority/minority most/few some/all
superior/inferior support/oppose refuse/agree accept/reject accept/refuse approve/reject
approve/veto sign/veto welcome/reject welcome/condemn praise/condemn praise/criticize
recommend/discourage encourage/discourage allow/ban allow/forbid allow/prohibit
permit/forbid legalize/ban confirm/deny denied/confirmed admit/deny denied/admitted
attack/defend include/exclude innocent/guilty guilty/acquitted convict/acquit
defendant/victim profit/loss success/failure succeed/fail pass/fail victory/defeat
if/unless until/after until/before always/sometimes for/against and/or both/neither
either/neither must/may hire/fire buy/sell bought/sold buyer/seller lend/borrow
credit/debt asset/liability income/expense import/export give/take send/receive
push/pull teach/learn teacher/student ask/answer question/answer cause/effect
employer/worker doctor/patient remember/forget remembered/forgot believe/doubt
trust/suspect hope/fear like/dislike love/hate joy/sorrow pain/pleasure virtue/vice
alive/dead live/die life/death birth/death arrive/depart arrive/leave enter/leave
join/leave join/quit resign/stay come/go appear/disappear advance/retreat
open/close start/end start/stop begin/stop beginning/end build/destroy create/destroy
protect/destroy help/hurt help/harm public/private democrat/republican
conservative/liberal optimist/pessimist optimistic/pessimistic positive/negative
active/passive left/right north/south east/west northern/southern eastern/western
above/below inside/outside on/off near/far past/future today/tomorrow yesterday/today
yesterday/tomorrow day/night morning/evening summer/winter early/late earlier/later
former/latter young/old new/old big/small large/small long/short wide/narrow
deep/shallow heavy/light fast/slow hot/cold warm/cold cheap/expensive clean/dirty
full/empty better/worse easy/hard easier/harder easiest/hardest simple/complex
safe/dangerous safety/danger healthy/sick beautiful/ugly clever/stupid smart/stupid
wise/stupid honest/corrupt brave/cowardly courage/cowardice cruel/kind hero/traitor
ally/enemy free/slave free/captive freedom/slavery truth/lie heaven/hell god/devil
son/daughter father/mother brother/sister husband/wife king/queen boy/girl male/female
black/white arrest/release arrested/released double/halve doubled/halved keep/abolish
introduce/abolish order/prevent many/no some/no half/most half/all agree/disagree
choice/life
"""
_PAIRS = {
    frozenset((mine, its))
    for one, other in (pair.split("/") for pair in _EXCHANGED.split())
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
