"""Load what the first text would wait for: weights, given names and places."""

from quotes.extraction import model
from quotes.extraction.languages import ENGLISH


def load() -> None:
    """Load everything that is read once in a process, for English."""
    model.used(ENGLISH)
    ENGLISH.sex_of("")
    ENGLISH.is_place("")
