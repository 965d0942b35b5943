"""citeproc-js sets our CSL-JSON as the panel does, except where a rule says why."""

import os

import pytest

from tests.support.citeproc_js import PROGRAM, report
from tests.support.citeproc_js_reasons import explained
from tests.support.golden_files import FOLDER
from tests.support.outside_tools import NOT_INSTALLED

pytestmark = pytest.mark.skipif(
    not PROGRAM.exists() and os.environ.get("REQUIRE_TOOLS") != "1",
    reason=f"citeproc-js {NOT_INSTALLED}",
)


def test_every_line_that_differs_has_a_reason_and_is_listed():
    told = report()  # raises KeyError without a reason
    assert told == (FOLDER / "citeproc-js.txt").read_text(encoding="utf-8")
    differ = told.count("\n  panel  ")
    assert differ == len(explained()), "A reason explains no difference any more."
