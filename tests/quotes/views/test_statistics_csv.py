"""No name in a file of figures is read as a formula."""

import pytest

from quotes.views.statistics_csv import harmless


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠"))
def test_a_name_is_no_formula_in_a_spreadsheet(sign):
    assert harmless(f"{sign}1+1") == f"'{sign}1+1"
    assert harmless("1=1") == "1=1" and harmless(-5) == -5
