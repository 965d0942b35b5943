"""Decides whether two quotes have the same words, or altered versions of them."""
