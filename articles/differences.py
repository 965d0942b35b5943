"""Renders a difference as HTML: words deleted, then words inserted."""

from django.utils.html import format_html


def render_change(deleted, inserted, of_deleted="before", of_inserted="now"):
    """Return HTML with deleted words and the words inserted in their place.

    Either may be empty. Screen readers hear the label of each.
    """
    before = deleted and format_html(
        '<del><span class="visually-hidden">{}: </span>{}'
        '<span class="visually-hidden">;</span></del> ',
        of_deleted,
        deleted,
    )
    after = inserted and format_html(
        '<ins><span class="visually-hidden">{}: </span>{}'
        '<span class="visually-hidden">;</span></ins>',
        of_inserted,
        inserted,
    )
    return format_html("{}{}", before, after)
