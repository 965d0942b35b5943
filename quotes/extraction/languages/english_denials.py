"""The words by which an article takes back a quotation: "She never said that.".

Every pattern is for narrator's words in lower case, joined by spaces, with "’t" as
"not", of a sentence after the quotation, or of a label before it.
"""

import re

_SAYING = (
    r"(?:say|said|saying|write|wrote|written|writing|utter(?:ed|ing)?|tweet(?:ed|ing)?|"
    r"post(?:ed|ing)?|speak|spoke|spoken|speaking|made|make|making)"
)
_IT = (
    r"(?:(?:it|that|this|so|those|these|them)(?= ?[.,;!)]| at all| either| words?\b| "
    r"things?\b|\Z)|any such|such an? |such (?:words|things)|anything (?:like|of)|"
    r"any of|the (?:words|line|quote|remark|sentence))"
)
_ADV = r"(?:actually |ever |really |in fact |once |also )*"
#: "She never said that", "she said no such thing".
NOT_SAID = re.compile(
    rf"\b(?:never|not|denie[sd]) (?:have |had )?{_ADV}{_SAYING} {_IT}"
    r"|\b(?:said|says|wrote) (?:no such thing|nothing of the (?:kind|sort))\b"
)
#: "Her office denied that | she said it", "she denied having said it".
DENIED_SAYING = re.compile(
    r"\b(?:den(?:y|ies|ied|ying)|disput(?:es?|ed|ing)) (?:that )?"
    rf"(?:he |she |they )?(?:ever |had |has |have |having |later )*{_SAYING} {_IT}"
)
#: "The quote, however, is fabricated."
SHORT_ASIDE = re.compile(r" , (?:\w+ ){1,3}, ")

_FAKE = (
    r"(?:fake|false|fabricated|bogus|hoax|made-up|made up|invented|mis-?attributed|"
    r"doctored|debunked|satire|parody|myth|fiction|untrue|not true|apocryphal|spurious|"
    r"wrong|incorrect|pants on fire|misleading)"
)
_LABELLED = (
    r"(?: (?:quote|quotation|claim|news|story|statement|attribution|meme|post|tweet|"
    r"line|alert|rumou?r|headline)s?)?"
)
#: A label before a colon: "Fake Quote: “…”".
FAKE_LABEL = re.compile(rf"^(?:\w+ ){{0,1}}{_FAKE}{_LABELLED} : ")
#: A label of what is checked, and a verdict in a paragraph after it.
CLAIM_LABEL = re.compile(
    r"^(?:the |viral |what was )?(?:claim|rumou?r|quote|statement|claimed)(?: \d+)? : "
)
VERDICT = re.compile(
    r"^(?:the |our )?(?:verdict|rating|ruling|conclusion|fact(?: ?-?check)?|truth|"
    r"status|answer|reality) : (?:\w+ly |this is |that is |it is |the quote is )*"
    rf"{_FAKE}\b"
)
#: A sentence right before the quotation: "Fact check: False."
CHECKED = re.compile(
    r"^(?:fact(?: ?-?check)?|verdict|rating|ruling|status) : (?:\w+ly )?"
    rf"{_FAKE} ?[.!]? *\Z"
)
#: The last word of a label that nobody speaks after: "Quote of the day: “…”".
QUOTE_LABELS = (
    "quote quotes quotation claim claims check fact verdict myth rumor rumour fake "
    "false hoax headline day week month year moment misattributed satire statement"
)
#: Without any of these words a sentence does not say that the quotation before is
#: wrong, or attributes it to somebody.
DOUBTING_SIGNS = (
    "not never ’t 't no denies denied fake false misattributed mis-attributed falsely "
    "wrongly incorrectly erroneously mistakenly apocryphally spuriously dubiously "
    "attributed credited ascribed apocryphal spurious fabricated bogus untrue invented "
    "doctored nowhere"
)
#: Words without which a sentence denies nothing.
DENYING_SIGNS = f"{DOUBTING_SIGNS} deny denying such nothing dispute disputes disputed"
#: The same for French, German and Spanish, within the sentence of a quotation.
FOREIGN_SIGNS = frozenset(
    "rien jamais pas aucune aucun tort faussement démenti dément nie nié niemals "
    "nicht kein keine keinen keinerlei fälschlich fälschlicherweise bestritt "
    "bestreitet nunca jamás no hay negó niega falsamente erróneamente".split()
)
FOREIGN = re.compile(
    r"\bn[’'](?:a|ont|avait|aura) (?:\w+ )?(?:jamais|pas|point) (?:\w+ )?(?:dit|écrit|"
    r"déclaré|affirmé|prononcé|tenu)"
    r"|\brien ne (?:prouve|montre|indique)|\baucune? (?:preuve|trace|source|"
    r"document)|\bdément\w* (?:avoir|qu)"
    r"|\b(?:faussement|à tort) (?:\w+ )?attribu|\battribu\w+ (?:faussement|à tort)"
    r"|\bnie(?:r|nt)? avoir (?:dit|écrit|déclaré)"
    r"|\b(?:nie|niemals|nicht|nie so) (?:\w+ )?(?:gesagt|geschrieben|"
    r"behauptet|geäußert)"
    r"|\b(?:sagte|schrieb|behauptete) (?:\w+ ){0,3}(?:nie|niemals|nicht)\b"
    r"|\bkein(?:e|en|erlei)? (?:belege?|hinweise?|beweise?|quellen?)\b"
    r"|\bfälschlich(?:erweise)? .*zugeschrieben|\bbestr(?:itt|eitet)\b"
    r"|\b(?:nunca|jamás|no) (?:ha |había |lo )?(?:dijo|dicho|escribió|"
    r"escrito|pronunció|"
    r"afirmó|declaró)"
    r"|\bno (?:hay|existen?) (?:\w+ )?(?:pruebas?|evidencias?|constancia|registros?)"
    r"|\b(?:falsa|errónea)mente .*atribu|\batribu\w+ (?:falsa|errónea)mente"
    r"|\b(?:negó|niega) haber (?:dicho|escrito)"
)
