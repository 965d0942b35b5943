"""What both JSON-LD formats do: write one node, or a list of nodes, a piece each."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any, Final

Node = Mapping[str, Any]


def known(**values: Any) -> dict[str, Any]:
    """Return a node without what is not known; `type_` is spelt "@type"."""
    return {
        f"@{name[:-1]}" if name.endswith("_") else name: value
        for name, value in values.items()
        if value
    }


# Signs of markup stand in strings only, where their escapes mean the same: so a program
# that sniffs finds no tag.
_MARKUP: Final = {sign: f"\\u{ord(sign):04x}" for sign in "<>&"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode


def as_json(value: Any) -> str:
    """Return JSON, in UTF-8 but for markup, and half surrogates, which it cannot have.

    A regular expression for all of it took as long as the writing.
    """
    text = _encode(value)
    for sign, escaped in _MARKUP.items():
        text = text.replace(sign, escaped)
    try:
        text.encode()
    except UnicodeEncodeError:
        text = _SURROGATE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return text


def write_nodes(
    nodes: Iterable[Node], context: str, begin: str, end: str
) -> Iterator[str]:
    """Yield a document: the only node itself, or a list of them all.

    A list is what stands between `begin` and `end`, pieces of JSON; in `end`, `%d`
    stands for how many nodes there were.
    """
    nodes = iter(nodes)
    first = list(islice(nodes, 2))
    if len(first) == 1:
        yield f"{as_json({'@context': context, **first[0]})}\n"
        return
    yield begin
    number = 0
    for number, node in enumerate(chain(first, nodes), 1):
        yield f"{',' if number > 1 else ''}\n{as_json(node)}"
    yield end % number
