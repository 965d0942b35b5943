"""Reads and writes pandoc's syntax tree: citation texts, with their quotation marks.

Our texts are never parsed as markup. Marks within them are non-characters of Unicode,
which no text has (`articles/text.py`).
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any, Final

from quotes.citations.quotation_marks import QuotedWords, split_quotations
from quotes.citations.text import StyledRun

Node = dict[str, Any]
SPACE: Final[Node] = {"t": "Space"}
_UNMARKED: Final = StyledRun("")


class PandocError(Exception):
    """Pandoc failed to format citations, or took too long."""


def inlines(text: str) -> list[Node]:
    """Return a text as pandoc's inlines, with its quotation marks as such.

    Only then does citeproc swap single and double marks inside a quoted title.
    """
    nodes: list[Node] = []
    for part in split_quotations(text):
        if isinstance(part, QuotedWords):
            kind = "DoubleQuote" if part.double else "SingleQuote"
            nodes.append({"t": "Quoted", "c": [{"t": kind}, inlines(part.text)]})
        else:
            nodes += text_nodes(part)
    return nodes


def text_nodes(text: str) -> list[Node]:
    nodes: list[Node] = []
    for place, word in enumerate(text.split(" ")):
        if place:
            nodes.append(SPACE)
        for part in _TAG.split(word):
            if _TAG.fullmatch(part):
                part = part.strip("\ufdd0\ufdd1")
                nodes.append({"t": "Span", "c": [_NO_CASE, [{"t": "Str", "c": part}]]})
            elif part:
                nodes.append({"t": "Str", "c": part})
    return nodes


def keep_case(word: str) -> str:
    """Return a word that title case leaves alone, for a text of a CSL item."""
    return f"\ufdd0{word}\ufdd1"


#: After "de’", which pandoc would join to the family name.
APART: Final = "\ufdd2"
#: A word joiner, which pandoc takes for the end of a title.
_COMMA_MARK: Final = "\u2060"
_LAST_SIGN: Final = re.compile("([?!])(?=[”’\"']*$)")


def keep_comma(title: str) -> str:
    """Return a title whose question mark a comma may follow, but no full stop."""
    return _LAST_SIGN.sub(rf"\1{_COMMA_MARK}", title)


# A tag in a title is plain text, which title case leaves alone too.
_TAG: Final = re.compile("(</?[A-Za-z][^\\s<>]*>|\ufdd0[^\ufdd0\ufdd1]+\ufdd1)")
_NO_CASE: Final = ["", ["nocase"], []]


def emphasised(text: str) -> Node:
    """Return a text in italics."""
    return {"t": "Emph", "c": inlines(text)}


#: Scripts that put the family name first, without a space after it.
_FAMILY_FIRST: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def is_family_first(name: str) -> bool:
    """Return whether a name is in a script that puts the family name first."""
    return bool(_FAMILY_FIRST.search(name))


def tidied(found: Iterable[StyledRun], italics: bool) -> list[StyledRun]:
    """Return runs with a typographer's punctuation, joined where they look the same.

    A full stop or comma goes inside inner quotation marks too, if the style puts it
    inside the outer ones. Without `italics`, Chinese, Japanese and Korean text has
    none.
    """
    runs = list(found)
    for place in range(len(runs) - 2):
        inner, point, outer = (run.text for run in runs[place : place + 3])
        if inner in ("’", "”") and point in (".", ",") and outer[:1] in ("’", "”"):
            runs[place], runs[place + 1] = runs[place + 1], runs[place]
    after_sign = False
    for place, run in enumerate(runs):
        text = run.text
        if after_sign and text[:1] == ".":
            text = text[1:]
        after_sign = text.endswith(_COMMA_MARK) if text else after_sign
        text = text.replace(f"{_COMMA_MARK}.", "").replace(_COMMA_MARK, "")
        runs[place] = run._replace(text=text)
    joined = [
        look._replace(text="".join(run.text for run in same))
        for look, same in groupby(runs, lambda run: run._replace(text=""))
    ]
    return [
        run._replace(em=False)
        if run.em and not italics and _UPRIGHT.fullmatch(run.text)
        else run
        for run in joined
    ]


#: Text in Chinese, Japanese or Korean, without Latin or other letters.
_UPRIGHT: Final = re.compile(
    "[\\W\\d_]*[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
    "[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\\W\\d_]*"
)


def block_runs(
    blocks: Sequence[Node], look: StyledRun = _UNMARKED
) -> Iterator[StyledRun]:
    """Yield the text of blocks, with a space between them."""
    for place, block in enumerate(blocks):
        if place:
            yield look._replace(text=" ")
        if block["t"] == "Div":
            yield from block_runs(block["c"][1], look)
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


def runs_of(nodes: Sequence[Node], look: StyledRun = _UNMARKED) -> Iterator[StyledRun]:
    """Yield the text of inlines. Italics inside italics are upright."""
    for node in nodes:
        kind: str = node["t"]
        content: Any = node.get("c")
        if kind == "Str":
            yield look._replace(text=content.replace(APART, ""))
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
            yield from block_runs(content, look)
        else:
            raise PandocError(f"pandoc returned an unknown inline: {kind}")
