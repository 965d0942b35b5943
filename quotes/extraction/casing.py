"""Names in capitals as they are usually written.

In: a name as printed. Out: "Margaret Hollis" for "MARGARET HOLLIS"; other names as they
are, in one line.
"""

import re

from quotes.extraction.proper_names import PARTICLES

#: A letter after an apostrophe or hyphen, or after "Mc".
_INNER = re.compile(r"(?:(?<=['’‐-])|(?<=^Mc))\w")


def usual_letters(name: str) -> str:
    """Return a name in capitals as it is usually written: "Ann O’Leary"."""
    if not name.isupper():
        return " ".join(name.split())
    words = []
    for at, word in enumerate(name.split()):
        lower = word.lower()
        if at and lower in PARTICLES:
            words.append(lower)
        elif lower in ("ii", "iii", "iv") or (len(word) == 2 and word[1] == "."):
            words.append(word)
        else:
            words.append(_INNER.sub(lambda found: found[0].upper(), word.capitalize()))
    return " ".join(words)
