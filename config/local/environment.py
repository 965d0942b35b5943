"""Defaults on a developer's machine for environment variables of production.

manage.py and `make run` call this. It does nothing if DATABASE_URL is set.
"""

import os
import secrets
from pathlib import Path

from config.local import postgres
from config.local.paths import make_folder

SECRET_KEY_FILE = Path(__file__).resolve().parents[2] / ".local" / "secret-key"


def provide_settings() -> None:
    """Set this machine's own secret key, and plain HTTP."""
    if os.environ.get("DATABASE_URL"):
        return
    os.environ.setdefault("HTTPS", "off")
    if not os.environ.get("SECRET_KEY"):
        os.environ["SECRET_KEY"] = secret_key(SECRET_KEY_FILE)


def provide_database(
    progress: postgres.Progress = postgres.logger.info,
) -> None:
    """Run the embedded database until this process ends."""
    if not os.environ.get("DATABASE_URL"):
        postgres.hold(progress)


def secret_key(file: Path) -> str:
    """Return the key in this file, which is created the first time."""
    make_folder(file.parent)
    if file.exists() and (key := file.read_text().strip()):
        return key
    key = secrets.token_urlsafe(50)
    with open(os.open(file, os.O_WRONLY | os.O_CREAT, 0o600), "w") as opened:
        opened.write(key + "\n")
    return key
