"""The difference between two states of a text, as HTML."""

from django.utils.html import format_html_join

from articles.differences import render_change
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
        " ",
        "{}",
        (
            [old if new is None else render_change(old, new)]
            for old, new in word_runs(before, after)
        ),
    )
