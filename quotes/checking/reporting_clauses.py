"""Reporting clauses inside the marks: « Nous irons, a-t-il dit, jusqu’au bout ».

Texts in French, Spanish, Italian and Portuguese have them. A clause counts only with a
subject, or if the verb alone shows the person (—dijo—): anything else may be part of
what was said.
"""

import re

from quotes.anchoring.anchors import Span
from quotes.checking.cues import TITLE, UPPER, VERBS

_VERBS = {
    "fr": VERBS["fr"],
    "es": VERBS["es"],
    "it": "(?:(?:ha|aveva|hanno) (?:poi )?)?(?:detto|dichiarato|spiegato|aggiunto|"
    "affermato|sottolineato|scritto|concluso|osservato|commentato|ricordato|ribadito|"
    "disse|dice|spiega|spiegò|aggiunge|aggiunse|afferma|affermò|sottolinea|conclude|"
    "concluse|osserva|commenta|ricorda|scrive|scrisse|rispose|risponde)",
    "pt": "(?:disse|diz|afirmou|afirma|declarou|declara|explicou|explica|acrescentou|"
    "acrescenta|escreveu|ressaltou|destacou|completou|concluiu|respondeu|comentou|"
    "avaliou|lembrou)",
}
_PRONOUN = "(?:-t)?-(?:ils?|elles?|on)"
_ADVERB = r"(?: [\w’'-]+)?"
# “ lundi la ministre Ann Lowe”, “ M. Dupont”, “ l’avocat”
_SUBJECT = (
    rf"{_ADVERB}(?: (?:le|la|les|un|une|son|sa|el|los|las|su|il|lo|i|gli|o|a|os|as|seu|"
    rf"sua) | l[’']|(?= (?:{UPPER}|{TITLE})))"
    r"(?:[^,–—.!?;:«»„“”\"\n]|(?<=\b[A-Z])\.|(?<=M)\.|(?<=Dr)\.|(?<=Sr)\.|(?<=Sra)\.)"
    "{2,80}?"
)
#: The end of a sentence, not of “M.” or an initial.
_END = r"(?<!\b[A-Z])(?<!\bDr)(?<!\bSr)(?<!\bSra)(?=[.!?])"


def _clause(tag: str) -> str:
    verb = f"(?:{_VERBS[tag]})"
    if tag != "fr":
        return f"{verb}(?:{_SUBJECT})?"
    compound = rf"(?:a|avait|ont|avaient){_PRONOUN} (?:\w+ )?{verb}{_ADVERB}"
    return f"(?:{compound}|{verb}{_PRONOUN}{_ADVERB}|{verb}{_SUBJECT})"


_CLAUSES = {
    tag: re.compile(
        rf"(?<!\s)\s*+(?:,\s*{_clause(tag)}(?:,|{_END})"
        rf"|[–—]\s?{_clause(tag)}\s?(?:[–—],?|{_END}))"
    )
    for tag in _VERBS
}


def reporting_clauses(draft: str, span: Span, language: str) -> list[Span]:
    """Return the spans of reporting clauses between words of a quotation of a draft.

    They include the commas or dashes around them. Without a language (""), clauses of
    all languages count.
    """
    start, end = span
    for tag in [language] if language else _CLAUSES:
        pattern = _CLAUSES.get(tag)
        found = [*pattern.finditer(draft, start, end)] if pattern else []
        if spans := [each.span() for each in found if start < each.start()]:
            return spans
    return []
