"""Reads the review screen, and submits its forms as an editor's browser does."""

import re
from html import unescape

from django.urls import reverse

from articles.models.base import Status
from quotes.models import Review, Suggestion
from tests.factories import make_article, make_speaker


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


def make_review(number):
    """Create an article with this many suggestions, by ten speakers, five known."""
    words = [f"We want number {each}" for each in range(number)]
    text, suggestions = "", []
    article = make_article(status=Status.DRAFT, text="".join(f"“{w}.” " for w in words))
    snapshot = article.current_snapshot
    for at, each in enumerate(words):
        name = f"Given Family{at % 10}"
        suggestions.append(
            Suggestion(
                snapshot=snapshot,
                kind="direct",
                spans=[[len(text) + 1, len(text) + 2 + len(each)]],
                words=f"{each}.",
                speakers=[{"name": name, "printed": name, "role": "", "span": [0, 1]}],
                confidence=0.9,
                made_in=1,
                revision=1,
            )
        )
        text += f"“{each}.” "
    Suggestion.objects.bulk_create(suggestions)
    Review.objects.create(article=article, snapshot=snapshot, revision=1)
    for at in range(5):
        make_speaker(f"Given Family{at}")
    return article, [each.pk for each in suggestions]
