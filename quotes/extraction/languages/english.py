"""Words of the closed classes, and a guess at the class of any other word.

In: a word as printed. Out: a tag of one to three letters. There is no parser: clauses
and noun phrases are recognized by these tags alone. The classes are those of any
English grammar; the lists were written by hand.
"""

DETERMINERS = frozenset(
    "the a an this that these those some any each every no all both either neither "
    "another several many few most much such".split()
)
PRONOUNS = frozenset(
    "he she they i we you it who him her them me us himself herself themselves itself "
    "myself someone everyone anyone nobody others one everybody anybody".split()
)
POSSESSIVES = frozenset("his her its their my our your whose".split())
PREPOSITIONS = frozenset(
    "of in on at for from by with about against between into through during before "
    "after above below under over since until among per despite toward towards upon "
    "within without across along behind beyond near off out up down around like via "
    "amid alongside regarding concerning".split()
)
CONJUNCTIONS = frozenset("and or but nor yet so".split())
SUBORDINATORS = frozenset(
    "that because while although though if unless when whenever where whereas as than "
    "whether why how what which whom once lest".split()
)
MODALS = frozenset(
    "will would can could may might must shall should wo ca wouldn couldn won "
    "shouldn ’ll 'll ’d 'd".split()
)
BE = frozenset(
    "is are was were be been being am isn wasn aren weren ’s 's ’re 're ’m 'm".split()
)
HAVE = frozenset("has have had having hasn haven hadn ’ve 've".split())
DO = frozenset("do does did done doing didn don doesn".split())
NEGATIONS = frozenset("not ’t 't never".split())
ADVERBS = frozenset(
    "also then now later again still just even only often always already once soon "
    "ever perhaps maybe instead too very more most less least however meanwhile "
    "today yesterday tomorrow earlier further rather quite well here there".split()
)
#: Past forms that do not end in -ed, and common verbs that look like nouns.
VERBS = frozenset(
    "said says say told tells tell wrote writes write thought thinks think knew knows "
    "know saw sees see got gets get made makes make took takes take came comes come "
    "went goes go gave gives give found finds find felt feels feel left leaves leave "
    "put puts kept keeps keep began begins begin ran runs run held holds hold brought "
    "brings bring stood stands stand lost loses lose met meets meet paid pays pay sat "
    "sits sit spoke speaks speak led leads rose rises fell falls fall sent sends send "
    "built builds build spent spends won wins win heard hears hear became becomes "
    "become let lets set sets wants want needs need seems seem looks look tries try "
    "believes believe hopes hope expects expect argues argue claims shows show means "
    "mean remains remain includes include continues continue allows allow agrees agree "
    "insists insist adds add appears appear grew grows broke breaks chose chooses "
    "drew draws drove drives ate fought fights forgot gone hit hurt laid lay lent lie "
    "meant read rode sang sank sought seeks seek sold sells slept stole swore taught "
    "threw throws understood understands wore withdrew ask asks call calls helps help "
    "works lives live plays move moves turned turns start starts".split()
)
MONTHS_AND_DAYS = frozenset(
    "monday tuesday wednesday thursday friday saturday sunday january february march "
    "april june july august september october november december".split()
)
PEOPLE = frozenset(
    "spokesman spokeswoman spokesperson official officials analyst analysts expert "
    "experts report reports study poll letter statement critics critic supporters "
    "senator president governor secretary mayor director officer chief minister "
    "candidate candidates lawyer attorney adviser aide aides campaign police people "
    "voters democrats republicans lawmakers reporters researchers scientists source "
    "sources man woman chairman chairwoman chair judge group groups leader leaders "
    "author authors coach teacher doctor witness witnesses residents survey article "
    "newspaper organization government committee court company ambassador blogger "
    "professor economist strategist manager representative congressman delegate "
    "professors economists strategists owner founder co-founder".split()
)

_CLOSED: dict[str, str] = {}
for _tag, _words in (
    ("RB", ADVERBS),
    ("VB", VERBS),
    ("SB", SUBORDINATORS),
    ("IN", PREPOSITIONS),
    ("DT", DETERMINERS),
    ("PO", POSSESSIVES),
    ("PR", PRONOUNS),
    ("CC", CONJUNCTIONS),
    ("MD", MODALS),
    ("BE", BE),
    ("HV", HAVE),
    ("DO", DO),
    ("NO", NEGATIONS),
    ("DA", MONTHS_AND_DAYS),
    ("PE", PEOPLE),
):
    _CLOSED.update(dict.fromkeys(_words, _tag))
_CLOSED |= {"to": "TO", "that": "TH", "her": "PO", "'s": "GE", "’s": "GE"}
_CLOSED |= {"there": "EX", "it": "IT", "who": "WH", "which": "WH", "’": "GE", "'": "GE"}
_MARKS = {",": ",", ".": ".", "?": ".", "!": ".", ";": ";", ":": ":"}


def tag(word: str) -> str:
    """Return the class of a word, by list, by first letter or by ending."""
    lower = word.lower()
    if word in ("US", "IT", "WHO"):
        return "CP"
    known = _CLOSED.get(lower)
    if known and not (known == "VB" and word[0].isupper() and len(word) < 5):
        return known
    if not word[0].isalnum():
        mark = _MARKS.get(word)
        if mark:
            return mark
        return "(" if word[0] in "([" else ")" if word[0] in ")]" else "-"
    if word[0].isdigit():
        return "CD"
    if word[0].isupper():
        return "CP"
    if lower.endswith("ly"):
        return "RB"
    if lower.endswith("ing") and len(lower) > 4:
        return "IG"
    if lower.endswith("ed") and len(lower) > 3:
        return "ED"
    return "NN"


_IRREGULAR = {
    form: stem
    for stem, forms in {
        "say": "said says saying",
        "tell": "told tells telling",
        "write": "wrote writes written writing",
        "think": "thought thinks thinking",
        "know": "knew knows known knowing",
        "see": "saw sees seen seeing",
        "find": "found finds finding",
        "feel": "felt feels feeling",
        "hear": "heard hears hearing",
        "speak": "spoke spoken speaks speaking",
        "seek": "sought seeks seeking",
        "show": "shown shows showed showing",
        "make": "made makes making",
        "give": "gave given gives giving",
        "take": "took taken takes taking",
        "swear": "swore sworn swears",
        "hold": "held holds holding",
        "understand": "understood understands",
        "forget": "forgot forgotten",
        "mean": "meant means",
        "read": "reads reading",
        "argue": "argued argues arguing",
        "believe": "believed believes believing",
    }.items()
    for form in (stem, *forms.split())
}


def stem(lower: str) -> str:
    """Return a word without its ending, the same for all forms of a verb."""
    known = _IRREGULAR.get(lower)
    if known:
        return known
    for ending in ("ing", "ed", "es", "s", "e"):
        if lower.endswith(ending) and len(lower) - len(ending) > 2:
            cut = lower[: -len(ending)]
            if ending in ("ing", "ed") and cut[-1] == cut[-2] and cut[-1] in "bdgmnprt":
                cut = cut[:-1]
            if cut[-1] == "i" and ending in ("ed", "es"):
                cut = cut[:-1] + "y"
            if ending == "s" and cut[-1] in "se":
                cut = cut[:-1]
            return cut.removesuffix("e")
    return lower


def ending(lower: str) -> str:
    """Return the ending of a verb form: -ing, -ed (also irregular), -s or nothing."""
    if lower.endswith("ing"):
        return "ing"
    if lower.endswith("s") and not lower.endswith("ss"):
        return "s"
    if lower.endswith("ed") or (_IRREGULAR.get(lower, lower) != lower):
        return "ed"
    return ""
