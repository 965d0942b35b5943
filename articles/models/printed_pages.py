"""The page numbers of a document, by place in the text that was read from it."""

from django.db import models

from articles.text_matching.printed_pages import mark_pages, place_pages


class PrintedPages(models.Model):
    """The places of a document's pages in the text of its snapshot.

    A table of its own, because few snapshots are from documents with pages.
    """

    snapshot = models.OneToOneField(
        "articles.Snapshot",
        models.CASCADE,
        primary_key=True,
        related_name="printed_pages",
    )
    #: [[number as printed, start, end], …], half-open code points, in order.
    pages = models.JSONField()

    class Meta:
        default_permissions = ()  # shown with the article, never edited

    def __str__(self):
        return f"{len(self.pages)} pages"

    @classmethod
    def store(cls, snapshot, marks):
        """Store the pages of a snapshot; `marks` are as mark_pages returns them."""
        if places := place_pages(snapshot.text, marks):
            cls.objects.create(snapshot=snapshot, pages=places)

    @classmethod
    def carry_over(cls, before, snapshot):
        """Store the pages of the previous text that the new text still has."""
        if stored := cls.objects.filter(snapshot=before).first():
            texts = [[number, before.text[a:b]] for number, a, b in stored.pages]
            cls.store(snapshot, mark_pages(texts))
