"""The review screen: an article's text with suggestions, and a card for each.

Every view is in the admin and needs permission to change the article. htmx gets
everything that changed since the page was last updated, each part by its id. Without
JavaScript, the same forms redirect to the page.
"""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from articles import kept_forms
from articles.middleware import keeps_refused
from articles.models import Article
from articles.models.base import Status
from quotes.formatting import count_quotes
from quotes.models import Decision, Suggestion
from quotes.review import actions
from quotes.review.forms import SelectionForm
from quotes.review.responses import (
    NEW_TEXT,
    PAGE,
    ReviewResponse,
    load_card,
    read_page_state,
    render_page,
    respond,
    review_path,
    show_form,
    show_typed,
    turn_page,
)
from quotes.review.speaker_matching import (
    MAX_OFFERED,
    find_speakers,
    speakers_beginning_with,
)
from quotes.review.suggestions import lock_review, open_review


@keeps_refused
def review_article(admin, request, pk):
    """Show the page, or run an action that is not about a single card."""
    article = _article(admin, request, pk)
    review = open_review(article)
    if request.method != "POST":
        if request.htmx:
            return turn_page(admin, request, review)
        card = load_card(review, request.GET.get("edit", ""))
        typed = kept_forms.take(request) or {}
        text = review.snapshot.text if review.snapshot else ""
        selection = SelectionForm(text, typed) if "words" in typed else None
        return render_page(admin, request, review, card and show_form(card), selection)
    what = request.POST.get("do")
    if what == "publish":
        return _publish(admin, request, article, review)
    if what == "hand_in":
        return admin.hand_in_one(request, article) or HttpResponseRedirect(request.path)
    if what == "leave":
        messages.info(request, _describe_draft(admin, request, article))
        return HttpResponseRedirect(reverse("admin:articles_article_changelist"))
    action = {
        "undo": actions.undo,
        "above": actions.accept_above,
        "select": actions.select_words,
    }.get(what)
    if action is None:
        return HttpResponse("There is no such thing to do.", status=400)
    with transaction.atomic():
        review = _locked_review(admin, request, pk)
        answer = action(request, review)
    return respond(admin, request, review, answer)


@keeps_refused
def review_card(admin, request, pk, key):
    """Show one card, or its form, or decide about it."""
    article = _article(admin, request, pk)
    review = open_review(article)
    if request.method != "POST":
        return _show_card(admin, request, review, key)
    with transaction.atomic():
        review = _locked_review(admin, request, pk)
        card = load_card(review, key)
        # A button has one value: that of a candidate says which it is.
        what = "choose" if "choose" in request.POST else request.POST.get("do")
        action = {
            "accept": actions.accept,
            "choose": actions.choose,
            "misattribute": actions.accept,
            "reject": actions.reject,
            "reopen": actions.reopen,
        }.get(what)
        if action is None:
            return HttpResponse("There is no such thing to do.", status=400)
        if card is None:
            answer = ReviewResponse(NEW_TEXT, messages.WARNING)
            request.saves_nothing = True
        else:
            answer = action(request, review, card)
    return respond(admin, request, review, answer)


def review_changes(admin, request, pk):
    """Return what others changed since the page was last updated; 204 if nothing."""
    article = _article(admin, request, pk)
    review = open_review(article)
    snapshot, revision = read_page_state(request)
    if snapshot == review.snapshot_id and revision == review.revision:
        return HttpResponse(status=204)
    return respond(admin, request, review, ReviewResponse(""))


def review_speakers(admin, request, pk):
    """Offer speakers whose names begin as typed: known, or named in the article."""
    article = _article(admin, request, pk)
    typed = request.GET.get("q", "")
    speakers = speakers_beginning_with(typed)
    named = _names_in_article(open_review(article), typed) if typed.strip() else []
    known = find_speakers(named)
    named = [name for name in named if name not in known or not known[name].is_whole]
    offered = {"speakers": speakers, "named": named}
    return render(request, f"{PAGE}#speakers", offered)


def _names_in_article(review, typed):
    """Return the names of an article's speakers in which a word begins as typed."""
    begins = typed.strip().casefold()
    rows = Suggestion.objects.filter(snapshot=review.snapshot_id).only("speakers")
    names = {name for row in rows for name in row.speaker_names}
    return sorted(
        name for name in names if f" {name}".casefold().find(f" {begins}") >= 0
    )[:MAX_OFFERED]


def _locked_review(admin, request, pk):
    """Return an article's review, both locked: another editor may merge the article."""
    return lock_review(_article(admin, request, pk, Article.objects.locked()))


def _article(admin, request, pk, articles=Article):
    article = get_object_or_404(articles, pk=pk)
    may = admin.has_change_permission(request, article)
    if not (may and request.user.has_perm("quotes.add_quote")):
        raise PermissionDenied
    return article


def _show_card(admin, request, review, key):
    card = load_card(review, key)
    if card is None:
        if not request.htmx:
            messages.warning(request, NEW_TEXT)
            return HttpResponseRedirect(review_path(review))
        return respond(
            admin, request, review, ReviewResponse(NEW_TEXT, messages.WARNING)
        )
    if (typed := kept_forms.take(request)) is not None:
        show_typed(card, typed)
    elif "edit" in request.GET:
        show_form(card)
    if not request.htmx:
        return render_page(admin, request, review, card)
    context = {
        "article": review.article,
        "review": review,
        "review_path": review_path(review),
        "card": card,
    }
    return render(request, f"{PAGE}#one", context)


def _publish(admin, request, article, review):
    if not admin.may_publish(request) or article.status == Status.WITHDRAWN:
        raise PermissionDenied
    left = Suggestion.objects.filter(
        snapshot=review.snapshot_id, decision=Decision.OPEN, instead=""
    ).count()
    with transaction.atomic():
        article = _locked_review(admin, request, article.pk).article
        admin.publish_one(request, article)
    if left:
        messages.info(request, f"{left} of its suggestions are left to decide.")
    return HttpResponseRedirect(reverse("admin:articles_article_changelist"))


def _describe_draft(admin, request, article):
    """Return sentences on what is saved, and what is left to do before publishing."""
    drafts = article.quotes.filter(status=Status.DRAFT).count()
    if article.status == Status.DRAFT:
        said = f"Saved as a draft with {count_quotes(drafts)}."
        if not admin.may_publish(request):
            said += " Hand it in: an editor must publish it."
        return said
    return f"Saved. {count_quotes(drafts).capitalize()} of “{article}” in draft."
