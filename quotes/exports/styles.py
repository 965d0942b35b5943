"""The citation style that a reader has chosen, and those there are to choose from."""

from quotes.citations.styles import FEATURED, find, search
from quotes.formatting import WORDS_LIMIT, shorten

#: Number of styles listed whose names have the words.
MAX_STYLES_LISTED = 30


def chosen_style(query):
    """Return the style of an address, or the first of the featured ones.

    And what the address asks for if there is no such style, fit to be shown, or "".
    """
    asked = query.get("style", "").strip()
    style = find(asked or FEATURED[0])
    return (style, "") if style else (find(FEATURED[0]), shorten(asked))


def offered_styles(style=None):
    """Return the featured styles, and the one that is chosen if it is none of them."""
    styles = [find(each) for each in FEATURED]
    return styles if style is None or style in styles else [*styles, style]


def found_styles(words):
    """Return the styles that have the words in their names, and whether more have."""
    found = search(words[:WORDS_LIMIT], MAX_STYLES_LISTED + 1)
    return found[:MAX_STYLES_LISTED], len(found) > MAX_STYLES_LISTED
