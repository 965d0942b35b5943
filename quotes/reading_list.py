"""A reader's list of quotes, as a cookie and a URL store it: `12.45.9`.

Plain Python: it knows keys and their order, not what they stand for.
docs/decisions/0026-a-list-without-an-account.md gives the reasons.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

#: Number of quotes in a list. With keys of twelve digits that is 3,900 characters: a
#: browser stores a cookie of 4,096, and gunicorn accepts a request line of 4,094. Keep
#: static/js/reading_list.js the same.
MAX_IN_LIST = 300
_KEY = re.compile("[1-9][0-9]{0,11}")


class ReadingList(NamedTuple):
    """The keys of a list in order, without duplicates.

    `wrong` are the parts that are not keys; `cut`: there were more than MAX_IN_LIST.
    """

    keys: list[int]
    wrong: list[str]
    cut: bool


def read_list(text: str) -> ReadingList:
    """Parse a cookie or a URL, which may contain anything.

    Empty parts are ignored: a URL at the end of a sentence may include its full stop.
    """
    parts = dict.fromkeys(text.strip().split("."))
    keys = [int(part) for part in parts if _KEY.fullmatch(part)]
    wrong = [part for part in parts if part and not _KEY.fullmatch(part)]
    return ReadingList(keys[:MAX_IN_LIST], wrong, len(keys) > MAX_IN_LIST)


def write_list(keys: Iterable[int]) -> str:
    """Write keys in the format that `read_list` reads."""
    return ".".join(map(str, keys))


def is_key(number: int) -> bool:
    """Return whether a number can be a key in a list."""
    return bool(_KEY.fullmatch(str(number)))


def added(keys: list[int], more: list[int]) -> list[int]:
    """Return the keys, followed by new ones from `more`, up to MAX_IN_LIST."""
    return list(dict.fromkeys([*keys, *more]))[:MAX_IN_LIST]


def reordered(keys: list[int], key: int, steps: int) -> list[int]:
    """Return the keys with one of them moved, at most to the end of the list."""
    if key not in keys:
        return keys
    others = [each for each in keys if each != key]
    place = max(keys.index(key) + steps, 0)
    return [*others[:place], key, *others[place:]]
