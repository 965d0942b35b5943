"""Writes JSON as text, so that parts which many objects share are written once.

Otherwise half of the time of a download goes into building dictionaries only to write
them, and into writing the same article for each of its quotes.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

# Markup characters occur only in strings, where their escapes mean the same, so that a
# program which guesses the type finds no tags. UTF-8 cannot encode lone surrogates.
_TO_ESCAPE: Final = re.compile("[<>&\ud800-\udfff]")
_encode: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_quote: Final = json.encoder.encode_basestring


def as_json(value: Any) -> str:
    """Return JSON in UTF-8, with markup and lone surrogates escaped."""
    return escape_json(_encode(value))


def json_string(text: str) -> str:
    """Return a text as JSON; faster than as_json()."""
    return f'"{text}"' if needs_no_escapes(text) else escape_json(_quote(text))


def plain_string(text: str) -> str:
    """Return a text for which needs_no_escapes() is true as JSON."""
    return f'"{text}"'


#: The same, cached, for names and other texts that are repeated often.
json_name: Final = lru_cache(maxsize=4096)(json_string)


def needs_no_escapes(text: str) -> bool:
    """Return whether a text needs no escapes in JSON, as nearly all texts do."""
    return (
        text.isprintable()
        and '"' not in text
        and "\\" not in text
        and "<" not in text
        and ">" not in text
        and "&" not in text
    )


def escape_json(text: str) -> str:
    """Escape markup and lone surrogates in JSON."""
    # Nearly all texts have none, and this check is faster.
    if (
        (text.isascii() or text.isprintable())
        and "<" not in text
        and ">" not in text
        and "&" not in text
    ):
        return text
    return _TO_ESCAPE.sub(escape_character, text)


def escape_character(found: re.Match[str]) -> str:
    """Return the escape of a matched character."""
    return f"\\u{ord(found[0]):04x}"


def json_member(name: str, text: str, write: Callable[[str], str] = json_string) -> str:
    """Return a further member of an object, or "" for an empty text."""
    return f', "{name}": {write(text)}' if text else ""
