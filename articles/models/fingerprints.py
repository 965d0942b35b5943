"""Which held texts have which words: a row for each, kept with the text itself."""

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from articles.text_matching.fingerprints import fingerprint


class Fingerprint(models.Model):
    """Numbers for the words of a held text, by which texts that hold a quote are found.

    articles/text_matching/fingerprints.py computes them. An index finds the texts that
    have all numbers of a quote; only the text itself shows whether it has the words.
    """

    snapshot = models.OneToOneField(
        "articles.Snapshot",
        models.CASCADE,
        primary_key=True,
        related_name="fingerprint",
    )
    numbers = ArrayField(models.IntegerField())

    class Meta:
        app_label = "articles"
        default_permissions = ()
        indexes = [GinIndex(fields=["numbers"], name="fingerprint_numbers")]

    def __str__(self):
        return f"{len(self.numbers)} numbers of snapshot {self.snapshot_id}"

    @classmethod
    def store(cls, snapshots):
        """Keep the fingerprints of these snapshots, unless they are kept already."""
        cls.objects.bulk_create(
            [cls(snapshot=each, numbers=fingerprint(each.text)) for each in snapshots],
            ignore_conflicts=True,
        )
