"""How Zotero reads our pages: the rules of its translators, as far as we use them,
written again in Python. Zotero itself does not run in tests.

`read_rdf` follows RDF.js (getNodes, detectType, importItem), `read_unapi` unAPI.js,
`read_metas` Embedded Metadata.js with the parts of RDF.js that it calls.
"""

import re

from lxml import etree, html
from rdflib import Graph, Namespace, URIRef
from rdflib.container import Container
from rdflib.namespace import FOAF, RDF

Z = Namespace("http://www.zotero.org/namespaces/export#")
DC = Namespace("http://purl.org/dc/elements/1.1/")
DCTERMS = Namespace("http://purl.org/dc/terms/")
BIB = Namespace("http://purl.org/net/biblio#")
#: The class of the container that Zotero expects for an item type.
CONTAINERS = {
    "blogPost": Z.Blog,
    "forumPost": Z.Forum,
    "webpage": Z.Website,
    "bookSection": BIB.Book,
    "journalArticle": BIB.Journal,
    "magazineArticle": BIB.Periodical,
    "newspaperArticle": BIB.Newspaper,
}
#: The roles of an item type, among those that we write.
ROLES = {
    "presentation": {"presenter": Z.presenters, "contributor": BIB.contributors},
    "interview": {"interviewer": Z.interviewers, "contributor": BIB.contributors},
    "hearing": {"contributor": BIB.contributors},
}
#: Types without the field “Loc. in Archive”: an imported value would be dropped.
WITHOUT_ARCHIVE = {
    "blogPost",
    "case",
    "forumPost",
    "hearing",
    "presentation",
    "webpage",
}
AUTHORS = {"author": BIB.authors, "contributor": BIB.contributors}
FORMATS = ["rdf_zotero", "rdf_bibliontology", "marc", "unimarc", "marcxml", "mods"]
FORMATS += ["ris", "refer", "bibtex", "rdf_dc"]


def read_rdf(text):
    """Return the items that Zotero imports from an RDF file, in the file's order."""
    graph = Graph().parse(data=text, format="xml")
    items = []
    # A graph has no order, and nodes without an address are never items.
    for node in sorted(set(graph.subjects()), key=lambda node: text.find(f'"{node}"')):
        type_ = graph.value(node, RDF.type)
        parts = (None, DCTERMS.isPartOf, node), (None, DCTERMS.isReferencedBy, node)
        if parts[0] in graph or (type_ == BIB.Memo and parts[1] in graph):
            continue
        # A node with neither an item type nor a title is not an item.
        if (item_type := graph.value(node, Z.itemType)) or (
            node,
            DC.title,
            None,
        ) in graph:
            items.append(_item(graph, node, str(item_type)))
    return items


def _item(graph, node, item_type):
    def text_of(subject, *terms):
        values = (graph.value(subject, term) for term in terms)
        return next((str(value) for value in values if value is not None), None)

    item = {
        "itemType": item_type,
        "title": text_of(node, DC.title),
        "creators": [],
        "publisher": text_of(node, DC.publisher),
        "pages": text_of(node, BIB.pages),
        "date": text_of(node, DCTERMS.issued, DC.date, DCTERMS.dateSubmitted),
        "accessDate": text_of(node, DCTERMS.dateSubmitted),
        "archiveLocation": None
        if item_type in WITHOUT_ARCHIVE
        else text_of(node, DC.coverage),
        "extra": text_of(node, DC.description),
        "notes": [],
    }
    for role, term in ROLES.get(item_type, AUTHORS).items():
        if sequence := graph.value(node, term):
            for person in Container(graph, sequence).items():
                assert graph.value(person, RDF.type) == FOAF.Person
                item["creators"].append(
                    (
                        role,
                        text_of(person, FOAF.surname),
                        text_of(person, FOAF.givenName),  # None: a name in one field
                    )
                )
    for part in graph.objects(node, DCTERMS.isPartOf):
        if graph.value(part, RDF.type) == CONTAINERS.get(item_type):
            item["publicationTitle"] = text_of(part, DC.title)
    for identifier in graph.objects(node, DC.identifier):
        if graph.value(identifier, RDF.type) == DCTERMS.URI:
            item["url"] = text_of(identifier, RDF.value)
    for memo in graph.objects(node, DCTERMS.isReferencedBy):
        if graph.value(memo, RDF.type) == BIB.Memo:
            item["notes"].append(text_of(memo, RDF.value))
    for term, value in graph.predicate_objects(node):
        if isinstance(term, URIRef) and term.startswith(Z):
            item[term.removeprefix(Z)] = str(value)
    return {name: value for name, value in item.items() if value}


def read_unapi(page, fetch):
    """Return the records that the translator reads for a page, in order.

    `fetch` returns the content of an address. Records are in Zotero's preferred format.
    """
    document = html.document_fromstring(page)
    servers = document.xpath("//link[@rel='unapi-server']/@href")
    ids = document.xpath(
        "//abbr[contains(@class, ' unapi-id') or contains(@class, 'unapi-id ')"
        " or @class='unapi-id'][@title]/@title"
    )
    if not servers or not ids:
        return []
    text = re.sub(r"<\?xml[^>]*\?>", "", fetch(servers[0]))
    names = etree.fromstring(text).xpath("//format/@name")
    best = min(names, key=FORMATS.index)
    assert best == "rdf_zotero"
    return [fetch(f"{servers[0]}?id={each}&format={best}") for each in ids]


#: Prefixes that Embedded Metadata knows without a declaration, if we might use them.
PREFIXES = ("bib", "dc", "dcterms", "prism", "foaf", "z", "og", "article", "rdf", "so")


def read_metas(page, address):
    """Return the item that Embedded Metadata reads from a page."""
    document = html.document_fromstring(page)
    metas = {}
    for meta in document.xpath("//meta[@content!='']"):
        names = (meta.get("name") or meta.get("property") or "").split()
        for name in names:
            assert not name.startswith("citation_")
            prefix, _, rest = name.replace(":", ".", 1).partition(".")
            if prefix in PREFIXES and rest:
                property_ = f"{prefix}:{rest[0].lower()}{rest[1:]}"
                metas.setdefault(property_, []).append(meta.get("content"))

    def first(*names):
        return next((metas[name][0] for name in names if name in metas), None)

    og_type = {"website": "webpage", "book": "book"}.get(first("og:type"))
    item = {"itemType": first("z:itemType") or og_type or "webpage", "creators": []}
    item["title"] = first("dc:title", "og:title")
    names = {"author": ["bib:authors", "dc:creator"], "contributor": []}
    names["contributor"] = ["bib:contributors"]
    names["presenter"] = ["z:presenters"]
    for role in ROLES.get(item["itemType"], AUTHORS):
        for name in names.get(role, ()):
            item["creators"] += [(role, *_clean(each)) for each in metas.get(name, ())]
    if item["itemType"] in ("blogPost", "webpage", "newspaperArticle"):
        item["publicationTitle"] = first("og:site_name")
    item["date"] = first("article:published_time", "dcterms:issued", "dc:date")
    item["url"] = first("og:url")
    item["pages"] = first("bib:pages")
    item["abstractNote"] = first("og:description", "dcterms:abstract")
    item["language"] = first("dc:language")
    for name, values in metas.items():
        if name.startswith("z:"):
            item[name[2:]] = values[0]
    # Fallbacks for missing values: a blank counts as a value.
    if not item["creators"]:
        assert not document.xpath(
            "//meta[@name='author' or @property='article:author']"
        )
        assert not document.xpath(
            "//*[contains(@class, 'byline') or contains(@class, 'vcard')]"
            " | //a[@rel='author']"
        )
    item["abstractNote"] = item["abstractNote"] or _one(
        document.xpath("//meta[@name='description']/@content")
    )
    item["url"] = item["url"] or address
    item["date"] = item["date"] or _one(document.xpath("//time/@datetime"))
    # Saving strips white space.
    found = {
        name: value.strip() if isinstance(value, str) else value
        for name, value in item.items()
        if value
    }
    return {name: value for name, value in found.items() if value}


def _one(values):
    return values[0] if values else None


def _clean(name):
    """Return (last, first), split at the first comma, as cleanAuthor does."""
    if "," not in name:
        *given, last = name.split(" ")
        return last, " ".join(given) or None
    parts = re.split(r", *", name.removesuffix(","))
    return parts[0], parts[1] if len(parts) > 1 else None
