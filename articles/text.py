"""What text may be stored: any Unicode but control characters."""

import re

#: What cannot be stored: Unicode's controls (Cc) but for newline and tab, and lone
#: surrogates (Cs).
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def normalise_newlines(text: str) -> str:
    """Return the text with CR LF and CR as LF, and without a leading BOM.

    Nothing else changes: offsets into stored text count code points of this.
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def find_control_character(text: str) -> int | None:
    """Return the offset of the first character that cannot be stored, or None.

    These are Unicode's controls (Cc) but for newline and tab, and lone
    surrogates (Cs), which no UTF-8 text can hold.
    """
    found = CONTROLS.search(text)
    return found.start() if found else None


def describe_control_character(text: str, offset: int) -> str:
    """Return a sentence that tells an editor which character it is and where."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    return (
        f"Remove the control character U+{ord(text[offset]):04X} at line {line}, "
        f"character {column}: it cannot be stored or shown."
    )
