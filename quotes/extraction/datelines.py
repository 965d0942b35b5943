"""Finds datelines: the place and agency before a paragraph, which are not names.

In: `Tokens`. Out: the words of its datelines.
"""

import re
from bisect import bisect_left

from quotes.extraction.tokens import Tokens

#: "SELMA, N.C. (AP) —" at the start of a paragraph; "Washington (Reuters) -".
_DATELINE = re.compile(
    r"[ \t]*(?:[A-ZÀ-Þ][A-ZÀ-Þ’'.-]+(?: [A-ZÀ-Þ][A-ZÀ-Þ’'.-]*){0,4}"
    r"(?:,[ \t]?[^\W\d_][\w. ]{0,24})?(?:[ \t]?\([^()\n]{2,40}\))?"
    r"|[A-ZÀ-Þ][\w.’'-]+(?:,? [A-ZÀ-Þ][\w.’'-]+){0,5}[ \t]?\([^()\n]{2,40}\))"
    r"[ \t]*(?:[—–―]|--?(?=\s))"
)


def datelines(tokens: Tokens) -> set[int]:
    """Return the words of datelines: "SELMA, N.C. (AP) —"."""
    found: set[int] = set()
    for first, _ in tokens.paragraphs:
        line = _DATELINE.match(tokens.text, tokens.starts[first])
        if line:
            found.update(range(first, bisect_left(tokens.starts, line.end())))
    return found
