"""Random texts of an article's length, and edited copies."""

import random

WORDS = [f"{a}{b}" for a in ("bridge", "town", "council") for b in range(300)]


def some_text(seed, length=700):
    """Return a text of an article's length, the same for the same seed."""
    return " ".join(random.Random(seed).choices(WORDS, k=length))  # noqa: S311


def edited(text, edits):
    """Replace this many words by another."""
    words, choose = text.split(), random.Random(7)  # noqa: S311
    for place in choose.sample(range(len(words)), edits):
        words[place] = "edited"
    return " ".join(words)
