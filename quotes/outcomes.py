"""How the admin shows an editor whether a quote was found, and where."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from quotes.models import AnchorStatus
from quotes.passages import passage


def outcome(quote):
    """Return the anchor status, what differs, and the words around, as HTML."""
    if quote is None or quote.pk is None:
        return "It is looked for when you save."
    words = before = ""
    if quote.spans:
        words = _marked(quote.snapshot.text, quote.spans)
    elif quote.anchor_status == AnchorStatus.MISSING and (last := quote.last_found()):
        snapshot, anchor = last
        before = f"It stood in the text as held on {snapshot.retrieved_at:%d %B %Y}:"
        words = _marked(snapshot.text, anchor.spans)
    return format_html(
        '<strong class="anchor anchor-{}">{}</strong> {} {}'
        '<div class="passage" dir="auto">{}</div>',
        quote.anchor_status,
        quote.get_anchor_status_display(),
        quote.anchor_reason,
        before,
        words,
    )


def _marked(text, spans):
    shown = passage(text, spans)
    runs = format_html_join(
        "",
        "{}",
        (
            [run.text if run.mark is None else format_html("<mark>{}</mark>", run.text)]
            for run in shown.runs
        ),
    )
    return format_html(
        "{}{}{}",
        "… " if shown.cut_before else "",
        runs,
        " …" if shown.cut_after else "",
    )


def tell_outcomes(request, quotes):
    """Tell an editor of each quote whether it was found; the lost ones as warnings."""
    for quote in quotes:
        messages.add_message(
            request,
            messages.INFO if quote.is_located else messages.WARNING,
            format_html(
                '“<a href="{}">{}</a>”: {}. {}',
                reverse("admin:quotes_quote_change", args=[quote.pk]),
                quote,
                quote.get_anchor_status_display(),
                quote.anchor_reason,
            ),
        )
