"""The page of a draft that was handed in, with its conversation and actions."""

from django.contrib import messages
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.http import Http404, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import reverse

from articles.keys import change_url, read_key
from articles.models.base import Status
from articles.text import without_controls
from quotes.models import HandIn, HandInState, Quote
from quotes.models.handins import MAX_COMMENT_LENGTH
from quotes.models.staff import editors
from quotes.verification.verify import is_publishable
from quotes.workflow import handins

#: Quotes of an article shown on the page; the article's form and the review have all.
MAX_QUOTES_OF_ARTICLE = 50


def show_hand_in(model_admin, request, pk):
    """Show a draft that was handed in. POST does something with it."""
    found = HandIn.objects.with_records().filter(pk=read_key(pk)).first()
    if found is None:
        raise Http404
    if not handins.may_see(request.user, found):
        raise PermissionDenied
    text = ""
    if request.method == "POST":
        text = without_controls(request.POST.get("text", ""))[:MAX_COMMENT_LENGTH]
        try:
            _act(model_admin, request, found, text)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            found = HandIn.objects.with_records().get(pk=pk)
        else:
            return HttpResponseRedirect(hand_in_path(found))
    handins.mark_read(request.user, found)
    return _page(model_admin, request, found, text)


def hand_in_path(hand_in):
    """Return the address of the page of a hand-in."""
    return reverse("admin:quotes_handin_change", args=[hand_in.pk])


def _act(model_admin, request, found, text):
    """Run the action of a button, and show a message.

    Raises ValidationError if it cannot be done.
    """
    user, seen = request.user, request.POST.get("seen", "")
    match request.POST.get("act"):
        case "comment":
            handins.comment(user, found.pk, text)
            said = "Your comment was added."
        case "give_back":
            handins.give_back(user, found.pk, seen, text)
            said = f"Given back to {found.by or 'its author'} with your comment."
        case "take":
            handins.assign(user, found.pk, seen, user)
            said = "Assigned to you."
        case "assign":
            to = editors().filter(pk=read_key(request.POST.get("to"))).first()
            if to is None:
                raise ValidationError("Choose an editor.")
            handins.assign(user, found.pk, seen, to)
            said = f"Assigned to {to}."
        case "release":
            handins.assign(user, found.pk, seen, None)
            said = "Released. Any editor may take it."
        case "take_back":
            handins.take_back(user, found.pk, seen)
            said = "Taken back. You can change it and hand it in again."
        case "publish":
            _publish(model_admin, request, found, seen)
            return
        case _:
            raise ValidationError("Choose one of the buttons.")
    messages.success(request, said)


def _publish(model_admin, request, found, seen):
    """Publish the draft as the lists do, with messages on what is not public."""
    record = found.record
    with transaction.atomic():
        handins.check_unchanged(request.user, found.pk, seen)
        record_admin = model_admin.admin_site.get_model_admin(type(record))
        chosen = type(record)._default_manager.filter(pk=record.pk)
        record_admin.publish(request, chosen)
        handins.name_publisher(request.user, found)


def _page(model_admin, request, found, text):
    record, user = found.record, request.user
    decides = handins.may_publish(user, record) and found.closed_at is None
    quotes = Quote.objects.filter(pk=found.quote_id)
    if found.article_id:
        quotes = Quote.objects.filter(article=found.article_id)
    shown = list(
        quotes.order_by("pk")
        .select_related("snapshot")
        .prefetch_related("attributions__speaker", "rechecks")[
            : MAX_QUOTES_OF_ARTICLE + 1
        ]
    )
    return TemplateResponse(
        request,
        "admin/quotes/handin/change_form.html",
        {
            **model_admin.admin_site.each_context(request),
            "title": "Draft handed in",
            "subtitle": str(record),
            "opts": model_admin.opts,
            "media": model_admin.media,
            "hand_in": found,
            "record": record,
            "record_url": change_url(record),
            "article": record if found.article_id else record.article,
            "quotes": [
                (quote, quote.status == Status.DRAFT and is_publishable(quote))
                for quote in shown[:MAX_QUOTES_OF_ARTICLE]
            ],
            "has_more": len(shown) > MAX_QUOTES_OF_ARTICLE,
            "notes": found.notes.select_related("by"),
            "seen": handins.token(found),
            "decides": decides,
            "is_waiting": found.state == HandInState.WAITING,
            "is_own": found.by_id == user.pk and found.closed_at is None,
            "editors": editors() if decides else User.objects.none(),
            "text": text,
            "max_length": MAX_COMMENT_LENGTH,
        },
    )
