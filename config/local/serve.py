"""Prepares everything and serves the site on this machine, for `make run`.

Each step does nothing if its work is done already, so a second start is quick. The
steps import Django themselves: its settings need the key and database of config.local.
"""

import contextlib
import errno
import hashlib
import os
import secrets
import signal
import socket
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import psycopg
from gunicorn.app.base import BaseApplication

from config.local import environment, postgres
from config.local.postgres import EmbeddedDatabaseError
from config.serving import SETTINGS
from config.serving.arbiter import OverlappingArbiter

EDITOR = "editor"
SECONDS_TO_ANSWER = 30


class CannotServe(Exception):
    """The site cannot be served; the message says what to do."""


def main() -> int:
    """Prepare, serve until Ctrl-C or SIGTERM, and return the exit code."""
    process = os.getpid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop_now)
    code: Any = 0
    try:
        port = read_port(os.environ.get("PORT", ""))
        check_port_is_free(port)
        prepare()
        Site(port).run()
    except KeyboardInterrupt:
        pass
    except SystemExit as ending:
        code = ending.code or 0
    except Exception as error:
        if (told := _explain(error)) is None:
            raise
        say(f"\nOn Record did not start.\n{told}")
        code = 1
    finally:
        # Gunicorn's worker, a fork of this process, gets here too.
        if os.getpid() == process:
            for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
                signal.signal(number, signal.SIG_IGN)
            postgres.release()
    if os.getpid() == process and code == 0:
        say("\nOn Record has stopped; everything is saved.")
    return int(code)


def read_port(text: str) -> int:
    """Return the port number in PORT, by default 8000."""
    try:
        port = int(text or "8000")
    except ValueError:
        port = 0
    if not 0 < port < 65536:
        raise CannotServe(f"PORT is {text!r}: choose a number from 1024 to 65535.")
    return port


def check_port_is_free(port: int) -> None:
    """Raise CannotServe if the port is in use, before a minute of preparing."""
    with socket.socket() as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind(("127.0.0.1", port))
        except PermissionError:
            raise CannotServe(
                f"Only root may use port {port}. Choose one above 1023, for instance: "
                "make run PORT=8001"
            ) from None
        except OSError:
            raise CannotServe(
                f"Port {port} is taken by another program (or by On Record itself, in "
                "another window). Stop that, or choose another port, for instance: "
                f"make run PORT={port + 1 if port < 65535 else 8001}"
            ) from None


def prepare() -> None:
    """Run every step from an empty folder to a site that can be served."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ.setdefault("HTTPS", "off")  # only this machine can reach the server
    with step("Database"):
        environment.provide_database(lambda what: say(f"    {what}"))
        environment.provide_settings()
        import django
        from django.db import connection, connections

        django.setup()
        # Not through the pool, which would wait long and hide the reason.
        given = connection.get_connection_params()
        psycopg.connect(**{"connect_timeout": 5} | given).close()
    with step("Tables"):
        migrate_database()
    with step("Demo data"):
        load_demo()
    with step("Style sheets and scripts"):
        collect_static()
    create_editor()
    # The worker is a fork: it must not inherit connections, nor the pool's threads.
    connections.close_all()
    connection.close_pool()


def migrate_database() -> None:
    """Run the missing migrations."""
    from django.core.management import call_command

    from config.schema import (
        applied_migrations,
        missing_migrations,
        refuse_newer_database,
    )

    refuse_newer_database()
    if missing_migrations(applied_migrations()):
        call_command("migrate", interactive=False, verbosity=0)


def load_demo() -> None:
    """Load the demo data into an empty database."""
    from django.core.management import call_command

    from articles.models import Article

    if not Article.objects.exists():
        call_command("load_demo", verbosity=0)


def collect_static() -> None:
    """Hash and compress the static files, if they have changed."""
    from django.conf import settings
    from django.contrib.staticfiles.finders import get_finders
    from django.core.management import call_command

    if settings.STATIC_FROM_SOURCE:
        return
    digest = hashlib.sha256()
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))
            digest.update(f"{path} {found.st_size} {found.st_mtime_ns}\n".encode())
    mark = settings.STATIC_ROOT.with_name(f"{settings.STATIC_ROOT.name}.collected")
    if mark.exists() and mark.read_text() == digest.hexdigest():
        return
    mark.unlink(missing_ok=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    mark.write_text(digest.hexdigest())


def create_editor() -> None:
    """Create an account for the first editor, once, and print how to sign in."""
    from django.contrib.auth.models import Group, User

    if User.objects.filter(is_staff=True).exists():
        return
    password = secrets.token_urlsafe(12)
    editor = User.objects.create_superuser(EDITOR, password=password)
    editor.groups.add(*Group.objects.filter(name="Editors"))
    say(
        f"""
    An editor's account has been made. This password is shown only now:

        name      {EDITOR}
        password  {password}

    To set another: .venv/bin/python manage.py changepassword {EDITOR}
"""
    )


class Site(BaseApplication):
    """Gunicorn inside this process, with one worker of several threads."""

    def __init__(self, port: int) -> None:
        self.address = f"http://127.0.0.1:{port}/"
        self.port = port
        super().__init__()

    def load_config(self) -> None:
        """Set what differs from gunicorn's defaults."""
        for name, value in SETTINGS.items():
            self.cfg.set(name, value)
        self.cfg.set("bind", f"127.0.0.1:{self.port}")
        self.cfg.set("workers", 1)
        self.cfg.set("timeout", 120)
        self.cfg.set("graceful_timeout", 5)
        self.cfg.set("loglevel", "warning")
        self.cfg.set("when_ready", _stop_when_the_terminal_closes)
        self.cfg.set("post_worker_init", self.announce)

    def load(self) -> Any:
        """Return the application."""
        from config.wsgi import application

        return application

    def run(self) -> None:
        """Serve until a signal ends it."""
        OverlappingArbiter(self).run()

    def announce(self, worker: Any) -> None:
        """Print the address once the first worker answers."""
        if worker.age == 1:
            threading.Thread(target=announce, args=[self.address], daemon=True).start()
        threading.Thread(target=publish_scheduled, daemon=True).start()


def publish_scheduled() -> None:
    """Publish scheduled drafts, every minute, as cron does elsewhere."""
    from django.core.management import call_command
    from django.db import Error, close_old_connections

    while True:
        time.sleep(60)
        with contextlib.suppress(Error):  # the next minute tries again
            call_command("publish_scheduled")
        close_old_connections()


def announce(address: str) -> None:
    """Request the home page until it responds, then print the address."""
    from django.conf import settings

    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline:
        try:
            urllib.request.urlopen(address, timeout=SECONDS_TO_ANSWER).close()  # noqa: S310
        except urllib.error.HTTPError as error:
            say(f"\nThe home page fails ({error}): see the reason above.")
            error.close()
        except OSError:
            time.sleep(0.05)
            continue
        say(f"\nOn Record is at {address} (Ctrl-C stops it)")
        say(f"Editors sign in at {address}{settings.ADMIN_PATH}")
        return


def say(text: str) -> None:
    """Print without buffering; ignore a closed terminal."""
    with contextlib.suppress(OSError):
        print(text, flush=True)


@contextlib.contextmanager
def step(name: str) -> Iterator[None]:
    """Print a step, and how long it took if that was more than a second."""
    say(f"  {name} ...")
    begin = time.monotonic()
    yield
    if (seconds := time.monotonic() - begin) > 1:
        say(f"    done in {seconds:.1f} s")


def _stop_now(_number: int, _frame: Any) -> None:
    raise KeyboardInterrupt


def _stop_when_the_terminal_closes(_arbiter: Any) -> None:
    # On SIGHUP gunicorn would reload its settings and continue without a terminal.
    signal.signal(signal.SIGHUP, lambda *_: os.kill(os.getpid(), signal.SIGTERM))


def _explain(error: Exception) -> str | None:
    """Return a message without a traceback, or None for a bug, which needs it."""
    from django.core.exceptions import ImproperlyConfigured
    from django.core.management import CommandError
    from django.db import OperationalError

    if isinstance(error, CannotServe | EmbeddedDatabaseError | ImproperlyConfigured):
        return str(error)
    if isinstance(error, CommandError):
        return str(error)
    if isinstance(error, OperationalError | psycopg.OperationalError):
        return f"The database does not answer properly: {error}"
    if isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"The disk is full: free some space, then start again. ({error})"
    if isinstance(error, PermissionError):
        return f"{error}: does this folder belong to another user? Run it as that user."
    return None


if __name__ == "__main__":
    sys.exit(main())
