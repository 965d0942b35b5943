"""Autocomplete of the search box."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control

from quotes.search.autocomplete import KINDS, find_completions

#: Shown so long from a browser's own store, when a letter is deleted again.
MAX_AGE_SECONDS = 60


def autocomplete(request, kinds=KINDS):
    """Answer what is typed with a list of links to `kinds`, or with nothing.

    What could not be looked for in time says so, and nobody keeps it: it may well be
    found when it is asked for again.
    """
    found, late = find_completions(request.GET.get("q", ""))
    groups = [group for group in found if group.kind in kinds]
    shown = {"groups": groups, "late": late}
    response = render(request, "autocomplete.html", shown)
    response["X-Robots-Tag"] = "noindex"
    if late:
        patch_cache_control(response, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=MAX_AGE_SECONDS)
    return response
