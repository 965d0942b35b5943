"""Tags for templates of the desk, about the work that is left."""

from django import template

from quotes.desk.handins import unread_notices
from quotes.desk.work import SHOWN, work_for
from quotes.models import Report

register = template.Library()
register.simple_tag(work_for, name="work_left")


@register.simple_tag
def number_of_notices(user):
    """Return how many notices a user has not read."""
    return unread_notices(user).count() if user.is_authenticated else 0


@register.simple_tag
def newest_notices(user):
    """Return the first few notices that a user has not read."""
    return unread_notices(user)[:SHOWN]


@register.simple_tag
def open_reports(record):
    """Return the open reports of readers about a quote, an article or a speaker."""
    return Report.objects.about(record).open()[:SHOWN] if record else ()
