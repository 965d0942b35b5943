"""English: words, by class and by the rules that they are in.

The classes are those of any English grammar; the lists were written by hand. Kinds of
cues follow Levin, "English Verb Classes and Alternations" (1993): section 37,
communication; sections 29 and 30, conceiving and perceiving.
"""

import re

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
    "amid alongside regarding concerning unlike versus".split()
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
    "today yesterday tomorrow earlier further rather quite well here there "
    "almost".split()
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
    "works lives live plays move moves turned turns start starts arose awoke bled "
    "blew bought caught clung crept dealt drank dug fed fled flew flung froze hid "
    "knelt leapt overcame oversaw rang shone shrank slid spat sprang struck swam swept "
    "swung tore undertook wept withstood woke".split()
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

OTHER_CLASSES = {
    **{"to": "TO", "that": "TH", "her": "PO", "'s": "GE", "’s": "GE", "’": "GE"},
    **dict.fromkeys(("family", "ally", "rally", "assembly"), "NN"),
    **{"'": "GE", "there": "EX", "it": "IT", "who": "WH", "which": "WH"},
}
ACRONYMS = frozenset(("US", "IT", "WHO"))
ABBREVIATIONS = frozenset(
    "Mr Mrs Ms Dr Sen Rep Gov Gen Lt Col Sgt Capt Rev Hon Prof St Jr Sr vs Inc Co Corp "
    "No Jan Feb Mar Apr Aug Sep Sept Oct Nov Dec Ala Ariz Calif Conn Fla Ga Mich Minn "
    "Pa Tenn Tex Va Wash Wis Ind Mass Md Mo Nev Okla Ore Ky La Ill Kan Neb Reps Sens "
    "Messrs Maj Adm Cmdr Del Dels Cllr Supt Insp Det Atty Gens Govs Profs Ph "
    "Esq JJ Cpl Pvt Mx Fr".split()
)
LETTER_WORDS = "I"
#: Verbs between a question in quotation marks and its speaker.
ASKING_VERBS = frozenset(
    "say ask add wonder writ tell tweet shout cry reply exclaim".split()
)
#: Cues of a question that somebody else answers.
ASKING_CUES = "ask wonder inquir enquir query demand"
CLASS_ENDINGS = (("ly", "RB", 2), ("ing", "IG", 5), ("ed", "ED", 4))
SPEECH_CUES = (
    "say tell write add note report announce state explain reply respond answer insist "
    "suggest warn declare acknowledge admit confirm deny describe tweet comment remark "
    "observe testify argue claim assert contend allege maintain stress emphasize "
    "emphasise continue recall conclude caution quip joke boast concede reiterate "
    "repeat recount relate mention quote cite characterize characterise dub call label "
    "term according advise assure promise vow pledge swear predict propose recommend "
    "complain lament muse counter retort shout yell exclaim ask wonder inquire "
    "question charge accuse express point post blog urge speak talk comment posit "
    "proclaim pronounce interject opine elaborate clarify disclose reveal inform "
    "remind brief read word statement words accusation assertion allegation comments "
    "remarks announcement rumour rumor : theorize theorise hypothesize speculate"
)
THOUGHT_CUES = (
    "believe think feel know find show indicate estimate learn see view consider "
    "realize realise expect hope fear doubt suspect understand decide judge determine "
    "discover demonstrate imply guess assume agree regard imagine belief view opinion "
    "conclusion idea"
)
#: "Added" and "adding" lose a letter too many in their stem.
MORE_SPEECH_STEMS = "ad"
IRREGULAR = {
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
}
VERB_ENDINGS = (("ing", "ing"), ("ss", ""), ("s", "s"), ("ed", "ed"))
PLURAL_ENDINGS = ("s",)
PERSON_ENDINGS = ("s",)

# Small words in rules

SUBJECT_PRONOUNS = {"m": "he", "f": "she"}
OBJECT_PRONOUNS = "him her"
IT = "it"
THIS = "this that it"
THIS_OR_WHICH = "this that it which"
ONE = "one another others"
RELATIVE_PRONOUNS = "who which"
RELATIVES_OF_CLAUSES = "who whom whose which"
RELATIVE_THINGS = "which"
WHOSE = "whose"
THE = "the"
A = "a an"
ARTICLES = "a an the"
AND = "and"
AND_SIGNS = "and &"
AND_OR = "and or"
BUT = "but"
CONTRASTING = "and but while whereas"
NOT = "not"
NEITHER = "neither"
NOR = "nor neither"
OR = "or and/or"
AS = "as"
WHETHER = "whether if"
BORN = "born née nee né"
KNOWN = "known nicknamed dubbed"
BY = "by"
IN = "in"
OF = "of"
OF_FOR = "of for"
OF_FOR_ON = "of for on"
WITH = "with"
TO = "to"
IF = "if"
LIKE = "like including"
LEADING_CLAUSES = "after before since until like than"
GENITIVES = "'s ’s"
COPULAS = "is are was"
OWNER_PREPOSITIONS = "for of at in to"
ROLE_PREPOSITIONS = "for of at in to with"
AUTHORSHIP = "from by"
DOCUMENT_LINKS = "from by to of about on for against concerning regarding quoting"
NO_ONE = "no every any each such"
TOWARDS = "to with by for at from about"
JOINTS = (("and",), (",", "and"), ("&",), ("or",))
OWNING_ADJECTIVES = "close familiar loyal"
NAME_JOINING = "of for and & on the in"
IN_THING_NAMES = "of for and &"
BEFORE_NAMES = "the of for"
AFTER_OF = "america commons lords"

# Rules

PARTICLES_OF_VERBS = "on in back"
ACCORDING = "according"
NOTHING_OR_NO = "nothing little no"
IN_THE_WORDS_OF = (("the", "words", "of"), ("the", "phrase", "of"))
PASSIVE = "was were been being is are be got"
NOUN_CUES = "words word statement remark comment"
NO_INFINITIVES = "said told wrote spoke"
NO_INFINITIVE_ENDINGS = ("ed", "s")
WOULD = ("would ",)
SIGNS_AS_NAMES = "hope"
NOBODY = "them we us you me this that these those"
ANYBODY = "somebody someone anybody anyone everybody everyone nobody"
SOMEBODY = "they i"
OWNERS = "his her their my our whose"
INDEFINITE = (
    "a an another one some many most several other others few all every each any no "
    "two three four five six seven eight nine ten dozens hundreds more fellow"
)
#: Words that make a phrase belong to the one before.
OWNING = "for of to at from in with on"
ROLE_LINKS = "for of to at from in with on and"
PLACE_PREPOSITIONS = "in at near from across outside inside throughout"
#: "She said | nothing", "so": what she said is not printed.
NOTHING = "nothing little"
VAGUE = "nothing little so as much no yes more else that this it such thing her him"
QUESTION_WORDS = "how why what when where which who whose whether"
PARTICLES_OF_CUES = "to out on for of by that about with in"
NAMING_VERBS = (
    "described called dubbed characterized characterised labeled labelled hailed "
    "denounced dismissed praised branded"
)
VOICING_VERBS = "expressed voiced expresses voices expressing voicing"
FEELINGS = (
    "admiration concern concerns doubt doubts support hope hopes regret fear fears "
    "anger confidence optimism alarm outrage sympathy gratitude surprise "
    "skepticism relief scepticism frustration disappointment dismay interest "
    "opposition"
)
NOT_SAYING = "deny question quot read"
GENERIC = "some others many several those both all"
TELLING = (
    "told asked informed advised warned reminded assured promised briefed urged "
    "ordered instructed begged"
)
TELLING_SOMEBODY = "told informed reminded assured briefed"
ACCUSED = "accused suspected charged convicted"
HEARING = (
    "recalled remembered heard quoted cited reported described recounted recalls "
    "remembers hears quotes cites reports describes recounts recalling remembering "
    "hearing quoting citing reporting describing"
)
HEARD_SAYING = "saying say telling tell shouting shout yelling asking"
AS_SAYING = (("as", "saying"),)
ASIDES = (
    "written led made sent given seen taken known drawn read driven beaten chosen run "
    "built held shot hit together rather instead next opposite beside besides"
)
MANNER = (
    "shout yell cry scream whisper bark snap roar mutter murmur sob spit plead growl "
    "hiss wail bellow sing"
)
FAKED = "fake fakes bogus phony phoney ai-generated deepfake deepfaked cloned"
WRITTEN = "saying reading stating"
WORN = (
    "shirt t-shirt tee-shirt tshirt sweatshirt hoodie jacket hat cap badge button sign "
    "placard banner poster sticker billboard plaque tattoo flag mug signs placards "
    "banners posters shirts t-shirts hats stickers badges buttons"
)
RECEIVING = (
    "received receives receiving got gets getting found finds finding opened obtained "
    "intercepted saw seen sees read reads kept discovered"
)
RELATIVES_OF_THINGS = "that which where"
QUESTION_LETTERS = "Q Q. Question QUESTION"
ANSWER_LETTERS = "A A. Answer ANSWER"
#: An introduction says that it is a conversation, and with whom.
TALKED = (
    "interview interviewed interviews spoke speaks talked talks asked sat conversation "
    "answers answered"
)
TALKED_WITH = "with to"
#: Roles of those who ask.
PRESS = (
    "reporter journalist correspondent editor host presenter interviewer columnist "
    "writer"
)
PRONOUN_SEXES = dict.fromkeys(("he", "him", "his", "himself"), "m") | dict.fromkeys(
    ("she", "her", "hers", "herself"), "f"
)
#: Words without an initial in a short form.
SMALL_WORDS = "of for the and"
#: Cues of somebody who does not agree with what follows, or only passes it on.
DISAGREEING = "accord quot deny denies disput doubt question refut reject"
SAME_PRONOUNS = "he she they"
THE_QUOTE = ("it ", "this ", "that ", "the ", "but it ", "these ", "those ", "they ")
#: Cues that count if nothing is in quotation marks: "did not confirm" says little.
SAYING = (
    "say tell writ write tweet claim stat state announc announce declar declare "
    "utter remark argu argue suggest"
)
BARE_FORMS = {
    f"{verb}n": verb
    for verb in "did does do has had have is was were are would could should".split()
} | {"’t": "not", "'t": "not", "'ll": "’ll", "'d": "’d", "'s": "’s", "won": "will"}
EXPECTED = "expected set due scheduled slated likely"
#: "has never, in public or in private, said"
ASIDE = re.compile(r" [,(–—-] [^,]{3,40} [,)–—-] \Z")
NAME_SIGNS = "question may might"
#: Words that begin a command though a name follows: "Imagine American Airlines".
COMMANDS = "imagine suppose picture pretend fake false"


def cut_ending(lower: str) -> str:
    """Return a word without its ending, the same for all forms of a regular verb."""
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
