"""Responses of the review screen: the page, one card, or everything that changed."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django_htmx.http import trigger_client_event

from articles.models.base import Status
from quotes.models import LOCATED, AnchorStatus, Quote
from quotes.review.cards import Tally, load_cards
from quotes.review.decisions import last_decided
from quotes.review.forms import QuoteDraftForm, SelectionForm
from quotes.review.text_blocks import marked_blocks

#: PostgreSQL's largest key.
MAX_KEY = 2**63 - 1
PAGE = "admin/articles/article/review.html"
NEW_TEXT = (
    "The text of the article has changed. Reload the page to review it; what was "
    "decided is saved."
)


@dataclass(frozen=True, slots=True)
class ReviewResponse:
    """The result of an action: a message, the card to focus, a card to show again."""

    message: str
    level: int = messages.SUCCESS
    focus: int | None = None
    card: object = None  # a Card with a note, or with a form that has errors
    selection: object = None  # a SelectionForm with errors


def load_card(review, key):
    """Return the card with this key, a text from the address; None if there is none."""
    if not str(key).isdecimal() or int(key) > MAX_KEY:
        return None
    cards = load_cards(review, [int(key)])
    return cards[0] if cards else None


def show_form(card, form=None):
    """Give an open card its form: this one, which has errors, or a new one."""
    if card.suggestion.is_open:
        card.form = form or QuoteDraftForm(card)
    card.is_answer = True
    return card


def show_typed(card, data):
    """Give an open card its form with what was typed; of a decided one, list it."""
    if card.suggestion.is_open and "text" in data:
        show_form(card, QuoteDraftForm(card, data))
    elif "text" in data:
        names = [value for name, value in data.items() if name.endswith("-name")]
        card.typed = [*filter(str.strip, [data["text"], *names])]
        card.is_answer = True
    return card


def read_page_state(request):
    """Return the keys of snapshot and revision that the page shows, or (None, None)."""
    known = request.POST.get("known") or request.GET.get("known") or ""
    parts = known.split(".")
    if len(parts) == 2 and all(part.isdecimal() and len(part) < 19 for part in parts):
        return int(parts[0]), int(parts[1])
    return None, None


def respond(admin, request, review, answer):
    """Return the changes for htmx, otherwise the page or a redirect to it."""
    if request.htmx:
        return _changes(admin, request, review, answer)
    if answer.card is not None or answer.selection is not None:
        if answer.message:
            messages.add_message(request, answer.level, answer.message)
        return render_page(admin, request, review, answer.card, answer.selection)
    messages.add_message(request, answer.level, answer.message)
    at = f"#card-{answer.focus}" if answer.focus else ""
    return HttpResponseRedirect(review_path(review) + at)


def review_path(review):
    return reverse("admin:articles_article_review", args=[review.article_id])


def _changes(admin, request, review, answer):
    """Return everything that changed since the page was last updated, for htmx."""
    snapshot, revision = read_page_state(request)
    if snapshot != review.snapshot_id:
        answer = replace(answer, message=NEW_TEXT, level=messages.WARNING, focus=None)
        response = render(request, f"{PAGE}#said", {"answer": answer, "oob": True})
        return trigger_client_event(response, "reviewed", {}, after="settle")
    cards = _replace_card(load_cards(review), answer.card)
    shown = answer.card and answer.card.pk
    changed = [
        card
        for card in cards
        if card.suggestion.revision > revision or card.pk == shown
    ]
    if not answer.message:
        answer = replace(answer, message=_describe_changes(request, changed))
    context = build_context(admin, request, review, cards)
    text = review.snapshot.text if changed else ""
    touched = [span for card in changed for span in card.suggestion.spans]
    context |= {
        "answer": answer,
        "fresh": [card for card in changed if card.suggestion.made_in > revision],
        "changed": [card for card in changed if card.suggestion.made_in <= revision],
        "blocks": list(_blocks(text, cards, touched)),
        "selection": answer.selection or SelectionForm(""),
        "clears_selection": answer.card is not None and answer.selection is None,
        "oob": True,
    }
    response = render(request, f"{PAGE}#changes", context)
    focus = answer.focus and f"card-{answer.focus}"
    return trigger_client_event(response, "reviewed", {"focus": focus}, after="settle")


def _describe_changes(request, changed):
    """Return a sentence about what others decided, or ""."""
    others = [
        card.suggestion
        for card in changed
        if card.suggestion.decided_by_id not in (None, request.user.pk)
    ]
    if not others:
        return ""
    names = sorted({each.decided_by.get_username() for each in others})
    return f"{', '.join(names)} decided {len(others)} in the meantime."


def _replace_card(cards, shown):
    """Return the cards with the one to be shown in place of the stored one."""
    if shown is None:
        return cards
    return [shown if card.pk == shown.pk else card for card in cards]


def render_page(admin, request, review, shown=None, selection=None):
    """Render the whole page, with this card or SelectionForm if it has errors."""
    cards = _replace_card(load_cards(review), shown)
    text = review.snapshot.text if review.snapshot else ""
    article = review.article
    lost = Quote.objects.filter(article=article).exclude(
        anchor_status__in=(*LOCATED, AnchorStatus.NO_TEXT)
    )
    context = build_context(admin, request, review, cards) | {
        **admin.admin_site.each_context(request),
        "title": "Review the suggestions",
        "opts": admin.opts,
        "original": article,
        "cards": cards,
        "blocks": list(_blocks(text, cards)),
        "text_is_held": bool(text),
        "selection": selection or SelectionForm(text),
        "lost": list(lost[:50]),
    }
    return render(request, PAGE, context)


def build_context(admin, request, review, cards):
    """Return the context that the page and its parts share."""
    return {
        "article": review.article,
        "review": review,
        "review_path": review_path(review),  # reversed once, not for each card
        "tally": Tally.of(cards),
        "may_publish": admin.may_publish(request)
        and review.article.status != Status.WITHDRAWN,
        "undoable": last_decided(review, request.user),
    }


_ORDER = ("open", "accepted", "instead", "rejected")


def _blocks(text, cards, touched=None):
    """Yield (start, [(text, keys of cards, state), …]) for each block of the text."""
    states = {}
    for card in cards:
        suggestion = card.suggestion
        is_other = suggestion.is_open and suggestion.instead
        states[card.pk] = "instead" if is_other else suggestion.decision
    marks = [(card.pk, card.suggestion.spans) for card in cards]
    for block in marked_blocks(text, marks, touched):
        yield (
            block.start,
            [
                (
                    run.text,
                    " ".join(map(str, run.marks)),
                    min((states[mark] for mark in run.marks), key=_ORDER.index)
                    if run.marks
                    else "",
                )
                for run in block.runs
            ],
        )
