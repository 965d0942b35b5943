#!/usr/bin/env python
"""Django's command line; with no DATABASE_URL it runs on the embedded database."""

import os
import sys

from config.local import environment
from config.local.postgres import EmbeddedDatabaseError, exit_cleanly_on_signals

NEED_NO_DATABASE = {
    "collectstatic",
    "compilemessages",
    "diffsettings",
    "findstatic",
    "help",
    "makemessages",
    "version",
}


def main() -> None:
    """Run one command."""
    exit_cleanly_on_signals()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else "help"
    try:
        environment.provide_settings()
        if command not in NEED_NO_DATABASE and not command.startswith("-"):
            environment.provide_database()
    except (EmbeddedDatabaseError, OSError) as error:
        sys.exit(str(error))

    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
