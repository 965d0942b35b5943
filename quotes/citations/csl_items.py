"""Turns a work into the CSL item that a style needs.

CSL styles are written for the data of reference managers. If a style breaks its own
published rules with our data, another item type or field makes it follow them; each
case names the rule. Unknown values are never filled in.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any, Final

from articles.canonical_urls import is_web
from articles.names.name import is_joined
from articles.text import upper_first
from quotes.citations.csl import csl_work
from quotes.citations.pandoc_tree import (
    APART,
    is_family_first,
    keep_case,
    keep_comma,
)
from quotes.citations.reference import STANDALONE_TYPES, Work
from quotes.citations.styles import Style

Item = dict[str, Any]

#: Works inside a publication, with titles in quotation marks.
_CONTAINED: Final = frozenset(
    {"article-newspaper", "article-magazine", "article-journal", "post-weblog"}
)
#: Works that a publication or archive has and that are not articles.
_OTHER_MEDIA: Final = frozenset(
    {"interview", "broadcast", "personal_communication", "document"}
)


def item_for(work: Work, style: Style) -> Item:
    """Return the CSL item of a work for this style, without its id."""
    item = deepcopy(csl_work(work))
    # No featured style prints a section by its rules: it is for print editions.
    item.pop("section", None)
    item.pop("locator", None)  # belongs to a citation
    for name in item.get("author", ()):
        particle = name.get("non-dropping-particle", "")
        if particle.endswith(("'", "’")) and not is_joined(particle):
            name["non-dropping-particle"] = particle + APART
        _without_initials(name, style)
    # Pandoc would make a link of any other URL too ("javascript:…").
    if not is_web(item.get("URL", "")):
        item.pop("URL", None)
    for family, steer in _FAMILIES.items():
        if style.follows(family):
            steer(item)
    return item


def _apa(item: Item) -> None:  # sections of the Publication Manual, 7th ed.
    # 6.17: the first word of a subtitle has a capital.
    _capital_after_colon(item)
    # 9.29, 10.16: an author who is also the publisher is not named twice.
    if _is_own_publisher(item):
        item.pop("publisher", None)
        item.pop("container-title", None)
    # 9.21, 9.22: the kind of work in square brackets, after the title
    if item["type"] == "speech":
        item["genre"] = "Speech"
    if "author" not in item and "title" in item:
        _bracket_behind_title(item)
    # 9.16: "Retrieved" is only for a retrieval date.
    if not {"issued", "accessed"} & item.keys():
        item["status"] = "n.d."


#: What APA's file prints in brackets, by item type.
_APA_KINDS: Final = {
    "broadcast": "Broadcast",
    "interview": "Interview",
    "personal_communication": "Letter",
    "post": "Online post",
}


def _bracket_behind_title(item: Item) -> None:
    """Put the kind of a work without an author after its title.

    CSL's file would print it after the date: "*Evening edition*. (2020). [Broadcast]."
    """
    kind = item.pop("genre", "") or _APA_KINDS.get(item["type"], "")
    if not kind:
        return
    item.setdefault("title-short", item["title"])
    item["title"] = (item["title"], f"[{kind}]")
    _rename(item, "archive", "publisher")
    item["type"] = "document" if "publisher" in item else "webpage"


def _mla(item: Item) -> None:
    # Titles of contained works are in quotation marks; CSL sees no container if the
    # publication is unknown.
    if item["type"] in _CONTAINED and "container-title" not in item:
        item["type"] = "document"
    if item["type"] == "speech" and "issued" in item:  # otherwise it has no date at all
        item["event-date"] = item["issued"]
    # An organisation that is author and publisher is named only as the publisher, but a
    # court as the author.
    if _is_own_publisher(item):
        item.pop("publisher" if item["type"] == "legal_case" else "author")
    # MLA Handbook, 9th ed., 2.90: prepositions of any length are in small letters.
    if "title" in item and _is_english(item):
        item["title"] = _LONG_PREPOSITIONS.sub(
            lambda found: keep_case(found[0].lower()), item["title"]
        )


#: Prepositions that pandoc capitalizes, and that can hardly be anything else, within a
#: title: not at its beginning or end, nor after a colon.
_LONG_PREPOSITIONS: Final = re.compile(
    r"(?<=[\w,’] )(?:against|amid|among|beneath|between|beyond|despite|during|into|onto"
    r"|throughout|toward|towards|upon|versus|within|without)(?= \w)",
    re.IGNORECASE,
)


def _chicago(item: Item) -> None:
    # 17th ed., 6.125: a comma follows a title that ends in a question mark.
    if "title" in item:
        item["title"] = keep_comma(item["title"])
    if not _CHICAGO_NEEDS.get(item["type"], {"type"}) & item.keys():
        item["type"] = "webpage"


#: Works that Chicago's file treats badly without one of these: titles of articles would
#: be in italics, a document in no bibliography, a broadcast "aired on" nothing.
_CHICAGO_NEEDS: Final = {
    **dict.fromkeys(_CONTAINED, frozenset({"container-title"})),
    "document": {"publisher", "issued"},
    "broadcast": {"publisher", "URL"},
}


def _harvard(item: Item) -> None:
    # Without a known author, the title comes first; otherwise "(no date)" would.
    if item["type"] in _CONTAINED and not {"author", "container-title"} & item.keys():
        item["type"] = "webpage"
    # Dated to the day, like newspapers; CSL gives only the year. Without an author, a
    # newspaper would come first, but these begin with the title.
    elif item["type"] in _OTHER_MEDIA | {"post"} and "author" in item:
        _as_newspaper(item)


def _ieee(item: Item) -> None:
    _capital_after_colon(item)  # the Editorial Style Manual's capitals
    # A name in a script without case has no initials.
    for name in item.get("author", ()):
        if is_family_first(name.get("family", "")) and "given" in name:
            name["literal"] = f"{name.pop('family')}{name.pop('given')}"
    # A blog post is dated in full; the type for posts would have no date.
    if item["type"] in ("post", "post-weblog") and "issued" in item:
        item["type"] = "article-newspaper"
    if item["type"] == "personal_communication":
        _rename(item, "archive", "publisher")
    # "[Online]." comes before every address. Pandoc drops it without a date of access,
    # but prints the medium in its place.
    if "URL" in item and item["type"] not in ("webpage", "post", "post-weblog"):
        item["medium"] = "Online"


def _nlm(item: Item) -> None:
    # Dated in full, like newspapers; CSL gives only the year.
    if item["type"] in _OTHER_MEDIA | {"post"}:
        _as_newspaper(item)
    if (
        not {"issued", "accessed"} & item.keys()
    ):  # Citing Medicine, "Date of Publication"
        item["issued"] = {"literal": "[date unknown]"}


def _ama(item: Item) -> None:
    # "Published online" is for articles ahead of an issue, not for ours.
    if item["type"] in _OTHER_MEDIA | {"article-magazine", "article-journal"}:
        _as_newspaper(item)


def _oscola(item: Item) -> None:
    kind = item["type"]
    if kind != "legal_case" and kind not in STANDALONE_TYPES:
        _in_container(item)
    # 3.4.9: newspapers and general-interest magazines alike, with the full date.
    if kind == "article-magazine":
        item["type"] = "article-newspaper"
    # A letter would be "from" its author, without the archive.
    elif kind == "personal_communication":
        item["type"] = "webpage"
    # "Interview with" would name the author, who may be the interviewer.
    elif kind == "interview":
        item["type"] = "article-newspaper" if "container-title" in item else "webpage"
    elif kind in ("post", "document"):  # 3.4.8: dated in full
        item["type"] = "webpage"


def _bluebook(item: Item) -> None:
    # Rules 16.6 and 18.2: the full date; without a publication it needs no brackets.
    if item["type"] in _OTHER_MEDIA | {"speech", "webpage", "post", "post-weblog"}:
        _in_container(item)
        named = "container-title" in item
        item["type"] = "post-weblog" if named else "article-newspaper"


#: By the start of a style's id: its variants follow the same rules.
_FAMILIES: Final[dict[str, Callable[[Item], None]]] = {
    "apa": _apa,
    "modern-language-association": _mla,
    "chicago": _chicago,
    "harvard-cite-them-right": _harvard,
    "ieee": _ieee,
    "nlm": _nlm,
    "american-medical-association": _ama,
    "oscola": _oscola,
    "bluebook": _bluebook,
}


def _without_initials(name: Item, style: Style) -> None:
    """Prepare a name for a style that prints initials.

    A script without capitals has no initials, and pandoc would add a full stop to the
    name. It prints a dropping particle in the same place, as it is.
    """
    given = name.get("given", "")
    if not given or is_family_first(name["family"]):
        return
    if not _SPACED_SCRIPT.search(name["family"]):
        # Citeproc would join both without a space, as in Chinese.
        whole = (given, name.pop("non-dropping-particle", ""), name.pop("family"))
        name["literal"] = " ".join(filter(None, whole))
        del name["given"]
    elif given.upper() == given.lower():
        _rename(name, "given", "dropping-particle")
    # Otherwise initials without points would be "F-J".
    elif ".-" in given and _has_bare_initials(style.path):
        name["given"] = _POINT_IN_HYPHENS.sub("", given)


#: Scripts between whose names citeproc prints a space: Latin, Greek, Cyrillic, Hebrew,
#: Arabic, Thai. Not so Armenian, Georgian, Devanagari, Ethiopic and others.
_SPACED_SCRIPT: Final = re.compile(
    "[-0-9A-Za-z\u00c0-\u021b\u0220-\u022c\u0370-\u052f\u0590-\u06ff\u0e00-\u0e7f"
    "\u1e00-\u1fff]"
)
_POINT_IN_HYPHENS: Final = re.compile(r"\.(?=-)|(?<=-\w)\.")


@cache
def _has_bare_initials(path: Path) -> bool:
    """Return whether a style prints initials without points: "FJ"."""
    return 'initialize-with=""' in path.read_text(encoding="utf-8")


def _as_newspaper(item: Item) -> None:
    """Make an item an article of a newspaper, with the full date."""
    _in_container(item)
    item["type"] = "article-newspaper"


def _in_container(item: Item) -> None:
    """Set the publisher or the archive as the publication that contains the work."""
    for field in ("publisher", "archive"):
        _rename(item, field, "container-title")
    item.pop("genre", None)


def _is_own_publisher(item: Item) -> bool:
    outlet = item.get("publisher") or (
        item.get("container-title") if item["type"] == "webpage" else None
    )
    return bool(outlet) and item.get("author") == [{"literal": outlet}]


def _capital_after_colon(item: Item) -> None:
    before, colon, after = item.get("title", "").partition(": ")
    if colon and _is_english(item):
        item["title"] = f"{before}: {upper_first(after)}"


def _is_english(item: Item) -> bool:
    return bool(item.get("language", "en").partition("-")[0] == "en")


def _rename(item: Item, field: str, to: str) -> None:
    if field in item:
        item[to] = item.pop(field)
