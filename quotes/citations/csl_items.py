"""Turn a work into the CSL item that a style needs.

CSL styles are written for the data of reference managers. Where a style does not follow
its own published rules with our data, another item type or field makes it do so; each
case names the rule. Unknown values are never filled in.
"""

import re
from collections.abc import Callable
from copy import deepcopy
from typing import Any, Final

from quotes.citations.csl import csl_work
from quotes.citations.reference import Work
from quotes.citations.styles import Style

Item = dict[str, Any]

#: Works inside a publication, with titles in quotation marks.
_CONTAINED: Final = frozenset(
    {"article-newspaper", "article-magazine", "article-journal", "post-weblog"}
)
#: Scripts that put the family name first, without a space after it.
_FAMILY_FIRST: Final = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
#: Works that a publication printed and that are not articles.
_OTHER_MEDIA: Final = frozenset(
    {"interview", "broadcast", "hearing", "personal_communication", "document"}
)


def item_for(work: Work, style: Style) -> Item:
    """Return the CSL item of a work for this style, without its id."""
    item = deepcopy(csl_work(work))
    # No featured style prints these by its rules: a section is for print editions, and
    # an archived copy would need its date.
    item.pop("archive_location", None)
    item.pop("section", None)
    if item["type"] == "article":  # CSL's type for a preprint, which styles print
        item["type"] = "document"
    # Pandoc would make a link of any other URL too ("javascript:…").
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
    # 9.29, 10.16: an author who is also the publisher is not named twice.
    if _is_own_publisher(item):
        item.pop("publisher", None)
        item.pop("container-title", None)
    if item["type"] == "speech":  # 9.21: the kind of work in square brackets
        item["genre"] = "Speech"
    # The station or archive is the publisher; "In" is for a part of a series or book.
    if item["type"] in ("broadcast", "personal_communication", "document"):
        _rename(item, "container-title", "publisher")
    # 9.16: "Retrieved" is only for a retrieval date.
    if not {"issued", "accessed"} & item.keys():
        item["status"] = "n.d."


def _mla(item: Item) -> None:
    _hearing(item)
    # Titles of contained works are in quotation marks; CSL sees no container if the
    # publication is unknown.
    if item["type"] in _CONTAINED and "container-title" not in item:
        item["type"] = "document"
    if item["type"] == "speech" and "issued" in item:  # otherwise it has no date at all
        item["event-date"] = item["issued"]
    # An organisation that is author and publisher is named only as the publisher.
    if _is_own_publisher(item):
        del item["author"]


def _chicago(item: Item) -> None:
    _court(item)
    # Titles of articles are in quotation marks, even on a website of unknown name. (A
    # "document" without a date would be in no bibliography.)
    if item["type"] in _CONTAINED and "container-title" not in item:
        item["type"] = "webpage"
    _hearing(item)
    if item["type"] == "personal_communication":  # in an archive, not a book
        _rename(item, "container-title", "archive")
    elif item["type"] == "document":
        _rename(item, "container-title", "publisher")


def _harvard(item: Item) -> None:
    # Without a known author, the title comes first; otherwise "(no date)" would.
    if item["type"] in _CONTAINED and not {"author", "container-title"} & item.keys():
        item["type"] = "webpage"
    # Dated to the day, like newspapers; CSL gives only the year.
    elif item["type"] in _OTHER_MEDIA | {"post"}:
        item["type"] = "article-newspaper"


def _ieee(item: Item) -> None:
    _capital_after_colon(item)  # the Editorial Style Manual's capitals
    # A name in a script without case has no initials; pandoc would add a full stop.
    for name in item.get("author", ()):
        given = name.get("given", "")
        if given and given.upper() == given.lower():
            family = name.pop("family")
            del name["given"]
            together = _FAMILY_FIRST.search(family)
            name["literal"] = f"{family}{given}" if together else f"{given} {family}"
    # A blog post is dated in full; the type for posts would have no date.
    if item["type"] in ("post", "post-weblog") and "issued" in item:
        item["type"] = "article-newspaper"


def _nlm(item: Item) -> None:
    # Dated in full, like newspapers; CSL gives only the year.
    if item["type"] in _OTHER_MEDIA | {"post"}:
        item["type"] = "article-newspaper"
    if (
        not {"issued", "accessed"} & item.keys()
    ):  # Citing Medicine, "Date of Publication"
        item["issued"] = {"literal": "[date unknown]"}


def _ama(item: Item) -> None:
    _court(item)
    # "Published online" is for articles ahead of an issue, not for ours.
    if item["type"] in _OTHER_MEDIA | {"article-magazine", "article-journal"}:
        item["type"] = "article-newspaper"


def _oscola(item: Item) -> None:
    _court(item)
    kind = item["type"]
    # 3.4.9: newspapers and general-interest magazines alike, with the full date.
    if kind == "article-magazine":
        item["type"] = "article-newspaper"
    # "Interview with" would name the author, who may be the interviewer.
    elif kind == "interview":
        item["type"] = "article-newspaper" if "container-title" in item else "webpage"
    elif kind in ("post", "hearing", "document"):  # 3.4.8: dated in full
        item["type"] = "webpage"


def _bluebook(item: Item) -> None:
    _court(item)
    # Rules 16.6 and 18.2: the full date; without a publication it needs no brackets.
    if item["type"] in _OTHER_MEDIA | {"speech", "webpage", "post", "post-weblog"}:
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


def _hearing(item: Item) -> None:
    """Name the publication and the author of a hearing's text as what they are.

    CSL would print "testimony of" the author, and an unknown committee.
    """
    if item["type"] == "hearing":
        item["type"] = "webpage"


def _court(item: Item) -> None:
    """Name the publisher of a decision as the court.

    If it were the reporter, law styles would leave blanks ("___") for volume and page.
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
