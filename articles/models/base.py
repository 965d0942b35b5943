"""Base models and constraints of both apps: text, times, status, slugs, dates."""

from anyascii import anyascii
from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex, OpClass
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Upper

from articles.partial_dates import PartialDate
from articles.text import (
    describe_control_character,
    find_control_character,
    normalise_newlines,
)

SLUG_LENGTH = 80
#: Matches a text that is not blank, in PostgreSQL too, whose own white space depends on
#: the locale.
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
    """A model whose text fields refuse control characters; newlines become LF."""

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
            if isinstance(field, models.TextField):
                value = normalise_newlines(value)  # browsers send CR LF
                setattr(self, field.attname, value)
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
    """A model with the times of creation and of the last change.

    A form also uses `updated_at` to notice that somebody else saves the same row at the
    same moment.
    """

    created_at = models.DateTimeField(auto_now_add=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True


def user_key(**options):
    """Return a foreign key to a user, NULL once the account is deleted."""
    return models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        **options,
    )


#: The error for withdrawing without a reason.
NO_REASON = "Give the reason for withdrawing it: readers will see it."
#: The error for withdrawing a draft.
NEVER_PUBLISHED = "It was never published, so it cannot be withdrawn: delete the draft."
validate_reason = RegexValidator(WORDS, NO_REASON, code="no_reason")


class Publishable(TimestampedModel):
    """A model that is drafted, published and withdrawn, by its `status`.

    Many quotes at once are published by their QuerySet, without `save_as`.
    """

    status = models.CharField(max_length=10, choices=Status, default=Status.DRAFT)
    withdrawn_reason = models.TextField(
        blank=True, max_length=2000, help_text="Shown to readers."
    )
    created_by = user_key(blank=True, editable=False)

    class Meta:
        abstract = True

    def clean(self):
        """Refuse to make a draft of a published record, and to withdraw a draft.

        A draft can simply be deleted. The page of a withdrawn record is public.
        """
        super().clean()
        if self.status == Status.PUBLISHED:
            return
        stored = type(self)._default_manager.filter(pk=self.pk)
        was_published = stored.exclude(status=Status.DRAFT).exists()
        if self.status == Status.DRAFT and was_published:
            raise ValidationError(
                {
                    "status": "What was published is no draft again: withdraw it, with "
                    "a reason."
                },
                code="published",
            )
        if self.status == Status.WITHDRAWN and not was_published:
            raise ValidationError({"status": NEVER_PUBLISHED}, code="never_published")

    def publish(self):
        """Publish and save it, also if it was withdrawn.

        Raises ValidationError if `check_publishable` does.
        """
        self.check_publishable()
        self.withdrawn_reason = ""
        self.save_as(Status.PUBLISHED)

    def withdraw(self, reason):
        """Withdraw and save it. Readers see the reason.

        Raises ValidationError if the reason is blank, or it is a draft.
        """
        validate_reason(reason)
        if self.status == Status.DRAFT:
            raise ValidationError(NEVER_PUBLISHED, code="never_published")
        self.withdrawn_reason = reason
        self.save_as(Status.WITHDRAWN)

    def check_publishable(self):
        """Raise ValidationError if it must not be published in its current state."""

    def save_as(self, status):
        """Save it with this status: the only way to change one record's status.

        Checks no rules: forms and importers, which call it, have checked them. Other
        code calls `publish` or `withdraw`.
        """
        # No savepoint, so that it costs no query in a caller's transaction.
        with transaction.atomic(savepoint=False):
            self.status = status
            self.save()


#: Slugs that an address of a quote or an article cannot end with: an empty one, and the
#: names of other pages under its number.
RESERVED_SLUGS = ("", "cite", "versions", "history")


#: Each byte of an ASCII text as it is in a slug: signs become spaces.
_IN_SLUG = bytes(
    ord(chr(code).lower()) if code < 128 and chr(code).isalnum() else ord(" ")
    for code in range(256)
)


def make_slug(text, length=SLUG_LENGTH):
    """Return a slug of ASCII words joined by hyphens, from text in any script.

    Returns "" if the text has no letters or digits. Cuts after a word if possible.
    """
    # An apostrophe belongs to its word; all other signs separate words.
    if not text.isascii():
        text = anyascii(text.replace("’", ""))
    slug = b"-".join(text.encode().translate(_IN_SLUG, b"'`").split()).decode()
    if len(slug) > length:
        slug = slug[: length + 1].rpartition("-")[0] or slug[:length]
    return slug


def make_url_slug(text, otherwise):
    """Return the first words of a text as the end of its address, or `otherwise`."""
    slug = make_slug(text, 60)
    return otherwise if slug in RESERVED_SLUGS else slug


class SluggedQuerySet(models.QuerySet):
    def by_slug(self, slug):
        """Return the row that has or had this slug, or raise DoesNotExist."""
        return (
            self.filter(Q(slug=slug) | Q(past_slugs__contains=[slug]))
            # The row that has it now comes before those that had it.
            .order_by(models.Case(models.When(slug=slug, then=0), default=1), "pk")[:1]
            .get()
        )


class SluggedModel(TimestampedModel):
    """A model with a `name` and a slug that is made from it and changes with it.

    Earlier slugs stay in `past_slugs`, so that old addresses redirect.
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

    objects = SluggedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["name", "pk"]
        indexes = [GinIndex(fields=["past_slugs"], name="%(class)s_past_slugs")]

    def __str__(self):
        return self.name

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
    """Return a constraint that a field has one of its choices."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": choices.values}),
        name=name,
        violation_error_message=(
            f"Choose one of these as {field.replace('_', ' ')}: "
            f"{', '.join(choices.values)}."
        ),
    )


def one_of_constraint(fields, name):
    """Return a constraint that exactly one of the foreign keys is set."""
    condition = Q()
    for each in fields:
        others = {other: None for other in fields if other != each}
        condition |= Q(**{f"{each}__isnull": False}, **others)
    return models.CheckConstraint(condition=condition, name=name)


def contains_index(field, name):
    """Return a trigram index for `__icontains`, which is LIKE on UPPER(field)."""
    return GinIndex(OpClass(Upper(field), name="gin_trgm_ops"), name=name)


def withdrawn_constraint(name):
    """Return a constraint that withdrawn records have a reason."""
    return models.CheckConstraint(
        condition=~Q(status=Status.WITHDRAWN) | Q(withdrawn_reason__regex=WORDS),
        name=name,
        violation_error_message=NO_REASON,
    )


def date_constraints(prefix, name):
    """Return constraints for a date and its precision, so that no day is made up."""
    date, precision = f"{prefix}_on", f"{prefix}_precision"
    # A CHECK passes for NULL, so each branch requires a date.
    known = {f"{date}__isnull": False}
    first_day = known | {f"{date}__day": 1}
    return [
        choice_constraint(precision, Precision, f"{name}_precision_choice"),
        models.CheckConstraint(
            condition=(
                Q(**{f"{date}__isnull": True, precision: Precision.UNKNOWN})
                | Q(**known, **{precision: Precision.DAY})
                | Q(**first_day, **{precision: Precision.MONTH})
                | Q(**first_day, **{f"{date}__month": 1, precision: Precision.YEAR})
            ),
            name=f"{name}_as_far_as_known",
            violation_error_message=(
                "A date known to the month is stored as its first day, one known to "
                "the year as 1 January, an unknown one not at all."
            ),
        ),
    ]


def partial_date_property(prefix):
    """Return a property for `<prefix>_on` and `<prefix>_precision` together.

    Its value is a PartialDate, or None for an unknown date.
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
