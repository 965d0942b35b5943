"""Atom feeds of what is new about sayings: other wordings, and earliest prints."""

from html import escape

from django.utils.translation import gettext as _

from articles.text import upper_first
from quotes import page_sizes
from quotes.formatting import as_printed, excerpt
from quotes.listing.credits import name_earliest
from quotes.listing.new_prints import find_new_prints
from quotes.paths import path_for
from quotes.views.feeds import MAX_TITLE_LENGTH, QuoteFeed, entry_quotes
from quotes.views.sayings import find_saying


def new_prints(request, pk=None):
    """Send the newest wordings and earlier prints of all sayings, or of one."""
    saying = None
    if pk is None:
        title, page = _("New wordings and earlier prints"), path_for("sayings")
        path = path_for("sayings_feed")
    else:
        saying = find_saying(pk)
        words = excerpt(as_printed(saying.earliest), MAX_TITLE_LENGTH)
        title = _("New prints of: {words}").format(words=words)
        page, path = saying.get_absolute_url(), path_for("saying_feed", saying.pk)
    subtitle = _("Words that are on record in several prints, as they are found.")
    feed = QuoteFeed(request, path, page, title, subtitle)
    found = find_new_prints(page_sizes.FEED_ENTRIES, saying and saying.pk)
    quotes = entry_quotes().in_bulk([each.quote for each in found])
    for each in found:
        if each.quote in quotes:  # else it was withdrawn just now
            _add(feed, each, quotes[each.quote])
    return feed.response()


def _add(feed, new, quote):
    """Add the entry of a quote, which is not the one that the feed of quotes has."""
    feed.add_quote(quote)
    item = feed.items[-1]
    what, about = _("Another wording"), _("Another wording of a saying")
    if new.is_earliest:
        what = name_earliest(new.rivals, new.undated, quote.printed_status)
        what = about = upper_first(what)
    item["title"] = _("{what}: {title}").format(what=what, title=item["title"])
    item["unique_id"] += "#saying"
    item["updateddate"] = max(item["updateddate"], new.since)
    item["description"] = f"{item['description']} {about}."
    saying = escape(feed.absolute(path_for("saying_by_number", new.saying)))
    item["content"] += f'\n<p><a href="{saying}">{escape(about)}</a>.</p>'
