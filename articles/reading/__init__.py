"""Reads what an article says of itself: its title, authors, date, address and text.

`texts.read_text` reads a pasted text, `apart.read_page_apart` a page of HTML, in a
process of its own. Both give a `Proposal`, for an editor to check.
"""
