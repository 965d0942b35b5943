"""The actions of the review screen. Each decides and returns a ReviewResponse.

Call them with the review locked, so that nothing they read can change.
"""

from django.contrib import messages

from quotes.models import SpeakerKind
from quotes.models.quotes import MAX_QUOTE_LENGTH
from quotes.review import decisions
from quotes.review.cards import cards_above, load_cards, next_open
from quotes.review.forms import MAX_SPEAKERS, QuoteDraftForm, SelectionForm
from quotes.review.responses import (
    NEW_TEXT,
    ReviewResponse,
    load_card,
    read_page_state,
    show_form,
)
from quotes.review.text_selection import select


def accept(request, review, card):
    """Accept a suggestion, as the page showed it or as edited in its form."""
    if answer := _already_decided(request, card):
        return answer
    if "text" in request.POST:
        form = QuoteDraftForm(card, request.POST)
        form.is_valid()
        if form.draft is None:
            return _show_errors(card, form, "Not accepted yet: see the messages.")
        draft = form.draft
    else:
        people, note = _people_as_shown(request, card)
        if note:
            card.note, card.is_answer = note, True
            if not card.needs_choice:
                show_form(card)
            return ReviewResponse(note, messages.WARNING, focus=card.pk, card=card)
        draft = card.draft(people)
    makes = any(person.speaker is None for person in draft.people)
    if makes and not request.user.has_perm("quotes.add_speaker"):
        return _show_errors(card, None, "You may not add speakers: choose a known one.")
    (quote,) = decisions.accept(review, [(card.suggestion, draft)], request.user)
    who = ", ".join(
        person.speaker.name if person.speaker else f"{person.new_name} (new)"
        for person in draft.people
    )
    found = quote.get_anchor_status_display()
    message = f"Accepted: {who or 'nobody named'}. {found}. {quote.anchor_reason}"
    level = messages.SUCCESS if quote.is_located else messages.WARNING
    if not quote.is_located:
        message += " It is held back from publishing until its words are mended."
    return ReviewResponse(message, level, focus=_after(review, card))


def _people_as_shown(request, card):
    """Return ([SpeakerDraft], "") as the page showed them, or ([], why not)."""
    people = []
    if len(card.suggestion.words) > MAX_QUOTE_LENGTH:
        return [], f"A quote has {MAX_QUOTE_LENGTH} characters at most: shorten it."
    if not card.proposals or not all(each.name for each in card.proposals):
        return [], "The article names nobody here: say who spoke, or that nobody did."
    for each in card.proposals:
        if request.POST.get(f"known-{each.number}", "") != each.token:
            return [], (
                f"Who is known as {each.name} has changed since this was shown: look "
                "again."
            )
        key = request.POST.get(f"key-{each.number}", "")
        speaker = next((one for one in each.known if str(one.pk) == key), None)
        if each.known and speaker is None and key != "new":
            return [], (
                f"It is not settled who is called {each.name}: say who is meant."
            )
        kind = request.POST.get(f"kind-{each.number}")
        kind = kind if kind in SpeakerKind.values else SpeakerKind.PERSON
        people.append(each.speaker_draft(speaker, kind))
    return people, ""


def _show_errors(card, form, message):
    card.note = message
    show_form(card, form)
    return ReviewResponse(message, messages.WARNING, focus=card.pk, card=card)


def reject(request, review, card):
    """Reject a suggestion."""
    if answer := _already_decided(request, card):
        return answer
    decisions.reject(review, card.suggestion, request.user)
    message = f"Rejected: “{card.suggestion}”. It is not suggested again."
    return ReviewResponse(message, focus=_after(review, card))


def _already_decided(request, card):
    suggestion = card.suggestion
    if suggestion.is_open:
        return None
    who = suggestion.decided_by
    name = "you" if who == request.user else who.get_username() if who else "somebody"
    message = (
        f"Nothing changed: this was {suggestion.get_decision_display().lower()} by "
        f"{name} meanwhile."
    )
    card.note, card.is_answer = message, True
    names = [request.POST.get(f"{n}-name", "") for n in range(MAX_SPEAKERS)]
    # The form is gone, but what the editor typed is shown again.
    card.typed = [*filter(str.strip, [request.POST.get("text", ""), *names])]
    return ReviewResponse(message, messages.WARNING, focus=card.pk, card=card)


def reopen(request, review, card):
    """Take back the decision about one suggestion."""
    suggestion = card.suggestion
    if suggestion.is_open:
        return ReviewResponse("It is open already.", messages.INFO, focus=card.pk)
    if not card.can_take_back or not _may_delete(request, suggestion.quote):
        message = (
            "It cannot be taken back here: its quote was published, changed since, or "
            "is somebody else’s. Open the quote’s own page."
        )
        card.note, card.is_answer = message, True
        return ReviewResponse(message, messages.WARNING, focus=card.pk, card=card)
    decisions.take_back(review, [suggestion])
    return ReviewResponse(f"Taken back: “{suggestion}” is to decide.", focus=card.pk)


def _may_delete(request, quote):
    return (
        quote is None
        or quote.created_by_id == request.user.pk
        or request.user.has_perm("quotes.publish_quote")
    )


def undo(request, review):
    """Take back the user's last decision."""
    last = decisions.last_decided(review, request.user)
    if not last:
        return ReviewResponse("There is nothing of yours to undo.", messages.INFO)
    decisions.take_back(review, last)
    what = f"“{last[0]}”" if len(last) == 1 else f"{len(last)} together"
    return ReviewResponse(f"Undone: {what}.", focus=last[0].pk)


def accept_above(request, review):
    """Accept all settled suggestions from the posted confidence (per cent) on."""
    try:
        least = float(request.POST.get("above", ""))
    except ValueError:
        least = -1
    if not 0 <= least <= 100:
        return ReviewResponse("Choose a confidence from 0 to 100 %.", messages.WARNING)
    cards = load_cards(review)
    chosen = cards_above(cards, round(least / 100, 4))
    if not request.user.has_perm("quotes.add_speaker"):
        chosen = [c for c in chosen if all(each.known for each in c.proposals)]
    if not chosen:
        return ReviewResponse("Nothing to decide is that sure.", messages.INFO)
    quotes = decisions.accept(
        review, [(card.suggestion, card.draft()) for card in chosen], request.user
    )
    lost = sum(not quote.is_located for quote in quotes)
    message = f"{len(chosen)} accepted together; undo takes them back together."
    if lost:
        message += f" {lost} are not found as they stand, and held back."
    return ReviewResponse(message, focus=_after(review, None))


def select_words(request, review):
    """Make a suggestion of the words that the editor selected or typed."""
    form = SelectionForm(review.snapshot.text if review.snapshot else "", request.POST)
    snapshot, _ = read_page_state(request)
    if snapshot not in (None, review.snapshot_id) and request.POST.get("spans"):
        return ReviewResponse(NEW_TEXT, messages.WARNING, selection=form)
    if not form.is_valid():
        return ReviewResponse(
            " ".join(error for errors in form.errors.values() for error in errors),
            messages.WARNING,
            selection=form,
        )
    suggestion, message = select(review, form.cleaned_data, request.user)
    if suggestion is None:
        return ReviewResponse(message, messages.WARNING, selection=form)
    card = load_card(review, suggestion.pk)
    return ReviewResponse(message, focus=card.pk, card=show_form(card))


def _after(review, card):
    following = next_open(load_cards(review), card and card.pk)
    return following and following.pk
