"""Load what the first text would wait for: weights, given names and places."""

from quotes.extraction import given_names, model, places


def load() -> None:
    """Load everything that is read once in a process."""
    model.used()
    given_names.sex_of("")
    places.is_place("")
