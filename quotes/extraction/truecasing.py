"""Names and roles in capitals as they are usually written.

In: a name as printed. Out: "Margaret Hollis" for "MARGARET HOLLIS"; other names as they
are, in one line.
"""

from articles.names.orders import recase_words

#: Within roles, these are in small letters: "Secretary of State".
_SMALL = frozenset("AND FOR OF THE".split())


def usual_letters(name: str) -> str:
    """Return a name or role in capitals as it is usually written: "Ann O’Leary"."""
    words = name.split()
    if name.isupper():
        usual = recase_words(words)
        words = [
            word.lower() if at and word in _SMALL else usual[at]
            for at, word in enumerate(words)
        ]
    return " ".join(words)
