"""Records that may exist already: found before another one is saved."""

from articles.duplicates.candidates import MAX_SHOWN, Duplicate

__all__ = ["MAX_SHOWN", "Duplicate"]
