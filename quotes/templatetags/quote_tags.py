"""How quotes, dates and data are set on a page. Everything is escaped."""

import json
from functools import lru_cache
from urllib.parse import urlencode

from django import template
from django.template.loader import get_template
from django.utils.html import format_html

from quotes.formatting import as_printed, paragraphs, printable
from quotes.labels import ANCHORS, KINDS, STANDINGS, language_name
from quotes.listing.rows import set_runs

register = template.Library()
register.filter("as_printed", as_printed)
register.filter("paragraphs", paragraphs)
register.filter("printable", printable)
register.filter("language", language_name)

# Each of them in JSON can stand in strings only, where its escape means the same; so
# no string of the data ends its script element, or looks like markup.
_SCRIPT_ESCAPES = {ord(each): f"\\u{ord(each):04x}" for each in "<>&\u2028\u2029"}


class _ScriptData:
    """Data as the content of a script element, which has no HTML escapes."""

    def __init__(self, data):
        self.data = data

    def __html__(self):
        return json.dumps(self.data, ensure_ascii=False).translate(_SCRIPT_ESCAPES)


@register.simple_tag
def json_ld(data):
    """Print structured data as a block that browsers do not run."""
    return format_html(
        '<script type="application/ld+json">{}</script>', _ScriptData(data)
    )


class _SetText:
    """A citation as a style set it: escaped by quotes/citations/text.py."""

    def __init__(self, text):
        self.text = text

    def __html__(self):
        return self.text.html


@register.simple_tag
def set_text(text):
    """Print a citation (a citations.text.Text) with its italics and links."""
    return format_html("{}", _SetText(text))


@register.simple_tag
def when(date):
    """Print a date as far as it is known."""
    if date is None:
        return "date not known"
    return format_html('<time datetime="{}">{}</time>', date.isoformat(), date)


register.simple_tag(set_runs, name="runs")


@register.simple_tag
@lru_cache(maxsize=2_000)
def facet(facet):
    """Print a facet; it is kept, since the same are printed over and over."""
    return get_template("quotes/quote_list.html#facet").render({"facet": facet})


@register.filter
def number(value):
    """Set a number with its thousands apart."""
    return f"{value:,}"


@register.filter
def kind_label(quote):
    return KINDS[quote.kind][0]


@register.filter
def anchor_label(quote):
    return ANCHORS[quote.anchor_status][0]


@register.filter
def standing_label(attribution):
    return STANDINGS[attribution.standing][0]


@register.filter
def standing_sentence(attribution):
    return STANDINGS[attribution.standing][1]


@register.filter
def is_web(address):
    """Tell whether an address can be a link: javascript: and the like cannot."""
    return address.lower().startswith(("https://", "http://"))


@register.filter
def numbers(page):
    """Return the numbers of the pages to link: the ends, and those around this."""
    return page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)


@register.simple_tag(takes_context=True)
def letter_address(context, letter):
    """Return the address of a letter of the index, within the names sought."""
    given = {"q": context["words"], "letter": letter}
    query = urlencode({name: value for name, value in given.items() if value})
    return f"{context['request'].path}?{query}" if query else context["request"].path


@register.simple_tag(takes_context=True)
def page_address(context, number):
    """Return the address of another page of the list that is shown."""
    request = context["request"]
    query = request.GET.copy()
    query.pop("page", None)
    for name in [name for name in query if not any(query.getlist(name))]:
        del query[name]  # fields that a form sent empty
    if number > 1:
        query["page"] = number
    return f"{request.path}?{query.urlencode()}" if query else request.path
