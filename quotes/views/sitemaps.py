"""What search engines are told to read: every public page, in parts of bounded size."""

from functools import cached_property

from django.contrib.sitemaps import Sitemap, views
from django.core.paginator import Page, Paginator
from django.db.models import Exists, Max, OuterRef, Subquery
from django.db.models.functions import Greatest
from django.http import Http404
from django.urls import reverse

from articles.models import Article, Publication
from quotes.formatting import shorten
from quotes.models import Attribution, Facet, Quote, Speaker, Tally, Topic

IDS_PER_PART = 5000


class Numbers(Paginator):
    """Parts by ranges of ids.

    A part is one range of an index, the last as quick as the first, and a row stays
    in its part for ever. Parts are therefore not all full.
    """

    @cached_property
    def count(self):
        return self.object_list.model.objects.aggregate(last=Max("pk"))["last"] or 0

    def page(self, number):
        number = self.validate_number(number)
        first = (number - 1) * self.per_page
        rows = self.object_list.filter(pk__gt=first, pk__lte=first + self.per_page)
        return Page(rows.order_by("pk"), number, self)


class Rows(Sitemap):
    """A section with a page for each public row."""

    limit = IDS_PER_PART

    @cached_property
    def paginator(self):
        return Numbers(self.items(), self.limit)

    def get_latest_lastmod(self):
        """Say nothing of a whole section: it would have to be read for that."""


class Quotes(Rows):
    """Public quotes; each changed when it or its article or an attribution did."""

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


class Articles(Rows):
    """Public articles; each changed when it did, or a quote that it had or has."""

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


class Subjects(Rows):
    """Those of whom, or on which, a quote is public.

    Without a date of change: their pages change with any of their quotes, and to find
    the last of a hundred thousand for each of 5,000 is too much for a map.
    """

    model = facet = None

    def items(self):
        tallies = Tally.objects.filter(
            facet=self.facet, value=OuterRef("pk"), tag="", period=0, quotes__gt=0
        )
        return self.model.objects.only("slug").filter(Exists(tallies))


class Speakers(Subjects):
    """Speakers with a public quote."""

    model, facet = Speaker, Facet.SPEAKER


class Publications(Subjects):
    """Publications with a public quote."""

    model, facet = Publication, Facet.PUBLICATION


class Topics(Subjects):
    """Topics with a public quote."""

    model, facet = Topic, Facet.TOPIC


class Lists(Sitemap):
    """The pages that are there without any rows."""

    def items(self):
        return ["home", "list", "speakers", "articles", "years"]

    def location(self, name):
        return reverse(f"quotes:{name}")


class Years(Sitemap):
    """The years that have quotes."""

    def items(self):
        periods = Tally.objects.filter(
            facet=Facet.ALL, value=0, tag="", period__range=(1, 999_999), quotes__gt=0
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
    "speakers": Speakers,
    "articles": Articles,
    "publications": Publications,
    "topics": Topics,
}


def index(request):
    """List the parts of each section that has any."""
    sections = {name: section() for name, section in SECTIONS.items()}
    return views.index(
        request,
        {name: each for name, each in sections.items() if each.paginator.count},
        template_name="sitemap_index.xml",
        sitemap_url_name="quotes:sitemap_section",
    )


def section(request, section):
    """List the pages of one part of a section."""
    try:
        response = views.sitemap(
            request, SECTIONS, section, template_name="sitemap.xml"
        )
    except Http404:
        part = shorten(request.GET.get("p", "1"))
        raise Http404(
            f"There is no part {part} of a map “{shorten(section)}” here."
        ) from None
    # The newest of the dates, which stays when a quote is withdrawn: a part that has
    # changed would pass for unchanged.
    response.headers.pop("Last-Modified", None)
    return response
