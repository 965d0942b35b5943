"""Shares a quote with its two answers: as text, as HTML and in a picture.

Each form says first that an attribution is refuted or disputed, or that the words were
not found, and has both answers, so that nothing is passed on without them.
"""
