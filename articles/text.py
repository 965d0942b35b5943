"""Texts: any Unicode except control characters and non-characters is stored."""

import re

# Unicode, section 23.7: U+FDD0 to U+FDEF, and the last two code points of each plane.
_NONCHARACTERS = "\ufdd0-\ufdef" + "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
#: Code points that are never characters. Biber, for one, refuses a file that has any.
NONCHARACTERS = re.compile(f"[{_NONCHARACTERS}]")
#: Characters that cannot be stored: controls (Cc) except newline and tab, lone
#: surrogates (Cs), and non-characters.
CONTROLS = re.compile(f"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff{_NONCHARACTERS}]")
#: The signs of windows-1252 at the places where Latin-1, and so Unicode, has controls.
_WINDOWS_SIGNS = {
    code: sign
    for code in range(0x80, 0xA0)
    if (sign := bytes([code]).decode("cp1252", "ignore"))
}
#: A word whose full stop ends no sentence, for regular expressions.
ABBREVIATION = (
    r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|St|Sen|Rep|Gov|Gen|Prof|Rev|Hon|Sra|Srta|Mme|Mlle|Hr|Fr|"
    r"Jr|Sr|No|vs|bzw|etc|Inc|Co|Corp|Ltd|a\.m|p\.m|i\.e|e\.g)"
)


def normalise_newlines(text: str) -> str:
    """Return the text with CR LF and CR as LF, and without a leading BOM.

    Nothing else changes. Offsets count code points of the returned text.
    """
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def without_controls(text: str) -> str:
    """Return the text without characters that cannot be stored, which nobody types."""
    return CONTROLS.sub("", text)


def restore_windows_signs(text: str) -> str:
    """Return the text with quotation marks where a program left controls instead.

    Programs that take windows-1252 for Latin-1 write U+0093 for “.
    """
    return text.translate(_WINDOWS_SIGNS)


def shorten(text: str, length: int = 80) -> str:
    """Return a text of at most `length` code points, with an ellipsis if it is cut."""
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def upper_first(text: str) -> str:
    """Return the text with a capital first letter, for the beginning of a sentence."""
    return text[:1].upper() + text[1:]


def lower_first(text: str) -> str:
    """Return the text with a small first letter, for the middle of a sentence."""
    return text[:1].lower() + text[1:]


def find_control_character(text: str) -> int | None:
    """Return the offset of the first character that cannot be stored, or None.

    These are controls (Cc) except newline and tab, lone surrogates (Cs), which UTF-8
    cannot encode, and non-characters.
    """
    found = CONTROLS.search(text)
    return found.start() if found else None


def describe_control_character(text: str, offset: int) -> str:
    """Return a sentence that tells an editor the character and its place."""
    line = text.count("\n", 0, offset) + 1
    column = offset - (text.rfind("\n", 0, offset) + 1) + 1
    name = f"U+{ord(text[offset]):04X}"
    if NONCHARACTERS.match(text, offset):
        return (
            f"Remove {name} at line {line}, character {column}: it is no character of "
            "Unicode, and programs refuse files that have it."
        )
    return (
        f"Remove the control character {name} at line {line}, character {column}: it "
        "cannot be stored or shown."
    )
