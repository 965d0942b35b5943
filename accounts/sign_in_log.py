"""The log of signing in: one line for each event, without passwords and codes."""

import logging

from django.contrib.auth.models import User

from quotes.client_address import client_network

logger = logging.getLogger("accounts")


def write(request, event, name, **details):
    """Log an event about the account with this name, and the address it came from.

    A name that nobody has may be a password in the wrong field, so it is left out.
    """
    if not User.objects.filter(username=name).exists():
        name = "unknown name"
    said = "".join(f", {key} {value}" for key, value in details.items())
    place = client_network(request) if request else "no address"
    logger.info("%s: %r from %s%s", event, name, place, said)
