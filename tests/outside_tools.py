"""Programs that others wrote, by which tests judge what is made here.

They are Debian's; where one is missing, its tests are skipped, unless REQUIRE_TOOLS
is set, as in .ci/run.
"""

import os
import shutil

import pytest


def needs(*programs):
    """Return a mark that skips a test loudly where a program is missing."""
    missing = [program for program in programs if not shutil.which(program)]
    if missing and os.environ.get("REQUIRE_TOOLS"):
        raise RuntimeError(f"REQUIRE_TOOLS is set, but there is no {missing}.")
    return pytest.mark.skipif(
        bool(missing), reason=f"not installed, so NOT TESTED: {', '.join(missing)}"
    )
