"""Home, and a quote at random."""

import secrets

from django.http import Http404, HttpResponseRedirect
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.dateformat import format as date_format
from django.utils.translation import gettext as _

from articles.models.base import make_url_slug
from quotes.exports.zotero import metadata_of_rows
from quotes.formatting import first_words
from quotes.listing.home import random_quote, read_home
from quotes.paths import path_for
from quotes.views import structured_data
from quotes.views.base import show
from quotes.views.calendar import day_path

#: Number of words of the quote that home offers as a search.
TRIED_WORDS = 6


def home(request):
    """Show a search, an example of both answers, and ways into the record.

    The example changes every day, and is the same all day.
    """
    day = timezone.localdate()
    found = read_home(day)
    return show(
        request,
        "home.html",
        path_for("home"),
        title=_("On Record: who said what, and where it was printed"),
        description=_(
            "Quotes from the press and from speeches, each with its speaker and its "
            "source, and checked by machine wherever the text of the source is held."
        ),
        structured_data=structured_data.graph(
            structured_data.website_node(request.build_absolute_uri)
        ),
        found=found,
        embedded_metadata=metadata_of_rows(_rows(found)),
        example_searches=_example_searches(found),
        day=date_format(day, "j F"),
        day_path=day_path(day.month, day.day),
    )


def _rows(found):
    """Return the quotes that home shows, the example first."""
    example = [found.example.row] if found.example else []
    return [*example, *found.entered, *found.dated, *found.in_doubt]


def _example_searches(found):
    """Return three searches that find something: words, a name and a topic."""
    quotes = [*found.in_doubt, *found.entered]
    return [
        *[first_words(quote.text, TRIED_WORDS) for quote in quotes[:1]],
        *[speaker.name for speaker in found.speakers[:1]],
        *[topic.name for topic in found.topics[:1]],
    ]


def random(request):
    """Redirect to a public quote, another one each time."""
    found = random_quote(secrets.randbelow(2**48) / 2**48)
    if found is None:
        raise Http404(_("No quotes are on record yet."))
    key, words = found
    path = path_for("quote", key, make_url_slug(words, "quote"))
    response = HttpResponseRedirect(path)
    patch_cache_control(response, no_store=True)
    return response
