"""Writes references in the formats of reference managers and in citation styles.

`reference.py` defines what is cited. Each format has a module that writes references
one at a time, so that a hundred thousand take no more memory than one; `formats.py`
lists them. All of this is plain Python.
"""
