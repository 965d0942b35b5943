"""Shared parts of the JSON formats: nodes without empty values, and lists of nodes."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any


def known(**values: Any) -> dict[str, Any]:
    """Return a node without empty values; `type_` becomes "@type"."""
    return {
        f"@{name[:-1]}" if name.endswith("_") else name: value
        for name, value in values.items()
        if value
    }


def write_nodes(
    nodes: Iterable[str], context: str, begin: str, end: str
) -> Iterator[str]:
    """Yield a document: a single node by itself, or a list of all nodes.

    Nodes are JSON objects. A list is enclosed in `begin` and `end`, pieces of JSON;
    `%d` in `end` is replaced by the number of nodes.
    """
    nodes = iter(nodes)
    first = list(islice(nodes, 2))
    if len(first) == 1:
        yield f'{{"@context": "{context}", {first[0][1:]}\n'
        return
    yield begin
    number = 0
    for number, node in enumerate(chain(first, nodes), 1):
        yield f"{',' if number > 1 else ''}\n{node}"
    yield end % number
