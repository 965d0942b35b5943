"""Faults done to the site on purpose while it is read and written."""
