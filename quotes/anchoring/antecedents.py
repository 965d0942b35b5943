"""Finds whom a pronoun next to a quotation may mean, to notice a change of it.

“She” is usually the person named last in the sentences before. Nothing here decides who
that is: two texts are compared, and a name that is new or gone there has to be checked.
"""

import re
from collections.abc import Callable, Sequence

from quotes.anchoring.speech import (
    DETERMINERS,
    NOT_NAMES,
    capitalized_runs,
    sentences,
    words_and_commas,
)

#: The words of a name, in small letters.
_Name = frozenset[str]
_Test = Callable[[str], bool]

#: A quotation, or the rest of one at the start or the end of a paragraph.
_QUOTATION = re.compile(
    r"[“„«][^“„«”»]*(?:[”»“]|$)|^[^“„«”»]*[”»]|\"[^\"]*(?:\"|$)"
    r"|(?<!\S)‘[^‘’]*(?:’(?!\w)|$)"
)
#: Endings that do not belong to a name: Lowe’s, that’s, they’ll.
_OWNED = re.compile("(?:['’](?:s|ll|re|d|ve|m)?|n['’]t)$")
#: A name after one of these is usually that of a place, a day or an organisation.
_PLACED = frozenset(
    "in at on from of near into since à en au aux dans de du des im am aus bei".split()
)
_ARTICLES = DETERMINERS | {*"dem den des einem einen einer eines".split()}
#: First words of sentences; of these, “Will” may be a name beside a verb of speech.
_FIRST = NOT_NAMES | frozenset(
    """
    although though since until because despite following during under over
    through throughout within without unlike like according nobody everybody everyone
    someone some many most several few both each every all any such other others more
    one two three perhaps maybe only just even thus therefore instead once you me us
    him them your is are am was were be been has have had do does did can could will
    would shall should may might must than into up out
    ist sind war waren hat haben hatte wird werden kann muss soll
    est sont était ont peut doit es son era está ha han puede debe
    niemand jeder alle viele einige obwohl weil während trotz seit nach vor mit ohne
    personne tous beaucoup plusieurs malgré pendant après avant depuis sans selon
    nadie todos muchos algunos aunque durante tras según desde sin
    """.split()
)


def same_antecedent(
    old: str, new: str, is_word: Callable[[str], bool] = lambda _: False
) -> bool:
    """Return whether “she” may be the same person after both texts.

    The sentence that names somebody last must still name the first of these, and
    nobody new. If neither the quote's own paragraph nor the one above named anybody,
    as in “he said” after “he said”, these must name nobody who was not named before,
    and the person named last must still be named. `is_word` is whether the article
    has a word in small letters: the first word of a sentence is no name then, unless
    it is elsewhere a part of one.
    """
    before, after = _paragraphs(old), _paragraphs(new)
    parts = frozenset[str]().union(
        *(name for name in _all_names([*before, *after]) if len(name) > 1)
    )

    def is_first_word(word: str) -> bool:
        return word not in parts and is_word(word)

    was, now = (
        _named_last(before, is_first_word),
        _named_last(after[-2:], is_first_word),
    )
    if was != _named_last(before[-2:], is_first_word):
        known, left = _all_names(before), _all_names(after)
    else:
        now = now or _named_last(after, is_first_word)
        known, left = _names(was), _names(now)
    first = _people(was, is_first_word)[:1]
    return all(_is_among(left, name) for name in first) and all(
        _is_among(known, name) for name in _people(now, is_first_word)
    )


def _paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, without quotations."""
    return [_QUOTATION.sub(" ", each) for each in text.split("\n\n")]


def _all_names(paragraphs: Sequence[str]) -> list[_Name]:
    return [
        name
        for paragraph in paragraphs
        for sentence in sentences(paragraph)
        for name in _names(sentence)
    ]


def _named_last(paragraphs: Sequence[str], is_first_word: _Test) -> str:
    """Return the last sentence that names somebody, or ""."""
    return next(
        (
            sentence
            for paragraph in reversed(paragraphs)
            for sentence in reversed(sentences(paragraph))
            if _people(sentence, is_first_word)
        ),
        "",
    )


def _people(sentence: str, is_first_word: _Test) -> list[_Name]:
    """Return the names of a sentence that may be those of people.

    “In Hope”, “of the Grand Union” and “der Regen” are none.
    """
    words = [_bare(token) for token in words_and_commas(sentence)]
    people = []
    for start, end in _runs(sentence):
        if start == 0 and end == 1 and is_first_word(words[0]):
            continue
        ahead = words[:start]
        article = bool(ahead) and ahead[-1] in _ARTICLES
        placed = [word for word in ahead[-2:] if word not in _ARTICLES][-1:]
        if not (article and end == start + 1) and not _PLACED & {*placed}:
            people.append(frozenset(words[start:end]))
    return people


def _names(sentence: str) -> list[_Name]:
    words = [_bare(token) for token in words_and_commas(sentence)]
    return [frozenset(words[start:end]) for start, end in _runs(sentence)]


def _runs(sentence: str) -> list[tuple[int, int]]:
    """Return the runs of capitalized words, without “That’s” and the like."""
    found = words_and_commas(sentence)
    runs = (
        (start + (_bare(found[start]) in _FIRST), end)
        for start, end in capitalized_runs(found)
    )
    return [(start, end) for start, end in runs if start < end]


def _bare(token: str) -> str:
    return _OWNED.sub("", token.rstrip(".").lower())


def _is_among(known: Sequence[_Name], name: _Name) -> bool:
    """Return whether a name is among these, perhaps with fewer or more words."""
    return any(name <= other or other <= name for other in known)
