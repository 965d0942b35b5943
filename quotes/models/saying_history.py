"""The record of editors' decisions on quotes and sayings, with before and after."""

from django.db import models
from django.db.models import Q

from articles.models.base import choice_constraint, user_key
from quotes.models.quotes import Quote


class SayingAct(models.TextChoices):
    CONFIRMED = "confirmed", "Confirmed"
    SPLIT = "split", "Split"
    JOINED = "joined", "Joined"


class SayingDecision(models.Model):
    """A decision on one quote, from which quotes/models/saying_decisions.py undoes it.

    `before` and `after` are its membership then, as member_state() returns it; null if
    it was in no saying.
    """

    at = models.DateTimeField("when", auto_now_add=True)
    by = user_key(blank=True)
    act = models.CharField(max_length=9, choices=SayingAct)
    quote = models.ForeignKey(Quote, models.CASCADE, related_name="saying_decisions")
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    #: The quotes from which it is kept apart since, and those from which it was.
    parted = models.JSONField(default=list)
    rejoined = models.JSONField(default=list)
    undone_at = models.DateTimeField("undone", null=True)
    undone_by = user_key(blank=True)

    class Meta:
        default_permissions = ("change", "view")
        verbose_name = "decision on a saying"
        verbose_name_plural = "decisions on sayings"
        ordering = ["-pk"]
        constraints = [
            choice_constraint("act", SayingAct, "sayingdecision_act_choice"),
            models.CheckConstraint(
                condition=Q(undone_by=None) | Q(undone_at__isnull=False),
                name="sayingdecision_undone",
            ),
        ]

    def __str__(self):
        return f"{self.get_act_display()}: {self.quote}"
