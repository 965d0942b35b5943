"""Finds records that may already exist, before another one is saved."""
