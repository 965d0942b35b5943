"""What a page is about, for machines: schema.org terms, to be printed as JSON-LD.

No more is claimed than the page says. `spokenByCharacter`, whom the article gives as
the speaker, is left out where that is disputed or refuted; `creator`, who did say
it, is there only where it is verified. A paraphrase is no `text` of anybody.
"""

from django.urls import reverse

from articles.models import ArticleKind
from quotes.models import QuoteKind, SpeakerKind, Standing

SITE_NAME = "On Record"

#: CSL item types that schema.org has a type of its own for.
_TYPES = {
    ArticleKind.NEWSPAPER: "NewsArticle",
    ArticleKind.MAGAZINE: "Article",
    ArticleKind.JOURNAL: "ScholarlyArticle",
    ArticleKind.INTERVIEW: "Article",
    ArticleKind.WEBPAGE: "WebPage",
    ArticleKind.BLOG_POST: "BlogPosting",
    ArticleKind.POST: "SocialMediaPosting",
    ArticleKind.REPORT: "Report",
    ArticleKind.BOOK: "Book",
    ArticleKind.CHAPTER: "Chapter",
}


def graph(*nodes):
    """Join nodes to one JSON-LD document."""
    return {"@context": "https://schema.org", "@graph": list(nodes)}


def known(**values):
    """Return a node without what is not known."""
    return {
        f"@{name[:-1]}" if name.endswith("_") else name: value
        for name, value in values.items()
        if value
    }


def website_node(absolute):
    """Describe the site, with its search."""
    # Not through a query: the braces are to stay as they are.
    search = f"{absolute(reverse('quotes:list'))}?q={{search_term_string}}"
    return known(
        type_="WebSite",
        name=SITE_NAME,
        url=absolute(reverse("quotes:home")),
        potentialAction={
            "@type": "SearchAction",
            "target": {"@type": "EntryPoint", "urlTemplate": search},
            "query-input": "required name=search_term_string",
        },
    )


def trail_node(absolute, *steps):
    """Describe where a page is; each step is (name, path)."""
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
    """Describe an article; its bylines are to be prefetched."""
    published = article.published
    return known(
        type_=_TYPES.get(article.kind, "CreativeWork"),
        headline=article.title,
        author=[{"@type": "Person", "name": str(name)} for name in _people(article)]
        + [{"@type": "Organization", "name": name} for name in _literals(article)],
        datePublished=published.isoformat() if published else "",
        inLanguage=article.language,
        publisher=(
            publication_node(article.publication, absolute)
            if article.publication
            else None
        ),
        url=article.url or absolute(article.get_absolute_url()),
        archivedAt=article.archive_url,
    )


def _people(article):
    return [byline for byline in article.bylines.all() if byline.family]


def _literals(article):
    return [byline.literal for byline in article.bylines.all() if byline.literal]


def quote_node(quote, absolute):
    """Describe a quote, what it is printed in, and whom it is attributed to."""
    attributions = quote.attributions.all()
    reported = (Standing.UNVERIFIED, Standing.VERIFIED)
    is_printed = quote.kind != QuoteKind.INDIRECT
    return known(
        type_="Quotation",
        text=quote.text if is_printed else "",
        description="" if is_printed else f"Paraphrase: {quote.text}",
        inLanguage=quote.language_tag,
        dateCreated=quote.said.isoformat() if quote.said else "",
        spokenByCharacter=[
            speaker_node(each.speaker, absolute)
            for each in attributions
            if each.standing in reported
        ],
        creator=[
            speaker_node(each.speaker, absolute)
            for each in attributions
            if each.standing == Standing.VERIFIED
        ],
        isPartOf=article_node(quote.article, absolute),
        about=[{"@type": "Thing", "name": topic.name} for topic in quote.topics.all()],
        url=absolute(quote.get_absolute_url()),
    )


def collection_node(name, path, absolute):
    """Describe a list of quotes, speakers or articles."""
    return {"@type": "CollectionPage", "name": name, "url": absolute(path)}
