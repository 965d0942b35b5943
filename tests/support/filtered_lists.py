"""Lists under the filters of a query string."""

from django.http import QueryDict

from quotes.listing.facets import facets
from quotes.listing.filters import QuoteFilter
from quotes.listing.queries import fetch_page


def filtered(query):
    """Return the filters of a query string."""
    return QuoteFilter(QueryDict(query))


def offered(query):
    """Return the facets of a list."""
    filterset = filtered(query)
    return facets(filterset, fetch_page(filterset, "")[0])
