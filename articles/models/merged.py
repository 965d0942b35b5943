"""Articles that were entered twice, and merged into another one."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from articles.models.base import Publishable, Status


class MergeableArticle(Publishable):
    """An article that may have been merged into another.

    It is not public then, and its addresses lead to the other. It keeps its texts. A
    trigger (migration `merged_articles`) refuses chains.
    """

    merged_into = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        db_index=False,
        related_name="merged",
    )

    class Meta:
        abstract = True

    @property
    def surviving(self):
        """Return the article that it was merged into, or itself."""
        return self.merged_into or self

    def check_publishable(self):
        super().check_publishable()
        if self.merged_into_id:
            raise ValidationError(
                f"It was merged into “{self.merged_into}”: undo that first.",
                code="merged",
            )


MERGED_IS_NOT_PUBLIC = models.CheckConstraint(
    condition=Q(merged_into=None)
    | ~Q(status=Status.PUBLISHED) & ~Q(merged_into=F("id")),
    name="article_merged_is_not_public",
    violation_error_message="It was merged into another article: undo that first.",
)
MERGED_INDEX = models.Index(
    fields=["merged_into"],
    name="article_merged",
    condition=Q(merged_into__isnull=False),
)
