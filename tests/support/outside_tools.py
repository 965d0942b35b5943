"""External programs that some tests use where they are installed."""

import os
import shutil

import pytest

#: Part of the reason of each skip; the summary of a run looks for it.
NOT_INSTALLED = "is not installed"


def needs(*programs):
    """Return a mark that skips a test without these programs: commands, or files.

    With REQUIRE_TOOLS=1 in the environment nothing is skipped: the test fails.
    """
    missing = [
        str(program)
        for program in programs
        if shutil.which(program, mode=os.F_OK) is None
    ]
    return pytest.mark.skipif(
        bool(missing) and os.environ.get("REQUIRE_TOOLS") != "1",
        reason=f"{' and '.join(missing)} {NOT_INSTALLED}",
    )
