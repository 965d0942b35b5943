"""Reads an article's title, authors, date, address and text from a page or a text.

`plain_text.read_text` reads a pasted text, `subprocess.read_page_in_subprocess` a page
of HTML. Both return a `Proposal` for an editor to check.
Its remarks say what was not understood.
"""
