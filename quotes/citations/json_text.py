"""JSON, put together of texts: what many objects have in common is written once.

Half of the time of a download went into dictionaries that were made to be written, and
into writing the same article for each of its quotes.
"""

import json
import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

# Signs of markup stand in strings only, where their escapes mean the same: so a program
# that sniffs finds no tag. Half surrogates are what UTF-8 does not have.
_SPELT_OUT: Final = re.compile("[<>&\ud800-\udfff]")
_encode: Final = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode
_quote: Final = json.encoder.encode_basestring


def as_json(value: Any) -> str:
    """Return JSON, in UTF-8 but for markup and half surrogates."""
    return spell_out(_encode(value))


def json_string(text: str) -> str:
    """Return the same of a text, sooner."""
    return f'"{text}"' if is_plain(text) else spell_out(_quote(text))


def plain_string(text: str) -> str:
    """Return the same of a text of which is_plain() is known."""
    return f'"{text}"'


#: The same of names and the like, which come again and again.
json_name: Final = lru_cache(maxsize=4096)(json_string)


def is_plain(text: str) -> bool:
    """Return whether a text stands in JSON as it is, which is so of nearly all."""
    return (
        text.isprintable()
        and '"' not in text
        and "\\" not in text
        and "<" not in text
        and ">" not in text
        and "&" not in text
    )


def spell_out(text: str) -> str:
    """Return JSON with markup and half surrogates as their escapes."""
    # Nearly all texts have none of it, which is found out sooner so.
    if (
        (text.isascii() or text.isprintable())
        and "<" not in text
        and ">" not in text
        and "&" not in text
    ):
        return text
    return _SPELT_OUT.sub(spelt_out, text)


def spelt_out(found: re.Match[str]) -> str:
    """Return a character that was found in JSON as its escape."""
    return f"\\u{ord(found[0]):04x}"


def json_member(name: str, text: str, write: Callable[[str], str] = json_string) -> str:
    """Return a member of an object behind others, or "" for an empty text."""
    return f', "{name}": {write(text)}' if text else ""
