"""The application that a WSGI server runs: `gunicorn config.wsgi`."""

import gc
import os
import sys

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connections

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def limit_statements(milliseconds):
    """End what runs for longer in the database: a reader has gone by then.

    Only requests are limited. Migrations and loads, which do not come through here,
    may take their time.
    """
    for connection in connections.all():
        options = connection.settings_dict["OPTIONS"]
        given = options.get("options", "")
        options["options"] = f"{given} -c statement_timeout={milliseconds}".strip()


application = get_wsgi_application()
limit_statements(settings.STATEMENT_TIMEOUT)
# What was loaded stays. A download that reads 100,000 rows need not have Python's
# collector go through all of it again and again: a tenth of its time. Nor need it look
# for cycles whenever 700 rows are there: none has any, and a page has few.
gc.collect()
gc.freeze()
gc.set_threshold(10_000)
# One request computes at a time, and hands over when another has waited for so many
# seconds: with Python's 0.005, a page that is asked for during a download waits so long
# after each of its statements, and what reads ahead for the download does too.
sys.setswitchinterval(0.001)
