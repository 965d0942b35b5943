"""Finds documents that "say" something: "A letter from Carl Reed".

In: `Tokens` and a name. Out: the phrase of the document that the name belongs to, and
whether the name is its author's. What a letter "from Carl Reed" says is likely his, but
the article does not say that he said it; a letter to him is not his at all.
"""

from quotes.extraction.languages import Language
from quotes.extraction.phrases import phrase_before
from quotes.extraction.scanning import Span
from quotes.extraction.tokens import Tokens

#: Tags of words between a document and the name: "letter sent on Monday by".
_WITHIN = frozenset("ED VB RB DA IN TO DT CP NN CD GE PE PO".split())
#: Words between a document and the name, at most.
_MAX_BETWEEN = 12


def is_document(word: str, language: Language) -> bool:
    """Return whether a noun is a document: "letter", "emails"."""
    return word in language.DOCUMENTS or any(
        word.removesuffix(ending) in language.DOCUMENTS
        for ending in language.PLURAL_ENDINGS
    )


def document_of(tokens: Tokens, name: Span) -> tuple[Span, bool] | None:
    """Return the phrase of a document with a name after it, and if it is the author's.

    "A letter | from Carl Reed", "a note | from the mayor, Ann Lowe". None if the name
    does not belong to a document.
    """
    language = tokens.language
    first, last = name
    at = first
    if at > 1 and tokens.lower[at - 1] == ",":
        described = phrase_before(tokens, at - 1)
        if described is None or not language.is_person_noun(
            tokens.lower[described[1] - 1]
        ):
            return None
        at = described[0]
    elif language.is_person_noun(tokens.lower[at - 1]):
        # "read by the spokesman | Joel Hart"
        role = phrase_before(tokens, at)
        at = role[0] if role else at
    while at > 1 and tokens.lower[at - 1] in language.AND:
        # "signed by Ann Lowe | and Carl Reed"
        joined = phrase_before(tokens, at - 1)
        if joined is None or tokens.tags[joined[1] - 1] != "CP":
            break
        at = joined[0]
    joint = at - 1
    if (
        joint < 1
        or tokens.quote[joint] >= 0
        or tokens.lower[joint] not in language.DOCUMENT_LINKS
    ):
        return None
    is_author = tokens.lower[joint] in language.AUTHORSHIP
    for noun in range(joint - 1, max(-1, joint - _MAX_BETWEEN), -1):
        word, tag = tokens.lower[noun], tokens.tags[noun]
        # "the Study of War" is within the name of an institute.
        is_named = tokens.words[noun].istitle() and tokens.tags[noun - 1] != "."
        if (
            is_document(word, tokens.language)
            and tag not in ("VB", "ED", "PR")
            and (not is_named or noun == 0)
        ):
            phrase = phrase_before(tokens, noun + 1)
            return ((phrase[0], last), is_author) if phrase else None
        if tag not in _WITHIN:
            return None
        if tag in ("ED", "VB") or word in language.WRITING:
            is_author = is_author and word in language.WRITING
    return None
