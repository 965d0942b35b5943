"""The byline that readers of a page see: after “by”, or in the place of a byline."""

import re
from collections.abc import Iterator

from articles.names import Name
from articles.names.words import PARTICLES
from articles.reading.byline_names import recase
from articles.reading.bylines import (
    begin_as_names,
    has_role,
    is_agency,
    looks_like_name,
    read_byline,
    says_by,
)
from articles.reading.dates import is_only_date
from articles.reading.kinds import is_release_line
from articles.reading.page import HtmlPage, squeeze
from articles.reading.page_head import SIGNED, Line, belongs_to_another
from articles.reading.printed_dates import find_dates, find_relative, without_dates
from articles.reading.result import snippet

_PARTS = re.compile(r"\s*[·•|∙⋅｜]\s*|\s+[–—]\s+")
_NOISE = re.compile(
    r"\b(?:follow|share|listen|subscribe|comments?|view profile|min(?:ute)?s? read|"
    r"verified|folgen|teilen|suivre|partager|seguir|compartir)\b.*",
    re.IGNORECASE,
)
_BY_WORD = re.compile(r"^(?:by|von|par|por)\s+", re.IGNORECASE)
_INSIDE = PARTICLES | {"y", "e", "i", "d’", "al-", "el-"}
#: The names, their line, and whether only its place tells that it is a byline.
Byline = tuple[list[Name], str, bool]


def read_printed(page: HtmlPage) -> Byline:
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
    return _guess(page)


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


def _guess(page: HtmlPage) -> Byline:
    """Return what is likeliest to be a byline without “by” or a mark."""
    head = page.head
    return (
        _beside_date(head)
        or _next_to_date(page)
        or _with_role(head)
        or _agency(head)
        or _below(page)
        or _signature(page)
        or ([], "", False)
    )


def _beside_date(head: list[Line]) -> Byline | None:
    """Return a name in a line with a date: “Maya Hart | October 21, 2011”."""
    for line in head:
        if len(line.text) <= 120 and _PARTS.search(line.text) and _dated(line.text):
            for part in _parts_of(line.text):
                named = looks_like_name(part) or is_agency(part)
                if named and (names := read_byline(part)):
                    return names, snippet(line.text), False
    return None


def _next_to_date(page: HtmlPage) -> Byline | None:
    """Return a name in the line above or below a date."""
    head = page.head
    for place, line in enumerate(head):
        near = [*head[max(0, place - 1) : place], *head[place + 1 : place + 2]]
        part = re.sub(r"\s+(?:in|à|en)\s+[A-Z].*$", "", line.text)
        if (
            not is_release_line(line.text)
            and any(_dated(each.text) for each in near)
            and looks_like_name(part)
            and squeeze(part) != squeeze(page.headline)
            and not page.is_site(part)
            and (names := read_byline(part))
        ):
            return names, snippet(line.text), True
    return None


def _with_role(head: list[Line]) -> Byline | None:
    for line in head:
        words = _NOISE.sub("", line.text)
        if has_role(words) and (names := read_byline(words)):
            return names, snippet(words), False
    return None


def _agency(head: list[Line]) -> Byline | None:
    for line in head:
        if is_agency(line.text):
            return read_byline(line.text), snippet(line.text), False
    return None


def _below(page: HtmlPage) -> Byline | None:
    """Return a name in the line below the headline."""
    below = page.below
    if not looks_like_name(recase(below)) or page.is_site(below):
        return None
    return (
        None if is_release_line(below) else (read_byline(below), snippet(below), True)
    )


def _signature(page: HtmlPage) -> Byline | None:
    """Return a name in the last lines, unless they are an address for questions."""
    last = page.lines[-6:]
    if any(re.search(r"\b(?:konta[kc]t|contact|@)", line.text) for line in last):
        return None
    for line in last:
        name = recase(line.text)
        if (
            line.element is not None
            and not belongs_to_another(line.element, page.heading)
            and not is_release_line(line.text)
            and looks_like_name(name)
            and not page.is_site(name)
            and name != page.headline
        ):
            return read_byline(name), snippet(line.text), True
    return None


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
