"""Recognises when an HTTP/1.1 request has arrived completely.

Gunicorn parses the request afterwards, and strictly. This module reads only what shows
where a request ends; a malformed one counts as complete, and gunicorn refuses it.
"""

import re

MAX_HEAD = 64 * 1024
#: More than the largest document that may be uploaded (articles/fetching/fetch.py).
MAX_BODY = 24 * 1024 * 1024


class TooLargeError(Exception):
    """The request is not received; the message is a status line of HTTP."""


class Incoming:
    """The bytes of a request so far. Raises TooLargeError."""

    def __init__(self) -> None:
        self.received = bytearray()
        #: Whether the client sends the body only after “100 Continue”.
        self.expects_continue = False
        self._body_at: int | None = None
        self._end = 0
        self._is_chunked = False

    def feed(self, data: bytes) -> bool:
        """Add what has arrived, and return whether the request is complete."""
        searched = max(0, len(self.received) - 3)
        self.received += data
        if self._body_at is None:
            end = self.received.find(b"\r\n\r\n", searched)
            if end < 0:
                if len(self.received) > MAX_HEAD:
                    raise TooLargeError("431 Request Header Fields Too Large")
                return False
            self._body_at = self._end = end + 4
            self._read_head(bytes(self.received[:end]))
        if self._is_chunked:
            if len(self.received) - self._body_at > MAX_BODY:
                raise TooLargeError("413 Content Too Large")
            return self._has_last_chunk()
        return len(self.received) >= self._end

    def _read_head(self, head: bytes) -> None:
        for line in head.split(b"\r\n")[1:]:
            name, _, value = line.partition(b":")
            name, value = name.strip().lower(), value.strip().lower()
            if name == b"content-length" and value.isdigit():
                if len(value) > 10 or int(value) > MAX_BODY:
                    raise TooLargeError("413 Content Too Large")
                self._end += int(value)
            elif name == b"transfer-encoding":
                self._is_chunked = True
            elif name == b"expect" and value == b"100-continue":
                self.expects_continue = True

    def _has_last_chunk(self) -> bool:
        """Skip the chunks that have arrived, and return whether the last one has."""
        while True:
            line_end = self.received.find(b"\r\n", self._end)
            if line_end < 0:
                return len(self.received) - self._end > MAX_HEAD  # no size: wrong
            size = bytes(self.received[self._end : line_end]).partition(b";")[0]
            # int() takes more than the standard (RFC 9112 section 7.1), such as “-6”.
            if not re.fullmatch(rb"[0-9A-Fa-f]+", size.strip()):
                return True
            length = int(size, 16)
            if length == 0:
                # The trailer ends with an empty line, which may be the next one.
                is_wrong = len(self.received) - line_end > MAX_HEAD  # too long
                return is_wrong or self.received.find(b"\r\n\r\n", line_end) >= 0
            if len(self.received) < line_end + 2 + length + 2:
                return False
            self._end = line_end + 2 + length + 2
