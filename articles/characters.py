"""Groups of characters for character classes in regular expressions."""

import re
import unicodedata
from typing import Final

#: Scripts without spaces between words, as the index of words has them: Thai, Lao,
#: Tibetan, Burmese, Khmer, Kana, Bopomofo and Han.
UNSPACED: Final = (
    "\u0e00-\u109f\u1780-\u17ff\u2e80-\u2fdf\u3040-\u312f\u31f0-\u31ff\u3400-\u4dbf"
    "\u4e00-\u9fff\uf900-\ufaff"
)
#: Scripts in which a word may end after any character. These also include Hangul, in
#: which particles follow a word without a space, rarer scripts, and rare Han.
UNSPACED_OR_HANGUL: Final = (
    "\u0e00-\u109f\u1780-\u17ff\u2e80-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff"
)
#: Hyphens within words and names.
HYPHENS: Final = r"\-‐‑"
#: Hyphens, dashes and minus signs, between which print makes no reliable difference.
DASHES: Final = rf"{HYPHENS}‒–—―−﹘﹣－"
#: Quotation marks, without those of titles (《》); single ones may be apostrophes.
DOUBLE_QUOTES: Final = '"“”„‟«»「」『』〝〞〟＂'
SINGLE_QUOTES: Final = "'‘’‚‛‹›"
QUOTES: Final = DOUBLE_QUOTES + SINGLE_QUOTES
APOSTROPHES: Final = "'’‘ʼ`´＇"
#: Soft hyphen, zero-width characters, direction marks, byte order mark.
UNSEEN: Final = "\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
#: Accents and vowel signs, which are not in \w.
MARKS: Final = "".join(
    chr(code)
    for code in range(0x300, 0xFE00)
    if unicodedata.category(chr(code)) in ("Mn", "Mc")
)
_UNSPACED: Final = re.compile(f"[{UNSPACED}]")


def is_unspaced(text: str) -> bool:
    """Return whether a text has characters of a script without spaces."""
    return not text.isascii() and _UNSPACED.search(text) is not None
