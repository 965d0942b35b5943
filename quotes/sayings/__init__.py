"""Sayings: whether two quotes are the same words, or altered versions of them."""
