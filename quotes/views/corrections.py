"""The public pages and the feed of corrections, and the history of one quote."""

from functools import partial

from django.db.models import Q
from django.utils.feedgenerator import get_tag_uri
from django.utils.html import escape
from django.utils.translation import gettext as _

from quotes import page_sizes
from quotes.formatting import as_printed, excerpt
from quotes.history.corrections import find_corrections
from quotes.listing.pagination import build_page, read_cursor, take_page
from quotes.models import Change, Quote
from quotes.paths import path_for
from quotes.views import structured_data
from quotes.views.base import list_path, quote_gone, show
from quotes.views.feeds import MAX_TITLE_LENGTH, SiteFeed
from quotes.views.structured_data import SITE_NAME

#: Corrections of one quote that its history shows.
MAX_OF_QUOTE = 500


def correction_list(request):
    """List what was corrected or withdrawn after it was published, newest first."""
    path = path_for("corrections")
    size, order = page_sizes.CORRECTIONS, "corrections"
    cursor, message = read_cursor(request.GET, order)
    found, cursor = take_page(partial(find_corrections, size + 1), cursor, size)
    shown = {each.pk: each for each in found}
    rows = [(key, None) for key in shown]
    page = build_page(rows, cursor, order, message=message, size=size)
    title = _("Corrections")
    return show(
        request,
        "correction_list.html",
        list_path(request, path),
        title=title,
        description=_(
            "Words, speakers and labels that were corrected after publication, and "
            "quotes that were withdrawn, with the reason and the day."
        ),
        structured_data=structured_data.collection(request, title, path),
        section="corrections",
        feed=path_for("corrections_feed"),
        corrections=[shown[key] for key in page.keys],
        page=page,
    )


def quote_history(request, pk):
    """Show when a quote was published, and what was corrected in it since."""
    quote = Quote.objects.public().select_related("article").filter(pk=pk).first()
    if quote is None:
        return quote_gone(request, pk)
    words = excerpt(as_printed(quote), 60)
    path = path_for("quote_history", pk)
    title = _("History of this entry: {words}").format(words=words)
    changes = Change.objects.filter(part="")
    # The article that it had when it became public: its own may have been merged since.
    moved = changes.filter(
        record="quote", record_id=pk, was_public=True, before__has_key="article_id"
    )
    before = moved.order_by("pk").values_list("before__article_id", flat=True).first()
    published = changes.filter(
        Q(record="quote", record_id=pk)
        | Q(record="article", record_id=before or quote.article_id),
        was_public=False,
        after__status="published",
    )
    # The first of each. Readers see a quote once its article is published too.
    first = {"quote": quote.created_at}
    first |= published.order_by("-pk").values_list("record", "at")
    return show(
        request,
        "quote_history.html",
        path,
        title=title,
        description=_("What was corrected in this entry since it was published."),
        structured_data=structured_data.graph(
            structured_data.trail_node(
                request.build_absolute_uri,
                (_("Quotes"), path_for("list")),
                (words, quote.get_absolute_url()),
                (_("History"), path),
            )
        ),
        section="quotes",
        quote=quote,
        first=max(first.values()),
        corrections=find_corrections(MAX_OF_QUOTE, quote=pk),
    )


def correction_feed(request):
    """Send the newest corrections as an Atom feed."""
    page = path_for("corrections")
    feed = SiteFeed(
        request,
        path_for("corrections_feed"),
        page,
        _("Corrections"),
        _("What was corrected or withdrawn after it was published."),
        author_name=SITE_NAME,
    )
    for each in find_corrections(page_sizes.FEED_ENTRIES):
        parts = [each.sentence, each.reason or _("No reason was given.")]
        if each.is_words:
            told = _("Before: “{before}”. Now: “{after}”")
            parts.insert(1, told.format(before=each.before, after=each.after))
        feed.add_item(
            title=excerpt(_title(each), MAX_TITLE_LENGTH),
            link=feed.absolute(each.path),
            description=escape(". ".join(part.rstrip(".") for part in parts) + "."),
            unique_id=get_tag_uri(f"{feed.absolute(page)}{each.pk}", each.at),
            updateddate=each.at,
            pubdate=each.at,
        )
    return feed.response()


def _title(correction):
    if correction.is_blank:
        return f"{correction.sentence}: {correction.name}"
    quote = correction.quote
    subject = as_printed(quote) if quote else correction.article.title
    return f"{correction.sentence}: {subject}"
