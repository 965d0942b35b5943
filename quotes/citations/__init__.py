"""Writes references in the formats of reference managers, and sets them in styles.

`reference.py` says what is cited; each format has a module that writes it, one
reference at a time: a hundred thousand cost no more memory than one. `formats.py`
lists them. All of it is plain Python.
"""
