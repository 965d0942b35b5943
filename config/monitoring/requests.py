"""Gives each request an id, and counts it with its time and its statements.

This middleware comes first, after only the one that removes forged proxy headers
(config/proxies.py).
"""

import re
import time
import uuid

from django.conf import settings
from django.db import connections

from config.monitoring import metrics
from config.monitoring.logs import request_id
from config.monitoring.statements import current, view_of
from config.probes import PROBES

#: Ids of proxies that are accepted: UUIDs, and hexadecimal numbers such as nginx's.
WELL_FORMED = re.compile(r"[A-Za-z0-9-]{8,64}")
HEADER = "X-Request-ID"


class RequestMiddleware:
    """Gives each request an id, and counts it when it has been answered."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        began = time.perf_counter()
        number = id_of(request)
        # Not reset: a download is still being sent when this has returned.
        request_id.set(number)
        current.begin(request)
        response = self.get_response(request)
        response[HEADER] = number
        if request.path_info not in PROBES:
            metrics.count_request(
                view_of(request),
                response.status_code,
                time.perf_counter() - began,
                current.statements,
                current.seconds,
            )
            metrics.count_pools(connections)
        return response


def id_of(request):
    """Return the id that a trusted proxy gave a request, or else a new one."""
    given = request.headers.get(HEADER, "")
    if settings.TRUSTED_PROXIES and WELL_FORMED.fullmatch(given):
        return given
    return uuid.uuid4().hex
