"""Date fields take dates as printed, and say why they refuse others."""

import pytest
from django.core.exceptions import ValidationError

from articles.form_fields import PastDateField
from articles.partial_dates import PartialDate

TAKEN = {
    "2024-03-12": "2024-03-12",
    " 2024-3-12 ": "2024-03-12",
    "2024-03": "2024-03",
    "2024": "2024",
    "12 March 2024": "2024-03-12",
    "March 12, 2024": "2024-03-12",
    "Tuesday, March 12, 2024": "2024-03-12",
    "12th of March 2024": "2024-03-12",
    "Mar. 12, 2024": "2024-03-12",
    "March 2024": "2024-03",
    "12.3.2024": "2024-03-12",
    "12. März 2024": "2024-03-12",
    "le 12 mars 2024": "2024-03-12",
    "12 de marzo de 2024": "2024-03-12",
    "25/03/2024": "2024-03-25",
    "03/25/2024": "2024-03-25",
    "2024/03/12": "2024-03-12",
    "": None,
}
REFUSED = {
    "12/03/2024": "can be 12 March 2024 or 3 December 2024",
    "12.03.24": "has a year of two digits",
    "yesterday": "is relative",
    "about 1 month ago": "is relative",
    "hace 2 días": "is relative",
    "30 February 2024": "is in no calendar",
    "2024-02-30": "February 2024 has no day 30",
    "2024-13": "no month 13",
    "13 February": "has no year",
    "Monday": "is only a day of the week",
    "Summer 2024": "is a season",
    "March 2024 or so": "Write a date as",
    "The vote of 12 March 2024": "Write a date as",
    "soon": "Write a date as",
    "12 March 2999": "in the future",
}


@pytest.mark.parametrize("typed", TAKEN)
def test_dates_are_taken_as_printed(typed):
    date = PastDateField().clean(typed)
    assert (date and date.isoformat()) == TAKEN[typed]


@pytest.mark.parametrize("typed", REFUSED)
def test_a_date_that_is_none_is_refused_with_the_reason(typed):
    with pytest.raises(ValidationError, match=REFUSED[typed]):
        PastDateField().clean(typed)


def test_another_way_of_writing_a_date_is_no_change():
    field = PastDateField()
    stored = PartialDate(2024, 3, 12)
    assert not field.has_changed(stored, "12 March 2024")
    assert not field.has_changed(None, " ")
    assert field.has_changed(stored, "13 March 2024")
    assert field.has_changed(stored, "soon")
