"""Chooses the title of a page's article and the name of its outlet."""

import html
import re
from dataclasses import dataclass

from articles.reading.outlets import is_outlet, split_outlet
from articles.reading.page import SEPARATED, TAG, HtmlPage, squeeze
from articles.reading.printed_dates import find_dates, rest_of
from articles.reading.result import snippet
from articles.text import without_controls

_WORD = re.compile(r"[^\W_]+")
#: Where a court's opinion is printed: “Roe v. Wade, 410 U.S. 113 (1973)”.
_CITATION = re.compile(
    r"(?<=\w)(?<=.{8}), \d{1,4} [A-Z][\w. ]{1,14} (?:\d+|_+) \([\w. ]*\d{4}\)$"
)
_PARTED = re.compile(r"\s[|·•]\s")
_MAY_BE_SITE = "Check the title: a part of it may be the name of the site."
_CREDIT = re.compile(r"©|\(c\)|copyright", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Choice:
    """A value, where it was read, and a sentence on why it is to be checked."""

    value: str = ""
    read_from: str = ""
    remark: str = ""


def choose_title(page: HtmlPage) -> Choice:
    """Return the headline as printed, without the name of the site.

    If the heading and the page's metadata have the same words, the metadata's is taken:
    it has no kicker and no capitals. If they only share words, the heading is taken.
    """
    offers = [
        *page.tags("citation_title"),
        (page.described.title, "the page's JSON-LD (headline)"),
        *page.tags("og:title", "dc.title", "dcterms.title", "twitter:title"),
    ]
    given = [
        (cut_site(page, html.unescape(value)), read_from)
        for value, read_from in ((without_controls(value), w) for value, w in offers)
        if any(map(str.isalnum, value)) and not page.is_site(html.unescape(value))
    ]
    given = [(value, read_from) for value, read_from in given if len(value) <= 500]
    heading = cut_site(page, page.headline)
    if not given:
        return _without_metadata(page, heading)
    value, read_from = next(
        ((value, read_from) for value, read_from in given if not value.isupper()),
        given[0],
    )
    is_citation = read_from == f"{TAG} citation_title"
    if not heading or squeeze(heading) == squeeze(value) or is_citation:
        if value.isupper() and heading and not heading.isupper():
            return Choice(heading, "the page's heading")
        remark = "" if heading or not _PARTED.search(value) else _MAY_BE_SITE
        return Choice(value, read_from, remark)
    for each, source in given:  # a kicker in the heading
        kicked = squeeze(heading) != squeeze(each) and squeeze(heading).endswith(
            squeeze(each)
        )
        if kicked and len(each.split()) > 1 and not each.isupper():
            return Choice(each, source)
    supported = [each for each, _ in given if squeeze(each) == squeeze(heading)]
    if supported and not heading.isupper():
        return Choice(heading, "the page's heading")
    titled = any(
        squeeze(part) == squeeze(heading) for part in [*page.title_parts, page.title]
    )
    if titled or _likeness(heading, value) > 0.5:
        return Choice(
            heading,
            "the page's heading",
            f"Check the title: {read_from} is another, “{snippet(value, 100)}”.",
        )
    return Choice(
        value,
        read_from,
        f"Check the title: the page's heading is another, “{snippet(heading, 100)}”.",
    )


def _without_metadata(page: HtmlPage, heading: str) -> Choice:
    if heading and not page.is_site(heading):
        same = [part for part in page.title_parts if squeeze(part) == squeeze(heading)]
        if heading.isupper() and same and not same[0].isupper():
            return Choice(same[0], "the page's <title>")
        below = page.heading is not None and page.heading.tag in ("h2", "h3", "h4")
        titled = squeeze(heading) in squeeze(page.title)
        remark = "Check the title: it is the first heading below the site's."
        return Choice(
            heading, "the page's heading", remark if below and not titled else ""
        )
    title = cut_site(page, page.title)
    if not title or page.is_site(title):
        return Choice()
    remark = ""
    if len(page.title_parts) > 1 and title == page.title:
        remark = _MAY_BE_SITE
    return Choice(title, "the page's <title>", remark)


def cut_site(page: HtmlPage, title: str) -> str:
    """Return a title without the name of the site at its end or its beginning."""
    title = " ".join(title.split())
    for _ in range(3):
        ending = re.search(r"\s*(?:\s[|·•–—-]\s|\|)\s*([^|·•]{2,80})$", title)
        beginning = re.match(r"([^|·•:]{2,60}?)\s*(?:\s[|·•–—-]\s|\||:\s)\s*", title)
        if ending and page.is_site(ending[1]) and ending.start() > 0:
            title = title[: ending.start()].strip()
        elif beginning and page.is_site(beginning[1]) and beginning.end() < len(title):
            title = title[beginning.end() :].strip()
        elif page.headline and (rest := _cut_by_heading(page, title)):
            return rest
        else:
            break
    cut, _ = split_outlet(title)
    return _CITATION.sub("", cut)


def _cut_by_heading(page: HtmlPage, title: str) -> str:
    """Return the heading, if it is one of the parts of a title."""
    heading = squeeze(page.headline)
    parts = SEPARATED.split(title)
    if len(parts) > 1 and any(squeeze(part) == heading for part in parts):
        return page.headline
    return ""


def _likeness(one: str, other: str) -> float:
    """Return the share of words in common, of the shorter title."""
    words, others = (
        {word for word in _WORD.findall(each.casefold()) if len(word) > 2}
        for each in (one, other)
    )
    return len(words & others) / max(1, min(len(words), len(others)))


def choose_outlet(page: HtmlPage, title: str) -> Choice:
    """Return the name of the outlet, which several marks of a page may give."""
    sites = [(_short(page, name), read_from) for name, read_from in page.sites]
    sites = [(name, read_from) for name, read_from in sites if name]
    if not sites:
        return _outlet_of_title(page, title)
    named = [each for each in sites if "." not in each[0] or " " in each[0]] or sites
    parts = {squeeze(part): part for part in page.title_parts[1:]}
    name, read_from = next((each for each in named if page.is_host(each[0])), named[0])
    if squeeze(named[0][0]) in parts:
        name, read_from = named[0]
    if "." in name and " " not in name and page.host in parts:
        name, read_from = parts[page.host], "the page's <title> and its address"
    if name[:1].islower():  # “the Watchman” of one tag is “The Watchman” of another
        same = [each for each in named if squeeze(each[0]) == squeeze(name)]
        name, read_from = next((each for each in same if each[0][0].isupper()), same[0])
    elsewhere = page.described.provider
    if elsewhere and squeeze(elsewhere) != squeeze(name):
        remark = f"Check the outlet: {name} shows it, and gives {elsewhere} as source."
        if page.is_elsewhere:
            remark = (
                f"Check the outlet: this copy is at {name}, printed elsewhere first."
            )
        return Choice(elsewhere, "the page's JSON-LD (provider)", remark)
    if page.is_elsewhere:
        return Choice(
            name,
            read_from,
            "Check the outlet: the page was printed first at another site.",
        )
    others = {squeeze(each) for each, _ in named} - {squeeze(name)}
    supported = page.is_host(name) or any(
        squeeze(part) == squeeze(name) for part in page.title_parts
    )
    unlike = [
        each
        for each, _ in named
        if squeeze(each) in others
        and squeeze(each) not in squeeze(name)
        and squeeze(name) not in squeeze(each)
        and _likeness(each, name) < 0.5
    ]
    remark = ""
    if unlike and not supported:
        remark = f"Check the outlet: the page names {snippet(unlike[0])} too."
    if printed := _printed_outlet(page, name):
        remark = f"Check the outlet: {snippet(printed)} is printed beside the date."
    return Choice(name, read_from, remark)


def _printed_outlet(page: HtmlPage, name: str) -> str:
    """Return another outlet beside a date, as on a reprint: “Gull Post, 4 May 1911”."""
    for line in page.head:
        if len(line.text) > 100 or not find_dates(line.text):
            continue
        for part in re.split(r"\s*[|·•(),]\s*", rest_of(line.text)):
            other = squeeze(part)
            if (
                is_outlet(part)
                and not page.is_site(part)
                and other not in squeeze(name)
                and squeeze(name) not in other
            ):
                return part
    return ""


def _outlet_of_title(page: HtmlPage, title: str) -> Choice:
    """Return the outlet that only <title>, a masthead or a credit names."""
    parts = [
        part
        for part in page.title_parts
        if squeeze(part) not in squeeze(title) and squeeze(title) not in squeeze(part)
    ]
    for part in (*parts[::-1], *(line.text for line in page.lines[:3])):
        if page.is_host(part) and len(part) <= 60:
            return Choice(part, "the page's <title> and its address")
    credits = [line.text for line in page.lines[-8:] if _CREDIT.search(line.text)]
    for part in parts[::-1]:
        if len(part.split()) > 6:
            continue
        if any(squeeze(part) in squeeze(each) for each in credits):
            return Choice(part, "the page's <title> and its copyright notice")
        if is_outlet(part) or (part == parts[-1] and squeeze(title)):
            return Choice(
                part,
                "the page's <title>",
                "Check the outlet: only the page's <title> names it.",
            )
    for line in page.lines[-8:]:
        found = re.search(
            r"(?:©|\([Cc]\)|[Cc]opyright)\D{0,14}\d{4},?\s+([^.|]{3,60})", line.text
        )
        if found and is_outlet(found[1].strip()):
            return Choice(found[1].strip(), "the page's copyright notice")
    return Choice()


def _short(page: HtmlPage, name: str) -> str:
    """Return the name of a site without a slogan: “Hope Courier | News you need”."""
    name = html.unescape(name)
    parts = [part.strip() for part in SEPARATED.split(name)]
    if len(parts) < 2:
        return name
    others = {squeeze(each) for each, _ in page.sites} - {squeeze(name)}
    for part in parts:
        if page.is_host(part) or squeeze(part) in others:
            return part
    return parts[0] if len(parts[0].split()) <= 4 else name
