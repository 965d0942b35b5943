"""Sitemaps for search engines: every public page, in parts of bounded size."""

from functools import cached_property, partial

from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import Page, Paginator
from django.db.models import Exists, Max, OuterRef, Subquery
from django.db.models.functions import Greatest
from django.http import Http404
from django.urls import reverse
from django.utils.translation import gettext as _

from articles.models import Article, Publication
from quotes import page_sizes
from quotes.formatting import echo
from quotes.models import (
    Attribution,
    FacetCode,
    Quote,
    Saying,
    SitePageName,
    Speaker,
    Tally,
    Topic,
)


class Numbers(Paginator):
    """Pages by ranges of ids.

    Each is one range of an index, so the last is as fast as the first, and a row never
    changes its page. Pages may therefore be partly empty.
    """

    @cached_property
    def count(self):
        return self.object_list.model.objects.aggregate(last=Max("pk"))["last"] or 0

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows = self.object_list.filter(pk__gt=first, pk__lte=first + self.per_page)
        return Page(rows.order_by("pk"), number, self)


class RowsSitemap(Sitemap):
    """A section with the page of each public row."""

    limit = page_sizes.SITEMAP_IDS

    @cached_property
    def paginator(self):
        return Numbers(self.items(), self.limit)

    def get_latest_lastmod(self):
        """Return None: a date for the whole section would need a scan of it."""


class Quotes(RowsSitemap):
    """Public quotes. Their date is that of the quote, its article or attributions."""

    def items(self):
        attributed = Attribution.objects.filter(quote=OuterRef("pk")).order_by()
        latest = attributed.values("quote").annotate(at=Max("updated_at")).values("at")
        return (
            Quote.objects.public()
            .only("text")
            .annotate(
                changed_at=Greatest(
                    "updated_at", "article__updated_at", Subquery(latest)
                )
            )
        )

    def lastmod(self, quote):
        return quote.changed_at


class Articles(RowsSitemap):
    """Public articles. Their date includes quotes that were withdrawn."""

    def items(self):
        quotes = Quote.objects.filter(article=OuterRef("pk")).order_by()
        latest = quotes.values("article").annotate(at=Max("updated_at")).values("at")
        return (
            Article.objects.public()
            .only("title")
            .annotate(changed_at=Greatest("updated_at", Subquery(latest)))
        )

    def lastmod(self, article):
        return article.changed_at


class Sayings(RowsSitemap):
    """Sayings with two or more public prints, without a date, as for subjects."""

    def items(self):
        return (
            Saying.objects.public()
            .filter(merged_into=None)
            .select_related("earliest")
            .only("earliest__text", "earliest")
        )


class Subjects(RowsSitemap):
    """Speakers, publications or topics that have a public quote.

    Without a date: their pages change with any of their quotes, and finding the last
    of 100,000 for each of 5,000 rows would take too long.
    """

    def __init__(self, model, facet):
        self.model, self.facet = model, facet

    def items(self):
        tallies = Tally.objects.filter(
            facet=self.facet, value=OuterRef("pk"), tag="", period=0, quotes__gt=0
        )
        return self.model.objects.only("slug").filter(Exists(tallies))


class Lists(Sitemap):
    """The pages that are always there."""

    def items(self):
        return [
            *("home", "list", "speakers", "topics", "publications"),
            *("articles", "years", "sayings"),
            *SitePageName.values,
            *("check", "data", "feeds", "corrections"),
        ]

    def location(self, name):
        return reverse(f"quotes:{name}")


class Years(Sitemap):
    """The years that have quotes."""

    def items(self):
        periods = Tally.objects.filter(
            facet=FacetCode.ALL,
            value=0,
            tag="",
            period__range=(1, 999_999),
            quotes__gt=0,
        )
        return sorted(
            {period // 100 for period in periods.values_list("period", flat=True)}
        )

    def location(self, year):
        return reverse("quotes:year", args=[f"{year:04}"])


SECTIONS = {
    "pages": Lists,
    "years": Years,
    "quotes": Quotes,
    "sayings": Sayings,
    "speakers": partial(Subjects, Speaker, FacetCode.SPEAKER),
    "articles": Articles,
    "publications": partial(Subjects, Publication, FacetCode.PUBLICATION),
    "topics": partial(Subjects, Topic, FacetCode.TOPIC),
}


def index(request):
    """Render the sitemap index: the parts of each section."""
    sections = {name: section() for name, section in SECTIONS.items()}
    return views.index(
        request,
        {name: each for name, each in sections.items() if each.paginator.count},
        template_name="sitemap_index.xml",
        sitemap_url_name="quotes:sitemap_section",
    )


def section(request, section):
    """Render one part of a section."""
    try:
        response = views.sitemap(
            request, SECTIONS, section, template_name="sitemap.xml"
        )
    except Http404:
        part = echo(request.GET.get("p", "1"))
        text = _("There is no part {part} of a site map “{section}”.")
        raise Http404(text.format(part=part, section=echo(section))) from None
    # It is the newest date, which does not change when a quote is withdrawn.
    response.headers.pop("Last-Modified", None)
    return response
