"""E-mails to editors, contributors and readers, if a mail server is configured.

They are plain text. Only editors are sent what readers type.
"""

import logging
from datetime import timedelta
from textwrap import indent
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from articles.text import shorten
from quotes.models import HandInAct, Report
from quotes.models.reports import ADDRESS_RETENTION_DAYS
from quotes.models.staff import MailWish, addresses_of, editors
from quotes.site import NAME

logger = logging.getLogger(__name__)
#: The longest title in a subject, in code points.
MAX_TITLE = 80
#: Reports that come this soon after another open one are not mailed: one e-mail leads
#: to all of them, and spam does not fill mailboxes.
REPORTS_TOGETHER = timedelta(minutes=10)


def mail_note(note, users):
    """Send a note about a draft to users; a draft that is new to all editors."""
    hand_in = note.hand_in
    addresses = addresses_of(users, MailWish.ALL, MailWish.OWN)
    if note.act == HandInAct.HANDED_IN and not hand_in.assigned_to_id:
        others = editors().exclude(pk=note.by_id)
        addresses |= addresses_of(others, MailWish.ALL)
    by = f" by {note.by}" if note.by else ""
    act, title = note.get_act_display(), _one_line(hand_in)
    body = f"{act}{by}: “{title}”\n\n"
    if note.text:
        body += f"{note.text}\n\n"
    path = reverse("admin:quotes_handin_change", args=[hand_in.pk])
    body += _where(path, "Drafts handed in")
    _send_later(f"{act}: {title}", body, addresses)


def mail_report(report):
    """Notify editors of a reader's report, with what the reader typed."""
    since = timezone.now() - REPORTS_TOGETHER
    others = Report.objects.open().exclude(pk=report.pk)
    if others.filter(created_at__gte=since).exists():
        return
    title = _one_line(report.record)
    body = f"A reader says that something is wrong with “{title}”:\n\n"
    body += indent(report.message, "> ", lambda line: True) + "\n\n"
    path = reverse("admin:quotes_report_change", args=[report.pk])
    body += _where(path, "Reports by readers")
    people = editors("quotes.change_report")
    addresses = addresses_of(people, MailWish.ALL)
    _send_later(f"Report by a reader: {title}", body, addresses)


def mail_failure(schedule):
    """Notify editors that a draft was not published at its time, with the reason.

    It goes to the editor who scheduled it, or to all if that one may no longer publish.
    """
    people = editors()
    own = people.filter(pk=schedule.by_id)
    title = _one_line(schedule.record)
    body = f"“{title}” was to be published on {schedule.when}, and was not:\n\n"
    body += f"{schedule.outcome}\n\n"
    query = {"state__exact": schedule.state}
    path = reverse("admin:quotes_schedule_changelist", query=query)
    body += _where(path, "Scheduled publications")
    addresses = addresses_of(own or people, MailWish.ALL, MailWish.OWN)
    _send_later(f"Not published: {title}", body, addresses)


def mail_answer(report):
    """Send an editor's answer to the reader who reported; return whether it was sent.

    It does not repeat the report: anybody may have given this address.
    """
    path = report.record.get_absolute_url()
    body = f"You told us that something is wrong with “{_one_line(report.record)}”"
    body += f":\n{settings.SITE_URL}{path}" if settings.SITE_URL else "."
    body += f"\n\nThe editors of {NAME} answer:\n\n{report.answer}\n\n"
    body += (
        "You get this because your address was given with a report. We delete it "
        f"{ADDRESS_RETENTION_DAYS} days after the report.\n"
    )
    message = _message("Your report", body, report.email)
    return _send([message])


def _one_line(record):
    """Return the title of a record for a subject: one line, not too long."""
    return shorten(" ".join(str(record).split()), MAX_TITLE)


def _where(path, page):
    """Return links to follow, or what to open if the site has no SITE_URL."""
    if not settings.SITE_URL:
        return f"To answer, sign in to the desk of {NAME} and open “{page}”.\n"
    choice = settings.SITE_URL + reverse("admin:mail_choice")
    return f"{settings.SITE_URL}{path}\n\nWhich e-mails you get: {choice}\n"


def _message(subject, body, address):
    return EmailMessage(f"{NAME}: {subject}", body, to=[address])


def _send_later(subject, body, addresses):
    """Send an e-mail to each address after the commit, in a thread.

    A mail server may take seconds to answer.
    """
    if settings.MAIL_IS_SET and addresses:
        messages = [_message(subject, body, each) for each in sorted(addresses)]
        transaction.on_commit(Thread(target=_send, args=[messages]).start)


def _send(messages):
    """Send messages, and return whether all were sent. Failures are logged."""
    failed = 0
    for message in messages:
        try:
            message.send()
        except (OSError, ValueError):  # of the network or the server; of an address
            logger.exception("mail not sent: %s", message.subject)
            failed += 1
    return not failed
