"""Writes references in the vocabulary of schema.org, as JSON-LD.

Source: schema.org, Quotation and CreativeWork. Nothing unknown is claimed:
`spokenByCharacter`, the speaker according to the work, is left out if disputed or
refuted, because programs that read the data do not read the doubt; a `name` then says
"Not Voltaire: “…”". `creator`, the person who said it, is there only if verified. A
paraphrase has no `text`. Caveats on the printed words are their `creativeWorkStatus`:
“Printed until 29 November 2026; changed since”, or “Not found in the source named”,
which the `name` says too. The licence of the data is their `sdLicense`: a `license`
would be that of the words or the work. docs/decisions/0013-what-json-ld-claims.md says
more.
"""

import json
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, Final

from quotes.citations.attribution import REPORTED
from quotes.citations.json_ld import known, write_nodes
from quotes.citations.json_text import as_json, json_member, json_name
from quotes.citations.licence import Licence
from quotes.citations.reference import (
    CitedSpeaker,
    CSLName,
    Quoted,
    Reference,
    Work,
    isodate,
    quotation,
)
from quotes.citations.uris import doi_address

JSON_LD_CONTEXT: Final = "https://schema.org"
#: The standing in which somebody is claimed to have really said it.
VERIFIED: Final = "verified"
_ROLES: Final = {"spokenByCharacter": REPORTED, "creator": (VERIFIED,)}
#: CSL item types for which schema.org has a type.
TYPES: Final = {
    "article-newspaper": "NewsArticle",
    "article-magazine": "Article",
    "article-journal": "ScholarlyArticle",
    "interview": "Article",
    "webpage": "WebPage",
    "post-weblog": "BlogPosting",
    "post": "SocialMediaPosting",
    "report": "Report",
    "book": "Book",
    "chapter": "Chapter",
}
#: Its types of articles, which have a section and pages.
_ARTICLES: Final = (
    *("NewsArticle", "Article", "ScholarlyArticle", "BlogPosting", "Report"),
    "SocialMediaPosting",
)
_BEGIN: Final = (
    f'{{"@context": "{JSON_LD_CONTEXT}", "@type": "ItemList", "itemListElement": ['
)
_END: Final = '\n], "numberOfItems": %d}\n'


def write_schema_org(
    references: Iterable[Reference], licence: Licence | None = None
) -> Iterator[str]:
    """Yield a .schema.jsonld file in pieces: one Quotation, or an ItemList."""
    about = json_member("sdLicense", licence.url if licence else "")
    nodes = (_node(each, about) for each in references)
    return write_nodes(nodes, JSON_LD_CONTEXT, _BEGIN, _END)


def _node(reference: Reference, about: str) -> str:
    work = _work_json(reference.work)
    if not reference.quoted:
        return f"{work[:-1]}{about}}}"
    return f'{{{_quotation(reference.quoted)}, "isPartOf": {work}{about}}}'


def quotation_node(quoted: Quoted) -> dict[str, Any]:
    """Describe words and the people they are attributed to, but not the work."""
    node: dict[str, Any] = json.loads(f"{{{_quotation(quoted)}}}")
    return node


def _quotation(quoted: Quoted) -> str:
    """Return the same as members in JSON."""
    is_printed = quoted.kind != "indirect"
    words = quoted.exact if is_printed else f"Paraphrase: {quoted.exact}"
    language = json_member("inLanguage", quoted.language, json_name)
    said = f', "dateCreated": "{quoted.said.isoformat()}"' if quoted.said else ""
    words_are = "text" if is_printed else "description"
    doubt = quoted.warning and f"{quoted.warning}: {quotation(quoted)}"
    members = (
        f'"@type": "Quotation"{json_member("name", doubt)}'
        f"{json_member(words_are, words)}{language}{said}"
    )
    for role, standings in _ROLES.items():
        speakers = [
            _speaker(who) for who in quoted.speakers if who.standing in standings
        ]
        if speakers:
            members += f', "{role}": [{", ".join(speakers)}]'
    if quoted.translation and is_printed:
        text = json_member("text", quoted.translation)
        language = json_member("inLanguage", quoted.translation_language)
        members += f', "workTranslation": {{"@type": "Quotation"{text}{language}}}'
    limit = str(quoted.caveat or quoted.not_found)
    members += json_member("creativeWorkStatus", limit)
    if quoted.saying:
        members += json_member("exampleOfWork", quoted.saying)
    return members + json_member("url", quoted.url)


def _speaker(who: CitedSpeaker) -> str:
    type_ = "Person" if who.is_person else "Organization"
    return f'{{"@type": "{type_}", "name": {json_name(who.name)}}}'


@lru_cache(maxsize=512)
def _work_json(work: Work) -> str:
    return as_json(work_node(work))


def work_node(work: Work) -> dict[str, Any]:
    """Describe a work."""
    type_ = TYPES.get(work.type, "CreativeWork")
    return known(
        type_=type_,
        headline=work.title,
        author=[_author(name) for name in work.authors],
        datePublished=isodate(work.issued),
        inLanguage=work.language,
        publisher=(
            known(type_="Organization", name=work.container_title, address=work.place)
            if work.container_title
            else {}
        ),
        url=work.url or work.page_url,
        articleSection=work.section if type_ in _ARTICLES else "",
        pagination=work.page if type_ in (*_ARTICLES, "Chapter") else "",
        archivedAt=work.archive_url,
        sameAs=doi_address(work.doi),
        isbn=work.isbn if work.type == "book" else "",
        isPartOf=_part_of(work),
    )


def _part_of(work: Work) -> dict[str, Any]:
    """Describe the book or the publication around a work, if its number is known."""
    named = known(name=work.container_title)
    if work.issn:
        return {"@type": "Periodical", **named, "issn": work.issn}
    if work.isbn and work.type != "book":
        return {"@type": "Book", **named, "isbn": work.isbn}
    return {}


def _author(name: CSLName) -> dict[str, str]:
    if name.literal:
        return {"@type": "Organization", "name": name.literal}
    whole = " ".join(filter(None, (name.given, name.last)))
    suffix = f", {name.suffix}" if name.suffix else ""
    return {"@type": "Person", "name": f"{whole}{suffix}"}
