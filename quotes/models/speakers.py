"""Speakers and their aliases, and topics."""

from django.contrib.postgres.indexes import GinIndex
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q

from articles.models import validate_not_in_future
from articles.models.base import (
    Precision,
    SluggedModel,
    SluggedQuerySet,
    Status,
    TimestampedModel,
    choice_constraint,
    contains_index,
    date_constraints,
    partial_date_property,
)
from articles.models.names import NAME_PARTS, NamedInParts, name_parts_constraint
from articles.models.sort_keys import IndexKey, IndexLetter, index_field
from articles.names import propose
from articles.partial_dates import ends_before
from quotes.paths import path_for

MAX_SORT_NAME = 200
DIED_BEFORE_BIRTH = "The date of death is before the date of birth."


class SpeakerKind(models.TextChoices):
    PERSON = "person", "Person"
    ORGANISATION = "organisation", "Organisation"


class PartsStatus(models.TextChoices):
    """The certainty of the parts of a speaker's name."""

    PROPOSED = "proposed", "Proposed by the program"
    DOUBTFUL = "doubtful", "Doubtful"
    CHECKED = "checked", "Checked by an editor"


class SpeakerQuerySet(SluggedQuerySet):
    def with_quote_counts(self):
        """Add `quote_count`, the number of each speaker's public quotes."""
        return self.annotate(
            quote_count=models.Count(
                "attributions__quote",
                filter=Q(
                    attributions__quote__status=Status.PUBLISHED,
                    attributions__quote__article__status=Status.PUBLISHED,
                ),
                distinct=True,
            )
        )


class Speaker(NamedInParts, SluggedModel):
    """A person or an organisation that is quoted.

    Citations and indexes use the parts of the name, which are proposed from the name
    until an editor checks them.
    """

    kind = models.CharField(
        max_length=12, choices=SpeakerKind, default=SpeakerKind.PERSON
    )
    name = models.CharField(max_length=200)
    parts_status = models.CharField(
        "parts of the name",
        max_length=8,
        choices=PartsStatus,
        default=PartsStatus.PROPOSED,
        db_default=PartsStatus.PROPOSED,
    )
    sort_name = models.CharField(
        max_length=MAX_SORT_NAME,
        blank=True,
        help_text="As in an index: “Pompeo, Mike”. Leave it empty to use the parts.",
    )
    description = models.TextField(
        blank=True, max_length=2000, help_text="Who this is, in a sentence."
    )
    wikidata_id = models.CharField(
        "Wikidata id",
        max_length=12,
        blank=True,
        validators=[
            RegexValidator(
                r"\AQ[1-9][0-9]{0,10}\Z",
                "A Wikidata id is a Q and a number, such as Q22686.",
            )
        ],
    )

    #: Years are those of the common era: there is no earlier PartialDate.
    born_on = models.DateField(
        null=True, blank=True, validators=[validate_not_in_future]
    )
    born_precision = models.CharField(
        max_length=7, choices=Precision, default=Precision.UNKNOWN
    )
    died_on = models.DateField(
        null=True, blank=True, validators=[validate_not_in_future]
    )
    died_precision = models.CharField(
        max_length=7, choices=Precision, default=Precision.UNKNOWN
    )

    #: The letter under which an index lists the name, and its sort key there.
    index_letter = index_field(IndexLetter("sort_name"))
    index_key = index_field(IndexKey("sort_name"))

    objects = SpeakerQuerySet.as_manager()

    born = partial_date_property("born")
    died = partial_date_property("died")

    class Meta(SluggedModel.Meta):
        ordering = ["sort_name", "pk"]
        indexes = [
            models.Index(
                fields=["index_letter", "index_key", "id"], name="speaker_index"
            ),
            GinIndex(fields=["past_slugs"], name="speaker_past_slugs"),
            contains_index("name", "speaker_name_contains"),
            models.Index(
                fields=["id"],
                name="speaker_in_doubt",
                condition=Q(parts_status=PartsStatus.DOUBTFUL),
            ),
        ]
        constraints = [
            choice_constraint("kind", SpeakerKind, "speaker_kind_choice"),
            choice_constraint(
                "parts_status", PartsStatus, "speaker_parts_status_choice"
            ),
            name_parts_constraint("speaker_name_in_parts_or_whole"),
            *date_constraints("born", "speaker_born"),
            *date_constraints("died", "speaker_died"),
            models.CheckConstraint(
                # A date known to the year only is stored as its first day.
                condition=Q(born_on=None)
                | Q(died_on=None)
                | Q(died_on__gte=F("born_on"))
                | Q(
                    died_precision__in=[Precision.MONTH, Precision.YEAR],
                    died_on__year=F("born_on__year"),
                ),
                name="speaker_died_after_birth",
                violation_error_message=DIED_BEFORE_BIRTH,
            ),
            models.CheckConstraint(
                condition=Q(wikidata_id="") | Q(wikidata_id__regex=r"^Q[1-9][0-9]*$"),
                name="speaker_wikidata_form",
                violation_error_message=(
                    "A Wikidata id is a Q and a number, such as Q22686."
                ),
            ),
            models.UniqueConstraint(
                fields=["wikidata_id"],
                condition=~Q(wikidata_id=""),
                name="speaker_wikidata_id",
                violation_error_message=(
                    "Another speaker has this Wikidata id: they are the same."
                ),
            ),
        ]

    def clean(self):
        super().clean()
        if not (self.family or self.literal):
            self.propose_parts()
        if self.born and self.died and ends_before(self.died, self.born):
            raise ValidationError({"died": DIED_BEFORE_BIRTH}, code="died_before_birth")

    def validate_constraints(self, exclude=None):
        # If the name is missing, its parts need no message of their own.
        parts = () if self.name else NAME_PARTS
        super().validate_constraints({*(exclude or ()), *parts})

    def save(self, *args, **kwargs):
        stored = Speaker.objects.filter(pk=self.pk).first() if self.pk else None
        whole = self.kind == SpeakerKind.ORGANISATION
        if (
            not (self.family or self.literal)
            or (whole and self.family)
            or (
                stored
                and (stored.name, stored.kind) != (self.name, self.kind)
                and stored.parts == self.parts
            )
        ):
            self.propose_parts()
        # A sort name that was made from the parts changes with them; a typed one stays.
        if stored and self.sort_name == stored.parts.inverted[:MAX_SORT_NAME]:
            self.sort_name = ""
        self.sort_name = self.sort_name or self.parts.inverted[:MAX_SORT_NAME]
        if {"name", "kind", *NAME_PARTS} & {*(kwargs.get("update_fields") or ())}:
            kwargs["update_fields"] = {
                *kwargs["update_fields"],
                *NAME_PARTS,
                "parts_status",
                "sort_name",
            }
        super().save(*args, **kwargs)

    def propose_parts(self):
        """Set the parts of the name from the name and the kind."""
        proposal = self._proposal()
        self.parts = proposal.name
        self.parts_status = (
            PartsStatus.DOUBTFUL if proposal.doubt else PartsStatus.PROPOSED
        )

    def doubt_of_parts(self):
        """Return why the proposed parts may be wrong, or ""."""
        return self._proposal().doubt

    def _proposal(self):
        organisation = self.kind == SpeakerKind.ORGANISATION
        return propose(self.name, organisation=organisation)

    def get_absolute_url(self):
        return path_for("speaker", self.slug)


class Alias(TimestampedModel):
    """Another name under which a speaker is printed."""

    speaker = models.ForeignKey(Speaker, models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "aliases"
        indexes = [contains_index("name", "alias_name_contains")]
        constraints = [
            models.UniqueConstraint(
                fields=["speaker", "name"],
                name="alias_once",
                violation_error_message="This speaker has this alias already.",
            )
        ]

    def __str__(self):
        return self.name


class Topic(SluggedModel):
    """A topic of quotes."""

    name = models.CharField(max_length=100)

    #: The letter under which an index lists the name, and its sort key there.
    index_letter = index_field(IndexLetter("name"))
    index_key = index_field(IndexKey("name"))

    class Meta(SluggedModel.Meta):
        indexes = [
            models.Index(
                fields=["index_letter", "index_key", "id"], name="topic_index"
            ),
            GinIndex(fields=["past_slugs"], name="topic_past_slugs"),
        ]

    def get_absolute_url(self):
        return path_for("topic", self.slug)
