"""`/healthz`, `/readyz` and `/metrics`, for process managers and load balancers.

They are answered before all rules about hosts and HTTPS, so that a probe may use an IP
address and plain HTTP. The first two answer in less than a second, whatever the
database does.
"""

import threading

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, connections
from django.http import HttpResponse, HttpResponseNotAllowed, JsonResponse

from config import schema
from config.database import outages

#: Seconds after which the database counts as not responding.
MAX_SECONDS = 0.7
SILENT = outages.Availability.SILENT.value
FAILS = "fails"
LOST = {FAILS, *(state.value for state in outages.LOST)}


class ProbeMiddleware:
    """Answers the probes. It comes before all middleware that may refuse a request."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        probe = PROBES.get(request.path_info)
        if probe is None:
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        response = probe(request)
        response["Cache-Control"] = "no-store"
        response._has_been_logged = True  # a probe repeats every few seconds
        return response


def healthz(request):
    """Return 200: the process is alive. Does not query the database."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def readyz(request):
    """Return the state as JSON, with 200 if pages can be made, otherwise 503.

    While the primary does not answer, public pages are made from the replicas.
    """
    found = _database.find() or SILENT
    replicas = replica_states()
    ready = found == "ok" or (found in LOST and "ok" in replicas.values())
    state = {"ready": ready, "database": found, "replicas": replicas}
    return JsonResponse(state, status=200 if ready else 503)


def metrics(request):
    """Return the metrics of all processes to callers who may read them."""
    from config.monitoring import page  # models are not loaded when this module is

    return page.metrics(request)


PROBES = {"/healthz": healthz, "/readyz": readyz, "/metrics": metrics}


def database_state():
    """Return “ok”, or a text that says what is wrong."""
    server = outages.SERVERS.get(DEFAULT_DB_ALIAS)
    if server and server.state in outages.LOST:
        return server.state.value
    connection = connections[DEFAULT_DB_ALIAS]
    try:
        with connection.cursor() as cursor:
            applied = schema.applied_migrations(cursor)
    except DatabaseError:
        return FAILS
    if not applied:
        return "no tables: run manage.py migrate"
    if schema.missing_migrations(applied):
        return "older than the program: run manage.py migrate"
    if schema.unknown_migrations(applied):
        return "newer than the program: install the newer program"
    return "ok"


def replica_states():
    """Return {alias: “ok” or “not used”} of the read replicas."""
    if len(settings.DATABASES) == 1:
        return {}
    from config.replicas.routing import health_monitor

    return {
        name: "ok" if replica.is_healthy() else "not used"
        for name, replica in health_monitor().replicas.items()
    }


class Finding:
    """A query that may never return, run in its own thread.

    All callers wait for that thread, each for at most MAX_SECONDS.
    """

    def __init__(self, question):
        self._question = question
        self._lock = threading.Lock()
        self._thread = None
        self._answer = None

    def find(self):
        """Return the answer, or None if it takes too long."""
        with self._lock:
            if self._thread is None or not self._thread.is_alive():
                self._answer = None
                self._thread = threading.Thread(target=self._run, daemon=True)
                self._thread.start()
            thread = self._thread
        thread.join(MAX_SECONDS)
        return self._answer

    def _run(self):
        try:
            self._answer = self._question()
        finally:
            connections.close_all()


_database = Finding(database_state)
