"""What the tables of both apps share: clean text, times, states, slugs, dates."""

import re

from anyascii import anyascii
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Upper
from django.utils.text import slugify

from articles.partial_dates import PartialDate
from articles.text import describe_control_character, find_control_character

SLUG_LENGTH = 80
#: What a text with words matches: something that is no white space, for PostgreSQL,
#: whose own idea of white space depends on the locale.
WORDS = r"[^\s\u00a0\u2000-\u200b\u2028\u2029\u202f\u3000\ufeff]"


class Status(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"
    WITHDRAWN = "withdrawn", "Withdrawn"


class Precision(models.TextChoices):
    DAY = "day", "Day"
    MONTH = "month", "Month"
    YEAR = "year", "Year"
    UNKNOWN = "unknown", "Unknown"


class PlainTextModel(models.Model):
    """A row whose texts hold no control characters."""

    class Meta:
        abstract = True

    def clean_fields(self, exclude=None):
        errors = {}
        try:
            super().clean_fields(exclude)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        for field in self._meta.concrete_fields:
            if field.generated:
                continue
            value = getattr(self, field.attname)
            if not isinstance(value, str) or field.name in (exclude or ()):
                continue
            if (offset := find_control_character(value)) is not None:
                errors[field.name] = [
                    ValidationError(
                        describe_control_character(value, offset),
                        code="control_character",
                    )
                ]
        if errors:
            raise ValidationError(errors)


class TimestampedModel(PlainTextModel):
    """A row that says when it was made and when it was changed.

    `updated_at` is also the token by which an editor's form notices that
    somebody else saved the same row meanwhile.
    """

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def check_stays_published(record):
    """Refuse to make a draft of what was published: a draft may be deleted."""
    stored = type(record)._default_manager.filter(pk=record.pk)
    if record.status == Status.DRAFT and stored.exclude(status=Status.DRAFT).exists():
        raise ValidationError(
            {
                "status": "What was published is no draft again: withdraw it, with a "
                "reason."
            },
            code="published",
        )


#: What a person reads who gives no reason.
NO_REASON = "Give the reason for withdrawing it: readers will see it."
validate_reason = RegexValidator(WORDS, NO_REASON, code="no_reason")


class Publishable(TimestampedModel):
    """A row that is drafted, published and withdrawn, by its `status`.

    What is to happen when a record is published or withdrawn belongs in `save_as`.
    """

    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    withdrawn_reason = models.TextField(
        blank=True, max_length=2000, help_text="Shown to readers."
    )
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name="+",
    )

    class Meta:
        abstract = True

    def publish(self):
        """Publish it, or publish it again, and save it.

        Raises ValidationError where `check_publishable` refuses.
        """
        self.check_publishable()
        self.withdrawn_reason = ""
        self.save_as(Status.PUBLISHED)

    def withdraw(self, reason):
        """Withdraw it and save it; readers see the reason.

        Raises ValidationError if the reason has no words.
        """
        validate_reason(reason)
        self.withdrawn_reason = reason
        self.save_as(Status.WITHDRAWN)

    def check_publishable(self):
        """Raise ValidationError if it must not be published as it is stored."""

    def save_as(self, status):
        """Save it with this status. Every change of a status comes through here.

        Checks no rules: forms and importers call it when they have checked them.
        Others call `publish` or `withdraw`.
        """
        # Without a savepoint: in a caller's transaction it costs no query.
        with transaction.atomic(savepoint=False):
            self.status = status
            self.save()


#: What cannot end the address of a quote's or an article's page by its first words:
#: nothing, and what another page under its number is called.
RESERVED_SLUGS = ("", "cite")


def make_slug(text, length=SLUG_LENGTH):
    """Return ASCII words joined by hyphens, from text in any script ("" if none).

    Cut at a word's end where that leaves something.
    """
    # anyascii leaves no break between two ideographs, but keeps other spacing;
    # apostrophes belong to their word, all other signs part words.
    ascii_text = re.sub(r"['‘’`]", "", anyascii(text.replace("’", "")))
    slug = slugify(re.sub(r"[^A-Za-z0-9]+", " ", ascii_text))
    if len(slug) > length:
        slug = slug[: length + 1].rpartition("-")[0] or slug[:length]
    return slug


class SluggedQuerySet(models.QuerySet):
    def by_slug(self, slug):
        """Return the row that has this slug, or had it once; raise DoesNotExist."""
        return (
            self.filter(Q(slug=slug) | Q(past_slugs__contains=[slug]))
            # Whoever has the name now goes before whoever had it.
            .order_by(models.Case(models.When(slug=slug, then=0), default=1), "pk")[:1]
            .get()
        )


class SluggedModel(TimestampedModel):
    """A row with a `name`, whose slug is made from it and follows it.

    The slugs it had before stay in `past_slugs`, so that old addresses redirect.
    """

    slug = models.CharField(
        max_length=SLUG_LENGTH,
        unique=True,
        editable=False,
        error_messages={"unique": "Another entry has this address already."},
    )
    past_slugs = ArrayField(
        models.CharField(max_length=SLUG_LENGTH),
        default=list,
        blank=True,
        editable=False,
    )

    class Meta:
        abstract = True
        indexes = [GinIndex(fields=["past_slugs"], name="%(class)s_past_slugs")]

    def save(self, *args, **kwargs):
        self._follow_name()
        if (fields := kwargs.get("update_fields")) is not None and "name" in fields:
            kwargs["update_fields"] = {*fields, "slug", "past_slugs", "updated_at"}
        super().save(*args, **kwargs)

    def _follow_name(self):
        base = make_slug(self.name) or self._meta.model_name
        rows = type(self)._default_manager
        if self.slug:
            named = rows.filter(pk=self.pk).values_list("name", flat=True).first()
            if (make_slug(named or "") or self._meta.model_name) == base:
                return
        others = rows.exclude(pk=self.pk)
        slug, number = base, 1
        while others.filter(Q(slug=slug) | Q(past_slugs__contains=[slug])).exists():
            number += 1
            ending = f"-{number}"
            slug = base[: SLUG_LENGTH - len(ending)] + ending
        if self.slug:
            self.past_slugs = [
                past for past in (*self.past_slugs, self.slug) if past != slug
            ]
        self.slug = slug


def choice_constraint(field, choices, name):
    """Check that a field holds one of its choices, in the database too."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_message=(
            f"Choose one of these as {field.replace('_', ' ')}: "
            f"{', '.join(choices.values)}."
        ),
    )


def contains_index(field, name):
    """Index a text by its trigrams, for `__icontains`: LIKE on its UPPER form."""
    return GinIndex(OpClass(Upper(field), name="gin_trgm_ops"), name=name)


def withdrawn_constraint(name):
    """Check that what is withdrawn says why."""
    return models.CheckConstraint(
        condition=~Q(status=Status.WITHDRAWN) | Q(withdrawn_reason__regex=WORDS),
        name=name,
        violation_error_message=NO_REASON,
    )


def date_constraints(prefix, name):
    """Check a date with its precision: no day where only the month is known."""
    date, precision = f"{prefix}_on", f"{prefix}_precision"
    return [
        choice_constraint(precision, Precision, f"{name}_precision_choice"),
        models.CheckConstraint(
            condition=(
                Q(**{f"{date}__isnull": True, precision: Precision.UNKNOWN})
                | Q(**{f"{date}__isnull": False, precision: Precision.DAY})
                # A CHECK lets NULL pass: say of each branch that there is a date.
                | Q(
                    **{
                        f"{date}__isnull": False,
                        f"{date}__day": 1,
                        precision: Precision.MONTH,
                    }
                )
                | Q(
                    **{
                        f"{date}__isnull": False,
                        f"{date}__day": 1,
                        f"{date}__month": 1,
                        precision: Precision.YEAR,
                    }
                )
            ),
            name=f"{name}_as_far_as_known",
            violation_error_message=(
                "A date known to the month is stored as its first day, one known to "
                "the year as 1 January, an unknown one not at all."
            ),
        ),
    ]


def partial_date_property(prefix):
    """Make a property that joins `<prefix>_on` and its precision.

    It reads and takes a PartialDate, or None for an unknown date.
    """
    date, precision = f"{prefix}_on", f"{prefix}_precision"

    def get(record):
        if (day := getattr(record, date)) is None:
            return None
        return PartialDate.from_date(day, getattr(record, precision))

    def set_(record, value):
        setattr(record, date, value.first_day if value else None)
        setattr(record, precision, value.precision if value else Precision.UNKNOWN)

    return property(get, set_)
