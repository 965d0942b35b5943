"""The reader's own list of quotes, shared lists, and their downloads.

A reader's own list is only stored in a cookie, so its pages are private and not cached.
With JavaScript, static/js/reading_list.js writes the same cookie.
"""

from typing import NamedTuple

from django.conf import settings
from django.http import Http404
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from quotes.citations.formats import formats_for
from quotes.exports.styles import listed_styles
from quotes.exports.zotero import metadata_of_rows
from quotes.formatting import echo
from quotes.listing.rows import QuoteRow, read_quote_rows
from quotes.models import Quote
from quotes.reading_list import (
    MAX_IN_LIST,
    added,
    is_key,
    read_list,
    reordered,
    write_list,
)
from quotes.views.base import quote_gone, refuse, successors, withdrawals
from quotes.views.documents import DOCUMENTS
from quotes.views.exports import send_references

#: The cookie of the reader's own list, and its lifetime after the last change (s).
COOKIE = "list"
COOKIE_MAX_AGE = 365 * 24 * 60 * 60


class ReadingListEntry(NamedTuple):
    """An entry of a list: a public quote, or that it was withdrawn and the reason."""

    key: int
    quote: QuoteRow | None
    withdrawn: str
    reason: str


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def reading_list(request):
    """Show the reader's own list or, with ?quotes=, a shared one. POST changes it."""
    if request.method == "POST":
        return change(request)
    if "quotes" in request.GET:
        return shared(request)
    asked = own_list(request)
    entries, unknown = read_entries(asked.keys)
    back = read_list(request.GET.get("undo", "")).keys
    removed = [key for key in back if key not in asked.keys]
    context = listing(request, entries) | {
        "notes": [_("Your list is full: it has {max} quotes.").format(max=MAX_IN_LIST)]
        if len(asked.keys) == MAX_IN_LIST
        else [],
        "unknown": unknown,
        "removed": len(removed),
        "back": write_list(back),
        "section": "reading_list",
    }
    return render(request, "reading_list.html", context)


def shared(request):
    """Show the list of ?quotes=. The reader's own list stays as it is."""
    asked = read_list(request.GET["quotes"])
    entries, unknown = read_entries(asked.keys)
    own = own_list(request).keys
    keys = [entry.key for entry in entries]
    notes = [_no_numbers(asked.wrong)] if asked.wrong else []
    if asked.cut:
        text = _("A list has at most {max} quotes. These are the first of the link.")
        notes.append(text.format(max=MAX_IN_LIST))
    if unknown:
        notes.append(_not_here(unknown))
    context = listing(request, entries) | {
        "notes": notes,
        "own": own,
        "same": keys == own,
        "new": [key for key in keys if key not in own],
        "fits": len(added(own, keys)) == len({*own, *keys}),
    }
    return render(request, "reading_list_shared.html", context)


def listing(request, entries):
    """Return the shared context of both kinds of lists."""
    numbers = write_list(entry.key for entry in entries)
    path = f"{reverse('quotes:reading_list')}?quotes={numbers}"
    return {
        "entries": entries,
        "embedded_metadata": metadata_of_rows(
            each.quote for each in entries if each.quote
        ),
        "count": sum(bool(entry.quote) for entry in entries),
        "numbers": numbers,
        "address": request.build_absolute_uri(path),
        "formats": formats_for(_texts(entries)),
        "documents": DOCUMENTS,
        "styles": listed_styles(),
    }


def _texts(entries):
    """Yield the texts that the files of a list would have."""
    for row in [each.quote for each in entries if each.quote]:
        yield from (row.text, row.article.title, row.article.publication or "")


def read_entries(keys):
    """Return a list's ReadingListEntry objects in order, and its unknown keys.

    Drafts are unknown. The number of queries does not grow with the list.
    """
    rows = {row.key: row for row in read_quote_rows(keys)}
    missing = [key for key in keys if key not in rows]
    if others := successors(missing):
        return read_entries(_replaced(keys, others))
    gone = withdrawals(missing)
    entries = [
        ReadingListEntry(key, rows.get(key), *gone.get(key, ("", "")))
        for key in keys
        if key in rows or key in gone
    ]
    return entries, [key for key in missing if key not in gone]


def _replaced(keys, others):
    """Return the keys with others in the place of some, each once."""
    return list(dict.fromkeys(others.get(key, key) for key in keys))


def own_list(request):
    """Return the ReadingList of the reader's cookie."""
    return read_list(request.COOKIES.get(COOKIE, ""))


def change(request):
    """Change the reader's own list as one button says, and redirect to it.

    The button's name is the action, its value the quotes. Other fields are ignored.
    """
    own = keys = own_list(request).keys
    names = ("add", "take", "remove", "up", "down", "empty")
    name = next((name for name in names if name in request.POST), "")
    asked = read_list(request.POST.get(name, "")).keys
    path = reverse("quotes:reading_list")
    if name in ("remove", "up", "down"):
        own = keys = _replaced(own, successors(own))  # as the page shows them
    match name, asked:
        case "add", _:
            keys = added(own, asked)
        case "take", _:
            keys = asked
        case "remove", _:
            keys = [key for key in own if key not in asked]
        case "empty", _:
            keys = []
        case "up" | "down", [key, *_]:
            keys = reordered(_shown_first(own), key, -1 if name == "up" else 1)
            path += f"#quote-{key}"
    if set(own) - set(keys):
        path += f"?undo={write_list(own)}"
    response = redirect(path)
    if keys:
        response.set_cookie(
            COOKIE,
            write_list(keys),
            max_age=COOKIE_MAX_AGE,
            samesite="Lax",
            secure=settings.SESSION_COOKIE_SECURE,
        )
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
    return response


def _shown_first(keys):
    """Return the keys with those last that the page of the list does not show.

    Moving a quote past one of them would have no visible effect.
    """
    seen = Quote.objects.seen().filter(pk__in=keys)
    known = set(seen.values_list("pk", flat=True))
    return sorted(keys, key=lambda key: key not in known)


@never_cache
@require_safe
def add_to_reading_list(request, pk):
    """Show one quote with a button that adds it to the list.

    For readers without JavaScript: public pages are the same for everybody, so they
    cannot contain a form with a CSRF token.
    """
    rows = read_quote_rows([pk]) if is_key(pk) else []
    if not rows:
        return quote_gone(request, pk)
    own = own_list(request).keys
    context = {
        "key": pk,
        "quote": rows[0],
        "is_in_list": pk in own,
        "full": len(own) == MAX_IN_LIST and MAX_IN_LIST,
        "section": "reading_list",
    }
    return render(request, "reading_list_add.html", context)


def export_reading_list(request, extension):
    """Send the citations of the quotes of ?quotes=, in its order.

    An invalid key is refused, because a file has no place to say that it was ignored.
    The file name has the number of quotes.
    """
    asked = read_list(request.GET.get("quotes", ""))
    asked = asked._replace(keys=_replaced(asked.keys, successors(asked.keys)))
    public = Quote.objects.public().filter(pk__in=asked.keys)
    known = set(public.values_list("pk", flat=True))
    keys = [key for key in asked.keys if key in known]
    message = ""
    if asked.wrong:
        message = _no_numbers(asked.wrong)
    elif asked.cut:
        message = _("A list has at most {max} quotes. This link has more.")
        message = message.format(max=MAX_IN_LIST)
    elif not asked.keys:
        message = _("This link names no quote.")
    if message:
        onward = (reverse("quotes:reading_list"), _("Download from your list"))
        title = _("Nothing to download")
        return refuse(request, 400, title, message, onward=onward)
    if not keys:
        raise Http404(_("None of the quotes in this link is on record."))
    stem = f"list-of-{len(keys)}-quote{'' if len(keys) == 1 else 's'}"
    if request.GET.get("cite") == "articles":
        title = _("Sources of quotes")
        stem = f"articles-of-{stem}"
        return send_references(request, extension, keys, stem, "articles", title)
    return send_references(request, extension, keys, stem)


def _no_numbers(wrong):
    """Return a message about the parts of a URL that are not keys."""
    first, others = f"“{echo(wrong[0])}”", len(wrong) - 1
    if not others:
        return _("{first} is not the number of a quote.").format(first=first)
    text = ngettext(
        "{first} and {number} other part of the link are not numbers of quotes.",
        "{first} and {number} other parts of the link are not numbers of quotes.",
        others,
    )
    return text.format(first=first, number=others)


def _not_here(keys):
    """Return a message about unknown keys."""
    if len(keys) == 1:
        return _("Quote {number} is not on record.").format(number=keys[0])
    text = _("{number} of the quotes in this link are not on record.")
    return text.format(number=len(keys))
