"""Words of speech, names and doubt, in English, French, German and Spanish.

Word lists for reading the text next to a quotation. They do not decide who is right: a
caller that finds no clear answer has to say so.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from articles.text import ABBREVIATION

_REPLY = """
    reply replies replied answer answers answered respond responds responded retort
    retorts retorted counter counters countered rebut rebuts rebutted rejoined objected
    disagreed protested interrupted erwiderte erwidert entgegnete entgegnet antwortete
    antwortet widersprach répond répondit répondu répliqua réplique répliqué rétorqua
    rétorque rétorqué respondió responde respondieron contestó contesta replicó replica
"""
_CONTINUE = """
    add adds added adding continue continues continued continuing went concluded
    repeated hinzu ergänzte ergänzt fuhr ajoute ajouta ajouté ajoutant poursuit
    poursuivi poursuivit conclut añadió añade agregó agrega prosiguió continuó concluyó
"""
_SAY = """
    say says said saying tell tells told ask asks asked wrote write writes written
    state states stated declare declares declared insist insists insisted claim claims
    claimed warn warns warned explain explains explained argue argues argued note notes
    noted observe observed remark remarked shout shouts shouted cry cries cried call
    calls called whisper whispered yell yelled exclaim exclaimed joke joked recall
    recalled announce announces announced promise promises promised admit admits
    admitted confirm confirms confirmed suggest suggests suggested testified tweeted
    posted quipped mused laughed sighed snapped agreed thinks thought believes believed
    sagt sagte sagten gesagt meint meinte erklärt erklärte betont betonte schrieb
    schreibt rief ruft fragt fragte warnt warnte berichtet berichtete versprach
    dit dis dirent disait déclare déclara déclaré affirme affirma affirmé explique
    expliqua expliqué estime estimé écrit écrivit demande demanda demandé lance lança
    lancé assure assuré raconte raconté précise précisé souligne souligné
    dice dijo dijeron decía dicho afirma afirmó explica explicó declara declaró señala
    señaló asegura aseguró escribe escribió pregunta preguntó advierte advirtió
    advertido sostiene sostuvo comenta comentó cuenta contó exclamó gritó
"""
_HE, _SHE, _OTHERS = "he il er él", "she elle ella", "they we i it sie ils elles wir"
_DETERMINERS = """
    the a an her his their its our my another one der die das ein eine ihr ihre sein
    seine le la les un une son sa ses leur el los las una su sus otro otra
"""
_ENGLISH = frozenset("he she they we i it".split())
_THAT = frozenset(", that dass que".split())
#: Words for people who speak for others.
_PROXIES = """
    for of lawyer lawyers attorney aide aides office campaign son daughter wife husband
    brother sister friend staff sprecher sprecherin anwalt anwältin büro porte-parole
    avocat avocate entourage portavoz abogado abogada vocero vocera
"""
#: Capitalized words that name nobody.
_NOT_NAMES = """
    monday tuesday wednesday thursday friday saturday sunday january february march
    april may june july august september october november december but and then on in
    at as when asked later after before while yet still so also if for from with to by
    this that these those there here now not no yes what who why how where among about
    pressed speaking writing referring pointing looking turning standing citing reached
    last next earlier today yesterday tomorrow however meanwhile montag dienstag
    mittwoch donnerstag freitag samstag sonntag am im in auf und aber dann danach
    darauf als wenn januar februar märz mai juni juli oktober dezember später
    lundi mardi mercredi jeudi vendredi samedi dimanche et mais puis ensuite alors
    lunes martes miércoles jueves viernes sábado domingo y pero luego después entonces
    en de
"""
#: Words that deny a statement, or say that it was misreported.
_DENIAL = re.compile(
    r"\b(?:den(?:y|ies|ied|ial|ying)\b|disput|wrong(?:ly|\b)|false(?:ly)?\b|mis(?:quot|"
    r"attrib|stat|report|taken|charact)|incorrect|erroneous|inaccura|retract|correction|"
    r"corrected|earlier version|fabricat|made up|hoax|apocryph|satir|parod|"
    r"never (?:actually |once )?(?:said|wrote|claimed|stated)|"
    r"(?:did|has|had|have)(?:n['’]t| not)(?: ever)? (?:say|said|write|written)|"
    r"bestr[ei]t|dement|fälsch|falsch|irrtümlich|berichtig|korrigier|"
    r"(?:nie|niemals|nicht)(?: so)? gesagt|"
    r"dément|ni(?:e|é|er|ait) (?:avoir|qu)|à tort|faux|fausse|erron|rectific|"
    r"(?:jamais|pas) dit|"
    r"niega|neg(?:ó|ado|aba)|desm[ei]nt|fals[oa]\b|err[óo]ne|correcci|rectifica|"
    r"(?:no|nunca|jamás) (?:ha |había )?(?:dijo|dicho))",
    re.IGNORECASE,
)
#: Other words that may turn a statement into a different one.
_DOUBT = re.compile(
    r"\b(?:never|not|nobody|no|without|hardly|alleg\w*|purported\w*|supposed\w*|rumou?rs?|"
    r"if|nie|niemals|nicht|kein\w*|angeblich|wenn|jamais|pas|prétend\w*|nunca|jamás|"
    r"supuest\w*|"
    # Words of others, or said for fun.
    r"quot(?:ing|ed|es)|citing|paraphras\w+|reportedly|imitat\w+|impersonat\w+|"
    r"pretend\w*|jok(?:e|ed|es|ing|ingly)|sarcas\w+|ironic\w*|films?|movies?|novels?|"
    r"songs?|poems?|sketch|in jest|actors?|actress|playing|reciting|reading from|"
    r"comedian|schauspieler\w*|acteur|actrice|actriz|zitier\w*|vermeintlich|scherz\w*|ironisch|romans?|lied|"
    r"citant|citait|aurait|paraît|plaisant\w*|ironi\w+|chanson|"
    r"citando|citó|presunt\w*|al parecer|brome\w+|broma|película|novela|canción)\b|"
    r"n['’]t\b",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W\d_](?:[^\W_]|['’](?=[^\W\d_]))*\.?|,")
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"”»“’']|$)(?![\"”»“’']*,)")
#: Code points that are read for the sentence before or after an offset.
_REACH = 400
#: A quotation mark, or the end of a paragraph.
_ENDS_PASSAGE = re.compile(r"[\"“”„«»]|\n\s*\n")
_ABBREVIATED = re.compile(f"{ABBREVIATION}$")


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


REPLY, CONTINUE = _set(_REPLY), _set(_CONTINUE)
SPEECH = _set(_SAY) | REPLY | CONTINUE
HE, SHE = _set(_HE), _set(_SHE)
PRONOUNS = HE | SHE | _set(_OTHERS)
PROXIES = _set(_PROXIES)
DETERMINERS, NOT_NAMES = _set(_DETERMINERS), _set(_NOT_NAMES)


@dataclass(frozen=True, slots=True)
class Cue:
    """The words next to a quotation that say who speaks.

    `names` are the capitalized words next to the verb of speech, `others` all of them,
    `pronoun` is “he”, “she” or another, `noun` the words for an unnamed speaker, also
    for one who speaks for the named one, and `verb` the verb of speech; all are in
    small letters.
    """

    names: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    pronoun: str = ""
    noun: frozenset[str] = frozenset()
    verb: str = ""

    def __bool__(self) -> bool:
        return bool(self.names or self.pronoun or self.noun)


def read_cue(clause: str, last: bool = False) -> Cue:
    """Return who speaks in a clause, by its first or its last verb of speech."""
    found = words_and_commas(clause)
    words = [token.rstrip(".").lower() for token in found]
    verbs = [number for number, word in enumerate(words) if word in SPEECH]
    runs = list(capitalized_runs(found))
    others = frozenset(word for run in runs for word in words[slice(*run)])
    pronouns = [number for number, word in enumerate(words) if word in PRONOUNS]
    at = (verbs[-1] if last else verbs[0]) if verbs else 0
    verb = words[at] if verbs else ""
    least = verbs[-2] if last and len(verbs) > 1 else -1
    before = [run for run in runs if least < run[0] and run[1] <= at]
    after = [run for run in runs if run[0] > at]
    near = [
        number
        for number in pronouns
        if abs(number - at) <= 2 and not _is_object(words, at, number)
    ]
    if near:
        near.sort(key=lambda number: (abs(number - at), number))
        if not any(near[0] < run[0] < at for run in before):
            ahead = (words[slice(*run)] for run in runs if run[1] <= near[0])
            others = frozenset(word for run in ahead for word in run)
            return Cue(others=others, pronoun=words[near[0]], verb=verb)
    # “Bob Reed, her rival, replied”; “In Hope Bob Reed replied”.
    if before and before[-1][1] == at:
        before = before[-1:]
    if subjects := (before or after) if verbs else runs:
        start, end = subjects[0]
        # “a spokesman for Ann Lowe”, “Ann Lowe’s lawyer”
        beside = words[end:at] if end <= at else words[at + 1 : start]
        proxy = PROXIES & {*beside} | {w for w in beside if w.startswith("spokes")}
        return Cue(frozenset(words[start:end]), others, noun=proxy, verb=verb)
    named = [number for number, word in enumerate(words) if word in DETERMINERS]
    if pronouns and not (verbs and named and named[0] < min(at, pronouns[0])):
        return Cue(others=others, pronoun=words[pronouns[0]], verb=verb)
    if not verbs or not named:
        return Cue(others=others, verb=verb)
    start = named[0] + 1
    noun = frozenset(words[start : at if start <= at else start + 3])
    return Cue(others=others, noun=noun or frozenset((verb,)), verb=verb)


def _is_object(words: list[str], verb: int, pronoun: int) -> bool:
    """Return whether a pronoun after an English verb is not its subject.

    In “The senator said he would” it is not; in “then said he” it is.
    """
    if pronoun < verb or not verb or words[pronoun] not in _ENGLISH:
        return False
    return words[verb - 1] != "," and words[verb - 1] not in NOT_NAMES


def subject_of(clause: str) -> frozenset[str]:
    """Return whom “she” means as the subject of a clause, in small letters, or nothing.

    In “Ann Lowe says she is glad of what she calls”, it is Ann Lowe.
    """
    found = words_and_commas(clause)
    words = [token.rstrip(".").lower() for token in found]
    runs = {end: start for start, end in capitalized_runs(found)}
    if words[:1] and words[0] in DETERMINERS:
        runs[2] = 1  # “the senator”
    for verb, word in enumerate(words):
        behind = [each for each in words[verb + 1 : verb + 4] if each not in _THAT]
        if word in SPEECH and verb in runs and behind and behind[0] in PRONOUNS:
            return frozenset(words[runs[verb] : verb])
    return frozenset()


def words_and_commas(text: str) -> list[str]:
    """Return the words and the commas of a text."""
    return _WORD.findall(text)


def capitalized_runs(tokens: list[str]) -> Iterable[tuple[int, int]]:
    """Yield [from, to) of capitalized words in a row that may be a name."""
    start = None
    for number, token in enumerate([*tokens, ""]):
        word = token.rstrip(".").lower()
        is_name = token[:1].isupper() and not (
            word in NOT_NAMES or word in PRONOUNS or word in DETERMINERS
        )
        # “von der Leyen”, “de la Renta”
        joins = start is not None and token in ("von", "van", "der", "de", "la", "al")
        if is_name and start is None:
            start = number
        elif not is_name and not joins and start is not None:
            yield start, number
            start = None


def denials(text: str) -> frozenset[str]:
    """Return the words that deny a statement or correct a report, in small letters."""
    return frozenset(match.group().lower() for match in _DENIAL.finditer(text))


def doubts(text: str) -> frozenset[str]:
    """Return these and other words that may turn a statement into a different one."""
    found = frozenset(match.group().lower() for match in _DOUBT.finditer(text))
    return found | denials(text)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text; the last one may be unfinished or empty."""
    parts, start = [], 0
    for match in _SENTENCE_END.finditer(text):
        if match.group() == "." and _ABBREVIATED.search(text, 0, match.start()):
            continue
        parts.append(text[start : match.end()])
        start = match.end()
    return [*parts, text[start:]]


def sentence_before(text: str, start: int) -> str:
    """Return the sentence before an offset, from its start or a quotation mark."""
    lead = _ENDS_PASSAGE.split(text[max(0, start - _REACH) : start])[-1]
    return sentences(lead)[-1]


def sentence_after(text: str, end: int) -> str:
    """Return the sentence after an offset, to its end or a quotation mark."""
    rest = _ENDS_PASSAGE.split(text[end : end + _REACH], maxsplit=1)[0]
    return sentences(rest)[0]
