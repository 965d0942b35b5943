"""No name in a CSV file of statistics is read as a formula."""

import csv
import io

import pytest

from quotes.views.statistics_csv import send_csv


@pytest.mark.parametrize("sign", list("=+-@\t\r\n＝＋－＠"))
def test_a_name_is_no_formula_in_a_spreadsheet(sign):
    response = send_csv("figures", [(f"{sign}1+1", "1=1", -5)])
    ((formula, equation, number),) = csv.reader(
        io.StringIO(response.content.decode(), newline="")
    )
    assert (formula, equation, number) == (f"'{sign}1+1", "1=1", "-5")
