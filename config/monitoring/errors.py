"""Reports errors to Sentry, or to a server with its protocol, if SENTRY_DSN is set.

A report says what broke and where: the error, its frames of code, the view, the id of
the request. It has no query string, form, cookie, header, address, user, variable,
statement or message of the database, which may have what a person typed.
"""

from typing import Any

import sentry_sdk
from sentry_sdk.integrations.django import DjangoIntegration

from config.monitoring.logs import request_id

#: What a report may have.
FIELDS = {
    *("event_id", "timestamp", "level", "platform", "logger", "transaction"),
    *("exception", "release", "environment", "sdk", "type"),
}
#: Modules of errors whose messages have values from the database.
OF_DATABASE = ("psycopg", "django.db")


def report_errors(dsn: str) -> None:
    """Report the errors of this process from now on."""
    sentry_sdk.init(
        dsn=dsn,
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        # Without the others that this machine's packages would switch on.
        auto_enabling_integrations=False,
        integrations=[DjangoIntegration(cache_spans=False, signals_spans=False)],
        before_send=strip,
    )


def strip(event: Any, hint: Any = None) -> Any:
    """Return a report without what may be personal, with the id of its request."""
    stripped = {name: event[name] for name in FIELDS & event.keys()}
    stripped["tags"] = {"request_id": request_id.get()}
    for error in stripped.get("exception", {}).get("values", ()):
        if (error.get("module") or "").startswith(OF_DATABASE):
            error["value"] = ""
    return stripped
