"""What changed between two states of a text, as HTML."""

from django.utils.html import format_html, format_html_join

from quotes.anchoring.word_diff import word_diff


def word_runs(before, after):
    """Return (words before, words now) in order; None as the latter if they are equal.

    Texts that differ in signs or white space only are one pair.
    """
    runs = word_diff(before, after)
    if all(run.same for run in runs) and before != after:
        return [(before, after)]
    return [
        (run.printed, None if run.same else run.entered)
        for run in runs
        if run.printed or run.entered
    ]


def render_words(before, after):
    """Return HTML with both texts in one line: words deleted and inserted.

    Screen readers hear which is which.
    """
    return format_html_join(
        " ", "{}", ([_run(*pair)] for pair in word_runs(before, after))
    )


def _run(before, after):
    if after is None:
        return before
    deleted = before and format_html(
        '<del><span class="visually-hidden">before: </span>{}'
        '<span class="visually-hidden">;</span></del> ',
        before,
    )
    inserted = after and format_html(
        '<ins><span class="visually-hidden">now: </span>{}'
        '<span class="visually-hidden">;</span></ins>',
        after,
    )
    return format_html("{}{}", deleted, inserted)
