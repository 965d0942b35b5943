"""Responses of the review screen: the page, one card, or everything that changed."""

from dataclasses import dataclass, replace

from django.contrib import messages
from django.contrib.auth import get_user_model
from django.http import HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django_htmx.http import trigger_client_event

from articles.keys import read_key, read_keys
from articles.models.base import Status
from quotes.models import LOCATED, AnchorStatus, Quote
from quotes.review.cards import load_cards
from quotes.review.decisions import last_decided
from quotes.review.forms import QuoteDraftForm, SelectionForm
from quotes.review.outlines import DecisionCounts, ShownPage, load_outlines, next_open
from quotes.review.text_blocks import marked_blocks

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
    #: Focus the open card after the one with this key instead; if it is 0, the first.
    after: int | None = None
    card: object = None  # a Card with a note, or with a form that has errors
    selection: object = None  # a SelectionForm with errors

    def focused(self, outlines):
        """Return the key of the card to focus, or None."""
        if self.after is None:
            return self.focus
        return next_open(outlines, self.after)


def load_card(review, key):
    """Return the card with this key, a text from the address; None if there is none."""
    cards = load_cards(review, read_keys([str(key)]))
    return cards[0] if cards else None


def show_form(card, form=None):
    """Give an open card its form: this one, which has errors, or a new one."""
    if card.suggestion.is_open:
        card.form = form or QuoteDraftForm(card)
    card.is_answer = True
    return card


def show_typed(card, data):
    """Show what was typed: in the form of an open card, or listed on a decided one."""
    if card.suggestion.is_open and "text" in data:
        show_form(card, QuoteDraftForm(card, data))
    elif "text" in data:
        names = [value for name, value in data.items() if name.endswith("-name")]
        card.typed = [*filter(str.strip, [data["text"], *names])]
        card.is_answer = True
    return card


def read_page_state(request):
    """Return the keys of snapshot and revision that the page shows, or (None, None)."""
    return _two_numbers(request, "known") or (None, None)


def _shown_page(request, review):
    """Return the ShownPage of a request: what htmx says that it shows, or the first."""
    number, loaded = _two_numbers(request, "paged") or (1, review.revision)
    return ShownPage(number, loaded)


def _two_numbers(request, name):
    """Return the two numbers of a value such as “12.3” as ints, or None."""
    parts = (request.POST.get(name) or request.GET.get(name) or "").split(".")
    numbers = read_keys(parts)
    return tuple(numbers) if len(parts) == len(numbers) == 2 else None


def respond(admin, request, review, answer):
    """Return the changes for htmx, otherwise the page or a redirect to it."""
    if request.htmx:
        return _changes(admin, request, review, answer)
    if answer.message:
        messages.add_message(request, answer.level, answer.message)
    if answer.card is not None or answer.selection is not None:
        return render_page(admin, request, review, answer.card, answer.selection)
    outlines = load_outlines(review)
    url, focus = review_path(review), answer.focused(outlines)
    if focus:
        page = ShownPage.with_card(outlines, focus, review.revision).number
        url += f"?page={page}#card-{focus}" if page > 1 else f"#card-{focus}"
    return HttpResponseRedirect(url)


def turn_page(admin, request, review):
    """Return another page of cards for htmx: that with ?page, ?card, ?after, ?before.

    After and before a card, it is the page with the nearest open one.
    """
    outlines, key = load_outlines(review), None
    asked = request.GET
    for name, by in (("after", 1), ("before", -1)):
        if (known := read_key(asked.get(name))) is not None:
            key = next_open(outlines, known, by)
            if key is None:
                nothing = ReviewResponse("Nothing is left to decide.", messages.INFO)
                return _changes(admin, request, review, nothing)
    if (chosen := read_key(asked.get("card"))) is not None:
        key = chosen
    page = ShownPage.with_card(outlines, key, review.revision)
    if key is None and asked.get("page", "").isdecimal():
        page = ShownPage(int(asked["page"][:9]), review.revision)
        shown = page.paged(outlines)
        first_open = next((each for each in shown if each.is_open), None)
        key = (first_open or shown[0]).pk if shown else None
    answer = ReviewResponse("", focus=key)
    return _changes(admin, request, review, answer, turned=page)


def review_path(review):
    return reverse("admin:articles_article_review", args=[review.article_id])


def _changes(admin, request, review, answer, turned=None):
    """Return everything that changed since the page was last updated, for htmx."""
    snapshot, revision = read_page_state(request)
    if snapshot != review.snapshot_id:
        answer = replace(answer, message=NEW_TEXT, level=messages.WARNING, focus=None)
        context = {"answer": answer, "oob": True}
        response = render(request, f"{PAGE}#announcement", context)
        return trigger_client_event(response, "reviewed", {}, after="settle")
    outlines = load_outlines(review)
    page, focus = turned or _shown_page(request, review), answer.focused(outlines)
    here = page.keys(outlines)
    if focus and focus not in here:
        page = turned = ShownPage.with_card(outlines, focus, review.revision)
        here = page.keys(outlines)
    shown = answer.card and answer.card.pk
    changed = [each for each in outlines if each.revision > revision]
    keys = [
        each.pk
        for each in outlines
        if each.pk in here and (turned or each.revision > revision or each.pk == shown)
    ]
    cards = _replace_card(load_cards(review, keys), answer.card)
    if not answer.message:
        answer = replace(answer, message=_describe_changes(request, changed))
    context = build_context(admin, request, review, outlines)
    text = review.snapshot.text if changed else ""
    touched = [span for each in changed for span in each.spans]
    context |= {
        "answer": answer,
        "blocks": list(_blocks(text, outlines, touched)),
        "selection": answer.selection or SelectionForm(""),
        "clears_selection": answer.card is not None and answer.selection is None,
        "oob": True,
    }
    if turned:
        context |= _page_context(page, outlines, cards)
    else:
        context |= {
            "fresh": [card for card in cards if card.suggestion.made_in > revision],
            "changed": [card for card in cards if card.suggestion.made_in <= revision],
        }
    response = render(request, f"{PAGE}#changes", context)
    detail = {"focus": focus and f"card-{focus}", "page": turned and turned.number}
    return trigger_client_event(response, "reviewed", detail, after="settle")


def _describe_changes(request, changed):
    """Return a sentence about what others decided, or ""."""
    others = [
        each.decided_by_id
        for each in changed
        if each.decided_by_id not in (None, request.user.pk)
    ]
    if not others:
        return ""
    names = get_user_model().objects.filter(pk__in=others)
    names = sorted(each.get_username() for each in names)
    return f"{', '.join(names)} decided {len(others)} in the meantime."


def _replace_card(cards, shown):
    """Return the cards with the one to be shown in place of the stored one."""
    if shown is None:
        return cards
    return [shown if card.pk == shown.pk else card for card in cards]


def render_page(admin, request, review, shown=None, selection=None):
    """Render the whole page, with this card or SelectionForm if it has errors."""
    outlines = load_outlines(review)
    number = request.GET.get("page", "")
    if number.isdecimal() and shown is None:
        page = ShownPage(int(number[:9]), review.revision)
    else:
        key = shown.pk if shown else next_open(outlines, None)
        page = ShownPage.with_card(outlines, key, review.revision)
    keys = page.keys(outlines)
    cards = _replace_card(load_cards(review, keys), shown)
    text = review.snapshot.text if review.snapshot else ""
    article = review.article
    lost = Quote.objects.filter(article=article).exclude(
        anchor_status__in=(*LOCATED, AnchorStatus.NO_TEXT)
    )
    context = build_context(admin, request, review, outlines) | {
        **admin.admin_site.each_context(request),
        "title": "Review the suggestions",
        "opts": admin.opts,
        "original": article,
        **_page_context(page, outlines, cards),
        "blocks": list(_blocks(text, outlines)),
        "text_is_held": bool(text),
        "selection": selection or SelectionForm(text),
        "lost": list(lost[:50]),
    }
    return render(request, PAGE, context)


def _page_context(page, outlines, cards):
    """Return the context of the lists of cards, and of the links to other pages."""
    paged = page.paged(outlines)
    return {
        "cards": cards,
        "page": paged,
        "page_numbers": list(
            paged.paginator.get_elided_page_range(
                paged.number, on_each_side=2, on_ends=1
            )
        ),
        "loaded": page.loaded,
    }


def build_context(admin, request, review, outlines):
    """Return the context that the page and its parts share."""
    return {
        "article": review.article,
        "review": review,
        "review_path": review_path(review),  # reversed once, not for each card
        "tally": DecisionCounts.of(outlines),
        "may_publish": admin.may_publish(request)
        and review.article.status != Status.WITHDRAWN,
        "undoable": last_decided(review, request.user).count(),
    }


_ORDER = ("open", "accepted", "instead", "rejected")


def _blocks(text, outlines, touched=None):
    """Yield (start, HTML) for each block of the text, or those that spans touch."""
    states = {each.pk: each.state for each in outlines}
    marks = [(each.pk, each.spans) for each in outlines]
    for block in marked_blocks(text, marks, touched):
        runs = ((_run(run, states),) for run in block.runs)
        yield block.start, format_html_join("", "{}", runs)


def _run(run, states):
    if not run.marks:
        return run.text
    state = min((states[mark] for mark in run.marks), key=_ORDER.index)
    keys = " ".join(map(str, run.marks))
    return format_html(
        '<mark class="{}" data-cards="{}">{}</mark>', state, keys, run.text
    )
