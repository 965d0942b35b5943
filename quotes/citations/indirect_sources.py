"""Signal phrases for words quoted from an indirect source, by style.

CSL has no form for indirect sources, so the words before the citation are ours. Each
style's rule is named next to it; docs/decisions/0024-citation-styles.md has the table.
"""

from typing import Final, NamedTuple

from articles.text import upper_first
from quotes.citations.attribution import REPORTED, list_names
from quotes.citations.reference import CitedSpeaker, CSLName, Quoted, Reference, Work
from quotes.citations.short_titles import short_title
from quotes.citations.status_labels import DOUBTS_IN_CITATIONS
from quotes.citations.styles import Style, folded


class SignalPhrase(NamedTuple):
    """The words before the citation of the work that was read."""

    quoted: str = "quoted in"  #: for a quotation
    reported: str = "reported in"  #: for a paraphrase
    names: str = "short"  #: or "full", or "" if the sentence itself names the speaker
    last: str = "and"  #: before the last of several names
    others: str = "et al."  #: for all but the first of more than two short names
    #: Whether a citation that is only a number also names the author of the work.
    names_work: bool = True
    italic: bool = False  #: whether "quoted in" is in italics
    italic_others: bool = False  #: whether "et al." is in italics


#: (quoted, reported, and) by the language of the style; English for all others.
_BY_LANGUAGE: Final = {
    "de": ("zitiert nach", "wiedergegeben in", "und"),
    "es": ("citado en", "referido en", "y"),
    "fr": ("cité dans", "rapporté dans", "et"),
    "it": ("citato in", "riportato in", "e"),
    "nl": ("geciteerd in", "weergegeven in", "en"),
    "pt": ("apud", "apud", "e"),  # ABNT NBR 10520, for both
}
_BY_STYLE: Final = {
    # Publication Manual, 7th ed., 8.6: "(Rabbitt, 1982, as cited in Lyon et al.,
    # 2014)"; 8.17: an ampersand in parentheses.
    "apa": SignalPhrase("as cited in", "as cited in", last="&"),
    # MLA Handbook, 9th ed., indirect sources: "(qtd. in Boswell 2: 450)"; the sentence
    # names the speaker. "qtd." would be wrong for a paraphrase.
    "modern-language-association": SignalPhrase("qtd. in", names=""),
    # Cite Them Right, 12th ed., secondary referencing: "quoted in" for words, "cited
    # in" for ideas.
    "harvard-cite-them-right": SignalPhrase(
        "quoted in", "cited in", italic_others=True
    ),
    # IEEE has no rule; university guides write "Doe, quoted in [1]".
    "ieee": SignalPhrase(names_work=False, italic_others=True),
    # AMA Manual, 11th ed.: "et al" without a full stop in the text, as in lists.
    "american-medical-association": SignalPhrase(others="et al"),
    # Bluebook, 21st ed., rule 1.6(c): "quoted in" in italics before the work that was
    # read.
    "bluebook-law-review": SignalPhrase(names="full", italic=True),
}


def signal_phrase(style: Style) -> SignalPhrase:
    """Return the signal phrase of a style, or of the style whose rules it follows."""
    for family, own in _BY_STYLE.items():
        if style.follows(family):
            return own
    # Notes give full names, as first references do.
    names = "full" if style.kind == "note" else "short"
    language = style.locale.partition("-")[0]
    if language not in _BY_LANGUAGE:
        return SignalPhrase(names=names)
    quoted, reported, last = _BY_LANGUAGE[language]
    return SignalPhrase(quoted, reported, names, last)


def link_words(quoted: Quoted, style: Style) -> str:
    """Return "quoted in" or its equivalent."""
    words = signal_phrase(style)
    return words.reported if quoted.kind == "indirect" else words.quoted


def who_said(quoted: Quoted, style: Style) -> str:
    """Return the speakers as a citation names them, or "" if there is nobody to name.

    Doubtful attributions come first, even if the style leaves names to the sentence.
    """
    words = signal_phrase(style)
    if quoted.doubtful:
        return _who_is_doubted(quoted, style)
    if not words.names:
        return ""
    names = [_name(who, style) for who in quoted.speakers]
    if len(names) > 2 and words.names != "full":
        return f"{names[0]} {words.others}"
    if len(names) < 3:
        return f" {words.last} ".join(names)
    return ", ".join([*names[:-1], f"{words.last} {names[-1]}"])


def _who_is_doubted(quoted: Quoted, style: Style) -> str:
    """Return "misattributed to Twain, said by Lim"; a note begins with a capital."""
    parts = []
    for standing, (before, last) in DOUBTS_IN_CITATIONS.items():
        names = [
            _name(who, style) for who in quoted.speakers if who.standing == standing
        ]
        if names:
            parts.append(f"{before} {list_names(names, last)}")
    line = ", ".join(parts)
    return upper_first(line) if style.kind == "note" else line


def speaks_itself(reference: Reference) -> bool:
    """Return whether the authors of a work say the words themselves, as in a speech.

    Then it is not an indirect source. A doubtful attribution never counts as this.
    """
    quoted, work = reference.quoted, reference.work
    return (
        quoted is not None
        and bool(quoted.speakers)
        and all(
            who.standing in REPORTED and is_author(who, work) for who in quoted.speakers
        )
    )


def is_author(who: CitedSpeaker, work: Work) -> bool:
    """Return whether a speaker has the name of an author of a work."""
    return folded(who.name) in map(_full, work.authors)


def _full(name: CSLName) -> str:
    return folded(" ".join(filter(None, (name.given, name.last, name.suffix))))


def short_work(work: Work, style: Style) -> str:
    """Return a work as a sentence names it: by its authors, or else its title."""
    words = signal_phrase(style)
    names = [name.last for name in work.authors]
    if not names:
        is_case = work.type == "legal_case"  # its parties are its title
        title = (not is_case and short_title(work.title)) or work.title
        return f"“{title}”" if title else ""
    if len(names) > 2:
        return f"{names[0]} {words.others}"
    return f" {words.last} ".join(names)


def _name(who: CitedSpeaker, style: Style) -> str:
    return who.name if signal_phrase(style).names == "full" else who.short
