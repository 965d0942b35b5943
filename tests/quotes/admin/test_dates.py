"""Dates on the desk have one form, such as 3 May 2026, with 09:05 after it."""

import datetime

from django.contrib.admin.sites import site

from quotes.admin.follow_ups import done_by
from quotes.models import Report, VerifyRun
from quotes.models.schedules import describe_time

AT = datetime.datetime(2026, 5, 3, 9, 5, tzinfo=datetime.UTC)


def test_a_day_of_one_digit_has_no_zero():
    assert done_by(AT, "Ann") == "3 May 2026 by Ann"
    assert str(VerifyRun(pk=1, started_at=AT)) == "Run 1 of 3 May 2026, 09:05"
    assert describe_time(AT) == "3 May 2026, 09:05 (UTC)"
    reports = site.get_model_admin(Report)
    assert reports.sent(Report(created_at=AT)) == "3 May 2026, 09:05"
