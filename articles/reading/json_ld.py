"""Reads the description of a page's article from its JSON-LD (schema.org)."""

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from articles.names import Name
from articles.reading.byline_names import read_name
from articles.reading.bylines import read_byline

#: schema.org's types of articles, with their CSL item types ("" if unknown).
KINDS = {
    "NewsArticle": "article-newspaper",
    "AnalysisNewsArticle": "article-newspaper",
    "AskPublicNewsArticle": "article-newspaper",
    "BackgroundNewsArticle": "article-newspaper",
    "OpinionNewsArticle": "article-newspaper",
    "ReportageNewsArticle": "article-newspaper",
    "ReviewNewsArticle": "article-newspaper",
    "LiveBlogPosting": "article-newspaper",
    "BlogPosting": "post-weblog",
    "SocialMediaPosting": "post",
    "DiscussionForumPosting": "post",
    "ScholarlyArticle": "article-journal",
    "MedicalScholarlyArticle": "article-journal",
    "Report": "report",
    "Book": "book",
    "Chapter": "chapter",
    "Legislation": "document",
    "PodcastEpisode": "broadcast",
    "RadioEpisode": "broadcast",
    "TVEpisode": "broadcast",
    "Article": "",
    "TechArticle": "",
    "SatiricalArticle": "",
    "NewsPage": "",
    "WebPage": "",
    "ItemPage": "",
    "AdvertiserContentArticle": "",
}
_PERIODICALS = {
    "Newspaper": "article-newspaper",
    "Magazine": "article-magazine",
    "Periodical": "",
    "PublicationIssue": "",
    "PublicationVolume": "",
    "WebSite": "",
}
#: Types that describe a page, used if no node describes its article.
_PAGES = frozenset({"NewsPage", "WebPage", "ItemPage"})
_ORGANISATIONS = re.compile(r"Organi[sz]ation$|^NewsMediaOrganization$|^Corporation$")
#: The most nodes of a page that are read.
_MAX_NODES = 2_000

Node = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Description:
    """An article as one node describes it; "" and [] for missing values."""

    title: str = ""
    authors: list[Name] = field(default_factory=list)
    part_of: str = ""
    publisher: str = ""
    provider: str = ""
    published: str = ""
    modified: str = ""
    language: str = ""
    url: str = ""
    kind: str = ""
    section: str = ""
    is_free: bool = True
    #: The authors as written.
    given_authors: tuple[str, ...] = ()


def describe_article(
    scripts: Iterable[str], address: str = "", titles: Iterable[str] = ()
) -> Description | None:
    """Return the description of the page's article in JSON-LD, or None.

    If there are several articles, takes the one with this `address`, or else the first
    whose headline shares most words with one of the page's `titles`, if it has any.
    """
    nodes = list(_nodes(scripts))
    by_id = {
        node["@id"]: node
        for node in nodes
        if isinstance(node.get("@id"), str) and len(node) > 1
    }
    articles = [node for node in nodes if _types(node) & KINDS.keys()]
    if not articles:
        return None
    articles.sort(key=lambda node: bool(_types(node) & _PAGES))
    here = [
        each
        for each in articles
        if address and _address(each) == address and not _types(each) & _PAGES
    ]
    known = [words for words in map(_word_set, titles) if words]
    if len(articles) > 1 and not here and known:
        here = [
            each
            for each in articles
            if _types(each) & _PAGES or _is_titled(each, known)
        ]
        if not here:
            return None
    return _description((here or articles)[0], by_id)


def _word_set(title: str) -> set[str]:
    return set(re.findall(r"\w+", title.casefold()))


def _is_titled(node: Node, known: list[set[str]]) -> bool:
    """Return whether most words of a node's headline are in one of the titles."""
    words = _word_set(_words(node.get("headline")) or _words(node.get("name")))
    return any(len(words & title) * 2 > len(words) for title in known)


def _nodes(scripts: Iterable[str]) -> Iterator[Node]:
    """Yield nodes at the top of scripts, in a @graph, or that are a page's mainEntity.

    Nodes within others, such as lists of other articles, are left out.
    """
    left = _MAX_NODES
    for script in scripts:
        found = _parse(script)
        waiting = [found]
        while waiting and left > 0:
            left -= 1
            node = waiting.pop(0)
            if isinstance(node, list):
                waiting[:0] = node[:left]
            elif isinstance(node, dict):
                yield node
                waiting += [
                    node[key]
                    for key in ("@graph", "mainEntity")
                    if isinstance(node.get(key), (dict, list))
                ]


def _parse(script: str) -> list[Any]:
    """Return the values of a script, read as browsers and search engines forgive it.

    Some pages wrap the script in a comment or in CDATA, leave a comma at the end of a
    list, break lines within strings, or put several values after each other.
    """
    script = _WRAPPING.sub("", script.strip().lstrip("\ufeff"))
    decoder = json.JSONDecoder(strict=False)
    values: list[Any] = []
    forgiving = _NO_JSON.sub(_only_strings, script[_start(script) :])
    unescaped = html.unescape(script) if "&quot;" in script else ""
    for source in (script, forgiving, unescaped):
        values, place = [], 0
        try:
            while place < len(source) and len(values) < 50:
                if values and source[place] not in "[{":
                    break  # the end of a comment
                value, place = decoder.raw_decode(source, place)
                values.append(value)
                place += len(source[place:]) - len(source[place:].lstrip(" \t\r\n;,"))
        except (ValueError, RecursionError):
            continue
        return values
    return values


#: “<!--”, “//<![CDATA[”, “/*<![CDATA[*/” and their ends.
_WRAPPING = re.compile(
    r"^(?:\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[\s*(?:\*/)?))+\s*"
    r"|\s*(?:(?:-->|(?://|/\*)?\s*\]\]>\s*(?:\*/)?|//)\s*)+;?\s*$"
)
#: Comments, and commas at the end of a list; strings, in which neither is one.
_NO_JSON = re.compile(r'"(?:[^"\\]|\\.)*"|//[^\n]*|/\*.*?\*/|,(?=\s*[}\]])', re.DOTALL)


def _only_strings(found: re.Match[str]) -> str:
    return found[0] if found[0].startswith('"') else ""


def _start(script: str) -> int:
    """Return where the first object or list begins."""
    found = re.search(r"(?<!CDATA)[{\[](?!CDATA)", script)
    return found.start() if found else 0


def _types(node: Any) -> set[str]:
    kinds = node.get("@type", []) if isinstance(node, dict) else []
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return {
        kind.rpartition("/")[2].rpartition(":")[2]
        for kind in kinds
        if isinstance(kind, str)
    }


def _description(node: Node, by_id: dict[str, Node]) -> Description:
    kind = next((KINDS[each] for each in sorted(_types(node)) if KINDS.get(each)), "")
    authors = node.get("author") or node.get("creator")
    part_of, periodical = "", ""
    for whole in _each(node.get("isPartOf"), by_id):
        if kinds := _types(whole) & _PERIODICALS.keys():
            part_of = part_of or _name(whole)
            periodical = periodical or _PERIODICALS[min(kinds)]
    return Description(
        title=_words(node.get("headline")) or _words(node.get("name")),
        authors=_authors(authors, by_id),
        part_of=part_of,
        publisher=_first_name(node.get("publisher"), by_id),
        provider=_first_name(
            node.get("provider") or node.get("sourceOrganization"), by_id
        ),
        published=_words(node.get("datePublished") or node.get("dateCreated")),
        modified=_words(node.get("dateModified")),
        language=_language(node.get("inLanguage")),
        url=_address(node),
        kind=periodical or kind,
        section=_words(node.get("articleSection")),
        is_free=str(node.get("isAccessibleForFree")).casefold() != "false",
        given_authors=tuple(map(_name, _each(authors, by_id)[:30])),
    )


def _each(value: Any, by_id: dict[str, Node]) -> list[Any]:
    """Return a value's items, with references to other nodes resolved."""
    items = value if isinstance(value, list) else [value]
    return [
        by_id.get(item["@id"], item)
        if isinstance(item, dict) and isinstance(item.get("@id"), str)
        else item
        for item in items[:50]
        if item
    ]


def _words(value: Any) -> str:
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value", "")
    return " ".join(html.unescape(value).split()) if isinstance(value, str) else ""


def _name(value: Any) -> str:
    return _words(value.get("name")) if isinstance(value, dict) else _words(value)


def _first_name(value: Any, by_id: dict[str, Node]) -> str:
    return next(filter(None, map(_name, _each(value, by_id))), "")


def _language(value: Any) -> str:
    if isinstance(value, dict):
        value = value.get("alternateName") or value.get("name")
    return _words(value)


def _address(node: Node) -> str:
    for key in ("mainEntityOfPage", "url", "@id"):
        value = node.get(key)
        if isinstance(value, dict):
            value = value.get("@id") or value.get("url")
        if isinstance(value, str) and re.match(r"https?://", value):
            return value.partition("#")[0]
    return ""


def _authors(value: Any, by_id: dict[str, Node]) -> list[Name]:
    names: list[Name] = []
    if isinstance(value, dict) and isinstance(value.get("@list"), list):
        value = value["@list"]
    for author in _each(value, by_id):
        found: list[Name] = []
        if isinstance(author, dict) and isinstance(author.get("name"), list):
            author = {**author, "name": ";".join(map(_words, author["name"][:20]))}
        if isinstance(author, dict):
            family, given = (
                _words(author.get("familyName")),
                _words(author.get("givenName")),
            )
            whole = _name(author)
            if any(_ORGANISATIONS.search(kind) for kind in _types(author)):
                found = [name for name in [read_name(whole, organisation=True)] if name]
            elif family:
                found = [read_name(f"{family}, {given}") or Name(literal=whole)]
                found = found if given else [Name(literal=family)]
            else:
                found = read_byline(whole)
        elif isinstance(author, str) and not re.match(r"https?://", author):
            found = read_byline(_words(author))
        names += [name for name in found if name not in names]
    return names[:30]
