"""Where a request ends."""

import pytest

from config.serving.request_reader import MAX_BODY, MAX_HEAD, Incoming, TooLargeError

POST = b"POST / HTTP/1.1\r\nHost: a\r\n"
COMPLETE = [
    b"GET / HTTP/1.1\r\nHost: a\r\n\r\n",
    POST + b"Content-Length: 3\r\n\r\nabc",
    POST + b"content-length:0\r\n\r\n",
    POST + b"Transfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n",
    POST
    + b"Transfer-Encoding: chunked\r\n\r\nA;x=1\r\n0123456789\r\n0\r\nT: 1\r\n\r\n",
]


@pytest.mark.parametrize("request_", COMPLETE)
def test_a_request_is_complete_with_its_last_byte(request_):
    incoming = Incoming()
    fed = [incoming.feed(bytes([byte])) for byte in request_]
    assert fed == [False] * (len(request_) - 1) + [True]
    assert incoming.received == request_
    assert Incoming().feed(request_)


def test_wrong_requests_are_complete_so_that_gunicorn_refuses_them():
    assert Incoming().feed(POST + b"Transfer-Encoding: chunked\r\n\r\nxyz\r\n")
    assert Incoming().feed(POST + b"Content-Length: many\r\n\r\n")


@pytest.mark.parametrize("size", [b"-6", b"+6", b"0x6", b"1_0", b"", b"\xd9\xa3"])
def test_sizes_of_chunks_are_hexadecimal_digits(size):
    """RFC 9112 section 7.1. A negative one would be read again and again."""
    assert Incoming().feed(
        POST + b"Transfer-Encoding: chunked\r\n\r\n" + size + b"\r\n"
    )


def test_a_long_trailer_is_not_waited_for():
    start = POST + b"Transfer-Encoding: chunked\r\n\r\n0\r\n"
    incoming = Incoming()
    assert not incoming.feed(start + b"a" * 1_000)
    assert incoming.feed(b"a" * MAX_HEAD)


def test_expectations():
    incoming = Incoming()
    assert not incoming.feed(
        POST + b"Expect: 100-continue\r\nContent-Length: 1\r\n\r\n"
    )
    assert incoming.expects_continue
    assert incoming.feed(b"a")


@pytest.mark.parametrize(
    ("start", "status"),
    [
        (b"GET /" + b"a" * MAX_HEAD, "431"),
        (POST + f"Content-Length: {MAX_BODY + 1}\r\n\r\n".encode(), "413"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n" + b"a" * MAX_BODY + b"a", "413"),
    ],
)
def test_too_large(start, status):
    with pytest.raises(TooLargeError, match=status):
        Incoming().feed(start)
