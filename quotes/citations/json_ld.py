"""What both JSON-LD formats do: write one node, or a list of nodes, a piece each."""

from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any


def known(**values: Any) -> dict[str, Any]:
    """Return a node without what is not known; `type_` is spelt "@type"."""
    return {
        f"@{name[:-1]}" if name.endswith("_") else name: value
        for name, value in values.items()
        if value
    }


def write_nodes(
    nodes: Iterable[str], context: str, begin: str, end: str
) -> Iterator[str]:
    """Yield a document: the only node itself, or a list of them all.

    Nodes are objects in JSON. A list is what stands between `begin` and `end`, pieces
    of JSON; in `end`, `%d` stands for how many nodes there were.
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
