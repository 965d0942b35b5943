"""Tags for templates of the desk: open tasks, notices and reports."""

from django import template

from quotes.models import Report
from quotes.workflow.dashboard import TASKS_SHOWN, task_lists
from quotes.workflow.handins import unread_notices

register = template.Library()
register.simple_tag(task_lists)


@register.simple_tag
def number_of_notices(user):
    """Return how many notices a user has not read."""
    return unread_notices(user).count() if user.is_authenticated else 0


@register.simple_tag
def newest_notices(user):
    """Return the first few notices that a user has not read."""
    return unread_notices(user)[:TASKS_SHOWN]


@register.simple_tag
def open_reports(record):
    """Return the open reports of readers about a quote, an article or a speaker."""
    return Report.objects.about(record).open()[:TASKS_SHOWN] if record else ()
