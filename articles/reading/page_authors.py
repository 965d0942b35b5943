"""Chooses the authors of a page's article: as printed, or as the page's tags say."""

import re
from collections.abc import Iterator

from articles.names import Name
from articles.names.words import PARTICLES
from articles.reading.byline_names import is_account, read_name, recase
from articles.reading.byline_remarks import doubt_byline
from articles.reading.bylines import (
    begin_as_names,
    has_role,
    is_agency,
    is_newsroom_desk,
    looks_like_name,
    names_nobody,
    read_byline,
    says_by,
)
from articles.reading.dates import is_only_date
from articles.reading.gazetteer import is_place
from articles.reading.kinds import is_release_line
from articles.reading.page import TAG, HtmlPage, squeeze
from articles.reading.page_head import SIGNED, Line, belongs_to_another
from articles.reading.printed_dates import find_dates, find_relative, without_dates
from articles.reading.result import snippet

#: How the source begins that is the printed byline.
BYLINE = "the byline that readers see"
_CITATION = f"{TAG}s citation_author"
_TAGS = (
    "author article:author parsely-author sailthru.author dc.creator dcterms.creator "
    "byl twitter:data1"
).split()
_PARTS = re.compile(r"\s*[·•|∙⋅｜]\s*|\s+[–—]\s+")
_NOISE = re.compile(
    r"\b(?:follow|share|listen|subscribe|comments?|view profile|min(?:ute)?s? read|"
    r"verified|folgen|teilen|suivre|partager|seguir|compartir)\b.*",
    re.IGNORECASE,
)
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


def read_printed(page: HtmlPage) -> tuple[list[Name], str, bool]:
    """Return the names of the printed byline, its line, and whether it is a guess."""
    head = page.head
    heads = {id(line) for line in head}
    begun = [line for line in head if _begins_byline(_without_site(page, line.text))]
    for first in begun[:1]:
        # Each author may have a line: “By Jane Roe”, “By Ben Low”.
        alike = [line for line in begun if _is_marked(page, line)]
        alike = alike if first in alike else [first]
        names = [
            name for line in alike for name in _names_of(_without_site(page, line.text))
        ]
        return list(dict.fromkeys(names))[:30], snippet(first.text), False
    others = [
        line
        for line in page.lines
        if id(line) not in heads and SIGNED.search(line.marks)
    ][:10]
    marked: list[Name] = []
    shown = ""
    for line in [*head, *others]:
        if not _is_marked(page, line):
            continue
        if line in others and marked:
            break
        found = _names_of(_without_site(page, line.text))
        if all(page.is_site(str(name)) for name in found):
            found = [
                name
                for text in line.signed
                for name in _names_of(_without_site(page, text))
            ]
        names = [name for name in found if name not in marked]
        if names:
            marked += names
            shown = shown or snippet(line.text)
    if marked:
        return marked[:30], shown, False
    return _guess(page, head)


def _is_marked(page: HtmlPage, line: Line) -> bool:
    return (
        len(line.text) <= 200
        and SIGNED.search(line.marks) is not None
        and line.element is not None
        and not belongs_to_another(line.element, page.heading)
    )


def _begins_byline(text: str) -> bool:
    """Return whether a line is “By Jane Roe”, perhaps after a date."""
    if len(text) > 160 or text[-1:] in ".,;:":
        return False
    parts = list(_parts_of(text))
    begins = says_by(text) or (len(parts) == 1 and says_by(parts[0]) and _dated(text))
    return begins and begin_as_names(_names_of(text))


def _guess(page: HtmlPage, head: list[Line]) -> tuple[list[Name], str, bool]:
    """Return a name beside a date: “Maya Hart | October 21, 2011”, or above one."""
    for line in head:
        if len(line.text) <= 120 and _PARTS.search(line.text) and _dated(line.text):
            for part in _parts_of(line.text):
                named = looks_like_name(part) or is_agency(part)
                if named and (names := read_byline(part)):
                    return names, snippet(line.text), False
    for place, line in enumerate(head):
        near = [*head[max(0, place - 1) : place], *head[place + 1 : place + 2]]
        part = re.sub(r"\s+(?:in|à|en)\s+[A-Z].*$", "", line.text)
        if is_release_line(line.text):
            continue
        if (
            any(_dated(each.text) for each in near)
            and looks_like_name(part)
            and squeeze(part) != squeeze(page.headline)
            and not page.is_site(part)
            and (names := read_byline(part))
        ):
            return names, snippet(line.text), True
    for line in head:
        words = _NOISE.sub("", line.text)
        if has_role(words) and (names := read_byline(words)):
            return names, snippet(words), False
    for line in head:
        if is_agency(line.text):
            return read_byline(line.text), snippet(line.text), False
    below = page.below
    if looks_like_name(recase(below)) and not (
        page.is_site(below) or is_release_line(below)
    ):
        return read_byline(below), snippet(below), True
    last = page.lines[-6:]
    contacts = any(re.search(r"\b(?:konta[kc]t|contact|@)", each.text) for each in last)
    for line in last if not contacts else ():  # a signature below the text
        name = recase(line.text)
        if line.element is None or belongs_to_another(line.element, page.heading):
            continue
        if is_release_line(line.text):
            continue
        if looks_like_name(name) and not page.is_site(name) and name != page.headline:
            return read_byline(name), snippet(line.text), True
    return [], "", False


def _dated(text: str) -> bool:
    return len(text) <= 120 and bool(find_dates(text) or find_relative(text))


def _parts_of(text: str) -> Iterator[str]:
    for part in _PARTS.split(text):
        part = part.strip()
        if part and not is_only_date(part) and not find_relative(part):
            yield part


def _names_of(text: str) -> list[Name]:
    """Return the names of a line that may have dates and buttons too."""
    parts = list(_parts_of(text))
    for part in sorted(parts, key=lambda part: not says_by(part)):
        part = _NOISE.sub("", part)
        part = without_dates(part)
        names = read_byline(part) if len(part.split()) <= 20 else []
        if names and all(map(_is_plausible, names)):
            return names
    return []


def _without_site(page: HtmlPage, text: str) -> str:
    """Return a line without the name of the site beside a person's: “Jane Roe WWVH”."""
    for site, _ in page.sites[:4]:
        if len(site) < 3 or site not in text:
            continue
        rest = " ".join(text.replace(site, " ").split()).strip(" ,|·–—-")
        if any(looks_like_name(part) for part in _parts_of(_BY_WORD.sub("", rest))):
            text = rest
    return text


def _is_plausible(name: Name) -> bool:
    """Return whether it may be a name, unlike “Posted on”."""
    words = str(name).split()
    if any(is_only_date(f"{word} 1 May 2020") for word in words[:1]):
        return len(words) > 1 and not is_only_date(f"{name} 1 May 2020")
    if name.literal:
        return len(words) <= 9 and (words[0][0].isupper() or is_agency(str(name)))
    return len(words) <= 9 and all(
        not word[0].isalpha() or not word[0].islower() or word in _INSIDE
        for word in words
    )


_BY_WORD = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
_INSIDE = PARTICLES | {"y", "e", "i", "d’", "al-", "el-"}


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
