"""Speakers that may be the same, merging records, splitting them, and undoing it."""
