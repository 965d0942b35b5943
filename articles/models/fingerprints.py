"""The fingerprints of stored texts, one row for each text."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from articles.text_matching.fingerprints import fingerprint, word_numbers


class Fingerprint(models.Model):
    """Numbers for the words of a stored text, used to find the texts with a quote.

    articles/text_matching/fingerprints.py computes them: `numbers` of some words in a
    row, and `words` of single words. The indexes find the texts that have all numbers
    of a quote, or some. Only the text itself shows whether it has the words.
    """

    snapshot = models.OneToOneField(
        "articles.Snapshot",
        models.CASCADE,
        primary_key=True,
        related_name="fingerprint",
    )
    numbers = ArrayField(models.IntegerField())
    words = ArrayField(models.IntegerField())

    class Meta:
        app_label = "articles"
        default_permissions = ()
        indexes = [
            # Checking a draft scans an index hundreds of times, and each scan would
            # read the whole pending list.
            GinIndex(fields=["numbers"], name="fingerprint_numbers", fastupdate=False),
            GinIndex(fields=["words"], name="fingerprint_words", fastupdate=False),
        ]

    def __str__(self):
        return f"{len(self.numbers)} numbers of snapshot {self.snapshot_id}"

    @classmethod
    def store(cls, snapshots):
        """Store the fingerprints of these snapshots that are not stored yet."""
        cls.objects.bulk_create(
            [
                cls(
                    snapshot=each,
                    numbers=fingerprint(each.text),
                    words=word_numbers(each.text),
                )
                for each in snapshots
            ],
            ignore_conflicts=True,
        )
