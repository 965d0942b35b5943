"""Rules for stored text: any Unicode except control characters."""

import re

#: Characters that cannot be stored: controls (Cc) except newline and tab, and lone
#: surrogates (Cs).
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def normalise_newlines(text: str) -> str:
    """Return the text with CR LF and CR as LF, and without a leading BOM.

    Nothing else changes. Offsets count code points of the returned text.
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def find_control_character(text: str) -> int | None:
    """Return the offset of the first character that cannot be stored, or None.

    These are controls (Cc) except newline and tab, and lone surrogates (Cs), which
    UTF-8 cannot encode.
    """
    found = CONTROLS.search(text)
    return found.start() if found else None


def describe_control_character(text: str, offset: int) -> str:
    """Return a sentence that tells an editor the character and its place."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return (
        f"Remove the control character U+{ord(text[offset]):04X} at line {line}, "
        f"character {column}: it cannot be stored or shown."
    )
