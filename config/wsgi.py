"""The WSGI application: `python -m config.serving` serves it."""

import gc
import os
import sys
import threading
from wsgiref.util import setup_testing_defaults

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS, connections

from config import schema
from config.database import outages

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")


def limit_statements(milliseconds):
    """Limit the statements of requests in time, and to one processor.

    Readers do not wait longer. Starting parallel workers takes longer than most pages,
    and other requests need the other processors. Management commands, such as
    migrations and imports, have no limits.
    """
    limits = f"-c statement_timeout={milliseconds} -c max_parallel_workers_per_gather=0"
    for connection in connections.all():
        options = connection.settings_dict["OPTIONS"]
        options["options"] = f"{options.get('options', '')} {limits}".strip()


def load_suggestions():
    """Load what the first suggestion needs.

    This takes about a second, and loads numpy.
    """
    from quotes import extraction

    extraction.load()


def warm_up(is_reload):
    """Make two pages, so that the first reader does not wait for templates.

    At a reload, the old workers still serve, so everything is loaded. Otherwise this
    waits three seconds at most: the database may be down.
    """
    thread = threading.Thread(target=_make_pages, daemon=True)
    thread.start()
    thread.join(30 if is_reload else 3)
    if is_reload:
        loading.cancel()
        load_suggestions()


def _make_pages():
    for path in ("/", "/quotes/"):
        _make_page(path)


def _make_page(path):
    hosts = [host for host in settings.ALLOWED_HOSTS if host[0] not in "*."]
    environ = {
        "HTTP_HOST": hosts[0] if hosts else "localhost",
        "HTTP_X_FORWARDED_PROTO": "https",
        "wsgi.url_scheme": "https",
        "PATH_INFO": path,
    }
    setup_testing_defaults(environ)
    response = application(environ, lambda *_: None)
    b"".join(response)
    response.close()


#: Seconds after the start before suggestions are loaded: the first page has priority.
LOAD_AFTER = 2

application = get_wsgi_application()
schema.refuse_newer_database()
application.warm_up = warm_up  # called by config/serving/worker.py
limit_statements(settings.STATEMENT_TIMEOUT)
outages.watch(DEFAULT_DB_ALIAS)
# Loaded modules stay in memory, so the garbage collector need not visit them: for a
# download of 100,000 rows this took a tenth of the time. It also runs less often than
# after 700 new objects, since rows have no cycles and pages have few.
gc.collect()
gc.freeze()
gc.set_threshold(10_000)
# Only one thread computes at a time, and another gets its turn after this many seconds.
# With Python's default of 0.005, a page requested during a download waits that long
# after each of its statements, and so does the thread that reads ahead for a download.
sys.setswitchinterval(0.001)
loading = threading.Timer(LOAD_AFTER, load_suggestions)
loading.daemon = True
loading.start()
