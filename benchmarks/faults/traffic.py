"""Readers and a writer, and the results of their requests."""

import contextlib
import http.client
import itertools
import secrets
import threading
import time
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from benchmarks.faults.front import Front

READERS = 4
PATIENCE = 40.0
#: Every other page is one that no cache has.
PAGES = ("/", "/quotes/?q=the+{}", "/speakers/", "/quotes/?q=said+{}")
LOGIN = "/admin/login/"
ADD = "/admin/quotes/topic/add/"
NAME, PASSWORD = "writer", "a password of the benchmark"
MAKE_WRITER = f"""
from django.contrib.auth.models import User
User.objects.create_superuser({NAME!r}, password={PASSWORD!r})
"""


@dataclass
class Request:
    """One request: when it began and ended, and whether it succeeded."""

    began: float
    ended: float
    status: int | str
    is_fresh: bool  #: no cache had the page

    @property
    def succeeded(self):
        return isinstance(self.status, int) and self.status < 500


@dataclass
class Traffic:
    """Sends requests from `start` to `stop`; `saved` are the acknowledged names."""

    front: Front
    requests: list[Request] = field(default_factory=list)
    saved: list[str] = field(default_factory=list)

    def __post_init__(self):
        self._stop = threading.Event()
        self._numbers = itertools.count(secrets.randbelow(10**9))
        self._cookies = {"csrftoken": secrets.token_hex(16)}

    def __enter__(self):
        self._request("POST", LOGIN, username=NAME, password=PASSWORD)
        assert "sessionid" in self._cookies, "The writer could not sign in"
        self._threads = [threading.Thread(target=self._write)]
        self._threads += [threading.Thread(target=self._read) for _ in range(READERS)]
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_):
        self._stop.set()
        for thread in self._threads:
            thread.join()

    def _read(self):
        for place in itertools.count():
            path = PAGES[place % len(PAGES)].format(next(self._numbers))
            self._timed("GET", path, "{}" in PAGES[place % len(PAGES)])
            if self._stop.wait(0.05):
                return

    def _write(self):
        while not self._stop.wait(0.2):
            name = f"Fault {secrets.token_hex(12)}"
            if self._timed("POST", ADD, True, name=name) == 302:
                self.saved.append(name)

    def _timed(self, method, path, is_fresh, **form):
        began = time.monotonic()
        try:
            status = self._request(method, path, **form)
        except (OSError, http.client.HTTPException) as error:
            status = type(error).__name__
        self.requests.append(Request(began, time.monotonic(), status, is_fresh))
        return status

    def _request(self, method, path, **form):
        """Send a request on a connection of its own, and return the status."""
        headers, body = dict(self.front.headers), None
        if method == "POST":
            token = self._cookies["csrftoken"]
            body = urlencode({"csrfmiddlewaretoken": token, **form})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            headers["Origin"] = self.front.origin
            headers["Cookie"] = "; ".join(f"{k}={v}" for k, v in self._cookies.items())
        client = self.front.client(PATIENCE)
        with contextlib.closing(client):
            client.request(method, path, body, headers)
            response = client.getresponse()
            response.read()
            for value in response.headers.get_all("Set-Cookie", []):
                for cookie in SimpleCookie(value).values():
                    self._cookies[cookie.key] = cookie.value
            return response.status


@dataclass
class Figures:
    """The effects of a fault on the requests that ended after it began."""

    requests: int
    failed: dict[int | str, int]
    longest: float
    first_success: float | None

    @classmethod
    def of(cls, traffic, began, back):
        """Return the figures; `back` is when the cause of the fault was gone."""
        after = [each for each in traffic.requests if each.ended > began]
        failed = {}
        for each in after:
            if not each.succeeded:
                failed[each.status] = failed.get(each.status, 0) + 1
        successes = [
            each.ended - back
            for each in after
            if each.succeeded and each.is_fresh and each.ended > back
        ]
        longest = max((each.ended - each.began for each in after), default=0)
        return cls(len(after), failed, longest, min(successes, default=None))
