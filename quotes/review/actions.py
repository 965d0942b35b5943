"""The actions of the review screen. Each decides and returns a ReviewResponse.

Call them with the review locked, so that nothing they read can change.
"""

from django.contrib import messages

from quotes.models import SpeakerKind, Standing
from quotes.models.quotes import MAX_QUOTE_LENGTH
from quotes.review import decisions
from quotes.review.cards import load_cards
from quotes.review.forms import MAX_SPEAKERS, QuoteDraftForm, SelectionForm
from quotes.review.outlines import load_outlines, open_above
from quotes.review.responses import (
    NEW_TEXT,
    ReviewResponse,
    load_card,
    read_page_state,
    show_form,
)
from quotes.review.text_selection import select
from quotes.verification.known_words import find_known_words

_KNOWN_CHANGED = (
    "The speakers called {} have changed since this page was loaded. Look again."
)


def accept(request, review, card):
    """Accept a suggestion, as the page showed it or as edited in its form."""
    if answer := _already_decided(request, card):
        return answer
    if request.POST.get("do") == "misattribute" and not card.is_refuted:
        return _refuse(card, "The article does not say that this is misattributed.")
    if "text" in request.POST:
        form = QuoteDraftForm(card, request.POST)
        form.is_valid()
        if form.draft is None:
            return _show_errors(card, form, "Not accepted: see the messages below.")
        draft = form.draft
    else:
        people, note = _people_as_shown(request, card)
        if note:
            if not (card.needs_choice or card.asks_about):
                show_form(card)
            return _refuse(card, note)
        draft = card.draft(people)
    return _enter(request, review, card, draft)


def choose(request, review, card):
    """Accept a suggestion with the candidate chosen for a name that is not certain.

    If anything else is missing, the form asks for it.
    """
    if answer := _already_decided(request, card):
        return answer
    number, candidate, token = _find_candidate(card, request.POST["choose"])
    if candidate is None:
        message = "Nothing was accepted. Choose one of the people on the card."
        return _refuse(card, message)
    card.choose(number, candidate)
    if token != candidate.token:
        note = _KNOWN_CHANGED.format(candidate.name)
    elif candidate.is_settled and not (
        card.is_settled or (card.is_refuted and card.has_settled_people)
    ):
        note = "Not accepted yet: another name is open."
    elif not candidate.is_settled:
        note = f"Several people are called {candidate.name}. Choose one."
    else:
        people = [
            each.speaker_draft(each.only, _posted_kind(request, each.number))
            for each in card.proposals
        ]
        return _enter(request, review, card, card.draft(people))
    return _show_errors(card, QuoteDraftForm.that_asks(card), note)


def _find_candidate(card, value):
    """Return (number of the proposal, candidate, token) of a button's value."""
    number, _, rest = value.partition(" ")
    index, _, token = rest.partition(" ")
    for each in card.proposals:
        if str(each.number) == number:
            for at, candidate in enumerate(each.candidates):
                if str(at) == index:
                    return each.number, candidate, token
    return None, None, ""


def _posted_kind(request, number):
    kind = request.POST.get(f"kind-{number}")
    return kind if kind in SpeakerKind.values else SpeakerKind.PERSON


def _enter(request, review, card, draft):
    makes = any(person.speaker is None for person in draft.people)
    if makes and not request.user.has_perm("quotes.add_speaker"):
        return _show_errors(card, None, "You may not add speakers. Choose a known one.")
    (quote,) = decisions.accept(review, [(card.suggestion, draft)], request.user)
    who = ", ".join(
        person.speaker.name if person.speaker else f"{person.new_name} (new)"
        for person in draft.people
    )
    found = quote.get_anchor_status_display()
    entered = "Accepted:"
    if draft.standing == Standing.MISATTRIBUTED:
        entered = "Entered as misattributed to"
    message = f"{entered} {who or 'nobody named'}. {found}. {quote.anchor_reason}"
    level = messages.SUCCESS if quote.is_located else messages.WARNING
    if not quote.is_located:
        message += " It cannot be published until its words are corrected."
    if (known := find_known_words(quote)) and known.advice:
        level = messages.WARNING
        message += f" {known.advice}"
    return ReviewResponse(message, level, after=card.pk)


def _people_as_shown(request, card):
    """Return ([SpeakerDraft], "") as shown on the page, or ([], the reason why not)."""
    people = []
    if len(card.suggestion.words) > MAX_QUOTE_LENGTH:
        return [], f"A quote has {MAX_QUOTE_LENGTH} characters at most: shorten it."
    if card.suggestion.instead and request.POST.get("do") != "misattribute":
        return [], (
            "The article does not report this as said. Say what it is in the form."
        )
    if card.asks_about:
        return [], (
            f"Who is “{card.asks_about.printed}”? Choose one of the people "
            "on the card, or say who spoke."
        )
    if not card.proposals or not all(each.name for each in card.proposals):
        return (
            [],
            "The article names no speaker here. Name one, or leave it "
            "empty on purpose.",
        )
    for each in card.proposals:
        if request.POST.get(f"known-{each.number}", "") != each.token:
            return [], _KNOWN_CHANGED.format(each.name)
        key = request.POST.get(f"key-{each.number}", "")
        speaker = next((one for one in each.known if str(one.pk) == key), None)
        if each.known and speaker is None and key != "new":
            return [], (f"Several people are called {each.name}. Choose one.")
        kind = _posted_kind(request, each.number)
        people.append(each.speaker_draft(speaker, kind))
    return people, ""


def _show_errors(card, form, message):
    show_form(card, form)
    return _refuse(card, message)


def _refuse(card, message):
    """Change nothing, and say why on the card."""
    card.note, card.is_answer = message, True
    return ReviewResponse(message, messages.WARNING, focus=card.pk, card=card)


def reject(request, review, card):
    """Reject a suggestion."""
    if answer := _already_decided(request, card):
        return answer
    decisions.reject(review, card.suggestion, request.user)
    message = f"Rejected: “{card.suggestion}”. It is not suggested again."
    return ReviewResponse(message, after=card.pk)


def _already_decided(request, card):
    suggestion = card.suggestion
    if suggestion.is_open:
        return None
    who = suggestion.decided_by
    name = "you" if who == request.user else who.get_username() if who else "somebody"
    message = (
        f"Nothing changed: this was {suggestion.get_decision_display().lower()} by "
        f"{name} in the meantime."
    )
    names = [request.POST.get(f"{n}-name", "") for n in range(MAX_SPEAKERS)]
    # The form is gone, but what the editor typed is shown again.
    card.typed = [*filter(str.strip, [request.POST.get("text", ""), *names])]
    return _refuse(card, message)


def reopen(request, review, card):
    """Take back the decision about one suggestion."""
    suggestion = card.suggestion
    if suggestion.is_open:
        return ReviewResponse(
            "It has not been decided yet.", messages.INFO, focus=card.pk
        )
    if not card.can_take_back or not _may_delete(request, suggestion.quote):
        message = (
            "It cannot be undone here: its quote was published, handed in, scheduled "
            "or changed since, or is somebody else’s. Open the quote’s own page."
        )
        return _refuse(card, message)
    decisions.reopen_suggestions(review, [suggestion])
    return ReviewResponse(f"Undone: “{suggestion}” is open again.", focus=card.pk)


def _may_delete(request, quote):
    return (
        quote is None
        or quote.created_by_id == request.user.pk
        or request.user.has_perm("quotes.publish_quote")
    )


def undo(request, review):
    """Take back the user's last decision."""
    last = list(decisions.last_decided(review, request.user).select_related("quote"))
    if not last:
        return ReviewResponse("You have nothing to undo.", messages.INFO)
    decisions.reopen_suggestions(review, last)
    what = f"“{last[0]}”" if len(last) == 1 else f"{len(last)} together"
    return ReviewResponse(f"Undone: {what}.", focus=last[0].pk)


def accept_above(request, review):
    """Accept all settled suggestions with at least the posted confidence (per cent)."""
    try:
        least = float(request.POST.get("above", ""))
    except ValueError:
        least = -1
    if not 0 <= least <= 100:
        return ReviewResponse(
            "Choose a confidence between 0 and 100 %.", messages.WARNING
        )
    outlines = open_above(load_outlines(review), round(least / 100, 4))
    sure = load_cards(review, [each.pk for each in outlines])
    chosen = [card for card in sure if card.is_settled]
    left = _describe_left([card for card in sure if not card.is_settled])
    if not request.user.has_perm("quotes.add_speaker"):
        known = [c for c in chosen if all(each.known for each in c.proposals)]
        if len(known) < len(chosen):
            left += f" {len(chosen) - len(known)} left: you may not add their speakers."
        chosen = known
    if not chosen:
        message = (
            "Nothing was accepted." if left else "No open suggestion is that sure."
        )
        return ReviewResponse(message + left, messages.INFO)
    quotes = decisions.accept(
        review, [(card.suggestion, card.draft()) for card in chosen], request.user
    )
    lost = sum(not quote.is_located for quote in quotes)
    message = f"Accepted {len(chosen)}.{left} Undo reverses them together."
    if lost:
        message += (
            f" {lost} are not in the text word for word, and cannot be published."
        )
    return ReviewResponse(message, after=0)


def _describe_left(cards):
    """Return sentences about why cards are left to decide one by one, or ""."""
    named = [card for card in cards if card.needs_choice]
    unsettled = [c for c in named if not all(each.is_settled for each in c.proposals)]
    counts = [
        (len(cards) - len(named), "the speaker is not named in full"),
        (len(unsettled), "several speakers have this name"),
        (len(named) - len(unsettled), "they are too long for a quote"),
    ]
    return "".join(f" {number} left: {why}." for number, why in counts if number)


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
