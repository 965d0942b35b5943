"""Texts with marked spans, and checks of where a quote is located."""

import re

from quotes.anchoring import CONTEXT_LENGTH, MISSING, locate, locate_at
from quotes.anchoring.folding import FoldedText

TWICE = "We will win. They said we will lose. We will win, he said."
BALL = (
    "As research fellow Dean Ball aptly points out: “You can keep it away from "
    "China, but you can’t export-control the ideas that everyone in the world is "
    "hunting for.”"
)


def marked(text):
    """Return a text without its ⟦ and ⟧, and the spans that they mark."""
    spans, plain = [], ""
    for part in re.split("([⟦⟧])", text):
        if part == "⟦":
            spans.append((len(plain), None))
        elif part == "⟧":
            spans[-1] = (spans[-1][0], len(plain))
        else:
            plain += part
    return plain, tuple(spans)


def printed(text, anchor):
    return [text[start:end] for start, end in anchor.spans]


def check_found(text, words, status):
    plain, spans = marked(text)
    anchor = locate(plain, words)
    assert (anchor.status, printed(plain, anchor)) == (
        status,
        [plain[start:end] for start, end in spans],
    ), anchor.reason
    assert anchor.spans == spans
    assert anchor.prefix == plain[: spans[0][0]][-CONTEXT_LENGTH:]
    assert anchor.suffix == plain[spans[-1][1] :][:CONTEXT_LENGTH]
    assert locate(FoldedText(plain), words) == anchor
    assert locate_at(plain, words, spans) == anchor
    return anchor


def check_missing(text, words):
    anchor = locate(text, words)
    assert anchor.status == MISSING, printed(text, anchor)
    assert anchor.spans == anchor.places == ()
    assert anchor.prefix == anchor.suffix == ""
    assert anchor.reason.endswith((".", "”."))
    return anchor.reason
