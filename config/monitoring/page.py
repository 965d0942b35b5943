"""`/metrics`: the metrics of all processes, and when jobs of the server last ran."""

import contextlib
import hmac
import ipaddress
import os

from django.conf import settings
from django.db import DatabaseError, connections
from django.http import HttpResponse, HttpResponseNotFound
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    REGISTRY,
    CollectorRegistry,
    Gauge,
    generate_latest,
)
from prometheus_client.multiprocess import MultiProcessCollector

from quotes.models import JobRun


def metrics(request):
    """Return all metrics, or 404 to callers who may not read them."""
    if not may_read(request):
        return HttpResponseNotFound()
    registry = REGISTRY
    if os.environ.get("PROMETHEUS_MULTIPROC_DIR"):
        registry = CollectorRegistry()
        MultiProcessCollector(registry)
    return HttpResponse(
        generate_latest(registry) + generate_latest(jobs()),
        content_type=CONTENT_TYPE_PLAIN_0_0_4,
    )


def may_read(request):
    """Return whether a request has the token or, without one, is from this machine.

    A request that a proxy on this machine forwards does not count.
    """
    if settings.METRICS_TOKEN:
        given = request.headers.get("Authorization", "")
        wanted = f"Bearer {settings.METRICS_TOKEN}"
        return hmac.compare_digest(given.encode(), wanted.encode())
    if "X-Forwarded-For" in request.headers or "Forwarded" in request.headers:
        return False
    try:
        return ipaddress.ip_address(request.META["REMOTE_ADDR"]).is_loopback
    except (KeyError, ValueError):
        return False


def jobs():
    """Return a registry of when the jobs of the server last ran.

    It is empty while the database does not respond; this does not wait for it.
    """
    registry = CollectorRegistry()
    gauges = {
        field: Gauge(f"on_record_job_{name}", about, ["job"], registry=registry)
        for field, name, about in (
            ("succeeded_at", "success_seconds", "Unix time of the last success"),
            ("failed_at", "failure_seconds", "Unix time of the last failure"),
        )
    }
    with contextlib.suppress(DatabaseError):
        runs = JobRun.objects.all()
        if connections[runs.db].is_lost:
            return registry
        for run in runs:
            for field, gauge in gauges.items():
                if at := getattr(run, field):
                    gauge.labels(run.name).set(at.timestamp())
    return registry
