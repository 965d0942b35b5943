"""A reader's list of quotes, as a cookie and an address hold it: `12.45.9`.

Plain Python: it knows keys and their order, and nothing of what they stand for.
docs/decisions/0026-a-list-without-an-account.md says why it is kept so.
"""

import re
from collections.abc import Iterable
from typing import NamedTuple

#: So many quotes fit in a list. With keys of twelve digits that is 3,900 characters:
#: a browser keeps a cookie of 4,096, and gunicorn takes a request line of 4,094.
#: static/js/collect.js has the same number.
MAX_QUOTES = 300
_KEY = re.compile("[1-9][0-9]{0,11}")


class Selection(NamedTuple):
    """The keys of quotes in order, each once; what stood there that is no key; whether
    there were more than fit."""

    keys: list[int]
    wrong: list[str]
    cut: bool


def read_selection(text: str) -> Selection:
    """Read what a cookie or an address holds, whoever wrote it.

    Empty parts mean nothing: an address at the end of a sentence takes its full stop
    along.
    """
    parts = dict.fromkeys(text.strip().split("."))
    keys = [int(part) for part in parts if _KEY.fullmatch(part)]
    wrong = [part for part in parts if part and not _KEY.fullmatch(part)]
    return Selection(keys[:MAX_QUOTES], wrong, len(keys) > MAX_QUOTES)


def write_selection(keys: Iterable[int]) -> str:
    """Write keys as `read_selection` reads them."""
    return ".".join(map(str, keys))


def is_key(number: int) -> bool:
    """Tell whether a number may stand in a list."""
    return bool(_KEY.fullmatch(str(number)))


def added(keys: list[int], more: list[int]) -> list[int]:
    """Return the keys with those of `more` behind them that are new, as far as fit."""
    return list(dict.fromkeys([*keys, *more]))[:MAX_QUOTES]


def moved(keys: list[int], key: int, steps: int) -> list[int]:
    """Return the keys with one of them moved, to the end of the list at most."""
    if key not in keys:
        return keys
    others = [each for each in keys if each != key]
    place = max(keys.index(key) + steps, 0)
    return [*others[:place], key, *others[place:]]
