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


def card_html(response, key):
    """Return the HTML of a card."""
    html = response.content.decode()
    return re.search(rf'<li class="card[^"]*" id="card-{key}".*?</form>', html, re.S)[0]


def candidate_values(response, key):
    """Return the values of the buttons with which a card offers candidates."""
    return re.findall(r'name="choose" value="([^"]*)"', card_html(response, key))


def card_data(response, key):
    """Return the data that the unchanged form of a card submits."""
    fields = {}
    for tag in re.findall(r"<input[^>]*>", card_html(response, key)):
        attributes = dict(re.findall(r'([\w-]+)="([^"]*)"', tag))
        if attributes.get("type") == "hidden":
            fields[attributes["name"]] = unescape(attributes.get("value", ""))
    return fields


def make_open(suggestion, candidates, printed="she"):
    """Make the name of a suggestion's speaker open, with these candidates."""
    suggestion.speakers = [
        {
            "name": "",
            "printed": printed,
            "role": "",
            "span": [0, 1],
            "reason": "",
            "candidates": candidates,
        }
    ]
    suggestion.confidence = 0.97
    suggestion.save()
