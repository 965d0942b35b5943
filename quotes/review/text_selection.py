"""Suggestions that an editor makes by selecting words in the text."""

from quotes import anchoring
from quotes.models import Decision, Suggestion
from quotes.models.quotes import MAX_QUOTE_LENGTH
from quotes.review.suggestions import words_of_spans
from quotes.review.wording import entered_spans, kind_of_selection


def select(review, chosen, user):
    """Make a suggestion of an editor's selection, {"spans", "words"} with one of them.

    Returns (suggestion, message), or (None, why not). If there is one at the same place
    already, returns that one, reopened if it was rejected. The review must be locked.
    """
    text = review.snapshot.text
    spans = [tuple(span) for span in chosen["spans"]]
    if not spans:
        found = anchoring.locate(text, chosen["words"].strip())
        if not found.spans:
            return None, f"These words are not selected. {found.reason}"
        spans = list(found.spans)
    kind = kind_of_selection(text, spans)
    spans = entered_spans(text, kind, spans)
    words = words_of_spans(text, spans) if spans else ""
    if not words:
        return None, "There are no words in what is selected."
    if len(words) > MAX_QUOTE_LENGTH:
        return None, f"A quote has {MAX_QUOTE_LENGTH} characters at most: select less."
    review.revision += 1
    review.save(update_fields=["revision"])
    spans = [list(span) for span in spans]
    suggestion = Suggestion.objects.filter(
        snapshot=review.snapshot_id, spans=spans
    ).first()
    if suggestion is None:
        suggestion = Suggestion.objects.create(
            snapshot=review.snapshot,
            kind=kind,
            spans=spans,
            words=words,
            reason=f"Selected by {user.get_username()}.",
            selected_by=user,
            made_in=review.revision,
            revision=review.revision,
        )
        return suggestion, "Selected: say who spoke, and accept it."
    if suggestion.decision == Decision.REJECTED:
        suggestion.reopen()
        message = "This had been rejected: it is to decide again."
    elif suggestion.is_open:
        message = "This is suggested already."
    else:
        message = "This is accepted already."
    suggestion.revision = review.revision
    suggestion.save()
    return suggestion, message
