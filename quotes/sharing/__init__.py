"""Shares a quote with its two answers: as text, as HTML and in a picture.

Each form begins with the warning if an attribution is refuted or disputed, or if the
words were not found. Each has both answers, so that nothing is shared without them.
"""
