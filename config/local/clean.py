"""Deletes the embedded database for `make clean`, after a backup of it.

`python -m config.local.clean` backs it up first, into BACKUP_FOLDER; with the argument
`force` it does not. Without the installed packages it cannot make a backup, and says
so.
"""

import os
import subprocess
import sys
from pathlib import Path

from config.local import postgres
from config.local.paths import EmbeddedDatabaseError

PROJECT = Path(__file__).resolve().parents[2]


def back_up_embedded() -> None:
    """Back up the embedded database; raise EmbeddedDatabaseError if that fails."""
    # The embedded database, whatever DATABASE_URL names.
    others = {k: v for k, v in os.environ.items() if k != "DATABASE_URL"}
    done = subprocess.run(  # noqa: S603
        [sys.executable, PROJECT / "manage.py", "backup", "--unless-empty"],
        cwd=PROJECT,
        env=others,
        check=False,
    )
    if done.returncode:
        raise EmbeddedDatabaseError(
            "Nothing was deleted, because the database could not be backed up: the "
            "reason is above. To delete it without a backup: make clean FORCE=1"
        )


def main(arguments: list[str]) -> int:
    """Delete the database, and return the exit code."""
    try:
        if arguments != ["force"] and postgres.has_data():
            print("Backing up the database before it is deleted")
            back_up_embedded()
        postgres.remove()
    except EmbeddedDatabaseError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
