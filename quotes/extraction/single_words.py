"""Decides what a single capitalised word names, if its kind is not known.

In: a mention of one word that is nobody's surname. Out: what it names, if that is
certain: "the Post", "NATO", "Congress", or a word that comes back. Others stay
undecided.
"""

from quotes.extraction.descriptions import Descriptions
from quotes.extraction.entities import Entity, Mention
from quotes.extraction.languages import Language
from quotes.extraction.resolution import Resolution, listed, named, unnamed


def by_word(
    descriptions: Descriptions, mention: Mention, entity: Entity, role: str
) -> Resolution:
    """Return what a single word of unknown kind names."""
    tokens = descriptions.tokens
    language = tokens.language
    word = tokens.words[mention.at]
    definite = not language.THE.isdisjoint(tokens.lower[mention.at - 1 : mention.at])
    if language.is_person_noun(tokens.lower[mention.at]) and not word.isupper():
        return unnamed("group")
    itself = listed([entity], "as printed")
    if definite and tokens.lower[mention.at] in language.PAPERS:
        return named(entity, "word", role)
    if definite and tokens.lower[mention.at] in language.THINGS:
        # "the Church", after "the Church of Scientology"
        found = descriptions.only_thing(tokens.lower[mention.at], mention.at)
        return found or unnamed("other", role, itself)
    known = word in language.CHAMBERS or language.is_place(word) or word.isupper()
    if definite or known or entity.count > 1:
        return named(entity, "word", role)
    if tokens.lower[mention.at - 1 : mention.at] and (
        tokens.lower[mention.at - 1] in language.THINGS
    ):
        # "the magazine Northwater"
        return named(entity, "word", role)
    found = unnamed("open", role, itself)
    if not word.endswith(language.PLURAL_ENDINGS):
        # Perhaps somebody who is "she" later.
        entity.evidence, entity.doubtful = 1, True
        found.entity = entity
    return found


def is_group(word: str, language: Language) -> bool:
    return word in language.GROUPS or (
        len(word) > 5 and word.endswith(language.GROUP_ENDINGS)
    )
