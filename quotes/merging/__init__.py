"""Finds similar speakers, merges and splits records, and undoes both."""
