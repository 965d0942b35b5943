"""The server of the site: gunicorn, whose threads get only complete requests."""

#: What differs from gunicorn's defaults wherever the site is served.
SETTINGS = {
    "worker_class": "config.serving.worker.BufferingWorker",
    "threads": 16,
    "worker_connections": 4_000,
    "control_socket_disable": True,
    # No header of a client may set SCRIPT_NAME, which is part of every link.
    "forwarder_headers": "",
    # CPython's sendfile() waits for ever for a client that reads nothing.
    "sendfile": False,
}
