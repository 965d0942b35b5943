"""Read the review screen, and submit its forms as an editor's browser does."""

import re
from html import unescape

from django.urls import reverse


def review_url(article, key=None):
    """Return the address of an article's review, or of one of its cards."""
    name = "admin:articles_article_review"
    if key is None:
        return reverse(name, args=[article.pk])
    return reverse(f"{name}_card", args=[article.pk, key])


def card_data(response, key):
    """Return the data that the unchanged form of a card submits."""
    html = response.content.decode()
    card = re.search(rf'<li class="card[^"]*" id="card-{key}".*?</li>', html, re.S)[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", card):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden":
            fields[attributes["name"]] = unescape(attributes.get("value", ""))
    return fields
