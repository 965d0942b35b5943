"""citeproc-js sets our CSL-JSON as the panel does, except where a rule says why."""

from tests.support.citeproc_js import PROGRAM, report
from tests.support.citeproc_js_reasons import explained
from tests.support.golden_files import FOLDER
from tests.support.outside_tools import needs

pytestmark = needs(PROGRAM)


def test_every_line_that_differs_has_a_reason_and_is_listed():
    told = report()  # raises KeyError without a reason
    assert told == (FOLDER / "citeproc-js.txt").read_text(encoding="utf-8")
    differ = told.count("\n  panel  ")
    assert differ == len(explained()), "A reason explains no difference any more."
