"""Completions of the search box."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control

from quotes.search.autocomplete import KINDS, find_completions

#: How long a browser may reuse a response, as when a letter is deleted again.
MAX_AGE_SECONDS = 60


def autocomplete(request, kinds=KINDS):
    """Return links to pages of some `kinds` that complete ?q=, or an empty part.

    A search that ran out of time says so and is not cached: the next one may succeed.
    """
    groups, late = find_completions(request.GET.get("q", ""), kinds)
    shown = {"groups": groups, "late": late}
    response = render(request, "autocomplete.html", shown)
    response["X-Robots-Tag"] = "noindex"
    if late:
        patch_cache_control(response, no_store=True)
    else:
        patch_cache_control(response, public=True, max_age=MAX_AGE_SECONDS)
    return response
