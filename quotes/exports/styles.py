"""The citation style that a reader has chosen, and the styles to choose from."""

from quotes.citations.styles import FEATURED, find_style, search
from quotes.formatting import echo

#: Number of styles listed for a search.
MAX_STYLES_LISTED = 30
#: The longest search for a style, in code points.
MAX_STYLE_SEARCH_LENGTH = 500


def chosen_style(query):
    """Return (style, unknown) for a query string; by default the first featured style.

    `unknown` is the requested name, shortened for display, if no style has it, or "".
    """
    asked = query.get("style", "").strip()
    style = find_style(asked or FEATURED[0])
    return (style, "") if style else (find_style(FEATURED[0]), echo(asked))


def listed_styles(style=None):
    """Return the featured styles, and the chosen one if it is not among them."""
    styles = [find_style(each) for each in FEATURED]
    return styles if style is None or style in styles else [*styles, style]


def search_styles(words):
    """Return the styles whose names have these words, and whether there are more."""
    found = search(words[:MAX_STYLE_SEARCH_LENGTH], MAX_STYLES_LISTED + 1)
    return found[:MAX_STYLES_LISTED], len(found) > MAX_STYLES_LISTED
