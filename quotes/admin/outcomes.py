"""Shows editors whether a quote was found in the text, and where."""

from django.contrib import messages
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from articles.differences import render_change
from quotes.anchoring.stages import is_interrupted, printed_words
from quotes.anchoring.word_diff import signs, word_diff
from quotes.formatting import day
from quotes.models import AnchorStatus
from quotes.models.last_printed import last_located
from quotes.passages import passage
from quotes.verification.other_articles import find_in_other_articles
from quotes.verification.verify import verify

#: Quotes that are named in messages after one request.
MAX_MESSAGES = 20


def render_outcome(quote, search=True):
    """Return HTML with the anchor status, the differences and the passage.

    With `search`, missing words are looked for in older texts and other articles.
    """
    if quote is None or quote.pk is None:
        return "The words are compared with the text when you save."
    words = before = differences = other = ""
    if quote.spans:
        words = _passage(quote.snapshot.text, quote.spans)
        differences = _differences(quote)
        if quote.printed_in:
            other = format_html(
                '<p class="hint">The words were in the text of {}. Readers are told '
                "that they were printed, and that the text changed.</p>",
                day(quote.printed_in.retrieved_at),
            )
    elif quote.printed_in:
        held = quote.printed_in
        before = f"The words were in the text of {day(held.retrieved_at)}:"
        words = _passage(held.text, quote.printed_spans)
    elif search and quote.anchor_status == AnchorStatus.MISSING:
        if last := last_located(quote):
            snapshot, anchor = last
            before = f"The words were in the text of {day(snapshot.retrieved_at)}:"
            words = _passage(snapshot.text, anchor.spans)
        else:
            other = _other_article(quote)
    return format_html(
        '{} {} {}{}{}<div class="passage" dir="auto">{}</div>',
        render_status(quote),
        quote.anchor_reason,
        other,
        differences,
        before,
        words,
    )


def render_status(quote):
    """Return HTML with the sign and the label of the anchor status."""
    return format_html(
        '<strong class="anchor is-{0}"><svg class="sign" aria-hidden="true">'
        '<use href="#{0}"/></svg>{1}</strong>',
        quote.anchor_status,
        quote.get_anchor_status_display(),
    )


def _other_article(quote):
    """Return HTML that names another article with these words, or ""."""
    if (found := find_in_other_articles(quote)) is None:
        return ""
    snapshot, _ = found
    article = snapshot.article
    now = snapshot == article.current_snapshot
    return format_html(
        '<p class="elsewhere">These words {} another article: '
        '<a href="{}">{}</a>. Is that the source of this quote?</p>',
        "are in" if now else "were in an older text of",
        reverse("admin:articles_article_change", args=[article.pk]),
        article,
    )


def _differences(quote):
    """Return HTML with the printed and entered words in one line, differences marked.

    Words that only the quote has are deleted, and words that only the text has are
    inserted, so that the result is as printed. Screen readers hear which is which.
    """
    if quote.anchor_status not in (AnchorStatus.EDITED, AnchorStatus.DIFFERS):
        return ""
    interrupted = is_interrupted(quote.anchor_reason)
    printed = printed_words(quote.snapshot.text, quote.spans, interrupted)
    runs = word_diff(printed, quote.text)
    if all(run.same for run in runs):
        return _sign_differences(printed, quote.text)
    shown = format_html_join(
        " ", "{}", ([_run(run)] for run in runs if run.printed or run.entered)
    )
    return format_html(
        '<p class="differences" dir="auto"><span class="hint">Differences:</span> '
        "{}</p>",
        shown,
    )


def _run(run):
    if run.same:
        return run.printed
    return render_change(run.entered, run.printed, "entered", "printed")


def _sign_differences(printed, entered):
    pairs = signs(printed, entered)
    if not pairs:
        return ""
    return format_html(
        '<p class="differences"><span class="hint">Signs:</span> {}</p>',
        format_html_join(
            ", ",
            '<del><span class="visually-hidden">entered: </span>{}</del> '
            '<ins><span class="visually-hidden">printed: </span>{}</ins>',
            ((here or "nothing", there or "nothing") for there, here in pairs[:10]),
        ),
    )


def _passage(text, spans):
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


def message_outcomes(request, quotes):
    """Add a message about each quote, found or not; a warning if it is not.

    Names MAX_MESSAGES of them, first those that are not found.
    """
    quotes = sorted(quotes, key=lambda quote: quote.is_located)
    for quote in quotes[:MAX_MESSAGES]:
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

    found = sum(quote.is_located for quote in quotes[MAX_MESSAGES:])
    message_rest(request, quotes, f"were compared too; {found} are in the text")


def message_rest(request, quotes, what):
    """Add a message about how many more quotes there are than were named."""
    more = len(quotes) - MAX_MESSAGES
    if more > 0:
        messages.warning(request, f"{more} more {what}: see the list of quotes.")


def verify_with_messages(model_admin, request, quotes):
    """Verify the quotes, and show the editor their number and those that changed."""
    count, changed = quotes.count(), verify(quotes)
    model_admin.message_user(
        request, f"{count} looked for, {len(changed)} with another outcome than before."
    )
    message_outcomes(request, changed)
