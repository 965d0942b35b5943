"""Drafts that are scheduled for publishing, and the outcomes."""

from django.db import models
from django.db.models import Q
from django.utils import formats, timezone

from articles.models import Article
from articles.models.base import Status, choice_constraint, one_of_constraint, user_key
from quotes.models.quotes import Quote


class ScheduleState(models.TextChoices):
    WAITING = "waiting", "Waiting"
    PUBLISHED = "published", "Published"
    FAILED = "failed", "Not published"
    CANCELLED = "cancelled", "Cancelled"


class ScheduleQuerySet(models.QuerySet):
    def missed(self):
        """Return those that failed, and that nobody has dealt with since.

        The draft is still a draft, has no new schedule, and nobody marked it as seen.
        """
        waiting = Schedule.objects.filter(state=ScheduleState.WAITING)
        again = Q(article__in=waiting.exclude(article=None).values("article"))
        again |= Q(quote__in=waiting.exclude(quote=None).values("quote"))
        draft = Q(article__status=Status.DRAFT) | Q(quote__status=Status.DRAFT)
        failed = self.filter(draft, state=ScheduleState.FAILED, seen_at=None)
        return failed.exclude(again)


class Schedule(models.Model):
    """The time at which to publish a draft quote, or a draft article with its quotes.

    `manage.py publish_scheduled` publishes what is due. A trigger cancels it once the
    draft is published or withdrawn in another way.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, null=True, related_name="schedules"
    )
    quote = models.ForeignKey(
        Quote, models.CASCADE, null=True, related_name="schedules"
    )
    at = models.DateTimeField("to be published")
    by = user_key()
    created_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(
        max_length=9, choices=ScheduleState, default=ScheduleState.WAITING
    )
    #: What was published, or why not.
    outcome = models.CharField(max_length=500, blank=True)
    closed_at = models.DateTimeField(null=True)
    #: When an editor marked as seen that it was not published.
    seen_at = models.DateTimeField(null=True)

    objects = ScheduleQuerySet.as_manager()

    class Meta:
        default_permissions = ()
        ordering = ["at", "pk"]
        verbose_name = "scheduled publication"
        constraints = [
            choice_constraint("state", ScheduleState, "schedule_state_choice"),
            one_of_constraint(["quote", "article"], "schedule_of_one_record"),
            models.CheckConstraint(
                condition=Q(state=ScheduleState.WAITING, closed_at=None)
                | ~Q(state=ScheduleState.WAITING) & Q(closed_at__isnull=False),
                name="schedule_open_or_closed",
            ),
            *(
                models.UniqueConstraint(
                    fields=[of],
                    condition=Q(state=ScheduleState.WAITING),
                    name=f"schedule_once_for_{of}",
                )
                for of in ("article", "quote")
            ),
        ]
        indexes = [
            models.Index(
                fields=["at"],
                condition=Q(state=ScheduleState.WAITING),
                name="schedule_waiting",
            )
        ]

    def __str__(self):
        return f"{self.record}, {self.when}"

    @property
    def record(self):
        """Return the article or the quote."""
        return self.article or self.quote

    @property
    def when(self):
        """Return the time in words, with the time zone of the site."""
        return describe_time(self.at)

    def close(self, state, outcome):
        """Close it with a state and an outcome, and save it."""
        self.state, self.outcome = state, outcome[:500]
        self.closed_at = timezone.now()
        self.save()


def describe_time(at):
    """Return “3 December 2026, 09:00 (Europe/Amsterdam, UTC+01:00)”."""
    local = timezone.localtime(at)
    offset = f"{local:%z}"
    zone = timezone.get_current_timezone_name()
    offset = f"UTC{offset[:3]}:{offset[3:]}"
    named = zone if zone == "UTC" else f"{zone}, {offset}"
    return f"{formats.date_format(local, 'DATETIME_FORMAT')} ({named})"
