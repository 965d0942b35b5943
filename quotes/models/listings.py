"""The derived tables that lists, counts and searches read. Only triggers write them.

Triggers, first in migration 0009, update these tables in the transaction that changes
a quote, an attribution, a topic or an article, whether through the admin, an import or
COPY. `manage.py check_derived_tables` checks or rebuilds them.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from quotes.citations.status_labels import CHANGED
from quotes.models.choices import AnchorStatus, QuoteKind, Standing
from quotes.models.quotes import Quote

#: The day of undated quotes, which come last when the newest come first.
UNKNOWN_DAY = "0001-01-01"
#: The codes of standings in `attributions`, see encode_attribution.
STANDING_CODES = {standing: code for code, standing in enumerate(Standing.values)}
#: SQL for the standing with a code.
STANDING_NAME = f"(ARRAY{Standing.values})[{{}} + 1]"
#: The counters of a tally: one for each kind, standing and anchor status.
COUNTERS = {
    "kind": QuoteKind.values,
    "standing": Standing.values,
    "anchor": [*AnchorStatus.values, CHANGED],
}


def encode_attribution(speaker, standing):
    """Return the number that `attributions` holds for an attribution.

    Takes the speaker's key and the code of the standing. SQL decodes the number: the
    speaker is `a >> 2`, the standing `a & 3`.
    """
    return 4 * speaker + standing


def encode_undoubted(speaker):
    """Return the numbers of a speaker's attributions that are not in doubt."""
    return [
        encode_attribution(speaker, STANDING_CODES[standing])
        for standing in (Standing.UNVERIFIED, Standing.VERIFIED)
    ]


def encode_refuted(speaker):
    """Return the numbers of a speaker's attributions that evidence refutes."""
    return [encode_attribution(speaker, STANDING_CODES[Standing.MISATTRIBUTED])]


def filter_lexeme(kind, value):
    """Return the lexeme that `search` holds for a value of a filter, such as “=s12”.

    Kinds: a facet's letter with the key of its row (for speakers also “12=1”, with the
    code of the standing); d standing, k kind, r anchor status, l language, y year.
    The view `quotes_listing_now` makes them (migration 0018).
    """
    return f"={kind}{value}"


class FacetCode(models.TextChoices):
    """The facets of list entries: each has its own range of their index."""

    ALL = "a", "All"
    SPEAKER = "s", "Speaker"
    PUBLICATION = "p", "Publication"
    TOPIC = "t", "Topic"


#: SQL for the tallies of all quotes.
OF_ALL = f"facet = '{FacetCode.ALL}' AND value = 0 AND tag = ''"


class ListedFields(models.Model):
    """The columns by which lists are sorted, filtered and counted."""

    #: The day on which it was said, or else printed; UNKNOWN_DAY if neither is known.
    #: If only the month or year is known, its first day, and `last_day` is its last.
    day = models.DateField()
    last_day = models.DateField()
    kind = models.CharField(max_length=8)
    #: The anchor status, or “changed” if only an earlier text had the words.
    anchor = models.CharField(max_length=9)
    language = models.CharField(max_length=35)
    #: The key of the publication, or 0.
    publication = models.BigIntegerField()
    #: One number for each attribution, see encode_attribution.
    attributions = ArrayField(models.BigIntegerField())
    topics = ArrayField(models.BigIntegerField())

    class Meta:
        abstract = True
        # Nobody edits them.
        default_permissions = ()


LISTED_COLUMNS = [field.column for field in ListedFields._meta.local_fields]


class Listing(ListedFields):
    """One row for each public quote, for lists and searches."""

    # No constraint: the triggers keep it valid already.
    quote = models.OneToOneField(
        Quote,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="listing",
    )
    #: Year and month of `day` as a number, 202502: searches go back month by month.
    month = models.IntegerField()
    #: The words by the rules of their language, names as printed, the article's title,
    #: and a lexeme for each value of each filter (filter_lexeme).
    search = SearchVectorField()

    class Meta(ListedFields.Meta):
        abstract = False
        indexes = [
            # Each search reads the whole pending list, so it is kept small. With
            # no pending list, an import takes 1.7 times as long.
            GinIndex(
                fields=["month", "search"],
                name="listing_search",
                gin_pending_list_limit=256,
            )
        ]

    def __str__(self):
        return f"Quote {self.quote_id} of {self.day}"


class ListEntry(ListedFields):
    """A public quote under one speaker, publication or topic, or under all.

    Lists are read by the primary key: `facet` and `value`, then day and quote. Its
    index includes all other columns, so that lists are counted from it alone.
    """

    pk = models.CompositePrimaryKey("facet", "value", "day", "quote_id")
    facet = models.CharField(max_length=1, choices=FacetCode)
    value = models.BigIntegerField()
    quote_id = models.BigIntegerField()

    class Meta(ListedFields.Meta):
        abstract = False

    def __str__(self):
        return f"{self.get_facet_display()} {self.value}: quote {self.quote_id}"


class SayingPrint(models.Model):
    """A print of a saying that has two or more, for lists of such quotes.

    Triggers, first in migration 0028, write it. A print is a public quote that is an
    accepted member of the saying.
    """

    quote = models.OneToOneField(
        Quote,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="+",
    )
    saying = models.ForeignKey(
        "quotes.Saying",
        models.DO_NOTHING,
        db_constraint=False,
        db_index=False,
        related_name="+",
    )
    #: The date of its article, 9999-12-31 if that is not known: the prints of a saying
    #: are in this order, then by key.
    printed_on = models.DateField()
    #: The day of its listing.
    day = models.DateField()
    #: Whether it is the first print in that order, and whether its words differ from
    #: those of the first (on_record_fold: without case, accents and signs).
    is_earliest = models.BooleanField()
    is_variant = models.BooleanField()

    class Meta:
        default_permissions = ()
        indexes = [
            models.Index(
                fields=["saying", "printed_on", "quote"], name="sayingprint_in_order"
            ),
            models.Index(
                fields=["day", "quote"],
                name="sayingprint_earliest",
                condition=models.Q(is_earliest=True),
            ),
            models.Index(
                fields=["day", "quote"],
                name="sayingprint_variant",
                condition=models.Q(is_variant=True),
            ),
        ]

    def __str__(self):
        return f"Quote {self.quote_id} of saying {self.saying_id}"


class Tally(models.Model):
    """The number of public quotes of one value of a facet in one period.

    Facets are those of list entries, and “l” for languages, which `tag` names. `period`
    is 0 for all time, 202502 for a month, 202500 for quotes dated to the year only and
    20250213 for a day (under all, from the year 100 on). The facet “n” counts values:
    how many speakers, publications, topics and languages (by `tag`) have quotes.
    """

    pk = models.CompositePrimaryKey("facet", "value", "tag", "period")
    facet = models.CharField(max_length=1)
    value = models.BigIntegerField()
    tag = models.CharField(max_length=35)
    period = models.IntegerField()
    quotes = models.IntegerField()
    direct = models.IntegerField()
    mixed = models.IntegerField()
    indirect = models.IntegerField()
    exact = models.IntegerField()
    edited = models.IntegerField()
    ambiguous = models.IntegerField()
    missing = models.IntegerField()
    no_text = models.IntegerField()
    unverified = models.IntegerField()
    verified = models.IntegerField()
    disputed = models.IntegerField()
    misattributed = models.IntegerField()
    differs = models.IntegerField(db_default=0)
    changed = models.IntegerField(db_default=0)

    class Meta:
        default_permissions = ()
        indexes = [
            # Finds the most quoted values of a facet.
            models.Index(
                models.F("facet"),
                models.F("quotes").desc(),
                models.F("value"),
                name="tally_most",
                condition=models.Q(period=0),
            )
        ]

    def __str__(self):
        return f"{self.facet}{self.value}{self.tag} in {self.period}: {self.quotes}"
