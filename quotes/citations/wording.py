"""How a style says that words are quoted from a work in which another printed them.

CSL has no form for an indirect source, so what stands before the citation is ours. Each
style's rule is named beside it; docs/decisions/0024-citation-styles.md has the table.
"""

from typing import Final, NamedTuple

from quotes.citations.reference import STANDINGS, Quoted, Speaker
from quotes.citations.styles import Style


class Wording(NamedTuple):
    """What is put before the citation of the work that was read."""

    quoted: str = "quoted in"  #: where the work gives the words
    reported: str = "reported in"  #: where it gives a paraphrase
    names: str = "short"  #: or "full", or "" where the sentence cited names who spoke
    ampersand: bool = False  #: between two names, for "and"
    #: Whether a citation that is a mere number is told whose work it stands for.
    names_work: bool = True
    italic: bool = False  #: whether "quoted in" is


#: By kind of style, where the table below has no line for it. Notes give full names,
#: as their first references do.
_BY_KIND: Final = {
    "author-date": Wording(),
    "author": Wording(),
    "numeric": Wording(),
    "label": Wording(),
    "note": Wording(names="full"),
}
_BY_STYLE: Final = {
    # Publication Manual, 7th ed., 8.6: "(Rabbitt, 1982, as cited in Lyon et al.,
    # 2014)"; 8.17: an ampersand in parentheses.
    "apa": Wording("as cited in", "as cited in", ampersand=True),
    # MLA Handbook, 9th ed., 6.77: "(qtd. in Boswell 2: 450)"; the sentence names who
    # said it. "qtd." would claim words that a paraphrase has not.
    "modern-language-association": Wording("qtd. in", names=""),
    # Cite Them Right, 12th ed., secondary referencing: "quoted in" for words, "cited
    # in" for what they say.
    "harvard-cite-them-right": Wording("quoted in", "cited in"),
    # IEEE has no rule; university guides put "Doe, quoted in [1]".
    "ieee": Wording(names_work=False),
    # Bluebook, 21st ed., rule 1.6(c): "quoted in" in italics before what was read.
    "bluebook-law-review": Wording(names="full", italic=True),
}


def wording(style: Style) -> Wording:
    """Return how a style, or the one whose rules it takes over, words it."""
    own = _BY_STYLE.get(style.id) or _BY_STYLE.get(style.parent)
    return own or _BY_KIND[style.kind]


def link_words(quoted: Quoted, style: Style) -> str:
    """Return "quoted in" or what stands for it."""
    words = wording(style)
    return words.reported if quoted.kind == "indirect" else words.quoted


def who_said(quoted: Quoted, style: Style) -> str:
    """Return those who are quoted, as a citation names them; "" for nobody.

    An attribution that does not hold says so, and then even where the style leaves
    the names to the sentence.
    """
    words = wording(style)
    doubted = any(who.standing in STANDINGS for who in quoted.speakers)
    if not words.names and not doubted:
        return ""
    full = words.names == "full"
    names = [_name(who, full=full) for who in quoted.speakers]
    if len(names) < 2:
        return "".join(names)
    if len(names) > 2 and not full and not doubted:
        return f"{names[0]} et al."
    last = ("& " if words.ampersand else "and ") + names[-1]
    if len(names) == 2:
        return f"{names[0]} {last}"
    return ", ".join([*names[:-1], last])


def _name(who: Speaker, *, full: bool) -> str:
    name = who.name if full else who.short
    doubt = STANDINGS.get(who.standing)
    return f"{name} [{doubt}]" if doubt else name


def standing_sentence(quoted: Quoted) -> str:
    """Return "Attribution disputed: Dean Ball." for all that do not hold, or ""."""
    sentences = []
    for standing, said in STANDINGS.items():
        names = [who.name for who in quoted.speakers if who.standing == standing]
        if names:
            sentences.append(f"{said[0].upper()}{said[1:]}: {', '.join(names)}.")
    return " ".join(sentences)
