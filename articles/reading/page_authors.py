"""Chooses the authors of a page's article: as printed, or as the page's tags say."""

import re

from articles.names import Name
from articles.reading.byline_names import is_account, read_name
from articles.reading.byline_remarks import doubt_byline
from articles.reading.bylines import (
    is_agency,
    is_newsroom_desk,
    looks_like_name,
    names_nobody,
    read_byline,
    says_by,
)
from articles.reading.gazetteer import is_place
from articles.reading.page import TAG, HtmlPage, squeeze
from articles.reading.page_head import SIGNED
from articles.reading.printed_bylines import read_printed
from articles.reading.printed_dates import find_dates
from articles.reading.result import snippet

#: How the source begins that is the printed byline.
BYLINE = "the byline that readers see"
_CITATION = f"{TAG}s citation_author"
_TAGS = (
    "author article:author parsely-author sailthru.author dc.creator dcterms.creator "
    "byl twitter:data1"
).split()
#: The desk of an outlet, after or before its name.
_DESK = re.compile(
    r"\s+(?:staff|team|newsroom|editors?|redaktion|desk)$|"
    r"^(?:(?:la|die|the)\s+)?(?:redacción|redaktion|rédaction|newsroom)\s+(?:de\s+)?",
    re.IGNORECASE,
)
FoundAuthors = tuple[list[Name], str, str]


def choose_authors(page: HtmlPage, publication: str) -> FoundAuthors:
    """Return the authors, where they were read, and a sentence on what to check."""
    names, read_from, remark = _choose(page, publication)
    if 0 < len(names) < 3:
        given = [value for tag in _TAGS for value in page.meta.get(tag, [])]
        given += page.described.given_authors
        links = [each.text_content().strip() for each in page.tree.iter("a")]
        lines = [*given, *(line.text for line in page.head)]
        names, doubt = doubt_byline(names, lines, {*given, *links})
        remark = doubt or remark
        if doubt and str(names[0]) in given:  # a tag has the first name alone
            names = names[:1]
    return names, read_from, remark


def _choose(page: HtmlPage, publication: str) -> FoundAuthors:
    """Take the printed byline before tags that name the site, a user or others."""
    printed, line, weak = read_printed(page)
    printed = [name for name in printed if not _is_site(page, name, publication)]
    tagged, read_from = _tagged(page, publication)
    people = [name for name in tagged if not _is_site(page, name, publication)]
    is_tag = read_from.startswith(TAG)
    if not printed and is_tag and (unprinted := _unprinted(page, people)):
        told = (
            f"No byline read: {read_from} names {unprinted}, which the page never does."
        )
        return [], "", told
    shown_byline = f"{BYLINE}: “{line}”"
    if printed and weak and people:
        printed = [] if not _same(printed, people) else printed
    if printed and people:
        if _same(printed, people) or all(name.literal for name in people):
            best = (
                people
                if len(people) == len(printed) and _same(printed, people)
                else printed
            )
            return best, shown_byline, ""
        if not is_tag and _are_unseparated(people, line):
            return people, read_from, ""
        if _contains(people, printed):
            return people, read_from, f"Check the byline: the page prints “{line}”."
        remark = ""
        if not _contains(printed, people):
            remark = f"Check the byline: {read_from} names {_listed(people)}."
        return printed, shown_byline, remark
    if printed:
        remark = (
            "Check the byline: only its place tells that it is one." if weak else ""
        )
        return printed, shown_byline, remark
    if people:
        remark = _others_named(page, people)
        shown = squeeze(" ".join(line.text for line in page.lines))
        if is_tag and read_from != _CITATION and not remark:
            unseen = [name for name in people if squeeze(str(name)) not in shown]
            named = unseen and not _contains(page.described.authors, unseen)
            remark = f"Check the byline: only {read_from} has it." if named else ""
        return people, read_from, remark
    if tagged:
        return (
            [],
            "",
            f"No byline read: {read_from} only names {_listed(tagged)}, the outlet.",
        )
    if line:
        return [], "", f"No byline read: “{line}” names only the outlet."
    return [], "", _why_none(page)


def _are_unseparated(people: list[Name], line: str) -> bool:
    """Return whether a line is only the names of these people, one after another."""
    names = squeeze(line)
    if says_by(line) or re.search(r"[,;&]| (?:and|und|et) ", line):
        return False
    return len(people) > 1 and all(squeeze(str(name)) in names for name in people)


def _tagged(page: HtmlPage, publication: str) -> tuple[list[Name], str]:
    """Return the names of the first of the page's marks that names a person or body."""
    offers: list[tuple[list[Name], str]] = [
        (
            [
                name
                for value in page.meta.get("citation_author", [])[:50]
                if (name := read_name(value))
            ],
            _CITATION,
        ),
        (page.described.authors, "the page's JSON-LD (author)"),
        (
            [name for value in page.marked("author") for name in read_byline(value)],
            "the page's mark-up (author)",
        ),
    ]
    for tag in _TAGS:
        values = [
            value
            for value in page.meta.get(tag, [])[:30]
            if not re.match(r"https?://|www\.|@|/", value.strip()) and len(value) < 300
        ]
        if tag == "twitter:data1" and "written by" not in [
            value.lower() for value in page.meta.get("twitter:label1", [])
        ]:
            continue
        names = [
            name
            for value in values
            # “Küstenblatt, Port Holm, Germany” is the site's own address.
            if not page.is_site(value.split(",")[0])
            for name in _read_creator(tag, value)
        ]
        if not names and values and not is_newsroom_desk(values[0]):
            names = [Name(literal=value.split(",")[0].strip()) for value in values[:1]]
        offers.append((names, f"{TAG} {tag}"))
    first: tuple[list[Name], str] = ([], "")
    for names, read_from in offers:
        if page.described.kind != "post":  # in a forum, accounts are authors
            names = [name for name in names if not is_account(name)]
        if names and not all(_is_site(page, name, publication) for name in names):
            return list(dict.fromkeys(names))[:30], read_from
        if names and not first[0]:
            first = names, read_from
    return first


def _read_creator(tag: str, value: str) -> list[Name]:
    """Read a tag's names; some have one, with the family name first."""
    value = re.sub(r",\s*(?:\d{4}|-).*$", "", value)  # the years of a life
    family, _, given = (part.strip() for part in value.partition(","))
    inverted = "creator" in tag or (
        len(family.split()) == 2
        and len(given.split()) == 1
        and looks_like_name(family)
        and not (is_place(given) or is_agency(given) or names_nobody(given))
        and given[1:].islower()
    )
    if inverted and value.count(",") == 1 and not says_by(value):
        name = read_name(value) if len(family.split()) <= 3 else None
        return [name] if name else []
    return read_byline(value)


def _unprinted(page: HtmlPage, names: list[Name]) -> str:
    """Return an organisation that only a tag names, such as a web agency."""
    if len(names) != 1 or not names[0].literal or " " not in names[0].literal:
        return ""
    name = squeeze(names[0].literal)
    shown = any(name in squeeze(line.text) for line in page.lines)
    return "" if shown or name in squeeze(page.text) else names[0].literal


def _others_named(page: HtmlPage, names: list[Name]) -> str:
    """Return a remark if another tag has these names and more."""
    for tag in _TAGS:
        for value in page.meta.get(tag, [])[:1]:
            more = read_byline(value) if len(value) < 300 else []
            if len(more) > len(names) and _contains(more, names):
                return f"Check the byline: {TAG} {tag} names {_listed(more)}."
    return ""


def _is_site(page: HtmlPage, name: Name, publication: str) -> bool:
    name = Name(literal=_DESK.sub("", str(name)))
    squeezed = squeeze(str(name))
    return page.is_site(str(name)) or (
        bool(publication) and squeezed == squeeze(publication)
    )


def _same(one: list[Name], other: list[Name]) -> bool:
    return {squeeze(str(name)) for name in one} == {
        squeeze(str(name)) for name in other
    }


def _contains(one: list[Name], other: list[Name]) -> bool:
    names = {squeeze(str(name)) for name in one}
    return all(squeeze(str(name)) in names for name in other)


def _listed(names: list[Name]) -> str:
    return snippet(", ".join(map(str, names)), 80)


def _why_none(page: HtmlPage) -> str:
    for line in page.head:
        if (
            SIGNED.search(line.marks)
            and len(line.text) <= 60
            and line.text != page.headline
            and not find_dates(line.text)
        ):
            return f"No byline read: “{snippet(line.text)}” names nobody."
    return ""
