"""The list of quotes as an Atom feed (RFC 4287), with the same filters."""

import datetime
import re
import unicodedata
from dataclasses import replace
from html import escape
from urllib.parse import parse_qsl, urlencode

from django.http import HttpResponse
from django.utils.encoding import iri_to_uri
from django.utils.feedgenerator import Atom1Feed, get_tag_uri, rfc3339_date
from django.utils.translation import gettext as _

from articles.canonical_urls import is_web
from quotes import page_sizes
from quotes.citations.attribution import NOBODY, REPORTED
from quotes.citations.xml_text import valid_xml
from quotes.formatting import excerpt
from quotes.labels import KINDS
from quotes.listing.facets import chips, clean_query, list_title
from quotes.listing.filters import QuoteFilter
from quotes.listing.pagination import CURSOR_NAMES
from quotes.listing.queries import fetch_changed
from quotes.listing.rows import make_row
from quotes.models import Quote
from quotes.paths import path_for
from quotes.sharing.answers import answers_of
from quotes.site import data_licence
from quotes.views.base import changed_at
from quotes.views.exports import refuse_filters
from quotes.views.structured_data import SITE_NAME

MAX_TITLE_LENGTH = 100
#: Code points of the words in a summary; the content has all of them.
MAX_SUMMARY_LENGTH = 300
#: The last change of a feed without entries.
EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.UTC)

_DIRECTION_MARKS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_RIGHT_TO_LEFT = {"R", "AL", "AN"}


def feed_path(query=""):
    """Return the path of the feed of a list, with the filters of its query.

    The order and the page are left out: a feed has its own order.
    """
    path = path_for("feed")
    pairs = [
        pair for pair in parse_qsl(query) if pair[0] not in ("sort", *CURSOR_NAMES)
    ]
    return f"{path}?{urlencode(pairs)}" if pairs else path


def quote_feed(request):
    """Send the newest quotes of the list under the same filters.

    Those are the last ones to be added or changed, not the last ones said: a follower
    wants to see what is new here. Invalid filters are refused, as for downloads.
    """
    filterset = QuoteFilter(request.GET)
    if filterset.form.errors:
        return refuse_filters(request, filterset)
    query = clean_query(filterset)
    feed = QuoteFeed(
        request,
        feed_path(query),
        path_for("list") + (f"?{query}" if query else ""),
        list_title(chips(filterset)),
        _(
            "Quotes with speaker and source, compared with the source’s text where "
            "that is held."
        ),
    )
    keys = fetch_changed(filterset, page_sizes.FEED_ENTRIES)
    quotes = entry_quotes().in_bulk(keys)
    for key in keys:
        if key in quotes:  # else it was withdrawn just now
            feed.add_quote(quotes[key])
    return feed.response()


def entry_quotes():
    """Return the public quotes with all that their entries need."""
    return (
        Quote.objects.public()
        .for_lists()
        .select_related("snapshot")
        .defer("snapshot__text", "snapshot__sketch")
        .prefetch_related("article__bylines", "topics")
    )


class SiteFeed(Atom1Feed):
    """Django's Atom feed, whose date depends on its entries alone."""

    def __init__(self, request, path, page, title, subtitle, **options):
        """`path` is the feed's own, `page` that of the page with the same entries."""
        self.absolute = request.build_absolute_uri
        super().__init__(
            title=f"{title} · {SITE_NAME}",
            link=self.absolute(page),
            description="",
            subtitle=subtitle,
            language="en",
            feed_url=self.absolute(path),
            feed_guid=self.absolute(path),
            **options,
        )

    def latest_post_date(self):
        return max((item["updateddate"] for item in self.items), default=EPOCH)

    def response(self):
        """Return the feed as valid XML."""
        text = valid_xml(self.writeString("utf-8"))
        return HttpResponse(text, content_type=self.content_type)


class QuoteFeed(SiteFeed):
    """A feed with several authors, several links, and languages."""

    def add_root_elements(self, handler):
        super().add_root_elements(handler)
        if licence := data_licence():
            # RFC 4287, section 4.2.10, and RFC 4946.
            rights = _("The data, not the words quoted: {licence}")
            rights = rights.format(licence=licence.name)
            handler.addQuickElement("rights", rights)
            handler.addQuickElement("link", "", {"rel": "license", "href": licence.url})

    def add_quote(self, quote):
        """Add an entry for a public quote.

        It was read with `for_lists()`, its snapshot, its topics and the bylines of its
        article.
        """
        absolute, attributions = self.absolute, quote.attributions.all()
        number = absolute(path_for("quote_by_number", quote.pk))
        answers = answers_of(quote, _isolated(make_row(quote)))
        words = _foreign(excerpt(answers.words, MAX_TITLE_LENGTH))
        self.add_item(
            title=answers.headline(words),
            link=absolute(quote.get_absolute_url()),
            description=_summary(quote, answers),
            content=_content(quote, answers, number),
            # It has the key, because the words may be corrected, and the day of its
            # creation, so that a later owner of the domain cannot reuse it.
            unique_id=get_tag_uri(number, quote.created_at),
            updateddate=changed_at(quote, quote.article, *attributions),
            quote=quote,
            authors=[
                (each.speaker.name, absolute(each.speaker.get_absolute_url()))
                for each in attributions
                if each.standing in REPORTED
            ],
            article_link=absolute(quote.article.get_absolute_url()),
            topics=[
                (topic, absolute(path_for("list") + "?topic="))
                for topic in quote.topics.all()
            ],
        )

    def add_item_elements(self, handler, item):
        quote, add = item["quote"], handler.addQuickElement
        add("id", item["unique_id"])
        add("title", item["title"])
        add("updated", rfc3339_date(item["updateddate"]))
        for name, address in item["authors"] or [(_(NOBODY), "")]:
            handler.startElement("author", {})
            add("name", _line(name))
            if address:
                add("uri", address)
            handler.endElement("author")
        page = {"rel": "alternate", "type": "text/html", "href": item["link"]}
        add("link", "", page)
        self._add_article(handler, quote.article, item["article_link"])
        for topic, scheme in item["topics"]:
            add(
                "category",
                "",
                {"term": topic.slug, "scheme": scheme, "label": _line(topic.name)},
            )
        add("summary", item["description"], {"type": "text"})
        add("content", item["content"], {"type": "html"})

    def _add_article(self, handler, article, address):
        """Add links to the article's page here and to the original.

        Not as atom:source, which is the feed that an entry was copied from.
        """
        links = [("related", address)]
        if is_web(article.url):
            links.append(("via", iri_to_uri(article.url)))
        for relation, target in links:
            named = {"type": "text/html", "title": _line(article.title)}
            handler.addQuickElement(
                "link", "", {"rel": relation, "href": target, **named}
            )


def _summary(quote, answers):
    """Return the warning, the first words and both answers of an entry as plain text.

    What limits an answer, the kind and dates follow.
    """
    words = _foreign(excerpt(answers.words, MAX_SUMMARY_LENGTH))
    parts = [replace(answers, words=words).in_one_line, *_details(quote)]
    return f"{'. '.join(parts)}."


def _content(quote, answers, address):
    """Return the warning, the words and both answers of an entry as HTML."""
    details = f"{'. '.join(_details(quote))}."
    return f"{answers.as_html(address)}\n<p>{escape(details)}</p>"


def _details(quote):
    details = [str(quote.caveat)] if quote.caveat else []
    details.append(KINDS[quote.kind][0])
    if quote.said:
        details.append(_("Date of the words: {date}").format(date=quote.said))
    elif not quote.article.published:
        details.append(_("No date is given"))
    return details


def _isolated(row):
    """Return a QuoteRow whose names and titles fit in English sentences."""
    publication = row.article.publication
    return row._replace(
        article=row.article._replace(
            title=_foreign(row.article.title),
            publication=publication and _foreign(publication),
        ),
        attributions=tuple(
            each._replace(name=_foreign(each.name), role=_foreign(each.role))
            for each in row.attributions
        ),
        saying=row.saying
        and row.saying._replace(refuted=tuple(map(_foreign, row.saying.refuted))),
    )


def _line(text):
    return " ".join(text.split())


def _foreign(text):
    """Return a text that does not change the direction of an English sentence.

    A feed has no `dir`, so text from right to left is put between isolate characters.
    Direction marks in the text could end the isolation: they are removed here, but not
    from the content of an entry.
    """
    text = _DIRECTION_MARKS.sub("", _line(text))
    if any(unicodedata.bidirectional(each) in _RIGHT_TO_LEFT for each in text):
        return f"\u2068{text}\u2069"
    return text
