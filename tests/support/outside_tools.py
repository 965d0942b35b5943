"""Programs of Debian that some tests ask, where they are installed."""

import os
import shutil

import pytest

#: What every such skip says, so that it can be told at the end of a run.
NOT_INSTALLED = "is not installed"


def needs(*programs):
    """Return a mark that skips a test without these programs.

    With REQUIRE_TOOLS=1 in the environment nothing is skipped: the test fails.
    """
    missing = [program for program in programs if shutil.which(program) is None]
    return pytest.mark.skipif(
        bool(missing) and os.environ.get("REQUIRE_TOOLS") != "1",
        reason=f"{' and '.join(missing)} {NOT_INSTALLED}",
    )
