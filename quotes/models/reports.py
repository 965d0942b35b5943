"""Mistakes that readers report, and the answers of editors."""

import datetime

from django.contrib.postgres.expressions import ArraySubquery
from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Func, OuterRef, Q
from django.utils import timezone

from articles.models import Article
from articles.models.base import WORDS, TimestampedModel, one_of_constraint, user_key
from articles.text import shorten
from quotes.models.quotes import Quote
from quotes.models.speakers import Speaker

#: Days after which the e-mail address of a reader is deleted.
ADDRESS_RETENTION_DAYS = 90
#: The longest report and answer, in code points.
MAX_REPORT_LENGTH = 4_000
#: Answers shown on a public page, the newest first.
MAX_ANSWERS = 20
NO_ANSWER = "Write the answer that readers will see, and close the report."


class ReportQuerySet(models.QuerySet):
    def open(self):
        """Return those that no editor has closed yet, oldest first."""
        return self.filter(closed_at=None).order_by("pk")

    def with_records(self):
        """Load what they are about, which lists show."""
        return self.select_related("quote", "article", "speaker", "assigned_to")

    def about(self, record):
        """Return the reports about a quote, an article or a speaker."""
        return self.filter(**{record._meta.model_name: record})

    def public_answers(self):
        """Return [(datetime, answer) …] of the public ones, newest first."""
        rows = self.filter(is_public=True).order_by("-pk")
        return list(rows.values_list("answered_at", "answer")[:MAX_ANSWERS])

    def with_old_addresses(self):
        """Return those whose e-mail address is to be deleted."""
        days = datetime.timedelta(days=ADDRESS_RETENTION_DAYS)
        return self.filter(created_at__lt=timezone.now() - days).exclude(email="")


class Report(TimestampedModel):
    """A reader's report of a mistake in a quote, an article or a speaker."""

    quote = models.ForeignKey(Quote, models.CASCADE, null=True, related_name="reports")
    article = models.ForeignKey(
        Article, models.CASCADE, null=True, related_name="reports"
    )
    speaker = models.ForeignKey(
        Speaker, models.CASCADE, null=True, related_name="reports"
    )
    message = models.TextField(max_length=MAX_REPORT_LENGTH)
    #: Seen by editors only, and deleted after ADDRESS_RETENTION_DAYS.
    email = models.EmailField("e-mail address", blank=True)
    assigned_to = user_key(blank=True)
    answer = models.TextField(
        blank=True,
        max_length=MAX_REPORT_LENGTH,
        help_text="What was found, and what was changed. Name nobody who wrote to us.",
    )
    is_public = models.BooleanField(
        "show the answer to readers",
        default=False,
        help_text="On the page that the report is about. The report itself is not "
        "shown, so the answer has to say what was asked.",
    )
    answered_at = models.DateTimeField(null=True, editable=False)
    #: When it was last sent to the reader by e-mail.
    answer_sent_at = models.DateTimeField(null=True, editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    closed_by = user_key(blank=True, editable=False)

    objects = ReportQuerySet.as_manager()

    class Meta:
        default_permissions = ("view", "change")
        ordering = ["pk"]
        verbose_name = "report by a reader"
        verbose_name_plural = "reports by readers"
        constraints = [
            one_of_constraint(["quote", "article", "speaker"], "report_of_one_record"),
            models.CheckConstraint(
                condition=Q(message__regex=WORDS), name="report_has_message"
            ),
            models.CheckConstraint(
                condition=Q(is_public=False)
                | Q(
                    answer__regex=WORDS,
                    answered_at__isnull=False,
                    closed_at__isnull=False,
                ),
                name="report_public_if_answered",
                violation_error_message=NO_ANSWER,
            ),
        ]
        indexes = [
            models.Index(fields=["id"], name="report_open", condition=Q(closed_at=None))
        ]

    def __str__(self):
        return shorten(self.message)

    @property
    def record(self):
        """Return the quote, the article or the speaker."""
        return self.quote or self.article or self.speaker

    def clean(self):
        super().clean()
        if self.is_public and not self.answer.strip():
            raise ValidationError({"answer": NO_ANSWER}, code="no_answer")


def answers_on(name):
    """Return an annotation: [[when, answer] …] of the public reports on a row.

    The newest is first. `name` is the field of Report that refers to the row, `when` a
    time in ISO format. One statement reads a page and its answers.
    """
    pair = Func(
        F("answered_at"),
        F("answer"),
        function="JSONB_BUILD_ARRAY",
        output_field=models.JSONField(),
    )
    found = Report.objects.filter(**{name: OuterRef("pk")}, is_public=True)
    return ArraySubquery(found.order_by("-pk").values(pair=pair)[:MAX_ANSWERS])


def read_answers(pairs):
    """Return [(datetime, answer) …] from the value of `answers_on`."""
    return [(datetime.datetime.fromisoformat(when), text) for when, text in pairs]
