"""Sends notices of drafts by e-mail, where a mail server is set."""

import logging
from threading import Thread

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction

logger = logging.getLogger(__name__)
#: The longest title in a subject, in code points.
MAX_TITLE = 80


def mail_note(note, users):
    """Send a note to those of the users who have an e-mail address, after the commit.

    Failures are logged: the notice is on the desk in any case.
    """
    addresses = [user.email for user in users if user.email]
    if not (settings.MAIL_IS_SET and addresses):
        return
    title = " ".join(str(note.hand_in).split())
    title = title if len(title) <= MAX_TITLE else f"{title[: MAX_TITLE - 1]}…"
    by = f" by {note.by}" if note.by else ""
    body = f"{note.get_act_display()}{by}: “{title}”\n\n"
    if note.text:
        body += f"{note.text}\n\n"
    body += "To answer, sign in to the desk of On Record and open “Drafts handed in”.\n"
    messages = [
        EmailMessage(f"On Record: {note.get_act_display()}: {title}", body, to=[each])
        for each in addresses
    ]
    # A mail server may take seconds to answer.
    transaction.on_commit(Thread(target=_send, args=[messages]).start)


def _send(messages):
    for message in messages:
        try:
            message.send()
        except OSError:  # of the network or the mail server
            logger.exception("mail not sent: a notice of a draft")
