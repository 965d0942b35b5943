"""All values of one facet of the list, with a search: where “More …” leads."""

from django.core.exceptions import ValidationError
from django.http import Http404
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _

from quotes.formatting import echo
from quotes.listing.facet_types import FACET_TYPES
from quotes.listing.facets import clean_query, facet_values
from quotes.listing.fields import SearchField
from quotes.listing.filters import QuoteFilter
from quotes.views.base import show


def facet_list(request, name):
    """Show the values of a facet under the filters of the URL.

    htmx gets the fieldset for the list's form or, while the reader types, only the
    values. Without htmx it is a page of its own, whose form leads to the list. Chosen
    values are always among them, because they are sent from there.
    """
    known = [each.name for each in FACET_TYPES.values() if each.many]
    if name not in known:
        text = _("There is no filter “{name}” with a list. There are: {known}.")
        raise Http404(text.format(name=echo(name), known=", ".join(known)))
    filterset = QuoteFilter(request.GET)
    words, message = _words(request)
    parts = {
        f"more-{name}": "includes/facet_search.html",
        f"values-{name}": "includes/facet_values.html",
    }
    target = request.htmx.target if request.htmx else ""
    kept, found = facet_values(filterset, name, words)
    response = show(
        request,
        parts.get(target, "facet_list.html"),
        reverse("quotes:facet", args=[name]),
        title=_("Filter quotes: {filter}").format(filter=FACET_TYPES[name].legend),
        description=_("Narrow the list of quotes with this filter."),
        section="quotes",
        name=name,
        legend=FACET_TYPES[name].legend,
        options=[*kept, *found],
        found=found,
        many=FACET_TYPES[name].many,
        words=words,
        message=message,
        query=clean_query(filterset),
        others=[
            (each, value)
            for each in filterset.filters
            if each != name
            for value in request.GET.getlist(each)
            if value
        ],
    )
    response["X-Robots-Tag"] = "noindex"
    patch_vary_headers(response, ["HX-Request", "HX-Target"])
    return response


def _words(request):
    """Return (words to search the names for, an error message or "")."""
    field = SearchField(required=False)
    try:
        return field.clean(request.GET.get("find", "")), ""
    except ValidationError as error:
        return "", " ".join(error.messages)
