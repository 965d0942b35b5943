"""Drafts that contributors hand in, with the conversation and notices about them."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from articles.models import Article
from articles.models.base import (
    WORDS,
    TimestampedModel,
    choice_constraint,
    one_of_constraint,
    user_key,
)
from quotes.models.quotes import Quote

#: The longest comment, in code points.
MAX_COMMENT_LENGTH = 5_000


class HandInState(models.TextChoices):
    WAITING = "waiting", "Waiting for an editor"
    RETURNED = "returned", "Given back"
    TAKEN_BACK = "taken_back", "Taken back"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


#: The states in which somebody still has to act.
OPEN_STATES = (HandInState.WAITING, HandInState.RETURNED)


class HandInQuerySet(models.QuerySet):
    def open(self):
        """Return those on which somebody still has to act."""
        return self.filter(state__in=OPEN_STATES)

    def waiting(self):
        """Return those that wait for an editor, oldest first."""
        return self.filter(state=HandInState.WAITING).order_by("at", "pk")

    def of(self, user):
        """Return those that a user handed in."""
        return self.filter(by=user)

    def with_records(self):
        """Load the articles, quotes and people, which lists show."""
        return self.select_related("article", "quote", "by", "assigned_to")


class HandIn(TimestampedModel):
    """A draft that its author handed in: an article with its quotes, or one quote.

    A trigger (migration `withdrawn_hand_ins`) closes it when the draft is published or
    withdrawn, in whatever way. `updated_at` changes with every action, so that a second
    editor who acts on an old page gets an error.
    """

    article = models.ForeignKey(
        Article, models.CASCADE, null=True, related_name="hand_ins"
    )
    quote = models.ForeignKey(Quote, models.CASCADE, null=True, related_name="hand_ins")
    state = models.CharField(
        max_length=10, choices=HandInState, default=HandInState.WAITING
    )
    by = user_key()
    #: When it was last handed in.
    at = models.DateTimeField("waiting since")
    assigned_to = user_key(blank=True)
    closed_at = models.DateTimeField(null=True)

    objects = HandInQuerySet.as_manager()

    class Meta:
        default_permissions = ("view",)
        ordering = ["at", "pk"]
        verbose_name = "draft handed in"
        verbose_name_plural = "drafts handed in"
        constraints = [
            choice_constraint("state", HandInState, "handin_state_choice"),
            one_of_constraint(["quote", "article"], "handin_of_one_record"),
            models.CheckConstraint(
                condition=Q(state__in=OPEN_STATES, closed_at=None)
                | ~Q(state__in=OPEN_STATES) & Q(closed_at__isnull=False),
                name="handin_open_or_closed",
            ),
            *(
                models.UniqueConstraint(
                    fields=[name],
                    condition=Q(state__in=OPEN_STATES),
                    name=f"handin_once_for_{name}",
                    violation_error_message=f"This {name} is handed in already.",
                )
                for name in ("article", "quote")
            ),
        ]
        indexes = [
            # For the queue, oldest first.
            models.Index(
                fields=["at", "id"],
                name="handin_waiting",
                condition=Q(state=HandInState.WAITING),
            ),
            models.Index(fields=["by", "state"], name="handin_of_author"),
        ]

    def __str__(self):
        return str(self.record)

    @property
    def record(self):
        """Return the article or the quote."""
        return self.quote if self.quote_id else self.article


class HandInAct(models.TextChoices):
    HANDED_IN = "handed_in", "Handed in"
    COMMENTED = "commented", "Comment"
    ASSIGNED = "assigned", "Assigned"
    RELEASED = "released", "Released"
    RETURNED = "returned", "Given back"
    TAKEN_BACK = "taken_back", "Taken back"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class HandInNote(models.Model):
    """An action on a hand-in, or a remark about it. Never edited."""

    hand_in = models.ForeignKey(HandIn, models.CASCADE, related_name="notes")
    at = models.DateTimeField(auto_now_add=True)
    #: NULL also if the draft was withdrawn, or was published elsewhere than on the page
    #: of the hand-in.
    by = user_key()
    act = models.CharField(max_length=10, choices=HandInAct)
    text = models.TextField(blank=True, max_length=MAX_COMMENT_LENGTH)

    class Meta:
        default_permissions = ()
        ordering = ["pk"]
        constraints = [
            choice_constraint("act", HandInAct, "handinnote_act_choice"),
            models.CheckConstraint(
                condition=~Q(act__in=[HandInAct.COMMENTED, HandInAct.RETURNED])
                | Q(text__regex=WORDS),
                name="handinnote_has_text",
            ),
        ]

    def __str__(self):
        return f"{self.get_act_display()}: {self.hand_in}"


class Notice(models.Model):
    """Shows a user a note by somebody else, until it is read."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices"
    )
    note = models.ForeignKey(HandInNote, models.CASCADE, related_name="notices")
    read_at = models.DateTimeField(null=True)

    class Meta:
        default_permissions = ()
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["user", "note"], name="notice_once")
        ]
        indexes = [
            models.Index(
                fields=["user", "-id"],
                name="notice_unread",
                condition=Q(read_at=None),
            )
        ]

    def __str__(self):
        return str(self.note)
