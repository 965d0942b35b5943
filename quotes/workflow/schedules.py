"""Scheduled publishing: set by editors, done by `manage.py publish_scheduled`."""

import logging

from django.contrib.admin.models import CHANGE, LogEntry
from django.core.exceptions import ValidationError
from django.db import Error, transaction
from django.utils import timezone

from articles.audit_context import ActKind, acting
from articles.models import Article
from articles.models.base import Status
from articles.text import upper_first
from quotes.mail import mail_failure
from quotes.middleware import has_collided
from quotes.models import Schedule, ScheduleState
from quotes.verification.verify import publish, why_held_back
from quotes.workflow.handins import is_merged, may_publish

logger = logging.getLogger(__name__)


def schedule(user, record, at):
    """Schedule a draft for publishing, replacing an earlier schedule.

    Returns the Schedule. Raises ValidationError if the record is not a draft, or if the
    time has passed.
    """
    if at <= timezone.now():
        raise ValidationError("This time has passed.")
    if record.status != Status.DRAFT:
        raise ValidationError(f"It is {record.get_status_display().lower()} already.")
    if is_merged(record):
        raise ValidationError("It was merged into another article.")
    found, _ = Schedule.objects.update_or_create(
        **_of(record), state=ScheduleState.WAITING, defaults={"at": at, "by": user}
    )
    return found


def cancel(user, record):
    """Cancel the waiting schedule of a record; return whether there was one."""
    with transaction.atomic():
        waiting = Schedule.objects.select_for_update(of=("self",)).filter(
            **_of(record), state=ScheduleState.WAITING
        )
        for each in waiting:
            each.close(ScheduleState.CANCELLED, f"{user.get_username()} cancelled it.")
        return bool(waiting)


def _of(record):
    return {record._meta.model_name: record}


def publish_due():
    """Publish all drafts whose time has come; return their closed Schedules.

    Each has a transaction of its own. Concurrent runs share the work. A draft whose
    change collided with another one waits for the next run.
    """
    done = []
    due = Schedule.objects.filter(state=ScheduleState.WAITING, at__lte=timezone.now())
    for key in due.values_list("pk", flat=True):
        try:
            done += _publish_waiting(due.filter(pk=key))
        except Error as error:
            if not has_collided(error):
                raise
            logger.warning("not published yet: schedule %s", key, exc_info=error)
    return done


def _publish_waiting(waiting):
    """Publish the draft of a schedule that waits; return [the Schedule], or []."""
    with transaction.atomic():
        found = waiting.first()
        if found is None:
            return []
        # Lock the draft first, as publishing by a form does. Nobody changes it
        # meanwhile.
        drafts = type(found.record)._default_manager.filter(pk=found.record.pk)
        record = drafts.locked().first()
        found = waiting.select_for_update(of=("self",)).first()
        if found is None:
            return []
        _publish(found, record)
        return [found]


def _publish(found, record):
    """Check a draft again, and publish it or say why not."""
    user = found.by
    refused = _why_not(record, user)
    outcome = ""
    if not refused:
        try:
            with acting(ActKind.SCHEDULED, user), transaction.atomic():
                outcome = _publish_record(record)
        except ValidationError as error:
            refused = " ".join(error.messages)
    if refused:
        found.close(ScheduleState.FAILED, refused)
        mail_failure(found)
        return
    found.close(ScheduleState.PUBLISHED, outcome)
    LogEntry.objects.log_actions(
        user.pk, [record], CHANGE, f"Published as scheduled. {outcome}"
    )


def _why_not(record, user):
    """Return why a draft is not published now, or ""."""
    if record.status != Status.DRAFT:
        return f"It was {record.get_status_display().lower()} before."
    if user is None or not (user.is_active and may_publish(user, record)):
        return "The editor who scheduled it may no longer publish it."
    if not isinstance(record, Article):
        why = why_held_back(record)
        return why and f"{upper_first(why)}."
    try:
        record.check_publishable()
    except ValidationError as error:
        return " ".join(error.messages)
    return ""


def _publish_record(record):
    """Publish a draft, and return the outcome as a sentence."""
    if isinstance(record, Article):
        published, held_back = publish(record)
        said = f"{len(published)} quotes published."
        return f"{said} {len(held_back)} held back." if held_back else said
    record.publish()
    if record.article.status == Status.PUBLISHED:
        return "Published."
    return "Published, but hidden until its article is published."
