"""Names of speakers next to a quotation, in French, German and Spanish drafts.

The extraction (quotes/extraction) reads English only. Here a few phrases are enough,
because a name that is missed accuses nobody: « … », a déclaré Ann Lowe.
"""

import re
from collections.abc import Iterable

from articles.characters import QUOTES
from articles.names.words import PARTICLES
from quotes.anchoring.anchors import Span, Spans
from quotes.extraction.country_names import countries
from quotes.extraction.languages import ENGLISH

#: Code points next to a quotation where a phrase names the speaker.
CUE_DISTANCE = 160
#: What stands around the words of a quotation.
EDGES = f"{QUOTES} \t\n\u00a0\u202f"
UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{UPPER}[\w’'-]*(?<![’'-])"
# “Anna und Tom” are two people, and _WORD takes “بن” for a capital word.
PARTICLE = f"(?:(?:{'|'.join(sorted(PARTICLES - {'und', 'بن'}))}) )"
TITLE = r"(?:M|Mme|Sr|Sra|Dr|Prof)\."
_NAME = rf"((?:(?:{UPPER}\.|{TITLE}|{_WORD}) {PARTICLE}*){{0,4}}{_WORD})"

# Verbs of speech; what may be between one and a name; phrases with a name; words that
# begin another clause or subject between a name and its verb.
_LANGUAGES = {
    "fr": (
        "(?:(?:a|avait|a-t-il) )?(?:dit|déclaré|affirmé|assuré|ajouté|expliqué|écrit|"
        "estimé|lancé|répondu|souligné|conclu|confié|précisé|rappelé|reconnu|résumé|"
        "regretté|demandé|déclare|affirme|assure|ajoute|explique|estime|lance|répond|"
        "souligne|conclut|confie|précise|rappelle|reconnaît|résume|regrette|demande|"
        "poursuit|poursuivi|insiste|insisté|martelé|indiqué|noté|prévenu|averti|répété|"
        "rétorqué|soutenu|promis|disait|écrivait|déclarait|affirmait)",
        r"(?:(?:le|la|son|sa|l[’'])\s?(?:[Pp]remi(?:er|ère) |[a-zà-ÿ-]+ ){1,4})?",
        r"(?:[Ss]elon|[Dd][’']après|[Pp]our reprendre les mots de)",
        "et|puis|mais|ou|ils?|elles?|on|nous|je|le|les?|la|une?|des|son|sa|ce|cette|qu",
    ),
    "de": (
        "(?:sagte|sagt|erklärte|erklärt|meinte|meint|betonte|betont|schrieb|schreibt|"
        "ergänzte|rief|fragte|antwortete|warnte|forderte|kritisierte|bekräftigte|"
        "versicherte|behauptete)",
        "(?:(?:der|die|sein|ihr|seine|ihre) (?:[a-zä-ü]+ )?"
        rf"{_WORD} (?={_WORD} {_WORD}))?",
        "(?:[Ll]aut|[Ss]o|[Nn]ach den Worten von)",
        "und|aber|oder|dann|er|sie|es|wir|man|der|die|das|eine?|sein|seine|ihre?",
    ),
    "es": (
        "(?:(?:ha|había) )?(?:dijo|dice|dicho|afirmó|afirma|aseguró|asegura|declaró|"
        "declara|explicó|explica|añadió|añade|señaló|señala|escribió|manifestó|sostuvo|"
        "indicó|comentó|respondió|preguntó|advirtió|insistió|concluyó|recordó|subrayó)",
        "(?:(?:el|la|su) (?:[a-zá-ÿ]+ ){1,4})?",
        "(?:[Ss]egún|[Ee]n palabras de)",
        "y|e|pero|o|luego|él|ellas?|ellos|yo|el|los?|las?|una?|su|este|esta|que",
    ),
}
#: Capitals that stand for a government: « … », a déclaré Moscou.
_CAPITALS = frozenset(
    "paris londres london berlin madrid rome roma rom washington moscou moscú moskau "
    "bruxelles bruselas brüssel pékin pekín peking kiev kyiv kiew tokyo tokio".split()
)
#: Words with which a name does not begin.
_NOT_NAMES = frozenset(
    "le la les un une des ce cette ces il elle ils elles on nous mais et der die das "
    "ein eine er sie es wir man aber und dann gestern heute el los las una unos unas "
    "ella ellos este esta pero y selon laut según".split()
)
#: Words before those who do not speak: « …, dit le porte-parole de Matignon »,
#: « …, dit-elle à Ann Lowe ».
_NOT_BEFORE = re.compile(
    r"(?:\b(?:de|du|des|de la|à|au|aux|par|pour|contre|avec|sur|devant|chez|del?|a|al|"
    r"por|para|contra|con|sobre|ante|qu[ei] \w+|von|vom|zu|zum|zur|an|gegen|"
    r"mit|über|für|vor|bei) "
    r"|\bd[’'])\Z",
    re.IGNORECASE,
)
#: The last word of a phrase that names somebody by another: “sagte Merkels Sprecher”.
_OWNED = frozenset(
    "sprecher sprecherin anwalt anwältin sohn tochter frau mann vater mutter bruder "
    "schwester büro partei regierung kritiker gegner anhänger kollege kollegin berater "
    "beraterin nachfolger nachfolgerin vorgänger vorgängerin".split()
)
#: Signs that, according to a clause, somebody did not say it, or may have.
_DENIED = {
    "fr": r"\bne\b|\bn[’']|\b(?:jamais|pas|aurait|nier?|nient|démen\w+|refus\w+)\b",
    "de": r"\b(?:nie|niemals|nicht|kein\w*|bestr\w+|soll|sollte|dementiert\w*)\b",
    "es": r"\b(?:no|nunca|jamás|tampoco|ni|habría|negó|niega|desm\w+)\b",
}
_CLAUSE_END = re.compile(r"[.!?…;:,\n«»„“”\"–—]")


def _patterns(
    verbs: str, between: str, phrase: str, other: str
) -> tuple[list[re.Pattern[str]], list[re.Pattern[str]]]:
    """Return the patterns that name the speaker after a quotation, and before one."""
    inner = r"[^.!?;:\n«»„“”\"]{0,60}"
    name = rf"{between}{_NAME}"
    behind = [rf"\A[,.]?\s*(?:{verbs}|{phrase}) {name}(?!{inner}:\s*[\"“„«»‘])"]
    ahead = [
        rf"\b{verbs} {name}\b{inner}:\s*\Z",
        rf"{phrase} {name}\s*[,:]?\s*\Z",
        rf"{_NAME} (?:(?!(?:{other})\b)[a-zà-ÿ’'-]+ ){{0,5}}?{verbs}\b{inner}:\s*\Z",
    ]
    return [*map(re.compile, behind)], [*map(re.compile, ahead)]


_PATTERNS = {tag: _patterns(*parts) for tag, parts in _LANGUAGES.items()}
LANGUAGES = frozenset(_PATTERNS)
#: Verbs of speech, as patterns.
VERBS = {tag: parts[0] for tag, parts in _LANGUAGES.items()}


def named_inside(draft: str, clauses: Iterable[Span], language: str) -> str:
    """Return the name in one of some reporting clauses, or ""."""
    for tag in [language] if language else LANGUAGES:
        for start, end in clauses if tag in LANGUAGES else ():
            clause = draft[start:end].strip(" ,–—")
            if name := _named(_PATTERNS[tag][0][0], clause, tag):
                return name
    return ""


def named_near(draft: str, spans: Spans, language: str) -> str:
    """Return the name after a quotation of a draft, or before it, or ""."""
    after, before = _PATTERNS[language]
    start = spans[0][0]
    ahead = draft[max(0, start - CUE_DISTANCE) : start].rstrip(EDGES)
    behind = [draft[end : end + CUE_DISTANCE].lstrip(EDGES) for _, end in spans]
    asked = [(pattern, text) for text in behind for pattern in after]
    asked += [(pattern, ahead) for pattern in before]
    for pattern, text in asked:
        if name := _named(pattern, text, language):
            return name
    return ""


def _name(found: str) -> str:
    """Return a name without the person spoken to: “Anna Petersen | zu Olaf Scholz”.

    A given name is part of a noble one: “Alexander zu Dohna”.
    """
    before, _zu, behind = found.partition(" zu ")
    last = before.replace("-", " ").split()[-1]
    is_noble = ENGLISH.sex_of(last) or last in ("von", "Fürst", "Graf", "Prinz")
    return found if is_noble and " " not in behind else before


def _named(pattern: re.Pattern[str], text: str, language: str) -> str:
    """Return the name of the speaker that a pattern finds, or "", also if denied."""
    for found in pattern.finditer(text):
        lead = text[found.start() : found.start(1)]
        is_led = re.fullmatch(_LANGUAGES[language][2], lead.strip(" ,."))
        if not is_led and _NOT_BEFORE.search(text, 0, found.start(1)):
            continue
        ends = [end.start() for end in _CLAUSE_END.finditer(text)]
        first = max((end for end in ends if end < found.start(1)), default=0)
        last = min((end for end in ends if end >= found.end(1)), default=len(text))
        name = _name(found[1])
        if (
            not text.startswith(("’", "'"), found.end(1))
            and not re.search(_DENIED[language], text[first:last], re.IGNORECASE)
            and _is_person(name, language)
        ):
            return name
    return ""


def _is_person(name: str, language: str) -> bool:
    """Return whether a name may be a person's: not a place, with a plausible start."""
    words = name.lower().split()
    return not (
        words[0] in _NOT_NAMES
        or words[-1] in _OWNED
        or name.lower() in _CAPITALS
        or name in countries(language)
    )
