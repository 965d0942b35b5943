"""What lists, counts and searches read: kept by the database, never written here.

Triggers of migration 0009 keep these three tables in the transaction that changes a
quote, an attribution, a topic or an article, by whatever way it is changed (the admin,
an import, COPY). `manage.py check_derived_tables` proves them right, or rebuilds them.
"""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models

from quotes.models.choices import Standing
from quotes.models.quotes import Quote

#: The day of a quote whose day is not known: last in a list, newest first.
UNKNOWN_DAY = "0001-01-01"
#: The numbers that stand for standings in `attributions`, see encode_attribution.
STANDING_CODES = {standing: code for code, standing in enumerate(Standing.values)}


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


def filter_lexeme(kind, value):
    """Return the lexeme that `search` holds for a value of a filter, such as “=s12”.

    Kinds: a facet's letter with the key of its row (for speakers also “12=1”, with the
    code of the standing); d standing, k kind, r anchor status, l language, y year.
    Migration 0009 writes them.
    """
    return f"={kind}{value}"


class Facet(models.TextChoices):
    """What a list can be read by, from its own part of an index."""

    ALL = "a", "All"
    SPEAKER = "s", "Speaker"
    PUBLICATION = "p", "Publication"
    TOPIC = "t", "Topic"


class ListedFields(models.Model):
    """What a list sorts, filters and counts by."""

    #: When it was said, or else printed; UNKNOWN_DAY if neither is known. Where only
    #: a month or a year is known, its first day, and `last_day` its last.
    day = models.DateField()
    last_day = models.DateField()
    kind = models.CharField(max_length=8)
    anchor = models.CharField(max_length=9)
    language = models.CharField(max_length=35)
    #: The key of the publication, or 0.
    publication = models.BigIntegerField()
    #: One number for each attribution, see encode_attribution.
    attributions = ArrayField(models.BigIntegerField())
    topics = ArrayField(models.BigIntegerField())

    class Meta:
        abstract = True
        # Nobody writes them by hand.
        default_permissions = ()


class Listing(ListedFields):
    """A public quote, as lists and searches see it."""

    # No constraint: it would check a second time what the triggers keep.
    quote = models.OneToOneField(
        Quote,
        models.DO_NOTHING,
        primary_key=True,
        db_constraint=False,
        related_name="listing",
    )
    #: Year and month of `day` as a number, 202502: the searches' steps back in time.
    month = models.IntegerField()
    #: Words by their language's rules, names as printed, the article's title, and for
    #: each value of each filter a lexeme of its own, see filter_lexeme.
    search = SearchVectorField()

    class Meta(ListedFields.Meta):
        abstract = False
        indexes = [
            # What is still to be indexed stays in 256 kB, which each search reads from
            # end to end; with none of it, an import takes 1.7 times as long.
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

    The primary key is the way in: `facet` and `value`, then day and quote. It has all
    other columns beside it, so that a list is counted from this one index.
    """

    pk = models.CompositePrimaryKey("facet", "value", "day", "quote_id")
    facet = models.CharField(max_length=1, choices=Facet)
    value = models.BigIntegerField()
    quote_id = models.BigIntegerField()

    class Meta(ListedFields.Meta):
        abstract = False

    def __str__(self):
        return f"{self.get_facet_display()} {self.value}: quote {self.quote_id}"


class Tally(models.Model):
    """How many public quotes there are of one value of a facet in one period.

    Facets are those of a list entry, and “l”: languages, which `tag` names. `period`
    is 0 for all time, 202500 for what is known to be of that year and no more, 202502
    for a month and, under all and from the year 100 on, 20250213 for a day. The facet
    “n” counts values: how many speakers, publications, topics and languages (by
    `tag`) have quotes.
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

    class Meta:
        default_permissions = ()
        indexes = [
            # The most quoted of a kind, first.
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
