"""The tables of a language, all empty: what is here is what a language may fill.

A language is a module of constants with these names. A rule without words in its
language finds nothing, so a language can begin with a few tables. A table of words may
be one string, with spaces between them. Unless noted, words are in lower case, and
stems are those that `Language.stem` returns.
"""

import re
from collections.abc import Mapping
from typing import Final

Words = frozenset[str]
Pattern = re.Pattern[str]

_NONE: Final = Words()
_NEVER: Final = re.compile(r"(?!)")


class Tables:
    """Empty tables."""

    # Word classes. A word in several of them has the class of the last.

    ADVERBS = _NONE
    #: Common forms; for a regular verb, the endings below may suffice.
    VERBS = _NONE
    SUBORDINATORS = _NONE
    PREPOSITIONS = _NONE
    DETERMINERS = _NONE
    POSSESSIVES = _NONE
    PRONOUNS = _NONE
    CONJUNCTIONS = _NONE
    MODALS = _NONE
    BE = _NONE
    HAVE = _NONE
    DO = _NONE
    NEGATIONS = _NONE
    MONTHS_AND_DAYS = _NONE
    #: Nouns for people, and for bodies that speak: "spokesman", "report".
    PEOPLE = _NONE
    #: Words with a class of their own (tags.py): {"to": "TO", "that": "TH"}.
    OTHER_CLASSES: Mapping[str, str] = {}
    #: As printed: names in capitals that are other words in small letters, "US", "IT".
    ACRONYMS = _NONE
    #: (ending, class, minimum length) of other words: ("ing", "IG", 5).
    CLASS_ENDINGS: tuple[tuple[str, str, int], ...] = ()
    #: Forms of irregular verbs by their stem, separated by spaces.
    IRREGULAR: Mapping[str, str] = {}
    #: (ending, one of ENDINGS for what it means) of verb forms: ("ed", "ed").
    VERB_ENDINGS: tuple[tuple[str, str], ...] = ()
    PLURAL_ENDINGS: tuple[str, ...] = ()
    #: Endings of a verb after "he" or "she".
    PERSON_ENDINGS: tuple[str, ...] = ()

    # Cues, as words whose stems are used

    SPEECH_CUES = _NONE
    THOUGHT_CUES = _NONE
    #: Stems of cues of speech that the weights do not know as such.
    MORE_SPEECH_STEMS = _NONE

    # Sentences

    #: As printed, without the full stop that belongs to them: "Mr".
    ABBREVIATIONS = _NONE
    #: Single capital letters that are words, not initials: "I".
    LETTER_WORDS = _NONE
    #: Stems of verbs between a question in quotation marks and its speaker.
    ASKING_VERBS = _NONE
    #: Stems of cues of a question that somebody else answers.
    ASKING_CUES = _NONE

    # People and things

    #: Titles before a name, and those that are a part of a single name: "Pope Francis".
    TITLES = _NONE
    COURTESY_TITLES = _NONE
    REIGNING = _NONE
    #: Words after which a name begins: "CEO | Ana Ruiz".
    ROLES = _NONE
    #: Other roles, (ending, minimum length) of words that are roles, and those of them
    #: that are none: "weather".
    MORE_ROLES = _NONE
    NO_ROLES = _NONE
    ROLE_ENDINGS: tuple[tuple[str, int], ...] = ()
    #: More people who may be "he" or "she" without a name.
    OTHER_PEOPLE = _NONE
    #: Past forms that have the class of nouns: "shot".
    PASTS_AS_NOUNS = _NONE
    #: The sex that a title or role tells: "m" or "f".
    SEXES: Mapping[str, str] = {}
    #: Short forms of roles as titles, and roles that mean the same as another.
    SPELLED: Mapping[str, str] = {}
    SAME_ROLES: Mapping[str, str] = {}
    #: Words that make a role another one: "vice" president.
    COMPOUND_ROLES = _NONE
    #: Words of doubt or time before a role: "alleged", "former".
    HEDGES = _NONE
    #: Words of a role that do not distinguish people: "former".
    ROLE_MODIFIERS = _NONE
    #: Titles that are as often other words: "general".
    WEAK_TITLES = _NONE
    #: Roles that are names too: "Dean Ball".
    ROLES_AS_NAMES = _NONE
    RELATIVES = _NONE
    #: Groups with a surname: "the brothers Bob and Carl Reed".
    COUPLES = _NONE
    #: Last words of the names of things, those of them that are surnames too, and
    #: those that never are.
    THINGS = _NONE
    SURNAMES = _NONE
    NEVER_SURNAMES = _NONE
    #: What may follow "of" or "for" in the name of an organisation: its first words.
    HEADS = _NONE
    #: Words of dates and times.
    DATE_WORDS = _NONE
    #: Months that are names too, and those of them that are given names; words before a
    #: month that is a date, and before one without anybody's name after it.
    MONTHS = _NONE
    GIVEN_MONTHS = _NONE
    DATING = _NONE
    MAYBE_DATING = _NONE
    #: Words of times that are no dates: "late", "last week".
    TIMES = _NONE
    #: People without a name who are "she" or "he" later: "woman", "man".
    WOMEN = _NONE
    MEN = _NONE
    #: Things that "say" something, "letter", and words before "by" and their author.
    DOCUMENTS = _NONE
    WRITING = _NONE
    #: Words that are no names though they have a capital.
    NO_NAMES = _NONE
    #: As printed: ACRONYMS, and more that count as names where names are looked for.
    NAMES_IN_CAPITALS = _NONE
    #: Acronyms within names.
    ACRONYMS_IN_NAMES = _NONE
    #: First words of a sentence before a name, and endings of such words.
    FIRST_WORDS = _NONE
    FIRST_WORD_ENDINGS: tuple[str, ...] = ()
    #: First words that are tagged as names.
    OPENING_WORDS = _NONE
    #: As printed: words of lists of given names that are seldom that.
    NO_GIVEN_NAMES = _NONE
    #: As printed: places other than the countries, and those of either that are as
    #: often people's names.
    PLACES = _NONE
    PLACES_AS_NAMES = _NONE
    #: As printed: a party's tag after a name, "R-Ky.", its first letters, and its first
    #: two signs after a comma and after a bracket.
    PARTY: Pattern = _NEVER
    PARTY_LETTERS = ""
    PARTY_SIGNS = _NONE
    PARTY_SIGNS_IN_BRACKETS = _NONE
    PARTIES = _NONE
    #: As printed: what a judge is behind a surname, "Reed, J., dissenting".
    JUDGES = _NONE
    #: Labels at the start of a line after which nobody speaks, as a transcript has
    #: them and as any text has; and labels of unknown people.
    LABELS = _NONE
    HEADINGS = _NONE
    UNKNOWN = _NONE
    #: Words after a name that make it a body with its own voice: "the Lowe campaign";
    #: those also with "a"; papers and chambers, which one word names.
    BODIES = _NONE
    POLLS = _NONE
    #: What an organisation publishes and speaks in: "a Reuters report".
    REPORTS = _NONE
    PAPERS = _NONE
    #: As printed.
    CHAMBERS = _NONE
    #: Groups that words with a capital name: "Republicans".
    GROUPS = _NONE
    GROUP_ENDINGS: tuple[str, ...] = ()

    # Pronouns and other small words

    #: The sex that a pronoun tells, and the pronoun of a sex as a subject.
    PRONOUN_SEXES: Mapping[str, str] = {}
    SUBJECT_PRONOUNS: Mapping[str, str] = {}
    #: What leads to an indirect question: "whether".
    WHETHER = _NONE
    #: What leads to an earlier name: "née".
    BORN = _NONE
    #: What leads to a nickname with "as": "known".
    KNOWN = _NONE
    #: "him", "her"
    OBJECT_PRONOUNS = _NONE
    IT = _NONE
    #: "he", "she", "they"
    SAME_PRONOUNS = _NONE
    #: "somebody"; pronouns that mean nobody in particular, and somebody.
    ANYBODY = _NONE
    NOBODY = _NONE
    SOMEBODY = _NONE
    #: "this", "it"; with "which"; "one", "another"; "some", "others".
    THIS = _NONE
    THIS_OR_WHICH = _NONE
    ONE = _NONE
    GENERIC = _NONE
    #: Words before an undetermined person: "a", "several".
    INDEFINITE = _NONE
    #: "his", "their"
    OWNERS = _NONE
    #: "who" and "which"; the same with "whose" and "whom"; those for things too.
    RELATIVE_PRONOUNS = _NONE
    RELATIVES_OF_CLAUSES = _NONE
    RELATIVE_THINGS = _NONE
    WHOSE = _NONE
    QUESTION_WORDS = _NONE
    THE = _NONE
    A = _NONE
    #: "a" and "the"
    ARTICLES = _NONE
    AND = _NONE
    #: "and", "&"; "and", "or".
    AND_SIGNS = _NONE
    AND_OR = _NONE
    BUT = _NONE
    #: Between the words of two people.
    CONTRASTING = _NONE
    NOT = _NONE
    #: "neither"; "neither" and "nor"; "or".
    NEITHER = _NONE
    NOR = _NONE
    OR = _NONE
    AS = _NONE
    BY = _NONE
    IN = _NONE
    OF = _NONE
    OF_FOR = _NONE
    OF_FOR_ON = _NONE
    WITH = _NONE
    #: "like", "including"
    LIKE = _NONE
    #: Prepositions that may begin a clause, or an example: "after", "like".
    LEADING_CLAUSES = _NONE
    GENITIVES = _NONE
    COPULAS = _NONE
    #: Before a place: "in", "near".
    PLACE_PREPOSITIONS = _NONE
    #: Between a role and its owner, "aide | to", in several rules.
    OWNING = _NONE
    OWNER_PREPOSITIONS = _NONE
    ROLE_PREPOSITIONS = _NONE
    ROLE_LINKS = _NONE
    #: "close | to", "familiar | with"
    OWNING_ADJECTIVES = _NONE
    #: "letter | by", and all prepositions between a document and a name.
    AUTHORSHIP = _NONE
    DOCUMENT_LINKS = _NONE
    #: "called | no woman"; "talked | to".
    NO_ONE = _NONE
    TOWARDS = _NONE
    #: Between two who are named together, in words: ("and",), (",", "and").
    JOINTS: tuple[tuple[str, ...], ...] = ()
    #: Small words within the names of things; those without an initial in a short form;
    #: those before a word of a name; names after "of".
    NAME_JOINING = _NONE
    SMALL_WORDS = _NONE
    IN_THING_NAMES = _NONE
    BEFORE_NAMES = _NONE
    AFTER_OF = _NONE

    # Rules about cues

    #: A particle after a cue, "called | for", and after a speaker, "shot | back".
    PARTICLES_OF_CUES = _NONE
    PARTICLES_OF_VERBS = _NONE
    #: "according"
    ACCORDING = _NONE
    #: "said | nothing", "said | no"; other contents that say nothing.
    NOTHING = _NONE
    NOTHING_OR_NO = _NONE
    VAGUE = _NONE
    #: "described" by somebody "as"; "voiced" and the feelings that are voiced.
    NAMING_VERBS = _NONE
    VOICING_VERBS = _NONE
    FEELINGS = _NONE
    #: Stems of verbs that report no words.
    NOT_SAYING = _NONE
    #: Words before a name: ("the", "words", "of").
    IN_THE_WORDS_OF: tuple[tuple[str, ...], ...] = ()
    #: Verbs whose passive has the listener before it, and the auxiliaries of a passive.
    TELLING = _NONE
    PASSIVE = _NONE
    #: Those that have a listener after them unless they are passive; "accused" "of".
    TELLING_SOMEBODY = _NONE
    ACCUSED = _NONE
    #: "Bob Reed | recalled | Ann Lowe | saying", "as saying".
    HEARING = _NONE
    AS_SAYING: tuple[tuple[str, str], ...] = ()
    HEARD_SAYING = _NONE
    #: "a shirt | saying", "a note | that said"; things that are worn or held, and what
    #: is done with a letter of somebody else.
    WRITTEN = _NONE
    RELATIVES_OF_THINGS = _NONE
    WORN = _NONE
    RECEIVING = _NONE
    #: Words that begin an aside, other than prepositions: "written", "together".
    ASIDES = _NONE
    #: The letters before questions and answers, as printed; verbs of a conversation,
    #: and what comes before the one with whom it is.
    QUESTION_LETTERS = _NONE
    ANSWER_LETTERS = _NONE
    TALKED = _NONE
    TALKED_WITH = _NONE
    #: Roles of those who ask: "reporter".
    PRESS = _NONE

    # What was not said. Patterns are for words in lower case, joined by spaces.

    #: Stems of cues that count without quotation marks, and of those that do not agree.
    SAYING = _NONE
    DISAGREEING = _NONE
    #: Nouns that are cues, but not verbs.
    NOUN_CUES = _NONE
    #: Short forms, and what the patterns have instead: {"’t": "not"}.
    BARE_FORMS: Mapping[str, str] = {}
    #: "expected" "to"; "would" … "if".
    EXPECTED = _NONE
    TO = _NONE
    WOULD: tuple[str, ...] = ()
    IF = _NONE
    #: Verbs that cannot follow "may" or "will", and their endings.
    NO_INFINITIVES = _NONE
    NO_INFINITIVE_ENDINGS: tuple[str, ...] = ()
    #: How a sentence about the quotation before it begins: "that ".
    THE_QUOTE: tuple[str, ...] = ()
    #: Without any of these words before a cue, before its clause, in its sentence or in
    #: the one after, no pattern is tried; those that also begin a command or a name.
    NEAR_SIGNS = _NONE
    FAR_SIGNS = _NONE
    WORK_SIGNS = _NONE
    DOUBTING_SIGNS = _NONE
    FOREIGN_SIGNS = _NONE
    NAME_SIGNS = _NONE
    COMMANDS = _NONE
    SIGNS_AS_NAMES = _NONE
    #: (what it is, whether only a bare verb fits, pattern that ends at the cue)
    BEFORE: list[tuple[str, bool, Pattern]] = []
    #: (what it is, whether the cue may be a participle, pattern before a clause)
    GOVERNORS: list[tuple[str, bool, Pattern]] = []
    ASKING: Pattern = _NEVER
    CLAIM: Pattern = _NEVER
    IS_FALSE: Pattern = _NEVER
    MISATTRIBUTED: Pattern = _NEVER
    FAKE_QUOTE: Pattern = _NEVER
    NOT_FOUND: Pattern = _NEVER
    CREDITED: Pattern = _NEVER
    ACTUAL: Pattern = _NEVER
    #: "has never, in public or in private, said"
    ASIDE: Pattern = _NEVER
    #: "nearly | said", not for stems of manner, "nearly | shouted"; ", falsely," with
    #: the adverb as its group; "a | fake | Ann Lowe".
    NEARLY: Pattern = _NEVER
    MANNER = _NONE
    FAKED = _NONE
    FALSE_ASIDE: Pattern = _NEVER
    #: "in a deepfake", of those who seem to speak in it.
    IN_A_FAKE: Pattern = _NEVER
    CHARACTERS = _NONE
    IN_A_WORK: Pattern = _NEVER
    ABOUT_A_WORK: Pattern = _NEVER
    OF_A_WORK: Pattern = _NEVER
    PLAYED: Pattern = _NEVER
    #: In a sentence after a quotation: "she never said that", "denied having said it",
    #: "the quote is fake", without an aside (", however,").
    NOT_SAID: Pattern = _NEVER
    DENIED_SAYING: Pattern = _NEVER
    QUOTE_IS_FAKE: Pattern = _NEVER
    SHORT_ASIDE: Pattern = _NEVER
    #: Words without which a sentence denies nothing.
    DENYING_SIGNS = _NONE
    #: Labels before a quotation, with the colon: "fake quote : ", "claim : "; the
    #: verdict on a claim in a later paragraph, and in a sentence right before.
    FAKE_LABEL: Pattern = _NEVER
    CLAIM_LABEL: Pattern = _NEVER
    VERDICT: Pattern = _NEVER
    CHECKED: Pattern = _NEVER
    #: The last words of labels that nobody speaks after: "quote of the day".
    QUOTE_LABELS = _NONE
    FOREIGN: Pattern = _NEVER

    @staticmethod
    def cut_ending(lower: str) -> str:
        """Return a word without its ending, the same for all forms of a regular verb.

        A module has it as a function.
        """
        return lower
