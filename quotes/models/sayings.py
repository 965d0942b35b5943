"""Sayings: quotes with the same words, or altered versions of them."""

import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse

from articles.models.base import (
    Status,
    TimestampedModel,
    choice_constraint,
    make_url_slug,
    user_key,
)
from quotes.models.choices import MembershipReason, MembershipState
from quotes.models.quotes import Quote


class SayingQuerySet(models.QuerySet):
    def public(self):
        """Return the sayings that readers may see: two or more public prints."""
        return self.filter(prints__gte=2)

    def with_earliest(self):
        """Load the earliest print of each, with its article and publication."""
        return self.select_related("earliest__article__publication")


class Saying(TimestampedModel):
    """Quotes with the same words, across sources, years and speakers.

    A print is a member that is a public quote, and that an editor confirmed or the
    machine joined. Proposed members are for editors only.
    """

    #: What editors know about its origin; readers see it.
    note = models.TextField(
        "editor’s note",
        blank=True,
        max_length=5000,
        validators=[MaxLengthValidator(5000)],
    )
    #: The saying that took over all members of this one, so that addresses stay.
    merged_into = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="merged",
    )
    #: The number of prints. Only triggers write these two, first in migration 0023.
    prints = models.IntegerField(default=0, db_default=0, editable=False)
    #: The print whose article has the earliest date; undated ones come last.
    earliest = models.ForeignKey(
        Quote,
        models.SET_NULL,
        null=True,
        editable=False,
        related_name="+",
    )

    #: The date of that article, and the keys of the speakers of whom evidence refutes
    #: at least one print. Only triggers write them, first in migration 0026.
    earliest_on = models.DateField(null=True, editable=False)
    refuted = ArrayField(
        models.BigIntegerField(), default=list, db_default=[], editable=False
    )

    objects = SayingQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
                name="saying_not_merged_into_itself",
            ),
        ]
        indexes = [
            models.Index(
                F("prints").desc(),
                F("id"),
                name="saying_most_printed",
                condition=Q(prints__gte=2),
            ),
            models.Index(
                Coalesce("earliest_on", datetime.date.max),  # undated ones last
                F("id"),
                name="saying_first_printed",
                condition=Q(prints__gte=2),
            ),
        ]

    def __str__(self):
        return str(self.earliest) if self.earliest else f"Saying {self.pk}"

    def get_absolute_url(self):
        return reverse("quotes:saying", args=[self.pk, self.url_slug])

    @property
    def url_slug(self):
        """Return the end of its address: the first words of its earliest print."""
        return make_url_slug(self.earliest.text if self.earliest else "", "saying")


class SayingMemberQuerySet(models.QuerySet):
    def accepted(self):
        """Return the members that an editor confirmed or the machine joined."""
        return self.exclude(state=MembershipState.PROPOSED)

    def proposed(self):
        """Return the members that an editor has to decide on."""
        return self.filter(state=MembershipState.PROPOSED)

    def public(self):
        """Return the prints: accepted members that are public quotes."""
        return self.accepted().filter(
            quote__status=Status.PUBLISHED, quote__article__status=Status.PUBLISHED
        )

    def in_order(self):
        """Return them by the date of their article, earliest first, undated last."""
        printed = F("quote__article__published_on").asc(nulls_last=True)
        return self.order_by(printed, "quote_id")


class SayingMember(TimestampedModel):
    """A quote in a saying: at most one saying for each quote, and the reason for it."""

    saying = models.ForeignKey(Saying, models.CASCADE, related_name="members")
    #: Unique: a quote belongs to at most one saying.
    quote = models.OneToOneField(Quote, models.CASCADE, related_name="saying_member")
    reason = models.CharField(max_length=11, choices=MembershipReason)
    #: The finding, for editors: “But for spelling, the same words.”
    explanation = models.CharField(max_length=500, blank=True)
    #: The member with which it was compared; none for the first.
    compared_with = models.ForeignKey(
        Quote, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    state = models.CharField(max_length=9, choices=MembershipState)
    #: The editor who decided; nobody if the machine did.
    decided_by = user_key(blank=True, editable=False)

    objects = SayingMemberQuerySet.as_manager()

    class Meta:
        ordering = ["saying", "pk"]
        constraints = [
            choice_constraint("reason", MembershipReason, "sayingmember_reason_choice"),
            choice_constraint("state", MembershipState, "sayingmember_state_choice"),
            models.CheckConstraint(
                condition=Q(decided_by=None) | Q(state=MembershipState.CONFIRMED),
                name="sayingmember_confirmed_by_editor",
            ),
            models.CheckConstraint(
                condition=Q(compared_with=None) | ~Q(compared_with=F("quote")),
                name="sayingmember_compared_with_another",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-id"],
                name="sayingmember_proposed",
                condition=Q(state=MembershipState.PROPOSED),
            ),
            models.Index(
                fields=["-updated_at", "-id"],
                name="sayingmember_newest",
                condition=~Q(state=MembershipState.PROPOSED),
            ),
        ]

    def __str__(self):
        return f"{self.quote}: {self.get_reason_display().lower()}"

    @property
    def is_accepted(self):
        """Return whether readers may see that it belongs to the saying."""
        return self.state != MembershipState.PROPOSED


class NotSame(models.Model):
    """Two quotes that an editor keeps apart: the machine never joins them again."""

    #: The quote with the smaller key.
    one = models.ForeignKey(
        Quote, models.CASCADE, db_index=False, related_name="kept_apart_from"
    )
    other = models.ForeignKey(Quote, models.CASCADE, related_name="kept_apart_by")
    at = models.DateTimeField("when", auto_now_add=True)
    by = user_key(blank=True)

    class Meta:
        default_permissions = ("delete", "view")
        verbose_name = "pair kept apart"
        verbose_name_plural = "pairs kept apart"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(one__lt=F("other")), name="notsame_in_order"
            ),
            models.UniqueConstraint(fields=["one", "other"], name="notsame_once"),
        ]

    def __str__(self):
        return f"{self.one} / {self.other}"


class SayingKeys(models.Model):
    """Numbers by which quotes that may be one saying are found: quotes/sayings/keys.py.

    There is a row for each quote that was compared with all others. Only one of several
    quotes with the same words has `keys`, so that copies cost nothing.
    """

    quote = models.OneToOneField(
        Quote, models.CASCADE, primary_key=True, related_name="saying_keys"
    )
    #: A number for its folded words; none if they say too little to be grouped.
    words = models.BigIntegerField(null=True)
    keys = ArrayField(models.IntegerField())

    class Meta:
        default_permissions = ()
        indexes = [
            # Publishing a quote scans the pending list once for each of its keys.
            GinIndex(
                fields=["keys"], name="sayingkeys_keys", gin_pending_list_limit=64
            ),
            models.Index(
                fields=["words", "quote"],
                name="sayingkeys_words",
                condition=Q(words__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{len(self.keys)} numbers of quote {self.quote_id}"
