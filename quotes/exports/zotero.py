"""Identifiers and metadata in pages, for Zotero and other reference managers.

A list has the unAPI identifiers of its articles, and Zotero lets the user choose. The
page of an article or a quote has one, and the same data in its head for programs
without unAPI. docs/decisions/0025-unapi-for-zotero.md gives the reasons.
"""

import re
from dataclasses import dataclass

from quotes.citations.reference import Reference, isodate, note
from quotes.citations.zotero_rdf import extra, item_type, number_fields
from quotes.exports.references import quoted_of, work_of
from quotes.reading_list import MAX_IN_LIST

_KEY = "[1-9][0-9]{0,17}"
#: An article with quotes: the longest list may have no other.
_ID = re.compile(rf"a({_KEY})((?:\.q{_KEY}){{0,{MAX_IN_LIST}}})")
#: Fields that Zotero would guess from the rest of the page; a blank prevents that.
_GUESSED = ("publicationTitle", "date", "url", "abstractNote")


@dataclass(frozen=True, slots=True)
class EmbeddedMetadata:
    """The unAPI identifiers of what a page cites, and (name, content) for its head."""

    ids: tuple[str, ...]
    metas: tuple[tuple[str, str], ...] = ()


def metadata_of_list(articles):
    """Return the EmbeddedMetadata of a list, from {key of a quote: key of its article}.

    Each article is named once, with all of its quotes: "a12.q3.q7".
    """
    groups = {}
    for quote, article in articles.items():
        groups.setdefault(article, []).append(quote)
    return EmbeddedMetadata(tuple(make_id(*group) for group in groups.items()))


def metadata_of_rows(rows):
    """Return the EmbeddedMetadata of QuoteRows, in their order."""
    return metadata_of_list({row.key: row.article.key for row in rows})


def metadata_of_works(articles):
    """Return the EmbeddedMetadata of articles, by their keys, without quotes."""
    return EmbeddedMetadata(tuple(make_id(key, ()) for key in articles))


def metadata_of_quote(quote, absolute):
    """Return the EmbeddedMetadata of a quote, with the data that its page shows."""
    reference = Reference(work_of(quote.article, absolute), quoted_of(quote, absolute))
    return EmbeddedMetadata(
        (make_id(quote.article_id, [quote.pk]),), tuple(_metas(reference))
    )


def metadata_of_article(article, quotes, absolute):
    """Return the EmbeddedMetadata of an article and the quotes that its page shows."""
    keys = [quote.pk for quote in quotes]
    metas = _metas(Reference(work_of(article, absolute)))
    return EmbeddedMetadata((make_id(article.pk, keys),), tuple(metas))


def make_id(article, quotes):
    """Return the identifier of an article with some of its quotes, by their keys.

    It needs no escapes, because Zotero puts it into a URL as it is.
    """
    return ".".join([f"a{article}", *(f"q{quote}" for quote in quotes)])


def read_id(text):
    """Parse an identifier into (article key, quote keys); None if it is invalid."""
    match = _ID.fullmatch(text)
    if not match:
        return None
    return int(match[1]), [int(key) for key in re.findall("[0-9]+", match[2])]


def _metas(reference):
    """Return the metadata that Zotero's translator Embedded Metadata reads.

    `z:NAME` is the item's field NAME. There are no Highwire tags (citation_…), because
    search engines would take the page for the article itself.
    """
    work = reference.work
    type_ = item_type(work.type)
    is_news = type_.name == "newspaperArticle"
    noted = [note(reference)] if reference.quoted else []
    role = type_.creators.replace(":", ".", 1)
    metas = [
        ("z:itemType", type_.name),
        ("dc.title", work.title),
        *(
            ("dc.creator" if role == "bib.authors" else role, _creator(name))
            for name in work.authors
        ),
        _outlet(type_, work.container_title),
        ("z:place", work.place if type_.has_place else ""),
        ("dc.date", isodate(work.issued)),
        ("z:url", work.url),
        ("dc.language", work.language),
        ("z:section", work.section if is_news else ""),
        ("bib.pages", work.page if type_.has_pages else ""),
        *((f"z:{name}", value) for name, value in number_fields(work)),
        ("z:archiveLocation", work.archive_url if type_.has_archive else ""),
        ("z:extra", "\n".join([*extra(work), *noted])),
    ]
    metas = [(name, content) for name, content in metas if content]
    there = {re.sub("^.*[.:]", "", name) for name, _ in metas}
    return metas + [(f"z:{name}", " ") for name in _GUESSED if name not in there]


def _outlet(type_, name):
    if not type_.outlet:
        return "", ""  # written to Extra
    field = type_.outlet if type_.outlet in ("publisher", "court") else ""
    return f"z:{field or 'publicationTitle'}", name


def _creator(name):
    """Return "Last, First Suffix"; a name in one part ends in a comma.

    Zotero drops everything after a second comma.
    """
    given = " ".join(filter(None, (name.given, name.suffix)))
    return f"{name.last}, {given}".rstrip(" ")
