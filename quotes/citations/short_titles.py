"""Shortens the title of a work without an author, for citations in the text.

Publication Manual (APA, 7th ed.), 8.14: the first few words of a long title. MLA
Handbook, 9th ed., 6.10: no ellipsis, and the word by which the list is sorted comes
first. CSL and Zotero have a field for it, which styles use in the text only.
"""

import re
from typing import Final

#: Titles of at most this many words are not shortened.
MAX_WORDS_OF_TITLE: Final = 5
#: Words of a title that is cut within a sentence.
_CUT: Final = 4
#: A main title ends at a colon, a dash between spaces, or the end of a sentence.
_MAIN: Final = re.compile(
    r"(?P<main>.+?)(?::(?=\s)|\s[–—-](?=\s)|(?P<mark>[?!])(?=\s))"
)
#: A quotation at the beginning is not cut.
_QUOTED: Final = re.compile('“[^“”]+”|„[^„“”]+[“”]|‘[^‘]+?’(?!\\w)|"[^"]+"|«[^«»]+»')
#: Words that say nothing at the end of a short title, in the commonest languages.
_WEAK: Final = frozenset(
    "a about after against amid among an and are around as at be before behind between "
    "but by do does for from has have how in into is it its like more most my no nor "
    "not of on or our over per say says she so than that the their they this through "
    "to toward under until up upon via was we were what when where which while who why "
    "will with without you your "
    "au aux avec ce ces dans de des du en et la le les leur ou par pour que qui sa ses "
    "son sur un une "
    "am auf aus bei das dem den der des die ein eine einen einer im ist mit nach oder "
    "sich um und vom von vor wie zu zum zur "
    "al con del e el es las lo los o para por se su sus una uno y "
    "da das do dos em na nas no nos os um uma ao com dei di gli il nel per sul "
    "het van een met naar op te voor".split()
)
_PAIRS: Final = {"“": "”", "«": "»", "(": ")", "[": "]"}
#: In German, “ closes.
_GERMAN: Final = re.compile("„[^„“”]*[“”]")


def short_title(title: str) -> str:
    """Return a shorter form of a title, or "" for one that cannot be shortened.

    A title in a script without spaces between words is cut at a colon only.
    """
    if len(title.split()) <= MAX_WORDS_OF_TITLE:
        return ""
    if (found := _MAIN.match(title)) and 2 <= len(
        found["main"].split()
    ) <= MAX_WORDS_OF_TITLE:
        main: str = found["main"] + (found["mark"] or "")
        if _balanced(main):
            return main
    words = title.split()
    if found := _QUOTED.match(title):
        return found[0] if len(found[0].split()) <= 2 * _CUT else ""
    size = _CUT
    # A name is not cut in two, as far as capitals tell.
    while size < _CUT + 2 and words[size - 1][0].isupper() and words[size][0].isupper():
        size += 1
    words = words[:size]
    while len(words) > 1 and _weak(words[-1]):
        words.pop()
    while len(words) > 1 and not _balanced(" ".join(words)):
        words.pop()
    short = " ".join(words).rstrip(",;:–—-. ")
    # One word may be too little to find the entry by; “What” says nothing.
    return short if len(words) > 1 and _balanced(short) else ""


def _weak(word: str) -> bool:
    bare = word.strip(".,;:–—-")
    return not bare or bare in _WEAK


def _balanced(text: str) -> bool:
    """Return whether no quotation mark or bracket is left open."""
    if text.count('"') % 2 or re.search(r"(?<!\w)['‘]\w(?!.*['’](?!\w))", text):
        return False
    text = _GERMAN.sub("", text)
    return "„" not in text and all(
        text.count(opening) == text.count(closing)
        for opening, closing in _PAIRS.items()
    )
