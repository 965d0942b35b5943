"""Removes invisible characters, and replaces no-break spaces."""

import re

from articles.cleaning.steps import Steps, substitute

#: Scripts and signs in which joiners (ZWJ, ZWNJ) matter: Arabic and related scripts,
#: Indic scripts, Mongolian, and emoji.
_JOINING = (
    "\u0590-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ufb1d-\ufdff\ufe70-\ufefc"
    "\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0e\ufe0f\U0001d000-\U0001faff"
    "\U00010a00-\U00011fff\U000e0020-\U000e007f"
)
#: Scripts without spaces, in which U+200B marks where a line may break.
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u1950-\u1aaf\uaa60-\uaadf"
_UNSEEN_SIGNS = re.compile(
    # Join a word that was divided at a soft hyphen.
    "\u00ad+\n(?=[^\\W\\d_])|\u00ad+"
    f"|(?<![{_JOINING}\u200c\u200d])[\u200c\u200d]+(?![{_JOINING}\u200c\u200d])"
    f"|(?<![{_UNSPACED}\u200b])\u200b+(?![{_UNSPACED}\u200b])"
    "|[\ufeff\u2060]+"
)
_NO_BREAK = re.compile("\u00a0")
UNSEEN: Steps = [
    (
        "characters that cannot be seen (soft hyphens, zero-width, BOM) removed",
        lambda text: substitute(_UNSEEN_SIGNS, text, lambda _: "", whole=True),
    ),
    (
        "no-break spaces made ordinary spaces",
        lambda text: substitute(_NO_BREAK, text, lambda _: " ", whole=True),
    ),
]
