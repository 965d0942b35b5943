"""Writes XML as text: escapes, and elements on a line of their own."""

import re
from html import escape
from typing import Final

_NO_XML: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def valid_xml(text: str) -> str:
    """Return a text with U+FFFD for each character that XML does not allow."""
    # XML allows all printable characters.
    return text if text.isprintable() else _NO_XML.sub("\ufffd", text)


def xml(text: str, quote: bool = True) -> str:
    """Escape a text for XML; characters that XML does not allow become U+FFFD."""
    return escape(valid_xml(text), quote)


def element(name: str, value: str, attributes: str = "") -> str:
    """Return an element, or "" without a text; attributes begin with a space."""
    return f"<{name}{attributes}>{xml(value, quote=False)}</{name}>\n" if value else ""
