"""The log: on standard error, as lines of text or of JSON, with the id of the request.

It must not have anything that a reader typed. So a JSON line has only the fields that
are named here, not everything in a record: `django.request` adds the request, whose
text has the query string.
"""

import json
import logging
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

#: The id of the request that this thread answers (config/monitoring/requests.py).
request_id: ContextVar[str] = ContextVar("request_id", default="")
#: Extra fields of a record that a line may have.
FIELDS = ("view", "seconds")


def add_request_id(record: logging.LogRecord) -> bool:
    """Give a record the id of the request, as a filter that keeps every record."""
    record.request_id = request_id.get()
    return True


class LineFormatter(logging.Formatter):
    """Lines for people: time, level, logger, message, and the id of the request."""

    def __init__(self) -> None:
        super().__init__("{asctime} {levelname} {name}: {message}", style="{")

    def formatMessage(self, record: logging.LogRecord) -> str:
        line = super().formatMessage(record)
        number = getattr(record, "request_id", "")
        return f"{line} [{number}]" if number else line


class JSONFormatter(logging.Formatter):
    """A JSON object on each line."""

    def format(self, record: logging.LogRecord) -> str:
        line: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
        }
        for name in ("request_id", *FIELDS):
            if value := getattr(record, name, ""):
                line[name] = value
        if record.exc_info:
            line["traceback"] = self.formatException(record.exc_info)
        return json.dumps(line, ensure_ascii=False, default=str)


def logging_settings(level: str, form: str) -> dict[str, Any]:
    """Return Django's LOGGING for a level and a form, "text" or "json"."""
    here = "config.monitoring.logs"
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {"()": f"{here}.LineFormatter"},
            "json": {"()": f"{here}.JSONFormatter"},
        },
        "filters": {"request_id": {"()": lambda: add_request_id}},
        "handlers": {
            "stderr": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["request_id"],
            },
        },
        "root": {"handlers": ["stderr"], "level": level},
        # Without Django's own handlers, which e-mail administrators and log twice.
        "loggers": {
            "django": {"handlers": [], "level": level, "propagate": True},
            # Who signed in, and who could not, is always logged.
            "accounts": {"level": "INFO"},
            # One warning for each attempt to connect; config/database/outages.py has
            # one for each outage.
            "psycopg.pool": {"level": "ERROR"},
            # Scanners ask for pages and hosts that do not exist, and would fill the
            # disk.
            "django.request": {"level": "ERROR"},
            "django.security.DisallowedHost": {"handlers": [], "propagate": False},
        },
    }
