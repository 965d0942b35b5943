"""Faults that are injected while the site is read and written."""
