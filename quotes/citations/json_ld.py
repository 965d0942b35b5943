"""What both JSON-LD formats do: write one node, or a list of nodes, a piece each."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain, islice
from typing import Any

Node = Mapping[str, Any]


def known(**values: Any) -> dict[str, Any]:
    """Return a node without what is not known; `type_` is spelt "@type"."""
    return {
        f"@{name[:-1]}" if name.endswith("_") else name: value
        for name, value in values.items()
        if value
    }


def as_json(value: Any) -> str:
    """Return JSON in which a program that sniffs finds no tag.

    Signs of markup are in strings only, where their escapes mean the same. So are half
    surrogates, which UTF-8 has no place for.
    """
    text = json.dumps(value, ensure_ascii=False)
    return re.sub("[<>&\ud800-\udfff]", lambda found: f"\\u{ord(found[0]):04x}", text)


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
