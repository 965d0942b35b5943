"""Numbers, abbreviations and compounds: a cut inside one makes another word of it.

“5 percent” differs from “-5 percent”, “violent protest” from “non-violent protest”,
and “3” from “3 million”.
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
#: A number, and what multiplies or divides it: “3 | million”, “two | thirds”.
_MULTIPLIED = re.compile(
    r"(?:\d|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w{3,5}teen|"
    r"\w{3,5}ty|hundred|thousand|several|few|many|half an?|deux|trois|quatre|cinq|six|"
    r"sept|huit|neuf|dix|zwei|drei|vier|fünf|sechs|sieben|acht|neun|zehn|dos|tres|cuatro|"
    r"cinco|seis|siete|ocho|nueve|diez|cien))\s?\Z",
    re.IGNORECASE,
)
_SCALE = re.compile(
    r"\s?(?:hundred|thousand|(?:m|b|tr)illion|dozen|thirds|quarters|fifths|tenths|per"
    r"cent(?:age)?|per cent|mille|millions?|milliards?|pour cent|tausend|hundert|"
    r"Mio|Mrd|Million(?:en)?|Milliarden?|Prozent|mil|mill[oó]n(?:es)?|por ciento|"
    r"(?:bn|tn|mn|m|k)(?![’'-]))\b",
)
#: Code points on each side of a cut that are read.
_REACH = 40


def cut_token(text: str, offset: int) -> str:
    """Return the number, abbreviation or compound that an offset is inside, or ""."""
    if not 0 < offset < len(text):
        return ""
    scale = _SCALE.match(text, offset)
    number = scale and _MULTIPLIED.search(text, max(0, offset - _REACH), offset)
    if scale and number:
        return number.group() + scale.group()
    if _PLAIN_EDGE.match(text, offset):
        return ""
    for token in _TOKEN.finditer(text, max(0, offset - _REACH), offset + _REACH):
        if token.start() >= offset:
            break
        if offset < token.end():
            return token.group()
    return ""
