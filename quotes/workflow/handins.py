"""Actions of authors and editors on drafts that are handed in.

Each action locks the hand-in. All but comments are refused if the draft has changed
since the user last saw it, so that two editors never unknowingly decide on the same
draft.
"""

from hashlib import blake2b

from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from articles.models.base import Status
from quotes.mail import mail_note
from quotes.models import HandIn, HandInAct, HandInNote, HandInState, Notice

CHANGED = (
    "Nothing was done, because this has changed since you opened the page. Here it is "
    "as it is now."
)


def may_publish(user, record):
    """Return whether a user may publish an article or a quote."""
    return user.has_perm(f"{record._meta.app_label}.publish_{record._meta.model_name}")


def may_see(user, hand_in):
    """Return whether a user is its author, or may decide on it."""
    return hand_in.by_id == user.pk or may_publish(user, hand_in.record)


def is_waiting(record):
    """Return whether an editor has to look at a draft: its author may not change it.

    A quote waits with its article.
    """
    if record._meta.model_name == "article":
        asked = Q(article=record)
    else:
        asked = Q(quote=record) | Q(article=record.article_id)
    return HandIn.objects.waiting().filter(asked).exists()


def is_merged(record):
    """Return whether a draft is an article that was merged, or a quote left in one."""
    article = record if record._meta.model_name == "article" else record.article
    return article.merged_into_id is not None


def token(hand_in):
    """Return a text that changes with the hand-in, its draft and the draft's quotes."""
    record = hand_in.record
    parts = [hand_in.updated_at, record.updated_at]
    if hand_in.article_id:
        drafts = record.quotes.filter(status=Status.DRAFT).order_by("pk")
        parts += [
            each for row in drafts.values_list("pk", "updated_at") for each in row
        ]
    return blake2b(repr(parts).encode(), digest_size=12).hexdigest()


def hand_in(user, record, text=""):
    """Hand in a draft of the user's own, and return the HandIn.

    Raises PermissionDenied for another user's draft, and ValidationError if it is
    waiting already.
    """
    with transaction.atomic():
        # Locked, so that nobody publishes or hands it in at the same time.
        manager = type(record)._default_manager
        record = manager.select_for_update(of=("self",)).get(pk=record.pk)
        if record.created_by_id != user.pk or record.status != Status.DRAFT:
            raise PermissionDenied
        if is_merged(record):
            raise ValidationError(f"“{record}” was merged into another.", code="merged")
        if is_waiting(record):
            raise ValidationError(f"“{record}” is handed in already.", code="waiting")
        name = record._meta.model_name
        made = HandIn.objects.open().filter(**{name: record}).first()
        made = made or HandIn(**{name: record})
        made.state, made.by, made.at = HandInState.WAITING, user, timezone.now()
        made.save()
        _note(made, user, HandInAct.HANDED_IN, text)
    return made


def take_back(user, pk, seen):
    """Take back a draft that the user handed in, to change it further."""
    with transaction.atomic():
        found = _lock(pk, seen)
        if found.by_id != user.pk:
            raise PermissionDenied
        _close(found, HandInState.TAKEN_BACK)
        _note(found, user, HandInAct.TAKEN_BACK)
    return found


def give_back(user, pk, seen, text):
    """Give a waiting draft back to its author, with a comment on what to change."""
    with transaction.atomic():
        found = _lock_for_editor(user, pk, seen)
        if found.state != HandInState.WAITING:
            raise ValidationError(CHANGED, code="changed")
        if not text.strip():
            raise ValidationError("Write what is to be changed.", code="no_text")
        found.state = HandInState.RETURNED
        found.assigned_to = found.assigned_to or user
        found.save()
        _note(found, user, HandInAct.RETURNED, text)
    return found


def assign(user, pk, seen, to):
    """Assign a draft to an editor: oneself or another. None releases it."""
    with transaction.atomic():
        found = _lock_for_editor(user, pk, seen)
        if to and not may_publish(to, found.record):
            raise ValidationError("This user may not publish it.", code="assigned_to")
        found.assigned_to = to
        found.save()
        if to:
            name = "themselves" if to == user else to.get_username()
            _note(found, user, HandInAct.ASSIGNED, f"To {name}")
        else:
            _note(found, user, HandInAct.RELEASED)
    return found


def comment(user, pk, text):
    """Add a comment, whatever others have done meanwhile."""
    with transaction.atomic():
        found = _lock(pk)
        if not may_see(user, found):
            raise PermissionDenied
        if not text.strip():
            raise ValidationError("Write a comment first.", code="no_text")
        found.save()  # whoever is deciding now gets an error
        _note(found, user, HandInAct.COMMENTED, text)
    return found


def check_unchanged(user, pk, seen):
    """Lock a hand-in that the user may publish. Call it in a transaction.

    Raises ValidationError if it, its draft or a quote has changed since `seen`.
    """
    return _lock_for_editor(user, pk, seen)


def name_publisher(user, hand_in):
    """Add who published it to the note that the trigger wrote."""
    note = hand_in.notes.filter(act=HandInAct.PUBLISHED, by=None).last()
    if note:
        note.by = user
        note.save(update_fields=["by"])
        mail_note(note, User.objects.filter(pk=hand_in.by_id, is_active=True))


def mark_read(user, hand_in):
    """Mark all notices of a user about a hand-in as read."""
    unread = Notice.objects.filter(user=user, note__hand_in=hand_in, read_at=None)
    unread.update(read_at=timezone.now())


def unread_notices(user):
    """Return the notices that a user has not read, newest first."""
    notices = Notice.objects.filter(user=user, read_at=None)
    return notices.select_related(
        "note__by", "note__hand_in__article", "note__hand_in__quote"
    )


def _lock(pk, seen=None):
    """Return the open hand-in, locked; raise ValidationError if it has changed."""
    found = HandIn.objects.select_for_update().get(pk=pk)
    if seen is not None and (found.closed_at or token(found) != seen):
        raise ValidationError(CHANGED, code="changed")
    return found


def _lock_for_editor(user, pk, seen):
    record = HandIn.objects.with_records().get(pk=pk).record
    if not may_publish(user, record):
        raise PermissionDenied
    # The draft first, as publishing does, which then locks the hand-in by a trigger.
    type(record)._default_manager.filter(pk=record.pk).locked().get()
    return _lock(pk, seen)


def _close(found, state):
    found.state, found.closed_at = state, timezone.now()
    found.save()


def _note(found, user, act, text=""):
    """Store an action, and notify everybody else who takes part."""
    note = HandInNote.objects.create(hand_in=found, by=user, act=act, text=text.strip())
    people = set(found.notes.values_list("by", flat=True))
    people |= {found.by_id, found.assigned_to_id}
    told = User.objects.filter(pk__in=people - {user.pk, None}, is_active=True)
    Notice.objects.bulk_create([Notice(user=each, note=note) for each in told])
    mail_note(note, told)
