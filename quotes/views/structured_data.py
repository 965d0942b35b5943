"""The subject of a page in schema.org terms, for JSON-LD.

It claims no more than the page says: `quotes/citations/schema_org.py` has the rules.
"""

from quotes.citations.attribution import REPORTED
from quotes.citations.formats import FORMATS
from quotes.citations.json_ld import known
from quotes.citations.schema_org import (
    JSON_LD_CONTEXT,
    VERIFIED,
    quotation_node,
    work_node,
)
from quotes.exports.references import quoted_of, work_of
from quotes.models import SpeakerKind
from quotes.paths import path_for
from quotes.site import NAME as SITE_NAME
from quotes.site import data_licence

#: The formats with everything that is known, for programs.
DATA_FORMATS = ("csv", "jsonl", "schema.jsonld")


def graph(*nodes):
    """Return a JSON-LD document of some nodes."""
    return {"@context": JSON_LD_CONTEXT, "@graph": list(nodes)}


def website_node(absolute):
    """Describe the site, with its search."""
    # Built by hand, because the braces must not be escaped.
    search = f"{absolute(path_for('list'))}?q={{search_term_string}}"
    return known(
        type_="WebSite",
        name=SITE_NAME,
        url=absolute(path_for("home")),
        potentialAction={
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    )


#: The properties of schema.org for the first and the last date of a speaker.
LIFE = {
    SpeakerKind.PERSON: ("birthDate", "deathDate"),
    SpeakerKind.ORGANISATION: ("foundingDate", "dissolutionDate"),
}


def trail_node(absolute, *steps):
    """Describe the position of a page on the site; each step is (name, path)."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {
                "@type": "ListItem",
                "position": position,
                "name": name,
                "item": absolute(path),
            }
            for position, (name, path) in enumerate(steps, 1)
        ],
    }


def speaker_node(speaker, absolute, aliases=()):
    """Describe a speaker: a Person or an Organization."""
    is_person = speaker.kind == SpeakerKind.PERSON
    wikidata = speaker.wikidata_id
    return known(
        type_="Person" if is_person else "Organization",
        name=speaker.name,
        alternateName=[alias.name for alias in aliases],
        **{
            name: date.isoformat()
            for name, date in zip(
                LIFE[speaker.kind], (speaker.born, speaker.died), strict=True
            )
            if date
        },
        description=speaker.description,
        url=absolute(speaker.get_absolute_url()),
        sameAs=f"https://www.wikidata.org/wiki/{wikidata}" if wikidata else "",
    )


def publication_node(publication, absolute):
    """Describe an outlet."""
    return known(
        type_="Organization",
        name=publication.name,
        url=absolute(publication.get_absolute_url()),
        sameAs=publication.website,
    )


def article_node(article, absolute):
    """Describe an article whose bylines are prefetched."""
    node = work_node(work_of(article, absolute))
    if article.publication:
        node["publisher"] = publication_node(article.publication, absolute)
    return node


def quote_node(quote, absolute):
    """Describe a quote, its article and its speakers.

    Speakers have more properties than in a download, because they have pages here.
    """
    attributions = quote.attributions.all()
    return quotation_node(quoted_of(quote, absolute)) | known(
        spokenByCharacter=[
            speaker_node(each.speaker, absolute)
            for each in attributions
            if each.standing in REPORTED
        ],
        creator=[
            speaker_node(each.speaker, absolute)
            for each in attributions
            if each.standing == VERIFIED
        ],
        isPartOf=article_node(quote.article, absolute),
        about=[{"@type": "Thing", "name": topic.name} for topic in quote.topics.all()],
        sdLicense=_licence_url(),
    )


def collection_node(name, path, absolute):
    """Describe a list of quotes, speakers or articles."""
    return {"@type": "CollectionPage", "name": name, "url": absolute(path)}


def saying_node(name, description, path, rows, number, absolute):
    """Describe a saying with this number of prints; `rows` are the first by date."""
    return collection_node(name, path, absolute) | {
        "description": description,
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": number,
            "itemListOrder": "https://schema.org/ItemListOrderAscending",
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": position,
                    "url": absolute(row.path),
                }
                for position, row in enumerate(rows, 1)
            ],
        },
    }


def about_node(name, path, absolute):
    """Describe a page about the site."""
    return {"@type": "AboutPage", "name": name, "url": absolute(path)}


def dataset_node(description, path, absolute):
    """Describe all quotes as a set of data that can be downloaded, and its licence."""
    return known(
        type_="Dataset",
        name=f"{SITE_NAME}: quotes with speakers and sources",
        description=description,
        url=absolute(path),
        license=_licence_url(),
        isAccessibleForFree=True,
        distribution=[
            {
                "@type": "DataDownload",
                "name": FORMATS[extension].name,
                "encodingFormat": FORMATS[extension].media_type.partition(";")[0],
                "contentUrl": absolute(path_for("export_list", extension)),
            }
            for extension in DATA_FORMATS
        ],
    )


def collection(request, name, path):
    """Return the JSON-LD document of a page that is only a list."""
    return graph(collection_node(name, path, request.build_absolute_uri))


def _licence_url():
    licence = data_licence()
    return licence.url if licence else ""
