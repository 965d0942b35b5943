"""A work as the CSL item that a style is to be handed.

CSL styles are written for what reference managers hold. Where one makes of our data
what its published rules would not, another item type or field leads it to what they
say; each case names the rule. What is not known is never filled in.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

from quotes.citations.csl import csl_work
from quotes.citations.reference import Work
from quotes.citations.styles import Style

Item = dict[str, Any]

#: What stands in an outlet, its title in quotation marks.
_CONTAINED: Final = frozenset(
    {"article-newspaper", "article-magazine", "article-journal", "post-weblog"}
)
#: Scripts in which the family name comes first, with no space behind it.
_FAMILY_FIRST: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: What an outlet published, and is no article.
_SAID: Final = frozenset(
    {"interview", "broadcast", "hearing", "personal_communication", "document"}
)


def item_for(work: Work, style: Style) -> Item:
    """Return the CSL item of a work, but for its id, as this style is to have it."""
    item = deepcopy(csl_work(work))
    # No featured style prints these as its rules would: a section is for print
    # editions, an archived copy would need the date of the copy.
    item.pop("archive_location", None)
    item.pop("section", None)
    if item["type"] == "article":  # CSL's word for a preprint, which styles print
        item["type"] = "document"
    # Of any other address ("javascript:…") pandoc would make a link as well.
    if not item.get("URL", "").lower().startswith(("http://", "https://")):
        item.pop("URL", None)
    for family, steer in _FAMILIES.items():
        if style.follows(family):
            steer(item)
    return item


def _apa(item: Item) -> None:  # sections of the Publication Manual, 7th ed.
    _court(item)
    _hearing(item)
    # 6.17: the first word of a subtitle has a capital.
    _capital_after_colon(item)
    # 9.29, 10.16: an author that is also the publisher is not named twice.
    if _is_own_publisher(item):
        item.pop("publisher", None)
        item.pop("container-title", None)
    if item["type"] == "speech":  # 9.21: the kind of work in square brackets
        item["genre"] = "Speech"
    # The station or the archive publishes; "In" is for a part of a series or a book.
    if item["type"] in ("broadcast", "personal_communication", "document"):
        _rename(item, "container-title", "publisher")
    # 9.16: "Retrieved" stands before a date of retrieval only.
    if not {"issued", "accessed"} & item.keys():
        item["status"] = "n.d."


def _mla(item: Item) -> None:
    _hearing(item)
    # Titles of works that are contained in others are in quotation marks; CSL's rules
    # see no container where the outlet is unknown.
    if item["type"] in _CONTAINED and "container-title" not in item:
        item["type"] = "document"
    if item["type"] == "speech" and "issued" in item:  # else it has no date at all
        item["event-date"] = item["issued"]
    # An organisation that is author and publisher is named as the publisher only.
    if _is_own_publisher(item):
        del item["author"]


def _chicago(item: Item) -> None:
    _court(item)
    # Titles of articles are in quotation marks, also on a website of unknown name. (A
    # "document" without a date would be in no bibliography.)
    if item["type"] in _CONTAINED and "container-title" not in item:
        item["type"] = "webpage"
    _hearing(item)
    if item["type"] == "personal_communication":  # in an archive, not a book
        _rename(item, "container-title", "archive")
    elif item["type"] == "document":
        _rename(item, "container-title", "publisher")


def _harvard(item: Item) -> None:
    # Where nobody is known, the title stands first; else "(no date)" would.
    if item["type"] in _CONTAINED and not {"author", "container-title"} & item.keys():
        item["type"] = "webpage"
    # Dated to the day, like newspapers; of these CSL gives the year alone.
    elif item["type"] in _SAID | {"post"}:
        item["type"] = "article-newspaper"


def _ieee(item: Item) -> None:
    _capital_after_colon(item)  # the Editorial Style Manual's capitals
    # A name in a script without capitals has no initial; pandoc puts a point to it.
    for name in item.get("author", ()):
        given = name.get("given", "")
        if given and given.upper() == given.lower():
            family = name.pop("family")
            del name["given"]
            together = _FAMILY_FIRST.search(family)
            name["literal"] = f"{family}{given}" if together else f"{given} {family}"
    # A blog's post is dated in full; as such it would have no date.
    if item["type"] in ("post", "post-weblog") and "issued" in item:
        item["type"] = "article-newspaper"


def _nlm(item: Item) -> None:
    # Dated in full, like newspapers; of these CSL gives the year alone.
    if item["type"] in _SAID | {"post"}:
        item["type"] = "article-newspaper"
    if (
        not {"issued", "accessed"} & item.keys()
    ):  # Citing Medicine, "Date of Publication"
        item["issued"] = {"literal": "[date unknown]"}


def _ama(item: Item) -> None:
    _court(item)
    # "Published online" is for articles ahead of an issue; what we hold is the date.
    if item["type"] in _SAID | {"article-magazine", "article-journal"}:
        item["type"] = "article-newspaper"


def _oscola(item: Item) -> None:
    _court(item)
    kind = item["type"]
    # 3.4.9: newspapers and magazines of general interest alike, with the full date.
    if kind == "article-magazine":
        item["type"] = "article-newspaper"
    # "Interview with" would name the author, who may well be who asked.
    elif kind == "interview":
        item["type"] = "article-newspaper" if "container-title" in item else "webpage"
    elif kind in ("post", "hearing", "document"):  # 3.4.8: dated in full
        item["type"] = "webpage"


def _bluebook(item: Item) -> None:
    _court(item)
    # Rules 16.6 and 18.2: the full date; without an outlet it needs no brackets.
    if item["type"] in _SAID | {"speech", "webpage", "post", "post-weblog"}:
        named = "container-title" in item
        item["type"] = "post-weblog" if named else "article-newspaper"


#: By the beginning of a style's id: variants of it follow the same rules.
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


def _hearing(item: Item) -> None:
    """Have the outlet and the author of a hearing's text named as what they are.

    CSL would print "testimony of" the author, and a committee that is not known.
    """
    if item["type"] == "hearing":
        item["type"] = "webpage"


def _court(item: Item) -> None:
    """Have what published a decision named as the court: as a reporter, law styles
    would leave blanks ("___") for its volume and page.
    """
    if item["type"] == "legal_case":
        _rename(item, "container-title", "authority")


def _is_own_publisher(item: Item) -> bool:
    outlet = item.get("publisher") or (
        item.get("container-title") if item["type"] == "webpage" else None
    )
    return bool(outlet) and item.get("author") == [{"literal": outlet}]


def _capital_after_colon(item: Item) -> None:
    language = item.get("language", "en")
    before, colon, after = item.get("title", "").partition(": ")
    if colon and language.partition("-")[0] == "en":
        item["title"] = f"{before}: {after[:1].upper()}{after[1:]}"


def _rename(item: Item, field: str, to: str) -> None:
    if field in item:
        item[to] = item.pop(field)
