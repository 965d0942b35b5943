"""Shows in the form of a quote where else its words are printed, also before saving."""

from functools import partial

from django.core.exceptions import PermissionDenied
from django.http import JsonResponse
from django.urls import path
from django.utils.html import format_html, format_html_join

from articles.keys import read_key
from quotes.merging.duplicate_quotes import find_printed
from quotes.models.quotes import MAX_QUOTE_LENGTH


class SameWordsAdmin:
    """Adds the address `same-words/`, which the form asks when words were typed."""

    class Media:
        js = ["js/same_words.js"]

    def get_urls(self):
        view = self.admin_site.admin_view(partial(send_printed, self))
        return [
            path("same-words/", view, name="quotes_quote_same_words"),
            *super().get_urls(),
        ]


def send_printed(model_admin, request):
    """Return the other prints of posted words as JSON: [{"url", "where"}, …]."""
    may_enter = model_admin.has_add_permission(request)
    if not (may_enter or model_admin.has_change_permission(request)):
        raise PermissionDenied
    words = request.POST.get("text", "").strip()[:MAX_QUOTE_LENGTH]
    article = read_key(request.POST.get("article"))
    found = find_printed([words], article).get(words, [])
    return JsonResponse(
        {"printed": [{"url": each.url, "where": each.where} for each in found]}
    )


def render_printed(quote):
    """Return HTML that lists the other prints of a stored quote, or ""."""
    printed = find_printed([quote.text], quote.article_id).get(quote.text, [])
    items = format_html_join(
        "", '<li><a href="{}">{}</a></li>', [(each.url, each.where) for each in printed]
    )
    return format_html("Also in:<ul>{}</ul>", items) if printed else ""
