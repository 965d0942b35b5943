"""Numbers, abbreviations and compounds: a cut inside one makes another word of it.

“5 percent” differs from “-5 percent”, and “violent protest” from “non-violent protest”.
"""

import re

from articles.characters import HYPHENS

#: Signs of currencies, for a character class.
CURRENCY = "$¢£¤¥֏؋৲৳฿៛₠-⃀＄￡￥﹩"
#: Signs of a negative number or a range. An em dash is a dash.
_MINUS = rf"{HYPHENS}–−﹣－"
_NUMERAL = r"[\d〇零一二三四五六七八九十百千万萬亿億兆两兩]"
_SPACE = r"[^\S\n]"
_NUMBER = (
    rf"(?:(?<![^\W\d_])(?<!\d)\d{{1,3}}(?:{_SPACE}\d{{3}})+(?!\d)|{_NUMERAL}+)"
    rf"(?:{_SPACE}(?:[¼-¾⅐-⅞]|\d{{1,2}}[/⁄]\d{{1,2}}(?![\d/])))?"
)
_TOKEN = re.compile(
    # -$5.50, minus 5, ~5, US$5, 5-year, .5, 12:30, 3–2, 1/2, 1 500 000 €, 10 °C, 5+, 6′
    rf"(?:(?<![\w{_MINUS}])[{_MINUS}+±~≈<>≤≥#№§]|\b(?:[Mm]inus|минус) |[负負])?"
    rf"(?:[^\W\d_]{{0,3}}[{CURRENCY}]{_SPACE}?)?(?:(?<![\w.…])\.)?"
    rf"{_NUMBER}(?:[.,:/⁄'’′·٫٬+=×÷{_MINUS}]{_NUMBER})*"
    rf"(?:{_SPACE}?(?:[%‰٪％]|°(?:{_SPACE}?[CF]\b)?|[{CURRENCY}](?!{_SPACE}?\d))"
    rf"|[+′″](?!\w)|(?:[{HYPHENS}][^\W_]+)+)?"
    # U.S., i.e.
    r"|(?<!\w)[^\W\d_](?:\.[^\W\d_](?!\w))+"
    # non-violent, and/or, R&D, C++, C#, can’t
    rf"|[^\W_]+(?:(?:[{HYPHENS}](?:[ \t]*\r?\n\s*(?=[^\W\dA-Z_]))?|[/&@·])[^\W_]+)+"
    r"|[^\W_](?:#|\+\+?)(?!\w)"
    r"|[^\W\d_]+['’](?:t|s|re|ve|ll|d|m)\b"
)
#: An edge of a plain word, where no token of these can be cut.
_PLAIN_EDGE = re.compile(
    r"(?<= )(?=[^\W\d_¼-¾⅐-⅞])|(?<=[^\W\d_])(?=[\s,;:!?\"”])"
    r"|(?<=[^\W\d_])(?=\.(?:\s|$))"
)
#: Code points on each side of a cut that are read.
_REACH = 40


def cut_token(text: str, offset: int) -> str:
    """Return the number, abbreviation or compound that an offset is inside, or ""."""
    if not 0 < offset < len(text) or _PLAIN_EDGE.match(text, offset):
        return ""
    for token in _TOKEN.finditer(text, max(0, offset - _REACH), offset + _REACH):
        if token.start() >= offset:
            break
        if offset < token.end():
            return token.group()
    return ""
