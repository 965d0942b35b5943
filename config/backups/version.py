"""The version of the site: that of pyproject.toml, and the commit if there is one."""

import subprocess
import tomllib
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def site_version() -> dict[str, str]:
    """Return {"version": …}, with "commit" in a checkout of git."""
    project = tomllib.loads((PROJECT / "pyproject.toml").read_text(encoding="utf-8"))
    found = {"version": str(project["project"]["version"])}
    try:
        commit = subprocess.run(
            ["git", "rev-parse", "HEAD"],  # noqa: S607
            cwd=PROJECT,
            check=True,
            capture_output=True,
            text=True,
        ).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return found
    return found | {"commit": commit}
